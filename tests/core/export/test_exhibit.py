"""Which texts are numbers, which units stand in a head, and what files are called."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.export.exhibit import Table, cell_of, file_stem, years_part
from ojdesk.core.wording.numbers import MINUS, NBSP, number, percent, points, rounded

NUMBERS = st.floats(-1e7, 1e7, allow_nan=False)


@given(value=NUMBERS, decimals=st.integers(0, 2))
def test_what_is_written_of_a_number_is_read_as_that_number(value: float, decimals: int) -> None:
    for text, unit in (
        (number(value, decimals), ""),
        (percent(value, decimals), "%"),
        (points(value, decimals), "p.e."),
    ):
        cell = cell_of(text, value)
        assert (cell.text, cell.value, cell.decimals, cell.unit) == (text, value, decimals, unit)
        assert rounded(value, decimals) == rounded(cell.value or 0, cell.decimals)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("ja, för alla", 2.0),
        ("5 av 9", 5 / 9),
        ("Ale, Mark och Tibro", 3),
        ("–", math.nan),
        ("–", None),
        ("", None),
        (f"41{NBSP}%", 40.4),
        (f"{MINUS}6", 6.0),
        ("2022", "2022"),
        ("1", True),
        ("1 024", 1024),  # an ordinary space: not how a number is written here
    ],
)
def test_a_text_that_does_not_say_its_raw_value_is_no_number(text: str, raw: object) -> None:
    assert cell_of(text, raw).value is None
    assert cell_of(text, raw).text == text


def test_what_is_not_seen_is_not_taken_along() -> None:
    assert cell_of("Upp\u202esala\u200b\tlän\u2066\x00").text == "Uppsala län"
    assert cell_of(f"1{NBSP}024").text == f"1{NBSP}024"


def table(*rows: tuple[str, ...], raw: tuple[tuple[float | None, ...], ...], areas: tuple[str, ...] = ()) -> Table:
    cells = tuple(tuple(map(cell_of, texts, values)) for texts, values in zip(rows, raw, strict=True))
    return Table("Tabell", tuple("abcd"[: len(rows[0])]), cells, areas)


def test_a_unit_that_all_numbers_of_a_column_share_can_stand_in_its_head() -> None:
    found = table(
        ("Ale", f"41{NBSP}%", "nej", f"9{NBSP}%"),
        ("Mark", "sekretess", f"62{NBSP}%", f"8{NBSP}%"),
        ("Tibro", f"40{NBSP}%", "ja", "–"),
        raw=((None, 41, 0, 9), (None, None, 62, 8), (None, 40, 1, None)),
    )
    assert found.units == (None, "%", None, "%")
    assert not found.is_mixed


def test_no_unit_stands_in_a_head_where_rows_have_units_of_their_own() -> None:
    found = table(
        ("Andel", f"41{NBSP}%", f"9{NBSP}%"), ("Belopp", "1043", "–"), raw=((None, 41, 9), (None, 1043, None))
    )
    assert found.is_mixed
    assert found.units == (None, None, None)


def test_areas_are_named_above_their_rows_only_where_these_stand_together() -> None:
    raw = ((None,),) * 3
    assert table(("a",), ("b",), ("c",), raw=raw, areas=("x", "x", "y")).as_read() == [
        ("x",), ("a",), ("b",), ("y",), ("c",),
    ]  # fmt: skip
    assert table(("a",), ("b",), ("c",), raw=raw, areas=("x", "y", "x")).as_read() == [("a",), ("b",), ("c",)]


def test_files_are_named_so_that_every_system_takes_it() -> None:
    assert file_stem("Alingsås", "Plan inom tre månader", years_part([2018, 2019, 2024])) == (
        "oj-ekonomiskt-bistand_alingsas_plan-inom-tre-manader_2018-2024"
    )
    assert file_stem("CON", "", 'a/b\\c:d*?"<>|') == "oj-ekonomiskt-bistand_con-_a-b-c-d"
    assert years_part([2022]) == "2022"


@given(parts=st.lists(st.text(max_size=400), max_size=4))
def test_no_name_is_too_long_or_has_a_forbidden_letter(parts: list[str]) -> None:
    name = file_stem(*parts)
    assert len(name) < 230
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert not name.endswith("_")
