"""The overview for paper: a row for each indicator with the own unit's signs, and the shares around it."""

import textwrap
from collections.abc import Mapping, Sequence

from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.overviews import Overview, OverviewRow
from ojdesk.core.model import Answer
from ojdesk.core.palette import LIGHT as P
from ojdesk.core.paper.drawing import Drawing, Point
from ojdesk.core.paper.picture import BODY, SMALL, WIDTH, Picture
from ojdesk.core.wording.answers import NO_VALUE, in_table
from ojdesk.core.wording.overviews import overview_sentence
from ojdesk.core.wording.situation import Whose, compared, new_areas, own_text

_LEGEND = (
    (Answer.YES, "ja (för alla)"),
    (Answer.PARTLY, "ja, men inte för alla"),
    (Answer.NO, "nej"),
    (Answer.SILENT, "svar saknas"),
)
_LETTER = 0.56
_NAME, _COMPARED, _PEERS, _YEAR = 192.0, 44.0, 92.0, 25.0
_HEAD, _AREA, _LINE, _AIR, _FOOT = 18.0, 21.0, 10.5, 5.5, 24.0
_SIGN = 12.0
_COLOURS: dict[Whose, str] = {"county": P.county, "nation": P.nation, "group": P.group}


def situation_picture(overview: Overview, rows: Sequence[OverviewRow], decimals: Mapping[str, int]) -> Picture:
    """How a unit stands on everything; as many years as there is room for, the newest last.

    Args:
        overview: What it is about.
        rows: Those of its rows that are shown, in their order; areas are named where their rows stand together.
        decimals: With how many decimals each indicator is published.
    """
    description = f"{overview_sentence(overview)}."
    columns = compared(overview, decimals)
    beside = [_PEERS if it.whose == "group" else _COMPARED for it in columns]
    rights = [WIDTH - sum(beside[at + 1 :]) for at in range(len(columns))]
    texts = [_own_text(row, at, decimals) for row in rows for at in range(len(row.own))]
    step = max(_YEAR, SMALL * _LETTER * max(map(len, texts), default=0) + 4)
    end = WIDTH - sum(beside)
    years = overview.years[-int((end - _NAME) / step) :]
    start = end - step * len(years)
    names = [textwrap.wrap(row.indicator.short, int(_NAME / (BODY * _LETTER))) for row in rows]
    areas = new_areas(rows)
    asks = any(row.indicator.scale.is_answer for row in rows)
    has_signs = asks and overview.unit.level.answers and not overview.parts
    height = _HEAD + sum(len(name) * _LINE + _AIR for name in names) + _AREA * len(areas) + _FOOT * has_signs
    drawing = Drawing(WIDTH, height)
    for at, year in enumerate(years):
        drawing.text((start + step * (at + 0.5), 11), str(year), P.quiet, SMALL, bold=True, anchor="middle")
    for it, right in zip(columns, rights, strict=True):
        drawing.text((right, 11), it.title, P.quiet, SMALL, bold=True, anchor="end")
    y = _HEAD
    drawing.line((0, y), (WIDTH, y), P.peers, 0.6)
    for at, (row, name) in enumerate(zip(rows, names, strict=True)):
        if at in areas:
            drawing.text((0, y + 15), areas[at], P.quiet, SMALL, bold=True)
            y += _AREA
        for line, words in enumerate(name):
            drawing.text((0, y + 11 + line * _LINE), words, P.text, BODY)
        for place in range(len(years)):
            when = len(row.own) - len(years) + place
            top = (start + step * (place + 0.5), y)
            _draw_own(drawing, row.own[when], top, _own_text(row, when, decimals))
        for it, right in zip(columns, rights, strict=True):
            drawing.text((right, y + 11), it.text(row), _COLOURS[it.whose], BODY, bold=True, anchor="end")
        y += len(name) * _LINE + _AIR
        drawing.line((0, y), (WIDTH, y), P.rule, 0.5)
    if has_signs:
        _draw_legend(drawing, y + 9)
    return Picture(drawing.svg(description), WIDTH, height, description)


def _own_text(row: OverviewRow, at: int, decimals: Mapping[str, int]) -> str:
    """What the own unit has in a year, or how many of a city's parts meet the indicator."""
    return own_text(row, at, decimals) if row.parts and row.parts[at] else _text(row.own[at], row, decimals)


def _text(figure: Figure, row: OverviewRow, decimals: Mapping[str, int]) -> str:
    """A number in digits; a dash for one that is missing; nothing for what has a sign, or was never asked."""
    if figure.answer is None:
        return in_table(figure, decimals.get(row.indicator.id, 0))
    without = {Answer.NOT_ASKED, Answer.ABSENT}
    return NO_VALUE if figure.is_share and figure.answer not in without else ""


def _draw_own(drawing: Drawing, figure: Figure, top: Point, text: str) -> None:
    x, y = top
    if figure.answer is not None and not text:
        drawing.sign(figure.answer, (x - _SIGN / 2, y + 2), _SIGN, P.answers[figure.answer])
    elif text:
        drawing.text((x, y + 11), text, P.text, SMALL, anchor="middle")


def _draw_legend(drawing: Drawing, y: float) -> None:
    x = 0.0
    for answer, words in _LEGEND:
        drawing.sign(answer, (x, y), 10, P.answers[answer])
        drawing.text((x + 13, y + 8), words, P.quiet, 8)
        x += 13 + len(words) * 8 * _LETTER + 14
    drawing.text((x, y + 8), "tomt: frågan eller enheten fanns inte", P.quiet, 8)
