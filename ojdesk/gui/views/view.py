"""What all views share: a finished sentence above, a chart with its table twin below, redrawn only when seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from ojdesk.gui.tables import FIGURE_ROLE, RowsModel, SortProxy, dress
from ojdesk.gui.widgets import open_menu, text_label
from ojdesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from ojdesk.core.export.exhibit import Exhibit
    from ojdesk.core.model import FigureKey

_MARGIN = 20


class View(QWidget):
    """A page of the window. Asks `core` and draws; knows the workspace and nothing else.

    Subclasses put their widgets into `body` and override `refresh`.
    """

    #: What its tab says.
    title = ""
    #: The cell of this figure is wanted.
    source_asked = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._stale = False
        self.heading = text_label("title")
        self.sentence = text_label("sentence")
        self.body = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 12, _MARGIN, 8)
        layout.setSpacing(4)
        layout.addWidget(self.heading)
        layout.addWidget(self.sentence)
        layout.addSpacing(4)
        layout.addLayout(self.body, 1)
        workspace.choice_changed.connect(self.invalidate)

    def invalidate(self) -> None:
        """Something it shows has changed: redraws now if it is seen, otherwise when it is seen next."""
        self._stale = True
        self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self._stale and self.isVisible() and self.workspace.dataset is not None and self.workspace.choice.unit:
            self._stale = False
            self.refresh()

    def refresh(self) -> None:
        """Draws what the workspace holds; called only when there are data and a unit is picked."""
        raise NotImplementedError

    def offer_sources(self, table: QTableView) -> None:
        """Lets the other mouse button, or the menu key, show where a figure of a table comes from."""

        def offer(at: QPoint) -> None:
            index = table.indexAt(at)
            figure = index.data(FIGURE_ROLE) if index.isValid() else None
            open_menu(table.viewport(), at, figure, self.source_asked.emit)

        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(offer)

    def figure_in_focus(self) -> "FigureKey | None":
        """The figure that the keyboard is on: of a table's cell, otherwise the one that the right pane is about."""
        table = self.entry()
        index = table.currentIndex() if isinstance(table, QTableView) else None
        return index.data(FIGURE_ROLE) if index is not None and index.isValid() else None

    def entry(self) -> QWidget:
        """The widget that takes the focus when one comes here. A focus proxy would keep Tab from those before it."""
        raise NotImplementedError

    def toggle_table(self) -> None:
        """Shows tables instead of charts, or charts again; the keyboard goes to what comes up."""
        self.workspace.choose(table=not self.workspace.choice.table)
        self.entry().setFocus()

    def exhibit(self) -> "Exhibit | None":
        """What is seen, to take along; None when there is nothing."""
        return None

    def copied(self) -> QMimeData | None:
        """What is seen, for the clipboard; None when there is nothing to copy."""
        from ojdesk.gui.clipboard import copy_of  # noqa: PLC0415 - typst, when something is copied

        exhibit = self.exhibit()
        return copy_of(exhibit) if exhibit is not None else None

    def say(self, heading: str, sentence: str) -> None:
        """Sets the two lines at the top."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{self.title}: {heading}")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._refresh_if_seen()


class Twin(QStackedWidget):
    """A chart and the table that says the same, one behind the other."""

    def __init__(self, chart: QWidget, model: RowsModel, name: str, parent: QWidget | None = None) -> None:  # type: ignore[type-arg]
        super().__init__(parent)
        self._chart = chart
        self.table = QTableView()
        proxy = SortProxy(self)
        proxy.setSourceModel(model)
        self.table.setModel(proxy)
        model.modelReset.connect(self._fit_columns)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        dress(self.table, name)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.addWidget(chart)
        self.addWidget(self.table)

    def seen(self) -> QWidget:
        """The chart or the table, whichever is in front."""
        return self.table if self.currentWidget() is self.table else self._chart

    def show_table(self, *, on: bool) -> None:
        """Brings the table to the front, or the chart."""
        if on != (self.currentWidget() is self.table):
            self.setCurrentIndex(int(on))
            self._fit_columns()

    def _fit_columns(self) -> None:
        if self.currentWidget() is self.table:
            self.table.resizeColumnsToContents()
            self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
