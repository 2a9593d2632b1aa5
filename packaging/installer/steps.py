"""A step is done again only when something that goes into it has changed."""

import hashlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from installer.places import BUILD, ROOT, say

_STAMPS = BUILD / "stamps"


def step(name: str, inputs: Iterable[Path | str], outputs: Iterable[Path], work: Callable[[], None]) -> None:
    """Does `work` unless it was done before with the same inputs and its outputs are still there.

    Args:
        name: What the step makes; also the name of its stamp.
        inputs: Files by their content, and texts as they are.
        outputs: What has to be there afterwards.
        work: Makes the outputs.
    """
    outputs = list(outputs)
    wanted = _digest(inputs)
    stamp = _STAMPS / name.replace(" ", "-")
    if stamp.is_file() and stamp.read_text() == wanted and all(it.exists() for it in outputs):
        say(f"{name}: unchanged")
        return
    stamp.unlink(missing_ok=True)
    say(f"{name} …")
    start = time.monotonic()
    work()
    for it in outputs:
        assert it.exists(), f"{name} made no {it}"
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    say(f"{name}: {time.monotonic() - start:.0f} s")


def _digest(inputs: Iterable[Path | str]) -> str:
    total = hashlib.sha256()
    for it in inputs:
        if isinstance(it, Path):
            total.update(str(it.relative_to(ROOT) if it.is_relative_to(ROOT) else it).encode() + b"\0")
            total.update(hashlib.sha256(it.read_bytes()).digest())
        else:
            total.update(it.encode() + b"\0")
    return total.hexdigest()
