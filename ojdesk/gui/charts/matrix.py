"""The overview's rows, painted: signs for answers, the small trend, the spine, and what the signs mean."""

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.overviews import Overview, OverviewRow
from ojdesk.core.model import Answer
from ojdesk.core.wording.overviews import POLARITY
from ojdesk.gui import theme
from ojdesk.gui.charts.marks import cosmetic
from ojdesk.gui.charts.signs import paint_sign
from ojdesk.gui.charts.spine import MARKS, Mark, paint_spine
from ojdesk.gui.overview_columns import Cells, Kind, Row, parts_of
from ojdesk.gui.tables import LEFT, ROW_ROLE

#: The height of a row with a spine: a line for the figures, and one for what is said of them.
_TALL = 40
_LEFT = 3


class MatrixDelegate(QStyledItemDelegate):
    """Paints each cell as its column's kind wants it. `cells` are the columns, from the left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells: list[Cells] = []

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), self.height_of(index.data(ROW_ROLE)))

    def height_of(self, row: Row) -> int:
        """How high a row is."""
        has_spine = row.row is not None and any(it.kind is Kind.SPINE for it in self.cells)
        return _TALL if has_spine else theme.ROW

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # Qt's own way asks the model for seven roles a cell, in Python: most of what a click in the overview cost.
        it: Row = index.data(ROW_ROLE)
        area, colours = QRectF(option.rect), theme.colours()
        if it.row is None:
            painter.setFont(theme.font(theme.SMALL, bold=True))
            painter.setPen(QColor(colours.quiet))
            painter.drawText(area.adjusted(_LEFT, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter, it.area)
            return
        cells = self.cells[index.column()]
        own = it.row.own[cells.at]
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(option.rect, QColor(colours.selected))
        if cells.kind is Kind.OWN and own.answer is not None and parts_of(it, cells.at) is None:
            self._paint_answer(painter, area, own, is_last=cells.at == len(it.row.own) - 1)
        elif cells.kind is Kind.SERIES:
            self._paint_series(painter, area.adjusted(10, 6, -14, -6), it.row)
        elif cells.kind is Kind.SPINE:
            paint_spine(painter, area.adjusted(16, 2, -16, -2), it.row, it.decimals)
        elif cells.kind is Kind.NAME and self.height_of(it) == _TALL:
            self._paint_name(painter, area.adjusted(_LEFT, 3, -8, -3), cells.column.text(it), it.row)
        else:
            self._paint_text(painter, area.adjusted(_LEFT, 0, -_LEFT, 0), it, cells, is_selected=is_selected)

    def _paint_text(self, painter: QPainter, area: QRectF, it: Row, cells: Cells, *, is_selected: bool) -> None:
        assert it.row is not None
        colours, colour, is_bold = theme.colours(), theme.colours().text, False
        if cells.kind is Kind.COUNTY:
            # On a selected row its own colour would be too faint for a text.
            colour, is_bold = colours.text if is_selected else colours.county, True
        elif cells.kind is Kind.OWN and self.height_of(it) == _TALL and cells.at == len(it.row.own) - 1:
            colour, is_bold = colours.own, True
        elif cells.kind in {Kind.DIFFERENCE, Kind.PEERS}:
            colour = colours.group if cells.kind is Kind.PEERS else colours.quiet
        painter.setFont(theme.font(bold=is_bold, figures=cells.column.align != LEFT))
        painter.setPen(QColor(colour))
        text = painter.fontMetrics().elidedText(cells.column.text(it), Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, cells.column.align, text)

    def _paint_name(self, painter: QPainter, area: QRectF, name: str, row: OverviewRow) -> None:
        colours, half = theme.colours(), area.height() / 2
        for text, top, font, colour in (
            (name, 0.0, theme.font(), colours.text),
            (POLARITY[row.indicator.direction], half, theme.font(theme.SMALL), colours.quiet),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
            line = QRectF(area.left(), area.top() + top, area.width(), half)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_answer(self, painter: QPainter, area: QRectF, figure: Figure, *, is_last: bool) -> None:
        answer = figure.answer
        assert answer is not None
        side = 18.0 if is_last else 16.0
        square = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        paint_sign(painter, square, answer, theme.colours().answers[answer])

    def _paint_series(self, painter: QPainter, area: QRectF, row: OverviewRow) -> None:
        """The nation's values from 0 to 100, or from 0 to their highest; broken where the series is."""
        colours = theme.colours()
        values = row.nation_series
        there = [value for value in values if not math.isnan(value)]
        if not there:
            return
        top = 100.0 if row.indicator.scale.is_answer else max(there) * 1.2 or 1.0
        step = area.width() / max(len(values) - 1, 1)
        points_at = [
            None if math.isnan(value) else QPointF(area.left() + at * step, area.bottom() - area.height() * value / top)
            for at, value in enumerate(values)
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(cosmetic(colours.nation, 1.6))
        for at in range(1, len(points_at)):
            start, end = points_at[at - 1], points_at[at]
            if start is not None and end is not None and at not in row.broken:
                painter.drawLine(start, end)
        for at in row.broken:
            painter.setPen(cosmetic(colours.quiet, dashed=True))
            x = area.left() + (at - 0.5) * step
            painter.drawLine(QPointF(x, area.top() - 3), QPointF(x, area.bottom() + 3))
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(colours.nation))
        last = next(it for it in reversed(points_at) if it is not None)
        painter.drawEllipse(last, 2.6, 2.6)
        painter.restore()


class Legend(QWidget):
    """What the signs or the marks mean, with the signs and marks themselves."""

    _WORDS = (
        (Answer.YES, "ja (för alla)"),
        (Answer.PARTLY, "ja, men inte för alla"),
        (Answer.NO, "nej"),
        (Answer.SILENT, "svar saknas"),
    )

    def __init__(self) -> None:
        super().__init__()
        self._of_answers = True
        self._marks: list[Mark] = []
        self.setFixedHeight(18)

    def explain(self, overview: Overview, *, of_answers: bool) -> None:
        """Explains what an overview shows; one of shares alone, as a county's, needs no explanation."""
        self._of_answers = of_answers
        there = {"county": overview.shows_county, "nation": overview.shows_nation}
        self._marks = [it for it in MARKS if there.get(it.name, True)]
        self.setVisible(not of_answers or (overview.unit.level.answers and not overview.parts))
        self.setAccessibleName(
            "Teckenförklaring: bock är ja, halv cirkel är delvis, kryss är nej, streck är svar saknas"
            if of_answers
            else "Teckenförklaring: från lägsta till högsta värdet bland kommunerna; "
            + ", ".join(f"{it.form} är {it.words}" for it in self._marks)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        painter.setFont(theme.font(theme.SMALL))
        x = 4.0
        if self._of_answers:
            for answer, words in self._WORDS:
                paint_sign(painter, QRectF(x, 4, 14, 14), answer, colours.answers[answer])
                x = self._write(painter, x + 18, words)
        else:
            for it in self._marks:
                it.paint(painter, QPointF(x + 8, 11 + it.below))
                x = self._write(painter, x + 22, it.words)
        computed = "Skillnad, plats och spridning är beräknade."
        self._write(painter, x, "tomt: frågan eller enheten fanns inte" if self._of_answers else computed)
        painter.end()

    def _write(self, painter: QPainter, x: float, words: str) -> float:
        """Writes from `x` on; returns where the next sign goes."""
        painter.setPen(QColor(theme.colours().quiet))
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRectF(x, 0, width + 4, 22), Qt.AlignmentFlag.AlignVCenter, words)
        return x + width + 20
