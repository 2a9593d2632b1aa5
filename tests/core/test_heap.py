"""What the C library is told of memory that is free again."""

import os
import sys
import threading
from pathlib import Path

import pytest

from ojdesk.core.heap import give_back, share_heaps


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems see to it themselves")
def test_what_a_thread_has_freed_goes_back() -> None:
    share_heaps()

    def work() -> None:
        # Pieces small enough to come from the thread's heap, and too large for Python's own; one in fifty stays.
        pieces = [bytes(1_000) for _ in range(100_000)]
        kept.extend(pieces[::50])

    kept: list[bytes] = []
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    before = _resident()
    give_back()
    assert before - _resident() > 50_000_000


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
