"""The legend of a map: the classes side by side with numbers where they meet, and the other fills with their words."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath

from ojdesk.core.map_drawing import Fill, Legend, Texture
from ojdesk.gui import theme
from ojdesk.gui.charts.marks import cosmetic
from ojdesk.gui.charts.signs import paint_sign

_SWATCH, _LINE, _BETWEEN = 14.0, 20.0, 20.0
_CLASS, _NATION, _BAR, _NUMBERS = 56.0, 16.0, 10.0, 18.0
#: The radius of the dot for one of the comparison set, on the map and in its legend.
DOT = 4.0
_BRUSHES = {Texture.STRIPED: Qt.BrushStyle.BDiagPattern, Texture.LATTICE: Qt.BrushStyle.DiagCrossPattern}


def paint_fill(painter: QPainter, path: QPainterPath, fill: Fill) -> None:
    """What an area, or its swatch, is filled with."""
    painter.fillPath(path, QColor(fill.colour))
    if fill.texture in _BRUSHES:
        painter.fillPath(path, QBrush(QColor(fill.ink), _BRUSHES[fill.texture]))


@dataclass(frozen=True)
class PlacedLegend:
    """A legend in lines of a given width: where each swatch lies, and how high it all is."""

    legend: Legend
    swatches: tuple[QRectF, ...]
    height: float

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """Draws it with its top left at a corner."""
        painter.save()
        painter.translate(corner)
        painter.setFont(theme.font(theme.SMALL, figures=True))
        self._paint_classes(painter)
        painter.setFont(theme.font(theme.SMALL))
        for area, (fill, text) in zip(self.swatches, self.legend.items, strict=True):
            _paint_swatch(painter, area, fill)
            painter.setPen(QColor(theme.colours().quiet))
            words = QRectF(area.right() + 6, area.center().y() - _LINE / 2, 2000, _LINE)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_classes(self, painter: QPainter) -> None:
        colours = theme.colours()
        for at, colour in enumerate(self.legend.colours):
            box = QPainterPath()
            box.addRect(QRectF(0.5 + at * _CLASS, _NATION + 0.5, _CLASS, _BAR))
            painter.fillPath(box, QColor(colour))
            painter.strokePath(box, cosmetic(colours.quiet))
        painter.setPen(QColor(colours.quiet))
        for at, text in enumerate(self.legend.limits):
            align = Qt.AlignmentFlag.AlignLeft if at == 0 else Qt.AlignmentFlag.AlignHCenter
            left = 0.0 if at == 0 else at * _CLASS - _CLASS / 2
            painter.drawText(QRectF(left, _NATION + _BAR + 2, _CLASS, _NUMBERS), align, text)
        if self.legend.nation is not None:
            self._paint_nation(painter, *self.legend.nation)

    def _paint_nation(self, painter: QPainter, along: float, text: str) -> None:
        """A stroke through the classes, with the value above it."""
        x, colour = along * len(self.legend.colours) * _CLASS, theme.colours().nation
        painter.setFont(theme.font(theme.SMALL, bold=True))
        painter.setPen(cosmetic(theme.colours().ground, 4))
        painter.drawLine(QPointF(x, _NATION - 1), QPointF(x, _NATION + _BAR + 2))
        painter.setPen(cosmetic(colour, 2))
        painter.drawLine(QPointF(x, _NATION - 1), QPointF(x, _NATION + _BAR + 2))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(max(x - wide / 2, 0), -3, wide, _NATION), Qt.AlignmentFlag.AlignHCenter, text)


def _paint_swatch(painter: QPainter, area: QRectF, fill: Fill) -> None:
    path = QPainterPath()
    if fill.dot:
        path.addEllipse(area.center(), DOT, DOT)
        painter.fillPath(path, QColor(fill.dot))
        return
    path.addRect(area)
    paint_fill(painter, path, fill)
    painter.strokePath(path, cosmetic(fill.edge, 2, dashed=True) if fill.edge else cosmetic(theme.colours().quiet))
    if fill.sign is not None:
        paint_sign(painter, area, fill.sign, fill.ink)


def place_legend(legend: Legend, width: float) -> PlacedLegend:
    """The items one after the other behind the classes, on as many lines as they need."""
    metrics = QFontMetricsF(theme.font(theme.SMALL))
    wides = [_SWATCH + 6 + metrics.horizontalAdvance(text) for _, text in legend.items]
    scale = _NATION + _BAR + 2 + _NUMBERS if legend.colours else 0.0
    start, top = 0.0, 0.0
    if legend.colours:
        start, top = len(legend.colours) * _CLASS + 2 * _BETWEEN, _NATION - 5
        if start + max(wides, default=0) > width:
            start, top = 0.0, scale + 4
    x, y = start, top
    swatches = []
    for wide in wides:
        if x > start and x + wide > width:
            x, y = start, y + _LINE
        swatches.append(QRectF(x + 0.5, y + 2.5, _SWATCH, _SWATCH))
        x += wide + _BETWEEN
    lines = y + _LINE if swatches else 0.0
    return PlacedLegend(legend, tuple(swatches), max(lines, scale))
