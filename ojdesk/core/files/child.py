"""The process that reads: started once for many files, limited in time and memory, replaced when it dies."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from ojdesk.core.files import reader
from ojdesk.core.files.gate import Passed
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.work import Refused

#: Seconds that one workbook may take; a yearly file takes a tenth of one.
PATIENCE = 30.0
_LOOK = 0.05

#: The argument by which the frozen program starts itself as a reader.
READER_ARGUMENT = "--reader"


class ReadingProcess:
    """Use as a context manager; the process starts with the first workbook and ends with the block."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def __enter__(self) -> "ReadingProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            # What it was not done being told cannot be told any more.
            with suppress(OSError):
                if stream:
                    stream.close()

    def read(self, passed: Passed, check_stop: Callable[[], None]) -> list[Sheet]:
        """The sheets of a workbook.

        Args:
            passed: What the gate let through.
            check_stop: Called some twenty times a second while the reader works; may raise Stopped.

        Raises:
            Refused: The workbook is damaged or encrypted, or reading it broke down, took too long or too much memory.
        """
        try:
            reply = self._ask(passed, check_stop)
        except BaseException:
            self.close()
            raise
        try:
            answer = json.loads(reply or b"")
            error = answer.get("error")
            sheets = [] if error else [_sheet(raw) for raw in answer["sheets"]]
        except (ValueError, TypeError, KeyError, AttributeError):  # it died, was ended, or does not know what it says
            self.close()
            raise Refused(
                f"{passed.name} gick inte att läsa. Öppna den i Excel, spara den på nytt som Excel-arbetsbok (.xlsx) "
                "och försök igen."
            ) from None
        if error == "locked":
            raise Refused(f"{passed.name} är skyddad med lösenord. Spara en kopia utan lösenord i Excel och öppna den.")
        if error:
            raise Refused(f"{passed.name} är skadad eller inte helt hämtad. Hämta filen på nytt från Socialstyrelsen.")
        return sheets

    def _ask(self, passed: Passed, check_stop: Callable[[], None]) -> bytes | None:
        """The reply, or None when the process died or ran out of time."""
        process = self._start()
        replies = self._replies
        order = json.dumps({"size": len(passed.content), "kind": passed.kind}).encode() + b"\n"
        # Writing and reading block, and a hung child would block them for ever: so not in this thread.
        threading.Thread(target=_exchange, args=(process, order, passed.content, replies), daemon=True).start()
        waited = 0.0
        while waited < self._patience:
            check_stop()
            try:
                return replies.get(timeout=_LOOK)
            except queue.Empty:
                waited += _LOOK
        return None

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._replies = queue.SimpleQueue()
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READER_ARGUMENT]
    return [sys.executable, "-I", str(Path(reader.__file__))]


def _exchange(
    process: subprocess.Popen[bytes], order: bytes, content: bytes, replies: "queue.SimpleQueue[bytes | None]"
) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(order)
        process.stdin.write(content)
        process.stdin.flush()
        length = process.stdout.readline()
        reply = process.stdout.read(int(length)) if length else None
    except (OSError, ValueError):  # the process is gone, or its streams were closed under our hands
        reply = None
    replies.put(reply)


def _sheet(raw: dict[str, Any]) -> Sheet:
    return Sheet(
        name=raw["name"],
        rows=raw["rows"],
        merged=[tuple(area) for area in raw["merged"]],
        percent=[tuple(run) for run in raw["percent"]],
        faulty={(row, column): text for row, column, text in raw["faulty"]},
        visible=raw["visible"],
    )
