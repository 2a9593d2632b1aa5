"""Whom to learn from, against a count of one's own."""

import pytest

from ojdesk.core.compare import figures, overviews, spreads
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.workbook import Import
from ojdesk.core.lessons import Lessons, lessons
from ojdesk.core.model import Direction
from ojdesk.core.peers import city_parts
from ojdesk.core.wording.lessons import lessons_sentence
from ojdesk.core.wording.names import named
from ojdesk.core.wording.spreads import spread_sentence

UNITS = ("1489", "0180", "0114", "018006", "148052", "0980", "2584")


def of(dataset: Dataset, unit: str, year: int) -> Lessons:
    found = lessons(dataset, unit, year)
    assert found is not None
    return found


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("year", [2018, 2021, 2024])
def test_gaps_are_what_most_around_meet_and_we_do_not(dataset: Dataset, unit: str, year: int) -> None:
    found = of(dataset, unit, year)
    wanted = set()
    for indicator in dataset.indicators.values():
        if not indicator.scale.is_answer or not dataset.is_asked(indicator.id, year):
            continue
        own = figures.figure(dataset, indicator.id, unit, year)
        around = figures.counted_units(dataset, indicator.id, year, found.county.code)
        answers = [figures.figure(dataset, indicator.id, it.code, year).met for it in around]
        given = [it for it in answers if it is not None]
        if own.met is False and given and sum(given) / len(given) >= 0.5:
            wanted.add(indicator.id)
    assert {gap.indicator.id for gap in found.gaps} == wanted
    shares = [gap.around.met / gap.around.answered for gap in found.gaps]
    assert shares == sorted(shares, reverse=True)
    for gap in found.gaps:
        assert len(gap.models) == gap.around.met
        assert all(figures.figure(dataset, gap.indicator.id, it.code, year).met for it in gap.models)
    counted = {model.code: sum(model in gap.models for gap in found.gaps) for model, _ in found.models}
    assert [(model.code, met) for model, met in found.models] == list(counted.items())
    assert list(counted.values()) == sorted(counted.values(), reverse=True)


@pytest.mark.parametrize("unit", UNITS)
def test_changes_at_home_are_those_of_the_overview(dataset: Dataset, unit: str) -> None:
    found = of(dataset, unit, 2022)
    change = overviews.changes(dataset, unit, 2022)
    at_home = [it for it in found.shifts if it.at_home]
    assert {it.indicator.id for it in at_home} == {it.id for it in (*change.gained, *change.lost)}
    assert list(found.shifts[: len(at_home)]) == at_home, "those at home come first"


def test_changes_around_us_are_told_by_name(dataset: Dataset) -> None:
    found = of(dataset, "1489", 2022)
    shift = next(it for it in found.shifts if it.indicator.id == "utredningsmall_barn_alla")
    assert [unit.name for unit in shift.gained] == ["Lerum", "Mellerud", "Strömstad", "Uddevalla", "Ulricehamn"]
    assert [unit.name for unit in shift.lost] == ["Essunga", "Tibro", "Åmål"]
    for unit in (*shift.gained, *shift.lost):
        before, now = (figures.figure(dataset, shift.indicator.id, unit.code, year).met for year in (2021, 2022))
        assert (before, now) == ((False, True) if unit in shift.gained else (True, False))


def test_nothing_is_said_across_a_break(dataset: Dataset) -> None:
    assert "rutin_vald_vuxen" not in [it.indicator.id for it in of(dataset, "1489", 2024).shifts]


@pytest.mark.parametrize("unit", ["14", "00"])
def test_only_those_who_answer_have_something_to_learn(dataset: Dataset, unit: str) -> None:
    assert lessons(dataset, unit, 2022) is None


def test_the_first_survey_has_gaps_but_no_changes(sample: Import) -> None:
    found = of(build(sample.readings[:1]), "1489", 2018)
    assert (found.previous, found.shifts) == (None, ())


@pytest.mark.parametrize(
    ("unit", "year", "sentence"),
    [
        (
            "1489",
            2022,
            "En indikator som minst hälften av de svarande i Västra Götalands län uppfyller 2022 uppfylls inte helt av "
            "Alingsås.",
        ),
    ],
)
def test_the_sentence(dataset: Dataset, unit: str, year: int, sentence: str) -> None:
    assert lessons_sentence(of(dataset, unit, year)) == sentence


def test_the_sentence_names_whom_to_call(dataset: Dataset) -> None:
    for unit in dataset.answering_units:
        found = lessons(dataset, unit.code, 2022)
        if found is None or len(found.gaps) < 2:
            continue
        best, met = found.models[0]
        tied = [it for it in found.models if it[1] == met]
        sentence = lessons_sentence(found)
        assert (best.name in sentence) is (len(tied) <= 3)
        assert sentence.endswith((f"alla {count_of(found)}.", "båda.", f"av {count_of(found)}."))


def count_of(found: Lessons) -> str:
    words = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]
    return words[len(found.gaps)]


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ("1489", "Ale, Sydväst (Göteborg) och Hisingen (Göteborg)"),
        ("148052", "Ale, Sydväst och Hisingen"),
        ("1480", "Ale, Sydväst och Hisingen"),
        ("018006", "Ale, Sydväst (Göteborg) och Hisingen (Göteborg)"),
    ],
)
def test_the_parts_of_a_city_are_named_without_it_only_at_home(dataset: Dataset, own: str, names: str) -> None:
    units = dataset.units
    parts = [it for it in units.values() if it.municipality == "1480" and it.name in {"Hisingen", "Sydväst"}]
    assert named([units["1440"], *parts], units[own]) == names
    assert named(parts, units[own]) == names.removeprefix("Ale, ")


def test_a_set_of_one_citys_parts_is_named_with_the_city_from_elsewhere(dataset: Dataset) -> None:
    parts = city_parts(dataset.units["1480"], 2022)
    assert parts is not None
    away, home = (spreads.spread(dataset, it, "freda", 2022, peers=parts) for it in ("1489", "148052"))
    assert "(Göteborg)" in spread_sentence(away)
    assert "(Göteborg)" not in spread_sentence(home)


def test_many_names_are_cut_to_the_first(dataset: Dataset) -> None:
    units = dataset.answering_units[:12]
    assert named(units).endswith(" och fyra till")
    assert named(units[:9]).count(",") == 7
    assert named(units[:1]) == units[0].name
    assert named(()) == ""


@pytest.mark.parametrize("unit", ["1489", "1480", "0180", "2584"])
def test_slides_are_worse_than_the_nation_and_worse_than_the_year_before(dataset: Dataset, unit: str) -> None:
    wanted = []
    for indicator in dataset.indicators.values():
        if indicator.direction is Direction.NONE or indicator.scale.is_answer:
            continue
        now = max(dataset.years_with(indicator.id))
        before = max(it for it in dataset.years_with(indicator.id) if it < now)
        cells = [dataset.observation(indicator.id, *it) for it in ((unit, now), (unit, before), ("00", now))]
        values = [None if it is None else it.value for it in cells]
        if None in values or any(before < it.year <= now and it.interrupts for it in indicator.breaks):
            continue
        own, earlier, nation = (-it if indicator.direction is Direction.HIGH else it for it in values if it is not None)
        if own > nation and own > earlier:
            wanted.append((indicator.id, now, before))
    found = of(dataset, unit, 2024).slides
    assert [(it.indicator.id, it.year, it.previous) for it in found] == wanted
    assert (unit != "1480") or found


def test_a_city_whose_districts_answer_is_not_said_to_meet_everything(dataset: Dataset) -> None:
    assert lessons_sentence(of(dataset, "1480", 2022)) == "Göteborg har inga svar i enkäten 2022 att jämföra."
