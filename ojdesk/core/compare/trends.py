"""One indicator over the years."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ojdesk.core.compare.figures import Figure, county_of, figure
from ojdesk.core.compare.groups import PeerFigure, members, peer_figures
from ojdesk.core.compare.parts import Parts, parts
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Answer, Break, Group, Indicator, Level, Unit
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.units import NATION_CODE


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
        others: What is drawn in grey: the other counties for answers, the county's other units for numbers, or the
            comparison set's.
        breaks: Those within the years that interrupt the lines.
        peers: What the comparison set amounts to in each year; empty without one, or when no year has a value.
        parts: What the parts of a city answered instead of it in each year; None where it has its own answer.
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
    peers: tuple[PeerFigure, ...] = ()
    parts: tuple[Parts | None, ...] = ()

    @property
    def peer_values(self) -> tuple[float, ...]:
        """The comparison set's computed share or median in each year, NaN where there is none."""
        return tuple(np.nan if it.value is None else it.value for it in self.peers)

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


def trend(
    dataset: Dataset,
    unit_code: str,
    indicator_id: str,
    group: Group | None = None,
    peers: PeerSet = NO_PEERS,
) -> Trend:
    """One indicator over all years that any file has it for.

    Without a `group`, everybody, or the first group there is. The units of `peers` are drawn in grey for numbers,
    instead of the county's other units.
    """
    indicator, unit = dataset.indicators[indicator_id], dataset.units[unit_code]
    county, group = county_of(dataset, unit), group or dataset.main_group(indicator_id)
    with_results = dataset.years_with(indicator_id)
    years = tuple(range(with_results[0], with_results[-1] + 1))
    others: Sequence[Unit]
    if peers and not indicator.scale.is_answer:
        others = members(dataset, peers, unit_code)
    elif indicator.scale.is_answer or county is None or unit.level is Level.COUNTY:
        others = [it for it in dataset.counties if it != county]
    else:
        others = [it for it in dataset.units_in(county.code) if it != unit and it.level is unit.level]

    def lines(units: Sequence[Unit]) -> tuple[Line, ...]:
        """Those of the units that have a value in any year."""
        table = dataset.series(indicator_id, [it.code for it in units], years, group).tolist()
        drawn = (Line(it, tuple(values)) for it, values in zip(units, table, strict=True))
        return tuple(it for it in drawn if not all(map(math.isnan, it.values)))

    nation = dataset.units.get(NATION_CODE)
    beside = peer_figures(dataset, peers, unit_code, indicator_id, years, group)
    return Trend(
        indicator=indicator,
        group=group,
        unit=unit,
        years=years,
        own=tuple(figure(dataset, indicator_id, unit_code, year, group) for year in years),
        county=next(iter(lines([county] if county and county != unit else [])), None),
        nation=next(iter(lines([nation] if nation else [])), None),
        others=lines(others),
        breaks=tuple(it for it in indicator.breaks if it.interrupts and years[0] < it.year <= years[-1]),
        peers=beside if any(it.value is not None for it in beside) else (),
        parts=tuple(parts(dataset, unit, indicator_id, year) for year in years),
    )


def by_group(dataset: Dataset, unit_code: str, indicator_id: str, peers: PeerSet = NO_PEERS) -> tuple[Trend, ...]:
    """A trend for each group that the files tell apart, everybody first; empty where they tell none."""
    groups = dataset.groups_of(indicator_id)
    return tuple(trend(dataset, unit_code, indicator_id, it, peers) for it in groups) if len(groups) > 1 else ()


def newest(groups: Sequence[Trend]) -> int:
    """The position of the last year in which the own unit is there in any of the groups; −1 when it never is."""
    gone = {Answer.ABSENT, Answer.NOT_ASKED}
    return max(
        (at for it in groups for at, figure in enumerate(it.own) if figure.answer not in gone),
        default=-1,
    )
