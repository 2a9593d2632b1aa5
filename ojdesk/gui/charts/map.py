"""The map: the counties of the nation or the municipalities of a county, each with its colour, sign and label."""

from functools import lru_cache

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ojdesk.core.map_drawing import (
    Box,
    Fit,
    MapLabel,
    fill_of,
    fit,
    labels,
    legend,
    member_dots,
    member_edges,
    sign_side,
)
from ojdesk.core.map_wording import area_label, area_text, map_sentence
from ojdesk.core.maps import Area, AreaMap
from ojdesk.core.outlines import outlines
from ojdesk.gui import theme
from ojdesk.gui.charts.legend import DOT, PlacedLegend, paint_fill, place_legend
from ojdesk.gui.charts.marks import cosmetic
from ojdesk.gui.charts.signs import paint_sign
from ojdesk.gui.charts.tips import come_soon
from ojdesk.gui.widgets import open_menu, tip

_LABEL_GAP, _LABEL_STEP = 24.0, 15.0
#: The labels are left out where they would make the map smaller than this part of what it could be.
_LEAST = 0.6
_MARGIN = 4.0
_SIGN, _LEGEND_GAP = 15.0, 12.0
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapChart(QWidget):
    """A map with its legend below. Arrow keys walk from area to area, Enter and a click pick.

    Signals:
        picked: The code of an area.
        left: Escape was pressed.
        source_asked: The cell of this figure is wanted.
    """

    picked = Signal(str)
    left = Signal()
    source_asked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._shown: AreaMap | None = None
        self._at = ""
        self._pointed = ""
        self._paths: dict[str, QPainterPath] = {}
        self._labels: list[MapLabel] = []
        self._fit: Fit | None = None
        self._legend: PlacedLegend | None = None
        self._picture: QPixmap | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        come_soon(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def draw(self, shown: AreaMap, at: str = "") -> None:
        """Shows a map in place of the one before; the keyboard goes to the area `at`, or stays if it can."""
        codes = {it.unit.code for it in shown.areas}
        self._shown = shown
        if at in codes:
            self._at = at
        elif self._at not in codes:
            self._at = shown.own or shown.areas[0].unit.code
        self._pointed = ""
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(map_sentence(shown))
        self._lay_out()

    def _lay_out(self) -> None:
        """Where everything goes in a widget of this size; it is drawn when it is seen."""
        self._picture = None
        self.update()
        if self._shown is None:
            return
        self._legend = place_legend(legend(self._shown, theme.colours()), self.width() - 2 * _MARGIN)
        height = max(self.height() - 2 * _MARGIN - _LEGEND_GAP - self._legend.height, 1)
        whole = Box(_MARGIN, _MARGIN, self.width() - 2 * _MARGIN, height)
        codes = [it.unit.code for it in self._shown.areas]
        self._fit, self._labels = fit(codes, whole), []
        metrics = QFontMetricsF(theme.font(theme.SMALL, bold=True))
        beside = _LABEL_GAP + max(metrics.horizontalAdvance(area_label(it, self._shown)) for it in self._shown.areas)
        if whole.width > 2 * beside:
            between = fit(codes, Box(whole.left + beside, whole.top, whole.width - 2 * beside, height))
            around = Box(between.left - _LABEL_GAP, whole.top, between.width + 2 * _LABEL_GAP, height)
            found = labels(self._shown, between, around, _LABEL_STEP, _SIGN)
            if found and between.scale > _LEAST * self._fit.scale:
                self._fit, self._labels = between, found
        self._paths = {code: _path(code, self._fit) for code in codes}

    # What is where ----------------------------------------------------------------------------------------------

    def area_at(self, at: QPointF) -> Area | None:
        """The area at a place in the widget: drawn there, or with its label there."""
        if self._shown is None:
            return None
        by_label = (it.area for it in self._labels if self._label_area(it).contains(at))
        drawn = (it for it in self._shown.areas if self._paths[it.unit.code].contains(at))
        return next(by_label, None) or next(drawn, None)

    def middle_of(self, code: str) -> QPointF:
        """Where an area's sign stands, in the widget."""
        assert self._fit is not None
        return QPointF(*self._fit.point(*outlines()[code].middle))

    def _area(self, code: str) -> Area | None:
        return next((it for it in self._shown.areas if it.unit.code == code), None) if self._shown else None

    def _label_area(self, label: MapLabel) -> QRectF:
        x, y = label.edge
        width = QFontMetricsF(self._label_font(label)).horizontalAdvance(label.text)
        return QRectF(x - width if label.on_left else x, y - _LABEL_STEP / 2, width, _LABEL_STEP)

    def _label_font(self, label: MapLabel) -> QFont:
        return theme.font(theme.SMALL, bold=self._is_own(label.area))

    def _is_own(self, area: Area) -> bool:
        return self._shown is not None and area.unit.code == self._shown.own

    # Painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        if self._shown is None:
            return
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._painted()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        if self._pointed:
            painter.strokePath(self._paths[self._pointed], cosmetic(colours.text, 2))
        if self.hasFocus():
            painter.strokePath(self._paths[self._at], cosmetic(colours.ground, 5))
            painter.strokePath(self._paths[self._at], cosmetic(colours.text, 3))

    def _painted(self) -> QPixmap:
        """The map without what follows the pointer and the keys."""
        assert self._shown is not None
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        colours = theme.colours()
        picture.fill(QColor(colours.ground))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for area in self._shown.areas:
            path = self._paths[area.unit.code]
            paint_fill(painter, path, fill_of(area, self._shown, colours))
            painter.strokePath(path, cosmetic(colours.quiet))
        for code in member_edges(self._shown):
            painter.strokePath(self._paths[code], cosmetic(colours.ground, 5))
            painter.strokePath(self._paths[code], cosmetic(colours.group, 2.5, dashed=True))
        if self._shown.own:
            own = self._paths[self._shown.own]
            painter.strokePath(own, cosmetic(colours.ground, 5))
            painter.strokePath(own, cosmetic(colours.own, 3))
        self._paint_signs(painter)
        painter.setPen(cosmetic(colours.ground, 1.5))
        painter.setBrush(QColor(colours.group))
        for code in member_dots(self._shown):
            painter.drawEllipse(self.middle_of(code), DOT, DOT)
        self._paint_labels(painter)
        if self._legend is not None:
            self._legend.paint(painter, QPointF(_MARGIN, self.height() - _MARGIN - self._legend.height))
        painter.end()
        return picture

    def _paint_signs(self, painter: QPainter) -> None:
        assert self._shown is not None
        assert self._fit is not None
        for area in self._shown.areas:
            fill, side = fill_of(area, self._shown, theme.colours()), sign_side(area, self._shown, self._fit, _SIGN)
            if fill.sign is not None and side:
                square = QRectF(0, 0, side, side)
                square.moveCenter(self.middle_of(area.unit.code))
                paint_sign(painter, square, fill.sign, fill.ink)

    def _paint_labels(self, painter: QPainter) -> None:
        colours = theme.colours()
        if not self._labels:
            self._paint_own_name(painter)
        for label in self._labels:
            own = self._is_own(label.area)
            out = -1 if label.on_left else 1
            start = QPointF(*label.edge) - QPointF(out * 4, 0)
            knee = start - QPointF(out * 8, 0)
            painter.setPen(cosmetic(colours.own if own else colours.peers))
            painter.drawLine(start, knee)
            painter.drawLine(QLineF(knee, QPointF(*label.end)))
            painter.setFont(self._label_font(label))
            painter.setPen(QColor(colours.own if own else colours.text))
            align = Qt.AlignmentFlag.AlignRight if label.on_left else Qt.AlignmentFlag.AlignLeft
            painter.drawText(
                self._label_area(label).adjusted(-2, 0, 2, 0), align | Qt.AlignmentFlag.AlignVCenter, label.text
            )

    def _paint_own_name(self, painter: QPainter) -> None:
        """The own area's label on the map, where there is no room for labels beside it."""
        area = self._area(self._shown.own) if self._shown is not None else None
        if area is None or self._shown is None:
            return
        painter.setFont(theme.font(theme.SMALL, bold=True))
        text = area_label(area, self._shown)
        words = QRectF(0, 0, QFontMetricsF(painter.font()).horizontalAdvance(text) + 8, _LABEL_STEP + 4)
        words.moveCenter(self.middle_of(area.unit.code) + QPointF(0, _SIGN + 4))
        words.moveLeft(min(max(words.left(), 0), self.width() - words.width()))
        painter.fillRect(words, QColor(theme.colours().ground))
        painter.setPen(QColor(theme.colours().own))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)

    # Keys and pointer -------------------------------------------------------------------------------------------

    def _walk(self, across: int, down: int) -> None:
        """To the nearest area in a direction; straight ahead counts for more than near."""
        assert self._shown is not None
        here = self.middle_of(self._at)

        def far(code: str) -> float:
            way = self.middle_of(code) - here
            ahead, aside = way.x() * across + way.y() * down, abs(way.x() * down) + abs(way.y() * across)
            return ahead + 2 * aside if ahead > 0 else float("inf")

        codes = [it.unit.code for it in self._shown.areas if it.unit.code != self._at]
        nearest = min(codes, key=far, default=self._at)
        if nearest == self._at or far(nearest) == float("inf"):
            return
        self._at = nearest
        area = self._area(nearest)
        assert area is not None
        # The name is what a screen reader says when it changes.
        self.setAccessibleName(f"{self._name}, {area_text(area, self._shown)}")
        QToolTip.showText(self.mapToGlobal(self.middle_of(nearest).toPoint()), self._said(area), self)
        self.update()

    def _can_pick(self, code: str) -> bool:
        return self._shown is not None and code in self._shown.pickable

    def _pick(self) -> None:
        if self._can_pick(self._at):
            self.picked.emit(self._at)

    def _said(self, area: Area | None) -> str:
        return tip(area_text(area, self._shown)) if area is not None and self._shown is not None else ""

    # Qt ---------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(600, 440)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._said(self.area_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._point_at(self.area_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        del event
        self._point_at(None)

    def _point_at(self, area: Area | None) -> None:
        pickable = area is not None and self._can_pick(area.unit.code)
        self.setCursor(Qt.CursorShape.PointingHandCursor if pickable else Qt.CursorShape.ArrowCursor)
        code = area.unit.code if area is not None else ""
        if code != self._pointed:
            self._pointed = code
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        area = self.area_at(event.position())
        if area is not None and event.button() is Qt.MouseButton.LeftButton:
            self._at = area.unit.code
            self._pick()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        if self._shown is None:
            return
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        area = self.area_at(QPointF(event.pos())) if by_mouse else self._area(self._at)
        if area is not None:
            at = event.pos() if by_mouse else self.middle_of(area.unit.code).toPoint()
            open_menu(self, at, self._shown.key_of(area), self.source_asked.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = Qt.Key(event.key())
        if self._shown is not None and key in _DIRECTIONS:
            self._walk(*_DIRECTIONS[key])
        elif self._shown is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._pick()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


@lru_cache(maxsize=400)
def _outline_path(code: str) -> QPainterPath:
    """An area in metres, with north upwards."""
    path = QPainterPath()
    for ring in outlines()[code].rings:
        path.addPolygon([QPointF(east, -north) for east, north in ring.tolist()])
    return path


def _path(code: str, placed: Fit) -> QPainterPath:
    left, top = placed.point(0, 0)
    return QTransform(placed.scale, 0, 0, placed.scale, left, top).map(_outline_path(code))
