"""What follows from the figures: overview, trend, spread, changes, reconciliation.

Plain functions on a dataset. Their results are values that the chart, the table, the sentence and the report all take,
so that these cannot differ. County and national figures are the published ones; what is computed here is called so.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ojdesk.core.dataset import NOT_THERE, STATUS_CODES, Dataset, Floats
from ojdesk.core.model import Answer, Break, Group, Indicator, Level, Place, Scale, Source, Status, Unit
from ojdesk.core.text import in_swedish_order
from ojdesk.core.units import NATION_CODE

#: Below so many answers a county's share says little; it is hatched.
FEW_ANSWERS = 5

_STATUSES = tuple(STATUS_CODES)
_NO_VALUE = {
    Status.MISSING: Answer.SILENT,
    Status.SUPPRESSED: Answer.SUPPRESSED,
    Status.NOT_APPLICABLE: Answer.NOT_APPLICABLE,
    Status.UNKNOWN: Answer.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a file says of one unit, indicator and year.

    Attributes:
        value: None unless `status` is VALUE.
        status: None when no file has the cell.
        is_share: Whether an answer has become a share of units in percent, as for counties and the nation.
        asked: Whether a file has it for anybody: if not, the question was not put; if so, this unit was not there.
    """

    value: float | None
    status: Status | None
    scale: Scale
    is_share: bool = False
    asked: bool = True

    @property
    def met(self) -> bool | None:
        """Whether the answer is at the top of its scale; None when there is no answer or nothing to meet."""
        if self.value is None or self.is_share or not self.scale.is_answer:
            return None
        return self.value == self.scale.top

    @property
    def answer(self) -> Answer | None:
        """The answer to draw; None for a number."""
        if self.status is None:
            return Answer.ABSENT if self.asked else Answer.NOT_ASKED
        if self.status is not Status.VALUE:
            return _NO_VALUE[self.status]
        if self.is_share or not self.scale.is_answer:
            return None
        return Answer.YES if self.met else Answer.PARTLY if self.value else Answer.NO


@dataclass(frozen=True)
class OverviewRow:
    """One indicator in the overview.

    Attributes:
        own: The own unit's figures, one for each of the overview's years.
        difference: County minus nation, in the indicator's unit (percentage points for shares); None without both.
        nation_series: The nation's values, one for each year, NaN where there is none.
        broken: Positions of the years from which on the series is another.
    """

    indicator: Indicator
    own: tuple[Figure, ...]
    county: Figure
    nation: Figure
    difference: float | None
    nation_series: tuple[float, ...]
    broken: tuple[int, ...]


@dataclass(frozen=True)
class Overview:
    """How a unit stands on everything that a source asks.

    Attributes:
        year: The year in focus; the last of `years`.
        met: How many indicators the unit meets that year, of `answered` that it has answered, of `asked`.
        gained: Indicators met now but not the year before, where the two years can be compared.
        lost: The other way round.
        previous: The year that is compared with; None when there is none.
        compared: How many indicators both years have answers to and can be compared on.
    """

    unit: Unit
    county: Unit | None
    year: int
    years: tuple[int, ...]
    rows: tuple[OverviewRow, ...]
    met: int
    answered: int
    asked: int
    gained: tuple[Indicator, ...]
    lost: tuple[Indicator, ...]
    previous: int | None
    compared: int

    @property
    def silent(self) -> bool:
        """Whether the unit was asked and gave no answer at all, for no other reason than that it gave none."""
        own = [row.own[-1].answer for row in self.rows]
        return Answer.SILENT in own and not set(own) - {Answer.SILENT, Answer.NOT_ASKED, Answer.ABSENT}


@dataclass(frozen=True)
class Line:
    """A unit's values over the years, NaN where there is none."""

    unit: Unit
    values: tuple[float, ...]


@dataclass(frozen=True)
class Trend:
    """One indicator over the years.

    Attributes:
        years: Every year from the first to the last with results, whole and without gaps.
        own: The own unit's figure in each year.
        others: What is drawn in grey: the other counties for answers, the county's other units for numbers.
        breaks: Those within the years that interrupt the lines.
    """

    indicator: Indicator
    group: Group
    unit: Unit
    years: tuple[int, ...]
    own: tuple[Figure, ...]
    county: Line | None
    nation: Line | None
    others: tuple[Line, ...]
    breaks: tuple[Break, ...]

    @property
    def own_line(self) -> Line | None:
        """The own unit's values as a line; None for answers, which are shown as a strip."""
        if self.indicator.scale.is_answer and self.unit.level.answers:
            return None
        return Line(self.unit, tuple(np.nan if it.value is None else it.value for it in self.own))

    def segments(self) -> list[tuple[int, int]]:
        """Stretches of years that a line may run through, as (first, last) positions."""
        cuts = [self.years.index(it.year) for it in self.breaks if it.year in self.years]
        edges = [0, *cuts, len(self.years)]
        return [(start, end - 1) for start, end in itertools.pairwise(edges) if end > start]


@dataclass(frozen=True)
class CountyShare:
    """How many of a county's units meet an indicator.

    Attributes:
        met: Of `answered` units that answered, of `asked` that were asked.
        share: In percent, as published; where the file has none, met of answered, and `computed` says so.
        lowest: The share if every silent unit had said no; `highest` if all had said yes. Always computed.
    """

    county: Unit
    met: int
    answered: int
    asked: int
    share: float | None
    computed: bool
    lowest: float
    highest: float

    @property
    def few(self) -> bool:
        return self.answered < FEW_ANSWERS


@dataclass(frozen=True)
class ShareSpread:
    """A yes/no indicator in one year: the counties by share, and the own county's units.

    Attributes:
        rows: Highest share first; counties without any come last.
        tiles: The own county's units with their answers, best first.
        nation: The published share.
        nation_count: The same counted from the units.
    """

    indicator: Indicator
    year: int
    unit: Unit
    own: Figure
    county: Unit | None
    rows: tuple[CountyShare, ...]
    tiles: tuple[tuple[Unit, Figure], ...]
    nation: Figure
    nation_count: CountyShare

    @property
    def own_row(self) -> CountyShare | None:
        return next((row for row in self.rows if self.county and row.county.code == self.county.code), None)


@dataclass(frozen=True)
class CountyNumbers:
    """The values of a county's municipalities.

    Quartiles by linear interpolation between values, as Excel's KVARTIL.INK and NumPy have them.

    Attributes:
        units: The municipalities with a value, and `values` theirs.
        asked: How many municipalities the file has a cell for.
        published: The county's own figure in the file, which is no mean of the municipalities' values.
    """

    county: Unit
    units: tuple[Unit, ...]
    values: tuple[float, ...]
    asked: int
    minimum: float
    lower_quartile: float
    median: float
    upper_quartile: float
    maximum: float
    published: Figure


@dataclass(frozen=True)
class NumberSpread:
    """An amount or a share among people in one year: the counties by median, and where the own unit stands.

    Attributes:
        rows: Lowest median first; counties without a value are left out.
        all_units: The same for all municipalities of the nation.
        rank: The own unit's place among `of` municipalities, counted from the lowest value; ties share the best
            place. None when it is no municipality, or has no value.
        tied: How many others have the same value.
    """

    indicator: Indicator
    group: Group
    year: int
    unit: Unit
    own: Figure
    county: Unit | None
    rows: tuple[CountyNumbers, ...]
    all_units: CountyNumbers
    nation: Figure
    rank: int | None
    of: int
    tied: int


@dataclass(frozen=True)
class Reconciliation:
    """A published share beside the one counted from the units' answers. `agrees` allows for rounding.

    Attributes:
        decimals: With how many decimals the share is published.
    """

    published: float
    computed: float
    met: int
    answered: int
    agrees: bool
    decimals: int


@dataclass(frozen=True)
class Trust:
    """What tells how far a figure holds.

    Attributes:
        wording: The indicator's wording in that year's file.
        nation: How many of the nation's units have a value, as (with a value, asked).
        in_county: The same of the own county; None without one.
        silent: The own county's units without a value.
        previous: The year before with results, None when this is the first.
        was_there: Whether the own unit has a figure of any kind in that year.
        change: The last break between that year and this one, whatever its kind.
        reconciliation: Of the national share; None for numbers.
        place: The own unit's source cell, or the nation's where the own unit has none.
        placed: Whose cell it is.
    """

    indicator: Indicator
    year: int
    unit: Unit
    wording: str
    nation: tuple[int, int]
    in_county: tuple[int, int] | None
    county: Unit | None
    silent: tuple[Unit, ...]
    previous: int | None
    was_there: bool
    change: Break | None
    reconciliation: Reconciliation | None
    place: Place | None
    placed: Unit | None


@dataclass(frozen=True)
class Change:
    """Gained or lost since the year before, among so many indicators that were `compared`."""

    gained: tuple[Indicator, ...]
    lost: tuple[Indicator, ...]
    previous: int | None
    compared: int


# Single figures ---------------------------------------------------------------------------------------------------


def figure(dataset: Dataset, indicator: str, unit: str, year: int, group: Group = Group.TOTAL) -> Figure:
    """One figure; its status is None when no file has it."""
    return figures(dataset, indicator, [unit], year, group)[0]


def figures(
    dataset: Dataset, indicator: str, units: Sequence[str], year: int, group: Group = Group.TOTAL
) -> list[Figure]:
    """The figures of several units, in their order."""
    scale = dataset.indicators[indicator].scale
    asked = dataset.is_asked(indicator, year)
    if not asked:
        return [Figure(None, None, scale, asked=False) for _ in units]
    known = [unit for unit in units if unit in dataset.units]
    values = dict(zip(known, dataset.values(indicator, known, year, group).tolist(), strict=True))
    codes = dict(zip(known, dataset.statuses(indicator, known, year, group).tolist(), strict=True))
    return [
        _figure(values.get(unit, np.nan), codes.get(unit, NOT_THERE), scale, dataset.units.get(unit)) for unit in units
    ]


def _figure(value: float, code: int, scale: Scale, unit: Unit | None) -> Figure:
    status = None if code == NOT_THERE else _STATUSES[code]
    is_share = scale.is_answer and unit is not None and not unit.level.answers
    return Figure(value if status is Status.VALUE else None, status, scale, is_share)


def county_of(dataset: Dataset, unit: Unit) -> Unit | None:
    """The county that a unit lies in, or is; None for the nation."""
    return unit if unit.level is Level.COUNTY else dataset.units.get(unit.county)


def nearest_year(dataset: Dataset, indicator: str, year: int) -> int:
    """The year itself if the indicator has results then; otherwise the nearest earlier one, or else the first."""
    years = dataset.years_with(indicator)
    earlier = [it for it in years if it <= year]
    return earlier[-1] if earlier else years[0]


def current_indicators(dataset: Dataset, year: int) -> tuple[str, ...]:
    """The indicators that are in use in a year: those that the year's files have, or the last ones before it.

    Register data come years later than the survey of the same name, so each source has a last year of its own.
    """
    last = {source: max((it for it in dataset.years_of(source) if it <= year), default=None) for source in Source}
    return tuple(
        indicator.id
        for indicator in dataset.indicators.values()
        if last[indicator.source] in dataset.years_with(indicator.id)
    )


def counted_units(dataset: Dataset, indicator: str, year: int, county: str, group: Group = Group.TOTAL) -> list[Unit]:
    """The units of a county that count, each person or answer once.

    Where a file has both a city and its districts, the survey counts the districts, which answer for themselves,
    and the register the city, whose figure takes in the districts.
    """
    units = list(dataset.units_in(county))
    codes = dataset.statuses(indicator, [unit.code for unit in units], year, group)
    there = [unit for unit, code in zip(units, codes, strict=True) if code != NOT_THERE]
    with_districts = {unit.municipality for unit in there if unit.level is Level.DISTRICT}
    cities = {unit.code for unit in there} & with_districts
    if dataset.indicators[indicator].source is Source.SURVEY:
        return [unit for unit in there if unit.code not in cities]
    return [unit for unit in there if unit.municipality not in cities]


# Overview ---------------------------------------------------------------------------------------------------------


def overview(dataset: Dataset, unit_code: str, year: int, source: Source = Source.SURVEY) -> Overview:
    """How a unit stands on every indicator that a source has in a year.

    A year without results from the source gives its nearest earlier one.
    """
    unit = dataset.units[unit_code]
    county = county_of(dataset, unit)
    all_years = dataset.years_of(source)
    year = max((it for it in all_years if it <= year), default=all_years[0])
    years = tuple(it for it in all_years if it <= year)
    rows = tuple(
        _overview_row(dataset, indicator, unit, county, years)
        for indicator in dataset.indicators.values()
        if indicator.source is source and year in dataset.years_with(indicator.id)
    )
    answers = [row.own[-1] for row in rows if row.indicator.scale.is_answer]
    change = changes(dataset, unit_code, year)
    return Overview(
        unit=unit,
        county=county,
        year=year,
        years=years,
        rows=rows,
        met=sum(answer.met is True for answer in answers),
        answered=sum(answer.met is not None for answer in answers),
        asked=sum(answer.status is not None for answer in answers),
        gained=change.gained,
        lost=change.lost,
        previous=change.previous,
        compared=change.compared,
    )


def _overview_row(
    dataset: Dataset, indicator: Indicator, unit: Unit, county: Unit | None, years: tuple[int, ...]
) -> OverviewRow:
    own = tuple(figure(dataset, indicator.id, unit.code, it) for it in years)
    in_county = figure(dataset, indicator.id, county.code if county else "", years[-1])
    nation = figure(dataset, indicator.id, NATION_CODE, years[-1])
    both = in_county.value is not None and nation.value is not None
    return OverviewRow(
        indicator=indicator,
        own=own,
        county=in_county,
        nation=nation,
        difference=round(in_county.value - nation.value, 10) if both else None,  # type: ignore[operator]
        nation_series=_values(dataset, indicator.id, NATION_CODE, years, Group.TOTAL),
        broken=tuple(years.index(it.year) for it in indicator.breaks if it.interrupts and it.year in years[1:]),
    )


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


# Trend ------------------------------------------------------------------------------------------------------------


def trend(
    dataset: Dataset,
    unit_code: str,
    indicator_id: str,
    group: Group | None = None,
    peers: Sequence[str] = (),
) -> Trend:
    """One indicator over all years that any file has it for.

    Without a `group`, everybody, or the first group there is. `peers` are the units that are drawn in grey for numbers,
    instead of the county's other units.
    """
    indicator, unit = dataset.indicators[indicator_id], dataset.units[unit_code]
    county, group = county_of(dataset, unit), group or dataset.main_group(indicator_id)
    with_results = dataset.years_with(indicator_id)
    years = tuple(range(with_results[0], with_results[-1] + 1))
    others: Iterable[Unit]
    if peers and not indicator.scale.is_answer:
        others = [dataset.units[it] for it in peers if it != unit_code]
    elif indicator.scale.is_answer or county is None or unit.level is Level.COUNTY:
        others = [it for it in dataset.counties if it != county]
    else:
        others = [it for it in dataset.units_in(county.code) if it != unit and it.level is unit.level]
    lines = [Line(it, _values(dataset, indicator_id, it.code, years, group)) for it in others]
    return Trend(
        indicator=indicator,
        group=group,
        unit=unit,
        years=years,
        own=tuple(figure(dataset, indicator_id, unit_code, year, group) for year in years),
        county=_line(dataset, indicator_id, county, years, group) if county != unit else None,
        nation=_line(dataset, indicator_id, dataset.units.get(NATION_CODE), years, group),
        others=tuple(line for line in lines if not np.isnan(line.values).all()),
        breaks=tuple(it for it in indicator.breaks if it.interrupts and years[0] < it.year <= years[-1]),
    )


def _line(dataset: Dataset, indicator: str, unit: Unit | None, years: tuple[int, ...], group: Group) -> Line | None:
    values = _values(dataset, indicator, unit.code, years, group) if unit else ()
    return Line(unit, values) if unit and not np.isnan(values).all() else None


def _values(dataset: Dataset, indicator: str, unit: str, years: tuple[int, ...], group: Group) -> tuple[float, ...]:
    if unit not in dataset.units:
        return (np.nan,) * len(years)
    by_year = dict(zip(dataset.years, dataset.series(indicator, unit, group).tolist(), strict=True))
    return tuple(by_year.get(year, np.nan) for year in years)


def peer_answers(dataset: Dataset, peers: Sequence[str], indicator_id: str, year: int) -> list[tuple[Unit, Figure]]:
    """What each of some units answered, in their order."""
    return list(zip((dataset.units[it] for it in peers), figures(dataset, indicator_id, peers, year), strict=True))


# Spread -----------------------------------------------------------------------------------------------------------


def spread(
    dataset: Dataset, unit_code: str, indicator_id: str, year: int, group: Group | None = None
) -> ShareSpread | NumberSpread:
    """How the counties differ, and where one's own unit stands; a share spread for answers, otherwise numbers.

    Without a `group`, everybody, or the first group there is.
    """
    year = nearest_year(dataset, indicator_id, year)
    if dataset.indicators[indicator_id].scale.is_answer:
        return _share_spread(dataset, dataset.units[unit_code], indicator_id, year)
    group = group or dataset.main_group(indicator_id)
    return _number_spread(dataset, dataset.units[unit_code], indicator_id, year, group)


def _share_spread(dataset: Dataset, unit: Unit, indicator_id: str, year: int) -> ShareSpread:
    county = county_of(dataset, unit)
    shares = (_county_share(dataset, indicator_id, it, year) for it in dataset.counties)
    rows = sorted(
        (row for row in shares if row.asked or row.share is not None),
        key=lambda row: (row.share is None, -(row.share or 0), in_swedish_order(row.county.name)),
    )
    units = counted_units(dataset, indicator_id, year, county.code) if county else []
    tiles = zip(units, figures(dataset, indicator_id, [it.code for it in units], year), strict=True)
    return ShareSpread(
        indicator=dataset.indicators[indicator_id],
        year=year,
        unit=unit,
        own=figure(dataset, indicator_id, unit.code, year),
        county=county,
        rows=tuple(rows),
        tiles=tuple(sorted(tiles, key=lambda tile: -1 if tile[1].value is None else tile[1].value, reverse=True)),
        nation=figure(dataset, indicator_id, NATION_CODE, year),
        nation_count=_county_share(dataset, indicator_id, dataset.units.get(NATION_CODE) or _no_nation(), year),
    )


def _no_nation() -> Unit:
    return Unit(NATION_CODE, "Riket", Level.NATION)


def _county_share(dataset: Dataset, indicator_id: str, county: Unit, year: int) -> CountyShare:
    units = [unit.code for unit in counted_units(dataset, indicator_id, year, county.code)]
    top = dataset.indicators[indicator_id].scale.top
    statuses = dataset.statuses(indicator_id, units, year)
    met = int((dataset.values(indicator_id, units, year) == top).sum())
    answered = int((statuses == STATUS_CODES[Status.VALUE]).sum())
    # One whom the question does not concern, or whose answer nobody can read, is not silent.
    silent = int((statuses == STATUS_CODES[Status.MISSING]).sum())
    published = figure(dataset, indicator_id, county.code, year).value
    could_answer = answered + silent
    return CountyShare(
        county=county,
        met=met,
        answered=answered,
        asked=len(units),
        share=published if published is not None else (100 * met / answered if answered else None),
        computed=published is None,
        lowest=100 * met / could_answer if could_answer else np.nan,
        highest=100 * (met + silent) / could_answer if could_answer else np.nan,
    )


def _number_spread(dataset: Dataset, unit: Unit, indicator_id: str, year: int, group: Group) -> NumberSpread:
    rows = [_county_numbers(dataset, indicator_id, it, year, group) for it in dataset.counties]
    nation = dataset.units.get(NATION_CODE) or _no_nation()
    everyone = _county_numbers(dataset, indicator_id, nation, year, group)
    own = figure(dataset, indicator_id, unit.code, year, group)
    ranked = own.value is not None and unit in everyone.units
    return NumberSpread(
        indicator=dataset.indicators[indicator_id],
        group=group,
        year=year,
        unit=unit,
        own=own,
        county=county_of(dataset, unit),
        rows=tuple(sorted((row for row in rows if row.values), key=lambda row: row.median)),
        all_units=everyone,
        nation=figure(dataset, indicator_id, NATION_CODE, year, group),
        rank=1 + sum(value < own.value for value in everyone.values) if ranked else None,  # type: ignore[operator]
        of=len(everyone.values),
        tied=sum(value == own.value for value in everyone.values) - 1 if ranked else 0,
    )


def _county_numbers(dataset: Dataset, indicator_id: str, county: Unit, year: int, group: Group) -> CountyNumbers:
    counted = counted_units(dataset, indicator_id, year, county.code, group)
    values: Floats = dataset.values(indicator_id, [unit.code for unit in counted], year, group)
    there = ~np.isnan(values)
    present = values[there]
    quartiles = np.quantile(present, [0, 0.25, 0.5, 0.75, 1]) if present.size else np.full(5, np.nan)
    minimum, lower_quartile, median, upper_quartile, maximum = quartiles.tolist()
    return CountyNumbers(
        county=county,
        units=tuple(unit for unit, is_there in zip(counted, there, strict=True) if is_there),
        values=tuple(present.tolist()),
        asked=len(counted),
        minimum=minimum,
        lower_quartile=lower_quartile,
        median=median,
        upper_quartile=upper_quartile,
        maximum=maximum,
        published=figure(dataset, indicator_id, county.code, year, group),
    )


# How far a figure holds -------------------------------------------------------------------------------------------


def reconcile(dataset: Dataset, indicator_id: str, year: int, county: str = NATION_CODE) -> Reconciliation | None:
    """A published share beside the one counted from the answers in the same file.

    None for numbers, whose sums the municipalities' values do not give, and where either side is missing.
    """
    if not dataset.indicators[indicator_id].scale.is_answer or county not in dataset.units:
        return None
    count = _county_share(dataset, indicator_id, dataset.units[county], year)
    if count.computed or count.share is None or not count.answered:
        return None
    computed, decimals = 100 * count.met / count.answered, dataset.decimals.get(indicator_id, 0)
    # A published share may differ from the recomputed one by what its own rounding takes away.
    agrees = abs(computed - count.share) <= 0.5 * 10**-decimals + 1e-9
    return Reconciliation(count.share, computed, count.met, count.answered, agrees, decimals)


def trust(dataset: Dataset, unit_code: str, indicator_id: str, year: int) -> Trust:
    """All that tells how far a figure holds: who answered, what changed, whether it adds up, where it stands."""
    indicator, unit = dataset.indicators[indicator_id], dataset.units[unit_code]
    year = nearest_year(dataset, indicator_id, year)
    earlier = [it for it in dataset.years_with(indicator_id) if it < year]
    county, group = county_of(dataset, unit), dataset.main_group(indicator_id)
    with_value, silent = _answering(dataset, indicator_id, year, county.code, group) if county else ([], [])
    nation_value, nation_silent = _answering(dataset, indicator_id, year, NATION_CODE, group)
    own, of_nation = (dataset.observation(indicator_id, it, year, group) for it in (unit_code, NATION_CODE))
    shown = own or of_nation
    before = earlier[-1] if earlier else year
    return Trust(
        indicator=indicator,
        year=year,
        unit=unit,
        wording=shown.wording if shown else indicator.name_in(year),
        nation=(len(nation_value), len(nation_value) + len(nation_silent)),
        in_county=(len(with_value), len(with_value) + len(silent)) if county else None,
        county=county,
        silent=tuple(silent),
        previous=earlier[-1] if earlier else None,
        was_there=dataset.place(indicator_id, unit_code, before, group) is not None,
        change=next((it for it in reversed(indicator.breaks) if earlier and earlier[-1] < it.year <= year), None),
        reconciliation=reconcile(dataset, indicator_id, year),
        place=shown.place if shown else None,
        placed=shown.unit if shown else None,
    )


def _answering(
    dataset: Dataset, indicator_id: str, year: int, county: str, group: Group
) -> tuple[list[Unit], list[Unit]]:
    """The units of a county with a value, and those without."""
    units = counted_units(dataset, indicator_id, year, county, group)
    statuses = dataset.statuses(indicator_id, [unit.code for unit in units], year, group)
    has_value = statuses == STATUS_CODES[Status.VALUE]
    with_value = [unit for unit, has in zip(units, has_value, strict=True) if has]
    return with_value, [unit for unit, has in zip(units, has_value, strict=True) if not has]
