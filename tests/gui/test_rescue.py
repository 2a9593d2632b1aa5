"""A program that ended by itself is noticed at the next start and told of once; what was open comes back."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from ojdesk.core.report.outline import Outline, Part
from ojdesk.core.resources import sample_files
from ojdesk.core.session import LeftOpen, Session, ended
from ojdesk.gui import rescue, settings, work_dialogs
from ojdesk.gui.rescue import Rescue
from ojdesk.gui.settings import Settings
from ojdesk.gui.window import Window
from tests.gui.user import Meet, group, said, settle, type_text

FIRST, SECOND = sample_files()[:2]
AGAIN, EMPTY = "Öppna det som var öppet", "Börja tomt"


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    return tmp_path / "fonster"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has changed is put down as soon as there is nothing else to do."""
    monkeypatch.setattr(rescue, "_SOON", 0)


@pytest.fixture
def running(at_once: None, sessions: Path) -> Iterator[Callable[[Window], Rescue]]:
    """Puts down what a window has open, as the program does."""
    made: list[Rescue] = []

    def run(window: Window) -> Rescue:
        made.append(Rescue(window, Session(sessions)))
        return made[-1]

    yield run
    for it in made:
        it.end()


def let_it_put_down(rescue: Rescue) -> None:
    loop = QEventLoop()
    while rescue._soon.isActive() or (rescue._writing is not None and rescue._writing.is_alive()):
        QTimer.singleShot(5, loop.quit)
        loop.exec()


def kill(rescue: Rescue) -> None:
    """As far as others see: nobody holds it any more, and it has left what it left."""
    let_it_put_down(rescue)
    rescue._session._lock.let_go()
    rescue.end = lambda: None  # type: ignore[method-assign]


def offer(running: Callable[[Window], Rescue], window: Window, sessions: Path) -> bool:
    """What the program does at its start."""
    lost = ended(sessions)
    begun = running(window)
    decided = lost is not None and begun.offer(lost)
    settle(window)
    return decided


def press(text: str) -> Meet:
    def meet(dialog: QDialog) -> None:
        next(it for it in dialog.findChildren(QPushButton) if it.text() == text).click()

    return meet


def test_what_was_open_and_picked_comes_back(
    window: Window,
    start_window: Callable[[Settings], Window],
    running: Callable[[Window], Rescue],
    sessions: Path,
    meets: list[Meet],
) -> None:
    begun = running(window)
    window.files.open([FIRST, SECOND])
    settle(window)
    window.workspace.choose(unit="1489", peers=group("1490"))
    choice = window.workspace.choice
    kill(begun)
    another, seen = start_window(Settings()), list[str]()

    def look(dialog: QDialog) -> None:
        seen.append(said(dialog))
        press(AGAIN)(dialog)

    meets.append(look)
    assert offer(running, another, sessions)
    assert "ojdesk stängdes oväntat" in seen[0]
    assert "två årsfiler" in seen[0]
    assert another.workspace.paths == (FIRST, SECOND)
    assert another.workspace.choice == choice
    assert ended(sessions) is None


def test_the_reports_parts_and_words_come_back_down_to_what_was_being_typed(
    desk_window: Window,
    start_window: Callable[[Settings], Window],
    running: Callable[[Window], Rescue],
    sessions: Path,
    meets: list[Meet],
) -> None:
    begun = running(desk_window)
    desk_window.workspace.choose(indicators=("freda",))
    desk_window.show_view(4)
    settle(desk_window)
    assert desk_window.desk is not None
    words = desk_window.desk.report.words
    type_text(words.text, "Läget är gott i år.")
    QTest.keyClick(words.about, Qt.Key.Key_Down)
    desk_window.workspace.arrange(desk_window.workspace.outline.with_part(Part.LESSONS, goes_in=False))
    # She writes on without a pause, and has not gone elsewhere.
    words._late.setInterval(1_000_000)
    words._at_most.setInterval(0)
    type_text(words.text, "Vi har börjat fråga alla. Det mä")
    settle(desk_window)
    kill(begun)
    another = start_window(Settings())
    meets.append(press(AGAIN))
    assert offer(running, another, sessions)
    outline = another.workspace.outline
    assert outline.summary.text == "Läget är gott i år."
    assert outline.comment("freda").text == "Vi har börjat fråga alla. Det mä"
    assert outline.left_out == {Part.LESSONS}
    another.show_view(4)
    settle(another)
    assert another.desk is not None
    assert another.desk.report.words.text.toPlainText() == outline.summary.text
    assert "Vi har börjat fråga alla." in another.desk.report.text.toPlainText()
    another.workspace.close()
    desk_window.workspace.close()


def test_what_was_not_saved_in_a_work_comes_back_into_it(
    desk_window: Window,
    start_window: Callable[[Settings], Window],
    running: Callable[[Window], Rescue],
    sessions: Path,
    tmp_path: Path,
    meets: list[Meet],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, extra = tmp_path / "nämnden.ojdesk", tmp_path / "enkät.xlsx"
    extra.write_bytes(FIRST.read_bytes())
    monkeypatch.setattr(work_dialogs, "ask_where", lambda *_: path)
    begun = running(desk_window)
    desk_window.saving.save()
    settle(desk_window)
    desk_window.workspace.choose(peers=group("1490"), indicator="freda")
    desk_window.files.open([extra])
    settle(desk_window)
    let_it_put_down(begun)
    choice = desk_window.workspace.choice
    content = path.read_bytes()
    kill(begun)
    desk_window.saving.close()
    another = start_window(Settings())
    meets.append(press(AGAIN))
    assert offer(running, another, sessions)
    assert another.workspace.choice == choice
    assert (another.windowTitle(), another.isWindowModified()) == ("nämnden[*] – ojdesk", True)
    assert extra in another.workspace.paths or FIRST in another.workspace.paths
    assert another.saving.may_write
    assert path.read_bytes() == content
    another.workspace.close()
    desk_window.workspace.close()


def test_starting_empty_leaves_it_to_the_start_page_and_to_no_start_by_itself(
    window: Window,
    start_window: Callable[[Settings], Window],
    running: Callable[[Window], Rescue],
    sessions: Path,
    tmp_path: Path,
    meets: list[Meet],
) -> None:
    begun = running(window)
    begun.begin(LeftOpen.of([FIRST], {"unit": "1489"}, {}))
    kill(begun)
    another = start_window(Settings(files=(str(SECOND),)))
    meets.append(press(EMPTY))
    assert offer(running, another, sessions)
    assert another.workspace.dataset is None
    another.close()
    left = settings.load(tmp_path / "installningar.json").now
    assert (left.files, left.comes_back) == ((str(FIRST),), False)
    assert another.start.last_button.isVisibleTo(another)
    third = start_window(left)
    third.files.open_last()
    settle(third)
    assert third.workspace.choice.unit == "1489"
    third.close()
    assert settings.load(tmp_path / "installningar.json").now.comes_back


def test_who_does_not_answer_is_asked_again(
    window: Window, running: Callable[[Window], Rescue], sessions: Path, meets: list[Meet]
) -> None:
    begun = running(window)
    begun.begin(LeftOpen.of([FIRST], {}, {}))
    kill(begun)
    for _ in range(2):
        meets.append(lambda dialog: dialog.reject())
        assert offer(running, window, sessions)
    assert window.workspace.dataset is None


def test_what_crashed_while_it_was_opened_is_asked_about_again(
    window: Window, running: Callable[[Window], Rescue], sessions: Path, meets: list[Meet], tmp_path: Path
) -> None:
    begun = running(window)
    begun.begin(LeftOpen.of([tmp_path / "nämnden.ojdesk"], {}, {}))
    kill(begun)
    meets.append(press(AGAIN))
    lost, again = ended(sessions), running(window)
    assert lost is not None
    again.offer(lost)
    kill(again)
    settle(window)
    lost = ended(sessions)
    assert lost is not None
    assert lost.opened.work == str(tmp_path / "nämnden.ojdesk")
    lost.forget()


def test_that_an_empty_window_was_killed_is_nobodys_concern_and_a_crash_is(
    window: Window, running: Callable[[Window], Rescue], sessions: Path, meets: list[Meet]
) -> None:
    begun = running(window)
    begun.begin(LeftOpen())
    kill(begun)
    assert not offer(running, window, sessions)
    crashed = running(window)
    crashed.begin(LeftOpen())
    crashed._session.trace.write_text('Fatal Python error: Aborted\n  File "/home/anna/ojdesk/gui/x.py", line 3 in y')
    kill(crashed)
    copied: list[str] = []

    def copy(dialog: QDialog) -> None:
        press("Kopiera rapporten")(dialog)
        copied.append(QGuiApplication.clipboard().text())
        press("Stäng")(dialog)

    meets.append(copy)
    assert not offer(running, window, sessions)
    assert "ojdesk/gui/x.py:3 i y" in copied[0]
    assert "anna" not in copied[0]


def test_a_window_that_is_closed_is_offered_to_nobody(
    window: Window, running: Callable[[Window], Rescue], sessions: Path
) -> None:
    begun = running(window)
    window.files.open([FIRST])
    settle(window)
    let_it_put_down(begun)
    assert ended(sessions) is None, "it still runs"
    window.close()
    begun.end()
    assert [*sessions.iterdir()] == []


def test_settings_are_stored_while_one_works(
    window: Window, running: Callable[[Window], Rescue], tmp_path: Path
) -> None:
    begun = running(window)
    window.memory.change(years={"a": 2020})
    window.files.open([FIRST])
    settle(window)
    let_it_put_down(begun)
    assert settings.load(tmp_path / "installningar.json").now.years == {"a": 2020}


_RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ojdesk.core.report.outline import Part
from ojdesk.gui import rescue
from ojdesk.gui.application import run
write = rescue.Rescue._write
def tell(self, opened):
    write(self, opened)
    print(len(opened.files), opened.outline.get("summary", {}).get("text", ""), flush=True)
    QTimer.singleShot(0, self, lambda: type_in(self._window))
def type_in(window):
    if window.desk.report.isVisible():
        return
    window.workspace.choose(unit="1489", indicators=("freda",))
    window.show_view(4)
    report = window.desk.report
    report.parts.list.item(list(Part).index(Part.LESSONS)).setCheckState(report.parts.list.item(0).checkState().Unchecked)
    report.words.text.insertPlainText("Vi är på väg.")
rescue.Rescue._write = tell
run([Path(sys.argv[1])])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the folders of the settings are told by the environment")
def test_the_program_itself_killed_leaves_what_it_had_open_and_what_was_written(tmp_path: Path) -> None:
    folders = {f"XDG_{it}_HOME": str(tmp_path / it) for it in ("CONFIG", "DATA", "CACHE")}
    with subprocess.Popen(
        [sys.executable, "-c", _RUN, str(FIRST)],
        stdout=subprocess.PIPE,
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "1 \n"
        assert "1 Vi är på väg.\n" in program.stdout
        program.kill()
    (record,) = [it for it in (tmp_path / "CONFIG").rglob("fonster/*.json") if not it.name.startswith("~$")]
    lost = ended(record.parent)
    assert lost is not None
    assert lost.opened.files == (str(FIRST),)
    outline = Outline.from_json(lost.opened.outline)
    assert (outline.summary.text, outline.left_out) == ("Vi är på väg.", frozenset({Part.LESSONS}))
    lost.forget()
    assert [*record.parent.iterdir()] == []
