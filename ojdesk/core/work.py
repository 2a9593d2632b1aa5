"""Long work: how it tells how far it has come, how it is stopped, and how it refuses."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

#: Called by long work as it goes: (done, total, what is being done, in Swedish). May raise Stopped.
Progress: TypeAlias = Callable[[int, int, str], None]


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """Something expected stands in the way.

    Its text is what the user is told: what, which file, and what to do, in one or two plain Swedish sentences.
    """


class Stopped(Exception):  # noqa: N818 - it is no error at all
    """The user asked for the work to end. Nothing is said of it."""


def no_progress(done: int, total: int, text: str) -> None:
    """For work that nobody watches."""


# Work that goes deep: whoever starts it says what is to be asked now and then, and its loops need not be handed that.

_EVERY = 0.05


class _Watch:
    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check
        self._next = 0.0

    def look(self) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY
            self._check()


_watch: ContextVar[_Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(check: Callable[[], None]) -> Iterator[None]:
    """Within the block, `checkpoint` calls `check` some twenty times a second; it ends the work by what it raises."""
    before = _watch.set(_Watch(check))
    try:
        yield
    finally:
        _watch.reset(before)


def checkpoint() -> None:
    """Stands in the loops of long work. Costs a third of a microsecond, and does nothing where nobody watches."""
    if watch := _watch.get():
        watch.look()
