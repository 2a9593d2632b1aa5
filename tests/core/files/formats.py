"""One made-up table in every format that is read.

`fixtures/table.ods` and `table.xls` are what LibreOffice 7.4 made of `write_xlsx`:
`soffice --headless --convert-to ods table.xlsx`.
"""

import datetime
import io
import struct
import zipfile

import xlsxwriter

from ojdesk.core.files.sheet import Sheet
from tests.core.files.rows import VISIT

SHARE = "Handläggare med socionomexamen, andel (%)"
#: Rows of the sheet Resultat as they are to be read, from A1 on.
ROWS: list[list[str | float | None]] = [
    ["Sammanslagen rubrik", None, None, None, None],
    [None, None, None, None, None],
    ["Kommunkod", "Kommun", VISIT, SHARE, "Annat"],
    ["0114", "Upplands Väsby", 1.0, 0.425, "x & <y> ”z”"],
    [1440.0, "Ale", 0.0, 0.5, "2022-03-01"],
    ["1489", "Alingsås", "Uppgift saknas", None, 2.0],
    ["0180", "Stockholm, Bromma", "X", None, 4.2],
]
TITLE = "Öppna jämförelser 2022, enkätdata, påhittade värden"
FAULTY = {(5, 3): "#DIV/0!", (6, 3): "#N/A"}
#: Cells that show a number as a percentage.
PERCENT = {(3, 3), (4, 3)}


def write_xlsx() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    tenths, whole = book.add_format({"num_format": "0.0 %"}), book.add_format({"num_format": "0%"})
    date, letter = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": '0.0" %"'})
    book.add_worksheet("Information").write(0, 0, TITLE)
    sheet = book.add_worksheet("Resultat")
    for row, cells in enumerate(ROWS):
        sheet.write_row(row, 0, ["" if cell is None else cell for cell in cells])
    sheet.merge_range("A1:C1", ROWS[0][0])
    sheet.write(3, 3, 0.425, tenths)
    sheet.write(4, 3, 0.5, whole)
    sheet.write_datetime(4, 4, datetime.datetime(2022, 3, 1), date)  # noqa: DTZ001 - a cell knows no time zones
    sheet.write_formula(5, 3, "=1/0", None, "#DIV/0!")
    sheet.write_formula(5, 4, "=1+1", None, 2)
    sheet.write_formula(6, 3, "=NA()", None, "#N/A")
    sheet.write(6, 4, 4.2, letter)
    hidden = book.add_worksheet("Dold")
    hidden.hide()
    hidden.write(1, 1, "Ale")
    book.close()
    return stream.getvalue()


def write_xlsb() -> bytes:
    """The same in Excel's binary format, as little of it as a reader needs."""
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    relation = '<Relationship Id="rId{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    names = ["Information", "Resultat", "Dold"]
    sheets: list[list[list[str | float | None]]] = [[[TITLE]], ROWS, [[None], [None, "Ale"]]]
    listed = [relation.format(9, "styles") + 'Target="styles.bin"/>']
    book = _record(131) + _record(143)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, rows) in enumerate(zip(names, sheets, strict=True), start=1):
            listed.append(relation.format(number, "worksheet") + f'Target="worksheets/sheet{number}.bin"/>')
            book += _record(156, struct.pack("<II", name == "Dold", number), _wide(f"rId{number}"), _wide(name))
            package.writestr(f"xl/worksheets/sheet{number}.bin", _sheet(rows))
        package.writestr("xl/workbook.bin", book + _record(144) + _record(132))
        package.writestr("xl/_rels/workbook.bin.rels", relations.format("".join(listed)))
        package.writestr("xl/styles.bin", _styles())
        root = relation.format(1, "officeDocument") + 'Target="xl/workbook.bin"/>'
        package.writestr("_rels/.rels", relations.format(root))
        package.writestr("[Content_Types].xml", "<Types/>")
    return stream.getvalue()


def _record(kind: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    numbers = bytearray()
    numbers += bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    while length > 127:
        numbers.append(length & 0x7F | 0x80)
        length >>= 7
    return bytes([*numbers, length]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _styles() -> bytes:
    """Style 1 is 0.0 %, 2 is 0%, 3 is a date and 4 has a letter % only."""
    formats = {164: "0.0 %", 165: "yyyy-mm-dd", 166: '0.0" %"'}
    written = b"".join(_record(44, struct.pack("<H", number), _wide(code)) for number, code in formats.items())
    cells = b"".join(_record(47, struct.pack("<HH", 0, number), b"\0" * 12) for number in (0, 164, 9, 165, 166))
    fonts = _record(615, struct.pack("<I", 3)) + written + _record(616)
    return _record(278) + fonts + _record(617, struct.pack("<I", 5)) + cells + _record(618) + _record(279)


def _sheet(rows: list[list[str | float | None]]) -> bytes:
    width = max(map(len, rows))
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)
    written = _record(129) + _record(148, size) + _record(145)
    styles = {(3, 3): 1, (4, 3): 2, (4, 4): 3, (6, 4): 4} if rows is ROWS else {}
    for row, cells in enumerate(rows):
        written += _record(0, struct.pack("<I", row), b"\0" * 13)
        for column, cell in enumerate(cells):
            head = struct.pack("<II", column, styles.get((row, column), 0))
            if rows is ROWS and (row, column) in FAULTY:
                written += _record(3, head, bytes([7 if FAULTY[row, column] == "#DIV/0!" else 42]))
            elif rows is ROWS and (row, column) == (4, 4):
                written += _record(5, head, struct.pack("<d", 44621))
            elif isinstance(cell, str):
                written += _record(6, head, _wide(cell))
            elif cell is not None:
                written += _record(5, head, struct.pack("<d", cell))
    merged = _record(177, struct.pack("<I", 1)) + _record(176, struct.pack("<IIII", 0, 0, 0, 2)) + _record(178)
    return written + _record(146) + (merged if rows is ROWS else b"") + _record(130)


def percent_cells(sheet: Sheet) -> set[tuple[int, int]]:
    """Row and column of each cell with a percent format."""
    return {(row, column) for column in range(sheet.width) for row in sheet.percent_rows(column)}
