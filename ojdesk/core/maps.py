"""What a map shows: the counties of the nation or the municipalities of a county, measured by one scale."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ojdesk.core.compare import figures, groups, spreads
from ojdesk.core.compare.figures import FEW_ANSWERS, Figure
from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import FigureKey, Group, Indicator, Level, Unit
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.text import in_swedish_order
from ojdesk.core.units import unit_table
from ojdesk.core.wording.numbers import rounded

#: Shares of units always have the whole scale, so that two maps can be laid side by side.
SHARE_LIMITS: tuple[float, ...] = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
_MOST_CLASSES = 5
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Area:
    """A county or a municipality on a map.

    Attributes:
        figure: What the files say of it.
        value: The share or number that its colour stands for, in the indicator's unit; None for an answer, for a city
            whose districts answer, and where there is none.
        computed: Whether `value` stands in no file.
        met: Of `answered` units that answered, of `asked` that were asked: a county's units or a city's districts.
            For numbers, `answered` have a value and `met` is 0. All are 0 for a municipality that is one unit.
        districts: A city's districts and what each has, where they count instead of the city.
        members: The units of the comparison set that it is or that lie in it, by name.
    """

    unit: Unit
    figure: Figure
    value: float | None = None
    computed: bool = False
    met: int = 0
    answered: int = 0
    asked: int = 0
    districts: tuple[tuple[Unit, Figure], ...] = ()
    members: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class AreaMap:
    """A map of one indicator in one year.

    Attributes:
        unit: The own unit, and `own` the code of the area that it is or lies in; empty when it is not on the map.
        county: Whose municipalities these are; None for a map of the counties.
        areas: In Swedish order of name, all that there are, with figures or not.
        pickable: The codes of those that any file has.
        limits: Where the classes of colour begin and end, ascending, one more than there are classes; the same for the
            counties as for the municipalities of any of them. Empty for a map of answers.
        spread: The counties and the nation behind it, seen from the own unit, or from `county` where that is another's.
        decimals: With how many decimals the indicator is published.
        peers: What the comparison set amounts to, seen from the own unit; None without one.
    """

    indicator: Indicator
    group: Group
    year: int
    unit: Unit
    own: str
    county: Unit | None
    areas: tuple[Area, ...]
    pickable: frozenset[str]
    limits: tuple[float, ...]
    spread: ShareSpread | NumberSpread
    decimals: int
    peers: PeerFigure | None = None

    @property
    def shows_answers(self) -> bool:
        """Whether areas have the signs of answers, and no classes of colour."""
        return not self.limits

    def class_of(self, area: Area) -> int | None:
        """The position of the class of colour, from 0; by the number that is written, so that 20 % is never below 20.

        None without a value.
        """
        if area.value is None:
            return None
        at = bisect_right(self.limits, rounded(area.value, self.decimals) + 1e-9) - 1
        return min(max(at, 0), len(self.limits) - 2)

    def is_few(self, area: Area) -> bool:
        """Whether so few stand behind a share that it says little."""
        # A file of counties alone does not say how many they are.
        is_share = self.county is None and self.indicator.scale.is_answer
        return is_share and area.asked > 0 and area.answered < FEW_ANSWERS

    def key_of(self, area: Area) -> FigureKey | None:
        """Which published figure an area shows; None for what is computed or put together."""
        if area.computed or area.districts or area.figure.status is None:
            return None
        return FigureKey(self.indicator.id, area.unit.code, self.year, self.group)


def county_map(
    dataset: Dataset,
    unit_code: str,
    indicator_id: str,
    year: int,
    group: Group | None = None,
    peers: PeerSet = NO_PEERS,
) -> AreaMap:
    """The counties of the nation: the share of their units for answers, otherwise the figure published for each.

    Where the files have no figure for any county, the medians of the municipalities stand instead, as computed.
    """
    spread = spreads.spread(dataset, unit_code, indicator_id, year, group)
    counties = _units(dataset, Level.COUNTY)
    if isinstance(spread, ShareSpread):
        areas = _shares(dataset, spread, counties)
    else:
        areas = _numbers(dataset, spread, counties)
    return _map(dataset, spread, unit_code, None, areas, peers)


def municipality_map(
    dataset: Dataset,
    unit_code: str,
    indicator_id: str,
    year: int,
    county_code: str,
    group: Group | None = None,
    peers: PeerSet = NO_PEERS,
) -> AreaMap:
    """The municipalities of a county: what each answered, or its number.

    A city whose districts count instead of it has no answer or number of its own, but theirs.

    Raises:
        KeyError: No file has the own unit, or anybody in the county.
    """
    spread = spreads.spread(dataset, unit_code, indicator_id, year, group)
    if spread.county is None or spread.county.code != county_code:
        spread = spreads.spread(dataset, county_code, indicator_id, year, group)
    counted = figures.counted_units(dataset, indicator_id, spread.year, county_code, _group(spread))
    municipalities = [it for it in _units(dataset, Level.MUNICIPALITY) if it.county == county_code]
    areas = []
    for unit, figure in _figures(dataset, spread, municipalities):
        districts = [it for it in counted if it.level is Level.DISTRICT and it.municipality == unit.code]
        if districts:
            areas.append(_city(unit, figure, _figures(dataset, spread, districts)))
        else:
            areas.append(Area(unit, figure, None if spread.indicator.scale.is_answer else figure.value))
    county = next(it for it in _units(dataset, Level.COUNTY) if it.code == county_code)
    return _map(dataset, spread, unit_code, county, areas, peers)


def _map(
    dataset: Dataset,
    spread: ShareSpread | NumberSpread,
    unit_code: str,
    county: Unit | None,
    areas: list[Area],
    peers: PeerSet,
) -> AreaMap:
    unit = dataset.units[unit_code]
    members: dict[str, list[Unit]] = {}
    for it in groups.members(dataset, peers, unit_code):
        members.setdefault((it.municipality or it.code) if county else it.county, []).append(it)
    areas = [replace(it, members=tuple(members.get(it.unit.code, ()))) for it in areas]
    if county is None:
        own, limits = unit.code if unit.level is Level.COUNTY else unit.county, SHARE_LIMITS
    else:
        own, limits = unit.municipality or unit.code, ()
    if isinstance(spread, NumberSpread):
        everybody = [*spread.standing.everyone.values, *(it.value for it in areas if it.value is not None)]
        figures = [spread.nation, *(it.published for it in spread.rows)]
        everybody += [it.value for it in figures if it.value is not None]
        limits = class_limits(min(everybody, default=0), max(everybody, default=0))
    return AreaMap(
        indicator=spread.indicator,
        group=_group(spread),
        year=spread.year,
        unit=unit,
        own=own if any(it.unit.code == own for it in areas) else "",
        county=county,
        areas=tuple(sorted(areas, key=lambda it: in_swedish_order(it.unit.name))),
        pickable=frozenset(it.unit.code for it in areas if it.unit.code in dataset.units),
        limits=limits,
        spread=spread,
        decimals=dataset.decimals.get(spread.indicator.id, 0),
        peers=groups.peer_figure(dataset, peers, unit_code, spread.indicator.id, spread.year, _group(spread)),
    )


def class_limits(low: float, high: float) -> tuple[float, ...]:
    """Limits of at most five classes of the same width, in round numbers, that take in both."""
    apart = high - low
    if not apart > 0:
        apart = abs(low) or 1
    magnitude = 10.0 ** math.floor(math.log10(apart / _MOST_CLASSES))
    for step in (it * magnitude for it in (*_STEPS, *(10 * it for it in _STEPS))):
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first <= _MOST_CLASSES:
            break
    return tuple(round(step * at, 10) for at in range(first, max(last, first + 1) + 1))


def _units(dataset: Dataset, level: Level) -> list[Unit]:
    """All units of a level, named as the files have them, also those that no file has."""
    return [dataset.units.get(it.code, it) for it in unit_table().by_code.values() if it.level is level]


def _group(spread: ShareSpread | NumberSpread) -> Group:
    return spread.group if isinstance(spread, NumberSpread) else Group.TOTAL


def _figures(dataset: Dataset, spread: ShareSpread | NumberSpread, units: Sequence[Unit]) -> list[tuple[Unit, Figure]]:
    codes = [it.code for it in units]
    found = figures.figures(dataset, spread.indicator.id, codes, spread.year, _group(spread))
    return list(zip(units, found, strict=True))


def _shares(dataset: Dataset, spread: ShareSpread, counties: list[Unit]) -> list[Area]:
    rows = {row.county.code: row for row in spread.rows}
    areas = []
    for unit, figure in _figures(dataset, spread, counties):
        row = rows.get(unit.code)
        if row is None:
            areas.append(Area(unit, figure))
        else:
            areas.append(Area(unit, figure, row.share, row.computed, row.met, row.answered, row.asked))
    return areas


def _numbers(dataset: Dataset, spread: NumberSpread, counties: list[Unit]) -> list[Area]:
    rows = {row.county.code: row for row in spread.rows}
    figures = _figures(dataset, spread, counties)
    is_published = any(figure.value is not None for _, figure in figures)
    areas = []
    for unit, figure in figures:
        row = rows.get(unit.code)
        value = figure.value if is_published else row.median if row else None
        answered, asked = (len(row.values), row.asked) if row else (0, 0)
        areas.append(Area(unit, figure, value, not is_published and row is not None, answered=answered, asked=asked))
    return areas


def _city(unit: Unit, figure: Figure, districts: list[tuple[Unit, Figure]]) -> Area:
    return Area(
        unit,
        figure,
        met=sum(it.met is True for _, it in districts),
        answered=sum(it.value is not None for _, it in districts),
        asked=len(districts),
        districts=tuple(districts),
    )
