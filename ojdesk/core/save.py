"""The one way to save: to the side in the same folder, checked, then moved into place. Nothing saved is ever lost."""

import contextlib
import errno
import glob
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

from ojdesk.core.work import Refused

#: What the name of a saved work ends with.
WORK_ENDING = ".ojdesk"

_CHUNK = 64 * 1024
# Windows: access denied, sharing violation, lock violation. A virus scanner, OneDrive or Excel has the file for a
# moment; so it pays to wait a little, up to three seconds in all.
_BUSY = {5, 32, 33}
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5)
#: Windows: of a network drive or a stick that is gone.
_GONE = {3, 15, 21, 53, 55, 64, 67, 1167, 1231}
#: Bytes of a file's name that go into the name of what lies aside; a file system takes 255.
_MOST_OF_NAME = 200
#: Seconds after which nobody is still writing what lies aside.
_LEFT_BEHIND = 3600.0


def save(path: Path, content: bytes) -> None:
    """Puts `content` at `path`. Afterwards the path has the old content or the new, never a part.

    Raises:
        Refused: It could not be written; what was at the path is untouched.
    """
    if not path.name:
        raise Refused(f"{path} är en mapp. Ange också vad filen ska heta.")
    if _is_device(path):
        raise Refused(f"{path} är ingen vanlig fil, och det som sparas skulle ta dess plats. Spara på en annan plats.")
    # By chance and not by process: numbers of processes come again, and two threads have the same.
    aside = path.with_name(f"{_marked(path)}.{os.urandom(4).hex()}.ny")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(aside, content)
        _patiently(lambda: _check(aside, content))
        _patiently(lambda: aside.replace(path))
        _settle(path.parent)
    except (OSError, ValueError) as trouble:  # a name with a NUL or half a letter is a ValueError
        raise Refused(_why_not(path, trouble)) from trouble
    finally:
        with contextlib.suppress(OSError, ValueError):
            aside.unlink(missing_ok=True)
    sweep(path, _LEFT_BEHIND)


def sweep(path: Path, age: float = 0.0) -> None:
    """Removes what a save of `path` that was cut off has left beside it.

    Args:
        path: As it was to be saved.
        age: Seconds that it must have lain there, unless the caller knows that nobody else is saving there.
    """
    with contextlib.suppress(OSError, ValueError):
        for left in path.parent.glob(f"{glob.escape(_marked(path))}.*.ny"):
            if not age or time.time() - left.stat().st_mtime > age:
                left.unlink(missing_ok=True)


def unused(path: Path) -> Path:
    """The path itself, or with a number behind its name when something is there already.

    Raises:
        Refused: It cannot be seen what is there.
    """
    number, candidate = 1, path
    try:
        while candidate.exists():
            number += 1
            candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
    except OSError as trouble:
        raise Refused(_why_not(path, trouble)) from trouble
    return candidate


def _is_device(path: Path) -> bool:
    """Whether something is at the path that no file may take the place of: the null device, a pipe, a disc."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False  # nothing is there, or the writing itself says what is wrong
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _marked(path: Path) -> str:
    """How the names of what lies aside for `path` begin."""
    name = path.name.encode(errors="surrogatepass")
    if len(name) <= _MOST_OF_NAME:
        return f".{path.name}"
    import hashlib  # noqa: PLC0415 - hardly any name is so long

    return f".{name[: _MOST_OF_NAME - 20].decode(errors='ignore')}-{hashlib.sha256(name).hexdigest()[:12]}"


def _write(aside: Path, content: bytes) -> None:
    with aside.open("xb", buffering=0) as file:
        # A full disk may take a part of a chunk without an error: each count is checked.
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            if file.write(chunk) != len(chunk):
                raise OSError(errno.ENOSPC, "short write")
        os.fsync(file.fileno())


def _check(aside: Path, content: bytes) -> None:
    if aside.read_bytes() != content:
        raise OSError(errno.EIO, "read back differently")


def _patiently(step: Callable[[], object]) -> None:
    """Does a step, over again while another program has the file for a moment."""
    for wait in _WAITS:
        try:
            step()
        except PermissionError as trouble:
            if getattr(trouble, "winerror", None) not in _BUSY:
                raise
            time.sleep(wait)
        else:
            return
    step()


def _settle(folder: Path) -> None:
    """The move itself is safe only once the folder is on the disk."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _why_not(path: Path, trouble: Exception) -> str:
    what = f"{path.name} gick inte att spara"
    code, windows = getattr(trouble, "errno", None), getattr(trouble, "winerror", None)
    if code in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return f"{what}, eftersom disken är full. Frigör utrymme eller spara på en annan plats."
    if code == errno.EROFS or windows == 19:
        return f"{what}, eftersom mappen {path.parent} är skrivskyddad. Spara på en annan plats."
    if isinstance(trouble, PermissionError):
        return (
            f"{what} i {path.parent}. Stäng filen om den är öppen i ett annat program, eller spara på en annan plats."
        )
    if code == errno.ENAMETOOLONG or windows == 206:
        return f"{what}, eftersom namnet eller sökvägen är för lång. Spara med ett kortare namn."
    if isinstance(trouble, FileNotFoundError) or code in {errno.ENODEV, errno.ENXIO} or windows in _GONE:
        return (
            f"{what}, eftersom mappen {path.parent} inte går att nå. Anslut nätverksenheten eller USB-minnet igen, "
            "eller spara på en annan plats."
        )
    if isinstance(trouble, ValueError) or windows == 123:
        return f"{what}, eftersom namnet har tecken som inte får finnas i ett filnamn. Spara med ett annat namn."
    return f"{what} i {path.parent}, eftersom disken eller nätverket inte svarade som det ska. Spara på en annan plats."
