import csv
import gzip
import math
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reading import Reading, Undecided
from ojdesk.core.files.sheet import Cell as SheetCell
from ojdesk.core.files.sheet import Sheet, as_text
from ojdesk.core.files.whose import is_name_of, parse_code
from ojdesk.core.files.workbook import Import, read_files
from ojdesk.core.model import Level, Source, Status, address
from ojdesk.core.resources import sample_files
from ojdesk.core.work import Refused, Stopped
from tests.core.files.books import Rows, read, save, sheet_of, simple_book

TRUTH = Path(__file__).resolve().parents[2] / "truth"
SAMPLE = [path.name for path in sample_files()]

VISIT = "Väntetid för personligt nybesök"
HEADER = ["Kommunkod", "Kommun", VISIT]
ALE = ["1440", "Ale", 1]

Cell = tuple[str | float | None, ...]


def cells_in_truth(file: str) -> dict[tuple[str, str], Cell]:
    with gzip.open(TRUTH / f"{file}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return {(row["sheet"], row["cell"]): tuple(truth_of(row)) for row in csv.DictReader(lines)}


def truth_of(row: dict[str, str]) -> Iterator[str | float | None]:
    columns = ("kind", "level", "unit_code", "unit_name", "key", "label", "group", "scale", "status")
    yield from (row[column] for column in columns)
    yield int(row["year"])
    yield float(row["value"]) if row["value"] else None


def cells_in(reading: Reading) -> dict[tuple[str, str], Cell]:
    table = reading.observations
    columns = ("source", "level", "unit_code", "unit_name", "indicator_id", "indicator", "group", "scale", "status")
    rows = zip(
        *(table[column].astype(str) for column in columns),
        table["year"].tolist(),
        [None if math.isnan(value) else value for value in table["value"].tolist()],
        strict=True,
    )
    places = [
        (sheet, address(row, column))
        for sheet, row, column in zip(table["sheet"], table["row"].tolist(), table["column"].tolist(), strict=True)
    ]
    found = dict(zip(places, rows, strict=True))
    assert len(found) == len(table), "no cell is read twice"
    return found


@pytest.fixture(scope="module")
def readings(sample: Import) -> dict[str, Reading]:
    return {reading.file: reading for reading in sample.readings}


def test_the_sample_is_read_whole(sample: Import) -> None:
    assert sample.refusals == ()
    assert [reading.file for reading in sample.readings] == SAMPLE
    assert all(reading.invented for reading in sample.readings)
    assert [finding for reading in sample.readings for finding in reading.findings] == []


@pytest.mark.parametrize("file", SAMPLE)
def test_every_cell_of_the_sample_is_read_as_it_is_meant(file: str, readings: dict[str, Reading]) -> None:
    truth, found = cells_in_truth(file), cells_in(readings[file])
    assert len(truth) > 5_000
    assert truth.keys() == found.keys()
    wrong = {place: (truth[place], found[place]) for place in truth if truth[place] != found[place]}
    assert wrong == {}


def test_a_title_year_is_not_the_year_of_register_data(readings: dict[str, Reading]) -> None:
    reading = readings["oppna-jamforelser-2020-ekonomiskt-bistand-registerdata.xlsx"]
    assert (reading.year.published, reading.years) == (2020, (2019,))


def test_the_sheets_tell_what_became_of_them(readings: dict[str, Reading]) -> None:
    reading = readings["oppna-jamforelser-2019-ekonomiskt-bistand-enkatdata.xlsx"]
    skipped = {sheet.name: sheet.skipped for sheet in reading.sheets}
    assert skipped == {
        "Information": "Inga enheter",
        "Indikatorer": "Inga enheter",
        "Kommun": "",
        "Län": "",
        "Riket": "",
    }
    by_name = {sheet.name: sheet for sheet in reading.sheets}
    assert by_name["Kommun"].header == (6, 7)
    assert by_name["Kommun"].units == {Level.MUNICIPALITY: 288, Level.DISTRICT: 24}
    assert by_name["Län"].units == {Level.COUNTY: 21}


# Several files -----------------------------------------------------------------------------------------------------


def test_one_bad_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    good = sample_files()[:2]
    bad = tmp_path / "trasig.xlsx"
    bad.write_bytes(good[0].read_bytes()[:5_000])
    gone = tmp_path / "borta.xlsx"
    result = read_files([good[0], bad, gone, good[1]])
    assert [reading.file for reading in result.readings] == [path.name for path in good]
    assert [refusal.split()[0] for refusal in result.refusals] == ["trasig.xlsx", "borta.xlsx"]


def test_the_same_content_is_read_once_under_whatever_names(tmp_path: Path) -> None:
    first = sample_files()[-1]
    copy = tmp_path / "Kopia 2024.xlsx"
    shutil.copyfile(first, copy)
    result = read_files([first, copy, first])
    assert [reading.file for reading in result.readings] == [first.name]
    assert result.refusals == ()


def test_reading_tells_how_far_it_has_come_and_can_be_stopped() -> None:
    told: list[tuple[int, int, str]] = []
    files = sample_files()[-2:]
    read_files(files, lambda *step: told.append(step))
    assert told[0] == (0, 2, f"Läser {files[0].name}")
    assert (1, 2, f"Läser {files[1].name}") in told
    assert told[-1][:2] == (2, 2)

    def stop(done: int, total: int, text: str) -> None:
        if done == 1:
            raise Stopped

    with pytest.raises(Stopped):
        read_files(files, stop)


# What a file must say of itself ------------------------------------------------------------------------------------


def refusal(
    book: Workbook, process: ReadingProcess, name: str = "resultat.xlsx", kind: type[Exception] = Refused
) -> str:
    with pytest.raises(kind) as refused:
        read(save(book), process, name)
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    return sentence


def test_a_file_without_a_year_is_asked_about(process: ReadingProcess) -> None:
    book = simple_book([HEADER, ALE], title="Öppna jämförelser, enkätdata")
    assert "vilket år enkäten gjordes" in refusal(book, process, kind=Undecided)


def test_the_year_of_a_survey_may_stand_in_the_name_of_its_file(process: ReadingProcess) -> None:
    book = simple_book([HEADER, ALE], title="Öppna jämförelser, enkätdata")
    assert read(save(book), process, "2023-6-8628-resultat.xlsx").years == (2023,)


def test_a_register_file_must_say_which_year_it_is_about(process: ReadingProcess) -> None:
    rows: Rows = [["Kommunkod", "Kommun", "Andel biståndsmottagare i befolkningen"], ["1440", "Ale", 4.2]]
    title = "Öppna jämförelser 2022, registerdata"
    sentence = refusal(simple_book(rows, title=title), process, kind=Undecided)
    assert "vilket år registeruppgifterna avser" in sentence
    assert "2022 enligt titeln" in sentence
    told = simple_book(rows, ["Resultat 2023 – registerdata till och med år 2021"], title=title)
    assert read(save(told), process).years == (2021,)


def test_a_name_that_contradicts_the_title_is_pointed_out(process: ReadingProcess) -> None:
    reading = read(save(simple_book([HEADER, ALE])), process, "oppna-jamforelser-2021.xlsx")
    assert reading.years == (2022,)
    assert [finding.what for finding in reading.findings] == [
        "Filens namn säger 2021, men titeln säger 2022. 2022 har använts."
    ]


def test_a_given_year_takes_the_place_of_what_the_file_says() -> None:
    rows: Rows = [["Registerdata till och med 2019"], ["Kommun", "Biståndsbelopp"], ["Ale", 1.0]]
    sheets = [Sheet("Om", [["Öppna jämförelser 2020, registerdata"]]), Sheet("Resultat", rows)]
    assert interpret(Path("a.xlsx"), "", sheets).years == (2019,)
    given = interpret(Path("a.xlsx"), "", sheets, 2018)
    assert given.years == (2018,)
    assert given.findings == ()


def test_a_given_year_that_cannot_be_used_is_pointed_out() -> None:
    body: Rows = [["Kommun", HEADER[2]], ["Ale", 1.0]]
    sheets = [Sheet("Om", [["Öppna jämförelser 2023, enkätdata"]]), Sheet("2022", body), Sheet("2023", body)]
    given = interpret(Path("a.xlsx"), "", sheets, 2021)
    assert given.years == (2022, 2023)
    assert [it.what for it in given.findings if it.serious] == [
        "Du har angett 2021, men i tabellerna står åren vid kolumner, vid rader eller i bladens namn. "
        "De har använts i stället."
    ]


@pytest.mark.parametrize(("title", "own"), [("Öppna jämförelser 2022", "Resultat 2021"), ("2022", "Mätår: 2021")])
def test_a_sheet_and_a_title_that_disagree_are_asked_about(title: str, own: str) -> None:
    body: Rows = [[own], ["Kommun", HEADER[2]], ["Ale", 1.0]]
    sheets = [Sheet("Om", [[f"{title}, enkätdata"]]), Sheet("Resultat", body)]
    with pytest.raises(Undecided) as asked:
        interpret(Path("a.xlsx"), "", sheets)
    assert asked.value.question.candidates == (2021, 2022)


def test_a_workbook_without_units_is_no_yearly_file(process: ReadingProcess) -> None:
    book = simple_book([["Datum", "Belopp"], ["måndag", 100], ["tisdag", 200]])
    assert "ingen årsfil" in refusal(book, process)


def test_the_source_is_known_from_the_indicators_when_no_word_says_it(process: ReadingProcess) -> None:
    title = "Öppna jämförelser 2022"
    survey = read(save(simple_book([HEADER, ALE], title=title)), process)
    assert survey.source is Source.SURVEY
    unknown = simple_book([["Kommunkod", "Kommun", "Något annat"], ALE], title=title)
    assert "enkätdata eller registerdata" in refusal(unknown, process)


def test_a_note_that_values_are_made_up_is_kept(process: ReadingProcess) -> None:
    note = "Påhittade värden för provkörning."
    assert read(save(simple_book([HEADER, ALE], [note])), process).invented == note
    assert read(save(simple_book([HEADER, ALE])), process).invented == ""


# Figures that a file gives twice -----------------------------------------------------------------------------------


def test_figures_that_are_given_twice_count_once_if_they_agree(process: ReadingProcess) -> None:
    book = simple_book([HEADER, ALE, ["1489", "Alingsås", 0]])
    sheet_of(book, [HEADER, ["1489", "Alingsås", 0], ["0114", "Upplands Väsby", None]], "Utdrag")
    reading = read(save(book), process)
    assert reading.observations["unit_code"].tolist() == ["1440", "1489", "0114"]
    assert reading.findings == ()


def test_a_blank_gives_way_to_a_value(process: ReadingProcess) -> None:
    book = simple_book([HEADER, ["1440", "Ale", None], ALE])
    reading = read(save(book), process)
    assert reading.observations["value"].tolist() == [1.0]
    assert reading.findings == ()


def test_figures_that_contradict_each_other_do_not_count(process: ReadingProcess) -> None:
    header = [*HEADER, "Socialjour tillgänglig utanför kontorstid"]
    reading = read(save(simple_book([header, [*ALE, 1], ["1440", "Ale", 0, 1]])), process)
    assert reading.observations["status"].tolist() == [Status.UNKNOWN, Status.VALUE]
    assert math.isnan(reading.observations["value"][0])
    (finding,) = reading.findings
    assert finding.serious
    assert (finding.sheet, finding.cell) == ("Resultat", "C2")
    assert "Ale" in finding.what
    assert "cell C3" in finding.what


# Any cells at all --------------------------------------------------------------------------------------------------

Token = str | float | bool | None

LABELS: list[Token] = [
    *("Kommunkod", "Kommun", "Län", "Länskod", "År", "Kön", "Indikator", "Nr", "Kommun/stadsdel", "Källa"),
]
UNITS: list[Token] = [
    *("0114", "Upplands Väsby", "Ale", "1440", 1440.0, "Uppsala", "03", "Skåne län", "Riket", "00", 0.0, "Stockholm"),
    *("Stockholm, Bromma", "018006", "Göteborg, Centrum", "Centrum", "Länet totalt", "Okänd", "Totalt", None),
]
HEADINGS: list[Token] = [
    *(VISIT, "Handläggare med socionomexamen, andel (%)", "Andel biståndsmottagare i befolkningen, kvinnor"),
    *("Plan 2021", "ind3", "2021", 2022.0, "Tillgänglighet", "Andel (%)", "Kvinnor", None),
]
VALUES: list[Token] = [
    *(1.0, 0.0, 2.0, 9.0, 54.0, 0.4, -1.0, math.nan, math.inf, "SANT", "Ja", "Nej", "Delvis", "X", "..", "4,2 %", "?"),
    *("1", None),
]
NOTES: list[Token] = ["Tabell 2", "* Se nedan", "X = Sekretess", "1 = Ja, 2 = Nej", "Teckenförklaring"]
ANYTHING = st.sampled_from(LABELS + UNITS + HEADINGS + VALUES + NOTES)


def mostly(column: list[Token]) -> st.SearchStrategy[Token]:
    """What one expects in a column, nine times out of ten."""
    own = st.sampled_from(column)
    return st.integers(0, 9).flatmap(lambda it: own if it else ANYTHING)


def rows_of(*columns: list[Token], least: int = 0, most: int) -> st.SearchStrategy[list[list[Token]]]:
    """Rows whose cells are what one expects in their columns, and now and then something else."""
    return st.lists(st.tuples(*map(mostly, columns)).map(list), min_size=least, max_size=most)


HEADERS = rows_of(LABELS, LABELS, HEADINGS, HEADINGS, HEADINGS, least=1, most=2)
BODIES = rows_of(UNITS, UNITS, VALUES, VALUES, VALUES, least=1, most=6)
SHEETS = st.builds(
    Sheet,
    name=st.sampled_from(["Resultat", "2021", "2022"]),
    rows=st.tuples(rows_of(NOTES, most=1), HEADERS, BODIES, st.one_of(st.just([]), HEADERS), BODIES).map(
        lambda parts: [*chain(*parts)]
    ),
    merged=st.lists(st.tuples(*[st.integers(0, 8)] * 4), max_size=2),
    percent=st.lists(st.tuples(*[st.integers(0, 8)] * 3), max_size=2),
    faulty=st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 6)), st.just("#N/A"), max_size=2),
)


@given(
    sheets=st.lists(SHEETS, min_size=1, max_size=3, unique_by=lambda sheet: sheet.name), source=st.sampled_from(Source)
)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_nothing_is_read_that_is_not_there(sheets: list[Sheet], source: Source) -> None:
    name = "enkätdata 2022.xlsx" if source is Source.SURVEY else "registerdata.xlsx"
    about = Sheet("Om", [["Uppgifterna avser 2022" if source is Source.SURVEY else "Uppgifterna avser 2021"]])
    try:
        reading = interpret(Path(name), "", [about, *sheets])
    except (Refused, Undecided):
        return
    table = reading.observations
    assert (table["value"].notna() == (table["status"] == Status.VALUE)).all()
    assert not table.duplicated(["unit_code", "indicator_id", "year", "group"]).any()
    by_name = {sheet.name: sheet for sheet in sheets}
    for row in table.to_dict("records"):
        sheet, place = by_name[row["sheet"]], (row["row"], row["column"])
        assert row["raw"] == sheet.faulty.get(place, sheet.text(*place))
        said = [as_text(cell) for cells in sheet.rows[: place[0] + 1] for cell in cells]
        unit = reading.units[row["unit_code"]]
        # "Länet" sums up the municipalities above it or below.
        county = [it for it in reading.units.values() if "Länet totalt" in said and it.county == unit.code]
        said += [as_text(cell) for cells in sheet.rows for cell in cells if county]
        assert any(
            is_name_of(it, text) or it.name in text or parse_code(text) == it.code
            for text in said
            for it in [unit, *county]
        )


# Other areas -------------------------------------------------------------------------------------------------------

FREDA = "Använder FREDA-kortfrågor för att upptäcka våldsutsatthet"


@pytest.mark.parametrize(
    ("title", "is_ours"),
    [
        ("Öppna jämförelser 2022 – Ekonomiskt bistånd, enkätdata", True),
        ("Öppna jämförelser 2022, enkätdata", True),
        ("Öppna jämförelser 2022 – Äldreomsorg, enkätdata", False),
        ("Öppna jämförelser 2022 – Missbruk och beroende, enkätdata", False),
    ],
)
def test_the_same_words_in_another_area_are_another_indicator(
    title: str, is_ours: bool, process: ReadingProcess
) -> None:
    book = simple_book([["Kommunkod", "Kommun", FREDA, "Kvällsöppet"], ["1440", "Ale", 1, 0]], title=title)
    first, own = read(save(book), process).indicators
    assert (first == "freda") is is_ours
    assert (own == "egen:kvallsoppet") is is_ours


def test_an_indicator_of_another_area_is_known_by_its_words(process: ReadingProcess) -> None:
    wording = "Aktuell rutin för samordning mellan äldreomsorg och missbruk"
    title = "Öppna jämförelser 2022 – Äldreomsorg, enkätdata"
    book = simple_book([["Kommunkod", "Kommun", wording, "Kvällsöppet"], ["1440", "Ale", 1, 0]], title=title)
    indicators = read(save(book), process).indicators
    assert "u20469" in indicators
    assert [indicator.area for indicator in indicators.values() if not indicator.known] == ["Äldreomsorg"]


def test_a_misspelt_name_is_asked_about(process: ReadingProcess) -> None:
    book = simple_book([["Kommun", VISIT], ["Ale", 1], ["Alingsos", 1]])
    reading = read(save(book), process)
    assert list(reading.units) == ["1440"]
    assert [it.action for it in reading.findings] == ["Om Alingsås menas: rätta namnet i Excel och öppna filen igen."]


def with_hidden_copy(*rows: list[SheetCell]) -> list[Sheet]:
    """A sheet with these rows, and last year's hidden behind it, with its own title."""
    head: list[SheetCell] = [*HEADER]
    old: list[list[SheetCell]] = [head, ["1440", "Ale", 0.0], ["1489", "Alingsås", "?"]]
    return [
        Sheet("Resultat", [["Öppna jämförelser 2022, enkätdata"], *rows]),
        Sheet("Gammalt", [["Öppna jämförelser 2021, enkätdata"], *old], visible=False),
    ]


def test_what_is_hidden_takes_nothing_from_what_is_shown() -> None:
    reading = interpret(Path("fil.xlsx"), "", with_hidden_copy([*HEADER], ["1440", "Ale", 1.0]))
    (cell,) = reading.observations.to_dict("records")
    assert (cell["unit_code"], cell["year"], cell["value"], cell["sheet"]) == ("1440", 2022, 1, "Resultat")
    assert reading.findings == ()
    assert [(it.name, it.skipped) for it in reading.sheets] == [("Resultat", ""), ("Gammalt", "Dolt blad")]


def test_a_hidden_sheet_is_read_where_nothing_else_has_results() -> None:
    shown, hidden = with_hidden_copy()
    shown.rows[0][0] = "Anteckningar"
    reading = interpret(Path("fil 2021, enkätdata.xlsx"), "", [shown, hidden])
    assert reading.observations["value"].tolist()[0] == 0
    assert [it.skipped for it in reading.sheets] == ["Inga enheter", ""]
