"""Utveckling: the indicator in focus over the years, and the other ticked ones small beside each other."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from ojdesk.core.choice import Choice, Small
from ojdesk.core.compare import trends
from ojdesk.core.compare.trends import Line, Trend
from ojdesk.core.export import exhibits
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.model import FigureKey, Group, Unit
from ojdesk.core.wording.answers import GROUP_WORDS, NO_VALUE, answer_in_full, in_table
from ojdesk.core.wording.groups import peers_in_table
from ojdesk.core.wording.names import full_name
from ojdesk.core.wording.numbers import value_text
from ojdesk.core.wording.trends import development_sentence, groups_sentence, trend_notes
from ojdesk.gui.charts.lines import LineChart, highest_of
from ojdesk.gui.tables import RIGHT, Column, RowsModel, table_of
from ojdesk.gui.views.view import Twin, View
from ojdesk.gui.widgets import text_label, tip
from ojdesk.gui.workspace import Workspace

_SMALL_HEIGHT, _SMALL_WIDTH, _BARE_WIDTH = 150, 236, 140


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
        self._below = _Below()
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
        self.say(trend.indicator.name_in(choice.year).replace("*", ""), development_sentence(trend, decimals))
        self._notes.setText(trend_notes(trend))
        self._notes.setVisible(bool(self._notes.text()))
        self.chart.draw(trend, decimals)
        self.model.set_rows(_rows(groups or [trend], decimals), _columns(trend, decimals, with_group=bool(groups)))
        self._about_groups = groups_sentence(groups, decimals) if groups else ""
        self._below.draw(
            groups=[_of_group(it, decimals, groups) for it in groups],
            about_groups=self._about_groups,
            others=[
                _of_indicator(shown(it), dataset.decimals.get(it, 0))
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
            "Gruppen, beräknat",
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


# Small charts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Small:
    """A small chart: its title, what it draws, and how.

    Attributes:
        indicator: What a click brings into focus; empty for nothing.
        highest: The largest value of all charts on its scale; None for a scale of its own.
    """

    title: str
    trend: Trend
    decimals: int
    indicator: str = ""
    highest: float | None = None


def _of_indicator(trend: Trend, decimals: int) -> _Small:
    return _Small(trend.indicator.short, trend, decimals, trend.indicator.id)


def _of_group(trend: Trend, decimals: int, groups: Sequence[Trend]) -> _Small:
    at = trends.newest(groups)
    year = f" {trend.years[at]}" if trend.years[at] != trend.years[-1] else ""
    title = f"{GROUP_WORDS[trend.group].capitalize()}: {in_table(trend.own[at], decimals)}{year}"
    return _Small(title, trend, decimals, highest=max(map(highest_of, groups)))


class _Below(QWidget):
    """Under the large chart: the groups of the same indicator, or the other ticked indicators.

    Signals:
        picked: An indicator's id.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[_Small] = []
        self._others: list[_Small] = []
        self.tabs = QTabBar()
        self.tabs.setObjectName("sources")
        self.tabs.setAccessibleName("Små diagram")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("Kvinnor och män, inrikes och utrikes födda")
        self.tabs.addTab("Övriga valda indikatorer")
        self._about = text_label("")
        self.small = _SmallMultiples()
        self.small.picked.connect(self.picked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.tabs)
        layout.addWidget(self._about)
        layout.addWidget(self.small)

    def draw(self, *, groups: list[_Small], about_groups: str, others: list[_Small], small: Small) -> None:
        self._groups, self._others = groups, others
        with QSignalBlocker(self.tabs):  # shown, not picked
            self.tabs.setCurrentIndex(list(Small).index(small))
        self._about.setText(about_groups)
        self._show()

    @property
    def is_empty(self) -> bool:
        return not self._groups and not self._others

    def needed(self, width: int) -> int:
        """How high it must be to be seen as a whole."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalMinimumSize().height()

    def _show(self) -> None:
        both = bool(self._groups and self._others)
        of_groups = bool(self._groups) and not (both and self.tabs.currentIndex() == 1)
        self.tabs.setVisible(bool(self._groups))
        self.tabs.setTabEnabled(1, both)
        self._about.setVisible(of_groups)
        self.small.draw(self._groups if of_groups else self._others, bare=of_groups)


class _SmallMultiples(QScrollArea):
    """Small charts in as many columns as there is room for; a click brings one into focus.

    Signals:
        picked: An indicator's id.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_SMALL_HEIGHT + 24)
        self.setAccessibleName("Små diagram")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setVerticalSpacing(8)
        self.setWidget(self._inside)
        self._labelled: list[_Card] = []
        self._bare: list[_Card] = []
        self._cards: list[_Card] = []
        self._width = _SMALL_WIDTH
        #: Which cards stand in how many columns.
        self._placed: tuple[list[_Card], int] = ([], 0)

    def draw(self, shown: list[_Small], *, bare: bool) -> None:
        """Shows charts in place of those before; `bare` ones are narrower, and have their newest value in the title."""
        cards = self._bare if bare else self._labelled
        while len(cards) < len(shown):
            # Without a parent it would be a window of its own for a moment, and take the keyboard with it.
            card = _Card(self._inside, bare=bare)
            card.picked.connect(self.picked)
            cards.append(card)
        self._cards, self._width = cards[: len(shown)], _BARE_WIDTH if bare else _SMALL_WIDTH
        self._grid.setHorizontalSpacing(8 if bare else 20)
        for card, it in zip(self._cards, shown, strict=True):
            card.draw(it)
        self._place()

    def _place(self) -> None:
        columns = max(self.viewport().width() // self._width, 1)
        if self._placed == (self._cards, columns):
            return
        self._placed = (self._cards, columns)
        for card in (*self._bare, *self._labelled):
            card.setVisible(card in self._cards)
            self._grid.removeWidget(card)
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 1 if row * columns >= len(self._cards) else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()


class _Card(QWidget):
    """One small chart under its name."""

    picked = Signal(str)

    def __init__(self, parent: QWidget, *, bare: bool) -> None:
        super().__init__(parent)
        self._indicator = ""
        self._title = ""
        self._name = text_label("caption", wrap=False)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._chart = LineChart("Litet diagram över utvecklingen", small=True, bare=bare)
        self._chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._chart.setFixedHeight(_SMALL_HEIGHT)
        self._chart.clicked.connect(self._pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._name)
        layout.addWidget(self._chart)

    def draw(self, shown: _Small) -> None:
        self._indicator, self._title = shown.indicator, shown.title
        self._name.setToolTip(tip(self._title))
        self._chart.setAccessibleName(f"Litet diagram: {self._title}")
        self._elide()
        if self._indicator:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._chart.draw(shown.trend, shown.decimals, shown.highest)

    def _pick(self) -> None:
        if self._indicator:
            self.picked.emit(self._indicator)

    def _elide(self) -> None:
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self._name.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        del event
        self._pick()
