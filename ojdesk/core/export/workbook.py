"""An exhibit as an Excel workbook: numbers as numbers, what it is about, and the cell each figure comes from."""

import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ojdesk.core.export.delimited import AREA, head
from ojdesk.core.export.exhibit import Cell, Exhibit, Table
from ojdesk.core.export.sheet import sheet
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.picture import png
from ojdesk.core.report.excel import OPTIONS, set_page

_TEXT_WIDTH = 95
_WIDEST, _NARROWEST = 60, 9
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'"))


def write(exhibit: Exhibit) -> bytes:
    """The workbook's bytes: a sheet for each table, "Om tabellen", and "Källor" where figures are published."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, OPTIONS)
    workbook.set_properties({"title": exhibit.title, "author": "ojdesk", "comments": exhibit.origin.invented})
    names = ["Tabell"] if len(exhibit.tables) == 1 else [_sheet_name(table.caption) for table in exhibit.tables]
    for name, table in zip(names, exhibit.tables, strict=True):
        _add_table(workbook, name, table)
    _add_about(workbook, exhibit)
    _add_sources(workbook, exhibit, names)
    workbook.close()
    return stream.getvalue()


def _sheet_name(caption: str) -> str:
    """At most 31 characters, and none that Excel forbids."""
    plain = caption.translate(_FORBIDDEN)
    return plain if len(plain) <= 31 else f"{plain[:30].rstrip()}…"


def _add_table(workbook: xlsxwriter.Workbook, name: str, table: Table) -> None:
    page = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = workbook.add_format({"num_format": "@", "valign": "top"})
    formats: dict[str, Format] = {}
    heads = [AREA] * bool(table.areas) + [head(table, column) for column in range(len(table.heads))]
    widths = [len(title) for title in heads]
    for column, title in enumerate(heads):
        page.write_string(0, column, title, bold)
    for at, row in enumerate(table.rows):
        cells = (Cell(table.areas[at]), *row) if table.areas else row
        for column, cell in enumerate(cells):
            widths[column] = max(widths[column], len(cell.text))
            if cell.value is None:
                page.write_string(at + 1, column, cell.text, text)
                continue
            shape = _number_format(cell)
            if shape not in formats:
                formats[shape] = workbook.add_format({"num_format": shape, "valign": "top"})
            page.write_number(at + 1, column, cell.value, formats[shape])
    for column, width in enumerate(widths):
        page.set_column(column, column, min(max(width + 3, _NARROWEST), _WIDEST))
    page.autofilter(0, 0, max(len(table.rows), 1), len(heads) - 1)
    page.freeze_panes(1, 2 if table.areas else 1)
    page.repeat_rows(0)
    set_page(page)


def _number_format(cell: Cell) -> str:
    """As on screen: `0.0" %"`, with + in front of what has one there."""
    digits = "#,##0" + ("." + "0" * cell.decimals if cell.decimals else "")
    unit = f'"\u00a0{cell.unit}"' if cell.unit else ""
    return f"+{digits}{unit};-{digits}{unit};{digits}{unit}" if cell.signed else f"{digits}{unit}"


def _add_about(workbook: xlsxwriter.Workbook, exhibit: Exhibit) -> None:
    page = workbook.add_worksheet("Om tabellen")
    page.hide_gridlines(2)
    page.set_column(0, 0, _TEXT_WIDTH)
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    title = workbook.add_format({"bold": True, "font_size": 14, "text_wrap": True})
    alarm = workbook.add_format({"bold": True, "font_color": LIGHT.alarm, "text_wrap": True})
    lines = [
        (exhibit.title, title),
        (exhibit.subtitle, wrap),
        (exhibit.origin.invented, alarm),
        (exhibit.sentence, wrap),
    ]
    lines += [(line, wrap) for line in (*exhibit.notes, *exhibit.table_notes, exhibit.origin.source)]
    lines += [(f"Fil: {name}", wrap) for name in exhibit.origin.files]
    lines.append(("Ett ord i stället för ett tal betyder att värdet saknas, av det skäl som ordet säger.", wrap))
    at = 0
    for text, form in lines:
        if text:
            page.write_string(at, 0, text, form)
            # Not every program makes a row as high as its text needs.
            page.set_row(at, (15.5 if form is not title else 19) * (1 + len(text) // _TEXT_WIDTH))
            at += 1
    if exhibit.picture is not None:
        drawn = sheet(exhibit)
        options = {"image_data": io.BytesIO(png(drawn)), "description": drawn.description}
        page.insert_image(at + 1, 0, "diagram.png", options)
    set_page(page)


def _add_sources(workbook: xlsxwriter.Workbook, exhibit: Exhibit, names: list[str]) -> None:
    """A row for each published figure: where it is in the tables, and the cell of the file that it comes from."""
    rows = [
        (name, row[0].text, table.heads[column], cell.text, cell.place.file, cell.place.sheet, cell.place.cell)
        for name, table in zip(names, exhibit.tables, strict=True)
        for row in table.rows
        for column, cell in enumerate(row)
        if cell.place is not None
    ]
    if not rows:
        return
    page = workbook.add_worksheet("Källor")
    bold = workbook.add_format({"bold": True, "bottom": 1})
    heads = (("Blad", 20), ("Rad", 36), ("Kolumn", 20), ("Värde", 20), ("Fil", 50), ("Blad i filen", 24), ("Cell", 8))
    for column, (title, width) in enumerate(heads):
        page.write_string(0, column, title, bold)
        page.set_column(column, column, width)
    for at, row in enumerate(rows, start=1):
        _write_strings(page, at, row)
    page.autofilter(0, 0, len(rows), len(heads) - 1)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    set_page(page)


def _write_strings(page: Worksheet, at: int, row: tuple[str, ...]) -> None:
    for column, text in enumerate(row):
        page.write_string(at, column, text)
