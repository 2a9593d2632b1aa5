"""Översikt: a row for each indicator, with the own unit's answers over the years, county, nation and a small trend."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QTabBar, QTableView, QWidget

from ojdesk.core.choice import Rows
from ojdesk.core.compare import overviews
from ojdesk.core.compare.figures import current_indicators
from ojdesk.core.compare.overviews import Overview, OverviewRow
from ojdesk.core.dataset import Dataset
from ojdesk.core.export import exhibits
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.model import Answer, Source
from ojdesk.core.peers import PeerSet
from ojdesk.core.wording.names import year_ranges
from ojdesk.core.wording.overviews import overview_sentence, parts_note, register_heading, register_sentence
from ojdesk.gui.charts.matrix import Legend, MatrixDelegate
from ojdesk.gui.overview_columns import Kind, Row, cells_of, is_of_answers
from ojdesk.gui.tables import ROW_ROLE, RowsModel, SortProxy, dress, table_of
from ojdesk.gui.views.view import View
from ojdesk.gui.widgets import text_label
from ojdesk.gui.workspace import Workspace

#: How much a name may be cut before columns are left out, and which these are.
_SPARE = 120
_LEFT_OUT = (Kind.DIFFERENCE, Kind.SERIES, Kind.RANK)
_NAME_WIDTH, _FULL_NAME_WIDTH, _NAME_BESIDE_SPINE = 300, 520, 200
_FILTERS = {
    Rows.ALL: "Alla indikatorer",
    Rows.NOT_MET: "Bara nej och delvis",
    Rows.CHANGED: "Bara ändrade sedan året före",
    Rows.SILENT: "Bara obesvarade",
}
_SOURCES = {Source.SURVEY: "Enkät", Source.REGISTER: "Register"}


class OverviewView(View):
    """The situation on one page.

    Signals:
        opened: An indicator was asked for; the window shows its trend.
    """

    title = "Översikt"
    opened = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._overview: Overview | None = None
        self._asked: tuple[Dataset, str, int, Source, PeerSet, Rows, bool, bool] | None = None
        self._full_names = False
        self._filter = QComboBox()
        self._filter.addItems(list(_FILTERS.values()))
        self._filter.setAccessibleName("Visa indikatorer")
        self._filter.currentIndexChanged.connect(lambda at: workspace.choose(rows=list(_FILTERS)[at]))
        self._last_focus: dict[Source, str] = {}
        self.sources = QTabBar()
        self.sources.setObjectName("sources")
        self.sources.setAccessibleName("Källa")
        self.sources.setDrawBase(False)
        self.sources.setExpanding(False)
        for name in _SOURCES.values():
            self.sources.addTab(name)
        self.sources.currentChanged.connect(self._change_source)
        self._hint = text_label("quiet")
        bar = QHBoxLayout()
        bar.addWidget(self.sources)
        bar.addWidget(self._hint, 1)
        bar.addWidget(self._filter)
        self.model = RowsModel[Row](())
        self._proxy = _Proxy(self)
        self._proxy.setSourceModel(self.model)
        self.table = QTableView()
        self.table.setModel(self._proxy)
        dress(self.table, "Översikt över indikatorerna")
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self._delegate = MatrixDelegate(self.table)
        self.table.setItemDelegate(self._delegate)
        self.table.setMouseTracking(True)
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._span)
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.selectionModel().currentRowChanged.connect(self._focus)
        self.table.activated.connect(self._open)
        self.offer_sources(self.table)
        self._legend = Legend()
        self.body.addLayout(bar)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._legend)

    # What is shown ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        source = dataset.indicators[choice.indicator].source
        if not dataset.years_of(source):
            return
        self._last_focus[source] = choice.indicator
        with QSignalBlocker(self._filter):  # shown, not picked
            self._filter.setCurrentIndex(list(_FILTERS).index(choice.rows))
        asked = (dataset, choice.unit, choice.year, source, choice.peers, choice.rows, choice.county, choice.nation)
        if asked == self._asked:
            # The same rows: filling the table anew would take the second click of a double-click.
            self._select_focus()
            return
        self._asked = asked
        self._show_source(dataset, source)
        found = overviews.overview(dataset, choice.unit, choice.year, source, choice.peers)
        self._overview = overviews.beside(found, county=choice.county, nation=choice.nation)
        of_answers = is_of_answers(self._overview)
        if of_answers:
            self.say(overview_sentence(self._overview), parts_note(self._overview))
        else:
            self.say(register_heading(self._overview), register_sentence(self._overview))
        self._legend.explain(self._overview, of_answers=of_answers)
        self._filter.setVisible(of_answers)
        self._fill()

    def entry(self) -> QWidget:
        return self.table

    def exhibit(self) -> Exhibit | None:
        dataset = self.workspace.dataset
        if self._overview is None or dataset is None or not self._proxy.rowCount():
            return None
        shown = [self._proxy.index(at, 0).data(ROW_ROLE).row for at in range(self._proxy.rowCount())]
        table = table_of(
            self._proxy,
            f"Indikatorerna {year_ranges(self._overview.years)}",
            dataset,
            area=lambda it: it.area,
            is_area=lambda it: it.row is None,
        )
        rows = [row for row in shown if row is not None]
        return exhibits.of_overview(dataset, self._overview, rows, self.heading.text(), table)

    # The source --------------------------------------------------------------------------------------------------

    def _show_source(self, dataset: Dataset, source: Source) -> None:
        with QSignalBlocker(self.sources):  # shown, not picked
            self.sources.setCurrentIndex(list(_SOURCES).index(source))
        self.sources.setVisible(all(dataset.years_of(it) for it in _SOURCES))

    def _change_source(self, at: int) -> None:
        """The source is that of the indicator in focus, so that all views speak of the same."""
        dataset, source = self.workspace.dataset, list(_SOURCES)[at]
        assert dataset is not None
        of_source = [it.id for it in dataset.indicators.values() if it.source is source]
        current = [it for it in current_indicators(dataset, self.workspace.choice.year) if it in of_source]
        last = self._last_focus.get(source)
        self.workspace.choose(indicator=last if last in of_source else next(iter([*current, *of_source])))

    # The table ---------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        overview, dataset = self._overview, self.workspace.dataset
        if overview is None or dataset is None:
            return
        keep = _filter(overview, self.workspace.choice.rows if is_of_answers(overview) else Rows.ALL)
        rows: list[Row] = []
        for row in overview.rows:
            if row.indicator.id not in keep:
                continue
            if not rows or rows[-1].area != row.indicator.area:
                rows.append(Row(row.indicator.area, None))
            rows.append(Row(row.indicator.area, row, dataset.decimals.get(row.indicator.id, 0)))
        self._full_names = self._has_room_for_names()
        self._delegate.cells = cells_of(overview, full_names=self._full_names)
        self.model.set_rows(rows, [it.column for it in self._delegate.cells])
        self._hint.setText(_hint(overview) if rows else "Ingen indikator passar urvalet.")
        self._span()
        self._set_widths()
        self._select_focus()

    def _span(self) -> None:
        """An area's name runs over the whole row, and each row is as high as what it shows."""
        self.table.clearSpans()
        for at in range(self._proxy.rowCount()):
            row = self._proxy.index(at, 0).data(ROW_ROLE)
            self.table.setRowHeight(at, self._delegate.height_of(row))
            if row.row is None:
                self.table.setSpan(at, 0, 1, self.model.columnCount())

    def _name_width(self) -> int:
        return self.table.viewport().width() - sum(it.width for it in self._delegate.cells)

    def _has_room_for_names(self) -> bool:
        return bool(self._delegate.cells) and self._name_width() > _FULL_NAME_WIDTH

    def _set_widths(self) -> None:
        """Fixed widths for figures; as many years as leave room for the names, the newest last."""
        if self._overview is None:
            return
        header = self.table.horizontalHeader()
        cells = self._delegate.cells
        years = len(self._overview.years)
        is_tall = any(it.kind is Kind.SPINE for it in cells)
        least, name = (1, _NAME_BESIDE_SPINE) if is_tall else (3, _NAME_WIDTH)
        missing, step = max(name - self._name_width(), 0), next(it.width for it in cells if it.kind is Kind.OWN)
        # Where hiding years is not enough, there is room for nothing besides whom one compares with.
        is_tight = missing > (years - least) * step + _SPARE
        if is_tight:
            least, missing = 1, max(missing - sum(it.width for it in cells if it.kind in _LEFT_OUT), 0)
        shown = min(max(years - -(-missing // step), least), years)
        self._hint.setVisible(not is_tight)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, it in enumerate(cells[1:], start=1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, it.width)
            hidden = it.kind is Kind.OWN and it.at < years - shown
            self.table.setColumnHidden(column, hidden or (is_tight and it.kind in _LEFT_OUT))

    def _select_focus(self) -> None:
        wanted = self.workspace.choice.indicator
        for at in range(self._proxy.rowCount()):
            row = self._proxy.index(at, 0).data(ROW_ROLE).row
            if row is not None and row.indicator.id == wanted:
                if self.table.currentIndex().row() != at or not self.table.selectionModel().hasSelection():
                    self.table.selectRow(at)  # leaves the column that the keyboard is on
                return
        self.table.selectionModel().clear()

    def _focus(self, index: QModelIndex) -> None:
        if index.isValid() and (row := index.data(ROW_ROLE).row) is not None:
            self.workspace.choose(indicator=row.indicator.id)

    def _open(self, index: QModelIndex) -> None:
        if index.data(ROW_ROLE).row is not None:
            self._focus(index)
            self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._overview is not None and self._has_room_for_names() != self._full_names:
            self._fill()
        self._set_widths()


def _hint(overview: Overview) -> str:
    if overview.peers:
        return f"Gruppen är {overview.peers.label_for(overview.unit.code)}."
    return "Dubbelklicka för att se utvecklingen."


def _filter(overview: Overview, which: Rows) -> set[str]:
    changed = {it.id for it in (*overview.change.gained, *overview.change.lost)}
    tests: dict[Rows, Callable[[OverviewRow], bool]] = {
        Rows.ALL: lambda row: True,  # noqa: ARG005
        Rows.NOT_MET: lambda row: row.own[-1].met is False,
        Rows.CHANGED: lambda row: row.indicator.id in changed,
        Rows.SILENT: lambda row: row.own[-1].answer is Answer.SILENT,
    }
    return {row.indicator.id for row in overview.rows if tests[which](row)}


class _Proxy(SortProxy):
    """Sorts within the table; the areas' names make sense only in their own order."""

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:  # noqa: N802
        del parent
        model = self.sourceModel()
        return self.sortColumn() < 0 or model.index(row, 0).data(ROW_ROLE).row is not None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        # Arrow keys go past the areas' names. Unsorted, a row is the same one here and in the model, which Qt asks
        # for flags so often that looking the row up through roles would be felt.
        model = self.sourceModel()
        assert isinstance(model, RowsModel)
        is_area = index.isValid() and self.sortColumn() < 0 and model.rows[index.row()].row is None
        return Qt.ItemFlag.NoItemFlags if is_area else super().flags(index)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        super().sort(column, order)
        self.invalidate()
