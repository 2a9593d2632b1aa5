"""The colours: contrast enough to be read, and apart for those who see fewer colours."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from ojdesk.core.model import Answer
from ojdesk.core.palette import DARK, HIGH_CONTRAST, LIGHT, PALETTES, Palette
from tests.core.colour import SIGHTS, contrast, distance, lab

EACH = pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark", "high contrast"])
ANSWERS = (Answer.YES, Answer.PARTLY, Answer.NO, Answer.SILENT)

#: Text by role: on which grounds it is written.
WRITTEN = {
    "text": ("ground", "panel", "selected", "hover"),
    "quiet": ("ground", "panel", "selected", "hover"),
    "own": ("ground", "panel", "selected", "hover"),
    "county": ("ground",),
    "nation": ("ground",),
    "group": ("ground", "selected"),
    "alarm": ("ground", "panel"),
    "on_own": ("own",),
}
#: What is drawn by role, and what shows where one can type or tick: on which grounds. `rule` only divides and `bulk`
#: lies behind what it is about; each of its lines is in the table.
DRAWN = {
    "own": ("ground", "panel", "selected"),
    "county": ("ground", "panel", "selected"),
    "nation": ("ground", "panel", "selected"),
    "group": ("ground", "panel", "selected"),
    "peers": ("ground", "panel", "selected"),
    "text": ("bulk", "peers"),
    "ground": ("own", "peers"),
}
#: Between two colours that mean different things, in CIEDE2000; 2 is seen at a glance on large areas.
APART = 8


def colours_of(palette: Palette, roles: tuple[str, ...]) -> dict[str, str]:
    return {role: getattr(palette, role) for role in roles}


@EACH
def test_text_can_be_read_on_every_ground(palette: Palette) -> None:
    least = 7 if palette is HIGH_CONTRAST else 4.5
    found = {
        (role, ground): round(contrast(getattr(palette, role), getattr(palette, ground)), 2)
        for role, grounds in WRITTEN.items()
        for ground in grounds
    }
    found |= {(answer.name, "ground"): contrast(palette.answers[answer], palette.ground) for answer in ANSWERS}
    assert {where: it for where, it in found.items() if it < least} == {}


@EACH
def test_what_is_drawn_can_be_seen_on_every_ground(palette: Palette) -> None:
    found = {
        (role, ground): round(contrast(getattr(palette, role), getattr(palette, ground)), 2)
        for role, grounds in DRAWN.items()
        for ground in grounds
    }
    signs = {
        (answer.name, ground): contrast(palette.answers[answer], getattr(palette, ground))
        for answer in ANSWERS
        for ground in ("ground", "selected", "on_own")
        if answer is not Answer.SILENT or ground != "on_own"
    }
    assert {where: it for where, it in (found | signs).items() if it < 3} == {}


@EACH
def test_signs_and_outlines_can_be_seen_on_a_map(palette: Palette) -> None:
    inks = {Answer.YES: palette.on_own, Answer.PARTLY: palette.text, Answer.NO: palette.answers[Answer.NO]}
    assert {it: ink for it, ink in inks.items() if contrast(ink, palette.fills[it]) < 3} == {}
    # The lattice of those without a value, and the outline that pale areas have.
    assert contrast(palette.peers, palette.ground) >= 3
    assert contrast(palette.quiet, palette.ground) >= 3


@EACH
@pytest.mark.parametrize("sight", SIGHTS)
def test_lines_stay_apart_for_everybody(palette: Palette, sight: str) -> None:
    """But for the nation's line, which is told by being dashed; and each line has its name at its end."""
    lines = {role: lab(it, sight) for role, it in colours_of(palette, ("own", "county", "group", "peers")).items()}
    near = {pair: distance(lines[pair[0]], lines[pair[1]]) for pair in combinations(lines, 2)}
    assert {pair: it for pair, it in near.items() if it < APART} == {}
    assert distance(lines["own"], lab(palette.nation, sight)) >= APART


@EACH
@pytest.mark.parametrize("sight", SIGHTS)
def test_answers_stay_apart_for_everybody(palette: Palette, sight: str) -> None:
    for colours in (palette.answers, palette.fills):
        seen = {answer: lab(colours[answer], sight) for answer in ANSWERS}
        near = {(one.name, two.name): distance(seen[one], seen[two]) for one, two in combinations(ANSWERS, 2)}
        assert {pair: it for pair, it in near.items() if it < APART} == {}


@EACH
@pytest.mark.parametrize("sight", SIGHTS)
def test_classes_of_a_map_go_one_way_from_pale_to_strong(palette: Palette, sight: str) -> None:
    lightness = [lab(it, sight)[0] for it in palette.classes]
    way = -1 if palette is LIGHT else 1
    assert min(way * (after - before) for before, after in pairwise(lightness)) > 10


def test_the_appearances_have_different_grounds() -> None:
    assert len({it.ground for it in (LIGHT, DARK, HIGH_CONTRAST)}) == 3


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_the_published_pairs(
    one: tuple[float, ...], other: tuple[float, ...], apart: float
) -> None:
    """From Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula" (2005)."""
    assert distance(np.array(one), np.array(other)) == pytest.approx(apart, abs=1e-4)
