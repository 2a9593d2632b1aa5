"""What is seen, on paper: text as text, the chart as lines, heads of tables and a foot on every page."""

from PySide6.QtCore import QByteArray, QMarginsF, QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ojdesk.core.export.exhibit import Exhibit, Table
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.drawing import FONT
from ojdesk.gui.dialogs import answer

_FONT = "Inter"
#: In points.
_LETTER = 7.0
_TITLE, _LEAD, _BODY, _CELL, _SMALL = 16, 11, 10, 9, 8
_MANY_COLUMNS = 8
_MARGIN_MM = 18
_FOOT = 24.0
_PICTURE = QTextFormat.ObjectTypes.UserObject.value + 1


def printer_for(exhibit: Exhibit) -> QPrinter:
    """A printer set to A4, on its side for a wide table."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    is_wide = any(len(table.heads) > _MANY_COLUMNS for table in exhibit.tables)
    side = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), side, margins, QPageLayout.Unit.Millimeter))
    printer.setDocName(exhibit.file_stem)
    return printer


def ask_and_print(parent: QWidget, exhibit: Exhibit) -> None:
    """Lets the user choose a printer, and prints."""
    printer = printer_for(exhibit)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Skriv ut")
    if answer(dialog):
        print_exhibit(exhibit, printer)


def print_exhibit(exhibit: Exhibit, printer: QPrinter) -> None:
    """Prints all that is to be taken along, on as many pages as it needs."""
    # Points, as the chart and the sizes of the text are in; the painter makes them the printer's dots.
    page = printer.pageLayout().paintRect(QPageLayout.Unit.Point)
    body = QRectF(0, 0, page.width(), page.height() - _FOOT)
    document = _document(exhibit, body.size())
    painter = QPainter(printer)
    scale = printer.resolution() / 72
    painter.scale(scale, scale)
    for number in range(document.pageCount()):
        if number:
            printer.newPage()
        painter.save()
        painter.translate(0, -number * body.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = body.translated(0, number * body.height())
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        _print_foot(painter, page.size(), exhibit, f"Sida {number + 1} av {document.pageCount()}")
    painter.end()


def _print_foot(painter: QPainter, page: QSizeF, exhibit: Exhibit, number: str) -> None:
    painter.setFont(_font(_SMALL))
    painter.setPen(QColor(LIGHT.quiet))
    area = QRectF(0, page.height() - 12, page.width(), 12)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft, exhibit.origin.source)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight, number)


# The text ---------------------------------------------------------------------------------------------------------


def _document(exhibit: Exhibit, page: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    # One of its pixels is a point, and letters are as wide as they are drawn, not as a screen would have them.
    document.setUseDesignMetrics(True)
    document.setDefaultFont(_font(_BODY))
    document.documentLayout().registerHandler(_PICTURE, _Drawing(document, exhibit, page.width()))
    cursor = QTextCursor(document)
    # Otherwise all is laid out anew with every cell.
    cursor.beginEditBlock()
    _write(cursor, exhibit.title, _TITLE, LIGHT.text, bold=True)
    _write(cursor, exhibit.origin.invented, _BODY, LIGHT.alarm, bold=True)
    _write(cursor, exhibit.subtitle, _BODY, LIGHT.quiet)
    _write(cursor, exhibit.sentence, _LEAD, LIGHT.text)
    if exhibit.picture is not None:
        drawing = QTextCharFormat()
        drawing.setObjectType(_PICTURE)
        cursor.insertText(chr(0xFFFC), drawing)
        cursor.insertBlock()
    for table in exhibit.tables:
        _write(cursor, table.caption, _BODY, LIGHT.text, bold=True)
        _insert_table(cursor, table, page.width())
    for note in (*exhibit.notes, *exhibit.table_notes, exhibit.origin.source):
        _write(cursor, note, _SMALL, LIGHT.quiet)
    cursor.endEditBlock()
    document.setPageSize(page)
    return document


def _font(size: int, *, bold: bool = False) -> QFont:
    made = QFont(_FONT)
    made.setPixelSize(size)
    # Inter has dashes and signs of another height beside digits, which Qt cannot tell a reader of the file by name.
    made.setFeature(QFont.Tag("calt"), 0)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def _letters(size: int, colour: str, *, bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(_font(size, bold=bold))
    made.setForeground(QBrush(QColor(colour)))
    return made


def _write(cursor: QTextCursor, text: str, size: int, colour: str, *, bold: bool = False) -> None:
    """A paragraph, and a new one after it; nothing for no text."""
    if not text:
        return
    spaced = QTextBlockFormat()
    spaced.setBottomMargin(6)
    cursor.setBlockFormat(spaced)
    cursor.insertText(text, _letters(size, colour, bold=bold))
    cursor.insertBlock(QTextBlockFormat(), _letters(_BODY, LIGHT.text))


def _insert_table(cursor: QTextCursor, table: Table, room: float) -> None:
    rows = table.as_read()
    shape = QTextTableFormat()
    shape.setHeaderRowCount(1)
    shape.setBorder(0)
    shape.setCellSpacing(0)
    shape.setCellPadding(2.5)
    shape.setBottomMargin(10)
    whole = sum(table.widths) / 100
    shape.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, width / whole) for width in table.widths]
    )
    # A short table has its columns near each other; any other takes the whole width.
    share = min(100.0, 100 * sum(table.widths) * _LETTER / room)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, share))
    inside = cursor.insertTable(len(rows) + 1, len(table.heads), shape)
    line = QTextTableCellFormat()
    line.setBottomBorder(0.5)
    line.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    line.setBottomBorderBrush(QBrush(QColor(LIGHT.rule)))
    for at, texts in enumerate([table.heads, *rows]):
        is_area = len(texts) == 1 < len(table.heads)
        if is_area:
            inside.mergeCells(at, 0, 1, len(table.heads))
        for column, text in enumerate(texts):
            cell = inside.cellAt(at, column)
            cell.setFormat(line)
            written = cell.firstCursorPosition()
            if column and table.are_numbers[column]:
                right = QTextBlockFormat()
                right.setAlignment(Qt.AlignmentFlag.AlignRight)
                written.setBlockFormat(right)
            quiet = at == 0 or is_area
            written.insertText(text, _letters(_CELL, LIGHT.quiet if quiet else LIGHT.text, bold=quiet))
    cursor.movePosition(QTextCursor.MoveOperation.End)


class _Drawing(QPyTextObject):
    """The chart in the text, drawn as lines and letters at any resolution."""

    def __init__(self, parent: QObject, exhibit: Exhibit, width: float) -> None:
        super().__init__(parent)
        picture = exhibit.picture
        # Qt takes a list of fonts for the name of one.
        svg = picture.svg.replace(FONT, _FONT) if picture else ""
        self._renderer = QSvgRenderer(QByteArray(svg.encode()), self)
        self._size = QSizeF(picture.width, picture.height) if picture else QSizeF()
        if self._size.width() > width:
            self._size *= width / self._size.width()

    # Qt calls these with positional arguments.
    def intrinsicSize(self, *_: object) -> QSizeF:  # noqa: N802
        return self._size

    def drawObject(self, painter: QPainter, rect: QRectF | QRect, *_: object) -> None:  # noqa: N802
        self._renderer.render(painter, QRectF(rect))
