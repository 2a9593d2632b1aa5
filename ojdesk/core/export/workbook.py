"""An exhibit as an Excel workbook: numbers as numbers, what it is about, and the cell each figure comes from."""

import io

from xlsxwriter.format import Format

from ojdesk.core.export.delimited import AREA, head
from ojdesk.core.export.exhibit import Cell, Exhibit, Table
from ojdesk.core.export.sheet import sheet
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.picture import png
from ojdesk.core.spreadsheet import Workbook, finish_table
from ojdesk.core.wording.numbers import number_format

_PADDING = 3


def write(exhibit: Exhibit) -> bytes:
    """The workbook's bytes: a sheet for each table, "Om tabellen", and "Källor" where figures are published."""
    workbook = Workbook(exhibit.title, exhibit.origin.invented)
    alone = len(exhibit.tables) == 1
    names = [_add_table(workbook, "Tabell" if alone else table.caption, table) for table in exhibit.tables]
    _add_about(workbook, exhibit)
    _add_sources(workbook, exhibit, names)
    return workbook.close()


def _add_table(workbook: Workbook, name: str, table: Table) -> str:
    """What the table's sheet is called."""
    page = workbook.sheet(name)
    bold = workbook.format(bold=True, bottom=1, text_wrap=True, valign="top")
    text = workbook.format(num_format="@", valign="top")
    heads = [AREA] * bool(table.areas) + [head(table, column) for column in range(len(table.heads))]
    widths = [len(title) for title in heads]
    for column, title in enumerate(heads):
        workbook.write(page, 0, column, title, bold)
    for at, row in enumerate(table.rows):
        cells = (Cell(table.areas[at]), *row) if table.areas else row
        for column, cell in enumerate(cells):
            widths[column] = max(widths[column], len(cell.text))
            if cell.value is None:
                workbook.write(page, at + 1, column, cell.text, text)
            else:
                shape = number_format(cell.decimals, cell.unit, signed=cell.signed)
                page.write_number(at + 1, column, cell.value, workbook.format(num_format=shape, valign="top"))
    finish_table(page, 0, len(table.rows), [width + _PADDING for width in widths], frozen=2 if table.areas else 1)
    return str(page.name)


def _add_about(workbook: Workbook, exhibit: Exhibit) -> None:
    page = workbook.sheet("Om tabellen")
    text = workbook.format(text_wrap=True, valign="top")
    lines: list[tuple[str, Format]] = [
        (exhibit.title, workbook.format(bold=True, font_size=14, text_wrap=True)),
        (exhibit.subtitle, text),
        (exhibit.origin.invented, workbook.format(bold=True, font_color=LIGHT.alarm, text_wrap=True)),
        (exhibit.sentence, text),
    ]
    lines += [(line, text) for line in (*exhibit.notes, *exhibit.table_notes, exhibit.origin.source)]
    lines += [(f"Fil: {name}", text) for name in exhibit.origin.files]
    lines.append(("Ett ord i stället för ett tal betyder att värdet saknas, av det skäl som ordet säger.", text))
    end = workbook.write_lines(page, [line for line in lines if line[0]])
    if exhibit.picture is not None:
        drawn = sheet(exhibit)
        options = {"image_data": io.BytesIO(png(drawn)), "description": drawn.description}
        page.insert_image(end + 1, 0, "diagram.png", options)


def _add_sources(workbook: Workbook, exhibit: Exhibit, names: list[str]) -> None:
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
    page = workbook.sheet("Källor")
    heads = (("Blad", 20), ("Rad", 36), ("Kolumn", 20), ("Värde", 20), ("Fil", 50), ("Blad i filen", 24), ("Cell", 8))
    for at, row in enumerate([tuple(title for title, _ in heads), *rows]):
        for column, value in enumerate(row):
            workbook.write(page, at, column, value, None if at else workbook.format(bold=True, bottom=1))
    finish_table(page, 0, len(rows), [width for _, width in heads], frozen=0)
