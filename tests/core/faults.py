"""A fault at each call that a piece of work makes to the system: files opened, written, moved, looked at."""

import io
import os
import sys
from collections.abc import Callable
from types import FrameType

_HANDLES = (io.FileIO, io.BufferedReader, io.BufferedWriter)


def is_of_the_system(called: object) -> bool:
    """Whether a function of C reaches the disc."""
    if called in {os.getpid, os.fspath, os.urandom}:
        return False
    it = getattr(called, "__self__", None)
    return isinstance(it, _HANDLES) or getattr(it, "__name__", "") in {"posix", "nt", "io", "_io"}


def with_fault(at: int, fault: Callable[[], object], work: Callable[[], object]) -> bool:
    """Does the work with a fault at its call number `at`, counted from 0; says whether it made so many."""
    return _calls(at, fault, work) > at


def calls_made(work: Callable[[], object]) -> int:
    """Does the work, and says how many calls it made."""
    return _calls(-1, lambda: None, work)


def _calls(at: int, fault: Callable[[], object], work: Callable[[], object]) -> int:
    seen = 0

    def watch(frame: FrameType, event: str, called: object) -> None:
        nonlocal seen
        if event == "c_call" and is_of_the_system(called):
            seen += 1
            if seen == at + 1:
                fault()

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return seen
