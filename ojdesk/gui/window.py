"""The window: puts the parts in place, does no work."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ojdesk.core.resources import sample_files
from ojdesk.gui import dialogs, settings, theme
from ojdesk.gui.actions import ACTIONS, MENUS
from ojdesk.gui.crash import log_folder
from ojdesk.gui.jobs import Jobs
from ojdesk.gui.settings import Settings
from ojdesk.gui.status import StatusLine
from ojdesk.gui.views.start import StartView
from ojdesk.gui.widgets import push_button
from ojdesk.gui.workspace import Opened, Workspace, read

if TYPE_CHECKING:
    from ojdesk.core.files.workbook import Reading, YearQuestion
    from ojdesk.core.model import FigureKey
    from ojdesk.core.report.formats import Format
    from ojdesk.gui.desk import Desk

# The desk brings pandas and pyqtgraph along. It is imported with the first dataset, after the first paint.


class Window(QMainWindow):
    """Everything on the screen.

    Args:
        remembered: What the last run left.
        settings_path: Where this run leaves the same.

    Signals:
        painted: The window was drawn.
    """

    painted = Signal()
    workspace: Workspace

    def __init__(self, remembered: Settings, settings_path: Path) -> None:
        super().__init__()
        self.remembered = remembered
        self._settings_path = settings_path
        self.workspace = Workspace(self)
        self.jobs = Jobs(self)
        self.desk: Desk | None = None
        self.setWindowTitle("ojdesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        self.actions_by_name: dict[str, QAction] = {}
        self._make_menus()
        self.start = StartView()
        self.start.open_asked.connect(self.ask_files)
        self.start.sample_asked.connect(self.open_sample)
        self.start.last_asked.connect(self.open_last)
        self.start.offer_last(remembered.files)
        self.status = StatusLine(self.workspace)
        self.status.findings_asked.connect(self.show_files)
        self.jobs.started.connect(self.status.watch)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._toolbar = self._make_toolbar()
        across = QWidget()
        layout = QVBoxLayout(across)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._toolbar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(across)
        self.workspace.dataset_changed.connect(self._show_dataset)
        self.workspace.closed.connect(self._show_dataset)
        self.workspace.choice_changed.connect(self._update)
        if remembered.geometry:
            self.restoreGeometry(QByteArray.fromHex(remembered.geometry.encode()))
        self._update()

    # Menus and the row of buttons -------------------------------------------------------------------------------

    def _make_menus(self) -> None:
        menus = {title: self.menuBar().addMenu(title) for title in MENUS}
        for it in ACTIONS:
            if it.above:
                menus[it.menu].addSeparator()
            action = QAction(it.text, self)
            if it.key is not None:
                action.setShortcut(it.key)
            action.triggered.connect(lambda _=False, it=it: it.do(self))
            menus[it.menu].addAction(action)
            self.actions_by_name[it.name] = action

    def _make_toolbar(self) -> QWidget:
        toolbar = QWidget()
        toolbar.setObjectName("toolbar")
        toolbar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(toolbar)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(8)
        for text, name, main in (
            ("Öppna filer …", "open", True),
            ("Rapport …", "save", False),
            ("Kopiera", "copy", False),
        ):
            button = push_button(text, main=main)
            button.clicked.connect(self.actions_by_name[name].trigger)
            self.actions_by_name[name].enabledChanged.connect(button.setEnabled)
            row.addWidget(button)
        row.addStretch(1)
        toolbar.hide()
        return toolbar

    def _update(self) -> None:
        for it in ACTIONS:
            self.actions_by_name[it.name].setEnabled(it.enabled(self.workspace))

    # Files ------------------------------------------------------------------------------------------------------

    def ask_files(self) -> None:
        if paths := dialogs.ask_files(self, self.remembered.folder):
            self.remembered = settings.changed(self.remembered, folder=str(paths[0].parent))
            self.open(paths)

    def open_sample(self) -> None:
        self.open(sample_files())

    def open_last(self) -> None:
        self.open([Path(name) for name in self.remembered.files])

    def open(self, paths: Sequence[Path]) -> None:
        """Reads files in the background and adds them to those that are open."""
        opened = self.workspace.dataset
        years, preferred = self.remembered.years, self.remembered.preferred
        self.start.set_busy(busy=True)

        def show(result: Opened) -> None:
            if self.workspace.dataset is opened:
                self._show_read(result)
            else:
                # Something else was opened or closed meanwhile, and must not be lost.
                self.open(paths)

        job = self.jobs.start(lambda progress: read(paths, opened, progress, years, preferred), show, self.refuse)
        job.ended.connect(lambda: self.start.set_busy(busy=self.jobs.busy))

    def _show_read(self, result: Opened) -> None:
        from ojdesk.core.choice import Choice  # noqa: PLC0415 - after the first paint

        if result.dataset is not None and result.dataset is not self.workspace.dataset:
            is_first = self.workspace.dataset is None
            choice = Choice.from_json(self.remembered.choice) if is_first else self.workspace.choice
            self._make_desk()
            self.workspace.show(result.dataset, choice)
        if result.refusals:
            count = "En fil" if len(result.refusals) == 1 else f"{len(result.refusals)} filer"
            dialogs.tell(self, f"{count} gick inte att öppna", result.refusals)
        self._ask_years(result.questions)

    def _ask_years(self, questions: "Sequence[YearQuestion]") -> None:
        """Asks once for each file that does not say its year, and opens those that got one."""
        given = {}
        for it in questions:
            proposed = it.candidates[-1] if it.candidates else 0
            year = dialogs.ask_year(self, it.path.name, it.source, it.evidence, proposed)
            if year is not None:
                given[it.digest] = year
        if given:
            self.remembered = settings.changed(self.remembered, years={**self.remembered.years, **given})
            self.open([it.path for it in questions if it.digest in given])

    def _make_desk(self) -> None:
        """The page with figures. It has to be there before a dataset is announced."""
        if self.desk is not None:
            return
        from ojdesk.gui.desk import Desk  # noqa: PLC0415 - after the first paint

        self.desk = Desk(self.workspace, self.jobs, self.refuse)
        self.desk.report.save_asked.connect(self.save_report)
        self.desk.source_asked.connect(self.show_source)
        self.desk.report.set_formats(self.remembered.report_formats)
        self.desk.tabs.setCurrentIndex(self.remembered.view)
        self._stack.addWidget(self.desk)

    def _show_dataset(self) -> None:
        if self.workspace.dataset is not None and self.desk is not None:
            self._stack.setCurrentWidget(self.desk)
        else:
            self._stack.setCurrentWidget(self.start)
        self._toolbar.setVisible(self.workspace.dataset is not None)
        self._update()

    def close_files(self) -> None:
        self._remember()
        self.workspace.close()
        self.start.offer_last(self.remembered.files)

    def show_files(self) -> None:
        if self.workspace.dataset is None:
            return
        dialog = dialogs.FilesDialog(self, self.workspace.dataset)
        dialog.year_asked.connect(lambda reading: self._correct_year(dialog, reading))
        dialog.preferred.connect(lambda reading, on: self._prefer(dialog, reading, on=on))
        dialog.exec()

    def _correct_year(self, dialog: dialogs.FilesDialog, reading: "Reading") -> None:
        """Reads a file anew as being about the year that the user says."""
        year = dialogs.ask_year(dialog, reading.file, reading.source, reading.year.evidence, reading.years[-1])
        if year is not None:
            dialog.accept()
            self.remembered = settings.changed(self.remembered, years={**self.remembered.years, reading.digest: year})
            self.open([reading.path])

    def _prefer(self, dialog: dialogs.FilesDialog, reading: "Reading", *, on: bool) -> None:
        """Lets a file go before those published later, or no longer."""
        from ojdesk.core.dataset import build  # noqa: PLC0415 - after the first paint

        others = tuple(it for it in self.remembered.preferred if it != reading.digest)
        self.remembered = settings.changed(self.remembered, preferred=(*others, reading.digest) if on else others)
        if self.workspace.dataset is not None:
            dataset = build(self.workspace.dataset.readings, self.remembered.preferred)
            self.workspace.show(dataset, self.workspace.choice)
            dialog.show_dataset(dataset)

    def show_source(self, figure: "FigureKey | None" = None) -> None:
        """Looks up the cell that a figure comes from: the one given, or the one in focus."""
        from ojdesk.core.excerpt import Excerpt, excerpt  # noqa: PLC0415 - after the first paint
        from ojdesk.core.model import FigureKey  # noqa: PLC0415

        dataset, choice = self.workspace.dataset, self.workspace.choice
        if dataset is None or self.desk is None:
            return
        wanted = figure or self.desk.view.figure_in_focus() or FigureKey(choice.indicator, choice.unit, choice.year)

        def show(found: Excerpt) -> None:
            dialogs.SourceDialog(self, found).exec()

        self.jobs.start(lambda progress: excerpt(dataset, wanted, progress), show, self.refuse)

    def refuse(self, sentence: str) -> None:
        dialogs.tell(self, "Det gick inte", [sentence])

    # Views ------------------------------------------------------------------------------------------------------

    def show_view(self, at: int) -> None:
        if self.desk is not None:
            self.desk.tabs.setCurrentIndex(at)

    def toggle_table(self) -> None:
        if self.desk is not None:
            self.desk.view.toggle_table()

    def copy(self) -> None:
        """Puts what is seen on the clipboard, as picture and as table at once."""
        if self.desk is not None and (copied := self.desk.view.copied()) is not None:
            QApplication.clipboard().setMimeData(copied)

    def next_pane(self) -> None:
        """Moves the focus from the pane that has it to the next one."""
        if self.desk is None:
            return
        panes = self.desk.panes
        focus = QApplication.focusWidget()
        at = next((at for at, (it, _) in enumerate(panes) if focus and (it is focus or it.isAncestorOf(focus))), -1)
        panes[(at + 1) % len(panes)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_unit(self) -> None:
        if self.desk is not None:
            self.desk.picker.unit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.desk.picker.unit.select_all()

    def focus_search(self) -> None:
        if self.desk is not None:
            self.desk.picker.indicators.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def search(self) -> None:
        """Finds an indicator, a unit or a command, and goes there."""
        from ojdesk.core.search import Entry, Kind, entries_of  # noqa: PLC0415 - after the first paint
        from ojdesk.gui.search import SearchDialog  # noqa: PLC0415

        def go_to(entry: Entry) -> None:
            if entry.kind is Kind.COMMAND:
                self.actions_by_name[entry.id].trigger()
            elif entry.kind is Kind.UNIT:
                self.workspace.choose(unit=entry.id)
            else:
                self.workspace.choose(indicator=entry.id)
                self.show_view(1)

        commands = [
            Entry(Kind.COMMAND, it.name, plain, self.actions_by_name[it.name].shortcut().toString(), (plain,))
            for it in ACTIONS
            if self.actions_by_name[it.name].isEnabled() and (plain := it.text.replace("&", "").rstrip(" …"))
        ]
        entries = entries_of(self.workspace.dataset) if self.workspace.dataset else []
        SearchDialog(self, [*entries, *commands], go_to).exec()

    def flip(self, name: str) -> None:
        """Shows or hides one of those that are compared with."""
        self.workspace.choose(**{name: not getattr(self.workspace.choice, name)})

    def set_appearance(self, appearance: str) -> None:
        self.remembered = settings.changed(self.remembered, appearance=appearance)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, appearance)
        self.redraw()

    def redraw(self) -> None:
        """Draws everything anew in the colours in use."""
        if self.desk is not None:
            for view in self.desk.views:
                view.invalidate()

    # Report -----------------------------------------------------------------------------------------------------

    def save_report(self, formats: "list[Format] | None" = None) -> None:
        """Asks for a folder and writes the report there in the background."""
        from ojdesk.gui.views.report import write  # noqa: PLC0415 - after the first paint

        dataset, desk = self.workspace.dataset, self.desk
        if dataset is None or desk is None:
            return
        chosen = formats or desk.report.chosen_formats()
        self.show_view(desk.views.index(desk.report))
        if not chosen:
            self.refuse("Bocka för minst ett format under Spara som.")
            return
        folder = dialogs.ask_folder(self, self.remembered.report_folder)
        if folder is None:
            return
        self.remembered = settings.changed(
            self.remembered, report_folder=str(folder), report_formats=tuple(it.ending for it in chosen)
        )
        choice = self.workspace.choice
        self.jobs.start(
            lambda progress: write(dataset, choice, folder, chosen, progress), desk.report.show_saved, self.refuse
        )

    # Help -------------------------------------------------------------------------------------------------------

    def show_log(self) -> None:
        dialogs.show_path(log_folder())

    def show_about(self) -> None:
        dialogs.tell_about(self)

    # Qt ---------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.start.set_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self.start.set_over(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.start.set_over(over=False)
        event.acceptProposedAction()
        self.open([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._remember()
        settings.store(self._settings_path, self.remembered)
        self.jobs.close()
        super().closeEvent(event)

    def _remember(self) -> None:
        self.remembered = settings.changed(
            self.remembered,
            geometry=bytes(self.saveGeometry().data()).hex(),
            view=self.desk.tabs.currentIndex() if self.desk else self.remembered.view,
        )
        if self.workspace.dataset is not None:
            self.remembered = settings.changed(
                self.remembered,
                files=tuple(str(path) for path in self.workspace.paths),
                # As it comes back from the settings' file, with lists for tuples.
                choice=json.loads(json.dumps(self.workspace.choice.to_json())),
            )
