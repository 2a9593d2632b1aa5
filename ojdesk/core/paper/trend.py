"""Lines over the years."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ojdesk.core.axis import spread_out, tick_text, value_ticks
from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.trends import Line, Trend
from ojdesk.core.model import Answer
from ojdesk.core.palette import LIGHT as P
from ojdesk.core.paper.drawing import Drawing
from ojdesk.core.paper.picture import BODY, SMALL, WIDTH, Picture
from ojdesk.core.wording.groups import PEERS_MARK, computed_note
from ojdesk.core.wording.numbers import value_text
from ojdesk.core.wording.trends import trend_sentence

_LABEL_STEP = 12.0
#: How wide a letter of a label is, as a share of its size, and how wide the margin for the labels may be.
_LETTER = 0.6
_NARROW, _WIDE = 96.0, 168.0
_PLOT = 112.0


def trend_picture(trend: Trend, decimals: int) -> Picture:
    """Lines over the years with the own unit's answers above, breaks as gaps, and labels at the lines' ends."""
    strip = trend.own_line is None and any(map(_is_told, trend.own))
    lines = [line for line in (trend.own_line, trend.county, trend.nation) if line is not None]
    labelled = list(_labelled(trend, lines, decimals))
    labels = [text for *_, text in labelled] + [trend.unit.name] * strip
    right = min(max(_NARROW, *(BODY * _LETTER * len(it) + 8 for it in labels)), _WIDE) if labels else _NARROW
    left, top, bottom = 38.0, 34.0 if strip else 10.0, 34.0 if trend.peers else 22.0
    height = _PLOT + top + bottom
    drawing = Drawing(WIDTH, height)
    drawn = [
        value
        for values in [*(line.values for line in [*lines, *trend.others]), trend.peer_values]
        for value in values
        if not math.isnan(value)
    ]
    ticks = value_ticks(trend.indicator, max(drawn, default=0))
    area = _Area(left, WIDTH - right, top, height - bottom, len(trend.years), ticks[-1])
    for tick in ticks:
        drawing.line((left, area.y(tick)), (area.right, area.y(tick)), P.rule, 0.6)
        drawing.text(
            (left - 6, area.y(tick) + 3), tick_text(trend.indicator, tick, ticks), P.quiet, SMALL, anchor="end"
        )
    step = math.ceil(len(trend.years) / 10)
    for position, year in enumerate(trend.years):
        if (len(trend.years) - 1 - position) % step == 0:
            drawing.text((area.x(position), height - bottom + 16), str(year), P.quiet, SMALL, anchor="middle")
    for it in trend.breaks:
        x = area.x(trend.years.index(it.year) - 0.5)
        drawing.line((x, top - 4), (x, height - bottom), P.quiet, 0.8, dashed=True)
    for line in trend.others:
        _draw_line(drawing, trend, area, line.values, P.bulk, 0.6)
    _draw_labelled(drawing, trend, area, labelled)
    for it in trend.breaks:
        at = (area.x(trend.years.index(it.year) - 0.5) - 4, height - bottom - 4)
        drawing.text(at, "ändrad definition", P.quiet, 7.5, anchor="end", halo=P.ground)
    if strip:
        _draw_strip(drawing, trend, area)
    if trend.peers:
        drawing.text((left, height - 4), computed_note(trend.peers[-1].peers), P.group, 7.5)
    # Where there is nothing to tell yet, a screen reader and a tagged PDF still need to know what is drawn.
    said = trend_sentence(trend, decimals) or trend.indicator.name
    return Picture(drawing.svg(said), WIDTH, height, said)


@dataclass(frozen=True)
class _Area:
    """Where values and years lie on the sheet."""

    left: float
    right: float
    top: float
    bottom: float
    years: int
    highest: float

    def x(self, position: float) -> float:
        inset = 14
        if self.years == 1:
            return (self.left + self.right) / 2
        return self.left + inset + (self.right - self.left - 2 * inset) * position / (self.years - 1)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * value / self.highest


def _draw_line(
    drawing: Drawing,
    trend: Trend,
    area: _Area,
    values: Sequence[float],
    colour: str,
    width: float,
    *,
    dashed: bool = False,
) -> None:
    for start, end in trend.segments():
        run: list[tuple[float, float]] = []
        for position in range(start, end + 2):
            value = values[position] if position <= end else math.nan
            if not math.isnan(value):
                run.append((area.x(position), area.y(value)))
                continue
            if len(run) > 1:
                drawing.curve(run, colour, width, dashed=dashed)
            run = []


def _labelled(trend: Trend, lines: Sequence[Line], decimals: int) -> Iterator[tuple[Line | None, Sequence[float], str]]:
    """Comparison set, own unit, county and nation, from back to front: values, and name with the last of them."""
    drawn: list[tuple[Line | None, Sequence[float]]] = [(None, trend.peer_values)] if trend.peers else []
    drawn += [(line, line.values) for line in reversed(lines)]
    for line, values in drawn:
        there = [value for value in values if not math.isnan(value)]
        if not there:
            continue
        is_nation, is_own = line is not None and line is trend.nation, line is not None and line.unit == trend.unit
        name = PEERS_MARK if line is None else "Riket" if is_nation else trend.unit.name if is_own else "Länet"
        yield line, values, f"{name} {value_text(there[-1], trend.indicator, decimals)}"


def _draw_labelled(
    drawing: Drawing, trend: Trend, area: _Area, labelled: Sequence[tuple[Line | None, Sequence[float], str]]
) -> None:
    """Line, dots, and the label at the end."""
    ends = []
    for line, values, text in labelled:
        is_nation, is_own = line is not None and line is trend.nation, line is not None and line.unit == trend.unit
        colour = P.group if line is None else P.own if is_own else P.nation if is_nation else P.county
        _draw_line(drawing, trend, area, values, colour, 2.2 if is_own else 1.8, dashed=is_nation)
        there = [position for position, value in enumerate(values) if not math.isnan(value)]
        for position in there:
            drawing.dot((area.x(position), area.y(values[position])), 2.4, colour)
        ends.append((area.y(values[there[-1]]), text, colour))
    places = spread_out([y for y, _, _ in ends], _LABEL_STEP, area.top, area.bottom)
    for y, (_, text, colour) in zip(places, ends, strict=True):
        drawing.text((area.right + 4, y + 3.2), text, colour, BODY, bold=True)


def _is_told(figure: Figure) -> bool:
    """Whether there is an answer, or the lack of one, to show a sign for."""
    return figure.answer not in {None, Answer.NOT_ASKED, Answer.ABSENT}


def _draw_strip(drawing: Drawing, trend: Trend, area: _Area) -> None:
    side, y = 15.0, 4.0
    drawing.text((area.right + 4, y + 11), trend.unit.name, P.own, BODY, bold=True)
    for position, figure in enumerate(trend.own):
        answer = figure.answer
        if answer is None or not _is_told(figure):
            continue
        corner = (area.x(position) - side / 2, y)
        drawing.box(corner, side, side, P.answers[answer], radius=2.5)
        drawing.sign(answer, corner, side, P.on_own)
