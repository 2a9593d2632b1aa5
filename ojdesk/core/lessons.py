"""Whom to learn from: what others meet and we do not, and what has changed at home and around us."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ojdesk.core.compare import figures
from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.groups import PeerFigure, members, peer_figure
from ojdesk.core.compare.spreads import CountyShare, county_share
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Direction, Indicator, Source, Unit
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.text import in_swedish_order
from ojdesk.core.units import NATION_CODE

#: From this share on, in percent, most of those who answered meet an indicator.
_MOST = 50.0


@dataclass(frozen=True)
class Gap:
    """An indicator that the own unit does not meet and most others do.

    Attributes:
        own: No, or yes but not for everyone.
        around: How many of those compared with meet it: the county's units, or the comparison set's.
        nation: The nation's published share.
        models: Those around who meet it, by name.
    """

    indicator: Indicator
    own: Figure
    around: CountyShare | PeerFigure
    nation: Figure
    models: tuple[Unit, ...]


@dataclass(frozen=True)
class Shift:
    """An indicator whose answers have changed since the survey before.

    Attributes:
        before: The own unit's figure then, and `now` its figure now.
        gained: Units around that meet it now and did not then, by name; `lost` the other way round.
    """

    indicator: Indicator
    before: Figure
    now: Figure
    gained: tuple[Unit, ...]
    lost: tuple[Unit, ...]

    @property
    def at_home(self) -> bool:
        """Whether the own unit has gained or lost it."""
        return None not in (self.before.met, self.now.met) and self.before.met != self.now.met


@dataclass(frozen=True)
class Slide:
    """A number that is worse than the nation's and has become worse since the year before, where a way is desired.

    Attributes:
        own: The own unit's figure in `year`, and `before` its figure in `previous`.
    """

    indicator: Indicator
    year: int
    previous: int
    own: Figure
    before: Figure
    nation: Figure


@dataclass(frozen=True)
class Lessons:
    """What there is to learn in a year.

    Attributes:
        answered: How many questions the unit has answered that year.
        gaps: Those that most around meet come first.
        slides: Where the own unit is worse than the nation and has become worse.
        models: Who around meets how many of the gaps, most first; those who meet none are left out.
        shifts: Changes at home first, then in the order of the list.
        previous: The survey before; None when there is none.
        peers: The comparison set that was asked instead of the county; without members when it was the county.
    """

    unit: Unit
    county: Unit
    year: int
    answered: int
    gaps: tuple[Gap, ...]
    slides: tuple[Slide, ...]
    models: tuple[tuple[Unit, int], ...]
    shifts: tuple[Shift, ...]
    previous: int | None
    peers: PeerSet = NO_PEERS


def lessons(dataset: Dataset, unit_code: str, year: int, peers: PeerSet = NO_PEERS) -> Lessons | None:
    """What a municipality or district can learn from its county, or from a comparison set if one is given.

    None for those who do not answer themselves. A gap is an indicator that the unit answered without meeting it, and
    that at least half of the others' answering units meet. Changes count where both years have answers that can be
    compared.
    """
    unit = dataset.units[unit_code]
    county = figures.county_of(dataset, unit)
    years = [it for it in dataset.years_of(Source.SURVEY) if it <= year]
    if not unit.level.answers or county is None or not years:
        return None
    asked_for, year, previous = year, years[-1], years[-2] if len(years) > 1 else None
    asked = [it for it in dataset.indicators.values() if it.scale.is_answer and dataset.is_asked(it.id, year)]
    gaps = sorted(
        (gap for it in asked if (gap := _gap(dataset, unit, it, year, peers))),
        key=lambda gap: -gap.around.met / gap.around.answered,
    )
    meeting = Counter(model for gap in gaps for model in gap.models)
    shifts = [] if previous is None else [_shift(dataset, unit, it, previous, year, peers) for it in asked]
    return Lessons(
        unit=unit,
        county=county,
        year=year,
        answered=sum(figures.figure(dataset, it.id, unit_code, year).met is not None for it in asked),
        gaps=tuple(gaps),
        slides=tuple(_slides(dataset, unit, asked_for)),
        models=tuple(sorted(meeting.items(), key=lambda it: (-it[1], in_swedish_order(it[0].name)))),
        shifts=tuple(sorted((it for it in shifts if it), key=lambda it: not it.at_home)),
        previous=previous,
        peers=peers,
    )


def _gap(dataset: Dataset, unit: Unit, indicator: Indicator, year: int, peers: PeerSet) -> Gap | None:
    own = figures.figure(dataset, indicator.id, unit.code, year)
    if own.met is not False:
        return None
    around = peer_figure(dataset, peers, unit.code, indicator.id, year) or county_share(
        dataset, indicator.id, dataset.units[unit.county], year
    )
    if not around.answered or 100 * around.met / around.answered < _MOST:
        return None
    units = members(dataset, peers, unit.code) if peers else dataset.units_in(unit.county)
    counted = figures.each_once(dataset, indicator.id, year, units)
    answers = figures.figures(dataset, indicator.id, [it.code for it in counted], year)
    models = (it for it, answer in zip(counted, answers, strict=True) if answer.met)
    by_name = tuple(sorted(models, key=lambda it: in_swedish_order(it.name)))
    return Gap(indicator, own, around, figures.figure(dataset, indicator.id, NATION_CODE, year), by_name)


def _slides(dataset: Dataset, unit: Unit, year: int) -> Iterator[Slide]:
    for code in figures.current_indicators(dataset, year):
        indicator = dataset.indicators[code]
        years = [it for it in dataset.years_with(code) if it <= year]
        if indicator.scale.is_answer or indicator.direction is Direction.NONE or len(years) < 2:
            continue
        previous, now = years[-2:]
        own, before = figures.figure(dataset, code, unit.code, now), figures.figure(dataset, code, unit.code, previous)
        nation = figures.figure(dataset, code, NATION_CODE, now)
        if own.value is None or before.value is None or nation.value is None or indicator.break_between(previous, now):
            continue
        worse = 1 if indicator.direction is Direction.LOW else -1
        if worse * (own.value - nation.value) > 0 and worse * (own.value - before.value) > 0:
            yield Slide(indicator, now, previous, own, before, nation)


def _shift(
    dataset: Dataset, unit: Unit, indicator: Indicator, previous: int, year: int, peers: PeerSet
) -> Shift | None:
    if not dataset.is_asked(indicator.id, previous) or indicator.break_between(previous, year):
        return None
    around = members(dataset, peers, unit.code) if peers else dataset.units_in(unit.county)
    units = figures.each_once(dataset, indicator.id, year, around)
    codes = [it.code for it in units]
    before = [it.met for it in figures.figures(dataset, indicator.id, codes, previous)]
    now = [it.met for it in figures.figures(dataset, indicator.id, codes, year)]
    moves = list(zip(units, before, now, strict=True))
    found = Shift(
        indicator=indicator,
        before=figures.figure(dataset, indicator.id, unit.code, previous),
        now=figures.figure(dataset, indicator.id, unit.code, year),
        gained=tuple(it for it, then, today in moves if then is False and today is True and it != unit),
        lost=tuple(it for it, then, today in moves if then is True and today is False and it != unit),
    )
    return found if found.at_home or found.gained or found.lost else None
