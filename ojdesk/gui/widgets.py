"""The plain widgets that everything is put together from."""

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QWidget

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


def offer_source(widget: QWidget, at: QPoint, figure: object, asked: Callable[[object], None]) -> None:
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
