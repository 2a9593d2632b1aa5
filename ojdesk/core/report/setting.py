"""How blocks are set, the same in every document: which columns are wide, which hold numbers, what leads a note."""

import dataclasses
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from ojdesk.core.model import Answer
from ojdesk.core.report.blocks import Block, Heading, Note, TextTable
from ojdesk.core.text import visible
from ojdesk.core.wording.answers import ANSWER_WORDS

T = TypeVar("T")

_FIGURE = re.compile(r"[-+−–<>]?\s?\d")
#: What stands in the place of a number, and says nothing of how its column is set.
_LACKING = frozenset(ANSWER_WORDS.values()) - {ANSWER_WORDS[it] for it in (Answer.YES, Answer.PARTLY, Answer.NO)}


def are_figures(table: TextTable) -> list[bool]:
    """For each column, whether it is one of numbers, which are set to the right; never the first."""
    found = [False]
    for column in range(1, len(table.heads)):
        texts = [row[column].text for row in table.rows if len(row) > column]
        told = [it for it in texts if any(map(str.isalnum, it)) and it not in _LACKING]
        found.append(2 * sum(bool(_FIGURE.match(it)) for it in told) > len(told))
    return found


def leading(note: Note) -> str:
    """The heading that stands in the line before a note's text."""
    return note.heading if note.heading.endswith(("?", "!", ".", ":")) else f"{note.heading}:"


#: A list of contents with more headings has its page for itself.
SHORT_LIST = 5


def opening(blocks: Sequence[Block]) -> int:
    """How many blocks stand above the list of contents: those before the first heading."""
    return next((at for at, it in enumerate(blocks) if isinstance(it, Heading)), len(blocks))


def cleaned(value: T) -> T:
    """A block, or whatever holds some, with nothing in its texts that no document can hold."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return visible(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(map(cleaned, value))  # type: ignore[return-value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {it.name: cleaned(getattr(value, it.name)) for it in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value
