"""The units of a county as tiles, one for each answer."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ojdesk.core.compare.figures import Figure
from ojdesk.core.model import Unit
from ojdesk.core.wording.answers import answer_in_full
from ojdesk.core.wording.names import full_name
from ojdesk.gui import theme
from ojdesk.gui.charts.signs import paint_tile
from ojdesk.gui.charts.tips import come_soon
from ojdesk.gui.widgets import open_menu, tip

_SIDE, _GAP = 18, 3


class Tiles(QWidget):
    """Rows of tiles, as many as fit beside each other. Arrow keys walk, Enter and a click pick.

    Signals:
        picked: The code of a unit.
        source_asked: The code of a unit whose answer's cell is wanted.
    """

    picked = Signal(str)
    source_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: Sequence[tuple[Unit, Figure]] = ()
        self._own = ""
        self._name = ""
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        come_soon(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_tiles(self, tiles: Sequence[tuple[Unit, Figure]], own: str, name: str = "Enheterna i länet") -> None:
        """Shows units with their answers; `own` is the code of the one to mark, `name` what they are together."""
        self._tiles, self._own, self._name = tiles, own, name
        self._at = min(self._at, max(len(tiles) - 1, 0))
        said = "; ".join(f"{unit.name}: {answer_in_full(figure)}" for unit, figure in tiles)
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()

    def _columns(self) -> int:
        return max((self.width() + _GAP) // (_SIDE + _GAP), 1)

    def _area(self, index: int) -> QRectF:
        row, column = divmod(index, self._columns())
        return QRectF(column * (_SIDE + _GAP) + 1, row * (_SIDE + _GAP) + 1, _SIDE, _SIDE)

    def _index_at(self, at: QPointF) -> int | None:
        return next((index for index in range(len(self._tiles)) if self._area(index).contains(at)), None)

    def _said(self, index: int) -> str:
        unit, figure = self._tiles[index]
        return f"{full_name(unit)}: {answer_in_full(figure)}"

    # Qt ---------------------------------------------------------------------------------------------------------

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        columns = max((width + _GAP) // (_SIDE + _GAP), 1)
        rows = -(-len(self._tiles) // columns)
        return rows * (_SIDE + _GAP) + 2

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def resizeEvent(self, event: QEvent) -> None:  # noqa: N802
        self.setMinimumHeight(self.heightForWidth(self.width()))
        super().resizeEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        for index, (unit, figure) in enumerate(self._tiles):
            if figure.answer is not None:
                paint_tile(painter, self._area(index), figure.answer)
            if unit.code == self._own:
                painter.setPen(QPen(QColor(colours.text), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self._area(index).adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)
        if self.hasFocus() and self._tiles:
            painter.setPen(QPen(QColor(colours.own), 2))
            painter.drawRoundedRect(self._area(self._at).adjusted(-1, -1, 1, 1), 4, 4)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = self._index_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if index is None else tip(self._said(index)), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self._index_at(event.position())
        if index is not None and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(self._tiles[index][0].code)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self._index_at(QPointF(event.pos())) if by_mouse else self._at
        code = self._tiles[index][0].code if index is not None and index < len(self._tiles) else None
        at = event.pos() if by_mouse or index is None else self._area(index).bottomLeft().toPoint()
        open_menu(self, at, code, self.source_asked.emit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        pointing = self._index_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns(),
            Qt.Key.Key_Down: self._columns(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and 0 <= self._at + step < len(self._tiles):
            self._at += step
            # The name is what a screen reader says when it changes.
            self.setAccessibleName(f"{self._name}, {self._said(self._at)}")
            where = self._area(self._at).bottomLeft().toPoint()
            QToolTip.showText(self.mapToGlobal(where), tip(self._said(self._at)), self)
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._tiles:
            self.picked.emit(self._tiles[self._at][0].code)
        else:
            super().keyPressEvent(event)
