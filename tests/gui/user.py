"""What a user does with keyboard, mouse and files, and what she sees: one word for each."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QEventLoop,
    QMimeData,
    QModelIndex,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QTableView, QToolTip, QWidget

from ojdesk.core.peers import PeerSet
from ojdesk.gui.tables import ROW_ROLE
from ojdesk.gui.window import Window

#: What the user does with a dialog that has come up.
Meet = Callable[[QDialog], None]


def group(*codes: str) -> PeerSet:
    """A comparison set that she has put together."""
    return PeerSet("Min grupp", members=codes)


def settle(window: Window) -> None:
    """Waits until what runs in the background has come to its end, and its signals have arrived."""
    loop = QEventLoop()
    while window.jobs.busy:
        QTimer.singleShot(5, loop.quit)
        loop.exec()
    QApplication.processEvents()


def type_text(widget: QWidget, text: str) -> None:
    """Types, å ä ö too, which QTest has no keys for."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key wherever the keyboard is: in a list that has come up, or where the focus is."""
    focus = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def click(widget: QWidget, at: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)


def drag(window: Window, urls: Iterable[str]) -> QMimeData:
    """Holds files over the window; the data has to be kept until they are dropped."""
    held = QMimeData()
    held.setUrls([QUrl(url) for url in urls])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, held, buttons, keys)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    held.setProperty("taken", entering.isAccepted())
    return held


def drop(window: Window, paths: Iterable[Path]) -> None:
    held = drag(window, [QUrl.fromLocalFile(str(path)).toString() for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, held, buttons, keys))


def said(widget: QWidget) -> str:
    """All that the labels in sight say."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def tooltip(widget: QWidget, at: QPoint) -> str:
    """What is told when one points at a place, as the tooltip gets it."""
    nothing = "…"
    QToolTip.showText(widget.mapToGlobal(at), nothing, widget)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    return QToolTip.text().replace(nothing, "")


# Tables -----------------------------------------------------------------------------------------------------------


def column(model: QAbstractItemModel, at: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[Any]:
    """A whole column."""
    return [model.index(row, at).data(role) for row in range(model.rowCount())]


def heads(model: QAbstractItemModel) -> list[str]:
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def cells(model: QAbstractItemModel, most: int | None = None) -> list[list[Any]]:
    """The rows as they are read: all of them, or at most so many."""
    rows = range(model.rowCount())[:most]
    return [[model.index(row, at).data() for at in range(model.columnCount())] for row in rows]


def index_of(table: QTableView, indicator: str) -> QModelIndex:
    """The name cell of an indicator's row in the overview."""
    model = table.model()
    found = [
        model.index(at, 0)
        for at, it in enumerate(column(model, 0, ROW_ROLE))
        if it.row is not None and it.row.indicator.id == indicator
    ]
    assert len(found) == 1, indicator
    return found[0]


def click_row(table: QTableView, indicator: str) -> None:
    index = index_of(table, indicator)
    table.scrollTo(index)
    click(table.viewport(), table.visualRect(index).center())


def click_head(table: QTableView, title: str) -> None:
    header = table.horizontalHeader()
    at = heads(table.model()).index(title)
    click(header.viewport(), QPoint(header.sectionViewportPosition(at) + header.sectionSize(at) // 2, 10))
