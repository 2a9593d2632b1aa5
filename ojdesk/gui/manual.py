"""The manual in a window of its own, beside the one that it is about: contents and search to the left, the text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ojdesk.core.manual.book import SIGN, Section, chapters, search
from ojdesk.core.manual.web import html
from ojdesk.core.resources import resource
from ojdesk.gui import theme
from ojdesk.gui.widgets import push_button, text_label

_SIZE, _CONTENTS = QSize(1040, 700), 288
#: A line longer than this is hard to read.
_WIDEST, _MARGIN = 712, 24
_SIGN = 16
_HEADINGS = {1: theme.TITLE, 2: theme.LARGE}
_PLACE_ROLE = int(Qt.ItemDataRole.UserRole)


class ManualWindow(QWidget):
    """The window. It stays while one works in the other, and Esc closes it.

    Args:
        parent: The window that it belongs to.

    Signals:
        pdf_asked: The user wants the manual as a file.
    """

    pdf_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Handbok – ojdesk")
        self.resize(_SIZE)
        self.line = QLineEdit()
        self.line.setPlaceholderText("Sök i handboken (Ctrl+F)")
        self.line.setAccessibleName("Sök i handboken")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._list)
        self.line.returnPressed.connect(self._to_text)
        self.contents = QTreeWidget()
        self.contents.setAccessibleName("Innehåll")
        self.contents.setHeaderHidden(True)
        self.contents.setIndentation(16)
        self.contents.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.contents.currentItemChanged.connect(self._go_to)
        self._hint = text_label("quiet", "Inget i handboken liknar det. Prova med ett annat ord.")
        self._hint.hide()
        self.text = _Text()
        #: The place that is shown.
        self.place = ""
        self.text.sourceChanged.connect(self._arrive)
        self.pdf_button = push_button("Spara som PDF …", link=True)
        self.pdf_button.clicked.connect(self.pdf_asked)
        side = QWidget()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_CONTENTS)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 8, 12)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self._hint)
        column.addWidget(self.contents, 1)
        column.addWidget(self.pdf_button, 0, Qt.AlignmentFlag.AlignLeft)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(self.text, 1)
        self._list("")

    def open_at(self, place: str) -> None:
        """Shows a place, in front of other windows."""
        self.line.clear()
        self.text.go_to(place)
        self.show()
        self.raise_()
        self.activateWindow()
        self._to_text()

    def _to_text(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # The contents, or what was found ----------------------------------------------------------------------------

    def _list(self, query: str) -> None:
        """The chapters with their sections; for a query those that it means, the best chapter first."""
        found = search(query) if query.strip() else [it for chapter in chapters() for it in chapter.sections]
        self._hint.setVisible(not found)
        self.contents.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.contents.clear()
        for chapter in chapters():
            if not query.strip():
                self._add(chapter.sections[0], chapter.sections[1:])
        if query.strip():
            for name in dict.fromkeys(it.chapter for it in found):
                inside = [it for it in found if it.chapter == name]
                first = next(it.sections[0] for it in chapters() if it.title == name)
                self._add(first, [it for it in inside if it != first])
            self.contents.expandAll()
        self.contents.blockSignals(False)  # noqa: FBT003
        if query.strip() and found:
            self.text.go_to(found[0].place)
        self._mark()

    def _add(self, chapter: Section, sections: Sequence[Section]) -> None:
        top = QTreeWidgetItem(self.contents, [chapter.title])
        top.setData(0, _PLACE_ROLE, chapter.place)
        top.setFont(0, theme.font(bold=True))
        top.setToolTip(0, chapter.title)
        for it in sections:
            item = QTreeWidgetItem(top, [it.title])
            item.setData(0, _PLACE_ROLE, it.place)
            item.setToolTip(0, it.title)

    def _go_to(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.text.go_to(item.data(0, _PLACE_ROLE))

    def _arrive(self, source: QUrl) -> None:
        self.place = source.toString()
        self._mark()

    def _mark(self) -> None:
        """Marks in the contents where one is."""
        if (item := self._item(self.place)) is None:
            return
        self.contents.blockSignals(True)  # noqa: FBT003 - Qt's own
        if not self.line.text().strip():
            self.contents.collapseAll()
            (item.parent() or item).setExpanded(True)
        self.contents.setCurrentItem(item)
        self.contents.blockSignals(False)  # noqa: FBT003

    def _item(self, place: str) -> QTreeWidgetItem | None:
        # By hand: PySide keeps each of Qt's own iterators for ever.
        tops = _below(self.contents.invisibleRootItem())
        items = (it for top in tops for it in (top, *_below(top)))
        return next((it for it in items if it.data(0, _PLACE_ROLE) == place), None)

    # Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        held, key = event.modifiers(), event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key == Qt.Key.Key_F and held == Qt.KeyboardModifier.ControlModifier:
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.line.selectAll()
        elif key == Qt.Key.Key_Left and held == Qt.KeyboardModifier.AltModifier:
            self.text.backward()
        elif key == Qt.Key.Key_Right and held == Qt.KeyboardModifier.AltModifier:
            self.text.forward()
        elif key == Qt.Key.Key_Down and self.line.hasFocus():
            self.contents.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [it for at in range(item.childCount()) if (it := item.child(at)) is not None]


class _Text(QTextBrowser):
    """The text of one chapter at a time; its links lead within the manual."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Handbokens text")
        self.setOpenExternalLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(_MARGIN)
        self._fit()

    def go_to(self, place: str) -> None:
        if self.source() != QUrl(place):
            self.setSource(QUrl(place), QTextDocument.ResourceType.HtmlResource)

    def doSetSource(  # noqa: N802
        self, name: QUrl | str, kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        del kind
        name = QUrl(name)
        self.document().setDefaultFont(theme.font())
        self.document().setDefaultStyleSheet(_style_sheet())
        super().doSetSource(name, QTextDocument.ResourceType.HtmlResource)
        self._size_headings()
        # An anchor is a whole place here, so that links are the same in each chapter.
        if name.hasFragment():
            self.scrollToAnchor(name.toString())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - Qt's own
        if kind == int(QTextDocument.ResourceType.ImageResource.value):
            return self._picture(QUrl(name).fileName())
        return next((html(it) for it in chapters() if it.name == QUrl(name).path()), "")

    def _picture(self, name: str) -> QImage:
        picture = QImage(str(resource("manual", name)))
        dots = self.devicePixelRatioF()
        room = _SIGN if name.startswith(SIGN) else self.lineWrapColumnOrWidth() - 2 * _MARGIN
        if picture.width() > round(room * dots):
            picture = picture.scaledToWidth(round(room * dots), Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(dots)
        return picture

    def _size_headings(self) -> None:
        """Gives headings their sizes, which a style sheet cannot: Qt makes those larger still."""
        block = self.document().begin()
        while block.isValid():
            if size := _HEADINGS.get(block.blockFormat().headingLevel()):
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                # The first letter has the heading's place.
                drawn = block.begin().fragment().charFormat()
                drawn.clearProperty(QTextFormat.Property.FontSizeAdjustment)
                drawn.setFont(theme.font(size, bold=True))
                cursor.setCharFormat(drawn)
            block = block.next()

    def _fit(self) -> bool:
        """Fits the lines to the room there is; says whether that changed anything."""
        width = min(self.viewport().width(), _WIDEST)
        if self.lineWrapColumnOrWidth() == width:
            return False
        self.setLineWrapColumnOrWidth(width)
        return True

    def _renew(self) -> None:
        """Sets the text anew, in the colours and for the width in use, and stays where it was."""
        bar = self.verticalScrollBar()
        part = bar.value() / max(bar.maximum(), 1)
        self.reload()
        bar.setValue(round(part * bar.maximum()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._fit() and not self.source().isEmpty():
            self._renew()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and not self.source().isEmpty():
            self._renew()


def _style_sheet() -> str:
    colours = theme.colours()
    rule, panel = QColor(colours.rule).name(), QColor(colours.panel).name()
    return f"""
        h1 {{ font-weight: 600; margin: 4px 0 8px 0; }}
        h2 {{ font-weight: 600; margin: 24px 0 4px 0; }}
        p {{ margin: 0 0 12px 0; line-height: 140%; }}
        .picture {{ line-height: 100%; }}
        li {{ margin: 0 0 4px 0; line-height: 140%; }}
        strong, th {{ font-weight: 600; }}
        a {{ color: {colours.own}; }}
        blockquote {{ margin: 0 0 12px 24px; }}
        blockquote p {{ background: {panel}; }}
        .commands {{ background: {panel}; }}
        table {{ border-collapse: collapse; margin: 0 0 12px 0; }}
        th, td {{ padding: 4px 24px 4px 0; border-bottom: 1px solid {rule}; text-align: left; }}
        img {{ margin: 4px 0 8px 0; }}
    """
