"""Many files, one ahead: while one is being interpreted, the reading process is at the next."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ojdesk.core.files import gate
from ojdesk.core.files.child import Pending, ReadingProcess
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.work import Progress, Refused


@dataclass(frozen=True)
class RawFile:
    """A file's cells, nothing interpreted.

    Attributes:
        path: Where the file is.
        digest: SHA-256 of its content, in hexadecimal.
        sheets: Its sheets, in the file's order.
    """

    path: Path
    digest: str
    sheets: list[Sheet]


def read_raw(paths: Sequence[Path], progress: Progress) -> Iterator[RawFile | Refused]:
    """The files' cells in the order of the paths, or why a file was turned away.

    Raises:
        Stopped: `progress` raised it.
    """
    with ReadingProcess() as process:
        if paths:
            process.start()
        ahead = _begin(process, paths[0]) if paths else None
        for done, path in enumerate(paths):
            progress(done, len(paths), f"Läser {path.name}")
            this, ahead = ahead, None
            outcome: RawFile | Refused
            if isinstance(this, Pending):
                try:
                    sheets = process.finish(this, lambda: progress(done, len(paths), f"Läser {path.name}"))  # noqa: B023 - called at once
                    outcome = RawFile(path, hashlib.sha256(this.passed.content).hexdigest(), sheets)
                except Refused as refused:
                    outcome = refused
            else:
                assert this is not None
                outcome = this
            del this
            if done + 1 < len(paths):
                ahead = _begin(process, paths[done + 1])
            yield outcome


def _begin(process: ReadingProcess, path: Path) -> Pending | Refused:
    try:
        return process.begin(gate.take(path))
    except Refused as refused:
        return refused
