"""A report as a Word document, to edit: real headings, captions, header rows, alternative texts, in Swedish."""

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from ojdesk.core.model import Answer
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.picture import png
from ojdesk.core.report.blocks import (
    Comment,
    Finding,
    Heading,
    Illustration,
    Note,
    Paragraph,
    Points,
    Report,
    TextCell,
    TextTable,
)

_FONT = "Calibri"
_TEXT_WIDTH = 16.0
_SIGNS = {Answer.YES: "✓ ", Answer.PARTLY: "◐ ", Answer.NO: "✕ "}


def write(report: Report) -> bytes:
    """The document's bytes."""
    document = Document()
    _prepare(document, report)
    document.add_paragraph(report.subtitle, "Subtitle")
    document.add_paragraph(report.title, "Title")
    if report.invented:
        document.add_paragraph(report.invented, "Intense Quote")
    for block in report.blocks:
        match block:
            case Heading():
                heading = document.add_heading(block.text, block.level)
                heading.paragraph_format.page_break_before = block.new_page
            case Paragraph():
                document.add_paragraph(block.text, "Lead" if block.lead else "Normal")
            case TextTable():
                _add_table(document, block)
            case Illustration():
                _add_picture(document, block)
            case Finding():
                _add_finding(document, block)
            case Comment():
                document.add_paragraph(block.text)
            case Note():
                paragraph = document.add_paragraph(style="Note")
                paragraph.add_run(f"{block.heading} ").bold = True
                paragraph.add_run(block.text)
            case Points():
                for lead, text in block.points:
                    paragraph = document.add_paragraph(style="List Bullet")
                    paragraph.add_run(f"{lead} " if lead else "").bold = True
                    paragraph.add_run(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# The page and its styles ------------------------------------------------------------------------------------------


def _prepare(document: DocumentType, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2), Cm(1.8)
    properties = document.core_properties
    properties.title = f"{report.title}: {report.subtitle}"
    properties.author = "ojdesk"
    properties.language = "sv-SE"
    properties.comments = report.invented
    properties.created = properties.modified = datetime(
        report.made.year, report.made.month, report.made.day, tzinfo=UTC
    )
    _style(document, "Normal", 10.5, LIGHT.text, after=6)
    _style(document, "Title", 24, LIGHT.text, bold=True, after=10)
    _style(document, "Subtitle", 10, LIGHT.quiet, after=4)
    _style(document, "Heading 1", 15, LIGHT.text, bold=True, before=10, after=4)
    _style(document, "Heading 2", 13, LIGHT.text, bold=True, before=6, after=4)
    _style(document, "Caption", 9, LIGHT.quiet, after=6)
    _style(document, "Intense Quote", 9.5, LIGHT.alarm, after=8)
    for name, size, colour in (("Lead", 13, LIGHT.text), ("Note", 9.5, LIGHT.quiet), ("Table text", 9, LIGHT.text)):
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles["Normal"]
        _style(document, name, size, colour, after=2 if name == "Table text" else 4)
    _say_swedish(document)
    _add_page_numbers(document, report)


def _style(
    document: DocumentType,
    name: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    style = document.styles[name]
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    fonts.set(qn("w:cs"), _FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.08
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    if name == "Intense Quote":
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0)


def _say_swedish(document: DocumentType) -> None:
    """The language of all text; python-docx' template says American English."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "sv-SE")
        element.set(qn("w:eastAsia"), "sv-SE")


def _add_page_numbers(document: DocumentType, report: Report) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.LEFT
    footer.add_run(f"{report.title} · {report.made.isoformat()} · sida ")
    _add_field(footer, "PAGE")
    footer.add_run(" av ")
    _add_field(footer, "NUMPAGES")
    for run in footer.runs:
        run.font.size = Pt(8.5)


def _add_field(paragraph: DocxParagraph, instruction: str, shown: str = "1") -> None:
    """A field that Word fills in."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


def _add_caption(document: DocumentType, kind: str, number: int, text: str, *, keep: bool = False) -> None:
    paragraph = document.add_paragraph(f"{kind} ", "Caption")
    _add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
    paragraph.add_run(f": {text}")
    paragraph.paragraph_format.keep_with_next = keep


def _add_finding(document: DocumentType, block: Finding) -> None:
    paragraph = document.add_paragraph(f"{block.message} {block.text}".rstrip())
    paragraph.paragraph_format.keep_with_next = True
    match block.shown:
        case Illustration():
            _add_picture(document, block.shown)
        case TextTable():
            _add_table(document, block.shown)
    if block.source:
        document.add_paragraph(block.source, "Note")


# Tables and pictures ----------------------------------------------------------------------------------------------


def _add_table(document: DocumentType, block: TextTable) -> None:
    _add_caption(document, "Tabell", len(document.tables) + 1, block.caption, keep=True)
    table = document.add_table(rows=1, cols=len(block.heads))
    table.autofit = False
    widths = [Cm(_TEXT_WIDTH * width) for width in block.widths]
    _describe_table(table, block)
    for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
        _fill(cell, TextCell(head), bold=True)
    _repeat_as_header(table)
    for row in block.rows:
        cells = table.add_row().cells
        for cell, content in zip(cells, row, strict=False):
            _fill(cell, content, bold=len(row) == 1)
        if len(row) == 1:
            cells[0].paragraphs[0].paragraph_format.space_before = Pt(6)
            cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row_cells in table.rows:
        for cell, width in zip(row_cells.cells, widths, strict=True):
            cell.width = width
        # A row that breaks over two pages cannot be read across.
        row_cells._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    document.add_paragraph(style="Table text")


def _fill(cell: _Cell, content: TextCell, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table text"
    run = paragraph.add_run(_SIGNS.get(content.answer, "") + content.text if content.answer else content.text)
    run.bold = bold or content.answer in _SIGNS
    if content.answer is not None:
        run.font.color.rgb = RGBColor.from_string(LIGHT.answers[content.answer].removeprefix("#").upper())


def _describe_table(table: Table, block: TextTable) -> None:
    properties = table._tbl.tblPr
    for name, text in (("w:tblCaption", block.caption), ("w:tblDescription", block.description)):
        element = OxmlElement(name)
        element.set(qn("w:val"), text)
        properties.append(element)
    borders = OxmlElement("w:tblBorders")
    for edge in ("w:bottom", "w:insideH"):
        line = OxmlElement(edge)
        for attribute, value in (("val", "single"), ("sz", "4"), ("color", LIGHT.rule.removeprefix("#"))):
            line.set(qn(f"w:{attribute}"), value)
        borders.append(line)
    properties.insert(2, borders)
    margins = OxmlElement("w:tblCellMar")
    for edge in ("w:left", "w:right"):
        margin = OxmlElement(edge)
        margin.set(qn("w:w"), "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)


def _repeat_as_header(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    properties.append(header)


def _add_picture(document: DocumentType, block: Illustration) -> None:
    shape = document.add_picture(io.BytesIO(png(block.picture)), width=Cm(_TEXT_WIDTH))
    # python-docx has no call for alternative text.
    shape._inline.docPr.set("descr", block.picture.description)
    shape._inline.docPr.set("title", block.caption.split(",")[0])
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.paragraphs[-1].paragraph_format.space_before = Pt(8)
    _add_caption(document, "Figur", len(document.inline_shapes), block.caption)
