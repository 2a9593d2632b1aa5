"""Who may write a saved work: the first window that opens it, until it is closed or its program ends, however it ends.

The operating system holds the lock, on a file beside the work. So there is none that a crash or a power cut leaves
behind, and what stands in the file means nothing.
"""

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _is_still(handle: int, beside: Path) -> bool:  # noqa: ARG001 - what is open cannot be removed
        return True

    def _remove(handle: int, beside: Path) -> None:
        os.close(handle)
        # Fails where whoever came next has it open, as it should.
        beside.unlink(missing_ok=True)

else:
    import fcntl

    def _seize(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_still(handle: int, beside: Path) -> bool:
        """Whether the file that was locked is the one that others find, and not one that was just removed."""
        try:
            return os.path.samestat(os.fstat(handle), beside.stat())
        except OSError:
            return False

    def _remove(handle: int, beside: Path) -> None:
        # While it is still held: whoever comes next must not lock a file that then vanishes.
        try:
            beside.unlink(missing_ok=True)
        finally:
            os.close(handle)


_TRIES = 10


class Lock:
    """Held from when it is made until it is let go."""

    def __init__(self, beside: Path, handle: int | None = None) -> None:
        self._beside, self._handle = beside, handle

    @property
    def held(self) -> bool:
        """Whether it keeps anybody out; where nothing can be locked, it does not."""
        return self._handle is not None

    def let_go(self) -> None:
        """Lets others write. A second time does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with contextlib.suppress(OSError):
                _remove(handle, self._beside)


def lock(path: Path) -> Lock | None:
    """The lock on the work at `path`; None when another window has it.

    Where nothing can be locked, on a disc that is write-protected or a network drive that knows no locks, everybody
    gets one: that somebody else has saved meanwhile shows when one saves oneself.
    """
    # As Excel calls the file beside an open workbook, which officers know and backups leave out.
    beside = path.with_name(f"~${path.name}")
    for _ in range(_TRIES):
        try:
            handle = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except (OSError, ValueError):  # a name with a NUL is a ValueError
            break
        try:
            _seize(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            return None
        except OSError:
            os.close(handle)
            break
        if _is_still(handle, beside):
            return Lock(beside, handle)
        os.close(handle)
    return Lock(beside)
