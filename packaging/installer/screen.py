"""A screen that nobody sees, and what is on it."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def screen(size: str = "1366x768") -> Iterator[str]:
    """An X server as long as the block lasts; gives its name, as `:7`."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def wait_for_window(display: str, title: str, seconds: float) -> float:
    """Seconds until a window with this in its title is on the screen.

    Raises:
        TimeoutError: None came.
    """
    start = time.monotonic()
    while time.monotonic() < start + seconds:
        tree = subprocess.run(
            ["xwininfo", "-root", "-tree"], env=_on(display), capture_output=True, text=True, check=True
        )
        if re.search(rf'"[^"]*{re.escape(title)}[^"]*": ', tree.stdout):
            return time.monotonic() - start
        time.sleep(0.05)
    raise TimeoutError(f"no window {title}")


def picture(display: str, path: Path) -> int:
    """Takes a picture of the screen; gives the number of its colours."""
    subprocess.run(["import", "-window", "root", str(path)], env=_on(display), check=True)
    count = ["identify", "-format", "%k", str(path)]
    return int(subprocess.run(count, capture_output=True, text=True, check=True).stdout)


def _on(display: str) -> dict[str, str]:
    return {**os.environ, "DISPLAY": display}
