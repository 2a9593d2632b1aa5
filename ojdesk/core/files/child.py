"""The process that reads: started once for many files, limited in time and memory, replaced when it dies."""

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson

import ojdesk
from ojdesk.core.files import job
from ojdesk.core.files.gate import Passed
from ojdesk.core.files.reader.serve import MAX_REPLY
from ojdesk.core.files.reader.trouble import BROKE
from ojdesk.core.files.refusals import refusal
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.text import in_plain_sight, writable

#: Seconds that one file may take; a yearly file takes a fiftieth of one.
PATIENCE = 9.0
_LOOK = 0.05

#: The argument by which the frozen program starts itself as a reader.
READER_ARGUMENT = "--reader"
_START = "import sys; sys.path.insert(0, sys.argv[1]); from ojdesk.core.files.reader.serve import serve; serve()"


class Pending:
    """A file that the process has been given to read; `ReadingProcess.finish` waits for what comes of it."""

    def __init__(self, passed: Passed) -> None:
        self.passed = passed
        self.until = 0.0
        self.replies: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()


class ReadingProcess:
    """Use as a context manager; the process starts with the first file and ends with the block.

    It reads one file at a time: `begin` hands it over and `finish` takes what was read, so that there is time in
    between to do something with the file before.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._let_go: Callable[[], None] | None = None

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
        if self._let_go:
            self._let_go()
        for stream in (process.stdin, process.stdout):
            # What it was not done being told cannot be told any more.
            with suppress(OSError):
                if stream:
                    stream.close()

    def start(self) -> None:
        """Starts the process if none is there, so that it is ready when the first file is."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._let_go = job.confine(self._process)

    def begin(self, passed: Passed) -> Pending:
        """Hands over a file. The one before must be finished."""
        self.start()
        assert self._process is not None
        pending = Pending(passed)
        pending.until = time.monotonic() + self._patience
        parts = [list(part) for part in passed.parts]
        order = orjson.dumps({"kind": passed.kind, "size": len(passed.content), "parts": parts}) + b"\n"
        # Writing and reading block, and a hung child would block them for ever: so not in this thread.
        arguments = (self._process, order, passed.content, pending.replies)
        threading.Thread(target=_exchange, args=arguments, daemon=True).start()
        return pending

    def finish(self, pending: Pending, check_stop: Callable[[], None]) -> list[Sheet]:
        """The sheets of the file that was handed over.

        Args:
            pending: What `begin` gave.
            check_stop: Called some twenty times a second while the reader works; may raise Stopped.

        Raises:
            Refused: The file is damaged, locked, made to harm or no table, or reading it broke down, took too long or
                too much memory.
        """
        name = pending.passed.name
        try:
            reply = self._wait(pending, check_stop)
        except BaseException:
            self.close()
            raise
        try:
            answer = orjson.loads(reply or b"")
            error = answer.get("error")
            sheets = [] if error else _sheets(answer["sheets"], pending.passed)
        except (ValueError, TypeError, KeyError, AttributeError):  # it died, was ended, or does not know what it says
            self.close()
            raise refusal(name, BROKE) from None
        if error == BROKE:  # out of memory or beside itself: the next file gets a new one
            self.close()
        if error:
            raise refusal(name, str(error), str(answer.get("cell", "")))
        return sheets

    def read(self, passed: Passed, check_stop: Callable[[], None]) -> list[Sheet]:
        """Both in one: hands over a file and waits for it.

        Raises:
            Refused: As for `finish`.
        """
        return self.finish(self.begin(passed), check_stop)

    def _wait(self, pending: Pending, check_stop: Callable[[], None]) -> bytes | None:
        """The reply, or None when the process died or ran out of time."""
        while True:
            check_stop()
            try:
                return pending.replies.get(timeout=_LOOK)
            except queue.Empty:
                if time.monotonic() > pending.until:
                    return None


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READER_ARGUMENT]
    # Isolated from the user's own Python, so that the place where we are has to be told.
    return [sys.executable, "-I", "-c", _START, str(Path(ojdesk.__file__).parents[1])]


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
        reply = process.stdout.read(min(int(length), MAX_REPLY)) if length else None
    except (OSError, ValueError):  # the process is gone, or its streams were closed under our hands
        reply = None
    replies.put(reply)


def _sheets(raw: list[dict[str, Any]], passed: Passed) -> list[Sheet]:
    # A text file has one sheet, which nobody named.
    names = [Path(passed.name).stem] if passed.kind == "text" else [it["name"] for it in raw]
    shown = [*map(in_plain_sight, names)]
    # Two that differ in nothing that is seen are two all the same.
    names = shown if len(set(shown)) == len(names) else [*map(writable, names)]
    return [_sheet(name, it) for name, it in zip(names, raw, strict=True)]


def _sheet(name: str, raw: dict[str, Any]) -> Sheet:
    return Sheet(
        name=name,
        rows=raw["rows"],
        merged=[tuple(area) for area in raw["merged"]],
        percent=[tuple(run) for run in raw["percent"]],
        faulty={(row, column): text for row, column, text in raw["faulty"]},
        visible=raw["visible"],
    )
