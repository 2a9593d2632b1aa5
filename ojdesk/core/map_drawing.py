"""How a map is drawn, on screen and on paper alike: what goes where, what fills an area, what the legend says."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ojdesk.core.axis import spread_out, tick_text
from ojdesk.core.map_wording import (
    ANSWER_LEGEND,
    ANSWERING_DISTRICTS_LEGEND,
    FEW_LEGEND,
    MEASURED_DISTRICTS_LEGEND,
    area_label,
    group_legend,
    left_out,
)
from ojdesk.core.maps import Area, AreaMap
from ojdesk.core.model import Answer
from ojdesk.core.outlines import Outline, outlines
from ojdesk.core.palette import Palette
from ojdesk.core.wording.answers import in_table

Point = tuple[float, float]

#: Answers that fill an area; the others have nothing to fill it with.
_FILLING = (Answer.YES, Answer.PARTLY, Answer.NO)


@dataclass(frozen=True)
class Box:
    """A rectangle with y downwards."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Fit:
    """Where metres fall: those at `west` and `north` at `left` and `top`, and all in a given width and height."""

    scale: float
    west: float
    north: float
    left: float
    top: float
    width: float
    height: float

    def point(self, east: float, north: float) -> Point:
        """Where a place falls that lies so many metres east and north."""
        return self.left + (east - self.west) * self.scale, self.top + (self.north - north) * self.scale


def fit(codes: Sequence[str], box: Box) -> Fit:
    """The areas as large as they go into a box, in its middle."""
    rings = [ring for code in codes for ring in outlines()[code].rings]
    west, south = (min(float(ring[:, at].min()) for ring in rings) for at in (0, 1))
    east, north = (max(float(ring[:, at].max()) for ring in rings) for at in (0, 1))
    scale = min(box.width / (east - west), box.height / (north - south))
    width, height = (east - west) * scale, (north - south) * scale
    left, top = box.left + (box.width - width) / 2, box.top + (box.height - height) / 2
    return Fit(scale, west, north, left, top, width, height)


# Fills ------------------------------------------------------------------------------------------------------------


class Texture(Enum):
    """What is drawn over a fill: stripes where few stand behind it, a lattice where there is no value."""

    PLAIN = auto()
    STRIPED = auto()
    LATTICE = auto()


@dataclass(frozen=True)
class Fill:
    """A colour, a texture over it in `ink`, and the sign of the answer, also in `ink`.

    Attributes:
        edge: The colour of the dashed line around one of the comparison set; empty around others.
        dot: The colour of the dot that stands for one of the set on a map of the counties, without a fill.
    """

    colour: str
    texture: Texture = Texture.PLAIN
    ink: str = ""
    sign: Answer | None = None
    edge: str = ""
    dot: str = ""


def fill_of(area: Area, shown: AreaMap, p: Palette) -> Fill:
    """What an area is filled with."""
    if area.districts:
        return Fill(p.bulk, ink=p.text)
    if shown.shows_answers:
        return _answer_fill(area.figure.answer, p)
    at = shown.class_of(area)
    if at is None:
        return _answer_fill(None, p)
    colours = _class_colours(len(shown.limits) - 1, p)
    ink = p.ground if at > len(colours) / 2 else p.text
    return Fill(colours[at], Texture.STRIPED if shown.is_few(area) else Texture.PLAIN, ink)


def _class_colours(classes: int, p: Palette) -> list[str]:
    """As many of the palette's colours as there are classes, from the palest to the strongest."""
    last = len(p.classes) - 1
    return [p.classes[round(at * last / (classes - 1)) if classes > 1 else last // 2] for at in range(classes)]


def _answer_fill(answer: Answer | None, p: Palette) -> Fill:
    if answer not in _FILLING:
        return Fill(p.ground, Texture.LATTICE, p.peers)
    ink = {Answer.YES: p.on_own, Answer.PARTLY: p.text, Answer.NO: p.answers[Answer.NO]}[answer]
    return Fill(p.fills[answer], ink=ink, sign=answer)


def member_edges(shown: AreaMap) -> list[str]:
    """The codes of the areas that are outlined as the comparison set's: municipalities, but not the own one."""
    areas = shown.areas if shown.county is not None else ()
    return [it.unit.code for it in areas if it.members and it.unit.code != shown.own]


def member_dots(shown: AreaMap) -> list[str]:
    """The codes of the municipalities that have a dot on a map of the counties."""
    areas = shown.areas if shown.county is None else ()
    return list(dict.fromkeys(it.municipality or it.code for area in areas for it in area.members))


# Labels -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MapLabel:
    """An area's name beside the map.

    Attributes:
        end: Where a line from the text ends: in the middle of the area, or short of the sign there.
        edge: Where the text begins (to the right of the map) or ends (to its left), at half its height.
    """

    area: Area
    text: str
    end: Point
    edge: Point
    on_left: bool


def labels(shown: AreaMap, placed: Fit, box: Box, step: float, largest_sign: float) -> list[MapLabel]:
    """A label for every area, in a column on each side of a box; none when there is no room for all.

    Args:
        shown: The map.
        placed: Where its areas are drawn.
        box: What the labels stand beside.
        step: The least distance from one line of text to the next.
        largest_sign: The side of a sign that lies in an area large enough.
    """
    middles = {it.unit.code: placed.point(*_outline(it).middle) for it in shown.areas}
    by_east = sorted(shown.areas, key=lambda it: middles[it.unit.code])
    half = len(by_east) // 2
    found = []
    for column, edge, on_left in ((by_east[:half], box.left, True), (by_east[half:], box.left + box.width, False)):
        if step * len(column) > box.height:
            return []
        heights = [middles[it.unit.code][1] for it in column]
        places = spread_out(heights, step, box.top + step / 2, box.top + box.height - step / 2)
        for area, y in zip(column, places, strict=True):
            clear = 0.7 * sign_side(area, shown, placed, largest_sign)
            end = _short_of(middles[area.unit.code], (edge, y), clear)
            found.append(MapLabel(area, area_label(area, shown), end, (edge, y), on_left))
    return found


def _short_of(there: Point, here: Point, clear: float) -> Point:
    """The point on the way from here that lies so far before the end."""
    across, down = there[0] - here[0], there[1] - here[1]
    left = max(1 - clear / max(math.hypot(across, down), clear, 1e-9), 0)
    return here[0] + across * left, here[1] + down * left


def sign_side(area: Area, shown: AreaMap, placed: Fit, largest: float) -> float:
    """How large a sign may be to lie inside an area; 0 without one, or where it would be too small to read."""
    if not shown.shows_answers or area.districts or area.figure.answer not in _FILLING:
        return 0
    side = min(largest, _outline(area).radius * placed.scale * 1.5)
    return side if side > largest / 2 else 0


def _outline(area: Area) -> Outline:
    return outlines()[area.unit.code]


# Legend -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Legend:
    """What the fills mean.

    Attributes:
        colours: The classes' colours, and `limits` what is written where they meet and end: one more. Both empty for
            answers.
        nation: How far along the classes the nation lies, from 0 to 1, and what is written there; None without a value.
        items: Other fills, each with its words.
    """

    colours: tuple[str, ...]
    limits: tuple[str, ...]
    nation: tuple[float, str] | None
    items: tuple[tuple[Fill, str], ...]


def legend(shown: AreaMap, p: Palette) -> Legend:
    """What the fills mean that are on the map."""
    found: dict[Fill, str] = {}
    if shown.shows_answers:
        answers = _FILLING if shown.indicator.scale.top == 2 else (Answer.YES, Answer.NO)
        found = {_answer_fill(it, p): ANSWER_LEGEND[it] for it in answers}
    if any(shown.is_few(it) and it.value is not None for it in shown.areas):
        found[Fill(p.ground, Texture.STRIPED, p.text)] = FEW_LEGEND
    if any(it.districts for it in shown.areas):
        words = ANSWERING_DISTRICTS_LEGEND if shown.shows_answers else MEASURED_DISTRICTS_LEGEND
        found[Fill(p.bulk, ink=p.text)] = words
    if without := left_out(shown):
        found[_answer_fill(None, p)] = without
    if shown.peers is not None and member_edges(shown):
        found[Fill(p.ground, edge=p.group)] = group_legend(shown.peers)
    if shown.peers is not None and member_dots(shown):
        found[Fill(p.ground, dot=p.group)] = group_legend(shown.peers)
    texts = tuple(tick_text(shown.indicator, it, shown.limits) for it in shown.limits)
    colours = tuple(_class_colours(len(shown.limits) - 1, p)) if shown.limits else ()
    return Legend(colours, texts, _nation(shown), tuple(found.items()))


def _nation(shown: AreaMap) -> tuple[float, str] | None:
    figure = shown.spread.nation
    if not shown.limits or figure.value is None:
        return None
    low, high = shown.limits[0], shown.limits[-1]
    return (figure.value - low) / (high - low), f"Riket {in_table(figure, shown.decimals)}"
