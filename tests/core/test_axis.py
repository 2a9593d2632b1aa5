"""Ticks and labels."""

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.axis import spread_out, tick_text, value_ticks
from ojdesk.core.catalogue import catalogue
from ojdesk.core.model import Scale

SHARE = catalogue().by_id["fia"]
PERCENT = catalogue().by_id["andel_mottagare"]
AMOUNT = catalogue().by_id["belopp_per_inv"]


def test_shares_of_units_always_run_to_a_hundred() -> None:
    assert value_ticks(SHARE, 12) == [0, 25, 50, 75, 100]


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(6.3, [0, 2, 4, 6, 8]), (1.0, [0, 0.25, 0.5, 0.75, 1.0]), (1632, [0, 500, 1000, 1500, 2000]), (0, [0, 1])],
)
def test_numbers_run_from_zero_in_round_steps(highest: float, ticks: list[float]) -> None:
    assert value_ticks(PERCENT, highest) == ticks


@given(st.floats(1e-6, 1e9))
def test_ticks_cover_what_is_drawn_and_are_few(highest: float) -> None:
    ticks = value_ticks(AMOUNT, highest)
    assert ticks[0] == 0
    assert ticks[-1] >= highest * (1 - 1e-9)
    assert 2 <= len(ticks) <= 6
    assert ticks == sorted(set(ticks))


def test_ticks_are_written_as_swedes_write() -> None:
    assert [tick_text(PERCENT, it, [0, 0.5, 1]) for it in (0, 0.5, 1)] == ["0,0\u00a0%", "0,5\u00a0%", "1,0\u00a0%"]
    assert tick_text(AMOUNT, 1500, [0, 500, 1000, 1500]) == "1\u00a0500"
    assert tick_text(dataclasses.replace(AMOUNT, scale=Scale.PERCENT), 25, [0, 25]) == "25\u00a0%"


@given(st.lists(st.floats(0, 100), max_size=8), st.floats(0.1, 20))
def test_labels_keep_apart_in_their_order(wanted: list[float], least: float) -> None:
    placed = spread_out(wanted, least, 0, 100)
    assert len(placed) == len(wanted)
    assert all(-1e-6 <= it <= 100 + 1e-6 for it in placed)
    room = min(least, 100 / max(len(wanted) - 1, 1))
    in_order = [placed[at] for at in sorted(range(len(wanted)), key=lambda at: wanted[at])]
    assert all(later - earlier >= room - 1e-6 for earlier, later in itertools.pairwise(in_order))


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread_out([10, 50, 90], 12, 0, 100) == [10, 50, 90]
