"""The counties under each other."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from ojdesk.core.axis import tick_text, value_ticks
from ojdesk.core.compare.spreads import CountyNumbers, CountyShare, NumberSpread, ShareSpread
from ojdesk.core.palette import LIGHT as P
from ojdesk.core.paper.drawing import Drawing
from ojdesk.core.paper.picture import BODY, SMALL, WIDTH, Picture
from ojdesk.core.wording.answers import in_table
from ojdesk.core.wording.groups import PEERS_MARK, computed_note
from ojdesk.core.wording.names import short_county
from ojdesk.core.wording.numbers import percent, value_text
from ojdesk.core.wording.spreads import spread_in_full

_Along: TypeAlias = Callable[[float], float]


def spread_picture(spread: ShareSpread | NumberSpread, decimals: int) -> Picture:
    """A row for each county, the own one marked, the nation as a dashed line."""
    description = spread_in_full(spread, decimals)
    row, top, bottom = 11.4, 18.0, 44.0 if spread.peers and spread.peers.value is not None else 18.0
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
        drawing.text((x(tick), top - 7), tick_text(spread.indicator, tick, ticks), P.quiet, SMALL, anchor="middle")
    rows: Sequence[CountyShare | CountyNumbers] = spread.rows
    for position, county in enumerate(rows):
        y = top + row * position
        is_own = spread.county is not None and county.county.code == spread.county.code
        if is_own:
            drawing.box((0, y), WIDTH, row, P.selected, radius=2)
        drawing.text(
            (left - 8, y + 9.1),
            short_county(county.county),
            P.own if is_own else P.text,
            BODY,
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
        drawing.text((at, height - bottom + 13), text, P.nation, SMALL, bold=True, anchor="middle")
    if spread.peers is not None and spread.peers.value is not None:
        at = x(spread.peers.value)
        drawing.line((at, top - 2), (at, height - bottom + 16), P.group, 1.2)
        text = f"{PEERS_MARK} {value_text(spread.peers.value, spread.indicator, decimals)}"
        drawing.text((at, height - bottom + 26), text, P.group, SMALL, bold=True, anchor="middle")
        drawing.text((0, height - 4), computed_note(spread.peers.peers), P.group, 7.5)
    return Picture(drawing.svg(description), WIDTH, height, description)


def _draw_share(
    drawing: Drawing, county: CountyShare, x: _Along, y: float, right: float, decimals: int, *, is_own: bool
) -> None:
    colour = P.own if is_own else P.peers
    if county.share is None:
        drawing.text((x(0) + 3, y + 9.1), "inga svar", P.quiet, SMALL)
        return
    if county.few:
        drawing.hatched_box((x(0), y + 2.1), x(county.share) - x(0), 8, colour)
    else:
        drawing.box((x(0), y + 2.1), x(county.share) - x(0), 8, colour)
    if county.highest > county.lowest:
        low, high, middle = x(county.lowest), x(county.highest), y + 6.1
        # Edged, so that the half that lies on a bar is seen too.
        for ink, width in ((P.ground, 2.4), (P.text, 0.8)):
            drawing.line((low, middle), (high, middle), ink, width)
            drawing.line((low, middle - 2.5), (low, middle + 2.5), ink, width)
            drawing.line((high, middle - 2.5), (high, middle + 2.5), ink, width)
    mark = "*" if county.computed else ""
    drawing.text((right + 46, y + 9.1), percent(county.share, decimals) + mark, P.text, BODY, bold=True, anchor="end")
    drawing.text((right + 54, y + 9.1), f"{county.met} av {county.answered}", P.quiet, SMALL)


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
        (x(county.lower_quartile), y + 2.1), x(county.upper_quartile) - x(county.lower_quartile), 8, P.bulk, radius=1
    )
    for unit, value in zip(county.units, county.values, strict=True):
        if unit != spread.unit:
            drawing.dot((x(value), y + 6.1), 1.3, colour)
    drawing.line((x(county.median), y + 1.1), (x(county.median), y + 11.1), P.text, 1.4)
    for unit, value in zip(county.units, county.values, strict=True):
        if unit == spread.unit:
            drawing.dot((x(value), y + 6.1), 3.6, P.own, outline=P.ground)
    text = value_text(county.median, spread.indicator, decimals)
    drawing.text((right + 50, y + 9.1), text, P.text, BODY, bold=True, anchor="end")
    drawing.text((right + 56, y + 9.1), f"{len(county.values)} av {county.asked}", P.quiet, SMALL)
