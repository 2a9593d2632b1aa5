"""What stands where on a sheet: which rows are units, which columns are results, what the headings say.

Nothing is known beforehand. A row is a row of results when a cell on its left names a unit, by name or by code, and
the cells to the right look like results. The header is what stands right above the first such row. So it does not
matter in which row the header is, how many rows it has, or what the columns are called; where the columns do have
their usual names, these decide in case of doubt.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from ojdesk.core.files.area import HEADER_ROWS, LEFT, Area, as_plain
from ojdesk.core.files.columns import Column, Header
from ojdesk.core.files.headings import Role, role_of, year_of
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.rows import UNIT_ROLES, Row, RowFinder
from ojdesk.core.files.sheet import Sheet, address
from ojdesk.core.files.whose import is_name_of, parse_code
from ojdesk.core.model import Finding
from ojdesk.core.units import unit_table


@dataclass(frozen=True)
class Table:
    """The results on one sheet, as rows × columns; `year` is that of cells whose row and column name none."""

    sheet: Sheet
    year: int | None
    header: tuple[int, ...]
    rows: list[Row]
    columns: list[Column]
    findings: list[Finding] = field(default_factory=list)


def find_tables(sheet: Sheet, file: str, year: int | None, legend: Legend) -> list[Table] | str:
    """The results on a sheet, or the Swedish reason why there are none. Most often there is one table.

    Args:
        sheet: The raw cells.
        file: The file's name, for findings.
        year: The sheet's year, which also tells apart two districts that have had the same name.
        legend: Which words in cells stand for answers or for missing values.
    """
    tables: list[Table] = []
    start = 0
    while start < len(sheet.rows):
        search = _Search(Area(sheet, file, year, legend, start, len(sheet.rows), sheet.width))
        found = search.run()
        if isinstance(found, Table):
            tables.append(found)
        elif not tables:
            return found
        elif search.has_units:
            what = f"Från rad {start + 1} står det annat än i tabellen ovanför, och det har inte lästs."
            tables[-1].findings.append(Finding(file, what, serious=True, sheet=sheet.name, cell=address(start, 0)))
        start = search.area.end
    return tables or "Inga enheter"


class _Search:
    """The search for one table in an area, which it narrows down.

    Attributes:
        has_units: Whether there are units at all.
    """

    def __init__(self, area: Area) -> None:
        self.area, self.sheet = area, area.sheet
        self.has_units = False

    def run(self) -> Table | str:
        area = self.area
        named = {row: columns for row in range(area.start, area.end) if (columns := area.unit_cells(row))}
        self.has_units = bool(named)
        first = next((row for row in named if self._holds_results(row, max(named[row]))), None)
        if first is None:
            return "Inga enheter med resultat" if named else "Inga enheter"
        self._find_roles(first, named)
        self._cut_beside(first, [row for row in named if row >= first])
        header = Header(area, first)
        area.end = header.find_end()
        results = header.find_columns()
        if not results:
            return "Inga kolumner med resultat"
        rows = RowFinder(area, header).find(results)
        if not rows:
            return "Inga enheter med resultat"
        return Table(self.sheet, area.year, header.rows, rows, results, area.findings)

    def _holds_results(self, row: int, after: int) -> bool:
        """Whether the cells behind the unit are results rather than headings."""
        cells = [
            cell
            for column, cell in enumerate(self.sheet.rows[row])
            if column > after and cell is not None and not self.area.is_headed(row, column)
        ]
        if not cells or all(year_of(as_plain(cell)) for cell in cells):
            return False
        return sum(map(self.area.is_result, cells)) * 2 >= len(cells)

    def _find_roles(self, first: int, named: dict[int, list[int]]) -> None:
        above = range(max(self.area.start, first - HEADER_ROWS - 2), first)
        for column in range(min(self.sheet.width, LEFT * 3)):
            for row in reversed(above):
                role = role_of(self.sheet.text(row, column))
                if role is not None:
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
        # A heading far to the right that only sounds like a unit's ("Område") is a result's after all.
        for column in sorted(self.area.roles):
            is_unit = self.area.roles[column] in {Role.UNIT_NAME, Role.COUNTY_NAME}
            cells = {type(self.sheet.cell(row, column)) for row in below} - {type(None)}
            if is_unit and not hits[column] and cells and str not in cells:
                del self.area.roles[column]

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

    def _cut_beside(self, first: int, rows: list[int]) -> None:
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
                self.area.find(
                    first, column, "Här börjar en tabell till bredvid den första. Den har inte lästs.", serious=True
                )
                return
