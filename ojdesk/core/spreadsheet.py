"""What every workbook that we write has in common: text that stays text, names that Excel takes, print setup."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ojdesk.core.text import in_plain_sight

_A4 = 9
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_WIDEST, _NARROWEST = 60, 8
#: A sheet of running text: how wide it is in Excel's figures and in letters, how high a line, how large its text.
_TEXT_WIDTH, _LETTERS, _LINE, _TEXT_SIZE = 95, 102, 15.5, 11
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'"))
#: No text from a file may become a formula or a link, whatever it begins with.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Workbook:
    """A workbook in the making, and the formats that its sheets share."""

    def __init__(self, title: str = "", comments: str = "", made: date | None = None) -> None:
        self._stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._stream, _OPTIONS)
        properties: dict[str, Any] = {
            "title": in_plain_sight(title),
            "author": "ojdesk",
            "comments": in_plain_sight(comments),
        }
        if made is not None:
            properties["created"] = datetime(made.year, made.month, made.day, tzinfo=UTC)
        self.book.set_properties(properties)
        self._names: set[str] = set()
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: object) -> Format:
        """The format with these properties, each made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet with the nearest name that Excel takes and no other sheet has; printed on A4, as wide as it."""
        plain = in_plain_sight(name.translate(_FORBIDDEN)) or "Blad"
        cut = plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1].rstrip()}…"
        at = 1
        while cut.casefold() in self._names:
            at += 1
            cut = f"{plain[: _LONGEST_NAME - len(str(at)) - 3].rstrip()} ({at})"
        self._names.add(cut.casefold())
        sheet = self.book.add_worksheet(cut)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RSida &P av &N")
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, text: str, form: Format | None = None) -> None:
        """Text as text, without what is invisible, and no longer than a cell may be."""
        plain = in_plain_sight(text)
        cut = plain if len(plain) <= _LONGEST_TEXT else f"{plain[: _LONGEST_TEXT - 1]}…"
        sheet.write_string(row, column, cut, form)

    def write_lines(self, sheet: Worksheet, lines: Iterable[tuple[str, Format]], first: int = 0) -> int:
        """Running text, a paragraph a row in a wide column, each row as high as it needs; the next free row.

        Not every program makes a row as high as its text.
        """
        sheet.hide_gridlines(2)
        sheet.set_portrait()
        sheet.set_column(0, 0, _TEXT_WIDTH)
        row = first
        for row, (text, form) in enumerate(lines, start=first):
            self.write(sheet, row, 0, text, form)
            if form.text_wrap:
                size = form.font_size / _TEXT_SIZE
                sheet.set_row(row, _LINE * size * (1 + int(len(text) * size) // _LETTERS))
        return row + 1

    def close(self) -> bytes:
        """The workbook's bytes."""
        self.book.close()
        return self._stream.getvalue()


def finish_table(sheet: Worksheet, head: int, rows: int, widths: Sequence[int], frozen: int) -> None:
    """What makes rows under a head easy to read: a head that stays and is printed anew, filters, sensible widths."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
    sheet.autofilter(head, 0, head + max(rows, 1), len(widths) - 1)
    sheet.freeze_panes(head + 1, frozen)
    sheet.repeat_rows(head)
