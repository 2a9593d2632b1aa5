"""What a comparison set amounts to: its share or median, which no file has."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ojdesk.core.compare.figures import FEW_ANSWERS, each_once
from ojdesk.core.dataset import NOT_THERE, STATUS_CODES, Dataset
from ojdesk.core.model import Group, Indicator, Status, Unit
from ojdesk.core.peers import PeerSet
from ojdesk.core.text import in_swedish_order


@dataclass(frozen=True)
class PeerFigure:
    """What a comparison set, without the own unit, amounts to in one indicator and year. All of it is computed.

    Attributes:
        size: How many members are compared with, whether a file has them or not.
        asked: How many of them the file of the year has a cell for.
        answered: How many of those have a value.
        absent: How many are in no file of the year; a city whose districts answer for it is not absent.
        met_by: Those who meet the indicator, by name; empty for numbers.
        silent: How many of the asked did not answer; one whom the question does not concern is not silent.
        value: Met of answered in percent, or the median of the values; None when nobody has one.
    """

    peers: PeerSet
    indicator: Indicator
    year: int
    size: int
    asked: int
    absent: int
    answered: int
    met_by: tuple[Unit, ...]
    silent: int
    value: float | None

    @property
    def met(self) -> int:
        """How many members meet the indicator."""
        return len(self.met_by)

    @property
    def few(self) -> bool:
        """Whether so few have a value that it says little."""
        return self.answered < FEW_ANSWERS

    @property
    def is_share(self) -> bool:
        """Whether it is a share of the members, rather than a median."""
        return self.indicator.scale.is_answer

    @property
    def lowest(self) -> float | None:
        """The share if every silent member had said no; None for numbers, and when nobody was asked."""
        return self._share_of_all(self.met)

    @property
    def highest(self) -> float | None:
        """The share if every silent member had said yes."""
        return self._share_of_all(self.met + self.silent)

    def _share_of_all(self, met: int) -> float | None:
        could_answer = self.answered + self.silent
        return 100 * met / could_answer if self.is_share and could_answer else None


def members(dataset: Dataset, peers: PeerSet, unit: str) -> list[Unit]:
    """The units of a set that the files have, by name, besides the own one and those that sum up others."""
    known = (dataset.units[code] for code in peers.others(unit) if code in dataset.units)
    return sorted((it for it in known if it.level.answers), key=lambda it: in_swedish_order(it.name))


def peer_figure(
    dataset: Dataset, peers: PeerSet, unit: str, indicator_id: str, year: int, group: Group = Group.TOTAL
) -> PeerFigure | None:
    """What a set amounts to in a year; None without a set."""
    return next(iter(peer_figures(dataset, peers, unit, indicator_id, [year], group)), None)


def peer_figures(
    dataset: Dataset, peers: PeerSet, unit: str, indicator_id: str, years: Sequence[int], group: Group = Group.TOTAL
) -> tuple[PeerFigure, ...]:
    """What a set amounts to in each of some years; nothing without a set.

    Args:
        dataset: The opened files.
        peers: The set; the own unit is left out of it.
        unit: The code of the own unit.
        indicator_id: The indicator.
        years: With or without results; in a year without, nobody was asked.
        group: Whom the figures are about.
    """
    if not peers:
        return ()
    found, size = members(dataset, peers, unit), len(peers.others(unit))
    return tuple(_peer_figure(dataset, peers, found, size, indicator_id, year, group) for year in years)


def _peer_figure(
    dataset: Dataset, peers: PeerSet, found: list[Unit], size: int, indicator_id: str, year: int, group: Group
) -> PeerFigure:
    indicator = dataset.indicators[indicator_id]
    if not dataset.is_asked(indicator_id, year):
        return PeerFigure(peers, indicator, year, size, 0, size, 0, (), 0, None)
    there = int((dataset.statuses(indicator_id, [it.code for it in found], year, group) != NOT_THERE).sum())
    asked = each_once(dataset, indicator_id, year, found, group)
    codes = [it.code for it in asked]
    statuses = dataset.statuses(indicator_id, codes, year, group)
    has_value = statuses == STATUS_CODES[Status.VALUE]
    values, answered = dataset.values(indicator_id, codes, year, group), int(has_value.sum())
    met_by: tuple[Unit, ...] = ()
    value = None
    if indicator.scale.is_answer:
        met_by = tuple(it for it, met in zip(asked, (values == indicator.scale.top).tolist(), strict=True) if met)
        value = 100 * len(met_by) / answered if answered else None
    elif answered:
        value = float(np.median(values[has_value]))
    return PeerFigure(
        peers=peers,
        indicator=indicator,
        year=year,
        size=size,
        asked=len(asked),
        absent=size - there,
        answered=answered,
        met_by=met_by,
        silent=int((statuses == STATUS_CODES[Status.MISSING]).sum()),
        value=value,
    )
