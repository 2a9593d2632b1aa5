"""What all charts share: a plot that only shows, axes that write as Swedes do, labels at the ends of lines."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QToolTip, QWidget

from ojdesk.core.axis import spread_out
from ojdesk.core.model import FigureKey
from ojdesk.gui import theme
from ojdesk.gui.charts.marks import Mark, Place
from ojdesk.gui.charts.tips import come_soon
from ojdesk.gui.widgets import open_menu, tip

_NEAR = 14.0
_LABEL_STEP, _LABEL_HEIGHT = 16.0, 20.0
_TICK_GAP = 5.0
_UPRIGHT = {"left", "right"}
#: Where along an axis a value stands, in the widget's pixels.
Along = Callable[[float], float]


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


class Axis(Protocol):
    """What stands along one side of the plot; `room` is how many pixels it takes there."""

    room: float

    def paint(self, painter: QPainter, area: QRectF, along: Along) -> None:
        """Draws itself within `area`, its values where `along` says."""


class LabelAxis:
    """An axis at the left or the right that writes given labels at given heights, in columns, instead of ticks."""

    def __init__(self, side: str, room: float, *, keep_apart: bool = False) -> None:
        self.room = room
        self._on_left = side == "left"
        self._columns: list[tuple[float, Qt.AlignmentFlag, list[Label]]] = []
        self._band: float | None = None
        self._keep_apart = keep_apart

    def set_band(self, y: float | None) -> None:
        """Marks the row at a height, as the plot does beside it."""
        self._band = y

    def set_columns(self, columns: Sequence[tuple[float, Qt.AlignmentFlag, Sequence[Label]]]) -> None:
        """Each column as (its edge in pixels from the plot, alignment, labels)."""
        self._columns = [(edge, align, list(labels)) for edge, align, labels in columns]

    def paint(self, painter: QPainter, area: QRectF, along: Along) -> None:
        if self._band is not None:
            top = along(self._band - 0.5)
            row = QRectF(area.left(), top, area.width(), along(self._band + 0.5) - top)
            painter.fillRect(row, QColor(theme.colours().selected))
        for edge, align, labels in self._columns:
            heights = [along(it.y) for it in labels]
            if self._keep_apart:
                heights = spread_out(heights, _LABEL_STEP, area.top() + 4, area.bottom() - 4)
            for label, y in zip(labels, heights, strict=True):
                painter.setFont(theme.font(bold=label.bold, figures=not self._on_left))
                painter.setPen(QColor(label.colour))
                place = QRectF(area.left(), y - _LABEL_HEIGHT / 2, area.width(), _LABEL_HEIGHT)
                if self._on_left:
                    place.setRight(area.right() - edge)
                elif align & Qt.AlignmentFlag.AlignRight:
                    place.setWidth(edge)
                else:
                    place.setLeft(area.left() + edge)
                painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, label.text)


class TickAxis:
    """An axis with given ticks and texts."""

    def __init__(self, side: str, room: float) -> None:
        self.room = room
        self._side = side
        self.texts: dict[float, str] = {}

    def set_ticks(self, texts: dict[float, str]) -> None:
        self.texts = texts

    def paint(self, painter: QPainter, area: QRectF, along: Along) -> None:
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(theme.colours().quiet))
        for place, text in self.written(painter.fontMetrics().horizontalAdvance, area, along):
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def written(self, width_of: Callable[[str], int], area: QRectF, along: Along) -> list[tuple[QRectF, str]]:
        """Each text and where it is written: at its tick, and never beyond the chart's edges."""
        found = []
        for value, text in self.texts.items():
            width, at = width_of(text) + 2.0, along(value)
            if self._side == "left":
                place = QRectF(area.right() - _TICK_GAP - width, at - _LABEL_HEIGHT / 2, width, _LABEL_HEIGHT)
            else:
                left = min(max(at - width / 2, area.left()), area.right() - width)
                place = QRectF(left, area.center().y() - _LABEL_HEIGHT / 2, width, _LABEL_HEIGHT)
            found.append((place, text))
        return found


class Chart(QFrame):
    """A plot that only shows: no panning, no menu. Hovering tells, a click picks.

    Signals:
        picked: The code of the spot that was clicked.
        clicked: There was a click, on a spot or beside.
        source_asked: The cell of this figure is wanted.
    """

    picked = Signal(str)
    clicked = Signal()
    source_asked = Signal(object)

    def __init__(self, name: str, axes: dict[str, Axis], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axes = axes
        self.marks: list[Mark] = []
        #: What stands at the left and right edge of the plot, and at its bottom and top.
        self.across, self.upwards = (0.0, 1.0), (0.0, 1.0)
        self._spots: list[Spot] | None = []
        self._find_spots: Callable[[], list[Spot]] = list
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        come_soon(self)

    def show_marks(self, marks: Sequence[Mark], find_spots: Callable[[], list[Spot]], description: str) -> None:
        """Shows marks in place of those before.

        Args:
            marks: From the undermost to the uppermost.
            find_spots: What there is to point at; asked when somebody points.
            description: What a screen reader says of the whole.
        """
        self.marks = list(marks)
        self._spots, self._find_spots = None, find_spots
        self.setAccessibleDescription(description)
        self.update()

    @property
    def spots(self) -> list[Spot]:
        """What there is to point at."""
        if self._spots is None:
            self._spots = self._find_spots()
        return self._spots

    @property
    def plot(self) -> QRectF:
        """Where the marks are, within the axes."""
        left, top, right, bottom = (
            self.axes[side].room if side in self.axes else 0.0 for side in ("left", "top", "right", "bottom")
        )
        return QRectF(self.contentsRect()).adjusted(left, top, -right, -bottom)

    def place(self, x: float, y: float) -> QPointF:
        """Where in the widget a place in the chart's coordinates is."""
        return self._placing()(x, y)

    def area_of(self, side: str) -> QRectF:
        """Where the axis at a side is: as high as the plot, or as wide as the chart."""
        plot, inside, room = self.plot, QRectF(self.contentsRect()), self.axes[side].room
        if side in _UPRIGHT:
            left = inside.left() if side == "left" else plot.right()
            return QRectF(left, plot.top(), room, plot.height())
        return QRectF(inside.left(), inside.top() if side == "top" else plot.bottom(), inside.width(), room)

    def along(self, side: str) -> Along:
        """Where along the axis at a side a value stands."""
        place = self._placing()
        return (lambda it: place(0, it).y()) if side in _UPRIGHT else (lambda it: place(it, 0).x())

    def _placing(self) -> Place:
        plot, (left, right), (bottom, top) = self.plot, self.across, self.upwards
        per_x, per_y = plot.width() / (right - left), plot.height() / (top - bottom)
        zero_x, zero_y = plot.left() - left * per_x, plot.bottom() + bottom * per_y
        return lambda x, y: QPointF(zero_x + x * per_x, zero_y - y * per_y)

    def spot_at(self, at: QPointF) -> Spot | None:
        """The spot near a place in the widget, if there is one."""
        place = self._placing()

        def distance(spot: Spot) -> float:
            away = place(spot.x, spot.y) - at
            return math.hypot(away.x(), away.y())

        nearest = min(self.spots, key=distance, default=None)
        return nearest if nearest is not None and distance(nearest) <= _NEAR else None

    # Qt ---------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        for side, axis in self.axes.items():
            axis.paint(painter, self.area_of(side), self.along(side))
        place = self._placing()
        for mark in self.marks:
            mark.paint(painter, place)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            spot = self.spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(spot.text) if spot else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        spot = self.spot_at(QPointF(event.pos()))
        open_menu(self, event.pos(), spot.figure if spot else None, self.source_asked.emit)
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
