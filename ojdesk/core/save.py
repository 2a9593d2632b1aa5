"""The one way to save: to the side in the same folder, checked, then moved into place. Nothing saved is ever lost."""

import contextlib
import hashlib
import os
import time
from pathlib import Path

from ojdesk.core.work import Refused

#: What the name of a saved work ends with.
WORK_ENDING = ".ojdesk"

_CHUNK = 64 * 1024
# Windows: access denied, sharing violation, lock violation. A virus scanner, OneDrive or Excel has the file for a
# moment; so it pays to wait a little, up to three seconds in all.
_BUSY = {5, 32, 33}
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5)


def save(path: Path, content: bytes) -> None:
    """Puts `content` at `path`. Afterwards the path has the old content or the new, never a part.

    Raises:
        Refused: It could not be written; what was at the path is untouched.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.ny")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(aside, content)
        _check(aside, content)
        _move(aside, path)
    except OSError as trouble:
        raise Refused(_why_not(path, trouble)) from trouble
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def unused(path: Path) -> Path:
    """The path itself, or with a number behind its name when something is there already."""
    number, candidate = 1, path
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return candidate


def _write(aside: Path, content: bytes) -> None:
    with aside.open("xb", buffering=0) as file:
        # A full disk may take a part of a chunk without an error: each count is checked.
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            if file.write(chunk) != len(chunk):
                raise OSError(28, "short write")
        os.fsync(file.fileno())


def _check(aside: Path, content: bytes) -> None:
    written = aside.read_bytes()
    if len(written) != len(content) or hashlib.sha256(written).digest() != hashlib.sha256(content).digest():
        raise OSError(5, "read back differently")


def _move(aside: Path, path: Path) -> None:
    for wait in (*_WAITS, None):
        try:
            aside.replace(path)
            break
        except PermissionError as trouble:
            if wait is None or getattr(trouble, "winerror", None) not in _BUSY:
                raise
            time.sleep(wait)
    if os.name == "posix":
        # The move itself is safe only once the folder is on the disk.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _why_not(path: Path, trouble: OSError) -> str:
    if trouble.errno == 28:
        return f"{path.name} gick inte att spara, för disken är full. Frigör utrymme eller spara på en annan plats."
    if isinstance(trouble, PermissionError):
        return (
            f"{path.name} gick inte att spara i {path.parent}. Stäng filen om den är öppen i ett annat program, "
            "eller spara på en annan plats."
        )
    return f"{path.name} gick inte att spara i {path.parent}. Spara på en annan plats."
