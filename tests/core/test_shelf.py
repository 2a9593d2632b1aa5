"""Saved works on the disc: nothing saved is lost, and what is damaged has a copy."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ojdesk.core.files.reading import Reading
from ojdesk.core.saved import Damaged, SavedWork
from ojdesk.core.shelf import Broken, digest_of, newest_copy, put_back, take_down
from ojdesk.core.work import Refused


@pytest.fixture
def work(few: Reading) -> SavedWork:
    return SavedWork((few,), {"unit": "gammal"}, {}, ())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gemensam" / "nämnden.ojdesk"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "kopior"


def unit(work: SavedWork) -> str:
    return str(work.choice["unit"])


def versions(work: SavedWork, *units: str) -> list[SavedWork]:
    return [replace(work, choice={"unit": it}) for it in units]


def test_what_is_put_back_is_taken_down_again(work: SavedWork, path: Path, copies: Path) -> None:
    digest = put_back(path, work, copies, None)
    found, same = take_down(path, copies)
    assert (unit(found), same) == ("gammal", digest)
    assert digest == digest_of(path.read_bytes())
    assert [it.name for it in path.parent.iterdir()] == [path.name]


def test_a_damaged_work_has_a_copy_as_it_was_saved_last(work: SavedWork, path: Path, copies: Path) -> None:
    known: set[str] = set()
    for it in versions(work, "ett", "två", "tre", "fyra", "fem"):
        put_back(path, it, copies, known)
    assert len([*copies.rglob("*.ojdesk")]) == 3
    broken = path.read_bytes()[:2_000]
    path.write_bytes(broken)
    with pytest.raises(Broken, match=r"nämnden\.ojdesk är skadad") as raised:
        take_down(path, copies)
    assert raised.value.copy is not None
    found, _ = take_down(raised.value.copy.path, copies)
    assert unit(found) == "fem"
    assert path.read_bytes() == broken, "the damaged file is kept"


def test_of_the_copies_the_newest_that_can_be_read_is_offered(work: SavedWork, path: Path, copies: Path) -> None:
    known: set[str] = set()
    for it in versions(work, "ett", "två"):
        put_back(path, it, copies, known)
    newest = newest_copy(path, copies)
    assert newest is not None
    newest.path.write_bytes(b"\0" * 5_000)
    before = newest_copy(path, copies)
    assert before is not None
    assert unit(take_down(before.path, copies)[0]) == "ett"


def test_a_clock_that_is_put_back_makes_no_older_copy_the_newest(work: SavedWork, path: Path, copies: Path) -> None:
    known: set[str] = set()
    for it, time in zip(versions(work, "ett", "två"), (2_000_000_000, 1_000_000_000), strict=True):
        put_back(path, it, copies, known)
        copy = newest_copy(path, copies)
        assert copy is not None
        os.utime(copy.path, (time, time))
    newest = newest_copy(path, copies)
    assert newest is not None
    assert unit(take_down(newest.path, copies)[0]) == "två"


def test_works_of_the_same_name_have_copies_of_their_own(work: SavedWork, path: Path, copies: Path) -> None:
    other = path.parent.with_name("egen") / path.name
    put_back(path, work, copies, None)
    assert newest_copy(other, copies) is None
    other.parent.mkdir()
    other.write_bytes(b"")
    with pytest.raises(Broken) as raised:
        take_down(other, copies)
    assert raised.value.copy is None
    assert isinstance(raised.value, Damaged)


def test_nobody_writes_over_what_another_has_saved(work: SavedWork, path: Path, copies: Path) -> None:
    mine, theirs, again = versions(work, "min", "deras", "min igen")
    known: set[str] = set()
    put_back(path, mine, copies, known)
    put_back(path, theirs, copies, None)
    with pytest.raises(Refused, match="av någon annan sedan du öppnade det"):
        put_back(path, again, copies, known)
    assert unit(take_down(path, copies)[0]) == "deras"


def test_a_work_that_was_removed_is_saved_anew(work: SavedWork, path: Path, copies: Path) -> None:
    known: set[str] = set()
    put_back(path, work, copies, known)
    path.unlink()
    put_back(path, work, copies, known)
    assert path.exists()


def test_that_no_copy_can_be_kept_keeps_nobody_from_saving(work: SavedWork, path: Path, copies: Path) -> None:
    copies.write_text("en fil där mappen skulle vara")
    put_back(path, work, copies, None)
    assert unit(take_down(path, copies)[0]) == "gammal"


def test_what_is_not_there_or_too_large_is_said_so(path: Path, copies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="finns inte längre"):
        take_down(path, copies)
    path.mkdir(parents=True)
    with pytest.raises(Refused, match="är en mapp"):
        take_down(path, copies)


def test_what_would_not_open_again_takes_the_place_of_nothing(work: SavedWork, path: Path, copies: Path) -> None:
    put_back(path, work, copies, None)
    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        put_back(path, replace(work, years={"a": 3}), copies, None)
    assert path.read_bytes() == before


# Faults -------------------------------------------------------------------------------------------------------------


_SAVE_AND_DIE = """
import os, sys
from pathlib import Path
from tests.core.faults import with_fault
from ojdesk.core.save import save
reached = with_fault(int(sys.argv[2]), lambda: os._exit(9), lambda: save(Path(sys.argv[1]), b"ny" * 100_000))
sys.exit(3 if not reached else 0)
"""


def test_a_program_that_is_killed_at_any_call_leaves_the_old_content_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "arbete.ojdesk"
    found, code, at = [], 9, 0
    while code == 9:
        path.write_bytes(b"gammal")
        code = subprocess.run([sys.executable, "-c", _SAVE_AND_DIE, str(path), str(at)], check=False).returncode
        found.append(path.read_bytes())
        at += 1
    assert code == 3
    assert at > 10
    assert set(found) == {b"gammal", b"ny" * 100_000}
    assert found == sorted(found), "once it is new it stays new"
