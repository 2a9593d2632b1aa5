"""The row of buttons above the views: the way back, and what is done most."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ojdesk.gui.widgets import push_button

_ARROWS = (("←", "back", "Bakåt"), ("→", "forward", "Framåt"))
#: Text, action, and whether it is the one that most will press.
_BUTTONS = (
    ("Öppna …", "open", True),
    ("Rapport …", "save", False),
    ("Kopiera", "copy", False),
    ("Spara diagram …", "export", False),
    ("Skriv ut …", "print", False),
)
#: Below this width the search is in the menu alone; the buttons beside it would be cut.
_ROOM_FOR_SEARCH = 1000


class Toolbar(QWidget):
    """Buttons that do what the menus do. Nobody sees them before files are open.

    Args:
        actions: The window's, by name.
    """

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(8)
        for text, name, said in _ARROWS:
            action = actions[name]
            arrow = push_button(text)
            arrow.setObjectName("arrow")
            arrow.setAccessibleName(said)
            arrow.setToolTip(f"{said} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
            _attach(arrow, action)
            row.addWidget(arrow)
        row.addSpacing(8)
        for text, name, main in _BUTTONS:
            button = push_button(text, main=main)
            _attach(button, actions[name])
            row.addWidget(button)
        row.addStretch(1)
        self._find = push_button("Sök indikator, enhet eller kommando (Ctrl+K)")
        self._find.setObjectName("find")
        self._find.clicked.connect(actions["find"].trigger)
        row.addWidget(self._find)
        self.hide()

    def fit(self, width: int) -> None:
        """Gives way where the window is narrow."""
        self._find.setVisible(width >= _ROOM_FOR_SEARCH)


def _attach(button: QPushButton, action: QAction) -> None:
    """Has a button do what the action does, whenever that can be done."""
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
