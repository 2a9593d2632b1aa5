"""Rows of city districts, which share names, change over the years and are written in many ways."""

from collections.abc import Sequence

import pytest

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.reading import Reading
from ojdesk.core.model import Level, Status
from tests.core.files.books import Rows, read, save, simple_book
from tests.core.files.facts import Key, places, understood
from tests.core.files.rows import VISIT, figures, read_rows, the_finding


def test_a_districts_name_decides_over_its_code(process: ReadingProcess) -> None:
    # Which digits a file gives a district is its own affair, and here they are another district's in our table.
    reading = read_rows(
        process, ["Kod", "Kommun/stadsdel", VISIT], ["018009", "Stockholm, Bromma", 1], ["1440", "Ale", 1]
    )
    assert figures(reading)[0][0] == "018006"
    unknown = read_rows(process, ["Kod", "Kommun/stadsdel", VISIT], ["128001", "Malmö, Norr", 1], ["1440", "Ale", 1])
    assert figures(unknown)[0][0] == "128001"
    assert (unknown.units["128001"].name, unknown.units["128001"].level) == ("Norr", Level.DISTRICT)
    assert unknown.units["128001"].municipality == "1280"


@pytest.mark.parametrize(("year", "unit"), [(2019, "148034"), (2022, "148052")])
def test_the_year_says_which_centrum_is_meant(year: int, unit: str, process: ReadingProcess) -> None:
    title = f"Öppna jämförelser {year}, enkätdata"
    rows: Rows = [["Kommun/stadsdel", VISIT], ["Ale", 1], ["Göteborg, Centrum", 0]]
    reading = read(save(simple_book(rows, title=title)), process)
    assert figures(reading)[1][0] == unit


def test_a_district_alone_is_not_looked_for_in_other_counties(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Län", "Kommun/stadsdel", VISIT],
        ["Västra Götalands län", "Centrum", 1],
        ["Uppsala län", "Centrum", 0],
    )
    assert figures(reading) == [("148052", "nybesok_14_dagar", 1)]
    assert the_finding(reading).cell == "A3"


def in_2024(process: ReadingProcess, *rows: Sequence[object]) -> tuple[list[tuple[str, int, float | Status]], Reading]:
    head = ["Kod", "Kommun/stadsdel", f"{VISIT} 2020", f"{VISIT} 2021"]
    book = simple_book([head, ["1440", "Ale", 1, 1], *rows], title="Öppna jämförelser 2024, enkätdata")
    reading = read(save(book), process)
    found = [(key.unit, key.year, fact) for key, fact in understood(reading).items()]
    return found[2:], reading


def test_each_year_of_a_row_is_of_the_district_there_was(process: ReadingProcess) -> None:
    names = ["Göteborg, Centrum", "Stockholm, Norrmalm", "Göteborg, Angered"]
    found, reading = in_2024(process, [None, names[0], 1, 0], [None, names[1], 1, 0], [None, names[2], 0, None])
    assert found == [
        ("148034", 2020, 1), ("148052", 2021, 0), ("018009", 2020, 1), ("018009", 2021, 0), ("148031", 2020, 0),
    ]  # fmt: skip
    assert places(reading)[Key("148052", "nybesok_14_dagar", 2021)] == ("Resultat", "D3")
    assert {"148034", "148052"} <= set(reading.units)
    assert reading.findings == ()


def test_a_code_says_which_of_two_districts_with_one_name_a_row_is_of(process: ReadingProcess) -> None:
    rows: Rows = [["148034", "Göteborg, Centrum", 1, None], ["148052", "Göteborg, Centrum", None, 0]]
    found, reading = in_2024(process, *rows)
    assert found == [("148034", 2020, 1), ("148052", 2021, 0)]
    assert reading.findings == ()
    over, reading = in_2024(process, ["148034", "Göteborg, Centrum", 1, 0])
    assert over == [("148034", 2020, 1)]
    assert (the_finding(reading).cell, the_finding(reading).serious) == ("D3", True)


@pytest.mark.parametrize(
    ("year", "code", "name", "unit"),
    [
        (2021, "148034", None, ""),
        (2021, "148031", "Göteborg, Angered", ""),
        (2024, "018009", "Norrmalm", ""),
        (2020, "148034", None, "148034"),
        (2023, "018009", "Norrmalm", "018009"),
        (2021, "148034", "Göteborg, Centrum", "148052"),  # the name is that of the one there is
    ],
)
def test_a_district_that_is_no_more_gets_no_results(
    year: int, code: str, name: str | None, unit: str, process: ReadingProcess
) -> None:
    rows: Rows = [["Kod", "Kommun/stadsdel", VISIT], ["1440", "Ale", 1], [code, name, 0]]
    reading = read(save(simple_book(rows, title=f"Öppna jämförelser {year}, enkätdata")), process)
    assert [it for it, *_ in figures(reading)] == ["1440", *filter(None, [unit])]
    assert bool(reading.findings) is not bool(unit)
    assert unit or "fanns till och med" in the_finding(reading).what


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("SDF Bromma", "018006"),
        ("Stockholm Bromma", "018006"),
        ("Bromma (sdf)", "018006"),
        ("Stockholm, Bromma stadsdelsnämnd", "018006"),
        ("Göteborg SF Centrum", "148052"),
        ("Stockholm totalt", "0180"),
        ("Stockholm Nya staden", None),
    ],
)
def test_districts_go_by_many_names(name: str, unit: str | None, process: ReadingProcess) -> None:
    code = "1480" if "Göteborg" in name else "0180"
    reading = read_rows(process, ["Kod", "Kommun/stadsdel", VISIT], [code, name, 0], ["1440", "Ale", 1])
    assert [unit for unit, *_ in figures(reading)] == [*([unit] if unit else []), "1440"]
    assert bool(reading.findings) is not bool(unit)
