"""Numbers that could be two things: read by what goes with them, or said to be doubtful."""

from collections.abc import Sequence

import pytest

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.reading import Reading
from ojdesk.core.model import Level, Scale, Status
from ojdesk.core.units import unit_table
from tests.core.files.books import CellValue, read, save, sheet_of, simple_book

FREDA = "Använder FREDA-kortfrågor för att upptäcka våldsutsatthet"
SOCIONOMER = "Handläggare med socionomexamen, andel (%)"
ANSWERING = [unit for unit in unit_table().by_code.values() if unit.level is Level.MUNICIPALITY][:20]
COUNTIES = [unit for unit in unit_table().by_code.values() if unit.level is Level.COUNTY]


def table(
    heading: str,
    units: Sequence[CellValue],
    *,
    nation: CellValue = None,
    counties: Sequence[CellValue] = (),
    beside: tuple[str, CellValue] | None = None,
) -> list[list[CellValue]]:
    """A sheet with one indicator, or with a second one that is the same for all."""
    rows: list[list[CellValue]] = [["00", "Riket", nation]] if nation is not None else []
    rows += [[unit.code, unit.name, cell] for unit, cell in zip(COUNTIES, counties, strict=False)]
    rows += [[unit.code, unit.name, cell] for unit, cell in zip(ANSWERING, units, strict=False)]
    head: list[CellValue] = ["Kod", "Kommun", heading]
    if beside:
        head.append(beside[0])
        rows = [[*row, beside[1]] for row in rows]
    return [head, *rows]


def values(reading: Reading, level: Level, indicator: str = "") -> list[float | Status]:
    rows = reading.observations.to_dict("records")
    return [
        row["value"] if row["status"] == Status.VALUE else Status(row["status"])
        for row in rows
        if row["level"] == level and indicator in {"", row["indicator_id"]}
    ]


def serious(reading: Reading) -> list[str]:
    return [finding.what for finding in reading.findings if finding.serious]


def test_a_numbered_note_takes_no_answer_away(process: ReadingProcess) -> None:
    book = simple_book(table(FREDA, [1, 0] * 10))
    sheet_of(book, [["Förklaring"], [1, "Kommunen har inte svarat i tid, uppgift saknas"]], "Metod")
    reading = read(save(book), process)
    assert values(reading, Level.MUNICIPALITY) == [1.0, 0.0] * 10
    assert serious(reading) == [
        "Bredvid 1 står ”Kommunen har inte svarat i tid, uppgift saknas”, men i svaren har 1 lästs som ett svar."
    ]


@pytest.mark.parametrize(
    "key",
    [
        [["Kodning"], [1, "Ja"], [2, "Nej"], [0, "Uppgift saknas"]],
        [["1 = Ja, 2 = Nej, 0 = Uppgift saknas"]],
    ],
)
def test_a_key_of_answers_may_say_that_nought_is_missing(key: list[list[CellValue]], process: ReadingProcess) -> None:
    book = simple_book(table(FREDA, [1, 2, 0, 1] * 5))
    sheet_of(book, key, "Metod")
    reading = read(save(book), process)
    assert values(reading, Level.MUNICIPALITY) == [1.0, 0.0, Status.MISSING, 1.0] * 5
    assert serious(reading) == []


def test_shares_of_units_tell_column_by_column_whether_they_are_parts_of_one(process: ReadingProcess) -> None:
    rows = table(FREDA, [1, 0] * 10, nation=0.61, counties=[0.4, 1, 0, 0.75], beside=(SOCIONOMER, 72.4))
    reading = read(save(simple_book(rows)), process)
    assert values(reading, Level.NATION) == [61.0, 72.4]
    assert values(reading, Level.COUNTY, "freda") == [40.0, 100.0, 0.0, 75.0]


def test_a_part_of_one_among_percentages_is_not_understood(process: ReadingProcess) -> None:
    reading = read(save(simple_book(table(FREDA, [1, 0] * 10, nation=0.61, counties=[40, 62, 0, 1]))), process)
    assert values(reading, Level.NATION) == [Status.UNKNOWN]
    assert values(reading, Level.COUNTY) == [40.0, 62.0, 0.0, 1.0]
    assert [finding.cell for finding in reading.findings] == ["C2"]


def test_small_shares_of_people_are_small_shares(process: ReadingProcess) -> None:
    rows = table(SOCIONOMER, [0.4, 0.6, 0.5, 1] * 5, nation=0.6)
    assert values(read(save(simple_book(rows)), process), Level.NATION) == [0.6]


def test_shares_that_may_be_parts_of_one_are_pointed_out(process: ReadingProcess) -> None:
    rows = table(SOCIONOMER, [0.41, 0.62, 0.55, 1] * 5, beside=("Svarsfrekvens, procent", 91))
    reading = read(save(simple_book(rows)), process)
    assert values(reading, Level.MUNICIPALITY, "socionomexamen")[:2] == [0.41, 0.62]
    assert [it for it in serious(reading) if SOCIONOMER in it]


@pytest.mark.parametrize(
    ("units", "nation", "scale", "is_doubtful"),
    [
        ([1, 0] * 10, 50, Scale.YES, False),
        ([1, 0] * 10, 0.5, Scale.YES, False),
        ([1, 0] * 10, 3.1, Scale.YES, True),
        ([1, 0] * 10, None, Scale.YES, True),
        ([2, 1, 0, 0] * 5, 25, Scale.GRADED, False),
        ([2, 1, 0, 0] * 5, 0.75, Scale.NUMBER, True),
    ],
)
def test_numbers_that_nobody_explains_are_answers_if_the_sums_agree(
    units: list[CellValue], nation: CellValue, scale: Scale, *, is_doubtful: bool, process: ReadingProcess
) -> None:
    reading = read(save(simple_book(table("Vräkta barnfamiljer under året", units, nation=nation))), process)
    assert set(reading.observations["scale"]) == {scale}
    assert bool(serious(reading)) is is_doubtful
    assert values(reading, Level.MUNICIPALITY) == units


def test_one_finding_speaks_for_all_that_share_a_doubt(process: ReadingProcess) -> None:
    rows = table("Kommunen har kvällsöppet", [1, 0] * 10, beside=("Kommunen har lördagsöppet", 1))
    assert serious(read(save(simple_book(rows)), process)) == [
        "”Kommunen har kvällsöppet” och 1 till: Filen säger inte vad talen betyder. De har lästs som svar: 0 är nej."
    ]


def test_words_where_others_have_results_are_no_header(process: ReadingProcess) -> None:
    units: list[CellValue] = ["svar kom för sent", "svar kom för sent", *[1, 0] * 9]
    reading = read(save(simple_book(table(FREDA, units, nation="se not 1"))), process)
    assert set(reading.observations["indicator_id"]) == {"freda"}
    assert values(reading, Level.NATION) == [Status.UNKNOWN]
    assert values(reading, Level.MUNICIPALITY)[:4] == [Status.UNKNOWN, Status.UNKNOWN, 1.0, 0.0]


def test_a_no_that_is_none_is_not_counted(process: ReadingProcess) -> None:
    reading = read(save(simple_book(table(FREDA, ["Ja", "Nej", "Nej, ej aktuellt", "Nej, rutin saknas"] * 5))), process)
    assert values(reading, Level.MUNICIPALITY)[:4] == [1.0, 0.0, Status.NOT_APPLICABLE, 0.0]
