"""What a report says, as values: its parts in their order. Writers know nothing of the domain."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ojdesk.core.choice import Choice
from ojdesk.core.compare import overviews
from ojdesk.core.compare.overviews import Overview
from ojdesk.core.dataset import Dataset
from ojdesk.core.export.exhibit import file_stem
from ojdesk.core.lessons import Lessons, lessons
from ojdesk.core.model import Source, Unit
from ojdesk.core.report.blocks import Block, Heading, Paragraph, Report
from ojdesk.core.report.changes import changes
from ojdesk.core.report.chapters import chapters, written
from ojdesk.core.report.learning import learning
from ojdesk.core.report.method import METHOD, method
from ojdesk.core.report.outline import Outline, Part
from ojdesk.core.report.reliability import reliability
from ojdesk.core.report.scope import scope
from ojdesk.core.report.situation import lead, situation
from ojdesk.core.report.tables import data_tables
from ojdesk.core.wording.names import full_name

_NEWCOMER = Outline()
#: Those that follow on each other without a new page: they are text and tables, and may be short.
_FLOWING = {Part.LESSONS, Part.CHANGES, Part.SCOPE, Part.RELIABILITY, Part.METHOD}


def report(dataset: Dataset, choice: Choice, made: date, outline: Outline = _NEWCOMER) -> Report:
    """The report that a choice asks for: its unit, year and ticked indicators.

    Args:
        dataset: The opened files.
        choice: Fits the dataset and has a unit.
        made: The day that is printed on it.
        outline: Its parts, and what is written in it. A part that the files have nothing for is left out.
    """
    unit = dataset.units[choice.unit]
    has_survey = bool(dataset.years_of(Source.SURVEY))
    source = Source.SURVEY if has_survey else Source.REGISTER
    overview = overviews.overview(dataset, choice.unit, choice.year, source, choice.peers)
    return Report(
        title=full_name(unit),
        subtitle=f"Lokal jämförelse · Öppna jämförelser av ekonomiskt bistånd {choice.year}",
        made=made,
        invented=invented(dataset),
        blocks=tuple(_blocks(dataset, choice, overview, outline)),
        tables=tuple(data_tables(dataset, choice, overview if has_survey else None)),
        file_stem=report_stem(unit, choice.year),
        method=METHOD,
    )


def report_stem(unit: Unit, year: int) -> str:
    """The name of a report's files, without its ending."""
    return file_stem(full_name(unit), str(year))


def invented(dataset: Dataset) -> str:
    """What has to be said wherever made-up data are shown; empty for real data."""
    note = dataset.invented.rstrip(".")
    return f"Exempeldata: {note[0].lower()}{note[1:]}." if note else ""


def _blocks(dataset: Dataset, choice: Choice, overview: Overview, outline: Outline) -> Iterator[Block]:
    answers = lessons(dataset, choice.unit, choice.year, choice.peers)
    yield Paragraph(lead(dataset, overview, answers), lead=True)
    if outline.summary:
        yield Heading("Sammanfattning")
        yield from written(outline.summary, choice.year)
    before: Part | None = None
    for part in outline.parts:
        blocks = [*_part(part, dataset, choice, overview, outline, answers)]
        if not blocks:
            continue
        first, *others = blocks
        if isinstance(first, Heading) and before in _FLOWING and part in _FLOWING:
            first = replace(first, new_page=False)
        yield from (first, *others)
        before = part


def _part(
    part: Part, dataset: Dataset, choice: Choice, overview: Overview, outline: Outline, answers: Lessons | None
) -> Iterator[Block]:
    survey = overview if dataset.years_of(Source.SURVEY) else None
    match part:
        case Part.SITUATION:
            first = part is outline.parts[0] and not outline.summary
            return situation(dataset, choice, overview, new_page=not first)
        case Part.INDICATORS:
            return chapters(dataset, choice, outline)
        case Part.LESSONS:
            return learning(dataset, answers)
        case Part.CHANGES:
            return changes(dataset, choice, survey, answers)
        case Part.SCOPE:
            return scope(dataset, choice)
        case Part.RELIABILITY:
            return reliability(dataset, choice, survey)
        case Part.METHOD:
            return method(dataset, choice, overview)
