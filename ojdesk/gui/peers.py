"""Comparison sets: which there are to choose from, and how own ones are made, kept, shared and taken away."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from ojdesk.core.peers import ENDING, NO_PEERS, Origin, PeerSet, read_set, ready_made, save_set, unused_name
from ojdesk.core.text import slug
from ojdesk.core.work import Refused
from ojdesk.gui import dialogs
from ojdesk.gui.settings import Memory
from ojdesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from ojdesk.core.model import Unit

_FILES = f"Jämförelsegrupper (*{ENDING});;Alla filer (*)"


class PeerSets(QObject):
    """The sets at hand, and what can be done with them. The one that is chosen is a part of the workspace's choice.

    Args:
        parent: The window that dialogs belong to.
        workspace: Holds the choice.
        memory: Keeps own sets from one start to the next.
    """

    def __init__(self, parent: QWidget, workspace: Workspace, memory: Memory) -> None:
        super().__init__(parent)
        self._window = parent
        self._workspace = workspace
        self._memory = memory

    @property
    def chosen(self) -> PeerSet:
        return self._workspace.choice.peers if self._workspace.dataset is not None else NO_PEERS

    @property
    def own(self) -> tuple[PeerSet, ...]:
        return self._memory.now.own_sets

    @property
    def ready_made(self) -> tuple[PeerSet, ...]:
        """Those that fit the own unit in the year in focus."""
        unit = self._unit()
        return ready_made(unit, self._workspace.choice.year) if unit is not None else ()

    def _unit(self) -> "Unit | None":
        dataset = self._workspace.dataset
        return dataset.units.get(self._workspace.choice.unit) if dataset is not None else None

    def choose(self, peers: PeerSet) -> None:
        self._workspace.choose(peers=peers)

    def choose_from(self, origin: Origin) -> None:
        """Chooses the set of an origin that fits the own unit, if there is one."""
        found = next((it for it in self.ready_made if it.origin is origin), None)
        if found is not None:
            self.choose(found)

    def clear(self) -> None:
        self.choose(NO_PEERS)

    def fill(self, menu: QMenu) -> None:
        """Puts all that can be chosen, and all that can be done, into a menu."""
        menu.clear()
        choices = QActionGroup(menu)
        ready, own = self.ready_made, self.own
        # What was chosen stays where it is, though the own unit has become another.
        elsewhere = () if not self.chosen or self.chosen in (*ready, *own) else (self.chosen,)
        for at, sets in enumerate(((NO_PEERS,), (*elsewhere, *ready), own)):
            if at and sets:
                menu.addSeparator()
            for it in sets:
                text = it.label.replace("&", "&&") if it else "Ingen grupp"
                action = menu.addAction(text, lambda it=it: self.choose(it))
                action.setCheckable(True)
                action.setChecked(it == self.chosen)
                choices.addAction(action)
        menu.addSeparator()
        menu.addAction("Klistra in lista …", self.paste)
        menu.addAction("Redigera grupp …", self.edit).setEnabled(bool(self.chosen))
        menu.addAction("Spara grupp som fil …", self.save).setEnabled(bool(self.chosen))
        menu.addAction("Öppna grupp från fil …", self.open)

    # Own ones ---------------------------------------------------------------------------------------------------

    def paste(self) -> None:
        """Makes a set of its own; of what was copied, if that names units."""
        names = [it.label for it in self.own]
        self._ask(PeerSet(unused_name("Egen grupp", names)), None, QApplication.clipboard().text())

    def edit(self) -> None:
        """Changes the chosen set; one that came with the program becomes a set of one's own, under its own name."""
        chosen = self.chosen
        if chosen in self.own and chosen.origin is Origin.OWN:
            self._ask(chosen, chosen)
        elif chosen:
            name = unused_name(f"{chosen.name}, ändrad", [it.label for it in self.own])
            self._ask(PeerSet(name, members=chosen.members), None)

    def _ask(self, start: PeerSet, kept: PeerSet | None, copied: str = "") -> None:
        from ojdesk.gui.peer_dialog import PeerDialog  # noqa: PLC0415 - after the first paint

        dataset = self._workspace.dataset
        if dataset is None:
            return
        others = tuple(it for it in self.own if it != kept)
        dialog = PeerDialog(
            self._window,
            start,
            units=dataset.answering_units,
            year=self._workspace.choice.year,
            taken=[it.label for it in others],
            removable=kept is not None,
        )
        dialog.offer(copied)
        if dialogs.answer(dialog) != QDialog.DialogCode.Accepted:
            return
        if dialog.removed:
            self._keep(others)
            self.clear()
        else:
            self._keep((*others, dialog.peers))
            self.choose(dialog.peers)

    def _keep(self, sets: tuple[PeerSet, ...]) -> None:
        self._memory.change(own_sets=sets)
        self._memory.store()

    # Files ------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Asks for a place and writes the chosen set there, for others to open."""
        if not self.chosen:
            return
        proposed = Path(self._memory.now.folder) / f"jamforelsegrupp-{slug(self.chosen.label)}{ENDING}"
        name, _ = QFileDialog.getSaveFileName(self._window, "Spara gruppen som fil", str(proposed), _FILES)
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name + ENDING)
        try:
            save_set(self.chosen, path)
        except Refused as refusal:
            dialogs.refuse(self._window, str(refusal))

    def open(self) -> None:
        """Asks for a set that somebody has shared, keeps it among the own ones and chooses it."""
        folder = self._memory.now.folder
        name, _ = QFileDialog.getOpenFileName(self._window, "Öppna grupp från fil", folder, _FILES)
        if not name:
            return
        try:
            opened = read_set(Path(name))
        except Refused as refusal:
            dialogs.refuse(self._window, str(refusal))
            return
        if opened not in (*self.own, *self.ready_made):
            labels = [it.label for it in self.own]
            if opened.label in labels:
                opened = PeerSet(unused_name(opened.label, labels), members=opened.members)
            self._keep((*self.own, opened))
        self.choose(opened)
