"""A report as an Excel workbook, to check: numbers as numbers, and for each figure the cell it came from."""

from collections.abc import Iterator

from xlsxwriter.format import Format

from ojdesk.core.palette import LIGHT
from ojdesk.core.report.blocks import DataTable, Measure, Paragraph, Report
from ojdesk.core.report.excel_charts import CHARTS, add_charts, illustrations
from ojdesk.core.spreadsheet import Workbook, finish_table
from ojdesk.core.wording.numbers import number_format

_COLUMNS = "Kolumner"


def write(report: Report) -> bytes:
    """The workbook's bytes: what it is about, the charts, a sheet for each table, and what each column holds."""
    workbook = Workbook(report.file_title, report.file_comments, report.made)
    _add_cover(workbook, report)
    add_charts(workbook, report)
    for table in report.tables:
        _add_table(workbook, table, report.invented)
    _add_columns(workbook, report)
    return workbook.close()


def _add_cover(workbook: Workbook, report: Report) -> None:
    sheet = workbook.sheet("Om rapporten")
    workbook.write_lines(sheet, _cover(workbook, report))


def _cover(workbook: Workbook, report: Report) -> Iterator[tuple[str, Format]]:
    text, quiet = workbook.format(text_wrap=True, valign="top"), workbook.format(font_color=LIGHT.quiet)
    gap = ("", workbook.format())
    yield report.title, workbook.format(bold=True, font_size=18)
    yield report.subtitle, quiet
    yield f"Skapad {report.made.isoformat()} med ojdesk", quiet
    if report.invented:
        yield report.invented, workbook.format(bold=True, font_color=LIGHT.alarm, text_wrap=True)
    yield gap
    for block in report.blocks:
        if isinstance(block, Paragraph) and block.lead:
            yield block.text, text
    yield gap
    if illustrations(report):
        yield f"{CHARTS}: rapportens figurer med de tal som de är ritade av.", text
    for table in report.tables:
        yield f"{table.name}: {table.about}", text
    yield f"{_COLUMNS}: vad varje kolumn i bladen innehåller.", text
    yield gap
    for told in report.method:
        yield told, text


def _add_table(workbook: Workbook, table: DataTable, invented: str) -> None:
    sheet = workbook.sheet(table.name)
    workbook.write(sheet, 0, 0, table.about, workbook.format(italic=True, font_color=LIGHT.quiet))
    if invented:
        workbook.write(sheet, 1, 0, invented, workbook.format(font_color=LIGHT.alarm))
    head, text = 2, workbook.format(num_format="@", indent=1)
    widths = [it.width for it in table.columns]
    for column, described in enumerate(table.columns):
        is_text = all(isinstance(row[column], str | None) for row in table.rows)
        side = {"indent": 1} if is_text else {"align": "right"}
        workbook.write(sheet, head, column, described.title, workbook.format(bold=True, bottom=1, **side))
    for at, row in enumerate(table.rows, start=head + 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                workbook.write(sheet, at, column, value, text)
                widths[column] = max(widths[column], len(value) + 2)
            elif isinstance(value, Measure):
                sheet.write_number(at, column, value, workbook.format(num_format=number_format(value.decimals)))
            elif value is not None:
                sheet.write_number(at, column, value)
    finish_table(sheet, head, len(table.rows), widths, frozen=2)


def _add_columns(workbook: Workbook, report: Report) -> None:
    """What each column of each sheet holds."""
    sheet = workbook.sheet(_COLUMNS)
    rows = [("Blad", "Kolumn", "Innehåller")]
    rows += [(table.name, column.title, column.about) for table in report.tables for column in table.columns]
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            workbook.write(sheet, at, column, value, None if at else workbook.format(bold=True, bottom=1))
    finish_table(sheet, 0, len(rows) - 1, (20, 20, 60), frozen=0)
