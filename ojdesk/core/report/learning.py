"""Att lära av: what most around have and the own unit has not, and whom to call."""

from collections.abc import Iterator

from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.compare.spreads import CountyShare
from ojdesk.core.dataset import Dataset
from ojdesk.core.lessons import Gap, Lessons
from ojdesk.core.model import Unit
from ojdesk.core.report.blocks import Block, Finding, Heading, Paragraph, TextCell, TextTable
from ojdesk.core.report.outline import Part
from ojdesk.core.wording.answers import in_table
from ojdesk.core.wording.lessons import lessons_sentence
from ojdesk.core.wording.names import called, listed, named
from ojdesk.core.wording.numbers import count, percent

_NAMES = 6
_MOST_MODELS = 5
#: With so few, the table itself shows who meets most of them.
_FEW_GAPS = 2


def learning(dataset: Dataset, found: Lessons | None) -> Iterator[Block]:
    """Nothing for those who do not answer themselves, and for those who have not answered."""
    if found is None or not found.answered:
        return
    yield Heading(Part.LESSONS.heading, new_page=True)
    if not found.gaps:
        yield Paragraph(lessons_sentence(found))
        return
    where = f"gruppen {found.peers.label}" if found.peers else found.county.name
    yield Finding(
        lessons_sentence(found),
        TextTable(
            caption=f"Uppfylls inte helt av {found.unit.name} {found.year}, men av minst hälften i {where}",
            description="En rad för varje indikator: eget svar, hur många som uppfyller den, och vilka de är.",
            heads=("Indikator", found.unit.name, "Gruppen" if found.peers else "Länet", "Riket", "Uppfylls av"),
            rows=tuple(_row(dataset, gap, found.unit) for gap in found.gaps),
            widths=(0.28, 0.11, 0.17, 0.09, 0.35),
        ),
        source=_source(found),
    )
    if text := _most(found):
        yield Paragraph(text)


def _source(found: Lessons) -> str:
    if found.peers:
        return "Antal och andelar i gruppen är beräknade av ojdesk; rikets andel är publicerad."
    computed = any(isinstance(it.around, CountyShare) and it.around.computed for it in found.gaps)
    source = "Andelarna är publicerade, antalen beräknade av ojdesk."
    return f"{source} * Andelen är beräknad av ojdesk ur enheternas svar." if computed else source


def _most(found: Lessons) -> str:
    """Who meets most of the gaps; empty where the table itself shows it."""
    if len(found.gaps) <= _FEW_GAPS:
        return ""
    everything = [unit for unit, met in found.models if met == len(found.gaps)]
    if len(everything) > _MOST_MODELS:
        return f"Alla {count(len(found.gaps))} uppfylls av {named(everything, found.unit, _MOST_MODELS)}."
    best = [(unit, met) for unit, met in found.models if met > 1][:_MOST_MODELS]
    names = called([it for it, _ in best], found.unit)
    told = [f"{name} ({count(met)})" for name, (_, met) in zip(names, best, strict=True)]
    return f"Flest av de {count(len(found.gaps))} uppfyller {listed(told)}." if told else ""


def _row(dataset: Dataset, gap: Gap, unit: Unit) -> tuple[TextCell, ...]:
    around, decimals = gap.around, dataset.decimals.get(gap.indicator.id, 0)
    # Never counted anew where it is published: 30 of 48 is 62 % in the file, and elsewhere in the report.
    share = around.value if isinstance(around, PeerFigure) else around.share
    assert share is not None
    mark = "*" if isinstance(around, CountyShare) and around.computed else ""
    return (
        TextCell(gap.indicator.short),
        TextCell(in_table(gap.own), gap.own.answer),
        TextCell(f"{around.met} av {around.answered} ({percent(share, decimals)}{mark})"),
        TextCell(in_table(gap.nation, decimals)),
        TextCell(named(gap.models, unit, _NAMES)),
    )
