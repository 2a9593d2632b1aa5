"""The tables of a report to check its figures by: numbers as numbers, and for each the cell that it came from."""

import math
from collections.abc import Iterator, Sequence

from ojdesk.core.choice import Choice
from ojdesk.core.compare import figures, spreads, trends
from ojdesk.core.compare.groups import members
from ojdesk.core.compare.overviews import Overview
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Group, Indicator, Place, Unit
from ojdesk.core.report.blocks import DataColumn, DataTable, Measure, Value
from ojdesk.core.units import NATION_CODE
from ojdesk.core.wording.answers import GROUP_WORDS, answer_in_full, in_table
from ojdesk.core.wording.names import full_name, listed, short_county

_PLACE = (
    DataColumn("Fil", "Filen som värdet är hämtat ur", 44),
    DataColumn("Blad", "Bladet i filen", 20),
    DataColumn("Cell", "Cellen på bladet", 8),
)
_VALUE = (
    DataColumn(
        "Värde", "Publicerat tal: 1 är ja och 0 nej; 2 är ja för alla och 1 delvis; annars procent eller belopp", 10
    ),
    DataColumn("I ord", "Värdet som det läses, eller varför det saknas", 18),
)
_INDICATOR = (
    DataColumn("Kvalitetsområde", "Området som indikatorn hör till", 28),
    DataColumn("Indikator", "Indikatorns ordalydelse i filen för året", 60),
)


def _place_cells(place: Place | None) -> tuple[Value, Value, Value]:
    return (place.file, place.sheet, place.cell) if place else (None, None, None)


def _figure_rows(
    dataset: Dataset, indicator: Indicator, units: Sequence[Unit], year: int, group: Group = Group.TOTAL
) -> Iterator[tuple[Value, ...]]:
    """Indicator, unit, year, value and place of each unit's figure; units without a cell are left out."""
    found = figures.figures(dataset, indicator.id, [unit.code for unit in units], year, group)
    decimals = dataset.decimals.get(indicator.id, 0)
    for unit, figure in zip(units, found, strict=True):
        if figure.status is None:
            continue
        in_words = answer_in_full(figure) if figure.answer else in_table(figure, decimals)
        cell = dataset.observation(indicator.id, unit.code, year, group)
        yield (
            indicator.area,
            cell.wording if cell else indicator.name_in(year),
            unit.code,
            full_name(unit),
            year,
            GROUP_WORDS[group],
            _measure(figure.value, decimals),
            in_words,
            *_place_cells(cell.place if cell else None),
        )


_FIGURE_COLUMNS = (
    *_INDICATOR,
    DataColumn("Kod", "Enhetens kod, som text", 8),
    DataColumn("Enhet", "Kommun, stadsdel, socialförvaltning, län eller riket", 26),
    DataColumn("År", "Enkät: året den gjordes. Register: året uppgifterna avser", 7),
    DataColumn("Grupp", "Vilka registeruppgiften gäller", 14),
    *_VALUE,
    *_PLACE,
)


def data_tables(dataset: Dataset, choice: Choice, overview: Overview | None) -> Iterator[DataTable]:
    """All that a report of this choice may show, and more: whatever parts of it are ticked."""
    unit = dataset.units[choice.unit]
    county = figures.county_of(dataset, unit)
    nation = dataset.units.get(NATION_CODE)
    compared = list(dict.fromkeys(it for it in (unit, county, nation) if it is not None))
    indicators = [dataset.indicators[it] for it in choice.indicators]
    if overview is not None:
        rows = [
            found
            for row in overview.rows
            for year in overview.years
            for found in _figure_rows(dataset, row.indicator, compared, year)
        ]
        about = (
            f"Alla enkätindikatorer {overview.year} för {listed([it.name for it in compared])}, alla öppnade år till "
            f"och med {overview.year}."
        )
        yield DataTable("Läget", about, _FIGURE_COLUMNS, tuple(rows))
    yield DataTable(
        "Utveckling",
        f"Valda indikatorer för {listed([it.name for it in compared])}, år för år och för varje grupp.",
        _FIGURE_COLUMNS,
        tuple(
            found
            for indicator in indicators
            for group in dataset.groups_of(indicator.id)
            for year in dataset.years_with(indicator.id)
            for found in _figure_rows(dataset, indicator, compared, year, group)
        ),
    )
    yield _spread_table(dataset, choice, indicators)
    if county is not None:
        units = dataset.units_in(county.code)
        yield DataTable(
            "Enheter i länet",
            f"Valda indikatorer för alla enheter i {county.name}, det valda året eller närmast före.",
            _FIGURE_COLUMNS,
            tuple(
                found
                for indicator in indicators
                for found in _figure_rows(
                    dataset, indicator, units, figures.nearest_year(dataset, indicator.id, choice.year)
                )
            ),
        )
    if choice.peers:
        yield _peers_table(dataset, choice, indicators)
        yield DataTable(
            "Enheter i gruppen",
            f"Valda indikatorer för enheterna i gruppen {choice.peers.label}, det valda året eller närmast före.",
            _FIGURE_COLUMNS,
            tuple(
                found
                for indicator in indicators
                for found in _figure_rows(
                    dataset,
                    indicator,
                    members(dataset, choice.peers, choice.unit),
                    figures.nearest_year(dataset, indicator.id, choice.year),
                )
            ),
        )
    yield _files_table(dataset)


def _peers_table(dataset: Dataset, choice: Choice, indicators: Sequence[Indicator]) -> DataTable:
    found = [
        figure
        for indicator in indicators
        for figure in trends.trend(dataset, choice.unit, indicator.id, peers=choice.peers).peers
        if figure.asked
    ]
    return DataTable(
        "Gruppen",
        f"{choice.peers.label_for(choice.unit)}. Allt är beräknat av ojdesk; inget är publicerat.",
        (
            *_INDICATOR,
            DataColumn("År", "Året som talen gäller", 7),
            DataColumn("Uppfyller", "Antal enheter i gruppen som uppfyller indikatorn", 11),
            DataColumn("Svarande", "Antal enheter i gruppen med ett värde", 11),
            DataColumn("Tillfrågade", "Antal enheter i gruppen som filen har en cell för", 12),
            DataColumn("Andel", "Uppfyller av svarande i procent", 10),
            DataColumn("Median", "Medianen bland enheternas värden", 10),
        ),
        tuple(
            (
                it.indicator.area,
                it.indicator.name_in(it.year),
                it.year,
                it.met if it.is_share else None,
                it.answered,
                it.asked,
                _rounded(it.value, dataset.decimals.get(it.indicator.id, 0)) if it.is_share else None,
                None if it.is_share else _rounded(it.value, dataset.decimals.get(it.indicator.id, 0)),
            )
            for it in found
        ),
    )


def _spread_table(dataset: Dataset, choice: Choice, indicators: Sequence[Indicator]) -> DataTable:
    rows: list[tuple[Value, ...]] = []
    for indicator in indicators:
        decimals = dataset.decimals.get(indicator.id, 0)
        spread = spreads.spread(dataset, choice.unit, indicator.id, choice.year)
        for county in spread.rows:
            head = (
                indicator.area,
                indicator.name_in(spread.year),
                county.county.code,
                short_county(county.county),
                spread.year,
            )
            place = _place_cells(dataset.place(indicator.id, county.county.code, spread.year))
            if isinstance(county, spreads.CountyShare):
                share = _measure(None if county.computed else county.share, decimals)
                counts = (county.met, county.answered, county.asked)
                shares = (_rounded(it, decimals) for it in (county.lowest, county.highest))
                rows.append((*head, share, *counts, *shares, *[None] * 5, *place))
            else:
                numbers = (
                    county.minimum,
                    county.lower_quartile,
                    county.median,
                    county.upper_quartile,
                    county.maximum,
                )
                rows.append(
                    (
                        *head,
                        _measure(county.published.value, decimals),
                        None,
                        len(county.values),
                        county.asked,
                        None,
                        None,
                        *(_rounded(it, decimals) for it in numbers),
                        *place,
                    )
                )
    return DataTable(
        "Länsspridning",
        "Valda indikatorer för varje län. Andelen är publicerad; de andra talen är beräknade av ojdesk.",
        (
            *_INDICATOR,
            DataColumn("Länskod", "Länets kod, som text", 9),
            DataColumn("Län", "Länets namn", 18),
            DataColumn("År", "Året som talen gäller", 7),
            DataColumn("Publicerat", "Länets andel i procent eller värde, ur filen", 12),
            DataColumn("Uppfyller", "Antal enheter som uppfyller indikatorn (beräknat)", 11),
            DataColumn("Svarande", "Antal enheter med ett värde (beräknat)", 11),
            DataColumn("Tillfrågade", "Antal enheter som filen har en cell för (beräknat)", 12),
            DataColumn("Lägsta andel", "Procent om alla som inte svarat hade sagt nej (beräknat)", 13),
            DataColumn("Högsta andel", "Procent om alla som inte svarat hade sagt ja (beräknat)", 13),
            DataColumn("Minsta", "Lägsta värdet bland länets kommuner (beräknat)", 10),
            DataColumn("Undre kvartil", "KVARTIL.INK 1 bland länets kommuner (beräknat)", 13),
            DataColumn("Median", "Medianen bland länets kommuner (beräknat)", 10),
            DataColumn("Övre kvartil", "KVARTIL.INK 3 bland länets kommuner (beräknat)", 13),
            DataColumn("Största", "Högsta värdet bland länets kommuner (beräknat)", 10),
            *_PLACE,
        ),
        tuple(rows),
    )


def _measure(value: float | None, decimals: int) -> Measure | None:
    """As it is, shown like the published figures of its indicator; nothing for NaN."""
    return None if value is None or math.isnan(value) else Measure(value, decimals)


def _rounded(value: float | None, decimals: int) -> Measure | None:
    """Without the dust of computing."""
    return None if value is None else _measure(round(value, 4), decimals)


def _files_table(dataset: Dataset) -> DataTable:
    return DataTable(
        "Filer",
        "Filerna som rapporten bygger på.",
        (
            DataColumn("Fil", "Filens namn", 60),
            DataColumn("Källa", "Enkät eller register", 12),
            DataColumn("År", "Åren som uppgifterna avser", 24),
            DataColumn("Resultat", "Antal resultatceller", 12),
            DataColumn("Kontrollsumma", "SHA-256 av filens innehåll", 68),
        ),
        tuple(
            (
                reading.file,
                str(reading.source),
                ", ".join(map(str, reading.years)),
                len(reading.observations),
                reading.digest,
            )
            for reading in dataset.readings
        ),
    )
