"""Which windows run, what each has open, and which ended by themselves: killed, crashed, or without power.

A window that runs has a file that says what is open, and holds a lock on it for as long as its program lives. Whoever
starts later takes the files that nobody holds any more.
"""

import contextlib
import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ojdesk.core.faults import told_of_crash
from ojdesk.core.lock import Lock, lock
from ojdesk.core.save import WORK_ENDING, save
from ojdesk.core.work import Refused

_log = logging.getLogger(__name__)

_ENDING = ".json"
_LARGEST, _MOST_FILES = 1_000_000, 2_000


@dataclass(frozen=True)
class LeftOpen:
    """What a window has open.

    Attributes:
        files: Paths of the workbooks; of a saved work, those that were added and are not saved.
        work: The path of the saved work; empty when there is none.
        choice: What is picked, saved or not, as `Choice.to_json` gives it.
        outline: What goes into the report, saved or not, as `Outline.to_json` gives it.
    """

    files: tuple[str, ...] = ()
    work: str = ""
    choice: Mapping[str, Any] = field(default_factory=dict)
    outline: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.files or self.work)

    @classmethod
    def of(cls, paths: Sequence[Path], choice: Mapping[str, Any], outline: Mapping[str, Any]) -> "LeftOpen":
        """What is about to be open: workbooks with a choice and an outline, or a saved work with its own."""
        works = [str(it) for it in paths if it.suffix.casefold() == WORK_ENDING]
        workbooks = tuple(str(it) for it in paths if str(it) not in works)
        return cls(workbooks, works[0], {}, {}) if works else cls(workbooks, "", choice, outline)


class Session:
    """A window that runs, from when this is made until `end`, or until its program is gone.

    Args:
        folder: Of all sessions.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{os.urandom(8).hex()}{_ENDING}"
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        held = lock(self._path)
        assert held is not None, "nobody else has a name made by chance"
        self._lock = held

    @property
    def trace(self) -> Path:
        """Where a crash may leave its trace."""
        return _trace_of(self._path)

    def keep(self, opened: LeftOpen) -> None:
        """Puts down what is open now. That it fails is no reason to bother the user."""
        if not self._lock.held:
            return  # nobody could tell later whether this window still runs
        try:
            save(self._path, json.dumps(asdict(opened)).encode())
        except Refused as refusal:
            _log.warning("session not kept: %s", type(refusal.__cause__).__name__)

    def end(self) -> None:
        """Leaves nothing behind: the window was closed as it should be."""
        _remove(self._path)
        self._lock.let_go()


@dataclass(frozen=True)
class Ended:
    """A window whose program ended by itself.

    Attributes:
        opened: What it had open.
        when: That was put down.
        trace: Where a crash happened in the code; empty when the program was killed or the power went.
    """

    opened: LeftOpen
    when: datetime
    trace: str
    _path: Path
    _lock: Lock

    def forget(self) -> None:
        """It has been dealt with."""
        _remove(self._path)
        self._lock.let_go()

    def leave(self) -> None:
        """It is left for the next start."""
        self._lock.let_go()


def ended(folder: Path) -> Ended | None:
    """The window that ended by itself last. Others before it are left for later starts; none is offered to two."""
    found: list[Ended] = []
    with contextlib.suppress(OSError):
        names = {it.name.removeprefix("~$") for it in folder.glob(f"*{_ENDING}")}
        found += filter(None, (_ended(folder / name) for name in names))
    found.sort(key=lambda it: it.when)
    for one in found[:-1]:
        one.leave()
    return found[-1] if found else None


def _ended(path: Path) -> Ended | None:
    held = lock(path)
    if held is None:
        return None  # it still runs
    try:
        if held.held:
            when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            return Ended(_read(path), when, _read_trace(_trace_of(path)), path, held)
    except OSError:
        pass  # it ended before it had put anything down
    held.let_go()
    return None


def _read(path: Path) -> LeftOpen:
    """What stands there, as far as it can be believed."""
    try:
        with path.open("rb") as file:
            raw = json.loads(file.read(_LARGEST))
        files, work, picked = raw["files"], raw["work"], (raw["choice"], raw["outline"])
        if not (isinstance(files, list) and isinstance(work, str) and all(isinstance(it, dict) for it in picked)):
            raise TypeError("something else")
        return LeftOpen(tuple(it for it in files[:_MOST_FILES] if isinstance(it, str)), work, *picked)
    except (ValueError, LookupError, TypeError, RecursionError) as trouble:
        _log.warning("session not readable: %s", type(trouble).__name__)
        return LeftOpen()


def _read_trace(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return told_of_crash(file.read(_LARGEST).decode(errors="replace"))
    except OSError:
        return ""


def _trace_of(path: Path) -> Path:
    return path.with_suffix(".txt")


def _remove(path: Path) -> None:
    for it in (path, _trace_of(path)):
        with contextlib.suppress(OSError):
            it.unlink(missing_ok=True)
