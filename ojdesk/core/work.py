"""Long work: how it tells how far it has come, how it is stopped, and how it refuses."""

from collections.abc import Callable
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
