"""Workbooks of LibreOffice, read by ourselves: calamine knows no percentages, errors or limits here."""

from typing import Any
from xml.parsers import expat

from ojdesk.core.files.reader.cells import Answer, Fault, Run, sheet_answer
from ojdesk.core.files.reader.grid import MAX_COLUMN, MAX_GRID, MAX_ROW
from ojdesk.core.files.reader.package import Package
from ojdesk.core.files.reader.sheets import MAX_SHEETS, check_names
from ojdesk.core.files.reader.trouble import DAMAGED, HARMFUL, LOCKED, NO_WORKBOOK, SHEETS, Trouble

_NUMBERS = {"float", "percentage", "currency"}
#: How an error is written: LibreOffice says so of the cell, and the text tells which.
_ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "Err:")


def read_ods(package: Package) -> list[Answer]:
    """All sheets.

    Raises:
        Trouble: It is no spreadsheet, is locked, damaged or made to harm, or has too many sheets or cells.
    """
    if b"spreadsheet" not in package.read("mimetype")[:200]:
        raise Trouble(NO_WORKBOOK)
    if package.find("META-INF/manifest.xml") and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Trouble(LOCKED)
    xml = package.read_xml("content.xml")
    content = _Content()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = content.start
    parser.EndElementHandler = content.end
    parser.CharacterDataHandler = content.characters
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - takes no name
    except expat.ExpatError:
        raise Trouble(DAMAGED) from None
    check_names([sheet.name for sheet in content.sheets])
    return [sheet.answer() for sheet in content.sheets]


class _Sheet:
    def __init__(self, name: str, *, visible: bool) -> None:
        self.name = name
        self.visible = visible
        self.rows: list[list[Any]] = []
        self.merged: list[Any] = []
        self.percent: list[Run] = []
        self.faulty: list[Fault] = []
        #: Rows without content that have not been followed by any with content.
        self.blank = 0

    def answer(self) -> Answer:
        width = max(map(len, self.rows), default=0)
        if width * len(self.rows) > MAX_GRID:
            raise Trouble(HARMFUL)
        return sheet_answer(
            self.name,
            self.rows,
            visible=self.visible,
            merged=self.merged,
            percent=self.percent,
            faulty=self.faulty,
        )


class _Content:
    """content.xml, element by element."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._depth = 0
        self._hidden: set[str] = set()
        self._style = ""
        self._cells = 0
        self._row: list[tuple[Any, str, str, int, tuple[int, int]]] | None = None
        self._row_repeat = 1
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._inside = 0
        self._aside = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in {"office:annotation", "draw:frame", "draw:custom-shape", "table:shapes", "table:tracked-changes"}:
            self._aside += 1
        elif self._aside:
            return
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._style)
        elif name == "table:table":
            self._depth += 1
            if self._depth == 1:
                visible = attributes.get("table:style-name", "") not in self._hidden
                self.sheets.append(_Sheet(attributes.get("table:name", ""), visible=visible))
                if len(self.sheets) > MAX_SHEETS:
                    raise Trouble(SHEETS)
        elif self._depth != 1:
            return
        elif name == "table:table-row":
            self._row, self._row_repeat = [], _count(attributes, "table:number-rows-repeated")
        elif name in {"table:table-cell", "table:covered-table-cell"} and self._row is not None:
            self._cell, self._paragraphs, self._inside = attributes, [], 0
        elif self._cell is not None:
            self._start_text(name, attributes)

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name in {"text:p", "text:h"}:
            self._paragraphs.append("")
            self._inside += 1
        elif self._inside and name == "text:s":
            self._paragraphs[-1] += " " * min(_count(attributes, "text:c"), 100)
        elif self._inside and name == "text:tab":
            self._paragraphs[-1] += "\t"
        elif self._inside and name == "text:line-break":
            self._paragraphs[-1] += "\n"

    def characters(self, text: str) -> None:
        if self._inside and not self._aside:
            self._paragraphs[-1] += text

    def end(self, name: str) -> None:
        if name in {"office:annotation", "draw:frame", "draw:custom-shape", "table:shapes", "table:tracked-changes"}:
            self._aside -= 1
        elif self._aside:
            return
        elif name == "table:table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif name in {"text:p", "text:h"}:
            self._inside = max(self._inside - 1, 0)
        elif name in {"table:table-cell", "table:covered-table-cell"} and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "table:table-row" and self._row is not None:
            self._end_row(self._row)
            self._row = None

    def _end_cell(self, cell: dict[str, str]) -> None:
        assert self._row is not None
        value, note = _value(cell, "\n".join(self._paragraphs))
        kind = "percent" if cell.get("office:value-type") == "percentage" else ""
        repeat = _count(cell, "table:number-columns-repeated")
        spans = (_count(cell, "table:number-rows-spanned"), _count(cell, "table:number-columns-spanned"))
        self._row.append((value, note, kind, repeat, spans))

    def _end_row(self, row: list[tuple[Any, str, str, int, tuple[int, int]]]) -> None:
        sheet = self.sheets[-1]
        # Styles alone make whole sheets of empty cells.
        while row and row[-1][0] == "" and not row[-1][1] and row[-1][4] == (1, 1):
            row.pop()
        if not row:
            sheet.blank += self._row_repeat
            return
        width = sum(repeat for _, _, _, repeat, _ in row)
        self._cells += width * self._row_repeat
        height = len(sheet.rows) + sheet.blank + self._row_repeat
        if width > MAX_COLUMN or height > MAX_ROW or self._cells > MAX_GRID:
            raise Trouble(HARMFUL)
        sheet.rows += [[]] * sheet.blank
        sheet.blank = 0
        for _ in range(self._row_repeat):
            self._add_row(sheet, row)

    def _add_row(self, sheet: _Sheet, row: list[tuple[Any, str, str, int, tuple[int, int]]]) -> None:
        number = len(sheet.rows)
        cells: list[Any] = []
        for value, note, kind, repeat, (rows, columns) in row:
            first = len(cells)
            if kind:
                sheet.percent.append([number, first, first + repeat - 1])
            if note:
                sheet.faulty += [[number, column, note] for column in range(first, first + repeat)]
            if rows > 1 or columns > 1:
                sheet.merged.append(((number, first), (number + rows - 1, first + columns - 1)))
            cells += [value] * repeat
        sheet.rows.append(cells)


def _value(cell: dict[str, str], text: str) -> tuple[Any, str]:
    """What a cell holds, an empty text for nothing, and what is wrong with it."""
    kind = cell.get("office:value-type", "")
    if cell.get("calcext:value-type") == "error" or (cell.get("table:formula") and text.startswith(_ERRORS)):
        return "", text or "fel"
    if kind in _NUMBERS:
        try:
            return float(cell["office:value"]), ""
        except (KeyError, ValueError):
            return "", text or "fel"
    if kind == "boolean":
        return cell.get("office:boolean-value") == "true", ""
    if kind == "date":
        return cell.get("office:date-value", text).removesuffix("T00:00:00").replace("T", " "), ""
    if not kind and not text and cell.get("table:formula"):
        return "", "formel utan värde"
    return cell.get("office:string-value", text), ""


def _count(attributes: dict[str, str], name: str) -> int:
    given = attributes.get(name, "1")
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        raise Trouble(DAMAGED)
    return max(int(given), 1)
