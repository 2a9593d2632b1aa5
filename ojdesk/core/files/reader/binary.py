"""The binary workbooks, xls and xlsb: calamine reads their values, we what it leaves out.

Of both formats we walk the records on our own, for number formats (a share of 0.42 that shows as 42 %), errors,
addresses, and which cells have content, against which calamine's are held. A workbook older than Excel 97 has its
values read and nothing else; shares in it are known by their size.
"""

import io
import struct
from collections.abc import Iterator

from ojdesk.core.files.reader.cells import Answer, Fault, Rows, Run, plain, sheet_answer
from ojdesk.core.files.reader.compound import workbook_stream
from ojdesk.core.files.reader.grid import MAX_COLUMN, MAX_GRID, MAX_ROW
from ojdesk.core.files.reader.package import Package
from ojdesk.core.files.reader.sheets import MAX_SHEETS, check_merged, check_names
from ojdesk.core.files.reader.texts import are_filled
from ojdesk.core.files.reader.trouble import DAMAGED, HARMFUL, LOCKED, SHEETS, Trouble
from ojdesk.core.files.reader.xlsx import is_percent, resolve

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_PERCENT_BUILTIN = {9, 10}
#: What the records say of a place: nothing, a cell that may be empty, one that is not.
_NOTHING, _THERE, _FILLED = range(3)


class Marks:
    """What one sheet's records say of its cells."""

    def __init__(self, percent_styles: set[int]) -> None:
        self.percent: list[Run] = []
        self.faulty: list[Fault] = []
        #: As ((row, column), (row, column)); of xlsb, calamine has none.
        self.merged: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self._styles = percent_styles
        self._last_row = self._last_column = 0
        self._met: dict[int, bytearray] = {}

    def cell(self, row: int, column: int, style: int, error: int | None = None, *, filled: bool = True) -> None:
        """Notes a cell.

        Args:
            row: Its row, from 0.
            column: Its column, from 0.
            style: The number of its style.
            error: Its code if it shows an error.
            filled: Whether it has content.
        """
        self._last_row, self._last_column = max(self._last_row, row), max(self._last_column, column)
        self.check(self._last_row + 1, self._last_column + 1)
        met = self._met.setdefault(row, bytearray())
        met.extend(bytes(max(column + 1 - len(met), 0)))
        if met[column]:
            self.fault(row, column, "cellen står två gånger")
        elif error is not None:
            self.fault(row, column, _ERRORS.get(error, "fel"))
        met[column] = _FILLED if filled and error is None else _THERE
        if style in self._styles:
            last = self.percent[-1] if self.percent else None
            if last and last[0] == row and last[2] == column - 1:
                last[2] = column
            else:
                self.percent.append([row, column, column])

    def fault(self, row: int, column: int, what: str) -> None:
        """Notes a cell that cannot be trusted."""
        self.faulty.append([row, column, what])

    def compare(self, rows: Rows) -> None:
        """Notes the cells that have content and that calamine has not."""
        for row, met in self._met.items():
            cells = rows[row] if row < len(rows) else ()
            for column, what in enumerate(met):
                if what == _FILLED and (column >= len(cells) or cells[column] == ""):
                    self.fault(row, column, "okänt innehåll")

    @staticmethod
    def check(height: int, width: int) -> None:
        """Raises Trouble when a sheet of this size cannot be held."""
        if height > MAX_ROW or width > MAX_COLUMN or height * width > MAX_GRID:
            raise Trouble(HARMFUL)


def read_xls(content: bytes) -> list[Answer]:
    """All worksheets of a workbook of Excel 97 to 2003.

    Raises:
        Trouble: It is locked, damaged or made to harm, or has too many sheets.
    """
    stream = workbook_stream(content)
    try:
        marks = _Excel97(stream).marks
    except (struct.error, IndexError, UnicodeDecodeError):
        raise Trouble(DAMAGED) from None
    return _read(content, marks)


def read_xlsb(package: Package, content: bytes) -> list[Answer]:
    """All worksheets of a binary workbook of Excel 2007 and later.

    Raises:
        Trouble: As for `read_xls`.
    """
    for name in package.names:
        if name.endswith((".rels", ".xml")):
            package.read_xml(name)
    try:
        marks = _binary_marks(package)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise Trouble(DAMAGED) from None
    return _read(content, marks)


def _read(content: bytes, marks: dict[str, Marks]) -> list[Answer]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - by now the file is known to be worth it

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    check_names([it.name for it in workbook.sheets_metadata])
    answers = []
    for index, meta in enumerate(workbook.sheets_metadata):
        if "WorkSheet" not in str(meta.typ):
            continue
        sheet = workbook.get_sheet_by_index(index)
        rows = [[plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        if marks and meta.name not in marks:
            raise Trouble(DAMAGED)
        # A workbook older than Excel 97 has none.
        mark = marks.get(meta.name, Marks(set()))
        mark.compare(rows)
        merged = sheet.merged_cell_ranges or mark.merged
        check_merged(merged)
        visible = str(meta.visible).endswith(".Visible")
        answers.append(
            sheet_answer(meta.name, rows, visible=visible, merged=merged, percent=mark.percent, faulty=mark.faulty)
        )
    return answers


# Excel 97 -----------------------------------------------------------------------------------------------------------


#: RK, NUMBER, LABELSST, LABEL, RSTRING, BOOLERR and FORMULA.
_CELLS = frozenset({0x27E, 0x203, 0xFD, 0x204, 0xD6, 0x205, 0x06})


class _Excel97:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self.marks: dict[str, Marks] = {}
        self._percent = set(_PERCENT_BUILTIN)
        self._formats: list[int] = []
        #: Of each text in the workbook's list, whether it has letters.
        self._texts: list[bool] = []
        if struct.unpack_from("<HHH", stream)[::2] != (0x809, 0x600):
            return  # older: records differ
        sheets: list[tuple[int, str]] = []
        listed: list[bytes] = []
        end = 0
        for kind, at, length in self._records(0):
            if kind == 0x2F:
                raise Trouble(LOCKED)
            if kind == 0x41E and length > 4:
                number = struct.unpack_from("<H", stream, at)[0]
                (self._percent.add if is_percent(self._text(at + 2, 2)) else self._percent.discard)(number)
            elif kind == 0xE0:
                self._formats.append(struct.unpack_from("<H", stream, at + 2)[0])
            elif kind == 0xFC or (kind == 0x3C and listed and at == end + 4):
                listed.append(stream[at : at + length])
                end = at + length
            elif kind == 0x85 and stream[at + 5] == 0:
                sheets.append((struct.unpack_from("<I", stream, at)[0], self._text(at + 6, 1)))
        if len(sheets) > MAX_SHEETS:
            raise Trouble(SHEETS)
        if listed:
            self._texts = are_filled(listed)
        styles = {index for index, number in enumerate(self._formats) if number in self._percent}
        for offset, name in sheets:
            self.marks[name] = self._sheet(offset, Marks(styles))

    def _records(self, at: int) -> Iterator[tuple[int, int, int]]:
        """Kind, place and length of each record, up to the end of a part of the stream."""
        depth = 0
        while at + 4 <= len(self._stream):
            kind, length = struct.unpack_from("<HH", self._stream, at)
            depth += (kind == 0x809) - (kind == 0x0A)
            yield kind, at + 4, length
            if depth == 0:
                return
            at += 4 + length

    def _text(self, at: int, count_size: int) -> str:
        count = int.from_bytes(self._stream[at : at + count_size], "little")
        wide, start = self._stream[at + count_size] & 1, at + count_size + 1
        text = self._stream[start : start + (2 * count if wide else count)]
        return text.decode("utf-16-le" if wide else "latin-1")

    def _sheet(self, offset: int, marks: Marks) -> Marks:
        stream = self._stream
        awaited: tuple[int, int] | None = None
        for kind, at, length in self._records(offset):
            if awaited and (kind in _CELLS or kind == 0xBD):
                marks.fault(*awaited, "formel utan värde")
                awaited = None
            if kind == 0x207:  # the text that a formula gave
                awaited = None
            elif kind == 0x200 and length >= 12:  # where the cells lie, it says
                _, last_row, _, last_column = struct.unpack_from("<IIHH", stream, at)
                marks.check(last_row, last_column)
            elif kind in _CELLS and length >= 6:
                row, column, style = struct.unpack_from("<HHH", stream, at)
                error, filled = None, True
                if kind == 0x205 and stream[at + 7]:
                    error = stream[at + 6]
                elif kind == 0x06 and stream[at + 12 : at + 14] == b"\xff\xff":
                    # A text, which follows in a record of its own; a truth value; an error; or an empty text.
                    gave = stream[at + 6]
                    error = stream[at + 8] if gave == 2 else None
                    awaited = (row, column) if gave == 0 else None
                    filled = gave == 1
                elif kind == 0xFD:
                    number = struct.unpack_from("<I", stream, at + 6)[0]
                    filled = number >= len(self._texts) or self._texts[number]
                elif kind in {0x204, 0xD6}:
                    filled = struct.unpack_from("<H", stream, at + 6)[0] > 0
                marks.cell(row, column, style, error, filled=filled)
            elif kind == 0xBD and length >= 6:  # several numbers side by side
                row, first = struct.unpack_from("<HH", stream, at)
                for index in range((length - 6) // 6):
                    marks.cell(row, first + index, struct.unpack_from("<H", stream, at + 4 + 6 * index)[0])
        if awaited:
            marks.fault(*awaited, "formel utan värde")
        return marks


# xlsb ---------------------------------------------------------------------------------------------------------------


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record; both numbers before it take one byte for seven bits."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        for _ in range(4):
            length |= (part[at] & 0x7F) << shift
            shift += 7
            at += 1
            if not part[at - 1] & 0x80:
                break
        yield kind, part[at : at + length]
        at += length


def _wide(record: bytes, at: int) -> tuple[str, int]:
    """A text and where it ends."""
    count = struct.unpack_from("<I", record, at)[0]
    if count == 0xFFFFFFFF:
        return "", at + 4
    return record[at + 4 : at + 4 + 2 * count].decode("utf-16-le"), at + 4 + 2 * count


def _binary_marks(package: Package) -> dict[str, Marks]:
    targets = {
        it.get("Id", ""): resolve(it.get("Target", "")) for it in package.relations("xl/_rels/workbook.bin.rels")
    }
    styles = _binary_styles(package.read("xl/styles.bin")) if package.find("xl/styles.bin") else set()
    texts = _binary_texts(package.read("xl/sharedStrings.bin")) if package.find("xl/sharedStrings.bin") else []
    marks: dict[str, Marks] = {}
    for kind, record in _records(package.read("xl/workbook.bin")):
        if kind == 156:  # a sheet's name and relation
            relation, end = _wide(record, 8)
            path = targets.get(relation, "")
            if package.find(path) and "worksheets/" in path:
                marks[_wide(record, end)[0]] = _binary_sheet(package.read(path), Marks(styles), texts)
            if len(marks) > MAX_SHEETS:
                raise Trouble(SHEETS)
    return marks


def _binary_styles(part: bytes) -> set[int]:
    percent, formats, inside = set(_PERCENT_BUILTIN), list[int](), False
    for kind, record in _records(part):
        if kind == 44 and is_percent(_wide(record, 2)[0]):
            percent.add(struct.unpack_from("<H", record)[0])
        elif kind in {617, 618}:  # the styles of cells begin and end
            inside = kind == 617
        elif kind == 47 and inside:
            formats.append(struct.unpack_from("<H", record, 2)[0])
    return {index for index, number in enumerate(formats) if number in percent}


def _binary_texts(part: bytes) -> list[bool]:
    """Of each text in the workbook's list, whether it has letters."""
    return [bool(_wide(record, 1)[0]) for kind, record in _records(part) if kind == 19]


def _binary_sheet(part: bytes, marks: Marks, texts: list[bool]) -> Marks:
    row = 0
    for kind, record in _records(part):
        if kind == 0:
            row = struct.unpack_from("<I", record)[0]
        elif 2 <= kind <= 11 or kind == 62:  # all kinds of cells that are not empty
            column, style = struct.unpack_from("<II", record)
            filled = True
            if kind == 7:  # a text from the list
                number = struct.unpack_from("<I", record, 8)[0]
                filled = number >= len(texts) or texts[number]
            elif kind in {6, 8, 62}:
                filled = bool(_wide(record, 8 + (kind == 62))[0])
            marks.cell(row, column, style & 0xFFFFFF, record[8] if kind in {3, 11} else None, filled=filled)
        elif kind == 176:
            first_row, last_row, first, last = struct.unpack_from("<4I", record)
            marks.merged.append(((first_row, first), (last_row, last)))
    return marks
