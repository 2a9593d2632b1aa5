"""What is open and what is picked: the only object that announces a change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ojdesk.core.work import Progress

if TYPE_CHECKING:
    from ojdesk.core.choice import Choice
    from ojdesk.core.dataset import Dataset

# core.dataset brings pandas along, which must not be imported before the window is painted.


class Workspace(QObject):
    """The open dataset and the choice.

    Signals:
        dataset_changed: Other files are open; the choice has been fitted to them, and `choice_changed` follows.
        choice_changed: Something else is picked.
        closed: Nothing is open any more.
    """

    dataset_changed = Signal()
    choice_changed = Signal()
    closed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dataset: Dataset | None = None
        self.paths: tuple[Path, ...] = ()
        self._past: list[Choice] = []
        self._future: list[Choice] = []
        self._choice: Choice | None = None

    @property
    def choice(self) -> "Choice":
        """What is picked.

        Raises:
            LookupError: Nothing is open yet.
        """
        if self._choice is None:
            raise LookupError("nothing is open")
        return self._choice

    def show(self, dataset: "Dataset", paths: Iterable[Path], choice: "Choice") -> None:
        """Opens a dataset in place of the one before."""
        self.dataset, self.paths = dataset, tuple(paths)
        self._choice = choice.fitted(dataset)
        self._past.clear()
        self._future.clear()
        self.dataset_changed.emit()
        self.choice_changed.emit()

    def close(self) -> None:
        """Opens nothing in place of what was open."""
        self.dataset, self.paths, self._choice = None, (), None
        self._past.clear()
        self._future.clear()
        self.closed.emit()

    def choose(self, **changes: object) -> None:
        """Changes some fields of the choice. An equal choice announces nothing."""
        if self.dataset is None:
            return
        wanted = self.choice.but(**changes).fitted(self.dataset)
        if wanted != self.choice:
            self._past.append(self.choice)
            self._future.clear()
            self._choice = wanted
            self.choice_changed.emit()

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def undo(self) -> None:
        """Takes back the last choice."""
        if self._past:
            self._future.append(self.choice)
            self._choice = self._past.pop()
            self.choice_changed.emit()

    def redo(self) -> None:
        """Makes the choice again that was taken back last."""
        if self._future:
            self._past.append(self.choice)
            self._choice = self._future.pop()
            self.choice_changed.emit()


@dataclass(frozen=True)
class Opened:
    """What came of opening files.

    Attributes:
        dataset: They and those that were open before; None when there is nothing to show.
        paths: Those of the files that could be read.
        refusals: A sentence for each of the others.
    """

    dataset: "Dataset | None"
    paths: tuple[Path, ...]
    refusals: tuple[str, ...]


def read(paths: Sequence[Path], opened: "Dataset | None", progress: Progress) -> Opened:
    """Reads files and joins them to those that are open. Runs in the worker thread."""
    from ojdesk.core.dataset import build  # noqa: PLC0415 - pandas, after the first paint
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415

    imported = read_files(paths, progress)
    readings = {reading.digest: reading for reading in (*(opened.readings if opened else ()), *imported.readings)}
    names = {reading.file for reading in imported.readings}
    there = tuple(path.absolute() for path in paths if path.name in names)
    return Opened(build(readings.values()) if readings else None, there, imported.refusals)
