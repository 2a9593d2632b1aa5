"""The trend: lines over whole years, the own unit's answers as a strip above, breaks as gaps."""

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from ojdesk.core.axis import tick_text, value_ticks
from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.trends import Line, Trend
from ojdesk.core.model import Answer, FigureKey, Unit
from ojdesk.core.wording.answers import answer_in_full
from ojdesk.core.wording.groups import about_peers
from ojdesk.core.wording.numbers import value_text
from ojdesk.core.wording.trends import trend_sentence
from ojdesk.gui import theme
from ojdesk.gui.charts.frame import Chart, Label, LabelAxis, Spot, TickAxis
from ojdesk.gui.charts.marks import Curve, Dots, Mark, Tile, Words, line_of

_TILE = 18
_SMALL_TILE = 14
#: Room for the strip above the highest tick, as a part of the axis.
_STRIP = 0.14
#: How far the plot goes on beside the first and the last year, in years.
_BESIDE = 0.35
#: Room for the labels at the ends of the lines, more where a name needs it.
_LABELS, _SMALL_LABELS, _BARE_LABELS, _LABEL_EDGE = 132.0, 54.0, 6.0, 10.0


class LineChart(Chart):
    """One indicator over the years. `small` is the form for many beside each other, `bare` that without labels."""

    def __init__(self, name: str, *, small: bool = False, bare: bool = False, parent: QWidget | None = None) -> None:
        self._small, self._bare = small or bare, bare
        self._values = TickAxis("left", 40 if bare else 46)
        self._years = TickAxis("bottom", 24)
        self._labels = LabelAxis("right", _SMALL_LABELS if small else _LABELS, keep_apart=True)
        super().__init__(name, {"left": self._values, "bottom": self._years, "right": self._labels}, parent)

    def draw(self, trend: Trend, decimals: int, highest: float | None = None) -> None:
        """Shows a trend in place of the one before; `highest` is the largest value of all charts on one scale."""
        ticks = value_ticks(trend.indicator, highest_of(trend) if highest is None else highest)
        self._set_axes(trend, ticks)
        colours = theme.colours()
        compared = [line for line in (trend.county, trend.nation) if line is not None and line.unit != trend.unit]
        lines = [*([trend.own_line] if trend.own_line is not None else []), *compared]
        peers, labels = self._draw_peers(trend, decimals)
        marks: list[Mark] = [*_grid(trend, ticks), *_bulk(trend), *peers]
        for line in reversed(lines):
            is_nation, is_own = line is trend.nation, line.unit == trend.unit
            colour = colours.own if is_own else colours.nation if is_nation else colours.county
            marks += self._line(trend, line.values, colour, 3 if is_own else 2, dashed=is_nation)
            name = "Riket" if is_nation else line.unit.name if is_own else "Länet"
            last = next((it for it in reversed(line.values) if not math.isnan(it)), None)
            if last is not None:
                text = value_text(last, trend.indicator, decimals)
                labels.append(Label(last, text if self._small else f"{name} {text}", colour, bold=True))
        marks += self._breaks(trend, ticks[-1])
        marks += self._life(trend, ticks)
        if trend.own_line is None:
            marks += self._strip(trend, ticks)
            if not self._small:
                labels.append(Label(_strip_height(ticks), trend.unit.name, colours.own, bold=True))
        self._set_labels(labels)
        self.show_marks(marks, lambda: _spots(trend, lines, ticks, decimals), trend_sentence(trend, decimals))

    def _set_axes(self, trend: Trend, ticks: list[float]) -> None:
        self._values.set_ticks({tick: tick_text(trend.indicator, tick, ticks) for tick in ticks})
        step = math.ceil(len(trend.years) / (4 if self._small else 12))
        shown = [year for year in trend.years if (trend.years[-1] - year) % step == 0]
        if self._bare:
            shown = list({trend.years[0], trend.years[-1]})
        self._years.set_ticks({float(year): str(year) for year in shown})
        top = ticks[-1] * (1 + _STRIP) if trend.own_line is None else ticks[-1] * 1.04
        self.across = (trend.years[0] - _BESIDE, trend.years[-1] + _BESIDE)
        self.upwards = (-ticks[-1] * 0.02, top)

    def _set_labels(self, labels: list[Label]) -> None:
        if self._bare:
            self._labels.room = _BARE_LABELS
            return
        metrics = QFontMetricsF(theme.font(bold=True, figures=True))
        widest = max((metrics.horizontalAdvance(label.text) for label in labels), default=0.0)
        self._labels.room = max(_SMALL_LABELS if self._small else _LABELS, _LABEL_EDGE + widest + 2)
        self._labels.set_columns([(_LABEL_EDGE, Qt.AlignmentFlag.AlignLeft, labels)])

    def _draw_peers(self, trend: Trend, decimals: int) -> tuple[list[Mark], list[Label]]:
        """The comparison set's computed share or median."""
        values = [it.value for it in trend.peers if it.value is not None]
        if not values:
            return [], []
        colour, text = theme.colours().group, value_text(values[-1], trend.indicator, decimals)
        label = Label(values[-1], text if self._small else f"Gruppen {text}, beräknat", colour, bold=True)
        return self._line(trend, trend.peer_values, colour, 2, dashed=False), [label]

    def _line(self, trend: Trend, values: Sequence[float], colour: str, width: float, *, dashed: bool) -> list[Mark]:
        there = tuple((year, it) for year, it in zip(trend.years, values, strict=True) if not math.isnan(it))
        return [_curve(trend, values, colour, width, dashed=dashed), Dots(there, colour, 5 if self._small else 7)]

    def _breaks(self, trend: Trend, highest: float) -> list[Mark]:
        colours = theme.colours()
        marks: list[Mark] = []
        for x in (it.year - 0.5 for it in trend.breaks):
            marks.append(Curve(((x, 0), (x, highest)), colours.quiet, dashed=True, sharp=True))
            if not self._small:
                marks.append(
                    Words(
                        x - 0.04,
                        highest * 0.01,
                        "ändrad definition",
                        colours.quiet,
                        on_left=True,
                        above=True,
                        ground=colours.ground,
                    )
                )
        return marks

    def _life(self, trend: Trend, ticks: list[float]) -> list[Mark]:
        """Says at the own unit's first and last year that it begins or ends there."""
        marks: list[Mark] = []
        unit, colour = trend.unit, theme.colours().own
        for year, words, edge, side in (
            (unit.first_year, "från", trend.years[0], -1),
            (unit.last_year, "till", trend.years[-1], 1),
        ):
            if self._small or year is None or year == edge or year not in trend.years:
                continue
            value = trend.own[trend.years.index(year)].value
            if trend.own_line is not None and value is None:
                continue
            height = _strip_height(ticks) if trend.own_line is None else float(value or 0)
            marks.append(
                Words(
                    year + side * 0.14,
                    height,
                    f"{words} {year}",
                    colour,
                    on_left=side < 0,
                    above=trend.own_line is not None,
                )
            )
        return marks

    def _strip(self, trend: Trend, ticks: list[float]) -> list[Mark]:
        side = _SMALL_TILE if self._small else _TILE
        return [Tile(year, _strip_height(ticks), answer, side) for year, _, answer in _answers(trend)]


def highest_of(trend: Trend) -> float:
    """The largest value that a trend draws; 0 where there is none."""
    lines = [it for it in (trend.own_line, trend.county, trend.nation, *trend.others) if it is not None]
    drawn = [*(line.values for line in lines), trend.peer_values]
    return max((it for values in drawn for it in values if not math.isnan(it)), default=0.0)


# What is drawn ----------------------------------------------------------------------------------------------------


def _strip_height(ticks: list[float]) -> float:
    """Where the strip of answers is, above the highest tick."""
    return ticks[-1] * (1 + _STRIP * 0.62)


def _grid(trend: Trend, ticks: list[float]) -> list[Mark]:
    left, right = trend.years[0] - _BESIDE, trend.years[-1] + _BESIDE
    return [Curve(((left, tick), (right, tick)), theme.colours().rule, sharp=True) for tick in ticks]


def _bulk(trend: Trend) -> list[Mark]:
    """The grey lines."""
    colour = theme.colours().bulk
    return [_curve(trend, line.values, colour) for line in trend.others]


def _curve(trend: Trend, values: Sequence[float], colour: str, width: float = 1, *, dashed: bool = False) -> Curve:
    """A line over the years that stops where the series is broken."""
    return Curve(line_of(trend.years, values, [it.year for it in trend.breaks]), colour, width, dashed)


def _answers(trend: Trend) -> list[tuple[int, Figure, Answer]]:
    """The own unit's answers that have a sign, each with its year."""
    return [
        (year, figure, figure.answer)
        for year, figure in zip(trend.years, trend.own, strict=True)
        if figure.answer is not None and figure.answer not in {Answer.NOT_ASKED, Answer.ABSENT}
    ]


# What there is to point at ----------------------------------------------------------------------------------------


def _spots(trend: Trend, lines: Sequence[Line], ticks: list[float], decimals: int) -> list[Spot]:
    spots = [Spot(it.year, it.value, about_peers(it, decimals)) for it in trend.peers if it.value is not None]
    for line, code in (*((it, "") for it in lines), *((it, it.unit.code) for it in trend.others)):
        for year, value in zip(trend.years, line.values, strict=True):
            if not math.isnan(value):
                text = f"{line.unit.name} {year}: {value_text(value, trend.indicator, decimals)}"
                spots.append(Spot(year, value, text, code, _key(trend, line.unit, year)))
    if trend.own_line is None:
        for year, figure, _ in _answers(trend):
            text = f"{trend.unit.name} {year}: {answer_in_full(figure)}"
            spots.append(Spot(year, _strip_height(ticks), text, figure=_key(trend, trend.unit, year)))
    return spots


def _key(trend: Trend, unit: Unit, year: int) -> FigureKey:
    return FigureKey(trend.indicator.id, unit.code, year, trend.group)
