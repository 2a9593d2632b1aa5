"""Finding as people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.dataset import Dataset
from ojdesk.core.search import Entry, Kind, entries_of, find


@pytest.fixture(scope="module")
def entries(dataset: Dataset) -> list[Entry]:
    return entries_of(dataset)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Alingsås", "Alingsås"),
        ("alingsas", "Alingsås"),
        ("alingås", "Alingsås"),
        ("1489", "Alingsås"),
        ("stokholm", "Stockholm"),
        ("goteborg centrum", "Centrum, Göteborg"),
        ("sthlm", "Stockholm"),
        ("bromma", "Bromma, Stockholm"),
        ("skåne", "Skåne län"),
        ("riket", "Riket"),
        ("freda", "FREDA-kortfrågor"),
        ("våld", "Rutin vid våld mot vuxen"),
        ("plan inom", "Plan inom tre månader, alla"),
        ("genomförandeplan tre månader", "Plan inom tre månader, alla"),
        ("försäkringskasan", "Överenskommelse, Försäkringskassan"),
        ("försörjningsstöd", "Biståndsmottagare"),
        ("försörjningstöd", "Biståndsmottagare"),
        ("forsorjningsstod", "Biståndsmottagare"),
        ("socialbidrag", "Biståndsmottagare"),
        ("barn bistånd", "Barn i familjer med bistånd"),
        ("hemlöshet", "Rutin mot vräkning av barnfamiljer"),
        ("separata möten", "Individuella möten"),
        ("af", "Överenskommelse, Arbetsförmedlingen"),
    ],
)
def test_what_is_meant_comes_first(entries: list[Entry], query: str, first: str) -> None:
    assert find(query, entries)[0].title == first


@pytest.mark.parametrize("query", ["", "   ", "zzzz", "qwerty", "!!", "alingsås zzzz"])
def test_what_is_nowhere_is_not_found(entries: list[Entry], query: str) -> None:
    assert find(query, entries) == []


def test_everything_is_found_by_its_own_name(entries: list[Entry]) -> None:
    for entry in entries[::5]:
        assert entry in find(entry.title, entries, most=3), entry.title


def test_units_without_dots_are_found_first(entries: list[Entry]) -> None:
    plain = str.maketrans("åäöÅÄÖ", "aaoAAO")
    for entry in entries[::5]:
        if entry.kind is Kind.UNIT:
            assert entry in find(entry.title.translate(plain), entries, most=4), entry.title


def test_no_more_than_wanted(entries: list[Entry]) -> None:
    assert len(find("a", entries, most=5)) == 5


@given(st.text(max_size=30))
def test_nothing_typed_is_too_odd(query: str) -> None:
    own = [Entry(Kind.COMMAND, "x", "Spara rapport", "Ctrl+R", ("Spara rapport",))]
    assert find(query, own) in ([], own)
