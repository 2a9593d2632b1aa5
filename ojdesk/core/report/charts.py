"""The figures of a result as a chart that PowerPoint and Excel draw themselves, so that it can be edited there."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ojdesk.core.axis import value_ticks
from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.compare.spreads import CountyNumbers, CountyShare, NumberSpread, ShareSpread
from ojdesk.core.compare.trends import Line, Trend
from ojdesk.core.model import Indicator, Level, Scale, Unit
from ojdesk.core.report.blocks import Chart, Role, Series
from ojdesk.core.wording.names import listed, short_county
from ojdesk.core.wording.numbers import number

_NATION, _PEERS = "Riket", "Gruppen (beräknat)"


def trend_chart(trend: Trend, decimals: int) -> Chart | None:
    """A line each for the own unit, its county, the nation and the comparison set; None where none has a value.

    The own unit's yes and no are no line.
    """
    series = [it for name, role, values in _lines(trend) for it in _parts(trend, name, role, values)]
    if not series:
        return None
    drawn = [value for it in series for value in it.values if value is not None]
    caption = f"{trend.indicator.short}, utveckling {trend.years[0]}–{trend.years[-1]}."
    if trend.peers:
        caption += _about_peers(trend.peers[-1])
    years = tuple(map(str, trend.years))
    return _chart(trend.indicator, decimals, max(drawn), caption, years, tuple(series))


def _lines(trend: Trend) -> Iterator[tuple[str, Role, Sequence[float]]]:
    own = trend.own_line
    if own is not None:
        yield trend.unit.name, Role.OWN, own.values
    beside: tuple[tuple[str, Role, Line | None], ...] = (
        ("Länet", Role.COUNTY, trend.county),
        (_NATION, Role.NATION, trend.nation),
    )
    for name, role, line in beside:
        if line is not None and line.unit != trend.unit:
            yield name, role, line.values
    if trend.peers:
        yield _PEERS, Role.GROUP, trend.peer_values


def _parts(trend: Trend, name: str, role: Role, values: Sequence[float]) -> Iterator[Series]:
    """The line, or each of its unbroken parts that has a value, under the years that it runs over."""
    stretches = [
        (first, last) for first, last in trend.segments() if not all(map(math.isnan, values[first : last + 1]))
    ]
    for first, last in stretches:
        over = ""
        if len(stretches) > 1:
            begins, ends = first == 0, last == len(trend.years) - 1
            years = f"{trend.years[first]}–{trend.years[last]}"
            over = f" till {trend.years[last]}" if begins else f" från {trend.years[first]}" if ends else f" {years}"
        kept = (_there(value) if first <= at <= last else None for at, value in enumerate(values))
        yield Series(f"{name}{over}", role, tuple(kept))


def _there(value: float) -> float | None:
    return None if math.isnan(value) else value


@dataclass(frozen=True)
class _Bar:
    name: str
    value: float | None
    role: Role = Role.OTHERS
    few: bool = False


def spread_chart(spread: ShareSpread | NumberSpread, decimals: int) -> Chart | None:
    """A bar for each county in the order of the picture, with the nation and the comparison set among them.

    Shares are those published; of numbers it is the county's median, with the own unit's value beside. None where
    no county has a value.
    """
    bars = list(_share_bars(spread) if isinstance(spread, ShareSpread) else _number_bars(spread))
    drawn = [it.value for it in bars if it.value is not None]
    if not spread.rows or not drawn:
        return None
    sign = -1 if isinstance(spread, ShareSpread) else 1
    bars.sort(key=lambda it: (it.value is None, sign * (it.value or 0)))
    about = _about_shares(spread) if isinstance(spread, ShareSpread) else _about_numbers(spread)
    if spread.peers is not None and spread.peers.value is not None:
        about += _about_peers(spread.peers)
    return _chart(
        spread.indicator,
        decimals,
        max(drawn),
        f"{spread.indicator.short}, {about}",
        tuple(it.name for it in bars),
        (Series(str(spread.year), Role.OTHERS, tuple(it.value for it in bars)),),
        bars=tuple(it.role for it in bars),
        few=frozenset(at for at, it in enumerate(bars) if it.few),
    )


def _share_bars(spread: ShareSpread) -> Iterator[_Bar]:
    for row in spread.rows:
        name = short_county(row.county) + "*" * (row.computed and row.share is not None)
        counted = "inga svar" if row.share is None else _counted(row.met, row.answered)
        own = Role.OWN if spread.unit.level is Level.COUNTY else Role.COUNTY
        role = own if _is_own_county(spread, row) else Role.OTHERS
        yield _Bar(_named(name, counted), row.share, role, few=row.few and bool(row.answered))
    if spread.nation.value is not None:
        counted = _counted(spread.nation_count.met, spread.nation_count.answered)
        yield _Bar(_named(_NATION, counted), spread.nation.value, _nation_role(spread.unit))
    if spread.peers is not None and spread.peers.value is not None:
        counted = _counted(spread.peers.met, spread.peers.answered)
        yield _Bar(_named(_PEERS, counted), spread.peers.value, Role.GROUP, few=spread.peers.few)


def _number_bars(spread: NumberSpread) -> Iterator[_Bar]:
    for row in spread.rows:
        counted = _counted(len(row.values), row.asked)
        role = Role.COUNTY if _is_own_county(spread, row) else Role.OTHERS
        yield _Bar(_named(short_county(row.county), counted), row.median, role)
    if _has_own_bar(spread):
        yield _Bar(spread.unit.name, spread.own.value, Role.OWN)
    if spread.nation.value is not None:
        yield _Bar(_NATION, spread.nation.value, _nation_role(spread.unit))
    if spread.peers is not None and spread.peers.value is not None:
        counted = _counted(spread.peers.answered, spread.peers.asked)
        yield _Bar(_named(_PEERS, counted), spread.peers.value, Role.GROUP, few=spread.peers.few)


def _counted(some: int, of: int) -> str:
    return f"{number(some)} av {number(of)}" if of else ""


def _named(name: str, counted: str) -> str:
    return f"{name}, {counted}" if counted else name


def _is_own_county(spread: ShareSpread | NumberSpread, row: CountyShare | CountyNumbers) -> bool:
    return spread.county is not None and row.county.code == spread.county.code


def _has_own_bar(spread: NumberSpread) -> bool:
    """A county has one too: its published value is not the median of its municipalities."""
    return spread.own.value is not None and spread.unit.level is not Level.NATION


def _nation_role(unit: Unit) -> Role:
    return Role.OWN if unit.level is Level.NATION else Role.NATION


def _about_shares(spread: ShareSpread) -> str:
    about = f"andel i varje län {spread.year} och antal som uppfyller av antal svarande."
    if any(it.few and it.answered for it in spread.rows):
        about += " Randigt: färre än fem svar."
    if any(it.computed and it.share is not None for it in spread.rows):
        about += " * Andelen är beräknad av ojdesk ur enheternas svar."
    return about


def _about_numbers(spread: NumberSpread) -> str:
    about = f"medianen i varje län {spread.year} och antal kommuner med värde av antal i filen."
    published = [spread.unit.name] * _has_own_bar(spread)
    published += ["riket"] * (spread.nation.value is not None)
    about += " Medianerna är beräknade av ojdesk"
    return about + (f"; {listed(published)} har det publicerade värdet." if published else ".")


def _about_peers(found: PeerFigure) -> str:
    what = "andelen" if found.is_share else "medianen"
    return f" Gruppen är {found.peers.label}; {what} är beräknad av ojdesk."


def _chart(
    indicator: Indicator,
    decimals: int,
    highest: float,
    caption: str,
    categories: tuple[str, ...],
    series: tuple[Series, ...],
    bars: tuple[Role, ...] = (),
    few: frozenset[int] = frozenset(),
) -> Chart:
    ticks = value_ticks(indicator, highest)
    return Chart(
        caption=caption,
        categories=categories,
        series=series,
        bars=bars,
        few=few,
        unit="" if indicator.scale is Scale.NUMBER else "%",
        decimals=decimals,
        step=ticks[1] - ticks[0],
        top=ticks[-1],
    )
