"""What the tests of saved works do and look at alike."""

from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from ojdesk.core.peers import PeerSet
from ojdesk.core.resources import sample_files
from ojdesk.gui.window import Window
from tests.gui.user import settle

NEWEST = next(path for path in sample_files() if "2024" in path.name)


def open_in(window: Window, *paths: Path) -> None:
    window.files.open(paths)
    settle(window)


def picked(window: Window) -> tuple[str, PeerSet]:
    return window.workspace.choice.unit, window.workspace.choice.peers


SAVE, DISCARD, CANCEL = (QMessageBox.StandardButton[it] for it in ("Save", "Discard", "Cancel"))
