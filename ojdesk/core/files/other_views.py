"""Sheets in which units are not the rows, seen as if they were: the one form that tables are looked for in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.area import View, put_before, turn
from ojdesk.core.files.headings import Role, role_of, without_share
from ojdesk.core.files.sheet import Cell, Sheet, as_text
from ojdesk.core.files.whose import bare_name, identify, is_name_of, names_unit, parse_code
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
    if not all(is_name_of(unit, name) for row in sheet.rows[header + 1 :] for name in _units_named(row)):
        return None
    return _with_names(sheet, header, [unit.name if len(_filled(row)) > 1 else None for row in sheet.rows])


def _in_sections(sheet: Sheet, _: int | None) -> View | None:
    """A sheet where each unit's name stands alone over its rows, with what stands there moved before each row.

    What names no unit is moved there too: the rows below it are not those of the unit before. Where a row is said to
    be of another unit than the one above, that is added, so that it is taken for neither's.
    """
    header = _header(sheet)
    if header is None:
        return None
    above = [_filled(row) for row in sheet.rows[:header]]
    name = next((as_text(it[0]) for it in reversed(above) if len(it) == 1), "")
    rows: list[list[Cell]] = []
    names: list[str] = []
    for row in sheet.rows[header + 1 :]:
        whole = " ".join(map(as_text, _filled(row)))
        says_more = bool(_units_named(_filled(row)[:1])) and not names_unit(whole)
        if says_more and any(map(str.isdigit, whole)):
            return None  # a figure beside a unit's name: "Riket", 65
        begins = says_more or names_unit(whole) or _is_lone_heading(row, sheet.rows[header])
        name = whole if begins else name
        is_figure = bool(whole) and not begins and row != sheet.rows[header]
        rows.append(row if is_figure else [])
        names.append(_whose(row, name) if is_figure else "")
    # A table begins with the first unit that it knows, and what stands before it would be lost without a word.
    if not names_unit(next((it for it, row in zip(names, rows, strict=True) if row), "")):
        return None
    wider = replace(sheet, rows=sheet.rows[: header + 1] + rows)
    return _with_names(wider, header, [None] * (header + 1) + [it or None for it in names])


def _is_lone_heading(row: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    """Whether a text stands alone on the left. An indicator alone is one that nobody has answered."""
    (first, *more) = _filled(row) or [None]
    if more or not isinstance(first, str) or catalogue().find(first) is not None:
        return False
    return any(role_of(as_text(cell)) is Role.INDICATOR for cell in heads[row.index(first) :])


def _whose(row: Sequence[Cell], name: str) -> str:
    """What is put before a row of a section: its name, with the units that the row names itself."""
    if len(filled := _filled(row)) == 1 and catalogue().find(as_text(filled[0])) is None:
        return ""  # a figure that does not say of what
    return " ".join([name, *(it for it in _units_named(row) if it not in name)]).strip()


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None]


def _units_named(row: Sequence[Cell]) -> list[str]:
    """The cells of a row that are a unit's name."""
    return [cell for cell in row if isinstance(cell, str) and names_unit(cell)]


def _header(sheet: Sheet) -> int | None:
    """The row with a heading over the indicators, where they stand below each other, and no columns of units."""
    for row, cells in enumerate(sheet.rows[:_TOP]):
        if any(isinstance(cell, str) and role_of(cell) is Role.INDICATOR for cell in cells):
            # What the nation has may stand beside what the unit has.
            is_plain = all(unit_table().is_nation(bare_name(it)) for it in _units_named(cells))
            return row if is_plain else None
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
_WAYS: tuple[Callable[[Sheet, int | None], View | None], ...] = (_in_sections, _turned, _of_one_unit)
