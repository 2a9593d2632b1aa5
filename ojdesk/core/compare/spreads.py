"""How the counties differ in one year: shares of units for answers, quartiles for numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ojdesk.core.compare.figures import (
    FEW_ANSWERS,
    Figure,
    counted_units,
    county_of,
    each_once,
    figure,
    figures,
    nearest_year,
)
from ojdesk.core.compare.groups import PeerFigure, members, peer_figure
from ojdesk.core.compare.parts import Parts, parts
from ojdesk.core.dataset import STATUS_CODES, Dataset, Floats
from ojdesk.core.model import Group, Indicator, Level, Status, Unit
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.text import in_swedish_order
from ojdesk.core.units import NATION_CODE


@dataclass(frozen=True)
class CountyShare:
    """How many of a county's units meet an indicator.

    Attributes:
        met: Of `answered` units that answered, of `asked` that were asked.
        share: In percent, as published; where the file has none, met of answered, and `computed` says so.
        lowest: The share in percent if every silent unit had said no; `highest` if all had said yes. Always computed;
            NaN where nobody could answer.
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
        """Whether so few have answered that the share says little."""
        return self.answered < FEW_ANSWERS


@dataclass(frozen=True)
class ShareSpread:
    """A yes/no indicator in one year: the counties by share, and the own county's units.

    Attributes:
        rows: Highest share first; counties without any come last.
        tiles: The own county's units with their answers, best first.
        nation: The published share.
        nation_count: The same counted from the units.
        peers: What the comparison set amounts to; None without one.
        peer_tiles: Its units besides the own one with their answers, best first.
        parts: What the parts of a city answered instead of it; None for a unit with an answer of its own.
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
    peers: PeerFigure | None = None
    peer_tiles: tuple[tuple[Unit, Figure], ...] = ()
    parts: Parts | None = None

    @property
    def own_row(self) -> CountyShare | None:
        """The own county's; None for the nation, and where the county has none."""
        return next((row for row in self.rows if self.county and row.county.code == self.county.code), None)


@dataclass(frozen=True)
class CountyNumbers:
    """The values of a county's municipalities.

    Quartiles by linear interpolation between values: type 7 of Hyndman and Fan (1996), as Excel's KVARTIL.INK and
    NumPy have them.

    Attributes:
        units: The municipalities with a value, and `values` theirs, in the indicator's own unit.
        minimum: The lowest value; NaN, as the quartiles and the maximum, where no municipality has one.
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
class Standing:
    """Where a value stands among those of all municipalities.

    Attributes:
        everyone: The municipalities of the nation.
        rank: The own unit's place among them, counted from the lowest value; ties share the best place. None when it
            is no municipality, or has no value.
        tied: How many others have the same value.
        below: Whether the own value is below the lower quartile; `above` whether above the upper one. None as `rank`.
    """

    everyone: CountyNumbers
    rank: int | None
    tied: int
    below: bool | None
    above: bool | None

    @property
    def of(self) -> int:
        """Among how many municipalities."""
        return len(self.everyone.values)


@dataclass(frozen=True)
class NumberSpread:
    """An amount or a share among people in one year: the counties by median, and where the own unit stands.

    Attributes:
        rows: Lowest median first; counties without a value are left out.
        standing: Where the own value stands among all municipalities.
        peers: What the comparison set amounts to; None without one.
    """

    indicator: Indicator
    group: Group
    year: int
    unit: Unit
    own: Figure
    county: Unit | None
    rows: tuple[CountyNumbers, ...]
    standing: Standing
    nation: Figure
    peers: PeerFigure | None = None


def spread(
    dataset: Dataset,
    unit_code: str,
    indicator_id: str,
    year: int,
    group: Group | None = None,
    peers: PeerSet = NO_PEERS,
) -> ShareSpread | NumberSpread:
    """How the counties differ, and where one's own unit stands; a share spread for answers, otherwise numbers.

    Without a `group`, everybody, or the first group there is.

    Raises:
        KeyError: No file has the unit or the indicator.
    """
    year = nearest_year(dataset, indicator_id, year)
    if dataset.indicators[indicator_id].scale.is_answer:
        return _share_spread(dataset, dataset.units[unit_code], indicator_id, year, peers)
    group = group or dataset.main_group(indicator_id)
    return _number_spread(dataset, dataset.units[unit_code], indicator_id, year, group, peers)


def beside(spread: ShareSpread | NumberSpread, *, nation: bool) -> ShareSpread | NumberSpread:
    """The spread with or without the nation; one that is seen from the nation keeps it."""
    if nation or spread.unit.level is Level.NATION:
        return spread
    return replace(spread, nation=Figure(None, None, spread.indicator.scale))


def _share_spread(dataset: Dataset, unit: Unit, indicator_id: str, year: int, peers: PeerSet) -> ShareSpread:
    county = county_of(dataset, unit)
    shares = (county_share(dataset, indicator_id, it, year) for it in dataset.counties)
    rows = sorted(
        (row for row in shares if row.asked or row.share is not None),
        key=lambda row: (row.share is None, -(row.share or 0), in_swedish_order(row.county.name)),
    )
    units = counted_units(dataset, indicator_id, year, county.code) if county else []
    beside = each_once(dataset, indicator_id, year, members(dataset, peers, unit.code))
    return ShareSpread(
        indicator=dataset.indicators[indicator_id],
        year=year,
        unit=unit,
        own=figure(dataset, indicator_id, unit.code, year),
        county=county,
        rows=tuple(rows),
        tiles=_tiles(dataset, indicator_id, year, units),
        nation=figure(dataset, indicator_id, NATION_CODE, year),
        nation_count=county_share(dataset, indicator_id, dataset.units.get(NATION_CODE) or _no_nation(), year),
        peers=peer_figure(dataset, peers, unit.code, indicator_id, year),
        peer_tiles=_tiles(dataset, indicator_id, year, beside),
        parts=parts(dataset, unit, indicator_id, year),
    )


def _tiles(dataset: Dataset, indicator_id: str, year: int, units: Sequence[Unit]) -> tuple[tuple[Unit, Figure], ...]:
    """The units with their answers, best first."""
    tiles = zip(units, figures(dataset, indicator_id, [it.code for it in units], year), strict=True)
    return tuple(sorted(tiles, key=lambda tile: -1 if tile[1].value is None else tile[1].value, reverse=True))


def _no_nation() -> Unit:
    return Unit(NATION_CODE, "Riket", Level.NATION)


def county_share(dataset: Dataset, indicator_id: str, county: Unit, year: int) -> CountyShare:
    """How many of a county's units, or the nation's, meet an indicator whose scale is one of answers."""
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


def standing(dataset: Dataset, unit: Unit, indicator_id: str, year: int, group: Group) -> Standing:
    """Where a unit's value stands among those of all municipalities in a year that has the indicator."""
    nation = dataset.units.get(NATION_CODE) or _no_nation()
    everyone = _county_numbers(dataset, indicator_id, nation, year, group)
    own = figure(dataset, indicator_id, unit.code, year, group).value
    if own is None or unit not in everyone.units:
        return Standing(everyone, rank=None, tied=0, below=None, above=None)
    return Standing(
        everyone=everyone,
        rank=1 + sum(value < own for value in everyone.values),
        tied=sum(value == own for value in everyone.values) - 1,
        below=own < everyone.lower_quartile,
        above=own > everyone.upper_quartile,
    )


def _number_spread(
    dataset: Dataset, unit: Unit, indicator_id: str, year: int, group: Group, peers: PeerSet
) -> NumberSpread:
    rows = [_county_numbers(dataset, indicator_id, it, year, group) for it in dataset.counties]
    return NumberSpread(
        indicator=dataset.indicators[indicator_id],
        group=group,
        year=year,
        unit=unit,
        own=figure(dataset, indicator_id, unit.code, year, group),
        county=county_of(dataset, unit),
        rows=tuple(sorted((row for row in rows if row.values), key=lambda row: row.median)),
        standing=standing(dataset, unit, indicator_id, year, group),
        nation=figure(dataset, indicator_id, NATION_CODE, year, group),
        peers=peer_figure(dataset, peers, unit.code, indicator_id, year, group),
    )


def _county_numbers(dataset: Dataset, indicator_id: str, county: Unit, year: int, group: Group) -> CountyNumbers:
    """The values of a county's municipalities, or the nation's, with their quartiles as `CountyNumbers` has them."""
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
