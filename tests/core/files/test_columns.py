"""What a column is of: its indicator, group, year and measure."""

import pytest
from openpyxl import Workbook

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.model import Group, Scale, Status
from tests.core.files.books import CellValue, read, save, sheet_of, simple_book
from tests.core.files.facts import understood
from tests.core.files.rows import FIA, PLAN, RECIPIENTS, VISIT, figures, read_rows, the_finding


def test_groups_and_years_that_are_not_known_are_never_taken_for_the_whole(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kommun", "År", "Kön", RECIPIENTS],
        ["Ale", 2021, "Totalt", 4.2],
        ["Ale", 2021, "Ensamstående", 9.9],
        ["Ale", "2019–2021", "Totalt", 8.8],
        about=[["Registeruppgifterna avser 2021"]],
    )
    assert figures(reading) == [("1440", "andel_mottagare", 4.2)]
    assert ["Ensamstående" in finding.what for finding in reading.findings] == [True, False]
    assert all(finding.serious for finding in reading.findings)


def test_a_heading_over_two_columns_joins_with_the_ones_below(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        [None, "Aktuell rutin för samordning med", None, "Aktuell plan för", None],
        ["Kommun", "LSS", "Barn och unga", "Fältarbete", "Barn och unga"],
        ["Ale", 1, 0, 1, 0],
        ["Malmö", 0, 1, 1, 0],
    )
    assert list(dict.fromkeys(indicator for _, indicator, _ in figures(reading))) == [
        "samordning_lss",
        "samordning_barn_unga",
        "Fältarbete",
        "Aktuell plan för: Barn och unga",
    ]


def test_columns_with_the_same_heading_are_not_mixed_up(process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", VISIT, VISIT], ["Ale", 1, 0], ["Malmö", 1, 1])
    assert figures(reading) == [("1440", "nybesok_14_dagar", Status.UNKNOWN), ("1280", "nybesok_14_dagar", 1.0)]
    assert the_finding(reading).serious


def test_values_without_a_heading_are_pointed_out(process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", VISIT, None], ["Ale", 1, 7], ["Malmö", 0, 8])
    assert [indicator for _, indicator, _ in figures(reading)] == ["nybesok_14_dagar"] * 2
    assert "ingen rubrik" in the_finding(reading).what


def test_a_year_in_a_heading_may_belong_to_the_question(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kommun", "Rutin enligt lagen (2001:453)", "Plan enligt föreskriften 2011", VISIT],
        ["Ale", 1, 0, 1],
    )
    assert reading.years == (2022,)
    assert {indicator for _, indicator, _ in figures(reading)} == {
        "Rutin enligt lagen (2001:453)",
        "Plan enligt föreskriften 2011",
        "nybesok_14_dagar",
    }


def test_an_indicator_that_no_one_knows_keeps_its_own_words(process: ReadingProcess) -> None:
    book = simple_book([["Kommun", "12. Kommunen erbjuder\nkvällsöppet"], ["Ale", 1], ["Malmö", 0]])
    head = ["Nr", "Indikator", "Beskrivning"]
    sheet_of(book, [head, [12, "Kommunen erbjuder kvällsöppet", "Öppet efter 18."]], "Indikatorer")
    reading = read(save(book), process)
    (indicator,) = reading.indicators.values()
    assert not indicator.known
    assert (indicator.name, indicator.definition) == ("Kommunen erbjuder kvällsöppet", "Öppet efter 18.")
    assert indicator.scale is Scale.YES


def test_columns_that_nothing_names_an_indicator_for_are_pointed_out(process: ReadingProcess) -> None:
    book = simple_book([["Kommun", VISIT], ["Ale", 1]])
    sheet_of(book, [["Län", 2021, 2022], ["Skåne län", 50, 60]], "Blad2")
    reading = read(save(book), process)
    assert figures(reading) == [("1440", "nybesok_14_dagar", 1)]
    assert (the_finding(reading).sheet, the_finding(reading).serious) == ("Blad2", True)


def test_number_and_share_of_the_same_are_told_apart(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        [None, RECIPIENTS, None, "Sökande", None],
        ["Kommun", "Antal", "Andel (%)", "Antal", "Andel"],
        ["Ale", 1200, 4.2, 80, 12.5],
        ["Malmö", 9100, 5.2, 700, 14.1],
        about=[["Registeruppgifterna avser 2021"]],
    )
    assert figures(reading)[:4] == [
        ("1440", f"{RECIPIENTS}, antal", 1200),
        ("1440", "andel_mottagare", 4.2),
        ("1440", "Sökande, antal", 80),
        ("1440", "Sökande", 12.5),
    ]
    scales = {indicator.name: indicator.scale for indicator in reading.indicators.values()}
    assert (scales["Sökande, antal"], scales["Sökande"]) == (Scale.NUMBER, Scale.PERCENT)


def test_parts_of_the_column_before_are_of_its_indicator(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kommun", RECIPIENTS, "varav kvinnor", "varav män"],
        ["Ale", 4.2, 4.0, 4.4],
        about=[["Registeruppgifterna avser 2021"]],
    )
    assert [(key.indicator, key.group, fact) for key, fact in understood(reading).items()] == [
        ("andel_mottagare", Group.TOTAL, 4.2),
        ("andel_mottagare", Group.WOMEN, 4.0),
        ("andel_mottagare", Group.MEN, 4.4),
    ]


@pytest.mark.parametrize(("head", "other"), [("Regiform", "Enskild"), ("Ålder", "18–24 år")])
def test_a_part_that_is_no_group_is_not_taken_for_the_whole(head: str, other: str, process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", head, VISIT], ["Ale", "Totalt", 1], ["Ale", other, 0], ["Malmö", "Alla", 0])
    assert figures(reading) == [("1440", "nybesok_14_dagar", 1), ("1280", "nybesok_14_dagar", 0)]
    assert other in the_finding(reading).what
    # Nor is it where the unit has no other row, or where the whole is the row with nothing there.
    beside = read_rows(
        process,
        ["Kommun", head, VISIT],
        ["Ale", None, 1],
        ["Ale", other, 0],
        ["Malmö", other, 0],
        ["Lund", "Totalt", 0],
    )
    assert figures(beside) == [("1440", "nybesok_14_dagar", 1), ("1281", "nybesok_14_dagar", 0)]
    assert the_finding(beside).what.startswith("2 rader")


def test_shares_of_those_who_answered_yes_are_the_indicator(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        [None, PLAN, None, VISIT, None],
        ["Län", "Andel ja, för alla (%)", "Andel nej (%)", "Antal svar", "Andel ja"],
        ["Skåne län", 40, 35, 33, 70],
    )
    assert figures(reading)[0] == ("12", "plan_tre_manader_alla", 40)
    assert figures(reading)[3] == ("12", "nybesok_14_dagar", 70)


def test_headings_may_be_ids_that_are_listed_elsewhere(process: ReadingProcess) -> None:
    book = simple_book([["Kommun", "ind1", "ind2"], ["Ale", 1, 0]])
    sheet_of(book, [["Nr", "Indikator"], ["ind1", VISIT], ["ind2", FIA]], "Indikatorer")
    assert figures(read(save(book), process)) == [("1440", "nybesok_14_dagar", 1), ("1440", "fia", 0)]


def test_a_column_that_says_only_a_year_is_of_the_indicator_before_it(process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", FIA, "Resultat 2021", VISIT, "2021"], ["Malmö", 1, 0, 0, 1])
    table = reading.observations
    assert list(zip(table["indicator_id"], table["year"], table["value"], strict=True)) == [
        ("fia", 2022, 1),
        ("fia", 2021, 0),
        ("nybesok_14_dagar", 2022, 0),
        ("nybesok_14_dagar", 2021, 1),
    ]


def test_a_measure_beside_the_indicator_tells_its_figures_apart(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kommun", "Indikator", "Mått", "Värde"],
        ["Malmö", RECIPIENTS, "Antal", 1234],
        ["Malmö", RECIPIENTS, "Andel", 4.5],
        ["Lund", RECIPIENTS, "Antal", 321],
        ["Lund", RECIPIENTS, "Andel", 2.5],
    )
    known = [figure for figure in figures(reading) if figure[1] == "andel_mottagare"]
    assert known == [("1280", "andel_mottagare", 4.5), ("1281", "andel_mottagare", 2.5)]
    assert {value for _, indicator, value in figures(reading) if indicator != "andel_mottagare"} == {1234, 321}


def test_numbers_and_shares_on_sheets_of_their_own_are_told_apart(process: ReadingProcess) -> None:
    book = Workbook()
    for name, value in (("Antal", 1234), ("Andel (%)", 4.5)):
        sheet_of(book, [["Registerdata 2022"], ["Kommun", RECIPIENTS], ["Malmö", value]], name)
    found = figures(read(save(book), process))
    assert [fact for _, _, fact in found] == [1234, 4.5]
    assert found[1][1] == "andel_mottagare" != found[0][1]


def test_a_column_of_changes_is_no_result(process: ReadingProcess) -> None:
    heads = [f"{RECIPIENTS} 2021", f"{RECIPIENTS} 2022", "Förändring (procentenheter)"]
    book = Workbook()
    sheet_of(book, [["Registerdata"], ["Kommun", *heads], ["Malmö", 4.5, 5, 0.5]])
    assert list(read(save(book), process).observations["value"]) == [4.5, 5]


@pytest.mark.parametrize("answers", [(True, False), (1.0, 0.0)])
def test_truth_values_and_whole_percentages_are_answers(
    answers: tuple[CellValue, CellValue], process: ReadingProcess
) -> None:
    book = simple_book([["Kommun", FIA], ["Malmö", answers[0]], ["Lund", answers[1]]])
    for row in (2, 3):
        book["Resultat"].cell(row, 2).number_format = "0%" if isinstance(answers[0], float) else "General"
    reading = read(save(book), process)
    assert figures(reading) == [("1280", "fia", 1), ("1281", "fia", 0)]
