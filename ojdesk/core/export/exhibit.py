"""The one value that the clipboard, every file and the printer take what is seen from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ojdesk.core.model import Place
from ojdesk.core.paper.picture import Picture
from ojdesk.core.text import in_plain_sight, slug
from ojdesk.core.wording.numbers import MINUS, NBSP, rounded

_FIGURE = re.compile(rf"([+{MINUS}]?)(\d+|\d{{1,3}}(?:{NBSP}\d{{3}})+)(?:,(\d+))?(?:{NBSP}(%|p\.e\.))?")
_PART_LENGTH = 48
_SHORT, _LONGEST, _PADDING = 20, 32, 3


@dataclass(frozen=True)
class Cell:
    """A cell as it is read, and the number behind it where what is read is a number.

    Attributes:
        text: As on screen. What has no value has its word here, and never a number.
        value: In the unit that is shown: 41 for 41 %.
        decimals: With how many the text has it.
        unit: `%`, `p.e.` (percentage points) or nothing.
        signed: Whether the text says + in front of what is more than nothing.
        place: Where a published figure stands.
    """

    text: str
    value: float | None = None
    decimals: int = 0
    unit: str = ""
    signed: bool = False
    place: Place | None = None


def cell_of(text: str, raw: object = None, place: Place | None = None) -> Cell:
    """The cell that shows a text, with a raw value behind it.

    The value counts as the cell's number only if the text says the same number: what a column sorts by may also be the
    code of an answer, a ratio or a count of names.
    """
    shown = in_plain_sight(text)
    found = _FIGURE.fullmatch(shown)
    if found is None or isinstance(raw, bool) or not isinstance(raw, int | float):
        return Cell(shown, place=place)
    sign, whole, fraction, unit = found.groups()
    decimals = len(fraction or "")
    said = float(f"{whole.replace(NBSP, '')}.{fraction or 0}") * (-1 if sign == MINUS else 1)
    if rounded(raw, decimals) != said:
        return Cell(shown, place=place)
    return Cell(shown, float(raw), decimals, unit or "", sign == "+", place)


@dataclass(frozen=True)
class Table:
    """Rows under heads, in the order in which they are seen.

    Attributes:
        areas: The chapter that each row belongs to, one for each row; empty where there are none.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    areas: tuple[str, ...] = ()

    @property
    def is_grouped(self) -> bool:
        """Whether the rows of each area stand together, so that its name can stand above them."""
        runs = [area for at, area in enumerate(self.areas) if not at or self.areas[at - 1] != area]
        return bool(runs) and len(runs) == len(set(runs))

    def as_read(self) -> list[tuple[str, ...]]:
        """The rows as texts, with the name of an area alone above its rows where these stand together."""
        rows: list[tuple[str, ...]] = []
        for at, row in enumerate(self.rows):
            if self.is_grouped and (not at or self.areas[at - 1] != self.areas[at]):
                rows.append((self.areas[at],))
            rows.append(tuple(cell.text for cell in row))
        return rows

    @cached_property
    def are_numbers(self) -> tuple[bool, ...]:
        """Whether each column is mostly numbers, among words for those that are missing."""
        columns = [[row[at] for row in self.rows if row[at].text] for at in range(len(self.heads))]
        return tuple(bool(them) and 2 * sum(it.value is not None for it in them) >= len(them) for them in columns)

    @cached_property
    def is_mixed(self) -> bool:
        """Whether the numbers of some column have several units, so that each row has its own."""
        return any(len(found) > 1 for found in self._units)

    @cached_property
    def units(self) -> tuple[str | None, ...]:
        """The unit that the numbers of each column share, so that it can stand in the head.

        None where it cannot: in a column that is mostly words, and everywhere in a table that is mixed.
        """
        if self.is_mixed:
            return (None,) * len(self.heads)
        return tuple(next(iter(found), "") if self.are_numbers[at] else None for at, found in enumerate(self._units))

    @cached_property
    def _units(self) -> list[set[str]]:
        columns = range(len(self.heads))
        return [{row[at].unit for row in self.rows if row[at].value is not None} for at in columns]

    @property
    def widths(self) -> list[float]:
        """How wide each column is on paper: in letters, of a text that is broken where it is long."""
        widths = []
        for at, head in enumerate(self.heads):
            texts = [head, *(row[at].text for row in self.rows)]
            word = max(len(word) for text in texts for word in text.split(" "))
            longest = max(map(len, texts))
            broken = longest if not at or longest < _SHORT else longest / 2
            widths.append(max(word, min(broken, _LONGEST)) + _PADDING)
        return widths


@dataclass(frozen=True)
class Origin:
    """Where figures are from.

    Attributes:
        source: The publication, in a line.
        files: The names of the files.
        invented: What has to be said wherever made-up data are shown; empty for real data.
    """

    source: str
    files: tuple[str, ...]
    invented: str


@dataclass(frozen=True)
class Exhibit:
    """What a view shows.

    Attributes:
        title: What it is about.
        subtitle: What a picture has to say of itself when it stands alone: whom, when.
        sentence: What it shows, in words.
        tables: The first is the table twin.
        picture: The chart as it is drawn for paper; None for a view that is a table.
        notes: Breaks in series, what is computed, how the picture is read.
        table_notes: What has to be said of the tables alone.
        file_stem: A sensible file name without its ending.
    """

    title: str
    subtitle: str
    sentence: str
    tables: tuple[Table, ...]
    picture: Picture | None
    notes: tuple[str, ...]
    table_notes: tuple[str, ...]
    origin: Origin
    file_stem: str

    @property
    def small_print(self) -> tuple[str, ...]:
        """What stands below: the notes, where it is from, and that it is made up if it is."""
        return tuple(filter(None, (*self.notes, *self.table_notes, self.origin.source, self.origin.invented)))


def file_stem(*parts: str) -> str:
    """A file name that every system takes: `oj-ekonomiskt-bistand_alingsas_plan-inom-tre-manader_2018-2024`.

    Each part is cut at a hyphen where it is long. The beginning keeps it from being one of Windows' own names.
    """
    return "_".join(["oj-ekonomiskt-bistand", *filter(None, map(_part, parts))])


def _part(text: str) -> str:
    plain = slug(text)
    return plain if len(plain) <= _PART_LENGTH else plain[: _PART_LENGTH + 1].rpartition("-")[0] or plain[:_PART_LENGTH]


def years_part(years: Sequence[int]) -> str:
    """2018-2024 in a file name, or 2022 alone."""
    return f"{years[0]}-{years[-1]}" if years[0] != years[-1] else str(years[0])
