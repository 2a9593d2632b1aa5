from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.legend import answer, meaning, read_legend, sign_key
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
    ],
)
def test_a_key_is_found_however_it_is_written(rows: list[list[Cell]]) -> None:
    legend = read_legend([sheet(*rows)], Source.SURVEY)
    assert dict(legend.statuses) == {
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
        # A narrow table of results.
        [["Teckenförklaring"], ["Kommun", "Svar"], ["1440", "Nej"], ["Alingsås", "Uppgift saknas"]],
    ],
)
def test_what_is_no_key_does_not_explain_numbers_or_words(rows: list[list[Cell]]) -> None:
    legend = read_legend([sheet(*rows)], Source.SURVEY)
    assert {"1", "2", "ale", "en", "alingsås", "1440"}.isdisjoint(legend.statuses)
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
