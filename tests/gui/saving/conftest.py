"""A work that is saved, where it is saved, and a second window to open it in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from ojdesk.core.resources import sample_files
from ojdesk.gui import work_dialogs
from ojdesk.gui.settings import Settings
from ojdesk.gui.window import Window
from tests.gui.user import settle

CTRL = Qt.KeyboardModifier.ControlModifier
NEWEST = next(path for path in sample_files() if "2024" in path.name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nämnden.ojdesk"


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[Path]:
    """Where the user saves, one after the other; the first is `path`. Then she thinks better of it."""
    wanted = [path]
    monkeypatch.setattr(work_dialogs, "ask_where", lambda *_: wanted.pop(0) if wanted else None)
    return wanted


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[QMessageBox.StandardButton]:
    """What the user answers to the boxes that ask her; all have come when the test ends."""
    waiting: list[QMessageBox.StandardButton] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda _: waiting.pop(0))
    return waiting


@pytest.fixture
def saved(desk_window: Window, where: list[Path]) -> Window:
    """A window with the sample open and Alingsås picked, saved as a work."""
    desk_window.saving.save()
    settle(desk_window)
    return desk_window


@pytest.fixture
def another(start_window: Callable[[Settings], Window]) -> Window:
    """A second window, with settings of its own."""
    return start_window(Settings())
