"""The outlines: everybody is there, where they are in reality, and neighbours neither overlap nor leave a gap."""

import itertools
from collections import Counter
from collections.abc import Iterable

import numpy as np
import pytest

from ojdesk.core.model import Level
from ojdesk.core.outlines import Outline, outlines
from ojdesk.core.resources import resource
from ojdesk.core.units import unit_table

Edge = tuple[tuple[int, int], tuple[int, int]]


def codes(level: Level) -> set[str]:
    return {it.code for it in unit_table().by_code.values() if it.level is level}


def edges(areas: Iterable[Outline]) -> Counter[Edge]:
    """Every step along the rings, from point to point."""
    rings = (ring for area in areas for ring in area.rings)
    return Counter(step for ring in rings for step in itertools.pairwise(map(tuple, ring.tolist())))


def size(area: Outline) -> float:
    """In square kilometres; rings round lakes count against the others."""
    total = 0.0
    for ring in area.rings:
        east, north = (ring - ring[0]).T.astype(float)
        total += float(np.sum(east[:-1] * north[1:] - east[1:] * north[:-1]))
    return abs(total) / 2e6


def holds(area: Outline, east: float, north: float) -> bool:
    crossings = 0
    for ring in area.rings:
        for (x0, y0), (x1, y1) in itertools.pairwise(ring.tolist()):
            if (y0 > north) != (y1 > north) and east < x0 + (x1 - x0) * (north - y0) / (y1 - y0):
                crossings += 1
    return crossings % 2 == 1


def test_every_county_and_municipality_has_an_outline() -> None:
    assert set(outlines()) == codes(Level.COUNTY) | codes(Level.MUNICIPALITY)
    assert (len(codes(Level.COUNTY)), len(codes(Level.MUNICIPALITY))) == (21, 290)
    assert resource("outlines.json").stat().st_size < 400_000


def test_rings_are_closed_and_every_middle_is_inside_its_own_area_alone() -> None:
    for code, area in outlines().items():
        assert area.rings
        assert all(len(ring) >= 4 and (ring[0] == ring[-1]).all() for ring in area.rings), code
        assert area.radius > 500, code
        same_level = [it for it in outlines() if len(it) == len(code)]
        assert [it for it in same_level if holds(outlines()[it], *area.middle)] == [code]


@pytest.mark.parametrize("county", sorted(codes(Level.COUNTY)))
def test_the_municipalities_fill_their_county_without_gap_or_overlap(county: str) -> None:
    inside = [it.code for it in unit_table().by_code.values() if it.level is Level.MUNICIPALITY and it.county == county]
    steps = edges(outlines()[code] for code in inside)
    assert set(steps.values()) == {1}
    outer = {step for step in steps if step[::-1] not in steps}
    assert outer == set(edges([outlines()[county]]))
    assert sum(size(outlines()[code]) for code in inside) == pytest.approx(size(outlines()[county]))


def test_counties_share_their_borders_to_the_metre() -> None:
    steps = edges(outlines()[code] for code in codes(Level.COUNTY))
    assert set(steps.values()) == {1}
    assert sum(step[::-1] in steps for step in steps) > 500


@pytest.mark.parametrize(
    ("place", "code", "east", "north"),
    [
        ("Visby", "0980", 696_642, 6_392_740),
        ("Inland from Borgholm, Öland", "0885", 606_000, 6_305_000),
        ("Stockholm", "0180", 674_572, 6_580_743),
        ("Göteborg", "1480", 319_758, 6_400_326),
        ("Malmö", "1280", 374_244, 6_163_927),
        ("Kiruna", "2584", 719_583, 7_536_070),
        ("Alingsås", "1489", 353_938, 6_423_615),
    ],
)
def test_places_are_where_sweref_99_tm_has_them(place: str, code: str, east: float, north: float) -> None:
    found = {it for it, area in outlines().items() if holds(area, east, north)}
    assert found == {code, unit_table().by_code[code].county}, place


@pytest.mark.parametrize(("code", "kilometres"), [("0980", 3_135), ("09", 3_135), ("25", 97_239), ("12", 10_965)])
def test_areas_are_as_large_as_statistics_sweden_says(code: str, kilometres: float) -> None:
    """Land and the waters in it, within what simple lines and great lakes make of it."""
    assert size(outlines()[code]) == pytest.approx(kilometres, rel=0.1)
