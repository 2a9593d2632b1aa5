"""The window: puts the parts in place, does no work."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ojdesk.gui import dialogs, theme
from ojdesk.gui.actions import ACTIONS, MENUS, TAKEN_ALONG
from ojdesk.gui.crash import log_folder
from ojdesk.gui.export import Export
from ojdesk.gui.files import Files
from ojdesk.gui.guide import Guide
from ojdesk.gui.jobs import Jobs
from ojdesk.gui.peers import PeerSets
from ojdesk.gui.reporting import Reporting
from ojdesk.gui.saving import Saving
from ojdesk.gui.settings import Memory
from ojdesk.gui.status import StatusLine
from ojdesk.gui.views.start import StartView
from ojdesk.gui.widgets import ScrolledPage
from ojdesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from ojdesk.core.model import FigureKey
    from ojdesk.gui.desk import Desk
    from ojdesk.gui.news import NewsBar
    from ojdesk.gui.toolbar import Toolbar
    from ojdesk.gui.views.report import ReportView

#: On a screen of 1366 × 768 at 200 % there is no more room; what has none left is scrolled to.
_SMALLEST = (640, 320)
#: What the panes and views need to be seen as a whole.
_DESK = QSize(668, 532)

# The desk brings pandas along. It is imported with the first dataset, after the first paint.


class Window(QMainWindow):
    """Everything on the screen.

    Args:
        memory: What the last run left, and where this one leaves the same.

    Signals:
        painted: The window was drawn.
    """

    painted = Signal()
    workspace: Workspace
    files: Files
    peers: PeerSets
    export: Export
    saving: Saving
    reporting: Reporting
    guide: Guide
    news: "NewsBar"
    _toolbar: "Toolbar"

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.memory = memory
        self.workspace = Workspace(self)
        self.jobs = Jobs(self)
        self.files = Files(self, self.workspace, self.jobs, memory)
        self.peers = PeerSets(self, self.workspace, memory)
        self.export = Export(self, self.jobs, memory, lambda: self.desk.view if self.desk is not None else None)
        self.saving = self.files.saving
        self.reporting = Reporting(self, self.workspace, self.jobs, memory, self._show_report)
        self.desk: Desk | None = None
        self.guide = Guide(self, self.workspace, memory, self.jobs, self._looked_at)
        self.setWindowTitle("ojdesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self.resize(1366, 768)
        self.actions_by_name: dict[str, QAction] = {}
        self._make_menus()
        self.start = self._make_start()
        self.files.ready.connect(self._make_desk)
        self.files.view_asked.connect(self.show_view)
        self.status = StatusLine(self.workspace)
        self.status.findings_asked.connect(self.files.show)
        self.jobs.started.connect(self.status.watch)
        self.export.saved.connect(self.status.tell_saved)
        self.guide.saved.connect(self.status.tell_saved)
        self._page, self._stack = ScrolledPage(_DESK), QStackedWidget()
        start = ScrolledPage()
        start.setWidget(self.start)
        for page in (start, self._page):
            self._stack.addWidget(page)
        across = QWidget()
        layout = self._column = QVBoxLayout(across)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(across)
        self.workspace.dataset_changed.connect(self._show_dataset)
        self.workspace.closed.connect(self._show_dataset)
        self.workspace.choice_changed.connect(self._update)
        self.workspace.view_changed.connect(self._update)
        if memory.now.geometry:
            self.restoreGeometry(QByteArray.fromHex(memory.now.geometry.encode()))
        self._update()

    def _make_start(self) -> StartView:
        start = StartView()
        start.open_asked.connect(self.files.ask)
        start.sample_asked.connect(self.files.open_sample)
        start.last_asked.connect(self.files.open_last)
        start.work_asked.connect(lambda path: self.files.open([path]))
        start.offer(self.memory.now.files, self.memory.now.recent)
        self.files.busy.connect(lambda on: start.set_busy(busy=on))
        return start

    # Menus -------------------------------------------------------------------------------------------------------

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

    def _update(self) -> None:
        for it in ACTIONS:
            self.actions_by_name[it.name].setEnabled(it.enabled(self.workspace))

    # Files and the page with figures --------------------------------------------------------------------------------

    def _make_desk(self) -> None:
        """The page with figures, and what is done with them. It has to be there before a dataset is announced."""
        if self.desk is not None:
            return
        from ojdesk.gui.desk import Desk  # noqa: PLC0415 - after the first paint
        from ojdesk.gui.news import NewsBar  # noqa: PLC0415
        from ojdesk.gui.toolbar import Toolbar  # noqa: PLC0415

        # In the order in which Tab goes through them.
        self._toolbar, self.news = Toolbar(self.actions_by_name), NewsBar()
        self._column.insertWidget(0, self._toolbar)
        self._column.insertWidget(1, self.news)
        self.news.account_asked.connect(self.files.show)
        self.files.news.connect(self.news.tell)
        self.desk = Desk(self.workspace, self.jobs, self.peers, self.refuse)
        self.desk.source_asked.connect(self.show_source)
        self.desk.picker.add_below(self.guide.hints)
        self._fit()
        for view in self.desk.views:
            view.addActions([self.actions_by_name[name] for name in TAKEN_ALONG])
        self.reporting.attend(self.desk.report)
        self.desk.tabs.setCurrentIndex(self.memory.now.view)
        self._page.setWidget(self.desk)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._bring_into_sight)

    def _show_dataset(self) -> None:
        if self.workspace.dataset is not None and self.desk is not None:
            was_empty = self._stack.currentIndex() == 0
            self._stack.setCurrentIndex(1)
            if was_empty and self.workspace.choice.unit:
                self.desk.view.entry().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.start.offer(self.memory.now.files, self.memory.now.recent)
            self._stack.setCurrentIndex(0)
        if self.desk is not None:
            self._toolbar.setVisible(self.workspace.dataset is not None)
            if self.workspace.dataset is None:
                self.news.hide()
        self._update()

    def close_files(self) -> None:
        """Goes back to the start page, which offers what was open again."""

        def close() -> None:
            self._remember()
            self.memory.change(work="")
            self.workspace.close()

        self.saving.leave(close)

    def show_source(self, figure: "FigureKey | None" = None) -> None:
        """Looks up the cell that a figure comes from: the one given, or the one in focus."""
        from ojdesk.core.excerpt import Excerpt, excerpt  # noqa: PLC0415 - after the first paint
        from ojdesk.core.model import FigureKey  # noqa: PLC0415
        from ojdesk.gui.file_dialogs import SourceDialog  # noqa: PLC0415

        dataset, choice = self.workspace.dataset, self.workspace.choice
        if dataset is None or self.desk is None:
            return
        wanted = figure or self.desk.view.figure_in_focus() or self.desk.trust.figure
        if wanted is None:
            wanted = FigureKey(choice.indicator, choice.unit, choice.year)

        def show(found: Excerpt) -> None:
            dialogs.answer(SourceDialog(self, found))

        self.jobs.start(lambda progress: excerpt(dataset, wanted, progress), show, self.refuse)

    def refuse(self, sentence: str) -> None:
        dialogs.refuse(self, sentence)

    # Views ------------------------------------------------------------------------------------------------------

    def show_view(self, at: int) -> None:
        if self.desk is not None:
            self.desk.tabs.setCurrentIndex(at)

    def _show_report(self) -> "ReportView | None":
        if self.desk is None:
            return None
        self.show_view(self.desk.views.index(self.desk.report))
        return self.desk.report

    def show_spread(self, at: int) -> None:
        """The counties in one of three ways: in rows, on a map, or one of them with its municipalities on a map."""
        if self.desk is not None:
            self.desk.spread.show_as(at, self.desk.views.index(self.desk.spread))

    def toggle_table(self) -> None:
        if self.desk is not None:
            self.desk.view.toggle_table()

    def next_pane(self) -> None:
        """Moves the focus from the pane that has it to the next one."""
        if self.desk is None:
            return
        panes = self.desk.panes
        focus = QApplication.focusWidget()
        at = next((at for at, (it, _) in enumerate(panes) if focus and (it is focus or it.isAncestorOf(focus))), -1)
        panes[(at + 1) % len(panes)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _bring_into_sight(self, _: QWidget | None, focus: QWidget | None) -> None:
        """Scrolls to what has got the focus by a key; what was clicked is seen already."""
        if focus is not None and self._page.isAncestorOf(focus) and focus.visibleRegion().isEmpty():
            self._page.ensureWidgetVisible(focus)

    def focus_unit(self) -> None:
        if self.desk is not None:
            self.desk.show_picker()
            self.desk.picker.unit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.desk.picker.unit.select_all()

    def focus_search(self) -> None:
        if self.desk is not None:
            self.desk.show_picker()
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
                self.workspace.go(1, indicator=entry.id)

        commands = [
            Entry(Kind.COMMAND, it.name, plain, self.actions_by_name[it.name].shortcut().toString(), (plain,))
            for it in ACTIONS
            if self.actions_by_name[it.name].isEnabled() and (plain := it.text.replace("&", "").rstrip(" …"))
        ]
        entries = entries_of(self.workspace.dataset) if self.workspace.dataset else []
        dialogs.answer(SearchDialog(self, [*entries, *commands], go_to))

    def flip(self, name: str) -> None:
        """Shows or hides one of those that are compared with."""
        self.workspace.choose(**{name: not getattr(self.workspace.choice, name)})

    def set_appearance(self, appearance: str) -> None:
        self.memory.change(appearance=appearance)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, appearance)
        self.redraw()

    def redraw(self) -> None:
        """Draws everything anew in the colours in use."""
        if self.desk is not None:
            for view in self.desk.views:
                view.invalidate()

    # Help -------------------------------------------------------------------------------------------------------

    def _looked_at(self) -> str:
        """What is seen, by name; empty for the start page."""
        return self.desk.looked_at() if self.desk is not None and self.workspace.dataset is not None else ""

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
        self.files.open([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What gives way in a small window; on the start page there is no such thing."""
        if self.desk is not None:
            self._toolbar.fit(self.width())
            self.guide.hints.fit(self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if not self.saving.may_leave(self.close):
            event.ignore()
            return
        self._remember()
        self.saving.close()
        self.memory.store()
        self.jobs.close()
        super().closeEvent(event)

    def _remember(self) -> None:
        self.memory.change(
            geometry=bytes(self.saveGeometry().data()).hex(),
            view=self.desk.tabs.currentIndex() if self.desk else self.memory.now.view,
        )
        self.saving.remember()
