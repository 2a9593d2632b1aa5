"""Numbers, as a Swedish reader expects them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.wording.numbers import count, count_of, number, percent, percentage_points, points, signed

NB = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234.5, 1, f"1{NB}234,5"),
        (1_234_567, 0, f"1{NB}234{NB}567"),
        (-5, 0, "−5"),
        (-0.04, 1, "0,0"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (0.25, 1, "0,3"),
        (4.0, 1, "4,0"),
        (2.675, 2, "2,68"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@given(st.floats(-1e9, 1e9), st.integers(0, 2))
def test_numbers_can_be_read_back(value: float, decimals: int) -> None:
    text = number(value, decimals)
    back = float(text.replace("−", "-").replace(NB, "").replace(",", "."))
    assert abs(back - value) <= 0.5 * 10**-decimals + 1e-6
    assert "." not in text
    assert " " not in text


def test_percent_has_a_space_that_does_not_break() -> None:
    assert percent(41) == f"41{NB}%"


@pytest.mark.parametrize(("value", "text"), [(6, "+6"), (-6, "−6"), (0, "0"), (0.3, "0"), (-0.3, "0")])
def test_signed(value: float, text: str) -> None:
    assert signed(value) == text
    assert points(value) == f"{text}{NB}p.e."


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1, 0, "en procentenhet"),
        (-1, 0, "en procentenhet"),
        (6, 0, "sex procentenheter"),
        (0, 0, "noll procentenheter"),
        (13, 0, "13 procentenheter"),
        (0.3, 1, "0,3 procentenheter"),
        (1.0, 1, "1,0 procentenheter"),
    ],
)
def test_percentage_points(value: float, decimals: int, text: str) -> None:
    assert percentage_points(value, decimals) == text


def test_small_numbers_are_written_in_letters() -> None:
    assert [count(it) for it in (0, 1, 2, 12, 13, 1000)] == ["noll", "en", "två", "tolv", "13", f"1{NB}000"]
    assert count(1, neuter=True) == "ett"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (3, 4, "tre av fyra"),
        (12, 12, "tolv av tolv"),
        (7, 39, "7 av 39"),
        (0, 4, "ingen av fyra"),
        (0, 39, "ingen av 39"),
    ],
)
def test_a_part_and_its_whole_are_both_in_letters_or_both_in_digits(part: int, whole: int, text: str) -> None:
    assert count_of(part, whole) == text
