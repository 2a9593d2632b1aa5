"""What is open and what is picked: the only object that announces a change."""

from collections.abc import Sequence
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

    def show(self, dataset: "Dataset", choice: "Choice") -> None:
        """Opens a dataset in place of the one before."""
        self.dataset = dataset
        self._choice = choice.fitted(dataset)
        self._past.clear()
        self._future.clear()
        self.dataset_changed.emit()
        self.choice_changed.emit()

    def close(self) -> None:
        """Opens nothing in place of what was open."""
        self.dataset, self._choice = None, None
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
    def paths(self) -> tuple[Path, ...]:
        """The files that are open."""
        return tuple(reading.path for reading in self.dataset.readings) if self.dataset else ()

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
        dataset: They and those that were open before; what was open before if none could be read.
        refusals: A sentence for each that could not.
    """

    dataset: "Dataset | None"
    refusals: tuple[str, ...]


def read(paths: Sequence[Path], opened: "Dataset | None", progress: Progress) -> Opened:
    """Reads files and joins them to those that are open; a file that has changed meanwhile takes its own place.

    Runs in the worker thread.
    """
    from ojdesk.core.dataset import build  # noqa: PLC0415 - pandas, after the first paint
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415

    imported = read_files(paths, progress)
    if not imported.readings:
        return Opened(opened, imported.refusals)
    again = {reading.path for reading in imported.readings}
    kept = [reading for reading in (opened.readings if opened else ()) if reading.path not in again]
    readings = {reading.digest: reading for reading in (*kept, *imported.readings)}
    return Opened(build(readings.values()), imported.refusals)
