"""Utveckling: the indicator in focus over the years, and the other ticked ones small beside each other."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ojdesk.core.choice import Choice, Small
from ojdesk.core.compare import trends
from ojdesk.core.compare.trends import Line, Trend
from ojdesk.core.export import exhibits
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.model import FigureKey, Group, Unit
from ojdesk.core.wording.answers import GROUP_WORDS, NO_VALUE, answer_in_full
from ojdesk.core.wording.groups import PEERS_COMPUTED, peers_in_table
from ojdesk.core.wording.names import full_name, heading_name
from ojdesk.core.wording.numbers import value_text
from ojdesk.core.wording.trends import development_sentence, groups_sentence, trend_notes
from ojdesk.gui.charts.lines import LineChart
from ojdesk.gui.small_charts import SmallCharts, of_group, of_indicator
from ojdesk.gui.tables import RIGHT, Column, RowsModel, table_of
from ojdesk.gui.views.view import Twin, View
from ojdesk.gui.widgets import text_label
from ojdesk.gui.workspace import Workspace


class TrendView(View):
    """Lines over the years."""

    title = "Utveckling"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.chart = LineChart("Diagram över utvecklingen")
        self.chart.setMinimumHeight(220)
        self.model = RowsModel[_Row](())
        self._drawn: Trend | None = None
        self._about_groups = ""
        self._twin = Twin(self.chart, self.model, "Tabell över utvecklingen")
        self._notes = text_label("quiet")
        self._below = SmallCharts()
        self._below.picked.connect(lambda indicator: workspace.choose(indicator=indicator))
        self._below.tabs.currentChanged.connect(lambda at: workspace.choose(small=list(Small)[at]))
        self.offer_sources(self._twin.table)
        self.chart.source_asked.connect(self.source_asked)
        self.body.addWidget(self._twin, 3)
        self.body.addWidget(self._notes)
        self.body.addWidget(self._below, 0)

    def entry(self) -> QWidget:
        return self._twin.seen()

    def exhibit(self) -> Exhibit | None:
        dataset = self.workspace.dataset
        if self._drawn is None or dataset is None:
            return None
        table = table_of(self._twin.table.model(), "Utvecklingen i siffror", dataset)
        return exhibits.of_trend(
            dataset, self._drawn, self.workspace.choice.peers, self.heading.text(), table, self._about_groups
        )

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        self._twin.show_table(on=choice.table)

        def shown(indicator: str) -> Trend:
            return _ticked(trends.trend(dataset, choice.unit, indicator, peers=choice.peers), choice)

        groups = [
            _ticked(it, choice) for it in trends.by_group(dataset, choice.unit, choice.indicator, peers=choice.peers)
        ]
        trend = groups[0] if groups else shown(choice.indicator)
        decimals = dataset.decimals.get(choice.indicator, 0)
        self._drawn = trend
        self.say(heading_name(trend.indicator, choice.year), development_sentence(trend, decimals))
        self._notes.setText(trend_notes(trend))
        self._notes.setVisible(bool(self._notes.text()))
        self.chart.draw(trend, decimals)
        self.model.set_rows(_rows(groups or [trend], decimals), _columns(trend, decimals, with_group=bool(groups)))
        self._about_groups = groups_sentence(groups, decimals) if groups else ""
        self._below.draw(
            groups=[of_group(it, decimals, groups) for it in groups],
            about_groups=self._about_groups,
            others=[
                of_indicator(shown(it), dataset.decimals.get(it, 0))
                for it in choice.indicators
                if it != choice.indicator
            ],
            small=choice.small,
        )
        self._give_way()

    def _give_way(self) -> None:
        """Where there is room for the large chart alone, the small ones give way."""
        self.body.activate()
        needed = self.chart.minimumHeight() + self._below.needed(self.width()) + 3 * self.body.spacing()
        if self._notes.isVisible():
            needed += self._notes.heightForWidth(self._twin.width())
        self._below.setVisible(not self._below.is_empty and self.rect().bottom() - self._twin.y() >= needed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._give_way()


def _ticked(trend: Trend, choice: Choice) -> Trend:
    """The trend without what the user has unticked."""
    return replace(
        trend,
        county=trend.county if choice.county else None,
        nation=trend.nation if choice.nation else None,
        others=trend.others if choice.others else (),
    )


# The table twin ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    """A unit in the table twin: what it shows and what it sorts by, for each year.

    Attributes:
        unit: None for the comparison set, whose values are computed and stand in no cell.
    """

    name: str
    unit: Unit | None
    group: Group
    texts: tuple[str, ...]
    values: tuple[float, ...]


def _rows(groups: Sequence[Trend], decimals: int) -> list[_Row]:
    """The own unit with all its groups first, then the comparison set, then each other unit with its own."""
    rows = [_Row(full_name(it.unit), it.unit, it.group, _said(it), _own_values(it)) for it in groups]
    rows += [
        _Row(
            PEERS_COMPUTED,
            None,
            it.group,
            tuple(peers_in_table(figure, decimals) for figure in it.peers),
            it.peer_values,
        )
        for it in groups
        if it.peers
    ]
    of_unit: dict[str, list[_Row]] = {}
    for it in groups:
        for line in _other_lines(it):
            of_unit.setdefault(line.unit.code, []).append(
                _Row(full_name(line.unit), line.unit, it.group, (), line.values)
            )
    return [*rows, *itertools.chain.from_iterable(of_unit.values())]


def _other_lines(trend: Trend) -> list[Line]:
    lines = [line for line in (trend.county, trend.nation, *trend.others) if line is not None]
    return [line for line in lines if line.unit != trend.unit]


def _own_values(trend: Trend) -> tuple[float, ...]:
    return tuple(math.nan if figure.value is None else figure.value for figure in trend.own)


def _said(trend: Trend) -> tuple[str, ...]:
    return tuple(answer_in_full(figure) if figure.answer else "" for figure in trend.own)


def _columns(trend: Trend, decimals: int, *, with_group: bool) -> list[Column[_Row]]:
    def text(row: _Row, at: int) -> str:
        if row.texts and row.texts[at]:
            return row.texts[at]
        value = row.values[at]
        return NO_VALUE if math.isnan(value) else value_text(value, trend.indicator, decimals)

    def whole_name(row: _Row) -> str:
        return row.name if row.unit is not None else f"{trend.peers[0].peers.label}, beräknat"

    def column(at: int) -> Column[_Row]:
        def figure(row: _Row) -> FigureKey | None:
            if row.unit is None:
                return None
            return FigureKey(trend.indicator.id, row.unit.code, trend.years[at], row.group)

        return Column(str(trend.years[at]), lambda row: text(row, at), lambda row: row.values[at], RIGHT, figure=figure)

    unit: Column[_Row] = Column("Enhet", lambda row: row.name, tip=whole_name, whole=whole_name)
    group: Column[_Row] = Column("Grupp", lambda row: GROUP_WORDS[row.group])
    return [unit, *([group] if with_group else []), *map(column, range(len(trend.years)))]
