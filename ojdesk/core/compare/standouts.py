"""What stands out for a unit in a year, by rules that a report tells its reader: facts, and no judgement on them."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.compare.overviews import Overview, OverviewRow
from ojdesk.core.compare.overviews import overview as overview_of
from ojdesk.core.compare.spreads import CountyShare, Standing, county_share
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Indicator, Level, Source, Unit

#: As many as a report names.
MOST = 3
#: From this share on, in percent, most of those who answered meet an indicator; below it, few do.
MOST_MEET, FEW_MEET = 50.0, 50.0


class Kind(StrEnum):
    """Why something stands out."""

    GAP = "gap"
    LOST = "lost"
    GAINED = "gained"
    RARE = "rare"
    OUTER = "outer"
    ABOVE = "above"
    BELOW = "below"
    MOVED = "moved"
    APART = "apart"


@dataclass(frozen=True)
class Standout:
    """One thing that stands out.

    Attributes:
        year: The year of `own`, and `previous` that of `before`; None where no year is compared with.
        own: The own unit's figure.
        nation: The nation's published figure.
        around: How many around meet it: of the county, or of the comparison set.
        standing: Where the own number stands among the municipalities.
        ends: The lowest and the highest county, where it is the distance between them that stands out.
    """

    kind: Kind
    indicator: Indicator
    unit: Unit
    year: int
    own: Figure
    nation: Figure
    before: Figure | None = None
    previous: int | None = None
    around: CountyShare | PeerFigure | None = None
    standing: Standing | None = None
    ends: tuple[CountyShare, CountyShare] | None = None


def standouts(dataset: Dataset, overview: Overview) -> tuple[Standout, ...]:
    """At most three things, of different kinds as far as there are any; no indicator twice.

    For one who answers: what it lacks and most around have; what it has lost or gained since the survey before; what
    it has and few around have; then the numbers from registers that lie farthest out among the municipalities. For a
    county: where it is farthest above and below the nation, and what has moved most. For the nation: what has moved
    most, and where the counties are farthest apart. Shares of fewer than five answers never stand out.
    """
    if overview.unit.level.answers:
        kinds: Sequence[Iterable[Standout]] = (
            _gaps(dataset, overview),
            _changes(overview),
            _rare(dataset, overview),
        )
        last = _outer(dataset, overview)
    elif overview.unit.level is Level.COUNTY:
        kinds, last = (*_beside_nation(dataset, overview), _moved(dataset, overview)), iter(())
    else:
        kinds, last = (_moved(dataset, overview), _apart(dataset, overview)), iter(())
    in_turn = (it for round_ in itertools.zip_longest(*kinds) for it in round_ if it is not None)
    found: dict[str, Standout] = {}
    for it in itertools.chain(in_turn, last):
        if len(found) < MOST:
            found.setdefault(it.indicator.id, it)
    return tuple(sorted(found.values(), key=lambda it: [*Kind].index(it.kind)))


# For one who answers ----------------------------------------------------------------------------------------------


def _around(dataset: Dataset, overview: Overview, row: OverviewRow) -> tuple[CountyShare | PeerFigure, float] | None:
    """Who is compared with and their share; None where too few have answered for it to say anything."""
    found: CountyShare | PeerFigure | None = row.peers
    if not overview.peers and overview.county is not None:
        found = county_share(dataset, row.indicator.id, overview.county, overview.year)
    share = found.share if isinstance(found, CountyShare) else found.value if found else None
    return None if found is None or share is None or found.few else (found, share)


def _gaps(dataset: Dataset, overview: Overview) -> list[Standout]:
    found = [
        (share, _of(Kind.GAP, overview, row, around=around))
        for row in overview.rows
        if row.own[-1].met is False and (beside := _around(dataset, overview, row))
        for around, share in [beside]
        if share >= MOST_MEET
    ]
    return [it for _, it in sorted(found, key=lambda it: -it[0])]


def _rare(dataset: Dataset, overview: Overview) -> list[Standout]:
    found = [
        (share, _of(Kind.RARE, overview, row, around=around))
        for row in overview.rows
        if row.own[-1].met is True and (beside := _around(dataset, overview, row))
        for around, share in [beside]
        if share < FEW_MEET
    ]
    return [it for _, it in sorted(found, key=lambda it: it[0])]


def _changes(overview: Overview) -> list[Standout]:
    """Lost ones first, then those that are new, in the order of the list."""
    change = overview.change
    rows = {row.indicator.id: row for row in overview.rows}
    kinds = ((Kind.LOST, change.lost), (Kind.GAINED, change.gained))
    return [
        _since(kind, overview, rows[indicator.id])
        for kind, indicators in kinds
        for indicator in indicators
        if indicator.id in rows
    ]


def _outer(dataset: Dataset, overview: Overview) -> Iterator[Standout]:
    """Numbers from registers outside the middle half of the municipalities, the farthest out first."""
    if not dataset.years_of(Source.REGISTER):
        return
    registers = overview_of(dataset, overview.unit.code, overview.year, Source.REGISTER)
    found = [
        (min(among.rank - 1, among.of - among.rank), row)
        for row in registers.rows
        if (among := row.standing) and among.rank is not None and (among.below or among.above)
    ]
    for _, row in sorted(found, key=lambda it: it[0]):
        yield _of(Kind.OUTER, registers, row, standing=row.standing)


# For a county and the nation --------------------------------------------------------------------------------------


def _beside_nation(dataset: Dataset, overview: Overview) -> tuple[list[Standout], list[Standout]]:
    """Where the county is above the nation, and where below, the farthest first."""
    rows = [
        row
        for row in overview.rows
        if row.difference
        and row.indicator.scale.is_answer
        and not county_share(dataset, row.indicator.id, overview.unit, overview.year).few
    ]
    above = sorted((it for it in rows if (it.difference or 0) > 0), key=lambda it: -(it.difference or 0))
    below = sorted((it for it in rows if (it.difference or 0) < 0), key=lambda it: it.difference or 0)
    return [_of(Kind.ABOVE, overview, it) for it in above], [_of(Kind.BELOW, overview, it) for it in below]


def _moved(dataset: Dataset, overview: Overview) -> list[Standout]:
    """Shares that are another than the survey before, where the two can be compared; the largest change first."""
    found = []
    for row in overview.rows:
        if len(overview.years) < 2 or not row.indicator.scale.is_answer:
            continue
        before, now = row.own[-2].value, row.own[-1].value
        if before is None or now is None or row.indicator.break_between(overview.years[-2], overview.year):
            continue
        years = overview.years[-2:]
        few = any(county_share(dataset, row.indicator.id, overview.unit, it).few for it in years)
        if before != now and not few:
            found.append((abs(now - before), _since(Kind.MOVED, overview, row)))
    return [it for _, it in sorted(found, key=lambda it: -it[0])]


def _apart(dataset: Dataset, overview: Overview) -> list[Standout]:
    found = []
    for row in overview.rows:
        if not row.indicator.scale.is_answer:
            continue
        shares = [county_share(dataset, row.indicator.id, it, overview.year) for it in dataset.counties]
        counted = [(it.share, it) for it in shares if it.share is not None and not it.few]
        if len(counted) < 2:
            continue
        lowest, highest = min(counted, key=lambda it: it[0]), max(counted, key=lambda it: it[0])
        if highest[0] > lowest[0]:
            found.append((highest[0] - lowest[0], _of(Kind.APART, overview, row, ends=(lowest[1], highest[1]))))
    return [it for _, it in sorted(found, key=lambda it: -it[0])]


def _of(
    kind: Kind,
    overview: Overview,
    row: OverviewRow,
    around: CountyShare | PeerFigure | None = None,
    standing: Standing | None = None,
    ends: tuple[CountyShare, CountyShare] | None = None,
) -> Standout:
    return Standout(
        kind=kind,
        indicator=row.indicator,
        unit=overview.unit,
        year=overview.year,
        own=row.own[-1],
        nation=row.nation,
        around=around,
        standing=standing,
        ends=ends,
    )


def _since(kind: Kind, overview: Overview, row: OverviewRow) -> Standout:
    return replace(_of(kind, overview, row), before=row.own[-2], previous=overview.years[-2])
