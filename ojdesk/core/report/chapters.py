"""The indicators one by one, under their quality areas."""

import itertools
from collections.abc import Iterator

from ojdesk.core.choice import Choice
from ojdesk.core.compare import figures, reasons, spreads, trends
from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.compare.trends import Trend
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Indicator, Level, Source, Unit
from ojdesk.core.report.blocks import Block, Comment, Finding, Heading, Note, Paragraph, TextCell, TextTable
from ojdesk.core.report.illustrations import spread_figure, trend_figure
from ojdesk.core.report.outline import Comment as Written
from ojdesk.core.report.outline import Outline
from ojdesk.core.units import NATION_CODE
from ojdesk.core.wording.answers import NO_VALUE, in_table
from ojdesk.core.wording.groups import PEERS_COMPUTED
from ojdesk.core.wording.names import called, heading_name, listed, year_ranges
from ojdesk.core.wording.numbers import value_text
from ojdesk.core.wording.parts import parts_in_table, parts_noun
from ojdesk.core.wording.reasons import trust_in_short
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.trends import groups_sentence, trend_sentence

_NAMES_TO_CALL = 8
_MOST_YEARS = 8
_FIRST_COLUMN = 0.3
_SOURCE = {
    Source.SURVEY: "Källa: Socialstyrelsen, Öppna jämförelser – Ekonomiskt bistånd, enkät",
    Source.REGISTER: "Källa: Socialstyrelsen, Öppna jämförelser – Ekonomiskt bistånd, registeruppgifter",
}


def chapters(dataset: Dataset, choice: Choice, outline: Outline) -> Iterator[Block]:
    """A chapter for each quality area that an indicator is picked of, and on a page of its own each indicator."""
    picked = [dataset.indicators[it] for it in choice.indicators]
    for area, indicators in itertools.groupby(picked, key=lambda it: it.area):
        yield Heading(area, new_page=True)
        for at, indicator in enumerate(indicators):
            yield from _indicator(dataset, choice, indicator, outline.comment(indicator.id), new_page=at > 0)


def written(comment: Written, year: int) -> Iterator[Block]:
    """What the officer has written, and when it was, if not in view of this year."""
    if comment:
        yield Comment(comment.text if comment.year in {0, year} else f"(Skrivet om {comment.year}.) {comment.text}")


def _indicator(
    dataset: Dataset, choice: Choice, indicator: Indicator, comment: Written, *, new_page: bool
) -> Iterator[Block]:
    decimals = dataset.decimals.get(indicator.id, 0)
    trend = trends.trend(dataset, choice.unit, indicator.id, peers=choice.peers)
    spread = spreads.spread(dataset, choice.unit, indicator.id, choice.year, peers=choice.peers)
    trust = reasons.trust(dataset, choice.unit, indicator.id, choice.year)
    yield Heading(heading_name(indicator, spread.year), 2, new_page=new_page)
    if standing := _standing(dataset, indicator, choice.year, spread.year):
        yield Paragraph(standing)
    yield from written(comment, choice.year)
    if trust.change is not None and not trust.change.interrupts:  # those that interrupt are told with the trend
        yield Note(f"Nytt {trust.change.year}", trust.change.note)
    yield Finding(
        spread_sentence(spread, decimals), spread_figure(spread, decimals), source=_source(spread, spread.year)
    )
    yield Finding(
        trend_sentence(trend, decimals),
        trend_figure(trend, choice.peers, decimals),
        source=f"{_SOURCE[indicator.source]} {year_ranges(dataset.years_with(indicator.id))}.",
    )
    if (table := _years(dataset, trend, decimals)).rows:
        yield table
    if groups := trends.by_group(dataset, choice.unit, indicator.id):
        yield Paragraph(groups_sentence(groups, decimals))
    if isinstance(spread, ShareSpread) and (names := _who_to_call(spread)):
        yield Note("Att lära av", names)
    yield Note("Håller siffran?", trust_in_short(trust))


def _standing(dataset: Dataset, indicator: Indicator, asked_for: int, year: int) -> str:
    """That a question is new, or is not asked any more; empty where it is asked as it was the year before."""
    with_results, all_years = dataset.years_with(indicator.id), dataset.years_of(indicator.source)
    if indicator.source is Source.REGISTER:
        return f"Uppgifterna gäller {year}, det närmaste året i filerna." if year != asked_for else ""
    if year > asked_for:
        return f"Frågan ställdes första gången {year} av åren i filerna, och uppgifterna gäller det året."
    if year < asked_for and any(year < it <= asked_for for it in all_years):
        return f"Frågan ställdes senast {year}, och uppgifterna gäller det året."
    if year == with_results[0] != all_years[0]:
        return f"Frågan är ny {year}."
    return ""


def _source(spread: ShareSpread | NumberSpread, year: int) -> str:
    return (
        f"{_SOURCE[spread.indicator.source]} {year}. "
        f"{'Antalen' if isinstance(spread, ShareSpread) else 'Median, kvartiler och plats'} är beräknade av ojdesk."
    )


def _years(dataset: Dataset, trend: Trend, decimals: int) -> TextTable:
    """Year by year: the own unit, the county, the nation, and the comparison set."""
    indicator, group = trend.indicator, trend.group
    years = [it for it in trend.years if dataset.is_asked(indicator.id, it)][-_MOST_YEARS:]
    at = [trend.years.index(it) for it in years]
    own = [trend.own[it] for it in at]
    rows: list[tuple[TextCell, ...]] = []
    if any(it.status is not None for it in own):
        rows.append((TextCell(trend.unit.name), *(TextCell(in_table(it, decimals), it.answer) for it in own)))
    parts = [trend.parts[it] for it in at] if trend.parts else []
    if of_parts := [it for it in parts if it is not None]:
        noun = parts_noun(of_parts[-1].units[0], len(of_parts[-1].units)).capitalize()
        texts = [NO_VALUE if it is None or not it.answered else parts_in_table(it) for it in parts]
        rows.append((TextCell(f"{noun} som uppfyller, beräknat"), *map(TextCell, texts)))

    def published(name: str, unit: str) -> None:
        found = [figures.figure(dataset, indicator.id, unit, it, group) for it in years]
        if any(it.value is not None for it in found):
            cells = [NO_VALUE if it.value is None else in_table(it, decimals) for it in found]
            rows.append((TextCell(name), *map(TextCell, cells)))

    if trend.unit.level.answers:
        published(_county_name(dataset, trend.unit), trend.unit.county)
    if trend.unit.level is not Level.NATION:
        published("Riket", NATION_CODE)
    if trend.peers:
        values = [trend.peers[it].value for it in at]
        texts = [NO_VALUE if it is None else value_text(it, indicator, decimals) for it in values]
        rows.append((TextCell(PEERS_COMPUTED), *map(TextCell, texts)))
    each = (1 - _FIRST_COLUMN) / len(years)
    return TextTable(
        caption=f"{indicator.short}, {year_ranges(years)}",
        description=f"En rad var för {listed([row[0].text for row in rows])}, en kolumn för varje år.",
        heads=("", *map(str, years)),
        rows=tuple(rows),
        widths=(_FIRST_COLUMN, *[each] * len(years)),
        again=True,
    )


def _county_name(dataset: Dataset, unit: Unit) -> str:
    return dataset.units[unit.county].name if unit.county in dataset.units else "Länet"


def _who_to_call(spread: ShareSpread) -> str:
    """Who in the county, and in the comparison set, meets what the own unit does not."""
    if spread.own.met is not False:
        return ""
    sentences = []
    for where, tiles in (("länet", spread.tiles), ("gruppen", spread.peer_tiles)):
        if names := called([unit for unit, figure in tiles if figure.met], spread.unit):
            shown = names[:_NAMES_TO_CALL]
            among = "bland andra " if len(names) > len(shown) else ""
            sentences.append(f"I {where} uppfylls indikatorn av {among}{listed(shown)}.")
    return " ".join(sentences)
