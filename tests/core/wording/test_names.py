"""Names of units, lists, runs of years, and what became of a unit."""

import pytest

from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Level, Unit
from ojdesk.core.units import unit_table
from ojdesk.core.wording.names import full_name, listed, short_county, unit_history, year_ranges


def test_lists_and_year_ranges() -> None:
    assert [listed(it) for it in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a och b", "a, b och c"]
    assert year_ranges([2018]) == "2018"
    assert year_ranges([2018, 2019, 2020, 2022]) == "2018–2020 och 2022"
    assert year_ranges([2018, 2020, 2022]) == "2018, 2020 och 2022"


def test_names(dataset: Dataset) -> None:
    units = dataset.units
    assert [short_county(units[it]) for it in ("17", "03", "14", "20", "18")] == [
        "Värmland", "Uppsala", "Västra Götaland", "Dalarna", "Örebro",
    ]  # fmt: skip
    assert full_name(units["148052"]) == "Centrum, Göteborg"
    assert full_name(units["148034"]) == "Centrum, Göteborg (till 2020)"
    assert full_name(units["1489"]) == "Alingsås"


def test_full_names_tell_all_units_apart(dataset: Dataset) -> None:
    names = [full_name(unit) for unit in dataset.pickable_units]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("1489", ""),
        ("01", ""),
        ("00", ""),
        ("018006", ""),
        ("018021", "Älvsjö fanns till och med 2020 och ingår sedan i Hägersten-Älvsjö."),
        (
            "018002",
            "Järva finns från 2024. Området omfattar det som till och med 2023 var Rinkeby-Kista och Spånga-Tensta.",
        ),
        ("148034", "Centrum fanns till och med 2020 och ingår sedan i ett nytt område med samma namn."),
        ("148031", "Angered fanns till och med 2020 och ingår sedan i Nordost."),
        (
            "148052",
            "Centrum finns från 2021. Området omfattar det som till och med 2020 var "
            "Centrum, Majorna-Linné och Örgryte-Härlanda.",
        ),
        ("1280-fosie", "Fosie fanns till och med 2013 och ingår sedan i Söder."),
        (
            "1280-norr",
            "Norr fanns 2014–2017; därefter redovisas Malmö som helhet. "
            "Området omfattade det som till och med 2013 var Centrum och Kirseberg.",
        ),
    ],
)
def test_what_became_of_a_unit(code: str, text: str) -> None:
    assert unit_history(unit_table().by_code[code]) == text


def test_every_unit_that_came_or_went_has_a_history() -> None:
    for unit in unit_table().by_code.values():
        gone_or_new = unit.last_year is not None or bool(unit_table().predecessors(unit.code))
        assert bool(unit_history(unit)) is gone_or_new, unit.name


def test_a_district_under_the_files_own_code_has_no_history_that_is_known() -> None:
    assert unit_history(Unit("018099", "Nyby", Level.DISTRICT, county="01", municipality="0180")) == ""
