"""The line at the bottom: what is open, what runs, and the year."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ojdesk.core.dataset import build
from ojdesk.core.files.workbook import Import
from ojdesk.core.model import Finding
from ojdesk.core.work import Progress
from ojdesk.gui.status import StatusLine
from ojdesk.gui.window import Window
from tests.gui.user import press, said, settle


@pytest.fixture
def status(desk_window: Window) -> StatusLine:
    return desk_window.status


def test_it_says_what_is_open_and_that_it_is_made_up(status: StatusLine) -> None:
    text = said(status)
    assert "12 filer · enkät 2018–2024 · register 2018–2022" in text
    assert "Exempeldata: påhittade värden för kommuner och stadsdelar" in text
    assert status.findings.text() == "Inga anmärkningar"


def test_findings_are_counted(status: StatusLine, desk_window: Window, sample: Import) -> None:
    found = Finding("a.xlsx", "En kolumn har ingen rubrik.")
    for count, words in ((1, "1 anmärkning"), (2, "2 anmärkningar")):
        noted = replace(sample.readings[0], findings=(found,) * count)
        desk_window.workspace.show(build([noted]), desk_window.workspace.choice)
        assert status.findings.text() == words


def test_the_year_is_picked_and_follows(status: StatusLine, desk_window: Window) -> None:
    assert [status.year.itemText(at) for at in range(status.year.count())] == [str(it) for it in range(2024, 2017, -1)]
    assert status.year.currentText() == "2022"
    desk_window.activateWindow()
    status.year.setFocus()
    press(Qt.Key.Key_Down)
    assert desk_window.workspace.choice.year == 2021
    desk_window.workspace.undo()
    assert status.year.currentText() == "2022"


def test_nothing_is_said_of_files_when_none_is_open(status: StatusLine, desk_window: Window) -> None:
    desk_window.close_files()
    assert said(status).strip() == ""
    assert not status.findings.isVisible()
    assert not status.year.isVisible()


def test_progress_is_shown_while_it_lasts(status: StatusLine, desk_window: Window, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress(1, 4, "Läser a.xlsx")
        go_on.wait()

    desk_window.jobs.start(work, lambda _: None, desk_window.refuse)
    qtbot.waitUntil(status.bar.isVisible)
    assert "Läser a.xlsx" in said(status)
    assert (status.bar.value(), status.bar.maximum()) == (1, 4)
    go_on.set()
    settle(desk_window)
    assert not status.bar.isVisible()
    assert "Läser" not in said(status)


def test_stoppa_stops_what_runs_and_not_what_waits(status: StatusLine, desk_window: Window, qtbot: QtBot) -> None:
    go_on = threading.Event()
    ended: list[str] = []

    def first(progress: Progress) -> str:
        progress(0, 2, "Läser a.xlsx")
        go_on.wait()
        progress(1, 2, "Läser a.xlsx")
        return "a"

    def second(progress: Progress) -> str:
        progress(0, 2, "Läser b.xlsx")
        return "b"

    desk_window.jobs.start(first, ended.append, desk_window.refuse)
    desk_window.jobs.start(second, ended.append, desk_window.refuse)
    qtbot.waitUntil(status.stop.isVisible)
    status.stop.click()
    go_on.set()
    settle(desk_window)
    assert ended == ["b"]
    assert not status.stop.isVisible()
