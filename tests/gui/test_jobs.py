"""Long work: it comes back to the GUI thread, whatever becomes of it."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

from ojdesk.core.work import Progress, Refused
from ojdesk.gui.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    owner = QObject()
    made = Jobs(owner)
    yield made
    made.close()
    done(made)


def done(jobs: Jobs) -> None:
    """Waits until nothing runs."""
    loop = QEventLoop()
    while jobs.busy:
        QTimer.singleShot(5, loop.quit)
        loop.exec()


class Heard:
    """What a job has said, in order, and in which thread."""

    def __init__(self) -> None:
        self.said: list[object] = []
        self.threads: set[QThread] = set()

    def __call__(self, what: object) -> None:
        self.said.append(what)
        self.threads.add(QThread.currentThread())


def listen(jobs: Jobs, heard: Heard) -> None:
    """Hears what the next job says of its way and its end; it may be over before `start` returns."""

    def follow(job: Job[object]) -> None:
        job.progressed.connect(lambda done, total, text: heard((done, total, text)))
        job.ended.connect(lambda: heard("slut"))

    jobs.started.connect(follow)


def test_the_result_comes_in_the_gui_thread_and_the_end_comes_last(jobs: Jobs, qapp: QApplication) -> None:
    heard = Heard()
    worked_in: list[int] = []

    def work(progress: Progress) -> str:
        worked_in.append(threading.get_ident())
        progress(1, 2, "hälften")
        return "klart"

    listen(jobs, heard)
    jobs.start(work, heard, heard)
    assert jobs.busy
    done(jobs)
    assert heard.said == [(1, 2, "hälften"), "klart", "slut"]
    assert heard.threads == {qapp.thread()}
    assert threading.get_ident() not in worked_in


def test_a_refusal_is_told_and_nothing_succeeds(jobs: Jobs) -> None:
    succeeded, refused = Heard(), Heard()

    def work(progress: Progress) -> None:
        raise Refused("Filen är tom.")

    jobs.start(work, succeeded, refused)
    done(jobs)
    assert refused.said == ["Filen är tom."]
    assert succeeded.said == []


def test_a_stopped_job_says_nothing_but_that_it_ended(jobs: Jobs) -> None:
    heard = Heard()
    go_on = threading.Event()

    def work(progress: Progress) -> str:
        go_on.wait()
        progress(1, 2, "hälften")
        return "klart"

    listen(jobs, heard)
    jobs.start(work, heard, heard).stop()
    go_on.set()
    done(jobs)
    assert heard.said == ["slut"]


def test_a_job_that_comes_to_its_end_before_it_hears_the_stop_says_nothing_either(jobs: Jobs) -> None:
    heard = Heard()
    go_on = threading.Event()
    job = jobs.start(lambda _: go_on.wait(), heard, heard)
    job.stop()
    go_on.set()
    done(jobs)
    assert heard.said == []


def test_a_job_that_is_stopped_while_it_waits_never_begins(jobs: Jobs) -> None:
    go_on = threading.Event()
    began: list[str] = []
    jobs.start(lambda _: go_on.wait(), lambda _: None, lambda _: None)
    waiting = jobs.start(lambda _: began.append("b"), lambda _: None, lambda _: None)
    waiting.stop()
    go_on.set()
    done(jobs)
    assert began == []


def test_jobs_run_one_after_the_other(jobs: Jobs) -> None:
    running: list[str] = []
    order: list[str] = []

    def work(name: str) -> str:
        running.append(name)
        assert running == [name]
        running.remove(name)
        return name

    for name in "abc":
        jobs.start(lambda _, name=name: work(name), order.append, order.append)  # type: ignore[misc]
    done(jobs)
    assert order == ["a", "b", "c"]


def test_a_fault_of_the_program_reaches_the_hook_for_faults(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[BaseException | None] = []
    monkeypatch.setattr(sys, "excepthook", lambda *fault: caught.append(fault[1]))
    heard = Heard()

    def work(progress: Progress) -> None:
        raise ZeroDivisionError("fel i programmet")

    listen(jobs, heard)
    jobs.start(work, heard, heard)
    done(jobs)
    assert [str(it) for it in caught] == ["fel i programmet"]
    assert heard.said == ["slut"]


def test_closing_stops_what_runs_and_what_waits_and_waits_for_the_end(jobs: Jobs) -> None:
    heard = Heard()
    began = threading.Event()
    stopped = threading.Event()

    def work(progress: Progress) -> str:
        began.set()
        try:
            while True:
                progress(0, 1, "länge")
        finally:
            stopped.set()

    jobs.start(work, heard, heard)
    jobs.start(lambda _: "andra", heard, heard)
    began.wait()
    jobs.close()
    assert stopped.is_set()
    done(jobs)
    assert heard.said == []
    assert not jobs.busy
