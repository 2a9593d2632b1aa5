"""Where a sheet's cells lie. The reader makes a dense table of them, so that two cells far apart fill the memory."""

import re

from ojdesk.core.files.reader.trouble import HARMFUL, OUTSIDE, Trouble

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
#: Cells of the table that the reader makes of one sheet, empty ones included.
MAX_GRID = 5_000_000

_ANY_CELL, _ANY_ROW = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]"), re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s[^<>]*?\br\s*=\s*[\"']([^\"']*)[\"']")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\s[^<>]*?\br\s*=\s*[\"']([^\"']*)[\"']")
_ADDRESS = re.compile(rb"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
#: A cell in another form than the one that every program in use writes, or beyond ZZ999.
_UNUSUAL_OR_FAR = re.compile(rb"<c(?! r=\"[A-Z]{1,2}+[1-9]\d{0,2}+\")[\s>/]")
#: The column of a cell in that form, with a row below 100,000; empty for another form.
_USUAL = re.compile(rb"<c(?: r=\"([A-Z]{1,3})(?=[1-9]\d{0,4}+\")|(?=[\s>/]))")
_FAR_ROW = re.compile(rb"<row [^>]*?r=\"(?:\d{7}|0)")
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
    if usual and rows and min(rows) > 0 and max(rows) < 100_000 and len(rows) == xml.count(b"<row"):
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
    last_row = last_column = 0
    for text in set(addresses):
        found = _ADDRESS.fullmatch(text)
        if not found or int(found[2]) > MAX_ROW or column_number(found[1]) > MAX_COLUMN:
            raise Trouble(OUTSIDE, _shown(text))
        last_row, last_column = max(last_row, int(found[2])), max(last_column, column_number(found[1]))
    for text in row_numbers:
        if not (text.isdigit() and len(text) <= 7 and 0 < int(text) <= MAX_ROW):
            raise Trouble(OUTSIDE, "A" + _shown(text))
    chunks = _ANY_ROW.split(xml)
    if len(chunks) - 1 > len(row_numbers) or len(_ANY_CELL.findall(xml)) > len(addresses):
        # What has no address stands after what comes before it.
        last_row += len(chunks) - 1
        last_column += max(len(_ANY_CELL.findall(chunk)) for chunk in chunks)
    if last_row * last_column > MAX_GRID:
        raise Trouble(HARMFUL)


def _shown(address: bytes) -> str:
    return address[:20].decode("ascii", "replace")


def column_number(letters: bytes) -> int:
    """1 for A."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
