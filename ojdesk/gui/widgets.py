"""The plain widgets that everything is put together from."""

from collections.abc import Callable, Sequence

from PySide6 import QtGui
from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QPushButton, QScrollArea, QSizePolicy, QWidget

from ojdesk.gui import theme


def text_label(role: str, text: str = "", *, wrap: bool = True) -> QLabel:
    """A label for plain text: what comes from a file is never taken for HTML."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if wrap:
        # Otherwise its smallest height is that of one word a line, and a scroll area believes it.
        label.setMinimumSize(1, 1)
    label.setFont(theme.font())
    return label


def tip(text: str) -> str:
    """A tooltip that shows a text as it stands; Qt would take one with tags in it for HTML."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return QtGui.Qt.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal)


def push_button(text: str, *, main: bool = False, link: bool = False) -> QPushButton:
    """A button; `main` for the one that most will press, `link` for one that looks like a link."""
    button = QPushButton(text)
    button.setProperty("main", main)
    button.setProperty("link", link)
    if link:
        button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


#: From the text of a segment to its edge.
_SEGMENT_EDGE = 14


class Segments(QWidget):
    """A choice of one among a few, side by side: Tab comes to the one chosen, arrow keys go on from it.

    Signals:
        chosen: The user has chosen another, by position.
    """

    chosen = Signal(int)

    def __init__(self, name: str, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for at, text in enumerate(texts):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            # The one chosen is bold, and none may change its width for that.
            button.setFixedWidth(QtGui.QFontMetrics(theme.font(bold=True)).horizontalAdvance(text) + 2 * _SEGMENT_EDGE)
            button.setProperty("segment", "first" if at == 0 else "last" if at == len(texts) - 1 else "middle")
            self._group.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idToggled.connect(self._let_tab_come)
        self.choose(0)
        self._group.idClicked.connect(self.chosen)

    def choose(self, at: int) -> None:
        """Shows that one is chosen, without saying so. The keyboard goes along if it was on another."""
        had_keys = any(it.hasFocus() for it in self._group.buttons())
        self._group.button(at).setChecked(True)
        if had_keys:
            self._group.button(at).setFocus()

    def stack(self, *, on: bool) -> None:
        """Puts them under each other, where there is no room for them side by side."""
        self._row.setDirection(QHBoxLayout.Direction.TopToBottom if on else QHBoxLayout.Direction.LeftToRight)

    def _let_tab_come(self, at: int, on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.button(at).setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def button(self, at: int) -> QPushButton:
        found = self._group.button(at)
        assert isinstance(found, QPushButton)
        return found


class ScrolledPage(QScrollArea):
    """A page that is as large as there is room for, and scrolls where that is less than it needs.

    Args:
        needed: The size that it needs. Without it, what its texts would like to have; a page whose parts scroll by
            themselves needs less.
    """

    def __init__(self, needed: QSize | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._needed = needed
        self.setWidgetResizable(needed is None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QtGui.QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        page, needed, room = self.widget(), self._needed, self.maximumViewportSize()
        if page is None or needed is None:
            return
        fits = room.expandedTo(needed) == room
        page.resize(room if fits else self.viewport().size().expandedTo(needed))


def open_menu(widget: QWidget, at: QPoint, figure: object, asked: Callable[[object], None]) -> None:
    """The menu of a chart or table that was clicked with the other button: all that can be done with what is seen.

    Args:
        widget: Where the click was. What can be done with the view around it are the view's actions.
        at: The place in it.
        figure: Which figure was clicked, so that the cell it comes from can be shown; None where there is none.
        asked: Gets the figure when the user picks the entry.
    """
    actions, around = widget.actions(), widget.parentWidget()
    while not actions and around is not None:
        actions, around = around.actions(), around.parentWidget()
    menu = QMenu(widget)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addActions(actions)
    if figure is not None:
        menu.addSeparator()
        menu.addAction("Visa källcellen …", lambda: asked(figure))
    if menu.isEmpty():
        menu.deleteLater()
        return
    menu.popup(widget.mapToGlobal(at))
