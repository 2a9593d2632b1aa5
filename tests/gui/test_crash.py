"""When the program itself is wrong: told once, with the work saved if one wants, and a log that gives nothing away."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from ojdesk.core.resources import sample_files
from ojdesk.core.save import save
from ojdesk.core.work import Refused
from ojdesk.gui import crash, work_dialogs
from ojdesk.gui.crash import CrashDialog, Hooks
from ojdesk.gui.window import Window
from tests.gui.user import Meet, said, settle

SECRET = "hemlig-kommun"


@pytest.fixture
def hooks(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hooks]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = Hooks()
    made.install()
    yield made
    made.deleteLater()


def fail(kind: type[Exception] = ValueError) -> None:
    """A fault in the program, as if nobody caught it."""
    try:
        raise kind(SECRET)
    except kind:
        sys.excepthook(*sys.exc_info())
    QApplication.processEvents()


def button(dialog: QDialog, text: str) -> QPushButton:
    return next(it for it in dialog.findChildren(QPushButton) if it.text() == text)


def test_each_fault_is_shown_once(hooks: Hooks, meets: list[Meet]) -> None:
    seen: list[str] = []
    meets.append(lambda dialog: seen.append(dialog.report))  # type: ignore[attr-defined]
    for _ in range(3):
        fail()
    assert "ValueError" in seen[0]
    assert "test_crash.py:" in seen[0]
    assert SECRET not in seen[0]
    assert str(Path(__file__).parent) not in seen[0]


def test_a_fault_that_comes_while_one_is_told_of_joins_it(hooks: Hooks, meets: list[Meet]) -> None:
    reports: list[str] = []

    def fail_again(dialog: QDialog) -> None:
        fail(KeyError)
        assert isinstance(dialog, CrashDialog)
        reports.append(dialog.text.toPlainText())

    meets.append(fail_again)
    fail()
    assert "ValueError" in reports[0]
    assert "KeyError" in reports[0]


def test_a_fault_in_another_thread_is_told_of_too(hooks: Hooks, meets: list[Meet]) -> None:
    seen: list[str] = []
    meets.append(lambda dialog: seen.append(said(dialog)))
    thread = threading.Thread(target=lambda: int("x"))
    thread.start()
    thread.join()
    QApplication.processEvents()
    assert "Något gick fel i ojdesk" in seen[0]


def test_the_report_is_copied_and_the_log_is_one_click_away(
    hooks: Hooks, meets: list[Meet], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []
    monkeypatch.setattr(crash, "show_path", folders.append)

    def use(dialog: QDialog) -> None:
        button(dialog, "Kopiera rapporten").click()
        button(dialog, "Visa loggen").click()
        assert not button(dialog, "Spara mitt arbete").isVisible(), "nothing is open"

    meets.append(use)
    fail()
    assert "ValueError" in QGuiApplication.clipboard().text()
    assert [it.name for it in folders] == ["logg"]


@pytest.fixture
def in_use(hooks: Hooks, desk_window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window with something to save, where `hooks` save."""
    hooks.save = lambda: desk_window.saving.save
    monkeypatch.setattr(work_dialogs, "ask_where", lambda *_: tmp_path / "räddat.ojdesk")
    return desk_window


def save_in(window: Window, notes: list[str]) -> Meet:
    def meet(dialog: QDialog) -> None:
        button(dialog, "Spara mitt arbete").click()
        settle(window)
        assert isinstance(dialog, CrashDialog)
        notes.append(dialog.note.text())

    return meet


def test_the_work_is_saved_from_the_window_that_tells_of_a_fault(
    in_use: Window, meets: list[Meet], tmp_path: Path
) -> None:
    notes: list[str] = []
    meets.append(save_in(in_use, notes))
    fail()
    assert notes == ["Ditt arbete är sparat."]
    assert in_use.saving.path == tmp_path / "räddat.ojdesk"
    assert (tmp_path / "räddat.ojdesk").exists()


def test_that_saving_is_refused_is_told_as_usual(
    in_use: Window, meets: list[Meet], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise Refused("Disken är full.")

    monkeypatch.setattr("ojdesk.core.shelf.save", refuse)
    notes: list[str] = []
    meets.append(save_in(in_use, notes))
    fail()
    assert notes == [""]
    assert told == ["Det gick inte\nDisken är full."]
    monkeypatch.setattr("ojdesk.core.shelf.save", save)


@pytest.mark.parametrize("where", ["ojdesk.core.shelf.pack", "ojdesk.gui.saving.Saving.work"])
def test_a_fault_in_saving_is_told_of_in_the_same_window(
    in_use: Window, meets: list[Meet], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(where, break_down)
    notes: list[str] = []
    meets.append(save_in(in_use, notes))
    fail()
    assert notes[0].startswith("Ditt arbete gick inte att spara.")


# The log --------------------------------------------------------------------------------------------------------------

_CANARY = "kanarie"
_RUN = """
import faulthandler, logging, sys, threading, warnings
from pathlib import Path
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QDialog, QMessageBox
QDialog.exec = QMessageBox.exec = lambda self: 0
from ojdesk.gui import application, work_dialogs
from ojdesk.gui.window import Window
home = Path(sys.argv[1])
files = sorted(home.glob("*.xlsx"))
made = []
init = Window.__init__
def keep(self, memory):
    init(self, memory)
    made.append(self)
    self.workspace.dataset_changed.connect(lambda: QTimer.singleShot(0, try_all))
Window.__init__ = keep
work_dialogs.ask_where = lambda *_: home / "borta\\0" / "kanarie-arbete.ojdesk"
def settle():
    while made[0].jobs.busy:
        application.QApplication.processEvents()
def fail():
    {}["kanarie-nyckel"]
def try_all():
    try:
        go_on()
    finally:
        faulthandler._sigsegv()
def go_on():
    window = made[0]
    window.saving.save()
    settle()
    work_dialogs.ask_where = lambda *_: home / "kanarie-arbete.ojdesk"
    window.saving.save()
    settle()
    window.memory.copies.write_text("kanarie") if not window.memory.copies.exists() else None
    QTimer.singleShot(0, fail)
    threading.Thread(target=lambda: (home / "kanarie-fil").read_text()).start()
    window.jobs.start(lambda _: fail(), print, print)
    settle()
    qWarning(f"QImageReader: {home}/kanarie-bild.png kanarie-bild.png not found")
    qWarning("kanarie1 is no colour")
    logging.getLogger("pandas").error("could not read %s", home / "kanarie.xlsx")
    try:
        fail()
    except KeyError:
        logging.getLogger("ojdesk.x").exception("slip")
    for _ in range(20):
        application.QApplication.processEvents()
application.run([*files, home / "kanarie-ingen.xlsx"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the folders of the settings are told by the environment")
def test_the_log_gives_nothing_away_whatever_goes_wrong(tmp_path: Path) -> None:
    home = tmp_path / f"{_CANARY}-anna"
    home.mkdir()
    (home / f"{_CANARY}-enkät.xlsx").write_bytes(sample_files()[1].read_bytes())
    (home / f"{_CANARY}-trasig.xlsx").write_bytes(b"PK\x03\x04" + _CANARY.encode() * 50)
    folders = {f"XDG_{it}_HOME": str(home / it) for it in ("CONFIG", "DATA", "CACHE")}
    environment = {**os.environ, **folders, "HOME": str(home), "USER": "anna", "QT_QPA_PLATFORM": "offscreen"}
    settings = home / "CONFIG" / "ojdesk" / "ojdesk" / "installningar.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'{{"version": 1, "view": "{_CANARY}"}}')
    program = subprocess.run(
        [sys.executable, "-c", _RUN, str(home)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert program.returncode == -11, program.stderr
    (log,) = home.rglob("ojdesk.log")
    written = log.read_text("utf-8")
    for line in ("KeyError at", "FileNotFoundError at", "qt: default QImageReader:", "ERROR pandas:", "slip: KeyError"):
        assert line in written, written
    assert "settings not believed: view" in written
    for secret in (_CANARY, "anna", str(tmp_path), "Alingsås", "xlsx"):
        assert secret not in written, written


def test_a_computer_where_nothing_can_be_written_starts_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logg").write_text("en fil där mappen skulle vara")
    before = [*logging.getLogger().handlers]
    monkeypatch.setattr(crash, "qInstallMessageHandler", lambda _: None)
    crash.write_log(tmp_path / "logg")
    assert logging.getLogger().handlers == before


_WARN_LATE = """
import ctypes, sys
from pathlib import Path
import PySide6
from ojdesk.gui.crash import write_log
write_log(Path(sys.argv[1]))
qt = ctypes.CDLL(str(Path(PySide6.__file__).parent / "Qt" / "lib" / "libQt6Core.so.6"))
# What Qt does without an application is to warn; it is asked for when Python has gone.
getattr(ctypes.CDLL(None), "__cxa_atexit")(qt._ZN16QCoreApplication4execEv, None, None)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the C library by name")
def test_qt_may_warn_when_python_has_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WARN_LATE, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "QApplication::exec" in done.stderr) == (0, True)
