"""Sheets in which units are not the rows, seen as if they were: the one form that tables are looked for in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.area import View, put_before, turn
from ojdesk.core.files.headings import Role, role_of, without_share
from ojdesk.core.files.sheet import Cell, Sheet, as_text
from ojdesk.core.files.whose import identify, is_name_of, names_unit, parse_code
from ojdesk.core.model import Unit
from ojdesk.core.text import tidy
from ojdesk.core.units import unit_table

#: So many units beside each other are what a table has for columns.
_TURNED = 4
#: How far down they are looked for.
_TOP = 60


def other_views(sheet: Sheet, year: int | None) -> Iterator[View]:
    """How else a sheet may be seen that has no table as it stands, the likeliest first.

    Args:
        sheet: The raw cells.
        year: The sheet's year.
    """
    return (view for see in _WAYS if (view := see(sheet, year)) is not None)


def _of_one_unit(sheet: Sheet, year: int | None) -> View | None:
    """A sheet that is about one unit, with the unit's name put before each row; None for any other sheet."""
    header = _header(sheet)
    unit = identify(((Role.UNIT_NAME, sheet.name),), year=year) if names_unit(sheet.name) else None
    if header is None or not isinstance(unit, Unit):
        return None
    return _with_names(sheet, header, [unit.name if len(_filled(row)) > 1 else None for row in sheet.rows])


def _in_sections(sheet: Sheet, _: int | None) -> View | None:
    """A sheet where each unit's name stands alone over its rows, with what stands there moved before each row.

    What names no unit is moved there too: the rows below it are not those of the unit before.
    """
    header = _header(sheet)
    if header is None:
        return None
    rows, names = [], []
    name: Cell = None
    for at, row in enumerate(sheet.rows):
        filled = _filled(row)
        # An indicator alone is one that nobody has answered.
        is_heading = at > header and len(filled) == 1 and catalogue().find(as_text(filled[0])) is None
        name = filled[0] if is_heading else name
        names.append(name if filled and not is_heading else None)
        rows.append([] if is_heading else row)
    if not any(names_unit(name) for name in names if isinstance(name, str)):
        return None
    return _with_names(replace(sheet, rows=rows), header, names)


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None]


def _header(sheet: Sheet) -> int | None:
    """The row with a heading over the indicators, where they stand below each other."""
    for row, cells in enumerate(sheet.rows[:_TOP]):
        if any(isinstance(cell, str) and role_of(cell) is Role.INDICATOR for cell in cells):
            return row
    return None


def _with_names(sheet: Sheet, header: int, names: Sequence[Cell]) -> View:
    """A sheet with whose each row below the header is, put before it."""
    return put_before(sheet, [None if at < header else "Kommun" if at == header else it for at, it in enumerate(names)])


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


def _turned(sheet: Sheet, _: int | None) -> View | None:
    """A sheet whose units are its columns, named on one row from some column on, as if they were its rows."""
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
    return turn(replace(sheet, rows=rows, merged=merged)).without_left(top)


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


#: Each gives a view with a unit on each row, or None for a sheet of another kind.
_WAYS: tuple[Callable[[Sheet, int | None], View | None], ...] = (_turned, _of_one_unit, _in_sections)
