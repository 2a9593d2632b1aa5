"""Which files are open: asked for, read in the background, joined, looked into, closed again."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ojdesk.core.peers import with_sets
from ojdesk.core.report.outline import Outline
from ojdesk.core.resources import sample_files
from ojdesk.core.save import WORK_ENDING
from ojdesk.core.session import LeftOpen
from ojdesk.gui import dialogs
from ojdesk.gui.jobs import Jobs
from ojdesk.gui.reading import Found, Opened, find, read
from ojdesk.gui.saving import Saving
from ojdesk.gui.settings import Memory
from ojdesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from ojdesk.core.choice import Choice
    from ojdesk.core.dataset import Dataset
    from ojdesk.core.files.reading import Reading, YearQuestion
    from ojdesk.core.model import Finding
    from ojdesk.core.news import News
    from ojdesk.gui.file_dialogs import FilesDialog


class Files(QObject):
    """What can be done with files.

    Args:
        parent: The window that dialogs belong to.

    Signals:
        ready: The first files have been read; the page that shows them must be there before they are announced.
        busy: Whether files are being read.
        news: Files of later years have been added: what is new in them.
        view_asked: A saved work is shown, which was looked at in the view at this position.
    """

    ready = Signal()
    busy = Signal(bool)
    news = Signal(object)
    view_asked = Signal(int)

    def __init__(self, parent: QMainWindow, workspace: Workspace, jobs: Jobs, memory: Memory) -> None:
        super().__init__(parent)
        self._window = parent
        self.saving = Saving(parent, workspace, jobs, memory)
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
        """Opens what was open last without being a saved work."""
        self.open([Path(name) for name in self._memory.now.files])

    def open_again(self, opened: LeftOpen) -> None:
        """Opens what was open when the program ended by itself, and picks what was picked."""
        added = [Path(name) for name in opened.files]
        if opened.work:
            self._open_work(Path(opened.work), added, opened)
        else:
            self._memory.change(files=opened.files, choice=opened.choice, outline=opened.outline)
            self.open(added)

    def open(self, paths: Sequence[Path]) -> None:
        """Opens a saved work in place of what is open, and adds workbooks to it."""
        works = [path for path in paths if path.suffix.casefold() == WORK_ENDING]
        workbooks = [path for path in paths if path not in works]
        if len(works) > 1:
            dialogs.refuse(self._window, "Bara ett sparat arbete kan vara öppet åt gången. Välj ett av dem.")
        elif works:
            self._open_work(works[0].absolute(), workbooks)
        elif workbooks:
            self._add(workbooks)

    def _add(self, paths: Sequence[Path]) -> None:
        """Reads workbooks in the background and adds them to those that are open."""
        opened = self._workspace.dataset
        years, preferred = self._memory.now.years, self._memory.now.preferred
        self.busy.emit(True)  # noqa: FBT003 - the only value a signal has

        def show(result: Opened) -> None:
            if self._workspace.dataset is opened:
                self._show_read(result)
            else:
                # Something else was opened or closed meanwhile, and must not be lost.
                self._add(paths)

        def refuse(sentence: str) -> None:
            dialogs.refuse(self._window, sentence)

        job = self._jobs.start(lambda progress: read(paths, opened, progress, years, preferred), show, refuse)
        job.ended.connect(lambda: self.busy.emit(self._jobs.busy))

    def _show_read(self, result: Opened) -> None:
        from ojdesk.core.choice import Choice  # noqa: PLC0415 - after the first paint

        before = self._workspace.dataset
        found: list[News] = []
        if result.dataset is not None and result.dataset is not before:
            if before is None:
                now = self._memory.now
                self.ready.emit()
                self._workspace.show(result.dataset, Choice.from_json(now.choice), Outline.from_json(now.outline))
            else:
                choice, found = self._fit_to_news(before, result.dataset)
                self._workspace.go_on(result.dataset, choice)
        if result.refusals:
            count = "En fil" if len(result.refusals) == 1 else f"{len(result.refusals)} filer"
            dialogs.tell(self._window, f"{count} gick inte att öppna", result.refusals)
        self._ask_years(result.questions)
        if found:
            self.news.emit(found)

    def _fit_to_news(self, before: "Dataset", dataset: "Dataset") -> "tuple[Choice, list[News]]":
        """The choice that goes on in files that were added, and what is new in them."""
        from ojdesk.core.news import news_since, year_in_focus  # noqa: PLC0415 - after the first paint

        choice = self._workspace.choice
        year = year_in_focus(before, dataset, choice.indicator, choice.year)
        return choice.but(year=year), news_since(before, dataset)

    # Saved works ----------------------------------------------------------------------------------------------------

    def _open_work(self, path: Path, workbooks: Sequence[Path], picked: LeftOpen | None = None) -> None:
        """Opens a saved work, and then workbooks besides.

        Args:
            path: The work.
            workbooks: The workbooks.
            picked: What was picked in it and not saved.
        """
        if path == self.saving.path and self.saving.may_write:
            self.open(workbooks)
            return
        copies = self._memory.copies
        self.busy.emit(True)  # noqa: FBT003

        def show(found: Found) -> None:
            self.saving.leave(lambda: self._show_work(found, workbooks, picked))

        def refuse(sentence: str) -> None:
            if self._memory.now.work == str(path):
                self._memory.change(work="")  # the next start need not say it again
            dialogs.refuse(self._window, sentence)

        job = self._jobs.start(lambda progress: find(path, copies, progress), show, refuse)
        job.ended.connect(lambda: self.busy.emit(self._jobs.busy))

    def _show_work(self, found: Found, workbooks: Sequence[Path], picked: LeftOpen | None) -> None:
        from ojdesk.core.choice import Choice  # noqa: PLC0415 - after the first paint
        from ojdesk.gui import work_dialogs  # noqa: PLC0415

        if found.copy is not None and not work_dialogs.ask_for_copy(self._window, found.trouble, found.copy):
            return
        now, work = self._memory.now, found.work
        digests = {reading.digest for reading in work.readings}
        self.saving.remember()
        # Of these files, what was decided for the work goes, whatever was decided elsewhere.
        self._memory.change(
            years={it: year for it, year in now.years.items() if it not in digests} | dict(work.years),
            preferred=(*(it for it in now.preferred if it not in digests), *work.preferred),
            own_sets=with_sets(now.own_sets, work.own_sets),
        )
        self.ready.emit()
        self._workspace.show(found.dataset, Choice.from_json(work.choice), Outline.from_json(work.outline))
        self.view_asked.emit(work.view)
        self.news.emit([])
        if found.copy is not None:
            self.saving.take_copy(found.path, work.own_sets)
        else:
            self.saving.take(found.path, found.digest, work.own_sets, newer=work.newer)
        if picked is not None and picked.choice:
            self._workspace.choose(**vars(Choice.from_json(picked.choice)))
            self._workspace.arrange(Outline.from_json(picked.outline))
        self.open(workbooks)

    # What files do not say, and how they were read -----------------------------------------------------------------

    def _ask_years(self, questions: "Sequence[YearQuestion]") -> None:
        """Asks once for each file that does not say its year, and opens those that got one."""
        from ojdesk.gui.file_dialogs import ask_year  # noqa: PLC0415 - after the first paint

        given = {}
        for it in questions:
            proposed = it.candidates[-1] if it.candidates else 0
            year = ask_year(self._window, it.path.name, it.source, it.evidence, proposed)
            if year is not None:
                given[it.digest] = year
        if given:
            self._memory.change(years={**self._memory.now.years, **given})
            self.open([it.path for it in questions if it.digest in given])

    def show(self) -> None:
        """Tells how the open files were read."""
        if self._workspace.dataset is None:
            return
        from ojdesk.gui.file_dialogs import FilesDialog  # noqa: PLC0415 - after the first paint

        dialog = FilesDialog(self._window, self._workspace.dataset, self._jobs)
        dialog.year_asked.connect(lambda reading: self._correct_year(dialog, reading))
        dialog.preferred.connect(lambda reading, on: self._prefer(dialog, reading, on=on))
        dialog.cell_asked.connect(self._show_cell)
        dialogs.answer(dialog)

    def _show_cell(self, reading: "Reading", finding: "Finding") -> None:
        """Looks up the cell that a finding is about."""
        from ojdesk.core.excerpt import Excerpt, excerpt_of_finding  # noqa: PLC0415 - after the first paint
        from ojdesk.gui.file_dialogs import SourceDialog  # noqa: PLC0415

        def show(found: Excerpt) -> None:
            dialogs.answer(SourceDialog(in_front(), found))

        def refuse(sentence: str) -> None:
            dialogs.refuse(in_front(), sentence)

        def in_front() -> QWidget:
            # The dialog that asked may have been closed while the cell was looked up.
            return QApplication.activeModalWidget() or self._window

        self._jobs.start(lambda progress: excerpt_of_finding(reading, finding, progress), show, refuse)

    def _correct_year(self, dialog: "FilesDialog", reading: "Reading") -> None:
        """Reads a file anew as being about the year that the user says."""
        from ojdesk.gui.file_dialogs import ask_year  # noqa: PLC0415 - after the first paint

        year = ask_year(dialog, reading.file, reading.source, reading.year.evidence, reading.years[-1])
        if year is not None:
            dialog.accept()
            self._memory.change(years={**self._memory.now.years, reading.digest: year})
            self.open([reading.path])

    def _prefer(self, dialog: "FilesDialog", reading: "Reading", *, on: bool) -> None:
        """Lets a file go before those published later, or no longer."""
        from ojdesk.core.dataset import build  # noqa: PLC0415 - after the first paint

        others = tuple(it for it in self._memory.now.preferred if it != reading.digest)
        self._memory.change(preferred=(*others, reading.digest) if on else others)
        if self._workspace.dataset is not None:
            dataset = build(self._workspace.dataset.readings, self._memory.now.preferred)
            self._workspace.go_on(dataset, self._workspace.choice)
            dialog.show_dataset(dataset)
