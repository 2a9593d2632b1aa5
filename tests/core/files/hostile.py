"""Files made to harm a reader: each small, and each the end of some program that has tried to read it."""

import io
import struct
import zipfile
from collections.abc import Callable

from ojdesk.core.files import gate

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def package(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return stream.getvalue()


def xlsx(
    cells: str = _ONE,
    *,
    after: str = "",
    strings: str = "",
    styles: str = "",
    workbook: str = "",
    sheets: int = 1,
    namespace: str = MAIN,
) -> bytes:
    """A workbook of which every part can be given; `cells` are the rows of its sheets."""
    numbers = range(1, sheets + 1)
    relations = "".join(
        f'<Relationship Id="r{it}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{it}.xml"/>' for it in numbers
    )
    relations += f'<Relationship Id="s" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    relations += f'<Relationship Id="t" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    listed = "".join(f'<sheet name="Blad{it}" sheetId="{it}" r:id="r{it}"/>' for it in numbers)
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{namespace}" xmlns:r="{_OFFICE}">{workbook}<sheets>{listed}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>',
    }
    for it in numbers:
        sheet = f'<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData>{after}</worksheet>'
        parts[f"xl/worksheets/sheet{it}.xml"] = sheet
    return package(parts)


def xls(records: list[tuple[int, bytes]], *globally: tuple[int, bytes]) -> bytes:
    """A workbook of Excel 97 with one sheet of these records, and some of the workbook itself."""

    def record(kind: int, content: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))

    sheet = begin(0x10) + b"".join(record(*it) for it in records) + record(0x0A)
    name = struct.pack("<BB", 1, 0) + b"A"
    first = begin(5) + b"".join(record(*it) for it in globally)
    start = len(first) + 4 + 6 + len(name) + 4
    stream = first + record(0x85, struct.pack("<IBB", start, 0, 0) + name) + record(0x0A) + sheet
    sectors = max(-(-len(stream) // 512), 8)
    stream = stream.ljust(sectors * 512, b"\0")

    def entry(name: str, kind: int, first: int, length: int, below: int) -> bytes:
        letters = name.encode("utf-16-le")
        links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, below)
        rest = b"\0" * 36 + struct.pack("<IQ", first, length)
        return letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters) + 2, kind, 1) + links + rest

    chains = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    header = gate.COMPOUND + b"\0" * 16 + struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1)
    header += struct.pack("<IIIIII", 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *chains, *[0xFFFFFFFF] * (128 - len(chains)))
    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry("Workbook", 2, 2, len(stream), 0xFFFFFFFF)
    return header + table + directory.ljust(512, b"\0") + stream


def _number(row: int, column: int) -> tuple[int, bytes]:
    return 0x203, struct.pack("<HHHd", row, column, 0, 1.5)


def _loop() -> bytes:
    content = bytearray(xls([_number(0, 0)]))
    struct.pack_into("<I", content, 512 + 4 * 5, 5)
    return bytes(content)


def _with_doctype() -> bytes:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    sheet = (
        f"<!DOCTYPE worksheet [{entities}]><worksheet><sheetData><row><c><v>&i;</v></c></row></sheetData></worksheet>"
    )
    return _with_sheet(sheet)


def _with_dimension(reference: str) -> bytes:
    return _with_sheet(
        f'<worksheet xmlns="{MAIN}"><dimension ref="{reference}"/><sheetData>{_ONE}</sheetData></worksheet>'
    )


def _declared(encoding: str, text: str) -> str:
    cells = f'{_ONE}<row r="2"><c r="A2" t="str"><v>{text}</v></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    return f'<?xml version="1.0" encoding="{encoding}"?>{sheet}'


def _locked_ods() -> bytes:
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"\x91\x12",
            "META-INF/manifest.xml": "<manifest:manifest><manifest:encryption-data/></manifest:manifest>",
        }
    )


def _with_sheet(sheet: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(xlsx())) as made:
        parts: dict[str, str | bytes] = {name: made.read(name) for name in made.namelist()}
    return package(parts | {"xl/worksheets/sheet1.xml": sheet})


HARMFUL, SHEETS, DAMAGED, READ = "byggd på ett sätt", "fler blad", "skadad", ""
OUTSIDE = "vars adress inte finns"
ENCODING, LOCKED = "teckenkodning", "lösenord"

#: What the file is, what is said of it (nothing if it is read), and how to make it.
CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entries": (HARMFUL, lambda: package({"xl/workbook.xml": "", **{f"a{it}": "" for it in range(60_000)}})),
    "bomb": (HARMFUL, lambda: xlsx(after=" " * 60_000_000)),
    "deep": (READ, lambda: xlsx(after="<a>" * 400_000)),
    "deep_and_closed": (READ, lambda: xlsx(after="<a>" * 300_000 + "</a>" * 300_000)),
    "attributes": (HARMFUL, lambda: xlsx(after="<a " + " ".join(f'b{it}=""' for it in range(300_000)) + "/>")),
    "attribute": (HARMFUL, lambda: xlsx(after=f'<a b="{"x" * 8_000_000}"/>')),
    "attribute_of_tags": (HARMFUL, lambda: xlsx(after=f'<a b="{">" * 8_000_000}"/>')),
    "comment": (HARMFUL, lambda: xlsx(after=f"<!--{'x' * 8_000_000}-->")),
    "text": (HARMFUL, lambda: xlsx(f'<row r="1"><c r="A1" t="str"><v>{"x" * 8_000_000}</v></c></row>')),
    "open_tags": (HARMFUL, lambda: xlsx("<c " * 400_000)),
    "entities": (HARMFUL, _with_doctype),
    "unclosed": (DAMAGED, lambda: xlsx("<row><c>")),
    "merges": (SHEETS, lambda: xlsx(after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 300_000 + "</mergeCells>")),
    "merge_of_all": (READ, lambda: xlsx(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    "sheets": (SHEETS, lambda: xlsx(sheets=401)),
    "many_sheets": (HARMFUL, lambda: xlsx(sheets=2_100)),
    "corners": (HARMFUL, lambda: xlsx('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>')),
    "middle": (HARMFUL, lambda: xlsx('<row r="1"><c r="A1"/></row><row r="1048576"><c r="CV1048576"/></row>')),
    "last_row": (READ, lambda: xlsx(_ONE + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
    "row_that_lies": (HARMFUL, lambda: xlsx('<row r="1"><c r="A1"/><c r="XFD1048576"/></row>')),
    "row_zero": (OUTSIDE, lambda: xlsx('<row r="1"><c r="A"><v>1</v></c></row>')),
    "no_addresses": (HARMFUL, lambda: xlsx("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>" + "<row/>" * 9_000)),
    "dimension": (READ, lambda: _with_dimension("A1:XFD1048576")),
    "small_dimension": (READ, lambda: _with_dimension("B2")),
    "no_dimension": (READ, lambda: _with_dimension("$$$")),
    "far_dimension": (READ, lambda: _with_dimension("A1:ZZZZ99999999999")),
    "latin_letters": (ENCODING, lambda: _with_sheet(_declared("ISO-8859-1", "å").encode("latin-1"))),
    "no_latin_letters": (READ, lambda: _with_sheet(_declared("ISO-8859-1", "a"))),
    "utf_7": (ENCODING, lambda: _with_sheet(_declared("UTF-7", "+AMU-"))),
    "xls_locked": (LOCKED, lambda: xls([_number(0, 0)], (0x2F, b"\0" * 54))),
    "ods_locked": (LOCKED, _locked_ods),
    "defined_names": (READ, lambda: xlsx(workbook="<definedNames>" + _NAME * 100_000 + "</definedNames>")),
    "conditional_formats": (READ, lambda: xlsx(after='<conditionalFormatting sqref="A1"/>' * 200_000)),
    "styles": (READ, lambda: xlsx(styles="<cellXfs>" + '<xf numFmtId="10"/>' * 400_000 + "</cellXfs>")),
    "number_format": (
        HARMFUL,
        lambda: xlsx(styles=f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 5_000_000}"/>'),
    ),
    "formula": (READ, lambda: xlsx(f'<row r="1"><c r="A1"><f>{"(" * 90_000}</f><v>1</v></c></row>')),
    "columns": (READ, lambda: xlsx(after='<cols><col min="1" max="2147483647"/></cols>')),
    "xls_dimensions": (HARMFUL, lambda: xls([(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))])),
    "xls_corners": (HARMFUL, lambda: xls([_number(0, 0), _number(65_535, 65_535)])),
    "xls_loop": (DAMAGED, _loop),
    "xls_read": (READ, lambda: xls([_number(0, 0)])),
}
_NAME = '<definedName name="a">Blad1!$A$1</definedName>'
