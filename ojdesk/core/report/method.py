"""Metod och källor: how the figures are made, what the indicators are called in full, and which files they are from."""

from collections.abc import Iterator

from ojdesk.core.choice import Choice
from ojdesk.core.compare.figures import nearest_year
from ojdesk.core.compare.overviews import Overview
from ojdesk.core.dataset import Dataset
from ojdesk.core.report.blocks import Block, Heading, Paragraph, Points, TextCell, TextTable
from ojdesk.core.report.outline import Part
from ojdesk.core.report.situation import peer_names
from ojdesk.core.wording.names import heading_name, listed
from ojdesk.core.wording.standouts import RULE

METHOD = (
    (
        "Svar från kommuner, stadsdelar och socialförvaltningar samt andelar för län och riket är hämtade ur "
        "Socialstyrelsens årsfiler för Öppna jämförelser och visas som de är publicerade. En indikator är uppfylld "
        "bara om svaret är det högsta på sin skala; ja, men inte för alla, räknas inte. Den som inte har svarat räknas "
        "varken som ja eller nej. Skillnader mellan andelar anges i procentenheter."
    ),
    (
        "Antalet som uppfyller av antalet svarande, lägsta och högsta möjliga andel, medianer, kvartiler och platser "
        "är beräknade av ojdesk. Kvartiler är beräknade som i Excels KVARTIL.INK. Inga linjer dras över år där en "
        "definition har ändrats så att åren inte går att jämföra."
    ),
    RULE,
    (
        "I figurerna över länen visar strecket lägsta och högsta möjliga andel om alla hade svarat; en randig stapel "
        "bygger på färre än fem svar. För tal är varje punkt en kommun, bandet går från undre till övre kvartilen och "
        "det svarta strecket är medianen, som också står till höger."
    ),
)


def method(dataset: Dataset, choice: Choice, overview: Overview) -> Iterator[Block]:
    """How the figures are computed and what the signs mean, the files, and the indicators' wordings in them."""
    yield Heading(Part.METHOD.heading, new_page=True)
    for text in METHOD:
        yield Paragraph(text)
    if choice.peers:
        names = listed(peer_names(dataset, choice))
        yield Paragraph(f"Gruppen är {choice.peers.label_for(choice.unit)}: {names}.")
    yield Heading("Källor", 2)
    yield Points(tuple((reading.file, f"{reading.source} {_years(reading.years)}.") for reading in dataset.readings))
    yield _wordings(dataset, choice, overview)


def _years(years: tuple[int, ...]) -> str:
    return ", ".join(map(str, years))


def _wordings(dataset: Dataset, choice: Choice, overview: Overview) -> TextTable:
    """What stands in full in the files for the short names of the report."""
    shown = {row.indicator.id: row.indicator for row in overview.rows}
    shown |= {it: dataset.indicators[it] for it in choice.indicators}
    rows = [
        (TextCell(it.short), TextCell(heading_name(it, nearest_year(dataset, it.id, choice.year))))
        for it in dataset.indicators.values()
        if it.id in shown
    ]
    return TextTable(
        caption="Indikatorernas namn i rapporten och i Socialstyrelsens filer",
        description="En rad för varje indikator: det korta namnet och hela lydelsen.",
        heads=("I rapporten", "I filen"),
        rows=tuple(rows),
        widths=(0.36, 0.64),
    )
