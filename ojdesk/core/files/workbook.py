"""Yearly files, from paths to readings, one by one."""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from ojdesk.core.files.ahead import read_raw
from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reading import Reading, Undecided, YearQuestion
from ojdesk.core.files.refusals import SLOW, refusal
from ojdesk.core.work import Progress, Refused, no_progress, watched

#: Seconds that one file may take in all; a yearly file takes a tenth of one.
PATIENCE = 9.5


@dataclass(frozen=True)
class Import:
    """What came of opening some files.

    Attributes:
        readings: In the order of the paths.
        refusals: A sentence for each file that cannot be read.
        questions: One for each file whose year has to be asked for.
    """

    readings: tuple[Reading, ...]
    refusals: tuple[str, ...]
    questions: tuple[YearQuestion, ...] = ()


def read_files(
    paths: Iterable[Path], progress: Progress = no_progress, years: Mapping[str, int] = MappingProxyType({})
) -> Import:
    """Opens files one by one; a file that is refused does not keep the others from being opened.

    The same content under two names is read once.

    Args:
        paths: The files.
        progress: Told of each file.
        years: By digest, the years that someone has given for files.

    Raises:
        Stopped: `progress` raised it.
    """
    chosen = list(dict.fromkeys(path.absolute() for path in paths))
    readings: dict[str, Reading] = {}
    refusals: list[str] = []
    questions: list[YearQuestion] = []
    begun = time.monotonic()
    for done, raw in enumerate(read_raw(chosen, progress)):
        try:
            if isinstance(raw, Refused):
                raise raw
            if raw.digest not in readings:
                name = raw.path.name
                with watched(_patience(name, begun, partial(progress, done, len(chosen), f"Läser {name}"))):
                    readings[raw.digest] = interpret(raw.path, raw.digest, raw.sheets, years.get(raw.digest))
        except Undecided as undecided:
            questions.append(undecided.question)
        except Refused as refused:
            refusals.append(str(refused))
        begun = time.monotonic()
    progress(len(chosen), len(chosen), "Sammanställer")
    return Import(tuple(readings.values()), tuple(refusals), tuple(questions))


def _patience(name: str, begun: float, check_stop: Callable[[], None]) -> Callable[[], None]:
    """What is to be asked while a file is interpreted: whether it shall be stopped, or has taken too long."""

    def check() -> None:
        check_stop()
        if time.monotonic() > begun + PATIENCE:
            raise refusal(name, SLOW)

    return check


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal; empty when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
