"""The pages of a document under each other, as they will be printed."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QImageReader, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ojdesk.gui import theme

_GAP, _MARGIN = 16, 16
#: A page is never drawn wider than this; it would only grow coarse.
_WIDEST = 820
#: Pages are kept as they came, some tens of kilobytes each, and only those in sight as what is drawn.
_DECODED = 4
_STEP = 60


class Sheets(QAbstractScrollArea):
    """Pages to scroll through, as wide as there is room for.

    Signals:
        page_changed: Another page is at the top, counted from 1.
    """

    page_changed = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self._pages: list[bytes] = []
        self._sizes: list[QSize] = []
        self._drawn: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._page = 0

    @property
    def count(self) -> int:
        return len(self._pages)

    @property
    def page(self) -> int:
        """The page that most of is seen at the top, counted from 1; 0 when there is none."""
        return self._page

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Shows other pages, and stays where one was.

        Args:
            pages: PNG files.
        """
        self._pages = list(pages)
        self._sizes = [_size_of(it) for it in pages]
        self._drawn.clear()
        self._fit()
        self._moved()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        at = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._fit()
        bar.setValue(round(at * bar.maximum()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = theme.colours()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(colours.panel))
        painter.translate(0, -self.verticalScrollBar().value())
        seen = event.rect().translated(0, self.verticalScrollBar().value())
        for at, place in enumerate(self._places()):
            if place.intersects(seen):
                painter.drawPixmap(place, self._pixmap(at, place.width()))
                painter.setPen(QColor(colours.rule))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QColor(colours.own))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def _pixmap(self, at: int, width: int) -> QPixmap:
        """A page as it is drawn, in the screen's own dots."""
        wanted = (at, width)
        if wanted not in self._drawn:
            dots = round(width * self.devicePixelRatioF())
            image = QImage.fromData(self._pages[at])
            self._drawn[wanted] = QPixmap.fromImage(
                image.scaledToWidth(dots, Qt.TransformationMode.SmoothTransformation)
            )
            while len(self._drawn) > _DECODED:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(wanted)
        return self._drawn[wanted]

    def _places(self) -> list[QRect]:
        """Where each page lies, counted from the top of the first."""
        room = self.viewport().width()
        width = max(min(room - 2 * _MARGIN, _WIDEST), 1)
        places, y = [], _GAP
        for size in self._sizes:
            height = round(width * size.height() / size.width())
            places.append(QRect((room - width) // 2, y, width, height))
            y += height + _GAP
        return places

    def _fit(self) -> None:
        places = self._places()
        whole = places[-1].bottom() + _GAP if places else 0
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setRange(0, max(whole - self.viewport().height(), 0))

    def _moved(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        tops = [at for at, place in enumerate(self._places(), start=1) if place.top() <= middle]
        page = tops[-1] if tops else min(self.count, 1)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.viewport().update()


def _size_of(page: bytes) -> QSize:
    buffer = QBuffer()
    buffer.setData(QByteArray(page))
    size = QImageReader(buffer, QByteArray(b"png")).size()
    return size if size.isValid() else QSize(1, 1)
