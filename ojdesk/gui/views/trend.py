"""Utveckling: the indicator in focus over the years, and the other ticked ones small beside each other."""

import math
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ojdesk.core import compare
from ojdesk.core.compare import Trend
from ojdesk.core.export import exhibits
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.model import FigureKey, Unit
from ojdesk.core.wording import NO_VALUE, answer_in_full, full_name, trend_sentence, value_text
from ojdesk.gui.charts.lines import LineChart
from ojdesk.gui.tables import RIGHT, Column, RowsModel, table_of
from ojdesk.gui.views.view import Twin, View
from ojdesk.gui.widgets import text_label, tip
from ojdesk.gui.workspace import Workspace

_SMALL_HEIGHT, _SMALL_WIDTH = 150, 236


class TrendView(View):
    """Lines over the years."""

    title = "Utveckling"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.chart = LineChart("Diagram över utvecklingen")
        self.chart.setMinimumHeight(220)
        self.model = RowsModel[_Row](())
        self._drawn: tuple[Trend, int] | None = None
        self._twin = Twin(self.chart, self.model, "Tabell över utvecklingen")
        self._small = _SmallMultiples()
        self._small.picked.connect(lambda indicator: workspace.choose(indicator=indicator))
        self.offer_sources(self._twin.table)
        self.chart.source_asked.connect(self.source_asked)
        self.body.addWidget(self._twin, 3)
        self.body.addWidget(self._small, 0)

    def entry(self) -> QWidget:
        return self._twin.seen()

    def toggle_table(self) -> None:
        self._twin.toggle()

    def exhibit(self) -> Exhibit | None:
        dataset = self.workspace.dataset
        if self._drawn is None or dataset is None:
            return None
        trend, _ = self._drawn
        table = table_of(self._twin.table.model(), "Utvecklingen i siffror", dataset)
        return exhibits.of_trend(dataset, trend, self.workspace.choice.peers, self.heading.text(), table)

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        trend = _shown(compare.trend(dataset, choice.unit, choice.indicator, peers=choice.peers), self.workspace)
        decimals = dataset.decimals.get(choice.indicator, 0)
        self.say(trend.indicator.name_in(choice.year).replace("*", ""), trend_sentence(trend, decimals))
        self._drawn = (trend, decimals)
        self.chart.draw(trend, decimals)
        self.model.set_rows(_rows(trend), _columns(trend, decimals))
        others = [it for it in choice.indicators if it != choice.indicator]
        self._small.draw(
            [
                (
                    _shown(compare.trend(dataset, choice.unit, it, peers=choice.peers), self.workspace),
                    dataset.decimals.get(it, 0),
                )
                for it in others
            ]
        )
        self._give_way()

    def _give_way(self) -> None:
        """Where there is room for the large chart alone, the small ones give way."""
        self.body.activate()
        needed = self.chart.minimumHeight() + self._small.minimumHeight() + 2 * self.body.spacing()
        self._small.setVisible(not self._small.is_empty and self.rect().bottom() - self._twin.y() >= needed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._give_way()


def _shown(trend: Trend, workspace: Workspace) -> Trend:
    """The trend without what the user has unticked."""
    choice = workspace.choice
    return Trend(
        indicator=trend.indicator,
        group=trend.group,
        unit=trend.unit,
        years=trend.years,
        own=trend.own,
        county=trend.county if choice.county else None,
        nation=trend.nation if choice.nation else None,
        others=trend.others if choice.others else (),
        breaks=trend.breaks,
    )


@dataclass(frozen=True)
class _Row:
    """A unit in the table twin: what it shows and what it sorts by, for each year."""

    unit: Unit
    texts: tuple[str, ...]
    values: tuple[float, ...]


def _rows(trend: Trend) -> list[_Row]:
    lines = [line for line in (trend.county, trend.nation, *trend.others) if line is not None]
    rows = [_Row(line.unit, (), line.values) for line in lines if line.unit != trend.unit]
    own = tuple(math.nan if figure.value is None else figure.value for figure in trend.own)
    said = tuple(answer_in_full(figure) if figure.answer else "" for figure in trend.own)
    return [_Row(trend.unit, said, own), *rows]


def _columns(trend: Trend, decimals: int) -> list[Column[_Row]]:
    def text(row: _Row, at: int) -> str:
        if row.texts and row.texts[at]:
            return row.texts[at]
        value = row.values[at]
        return NO_VALUE if math.isnan(value) else value_text(value, trend.indicator, decimals)

    def column(at: int) -> Column[_Row]:
        def figure(row: _Row) -> FigureKey:
            return FigureKey(trend.indicator.id, row.unit.code, trend.years[at], trend.group)

        return Column(str(trend.years[at]), lambda row: text(row, at), lambda row: row.values[at], RIGHT, figure=figure)

    unit: Column[_Row] = Column("Enhet", lambda row: full_name(row.unit))
    return [unit, *map(column, range(len(trend.years)))]


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
        self.setAccessibleName("Övriga valda indikatorer")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self.setWidget(self._inside)
        self._cards: list[_Card] = []
        self._shown = 0

    def draw(self, trends: list[tuple[Trend, int]]) -> None:
        while len(self._cards) < len(trends):
            # Without a parent it would be a window of its own for a moment, and take the keyboard with it.
            card = _Card(self._inside)
            card.picked.connect(self.picked)
            self._cards.append(card)
        self._shown = len(trends)
        for card, (trend, decimals) in zip(self._cards, trends, strict=False):
            card.draw(trend, decimals)
        self._place()

    @property
    def is_empty(self) -> bool:
        return not self._shown

    def _place(self) -> None:
        columns = max(self.viewport().width() // _SMALL_WIDTH, 1)
        for at, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            card.setVisible(at < self._shown)
            if at < self._shown:
                self._grid.addWidget(card, at // columns, at % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()


class _Card(QWidget):
    """One small chart under its name."""

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._indicator = ""
        self._short = ""
        self._name = text_label("caption", wrap=False)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._chart = LineChart("Litet diagram över utvecklingen", small=True)
        self._chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._chart.setFixedHeight(_SMALL_HEIGHT)
        self._chart.clicked.connect(lambda: self.picked.emit(self._indicator))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._name)
        layout.addWidget(self._chart)

    def draw(self, trend: Trend, decimals: int) -> None:
        self._indicator = trend.indicator.id
        self._short = trend.indicator.short
        self._name.setToolTip(tip(self._short))
        self._elide()
        self._chart.draw(trend, decimals)

    def _elide(self) -> None:
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(self._short, Qt.TextElideMode.ElideRight, self._name.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        del event
        self.picked.emit(self._indicator)
