from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.workbook import Reading
from ojdesk.core.model import Finding, Group, Level, Scale, Source, Status
from ojdesk.core.units import exists, unit_table
from tests.core.files.books import (
    UNKNOWN,
    CellValue,
    Facts,
    Key,
    Layout,
    Rows,
    places,
    read,
    save,
    sheet_of,
    simple_book,
    understood,
    write,
)

UNITS = ("00", "01", "03", "14", "0114", "0380", "0381", "1440", "1489", "018006", "018012", "148052")
SURVEY = ("nybesok_14_dagar", "fia", "plan_tre_manader_alla", "socionomexamen", UNKNOWN)
REGISTER = ("andel_mottagare", "belopp_per_inv", "andel_langvarigt")
ONE_YEAR, THREE_YEARS = (2022,), (2021, 2022, 2023)
ONE_GROUP, THREE_GROUPS = (Group.TOTAL,), (Group.TOTAL, Group.WOMEN, Group.MEN)

VISIT = "Väntetid för personligt nybesök"
FIA = "Använder standardiserade bedömningsmetoden FIA"
PLAN = "Upprättat en genomförandeplan med den enskilde inom tre månader för alla"
RECIPIENTS = "Andel biståndsmottagare i befolkningen"


def facts_of(
    source: Source, years: Sequence[int], groups: Sequence[Group] = ONE_GROUP, random: Random | None = None
) -> Facts:
    """A figure for every unit, indicator, year and group, or a reason why there is none."""
    random = random or Random(7)
    indicators = SURVEY if source is Source.SURVEY else REGISTER
    facts: dict[Key, float | Status] = {}
    for code, indicator, year, group in product(UNITS, indicators, years, groups):
        unit, known = unit_table().by_code[code], catalogue().by_id.get(indicator)
        scale = known.scale if known else Scale.YES
        if not exists(unit, year):
            continue
        fact: float | Status
        if scale is Scale.NUMBER:
            fact = float(random.randint(0, 3_000))
        elif unit.level.answers and scale.is_answer:
            fact = float(random.randint(0, 2 if scale is Scale.GRADED else 1))
        else:
            fact = random.randint(11, 999) / 10  # a whole sheet of shares below one could be either
        silent = random.randint(0, 6) == 0 and code != "0114"  # someone answers, or it is no question
        reasons = (Status.MISSING, Status.NOT_APPLICABLE, Status.SUPPRESSED)
        facts[Key(code, indicator, year, group)] = random.choice(reasons) if silent else fact
    return facts


def check(facts: Facts, layout: Layout, source: Source, process: ReadingProcess) -> None:
    written = write(facts, layout, source)
    reading = read(save(written.book), process)
    assert understood(reading) == facts
    assert places(reading) == written.places
    assert [finding.what for finding in reading.findings if "inte lästs" in finding.what] == []


def variants() -> dict[str, list[Any]]:
    """Every way in which a layout may differ, with all it may be."""
    found = {name: list(get_args(kind)) or [False, True] for name, kind in get_type_hints(Layout).items()}
    found["header_row"] = list(range(1, 13))
    found["numbering"] = ["", "{}. ", "{}a. ", "ind{} ", "b{}: ", "{}) ", "{} ", "Fråga {}: ", "{} – ", "U3146{} "]
    return found


def single_changes() -> list[Layout]:
    plain = Layout()
    changed = [
        replace(plain, **{name: value}) for name, values in variants().items() for value in values if name != "sheets"
    ]
    return [*dict.fromkeys(changed), replace(plain, sheets="level")]


def name_of(layout: Layout) -> str:
    changed = [name for name in variants() if getattr(layout, name) != getattr(Layout(), name)]
    return ",".join(f"{name}={getattr(layout, name)}" for name in changed) or "plain"


@pytest.mark.parametrize("layout", single_changes(), ids=name_of)
def test_a_survey_is_read_in_every_layout(layout: Layout, process: ReadingProcess) -> None:
    check(facts_of(Source.SURVEY, ONE_YEAR), layout, Source.SURVEY, process)


@pytest.mark.parametrize(
    "layout",
    [
        Layout(years="column"),
        Layout(years="under"),
        Layout(years="under", merged=False, area_above=True),
        Layout(years="behind", numbering="{}. "),
        Layout(years="behind", noise="mark"),
        Layout(sheets="year"),
        Layout(sheets="year", units="name", districts="bare"),
        Layout(long=True),
        Layout(long=True, units="split", codes="number"),
        Layout(sheets="level", years="under", units="split"),
    ],
    ids=name_of,
)
def test_several_years_are_read_from_one_file(layout: Layout, process: ReadingProcess) -> None:
    check(facts_of(Source.SURVEY, THREE_YEARS), layout, Source.SURVEY, process)


@pytest.mark.parametrize(
    "layout",
    [
        Layout(groups="behind"),
        Layout(groups="under"),
        Layout(groups="under", merged=False, noise="break"),
        Layout(groups="column"),
        Layout(groups="column", long=True, shares="format"),
        Layout(groups="under", years="under", shares="fraction"),
        Layout(groups="behind", years="behind", shares="sign"),
    ],
    ids=name_of,
)
@pytest.mark.parametrize("years", [ONE_YEAR, THREE_YEARS], ids=["one_year", "three_years"])
def test_groups_are_read_wherever_they_stand(layout: Layout, years: tuple[int, ...], process: ReadingProcess) -> None:
    check(facts_of(Source.REGISTER, years, THREE_GROUPS), layout, Source.REGISTER, process)


layouts = st.builds(Layout, **{name: st.sampled_from(values) for name, values in variants().items()})


@given(
    layout=layouts,
    source=st.sampled_from(Source),
    years=st.sampled_from([ONE_YEAR, THREE_YEARS]),
    groups=st.sampled_from([ONE_GROUP, THREE_GROUPS]),
    random=st.randoms(use_true_random=False),
)
@settings(max_examples=250, deadline=None, derandomize=True)
def test_any_figures_are_read_from_any_layout(
    process: ReadingProcess,
    layout: Layout,
    source: Source,
    years: tuple[int, ...],
    groups: tuple[Group, ...],
    random: Random,
) -> None:
    if source is Source.SURVEY:
        groups = ONE_GROUP
    if years == ONE_YEAR and layout.sheets == "year":
        layout = replace(layout, sheets="level")
    check(facts_of(source, years, groups, random), layout, source, process)


# Single oddities ---------------------------------------------------------------------------------------------------


def read_rows(process: ReadingProcess, *rows: Sequence[object], about: Iterable[Sequence[object]] = ()) -> Reading:
    return read(save(simple_book(rows, *about)), process)


def figures(reading: Reading) -> list[tuple[str, str, float | Status]]:
    return [(key.unit, key.indicator, fact) for key, fact in understood(reading).items()]


def the_finding(reading: Reading) -> Finding:
    (finding,) = reading.findings
    return finding


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


def test_the_county_above_is_meant_by_hela_lanet(process: ReadingProcess) -> None:
    reading = read_rows(
        process, ["Kommun", VISIT], ["Skåne län", None], ["Malmö", 1], ["Länet totalt", 60], ["Hallands län", None],
        ["Laholm", 0], ["Hela länet", 70],
    )  # fmt: skip
    assert [(unit, fact) for unit, _, fact in figures(reading)] == [("1280", 1), ("12", 60), ("1381", 0), ("13", 70)]


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


def test_years_of_sheets_are_their_own(process: ReadingProcess) -> None:
    book = Workbook()
    header, ale = ["Kommun", VISIT], ["Ale", 1]
    sheet_of(book, [["Öppna jämförelser 2024, enkätdata"]], "Information")
    for number, year in enumerate((2022, 2023), start=1):
        sheet_of(book, [[f"Tabell {number}. Resultat {year}"], [], header, ale], f"Tabell {number}")
    assert read(save(book), process).years == (2022, 2023)


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


def test_an_indicator_that_no_one_knows_keeps_its_own_words(process: ReadingProcess) -> None:
    book = simple_book([["Kommun", "12. Kommunen erbjuder\nkvällsöppet"], ["Ale", 1], ["Malmö", 0]])
    head = ["Nr", "Indikator", "Beskrivning"]
    sheet_of(book, [head, [12, "Kommunen erbjuder kvällsöppet", "Öppet efter 18."]], "Indikatorer")
    reading = read(save(book), process)
    (indicator,) = reading.indicators.values()
    assert not indicator.known
    assert (indicator.name, indicator.definition) == ("Kommunen erbjuder kvällsöppet", "Öppet efter 18.")
    assert indicator.scale is Scale.YES


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


# What stands elsewhere than in the header ---------------------------------------------------------------------------


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


def test_columns_that_nothing_names_an_indicator_for_are_pointed_out(process: ReadingProcess) -> None:
    book = simple_book([["Kommun", VISIT], ["Ale", 1]])
    sheet_of(book, [["Län", 2021, 2022], ["Skåne län", 50, 60]], "Blad2")
    reading = read(save(book), process)
    assert figures(reading) == [("1440", "nybesok_14_dagar", 1)]
    assert (the_finding(reading).sheet, the_finding(reading).serious) == ("Blad2", True)


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


def test_lanet_above_units_of_several_counties_is_none_of_them(process: ReadingProcess) -> None:
    reading = read_rows(process, ["Kommun", VISIT], ["Länet", 55], ["Ale", 1], ["Malmö", 0])
    assert [unit for unit, *_ in figures(reading)] == ["1440", "1280"]
    assert the_finding(reading).cell == "A2"


def test_shares_of_those_who_answered_yes_are_the_indicator(process: ReadingProcess) -> None:
    reading = read_rows(
        process,
        [None, PLAN, None, VISIT, None],
        ["Län", "Andel ja, för alla (%)", "Andel nej (%)", "Antal svar", "Andel ja"],
        ["Skåne län", 40, 35, 33, 70],
    )
    assert figures(reading)[0] == ("12", "plan_tre_manader_alla", 40)
    assert figures(reading)[3] == ("12", "nybesok_14_dagar", 70)


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


def test_a_year_between_the_rows_is_no_code(process: ReadingProcess) -> None:
    reading = read_rows(
        process, ["Kod", "Kommun", VISIT], [2021], ["1440", "Ale", 1], [2023], ["1440", "Ale", 0], ["2023", "Malung", 1]
    )
    assert [(key.unit, key.year, fact) for key, fact in understood(reading).items()] == [
        ("1440", 2021, 1), ("1440", 2023, 0), ("2023", 2023, 1),
    ]  # fmt: skip


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


def test_headings_may_be_ids_that_are_listed_elsewhere(process: ReadingProcess) -> None:
    book = simple_book([["Kommun", "ind1", "ind2"], ["Ale", 1, 0]])
    sheet_of(book, [["Nr", "Indikator"], ["ind1", VISIT], ["ind2", FIA]], "Indikatorer")
    assert figures(read(save(book), process)) == [("1440", "nybesok_14_dagar", 1), ("1440", "fia", 0)]


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
