"""The rows and columns of how a unit stands on everything: the same in the report's table and in the picture."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.overviews import Overview, OverviewRow
from ojdesk.core.wording.answers import NO_VALUE, in_table
from ojdesk.core.wording.groups import PEERS_COMPUTED, peers_in_table
from ojdesk.core.wording.parts import parts_in_table

Whose: TypeAlias = Literal["county", "nation", "group"]


@dataclass(frozen=True)
class Compared:
    """A column of what the own unit is compared with.

    Attributes:
        title: As it heads the column; `about` as it stands in a sentence.
        text: What stands in a row.
    """

    whose: Whose
    title: str
    about: str
    text: Callable[[OverviewRow], str]


def compared(overview: Overview, decimals: Mapping[str, int]) -> tuple[Compared, ...]:
    """The columns beside the own unit's; the nation has no county, and a county's own shares are its own."""

    def told(of: Callable[[OverviewRow], Figure]) -> Callable[[OverviewRow], str]:
        return lambda row: _published(of(row), decimals.get(row.indicator.id, 0))

    def of_peers(row: OverviewRow) -> str:
        return peers_in_table(row.peers, decimals.get(row.indicator.id, 0)) if row.peers else ""

    columns = []
    if overview.shows_county:
        columns.append(Compared("county", "Länet", "länet", told(lambda row: row.county)))
    if overview.shows_nation:
        columns.append(Compared("nation", "Riket", "riket", told(lambda row: row.nation)))
    if overview.peers:
        columns.append(Compared("group", PEERS_COMPUTED, "gruppen (beräknat)", of_peers))
    return tuple(columns)


def own_text(row: OverviewRow, at: int, decimals: Mapping[str, int]) -> str:
    """The own unit's figure in a year, or how many of a city's parts meet the indicator."""
    parts = row.parts[at] if row.parts else None
    if parts is not None:
        return parts_in_table(parts)
    return in_table(row.own[at], decimals.get(row.indicator.id, 0))


def _published(figure: Figure, decimals: int) -> str:
    """A county or the nation answers nothing: a dash where the file has no value, nothing where it has no cell."""
    if figure.value is not None:
        return in_table(figure, decimals)
    return "" if figure.status is None else NO_VALUE


def new_areas(rows: Sequence[OverviewRow]) -> dict[int, str]:
    """Where each area begins, by row; nothing where its rows are strewn about, as when they are sorted."""
    begins = {
        at: row.indicator.area
        for at, row in enumerate(rows)
        if not at or rows[at - 1].indicator.area != row.indicator.area
    }
    return begins if len(begins) == len({*begins.values()}) else {}
