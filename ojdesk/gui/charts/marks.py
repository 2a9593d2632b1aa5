"""What charts are drawn with: marks in a chart's own coordinates, as plain values that paint themselves."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ojdesk.core.model import Answer
from ojdesk.gui import theme
from ojdesk.gui.charts.signs import paint_tile

#: Where in the widget a place in the chart's coordinates is.
Place = Callable[[float, float], QPointF]

_GAP = 4.0


def cosmetic(colour: str, width: float = 1, *, dashed: bool = False) -> QPen:
    """A pen whose width does not grow with the screen's scale: others make Qt leave its fast way."""
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    if dashed:
        pen.setDashPattern([3, 2])
    else:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


class Mark(Protocol):
    """Something that a chart draws, before those that come after it."""

    def paint(self, painter: QPainter, place: Place) -> None:
        """Draws itself where `place` says."""


@dataclass(frozen=True)
class Curve:
    """A line from point to point.

    Attributes:
        points: Each as (x, y); with a NaN the line stops, and goes on after it.
        sharp: Whether it runs along the pixels, as lines of a grid do.
    """

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1
    dashed: bool = False
    sharp: bool = False

    def runs(self) -> list[list[tuple[float, float]]]:
        """The stretches that are drawn without a gap."""
        runs: list[list[tuple[float, float]]] = [[]]
        for x, y in self.points:
            if not math.isnan(y):
                runs[-1].append((x, y))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if len(run) > 1]

    def paint(self, painter: QPainter, place: Place) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self.sharp)
        painter.setPen(cosmetic(self.colour, self.width, dashed=self.dashed))
        for run in self.runs():
            painter.drawPolyline([place(x, y) for x, y in run])


@dataclass(frozen=True)
class Dots:
    """Round points of one size in pixels; `edge` is the colour around them."""

    points: tuple[tuple[float, float], ...]
    colour: str
    size: float
    edge: str = ""

    def paint(self, painter: QPainter, place: Place) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(cosmetic(self.edge, 2) if self.edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        for x, y in self.points:
            painter.drawEllipse(place(x, y), self.size / 2, self.size / 2)


@dataclass(frozen=True)
class Bar:
    """A bar from `start` to `end` along x, around `middle`; hatched ones have an edge of the same colour."""

    start: float
    end: float
    middle: float
    height: float
    colour: str
    hatched: bool = False

    def paint(self, painter: QPainter, place: Place) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(cosmetic(self.colour) if self.hatched else Qt.PenStyle.NoPen)
        pattern = Qt.BrushStyle.BDiagPattern if self.hatched else Qt.BrushStyle.SolidPattern
        painter.setBrush(QBrush(QColor(self.colour), pattern))
        half = self.height / 2
        painter.drawRect(QRectF(place(self.start, self.middle - half), place(self.end, self.middle + half)))


@dataclass(frozen=True)
class Whisker:
    """What is possible, from the lowest to the highest; edged, so that the half that lies on a bar is seen too."""

    lowest: float
    highest: float
    middle: float
    beam: float

    def paint(self, painter: QPainter, place: Place) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        lines = [(self.lowest, self.middle, self.highest, self.middle)]
        lines += [(x, self.middle - self.beam / 2, x, self.middle + self.beam / 2) for x in (self.lowest, self.highest)]
        colours = theme.colours()
        for pen in (cosmetic(colours.ground, 3), cosmetic(colours.text)):
            painter.setPen(pen)
            for x, y, to_x, to_y in lines:
                painter.drawLine(place(x, y), place(to_x, to_y))


@dataclass(frozen=True)
class Tile:
    """An answer's sign on its tile, as large as it is whatever the scale of the chart."""

    x: float
    y: float
    answer: Answer
    side: float

    def paint(self, painter: QPainter, place: Place) -> None:
        half = QPointF(self.side / 2, self.side / 2)
        middle = place(self.x, self.y)
        paint_tile(painter, QRectF(middle - half, middle + half), self.answer)


@dataclass(frozen=True)
class Words:
    """A small text beside a place: left or right of it, and above it if it is to stand on it.

    Attributes:
        ground: The colour behind it, which hides lines that it would be crossed by; empty for none.
    """

    x: float
    y: float
    text: str
    colour: str
    on_left: bool = False
    above: bool = False
    ground: str = ""

    def paint(self, painter: QPainter, place: Place) -> None:
        painter.setFont(theme.font(theme.SMALL))
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(self.text) + 2 * _GAP, float(metrics.height() + _GAP)
        corner = place(self.x, self.y)
        left = corner.x() - width if self.on_left else corner.x()
        area = QRectF(left, corner.y() - (height if self.above else height / 2), width, height)
        if self.ground:
            painter.fillRect(area, QColor(self.ground))
        painter.setPen(QColor(self.colour))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text)


def line_of(x: Sequence[float], y: Iterable[float], gaps: Iterable[float] = ()) -> tuple[tuple[float, float], ...]:
    """The points of a curve that stops before each x of `gaps`."""
    points: list[tuple[float, float]] = []
    cut = set(gaps)
    for at, value in zip(x, y, strict=True):
        if at in cut:
            points.append((at, math.nan))
        points.append((at, value))
    return tuple(points)
