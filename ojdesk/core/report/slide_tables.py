"""A table in PowerPoint's own form, parted where it is longer than a slide."""

from collections.abc import Iterator, Sequence

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Pt

from ojdesk.core.model import Answer
from ojdesk.core.palette import LIGHT
from ojdesk.core.report.blocks import TextCell, TextTable
from ojdesk.core.report.setting import are_figures
from ojdesk.core.report.slide_layouts import SMALL_SIZE, Box
from ojdesk.core.report.slide_text import height, write_paragraphs

_SIGNS = {Answer.YES: "✓ ", Answer.PARTLY: "◐ ", Answer.NO: "✕ "}
_SIDE, _ABOVE = 4.0, 3.0
#: A table that has room on one slide is as large as it can be, to be read from the last row.
_SIZES = (16.0, 14.0, 12.0)
#: PowerPoint's own "no style, no grid": what is drawn is drawn here.
_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"

Row = tuple[TextCell, ...]


def pages(table: TextTable, box: Box) -> Iterator[tuple[Row, ...]]:
    """The rows, as many at a time as find room under the heads.

    A subheading is never the last of its page, and stands again above the rows that go on after it.
    """
    size = _size(table, box)
    room = box.height - _row_height(table, _heads(table), box, size, bold=True)
    page: list[Row] = []
    subheading: list[Row] = []
    used = 0.0
    for at, row in enumerate(table.rows):
        is_subheading = len(row) == 1
        high = _row_height(table, row, box, size, bold=is_subheading)
        needed = high
        if is_subheading and at + 1 < len(table.rows):
            needed += _row_height(table, table.rows[at + 1], box, size)
        if page and used + needed > room:
            yield tuple(page)
            page = [] if is_subheading else list(subheading)
            used = sum(_row_height(table, it, box, size, bold=True) for it in page)
        if is_subheading:
            subheading = [row]
        page.append(row)
        used += high
    if page:
        yield tuple(page)


def add_table(slide: Slide, table: TextTable, rows: Sequence[Row], box: Box) -> GraphicFrame:
    """Puts rows under the table's heads on a slide."""
    frame = slide.shapes.add_table(
        len(rows) + 1, len(table.heads), Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
    )
    native = frame.table
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = _STYLE
    native.first_row, native.horz_banding = True, False
    widths = _widths(table, box)
    for column, width in zip(native.columns, widths, strict=True):
        column.width = Pt(width)
    size, to_the_right = _size(table, box), are_figures(table)
    all_rows = [_heads(table), *rows]
    for at, row in enumerate(all_rows):
        strong = not at or len(row) == 1
        high = _row_height(table, row, box, size, bold=strong)
        native.rows[at].height = Pt(high)
        cells = [*row, *[TextCell("")] * (len(table.heads) - len(row))]
        for column, content in enumerate(cells):
            _fill(native.cell(at, column), content, size, bold=strong, number=to_the_right[column])
            _underline(native.cell(at, column), "tx2" if not at else "bg2")
    frame.height = sum(row.height for row in native.rows)
    return frame


def _widths(table: TextTable, box: Box) -> list[float]:
    return [box.width * share for share in table.widths]


def _heads(table: TextTable) -> Row:
    return tuple(map(TextCell, table.heads))


def _size(table: TextTable, box: Box) -> float:
    """The largest size of text at which the whole table has room, or the smallest of all where it has none."""
    for size in _SIZES:
        high = sum(_row_height(table, row, box, size, bold=len(row) == 1) for row in table.rows)
        if high + _row_height(table, _heads(table), box, size, bold=True) <= box.height:
            return size
    return SMALL_SIZE


def _row_height(table: TextTable, row: Row, box: Box, size: float, *, bold: bool = False) -> float:
    widths = _widths(table, box)
    return 2 * _ABOVE + max(
        height(
            _SIGNS.get(cell.answer, "") + cell.text if cell.answer else cell.text,
            size,
            width - 2 * _SIDE,
            bold=bold,
        )
        for cell, width in zip(row, widths, strict=False)
    )


def _fill(cell: _Cell, content: TextCell, size: float, *, bold: bool, number: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(_SIDE)
    cell.margin_top = cell.margin_bottom = Pt(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    sign = _SIGNS.get(content.answer, "") if content.answer else ""
    write_paragraphs(cell.text_frame, [sign + content.text])
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if number else PP_ALIGN.LEFT
    font = paragraph.runs[0].font
    font.size, font.bold = Pt(size), bold or bool(sign)
    if content.answer is not None:
        font.color.rgb = RGBColor.from_string(LIGHT.answers[content.answer].removeprefix("#").upper())
    else:
        font.color.theme_color = MSO_THEME_COLOR.TEXT_1


def _underline(cell: _Cell, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(
        0,
        parse_xml(f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:lnB>'),
    )
