"""Nothing saved is lost: afterwards there is the old content or the new."""

import errno
import os
import time
from pathlib import Path

import pytest

from ojdesk.core import save as saving
from ojdesk.core.save import save, unused
from ojdesk.core.work import Refused


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("size", [0, 1, 65_536, 200_001])
def test_what_is_saved_is_there(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    save(tmp_path / "ny" / "fil åäö.bin", content)
    assert (tmp_path / "ny" / "fil åäö.bin").read_bytes() == content
    assert left(tmp_path / "ny") == ["fil åäö.bin"]


class Faulty:
    """A file that fails at some step, as a full or failing disk does."""

    def __init__(self, path: Path, *, takes: int, code: int | None) -> None:
        self._file = path.open("xb", buffering=0)
        self._takes, self._code = takes, code

    def __enter__(self) -> "Faulty":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, chunk: bytes) -> int:
        if self._takes == 0:
            if self._code is not None:
                raise OSError(self._code, os.strerror(self._code))
            return self._file.write(chunk[: len(chunk) // 2]) or 0
        self._takes -= 1
        return self._file.write(chunk) or 0

    def fileno(self) -> int:
        return self._file.fileno()


@pytest.mark.parametrize("takes", [0, 1, 2])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, None])
def test_a_failing_disk_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, takes: int, code: int | None
) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"gammal")
    real = Path.open

    def faulty(self: Path, mode: str = "r", *args: object, **named: object) -> object:
        return Faulty(self, takes=takes, code=code) if mode == "xb" else real(self, mode, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", faulty)
    # Faulty opens its file by the real way.
    monkeypatch.setattr(Faulty, "__init__", _with_real_open(real))
    with pytest.raises(Refused, match=r"rapport\.docx gick inte att spara"):
        save(path, b"ny" * 100_000)
    monkeypatch.undo()
    assert path.read_bytes() == b"gammal"
    assert left(tmp_path) == ["rapport.docx"]


def _with_real_open(real: object) -> object:
    def init(self: Faulty, path: Path, *, takes: int, code: int | None) -> None:
        self._file = real(path, "xb", buffering=0)  # type: ignore[operator]
        self._takes, self._code = takes, code

    return init


@pytest.mark.parametrize("step", ["fsync", "replace", "read_bytes"])
def test_a_fault_at_any_later_step_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"gammal")

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "fault")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(Refused):
        save(path, b"ny")
    monkeypatch.undo()
    assert path.read_bytes() == b"gammal"
    assert left(tmp_path) == ["rapport.docx"]


def test_what_reads_back_differently_is_not_moved_into_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"gammal")
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"xy")
    with pytest.raises(Refused):
        save(path, b"ny")
    monkeypatch.undo()
    assert path.read_bytes() == b"gammal"


def test_a_busy_target_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a virus scanner or Excel holds the file for a moment, on Windows."""
    path = tmp_path / "rapport.docx"
    tries: list[Path] = []
    waits: list[float] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) < 3:
            busy = PermissionError(13, "busy")
            busy.winerror = 32  # type: ignore[attr-defined]
            raise busy
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(time, "sleep", waits.append)
    save(path, b"ny")
    assert path.read_bytes() == b"ny"
    assert len(tries) == 3
    assert waits == [0.05, 0.1]


def test_the_reasons_are_told_apart() -> None:
    full = saving._why_not(Path("a.docx"), OSError(errno.ENOSPC, ""))
    locked = saving._why_not(Path("a.docx"), PermissionError(13, ""))
    assert "disken är full" in full
    assert "Stäng filen" in locked


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "upptagen").write_text("en fil")
    with pytest.raises(Refused, match="Spara på en annan plats"):
        save(tmp_path / "upptagen" / "rapport.docx", b"ny")


def test_unused_names(tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    assert unused(path) == path
    path.touch()
    (tmp_path / "rapport (2).docx").touch()
    assert unused(path).name == "rapport (3).docx"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_no_file_takes_the_place_of_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "rör"
    os.mkfifo(pipe)
    with pytest.raises(Refused, match="är ingen vanlig fil"):
        save(pipe, b"content")
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "\ud800"])
def test_a_name_that_no_file_can_have_is_refused(name: str, tmp_path: Path) -> None:
    for path in (tmp_path / name, tmp_path / name / "ut.csv"):
        with pytest.raises(Refused, match="gick inte att spara, eftersom namnet"):
            save(unused(path), b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", [Path(), Path("/")])
def test_a_folder_is_not_a_name(path: Path) -> None:
    with pytest.raises(Refused, match="Ange också vad filen ska heta"):
        save(path, b"")
