"""Finding by a few letters: misspelt, without dots, or by a word that the files do not use."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Indicator, Unit
from ojdesk.core.resources import resource
from ojdesk.core.text import key
from ojdesk.core.wording.names import full_name

#: From this similarity on, a word counts as misspelt rather than as another one: 0 to 100, by the letters to put in and
#: take out of both words together (RapidFuzz's `ratio`).
_ALIKE = 80.0
_PLAIN = str.maketrans("åäöéü-/,.", "aaoeu    ")


class Kind(StrEnum):
    """What was found."""

    INDICATOR = "indikator"
    UNIT = "enhet"
    COMMAND = "kommando"
    MANUAL = "handbok"


@dataclass(frozen=True)
class Entry:
    """Something that can be found.

    Attributes:
        id: An indicator's id, a unit's code, a command's name or a place in the manual.
        title: As it is shown.
        detail: What tells it from others: an area, a county, a key.
        names: All it is called.
    """

    kind: Kind
    id: str
    title: str
    detail: str
    names: tuple[str, ...]


def entries_of(dataset: Dataset) -> list[Entry]:
    """The indicators and units of a dataset."""
    indicators = [_of_indicator(it) for it in dataset.indicators.values()]
    return indicators + [_of_unit(dataset, it) for it in dataset.pickable_units]


def _of_indicator(indicator: Indicator) -> Entry:
    names = (indicator.short, indicator.name, *(name for _, name in indicator.names))
    return Entry(Kind.INDICATOR, indicator.id, indicator.short, indicator.area, tuple(dict.fromkeys(names)))


def _of_unit(dataset: Dataset, unit: Unit) -> Entry:
    county = dataset.units.get(unit.county)
    return Entry(Kind.UNIT, unit.code, full_name(unit), county.name if county else "", (full_name(unit), unit.code))


def find(query: str, entries: Sequence[Entry], most: int = 12) -> list[Entry]:
    """The entries that a query means, best first.

    All words of the query have to be there, as the beginning of a word or one much like it. A query that is a synonym
    is looked for by what it stands for, too.

    Args:
        query: What was typed.
        entries: Where to look.
        most: How many are wanted.
    """
    words = _plain(query).split()
    if not words:
        return []
    dotted = key(query)
    scored = [
        (max(_score(words, _plain(name)) * _dots(dotted, key(name)) for name in entry.names), entry)
        for entry in entries
    ]
    for stands_for in _synonyms(" ".join(words)):
        # Behind those that have the word itself.
        scored += [
            (0.9 * max(_score(stands_for.split(), _plain(it)) for it in entry.names), entry) for entry in entries
        ]
    best: dict[Entry, float] = {}
    for score, entry in scored:
        best[entry] = max(score, best.get(entry, 0.0))
    found = [entry for entry in best if best[entry] > 0]
    return sorted(found, key=lambda entry: -best[entry])[:most]


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return " ".join(key(text).translate(_PLAIN).split())


def _score(words: Sequence[str], name: str) -> float:
    """How well a name fits, above 0 if all words are found in it; a name that begins with them fits best."""
    inside = name.split()
    total = 0.0
    for word in words:
        if not (best := max((_likeness(word, it) for it in inside), default=0.0)):
            return 0.0
        total += best
    query = " ".join(words)
    start = 2.0 if name == query else 1.0 if name.startswith(query) else 0.1 if inside[0].startswith(words[0]) else 0.0
    # Of two that fit, the shorter name is more likely meant.
    return total / len(words) / 100 + start + 1 / (10 + len(name))


def _dots(query: str, name: str) -> float:
    """Who types å means å, but who types a may mean it."""
    if query in name:
        return 1.5
    return 0.6 if set(query) & set("åäö") else 1.0


def _likeness(word: str, other: str) -> float:
    if other.startswith(word):
        return 100.0 if other == word else 95.0
    if len(word) > 3 and word in other:
        return 90.0  # "bistånd" in "försörjningsbistånd"
    if len(word) < 5:
        return 0.0  # too few letters to tell a slip from another word
    # Compared with as much of the other as was typed, so that half a word may be misspelt as well.
    alike = max(fuzz.ratio(word, other), fuzz.ratio(word, other[: len(word)]))
    return alike - 20 if alike >= _ALIKE else 0.0


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    raw = tomllib.loads(resource("synonyms.toml").read_text("utf-8"))
    return {_plain(word): [_plain(it) for it in stands_for] for word, stands_for in raw.items()}


def _synonyms(query: str) -> Iterable[str]:
    """What a query stands for, be it misspelt; for a few letters, what all words stand for that begin so."""
    table = _table()
    if query in table:
        return table[query]
    begins = [word for word in table if len(query) > 3 and word.startswith(query)]
    close = process.extractOne(query, list(table), scorer=fuzz.ratio, score_cutoff=_ALIKE) if len(query) > 3 else None
    words = begins or ([close[0]] if close else [])
    return [it for word in words for it in table[word]]
