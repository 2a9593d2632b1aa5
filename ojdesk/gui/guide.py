"""What leads the user: the manual, opened at what she looks at, and the hints for a newcomer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ojdesk.gui.hints import HintBar
from ojdesk.gui.settings import Memory
from ojdesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from ojdesk.gui.manual import ManualWindow

#: What is looked at, by name → the place in the manual that is about it.
PLACES = {
    "": "borja",
    "Vilken är din enhet?": "borja#välj-din-enhet",
    "Översikt": "vyerna#översikt",
    "Utveckling": "vyerna#utveckling",
    "Länsspridning": "vyerna#länsspridning",
    "Karta": "vyerna#karta",
    "Att lära av": "vyerna#att-lära-av",
    "Rapport": "rapporten",
    "Val": "vyerna#till-vänster",
    "Håller siffran?": "haller",
}


class Guide(QObject):
    """Keeps the one window with the manual, and the line with hints.

    Args:
        parent: The window that both belong to.
        workspace: What the hints follow.
        memory: Which hints have been taken away.
        looked_at: Gives the name of what is looked at, as in `PLACES`; empty for the start page.
    """

    def __init__(self, parent: QWidget, workspace: Workspace, memory: Memory, looked_at: Callable[[], str]) -> None:
        super().__init__(parent)
        self._window = parent
        self._looked_at = looked_at
        self.hints = HintBar(workspace, memory)
        self.hints.more_asked.connect(self.open_manual)
        self.manual: ManualWindow | None = None

    def show_manual(self) -> None:
        """Opens the manual at what it says of what is looked at."""
        self.open_manual(PLACES[self._looked_at()])

    def open_manual(self, place: str) -> None:
        """Opens the manual at a place."""
        from ojdesk.gui.manual import ManualWindow  # noqa: PLC0415 - when somebody asks

        if self.manual is None:
            self.manual = ManualWindow(self._window)
        self.manual.open_at(place)
