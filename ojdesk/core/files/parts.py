"""A table in parts: the cells of one indicator in one column, on one kind of level."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from ojdesk.core.files.columns import Column
from ojdesk.core.files.layout import Table
from ojdesk.core.files.sheet import Cell


@dataclass(frozen=True)
class Part:
    """The cells of one indicator in one column of a table, on one kind of level.

    Attributes:
        at: The column's position among the table's.
        sums: Whether the rows sum up others, rather than being someone's own.
        positions: The rows' positions among the table's.
        cells: What stands there.
        percent: Whether each of them has a percent format; one answer where it is the same for all.
    """

    wording: str
    column: Column
    at: int
    sums: bool
    positions: list[int]
    cells: Sequence[Cell]
    percent: list[bool] | bool

    @property
    def formats(self) -> Iterable[bool]:
        """`percent`, cell by cell."""
        return repeat(self.percent, len(self.cells)) if isinstance(self.percent, bool) else self.percent


def parts_of(table: Table) -> list[Part]:
    """A column is one indicator's; in a long table each row says whose it is."""
    by_wording: dict[str, list[int]] = {}
    for position, row in enumerate(table.rows):
        by_wording.setdefault(row.wording, []).append(position)
    split = {wording: list(_by_level(table, positions)) for wording, positions in by_wording.items()}
    everyone = list(_by_level(table, range(len(table.rows))))
    parts = []
    for at, column in enumerate(table.columns):
        for wording, levels in {column.wording: everyone}.items() if column.wording else split.items():
            for is_sum, positions, rows in levels:
                sums = is_sum or column.level is not None
                percent = _formats(table.sheet.percent_rows(column.index), rows)
                cells = table.sheet.column(column.index, rows)
                parts.append(Part(column.wording_in(wording), column, at, sums, positions, cells, percent))
    return parts


def _formats(formatted: frozenset[int], rows: Sequence[int]) -> list[bool] | bool:
    if formatted.isdisjoint(rows):
        return False
    return formatted.issuperset(rows) or [row in formatted for row in rows]


def _by_level(table: Table, positions: Iterable[int]) -> Iterator[tuple[bool, list[int], list[int]]]:
    chosen: dict[bool, list[int]] = {False: [], True: []}
    for position in positions:
        chosen[not table.rows[position].unit.level.answers].append(position)
    for sums, these in chosen.items():
        if these:
            yield sums, these, [table.rows[position].index for position in these]
