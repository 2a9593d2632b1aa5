"""What goes into a report besides the figures: its parts, their order, and what the officer herself writes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ojdesk.core.model import FIRST_YEAR, LAST_YEAR
from ojdesk.core.text import visible

#: About two pages; what is longer belongs in a text of its own.
LONGEST = 6_000
_MOST_COMMENTS = 500
_LONGEST_ID = 200


class Part(StrEnum):
    """A part of a report, in the order in which a newcomer has them."""

    SITUATION = "situation"
    INDICATORS = "indicators"
    LESSONS = "lessons"
    CHANGES = "changes"
    SCOPE = "scope"
    RELIABILITY = "reliability"
    METHOD = "method"

    @property
    def heading(self) -> str:
        """What it is called in Swedish, in the report and where it is picked."""
        return _TITLES[self]


_TITLES = {
    Part.SITUATION: "Läget på en sida",
    Part.INDICATORS: "Indikatorerna en för en",
    Part.LESSONS: "Att lära av",
    Part.CHANGES: "Förändringar sedan förra året",
    Part.SCOPE: "Biståndets omfattning",
    Part.RELIABILITY: "Hur säkra är siffrorna?",
    Part.METHOD: "Metod och källor",
}


@dataclass(frozen=True)
class Comment:
    """What the officer writes, and the year that she has before her: next year it may be out of date."""

    text: str = ""
    year: int = 0

    def __bool__(self) -> bool:
        return bool(self.text)


_NO_COMMENT = Comment()


@dataclass(frozen=True)
class Outline:
    """What goes into a report.

    Attributes:
        order: Every part, each once.
        left_out: Those that do not go in; they keep their place.
        summary: What is to be said before all else.
        comments: By indicator, sorted. It keeps those on indicators that no open file has: next year's may.
    """

    order: tuple[Part, ...] = tuple(Part)
    left_out: frozenset[Part] = frozenset()
    summary: Comment = _NO_COMMENT
    comments: tuple[tuple[str, Comment], ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that go in, in their order."""
        return tuple(it for it in self.order if it not in self.left_out)

    def comment(self, indicator: str) -> Comment:
        """What is written on an indicator; empty where nothing is."""
        return dict(self.comments).get(indicator, _NO_COMMENT)

    def with_part(self, part: Part, *, goes_in: bool) -> "Outline":
        """The same, with a part in it or without."""
        return replace(self, left_out=self.left_out - {part} if goes_in else self.left_out | {part})

    def moved(self, part: Part, to: int) -> "Outline":
        """The same with a part at another position among all of them."""
        others = [it for it in self.order if it is not part]
        return replace(self, order=(*others[:to], part, *others[to:]))

    def summed_up(self, text: str, year: int) -> "Outline":
        """The same with another summary, written in view of a year."""
        return replace(self, summary=_comment(text, year))

    def unwritten(self) -> "Outline":
        """The same without what is written in it, which is about one unit."""
        return replace(self, summary=_NO_COMMENT, comments=())

    def commented(self, indicator: str, text: str, year: int) -> "Outline":
        """The same with another comment on an indicator; an empty text takes it away."""
        comments = dict(self.comments) | {indicator: _comment(text, year)}
        return replace(self, comments=_sorted(comments))

    def to_json(self) -> dict[str, Any]:
        """What `from_json` takes back."""
        return {
            "order": [*map(str, self.order)],
            "left_out": sorted(map(str, self.left_out)),
            "summary": _plain(self.summary),
            "comments": {indicator: _plain(it) for indicator, it in self.comments},
        }

    @classmethod
    def from_json(cls, raw: object) -> "Outline":
        """The outline in `raw`, which is foreign: what is missing or of the wrong kind keeps its default.

        A part that an older version did not have comes where a newcomer has it; one that only a later one has is left
        out.
        """
        if not isinstance(raw, Mapping):
            return cls()
        known = [Part(it) for it in _texts(raw.get("order")) if it in {*Part}]
        comments = raw.get("comments")
        read = comments.items() if isinstance(comments, Mapping) else ()
        return cls(
            order=_complete(dict.fromkeys(known)),
            left_out=frozenset(Part(it) for it in _texts(raw.get("left_out")) if it in {*Part}),
            summary=_read(raw.get("summary")),
            comments=_sorted({name: _read(it) for name, it in [*read][:_MOST_COMMENTS] if _is_id(name)}),
        )


def _complete(order: Mapping[Part, None]) -> tuple[Part, ...]:
    """All parts: one that is missing goes behind the one that it follows for a newcomer."""
    found = [*order]
    for at, part in enumerate(Part):
        if part not in order:
            found.insert(found.index([*Part][at - 1]) + 1 if at else 0, part)
    return tuple(found)


def _sorted(comments: Mapping[str, Comment]) -> tuple[tuple[str, Comment], ...]:
    return tuple((name, comments[name]) for name in sorted(comments) if comments[name])


def _comment(text: str, year: int) -> Comment:
    """The comment as it is kept: paragraphs of printable text, and no year where there is no text."""
    kept = "\n".join(line.rstrip() for line in visible(text)[:LONGEST].strip().split("\n"))
    return Comment(kept, year) if kept else _NO_COMMENT


def _plain(comment: Comment) -> dict[str, Any]:
    return {"text": comment.text, "year": comment.year}


def _read(raw: object) -> Comment:
    if not isinstance(raw, Mapping):
        return _NO_COMMENT
    text, year = raw.get("text"), raw.get("year")
    if not isinstance(text, str) or type(year) is not int or not (year == 0 or FIRST_YEAR <= year <= LAST_YEAR):
        return _NO_COMMENT
    return _comment(text, year)


def _texts(raw: object) -> list[str]:
    return [it for it in raw if isinstance(it, str)] if isinstance(raw, list) else []


def _is_id(raw: object) -> bool:
    return isinstance(raw, str) and 0 < len(raw) <= _LONGEST_ID and raw.isprintable()
