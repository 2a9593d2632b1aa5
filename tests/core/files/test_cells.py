import math
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.cells import CellParser, Coding, Evidence, are_fractions, decide
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.numerals import number_in
from ojdesk.core.files.reading import Code, Reading
from ojdesk.core.files.sheet import Cell
from ojdesk.core.model import Scale, Source, Status
from tests.core.files.books import CellValue, Rows, read, save, simple_book

NO_LEGEND = Legend(Source.SURVEY)
LEGEND = Legend(
    Source.SURVEY,
    {"..": Status.MISSING, "x": Status.SUPPRESSED, "9": Status.MISSING},
    {"1": frozenset({"ja"}), "2": frozenset({"nej"}), "j": frozenset({"ja"})},
)
MINUSES = "-−–"
BLANKS = " \u00a0\u202f"

PLAIN = "Väntetid för personligt nybesök"
GRADED = "Upprättat en genomförandeplan med den enskilde inom tre månader för alla"
SHARE = "Handläggare med socionomexamen, andel (%)"
OWN = "Kommunen har kvällsöppet"


# Numbers -----------------------------------------------------------------------------------------------------------


@given(
    whole=st.integers(0, 10**12),
    decimals=st.text("0123456789", max_size=6),
    minus=st.sampled_from(["", *MINUSES]),
    point=st.sampled_from(",."),
    blank=st.sampled_from(["", *BLANKS]),
    percent=st.sampled_from(["", "%", " %", "\u00a0%", " procent"]),
    mark=st.sampled_from(["", "*", " ¹", " 1)"]),
)
def test_a_number_is_read_as_swedes_write_it(
    whole: int, decimals: str, minus: str, point: str, blank: str, percent: str, mark: str
) -> None:
    text = f"{minus}{whole:,}".replace(",", blank) + (point + decimals if decimals else "") + percent + mark
    value = float(f"{'-' if minus else ''}{whole}.{decimals or 0}")
    assert number_in(text) == (value, bool(percent))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "-",
        "1-2",
        "40–60",
        "1 2",
        "12 34",
        "1 0000",
        "1,2,3",
        "1e3",
        "0x10",
        "4,2 kr",
        "nan",
        "inf",
        "% 4",
        "²",
    ],
)
def test_what_is_no_number_is_not_made_one(text: str) -> None:
    assert number_in(text) is None


@given(st.text(max_size=40))
def test_no_text_is_an_endless_number(text: str) -> None:
    pair = number_in(text)
    assert pair is None or math.isfinite(pair[0])


# One cell ----------------------------------------------------------------------------------------------------------

cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.floats(),
    st.floats(0, 2),
    st.sampled_from([0.0, 1.0, 2.0, 9.0]),
    st.text(max_size=20),
    st.sampled_from(
        ["Ja", "Nej", "Delvis", "Ja, för alla", "X", "..", "-", "9", "1", "4,2 %", "101", "J", "ja²", "１"]
    ),
)
codings = st.builds(
    Coding, st.sampled_from(Scale), st.dictionaries(st.sampled_from(["0", "1", "2"]), st.sampled_from([0.0, 1.0, 2.0]))
)


@given(
    cell=cells,
    coding=codings,
    legend=st.sampled_from([NO_LEGEND, LEGEND]),
    sums=st.booleans(),
    fractions=st.booleans(),
    percent=st.booleans(),
)
def test_there_is_a_value_exactly_when_the_status_says_so(
    cell: Cell, coding: Coding, legend: Legend, sums: bool, fractions: bool, percent: bool
) -> None:
    parsed = CellParser(coding, legend, sums=sums, fractions=fractions).parse(cell, percent=percent)
    if parsed.status is not Status.VALUE:
        assert math.isnan(parsed.value)
        return
    assert math.isfinite(parsed.value)
    assert cell is not None
    if coding.scale.is_answer and not sums:
        assert parsed.value in {0.0, 1.0, 2.0}
    elif coding.scale is not Scale.NUMBER:
        assert 0 <= parsed.value <= 100


@pytest.mark.parametrize(
    ("cell", "percent", "fractions", "value"),
    [
        (4.2, False, False, 4.2),
        (0.042, True, False, 4.2),
        (0.042, False, True, 4.2),
        (1.0, True, False, 100.0),
        ("4,2 %", False, False, 4.2),
        ("4,2 %", True, True, 4.2),
        ("4,2", True, False, 4.2),
        ("0,042", False, True, 4.2),
        (0.038, True, False, 3.8),
        (42.0, True, False, None),
        (-1.0, False, False, None),
        (100.1, False, False, None),
        (math.inf, False, False, None),
        ("SANT", False, False, None),
    ],
)
def test_a_share_is_in_percent_however_it_is_written(
    cell: Cell, percent: bool, fractions: bool, value: float | None
) -> None:
    for coding, sums in ((Coding(Scale.PERCENT), False), (Coding(Scale.YES), True), (Coding(Scale.GRADED), True)):
        parsed = CellParser(coding, NO_LEGEND, sums=sums, fractions=fractions).parse(cell, percent=percent)
        assert (parsed.status, parsed.value) == (Status.VALUE, value) or (parsed.status, value) == (
            Status.UNKNOWN,
            None,
        )


def test_a_county_does_not_answer_yes() -> None:
    parser = CellParser(Coding(Scale.YES, {"1": 1.0}), NO_LEGEND, sums=True)
    assert parser.parse("Ja", percent=False).status is Status.UNKNOWN
    assert parser.parse(1.0, percent=False).value == 1.0  # one percent


def test_a_code_for_missing_counts_only_where_codes_are_used() -> None:
    answers = CellParser(Coding(Scale.YES, {"0": 0.0, "1": 1.0}), LEGEND, sums=False)
    shares = CellParser(Coding(Scale.PERCENT), LEGEND, sums=False)
    for cell in ("9", 9.0):
        assert answers.parse(cell, percent=False).status is Status.MISSING
        assert shares.parse(cell, percent=False).status is Status.UNKNOWN
    assert shares.parse("X", percent=False).status is Status.SUPPRESSED


@pytest.mark.parametrize(
    ("column", "fractions"),
    [
        ([0.5, 1.0, 0.0], True),
        ([0.5, 1.1], False),
        ([0.5, -0.1], False),
        ([0.0, 1.0], False),
        (["0,5", "..", None], True),
        (["0,5 %"], False),
        ([0.5, math.nan], False),
        ([math.nan, math.inf, -math.inf], False),
        ([], False),
    ],
)
def test_shares_are_fractions_when_none_is_above_one_and_some_are_not_whole(
    column: list[Cell], fractions: bool
) -> None:
    assert are_fractions(column, small=False) is fractions


# A column ----------------------------------------------------------------------------------------------------------


def legend_of(**answers: str) -> Legend:
    """Codes by keyword, since no name begins with a digit: _1="ja"."""
    return Legend(Source.SURVEY, answers={sign[1:]: frozenset({word}) for sign, word in answers.items()})


def column_of(
    wording: str, column: Sequence[Cell], legend: Legend = NO_LEGEND
) -> tuple[Scale, list[float | None], bool]:
    """The scale, the values, and whether there is a doubt."""
    known = catalogue().find(wording)
    coding = decide(Evidence(Counter(column)), wording, known, legend)
    parser = CellParser(coding, legend, sums=False)
    parsed = [parser.parse(cell, percent=False) for cell in column]
    return coding.scale, [it.value if it.status is Status.VALUE else None for it in parsed], bool(coding.doubt)


@pytest.mark.parametrize(
    ("wording", "column", "scale", "values"),
    [
        (PLAIN, [1.0, 0.0, "X"], Scale.YES, [1, 0, None]),
        (PLAIN, ["Ja", "nej ", "Nej, men planeras"], Scale.YES, [1, 0, 0]),
        (PLAIN, ["1", "0", "1,0"], Scale.YES, [1, 0, 1]),
        (PLAIN, ["Ja", 0.0, "Delvis"], Scale.YES, [1, 0, None]),
        (GRADED, [2.0, 1.0, 0.0], Scale.GRADED, [2, 1, 0]),
        (GRADED, ["Ja, för alla", "Ja, men inte för alla", "Nej"], Scale.GRADED, [2, 1, 0]),
        (GRADED, ["Ja", "Delvis", "Nej"], Scale.GRADED, [2, 1, 0]),
        (GRADED, ["Ja, för alla utom barn", "Ja, i vissa fall", "Vet ej"], Scale.GRADED, [None, 1, None]),
        (OWN, [1.0, 0.0], Scale.YES, [1, 0]),
        (OWN, [2.0, 1.0, 0.0], Scale.GRADED, [2, 1, 0]),
        (OWN, ["Ja", "Nej"], Scale.YES, [1, 0]),
        (OWN, ["Ja", "Delvis", "Nej"], Scale.GRADED, [2, 1, 0]),
        (OWN, [14.0, 3.0, 1.0], Scale.NUMBER, [14, 3, 1]),
        (OWN, [2.0, 1.0], Scale.NUMBER, [2, 1]),
        ("Antal handläggare", [2.0, 1.0, 0.0], Scale.NUMBER, [2, 1, 0]),
        ("Andel handläggare med utbildning", [1.0, 0.0, 100.0, 101.0], Scale.PERCENT, [1, 0, 100, None]),
        (SHARE, [1.0, 0.0, "Nej"], Scale.PERCENT, [1, 0, None]),
        (SHARE, ["Ja", "Nej"], Scale.PERCENT, [None, None]),
        ("Andel (%)", ["Ja", "Nej"], Scale.YES, [1, 0]),
    ],
)
def test_the_column_says_what_its_cells_mean(
    wording: str, column: list[Cell], scale: Scale, values: list[float | None]
) -> None:
    # Nothing says that an unknown question's numbers are answers.
    is_doubtful = wording == OWN and scale.is_answer and not any(isinstance(cell, str) for cell in column)
    assert column_of(wording, column) == (scale, values, is_doubtful)


def test_the_files_own_codes_come_first() -> None:
    one_two = legend_of(_1="ja", _2="nej")
    assert column_of(PLAIN, [1.0, 2.0], one_two) == (Scale.YES, [1, 0], False)
    assert column_of(OWN, ["1", "2"], one_two) == (Scale.YES, [1, 0], False)
    backwards = legend_of(_1="ja, för alla", _2="delvis", _3="nej")
    assert column_of(GRADED, [1.0, 2.0, 3.0], backwards) == (Scale.GRADED, [2, 1, 0], False)
    assert column_of(OWN, [1.0, 2.0, 3.0], backwards) == (Scale.GRADED, [2, 1, 0], False)
    # On a question with three answers, a plain yes is for all.
    assert column_of(GRADED, [1.0, 0.0], legend_of(_1="ja", _0="nej")) == (Scale.GRADED, [2, 0], False)
    # A key for plain questions says nothing of a question with three answers.
    assert column_of(GRADED, [2.0, 1.0, 0.0], legend_of(_1="ja", _0="nej")) == (Scale.GRADED, [2, 1, 0], False)


def test_one_key_may_serve_plain_and_graded_questions() -> None:
    answers = {"0": frozenset({"nej"}), "1": frozenset({"ja", "delvis"}), "2": frozenset({"ja, för alla"})}
    legend = Legend(Source.SURVEY, answers=answers)
    assert column_of(PLAIN, [1.0, 0.0], legend) == (Scale.YES, [1, 0], False)
    assert column_of(GRADED, [2.0, 1.0, 0.0], legend) == (Scale.GRADED, [2, 1, 0], False)


@pytest.mark.parametrize(
    ("wording", "column", "values"),
    [
        (f"{PLAIN} (Ja=1, Nej=2)", [1.0, 2.0], [1, 0]),
        (f"{PLAIN} (1 = Ja, 2 = Nej)", [1.0, 2.0], [1, 0]),
        (f"{OWN} (3=Ja, 2=Delvis, 1=Nej)", [3.0, 2.0, 1.0], [2, 1, 0]),
    ],
)
def test_a_heading_may_give_its_own_codes(wording: str, column: list[Cell], values: list[float]) -> None:
    assert column_of(wording, column)[1:] == (values, False)


def test_a_code_for_missing_is_none_of_the_answers() -> None:
    legend = Legend(Source.SURVEY, {"9": Status.MISSING}, legend_of(_1="ja", _2="nej").answers)
    assert column_of(PLAIN, [1.0, 2.0, 9.0], legend) == (Scale.YES, [1, 0, None], False)


def test_codes_that_may_mean_either_are_not_read() -> None:
    assert column_of(PLAIN, [1.0, 2.0, 1.0]) == (Scale.YES, [None, None, None], True)
    assert column_of(GRADED, [1.0, 2.0, 3.0]) == (Scale.GRADED, [None, None, None], True)
    assert column_of(PLAIN, [3.0, 4.0, "Ja"])[1] == [None, None, 1]


def test_a_known_question_keeps_its_scale() -> None:
    # "Delvis" is neither yes nor no, and that the file has three answers is told.
    assert column_of(PLAIN, [0.0, 1.0, 2.0]) == (Scale.YES, [0, None, 1], True)
    assert column_of(GRADED, [0.0, 1.0, 1.0]) == (Scale.GRADED, [0, 1, 1], True)


def test_a_stray_number_does_not_change_what_all_others_mean() -> None:
    column: list[Cell] = [*[0.0, 1.0] * 20, 54.0]
    for wording in (PLAIN, OWN):
        assert column_of(wording, column) == (Scale.YES, [*[0, 1] * 20, None], wording == OWN)
    mistyped: list[Cell] = [*[0.0, 1.0] * 20, 2.0]
    assert column_of(PLAIN, mistyped) == (Scale.YES, [*[0, 1] * 20, None], False)
    graded: list[Cell] = [*[0.0, 1.0, 2.0] * 20, 54.0]
    for wording in (GRADED, OWN):
        assert column_of(wording, graded) == (Scale.GRADED, [*[0, 1, 2] * 20, None], wording == OWN)


# A file ------------------------------------------------------------------------------------------------------------


def read_column(process: ReadingProcess, wording: str, *cells: CellValue, about: Sequence[CellValue] = ()) -> Reading:
    names = ["Ale", "Alingsås", "Malmö", "Laholm", "Tyresö"]
    rows: Rows = [["Kommun", wording], *([name, cell] for name, cell in zip(names, cells, strict=False))]
    return read(save(simple_book(rows, about)), process)


def test_what_no_one_explains_is_unknown_and_pointed_out(process: ReadingProcess) -> None:
    reading = read_column(process, PLAIN, 1, 0, "?", "?", "Se bilaga")
    assert reading.observations["status"].tolist() == ["value", "value", "unknown", "unknown", "unknown"]
    assert reading.observations["raw"].tolist()[2:] == ["?", "?", "Se bilaga"]
    assert [(it.what.split(",")[0], it.cell) for it in reading.findings] == [
        ("2 celler innehåller ”?”", "B4"),
        ("En cell innehåller ”Se bilaga”", "B6"),
    ]
    assert Code("?", Status.UNKNOWN, 2, "") in reading.codes


def test_small_shares_are_taken_for_fractions_but_not_in_silence(process: ReadingProcess) -> None:
    reading = read_column(process, SHARE, 0.4, 0.55, 1)
    assert reading.observations["value"].tolist() == [40, 55, 100]
    (finding,) = reading.findings
    assert "delar av ett" in finding.what


def test_a_doubt_is_pointed_out(process: ReadingProcess) -> None:
    reading = read_column(process, PLAIN, 1, 2, 2)
    assert reading.observations["status"].tolist() == ["unknown"] * 3
    doubt = reading.findings[-1]
    assert doubt.serious
    assert doubt.what.startswith(f"”{PLAIN}”")


def test_answers_with_a_percent_format_are_no_answers(process: ReadingProcess) -> None:
    book = simple_book([["Kommun", PLAIN], ["Ale", 1], ["Malmö", 0.5], ["Laholm", 0]])
    for row in (2, 3, 4):
        book["Resultat"].cell(row, 2).number_format = "0 %"
    reading = read(save(book), process)
    assert reading.observations["status"].tolist() == ["unknown"] * 3
    assert any(finding.serious for finding in reading.findings)
