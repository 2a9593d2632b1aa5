"""Which files are open: asked for, read in the background, joined, looked into, closed again."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ojdesk.core.resources import sample_files
from ojdesk.gui import dialogs
from ojdesk.gui.jobs import Jobs
from ojdesk.gui.settings import Memory
from ojdesk.gui.workspace import Opened, Workspace, read

if TYPE_CHECKING:
    from ojdesk.core.files.workbook import Reading, YearQuestion
    from ojdesk.core.model import Finding


class Files(QObject):
    """What can be done with files.

    Args:
        parent: The window that dialogs belong to.

    Signals:
        ready: The first files have been read; the page that shows them must be there before they are announced.
        busy: Whether files are being read.
    """

    ready = Signal()
    busy = Signal(bool)

    def __init__(self, parent: QWidget, workspace: Workspace, jobs: Jobs, memory: Memory) -> None:
        super().__init__(parent)
        self._window = parent
        self._workspace = workspace
        self._jobs = jobs
        self._memory = memory

    def ask(self) -> None:
        """Lets the user choose files, and opens them."""
        if paths := dialogs.ask_files(self._window, self._memory.now.folder):
            self._memory.change(folder=str(paths[0].parent))
            self.open(paths)

    def open_sample(self) -> None:
        self.open(sample_files())

    def open_last(self) -> None:
        """Opens what was open when the program was used last."""
        self.open([Path(name) for name in self._memory.now.files])

    def open(self, paths: Sequence[Path]) -> None:
        """Reads files in the background and adds them to those that are open."""
        opened = self._workspace.dataset
        years, preferred = self._memory.now.years, self._memory.now.preferred
        self.busy.emit(True)  # noqa: FBT003 - the only value a signal has

        def show(result: Opened) -> None:
            if self._workspace.dataset is opened:
                self._show_read(result)
            else:
                # Something else was opened or closed meanwhile, and must not be lost.
                self.open(paths)

        def refuse(sentence: str) -> None:
            dialogs.refuse(self._window, sentence)

        job = self._jobs.start(lambda progress: read(paths, opened, progress, years, preferred), show, refuse)
        job.ended.connect(lambda: self.busy.emit(self._jobs.busy))

    def _show_read(self, result: Opened) -> None:
        from ojdesk.core.choice import Choice  # noqa: PLC0415 - after the first paint

        if result.dataset is not None and result.dataset is not self._workspace.dataset:
            is_first = self._workspace.dataset is None
            choice = Choice.from_json(self._memory.now.choice) if is_first else self._workspace.choice
            self.ready.emit()
            self._workspace.show(result.dataset, choice)
        if result.refusals:
            count = "En fil" if len(result.refusals) == 1 else f"{len(result.refusals)} filer"
            dialogs.tell(self._window, f"{count} gick inte att öppna", result.refusals)
        self._ask_years(result.questions)

    def _ask_years(self, questions: "Sequence[YearQuestion]") -> None:
        """Asks once for each file that does not say its year, and opens those that got one."""
        given = {}
        for it in questions:
            proposed = it.candidates[-1] if it.candidates else 0
            year = dialogs.ask_year(self._window, it.path.name, it.source, it.evidence, proposed)
            if year is not None:
                given[it.digest] = year
        if given:
            self._memory.change(years={**self._memory.now.years, **given})
            self.open([it.path for it in questions if it.digest in given])

    def show(self) -> None:
        """Tells how the open files were read."""
        if self._workspace.dataset is None:
            return
        dialog = dialogs.FilesDialog(self._window, self._workspace.dataset, self._jobs)
        dialog.year_asked.connect(lambda reading: self._correct_year(dialog, reading))
        dialog.preferred.connect(lambda reading, on: self._prefer(dialog, reading, on=on))
        dialog.cell_asked.connect(lambda reading, finding: self._show_cell(dialog, reading, finding))
        dialog.exec()

    def _show_cell(self, dialog: dialogs.FilesDialog, reading: "Reading", finding: "Finding") -> None:
        """Looks up the cell that a finding is about."""
        from ojdesk.core.excerpt import Excerpt, excerpt_of_finding  # noqa: PLC0415 - after the first paint

        def show(found: Excerpt) -> None:
            dialogs.SourceDialog(dialog, found).exec()

        def refuse(sentence: str) -> None:
            dialogs.refuse(dialog, sentence)

        self._jobs.start(lambda progress: excerpt_of_finding(reading, finding, progress), show, refuse)

    def _correct_year(self, dialog: dialogs.FilesDialog, reading: "Reading") -> None:
        """Reads a file anew as being about the year that the user says."""
        year = dialogs.ask_year(dialog, reading.file, reading.source, reading.year.evidence, reading.years[-1])
        if year is not None:
            dialog.accept()
            self._memory.change(years={**self._memory.now.years, reading.digest: year})
            self.open([reading.path])

    def _prefer(self, dialog: dialogs.FilesDialog, reading: "Reading", *, on: bool) -> None:
        """Lets a file go before those published later, or no longer."""
        from ojdesk.core.dataset import build  # noqa: PLC0415 - after the first paint

        others = tuple(it for it in self._memory.now.preferred if it != reading.digest)
        self._memory.change(preferred=(*others, reading.digest) if on else others)
        if self._workspace.dataset is not None:
            dataset = build(self._workspace.dataset.readings, self._memory.now.preferred)
            self._workspace.show(dataset, self._workspace.choice)
            dialog.show_dataset(dataset)
