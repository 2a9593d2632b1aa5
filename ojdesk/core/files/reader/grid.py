"""Where a sheet's cells lie. The reader makes a dense table of them, so that two cells far apart fill the memory."""

import re

from ojdesk.core.files.reader.trouble import HARMFUL, Trouble

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
#: Cells of the table that the reader makes of one sheet, empty ones included.
MAX_GRID = 5_000_000

_ANY_CELL, _ANY_ROW = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]"), re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s[^<>]*?\br\s*=\s*[\"']([^\"']*)[\"']")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\s[^<>]*?\br\s*=\s*[\"']([^\"']*)[\"']")
_ADDRESS = re.compile(rb"([A-Za-z]{1,3})([0-9]{1,7})")
#: A cell in another form than the one that every program in use writes, or beyond ZZ999.
_UNUSUAL_OR_FAR = re.compile(rb"<c(?! r=\"[A-Z]{1,2}+\d{1,3}+\")[\s>/]")
#: The column of a cell in that form, with a row below 100,000; empty for another form.
_USUAL = re.compile(rb"<c(?: r=\"([A-Z]{1,3})(?=\d{1,5}+\")|(?=[\s>/]))")
_FAR_ROW = re.compile(rb"<row [^>]*?r=\"\d{7}")
_ROW_END = re.compile(rb"<row r=\"(\d{1,7})\"")


def check_grid(xml: bytes) -> bool:
    """Whether all cells are written in the usual form: `<c r="B7"` with the address first.

    Raises:
        Trouble: A cell lies outside of Excel's grid, or cells lie too far apart.
    """
    prefixed = b":c" in xml
    if not prefixed and not _UNUSUAL_OR_FAR.search(xml) and not _FAR_ROW.search(xml):
        return True
    distinct = set(_USUAL.findall(xml))
    usual = not prefixed and b"" not in distinct
    rows = [int(row) for row in _ROW_END.findall(xml)] if usual else []
    if usual and rows and max(rows) < 100_000 and len(rows) == xml.count(b"<row"):
        last_column = max(map(column_number, distinct), default=0)
        # The digits of an address may belie its row, but not by more than their number.
        if last_column <= MAX_COLUMN and (10 ** len(str(max(rows)))) * last_column <= MAX_GRID:
            wrong = re.compile(rb"<c r=\"[A-Z]++\d{%d}" % (len(str(max(rows))) + 1))
            if not wrong.search(xml):
                return True
    _check_each(xml)
    return usual


def _check_each(xml: bytes) -> None:
    addresses, row_numbers = _CELL.findall(xml), _ROW.findall(xml)
    found = [_ADDRESS.fullmatch(text) for text in set(addresses)]
    if not all(found) or any(not (row.isdigit() and len(row) <= 7) for row in row_numbers):
        raise Trouble(HARMFUL)
    last_column = max((column_number(it[1]) for it in found if it), default=0)
    last_row = max((int(it[2]) for it in found if it), default=0)
    if max(last_row, *map(int, row_numbers), 0) > MAX_ROW or last_column > MAX_COLUMN:
        raise Trouble(HARMFUL)
    chunks = _ANY_ROW.split(xml)
    if len(chunks) - 1 > len(row_numbers) or len(_ANY_CELL.findall(xml)) > len(addresses):
        # What has no address stands after what comes before it.
        last_row += len(chunks) - 1
        last_column += max(len(_ANY_CELL.findall(chunk)) for chunk in chunks)
    if last_row * last_column > MAX_GRID:
        raise Trouble(HARMFUL)


def column_number(letters: bytes) -> int:
    """1 for A."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
