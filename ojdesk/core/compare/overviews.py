"""How a unit stands on everything that a source asks, and what it has gained or lost since the year before."""

from dataclasses import dataclass, replace

from ojdesk.core.compare.figures import Figure, county_of, figure, values_over
from ojdesk.core.compare.groups import PeerFigure, peer_figure
from ojdesk.core.compare.parts import Parts, parts
from ojdesk.core.compare.spreads import Standing, standing
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Answer, Group, Indicator, Level, Source, Unit
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.units import NATION_CODE


@dataclass(frozen=True)
class Change:
    """What a unit meets now and did not meet the survey before, and the other way round.

    Attributes:
        gained: Indicators met now but not the year before, where the two years can be compared.
        lost: The other way round.
        previous: The year that is compared with; None when there is none.
        compared: How many indicators both years have answers to and can be compared on.
    """

    gained: tuple[Indicator, ...]
    lost: tuple[Indicator, ...]
    previous: int | None
    compared: int


@dataclass(frozen=True)
class OverviewRow:
    """One indicator in the overview.

    Attributes:
        own: The own unit's figures, one for each of the overview's years.
        difference: County minus nation, in the indicator's unit (percentage points for shares); None without both.
        own_difference: The own unit minus the nation; None without both, and for answers, which are no amounts.
        standing: Where the own unit stands among all municipalities; None for answers.
        nation_series: The nation's values, one for each year, NaN where there is none.
        broken: Positions of the years from which on the series is another.
        peers: What the comparison set amounts to; None without one.
        parts: What the parts of a city answered instead of it, one for each year; None where it has its own answer.
    """

    indicator: Indicator
    own: tuple[Figure, ...]
    county: Figure
    nation: Figure
    difference: float | None
    own_difference: float | None
    standing: Standing | None
    nation_series: tuple[float, ...]
    broken: tuple[int, ...]
    peers: PeerFigure | None = None
    parts: tuple[Parts | None, ...] = ()


@dataclass(frozen=True)
class Overview:
    """How a unit stands on everything that a source asks.

    Attributes:
        year: The year in focus; the last of `years`.
        met: How many indicators the unit meets that year, of `answered` that it has answered, of `asked`.
        change: What the unit has gained and lost since the year before.
        peers: The comparison set, without members when there is none.
        with_county: Whether the county is wanted beside the own unit; `with_nation` whether the nation is.
    """

    unit: Unit
    county: Unit | None
    year: int
    years: tuple[int, ...]
    rows: tuple[OverviewRow, ...]
    met: int
    answered: int
    asked: int
    change: Change
    peers: PeerSet = NO_PEERS
    with_county: bool = True
    with_nation: bool = True

    @property
    def parts(self) -> tuple[Unit, ...]:
        """Those that answer instead of a city in the year in focus; empty for others."""
        found = [it.units for row in self.rows if row.parts and (it := row.parts[-1]) is not None]
        return max(found, key=len, default=())

    @property
    def shows_county(self) -> bool:
        """Whether the county stands beside the own unit; beside itself it would stand twice."""
        return self.with_county and self.unit.level.answers

    @property
    def shows_nation(self) -> bool:
        """Whether the nation stands beside the own unit."""
        return self.with_nation and self.unit.level is not Level.NATION

    @property
    def silent(self) -> bool:
        """Whether the unit was asked and gave no answer at all, for no other reason than that it gave none."""
        own = [row.own[-1].answer for row in self.rows]
        return Answer.SILENT in own and not set(own) - {Answer.SILENT, Answer.NOT_ASKED, Answer.ABSENT}


def overview(
    dataset: Dataset, unit_code: str, year: int, source: Source = Source.SURVEY, peers: PeerSet = NO_PEERS
) -> Overview:
    """How a unit stands on every indicator that a source has in a year, beside a comparison set if there is one.

    A year without results from the source gives its nearest earlier one.
    """
    unit = dataset.units[unit_code]
    county = county_of(dataset, unit)
    all_years = dataset.years_of(source)
    year = max((it for it in all_years if it <= year), default=all_years[0])
    years = tuple(it for it in all_years if it <= year)
    rows = tuple(
        _overview_row(dataset, indicator, unit, county, years, peers)
        for indicator in dataset.indicators.values()
        if indicator.source is source and year in dataset.years_with(indicator.id)
    )
    answers = [row.own[-1] for row in rows if row.indicator.scale.is_answer]
    return Overview(
        unit=unit,
        county=county,
        year=year,
        years=years,
        rows=rows,
        met=sum(answer.met is True for answer in answers),
        answered=sum(answer.met is not None for answer in answers),
        asked=sum(answer.status is not None for answer in answers),
        change=changes(dataset, unit_code, year),
        peers=peers,
    )


def beside(overview: Overview, *, county: bool, nation: bool) -> Overview:
    """The overview with those alone beside the own unit that are wanted and are not the own unit itself."""
    seen = replace(overview, with_county=county, with_nation=nation)

    def without(row: OverviewRow) -> OverviewRow:
        nothing = Figure(None, None, row.indicator.scale)
        return replace(
            row,
            county=row.county if seen.shows_county else nothing,
            nation=row.nation if seen.shows_nation else nothing,
        )

    return replace(seen, rows=tuple(map(without, overview.rows)))


def _overview_row(
    dataset: Dataset, indicator: Indicator, unit: Unit, county: Unit | None, years: tuple[int, ...], peers: PeerSet
) -> OverviewRow:
    own = tuple(figure(dataset, indicator.id, unit.code, it) for it in years)
    in_county = figure(dataset, indicator.id, county.code if county else "", years[-1])
    nation = figure(dataset, indicator.id, NATION_CODE, years[-1])
    return OverviewRow(
        indicator=indicator,
        own=own,
        county=in_county,
        nation=nation,
        difference=_apart(in_county, nation),
        own_difference=None if own[-1].answer is not None else _apart(own[-1], nation),
        standing=None if indicator.scale.is_answer else standing(dataset, unit, indicator.id, years[-1], Group.TOTAL),
        nation_series=values_over(dataset, indicator.id, NATION_CODE, years, Group.TOTAL),
        broken=tuple(years.index(it.year) for it in indicator.breaks if it.interrupts and it.year in years[1:]),
        peers=peer_figure(dataset, peers, unit.code, indicator.id, years[-1]),
        parts=tuple(parts(dataset, unit, indicator.id, it) for it in years),
    )


def _apart(one: Figure, other: Figure) -> float | None:
    """One value minus the other, free of what binary fractions add."""
    return None if one.value is None or other.value is None else round(one.value - other.value, 10)


def changes(dataset: Dataset, unit_code: str, year: int) -> Change:
    """What a unit meets now and did not meet the survey before, and the other way round.

    Only indicators that were answered both years and are comparable between them.
    """
    earlier = [it for it in dataset.years_of(Source.SURVEY) if it < year]
    if not earlier:
        return Change((), (), None, 0)
    gained, lost, compared = [], [], 0
    for indicator in dataset.indicators.values():
        if indicator.source is not Source.SURVEY or indicator.break_between(earlier[-1], year):
            continue
        before = figure(dataset, indicator.id, unit_code, earlier[-1]).met
        now = figure(dataset, indicator.id, unit_code, year).met
        compared += before is not None and now is not None
        if before is False and now is True:
            gained.append(indicator)
        elif before is True and now is False:
            lost.append(indicator)
    return Change(tuple(gained), tuple(lost), earlier[-1], compared)
