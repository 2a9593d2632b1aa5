"""The trend: lines over whole years, the own unit's answers as a strip above, breaks as gaps."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ojdesk.core.axis import tick_text, value_ticks
from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.trends import Line, Trend
from ojdesk.core.model import Answer, FigureKey, Unit
from ojdesk.core.wording.answers import answer_in_full
from ojdesk.core.wording.groups import about_peers
from ojdesk.core.wording.numbers import value_text
from ojdesk.core.wording.trends import trend_sentence
from ojdesk.gui import theme
from ojdesk.gui.charts.frame import Chart, Label, LabelAxis, Spot, TickAxis, cosmetic
from ojdesk.gui.charts.signs import paint_tile

_TILE = 18
_SMALL_TILE = 14
#: Room for the strip above the highest tick, as a part of the axis.
_STRIP = 0.14
#: Room for the labels at the ends of the lines, more where a name needs it.
_LABELS, _SMALL_LABELS, _BARE_LABELS, _LABEL_EDGE = 132.0, 54.0, 6.0, 10.0


class _Tile(QGraphicsItem):
    """An answer, as large as it is whatever the scale of the chart."""

    def __init__(self, answer: Answer, side: float) -> None:
        super().__init__()
        self._answer = answer
        self._area = QRectF(-side / 2, -side / 2, side, side)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        paint_tile(painter, self._area, self._answer)


class LineChart(Chart):
    """One indicator over the years. `small` is the form for many beside each other, `bare` that without labels."""

    def __init__(self, name: str, *, small: bool = False, bare: bool = False, parent: QWidget | None = None) -> None:
        self._small, self._bare = small or bare, bare
        self._values = TickAxis("left")
        self._years = TickAxis("bottom")
        self._labels = LabelAxis("right", _SMALL_LABELS if small else _LABELS, keep_apart=True)
        super().__init__(name, {"left": self._values, "bottom": self._years, "right": self._labels}, parent)
        self._values.setWidth(40 if bare else 46)
        self._years.setHeight(24)

    def draw(self, trend: Trend, decimals: int, highest: float | None = None) -> None:
        """Shows a trend in place of the one before; `highest` is the largest value of all charts on one scale."""
        self.clear_chart()
        colours = theme.colours()
        compared = [line for line in (trend.county, trend.nation) if line is not None and line.unit != trend.unit]
        lines = [*([trend.own_line] if trend.own_line is not None else []), *compared]
        ticks = value_ticks(trend.indicator, highest_of(trend) if highest is None else highest)
        self._set_axes(trend, ticks)
        self._draw_grid(trend, ticks, colours.rule)
        self._draw_bulk(trend, colours.bulk)
        labels, spots = self._draw_peers(trend, decimals)
        for line in reversed(lines):
            is_nation, is_own = line is trend.nation, line.unit == trend.unit
            colour = colours.own if is_own else colours.nation if is_nation else colours.county
            self._draw_line(trend, line.values, colour, 3 if is_own else 2, dashed=is_nation)
            name = "Riket" if is_nation else line.unit.name if is_own else "Länet"
            there = [(year, it) for year, it in zip(trend.years, line.values, strict=True) if not math.isnan(it)]
            spots += [_spot(trend, line, year, it, decimals) for year, it in there]
            if there:
                text = value_text(there[-1][1], trend.indicator, decimals)
                labels.append(Label(there[-1][1], text if self._small else f"{name} {text}", colour, bold=True))
        for line in trend.others:
            spots += [
                _spot(trend, line, year, it, decimals, code=line.unit.code)
                for year, it in zip(trend.years, line.values, strict=True)
                if not math.isnan(it)
            ]
        self._draw_breaks(trend, ticks[-1])
        self._draw_life(trend, ticks[-1])
        if trend.own_line is None:
            height = ticks[-1] * (1 + _STRIP * 0.62)
            spots += self._draw_strip(trend, height)
            if not self._small:
                labels.append(Label(height, trend.unit.name, colours.own, bold=True))
        metrics = QFontMetricsF(theme.font(bold=True, figures=True))
        widest = max((metrics.horizontalAdvance(label.text) for label in labels), default=0.0)
        self._labels.setWidth(max(_SMALL_LABELS if self._small else _LABELS, _LABEL_EDGE + widest + 2))
        if self._bare:
            self._labels.setWidth(_BARE_LABELS)
            labels = []
        self._labels.set_columns([(_LABEL_EDGE, Qt.AlignmentFlag.AlignLeft, labels)])
        self.set_spots(spots, trend_sentence(trend, decimals))

    def _set_axes(self, trend: Trend, ticks: list[float]) -> None:
        self._values.set_ticks({tick: tick_text(trend.indicator, tick, ticks) for tick in ticks})
        step = math.ceil(len(trend.years) / (4 if self._small else 12))
        shown = [year for year in trend.years if (trend.years[-1] - year) % step == 0]
        if self._bare:
            shown = list({trend.years[0], trend.years[-1]})
        self._years.set_ticks({float(year): str(year) for year in shown})
        top = ticks[-1] * (1 + _STRIP) if trend.own_line is None else ticks[-1] * 1.04
        self.setXRange(trend.years[0] - 0.35, trend.years[-1] + 0.35, padding=0)
        self.setYRange(-ticks[-1] * 0.02, top, padding=0)

    def _draw_grid(self, trend: Trend, ticks: list[float], colour: str) -> None:
        left, right = trend.years[0] - 0.35, trend.years[-1] + 0.35
        x = np.tile([left, right], len(ticks))
        self.addItem(pg.PlotCurveItem(x, np.repeat(ticks, 2), connect="pairs", pen=cosmetic(colour)))

    def _draw_bulk(self, trend: Trend, colour: str) -> None:
        """All grey lines as one item: hundreds of items would take a hundred times as long."""
        if not trend.others:
            return
        count, length = len(trend.others), len(trend.years)
        x = np.tile(np.array(trend.years, dtype=float), count)
        y = np.array([line.values for line in trend.others]).ravel()
        joined = np.tile(_joined(trend), count)
        joined[length - 1 :: length] = False
        self.addItem(pg.PlotCurveItem(x, y, connect=joined & _finite_pairs(y), pen=cosmetic(colour)))

    def _draw_peers(self, trend: Trend, decimals: int) -> tuple[list[Label], list[Spot]]:
        """The comparison set's computed share or median."""
        there = [it for it in trend.peers if it.value is not None]
        if not there:
            return [], []
        colour = theme.colours().group
        self._draw_line(trend, trend.peer_values, colour, 2, dashed=False)
        value = there[-1].value or 0.0
        text = value_text(value, trend.indicator, decimals)
        spots = [Spot(it.year, it.value or 0.0, about_peers(it, decimals)) for it in there]
        return [Label(value, text if self._small else f"Gruppen {text}, beräknat", colour, bold=True)], spots

    def _draw_line(self, trend: Trend, values: Sequence[float], colour: str, width: float, *, dashed: bool) -> None:
        x, y = np.array(trend.years, dtype=float), np.array(values)
        pen = cosmetic(colour, width, dashed=dashed)
        self.addItem(pg.PlotCurveItem(x, y, connect=_joined(trend) & _finite_pairs(y), pen=pen, antialias=True))
        there = ~np.isnan(y)
        size = 5 if self._small else 7
        self.addItem(pg.ScatterPlotItem(x[there], y[there], size=size, pen=None, brush=colour, antialias=True))

    def _draw_breaks(self, trend: Trend, highest: float) -> None:
        colours = theme.colours()
        for it in trend.breaks:
            x = it.year - 0.5
            pen = cosmetic(colours.quiet, dashed=True)
            self.addItem(pg.PlotCurveItem([x, x], [0, highest], pen=pen))
            text = pg.TextItem("ändrad definition", color=colours.quiet, anchor=(1, 1), fill=colours.ground)
            text.setFont(theme.font(theme.SMALL))
            text.setPos(x - 0.04, highest * 0.01)
            if not self._small:
                self.addItem(text)

    def _draw_life(self, trend: Trend, highest: float) -> None:
        """Says at the own unit's first and last year that it begins or ends there."""
        if self._small:
            return
        colours, unit = theme.colours(), trend.unit
        for year, words, edge, side in (
            (unit.first_year, "från", trend.years[0], -1),
            (unit.last_year, "till", trend.years[-1], 1),
        ):
            if year is None or year == edge or year not in trend.years:
                continue
            value = trend.own[trend.years.index(year)].value
            if trend.own_line is not None and value is None:
                continue
            height = highest * (1 + _STRIP * 0.62) if trend.own_line is None else float(value or 0)
            text = pg.TextItem(f"{words} {year}", color=colours.own, anchor=(1 if side < 0 else 0, 0.5))
            text.setFont(theme.font(theme.SMALL))
            text.setPos(year + side * 0.14, height)
            self.addItem(text)

    def _draw_strip(self, trend: Trend, height: float) -> list[Spot]:
        spots = []
        for year, figure in zip(trend.years, trend.own, strict=True):
            if figure.answer in {None, Answer.NOT_ASKED, Answer.ABSENT}:
                continue
            tile = _Tile(figure.answer, _SMALL_TILE if self._small else _TILE)
            tile.setPos(year, height)
            self.addItem(tile)
            spots.append(Spot(year, height, _said(trend, year, figure), figure=_key(trend, trend.unit, year)))
        return spots


def highest_of(trend: Trend) -> float:
    """The largest value that a trend draws; 0 where there is none."""
    lines = [it for it in (trend.own_line, trend.county, trend.nation, *trend.others) if it is not None]
    drawn = [*(line.values for line in lines), trend.peer_values]
    return max((it for values in drawn for it in values if not math.isnan(it)), default=0.0)


def _spot(trend: Trend, line: Line, year: int, value: float, decimals: int, code: str = "") -> Spot:
    text = f"{line.unit.name} {year}: {value_text(value, trend.indicator, decimals)}"
    return Spot(year, value, text, code, _key(trend, line.unit, year))


def _key(trend: Trend, unit: Unit, year: int) -> FigureKey:
    return FigureKey(trend.indicator.id, unit.code, year, trend.group)


def _said(trend: Trend, year: int, figure: Figure) -> str:
    return f"{trend.unit.name} {year}: {answer_in_full(figure)}"


def _joined(trend: Trend) -> np.ndarray:
    """Whether each year is joined to the next: not across a break."""
    joined = np.ones(len(trend.years), dtype=bool)
    for _, last in trend.segments():
        joined[last] = False
    return joined


def _finite_pairs(y: np.ndarray) -> np.ndarray:
    """Whether each point and the next both have a value."""
    there = ~np.isnan(y)
    return np.asarray(there & np.append(there[1:], [False]))
