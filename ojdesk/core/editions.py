"""Of a result that several files have, whose is shown: the newest edition's, or the one that the user has said."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from ojdesk.core.files.reading import Reading
from ojdesk.core.model import Finding


@dataclass(frozen=True)
class Overlap:
    """Results of a year that two files both have.

    Attributes:
        used: The file whose results are shown.
        other: The one whose results are kept aside.
        count: How many results both have.
        differing: How many of them the other file gives another value.
        is_sure: Whether the files tell which is the newer one, or the user has said which is to be used.
    """

    used: Reading
    other: Reading
    year: int
    count: int
    differing: int
    is_sure: bool


def by_edition(readings: Iterable[Reading], preferred: Collection[str]) -> list[Reading]:
    """Files in the order in which they replace each other: by the year of publication, and within it by edition.

    Args:
        readings: The files.
        preferred: Digests of files that win over those published later.
    """
    ordered = sorted(readings, key=lambda it: (it.years, it.file))
    by_year: dict[tuple[bool, int], list[Reading]] = {}
    for it in ordered:
        by_year.setdefault((it.digest in preferred, it.year.published or 0), []).append(it)
    for same in by_year.values():
        same.sort(key=lambda it: (it.corrected, it.dated or date.min))
        # Where one has no date, that another is corrected tells more than its date.
        if all(it.dated for it in same):
            same.sort(key=lambda it: it.dated or date.min)
    return [it for _, same in sorted(by_year.items()) for it in same]


def _is_newer(reading: Reading, other: Reading) -> bool:
    """Whether two files themselves tell that the first one was published later."""
    if reading.year.published != other.year.published:
        return reading.year.published is not None and other.year.published is not None
    if reading.dated and other.dated and reading.dated != other.dated:
        return reading.dated > other.dated
    return reading.corrected and not other.corrected


def find_overlaps(
    readings: Sequence[Reading],
    observations: pd.DataFrame,
    replaced: npt.NDArray[np.int32],
    preferred: Collection[str],
) -> list[Overlap]:
    """Where two files have the same results, in the order in which they come in `observations`.

    Args:
        readings: The files, by edition.
        observations: All their result cells, file by file.
        replaced: The number of the row that is shown instead of each row, −1 where it is shown itself.
        preferred: Digests of files that win over those published later.
    """
    (lost,) = np.nonzero(replaced >= 0)
    if not lost.size:
        return []
    used = replaced[lost]
    file_of = np.repeat(np.arange(len(readings)), [len(reading.observations) for reading in readings])
    values, statuses = observations["value"].to_numpy(), observations["status"].cat.codes.to_numpy()
    same = (statuses[lost] == statuses[used]) & ((values[lost] == values[used]) | np.isnan(values[lost]))
    years = observations["year"].to_numpy()[lost]
    # A pair of files and a year in one number, so that sorting tells which there are.
    shape = (len(readings), len(readings), years.max() + 1)
    places, first, which = np.unique(
        np.ravel_multi_index((file_of[used], file_of[lost], years), shape), return_index=True, return_inverse=True
    )
    counts, same_counts = np.bincount(which), np.bincount(which[same], minlength=len(places))
    winners, losers, of_year = (it.tolist() for it in np.unravel_index(places, shape))
    found = []
    for at in np.argsort(first):
        winner, other = readings[winners[at]], readings[losers[at]]
        count, same_count = int(counts[at]), int(same_counts[at])
        is_sure = winner.digest in preferred or _is_newer(winner, other)
        found.append(Overlap(winner, other, of_year[at], count, count - same_count, is_sure))
    return found


def overlapping(overlap: Overlap) -> Finding:
    """What is to be said of results that two files both have; serious where it is not sure whose are the newer."""
    others = {0: "samma värden", 1: "ett annat värde"}.get(overlap.differing, f"{overlap.differing} andra värden")
    what = f"{overlap.count} resultat för {overlap.year} finns också i {overlap.used.file}, med {others}."
    if overlap.is_sure or not overlap.differing:
        return Finding(overlap.other.file, f"{what} Det är {overlap.used.file} som används.")
    return Finding(
        overlap.other.file,
        f"{what} Det framgår inte vilken av filerna som är nyast. Det är {overlap.used.file} som används.",
        "Välj i Så läste vi filerna vilken fil som ska användas.",
        serious=True,
    )
