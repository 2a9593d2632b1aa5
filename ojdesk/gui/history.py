"""Where one has been, one thing after the other, and which of them is now: the same for choices and for places."""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")

#: As many steps as anyone goes back; the oldest are forgotten.
MOST = 200


class History(Generic[Value]):
    """Values in the order in which one came to them, and a mark at one of them."""

    def __init__(self) -> None:
        self._values: list[Value] = []
        self._at = -1

    @property
    def now(self) -> Value:
        """The value at the mark.

        Raises:
            LookupError: There is none yet.
        """
        if not self._values:
            raise LookupError("nothing has been yet")
        return self._values[self._at]

    def clear(self) -> None:
        self._values, self._at = [], -1

    def start(self, value: Value) -> None:
        """Forgets all that was, and begins here."""
        self._values, self._at = [value], 0

    def change(self, how: Callable[[Value], Value]) -> None:
        """Makes another of each value; what becomes equal to its neighbour is no step any more."""
        kept: list[Value] = []
        for at, value in enumerate(map(how, self._values)):
            if not kept or value != kept[-1]:
                kept.append(value)
            if at == self._at:
                now = len(kept) - 1
        self._values, self._at = kept, now if kept else -1

    @property
    def values(self) -> tuple[Value, ...]:
        """All that can be gone to, in order."""
        return tuple(self._values)

    def go(self, value: Value) -> None:
        """Comes to a value; what was gone back from is forgotten. An equal value is no step."""
        if value != self.now:
            self._values = [*self._values[: self._at + 1], value][-MOST:]
            self._at = len(self._values) - 1

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._values)

    def back(self) -> bool:
        """Moves the mark to the value before; says whether there is one."""
        moved = self.can_go_back
        self._at -= moved
        return moved

    def forward(self) -> bool:
        """Moves the mark to the value after; says whether there is one."""
        moved = self.can_go_forward
        self._at += moved
        return moved
