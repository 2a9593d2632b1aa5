"""Small workbooks, written and read back."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ojdesk.core.files import gate
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reading import Reading, Undecided
from ojdesk.core.work import Refused

CellValue = str | float | int | bool | None
Rows = list[list[CellValue]]


def save(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(content: bytes, process: ReadingProcess, name: str = "resultat.xlsx") -> Reading:
    """Through the gate, the reading process and the interpretation."""
    passed = gate.inspect(name, content)
    return interpret(Path(name), "", process.read(passed, lambda: None))


def read_or_refuse(content: bytes, process: ReadingProcess) -> Reading | str:
    """The same for content that may be anything; the sentence when it is turned away."""
    try:
        return read(content, process, "fil.xlsx")
    except (Refused, Undecided) as turned_away:
        return str(turned_away)


def sheet_of(book: Workbook, rows: Iterable[Sequence[object]], title: str = "Resultat") -> Worksheet:
    """A sheet with these cells from A1 on; the first takes the place of the empty one of a new workbook."""
    sheet: Worksheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    if "Sheet" in book.sheetnames:
        del book["Sheet"]
    return sheet


def simple_book(
    rows: Iterable[Sequence[object]], *about: Sequence[object], title: str = "Öppna jämförelser 2022, enkätdata"
) -> Workbook:
    """A sheet of results as given, and one with the title and whatever else is told of the file."""
    book = Workbook()
    sheet_of(book, [[title], *about], "Information")
    sheet_of(book, rows)
    return book
