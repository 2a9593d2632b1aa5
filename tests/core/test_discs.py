"""Discs as they are: full, protected, gone. Made by the system itself, where one may."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ojdesk.core.files import gate
from ojdesk.core.lock import lock
from ojdesk.core.resources import sample_files
from ojdesk.core.save import save, sweep
from ojdesk.core.work import Refused
from tests.core.routines import NEW, OLD, ROUTINES

NOT_HERE = "a disc of one's own can be made by root on Linux alone"
Mount = Callable[..., None]


@pytest.fixture
def disc(tmp_path: Path) -> Iterator[Path]:
    """A disc of 256 kilobytes."""
    place = tmp_path / "minne"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() or not shutil.which("mount"):
        pytest.skip(NOT_HERE)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "ojdesk", place], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(NOT_HERE)
    yield place
    subprocess.run(["umount", "-l", place], capture_output=True, check=False)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as raised:
        work()
    return str(raised.value)


@pytest.mark.parametrize("size", [150_000, 200_000, 262_144, 500_000])
def test_on_a_full_disc_the_old_stays_and_is_told_of(disc: Path, size: int) -> None:
    path = disc / "rapport.docx"
    save(path, b"gammal" * 20_000)
    said = refused(lambda: save(path, b"n" * size))
    assert said == (
        "rapport.docx gick inte att spara, eftersom disken är full. Frigör utrymme eller spara på en annan plats."
    )
    assert path.read_bytes() == b"gammal" * 20_000
    assert [it.name for it in disc.iterdir()] == ["rapport.docx"]


@pytest.mark.parametrize("name", ROUTINES)
def test_no_routine_loses_anything_to_a_full_disc(disc: Path, name: str) -> None:
    routine = ROUTINES[name]
    routine.save(disc, OLD)
    filler = disc / "annat.bin"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    before = {it: it.read_bytes() for it in disc.rglob("*") if it.is_file()}
    if routine.silent:
        routine.save(disc, NEW)
    else:
        assert "disken är full" in refused(lambda: routine.save(disc, NEW))
    assert {it: it.read_bytes() for it in disc.rglob("*") if it.is_file()} == before
    filler.unlink()
    routine.save(disc, NEW)
    assert routine.there(disc) == NEW


def test_a_protected_disc_is_called_so(disc: Path) -> None:
    path = disc / "arbete.ojdesk"
    save(path, b"gammal")
    subprocess.run(["mount", "-o", "remount,ro", disc], check=True)
    said = refused(lambda: save(path, b"ny"))
    assert (
        said == f"arbete.ojdesk gick inte att spara, eftersom mappen {disc} är skrivskyddad. Spara på en annan plats."
    )
    assert path.read_bytes() == b"gammal"
    held = lock(path)
    assert held is not None
    assert not held.held
    held.let_go()


def test_a_folder_that_is_gone_is_made_anew_and_one_that_cannot_be_is_called_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mapp" / "arbete.ojdesk"
    save(path, b"gammal")
    shutil.rmtree(path.parent)
    save(path, b"ny")
    assert path.read_bytes() == b"ny"

    def gone(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "no such drive")

    monkeypatch.setattr(Path, "mkdir", gone)
    said = refused(lambda: save(path, b"nyare"))
    assert f"eftersom mappen {path.parent} inte går att nå. Anslut nätverksenheten eller USB-minnet igen" in said


def test_a_name_as_long_as_a_disc_takes_is_saved_and_a_longer_one_told_of(tmp_path: Path) -> None:
    name = f"{'å' * 125}.docx"
    assert len(os.fsencode(name)) == 255
    for content in (b"gammal", b"ny"):
        save(tmp_path / name, content)
    assert [it.name for it in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"ny"
    assert "eftersom namnet eller sökvägen är för lång" in refused(lambda: save(tmp_path / f"å{name}", b"ny"))
    assert "tecken som inte får finnas" in refused(lambda: save(tmp_path / "a\0b.docx", b"ny"))


def test_what_a_killed_save_left_is_swept_when_nobody_can_be_at_it(tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    old, fresh = tmp_path / ".rapport.docx.1a2b.ny", tmp_path / ".rapport.docx.3c4d.ny"
    for it in (old, fresh):
        it.write_bytes(b"en del")
    os.utime(old, (1_000_000, 1_000_000))
    save(path, b"ny")
    assert sorted(it.name for it in tmp_path.iterdir()) == [fresh.name, path.name]
    sweep(path)
    assert [it.name for it in tmp_path.iterdir()] == [path.name]


def test_one_file_saved_by_many_at_once_is_one_of_theirs(tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    contents = [bytes([number]) * 100_000 for number in range(8)]
    threads = [threading.Thread(target=save, args=(path, it)) for it in contents]
    for it in threads:
        it.start()
    for it in threads:
        it.join()
    assert path.read_bytes() in contents
    assert [it.name for it in tmp_path.iterdir()] == [path.name]


# Reading ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"!"), "ändrades medan den lästes"),
        (lambda path: path.write_bytes(b""), "ändrades medan den lästes"),
        (lambda path: path.unlink(), "finns inte längre"),
    ],
)
def test_a_workbook_that_changes_or_vanishes_while_it_is_read_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Path], object], said: str
) -> None:
    path = tmp_path / "enkät.xlsx"
    path.write_bytes(sample_files()[0].read_bytes())
    os.utime(path, (1_000_000_000, 1_000_000_000))
    real = Path.read_bytes

    def read(self: Path) -> bytes:
        content = real(self)
        monkeypatch.undo()
        meanwhile(path)
        return content

    monkeypatch.setattr(Path, "read_bytes", read)
    assert said in refused(lambda: gate.take(path))
