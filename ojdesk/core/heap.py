"""Memory that is free again goes back to the computer, as far as the C library can be told to.

On Linux, each thread has a heap of its own by default, and keeps what it once needed: after a series of reports the
program held twice of what it used. Other systems have one heap, and see to it themselves.
"""

import sys
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

#: As malloc.h has it.
_MOST_HEAPS = -8
#: One for the window, and one for all that works beside it.
_HEAPS = 2


@lru_cache(maxsize=1)
def share_heaps() -> None:
    """Lets threads share heaps from now on."""
    if (library := _library()) is not None:
        library.mallopt(_MOST_HEAPS, _HEAPS)


def give_back() -> None:
    """Gives back what is free. Takes up to a tenth of a second, and is for a thread that nobody waits for."""
    if (library := _library()) is not None:
        library.malloc_trim(0)


@lru_cache(maxsize=1)
def _library() -> "CDLL | None":
    """The C library, where it is GNU's."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes  # noqa: PLC0415 - after the first paint

    try:
        library = ctypes.CDLL("libc.so.6")
        library.mallopt, library.malloc_trim  # noqa: B018 - looked up by name, and missing in other libraries
    except (OSError, AttributeError):
        return None
    return library
