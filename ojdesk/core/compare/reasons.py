"""How far a figure holds: who answered, what changed, whether it adds up, where it stands."""

from dataclasses import dataclass

import numpy as np

from ojdesk.core.compare.figures import Figure, counted_units, county_of, figure, nearest_year
from ojdesk.core.compare.spreads import county_share
from ojdesk.core.dataset import NOT_THERE, STATUS_CODES, Dataset
from ojdesk.core.model import Break, FigureKey, Group, Indicator, Place, Source, Status, Unit
from ojdesk.core.units import NATION_CODE


@dataclass(frozen=True)
class Reconciliation:
    """A published share beside the one counted from the units' answers.

    Attributes:
        published: In percent, as the file has it; `computed` is `met` of `answered`, in percent and not rounded.
        agrees: Whether they differ by no more than rounding to `decimals` takes away.
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
        silent_elsewhere: The nation's other units without one.
        possible: The lowest and highest share in percent that the own county could have if the silent had answered;
            None for numbers, and where nobody is silent.
        previous: The year before with results, None when this is the first.
        decimals: With how many decimals the indicator is published.
        own: The own unit's figure; `before` its figure in that year.
        range: The own unit's lowest and highest value over the years that can be compared with this one; None for
            answers, and where there is but one.
        change: The last break between that year and this one, whatever its kind.
        reconciliation: Of the national share; None for numbers.
        place: The own unit's source cell, or the nation's where the own unit has none.
        placed: Whose cell it is, and `figure` which figure stands there.
    """

    indicator: Indicator
    year: int
    unit: Unit
    wording: str
    nation: tuple[int, int]
    in_county: tuple[int, int] | None
    county: Unit | None
    silent: tuple[Unit, ...]
    silent_elsewhere: tuple[Unit, ...]
    possible: tuple[float, float] | None
    previous: int | None
    decimals: int
    own: Figure
    before: Figure | None
    range: tuple[float, float] | None
    change: Break | None
    reconciliation: Reconciliation | None
    place: Place | None
    placed: Unit | None
    figure: FigureKey | None


def reconcile(dataset: Dataset, indicator_id: str, year: int, county: str = NATION_CODE) -> Reconciliation | None:
    """A published share beside the one counted from the answers in the same file.

    None for numbers, whose sums the municipalities' values do not give, and where either side is missing.
    """
    if not dataset.indicators[indicator_id].scale.is_answer or county not in dataset.units:
        return None
    count = county_share(dataset, indicator_id, dataset.units[county], year)
    if count.computed or count.share is None or not count.answered:
        return None
    computed, decimals = 100 * count.met / count.answered, dataset.decimals.get(indicator_id, 0)
    # A published share may differ from the recomputed one by what its own rounding takes away.
    agrees = abs(computed - count.share) <= 0.5 * 10**-decimals + 1e-9
    return Reconciliation(count.share, computed, count.met, count.answered, agrees, decimals)


def trust(dataset: Dataset, unit_code: str, indicator_id: str, year: int) -> Trust:
    """All that tells how far a figure holds: who answered, what changed, whether it adds up, where it stands.

    Raises:
        KeyError: No file has the unit or the indicator.
    """
    indicator, unit = dataset.indicators[indicator_id], dataset.units[unit_code]
    year = nearest_year(dataset, indicator_id, year)
    earlier = [it for it in dataset.years_with(indicator_id) if it < year]
    county, group = county_of(dataset, unit), dataset.main_group(indicator_id)
    with_value, silent = _answering(dataset, indicator_id, year, county.code, group) if county else ([], [])
    nation_value, nation_silent = _answering(dataset, indicator_id, year, NATION_CODE, group)
    cell, of_nation = (dataset.observation(indicator_id, it, year, group) for it in (unit_code, NATION_CODE))
    shown = cell or of_nation
    return Trust(
        indicator=indicator,
        year=year,
        unit=unit,
        wording=shown.wording if shown else indicator.name_in(year),
        nation=(len(nation_value), len(nation_value) + len(nation_silent)),
        in_county=(len(with_value), len(with_value) + len(silent)) if county else None,
        county=county,
        silent=tuple(silent),
        silent_elsewhere=tuple(it for it in nation_silent if it not in silent),
        possible=_possible(dataset, indicator_id, year, county),
        previous=earlier[-1] if earlier else None,
        decimals=dataset.decimals.get(indicator_id, 0),
        own=figure(dataset, indicator_id, unit_code, year, group),
        before=figure(dataset, indicator_id, unit_code, earlier[-1], group) if earlier else None,
        range=_range(dataset, indicator, unit_code, year, group),
        change=next((it for it in reversed(indicator.breaks) if earlier and earlier[-1] < it.year <= year), None),
        reconciliation=reconcile(dataset, indicator_id, year),
        place=shown.place if shown else None,
        placed=shown.unit if shown else None,
        figure=FigureKey(indicator_id, shown.unit.code, year, group) if shown else None,
    )


@dataclass(frozen=True)
class Nonresponse:
    """Who answered none of a survey's questions.

    Attributes:
        asked: How many units the survey has, and `silent` those of them that answered nothing.
        unit: The own unit, and its county; None for the nation.
        in_county: How many units it has, and `silent_in_county` those of them that answered nothing.
    """

    year: int
    asked: int
    silent: tuple[Unit, ...]
    unit: Unit
    county: Unit | None
    in_county: int
    silent_in_county: tuple[Unit, ...]


def nonresponse(dataset: Dataset, unit_code: str, year: int) -> Nonresponse:
    """Who was asked and answered none of the questions of a year's survey, for no other reason than not answering."""
    asked_for = [it.id for it in dataset.indicators.values() if it.source is Source.SURVEY]
    indicators = [it for it in asked_for if dataset.is_asked(it, year)]
    units = list(dataset.units_in(NATION_CODE))
    codes = [it.code for it in units]
    unit = dataset.units[unit_code]
    county = county_of(dataset, unit)
    if not indicators:
        return Nonresponse(year, asked=0, silent=(), unit=unit, county=county, in_county=0, silent_in_county=())
    statuses = np.array([dataset.statuses(it, codes, year) for it in indicators])
    there = (statuses != NOT_THERE).any(axis=0)
    missing = STATUS_CODES[Status.MISSING]
    silent = there & ((statuses == missing) | (statuses == NOT_THERE)).all(axis=0)
    districts = {unit.municipality for unit, is_there in zip(units, there, strict=True) if is_there}
    asked = [unit for unit, is_there in zip(units, there, strict=True) if is_there and unit.code not in districts]
    quiet = {unit.code for unit, is_silent in zip(units, silent, strict=True) if is_silent}
    of_county = [unit for unit in asked if county is not None and unit.county == county.code]
    return Nonresponse(
        year=year,
        asked=len(asked),
        silent=tuple(it for it in asked if it.code in quiet),
        unit=unit,
        county=county,
        in_county=len(of_county),
        silent_in_county=tuple(it for it in of_county if it.code in quiet),
    )


def _possible(dataset: Dataset, indicator_id: str, year: int, county: Unit | None) -> tuple[float, float] | None:
    if county is None or not dataset.indicators[indicator_id].scale.is_answer:
        return None
    share = county_share(dataset, indicator_id, county, year)
    return (share.lowest, share.highest) if share.lowest < share.highest else None


def _range(dataset: Dataset, indicator: Indicator, unit: str, year: int, group: Group) -> tuple[float, float] | None:
    if indicator.scale.is_answer:
        return None
    years = [it for it in dataset.years_with(indicator.id) if it <= year and not indicator.break_between(it, year)]
    found = [figure(dataset, indicator.id, unit, it, group).value for it in years]
    values = [it for it in found if it is not None]
    return (min(values), max(values)) if len(values) > 1 else None


def _answering(
    dataset: Dataset, indicator_id: str, year: int, county: str, group: Group
) -> tuple[list[Unit], list[Unit]]:
    """The units of a county with a value, and those without."""
    units = counted_units(dataset, indicator_id, year, county, group)
    statuses = dataset.statuses(indicator_id, [unit.code for unit in units], year, group)
    has_value = statuses == STATUS_CODES[Status.VALUE]
    with_value = [unit for unit, has in zip(units, has_value, strict=True) if has]
    return with_value, [unit for unit, has in zip(units, has_value, strict=True) if not has]
