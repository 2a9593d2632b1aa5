"""What all charts share: a plot without knobs, axes that write as Swedes do, labels at the ends of lines."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ojdesk.core.axis import spread_out
from ojdesk.core.model import FigureKey
from ojdesk.gui import theme
from ojdesk.gui.widgets import offer_source, tip

_NEAR = 14.0
_LABEL_STEP = 16.0
_OVERHANG = 40.0


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


@dataclass(frozen=True)
class Spot:
    """Somewhere in a chart that has something to say when pointed at, in the chart's coordinates.

    Attributes:
        code: The unit that a click picks; empty for none.
        figure: Which published figure it shows.
    """

    x: float
    y: float
    text: str
    code: str = ""
    figure: FigureKey | None = None


@dataclass(frozen=True)
class Label:
    """A text beside the plot, at a height in the chart's coordinates."""

    y: float
    text: str
    colour: str
    bold: bool = False


class LabelAxis(pg.AxisItem):
    """An axis that writes given labels at given heights, in columns, instead of ticks.

    `columns` are lists of labels, each with its right edge or left edge in pixels from the plot.
    """

    def __init__(self, orientation: str, width: float, *, keep_apart: bool = False) -> None:
        super().__init__(orientation, pen=cosmetic("#00000000"))
        self.setStyle(showValues=False, tickLength=0)
        self.setWidth(width)
        self._columns: list[tuple[float, Qt.AlignmentFlag, list[Label]]] = []
        self._band: float | None = None
        self._keep_apart = keep_apart

    def set_band(self, y: float | None) -> None:
        """Marks the row at a height, as the plot does beside it."""
        self._band = y

    def set_columns(self, columns: Sequence[tuple[float, Qt.AlignmentFlag, Sequence[Label]]]) -> None:
        """Each column as (its edge in pixels from the plot, alignment, labels)."""
        self._columns = [(edge, align, list(labels)) for edge, align, labels in columns]
        self.picture = None
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        view = self.linkedView()
        if view is None:
            return
        bounds = self.boundingRect()
        low, high = view.viewRange()[1]
        top, height = view.mapToItem(self, QPointF(0, 0)).y(), view.height()
        inverted = view.yInverted()
        on_left = self.orientation == "left"
        if self._band is not None:
            row = height / (high - low)
            area = QRectF(bounds.left(), top + (self._band - 0.5 - low) * row, bounds.width(), row)
            painter.fillRect(area, QColor(theme.colours().selected))
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for edge, align, labels in self._columns:
            heights = [top + height * ((it.y - low) if inverted else (high - it.y)) / (high - low) for it in labels]
            if self._keep_apart:
                heights = spread_out(heights, _LABEL_STEP, top + 4, top + height - 4)
            for label, y in zip(labels, heights, strict=True):
                painter.setFont(theme.font(bold=label.bold, figures=not on_left))
                painter.setPen(QColor(label.colour))
                if on_left:
                    area = QRectF(bounds.left(), y - 10, bounds.width() - edge, 20)
                elif align & Qt.AlignmentFlag.AlignRight:
                    area = QRectF(bounds.left(), y - 10, edge, 20)
                else:
                    area = QRectF(bounds.left() + edge, y - 10, bounds.width() - edge, 20)
                painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter, label.text)


class TickAxis(pg.AxisItem):
    """An axis with given ticks and texts."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self._texts: dict[float, str] = {}
        self.setStyle(tickLength=0, tickTextOffset=6, autoExpandTextSpace=False, hideOverlappingLabels=False)

    def set_ticks(self, texts: dict[float, str]) -> None:
        self._texts = texts
        self.setTicks([list(texts.items())])

    def boundingRect(self) -> QRectF:  # noqa: N802
        # pyqtgraph leaves out a text that reaches out of this, as those at the ends of a horizontal axis do.
        bounds: QRectF = super().boundingRect()
        return bounds if self.orientation in {"left", "right"} else bounds.adjusted(-_OVERHANG, 0, _OVERHANG, 0)

    def dress(self) -> None:
        colours = theme.colours()
        self.setPen(cosmetic("#00000000"))
        self.setTextPen(QColor(colours.quiet))
        self.setStyle(tickFont=theme.font(theme.SMALL))


class Chart(pg.PlotWidget):
    """A plot that only shows: no panning, no menu. Hovering tells, a click picks.

    Signals:
        picked: The code of the spot that was clicked.
        clicked: There was a click, on a spot or beside.
        source_asked: The cell of this figure is wanted.
    """

    picked = Signal(str)
    clicked = Signal()
    source_asked = Signal(object)

    def __init__(self, name: str, axes: dict[str, pg.AxisItem], parent: QWidget | None = None) -> None:
        super().__init__(parent, axisItems=axes, enableMenu=False)
        self.axes = axes
        self.spots: list[Spot] = []
        self._x_of_spots = np.empty(0)
        self._y_of_spots = np.empty(0)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)
        for side in ("left", "right", "top", "bottom"):
            self.showAxis(side, side in axes)
        self.getPlotItem().layout.setContentsMargins(0, 0, 0, 0)
        self.getViewBox().setDefaultPadding(0)

    def clear_chart(self) -> None:
        """Empties the chart and takes on the colours in use."""
        self.clear()
        self.spots = []
        self.setBackground(theme.colours().ground)
        for axis in self.axes.values():
            if isinstance(axis, TickAxis):
                axis.dress()

    def set_spots(self, spots: Sequence[Spot], description: str) -> None:
        """What there is to point at, and what a screen reader says of the whole."""
        self.spots = list(spots)
        self._x_of_spots = np.array([spot.x for spot in spots])
        self._y_of_spots = np.array([spot.y for spot in spots])
        self.setAccessibleDescription(description)
        # Now rather than after the first picture, which would then have to be painted again.
        self.getPlotItem().layout.activate()

    def spot_at(self, at: QPointF) -> Spot | None:
        """The spot near a place in the widget, if there is one."""
        if not self.spots:
            return None
        view = self.getViewBox()
        inside = view.mapSceneToView(self.mapToScene(at.toPoint()))
        per_x, per_y = view.viewPixelSize()
        distance = np.hypot((self._x_of_spots - inside.x()) / per_x, (self._y_of_spots - inside.y()) / per_y)
        nearest = int(distance.argmin())
        return self.spots[nearest] if distance[nearest] <= _NEAR else None

    # Qt ---------------------------------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent):
            spot = self.spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(spot.text) if spot else "", self)
            return True
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        spot = self.spot_at(QPointF(event.pos()))
        offer_source(self, event.pos(), spot.figure if spot else None, self.source_asked.emit)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        spot = self.spot_at(event.position())
        pointing = spot is not None and bool(spot.code)
        if pointing:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton:
            # When it is let go, so that who has pressed the wrong place can move away.
            spot = self.spot_at(event.position())
            if spot is not None and spot.code:
                self.picked.emit(spot.code)
            self.clicked.emit()
        event.accept()

    def wheelEvent(self, event: QEvent) -> None:  # noqa: N802
        event.ignore()
