"""What a report consists of: blocks to read, charts to edit, tables to check. All that its writers know."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from ojdesk.core.model import Answer
from ojdesk.core.paper.picture import Picture
from ojdesk.core.text import in_plain_sight

# To read ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """A heading of a chapter or, with level 2, of a part of one."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text; `lead` is the sentence that a hasty reader reads."""

    text: str
    lead: bool = False


@dataclass(frozen=True)
class TextCell:
    """A cell as it is read, with the answer it stands for, if any, so that a writer can colour it."""

    text: str
    answer: Answer | None = None


@dataclass(frozen=True)
class TextTable:
    """A table to read.

    Attributes:
        rows: A row with a single cell is a subheading.
        widths: How much of the width each column takes; together 1.
        again: Whether it says in figures what the figure above it shows, so that a presentation need not show both.
    """

    caption: str
    description: str
    heads: tuple[str, ...]
    rows: tuple[tuple[TextCell, ...], ...]
    widths: tuple[float, ...]
    again: bool = False


class Role(StrEnum):
    """Whose figures a line or a bar shows; each role has its colour."""

    OWN = "own"
    COUNTY = "county"
    NATION = "nation"
    GROUP = "group"
    OTHERS = "others"


@dataclass(frozen=True)
class Series:
    """A line or a set of bars: a value for each category of its chart, None where there is none."""

    name: str
    role: Role
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """The figures behind a picture, for a writer whose program draws charts that can be edited.

    Attributes:
        caption: What is shown, how it is read, and what of it is computed.
        categories: What stands along the axis: years, or counties in the order of their bars.
        series: One for each line; a line that is broken comes as one series for each unbroken part. Bars are one.
        bars: Whose each lying bar is; empty for lines.
        few: The positions of the bars that stand for so few answers that they say little.
        unit: What the values are counted in: "%", or "" for plain numbers.
        step: How far apart the ticks of the axis are; it runs from 0 to `top`.
    """

    caption: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    bars: tuple[Role, ...]
    few: frozenset[int]
    unit: str
    decimals: int
    step: float
    top: float

    @property
    def tick_decimals(self) -> int:
        """How many decimals the ticks need: none for 25, one for 2.5."""
        return next((it for it in (0, 1, 2) if abs(round(self.step, it) - self.step) < 1e-9), 3)


@dataclass(frozen=True)
class Illustration:
    """A picture with its caption, and the figures behind it where a chart can be made of them."""

    picture: Picture
    caption: str
    chart: Chart | None = None


@dataclass(frozen=True)
class Finding:
    """One message, and what shows it: a sentence above a figure or a table in a document, a slide in a presentation.

    Attributes:
        message: The one sentence that says what is shown.
        text: What belongs to it but need not be said aloud; may be empty.
        source: Where the figures are published, and what is computed.
    """

    message: str
    shown: Illustration | TextTable
    text: str = ""
    source: str = ""


@dataclass(frozen=True)
class Comment:
    """What the officer herself writes on an indicator; never ours."""

    text: str


@dataclass(frozen=True)
class Note:
    """Something beside the text: a heading in the line, and what it says."""

    heading: str
    text: str


@dataclass(frozen=True)
class Points:
    """A list: each point with the words in bold that it begins with, if any, and its sentences."""

    points: tuple[tuple[str, str], ...]


Block: TypeAlias = Heading | Paragraph | TextTable | Illustration | Finding | Comment | Note | Points

# To check ---------------------------------------------------------------------------------------------------------


class Measure(float):
    """A number that is shown with so many decimals, whatever more of them it has."""

    def __new__(cls, value: float, decimals: int) -> "Measure":
        measure = super().__new__(cls, value)
        measure.decimals = decimals
        return measure

    decimals: int


Value: TypeAlias = str | float | int | None


@dataclass(frozen=True)
class DataColumn:
    """A column to check: its title, what it holds, and its width in characters."""

    title: str
    about: str
    width: int = 12


@dataclass(frozen=True)
class DataTable:
    """A table to check: numbers as numbers, one figure a row, with the cell it came from."""

    name: str
    about: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Report:
    """A finished report on one unit.

    Attributes:
        invented: What has to be said wherever made-up data are shown; empty for real data.
        file_stem: A sensible file name without its ending.
        method: How the figures are made, for files that check rather than tell; whatever parts are ticked.
    """

    title: str
    subtitle: str
    made: date
    invented: str
    blocks: tuple[Block, ...]
    tables: tuple[DataTable, ...]
    file_stem: str
    method: tuple[str, ...] = ()

    @property
    def file_title(self) -> str:
        """What the properties of its files call it."""
        return _property(f"{self.title}: {self.subtitle}")

    @property
    def file_comments(self) -> str:
        """What the properties of its files say of it."""
        return _property(self.invented)


def _property(text: str) -> str:
    """Office files hold no longer properties, and none with control characters."""
    return in_plain_sight(text)[:255]
