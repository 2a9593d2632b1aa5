"""Windows that run, and those that ended by themselves: each is found once, and by one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ojdesk.core.session import Ended, LeftOpen, Session, ended

_RUN = """
import faulthandler, sys
from pathlib import Path
from ojdesk.core.session import LeftOpen, Session
session = Session(Path(sys.argv[1]))
faulthandler.enable(session.trace.open("w"))
session.keep(LeftOpen(files=("a.xlsx", sys.argv[2]), choice={"unit": "1489"}))
print("open", flush=True)
sys.stdin.read()
if sys.argv[2] == "crash":
    faulthandler._sigsegv()
"""


def run(folder: Path, word: str = "b.xlsx") -> "subprocess.Popen[str]":
    """A program with a window open."""
    started = subprocess.Popen(
        [sys.executable, "-c", _RUN, str(folder), word], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "open\n"
    return started


def kill(program: "subprocess.Popen[str]") -> None:
    with program:
        program.kill()


def found(folder: Path) -> Ended:
    it = ended(folder)
    assert it is not None
    return it


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "fönster åäö"


def test_a_program_that_was_killed_is_found_once_with_what_it_had_open(folder: Path) -> None:
    running = run(folder)
    assert ended(folder) is None, "it still runs"
    kill(running)
    lost = found(folder)
    assert lost.opened == LeftOpen(files=("a.xlsx", "b.xlsx"), choice={"unit": "1489"})
    assert lost.trace == ""
    assert ended(folder) is None, "it is offered to nobody else meanwhile"
    lost.leave()
    found(folder).forget()
    assert ended(folder) is None
    assert [*folder.iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="the trace of a crash there has other words")
def test_a_crash_leaves_where_it_was_and_not_where_that_is_on_the_computer(folder: Path) -> None:
    with run(folder, "crash") as program:
        pass
    assert program.returncode == -signal.SIGSEGV
    lost = found(folder)
    assert "Segmentation fault" in lost.trace
    assert " i <module>" in lost.trace
    assert str(Path(sys.executable).parents[1]) not in lost.trace
    lost.forget()
    assert [*folder.iterdir()] == []


def test_a_window_that_was_closed_leaves_nothing(folder: Path) -> None:
    session = Session(folder)
    session.keep(LeftOpen(work="nämnden.ojdesk"))
    session.end()
    assert ended(folder) is None
    assert [*folder.iterdir()] == []


def test_of_several_the_last_comes_first_and_a_running_one_not_at_all(folder: Path) -> None:
    now = time.time()
    for age, word in ((200, "äldst"), (100, "mitten"), (0, "sist")):
        before = set(folder.glob("*.json"))
        kill(run(folder, word))
        (record,) = [it for it in set(folder.glob("*.json")) - before if not it.name.startswith("~$")]
        os.utime(record, (now - age, now - age))
    running = run(folder, "pågår")
    words = []
    for _ in range(3):
        lost = found(folder)
        words.append(lost.opened.files[1])
        lost.forget()
    assert words == ["sist", "mitten", "äldst"]
    assert ended(folder) is None
    kill(running)


@pytest.mark.parametrize("content", [b"", b"\0" * 500, b"[]", b'{"files": 3, "work": "", "choice": {}}', b"[" * 90_000])
def test_what_stands_there_need_not_be_what_was_put_down(folder: Path, content: bytes) -> None:
    kill(run(folder))
    (record,) = [it for it in folder.glob("*.json") if not it.name.startswith("~$")]
    record.write_bytes(content)
    lost = found(folder)
    assert lost.opened == LeftOpen()
    lost.forget()
    assert [*folder.iterdir()] == []


def test_where_nothing_can_be_written_or_locked_nobody_is_bothered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise PermissionError(13, "write-protected")

    kill(run(folder))
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", fail)
        session = Session(folder)
        session.keep(LeftOpen(work="nämnden.ojdesk"))
        assert ended(folder) is None, "it may be another window that runs"
        session.end()
    found(folder).forget()
