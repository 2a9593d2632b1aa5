"""A report as an Excel workbook, to check: numbers as numbers, and for each figure the cell it came from."""

import io
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ojdesk.core.palette import LIGHT
from ojdesk.core.report.blocks import DataTable, Paragraph, Report

_MAX_COLUMN_WIDTH = 60
_COVER_WIDTH = 95
_A4 = 9
#: No text from a file may become a formula or a link, whatever it begins with.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(report: Report) -> bytes:
    """The workbook's bytes."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, OPTIONS)
    workbook.set_properties(
        {
            "title": f"{report.title}: {report.subtitle}",
            "author": "ojdesk",
            "comments": report.invented,
            "created": datetime(report.made.year, report.made.month, report.made.day, tzinfo=UTC),
        }
    )
    _add_cover(workbook, report)
    for table in report.tables:
        _add_table(workbook, table, report.invented)
    _add_columns(workbook, report)
    workbook.close()
    return stream.getvalue()


def _add_cover(workbook: xlsxwriter.Workbook, report: Report) -> None:
    sheet = workbook.add_worksheet("Om rapporten")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _COVER_WIDTH)
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    lines: list[tuple[str, Format | None]] = [
        (report.title, workbook.add_format({"bold": True, "font_size": 18})),
        (report.subtitle, workbook.add_format({"font_color": LIGHT.quiet})),
        (f"Skapad {report.made.isoformat()} med ojdesk", workbook.add_format({"font_color": LIGHT.quiet})),
    ]
    if report.invented:
        lines.append((report.invented, workbook.add_format({"bold": True, "font_color": LIGHT.alarm})))
    lines.append(("", None))
    lines += [(block.text, wrap) for block in report.blocks if isinstance(block, Paragraph) and block.lead]
    lines.append(("", None))
    lines += [(f"{table.name}: {table.about}", wrap) for table in report.tables]
    lines.append(("Kolumner: vad varje kolumn i bladen innehåller.", wrap))
    lines.append(("", None))
    lines += [(text, wrap) for text in report.method]
    for row, (text, form) in enumerate(lines):
        sheet.write_string(row, 0, text, form)
        if form is wrap:
            # Not every program makes a row as high as its text needs.
            sheet.set_row(row, 15.5 * (1 + len(text) // _COVER_WIDTH))
    set_page(sheet)


def _add_table(workbook: xlsxwriter.Workbook, table: DataTable, invented: str) -> None:
    sheet = workbook.add_worksheet(table.name)
    sheet.write_string(0, 0, table.about, workbook.add_format({"italic": True, "font_color": LIGHT.quiet}))
    if invented:
        sheet.write_string(1, 0, invented, workbook.add_format({"font_color": LIGHT.alarm}))
    first = 2
    text, number = workbook.add_format({"num_format": "@"}), workbook.add_format({"num_format": "General"})
    for index, row in enumerate(table.rows, start=first + 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(index, column, value, text)
            elif value is not None:
                sheet.write_number(index, column, value, number)
    sheet.add_table(
        first,
        0,
        first + max(len(table.rows), 1),
        len(table.columns) - 1,
        {
            "columns": [{"header": column.title} for column in table.columns],
            "style": "Table Style Light 1",
            "name": f"Tabell_{len(workbook.worksheets())}",
        },
    )
    for position, described in enumerate(table.columns):
        sheet.set_column(position, position, min(described.width, _MAX_COLUMN_WIDTH))
    sheet.freeze_panes(first + 1, 2)
    sheet.repeat_rows(first)
    set_page(sheet)


def _add_columns(workbook: xlsxwriter.Workbook, report: Report) -> None:
    """What each column of each sheet holds."""
    sheet = workbook.add_worksheet("Kolumner")
    bold = workbook.add_format({"bold": True, "bottom": 1})
    for column, (title, width) in enumerate((("Blad", 20), ("Kolumn", 20), ("Innehåller", 90))):
        sheet.write_string(0, column, title, bold)
        sheet.set_column(column, column, width)
    rows = ((table.name, column.title, column.about) for table in report.tables for column in table.columns)
    for index, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(index, column, value)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    set_page(sheet)


def set_page(sheet: Worksheet) -> None:
    """How it is printed: A4 on its side, as wide as the paper."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
