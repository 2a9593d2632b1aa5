"""Rows of counties and the nation among those that they sum up."""

import pytest

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.model import Level, Status
from ojdesk.core.units import unit_table
from tests.core.files.books import Rows
from tests.core.files.rows import FIA, VISIT, figures, read_rows, the_finding


def test_the_county_above_is_meant_by_hela_lanet(process: ReadingProcess) -> None:
    reading = read_rows(
        process, ["Kommun", VISIT], ["Skåne län", None], ["Malmö", 1], ["Länet totalt", 60], ["Hallands län", None],
        ["Laholm", 0], ["Hela länet", 70],
    )  # fmt: skip
    assert [(unit, fact) for unit, _, fact in figures(reading)] == [("1280", 1), ("12", 60), ("1381", 0), ("13", 70)]


@pytest.mark.parametrize("name", ["Rike", "Landet", "Riksnivå", "Riket, andel (%)", "Riket (andel ja)"])
def test_the_nation_goes_by_many_names(name: str, process: ReadingProcess) -> None:
    for rows in ([[name, 55], ["Ale", 1], ["Malmö", 0]], [["Ale", 1], ["Malmö", 0], [name, 55]]):
        reading = read_rows(process, ["Kommun", VISIT], *rows)
        assert ("00", "nybesok_14_dagar", 55) in figures(reading)
        assert reading.findings == ()


@pytest.mark.parametrize("name", ["Samtliga kommuner", "Alla kommuner"])
def test_all_municipalities_are_the_nation_where_they_are_from_all_over_it(name: str, process: ReadingProcess) -> None:
    everyone = [[unit.name, 1] for unit in unit_table().by_code.values() if unit.level is Level.MUNICIPALITY]
    for rows in ([[name, 55], *everyone], [*everyone, [name, 55]]):
        assert ("00", "nybesok_14_dagar", 55) in figures(read_rows(process, ["Kommun", VISIT], *rows))
    few = read_rows(process, ["Kommun", VISIT], [name, 55], ["Ale", 1], ["Malmö", 0])
    assert "ingen känd enhet" in the_finding(few).what


def test_lanet_above_units_of_several_counties_is_none_of_them(process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", VISIT], ["Länet", 55], ["Ale", 1], ["Malmö", 0])
    assert [unit for unit, *_ in figures(reading)] == ["1440", "1280"]
    assert the_finding(reading).cell == "A2"


@pytest.mark.parametrize(
    ("rows", "units"),
    [
        ([["Skåne län", None], ["Malmö", 1], ["Totalt", 60], ["Hallands län", None], ["Laholm", 0], ["Totalt", 70],
          ["Totalt", 65]], ["1280", "12", "1381", "13", "00"]),
        ([["Malmö", 1], ["Lund", 1], ["Länet totalt", 60], ["Laholm", 0], ["Länet totalt", 70]],
         ["1280", "1281", "12", "1381", "13"]),
        ([["Malmö", 1], ["Totalt Skåne län", 60], ["Skåne", 60], ["Riket (ovägt medel)", 50]], ["1280", "12", "00"]),
        ([["Malmö", 1], ["Riksgenomsnitt", 50]], ["1280", "00"]),
    ],
)  # fmt: skip
def test_sums_are_of_the_units_around_them(rows: Rows, units: list[str], process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", VISIT], *rows)
    assert [unit for unit, *_ in figures(reading)] == units
    assert reading.findings == ()


@pytest.mark.parametrize("title", ["Skåne län", "Resultat för Skåne län", "Skåne län 2022"])
def test_a_sheet_of_one_county_sums_it_up(title: str, process: ReadingProcess) -> None:
    reading = read_rows(process, [title], [], ["Kommun", VISIT], ["Malmö", 1], ["Totalt", 60])
    assert [unit for unit, *_ in figures(reading)] == ["1280", "12"]


def test_the_countys_shares_above_its_units_words_are_no_header(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Skåne län"],
        [],
        ["Kommun", VISIT, FIA],
        ["Länet", 42, 57],
        ["Malmö", "Ja", "Nej"],
        ["Lund", "Nej", "Ja"],
    )
    assert figures(reading)[:2] == [("12", "nybesok_14_dagar", 42), ("12", "fia", 57)]
    assert reading.findings == ()


def test_a_sum_that_could_be_of_two_is_pointed_out(process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", VISIT], ["Malmö", 1], ["Laholm", 0], ["Totalt", 60], ["Länet totalt", 50])
    assert [unit for unit, *_ in figures(reading)] == ["1280", "1381"]
    assert len(reading.findings) == 2


def test_a_mean_beside_the_nation_itself_is_not_read(process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", VISIT], ["Riket", 50], ["Riket (ovägt medel)", 60], ["Ale", 1])
    assert figures(reading) == [("00", "nybesok_14_dagar", 50), ("1440", "nybesok_14_dagar", 1)]
    assert "egen rad" in the_finding(reading).what


def test_county_and_nation_beside_the_municipality_are_their_own(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        [None, FIA, None, None, f"{VISIT}, länet", VISIT],
        ["Kommun", "Kommunen", "Länet", "Riket", None, None],
        ["Malmö", 1, 60, 40, 80, 0],
        ["Lund", 0, 60, 40, None, 1],
        ["Laholm", 1, 30, 40, 20, 1],
    )
    assert {figure for figure in figures(reading) if figure[1] == "fia"} == {
        ("1280", "fia", 1),
        ("12", "fia", 60),
        ("00", "fia", 40),
        ("1281", "fia", 0),
        ("1381", "fia", 1),
        ("13", "fia", 30),
    }
    assert {figure for figure in figures(reading) if figure[0] in {"12", "13"} and figure[1] != "fia"} == {
        ("12", "nybesok_14_dagar", 80),
        ("13", "nybesok_14_dagar", 20),
    }


def test_a_county_that_is_given_two_values_beside_its_municipalities_has_none(process: ReadingProcess) -> None:
    reading = read_rows(
        process, [None, FIA, None], ["Kommun", "Kommunen", "Länet"], ["Malmö", 1, 60], ["Lund", 0, 61], ["Ystad", 1, 60]
    )
    assert {unit: fact for unit, _, fact in figures(reading)}["12"] is Status.UNKNOWN
    assert [finding.serious for finding in reading.findings] == [True]
