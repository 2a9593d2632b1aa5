"""One figure at a time, and whose and which there are: what everything else is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ojdesk.core.dataset import NOT_THERE, STATUS_CODES, Dataset
from ojdesk.core.model import Answer, Group, Level, Scale, Source, Status, Unit

#: Below so many answers a share says little; a county's is hatched.
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
        value: On the `scale`, or in percent where `is_share`; None unless `status` is VALUE.
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


def figure(dataset: Dataset, indicator: str, unit: str, year: int, group: Group = Group.TOTAL) -> Figure:
    """One figure; its status is None when no file has it.

    Raises:
        KeyError: No file has the indicator in any year.
    """
    scale = dataset.indicators[indicator].scale
    if not dataset.is_asked(indicator, year):
        return Figure(None, None, scale, asked=False)
    value, code = dataset.cell(indicator, unit, year, group)
    return _figure(value, code, scale, dataset.units.get(unit))


def figures(
    dataset: Dataset, indicator: str, units: Sequence[str], year: int, group: Group = Group.TOTAL
) -> list[Figure]:
    """The figures of several units, in their order.

    Raises:
        KeyError: No file has the indicator in any year.
    """
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
    """The units of a county that count, each person or answer once."""
    return each_once(dataset, indicator, year, dataset.units_in(county), group)


def each_once(
    dataset: Dataset, indicator: str, year: int, units: Sequence[Unit], group: Group = Group.TOTAL
) -> list[Unit]:
    """Those of the units that a file has a cell for, each person or answer once.

    Where both a city and its districts are there, the survey counts the districts, which answer for themselves, and the
    register the city, whose figure takes in the districts.
    """
    codes = dataset.statuses(indicator, [unit.code for unit in units], year, group)
    there = [unit for unit, code in zip(units, codes, strict=True) if code != NOT_THERE]
    with_districts = {unit.municipality for unit in there if unit.level is Level.DISTRICT}
    cities = {unit.code for unit in there} & with_districts
    if dataset.indicators[indicator].source is Source.SURVEY:
        return [unit for unit in there if unit.code not in cities]
    return [unit for unit in there if unit.municipality not in cities]


def values_over(dataset: Dataset, indicator: str, unit: str, years: tuple[int, ...], group: Group) -> tuple[float, ...]:
    """A unit's values, one for each of the years, NaN where there is none; also for a unit that no file has."""
    if unit not in dataset.units:
        return (np.nan,) * len(years)
    return tuple(dataset.series(indicator, [unit], years, group)[0].tolist())
