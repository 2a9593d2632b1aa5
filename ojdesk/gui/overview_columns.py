"""What stands in the columns of the overview: of answers to a survey, and of numbers out of registers."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.compare.overviews import Overview, OverviewRow
from ojdesk.core.compare.parts import Parts
from ojdesk.core.model import FigureKey, Level, Scale, Unit
from ojdesk.core.units import unit_table
from ojdesk.core.wording.answers import NO_VALUE, answer_in_full
from ojdesk.core.wording.groups import PEERS_COMPUTED, about_peers, peers_in_table
from ojdesk.core.wording.names import heading_name
from ojdesk.core.wording.numbers import difference, number, percent, points, rounded, signed, value_text
from ojdesk.core.wording.overviews import POLARITY, standing_text
from ojdesk.core.wording.parts import about_parts, parts_in_table
from ojdesk.gui.tables import CENTRE, LEFT, RIGHT, Column

YEAR_WIDTH, _PARTS_WIDTH = 54, 64
_VALUE_WIDTH, _COUNTY_WIDTH, _TREND_WIDTH = 64, 104, 112
_OWN_WIDTH, _SPINE_WIDTH, _RANK_WIDTH, _PEERS_WIDTH = 80, 184, 104, 116


class Kind(Enum):
    """How a cell is painted."""

    NAME = auto()
    OWN = auto()
    COUNTY = auto()
    NATION = auto()
    DIFFERENCE = auto()
    SERIES = auto()
    SPINE = auto()
    RANK = auto()
    PEERS = auto()


@dataclass(frozen=True)
class Row:
    """A row of the table: an indicator, or the name of an area."""

    area: str
    row: OverviewRow | None
    decimals: int = 0


@dataclass(frozen=True)
class Cells:
    """A column with how it is painted and how wide it is.

    Attributes:
        at: Which of the overview's years an OWN column shows.
    """

    column: Column[Row]
    kind: Kind
    width: int = 0
    at: int = 0


def cells_of(overview: Overview, *, full_names: bool) -> list[Cells]:
    """The columns, from the left: a name, the own figures year by year, county, nation, and what is made of them."""
    found = [Cells(_name_column(overview, full_names=full_names), Kind.NAME)]
    found += [
        Cells(_year_column(overview, at, year), Kind.OWN, _PARTS_WIDTH if overview.parts else YEAR_WIDTH, at)
        for at, year in enumerate(overview.years)
    ]
    if overview.shows_county:
        column = _value_column("Länet", lambda it: it.county, overview.county, overview.year)
        found.append(Cells(column, Kind.COUNTY, _VALUE_WIDTH))
    if overview.shows_nation:
        column = _value_column("Riket", lambda it: it.nation, unit_table().nation, overview.year)
        found.append(Cells(column, Kind.NATION, _VALUE_WIDTH))
    if overview.peers:
        found.append(_PEERS)
    else:
        found += _apart(overview)
    if is_of_answers(overview):
        series = Column[Row]("Riket över tid", lambda _: "", _newest_change, CENTRE, lambda it: _series(it, overview))
        with_series = overview.with_nation or overview.unit.level is Level.NATION
        return [*found, *([Cells(series, Kind.SERIES, _TREND_WIDTH)] if with_series else [])]
    spine = Column[Row]("Bland kommunerna", _range, _median, CENTRE, _about_standing)
    rank = Column[Row]("Plats från lägst", _rank, _rank_number, RIGHT, _about_standing)
    return [
        *found,
        Cells(spine, Kind.SPINE, _SPINE_WIDTH),
        *([Cells(rank, Kind.RANK, _RANK_WIDTH)] if overview.unit.level is Level.MUNICIPALITY else []),
    ]


def _apart(overview: Overview) -> list[Cells]:
    """How far from the nation the county is, or the own unit where it has amounts; nothing where there is no such."""
    if not overview.shows_nation:
        return []
    if not is_of_answers(overview):
        return [Cells(_difference_column("Mot riket", overview.unit, _own_apart), Kind.DIFFERENCE, _OWN_WIDTH)]
    if not overview.unit.level.answers:
        return [Cells(_difference_column("Mot riket", overview.county, _county_apart), Kind.DIFFERENCE, _COUNTY_WIDTH)]
    if not overview.shows_county:
        return []
    column = _difference_column("Länet mot riket", overview.county, _county_apart)
    return [Cells(column, Kind.DIFFERENCE, _COUNTY_WIDTH)]


def is_of_answers(overview: Overview) -> bool:
    """Whether any row is answered yes or no, as in a survey."""
    return any(row.indicator.scale.is_answer for row in overview.rows)


# Names and values -------------------------------------------------------------------------------------------------


def _name_column(overview: Overview, *, full_names: bool) -> Column[Row]:
    def name(it: Row) -> str:
        if it.row is None:
            return it.area
        return heading_name(it.row.indicator, overview.year) if full_names else it.row.indicator.short

    return Column("Indikator", name, name, LEFT, _about)


def _about(it: Row) -> str:
    if it.row is None:
        return ""
    indicator = it.row.indicator
    polarity = [] if indicator.scale.is_answer else [f"{POLARITY[indicator.direction].capitalize()}."]
    return "\n".join([indicator.name, *polarity, *(note.note for note in indicator.breaks)])


def _key(it: Row, unit: Unit | None, year: int) -> FigureKey | None:
    return FigureKey(it.row.indicator.id, unit.code, year) if it.row and unit else None


def parts_of(it: Row, at: int) -> Parts | None:
    """What the parts of a city answered instead of it in one of the overview's years."""
    return it.row.parts[at] if it.row and it.row.parts else None


def _year_column(overview: Overview, at: int, year: int) -> Column[Row]:
    def text(it: Row) -> str:
        if parts := parts_of(it, at):
            return parts_in_table(parts)
        return _value(it, it.row.own[at]) if it.row else ""

    def sort(it: Row) -> float | None:
        if parts := parts_of(it, at):
            return parts.share
        return it.row.own[at].value if it.row else None

    def tip(it: Row) -> str:
        if parts := parts_of(it, at):
            return f"{year}: {about_parts(parts)}"
        return f"{year}: {answer_in_full(it.row.own[at]) if it.row.own[at].answer else text(it)}" if it.row else ""

    return Column(str(year), text, sort, CENTRE, tip, lambda it: _key(it, overview.unit, year))


def _value_column(title: str, of: Callable[[OverviewRow], Figure], unit: Unit | None, year: int) -> Column[Row]:
    return Column(
        title,
        lambda it: _value(it, of(it.row)) if it.row else "",
        lambda it: of(it.row).value if it.row else None,
        RIGHT,
        figure=lambda it: _key(it, unit, year),
    )


def _value(it: Row, figure: Figure) -> str:
    if figure.value is None:
        return NO_VALUE if figure.status is not None else ""
    if figure.answer is not None:
        return answer_in_full(figure)
    if figure.is_share or figure.scale is Scale.PERCENT:
        return percent(figure.value, it.decimals)
    return number(figure.value, it.decimals)


# Differences ------------------------------------------------------------------------------------------------------


def _county_apart(row: OverviewRow) -> float | None:
    return row.difference


def _own_apart(row: OverviewRow) -> float | None:
    return row.own_difference


def _difference_column(title: str, unit: Unit | None, of: Callable[[OverviewRow], float | None]) -> Column[Row]:
    def text(it: Row) -> str:
        apart = of(it.row) if it.row else None
        if it.row is None or apart is None:
            return ""
        return (signed if it.row.indicator.scale is Scale.NUMBER else points)(apart, it.decimals)

    def tip(it: Row) -> str:
        apart = of(it.row) if it.row else None
        if it.row is None or apart is None or unit is None:
            return ""
        if not rounded(apart, it.decimals):
            return f"{unit.name} har lika mycket som riket."
        where = "över" if apart > 0 else "under"
        return f"{unit.name} ligger {difference(apart, it.row.indicator, it.decimals)} {where} riket (beräknat)."

    return Column(title, text, lambda it: of(it.row) if it.row else None, RIGHT, tip)


# The comparison set -----------------------------------------------------------------------------------------------


def _peers_column() -> Column[Row]:
    """What the comparison set amounts to, with n of N; computed, so that it stands in no cell."""

    def peers(it: Row) -> PeerFigure | None:
        return it.row.peers if it.row else None

    return Column(
        PEERS_COMPUTED,
        lambda it: peers_in_table(found, it.decimals) if (found := peers(it)) else "",
        lambda it: found.value if (found := peers(it)) else None,
        RIGHT,
        lambda it: about_peers(found, it.decimals) if (found := peers(it)) else "",
    )


_PEERS = Cells(_peers_column(), Kind.PEERS, _PEERS_WIDTH)


# Over time, and among the municipalities --------------------------------------------------------------------------


def _newest_change(it: Row) -> float | None:
    values = [value for value in it.row.nation_series if not math.isnan(value)] if it.row else []
    return values[-1] - values[0] if values else None


def _series(it: Row, overview: Overview) -> str:
    """Riket: 68 % 2018, 73 % 2019. Serien är bruten 2024."""
    if it.row is None:
        return ""
    told = [
        f"{value_text(value, it.row.indicator, it.decimals)} {year}"
        for year, value in zip(overview.years, it.row.nation_series, strict=True)
        if not math.isnan(value)
    ]
    broken = [f" Serien är bruten {overview.years[at]}." for at in it.row.broken]
    return f"Riket: {', '.join(told)}.{''.join(broken)}" if told else ""


def _range(it: Row) -> str:
    if it.row is None or it.row.standing is None or not it.row.standing.of:
        return ""
    everyone = it.row.standing.everyone
    low, median, high = (number(value, it.decimals) for value in (everyone.minimum, everyone.median, everyone.maximum))
    return f"{low}–{high}, median {median}"


def _median(it: Row) -> float | None:
    return it.row.standing.everyone.median if it.row and it.row.standing else None


def _rank(it: Row) -> str:
    among = it.row.standing if it.row else None
    return f"{among.rank} av {among.of}" if among is not None and among.rank is not None else ""


def _rank_number(it: Row) -> int | None:
    return it.row.standing.rank if it.row and it.row.standing else None


def _about_standing(it: Row) -> str:
    return standing_text(it.row, it.decimals) if it.row and it.row.standing else ""
