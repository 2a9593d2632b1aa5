"""The signs for answers, painted: in tables, strips and tiles."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ojdesk.core.model import Answer
from ojdesk.core.signs import CIRCLE, PEN, SIGNS
from ojdesk.gui import theme


def paint_sign(painter: QPainter, area: QRectF, answer: Answer, colour: str) -> None:
    """The bare sign, in a square."""
    side, corner = area.width(), area.topLeft()
    sign = SIGNS[answer]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), side * PEN)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in sign.strokes:
        painter.drawPolyline([corner + QPointF(x * side, y * side) for x, y in stroke])
    if sign.half_circle:
        middle, radius = area.center(), side * CIRCLE
        painter.setPen(QPen(QColor(colour), side * PEN * 0.8))
        painter.drawEllipse(middle, radius, radius)
        half = QPainterPath(middle)
        half.arcTo(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius), 90, 180)
        painter.fillPath(half, QColor(colour))
    painter.restore()


def paint_tile(painter: QPainter, area: QRectF, answer: Answer) -> None:
    """The sign on a filled tile; an outlined one for those who gave no answer."""
    colours = theme.colours()
    colour = QColor(colours.answers[answer])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    answered = answer in {Answer.YES, Answer.PARTLY, Answer.NO}
    painter.setPen(Qt.PenStyle.NoPen if answered else QPen(colour, 1))
    painter.setBrush(colour if answered else Qt.BrushStyle.NoBrush)
    inside = area if answered else area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inside, 3, 3)
    painter.restore()
    paint_sign(painter, area, answer, colours.on_own if answered else colours.answers[answer])
