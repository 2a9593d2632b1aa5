from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.explanations import sign_key
from ojdesk.core.files.legend import read_legend
from ojdesk.core.files.meanings import answer, meaning
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.sheet import Cell, Sheet
from ojdesk.core.model import Source, Status
from tests.core.files.books import CellValue, Rows, read, save, simple_book


def sheet(*rows: Sequence[Cell]) -> Sheet:
    return Sheet("Information", [list(row) for row in rows])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Uppgift saknas", Status.MISSING),
        ("Har ej svarat", Status.MISSING),
        ("Ej besvarat", Status.MISSING),
        ("Kommunen har inte lämnat uppgift", Status.MISSING),
        ("Vet ej", Status.MISSING),
        ("Bortfall", Status.MISSING),
        ("u.s.", Status.MISSING),
        ("Ej aktuellt", Status.NOT_APPLICABLE),
        ("Ej tillämplig", Status.NOT_APPLICABLE),
        ("Frågan ställdes inte", Status.NOT_APPLICABLE),
        ("Sekretess", Status.SUPPRESSED),
        ("Uppgiften är skyddad", Status.SUPPRESSED),
        ("För få svar", Status.SUPPRESSED),
        ("färre än fem svar", Status.SUPPRESSED),
        ("Underlaget är för litet", Status.SUPPRESSED),
        ("Resultatet visas inte", Status.SUPPRESSED),
        ("Mindre än 5", Status.SUPPRESSED),
        ("Ej redovisad pga få svar", Status.SUPPRESSED),
        ("Frågan ställdes ej", Status.NOT_APPLICABLE),
        ("Inga uppgifter", Status.MISSING),
        ("Obesvarad", Status.MISSING),
        ("Ej tillgänglig", Status.MISSING),
        ("Kommunen har inte svarat. Frågor om sekretess besvaras av enheten", Status.MISSING),
        ("Inte sekretessbelagd", None),
        ("Ingen kommun saknas", None),
        ("Rutin saknas", None),
        ("Kommunen har svarat nej, eller så saknas uppgift", None),
        ("Sekretess eller uppgift saknas", None),
        ("Mindre än 0,5", None),
        ("Rutin för skyddade personuppgifter", None),
        ("..", None),
        ("Ja", None),
        ("42", None),
        ("", None),
    ],
)
def test_words_explain_themselves(text: str, status: Status | None) -> None:
    assert meaning(text) is status


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ja", "ja"),
        (" JA. ", "ja"),
        ("Nej", "nej"),
        ("Nej, men planeras", "nej"),
        ("Ja, för alla", "ja, för alla"),
        ("Ja, för samtliga barn", "ja, för alla"),
        ("Ja för alla utom barn", None),
        ("Delvis", "delvis"),
        ("Ja, delvis", "delvis"),
        ("Ja, men inte för alla", "delvis"),
        ("Ja, i vissa fall", "delvis"),
        ("Nejd", None),
        ("Jag", None),
        ("Uppgift saknas", None),
        ("", None),
    ],
)
def test_words_for_answers(text: str, word: str | None) -> None:
    assert answer(text) == word


@pytest.mark.parametrize(
    "rows",
    [
        [["Teckenförklaring"], ["..", "Uppgift saknas"], [".", "Ej aktuellt"], ["X", "Skyddad av sekretess"]],
        [["..", None, "Uppgift saknas"], [".", None, "Ej aktuellt"], ["X", None, "Sekretess"]],
        [["Förklaringar"], [".. = Uppgift saknas"], [". = Ej aktuellt"], ["X = Sekretess"]],
        [[".. : Uppgift saknas"], [". – Ej aktuellt"], ["X Sekretess"]],
        [["Teckenförklaring: X = sekretess, .. = uppgift saknas, . = ej aktuellt"]],
        [["X=Sekretess\n..=Uppgift saknas;\n.=Ej aktuellt"]],
        [["Kod", "Förklaring"], ["..", "Bortfall"], [".", "Inte relevant"], ["X", "För få personer"]],
        [["Förklaring", "Tecken"], ["Uppgift saknas", ".."], ["Ej aktuellt", "."], ["Sekretess", "x"]],
        [
            ["Kommentar", None, "Betydelse", "Kod"],
            ["Kommunen svarade inte", None, "Ej svarat", ".."],
            [None, None, "Ej aktuellt", "."],
            ["Färre än fyra", None, "Sekretess", "x"],
        ],
        [[".. (två punkter)", "Uppgift saknas"], [". (punkt)", "Ej aktuellt"], ["Kryss", "Sekretess"]],
        [["”..” betyder att kommunen inte har svarat. . betyder ej aktuellt. 'x' står för sekretess"]],
        [[".. Uppgift saknas . Ej aktuellt x Sekretess"]],
        [["Två prickar (..) = uppgift saknas. Punkt (.) = ej aktuellt. Kryss (x) = sekretess"]],
        [["Uppgift saknas: .."], ["Ej aktuellt = ."], ["Sekretess (x)"]],
        [["Kommuner som inte svarat anges med .."], ['Ej aktuellt markeras med ".".'], ["Med x menas sekretess."]],
        [["… uppgift saknas"], ["… uppgift saknas för fler än tio"], [".. bortfall, . ej aktuellt, x sekretess"]],
    ],
)
def test_a_key_is_found_however_it_is_written(rows: list[list[Cell]]) -> None:
    legend = read_legend([sheet(*rows)], Source.SURVEY)
    assert {sign: status for sign, status in legend.statuses.items() if sign != "..."} == {
        "..": Status.MISSING,
        ".": Status.NOT_APPLICABLE,
        "x": Status.SUPPRESSED,
    }
    assert legend.status_of(" x ") is Status.SUPPRESSED


@pytest.mark.parametrize(
    "rows",
    [
        [[1.0, "Ja"], [2.0, "Nej"]],
        [["1", "Ja"], ["2", "Nej"]],
        [["1 = Ja, 2 = Nej"]],
        [["1=Ja 2=Nej"]],
        [["Svaren är kodade 1=Ja och 2=Nej"]],
        [["Koder"], ["1 = Ja"], ["2 = Nej"]],
        [["Svaren är kodade Ja=1, Nej=2"]],
        [["Kod", "Betydelse", "Kommentar"], [1.0, "Ja", None], [2.0, "Nej", "Även ”vet ej”"]],
    ],
)
def test_a_key_to_the_answers_is_found(rows: list[list[Cell]]) -> None:
    legend = read_legend([sheet(*rows)], Source.SURVEY)
    assert dict(legend.answers) == {"1": {"ja"}, "2": {"nej"}}
    assert dict(legend.statuses) == {}


def test_a_code_may_stand_for_different_answers_on_different_questions() -> None:
    rows: list[list[Cell]] = [
        [1.0, "Ja"],
        [0.0, "Nej"],
        [],
        [2.0, "Ja, för alla"],
        [1.0, "Ja, men inte för alla"],
        [0.0, "Nej"],
    ]
    legend = read_legend([sheet(*rows)], Source.SURVEY)
    assert dict(legend.answers) == {"1": {"ja", "delvis"}, "2": {"ja, för alla"}, "0": {"nej"}}


@pytest.mark.parametrize(
    "rows",
    [
        # A list of indicators beside their numbers.
        [["Nr", "Indikator"], [1.0, "Aktuell rutin för att inte röja skyddade personuppgifter"]],
        [["Indikatorförklaringar"], [1.0, "Andel där uppgift saknas"]],
        # Footnotes.
        [["1 Uppgiften saknas för Ale och Tjörn."], ["2) Frågan ställdes inte till alla."]],
        # Sentences.
        [["Ale saknas i undersökningen"], ["Nej"], ["En rutin som saknas"]],
        # The lines of a list.
        [["- Uppgift saknas för tre kommuner"], ["- Alla svar är de som kommunen gav"]],
        # A narrow table of results.
        [["Teckenförklaring"], ["Kommun", "Svar"], ["1440", "Nej"], ["Alingsås", "Uppgift saknas"]],
    ],
)
def test_what_is_no_key_does_not_explain_numbers_or_words(rows: list[list[Cell]]) -> None:
    legend = read_legend([sheet(*rows)], Source.SURVEY)
    assert {"1", "2", "-", "ale", "en", "alingsås", "1440"}.isdisjoint(legend.statuses)
    assert {"1", "2", "ale", "alingsås", "1440"}.isdisjoint(legend.answers)


def test_signs_mean_what_the_source_is_used_to_only_where_the_file_is_silent() -> None:
    survey, register = (read_legend([], source) for source in (Source.SURVEY, Source.REGISTER))
    assert (register.status_of("X"), register.status_of("--")) == (Status.SUPPRESSED, Status.MISSING)
    assert (survey.status_of("X"), survey.status_of("--")) == (Status.UNKNOWN, Status.UNKNOWN)
    # These are used for different things in different publications.
    for sign in (".", "..", "-"):
        assert register.status_of(sign) is Status.UNKNOWN
    told = read_legend([sheet(["X", "Uppgift saknas"], ["--", "Ej aktuellt"])], Source.REGISTER)
    assert (told.status_of("X"), told.status_of("--")) == (Status.MISSING, Status.NOT_APPLICABLE)


@given(st.lists(st.lists(st.one_of(st.none(), st.floats(), st.text(max_size=30)), max_size=4), max_size=8))
def test_no_cells_are_too_odd(rows: list[list[Cell]]) -> None:
    legend = read_legend([sheet(*rows)], Source.SURVEY)
    assert Status.VALUE not in legend.statuses.values()
    assert all(sign == sign_key(sign) for sign in [*legend.statuses, *legend.answers])
    assert {word for words in legend.answers.values() for word in words} <= {"ja", "ja, för alla", "delvis", "nej"}


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    read_legend([], Source.REGISTER).with_coding(text).status_of(text)
    assert answer(text) is None or meaning(text) is None or answer(text) == "nej"


# In a file ---------------------------------------------------------------------------------------------------------


def statuses(process: ReadingProcess, kind: str, *about: Sequence[CellValue]) -> list[str]:
    rows: Rows = [["Kommun", "Andel biståndsmottagare i befolkningen"], ["Ale", "X"], ["Malmö", "--"], ["Laholm", 4.2]]
    title = f"Öppna jämförelser 2022, {kind}"
    reading = read(save(simple_book(rows, *about, title=title)), process)
    return [str(status) for status in reading.observations["status"]]


def test_x_and_dashes_with_and_without_a_key(process: ReadingProcess) -> None:
    year = ["Uppgifterna avser 2021"]
    assert statuses(process, "registerdata", year) == ["suppressed", "missing", "value"]
    assert statuses(process, "enkätdata") == ["unknown", "unknown", "value"]
    key = ["X = ej aktuellt, -- = sekretess"]
    assert statuses(process, "registerdata", year, key) == ["not_applicable", "suppressed", "value"]
    assert statuses(process, "enkätdata", key) == ["not_applicable", "suppressed", "value"]


def test_one_may_be_yes_and_two_no(process: ReadingProcess) -> None:
    rows: Rows = [["Kommun", "Väntetid för personligt nybesök"], ["Ale", 1], ["Malmö", 2], ["Laholm", 9]]
    book = simple_book(rows, ["Koder"], [1, "Ja"], [2, "Nej"], [9, "Vet ej"])
    reading = read(save(book), process)
    assert reading.observations["status"].tolist() == ["value", "value", "missing"]
    assert reading.observations["value"].tolist()[:2] == [1, 0]
    assert reading.findings == ()


@pytest.mark.parametrize(
    "rows",
    [
        [["Teckenförklaring:\n- uppgift saknas\n. ej aktuellt\nX sekretess"]],
        [["Symboler: - uppgift saknas, . ej aktuellt, X sekretess"]],
        [["- uppgift saknas; . ej aktuellt; x sekretess"]],
        [["Kod", "Betydelse"], ["-", "Uppgift saknas"], [".", "Ej aktuellt"], ["X", "Sekretess"]],
    ],
)
def test_a_key_may_be_written_in_one_cell_or_in_several(rows: Sequence[Sequence[Cell]]) -> None:
    legend = read_legend([sheet(*rows)], Source.SURVEY)
    assert legend.statuses == {"-": Status.MISSING, ".": Status.NOT_APPLICABLE, "x": Status.SUPPRESSED}


def test_a_sign_with_two_meanings_has_none() -> None:
    legend = read_legend([sheet([". = ej aktuellt"], [". = sekretess"], [".. = bortfall"])], Source.SURVEY)
    assert legend.statuses == {"..": Status.MISSING}
    assert legend.said_of(".") == "”ej aktuellt” eller ”sekretess”"
    assert legend.status_of(".") is Status.UNKNOWN


def test_a_sheets_own_key_holds_on_it() -> None:
    first, second = Sheet("A", [["- Bortfall"], ["x Sekretess"]]), Sheet("B", [["- Ej aktuellt"]])
    legend = read_legend([first, second, Sheet("C", [])], Source.SURVEY)
    assert [legend.on(name).status_of("-") for name in "ABC"] == [
        Status.MISSING,
        Status.NOT_APPLICABLE,
        Status.UNKNOWN,
    ]
    assert {legend.on(name).status_of("x") for name in "ABC"} == {Status.SUPPRESSED}


def test_what_is_said_for_sure_of_a_number_outweighs_a_note_beside_it() -> None:
    legend = read_legend(
        [sheet(["1 = bortfall"]), sheet(["Förklaringar"], [1.0, "Uppgift saknas för Ale"])], Source.SURVEY
    )
    assert legend.statuses == {"1": Status.MISSING}
    assert legend.doubtful == {}


@pytest.mark.parametrize("dash", ["-", "–", "−"])
def test_signs_that_look_alike_are_one(dash: str) -> None:
    assert read_legend([sheet([f"{dash} = bortfall"])], Source.SURVEY).status_of("–") is Status.MISSING


AMOUNT = "Biståndsbelopp per kommuninvånare"
QUESTION = "Aktuell rutin vid indikation på att en vuxen utsatts för våld"


def column(process: ReadingProcess, key: Sequence[Sequence[CellValue]], heading: str, *cells: CellValue) -> Reading:
    """The reading of a file with one column of results, and a key."""
    kind = "registerdata" if heading == AMOUNT else "enkätdata"
    places = ["Ale", "Malmö", "Laholm", "Lund", "Eslöv"]
    rows: Rows = [["Kommun", heading], *([place, cell] for place, cell in zip(places, cells, strict=False))]
    about = [["Registeruppgifterna avser 2021"], *key] if heading == AMOUNT else key
    return read(save(simple_book(rows, *about, title=f"Öppna jämförelser 2022, {kind}")), process)


def test_an_empty_cell_is_missing_unless_the_key_says_otherwise(process: ReadingProcess) -> None:
    def status(*key: str) -> str:
        return str(column(process, [[line] for line in key], QUESTION, 1, None).observations["status"][1])

    assert status() == "missing"
    assert status("Tom cell = frågan är inte aktuell") == "not_applicable"


def test_a_key_with_a_third_column_is_no_table_of_results(process: ReadingProcess) -> None:
    key: Rows = [
        [None, "Kod", "Betydelse", "Kommentar"],
        [None, 8, "Ej svarat", "kommunen svarade inte"],
        [None, 9, "Ej aktuellt", None],
        [None, 1, "Ja", None],
        [None, 2, "Nej", None],
    ]
    beside = column(process, key, QUESTION, 1, 2, 8, 9)
    assert beside.observations["unit_code"].tolist() == ["1440", "1280", "1381", "1281"]
    assert beside.observations["status"].tolist() == ["value", "value", "missing", "not_applicable"]
    assert beside.observations["value"].tolist()[:2] == [1, 0]
    assert beside.findings == ()
    below: Rows = [["Kommunkod", "Kommun", QUESTION, "Rättsfall"], ["1440", "Ale", 1, 8], ["1280", "Malmö", 2, 1]]
    reading = read(save(simple_book([*below, *(row[1:] for row in key)])), process)
    assert reading.observations["unit_code"].tolist() == ["1440", "1440", "1280", "1280"]
    assert not [it for it in reading.findings if it.serious]


def test_a_dash_is_nought_where_the_key_says_so_and_it_is_pointed_out(process: ReadingProcess) -> None:
    reading = column(process, [["- Noll (0)"]], AMOUNT, 100, "–")
    assert reading.observations["value"].tolist() == [100, 0]
    assert [it.what for it in reading.findings] == [
        "En cell innehåller ”–”, som enligt filen betyder ”Noll (0)”. Det har lästs som 0."
    ]
    # To a question it is no answer.
    assert column(process, [["- Noll (0)"]], QUESTION, 1, "-").observations["status"].tolist() == ["value", "unknown"]


def test_a_number_may_be_a_sign_among_amounts(process: ReadingProcess) -> None:
    reading = column(process, [["999 = sekretess"]], AMOUNT, 100, 999, "999", 9999)
    assert reading.observations["status"].tolist() == ["value", "suppressed", "suppressed", "value"]


def test_what_the_file_says_of_a_sign_is_repeated_where_it_is_not_understood(process: ReadingProcess) -> None:
    (finding,) = column(process, [["-", "Kommunen har svarat nej på frågan"]], QUESTION, 1, "-").findings
    assert "”-”, som enligt filen betyder ”Kommunen har svarat nej på frågan”" in finding.what
