"""Biståndets omfattning: what the registers say, of everybody, of women and men, of those born here and abroad."""

from collections.abc import Iterator

from ojdesk.core.choice import Choice
from ojdesk.core.compare import figures, trends
from ojdesk.core.compare.overviews import Overview, OverviewRow, overview
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Group, Level, Source
from ojdesk.core.report.blocks import Block, Finding, Heading, Paragraph, TextCell, TextTable
from ojdesk.core.wording.answers import NO_VALUE, in_table
from ojdesk.core.wording.names import listed
from ojdesk.core.wording.overviews import register_sentence
from ojdesk.core.wording.situation import compared, own_text
from ojdesk.core.wording.trends import groups_sentence

_NAME = 0.3


def scope(dataset: Dataset, choice: Choice) -> Iterator[Block]:
    """Nothing where no file is from a register."""
    if not dataset.years_of(Source.REGISTER):
        return
    found = overview(dataset, choice.unit, choice.year, Source.REGISTER, choice.peers)
    yield Heading(f"Biståndets omfattning {found.year}", new_page=True)
    there = [row for row in found.rows if row.own[-1].status is not None]
    if said := register_sentence(found):
        yield Paragraph(said)
    if not there:
        if not said:
            yield Paragraph(f"Filerna har inga registeruppgifter för {found.unit.name} {found.year}.")
        return
    parted = [row for row in there if len(dataset.groups_of(row.indicator.id)) > 1]
    if parted:
        first = trends.by_group(dataset, choice.unit, parted[0].indicator.id)
        said = groups_sentence(first, dataset.decimals.get(parted[0].indicator.id, 0))
        yield Finding(
            f"{parted[0].indicator.short}: {said[0].lower()}{said[1:]}",
            _by_group(dataset, found, parted),
            source=f"Källa: Socialstyrelsen, registeruppgifter {found.year}.",
        )
    whole = [row for row in there if row not in parted]
    if whole:
        yield _background(dataset, found, whole)
    yield Paragraph(
        "Registeruppgifterna kommer senare än enkäten med samma namn och gäller det år som anges. Sekretess betyder "
        "att så få personer berörs att värdet inte får visas."
    )


def _by_group(dataset: Dataset, found: Overview, rows: list[OverviewRow]) -> TextTable:
    """A row for each indicator, a column for each group, and the nation's total last."""
    groups = [it for it in Group if any(it in dataset.groups_of(row.indicator.id) for row in rows)]
    is_nation = found.unit.level is Level.NATION
    told = []
    for row in rows:
        code, decimals = row.indicator.id, dataset.decimals.get(row.indicator.id, 0)
        own = [figures.figure(dataset, code, found.unit.code, found.year, it) for it in groups]
        cells = [NO_VALUE if it.status is None else in_table(it, decimals) for it in own]
        if not is_nation:
            cells.append(in_table(row.nation, decimals))
        told.append((TextCell(row.indicator.short), *map(TextCell, cells)))
    heads = ("Indikator", *map(str, groups), *["Riket totalt"] * (not is_nation))
    each = (1 - _NAME) / (len(heads) - 1)
    return TextTable(
        caption=f"{found.unit.name} {found.year}, efter kön och födelseland",
        description=f"En rad för varje indikator, med en kolumn var för {listed([it.lower() for it in heads[1:]])}.",
        heads=heads,
        rows=tuple(told),
        widths=(_NAME, *[each] * (len(heads) - 1)),
    )


def _background(dataset: Dataset, found: Overview, rows: list[OverviewRow]) -> TextTable:
    columns = compared(found, dataset.decimals)
    heads = ("Bakgrund", found.unit.name, *(it.title for it in columns))
    each = 0.6 / (len(heads) - 1)
    others = listed([found.unit.name, *(it.about for it in columns)])
    return TextTable(
        caption=f"Bakgrundsmått {found.year}",
        description=f"En rad för varje mått, med en kolumn var för {others}.",
        heads=heads,
        rows=tuple(
            (
                TextCell(row.indicator.short),
                TextCell(own_text(row, -1, dataset.decimals)),
                *(TextCell(it.text(row)) for it in columns),
            )
            for row in rows
        ),
        widths=(0.4, *[each] * (len(heads) - 1)),
    )
