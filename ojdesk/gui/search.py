"""Sök: a line to type in, and what it may mean below it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ojdesk.core.search import Entry, find
from ojdesk.gui import theme
from ojdesk.gui.widgets import text_label

_WIDTH, _ROW, _MOST = 620, 34, 10
_ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SearchDialog(QDialog):
    """Finds indicators, units and commands. Arrows walk, Enter and a click take, Esc leaves.

    Args:
        parent: The window.
        entries: What can be found.
        taken: Gets the entry that the user takes, when the dialog is gone.
    """

    def __init__(self, parent: QWidget, entries: Sequence[Entry], taken: Callable[[Entry], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sök")
        self.setFixedWidth(_WIDTH)
        self._entries = entries
        self._taken = taken
        self.line = QLineEdit()
        self.line.setPlaceholderText("Sök indikator, enhet eller kommando")
        self.line.setAccessibleName("Sök")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.found = QListWidget()
        self.found.setAccessibleName("Träffar")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setItemDelegate(_Delegate(self.found))
        self.found.setFixedHeight(_MOST * _ROW + 4)
        self.found.itemClicked.connect(self._take)
        self._hint = text_label("quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.line)
        layout.addWidget(self.found)
        layout.addWidget(self._hint)
        self._show("")

    def _show(self, query: str) -> None:
        self.found.clear()
        for entry in find(query, self._entries, _MOST):
            item = QListWidgetItem(self.found)
            item.setData(_ENTRY_ROLE, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {entry.kind} {entry.detail}")
        self.found.setCurrentRow(0)
        if self.found.count():
            self._hint.setText("Pil upp och ned väljer, Enter öppnar, Esc stänger.")
        elif query.strip():
            self._hint.setText("Ingenting som liknar det finns i de öppnade filerna eller i menyerna.")
        else:
            self._hint.setText(
                "Stavfel och prickar spelar ingen roll. Försörjningsstöd och socialbidrag fungerar också."
            )

    def _take(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            self.accept()
            self._taken(item.data(_ENTRY_ROLE))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and self.found.count():
                self.found.setCurrentRow((self.found.currentRow() + step) % self.found.count())
                return True
        return super().eventFilter(watched, event)


class _Delegate(QStyledItemDelegate):
    """What it is called to the left, what it is to the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        del option, index
        return QSize(0, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        entry: Entry = index.data(_ENTRY_ROLE)
        colours, area = theme.colours(), QRectF(option.rect).adjusted(8, 0, -8, 0)
        detail = f"{entry.kind} · {entry.detail}" if entry.detail else str(entry.kind)
        painter.save()
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(colours.quiet))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        room = area.width() - painter.fontMetrics().horizontalAdvance(detail) - 16
        painter.setFont(theme.font())
        painter.setPen(QColor(colours.text))
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()
