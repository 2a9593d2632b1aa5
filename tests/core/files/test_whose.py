"""Whose a row is: by code, by name, by both, or nobody's."""

import pytest

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.model import Group, Status
from ojdesk.core.units import unit_table
from ojdesk.core.work import Refused
from tests.core.files.books import CellValue, Rows, read, save, sheet_of, simple_book
from tests.core.files.facts import Key, places, understood
from tests.core.files.rows import FIA, RECIPIENTS, VISIT, figures, read_rows, the_finding


def test_a_table_may_have_names_alone(process: ReadingProcess) -> None:
    reading = read_rows(
        process, ["", VISIT], ["Riket", 87], ["Skåne län", 50], ["Alingsås kommun", 1], ["Malmö stad", 0]
    )
    assert [unit for unit, *_ in figures(reading)] == ["00", "12", "1489", "1280"]


def test_codes_are_recognised_without_a_heading(process: ReadingProcess) -> None:
    reading = read_rows(process, [None, None, VISIT], ["0114", None, 1], ["018006", None, 0], ["1440", None, 1])
    assert [unit for unit, *_ in figures(reading)] == ["0114", "018006", "1440"]


def test_numbers_beside_names_are_no_codes_unless_they_agree(process: ReadingProcess) -> None:
    rank = read_rows(process, [None, None, VISIT], [1, "Alingsås", 1], [2, "Ale", 0], [3, "Malmö", 1])
    assert [unit for unit, *_ in figures(rank)] == ["1489", "1440", "1280"]
    codes = read_rows(process, [None, None, VISIT], [1489, "Alingsås", 1], [1440, None, 0], [1280, "Malmö", 1])
    assert [unit for unit, *_ in figures(codes)] == ["1489", "1440", "1280"]


def test_the_first_results_are_not_taken_for_county_codes(process: ReadingProcess) -> None:
    reading = read_rows(
        process, ["Län", "Kommun", VISIT], ["Stockholms län", "Värmdö", 1], ["Uppsala län", "Enköping", 1]
    )
    assert figures(reading) == [("0120", "nybesok_14_dagar", 1.0), ("0381", "nybesok_14_dagar", 1.0)]


@pytest.mark.parametrize(
    ("code", "name", "unit"),
    [
        ("03", "Uppsala", "03"),
        ("0380", "Uppsala", "0380"),
        ("01", "Stockholm", "01"),
        ("01", "Region Stockholm", "01"),
        (0, "Riket", "00"),
        ("0000", "Riket (290 kommuner)", "00"),
        ("14", "Västra Götalandsregionen", "14"),
        ("980", "Region Gotland", "0980"),
        ("018006", "Stockholm, Bromma", "018006"),
        ("018006", "Bromma (Stockholm)", "018006"),
        ("0180", "Stockholm - Bromma", "018006"),
        ("0180", "Bromma", "018006"),
        ("018006", None, "018006"),
        ("114", "Uplands Väsby", "0114"),
        (None, "1440 Ale", "1440"),
        (None, "Falu kommun", "2080"),
        ("1917", None, "0331"),  # Heby, in Västmanland until 2006
        ("114", "Väsby", "0114"),
    ],
)
def test_code_and_name_together_say_which_unit_it_is(
    code: CellValue, name: str | None, unit: str, process: ReadingProcess
) -> None:
    row = [code, name, 0]
    reading = read_rows(process, ["Kommunkod", "Kommun", VISIT], row, ["1489", "Alingsås", 1], ["1280", "Malmö", 1])
    assert figures(reading)[0] == (unit, "nybesok_14_dagar", 0.0)
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1440", "Alingsås"),
        ("14", "Stockholms län"),
        ("1440", "Skåne län"),
        ("1440", "Riket"),
        ("018006", "Ale"),
        ("018009", "Stockholm, Nya staden"),
        (None, "1489 Ale"),
    ],
)
def test_a_row_whose_code_and_name_contradict_each_other_is_left_out(
    code: CellValue, name: str, process: ReadingProcess
) -> None:
    reading = read_rows(process, ["Kommunkod", "Kommun", VISIT], ["1280", "Malmö", 1], [code, name, 0])
    assert figures(reading) == [("1280", "nybesok_14_dagar", 1.0)]
    finding = the_finding(reading)
    assert finding.serious
    assert finding.cell == "A3"
    assert "Raden har inte lästs." in finding.what
    assert finding.action


@pytest.mark.parametrize(
    "row",
    [
        ["14", "Västra Götalands län", "1411", "Okänd"],
        ["14", "Västra Götalands län", None, "Okänd kommun"],
        ["14", "Västra Götalands län", "0180", "Stockholm, övriga"],
        [None, None, "14", "Okänd kommun i länet"],
        [None, None, None, "Offentlig regi"],
        [None, None, None, None],
    ],
)
def test_a_row_of_an_unknown_unit_is_left_out_and_pointed_out(row: list[CellValue], process: ReadingProcess) -> None:
    header = ["Länskod", "Län", "Kommunkod", "Kommun", VISIT]
    malmo = ["12", "Skåne län", "1280", "Malmö", 1]
    reading = read_rows(process, header, malmo, [*row, 0])
    assert figures(reading) == [("1280", "nybesok_14_dagar", 1.0)]
    finding = the_finding(reading)
    assert finding.serious
    assert "ingen känd enhet" in finding.what


def test_codes_may_be_split_between_columns(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Länskod", "Kommunkod", "Kommun", VISIT],
        ["01", "14", "Upplands Väsby", 1],
        ["01", "80", "Stockholm", 0],
        ["01", "00", "Hela länet", 40],
        ["00", "00", "Riket", 50],
    )
    assert [(unit, fact) for unit, _, fact in figures(reading)] == [("0114", 1), ("0180", 0), ("01", 40), ("00", 50)]


def test_units_may_be_named_once_for_several_rows(process: ReadingProcess) -> None:
    rows: Rows = [
        ["Kommun", "Kön", RECIPIENTS],
        ["Ale", "Totalt", 4.2],
        [None, "Kvinnor", 4.0],
        [None, "Män", 4.4],
        ["Alingsås", "Totalt", 5.2],
        [None, "Kvinnor", 5.0],
        [None, "Män", 5.4],
    ]
    book = simple_book(rows, ["Registeruppgifterna avser 2021"], title="Öppna jämförelser 2022, registerdata")
    expected = {("1440", Group.MEN): 4.4, ("1489", Group.TOTAL): 5.2, ("1489", Group.WOMEN): 5.0}
    for merged in (False, True):
        if merged:
            book["Resultat"].merge_cells("A2:A4")
            book["Resultat"].merge_cells("A5:A7")
        reading = read(save(book), process)
        found = {(key.unit, key.group): fact for key, fact in understood(reading).items()}
        assert len(found) == 6
        assert {key: found[key] for key in expected} == expected


def test_notes_below_are_no_units(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kommun", VISIT],
        ["Ale", 1],
        [],
        ["Stockholm redovisas per stadsdel."],
        ["* Göteborg: uppgift avser socialförvaltningar."],
        ["Källa: Socialstyrelsen"],
    )
    assert figures(reading) == [("1440", "nybesok_14_dagar", 1)]
    assert reading.findings == ()


def test_a_row_of_one_home_or_office_is_not_its_municipality(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kommunkod", "Kommunnamn", "Regiform", "Enhetens namn som del av boendet (t.ex. avdelning i boende )", VISIT],
        ["1440", "Ale", "Enskild", "Villa A", "Ja"],
        ["1440", "Ale", "Offentlig", "Aggregerad", "Nej"],
        ["1280", "Malmö", "Samtliga", "Aggregerad", "Ja"],
        ["1281", "Lund", None, None, "Nej"],
    )  # fmt: skip
    assert figures(reading) == [("1280", "nybesok_14_dagar", 1), ("1281", "nybesok_14_dagar", 0)]
    assert the_finding(reading).serious


@pytest.mark.parametrize(
    ("year", "city", "part"),
    [
        (2022, "Stockholm", "Västerort"),
        (2022, "Uppsala", "Gottsunda"),
        (2022, "Uppsala", "Centrum"),
        (2020, "Stockholm", "Hägersten-Älvsjö"),
        (2021, "Göteborg", "Angered"),
    ],
)
@pytest.mark.parametrize("has_code", [False, True])
def test_an_unknown_part_is_not_its_municipality(
    year: int, city: str, part: str, has_code: bool, process: ReadingProcess
) -> None:
    known = unit_table().municipality(city)
    assert known
    rows: Rows = [
        ["Kommunkod", "Kommun", "Stadsdel", VISIT],
        ["1440", "Ale", None, 1],
        [known.code, city, part, 0],
        ["1280", "Malmö", "Hela staden", 1],
        ["1488", "Trollhättan", "Ej aktuellt", 1],
        ["1281", "Lund", "-", 1],
    ]
    rows = rows if has_code else [row[1:] for row in rows]
    reading = read(save(simple_book(rows, title=f"Öppna jämförelser {year}, enkätdata")), process)
    assert [unit for unit, *_ in figures(reading)] == ["1440", "1280", "1488", "1281"]
    assert "ingen känd enhet" in the_finding(reading).what


def test_an_area_or_a_measure_in_a_column_is_no_part_of_a_unit(process: ReadingProcess) -> None:
    long = read_rows(
        process, ["Område", "Indikator", "Enhet", "Kommun", "Värde"], ["Tillgänglighet", VISIT, "Ja/nej", "Ale", 1],
        ["Kunskap", FIA, "Ja/nej", "Ale", 0], ["Kunskap", FIA, "Ja/nej", "Malmö", 0],
    )  # fmt: skip
    assert figures(long) == [("1440", "nybesok_14_dagar", 1), ("1440", "fia", 0), ("1280", "fia", 0)]
    wide = read_rows(process, ["Län", "Enhet", VISIT], ["Skåne län", "Procent", 50], ["Hallands län", "Procent", 40])
    assert figures(wide) == [("12", "nybesok_14_dagar", 50), ("13", "nybesok_14_dagar", 40)]
    assert long.findings == wide.findings == ()


@pytest.mark.parametrize("rest", [[0], [0, 1]], ids=["one", "two"])
@pytest.mark.parametrize("label", [["9999", "Okänd"], ["9999", None], [None, "Totalt"], [None, "Riket 2021"]])
def test_a_first_row_of_no_one_known_is_no_header(
    label: list[CellValue], rest: list[CellValue], process: ReadingProcess
) -> None:
    header = ["Kommunkod", "Kommun", VISIT, FIA][: 2 + len(rest)]
    reading = read_rows(process, header, [*label, *rest], ["1440", "Ale", *rest], ["1280", "Malmö", *rest])
    assert {unit for unit, *_ in figures(reading)} == {"1440", "1280"}
    assert (the_finding(reading).cell, the_finding(reading).serious) == ("A2", True)
    assert reading.sheets[1].header == (1,)


@pytest.mark.parametrize(
    "below", [[None, 1, 2], ["Insamlat", 2021, 2022], ["Skala", "1/0", "1/0"], ["Uppgift", "Andel (%)", "Andel (%)"]]
)
def test_what_is_told_of_the_columns_is_no_unit(below: list[CellValue], process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", VISIT, FIA], below, ["Ale", 1, 0], ["Malmö", 0, 1])
    assert len(figures(reading)) == 4
    assert [finding.what for finding in reading.findings if "inte lästs" in finding.what] == []


def test_a_row_that_is_called_like_a_heading_is_none_if_it_has_results(process: ReadingProcess) -> None:
    header = ["Kommun", VISIT]
    reading = read_rows(process, header, ["Ale", 1], header, ["Malmö", 0], ["Region", 40])
    assert len(figures(reading)) == 2
    assert the_finding(reading).cell == "A5"


def test_short_names_beside_genitives_are_municipalities(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Område", VISIT],
        ["Stockholms", 50],
        ["Stockholm", 1],
        ["Kalmars", 30],
        ["Kalmar", 1],
        ["Uppsala", 40],
    )
    assert [(unit, fact) for unit, _, fact in figures(reading)] == [
        ("01", 50), ("0180", 1), ("08", 30), ("0880", 1), ("03", 40),
    ]  # fmt: skip
    assert reading.findings == ()


def test_a_year_between_the_rows_is_no_code(process: ReadingProcess) -> None:
    reading = read_rows(
        process, ["Kod", "Kommun", VISIT], [2021], ["1440", "Ale", 1], [2023], ["1440", "Ale", 0], ["2023", "Malung", 1]
    )
    assert [(key.unit, key.year, fact) for key, fact in understood(reading).items()] == [
        ("1440", 2021, 1), ("1440", 2023, 0), ("2023", 2023, 1),
    ]  # fmt: skip


def test_a_sheet_may_be_of_one_unit(process: ReadingProcess) -> None:
    book = simple_book([["Indikator", 2021, 2022], [FIA, "Ja", "Nej"], [VISIT, "Nej", "Nej"]])
    book["Resultat"].title = "Malmö"
    reading = read(save(book), process)
    assert {(unit, indicator) for unit, indicator, _ in figures(reading)} == {
        ("1280", "fia"),
        ("1280", "nybesok_14_dagar"),
    }
    assert list(reading.observations["value"]) == [1, 0, 0, 0]
    assert places(reading)[Key("1280", "fia", 2022)] == ("Malmö", "C2")


def test_each_units_name_may_stand_alone_over_its_rows(process: ReadingProcess) -> None:
    rows: Rows = [
        ["Indikator", 2021, 2022], ["Malmö"], [FIA, "Ja", "Nej"], [VISIT, "Nej", "Nej"],
        ["Okänd kommun"], [FIA, "Ja", "Ja"], ["Skåne län"], [FIA, 62, 58], ["Alingsås"], [VISIT], [FIA, "Nej", "Ja"],
    ]  # fmt: skip
    reading = read(save(simple_book(rows)), process)
    assert understood(reading) == {
        Key("1280", "fia", 2021): 1, Key("1280", "fia", 2022): 0,
        Key("1280", "nybesok_14_dagar", 2021): 0, Key("1280", "nybesok_14_dagar", 2022): 0,
        Key("12", "fia", 2021): 62, Key("12", "fia", 2022): 58,
        Key("1489", "nybesok_14_dagar", 2021): Status.MISSING, Key("1489", "nybesok_14_dagar", 2022): Status.MISSING,
        Key("1489", "fia", 2021): 0, Key("1489", "fia", 2022): 1,
    }  # fmt: skip
    assert places(reading)[Key("1489", "fia", 2022)] == ("Resultat", "C11")
    assert [(it.serious, it.cell) for it in reading.findings] == [(True, "A6")]


def test_what_stands_beside_a_units_name_or_names_another_is_not_the_unit_aboves(process: ReadingProcess) -> None:
    rows: Rows = [
        ["Malmö"], ["Indikator", "Resultat"], [FIA, "Ja"], [None, "Nej"], [VISIT, "Nej"],
        ["Alingsås", "besvarad av socialchefen"], [FIA, "Nej"],
        ["1440", "Ale"], ["Indikator", "Resultat"], [FIA, "Ja"], ["Riket"], [FIA, 65], ["Källa: 2022"],
    ]  # fmt: skip
    reading = read(save(simple_book(rows)), process)
    assert understood(reading) == {
        Key("1280", "fia", 2022): 1, Key("1280", "nybesok_14_dagar", 2022): 0,
        Key("1440", "fia", 2022): 1, Key("00", "fia", 2022): 65,
    }  # fmt: skip
    assert [(it.serious, it.cell) for it in reading.findings] == [(True, "A4"), (True, "A7")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Malmö"], [FIA, "Riket", 65], [FIA, "Kommun", "Ja"]],
        [["Malmö"], [FIA, None, "Ja"], ["Riket", None, 65], [VISIT, None, "Ja"]],
        [[FIA, None, "Ja"], ["Malmö"], [FIA, None, "Nej"]],
    ],
)
def test_rows_that_may_be_two_units_are_neithers(rows: Rows, process: ReadingProcess) -> None:
    with pytest.raises(Refused, match="inget blad har resultat"):
        read(save(simple_book([["Indikator", "Nivå", "Resultat"], *rows])), process)


def test_a_sheet_of_one_unit_gives_it_no_figures_of_another(process: ReadingProcess) -> None:
    rows: Rows = [["Indikator", "Resultat"], [FIA, "Ja"], ["Malmö"], [VISIT, "Nej"], ["Riket"], [FIA, 65]]
    book = simple_book([["Indikator", "Resultat"], ["Ale"], [FIA, "Ja"]])
    sheet_of(book, rows, "Malmö")
    assert Key("1280", "fia", 2022) not in understood(read(save(book), process))


def test_the_nation_beside_units_in_sections_is_not_taken_for_all_that_there_is(process: ReadingProcess) -> None:
    rows: Rows = [["Indikator", "Kommunen", "Riket"], ["Ale"], [FIA, "Ja", 65], ["Malmö"], [FIA, "Nej", 65]]
    reading = read(save(simple_book(rows)), process)
    assert understood(reading) == {Key("1440", "fia", 2022): 1, Key("1280", "fia", 2022): 0}
    assert [(it.serious, it.cell) for it in reading.findings] == [(True, "C1")]


def test_an_empty_row_lacks_what_it_says_itself_and_no_other_year_or_group(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        ["Kommun", "Indikator", "År", "Kön", "Resultat"],
        ["Ale", RECIPIENTS, 2020, "Kvinnor", 3.1],
        ["Ale", RECIPIENTS, 2021, "Män", None],
        ["Malmö", RECIPIENTS, 2021, "Män", 2.5],
    )
    assert understood(reading) == {
        Key("1440", "andel_mottagare", 2020, Group.WOMEN): 3.1,
        Key("1440", "andel_mottagare", 2021, Group.MEN): Status.MISSING,
        Key("1280", "andel_mottagare", 2021, Group.MEN): 2.5,
    }
