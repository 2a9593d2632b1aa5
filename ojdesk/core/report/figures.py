"""Figures for paper: the same results as on screen, drawn as SVG without Qt."""

import math
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import typst

from ojdesk.core.axis import spread_out, tick_text, value_ticks
from ojdesk.core.compare.spreads import CountyNumbers, CountyShare, NumberSpread, ShareSpread
from ojdesk.core.compare.trends import Line, Trend
from ojdesk.core.model import Answer
from ojdesk.core.palette import LIGHT as P
from ojdesk.core.report.svg import Drawing
from ojdesk.core.resources import resource
from ojdesk.core.wording.answers import in_table
from ojdesk.core.wording.groups import PEERS_MARK, computed_note
from ojdesk.core.wording.names import short_county
from ojdesk.core.wording.numbers import percent, value_text
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.trends import trend_sentence

WIDTH = 480.0
_SMALL, _BODY = 8.5, 9.5
_LABEL_STEP = 12.0

_Along = Callable[[float], float]


@dataclass(frozen=True)
class Picture:
    """A figure: its SVG, its size in points, and its description in words."""

    svg: str
    width: float
    height: float
    description: str


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The bundled font and no other, so that a page is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resource("fonts"))])


def png(picture: Picture, dots_per_inch: int = 300) -> bytes:
    """The picture as PNG, drawn with the bundled font whatever the machine has, and as large on paper as it says."""
    page = f"#set page(width: {picture.width}pt, height: {picture.height}pt, margin: 0pt)\n"
    image = '#image(bytes(sys.inputs.at("svg")), format: "svg", width: 100%)'
    drawn = typst.compile(
        (page + image).encode(), format="png", ppi=dots_per_inch, font_paths=fonts(), sys_inputs={"svg": picture.svg}
    )
    assert isinstance(drawn, bytes)
    return with_resolution(drawn, dots_per_inch)


def with_resolution(drawn: bytes, dots_per_inch: int) -> bytes:
    """A PNG that says how large it is; without it, Word and PowerPoint make a sharp picture a huge one."""
    after_header = drawn.index(b"IHDR") + 4 + 13 + 4
    per_metre = round(dots_per_inch / 0.0254)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return drawn[:after_header] + chunk + drawn[after_header:]


# Trend ------------------------------------------------------------------------------------------------------------


def trend_picture(trend: Trend, decimals: int) -> Picture:
    """Lines over the years with the own unit's answers above, breaks as gaps, and labels at the lines' ends."""
    strip = trend.own_line is None
    left, right, top, bottom = 38.0, 96.0, 38.0 if strip else 12.0, 34.0 if trend.peers else 22.0
    height = 130.0 + top + bottom
    drawing = Drawing(WIDTH, height)
    lines = [line for line in (trend.own_line, trend.county, trend.nation) if line is not None]
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
            (left - 6, area.y(tick) + 3), tick_text(trend.indicator, tick, ticks), P.quiet, _SMALL, anchor="end"
        )
    step = math.ceil(len(trend.years) / 10)
    for position, year in enumerate(trend.years):
        if (len(trend.years) - 1 - position) % step == 0:
            drawing.text((area.x(position), height - bottom + 16), str(year), P.quiet, _SMALL, anchor="middle")
    for it in trend.breaks:
        x = area.x(trend.years.index(it.year) - 0.5)
        drawing.line((x, top - 4), (x, height - bottom), P.quiet, 0.8, dashed=True)
    for line in trend.others:
        _draw_line(drawing, trend, area, line.values, P.bulk, 0.6)
    _draw_labelled(drawing, trend, area, lines, decimals)
    for it in trend.breaks:
        at = (area.x(trend.years.index(it.year) - 0.5) - 4, height - bottom - 4)
        drawing.text(at, "ändrad definition", P.quiet, 7.5, anchor="end", halo=P.ground)
    if strip:
        _draw_strip(drawing, trend, area)
    if trend.peers:
        drawing.text((left, height - 4), computed_note(trend.peers[-1].peers), P.group, 7.5)
    return Picture(drawing.svg(trend_sentence(trend, decimals)), WIDTH, height, trend_sentence(trend, decimals))


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


def _draw_labelled(drawing: Drawing, trend: Trend, area: _Area, lines: Sequence[Line], decimals: int) -> None:
    """Comparison set, own unit, county and nation: line, dots, and name with the last value at the end."""
    ends = []
    drawn: list[tuple[Line | None, Sequence[float]]] = [(None, trend.peer_values)] if trend.peers else []
    drawn += [(line, line.values) for line in reversed(lines)]
    for line, values in drawn:
        is_nation, is_own = line is not None and line is trend.nation, line is not None and line.unit == trend.unit
        colour = P.group if line is None else P.own if is_own else P.nation if is_nation else P.county
        _draw_line(drawing, trend, area, values, colour, 2.2 if is_own else 1.8, dashed=is_nation)
        there = [position for position, value in enumerate(values) if not math.isnan(value)]
        for position in there:
            drawing.dot((area.x(position), area.y(values[position])), 2.4, colour)
        if there:
            name = PEERS_MARK if line is None else "Riket" if is_nation else line.unit.name if is_own else "Länet"
            text = value_text(values[there[-1]], trend.indicator, decimals)
            ends.append((area.y(values[there[-1]]), f"{name} {text}", colour))
    places = spread_out([y for y, _, _ in ends], _LABEL_STEP, area.top, area.bottom)
    for y, (_, text, colour) in zip(places, ends, strict=True):
        drawing.text((area.right + 4, y + 3.2), text, colour, _BODY, bold=True)


def _draw_strip(drawing: Drawing, trend: Trend, area: _Area) -> None:
    side, y = 15.0, 4.0
    drawing.text((area.right + 4, y + 11), trend.unit.name, P.own, _BODY, bold=True)
    for position, figure in enumerate(trend.own):
        answer = figure.answer
        if answer is None or answer in {Answer.NOT_ASKED, Answer.ABSENT}:
            continue
        corner = (area.x(position) - side / 2, y)
        drawing.box(corner, side, side, P.answers[answer], radius=2.5)
        drawing.sign(answer, corner, side, P.on_own)


# Spread -----------------------------------------------------------------------------------------------------------


def spread_picture(spread: ShareSpread | NumberSpread, decimals: int) -> Picture:
    """A row for each county, the own one marked, the nation as a dashed line."""
    description = spread_sentence(spread, decimals)
    row, top, bottom = 12.2, 18.0, 44.0 if spread.peers and spread.peers.value is not None else 18.0
    height = top + row * max(len(spread.rows), 1) + bottom
    drawing = Drawing(WIDTH, height)
    left, right = 92.0, WIDTH - 104
    if isinstance(spread, ShareSpread):
        ticks = value_ticks(spread.indicator, 100)
    else:
        ticks = value_ticks(spread.indicator, max((it.maximum for it in spread.rows), default=0))

    def x(value: float) -> float:
        return left + (right - left) * value / ticks[-1]

    for tick in ticks:
        drawing.line((x(tick), top - 2), (x(tick), height - bottom), P.rule, 0.6)
        drawing.text((x(tick), top - 7), tick_text(spread.indicator, tick, ticks), P.quiet, _SMALL, anchor="middle")
    rows: Sequence[CountyShare | CountyNumbers] = spread.rows
    for position, county in enumerate(rows):
        y = top + row * position
        is_own = spread.county is not None and county.county.code == spread.county.code
        if is_own:
            drawing.box((0, y), WIDTH, row, P.selected, radius=2)
        drawing.text(
            (left - 8, y + 9.5),
            short_county(county.county),
            P.own if is_own else P.text,
            _BODY,
            bold=is_own,
            anchor="end",
        )
        if isinstance(county, CountyShare):
            _draw_share(drawing, county, x, y, right, decimals, is_own=is_own)
        else:
            _draw_numbers(drawing, county, x, y, right, is_own=is_own, spread=spread, decimals=decimals)
    if spread.nation.value is not None:
        at = x(spread.nation.value)
        drawing.line((at, top - 2), (at, height - bottom + 3), P.nation, 1, dashed=True)
        text = f"Riket {in_table(spread.nation, decimals)}"
        drawing.text((at, height - bottom + 13), text, P.nation, _SMALL, bold=True, anchor="middle")
    if spread.peers is not None and spread.peers.value is not None:
        at = x(spread.peers.value)
        drawing.line((at, top - 2), (at, height - bottom + 16), P.group, 1.2)
        text = f"{PEERS_MARK} {value_text(spread.peers.value, spread.indicator, decimals)}"
        drawing.text((at, height - bottom + 26), text, P.group, _SMALL, bold=True, anchor="middle")
        drawing.text((0, height - 4), computed_note(spread.peers.peers), P.group, 7.5)
    return Picture(drawing.svg(description), WIDTH, height, description)


def _draw_share(
    drawing: Drawing, county: CountyShare, x: _Along, y: float, right: float, decimals: int, *, is_own: bool
) -> None:
    colour = P.own if is_own else P.peers
    if county.share is None:
        drawing.text((x(0) + 3, y + 9.5), "inga svar", P.quiet, _SMALL)
        return
    if county.few:
        drawing.hatched_box((x(0), y + 2.5), x(county.share) - x(0), 8, colour)
    else:
        drawing.box((x(0), y + 2.5), x(county.share) - x(0), 8, colour)
    if county.highest > county.lowest:
        low, high, middle = x(county.lowest), x(county.highest), y + 6.5
        # Edged, so that the half that lies on a bar is seen too.
        for ink, width in ((P.ground, 2.4), (P.text, 0.8)):
            drawing.line((low, middle), (high, middle), ink, width)
            drawing.line((low, middle - 2.5), (low, middle + 2.5), ink, width)
            drawing.line((high, middle - 2.5), (high, middle + 2.5), ink, width)
    mark = "*" if county.computed else ""
    drawing.text((right + 46, y + 9.5), percent(county.share, decimals) + mark, P.text, _BODY, bold=True, anchor="end")
    drawing.text((right + 54, y + 9.5), f"{county.met} av {county.answered}", P.quiet, _SMALL)


def _draw_numbers(
    drawing: Drawing,
    county: CountyNumbers,
    x: _Along,
    y: float,
    right: float,
    *,
    is_own: bool,
    spread: ShareSpread | NumberSpread,
    decimals: int,
) -> None:
    colour = P.own if is_own else P.peers
    drawing.box(
        (x(county.lower_quartile), y + 2.5), x(county.upper_quartile) - x(county.lower_quartile), 8, P.bulk, radius=1
    )
    for unit, value in zip(county.units, county.values, strict=True):
        if unit != spread.unit:
            drawing.dot((x(value), y + 6.5), 1.3, colour)
    drawing.line((x(county.median), y + 1.5), (x(county.median), y + 11.5), P.text, 1.4)
    for unit, value in zip(county.units, county.values, strict=True):
        if unit == spread.unit:
            drawing.dot((x(value), y + 6.5), 3.6, P.own, outline=P.ground)
    text = value_text(county.median, spread.indicator, decimals)
    drawing.text((right + 50, y + 9.5), text, P.text, _BODY, bold=True, anchor="end")
    drawing.text((right + 56, y + 9.5), f"{len(county.values)} av {county.asked}", P.quiet, _SMALL)
