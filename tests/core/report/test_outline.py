"""What goes into a report: ticked, ordered and written in, and to JSON and back."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.report.outline import LONGEST, Outline, Part
from tests.core.test_choice import json_values

OUTLINE = (
    Outline()
    .moved(Part.METHOD, 0)
    .with_part(Part.SCOPE, goes_in=False)
    .summed_up("Läget är stabilt.\nTvå saker sticker ut.", 2022)
    .commented("freda", "Alla handläggare är utbildade.", 2022)
)


def test_json_and_back() -> None:
    assert Outline.from_json(json.loads(json.dumps(Outline().to_json()))) == Outline()
    assert Outline.from_json(json.loads(json.dumps(OUTLINE.to_json()))) == OUTLINE


@given(st.dictionaries(st.sampled_from([*OUTLINE.to_json(), "annat"]), json_values))
def test_anything_in_the_file_gives_some_outline(raw: dict[str, Any]) -> None:
    made = Outline.from_json(raw)
    assert sorted(made.order) == sorted(Part)
    assert Outline.from_json(json.loads(json.dumps(made.to_json()))) == made


@given(json_values, json_values)
def test_any_comment_in_the_file_gives_some_comment(text: object, year: object) -> None:
    made = Outline.from_json({"summary": {"text": text, "year": year}, "comments": {"freda": text, "fia": {}}})
    assert len(made.summary.text) <= LONGEST


@pytest.mark.parametrize("raw", [None, [], "Läget", 3])
def test_what_is_no_outline_is_a_newcomers(raw: object) -> None:
    assert Outline.from_json(raw) == Outline()


def test_a_part_is_taken_out_and_comes_back_to_its_place() -> None:
    without = OUTLINE.with_part(Part.METHOD, goes_in=False)
    assert Part.METHOD not in without.parts
    assert without.with_part(Part.METHOD, goes_in=True) == OUTLINE
    assert OUTLINE.parts[0] is Part.METHOD
    assert Part.SCOPE not in OUTLINE.parts


def test_a_part_that_an_older_version_did_not_have_comes_where_a_newcomer_has_it() -> None:
    raw = {"order": ["method", "situation", "indicators", "framtiden"], "left_out": ["framtiden", "lessons"]}
    made = Outline.from_json(raw)
    assert made.order[0] is Part.METHOD
    assert made.order[1:5] == (Part.SITUATION, Part.INDICATORS, Part.LESSONS, Part.CHANGES)
    assert made.left_out == {Part.LESSONS}


def test_an_empty_text_takes_a_comment_away() -> None:
    assert OUTLINE.comment("freda").year == 2022
    assert OUTLINE.commented("freda", " \n ", 2023).comments == ()
    assert not OUTLINE.comment("fia")


def test_nothing_that_cannot_be_printed_is_kept() -> None:
    made = Outline().summed_up("\x00Ett\x1b[31m\r\ntvå\u202e\ttre\ud800 \n\n", 2022)
    assert made.summary.text == "Ett[31m\ntvå tre\ufffd"
    assert len(Outline().summed_up("å" * (LONGEST + 1), 2022).summary.text) == LONGEST
