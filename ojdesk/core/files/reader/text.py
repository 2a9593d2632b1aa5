"""Text files with columns: csv and tsv, in the encodings and with the separators that programs in use write.

Cells stay the texts that they are: a code keeps its zeros, and what is a number is decided where all other texts are
read. Nothing is trimmed. Empty cells are empty.
"""

import codecs
import csv
import functools
import io
import re
from collections.abc import Iterator

from ojdesk.core.files.reader.grid import MAX_COLUMN, MAX_GRID
from ojdesk.core.files.reader.trouble import DAMAGED, HARMFUL, LARGE, NO_TABLE, NO_WORKBOOK, Trouble

#: Excel's own limit for a cell.
_MAX_CELL = 32_767
_MAX_TEXT = 20_000_000
_SAMPLE = 200
_BEFORE_COMMA = ((";", re.compile(";")), ("\t", re.compile("\t")))
_COMMA = (",", re.compile(r",(?! )"))
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
#: Signs that no text has, beside NUL: it stands in texts of careless programs, and never in what is read from them.
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_KINDS = (
    (re.compile(r"<\?xml(?s:.){0,2000}?urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE), "excel_2003"),
    (re.compile(r"<\?xml.{0,500}?<html", re.DOTALL | re.IGNORECASE), "web_page"),
    (re.compile(r"<\?xml"), "xml"),
    (re.compile(r"<"), "web_page"),
    (re.compile(r"[{\[]\s*[\"{\[\]}]"), "json"),
    (re.compile(r"\{\\rtf"), "document"),
)


def read_text(content: bytes) -> list[list[str]]:
    """The cells of a text file; rows differ in length.

    Raises:
        Trouble: It is no text, a text of another kind, one without columns, or larger than any yearly file.
    """
    if len(content) > _MAX_TEXT:
        raise Trouble(LARGE)
    text = _decode(content)
    start = text[:5_000].lstrip()
    for pattern, kind in _KINDS:
        if pattern.match(start):
            raise Trouble(kind)
    named = _SEPARATOR_LINE.match(text)
    if named:
        text = text[named.end() :]
    separator = named[1] if named else _separator(text)
    rows = _rows(text, separator)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows or max(map(len, rows)) < 2:
        raise Trouble(NO_TABLE)
    return rows


def _decode(content: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                if encoding == "utf-8" and (text := _with_lost_letters(content[len(mark) :])):
                    return text
                raise Trouble(DAMAGED) from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        # The five bytes that mean nothing in Windows-1252 are in no text.
        try:
            text = _with_lost_letters(content) or content.decode("cp1252")
        except UnicodeDecodeError:
            raise Trouble(NO_WORKBOOK) from None
    if text.count("\0") * 10 > len(text):
        # UTF-16 without its mark, if it is a text at all.
        encoding = "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            raise Trouble(NO_WORKBOOK) from None
    if len(_CONTROL.findall(text, 0, 10_000)) > 10 or text.count("\0") * 10 > len(text):
        raise Trouble(NO_WORKBOOK)
    return text


def _with_lost_letters(content: bytes) -> str:
    """A text in UTF-8 with a mark for each letter that is broken; empty if no more are whole than are broken.

    Windows-1252 has hardly two letters beside each other that would be one in UTF-8.
    """
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if whole > broken else ""


def _separator(text: str) -> str:
    """The sign that parts most lines into cells.

    Semicolon and tab go before the comma, which stands in decimal numbers and, with a space after it, in sentences.

    Raises:
        Trouble: No sign does.
    """
    lines = [line for line in re.split("[\r\n]+", text[:200_000]) if line.strip()][:_SAMPLE]
    for signs in (_BEFORE_COMMA, (_COMMA,)):
        found = {sign[0]: sum(sign[1].search(line) is not None for line in lines) for sign in signs}
        best = max(found, key=lambda sign: found[sign])
        if found[best] * 2 >= len(lines) > 0:
            return best
    raise Trouble(NO_TABLE)


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        return list(_bounded(_parse(text, separator)))
    except csv.Error:
        # A quotation mark that is never closed would swallow all that follows, and one in a name is only a sign.
        try:
            return list(_bounded(_parse(text, separator, as_is=True)))
        except csv.Error:
            raise Trouble(NO_TABLE) from None


def _parse(text: str, separator: str, *, as_is: bool = False) -> Iterator[list[str]]:
    csv.field_size_limit(_MAX_CELL)
    reader = functools.partial(csv.reader, io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return reader(quoting=csv.QUOTE_NONE) if as_is else reader()


def _bounded(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    cells = 0
    for row in rows:
        cells += len(row)
        if len(row) > MAX_COLUMN or cells > MAX_GRID:
            raise Trouble(HARMFUL)
        yield row
