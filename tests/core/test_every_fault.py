"""A fault at each call to the system of every routine that saves: afterwards there is the old or the new.

What a fault leaves is opened again as the program opens it, and saving once more succeeds.
"""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ojdesk.core.save import sweep
from ojdesk.core.work import Refused
from tests.core.faults import calls_made, with_fault
from tests.core.routines import NEW, NUMBERED, OLD, ROUTINES, Routine

#: A disk that is full, barred, failing, protected, and gone.
CODES = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS, errno.ENOENT)
#: What a scanner does to a file on Windows, for a moment.
BUSY = -32


#: All kinds where all routines meet; elsewhere one that is told of and one that is waited for.
TRIED = [(name, code) for name in ROUTINES for code in ([*CODES, BUSY] if name == "file" else [errno.EACCES, BUSY])]


def fault_of(code: int) -> Callable[[], None]:
    def fail() -> None:
        trouble = OSError(errno.EACCES if code == BUSY else code, "fault")
        if code == BUSY:
            trouble.winerror = 32  # type: ignore[attr-defined]
        raise trouble

    return fail


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file whose closing failed stays open
@pytest.mark.parametrize(("name", "code"), TRIED)
def test_after_a_fault_there_is_the_old_or_the_new(
    name: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    routine, at, reached = ROUTINES[name], 0, True
    outcomes: set[tuple[bool, str]] = set()
    while reached:
        reached, told, there = saved_with_fault(routine, tmp_path / str(at), at, code)
        outcomes.add((told, there))
        at += 1
    assert (False, NEW) in outcomes
    assert (True, OLD) in outcomes or routine.silent or code == BUSY


def saved_with_fault(routine: Routine, folder: Path, at: int, code: int) -> tuple[bool, bool, str]:
    """Whether there was a call number `at` to fail, whether the routine told of it, and what was there then."""
    folder.mkdir()
    routine.save(folder, OLD)
    reached, said = True, ""
    try:
        reached = with_fault(at, fault_of(code), lambda: routine.save(folder, NEW))
    except Refused as refused:
        said = str(refused)
    there = routine.there(folder)
    assert there == NEW or (there == OLD and (said or routine.silent)), "it said that it was saved"
    assert not said or said.startswith(("nämnden", "fil", "oj", "grupp", "ut")), "the file is named"
    left = [*folder.rglob("*.ny")]
    assert len(left) <= 1, "only where removing it was what failed"
    routine.save(folder, NEW)
    assert routine.there(folder) == NEW
    for path in left:
        sweep(path.with_name(path.name[1:].rpartition(".")[0].rpartition(".")[0]))
    assert [*folder.rglob("*.ny")] == []
    return reached, bool(said), there


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows knows no fork; test_shelf.py kills a program there too")
@pytest.mark.parametrize("name", ROUTINES)
def test_after_a_kill_there_is_the_old_or_the_new(name: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.core.routines", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows knows no fork; test_shelf.py kills a program there too")
@pytest.mark.parametrize("name", NUMBERED)
def test_killed_at_any_moment_what_was_saved_is_there(name: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.core.routines", name, "12"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_these_are_enough(tmp_path: Path) -> None:
    calls = {}
    for name, routine in ROUTINES.items():
        routine.save(tmp_path, OLD)
        calls[name] = calls_made(lambda routine=routine: routine.save(tmp_path, NEW))  # type: ignore[misc]
    errors, kills = sum(calls[name] for name, _ in TRIED), sum(calls.values())
    print(f"{errors} errors and {kills} kills: {calls}")  # noqa: T201 - the figure is asked for
    assert min(calls.values()) >= 8
    assert errors + kills >= 200
