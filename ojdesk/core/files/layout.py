"""What stands where on a sheet: which rows are units, which columns are results, what the headings say.

Nothing is known beforehand. A row is a row of results when a cell on its left names a unit, by name or by code, and
the cells to the right look like results. The header is what stands right above the first such row. So it does not
matter in which row the header is, how many rows it has, or what the columns are called; where the columns do have
their usual names, these decide in case of doubt.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from ojdesk.core.files.headings import Role, combine, group_of, role_of, year_of
from ojdesk.core.files.legend import Legend, answer
from ojdesk.core.files.sheet import Cell, Sheet, address
from ojdesk.core.model import Finding, Group, Level, Unit
from ojdesk.core.text import key, tidy
from ojdesk.core.units import split_district, unit_table

_LEFT = 12
_HEADER_ROWS = 4
_DIGITS = re.compile(r"^\d{1,8}(?:\.0)?$")


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
    """The results on one sheet, as rows × columns."""

    sheet: Sheet
    header: tuple[int, ...]
    rows: list[Row]
    columns: list[Column]
    findings: list[Finding] = field(default_factory=list)


def find_table(sheet: Sheet, file: str, year: int | None, legend: Legend) -> Table | str:
    """The results on a sheet, or the Swedish reason why there are none.

    Args:
        sheet: The raw cells.
        file: The file's name, for findings.
        year: The file's year, which tells apart two districts that have had the same name.
        legend: Which words in cells stand for answers or for missing values.
    """
    return _Search(sheet, file, year, legend).run()


class _Search:
    """The state of one search. Each step reads what the steps before it found."""

    def __init__(self, sheet: Sheet, file: str, year: int | None, legend: Legend) -> None:
        self.sheet = sheet
        self.file = file
        self.year = year
        self.legend = legend
        self.findings: list[Finding] = []
        self.roles: dict[int, Role] = {}
        self.header: tuple[int, ...] = ()

    def run(self) -> Table | str:
        named = {row: columns for row in range(len(self.sheet.rows)) if (columns := self._unit_cells(row))}
        first = next((row for row in named if self._holds_results(row, max(named[row]))), None)
        if first is None:
            return "Inga enheter med resultat" if named else "Inga enheter"
        self._find_roles(first, named)
        first_result = max((column for column, role in self.roles.items() if role is not Role.OTHER), default=-1) + 1
        self.header = self._find_header(first, first_result)
        results = self._find_columns(first, first_result)
        if not results:
            return "Inga kolumner med resultat"
        rows = self._find_rows(first, [column.index for column in results])
        if not rows:
            return "Inga enheter med resultat"
        return Table(self.sheet, self.header, rows, results, self.findings)

    # Which rows, roughly ---------------------------------------------------------------------------------------

    def _unit_cells(self, row: int) -> list[int]:
        """The columns on the left whose cell is the name of a unit, or a code that is known."""
        cells = self.sheet.rows[row][:_LEFT]
        named = [column for column, cell in enumerate(cells) if isinstance(cell, str) and _names_unit(cell)]
        if named:
            return named
        # Without a name only a text with its zeros intact is a code for sure: a number may be anything.
        return [
            column
            for column, cell in enumerate(cells)
            if isinstance(cell, str) and len(cell) >= 4 and parse_code(cell) in unit_table().by_code
        ][:1]

    def _holds_results(self, row: int, after: int) -> bool:
        """Whether the cells behind the unit are results rather than headings."""
        cells = [cell for cell in self.sheet.rows[row][after + 1 :] if cell is not None]
        if not cells or all(year_of(as_plain(cell)) for cell in cells):
            return False
        return sum(map(self._is_result, cells)) * 2 >= len(cells)

    def _is_result(self, cell: Cell) -> bool:
        if not isinstance(cell, str):
            return True
        plain = tidy(cell)
        return len(plain) <= 3 or answer(plain) is not None or self.legend.is_known(plain) or _is_number(plain)

    # What the columns on the left are --------------------------------------------------------------------------

    def _find_roles(self, first: int, named: dict[int, list[int]]) -> None:
        above = range(max(0, first - _HEADER_ROWS - 2), first)
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
                self.roles[column] = Role.UNIT_NAME
        names = [column for column, role in self.roles.items() if role in {Role.UNIT_NAME, Role.COUNTY_NAME}]
        for column in range(max(names, default=0)):
            if column not in self.roles and self._agrees_as_code(column, names, below):
                self.roles[column] = Role.UNIT_CODE
        # A heading far to the right that only sounds like a unit's ("Område") is a result's after all.
        for column in sorted(self.roles):
            is_unit = self.roles[column] in {Role.UNIT_NAME, Role.COUNTY_NAME}
            if is_unit and not hits[column] and not self._has_text(column, below):
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
            agreeing += bool(known and any(_same_name(known, self.sheet.text(row, name)) for name in names))
        return filled > 0 and agreeing * 2 > filled

    def _has_text(self, column: int, rows: list[int]) -> bool:
        return any(isinstance(self.sheet.cell(row, column), str) for row in rows)

    # The header ------------------------------------------------------------------------------------------------

    def _find_header(self, first: int, first_result: int) -> tuple[int, ...]:
        """The rows right above the first row of results that say what stands in the columns."""
        found: list[int] = []
        for row in range(first - 1, -1, -1):
            if self._is_header_row(row, first_result):
                found.append(row)
            elif found or any(cell is not None for cell in self.sheet.rows[row]):
                break
            if len(found) == _HEADER_ROWS:
                break
        return tuple(reversed(found))

    def _is_header_row(self, row: int, first_result: int) -> bool:
        """Whether a row has text over the results, and is not a title that merely reaches in over them."""
        over_results = [column for column in range(first_result, self.sheet.width) if self.sheet.text(row, column)]
        if any(role_of(self.sheet.text(row, column)) for column in range(first_result)):
            return True
        spans = any(area[0] == row and area[1] >= first_result for area in self.sheet.merged)
        return len(over_results) > 1 or (bool(over_results) and (spans or self.sheet.width - first_result <= 3))

    def _find_columns(self, first: int, first_result: int) -> list[Column]:
        long = Role.INDICATOR in self.roles.values()
        columns = []
        filled = self._filled_header(first_result)
        for index in range(first_result, self.sheet.width):
            if self.roles.get(index) is Role.OTHER:
                continue
            parts = combine([texts.get(index, "") for texts in filled])
            has_values = any(index < len(row) and row[index] is not None for row in self.sheet.rows[first:])
            if not parts.wording and parts.group is None and parts.year is None and not long:
                if has_values and any(
                    self._is_result(self.sheet.cell(row, index)) and self.sheet.cell(row, index) is not None
                    for row in range(first, min(first + 5, len(self.sheet.rows)))
                ):
                    self._find(first, index, "Kolumnen har värden men ingen rubrik, och har inte lästs.", serious=True)
                continue
            if has_values or parts.wording:
                columns.append(Column(index, parts.wording, parts.above, parts.group, parts.year))
        if long:
            return [column for column in columns if self._column_has_results(column.index, first)]
        return [column for column in columns if column.wording]

    def _column_has_results(self, index: int, first: int) -> bool:
        return any(
            index < len(row) and row[index] is not None and self._is_result(row[index])
            for row in self.sheet.rows[first:]
        )

    def _filled_header(self, first_result: int) -> list[dict[int, str]]:
        """The header's texts by column, with merged cells repeated and group titles carried to the right."""
        filled: list[dict[int, str]] = []
        covered = {
            (row, column): (area[0], area[1])
            for area in self.sheet.merged
            for row in range(area[0], min(area[2], area[0] + _HEADER_ROWS) + 1)
            for column in range(area[1], min(area[3], self.sheet.width - 1) + 1)
            if area[0] <= (self.header[-1] if self.header else -1)
        }
        for row in self.header:
            texts: dict[int, str] = {}
            carried = ""
            for column in range(first_result, self.sheet.width):
                origin = covered.get((row, column), (row, column))
                text = tidy(self.sheet.text(*origin))
                if text:
                    carried = text
                elif row != self.header[-1] and self._has_text_below(row, column):
                    text = carried
                texts[column] = text
            filled.append(texts)
        return filled

    def _has_text_below(self, row: int, column: int) -> bool:
        return any(self.sheet.cell(lower, column) is not None for lower in self.header if lower > row)

    # The rows --------------------------------------------------------------------------------------------------

    def _find_rows(self, first: int, results: list[int]) -> list[Row]:
        rows: list[Row] = []
        county = ""
        labelled = {role: column for column, role in sorted(self.roles.items(), reverse=True)}
        prefers_county = self._prefers_county(first)
        for index in range(first, len(self.sheet.rows)):
            has_results = any(self.sheet.cell(index, column) is not None for column in results)
            unit = self._unit_of(index, county, prefers_county=prefers_county, quiet=not has_results)
            if unit is None:
                if has_results and not self._is_repeated_header(index, results):
                    self._find_unknown_unit(index, results)
                continue
            if not has_results and not unit.level.answers:
                county = unit.code if unit.level is Level.COUNTY else county
                continue
            rows.append(
                Row(
                    index=index,
                    unit=unit,
                    year=year_of(self._text_in(index, labelled.get(Role.YEAR))),
                    group=group_of(self._text_in(index, labelled.get(Role.GROUP))),
                    wording=tidy(self._text_in(index, labelled.get(Role.INDICATOR))),
                )
            )
        return rows

    def _text_in(self, row: int, column: int | None) -> str:
        return "" if column is None else self.sheet.text(row, column)

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

    def _unit_of(self, row: int, county: str, *, prefers_county: bool, quiet: bool) -> Unit | None:
        """The most specific unit that the row's cells agree on."""
        table = unit_table()
        by_code: Unit | None = None
        by_name: Unit | None = None
        code_text = name_text = ""
        for column, role in sorted(self.roles.items()):
            text = tidy(self.sheet.text(row, column))
            if not text:
                continue
            if role is Role.UNIT_CODE or (role is Role.COUNTY_CODE and by_code is None):
                code = parse_code(text, county=role is Role.COUNTY_CODE)
                if code is not None:
                    by_code, code_text = self._unit_by_code(code, row), text
            elif role is Role.COUNTY_NAME:
                found = table.nation if table.is_nation(text) else table.county(text)
                if found is not None and (by_name is None or by_name.level is Level.NATION):
                    by_name, name_text = found, text
            elif role is Role.UNIT_NAME:
                found = self._unit_by_name(text, county, prefers_county=prefers_county)
                if found is not None:
                    by_name, name_text = found, text
                elif not quiet and by_code is not None and by_code.level is not Level.DISTRICT and by_name is None:
                    name_text = text
        return self._agree(row, by_code, by_name, code_text, name_text, quiet=quiet)

    def _agree(
        self, row: int, by_code: Unit | None, by_name: Unit | None, code_text: str, name_text: str, *, quiet: bool
    ) -> Unit | None:
        if by_code is None or by_name is None:
            return by_code or by_name
        if by_code.level is not by_name.level:
            # A municipality's row also names its county, and a county's row has a blank municipality code.
            return max(by_code, by_name, key=lambda unit: list(Level).index(unit.level))
        if by_code.code != by_name.code and by_code.level is not Level.DISTRICT:
            if not quiet:
                self._find(
                    row,
                    0,
                    f"Koden {code_text} hör till {by_code.name}, men raden heter {name_text}. Raden har inte lästs.",
                    action="Rätta koden eller namnet i Excel och öppna filen igen.",
                    serious=True,
                )
            return None
        return by_code

    def _unit_by_code(self, code: str, row: int) -> Unit | None:
        known = unit_table().by_code.get(code)
        if len(code) <= 4:
            return known
        parent = unit_table().by_code.get(code[:4])
        if parent is None:
            return None
        name = next(
            (
                split_district(self.sheet.text(row, column))[1]
                for column, role in sorted(self.roles.items(), reverse=True)
                if role is Role.UNIT_NAME and self.sheet.text(row, column)
            ),
            known.name if known else "",
        )
        if known and _same_name(known, name):
            return known
        return Unit(code, name, Level.DISTRICT, county=parent.county, municipality=parent.code) if name else None

    def _unit_by_name(self, text: str, county: str, *, prefers_county: bool) -> Unit | None:
        table = unit_table()
        if table.is_nation(text):
            return table.nation
        if county and re.match(r"^(?:hela )?länet\b|^länet totalt|^totalt (?:i )?länet", key(text)):
            return table.by_code[county]
        as_county, as_municipality = table.county(text), table.municipality(text)
        if as_county and (prefers_county or not as_municipality):
            return as_county
        return as_municipality or table.district(text, year=self.year)

    def _is_repeated_header(self, row: int, results: list[int]) -> bool:
        return any(role_of(self.sheet.text(row, column)) for column in self.roles) or not any(
            self._is_result(self.sheet.cell(row, column))
            for column in results
            if self.sheet.cell(row, column) is not None
        )

    def _find_unknown_unit(self, row: int, results: list[int]) -> None:
        name = " ".join(filter(None, (self.sheet.text(row, column) for column in sorted(self.roles))))
        count = sum(self.sheet.cell(row, column) is not None for column in results)
        who = f"Raden ”{tidy(name)[:60]}”" if name.strip() else "En rad utan namn"
        self._find(
            row,
            min(self.roles, default=0),
            f"{who} har {count} värden men är ingen känd enhet. Raden har inte lästs.",
            serious=True,
        )

    def _find(self, row: int, column: int, what: str, *, action: str = "", serious: bool = False) -> None:
        self.findings.append(
            Finding(self.file, what, action, serious, sheet=self.sheet.name, cell=address(row, column))
        )


def parse_code(text: str, *, county: bool = False) -> str | None:
    """A unit's code with the zeros that a spreadsheet takes away put back, or None.

    Args:
        text: The cell's text: `0114`, `114`, `018001`, `18001`, `1`, `0001`.
        county: Whether the column holds county codes, so that one or two digits are meant.
    """
    plain = tidy(text)
    if not _DIGITS.match(plain):
        return None
    digits = plain.removesuffix(".0")
    if county or len(digits) <= 2:
        return digits.zfill(2) if len(digits) <= 2 else None
    if len(digits) <= 4:
        digits = digits.zfill(4)
        # Kolada writes the nation and the regions with four digits.
        return digits.removeprefix("00")
    return digits.zfill(6)


def as_plain(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _is_number(text: str) -> bool:
    return bool(re.match(r"^[-−]?[\d\s]+(?:[.,]\d+)?\s?%?$", text))


@lru_cache(maxsize=20_000)
def _names_unit(text: str) -> bool:
    table = unit_table()
    if len(text) > 60:
        return False
    return bool(table.is_nation(text) or table.county(text) or table.municipality(text) or _names_district(text))


def _names_district(text: str) -> bool:
    city, _ = split_district(text)
    return bool(city and unit_table().municipality(city)) or unit_table().district(text) is not None


def _same_name(unit: Unit, text: str) -> bool:
    plain = key(text)
    if key(unit.name) in {plain, key(split_district(text)[1])}:
        return True
    table = unit_table()
    match unit.level:
        case Level.NATION:
            return table.is_nation(text)
        case Level.COUNTY:
            return table.county(text) == unit
        case Level.MUNICIPALITY:
            return table.municipality(text) == unit
    return False
