"""The saved work that is open: which file it is, whether it has changed, who may write it, and saving it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from ojdesk.core.lock import Lock, lock
from ojdesk.core.peers import PeerSet
from ojdesk.core.report.outline import Outline
from ojdesk.core.save import WORK_ENDING
from ojdesk.core.session import LeftOpen
from ojdesk.core.text import file_name
from ojdesk.gui import dialogs
from ojdesk.gui.jobs import Jobs
from ojdesk.gui.settings import Memory
from ojdesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from ojdesk.core.saved import SavedWork

_MOST_RECENT = 6


@dataclass(frozen=True)
class _State:
    """What would be lost if it was not saved."""

    files: frozenset[str]
    preferred: frozenset[str]
    years: tuple[tuple[str, int], ...]
    picked: tuple[tuple[str, Any], ...]
    outline: Outline


class Saving(QObject):
    """What is open, as a file.

    What was never saved as a file is remembered from one start to the next without a question. Only a work that is a
    file is asked about, when it has changed and something else is to take its place.

    Args:
        window: Bears the work's name, and a mark while it is changed.

    Attributes:
        path: The work's file; None when what is open is none.
    """

    def __init__(self, window: QMainWindow, workspace: Workspace, jobs: Jobs, memory: Memory) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._jobs = jobs
        self._memory = memory
        self._forget()
        workspace.dataset_changed.connect(self._show_name)
        workspace.choice_changed.connect(self._show_name)
        workspace.outline_changed.connect(self._show_name)
        workspace.closed.connect(self.close)

    def _forget(self) -> None:
        self.path: Path | None = None
        self._lock: Lock | None = None
        self._known: set[str] = set()
        self._kept: _State | None = None
        self._damaged: Path | None = None
        self._opening = object()
        self._sets: tuple[PeerSet, ...] = ()
        #: What is being saved at the moment, and what waits for that.
        self._on_its_way: _State | None = None
        self._waiting: Callable[[], object] | None = None

    # Which work it is ---------------------------------------------------------------------------------------------

    @property
    def may_write(self) -> bool:
        """Whether saving goes to the file that is open; otherwise it asks for another one."""
        return self._lock is not None

    @property
    def changed(self) -> bool:
        """Whether something would be lost; never of what is no file."""
        return self.path is not None and self._workspace.dataset is not None and self._state() != self._kept

    def take(self, path: Path, digest: str, sets: tuple[PeerSet, ...], *, newer: bool) -> None:
        """Begins with a work that was just opened and is shown already.

        Args:
            path: Its file.
            digest: The SHA-256 of the file's content.
            sets: The comparison sets that came with it.
            newer: Whether a later version has saved it, which must not be written over.
        """
        self.close()
        self._sets = sets
        self._begin(path, None if newer else lock(path), {digest}, self._state())
        if newer:
            why = "Det är sparat i en nyare version av ojdesk. Uppdatera ojdesk, eller spara med ett annat namn."
        else:
            why = (
                "Det är redan öppet i ett annat fönster eller på en annan dator. Spara med ett annat namn om du ändrar."
            )
        if not self.may_write:
            dialogs.tell(self._window, f"{path.stem} öppnas skrivskyddat", [why])

    def take_copy(self, path: Path, sets: tuple[PeerSet, ...]) -> None:
        """Begins with the copy of a damaged work: the work's own file is left alone, and nothing is saved yet."""
        self.close()
        self._sets = sets
        self.path, self._damaged = path.with_stem(f"{path.stem} (räddat)"), path
        self._show_name()

    def close(self) -> None:
        """Lets the file go."""
        if self._lock is not None:
            self._lock.let_go()
        self._forget()
        self._show_name()

    def _begin(self, path: Path, held: Lock | None, known: set[str], kept: _State) -> None:
        self.path, self._lock, self._known, self._kept = path, held, known, kept
        recent = (str(path), *(it for it in self._memory.now.recent if it != str(path)))
        self._memory.change(recent=recent[:_MOST_RECENT])
        self._show_name()

    def remember(self) -> None:
        """Leaves for the next start what is open: the work, or else the files and what is picked."""
        if self._workspace.dataset is None:
            return
        # A copy that was not saved is offered again when its work is opened again.
        if self.path is not None:
            self._memory.change(work=str(self.path) if self._kept is not None else "", comes_back=True)
            return
        opened = self.opened()
        self._memory.change(work="", files=opened.files, choice=opened.choice, outline=opened.outline, comes_back=True)

    def opened(self) -> LeftOpen:
        """What is open, as it is to come back if the program ends by itself."""
        dataset = self._workspace.dataset
        if dataset is None:
            return LeftOpen()
        # As it comes back from a file, with lists for tuples.
        choice, outline = (
            json.loads(json.dumps(it.to_json())) for it in (self._workspace.choice, self._workspace.outline)
        )
        if self.path is None:
            return LeftOpen(tuple(map(str, self._workspace.paths)), "", choice, outline)
        if self._kept is None:
            return LeftOpen((), str(self._damaged), choice, outline)  # its copy is offered again
        added = [str(it.path) for it in dataset.readings if it.digest not in self._kept.files]
        return LeftOpen(tuple(added), str(self.path), choice, outline)

    def _state(self) -> _State:
        from ojdesk.core.choice import LOOKED_AT  # noqa: PLC0415 - after the first paint

        dataset, choice = self._workspace.dataset, self._workspace.choice
        assert dataset is not None
        files = frozenset(reading.digest for reading in dataset.readings)
        picked = {name: it for name, it in choice.to_json().items() if name not in LOOKED_AT}
        years = tuple(sorted(self._years(files).items()))
        return _State(files, dataset.preferred, years, tuple(picked.items()), self._workspace.outline)

    def _years(self, files: frozenset[str]) -> dict[str, int]:
        """The years that the user has given for these files."""
        return {digest: year for digest, year in self._memory.now.years.items() if digest in files}

    def _show_name(self) -> None:
        if self.path is None:
            self._window.setWindowModified(False)
            self._window.setWindowTitle("ojdesk")
            return
        name = self.path.stem.replace("[*]", "[*][*]")
        protected = "" if self.may_write or self._kept is None else " (skrivskyddat)"
        self._window.setWindowTitle(f"{name}[*]{protected} – ojdesk")
        self._window.setWindowModified(self.changed)

    # Saving -------------------------------------------------------------------------------------------------------

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Saves the work to its file, or asks where; afterwards does what was waiting for it."""
        if self.path is not None and self.may_write:
            self._write(self.path, self._lock, self._known, then)
        else:
            self.save_as(then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Asks for a file, and saves the work there."""
        from ojdesk.gui import work_dialogs  # noqa: PLC0415 - after the first paint

        if self._workspace.dataset is None:
            return
        path = work_dialogs.ask_where(self._window, self.path or self._proposed())
        if path is None:
            return
        if path == self.path and self.may_write:
            self.save(then)
        elif (held := lock(path)) is not None:
            self._write(path, held, None, then)
        else:
            sentence = f"{path.name} är öppet i ett annat fönster eller på en annan dator. Välj ett annat namn."
            dialogs.refuse(self._window, sentence)

    def _proposed(self) -> Path:
        """A name that tells whose work it is, where the Excel files were found."""
        from ojdesk.core.wording.names import full_name  # noqa: PLC0415 - after the first paint

        dataset, unit = self._workspace.dataset, self._workspace.choice.unit
        assert dataset is not None
        name = file_name(full_name(dataset.units[unit])) if unit else ""
        return Path(self._memory.now.folder or dialogs.documents()) / f"{name or 'Öppna jämförelser'}{WORK_ENDING}"

    def _write(self, path: Path, held: Lock | None, known: set[str] | None, then: Callable[[], object] | None) -> None:
        """Saves in the background what is open now.

        Args:
            path: Where.
            held: The lock on it.
            known: As `shelf.put_back` has it.
            then: What waits for it to succeed.
        """
        from ojdesk.core.shelf import put_back  # noqa: PLC0415 - after the first paint

        work, state, copies, opening = self.work(), self._state(), self._memory.copies, self._opening
        self._on_its_way, self._waiting = state, then

        def saved(digest: str) -> None:
            if self._opening is not opening:
                return  # something else was opened meanwhile
            if held is not self._lock:
                if self._lock is not None:
                    self._lock.let_go()
                # What is a file now is no longer what has to be remembered without one.
                self._memory.change(files=(), folder=str(path.parent))
            self._begin(path, held, known or {digest}, state)
            waiting, self._waiting = self._waiting, None
            if waiting is not None:
                waiting()

        def end() -> None:
            if held is not None and held is not self._lock:
                held.let_go()
            if self._on_its_way is state:
                self._on_its_way = self._waiting = None

        job = self._jobs.start(
            lambda _: put_back(path, work, copies, known), saved, lambda why: dialogs.refuse(self._window, why)
        )
        job.ended.connect(end)

    def work(self) -> "SavedWork":
        """What is open and picked, as it would be saved."""
        from ojdesk.core.saved import SavedWork  # noqa: PLC0415 - after the first paint

        dataset = self._workspace.dataset
        assert dataset is not None
        years = self._years(frozenset(reading.digest for reading in dataset.readings))
        return SavedWork(
            readings=dataset.readings,
            choice=self._workspace.choice.to_json(),
            years=years,
            preferred=tuple(sorted(dataset.preferred)),
            view=self._workspace.view,
            own_sets=tuple(dict.fromkeys((*self._sets, *self._workspace.used_sets))),
            outline=self._workspace.outline.to_json(),
        )

    # Before something else takes its place ------------------------------------------------------------------------

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether the work may be left at once. If not, `then` is done when it has been saved, if it is to be."""
        if not self.changed:
            return True
        if self._on_its_way == self._state():
            self._waiting = then
            return False
        from ojdesk.gui import work_dialogs  # noqa: PLC0415 - after the first paint

        answer = work_dialogs.ask_to_save(self._window, self.path.stem if self.path else "")
        if answer:
            self.save(then)
        return answer is False

    def leave(self, then: Callable[[], object]) -> None:
        """Does something that ends the work: at once, when it has been saved, or not at all."""
        if self.may_leave(then):
            then()
