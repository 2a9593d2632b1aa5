#!/usr/bin/env python3
"""A monkey at the window: thousands of random actions, the same ones for the same seed.

    python3 packaging/dev.py monkey [COUNT] [--seed SEED]

It opens files, picks, switches, clicks, types, copies, saves, takes back, resizes and closes, without waiting for what
runs in the background. An exception, a warning of Qt, a window that never comes to rest, or memory that grows by more
than a tenth after the first quarter is a failure. Memory is compared between the same states: what happens to be open
after so many actions, nothing or forty files, weighs more than any leak.
"""

import argparse
import atexit
import gc
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox, QPushButton, QWidget

from ojdesk.core.resources import sample_files
from ojdesk.gui import theme
from ojdesk.gui.application import make_application
from ojdesk.gui.settings import Memory, Settings
from ojdesk.gui.window import Window

_GROWTH = 1.10
#: How much of a core the program may use while nobody does anything.
_IDLE = 0.05
#: What the platform without a screen says of windows; it means nothing where there is a screen.
_OF_THE_PLATFORM = "This plugin does not support"
_LEAVES = {"quit"}
_KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_F6,
    Qt.Key.Key_T,
    Qt.Key.Key_A,
    Qt.Key.Key_V,
    Qt.Key.Key_Backspace,
)
#: Looked at when memory is compared.
_UNIT, _INDICATORS = "1489", 9
_SIZES = ((1366, 768), (1920, 1080), (1024, 700), (800, 600), (1280, 1024))


class Monkey:
    """Acts on one window.

    Args:
        window: Where.
        dice: Decides everything.
        folder: What is saved goes there.
    """

    def __init__(self, window: Window, dice: random.Random, folder: Path) -> None:
        self.window, self.dice, self.folder = window, dice, folder
        self.done: list[str] = []
        self._saved = 0
        self._deeds: tuple[tuple[int, Callable[[], str]], ...] = (
            (30, self._trigger),
            (25, self._click),
            (20, self._press),
            (20, self._pick),
            (4, self._resize),
            (4, self._open),
            (3, self._wheel),
            (3, self._menu),
            (2, self._wait),
        )

    def act(self) -> None:
        """One action, and what follows from it at once."""
        weights = [weight for weight, _ in self._deeds]
        deed = self.dice.choices([deed for _, deed in self._deeds], weights)[0]
        self.done.append(deed.__name__.strip("_"))
        self.done[-1] = f"{self.done[-1]} {deed()}"
        QApplication.processEvents()

    def meet(self, dialog: QDialog) -> int:
        """What the monkey does with a dialog: some clicks and keys, and then it closes it in one way or another."""
        if isinstance(dialog, QFileDialog):
            dialog.selectFile(str(self.a_file()))
            return self.dice.choice((QDialog.DialogCode.Accepted.value, QDialog.DialogCode.Rejected.value))
        dialog.show()
        for _ in range(self.dice.randrange(4)):
            if inside := self._widgets(dialog):
                self._click_on(self.dice.choice(inside))
            QApplication.processEvents()
        if dialog.isVisible() and self.dice.random() < 0.5:
            # Only by what can be pressed: a dialog may have nothing to accept.
            presses = [it for it in dialog.findChildren(QPushButton) if it.isDefault() and it.isVisible()]
            for button in presses[:1]:
                button.click()
        if dialog.isVisible():
            dialog.reject()
        return dialog.result()

    def answer(self, box: QMessageBox) -> int:
        """One of the buttons of a message box."""
        box.show()
        button = self.dice.choice(box.buttons())
        button.click()
        box.hide()
        return int(box.standardButton(button).value)

    def a_file(self) -> Path:
        """Somewhere to save, sometimes where something is already."""
        self._saved += 1
        return self.folder / f"fil {self.dice.randrange(1 + self._saved // 3)}"

    # What it can do ---------------------------------------------------------------------------------------------

    def _trigger(self) -> str:
        actions = self.window.actions_by_name
        name = self.dice.choice([it for it, action in actions.items() if action.isEnabled() and it not in _LEAVES])
        self.done[-1] = f"trigger {name}"
        actions[name].trigger()
        return name

    def _click(self) -> str:
        inside = self._widgets(self.window)
        return self._click_on(self.dice.choice(inside)) if inside else ""

    def _click_on(self, widget: QWidget) -> str:
        at = QPoint(self.dice.randrange(max(widget.width(), 1)), self.dice.randrange(max(widget.height(), 1)))
        strike = self.dice.choice((QTest.mouseClick, QTest.mouseClick, QTest.mouseDClick))
        name = f"{type(widget).__name__} {widget.accessibleName()}"
        self.done.append(f"click {name}")
        QTest.mouseMove(widget, at)
        strike(widget, Qt.MouseButton.LeftButton, pos=at)
        return name

    def _press(self) -> str:
        focus = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        key = self.dice.choice(_KEYS)
        QTest.keyClick(focus, key, self.dice.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier,
                                                     Qt.KeyboardModifier.ShiftModifier)))  # fmt: skip
        return key.name

    def _pick(self) -> str:
        workspace = self.window.workspace
        dataset = workspace.dataset
        if dataset is None:
            return ""
        indicators = list(dataset.indicators)
        what = self.dice.choice(("unit", "indicator", "indicators", "year"))
        to: object
        if what == "unit":
            to = self.dice.choice(list(dataset.units))
        elif what == "year":
            to = self.dice.choice(list(dataset.years))
        elif what == "indicator":
            to = self.dice.choice(indicators)
        else:
            to = tuple(self.dice.sample(indicators, self.dice.randint(1, min(9, len(indicators)))))
        workspace.choose(**{what: to})
        return f"{what} {to}"

    def _resize(self) -> str:
        size = self.dice.choice(_SIZES)
        self.window.resize(*size)
        return str(size)

    def _open(self) -> str:
        files = sample_files()
        chosen = self.dice.sample(files, self.dice.randint(1, len(files)))
        self.window.files.open([*chosen, *self.dice.choices(list(self.folder.glob("*.ojdesk")) or chosen, k=1)])
        return str(len(chosen))

    def _wheel(self) -> str:
        if not (inside := self._widgets(self.window)):
            return ""
        widget = self.dice.choice(inside)
        at = QPointF(widget.rect().center())
        turn = QWheelEvent(
            at,
            widget.mapToGlobal(at),
            QPoint(),
            QPoint(0, self.dice.choice((-240, 240))),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - as Qt has it
        )
        QApplication.sendEvent(widget, turn)
        return type(widget).__name__

    def _menu(self) -> str:
        if not (inside := self._widgets(self.window)):
            return ""
        widget = self.dice.choice(inside)
        at = widget.rect().center()
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
        QApplication.sendEvent(widget, asked)
        return type(widget).__name__

    def _wait(self) -> str:
        settle(self.window)
        return ""

    def _widgets(self, inside: QWidget) -> list[QWidget]:
        found = inside.findChildren(QWidget)
        return [it for it in found if it.isVisible() and it.isEnabled() and not isinstance(it, QMenu)]


def settle(window: Window) -> None:
    """Waits until nothing runs in the background, and what was put off has been done."""
    loop = QEventLoop()
    while window.jobs.busy:
        QTimer.singleShot(10, loop.quit)
        loop.exec()
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def _met_by(monkey: Monkey) -> Iterator[None]:
    """Dialogs do not wait for a human, and nothing is handed to other programs."""
    dice = monkey.dice

    def at_random(menu: QMenu, *_: object) -> object:
        menu.popup(QPoint(0, 0))
        menu.close()
        return dice.choice([*menu.actions(), None])

    # Functions, since a method of the monkey would not be told which dialog.
    def meet(dialog: QDialog) -> int:
        return monkey.meet(dialog)

    def answer(box: QMessageBox) -> int:
        return monkey.answer(box)

    def file(*_: object, **__: object) -> tuple[str, str]:
        return (str(monkey.a_file()) if dice.random() < 0.7 else "", "")

    replaced: list[tuple[type, str, object]] = [
        (QDialog, "exec", meet),
        (QMessageBox, "exec", answer),
        (QPrintDialog, "exec", lambda dialog: dialog.result()),
        (QPrintPreviewDialog, "exec", lambda dialog: dialog.result()),
        (QMenu, "exec", at_random),
        (QFileDialog, "getSaveFileName", staticmethod(file)),
        (QFileDialog, "getOpenFileName", staticmethod(file)),
        (QFileDialog, "getExistingDirectory", staticmethod(lambda *_, **__: dice.choice(("", str(monkey.folder))))),
        (
            QFileDialog,
            "getOpenFileNames",
            staticmethod(lambda *_, **__: ([str(it) for it in dice.sample(sample_files(), 2)], "")),
        ),
        (QDesktopServices, "openUrl", staticmethod(lambda _: True)),
    ]
    for kind, name, by in replaced:
        setattr(kind, name, by)
    yield


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--aloud", action="store_true", help="print each action")
    arguments = parser.parse_args()
    faults: Counter[str] = Counter()
    application = make_application(sys.argv[:1])
    theme.apply(application, "light")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "åäö mapp")
        folder.mkdir()
        window = Window(Memory(Path(scratch, "installningar.json"), Settings()))
        monkey = Monkey(window, random.Random(arguments.seed), folder)
        _listen(monkey, faults)
        window.show()
        begun = time.monotonic()
        with _met_by(monkey):
            window.files.open(sample_files())
            settle(window)
            early = 0.0
            for number in range(arguments.count):
                monkey.act()
                if arguments.aloud:
                    print(number, monkey.done[-1], flush=True)
                if number == arguments.count // 4:
                    early = _megabytes(window)
            late = _megabytes(window)
            idle = _idle(window)
            while not window.close():  # it may be asked whether to save, and think better of it
                settle(window)
        print(f"{arguments.count} actions, seed {arguments.seed}, {time.monotonic() - begun:.0f} s")
        print(f"memory {early:.0f} MB after a quarter, {late:.0f} MB at the end: × {late / early:.2f} (≤ {_GROWTH})")
        print(f"at rest it uses {idle:.1%} of a core (≤ {_IDLE:.0%})")
        for fault, times in faults.most_common():
            print(f"FAILED {times} times: {fault}")
        # Drawing offscreen, Qt holds what was copied until Python has ended, and PySide then looks for Python in vain.
        QApplication.clipboard().clear()
        return 1 if faults or late > early * _GROWTH or idle > _IDLE else 0


def _listen(monkey: Monkey, faults: Counter[str]) -> None:
    """Counts exceptions, in any thread, and Qt's warnings, with the last actions before the first of each."""

    def add(fault: str) -> None:
        if fault not in faults:
            print(f"{len(monkey.done)}: {fault}\n    after {monkey.done[-5:]}", flush=True)
        faults[fault] += 1

    def caught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if f"{kind.__name__}: {error}" not in faults:
            traceback.print_exception(kind, error, trace)
        add(f"{kind.__name__}: {error}")

    def said(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg and _OF_THE_PLATFORM not in message:
            add(f"Qt: {message}")

    sys.excepthook = caught
    threading.excepthook = lambda it: caught(it.exc_type, it.exc_value, it.exc_traceback)
    qInstallMessageHandler(said)
    atexit.register(qInstallMessageHandler, None)  # as the program does


def _megabytes(window: Window) -> float:
    """What this process holds when it has come to rest, with the sample open and each view seen once."""
    _begin_again(window)
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _begin_again(window: Window) -> None:
    """Brings the window to one and the same state, whatever was done before."""
    settle(window)
    for other in QApplication.topLevelWidgets():
        if other is not window:
            other.close()
    window.saving.close()
    window.workspace.close()
    window.resize(*_SIZES[0])
    window.files.open(sample_files())
    settle(window)
    desk, dataset = window.desk, window.workspace.dataset
    assert desk is not None
    assert dataset is not None
    window.workspace.choose(unit=_UNIT, indicators=tuple(dataset.indicators)[:_INDICATORS])
    for at in (*range(len(desk.views)), 0):
        window.show_view(at)
        settle(window)


def _idle(window: Window) -> float:
    """How much of a core is used in two seconds in which nothing happens."""
    settle(window)
    loop = QEventLoop()
    QTimer.singleShot(2_000, loop.quit)
    before, begun = time.process_time(), time.monotonic()
    loop.exec()
    return (time.process_time() - before) / (time.monotonic() - begun)


if __name__ == "__main__":
    sys.exit(main())
