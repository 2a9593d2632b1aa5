"""The spread: a row for each county. Bars for shares of units, strips of dots for numbers."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ojdesk.core.axis import tick_text, value_ticks
from ojdesk.core.compare.spreads import CountyNumbers, CountyShare, NumberSpread, ShareSpread
from ojdesk.core.model import FigureKey, Group, Unit
from ojdesk.core.wording.answers import NO_VALUE, in_table
from ojdesk.core.wording.groups import about_peers
from ojdesk.core.wording.names import full_name, short_county
from ojdesk.core.wording.numbers import percent, value_text
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.gui import theme
from ojdesk.gui.charts.frame import Along, Axis, Chart, Label, LabelAxis, Spot, TickAxis
from ojdesk.gui.charts.marks import Bar, Curve, Dots, Mark, Whisker

_NAMES, _FIGURES = 132.0, 148.0
_FIGURE_EDGE, _COUNT_EDGE = 62.0, 74.0
_BAR, _BEAM = 0.56, 0.3
#: The height of a line below the chart, and what stands above the first.
_MARK, _MARKS_EDGE = 16.0, 6.0


class MarkAxis:
    """What the upright lines are, below them: each on a line of its own, so that they never meet."""

    def __init__(self) -> None:
        self.room = 0.0
        self.marks: tuple[tuple[float, str, str], ...] = ()

    def set_marks(self, marks: Sequence[tuple[float, str, str]]) -> None:
        """Each as (where on the axis, text, colour)."""
        self.marks = tuple(marks)
        self.room = _MARKS_EDGE + _MARK * max(len(marks), 1)

    def paint(self, painter: QPainter, area: QRectF, along: Along) -> None:
        painter.setFont(theme.font(theme.SMALL, bold=True))
        for row, (value, text, colour) in enumerate(self.marks):
            width = painter.fontMetrics().horizontalAdvance(text) + 2
            left = min(max(along(value) - width / 2, area.left()), area.right() - width)
            painter.setPen(QColor(colour))
            place = QRectF(left, area.top() + _MARKS_EDGE + row * _MARK, width, _MARK)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class RowChart(Chart):
    """The counties in rows, the own one marked, the nation as a dashed line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._names = LabelAxis("left", _NAMES)
        self._values = TickAxis("top", 24)
        self._figures = LabelAxis("right", _FIGURES)
        self._below = MarkAxis()
        axes: dict[str, Axis] = {
            "left": self._names,
            "top": self._values,
            "right": self._figures,
            "bottom": self._below,
        }
        super().__init__(name, axes, parent)

    def draw(self, spread: ShareSpread | NumberSpread, decimals: int) -> None:
        """Shows a spread in place of the one before."""
        colours = theme.colours()
        rows: Sequence[CountyShare | CountyNumbers] = spread.rows
        if isinstance(spread, ShareSpread):
            ticks = value_ticks(spread.indicator, 100)
        else:
            ticks = value_ticks(spread.indicator, max((row.maximum for row in spread.rows), default=0))
        self._values.set_ticks({tick: tick_text(spread.indicator, tick, ticks) for tick in ticks})
        self.across = (-ticks[-1] * 0.005, ticks[-1] * 1.005)
        self.upwards = (max(len(rows), 1) - 0.5, -0.5)
        own = next((at for at, row in enumerate(rows) if spread.county and row.county.code == spread.county.code), None)
        marks: list[Mark] = []
        if own is not None:
            marks.append(Bar(*self.across, own, 1, colours.selected))
        for axis in (self._names, self._figures):
            axis.set_band(own)
        marks += [_upright(tick, len(rows), colours.rule) for tick in ticks]
        if isinstance(spread, ShareSpread):
            marks += _shares(spread, own)
        else:
            marks += _numbers(spread, own)
        marks += self._draw_lines(spread, decimals)
        self._names.set_columns([(8.0, Qt.AlignmentFlag.AlignRight, _name_labels(rows, own))])
        figures = [
            (_FIGURE_EDGE, Qt.AlignmentFlag.AlignRight, _figure_labels(spread, decimals)),
            (_COUNT_EDGE, Qt.AlignmentFlag.AlignLeft, _count_labels(spread)),
        ]
        self._figures.set_columns(figures)
        self.show_marks(marks, lambda: _spots(spread, decimals), spread_sentence(spread, decimals))

    def _draw_lines(self, spread: ShareSpread | NumberSpread, decimals: int) -> list[Mark]:
        """The nation, and the comparison set's computed share or median, as lines through all rows."""
        colours, rows = theme.colours(), len(spread.rows)
        lines: list[Mark] = []
        below = []
        if (value := spread.nation.value) is not None:
            lines.append(_upright(value, rows, colours.nation, 1.5, dashed=True))
            below.append((value, f"Riket {in_table(spread.nation, decimals)}", colours.nation))
        if spread.peers is not None and (value := spread.peers.value) is not None:
            lines.append(_upright(value, rows, colours.group, 1.5))
            text = f"Gruppen {value_text(value, spread.indicator, decimals)}, beräknat"
            below.append((value, text, colours.group))
        self._below.set_marks(below)
        return lines


# What is drawn ----------------------------------------------------------------------------------------------------


def _upright(x: float, rows: int, colour: str, width: float = 1, *, dashed: bool = False) -> Curve:
    return Curve(((x, -0.5), (x, rows - 0.5)), colour, width, dashed, sharp=True)


def _shares(spread: ShareSpread, own: int | None) -> list[Mark]:
    colours = theme.colours()
    bars = [
        Bar(0, row.share or 0.0, at, _BAR, colours.own if at == own else colours.peers, hatched=row.few)
        for at, row in enumerate(spread.rows)
    ]
    whiskers = [
        Whisker(row.lowest, row.highest, at, _BEAM)
        for at, row in enumerate(spread.rows)
        if row.highest > row.lowest and row.share is not None
    ]
    return [*bars, *whiskers]


def _numbers(spread: NumberSpread, own: int | None) -> list[Mark]:
    colours, rows = theme.colours(), list(enumerate(spread.rows))
    quartiles = [Bar(row.lower_quartile, row.upper_quartile, at, _BAR, colours.bulk) for at, row in rows]
    dots, mine = [], []
    for at, row in rows:
        pairs = list(zip(row.units, row.values, strict=True))
        mine += [(value, at) for unit, value in pairs if unit == spread.unit]
        others = tuple((value, at) for unit, value in pairs if unit != spread.unit)
        dots.append(Dots(others, colours.own if at == own else colours.peers, 5))
    half = _BAR / 2
    medians = [
        Curve(((row.median, at - half), (row.median, at + half)), colours.text, 2, sharp=True) for at, row in rows
    ]
    marks: list[Mark] = [*quartiles, *dots, *medians]
    return [*marks, Dots(tuple(mine), colours.own, 12, colours.ground)] if mine else marks


def _figure_labels(spread: ShareSpread | NumberSpread, decimals: int) -> list[Label]:
    if isinstance(spread, ShareSpread):
        texts = [
            NO_VALUE if row.share is None else percent(row.share, decimals) + ("*" if row.computed else "")
            for row in spread.rows
        ]
    else:
        texts = [value_text(row.median, spread.indicator, decimals) for row in spread.rows]
    return [Label(at, text, theme.colours().text, bold=True) for at, text in enumerate(texts)]


def _count_labels(spread: ShareSpread | NumberSpread) -> list[Label]:
    if isinstance(spread, ShareSpread):
        counts = [(row.met, row.answered) for row in spread.rows]
    else:
        counts = [(len(row.values), row.asked) for row in spread.rows]
    return [Label(at, f"{some} av {of}", theme.colours().quiet) for at, (some, of) in enumerate(counts)]


def _name_labels(rows: Sequence[CountyShare | CountyNumbers], own: int | None) -> list[Label]:
    colours = theme.colours()
    return [
        Label(at, short_county(row.county), colours.own if at == own else colours.text, bold=at == own)
        for at, row in enumerate(rows)
    ]


# What there is to point at ----------------------------------------------------------------------------------------


def _spots(spread: ShareSpread | NumberSpread, decimals: int) -> list[Spot]:
    spots = _share_spots(spread, decimals) if isinstance(spread, ShareSpread) else _number_spots(spread, decimals)
    if spread.peers is not None and (value := spread.peers.value) is not None:
        spots += [Spot(value, at, about_peers(spread.peers, decimals)) for at in range(len(spread.rows))]
    return spots


def _share_spots(spread: ShareSpread, decimals: int) -> list[Spot]:
    return [
        Spot(
            (row.share or 0.0) / 2,
            at,
            _about_share(row, decimals),
            figure=None if row.computed else _key(spread, row.county),
        )
        for at, row in enumerate(spread.rows)
    ]


def _number_spots(spread: NumberSpread, decimals: int) -> list[Spot]:
    return [
        Spot(
            value,
            at,
            f"{full_name(unit)}: {value_text(value, spread.indicator, decimals)}",
            unit.code,
            _key(spread, unit, spread.group),
        )
        for at, row in enumerate(spread.rows)
        for unit, value in zip(row.units, row.values, strict=True)
    ]


def _key(spread: ShareSpread | NumberSpread, unit: Unit, group: Group = Group.TOTAL) -> FigureKey:
    return FigureKey(spread.indicator.id, unit.code, spread.year, group)


def _about_share(row: CountyShare, decimals: int) -> str:
    text = f"{row.county.name}: {row.met} av {row.answered} svarande uppfyller"
    if row.share is not None:
        text += f" ({percent(row.share, decimals)}{', beräknat av ojdesk' if row.computed else ''})"
    if row.highest > row.lowest and not math.isnan(row.lowest):
        silent = row.asked - row.answered
        text += f". {silent} svarade inte; om de hade svarat: {percent(row.lowest)} till {percent(row.highest)}"
    return text + ("." if not row.few else ". Färre än fem svar.")
