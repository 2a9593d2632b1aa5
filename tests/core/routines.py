"""Every routine that saves, as one and the same thing: it saves the old or the new, and one sees which is there."""

import itertools
import os
import random
import select
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from ojdesk.core.export import delimited
from ojdesk.core.export.exhibit import Cell, Exhibit, Origin, Table
from ojdesk.core.export.formats import save_exhibit
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import read_files
from ojdesk.core.peers import PeerSet, read_set, save_set
from ojdesk.core.report.blocks import Report
from ojdesk.core.report.formats import Format, save_report
from ojdesk.core.resources import sample_files
from ojdesk.core.save import save
from ojdesk.core.saved import SavedWork
from ojdesk.core.session import LeftOpen, Session, _read
from ojdesk.core.shelf import newest_copy, put_back, take_down
from ojdesk.core.tidy import save_tidy, tidy_table
from ojdesk.gui import settings
from tests.core.faults import with_fault

OLD, NEW = "gammal", "ny"


@dataclass(frozen=True)
class Routine:
    """One routine that saves.

    Attributes:
        save: Saves OLD or NEW in a folder.
        there: Which of them is there, read as the program reads it; fails if it is neither.
        silent: Whether it says nothing when it could not save.
    """

    save: Callable[[Path, str], object]
    there: Callable[[Path], str]
    silent: bool = False


def few_of(reading: Reading, most: int | None = None) -> Reading:
    """A file with four units, so that it can be read over and over, and with all of their results or not."""
    units = {code: reading.units[code] for code in ("00", "14", "1440", "1489")}
    table = reading.observations[reading.observations["unit_code"].isin(list(units))][:most].reset_index(drop=True)
    for name in table.select_dtypes("category"):
        table[name] = table[name].cat.remove_unused_categories()
    return replace(reading, observations=table, units=units)


@cache
def _few() -> Reading:
    return few_of(read_files(sample_files()[1:2]).readings[0], 40)


def _same(content: bytes, old: bytes, new: bytes) -> str:
    return {old: OLD, new: NEW}[content]


def _save_work(folder: Path, which: str) -> None:
    put_back(folder / "nämnden.ojdesk", SavedWork((_few(),), {"unit": which}, {}, ()), folder / "kopior", None)


def _work_there(folder: Path) -> str:
    path, copies = folder / "nämnden.ojdesk", folder / "kopior"
    assert newest_copy(path, copies) is not None, "there is a copy all the time"
    return str(take_down(path, copies)[0].choice["unit"])


def _store(folder: Path, which: str) -> None:
    memory = settings.load(folder / "installningar.json")
    memory.change(folder=which)
    memory.store()


def _keep(folder: Path, which: str) -> None:
    session = Session(folder)
    session._path = folder / "fönster.json"
    session.keep(LeftOpen(work=which))
    session._lock.let_go()


#: The names are numbered, and so the old one stays where it is.
_FORMATS = [Format("docx", "Word", "", lambda it: it.title.encode() * 30_000)]


def _report(which: str) -> Report:
    return Report(which, "", date(2026, 1, 1), "", (), (), "oj-ekonomiskt-bistand_alingsas_2022")


def _report_there(folder: Path) -> str:
    old, new = (_FORMATS[0].write(_report(it)) for it in (OLD, NEW))
    found = [_same(path.read_bytes(), old, new) for path in folder.glob("oj-*.docx")]
    assert OLD in found
    return NEW if NEW in found else OLD


def _exhibit(which: str) -> Exhibit:
    table = Table("", ("Enhet",), ((Cell(which),),) * 300)
    return Exhibit(which, "", "", (table,), None, (), (), Origin("", (), ""), "oj")


def _tables() -> tuple[bytes, bytes]:
    return tuple(_csv(times) for times in (1, 2))  # type: ignore[return-value]


@cache
def _csv(times: int) -> bytes:
    return tidy_table([_few()] * times).to_csv(index=False, float_format="%.15g", lineterminator="\n").encode()


ROUTINES = {
    "file": Routine(
        lambda folder, which: save(folder / "fil åäö.bin", which.encode() * 20_000),
        lambda folder: _same((folder / "fil åäö.bin").read_bytes(), OLD.encode() * 20_000, NEW.encode() * 20_000),
    ),
    "work": Routine(_save_work, _work_there),
    "settings": Routine(_store, lambda folder: settings.load(folder / "installningar.json").now.folder, silent=True),
    "session": Routine(_keep, lambda folder: _read(folder / "fönster.json").work, silent=True),
    "report": Routine(lambda folder, which: save_report(_report(which), folder, _FORMATS), _report_there),
    "export": Routine(
        lambda folder, which: save_exhibit(_exhibit(which), folder / "oj.csv"),
        lambda folder: _same((folder / "oj.csv").read_bytes(), *(delimited.write(_exhibit(it)) for it in (OLD, NEW))),
    ),
    "group": Routine(
        lambda folder, which: save_set(PeerSet(which, members=("1489",)), folder / "grupp.json"),
        lambda folder: read_set(folder / "grupp.json").name,
    ),
    "table": Routine(
        lambda folder, which: save_tidy([_few()] * (1 if which == OLD else 2), folder / "ut.csv"),
        lambda folder: _same((folder / "ut.csv").read_bytes(), *_tables()),
    ),
}


def kill_at_each_call(name: str) -> int:
    """Has the routine killed at each of its calls to the system, in a process for each; returns how many there were.

    Raises:
        AssertionError: What was there afterwards was neither the old nor the new, or could not be saved over.
    """
    at = 0
    while _is_killed(ROUTINES[name], at):
        at += 1
    return at


def _is_killed(routine: Routine, at: int) -> bool:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        routine.save(folder, OLD)
        child = os.fork()
        if not child:
            with_fault(at, lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: routine.save(folder, NEW))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        there = routine.there(folder)
        assert there == NEW or (killed and there == OLD), (at, status)
        routine.save(folder, NEW)
        assert routine.there(folder) == NEW, at
    return killed


#: Those that save any text, so that one can tell which of many saves is there.
NUMBERED = ("work", "settings", "session")
#: Seconds within which the kill comes: some saves.
_WITHIN = 0.1


def kill_at_random(name: str, times: int, seed: int = 0) -> Counter[str]:
    """Has a process that saves one number after the other killed at any moment, over and over.

    Returns:
        How often the number before the one that was being saved was there, how often that one, and how often the kill
        left a file aside, which shows that it came in the midst.

    Raises:
        AssertionError: What was there was neither, or could not be saved over: something that was saved is lost.
    """
    routine, chance = ROUTINES[name], random.Random(seed)
    found = Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        last = 0
        routine.save(folder, str(last))
        for _ in range(times):
            saved = last + _saves_until_killed(routine, folder, last, chance.uniform(0, _WITHIN))
            there = int(routine.there(folder))
            assert there in {saved, saved + 1}, f"{there} is there, and {saved} was saved"
            found["old" if there == saved else "new"] += 1
            found["aside"] += any(folder.rglob("*.ny"))
            last = there + 1
            routine.save(folder, str(last))
            assert routine.there(folder) == str(last)
            for path in folder.rglob("*.ny"):
                path.unlink()
    return found


def _saves_until_killed(routine: Routine, folder: Path, last: int, seconds: float) -> int:
    """How many saves had come to their end when the process that did them was killed."""
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(heard)
            for number in itertools.count(last + 1):
                routine.save(folder, str(number))
                os.write(told, b".")
        finally:
            os._exit(1)  # a save that fails by itself must not go on as a second run of the tests
    os.close(told)
    # Nothing is waited for but the moment: nobody can know what the process is just doing.
    select.select([], [], [], seconds)
    os.kill(child, signal.SIGKILL)
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended), "a save failed by itself"
    with os.fdopen(heard, "rb") as end:
        return len(end.read())


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(dict(kill_at_random(sys.argv[1], int(sys.argv[2]))))  # noqa: T201 - a command
    else:
        print(kill_at_each_call(sys.argv[1]))  # noqa: T201
