"""One report for each of several units, in one run."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from ojdesk.core import peers
from ojdesk.core.choice import Choice
from ojdesk.core.compare.figures import county_of
from ojdesk.core.compare.groups import members
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Level, Unit
from ojdesk.core.peers import NO_PEERS, Origin, PeerSet
from ojdesk.core.report.content import report, report_stem
from ojdesk.core.report.formats import Format, save_report
from ojdesk.core.report.outline import Outline
from ojdesk.core.units import NATION_CODE
from ojdesk.core.wording.names import full_name
from ojdesk.core.work import Progress, Refused

#: Typst works without Python's lock, so that while one report is set the content of the next is made.
_AT_ONCE = min(os.cpu_count() or 1, 4)


class Whose(StrEnum):
    """Whom a series is about, seen from one's own unit. The value is the word on the command line."""

    CITY = "stadsdelar"
    PEERS = "grupp"
    COUNTY = "län"
    NATION = "alla"


@dataclass(frozen=True)
class Range:
    """Units that reports may be wanted on, and what they are together."""

    whose: Whose
    title: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Wanted:
    """A report that is wanted: what is picked for it, its own unit before all, and what goes into it."""

    choice: Choice
    outline: Outline


@dataclass(frozen=True)
class Outcome:
    """What became of one report: its files, or why there are none, and whether the program itself is to blame."""

    unit: Unit
    paths: tuple[Path, ...] = ()
    refusal: str = ""
    fault: Exception | None = None


def ranges(dataset: Dataset, choice: Choice) -> tuple[Range, ...]:
    """Whom a series can be about, seen from one's own unit: those of more than one unit, the nearest first."""
    own = dataset.units[choice.unit]
    found = [
        Range(Whose.CITY, parts.label, tuple(members(dataset, parts, "")))
        for parts in peers.ready_made(own, choice.year)
        if parts.origin is Origin.CITY
    ]
    if choice.peers:
        others = members(dataset, choice.peers, own.code)
        found.append(Range(Whose.PEERS, choice.peers.label, (own, *others) if own.level.answers else tuple(others)))
    county = county_of(dataset, own)
    if county is not None and county.code != NATION_CODE:
        found.append(Range(Whose.COUNTY, county.name, dataset.units_in(county.code)))
    everyone = [it for it in dataset.answering_units if it.level is Level.MUNICIPALITY]
    found.append(Range(Whose.NATION, "Alla kommuner", tuple(everyone)))
    return tuple(it for it in found if len(it.units) > 1)


def wanted(units: Sequence[Unit], choice: Choice, outline: Outline) -> tuple[Wanted, ...]:
    """What is wanted for each unit, in their order.

    Args:
        units: Whom the reports are about.
        choice: What is picked for the own unit. A set that was made for it becomes each unit's own set of the kind.
        outline: What goes in. What is written in it is about the own unit, and goes into its report alone.
    """
    unwritten = outline.unwritten()
    return tuple(
        Wanted(
            choice.but(unit=unit.code, peers=_peers_for(unit, choice.peers, choice.year)),
            outline if unit.code == choice.unit else unwritten,
        )
        for unit in units
    )


def _peers_for(unit: Unit, chosen: PeerSet, year: int) -> PeerSet:
    if chosen.origin is Origin.OWN:
        return chosen
    fitting = (it for it in peers.ready_made(unit, year) if it.origin is chosen.origin)
    return next(fitting, NO_PEERS)


def standing(dataset: Dataset, series: Sequence[Wanted], folder: Path, formats: Sequence[Format]) -> tuple[Path, ...]:
    """The files that the series would find in the folder already."""
    stems = [report_stem(dataset.units[it.choice.unit], it.choice.year) for it in series]
    paths = (folder / f"{stem}.{it.ending}" for stem in stems for it in formats)
    return tuple(path for path in paths if path.exists())


def save_series(
    dataset: Dataset,
    series: Sequence[Wanted],
    made: date,
    folder: Path,
    formats: Sequence[Format],
    progress: Progress,
    *,
    replace: bool = False,
) -> tuple[Outcome, ...]:
    """Writes one report after the other, and goes on when one fails.

    Args:
        dataset: The opened files.
        series: The reports.
        made: The day that is printed on them.
        folder: Where they are saved.
        formats: In which formats.
        progress: Hears of each one that is done, and may stop the series between two.
        replace: Whether files that are there already are replaced; otherwise they are kept, and the new ones numbered.

    Returns:
        An outcome for each report, in their order.

    Raises:
        Stopped: The user asked for it to end; what is saved by then stays.
    """

    def save(it: Wanted) -> Outcome:
        unit = dataset.units[it.choice.unit]
        try:
            finished = report(dataset, it.choice, made, it.outline)
            return Outcome(unit, tuple(save_report(finished, folder, formats, replace=replace)))
        except Refused as refused:
            return Outcome(unit, refusal=str(refused))
        except Exception as fault:  # noqa: BLE001 - it should not cost the other 289; whoever asked raises it at the end
            return Outcome(unit, refusal="Det är ett fel i programmet, inte i dina filer.", fault=fault)

    names = [full_name(dataset.units[it.choice.unit]) for it in series]
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="ojdesk-series") as workers:
        waiting = [workers.submit(save, it) for it in series]
        outcomes: list[Outcome] = []
        try:
            for name, future in zip(names, waiting, strict=True):
                progress(len(outcomes), len(series), f"Skriver rapporten för {name}")
                outcomes.append(future.result())
        except BaseException:
            workers.shutdown(wait=True, cancel_futures=True)
            raise
    return tuple(outcomes)
