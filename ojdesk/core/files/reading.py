"""What is understood of one file; and the question that it leaves, when it does not say which year it is about."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from ojdesk.core.files.year import YearReading
from ojdesk.core.model import Finding, Indicator, Level, Source, Status, Unit


@dataclass(frozen=True)
class SheetReading:
    """What became of a sheet.

    Attributes:
        skipped: Why it gave no results; empty when it did.
        header: The header rows, counted from 1.
        units: How many units it has, by level.
    """

    name: str
    skipped: str = ""
    header: tuple[int, ...] = ()
    units: dict[Level, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Code:
    """A sign in result cells that is no value: what it was taken for, how often, and the file's own words for it."""

    sign: str
    status: Status
    count: int
    said: str


@dataclass(frozen=True)
class Reading:
    """All that was understood of one file, and what was not.

    Attributes:
        file: The file's name.
        digest: SHA-256 of its content, in hexadecimal.
        path: Where it was read from.
        invented: The file's own note that its values are made up; empty for real files.
        corrected: Whether it calls itself a corrected edition.
        dated: The last day that it names as one of publication or correction.
        codes: Signs in result cells that are no values; the most frequent first.
        observations: One row for every result cell, with the columns of `observations.COLUMNS`.
    """

    file: str
    digest: str
    path: Path
    source: Source
    year: YearReading
    invented: str
    corrected: bool
    dated: date | None
    sheets: tuple[SheetReading, ...]
    codes: tuple[Code, ...]
    observations: pd.DataFrame
    units: dict[str, Unit]
    indicators: dict[str, Indicator]
    findings: tuple[Finding, ...]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Ascending. Every view asks for them, and there may be a million results to look through."""
        return tuple(int(year) for year in sorted(self.observations["year"].unique()))


@dataclass(frozen=True)
class YearQuestion:
    """A file that does not say which year it is about, or says more than one.

    Attributes:
        digest: SHA-256 of its content: an answer holds for the file whatever it is called.
        evidence: As `YearReading` has it.
        candidates: As `YearReading` has them.
        sentence: The question for someone who cannot be asked.
    """

    path: Path
    digest: str
    source: Source
    evidence: tuple[str, ...]
    candidates: tuple[int, ...]
    sentence: str


class Undecided(Exception):  # noqa: N818 - what it is
    """Nobody has said which year a file is about."""

    def __init__(self, question: YearQuestion) -> None:
        super().__init__(question.sentence)
        self.question = question
