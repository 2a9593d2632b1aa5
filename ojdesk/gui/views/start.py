"""The empty start: somewhere to drop files, and a sample to try with."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ojdesk.gui import theme
from ojdesk.gui.widgets import push_button, text_label, tip

_NAME_WIDTH, _MOST_WORKS = 320, 6


class StartView(QWidget):
    """What a newcomer sees first.

    Signals:
        open_asked: Files are to be chosen.
        sample_asked: The sample is to be opened.
        last_asked: What was open last is to be opened again.
        work_asked: A saved work is to be opened: its path.
    """

    open_asked = Signal()
    sample_asked = Signal()
    last_asked = Signal()
    work_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = QFrame()
        self._area.setObjectName("drop")
        self._area.setMaximumWidth(680)
        self._title = text_label("title", "Öppna årsfilerna från Öppna jämförelser")
        self._text = text_label(
            "sentence",
            "Dra hit Socialstyrelsens Excelfiler, en eller flera, så hittar ojdesk år, kommuner och indikatorer i dem.",
        )
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open_button = push_button("Öppna filer …", main=True)
        self.sample_button = push_button("Prova med exempeldata")
        self.last_button = push_button("Öppna det senaste igen")
        self.open_button.clicked.connect(self.open_asked)
        self.sample_button.clicked.connect(self.sample_asked)
        self.last_button.clicked.connect(self.last_asked)
        self.last_button.hide()
        self._hint = text_label("quiet", "Inget lämnar datorn: ojdesk använder inte nätverket.")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.open_button, self.sample_button, self.last_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = QVBoxLayout(self._area)
        inside.setContentsMargins(40, 40, 40, 32)
        inside.setSpacing(12)
        inside.addWidget(_Sheets(), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._title)
        inside.addWidget(self._text)
        inside.addSpacing(12)
        inside.addLayout(buttons)
        inside.addSpacing(8)
        inside.addWidget(self._hint)
        self.works = RecentWorks()
        self.works.setMaximumWidth(self._area.maximumWidth())
        self.works.asked.connect(self.work_asked)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._area, 10)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addSpacing(24)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.works, 10)
        below.addStretch(1)
        layout.addLayout(below)
        layout.addStretch(3)

    def offer(self, files: Sequence[str], works: Sequence[str]) -> None:
        """Offers to open again what was open last, and the saved works used last, newest first."""
        self.last_button.setVisible(bool(files))
        self.works.offer(works)

    def set_busy(self, *, busy: bool) -> None:
        """While files are read, the buttons wait."""
        for button in (self.open_button, self.sample_button, self.last_button, self.works):
            button.setEnabled(not busy)

    def set_over(self, *, over: bool) -> None:
        """Whether files hover over the window."""
        self._area.setProperty("over", over)
        self._area.style().unpolish(self._area)
        self._area.style().polish(self._area)


class RecentWorks(QWidget):
    """The saved works used last: name and folder.

    Signals:
        asked: One is to be opened: its path.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._folders: list[Elided] = []
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(4, 0, 4, 0)
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(1, 1)
        self._rows.addWidget(text_label("caption", "Senaste arbeten"), 0, 0, 1, 2)

    def offer(self, works: Sequence[str]) -> None:
        """Shows these, in this order. Whether they are there is not asked of a drive that may take a minute to say."""
        for shown in (*self.buttons, *self._folders):
            self._rows.removeWidget(shown)
            shown.deleteLater()
        self.buttons, self._folders = [], []
        for at, path in enumerate(map(Path, works[:_MOST_WORKS]), start=1):
            button = push_button("", link=True)
            button.setText(button.fontMetrics().elidedText(path.stem, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH))
            button.setToolTip(tip(path.stem))
            button.setAccessibleName(f"Öppna {path.stem} i {path.parent}")
            button.clicked.connect(lambda _=False, path=path: self.asked.emit(path))
            self._rows.addWidget(button, at, 0, Qt.AlignmentFlag.AlignLeft)
            folder = Elided(str(path.parent))
            self._rows.addWidget(folder, at, 1)
            self.buttons.append(button)
            self._folders.append(folder)
        self.setVisible(bool(works))


class Elided(QLabel):
    """A quiet line that gives way in its middle where there is no room for all of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setProperty("role", "quiet")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(tip(text))
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width()))


class _Sheets(QWidget):
    """Two sheets of paper with a few bars: what goes in, and what comes out."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(96, 72)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.peers), 1.5))
        painter.setBrush(colours.ground)
        painter.drawRoundedRect(10, 14, 46, 54, 4, 4)
        painter.drawRoundedRect(34, 4, 52, 62, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        for row, (width, colour) in enumerate(((34, colours.peers), (24, colours.own), (16, colours.peers))):
            painter.setBrush(colour)
            painter.drawRoundedRect(42, 18 + row * 14, width, 7, 2, 2)
