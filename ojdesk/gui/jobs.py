"""Long work off the GUI thread: one worker, plain values in and out, progress and stop."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from ojdesk.core.heap import give_back, share_heaps
from ojdesk.core.work import Progress, Refused, Stopped

Result = TypeVar("Result")


class Job(QObject, Generic[Result]):
    """One piece of work. Lives in the GUI thread; its signals arrive there."""

    #: (done, total, what is being done)
    progressed = Signal(int, int, str)
    #: The result.
    succeeded = Signal(object)
    #: The sentence for the user.
    refused = Signal(str)
    #: An exception that is nobody's fault but the program's.
    broke = Signal(object)
    #: Always comes last, whatever happened. All who hear it do so in one go: the job is then forgotten for everyone.
    ended = Signal()
    _done = Signal()

    def __init__(self, parent: QObject, work: Callable[[Progress], Result]) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._done.connect(self.ended)

    def stop(self) -> None:
        """Asks the work to end; it does so the next time it reports progress, and nothing is said of it."""
        self._stop.set()

    def _progress(self, done: int, total: int, text: str) -> None:
        if self._stop.is_set():
            raise Stopped
        self.progressed.emit(done, total, text)

    def run(self) -> None:
        """Does the work, unless it was stopped while it waited. Called by the worker thread alone."""
        share_heaps()
        try:
            if self._stop.is_set():
                return
            result = self._work(self._progress)
        except Stopped:
            pass
        except Refused as refusal:
            self.refused.emit(str(refusal))
        except BaseException as trouble:  # noqa: BLE001 - must not vanish with the thread; crash.py shows it
            self.broke.emit(trouble)
        else:
            if not self._stop.is_set():
                self.succeeded.emit(result)
        finally:
            self._done.emit()
            give_back()


class Jobs(QObject):
    """Runs jobs one after the other.

    Signals:
        started: A job has begun or waits for its turn; the window shows its progress and a way to stop it.
    """

    started = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ojdesk-work")
        self._running: list[Job[object]] = []

    def start(
        self,
        work: Callable[[Progress], Result],
        succeeded: Callable[[Result], None],
        refused: Callable[[str], None],
    ) -> Job[Result]:
        """Starts work; the two callables are called in the GUI thread.

        Args:
            work: Gets a progress function that it must call now and then; touches no widget.
            succeeded: Gets the result.
            refused: Gets the sentence when the work refuses.
        """
        job = Job(self, work)
        job.succeeded.connect(succeeded)
        job.refused.connect(refused)
        job.broke.connect(_raise)
        job.ended.connect(lambda: self._forget(job))
        self._running.append(job)  # type: ignore[arg-type]
        self.started.emit(job)
        self._worker.submit(job.run)
        return job

    def _forget(self, job: Job[Result]) -> None:
        self._running.remove(job)  # type: ignore[arg-type]
        job.deleteLater()

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def close(self) -> None:
        """Stops what runs and waits for it; a signal must not find its receiver gone."""
        for job in self._running:
            job.stop()
        self._worker.shutdown(wait=True)


def _raise(trouble: BaseException) -> None:
    """In the GUI thread, so that the one hook for bugs sees it."""
    raise trouble
