"""Where the tables of a sheet are, and what of the text around them is about them."""

import pytest
from openpyxl import Workbook

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.model import Group, Status
from tests.core.files.books import CellValue, Rows, read, save, sheet_of
from tests.core.files.facts import places, understood
from tests.core.files.rows import FIA, RECIPIENTS, VISIT, figures, read_rows, the_finding


def test_a_table_below_is_read_by_its_own_header(process: ReadingProcess) -> None:
    reading = read_rows(
        process, ["Län", VISIT, FIA], ["Skåne län", 50, 40], [], ["Tabell 2. Kommuner"], ["Kommun", FIA, VISIT],
        ["Ale", 1, 0], ["Malmö", 0, 1], ["Kommun", FIA, VISIT], ["Laholm", 1, 0],
    )  # fmt: skip
    assert figures(reading) == [
        ("12", "nybesok_14_dagar", 50),
        ("12", "fia", 40),
        ("1440", "fia", 1),
        ("1440", "nybesok_14_dagar", 0),
        ("1280", "fia", 0),
        ("1280", "nybesok_14_dagar", 1),
        ("1381", "fia", 1),
        ("1381", "nybesok_14_dagar", 0),
    ]
    assert reading.findings == ()


def test_a_table_beside_is_read_by_its_own_header(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kommun", VISIT, None, "Län", FIA],
        ["Ale", 1, None, "Stockholms län", 50],
        ["Alingsås", 0, None, "Skåne län", 30],
        [None, None, None, "Hallands län", 40],
    )
    assert figures(reading) == [
        ("1440", "nybesok_14_dagar", 1),
        ("1489", "nybesok_14_dagar", 0),
        ("01", "fia", 50),
        ("12", "fia", 30),
        ("13", "fia", 40),
    ]
    assert [row["column"] for row in reading.observations.to_dict("records")] == [1, 1, 4, 4, 4]
    assert reading.findings == ()


def test_a_table_beside_that_is_not_understood_is_pointed_out(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kommun", VISIT, None, "Län", None],
        ["Ale", 1, None, "Stockholms län", 50],
        ["Alingsås", 0, None, "Skåne län", 30],
    )
    assert figures(reading) == [("1440", "nybesok_14_dagar", 1), ("1489", "nybesok_14_dagar", 0)]
    assert "bredvid" in the_finding(reading).what


def test_years_of_sheets_are_their_own(process: ReadingProcess) -> None:
    book = Workbook()
    header, ale = ["Kommun", VISIT], ["Ale", 1]
    sheet_of(book, [["Öppna jämförelser 2024, enkätdata"]], "Information")
    for number, year in enumerate((2022, 2023), start=1):
        sheet_of(book, [[f"Tabell {number}. Resultat {year}"], [], header, ale], f"Tabell {number}")
    assert read(save(book), process).years == (2022, 2023)


def test_a_long_table_needs_an_indicator_in_every_row(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Indikator", "Kommun", "Andel uppfyllda"],
        [None, "Ale", 1],
        [VISIT, "Ale", 1],
        [None, "Malmö", 0],
        [FIA, "Ale", 0],
    )
    assert figures(reading) == [
        ("1440", "nybesok_14_dagar", 1),
        ("1280", "nybesok_14_dagar", 0),
        ("1440", "fia", 0),
    ]
    assert "nämner ingen indikator" in the_finding(reading).what


def test_tables_of_one_indicator_each_are_named_by_their_titles(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Tabell 1. Använder FREDA-kortfrågor för att upptäcka våldsutsatthet, 2021–2022, procent"],
        ["Län", 2021, 2022],
        ["Skåne län", 50, 60],
        [],
        ["Tabell 2. Andel tjänster som är obesatta"],
        ["Län", 2022, 2023],
        ["Skåne län", 7, 8],
    )
    assert [(key.indicator, key.year, fact) for key, fact in understood(reading).items()] == [
        ("freda", 2021, 50),
        ("freda", 2022, 60),
        ("Andel tjänster som är obesatta", 2022, 7),
        ("Andel tjänster som är obesatta", 2023, 8),
    ]
    assert reading.findings == ()


def test_units_may_be_the_columns(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        [None, None, "Nr", "Skåne", "Halland", "Uppsala", "Riket"],
        ["Område", "Indikator", None, "12", "13", "03", "00"],
        ["Tillgänglighet", VISIT, 1, 10, 20, 30, 40],
        ["Kunskap", FIA, 2, 50, "..", 70, 80],
        [],
        ["Källa: Socialstyrelsen"],
        about=[["..", "Uppgift saknas"]],
    )
    assert figures(reading) == [
        ("12", "nybesok_14_dagar", 10), ("12", "fia", 50),
        ("13", "nybesok_14_dagar", 20), ("13", "fia", Status.MISSING),
        ("03", "nybesok_14_dagar", 30), ("03", "fia", 70), ("00", "nybesok_14_dagar", 40), ("00", "fia", 80),
    ]  # fmt: skip
    assert list(places(reading).values())[1] == ("Resultat", "D4")
    assert reading.findings == ()


def test_groups_may_stand_below_the_unit_without_figures_of_its_own(process: ReadingProcess) -> None:
    rows: Rows = [
        ["Riket"],
        ["Totalt", 4],
        ["Kvinnor", 3],
        ["Män", 5],
        ["Ale"],
        ["Totalt", 2],
        ["Kvinnor", 1],
        ["Malmö"],
    ]
    reading = read_rows(process, ["Kommun", RECIPIENTS], *rows, about=[["Registeruppgifterna avser 2021"]])
    assert [(key.unit, key.group, fact) for key, fact in understood(reading).items()] == [
        ("00", Group.TOTAL, 4), ("00", Group.WOMEN, 3), ("00", Group.MEN, 5),
        ("1440", Group.TOTAL, 2), ("1440", Group.WOMEN, 1), ("1280", Group.TOTAL, Status.MISSING),
    ]  # fmt: skip


def test_a_key_above_the_table_is_no_table(process: ReadingProcess) -> None:
    reading = read_rows(
        process, [None, None, None, "Kod", "Betydelse"], [None, None, None, 1, "Ja"], [None, None, None, 0, "Nej"],
        [None, None, None, 9, "Uppgift saknas"], [], ["Kod", "Kommun", FIA, VISIT], [1440, "Ale", 1, 0],
        [1280, "Malmö", 9, 1],
    )  # fmt: skip
    assert figures(reading) == [
        ("1440", "fia", 1), ("1440", "nybesok_14_dagar", 0),
        ("1280", "fia", Status.MISSING), ("1280", "nybesok_14_dagar", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heads",
    [
        ["Indikator", "Kvalitetsområde", "Typ"],
        ["Kvalitetsområde", "Indikator", "Nr"],
        [None, None, None],
    ],
)
def test_labels_of_a_turned_table_are_told_apart(heads: list[CellValue], process: ReadingProcess) -> None:
    labels = [[FIA, "Tillgänglighet", "Process"], [VISIT, "Tillgänglighet", "Process"]]
    if heads[1] == "Indikator":
        labels = [[area, wording, str(at)] for at, (wording, area, _) in enumerate(labels)]
    reading = read_rows(
        process,
        [*heads, "Skåne län", "Malmö", "Lund", "Ystad", "Hallands län"],
        [*labels[0], 50, 1, 0, 1, 40],
        [*labels[1], 60, 0, 1, 1, 30],
    )
    assert figures(reading)[:2] == [("12", "fia", 50), ("12", "nybesok_14_dagar", 60)]
    assert len(figures(reading)) == 10


def test_years_and_groups_of_a_turned_table_stand_once_for_several_rows(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Indikator", "Kön", "År", "Skåne län", "Malmö", "Lund", "Ystad"],
        [RECIPIENTS, "Kvinnor", 2021, 4, 1, 2, 3],
        [None, None, 2022, 5, 6, 7, 8],
        [None, "Män", 2021, 9, 8, 7, 6],
    )
    malmo = reading.observations[reading.observations["unit_code"] == "1280"]
    assert sorted(zip(malmo["group"], malmo["year"], malmo["value"], strict=True)) == [
        (Group.WOMEN, 2021, 1),
        (Group.WOMEN, 2022, 6),
        (Group.MEN, 2021, 8),
    ]


def test_blocks_under_the_same_header_are_of_what_their_titles_say(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kvinnor 2021"],
        ["Kommun", RECIPIENTS],
        ["Malmö", 4.5],
        [],
        ["Män 2022"],
        ["Kommun", RECIPIENTS],
        ["Malmö", 3.5],
    )
    table = reading.observations
    assert list(zip(table["year"], table["group"], table["value"], strict=True)) == [
        (2021, Group.WOMEN, 4.5),
        (2022, Group.MEN, 3.5),
    ]
