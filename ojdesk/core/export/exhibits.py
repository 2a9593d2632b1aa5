"""What each view gives to take along: its tables, with what has to be said of them beside the sentence."""

from collections.abc import Sequence

from ojdesk.core.compare.overviews import Overview, OverviewRow
from ojdesk.core.compare.spreads import CountyShare, NumberSpread, ShareSpread
from ojdesk.core.compare.trends import Trend
from ojdesk.core.dataset import Dataset
from ojdesk.core.export.exhibit import Exhibit, Origin, Table, cell_of, file_stem, years_part
from ojdesk.core.lessons import Lessons
from ojdesk.core.map_wording import map_sentence
from ojdesk.core.maps import AreaMap
from ojdesk.core.model import Group, Indicator, Source, Unit
from ojdesk.core.paper.map import map_picture
from ojdesk.core.paper.situation import situation_picture
from ojdesk.core.paper.spread import spread_picture
from ojdesk.core.paper.trend import trend_picture
from ojdesk.core.peers import PeerSet
from ojdesk.core.report.content import invented
from ojdesk.core.wording.answers import NO_VALUE, answer_in_full
from ojdesk.core.wording.lessons import lessons_sentence
from ojdesk.core.wording.names import full_name, listed, year_ranges
from ojdesk.core.wording.numbers import value_text
from ojdesk.core.wording.overviews import parts_note
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.trends import others_text, trend_sentence


def of_trend(
    dataset: Dataset, trend: Trend, peers: PeerSet, title: str, table: Table, about_groups: str = ""
) -> Exhibit:
    """One indicator over the years, with `trend` as it is drawn, and what is said of women and men."""
    decimals = dataset.decimals.get(trend.indicator.id, 0)
    lines = [trend.unit.name] + ["länet"] * (trend.county is not None and trend.county.unit != trend.unit)
    lines += ["riket"] * (trend.nation is not None and trend.nation.unit != trend.unit)
    lines += [f"gruppen {peers.label_for(trend.unit.code)} (beräknat)"] * bool(trend.peers)
    grey = others_text(trend, peers)
    notes = [f"Ändrad definition {it.year}: {it.note}" for it in trend.breaks]
    years = [year for year in trend.years if dataset.is_asked(trend.indicator.id, year)]
    return Exhibit(
        title=title,
        subtitle=f"{listed(lines)} {year_ranges(years)}{f'. Grå linjer: {grey}' if grey else ''}",
        sentence=" ".join(filter(None, (trend_sentence(trend, decimals), about_groups))),
        tables=(table,),
        picture=trend_picture(trend, decimals),
        notes=tuple(notes),
        table_notes=_on_signs([table]),
        file_stem=file_stem(full_name(trend.unit), trend.indicator.short, years_part(years)),
        origin=_origin(dataset, [trend.indicator], years),
    )


def of_spread(dataset: Dataset, spread: ShareSpread | NumberSpread, title: str, table: Table) -> Exhibit:
    """The counties in one year, and behind them the own county's units with their answers."""
    decimals = dataset.decimals.get(spread.indicator.id, 0)
    if isinstance(spread, ShareSpread):
        subtitle = f"Andel i varje län {spread.year}, och antal som uppfyller av antal svarande"
        notes = [
            "Andelen är publicerad. Antal, lägsta och högsta möjliga andel är beräknade av ojdesk.",
            "Streck: möjlig andel om alla som inte svarat hade sagt nej eller ja. Randigt: färre än fem svar.",
        ]
    else:
        subtitle = f"Kommunerna i varje län {spread.year}, median och antal med värde av antal i filen"
        notes = [
            "Punkt: en kommun. Band: undre till övre kvartilen. Streck: medianen.",
            "Kvartiler, median, lägsta och högsta värde är beräknade av ojdesk.",
        ]
    tables = [table, *_units(dataset, spread), *_members(dataset, spread)]
    dash = "att värde saknas eller inte har beräknats" if spread.peers is not None else "att värde saknas"
    computed = [row.county.name for row in spread.rows if isinstance(row, CountyShare) and row.computed]
    if computed:
        notes.append(f"* Filen har ingen andel för {listed(computed)}; den är beräknad av ojdesk ur enheternas svar.")
    return Exhibit(
        title=title,
        subtitle=subtitle,
        sentence=spread_sentence(spread, decimals),
        tables=tuple(tables),
        picture=spread_picture(spread, decimals),
        notes=tuple(notes),
        table_notes=_on_signs(tables, dash),
        file_stem=file_stem(full_name(spread.unit), spread.indicator.short, "lansspridning", str(spread.year)),
        origin=_origin(dataset, [spread.indicator], [spread.year]),
    )


def of_map(dataset: Dataset, shown: AreaMap, title: str, table: Table) -> Exhibit:
    """The counties of the nation, or the municipalities of a county, in one year."""
    name = shown.county.name if shown.county else "Länen"
    counts = "Antal som uppfyller, svarande och tillfrågade är beräknade av ojdesk."
    return Exhibit(
        title=title,
        subtitle=f"{name} {shown.year}",
        sentence=map_sentence(shown),
        tables=(table,),
        picture=map_picture(shown),
        notes=(counts,) if shown.indicator.scale.is_answer else (),
        table_notes=_on_signs([table]),
        file_stem=file_stem(name, shown.indicator.short, "karta", str(shown.year)),
        origin=_origin(dataset, [shown.indicator], [shown.year]),
    )


def of_overview(dataset: Dataset, overview: Overview, rows: Sequence[OverviewRow], title: str, table: Table) -> Exhibit:
    """How a unit stands on everything; `rows` are those that are seen, in their order."""
    asks = any(row.indicator.scale.is_answer for row in rows)
    beside = ["länet"] * overview.shows_county + ["riket"] * overview.shows_nation
    notes = [
        f"{row.indicator.short}, ändrad definition {overview.years[at]}: {note.note}"
        for row in rows
        for at in row.broken
        for note in row.indicator.breaks
        if note.year == overview.years[at]
    ]
    if asks:
        whose = listed(beside).capitalize() if beside else "Värdena"
        notes.insert(0, f"{whose}: andelen svarande som uppfyller indikatorn helt, så som den är publicerad.")
    sources = list(dict.fromkeys(row.indicator.source for row in rows))
    until = f"{overview.unit.name} {year_ranges(overview.years)}"
    if overview.peers:
        beside = [*beside, f"gruppen {overview.peers.label_for(overview.unit.code)}"]
    computed = ["det som gäller gruppen"] if overview.peers else ["skillnader"]
    computed += [] if asks else ["spridning", "platser"]
    return Exhibit(
        title=title,
        subtitle=f"{until}; {listed(beside)} {overview.year}" if beside else until,
        sentence=parts_note(overview),
        tables=(table,),
        picture=situation_picture(overview, rows, dataset.decimals),
        notes=tuple(notes),
        table_notes=(
            f"Beräknat av ojdesk: {listed(computed)}.",
            *_on_signs([table]),
        ),
        file_stem=file_stem(full_name(overview.unit), f"oversikt {listed(sources)}", years_part(overview.years)),
        origin=_origin(dataset, [row.indicator for row in rows], overview.years),
    )


def of_lessons(dataset: Dataset, lessons: Lessons, tables: Sequence[Table]) -> Exhibit:
    """The gaps with those who have closed them, and the changes."""
    found = {lessons.year, *(it for it in (lessons.previous,) if it is not None)}
    years = sorted(found.union(*((it.previous, it.year) for it in lessons.slides)))
    shown = [it.indicator for them in (lessons.gaps, lessons.slides, lessons.shifts) for it in them]
    around = f"gruppen {lessons.peers.label_for(lessons.unit.code)}" if lessons.peers else "länet"
    published = "; andelen i riket är publicerad" if any("Riket" in it.heads for it in tables) else ""
    return Exhibit(
        title=f"Att lära av: {lessons.unit.name} {lessons.year}",
        subtitle="",
        sentence=lessons_sentence(lessons),
        tables=tuple(tables),
        picture=None,
        notes=(f"Antalet i {around} är beräknat av ojdesk{published}.",),
        table_notes=_on_signs(tables, "ingen"),
        file_stem=file_stem(full_name(lessons.unit), "att-lara-av", str(lessons.year)),
        origin=_origin(dataset, shown, years),
    )


def _units(dataset: Dataset, spread: ShareSpread | NumberSpread) -> list[Table]:
    """The own county's units with what they answered, or with their values, in the order in which they are drawn."""
    if isinstance(spread, ShareSpread):
        shown: list[tuple[Unit, str, float | None]] = [
            (it, answer_in_full(figure), None) for it, figure in spread.tiles
        ]
    else:
        own = next((row for row in spread.rows if spread.county and row.county.code == spread.county.code), None)
        decimals = dataset.decimals.get(spread.indicator.id, 0)
        pairs = zip(own.units, own.values, strict=True) if own else ()
        shown = [(unit, value_text(value, spread.indicator, decimals), value) for unit, value in pairs]
    if not shown or spread.county is None:
        return []
    group = spread.group if isinstance(spread, NumberSpread) else Group.TOTAL
    return [
        Table(
            caption=f"Enheterna i {spread.county.name} {spread.year}",
            heads=("Enhet", "Svar" if isinstance(spread, ShareSpread) else "Värde"),
            rows=tuple(
                (
                    cell_of(full_name(unit)),
                    cell_of(text, value, dataset.place(spread.indicator.id, unit.code, spread.year, group)),
                )
                for unit, text, value in shown
            ),
        )
    ]


def _members(dataset: Dataset, spread: ShareSpread | NumberSpread) -> list[Table]:
    """The comparison set's units with what they answered."""
    if not isinstance(spread, ShareSpread) or spread.peers is None or not spread.peer_tiles:
        return []
    rows = [
        (
            cell_of(full_name(unit)),
            cell_of(answer_in_full(figure), None, dataset.place(spread.indicator.id, unit.code, spread.year)),
        )
        for unit, figure in spread.peer_tiles
    ]
    caption = f"{spread.peers.peers.label_for(spread.unit.code)} {spread.year}"
    return [Table(caption=caption, heads=("Enhet", "Svar"), rows=tuple(rows))]


def _on_signs(tables: Sequence[Table], dash: str = "att värde saknas") -> tuple[str, ...]:
    """What dashes and empty cells mean, where there are any."""
    texts = {cell.text for table in tables for row in table.rows for cell in row}
    notes = [f"{NO_VALUE} betyder {dash}."] * (NO_VALUE in texts)
    notes += ["Tom cell: frågan ställdes inte det året, eller så fanns enheten inte."] * ("" in texts)
    return tuple(notes)


def _origin(dataset: Dataset, indicators: Sequence[Indicator], years: Sequence[int]) -> Origin:
    """Where the figures of some indicators and years are from."""
    observations = dataset.observations
    these = observations["indicator_id"].isin([it.id for it in indicators]) & observations["year"].isin(list(years))
    files = observations.loc[these, "file"].unique()
    sources = [source for source in Source if any(it.source is source for it in indicators)]
    from_whom = "Källa: Socialstyrelsen, Öppna jämförelser av ekonomiskt bistånd, "
    return Origin(
        source=f"{from_whom}{listed(sources)} {year_ranges(sorted(years))}. Bearbetning: ojdesk.",
        files=tuple(sorted(files)),
        invented=invented(dataset),
    )
