"""Läget på en sida: how a unit stands on everything, and what stands out."""

from collections.abc import Iterator

from ojdesk.core.choice import Choice
from ojdesk.core.compare.overviews import Overview, OverviewRow
from ojdesk.core.compare.standouts import standouts
from ojdesk.core.dataset import Dataset
from ojdesk.core.lessons import Lessons
from ojdesk.core.model import Answer, Source
from ojdesk.core.report.blocks import Block, Heading, Paragraph, Points, TextCell, TextTable
from ojdesk.core.report.outline import Part
from ojdesk.core.units import unit_table
from ojdesk.core.wording.lessons import lessons_sentence
from ojdesk.core.wording.names import listed, year_ranges
from ojdesk.core.wording.numbers import count
from ojdesk.core.wording.overviews import (
    overview_sentence,
    parts_note,
    register_heading,
    register_sentence,
    shares_sentence,
)
from ojdesk.core.wording.situation import compared, new_areas, own_text
from ojdesk.core.wording.standouts import standout_sentence, standouts_title

#: More of them would not leave the names the room of one line.
_YEARS_ON_PAPER = 3
_NAMES = 8
_YEAR, _COMPARED, _PEERS = 0.117, 0.075, 0.15


def lead(dataset: Dataset, overview: Overview, lessons: Lessons | None) -> str:
    """What a hasty reader reads: how much is met, what has changed, and what most others have."""
    if not dataset.years_of(Source.SURVEY):
        said = register_sentence(overview)
        return f"{register_heading(overview)}. {said}".rstrip()
    if not overview.unit.level.answers:
        return shares_sentence(overview, dataset.decimals)
    said = f"{overview_sentence(overview)}."
    return f"{said} {lessons_sentence(lessons)}" if lessons is not None and lessons.answered else said


def situation(dataset: Dataset, choice: Choice, overview: Overview, *, new_page: bool) -> Iterator[Block]:
    """How the unit stands, on one page: what stands out, and every indicator over the years and beside others."""
    yield Heading(Part.SITUATION.heading, new_page=new_page)
    if found := standouts(dataset, overview):
        yield Heading(standouts_title(len(found)), 2)
        yield Points(
            tuple(
                (f"{it.indicator.short}.", standout_sentence(it, dataset.decimals.get(it.indicator.id, 0)))
                for it in found
            )
        )
    yield _table(dataset, overview)
    if dataset.years_of(Source.SURVEY):
        yield Paragraph(_about_shares(overview))
    if note := parts_note(overview):
        yield Paragraph(note)
    if choice.peers:
        yield Paragraph(_about_peers(dataset, choice))


def _about_shares(overview: Overview) -> str:
    """What the shares are shares of."""
    share = "andelen svarande kommuner, stadsdelar och socialförvaltningar som uppfyller indikatorn"
    if not overview.unit.level.answers:
        return f"Siffrorna är {share} helt, så som Socialstyrelsen har publicerat den."
    return (
        f"Länet och riket: {share} helt, så som Socialstyrelsen har publicerat den. ”Delvis” räknas inte som uppfyllt."
    )


def _about_peers(dataset: Dataset, choice: Choice) -> str:
    """Who is in the comparison set, as far as there is room, and that its figures are computed."""
    names = peer_names(dataset, choice)
    more = f" och {count(len(names) - _NAMES)} till, som räknas upp under {Part.METHOD.heading}"
    shown = listed(names) if len(names) <= _NAMES + 1 else f"{', '.join(names[:_NAMES])}{more}"
    return (
        f"Gruppen är {choice.peers.label_for(choice.unit)}: {shown}. Andelar och medianer i gruppen är "
        "beräknade av ojdesk ur svaren i filerna; de är inte publicerade."
    )


def peer_names(dataset: Dataset, choice: Choice) -> list[str]:
    """The members of the comparison set besides the own unit; a code where nobody knows the name."""
    known = {**unit_table().by_code, **dataset.units}
    return [known[code].name if code in known else code for code in choice.peers.others(choice.unit)]


def _table(dataset: Dataset, overview: Overview) -> TextTable:
    unit = overview.unit
    years = overview.years[-_YEARS_ON_PAPER:]
    columns = compared(overview, dataset.decimals)
    areas = new_areas(overview.rows)
    rows: list[tuple[TextCell, ...]] = []
    for at, row in enumerate(overview.rows):
        if at in areas:
            rows.append((TextCell(areas[at]),))
        when = range(len(row.own) - len(years), len(row.own))
        own = [TextCell(own_text(row, it, dataset.decimals), _answer(row, it)) for it in when]
        rows.append((TextCell(row.indicator.short), *own, *(TextCell(it.text(row)) for it in columns)))
    others = [it.about for it in columns]
    said = "svaren från" if unit.level.answers else "andelarna i"
    beside = f" och andelarna i {listed(others)} {overview.year}" if others else ""
    beside_widths = [_PEERS if it.whose == "group" else _COMPARED for it in columns]
    narrow = [_YEAR] * len(years) + beside_widths
    return TextTable(
        caption=f"{listed([unit.name, *others])} {year_ranges(years)}",
        description=f"En rad för varje indikator med {said} {unit.name} för varje år{beside}.",
        heads=("Indikator", *map(str, years), *(it.title for it in columns)),
        rows=tuple(rows),
        widths=(1 - sum(narrow), *narrow),
    )


def _answer(row: OverviewRow, at: int) -> Answer | None:
    """The own answer, by which a cell is coloured; none where a city's parts answer."""
    return None if row.parts and row.parts[at] is not None else row.own[at].answer
