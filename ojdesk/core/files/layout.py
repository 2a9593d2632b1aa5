"""What stands where on a sheet: which rows are units, which columns are results, what the headings say.

Nothing is known beforehand. A row is a row of results when a cell on its left names a unit, by name or by code, and
the cells to the right look like results. The header is what stands right above the first such row. So it does not
matter in which row the header is, how many rows it has, or what the columns are called; where the columns do have
their usual names, these decide in case of doubt.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from ojdesk.core.files.area import HEADING_REACH, LEFT, UNIT_ROLES, Area, View
from ojdesk.core.files.columns import Column, Header
from ojdesk.core.files.headings import Role, group_of, kind_of, role_of, year_of
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.other_views import other_views
from ojdesk.core.files.rows import Row, RowFinder
from ojdesk.core.files.sheet import Sheet, as_text
from ojdesk.core.files.whose import is_name_of, parse_code
from ojdesk.core.model import Finding, Group, Level, Unit
from ojdesk.core.text import key
from ojdesk.core.units import unit_table

_NO_UNITS = "Inga enheter"


@dataclass(frozen=True)
class NoTable:
    """Why there are no results on a sheet, in Swedish, with what was found that may have been some."""

    why: str
    findings: Sequence[Finding] = ()


@dataclass(frozen=True)
class Table:
    """The results on one sheet, as rows × columns; `year` is that of cells whose row and column name none."""

    view: View
    year: int | None
    header: tuple[int, ...]
    rows: list[Row]
    columns: list[Column]
    findings: list[Finding] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        """The sheet as the table is read: `rows` and `columns` count within it."""
        return self.view.sheet

    @property
    def units(self) -> dict[str, Unit]:
        """All whose figures there are, by code."""
        units = [unit for row in self.rows for unit in (row.by_year.values() if row.by_year else (row.unit,))]
        levels = [column for column in self.columns if column.level]
        sums = (unit_of(row, column, self.year) for row in self.rows for column in levels)
        return {unit.code: unit for unit in (*units, *sums) if unit}


def unit_of(row: Row, column: Column, year: int | None) -> Unit | None:
    """Whose figure stands in a row and a column, on a sheet of some year; None where the unit was not there then."""
    match column.level:
        case None:
            return row.unit_in(column.year or year)
        case Level.NATION:
            return unit_table().nation
    return unit_table().by_code.get(row.unit.county, row.unit)


def find_tables(
    sheet: Sheet,
    file: str,
    year: int | None,
    legend: Legend,
    *,
    group: Group | None = None,
    title: str = "",
    ids: Mapping[str, str] = MappingProxyType({}),
) -> list[Table] | NoTable:
    """The results on a sheet, or the reason why there are none. Most often there is one table.

    Args:
        sheet: The raw cells.
        file: The file's name, for findings.
        year: The sheet's year, which also tells apart two districts that have had the same name.
        legend: Which words in cells stand for answers or for missing values.
        group: Whom the whole sheet is about, if its name says so.
        title: What a list of contents says of the sheet.
        ids: The wordings of indicators that the file lists by id.
    """

    def begin(view: View, start: int, end: int) -> Area:
        return Area(view, file, year, group, title, ids, legend, start, end)

    finder = _Finder(begin)
    found = finder.find(View(sheet))
    for other in other_views(sheet, year) if isinstance(found, NoTable) else ():
        seen = finder.find(other)
        if isinstance(seen, list):
            return seen
    return found


class _Finder:
    """Finds the tables of a sheet: below each other, and beside each other."""

    def __init__(self, begin: Callable[[View, int, int], Area]) -> None:
        self._begin = begin

    def find(self, view: View, start: int = 0, end: int | None = None) -> list[Table] | NoTable:
        end = len(view.sheet.rows) if end is None else end
        tables: list[Table] = []
        why = NoTable(_NO_UNITS)
        while start < end:
            area = self._begin(view, start, end)
            found = _Search(area).run()
            if isinstance(found, Table):
                tables.append(found)
                if area.right < view.sheet.width:
                    tables += self._beside(area, found)
            elif not tables:
                why = NoTable(found, area.findings)
            elif area.named:
                what = f"Från rad {start + 1} står det annat än i tabellen ovanför, och det har inte lästs."
                area.find(start, 0, what, serious=True)
                tables[-1].findings.append(area.findings[-1])
            start = area.end
            # The title of a table below stands above its header.
            last = found.rows[-1].index if isinstance(found, Table) else start
            while last + 1 < start < end and sum(cell is not None for cell in view.sheet.rows[start - 1]) < 2:
                start -= 1
        return tables or why

    def _beside(self, area: Area, table: Table) -> list[Table]:
        found = self.find(area.view.without_left(area.right), area.start, area.end)
        if isinstance(found, NoTable):
            what = "Här börjar en tabell till bredvid den första. Den har inte lästs."
            area.find(table.rows[0].index, area.right, what, serious=True)
            return []
        return found


class _Search:
    """The search for one table in an area, which it narrows down."""

    def __init__(self, area: Area) -> None:
        self.area, self.sheet = area, area.sheet

    def run(self) -> Table | str:
        area = self.area
        unexplained = (row for row in range(area.start, area.end) if not self._explains(row))
        named = {row: columns for row in unexplained if (columns := area.unit_cells(row))}
        area.named = named
        first = next((row for row in named if self._begins(row, named[row])), None)
        if first is None:
            return "Inga enheter med resultat" if named else _NO_UNITS
        area.end = self._find_next_labels(first, named)
        self._find_roles(first, {row: columns for row, columns in named.items() if row < area.end})
        below = [row for row in named if first <= row < area.end]
        self._cut_beside(below)
        area.find_left(below)
        header = Header(area, first)
        area.end = header.find_end()
        area.year = header.block_year() or area.year
        results = header.find_columns()
        if not results:
            return "Inga kolumner med resultat"
        rows = RowFinder(area, header, results).find()
        if not rows:
            return "Inga enheter med resultat"
        return Table(area.view, area.year, header.rows, rows, results, area.findings)

    def _begins(self, row: int, named: list[int]) -> bool:
        """Whether a row that names a unit is one of results, or has such rows for its groups right below."""
        if self.area.is_numbering(row):
            return False
        if self._holds_results(row, max(named)):
            return True
        below = self.sheet.text(row + 1, named[-1])
        return group_of(below) is not None and self._holds_results(row + 1, max(named))

    def _explains(self, row: int) -> bool:
        """Whether a row is one of a key, "1 Ja", whose sign passes for a code."""
        return not self.area.view.turned and (self.sheet.name, row) in self.area.legend.rows

    def _find_next_labels(self, first: int, named: dict[int, list[int]]) -> int:
        """The row of the next header whose headings on the left are not those of this one, or the end of the area.

        A key below the last unit ends the table as well.
        """

        def labels(row: int) -> set[tuple[int, Role]]:
            roles = ((column, role_of(as_text(cell))) for column, cell in enumerate(self.sheet.rows[row][:LEFT]))
            return {(column, role) for column, role in roles if role in UNIT_ROLES}

        above = range(max(self.area.start, first - HEADING_REACH), first)
        own = set().union(*(labels(row) for row in above if row not in named))
        last = max(named)
        for row in range(first + 1, self.area.end):
            if row in named:
                continue
            if (row > last and self._explains(row)) or (own and (found := labels(row)) and not found <= own):
                return row
        return self.area.end

    def _holds_results(self, row: int, after: int) -> bool:
        """Whether the cells behind the unit are results rather than headings."""
        cells = [
            cell
            for column, cell in enumerate(self.sheet.rows[row])
            if column > after and cell is not None and not self.area.is_headed(row, column)
        ]
        if not cells or all(year_of(as_text(cell)) for cell in cells):
            return False
        return sum(map(self.area.is_result, cells)) * 2 >= len(cells)

    def _find_roles(self, first: int, named: dict[int, list[int]]) -> None:
        above = self._rows_above(first)
        for column in range(min(self.sheet.width, LEFT * 3)):
            for row in reversed(above):
                role = role_of(self.sheet.text(row, column))
                if role is not None and not self.area.has_results_for_names(row, column, role):
                    self.area.roles[column] = role
                    break
        below = [row for row in named if row >= first]
        hits = Counter(column for row in below for column in named[row])
        leftmost_label = min(self.area.roles, default=LEFT)
        for column, count in hits.items():
            if column not in self.area.roles and (count * 2 >= len(below) or column < leftmost_label):
                is_code = all(self.area.is_code(row, column) for row in below if column in named[row])
                self.area.roles[column] = Role.UNIT_CODE if is_code else Role.UNIT_NAME
        names = [column for column, role in self.area.roles.items() if role in {Role.UNIT_NAME, Role.COUNTY_NAME}]
        last = max(names, default=-1)
        for column in range(last + 2):
            # Behind the names stand results, where a 1 is no code of a county.
            is_headed = any(self.sheet.text(row, column) for row in above)
            if column in self.area.roles or (column > last and is_headed):
                continue
            if self._agrees_as_code(column, names, below):
                self.area.roles[column] = Role.UNIT_CODE
        is_long = Role.INDICATOR in self.area.roles.values()
        # A heading far to the right that only sounds like a unit's ("Område") is a result's after all.
        for column in sorted(self.area.roles):
            is_unit = self.area.roles[column] in {Role.UNIT_NAME, Role.COUNTY_NAME}
            cells = {type(self.sheet.cell(row, column)) for row in below} - {type(None)}
            if is_unit and not hits[column] and cells and str not in cells:
                del self.area.roles[column]
            elif is_unit and not hits[column] and self._is_remark(column, below, is_long=is_long):
                self.area.roles[column] = Role.OTHER

    def _is_remark(self, column: int, rows: Iterable[int], *, is_long: bool) -> bool:
        """Whether a column that names no units is of the indicators: "Område" is their area, "Enhet" is percent."""
        heading = self.sheet.text(self.area.heads[column][0], column) if column in self.area.heads else ""
        texts = {text for row in rows if (text := self.sheet.text(row, column))}
        return key(heading) in {"område", "enhet"} and (is_long or all(map(kind_of, texts)))

    def _rows_above(self, first: int) -> range:
        """The rows that may belong to the header. A blank row above its headings ends it: beyond may stand a key."""
        top = max(self.area.start, first - HEADING_REACH)
        is_headed = False
        for row in range(first - 1, top - 1, -1):
            if is_headed and not any(cell is not None for cell in self.sheet.rows[row]):
                return range(row + 1, first)
            is_headed = is_headed or any(role_of(as_text(cell)) for cell in self.sheet.rows[row][: LEFT * 3])
        return range(top, first)

    def _agrees_as_code(self, column: int, names: list[int], rows: list[int]) -> bool:
        """Whether the numbers in a column without a heading are the codes of the names beside them."""
        agreeing = filled = 0
        for row in rows:
            code = parse_code(self.sheet.text(row, column))
            if not self.sheet.text(row, column):
                continue
            filled += 1
            known = unit_table().by_code.get(code or "")
            agreeing += bool(known and any(is_name_of(known, self.sheet.text(row, name)) for name in names))
        return filled > 0 and agreeing * 2 > filled

    def _cut_beside(self, rows: list[int]) -> None:
        """Leaves out a second table to the right: columns that name other units than those on the left do."""
        columns = sorted(column for column, role in self.area.roles.items() if role in UNIT_ROLES)
        for before, column in pairwise(columns):
            between = range(before + 1, column)
            if not any(self.area.has_results(it, rows) for it in between if it not in self.area.roles):
                continue
            pairs = [
                (self.area.unit_in(row, columns[: columns.index(column)]), self.area.unit_in(row, [column]))
                for row in rows
            ]
            same = [
                left == right or right.code in {left.county, left.municipality}
                for left, right in pairs
                if left and right
            ]
            if sum(same) * 2 < len(same):
                self.area.right = column
                self.area.roles = {it: role for it, role in self.area.roles.items() if it < column}
                return
