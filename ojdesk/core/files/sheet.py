"""A sheet as the reader hands it over: raw cells at their true addresses, nothing interpreted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from operator import itemgetter
from typing import TypeAlias

#: What a cell holds. Numbers are float whatever the workbook says; an empty cell is None. Excel's two truth values are
#: the words that a Swedish Excel shows for them.
Cell: TypeAlias = str | float | None


@dataclass(frozen=True)
class Sheet:
    """Raw cells.

    Attributes:
        name: The sheet's name.
        rows: rows[r][c], both from 0 and counted from A1; rows may differ in length.
        merged: Merged areas as (first row, first column, last row, last column).
        percent: Runs of cells with a percent format, as (row, first column, last column).
        faulty: Cells that show an error such as #DIV/0!, or a formula that was never computed: {(row, column): text}.
        visible: Whether Excel shows the sheet.
    """

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    percent: list[tuple[int, int, int]] = field(default_factory=list)
    faulty: dict[tuple[int, int], str] = field(default_factory=dict)
    visible: bool = True

    def cell(self, row: int, column: int) -> Cell:
        """The cell's content; None outside the sheet."""
        if not 0 <= row < len(self.rows):
            return None
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def column(self, column: int, rows: Sequence[int]) -> Sequence[Cell]:
        """The cells of a column in some rows of the sheet."""
        if column >= self.width or len(rows) < 2:
            return [self.cell(row, column) for row in rows]
        cells: tuple[Cell, ...] = itemgetter(*rows)(self._columns[column])
        return cells

    def text(self, row: int, column: int) -> str:
        """The cell as text; numbers without a needless decimal part, empty cells as an empty string."""
        return as_text(self.cell(row, column))

    @cached_property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max((len(row) for row in self.rows), default=0)

    @cached_property
    def _columns(self) -> list[tuple[Cell, ...]]:
        return list(zip_longest(*self.rows))

    def percent_rows(self, column: int) -> frozenset[int]:
        """The rows in which a column has a percent format."""
        return self._percent_rows.get(column, frozenset())

    @cached_property
    def _percent_rows(self) -> dict[int, frozenset[int]]:
        found: dict[int, list[int]] = {}
        for row, first, last in self.percent:
            for column in range(first, last + 1):
                found.setdefault(column, []).append(row)
        return {column: frozenset(rows) for column, rows in found.items()}


def as_text(cell: Cell) -> str:
    """A cell as the text one would read aloud from it."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell
