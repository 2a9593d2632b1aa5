"""A sheet as the reader hands it over: raw cells at their true addresses, nothing interpreted."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

#: What a cell holds. Numbers are float whatever the workbook says; an empty cell is None.
Cell: TypeAlias = str | float | bool | None


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

    def text(self, row: int, column: int) -> str:
        """The cell as text; numbers without a needless decimal part, empty cells as an empty string."""
        return as_text(self.cell(row, column))

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    @cached_property
    def percent_cells(self) -> frozenset[tuple[int, int]]:
        return frozenset((row, column) for row, first, last in self.percent for column in range(first, last + 1))

    @cached_property
    def merge_starts(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        return {(area[0], area[1]): area for area in self.merged}


def as_text(cell: Cell) -> str:
    """A cell as the text one would read aloud from it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "SANT" if cell else "FALSKT"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell


def address(row: int, column: int) -> str:
    """`E7` for (6, 4)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
