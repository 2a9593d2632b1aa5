"""What is open and what is picked: the only object that announces a change."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ojdesk.core.peers import Origin, PeerSet
from ojdesk.core.report.outline import Outline
from ojdesk.gui.history import History

if TYPE_CHECKING:
    from ojdesk.core.choice import Choice
    from ojdesk.core.dataset import Dataset

# core.dataset brings pandas along, which must not be imported before the window is painted.


@dataclass(frozen=True)
class Place:
    """Where one is: which view is looked at, by its position, and what of which unit is seen in it.

    Attributes:
        seen: Those fields of the choice, each as name and value.
    """

    view: int
    seen: tuple[tuple[str, object], ...]


class Workspace(QObject):
    """The open dataset, the choice, the report's outline, and the view that is looked at.

    Two ways lead back. Undo takes back what was picked, whatever it was, and leaves one in the view where one is. Back
    goes to the place where one was before, as in a browser, and keeps what was picked meanwhile; that the indicator
    and the unit become others by it is a choice like any other, which undo takes back.

    What is written in the outline is taken back where it is written, and by neither of these.

    Attributes:
        outline: What goes into the report.

    Signals:
        dataset_changed: Other files are open; the choice has been fitted to them, and `choice_changed` follows.
        choice_changed: Something else is picked.
        outline_changed: Something else goes into the report.
        view_changed: Another view is looked at.
        closed: Nothing is open any more.
    """

    dataset_changed = Signal()
    choice_changed = Signal()
    outline_changed = Signal()
    view_changed = Signal()
    closed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dataset: Dataset | None = None
        self.view = 0
        self.outline = Outline()
        self._choices: History[Choice] = History()
        self._places: History[Place] = History()

    @property
    def choice(self) -> "Choice":
        """What is picked.

        Raises:
            LookupError: Nothing is open yet.
        """
        return self._choices.now

    def show(self, dataset: "Dataset", choice: "Choice", outline: Outline | None = None) -> None:
        """Opens a dataset in place of the one before; without an outline, its report is a newcomer's."""
        self.dataset = dataset
        self.outline = outline or Outline()
        self._choices.start(choice.fitted(dataset))
        self._places.start(self._place)
        self.dataset_changed.emit()
        self.choice_changed.emit()
        _spare_from_the_collector()

    def go_on(self, dataset: "Dataset", choice: "Choice") -> None:
        """Goes on with other files: more of them, or the same read in another way. What was picked can be taken back.

        Args:
            dataset: The files as they are from now on.
            choice: What is picked in them, a step from what was.
        """
        self.dataset = dataset
        self._choices.change(lambda it: it.fitted(dataset))
        self._choices.go(choice.fitted(dataset))
        self._places.go(self._place)
        self.dataset_changed.emit()
        self.choice_changed.emit()

    def close(self) -> None:
        """Opens nothing in place of what was open."""
        self.dataset = None
        self.outline = Outline()
        self._choices.clear()
        self._places.clear()
        self.closed.emit()

    def choose(self, **changes: object) -> None:
        """Changes some fields of the choice. An equal choice announces nothing."""
        self.go(self.view, **changes)

    def go(self, view: int, **changes: object) -> None:
        """Looks at a view, and changes some fields of the choice on the way there."""
        had, self.view = self.view, view
        before = None
        if self.dataset is not None:
            before = self.choice
            self._choices.go(before.but(**changes).fitted(self.dataset))
            self._places.go(self._place)
        self._announce(had, before)

    def arrange(self, outline: Outline) -> None:
        """Has something else go into the report. An equal outline announces nothing."""
        if outline != self.outline:
            self.outline = outline
            self.outline_changed.emit()

    @property
    def used_sets(self) -> tuple[PeerSet, ...]:
        """The user's own comparison sets that have been chosen since the files were opened, each once."""
        used = dict.fromkeys(it.peers for it in self._choices.values if it.peers)
        return tuple(it for it in used if it.origin is Origin.OWN)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that are open."""
        return tuple(reading.path for reading in self.dataset.readings) if self.dataset else ()

    # There and back -------------------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        return self._choices.can_go_back

    @property
    def can_redo(self) -> bool:
        return self._choices.can_go_forward

    @property
    def can_go_back(self) -> bool:
        return self._places.can_go_back

    @property
    def can_go_forward(self) -> bool:
        return self._places.can_go_forward

    def undo(self) -> None:
        """Takes back the last choice."""
        self._move(self._choices.back)

    def redo(self) -> None:
        """Makes the choice again that was taken back last."""
        self._move(self._choices.forward)

    def _move(self, step: Callable[[], bool]) -> None:
        before = self.choice if self.dataset else None
        if step():
            self._places.go(self._place)
            self._announce(self.view, before)

    def back(self) -> None:
        """Goes to the place where one was before."""
        if self._places.back():
            self._return()

    def forward(self) -> None:
        """Goes to the place from which one went back."""
        if self._places.forward():
            self._return()

    def _return(self) -> None:
        place = self._places.now
        self.go(place.view, **dict(place.seen))

    @property
    def _place(self) -> Place:
        from ojdesk.core.choice import LOOKED_AT  # noqa: PLC0415 - after the first paint

        # One stays in a year wherever one goes, and so it is with tables instead of charts.
        names = ("unit", *(it for it in LOOKED_AT if it not in {"year", "table"}))
        return Place(self.view, tuple((name, getattr(self.choice, name)) for name in names))

    def _announce(self, view: int, choice: "Choice | None") -> None:
        """Tells of what is no longer as it was."""
        if self.view != view:
            self.view_changed.emit()
        if self.dataset is not None and self.choice != choice:
            self.choice_changed.emit()


def _spare_from_the_collector() -> None:
    """Keeps Python from looking through all that is open for garbage, which takes longer than a click may."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
