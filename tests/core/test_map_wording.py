"""What a map says: its sentences, its areas and its legend."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from ojdesk.core.compare.figures import Figure
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import Import
from ojdesk.core.map_wording import area_cell, area_text, map_sentence
from ojdesk.core.maps import Area, AreaMap, county_map, municipality_map
from ojdesk.core.model import Level, Scale, Status
from ojdesk.core.wording.numbers import NBSP

PLAN, NUMBER, MIXED = "plan_tre_manader_alla", "andel_mottagare", "socionomexamen"


def area(shown: AreaMap, code: str) -> Area:
    return next(it for it in shown.areas if it.unit.code == code)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda d: municipality_map(d, "1489", NUMBER, 2022, "14"),
            "Mellan kommunerna i Västra Götalands län varierar värdet 2022 från 2,8 procent (Strömstad) till 6,0 "
            "procent (Mellerud och Åmål). Alingsås har 3,9 procent, länet 4,6 procent och riket 4,3 procent.",
        ),
        (
            lambda d: municipality_map(d, "1489", NUMBER, 2022, "09"),
            "Gotlands län har 4,0 procent och riket 4,3 procent.",
        ),
        (
            lambda d: county_map(d, "1489", NUMBER, 2022),
            "Mellan länen varierar värdet 2022 från 3,8 procent (Västmanland) till 4,8 procent (Östergötland). "
            "Västra Götalands län har 4,6 procent och riket 4,3 procent.",
        ),
        (
            lambda d: municipality_map(d, "0180", PLAN, 2022, "01"),
            "I Stockholms län uppfyller 10 av 36 svarande enheter indikatorn 2022 (28 procent), tolv procentenheter "
            "under riket. Stockholm: två av tolv svarande stadsdelar uppfyller; en svarade inte.",
        ),
        (
            lambda d: municipality_map(d, "1489", PLAN, 2022, "12"),
            "I Skåne län uppfyller 20 av 29 svarande kommuner indikatorn 2022 (69 procent), 29 procentenheter över "
            "riket.",
        ),
    ],
)
def test_sentences(dataset: Dataset, make: Callable[[Dataset], AreaMap], said: str) -> None:
    assert map_sentence(make(dataset)) == said


@pytest.mark.parametrize("unit", ["1489", "018018", "0980", "14", "00"])
def test_every_indicator_can_be_told_of_every_kind_of_unit(dataset: Dataset, unit: str) -> None:
    for at, indicator in enumerate(dataset.indicators):
        year = dataset.years[at % len(dataset.years)]
        for shown in (
            county_map(dataset, unit, indicator, year),
            municipality_map(dataset, unit, indicator, year, "14"),
        ):
            told = [map_sentence(shown), *(words(it, shown) for it in shown.areas for words in (area_text, area_cell))]
            assert map_sentence(shown)
            assert [it for it in told if re.search(r"\bnan\b|None|[.;,] ?\.|  ", it)] == []


def test_an_area_tells_value_and_how_many_stand_behind_it(dataset: Dataset) -> None:
    shown = county_map(dataset, "1489", PLAN, 2022)
    assert area_text(area(shown, "14"), shown) == (
        f"Västra Götalands län: 41{NBSP}%, 21 av 51 svarande uppfyller; svar finns från 51 av 52."
    )
    assert area_text(area(shown, "09"), shown).endswith("0 av 1 svarande uppfyller. Färre än fem svar.")
    numbers = county_map(dataset, "1489", NUMBER, 2022)
    assert area_text(area(numbers, "14"), numbers) == (
        f"Västra Götalands län: 4,6{NBSP}%; 48 av 49 kommuner har värde."
    )
    mixed = municipality_map(dataset, "1489", MIXED, 2022, "14")
    assert area_text(area(mixed, "1480"), mixed) == f"Göteborg: 71–100{NBSP}% i 4 av 4 socialförvaltningar."


def test_a_city_whose_districts_did_not_answer_has_met_nothing_and_failed_nothing(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "0180", PLAN, 2022, "01")
    it = area(shown, "0180")
    silent = tuple((unit, Figure(None, Status.MISSING, Scale.GRADED)) for unit, _ in it.districts)
    assert area_text(replace(it, met=0, answered=0, districts=silent), shown) == (
        "Stockholm: ingen av 13 stadsdelar har svarat."
    )
    (first, _), *others = it.districts
    hidden = (first, Figure(None, Status.SUPPRESSED, Scale.GRADED))
    told = area_text(replace(it, districts=(hidden, *others)), shown)
    assert told.endswith("har inget svar att räkna.")


@pytest.mark.parametrize("level", [Level.COUNTY, Level.MUNICIPALITY])
def test_files_of_one_level_alone_say_no_more_than_they_hold(sample: Import, level: Level) -> None:
    dataset = build([only(it, level) for it in sample.readings])
    shares, numbers = (county_map(dataset, next(iter(dataset.units)), it, 2022) for it in (PLAN, NUMBER))
    gotland = area(shares, "09")
    if level is Level.COUNTY:
        assert not shares.is_few(gotland)
        assert area_text(gotland, shares) == f"Gotlands län: 0{NBSP}%."
        below = municipality_map(dataset, "14", PLAN, 2022, "14")
        assert {area_cell(it, below) for it in below.areas} == {"ej med"}
        assert below.pickable == frozenset()
    else:
        assert gotland.computed
        assert shares.is_few(gotland)
        assert {it.computed for it in numbers.areas} == {True}
        assert "beräknat av ojdesk" in area_text(gotland, shares)


def only(reading: Reading, level: Level) -> Reading:
    """A file with the rows of one level."""
    rows = reading.observations[reading.observations["level"] == level.value]
    rows = rows.assign(unit_code=rows["unit_code"].cat.remove_unused_categories())
    return replace(reading, observations=rows, units={it: reading.units[it] for it in set(rows["unit_code"])})
