"""What stands where on a sheet: which rows are units, which columns are results, what the headings say.

Nothing is known beforehand. A row is a row of results when a cell on its left names a unit, by name or by code, and
the cells to the right look like results. The header is what stands right above the first such row. So it does not
matter in which row the header is, how many rows it has, or what the columns are called; where the columns do have
their usual names, these decide in case of doubt.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.headings import Parts, Role, combine, group_of, role_of, year_of
from ojdesk.core.files.legend import Legend, answer
from ojdesk.core.files.sheet import Cell, Sheet, address
from ojdesk.core.files.whose import Conflict, identify, is_name_of, names_unit, parse_code
from ojdesk.core.model import Finding, Group, Level, Unit
from ojdesk.core.text import key, tidy
from ojdesk.core.units import unit_table

_LEFT = 12
_HEADER_ROWS = 4
#: How far down a heading is looked for.
_TOP = 60
_UNIT_ROLES = {Role.COUNTY_CODE, Role.COUNTY_NAME, Role.UNIT_CODE, Role.UNIT_NAME}


@dataclass(frozen=True)
class Column:
    """A column of results. `wording` is empty in a long table, where each row names its indicator."""

    index: int
    wording: str
    area: str
    group: Group | None
    year: int | None


@dataclass(frozen=True)
class Row:
    """A row of results, with what the row itself says of year, group and indicator."""

    index: int
    unit: Unit
    year: int | None = None
    group: Group | None = None
    wording: str = ""


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
        search = _Search(sheet, file, year, legend, start)
        found = search.run()
        if isinstance(found, Table):
            tables.append(found)
        elif not tables:
            return found
        elif search.has_units:
            what = f"Från rad {start + 1} står det annat än i tabellen ovanför, och det har inte lästs."
            tables[-1].findings.append(Finding(file, what, serious=True, sheet=sheet.name, cell=address(start, 0)))
        start = search.end
    return tables or "Inga enheter"


class _Search:
    """The state of one search, from a row on. Each step reads what the steps before it found.

    Attributes:
        end: The first row that belongs to another table below.
        right: The first column that belongs to another table beside.
        has_units: Whether there are units at all.
    """

    def __init__(self, sheet: Sheet, file: str, year: int | None, legend: Legend, start: int) -> None:
        self.sheet = sheet
        self.file = file
        self.year = year
        self.legend = legend
        self.start, self.end = start, len(sheet.rows)
        self.right = sheet.width
        self.has_units = False
        self.findings: list[Finding] = []
        self.roles: dict[int, Role] = {}
        self.header: tuple[int, ...] = ()
        self.filled: list[dict[int, str]] = []
        self.unread: dict[str, list[int]] = {}
        self._are_results: dict[str, bool] = {}
        self.heads = self._find_heads()

    def run(self) -> Table | str:
        named = {row: columns for row in range(self.start, self.end) if (columns := self._unit_cells(row))}
        self.has_units = bool(named)
        first = next((row for row in named if self._holds_results(row, max(named[row]))), None)
        if first is None:
            return "Inga enheter med resultat" if named else "Inga enheter"
        self._find_roles(first, named)
        self._cut_beside(first, [row for row in named if row >= first])
        first_result = max((column for column, role in self.roles.items() if role is not Role.OTHER), default=-1) + 1
        self.header = self._find_header(first, first_result)
        self.filled = self._fill_header(first_result)
        self.end = self._find_end(first, first_result)
        results = self._find_columns(first, first_result)
        if not results:
            return "Inga kolumner med resultat"
        rows = self._find_rows(first, [column.index for column in results])
        if not rows:
            return "Inga enheter med resultat"
        for text, unread in self.unread.items():
            what = (
                f"har ”{text[:60]}”, som inte är någon känd grupp eller något år" if text else "nämner ingen indikator"
            )
            count = "En rad" if len(unread) == 1 else f"{len(unread)} rader"
            self._find(unread[0], 0, f"{count} {what}, och har inte lästs.", serious=True)
        return Table(self.sheet, self.year, self.header, rows, results, self.findings)

    # Which rows, roughly ---------------------------------------------------------------------------------------

    def _find_heads(self) -> dict[int, tuple[int, Role]]:
        """The columns whose heading is one of the usual ones, each with the row of its topmost heading."""
        found: dict[int, tuple[int, Role]] = {}
        for row in range(self.start, min(self.start + _TOP, self.end)):
            for column, cell in enumerate(self.sheet.rows[row][: _LEFT * 3]):
                if isinstance(cell, str) and column not in found and (role := role_of(cell)) is not None:
                    found[column] = (row, role)
        return found

    def _is_headed(self, row: int, column: int) -> bool:
        """Whether a column has a usual heading above the row, so that it holds no results."""
        return column in self.heads and self.heads[column][0] < row

    def _unit_cells(self, row: int) -> list[int]:
        """The columns on the left whose cell is the name of a unit, or a code that is known."""
        cells = self.sheet.rows[row][:_LEFT]
        named = [column for column, cell in enumerate(cells) if isinstance(cell, str) and names_unit(cell)]
        if named:
            return named
        # Without a name and a heading only a text with its zeros intact is a code for sure: a number may be anything.
        return [column for column, cell in enumerate(cells) if cell is not None and self._is_code(row, column)][:1]

    def _is_code(self, row: int, column: int) -> bool:
        text = self.sheet.text(row, column)
        role = self.heads[column][1] if self._is_headed(row, column) else None
        if role in {Role.UNIT_CODE, Role.COUNTY_CODE}:
            return parse_code(text, county=role is Role.COUNTY_CODE) in unit_table().by_code
        is_text = isinstance(self.sheet.cell(row, column), str)
        return is_text and len(text) >= 4 and parse_code(text) in unit_table().by_code

    def _holds_results(self, row: int, after: int) -> bool:
        """Whether the cells behind the unit are results rather than headings."""
        cells = [
            cell
            for column, cell in enumerate(self.sheet.rows[row])
            if column > after and cell is not None and not self._is_headed(row, column)
        ]
        if not cells or all(year_of(as_plain(cell)) for cell in cells):
            return False
        return sum(map(self._is_result, cells)) * 2 >= len(cells)

    def _is_result(self, cell: Cell) -> bool:
        if not isinstance(cell, str):
            return True
        found = self._are_results.get(cell)
        if found is None:
            plain = tidy(cell)
            found = len(plain) <= 3 or answer(plain) is not None or self.legend.is_known(plain) or _is_number(plain)
            self._are_results[cell] = found
        return found

    # What the columns on the left are --------------------------------------------------------------------------

    def _find_roles(self, first: int, named: dict[int, list[int]]) -> None:
        above = range(max(self.start, first - _HEADER_ROWS - 2), first)
        for column in range(min(self.sheet.width, _LEFT * 3)):
            for row in reversed(above):
                role = role_of(self.sheet.text(row, column))
                if role is not None:
                    self.roles[column] = role
                    break
        below = [row for row in named if row >= first]
        hits = Counter(column for row in below for column in named[row])
        leftmost_label = min(self.roles, default=_LEFT)
        for column, count in hits.items():
            if column not in self.roles and (count * 2 >= len(below) or column < leftmost_label):
                is_code = all(self._is_code(row, column) for row in below if column in named[row])
                self.roles[column] = Role.UNIT_CODE if is_code else Role.UNIT_NAME
        names = [column for column, role in self.roles.items() if role in {Role.UNIT_NAME, Role.COUNTY_NAME}]
        last = max(names, default=-1)
        for column in range(last + 2):
            # Behind the names stand results, where a 1 is no code of a county.
            is_headed = any(self.sheet.text(row, column) for row in above)
            if column in self.roles or (column > last and is_headed):
                continue
            if self._agrees_as_code(column, names, below):
                self.roles[column] = Role.UNIT_CODE
        # A heading far to the right that only sounds like a unit's ("Område") is a result's after all.
        for column in sorted(self.roles):
            is_unit = self.roles[column] in {Role.UNIT_NAME, Role.COUNTY_NAME}
            cells = {type(self.sheet.cell(row, column)) for row in below} - {type(None)}
            if is_unit and not hits[column] and cells and str not in cells:
                del self.roles[column]

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
        columns = sorted(column for column, role in self.roles.items() if role in _UNIT_ROLES)
        for before, column in pairwise(columns):
            between = range(before + 1, column)
            if not any(self._column_has_results(it, rows) for it in between if it not in self.roles):
                continue
            pairs = [
                (self._unit_in(row, columns[: columns.index(column)]), self._unit_in(row, [column])) for row in rows
            ]
            same = [
                left == right or right.code in {left.county, left.municipality}
                for left, right in pairs
                if left and right
            ]
            if sum(same) * 2 < len(same):
                self.right = column
                self.roles = {it: role for it, role in self.roles.items() if it < column}
                self._find(
                    first, column, "Här börjar en tabell till bredvid den första. Den har inte lästs.", serious=True
                )
                return

    def _unit_in(self, row: int, columns: Iterable[int]) -> Unit | None:
        cells = [(self.roles[column], text) for column in columns if (text := tidy(self.sheet.text(row, column)))]
        found = identify(tuple(cells), year=self.year)
        return None if isinstance(found, Conflict) else found

    # The header ------------------------------------------------------------------------------------------------

    def _find_header(self, first: int, first_result: int) -> tuple[int, ...]:
        """The rows right above the first row of results that say what stands in the columns."""
        found: list[int] = []
        for row in range(first - 1, self.start - 1, -1):
            if self._is_header_row(row, first_result):
                found.append(row)
            elif not found and self._unit_cells(row):
                continue
            elif found or any(cell is not None for cell in self.sheet.rows[row]):
                break
            if len(found) == _HEADER_ROWS:
                break
        return tuple(reversed(found))

    def _is_header_row(self, row: int, first_result: int) -> bool:
        """Whether a row has text over the results, and is not a title that merely reaches in over them."""
        over_results = [column for column in range(first_result, self.right) if self.sheet.text(row, column)]
        if any(self._is_head(row, column) for column in range(first_result)):
            return True
        if self._unit_cells(row):
            return False  # someone's row, though it holds words where others have results
        spans = any(area[0] == row and area[1] >= first_result for area in self.sheet.merged)
        return len(over_results) > 1 or (bool(over_results) and (spans or self.right - first_result <= 3))

    def _is_head(self, row: int, column: int) -> bool:
        """Whether a cell is the heading of a column on the left. "Riket" is one if the nation itself comes below it."""
        text = self.sheet.text(row, column)
        below = range(row + 1, min(row + 1 + _HEADER_ROWS, len(self.sheet.rows)))
        return role_of(text) is not None and (
            not names_unit(text) or any(key(self.sheet.text(it, column)) == key(text) for it in below)
        )

    def _find_end(self, first: int, first_result: int) -> int:
        """The row of the next heading that says something else than this table's, or the end of the sheet."""
        over = [{key(texts.get(column, "")) for texts in self.filled} for column in range(first_result, self.right)]
        for row in range(first + 1, len(self.sheet.rows)):
            filled = [(it, cell) for it, cell in enumerate(self.sheet.rows[row][first_result : self.right]) if cell]
            is_heading = len(filled) > 1 or (len(over) == 1 and bool(filled))
            if is_heading and not any(self._is_result(cell) for _, cell in filled):
                repeats = all(key(as_plain(cell)) in over[it] for it, cell in filled)
                if not repeats and self._unit_in(row, sorted(self.roles)) is None:
                    return row
        return len(self.sheet.rows)

    def _find_columns(self, first: int, first_result: int) -> list[Column]:
        long = Role.INDICATOR in self.roles.values()
        columns: list[Column] = []
        indices = [index for index in range(first_result, self.right) if self.roles.get(index) is not Role.OTHER]
        heads = {index: combine([texts.get(index, "") for texts in self.filled]) for index in indices}
        dated = all(parts.year for parts in heads.values() if parts.wording)
        above: dict[str, set[str]] = {}
        for parts in heads.values():
            above.setdefault(key(parts.wording), set()).add(parts.above)
        for index, parts in heads.items():
            has_values = any(self.sheet.cell(row, index) is not None for row in range(first, self.end))
            if parts == Parts() and not long:
                if has_values and self._column_has_results(index, range(first, first + 5)):
                    self._find(first, index, "Kolumnen har värden men ingen rubrik, och har inte lästs.", serious=True)
            elif has_values or parts.wording:
                columns.append(self._column(index, parts, dated=dated, repeated=len(above[key(parts.wording)]) > 1))
        if long:
            columns = [it for it in columns if self._column_has_results(it.index, range(first, self.end))]
            return self._values_of_long(columns)
        return [column for column in columns if column.wording]

    def _column(self, index: int, parts: Parts, *, dated: bool, repeated: bool) -> Column:
        """A column of results.

        Args:
            index: Where it stands.
            parts: What its heading says.
            dated: Whether the headings of all columns name a year.
            repeated: Whether the same heading stands under other ones too, as "LSS" under "Rutin" and under "Plan".
        """
        wording, year = parts.wording, parts.year
        known = catalogue().find(wording)
        # One heading that ends in a year may just name one: "Plan enligt föreskriften 2011".
        if wording != parts.with_year and not dated and known is None:
            wording, year = parts.with_year, None
        if known is None and parts.above:
            joined = f"{parts.above} {wording}"
            if catalogue().find(joined):
                wording = joined
            elif repeated:
                wording = f"{parts.above}: {wording}"
        return Column(index, wording, parts.above, parts.group, year)

    def _values_of_long(self, columns: list[Column]) -> list[Column]:
        """The value columns of a table whose rows name their indicators, whatever the columns themselves are called."""
        plain = [column for column in columns if not column.wording]
        if not plain and len({column.wording for column in columns}) == 1:
            plain = [replace(column, wording="") for column in columns]
        for column in columns if len(plain) < len(columns) else ():
            if column.wording:
                what = f"Kolumnen ”{column.wording[:60]}” hör inte till någon indikator, och har inte lästs."
                self._find(self.header[-1] if self.header else 0, column.index, what, serious=True)
        return plain

    def _column_has_results(self, index: int, rows: Iterable[int]) -> bool:
        cells = (self.sheet.cell(row, index) for row in rows)
        return any(cell is not None and self._is_result(cell) for cell in cells)

    def _fill_header(self, first_result: int) -> list[dict[int, str]]:
        """The header's texts by column, with merged cells repeated and group titles carried to the right."""
        if not self.header:
            return []
        filled: list[dict[int, str]] = []
        rows = range(self.header[0], self.header[-1] + 1)
        covered = self._covered(rows, range(first_result, self.right))
        for row in self.header:
            texts: dict[int, str] = {}
            carried = ""
            for column in range(first_result, self.right):
                origin = covered.get((row, column), (row, column))
                text = tidy(self.sheet.text(*origin))
                if text:
                    carried = text
                elif row != self.header[-1] and self._has_text_below(row, column):
                    text = carried
                texts[column] = text
            filled.append(texts)
        return filled

    def _covered(self, rows: range, columns: range) -> dict[tuple[int, int], tuple[int, int]]:
        """Cells that lie in merged areas, each with the cell that has the area's text."""
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.sheet.merged:
            if len(covered) > len(rows) * len(columns):
                break  # areas of a proper workbook do not overlap
            for row in range(max(top, rows.start), min(bottom + 1, rows.stop)):
                for column in range(max(left, columns.start), min(right + 1, columns.stop)):
                    covered[row, column] = (top, left)
        return covered

    def _has_text_below(self, row: int, column: int) -> bool:
        return any(self.sheet.cell(lower, column) is not None for lower in self.header if lower > row)

    # The rows --------------------------------------------------------------------------------------------------

    def _find_rows(self, first: int, results: list[int]) -> list[Row]:
        rows: list[Row] = []
        county = ""
        prefers_county = self._prefers_county(first)
        top = self.header[-1] + 1 if self.header else first  # the first county's heading may stand above its first row
        labels = self._labels(top)
        for index in range(top, self.end):
            has_results = any(self.sheet.cell(index, column) is not None for column in results)
            cells = labels.get(index, {})
            row = self._row(index, cells, rows[-1:], county, prefers_county=prefers_county, quiet=not has_results)
            if row is None:
                continue
            if not has_results and not row.unit.level.answers:
                county = row.unit.code if row.unit.level is Level.COUNTY else county
                continue
            rows.append(row)
        return rows

    def _labels(self, top: int) -> dict[int, dict[int, str]]:
        """The texts in the columns that are no results, by row and column, with merged cells repeated."""
        covered = self._covered(range(top, self.end), range(max(self.roles, default=-1) + 1))
        labels: dict[int, dict[int, str]] = {}
        for row in range(top, self.end):
            for column in sorted(self.roles):
                upper, left = covered.get((row, column), (row, column))
                # A cell merged to the right is one text, not two.
                if (text := tidy(self.sheet.text(upper, left))) and left == column:
                    labels.setdefault(row, {})[column] = text
        return labels

    def _row(
        self,
        index: int,
        labels: dict[int, str],
        before: list[Row],
        county: str,
        *,
        prefers_county: bool,
        quiet: bool,
    ) -> Row | None:
        """A row of results or a heading of a county; None for anything else, which is noted unless it is `quiet`."""
        of_unit = tuple((self.roles[it], text) for it, text in labels.items() if self.roles[it] in _UNIT_ROLES)
        said = {self.roles[it]: text for it, text in labels.items() if self.roles[it] not in _UNIT_ROLES}
        last = before[0] if before and before[0].index == index - 1 else None
        year, group = year_of(said.get(Role.YEAR, "")), group_of(said.get(Role.GROUP, ""))
        odd = [said[role] for role, found in ((Role.YEAR, year), (Role.GROUP, group)) if role in said and not found]
        if last and Role.YEAR not in said:
            year = last.year
        wording = said.get(Role.INDICATOR, "") or (last.wording if last else "")
        unit: Unit | Conflict | None
        if last and not of_unit and said.keys() - {Role.OTHER}:
            unit = last.unit  # named in the first of its rows
        else:
            unit = identify(of_unit, year=year or self.year, county=county, prefers_county=prefers_county)
        if quiet:
            return Row(index, unit) if isinstance(unit, Unit) else None
        if isinstance(unit, Conflict):
            self._find(
                index,
                0,
                f"Koden {unit.code} hör till {unit.by_code.name}, men raden heter {unit.name}. Raden har inte lästs.",
                action="Rätta koden eller namnet i Excel och öppna filen igen.",
                serious=True,
            )
        elif unit is None:
            if not self._is_repeated_header(index, labels):
                self._find_unknown_unit(index, labels)
        elif odd or (not wording and Role.INDICATOR in self.roles.values()):
            self.unread.setdefault(odd[0] if odd else "", []).append(index)
        else:
            return Row(index, unit, year, group, wording)
        return None

    def _prefers_county(self, first: int) -> bool:
        """Whether short names on this sheet ("Uppsala") mean counties: they do where some can mean nothing else."""
        names = [column for column, role in self.roles.items() if role is Role.UNIT_NAME]
        table = unit_table()
        found: Counter[bool] = Counter()
        for row in range(first, len(self.sheet.rows)):
            for column in names:
                text = self.sheet.text(row, column)
                county, municipality = table.county(text), table.municipality(text)
                if bool(county) != bool(municipality):
                    found[bool(county)] += 1
        return found[True] > 0 and not found[False]

    def _is_repeated_header(self, row: int, labels: dict[int, str]) -> bool:
        """Whether a row is the header once more, as on every printed page."""
        if any(role_of(text) for text in labels.values()):
            return True
        over = {column: self.sheet.text(row, column) for column in self.filled[0]} if self.filled else {}
        return all(
            not text or key(text) in {key(it.get(column, "")) for it in self.filled} for column, text in over.items()
        )

    def _find_unknown_unit(self, row: int, labels: dict[int, str]) -> None:
        name = " ".join(labels.values())
        count = sum(cell is not None for cell in self.sheet.rows[row][max(self.roles, default=-1) + 1 : self.right])
        who = f"Raden ”{name[:60]}”" if name else "En rad utan namn"
        values = "ett värde" if count == 1 else f"{count} värden"
        self._find(
            row,
            min(self.roles, default=0),
            f"{who} har {values} men är ingen känd enhet. Raden har inte lästs.",
            serious=True,
        )

    def _find(self, row: int, column: int, what: str, *, action: str = "", serious: bool = False) -> None:
        self.findings.append(
            Finding(self.file, what, action, serious, sheet=self.sheet.name, cell=address(row, column))
        )


def as_plain(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _is_number(text: str) -> bool:
    return bool(re.match(r"^[-−]?[\d\s]+(?:[.,]\d+)?\s?%?$", text))
