"""What the worker thread does with files that are to be opened: reads workbooks, and takes down saved works."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ojdesk.core.work import Progress

if TYPE_CHECKING:
    from ojdesk.core.dataset import Dataset
    from ojdesk.core.files.reading import YearQuestion
    from ojdesk.core.saved import SavedWork
    from ojdesk.core.shelf import Copy

# core.dataset brings pandas along, which must not be imported before the window is painted.


@dataclass(frozen=True)
class Opened:
    """What came of opening files.

    Attributes:
        dataset: They and those that were open before; what was open before if none could be read.
        refusals: A sentence for each that could not.
        questions: One for each file whose year has to be asked for.
    """

    dataset: "Dataset | None"
    refusals: tuple[str, ...]
    questions: "tuple[YearQuestion, ...]" = ()


def read(
    paths: Sequence[Path],
    opened: "Dataset | None",
    progress: Progress,
    years: Mapping[str, int] = MappingProxyType({}),
    preferred: Collection[str] = (),
) -> Opened:
    """Reads files and joins them to those that are open; a file that has changed meanwhile takes its own place.

    Runs in the worker thread. `years` and `preferred` are what the user has decided of files, by digest.
    """
    from ojdesk.core.dataset import build  # noqa: PLC0415 - pandas, after the first paint
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415

    imported = read_files(paths, progress, years)
    if not imported.readings:
        return Opened(opened, imported.refusals, imported.questions)
    again = {reading.path for reading in imported.readings}
    kept = [reading for reading in (opened.readings if opened else ()) if reading.path not in again]
    readings = {reading.digest: reading for reading in (*kept, *imported.readings)}
    return Opened(build(readings.values(), preferred), imported.refusals, imported.questions)


@dataclass(frozen=True)
class Found:
    """A saved work that was taken down.

    Attributes:
        path: Its file.
        work: What the file holds, or its newest copy where it is damaged.
        digest: The SHA-256 of the file.
        dataset: The work's files, joined.
        trouble: What is wrong with the file; empty when nothing is.
        copy: The copy that was read instead; None when the file itself was.
    """

    path: Path
    work: "SavedWork"
    digest: str
    dataset: "Dataset"
    trouble: str = ""
    copy: "Copy | None" = None


def find(path: Path, copies: Path, progress: Progress) -> Found:
    """Takes a saved work down, or the newest copy of one that is damaged. Runs in the worker thread.

    Raises:
        Refused: It cannot be read, and there is no copy that can.
    """
    from ojdesk.core.dataset import build  # noqa: PLC0415
    from ojdesk.core.shelf import Broken, take_down  # noqa: PLC0415

    progress(0, 1, f"Öppnar {path.name}")
    trouble, copy = "", None
    try:
        work, digest = take_down(path, copies)
    except Broken as broken:
        if broken.copy is None:
            raise
        trouble, copy = str(broken), broken.copy
        work, digest = take_down(copy.path, copies)
    return Found(path, work, digest, build(work.readings, work.preferred), trouble, copy)
