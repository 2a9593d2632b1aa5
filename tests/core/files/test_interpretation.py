"""What a file must say of itself, which of its sheets count, and whose indicators it has."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reading import Undecided
from ojdesk.core.files.sheet import Cell as SheetCell
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.model import Source
from ojdesk.core.work import Refused
from tests.core.files.books import Rows, read, save, simple_book
from tests.core.files.rows import VISIT

HEADER = ["Kommunkod", "Kommun", VISIT]
ALE = ["1440", "Ale", 1]


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
