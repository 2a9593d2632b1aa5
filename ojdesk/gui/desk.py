"""The page with figures: the picker to the left, the views in the middle, how far a figure holds to the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ojdesk.core.choice import Form
from ojdesk.gui.jobs import Jobs
from ojdesk.gui.peers import PeerSets
from ojdesk.gui.picker import Picker
from ojdesk.gui.trust import TrustPane
from ojdesk.gui.views.choose import ChooseView
from ojdesk.gui.views.lessons import LessonsView
from ojdesk.gui.views.overview import OverviewView
from ojdesk.gui.views.report import ReportView
from ojdesk.gui.views.spread import SpreadView
from ojdesk.gui.views.trend import TrendView
from ojdesk.gui.views.view import View
from ojdesk.gui.widgets import push_button
from ojdesk.gui.workspace import Workspace

#: Below this width there is room for the view alone; 1366 pixels at 200 % are 683.
_NARROW = 1000


class Desk(QWidget):
    """Puts the panes and views beside each other.

    Signals:
        source_asked: The cell of this figure is wanted.
    """

    source_asked = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        peers: PeerSets,
        refused: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.picker = Picker(workspace, peers)
        self.trust = TrustPane(workspace)
        self.overview = OverviewView(workspace)
        self.trend = TrendView(workspace)
        self.spread = SpreadView(workspace)
        self.lessons = LessonsView(workspace)
        self.report = ReportView(workspace, jobs, refused)
        self.views: tuple[View, ...] = (self.overview, self.trend, self.spread, self.lessons, self.report)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Vyer")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._stack = QStackedWidget()
        for view in self.views:
            self.tabs.addTab(view.title)
            self._stack.addWidget(view)
            view.source_asked.connect(self.source_asked)
        self.trust.source_asked.connect(self.source_asked)
        self.choose = ChooseView(workspace)
        self._stack.addWidget(self.choose)
        self.tabs.currentChanged.connect(workspace.go)
        self.tabs.currentChanged.connect(self._show)
        workspace.view_changed.connect(lambda: self.tabs.setCurrentIndex(workspace.view))
        workspace.choice_changed.connect(self._show)
        self.overview.opened.connect(lambda: self.tabs.setCurrentIndex(self.views.index(self.trend)))
        self.left, self.right = push_button("Min enhet", link=True), push_button("Håller siffran?", link=True)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._tab_row())
        middle.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.picker)
        layout.addLayout(middle, 1)
        layout.addWidget(self.trust)

    def _tab_row(self) -> QWidget:
        """The tabs, and beside them the buttons that bring a pane back that is folded away."""
        tab_row = QWidget()
        tab_row.setObjectName("tabs")
        tab_row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(tab_row)
        row.setContentsMargins(20, 0, 20, 0)
        row.addWidget(self.tabs, 1)
        for button, other in ((self.left, self.right), (self.right, self.left)):
            button.setCheckable(True)
            button.hide()
            button.toggled.connect(lambda on, other=other: other.setChecked(other.isChecked() and not on))
            button.toggled.connect(self._fold)
            row.addWidget(button)
        return tab_row

    def _show(self) -> None:
        """The view of the tab; before a unit is picked, the question which it is."""
        if self._workspace.dataset is None:
            return
        picked = bool(self._workspace.choice.unit)
        self.tabs.setVisible(picked)
        self._fold()
        was_asking = self._stack.currentWidget() is self.choose
        self._stack.setCurrentWidget(self.view if picked else self.choose)
        if was_asking and picked:
            self.view.entry().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        """Where the window is narrow the view has it all, and a pane comes beside it when it is asked for."""
        picked = self._workspace.dataset is not None and bool(self._workspace.choice.unit)
        narrow = self.width() < _NARROW and picked
        self.left.setVisible(narrow)
        self.right.setVisible(narrow)
        self.picker.setVisible(not narrow or self.left.isChecked())
        self.trust.setVisible(picked and (not narrow or self.right.isChecked()))

    def show_picker(self) -> None:
        """Brings the left pane into sight, where it is folded away."""
        self.left.setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fold()

    @property
    def view(self) -> View:
        """The view that is seen."""
        return self.views[self.tabs.currentIndex()]

    def looked_at(self) -> str:
        """What one is at, by name: the question whose figures, a side pane with the keyboard, or the view."""
        if self._stack.currentWidget() is self.choose:
            return self.choose.title
        focus = QApplication.focusWidget()
        for name, pane in (("Val", self.picker), (self.trust.accessibleName(), self.trust)):
            if focus is not None and (focus is pane or pane.isAncestorOf(focus)):
                return name
        is_map = self.view is self.spread and self._workspace.choice.form is not Form.ROWS
        return "Karta" if is_map else self.view.title

    @property
    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """Where F6 goes, in order: each pane that is seen, and the widget in it that takes the focus."""
        asking = self._stack.currentWidget() is self.choose
        panes = (
            (self.picker.unit, self.picker.unit),
            (self.picker.indicators, self.picker.indicators.tree),
            (self.tabs, self.tabs),
            (self.choose, self.choose.search) if asking else (self.view, self.view.entry()),
            (self.trust, self.trust),
        )
        return [it for it in panes if it[0].isVisible()]
