"""A table to read, in Word: with a description, heads on every page, and rows that are never parted."""

from collections.abc import Sequence

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from ojdesk.core.model import Answer
from ojdesk.core.palette import LIGHT
from ojdesk.core.report.blocks import TextCell, TextTable
from ojdesk.core.report.setting import are_figures
from ojdesk.core.report.word_styles import CELL, Styling, rgb

_SIGNS = {Answer.YES: "✓ ", Answer.PARTLY: "◐ ", Answer.NO: "✕ "}


def add_table(document: DocumentType, styling: Styling, block: TextTable, width: int) -> None:
    """Puts the table last in the document; `width` in EMU."""
    table = document.add_table(rows=1, cols=len(block.heads))
    table.autofit = False
    _describe(table, block)
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = Emu(round(width * share))
    to_the_right = are_figures(block)
    heads = table.rows[0]
    for cell, column in zip(heads.cells, table.columns, strict=True):
        cell.width = column.width or Emu(0)
    _fill_row(heads, [TextCell(it) for it in block.heads], styling, to_the_right, bold=True)
    _mark_row(heads, "w:tblHeader")
    _mark_row(heads, "w:cantSplit")
    for contents in block.rows:
        row = table.add_row()  # as wide as its columns
        is_subheading = len(contents) == 1
        _fill_row(row, contents, styling, to_the_right, bold=is_subheading)
        if is_subheading:
            setting = row.cells[0].paragraphs[0].paragraph_format
            setting.space_before, setting.keep_with_next = Pt(6), True
        # A row that breaks over two pages cannot be read across.
        _mark_row(row, "w:cantSplit")
    # Word joins tables that nothing parts.
    between = styling.add("", CELL).paragraph_format
    between.space_before, between.space_after, between.line_spacing = Pt(0), Pt(0), Pt(8)


def _fill_row(
    row: _Row, contents: Sequence[TextCell], styling: Styling, to_the_right: list[bool], *, bold: bool
) -> None:
    for at, cell in enumerate(row.cells):
        paragraph = styling.style(cell.paragraphs[0], CELL)
        if at < len(contents):
            _fill(paragraph, contents[at], bold=bold)
        if to_the_right[at]:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _fill(paragraph: Paragraph, content: TextCell, *, bold: bool) -> None:
    run = paragraph.add_run(f"{_SIGNS.get(content.answer, '') if content.answer else ''}{content.text}")
    run.bold = bold or content.answer in _SIGNS or None
    if content.answer is not None:
        run.font.color.rgb = rgb(LIGHT.answers[content.answer])


def _mark_row(row: _Row, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _describe(table: Table, block: TextTable) -> None:
    """Lines, margins, which cells are headers, and what a screen reader says of the table: in the order Word asks."""
    properties = table._tbl.tblPr
    for old in ("w:tblBorders", "w:tblCellMar", "w:tblLook"):
        for element in properties.findall(qn(old)):
            properties.remove(element)
    lines = OxmlElement("w:tblBorders")
    for edge in ("w:bottom", "w:insideH"):
        lines.append(_element(edge, val="single", sz="4", space="0", color=LIGHT.rule.removeprefix("#")))
    margins = OxmlElement("w:tblCellMar")
    for edge in ("w:left", "w:right"):
        margins.append(_element(edge, w="40", type="dxa"))
    look = _element("w:tblLook", val="04A0", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0")
    layout = properties.find(qn("w:tblLayout"))
    assert layout is not None  # made by autofit
    layout.addprevious(lines)
    properties.append(margins)
    properties.append(look)
    properties.append(_element("w:tblCaption", val=block.caption))
    properties.append(_element("w:tblDescription", val=block.description))


def _element(name: str, **attributes: str):  # type: ignore[no-untyped-def]
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
