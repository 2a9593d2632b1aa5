"""The stretch of a sheet that one table is looked for in, and what is known of it so far."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ojdesk.core.files.headings import Role, role_of, year_of
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.meanings import answer
from ojdesk.core.files.numerals import number_in
from ojdesk.core.files.sheet import Cell, Sheet, as_text
from ojdesk.core.files.whose import identify, names_unit, parse_code
from ojdesk.core.model import Finding, Group, Unit, address
from ojdesk.core.text import tidy
from ojdesk.core.units import unit_table
from ojdesk.core.work import checkpoint

#: How many columns on the left may say whose a row is.
LEFT = 12
#: How many rows a header may have.
HEADER_ROWS = 4
#: How far above the first results the top of a header may be, with headings of sections and blank rows between.
HEADING_REACH = HEADER_ROWS + 4
#: How far down a heading is looked for.
_TOP = 60

UNIT_ROLES = {Role.COUNTY_CODE, Role.COUNTY_NAME, Role.UNIT_CODE, Role.UNIT_NAME}


_Index = TypeVar("_Index", int, NDArray[np.int32])


@dataclass(frozen=True)
class View:
    """A sheet as a table on it is read: without the columns to its left, and turned if its units are columns.

    Attributes:
        left: How many columns have been left out; below zero where one has been put before them.
        turned: Whether rows and columns have changed places, before that.
    """

    sheet: Sheet
    left: int = 0
    turned: bool = False

    def place(self, row: _Index, column: _Index) -> tuple[_Index, _Index]:
        """Where a cell, or each of many, stands in the file."""
        return (column + self.left, row) if self.turned else (row, column + self.left)

    def without_left(self, count: int) -> "View":
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


def turn(sheet: Sheet) -> View:
    """The sheet with rows and columns changed."""
    turned = replace(
        sheet,
        rows=[[sheet.cell(row, column) for row in range(len(sheet.rows))] for column in range(sheet.width)],
        merged=[(left, top, right, bottom) for top, left, bottom, right in sheet.merged],
        percent=[(column, row, row) for row, first, last in sheet.percent for column in range(first, last + 1)],
        faulty={(column, row): text for (row, column), text in sheet.faulty.items()},
    )
    return View(turned, turned=True)


def put_before(sheet: Sheet, cells: Sequence[Cell]) -> View:
    """The sheet with a column put before its first: a cell for each row, of what stands elsewhere in the file."""
    wider = replace(
        sheet,
        rows=[[cell, *row] for cell, row in zip(cells, sheet.rows, strict=True)],
        merged=[(top, left + 1, bottom, right + 1) for top, left, bottom, right in sheet.merged],
        percent=[(row, first + 1, last + 1) for row, first, last in sheet.percent],
        faulty={(row, column + 1): text for (row, column), text in sheet.faulty.items()},
    )
    return View(wider, left=-1)


@dataclass
class Area:
    """The stretch of a sheet that one table is looked for in. Each step reads what the steps before it found.

    Attributes:
        file: The file's name, for findings.
        year: The sheet's year.
        group: Whom the whole sheet is about, if its name says so.
        title: What a list of contents says of the sheet.
        ids: The wordings of indicators that the file lists by id.
        start: Its first row.
        end: The first row below it.
        right: The first column beside it.
        named: The rows that name units, each with the columns in which it does.
        roles: What the columns that are no results hold.
        left: The first column that may hold results.
    """

    view: View
    file: str
    year: int | None
    group: Group | None
    title: str
    ids: Mapping[str, str]
    legend: Legend
    start: int
    end: int
    right: int = 0
    left: int = 0
    named: dict[int, list[int]] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _are_results: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = self.view.sheet
        self.right = self.sheet.width
        self.heads = self._find_heads()

    def _find_heads(self) -> dict[int, tuple[int, Role]]:
        """The columns whose heading is one of the usual ones, each with the row of its topmost heading."""
        found: dict[int, tuple[int, Role]] = {}
        for row in range(self.start, min(self.start + _TOP, self.end)):
            for column, cell in enumerate(self.sheet.rows[row][: LEFT * 3]):
                if not isinstance(cell, str) or column in found or (role := role_of(cell)) is None:
                    continue
                if not self.has_results_for_names(row, column, role):
                    found[column] = (row, role)
        return found

    def has_results_for_names(self, row: int, column: int, role: Role) -> bool:
        """Whether results stand below what could head names: "Länet" beside "Kommunen" under a question."""
        if role not in {Role.UNIT_NAME, Role.COUNTY_NAME}:
            return False
        below = range(row + 1, min(row + 1 + _TOP, self.end))
        cells = [cell for it in below if (cell := self.sheet.cell(it, column)) is not None]
        names = (isinstance(cell, str) and (names_unit(cell) or role_of(cell) is not None) for cell in cells)
        return bool(cells) and all(map(self.is_result, cells)) and not any(names)

    def find_left(self, rows: Sequence[int]) -> None:
        """Sets `left` behind the labels. Codes and names may stand behind the results as well."""
        for column in range(self.right):
            role = self.roles.get(column)
            if role is None and self.left and self.has_results(column, rows):
                break
            if role not in {None, Role.OTHER}:
                self.left = column + 1
        others = [column for column, role in self.roles.items() if role not in UNIT_ROLES | {Role.OTHER}]
        self.left = max([self.left, *(column + 1 for column in others)])

    def is_headed(self, row: int, column: int) -> bool:
        """Whether a column has a usual heading above the row, so that it holds no results."""
        return column in self.heads and self.heads[column][0] < row

    def unit_cells(self, row: int) -> list[int]:
        """The columns on the left whose cell is the name of a unit, or a code that is known."""
        checkpoint()
        cells = self.sheet.rows[row][:LEFT]
        named = [column for column, cell in enumerate(cells) if isinstance(cell, str) and names_unit(cell)]
        if named:
            return named
        # Without a name and a heading only a text with its zeros intact is a code for sure: a number may be anything.
        return [column for column, cell in enumerate(cells) if cell is not None and self.is_code(row, column)][:1]

    def is_code(self, row: int, column: int) -> bool:
        """Whether a cell is a code that a unit has."""
        text = self.sheet.text(row, column)
        role = self.heads[column][1] if self.is_headed(row, column) else None
        if role in {Role.UNIT_CODE, Role.COUNTY_CODE}:
            return unit_table().coded(parse_code(text, county=role is Role.COUNTY_CODE) or "") is not None
        # 2021 is a year, unless a heading says that Vansbro is meant.
        is_text = isinstance(self.sheet.cell(row, column), str) and year_of(text) is None
        return is_text and len(text) >= 4 and unit_table().coded(parse_code(text) or "") is not None

    def is_result(self, cell: Cell) -> bool:
        """Whether a cell looks like a result: a number, an answer, or a sign for why there is none."""
        if not isinstance(cell, str):
            return True
        found = self._are_results.get(cell)
        if found is None:
            checkpoint()
            plain = tidy(cell)
            found = (
                len(plain) <= 3 or answer(plain) is not None or self.legend.is_known(plain) or bool(number_in(plain))
            )
            self._are_results[cell] = found
        return found

    def is_figure(self, cell: Cell) -> bool:
        """Whether a cell holds a number or an answer: what no heading is, unless it is a year."""
        if not isinstance(cell, str):
            return cell is not None
        plain = tidy(cell)
        return answer(plain) is not None or bool(number_in(plain))

    def has_results(self, index: int, rows: Iterable[int]) -> bool:
        """Whether any of the rows has what looks like a result in a column."""
        cells = (self.sheet.cell(row, index) for row in rows)
        return any(cell is not None and self.is_result(cell) for cell in cells)

    def is_numbering(self, row: int) -> bool:
        """Whether a row numbers the columns: 1, 2, 3 and so on."""
        numbers = [as_text(cell) for cell in self.sheet.rows[row] if cell is not None]
        return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]

    def lone_text(self, row: int) -> str:
        """What stands alone on a row, as titles and notes do; empty if nothing does, or more than one thing."""
        filled = [cell for cell in self.sheet.rows[row][: self.right] if cell is not None]
        return tidy(as_text(filled[0])) if len(filled) == 1 else ""

    def lone_texts(self, rows: Iterable[int]) -> Iterator[str]:
        """What stands alone on each of the rows where anything does."""
        return (text for row in rows if (text := self.lone_text(row)))

    def covered(self, rows: range, columns: range) -> dict[tuple[int, int], tuple[int, int]]:
        """Cells that lie in merged areas, each with the cell that has the area's text."""
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.sheet.merged:
            if len(covered) > len(rows) * len(columns):
                break  # areas of a proper workbook do not overlap
            for row in range(max(top, rows.start), min(bottom + 1, rows.stop)):
                for column in range(max(left, columns.start), min(right + 1, columns.stop)):
                    covered[row, column] = (top, left)
        return covered

    def unit_in(self, row: int, columns: Iterable[int]) -> Unit | None:
        """The unit that a row names in the columns; None where it names none, or they disagree."""
        of_unit = ((self.roles[column], column) for column in columns if self.roles[column] in UNIT_ROLES)
        cells = tuple((role, text) for role, column in of_unit if (text := tidy(self.sheet.text(row, column))))
        found = identify(cells, year=self.year)
        return found if isinstance(found, Unit) else None

    def find(self, row: int, column: int, what: str, *, action: str = "", serious: bool = False) -> None:
        """Notes a finding about a cell."""
        row, column = self.view.place(row, column)
        # A name that a view has put in front of a row stands in no cell of the file.
        cell = address(row, max(column, 0))
        self.findings.append(Finding(self.file, what, action, serious, sheet=self.sheet.name, cell=cell))
