"""A sheet as its tables are read: as it stands, turned if its units are columns, or with its one unit in each row."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.headings import Role, role_of, without_share
from ojdesk.core.files.sheet import Cell, Sheet, as_text
from ojdesk.core.files.whose import identify, is_name_of, names_unit, parse_code
from ojdesk.core.model import Unit
from ojdesk.core.text import tidy
from ojdesk.core.units import unit_table

#: So many units beside each other are what a table has for columns.
_TURNED = 4
#: How far down they, or a heading, are looked for.
_TOP = 60

_Index = TypeVar("_Index", int, NDArray[np.int32])


@dataclass(frozen=True)
class View:
    """A sheet as a table on it is read: without the columns to its left, and turned if its units are columns.

    Attributes:
        left: How many columns have been left out; −1 where one has been put in front.
        turned: Whether rows and columns have changed places, before that.
    """

    sheet: Sheet
    left: int = 0
    turned: bool = False

    def place(self, row: _Index, column: _Index) -> tuple[_Index, _Index]:
        """Where a cell, or each of many, stands in the file."""
        return (column + self.left, row) if self.turned else (row, column + self.left)

    def without_left(self, count: int) -> "View":
        """The same without its first columns."""
        sheet = self.sheet
        cut = replace(
            sheet,
            rows=[row[count:] for row in sheet.rows],
            merged=[
                (top, max(left - count, 0), bottom, right - count)
                for top, left, bottom, right in sheet.merged
                if right >= count
            ],
            percent=[(row, max(first - count, 0), last - count) for row, first, last in sheet.percent if last >= count],
            faulty={(row, column - count): text for (row, column), text in sheet.faulty.items() if column >= count},
        )
        return View(cut, self.left + count, self.turned)


def turned(sheet: Sheet) -> View | None:
    """A sheet whose units are its columns, as if they were its rows; None for any other sheet."""
    beside = _units_beside(sheet)
    if beside is None:
        return None
    names, first = beside
    top = names
    while top and sum(cell is not None for cell in sheet.rows[top - 1]) > 2:
        top -= 1
    labels = _labels_of(sheet, names, first)
    codes = [unit_table().by_code.get(parse_code(sheet.text(names + 1, it)) or "") for it in range(first, sheet.width)]
    agrees = all(unit and is_name_of(unit, sheet.text(names, it)) for it, unit in enumerate(codes, first))
    bottom = names + agrees
    rows = []
    for index, row in enumerate(sheet.rows):
        if top <= index <= bottom:
            # What stands over the names of the indicators ("Indikator") would, once turned, stand over the units.
            plain = [without_share(cell) if isinstance(cell, str) else cell for cell in row[first:]]
            rows.append([None] * first + (plain if index == names else row[first:]))
        else:
            kept = [row[column] if column < len(row) else None for column in labels]
            rows.append([None] * (first - len(kept)) + kept + row[first:])
    place = {column: first - len(labels) + at for at, column in enumerate(labels)}
    merged = [
        (up, place.get(left, left), down, place.get(right, right))
        for up, left, down, right in sheet.merged
        if left >= first or (left == right and left in place)
    ]
    return _turn(replace(sheet, rows=rows, merged=merged)).without_left(top)


def _units_beside(sheet: Sheet) -> tuple[int, int] | None:
    """The row that names units beside each other, and the first column that does; None when there is none.

    Of several such rows right below each other, counties over municipalities, the lowest has the finest.
    """
    found: tuple[int, int] | None = None
    for row in range(min(len(sheet.rows), _TOP)):
        named = [
            it for it, cell in enumerate(sheet.rows[row]) if isinstance(cell, str) and names_unit(without_share(cell))
        ]
        is_headed = any(role_of(as_text(cell)) is Role.INDICATOR for cell in sheet.rows[row][: min(named, default=0)])
        if len(named) >= _TURNED or (named and is_headed):
            found = row, named[0]
        elif found:
            break
    return found


def _labels_of(sheet: Sheet, names: int, first: int) -> list[int]:
    """The columns on the left that say what a row is about, the one with the indicators behind those with areas.

    Once turned, the lowest heading is the indicator, but for years and groups, and what stands over it is its area.
    """
    below = range(names + 1, len(sheet.rows))
    roles = {column: role_of(sheet.text(names, column)) for column in range(first)}
    texts = {column: {tidy(sheet.text(row, column)) for row in below} - {""} for column in roles}
    there = [column for column, role in roles.items() if role is not Role.OTHER and texts[column]]
    there = there or [column for column in roles if texts[column]]

    def is_indicator(column: int) -> tuple[bool, int, int]:
        known = sum(catalogue().find(text) is not None for text in texts[column])
        return roles[column] is Role.INDICATOR, known, len(texts[column])

    wording = max(there, key=is_indicator, default=-1)
    beside = {column for column in there if roles[column] in {Role.YEAR, Role.GROUP}}
    return sorted(there, key=lambda column: (column == wording or column in beside, column))


def _turn(sheet: Sheet) -> View:
    """The sheet with rows and columns changed."""
    turned = replace(
        sheet,
        rows=[[sheet.cell(row, column) for row in range(len(sheet.rows))] for column in range(sheet.width)],
        merged=[(left, top, right, bottom) for top, left, bottom, right in sheet.merged],
        percent=[(column, row, row) for row, first, last in sheet.percent for column in range(first, last + 1)],
        faulty={(column, row): text for (row, column), text in sheet.faulty.items()},
    )
    return View(turned, turned=True)


def of_one_unit(sheet: Sheet, year: int | None) -> View | None:
    """A sheet that is about one unit, with the unit's name put in front of each row; None for any other sheet."""
    heads = (
        row
        for row, cells in enumerate(sheet.rows[:_TOP])
        if any(isinstance(cell, str) and role_of(cell) is Role.INDICATOR for cell in cells)
    )
    header = next(heads, None)
    if header is None or not names_unit(sheet.name):
        return None
    unit = identify(((Role.UNIT_NAME, sheet.name),), year=year)
    if not isinstance(unit, Unit):
        return None
    below = [
        [unit.name if sum(cell is not None for cell in row) > 1 else None, *row] for row in sheet.rows[header + 1 :]
    ]
    rows: list[list[Cell]] = [*([None, *row] for row in sheet.rows[:header]), ["Kommun", *sheet.rows[header]], *below]
    wider = replace(
        sheet,
        rows=rows,
        merged=[(top, left + 1, bottom, right + 1) for top, left, bottom, right in sheet.merged],
        percent=[(row, first + 1, last + 1) for row, first, last in sheet.percent],
        faulty={(row, column + 1): text for (row, column), text in sheet.faulty.items()},
    )
    return View(wider, left=-1)
