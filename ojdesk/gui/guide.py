"""What leads the user: the manual, opened at what she looks at, and the hints for a newcomer."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ojdesk.core.save import save
from ojdesk.gui import dialogs
from ojdesk.gui.jobs import Jobs
from ojdesk.gui.settings import Memory
from ojdesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from ojdesk.core.work import Progress
    from ojdesk.gui.hints import HintBox
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
    """Keeps the one window with the manual, and the note with hints.

    Args:
        parent: The window that both belong to.
        workspace: What the hints follow.
        memory: Which hints have been taken away.
        jobs: Where the PDF is written.
        looked_at: Gives the name of what is looked at, as in `PLACES`; empty for the start page.

    Signals:
        saved: The manual was written, at this path.
    """

    saved = Signal(Path)

    def __init__(
        self, parent: QWidget, workspace: Workspace, memory: Memory, jobs: Jobs, looked_at: Callable[[], str]
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._jobs = jobs
        self._looked_at = looked_at
        self._workspace, self._memory = workspace, memory
        self.manual: ManualWindow | None = None

    @cached_property
    def hints(self) -> "HintBox":
        """The note with hints; nobody sees it before files are open."""
        from ojdesk.gui.hints import HintBox  # noqa: PLC0415 - after the first paint

        made = HintBox(self._workspace, self._memory, self._window)
        made.more_asked.connect(self.open_manual)
        return made

    def show_manual(self) -> None:
        """Opens the manual at what it says of what is looked at."""
        self.open_manual(PLACES[self._looked_at()])

    def open_manual(self, place: str) -> None:
        """Opens the manual at a place."""
        from ojdesk.gui.manual import ManualWindow  # noqa: PLC0415 - when somebody asks

        if self.manual is None:
            self.manual = ManualWindow(self._window)
            self.manual.pdf_asked.connect(self.save_manual)
        self.manual.open_at(place)

    def save_manual(self) -> None:
        """Asks for a place and writes the manual there as a PDF, in the background."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - when somebody asks

        around = self.manual or self._window
        proposed = Path(dialogs.documents()) / "handbok-ojdesk.pdf"
        name, _ = QFileDialog.getSaveFileName(around, "Spara handboken som PDF", str(proposed), "PDF (*.pdf)")
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name + ".pdf")

        def write(progress: "Progress") -> Path:
            from ojdesk.core.manual import paper  # noqa: PLC0415 - typst, when somebody asks

            progress(0, 1, f"Sparar {path.name}")
            save(path, paper.write())
            return path

        self._jobs.start(write, self.saved.emit, lambda sentence: dialogs.refuse(around, sentence))
