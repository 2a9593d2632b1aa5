"""What is seen, taken along: copied, saved to a file, printed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ojdesk.core.work import Refused
from ojdesk.gui import dialogs
from ojdesk.gui.jobs import Jobs
from ojdesk.gui.settings import Memory

if TYPE_CHECKING:
    from ojdesk.core.export.exhibit import Exhibit
    from ojdesk.core.work import Progress
    from ojdesk.gui.views.view import View

# What writes the files brings pandas and typst along; it is imported when something is taken.

_NOTHING = "Här finns inget diagram och ingen tabell att ta med. En rapport sparas med knappen Spara rapport."


class Export(QObject):
    """What can be done with the view that is seen.

    Args:
        parent: The window that dialogs belong to.
        jobs: Where files are written.
        memory: Remembers where and in which format.
        seen: The view that is seen; None before there is one.

    Signals:
        saved: A file was written, at this path.
    """

    saved = Signal(Path)

    def __init__(self, parent: QWidget, jobs: Jobs, memory: Memory, seen: "Callable[[], View | None]") -> None:
        super().__init__(parent)
        self._window = parent
        self._jobs = jobs
        self._memory = memory
        self._seen = seen

    def copy(self) -> None:
        """Puts what is seen on the clipboard, as picture and as table at once."""
        view = self._seen()
        if view is None:
            return
        if (copied := view.copied()) is None:
            dialogs.refuse(self._window, "Här finns inget att kopiera. Välj en annan enhet eller en annan vy.")
        else:
            QApplication.clipboard().setMimeData(copied)

    def copy_picture(self) -> None:
        """Puts the picture alone there, for programs that would rather take the table."""
        from ojdesk.gui.clipboard import picture_of  # noqa: PLC0415 - after the first paint

        if (exhibit := self._exhibit()) is not None:
            QApplication.clipboard().setMimeData(picture_of(exhibit))

    def save(self) -> None:
        """Asks for a file and writes what is seen there in the background."""
        from ojdesk.core.export.formats import formats_for, save_exhibit  # noqa: PLC0415 - after the first paint

        exhibit = self._exhibit()
        if exhibit is None:
            return
        several = len(exhibit.tables) > 1
        kinds = {
            it.ending: f"{it.name}, den första tabellen" if it.one_table and several else it.name
            for it in formats_for(exhibit)
        }
        remembered = self._memory.now
        try:
            path = dialogs.ask_export(
                self._window, remembered.export_folder, exhibit.file_stem, kinds, remembered.export_format
            )
        except Refused as refusal:
            dialogs.refuse(self._window, str(refusal))
            return
        if path is None:
            return
        self._memory.change(export_folder=str(path.parent), export_format=path.suffix.lower().removeprefix("."))

        def write(progress: "Progress") -> Path:
            progress(0, 1, f"Sparar {path.name}")
            save_exhibit(exhibit, path)
            return path

        self._jobs.start(write, self.saved.emit, lambda sentence: dialogs.refuse(self._window, sentence))

    def print(self) -> None:
        """Asks for a printer and prints what is seen."""
        from ojdesk.gui.printing import ask_and_print  # noqa: PLC0415 - after the first paint

        if (exhibit := self._exhibit()) is not None:
            ask_and_print(self._window, exhibit)

    def _exhibit(self) -> "Exhibit | None":
        """What the view gives to take along; if it has nothing, says so."""
        view = self._seen()
        exhibit = view.exhibit() if view is not None else None
        if exhibit is None:
            dialogs.refuse(self._window, _NOTHING)
        return exhibit
