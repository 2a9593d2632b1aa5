"""Comparison sets, picked as a user does."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from ojdesk.core.peers import PeerSet, similar_municipalities
from ojdesk.core.units import unit_table
from ojdesk.gui.window import Window

SIMILAR = similar_municipalities(unit_table().by_code["1489"])


def entries(window: Window) -> dict[str, QAction]:
    """What the list under Jämför med offers when it is opened."""
    assert window.desk is not None
    box = window.desk.picker.peers
    box.showPopup()
    found = {action.text(): action for action in box.menu.actions() if action.text()}
    box.menu.hide()
    return found


def pick(window: Window, text: str) -> None:
    entries(window)[text].trigger()
    QApplication.processEvents()


def chosen(window: Window) -> PeerSet:
    return window.workspace.choice.peers
