"""The binary workbooks: what calamine loses of them is no empty cell."""

import io
import struct
import zipfile

import pytest

from ojdesk.core.files import gate
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.sheet import Sheet
from tests.core.files.formats import ROWS, write_xlsb
from tests.core.files.hostile import package, xls

Record = tuple[int, bytes]
YES_NO = (0xFC, struct.pack("<IIHB", 3, 3, 2, 0) + b"Ja" + struct.pack("<HB", 0, 0) + struct.pack("<HB", 3, 0) + b"Nej")


def number(column: int, value: float) -> Record:
    return 0x203, struct.pack("<HHHd", 0, column, 0, value)


def listed(column: int, at: int) -> Record:
    return 0xFD, struct.pack("<HHHI", 0, column, 0, at)


def formula(column: int, gave: int) -> Record:
    return 0x06, struct.pack("<HHHB5xH8x", 0, column, 0, gave, 0xFFFF)


def text(letters: str) -> Record:
    return 0x207, struct.pack("<HB", len(letters), 0) + letters.encode("latin-1")


def read_xls(process: ReadingProcess, *cells: Record, texts: tuple[Record, ...] = (YES_NO,)) -> Sheet:
    (sheet,) = process.read(gate.inspect("fil.xls", xls([*cells, number(9, 7)], *texts)), lambda: None)
    assert sheet.cell(0, 9) == 7
    return sheet


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([listed(0, 99)], "okänt innehåll"),
        ([formula(0, 0)], "formel utan värde"),
        ([formula(0, 0), number(1, 1), text("Ja")], "formel utan värde"),
        ([number(0, 1), number(0, 2)], "cellen står två gånger"),
        ([number(0, 1), listed(0, 0)], "cellen står två gånger"),
        ([(0x201, struct.pack("<HHH", 0, 0, 0)), listed(0, 3)], "okänt innehåll"),
    ],
    ids=["beyond_list", "no_text", "text_of_another", "twice", "twice_unlike", "just_beyond_list"],
)
def test_a_cell_of_excel_97_that_is_lost_is_no_empty_cell(
    cells: list[Record], says: str, process: ReadingProcess
) -> None:
    sheet = read_xls(process, *cells)
    assert sheet.faulty == {(0, 0): says}
    assert sheet.cell(0, 0) is None


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ([listed(0, 0)], "Ja"),
        ([listed(0, 1)], None),
        ([listed(0, 2)], "Nej"),
        ([formula(0, 0), text("Ja")], "Ja"),
        ([formula(0, 0), (0x4BC, b"\0" * 10), text("Ja")], "Ja"),
        ([formula(0, 3)], None),
        ([(0x204, struct.pack("<HHHHB", 0, 0, 0, 0, 0))], None),
    ],
)
def test_a_cell_of_excel_97_may_be_an_empty_text(
    cells: list[Record], value: str | None, process: ReadingProcess
) -> None:
    sheet = read_xls(process, *cells)
    assert sheet.faulty == {}
    assert sheet.cell(0, 0) == value


def test_a_list_of_texts_goes_on_in_the_next_records(process: ReadingProcess) -> None:
    # A text and its rest in wide letters; one with its bold and its sounds; an empty one; a last.
    begun = (0xFC, struct.pack("<IIHB", 4, 4, 8, 0) + b"Ja, ")
    rest = (0x3C, b"\1" + "alla".encode("utf-16-le") + struct.pack("<HBHI", 3, 12, 2, 5) + b"Nej" + b"\0" * 6)
    last = (0x3C, b"\0" * 7 + struct.pack("<HB", 0, 0) + struct.pack("<HB", 6, 0) + b"Delvis")
    sheet = read_xls(process, *(listed(at, at) for at in range(5)), texts=(begun, rest, last))
    assert sheet.rows[0][:5] == ["Ja, alla", "Nej", None, "Delvis", None]
    assert sheet.faulty == {(0, 4): "okänt innehåll"}


def changed(part: str, before: bytes, after: bytes) -> bytes:
    """The xlsb with other bytes in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(write_xlsb())) as made:
        parts: dict[str, str | bytes] = {name: made.read(name) for name in made.namelist()}
    content = parts[part]
    assert isinstance(content, bytes)
    assert content.count(before) == 1
    return package(parts | {part: content.replace(before, after)})


ALE = bytes([6, 18]) + struct.pack("<III", 1, 0, 3) + "Ale".encode("utf-16-le")


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (ALE + ALE, "cellen står två gånger"),
        # Rich text within the cell, which calamine leaves out.
        (bytes([62, 19]) + struct.pack("<IIBI", 1, 0, 0, 3) + "Ale".encode("utf-16-le"), "okänt innehåll"),
    ],
    ids=["twice", "rich_text"],
)
def test_a_cell_of_an_xlsb_that_is_lost_is_no_empty_cell(after: bytes, says: str, process: ReadingProcess) -> None:
    content = changed("xl/worksheets/sheet2.bin", ALE, after)
    _, result, _ = process.read(gate.inspect("fil.xlsb", content), lambda: None)
    row = next(at for at, cells in enumerate(ROWS) if "Ale" in cells)
    assert result.faulty[row, 1] == says
    assert result.cell(row, 1) is None
    assert result.cell(row, 2) == ROWS[row][2]
