"""The spine: where a value lies between the lowest and the highest of all municipalities, painted into a table row.

Its left end is the lowest value in the row and its right end the highest, so that rows in different units can be read
under each other. Position and form tell the marks apart without their colours.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from ojdesk.core.compare.overviews import OverviewRow
from ojdesk.core.wording.numbers import number
from ojdesk.gui import theme
from ojdesk.gui.charts.marks import cosmetic

_BAND, _DOT, _POINT = 8.0, 5.0, 7.0
#: The upper part of a row has the spine, the rest what its ends are worth.
_UPPER = 0.6


def paint_spine(painter: QPainter, area: QRectF, row: OverviewRow, decimals: int) -> None:
    """A spine with its lowest and highest value; nothing where no municipality has one."""
    among = row.standing
    if among is None or not among.of:
        return
    everyone = among.everyone
    marks = [it.value for it in (row.own[-1], row.county, row.nation) if it.value is not None]
    low, high = min([everyone.minimum, *marks]), max([everyone.maximum, *marks])
    middle = area.top() + area.height() * _UPPER / 2

    def x(value: float) -> float:
        return area.left() + area.width() * ((value - low) / (high - low) if high > low else 0.5)

    colours = theme.colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(cosmetic(colours.peers))
    painter.drawLine(QPointF(x(everyone.minimum), middle), QPointF(x(everyone.maximum), middle))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.bulk))
    left, right = x(everyone.lower_quartile), x(everyone.upper_quartile)
    painter.drawRect(QRectF(left, middle - _BAND / 2, right - left, _BAND))
    for value, mark in (
        (everyone.median, _paint_median),
        (row.county.value, _paint_county),
        (row.nation.value, _paint_nation),
        (row.own[-1].value, _paint_own),
    ):
        if value is not None:
            mark(painter, QPointF(x(value), middle))
    painter.setFont(theme.font(theme.SMALL, figures=True))
    painter.setPen(QColor(colours.quiet))
    below = QRectF(area.left(), area.top() + area.height() * _UPPER, area.width(), area.height() * (1 - _UPPER))
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, number(low, decimals))
    painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(high, decimals))
    painter.restore()


def _paint_median(painter: QPainter, at: QPointF) -> None:
    painter.setPen(cosmetic(theme.colours().text, 2))
    painter.drawLine(at - QPointF(0, _BAND / 2), at + QPointF(0, _BAND / 2))


def _paint_county(painter: QPainter, at: QPointF) -> None:
    _paint_point(painter, at + QPointF(0, _BAND / 2 + 1), theme.colours().county, 1)


def _paint_nation(painter: QPainter, at: QPointF) -> None:
    _paint_point(painter, at - QPointF(0, _BAND / 2 + 1), theme.colours().nation, -1)


def _paint_point(painter: QPainter, tip: QPointF, colour: str, side: int) -> None:
    """A triangle that points at the band, from above (−1) or below (1)."""
    half, height = _POINT / 2, _POINT * 0.9 * side
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(half, height), tip + QPointF(-half, height)]))


def _paint_own(painter: QPainter, at: QPointF) -> None:
    painter.setPen(cosmetic(theme.colours().ground, 2))
    painter.setBrush(QColor(theme.colours().own))
    painter.drawEllipse(at, _DOT + 1, _DOT + 1)


def _paint_band(painter: QPainter, at: QPointF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colours().bulk))
    painter.drawRect(QRectF(at.x() - 8, at.y() - _BAND / 2, 16, _BAND))


@dataclass(frozen=True)
class Mark:
    """A mark with what it means, for the legend under the table.

    Attributes:
        below: How far below the middle of its band it is painted.
        form: What it looks like, for those who do not see it.
    """

    name: str
    paint: Callable[[QPainter, QPointF], None]
    below: float
    words: str
    form: str


MARKS = (
    Mark("own", _paint_own, 0, "vi", "cirkel"),
    Mark("county", _paint_county, -_BAND, "länet", "spets nedifrån"),
    Mark("nation", _paint_nation, _BAND, "riket", "spets uppifrån"),
    Mark("median", _paint_median, 0, "medianen", "tvärstreck"),
    Mark("quartiles", _paint_band, 0, "mellan kvartilerna", "band"),
)
