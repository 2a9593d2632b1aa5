"""What goes into the report: its parts, ticked and in order, and what the officer writes herself."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ojdesk.core.report.outline import LONGEST, Comment, Part
from ojdesk.gui.widgets import push_button, text_label, tip
from ojdesk.gui.workspace import Workspace

_TEXT_HEIGHT = 68
#: Milliseconds after the last letter, what is typed is kept; while one types on without a pause, now and then.
_LATE, _AT_MOST = 700, 3000


class Parts(QWidget):
    """The parts of the report: ticked or not, and moved with the mouse, two buttons, or Alt and an arrow key."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.list = _PartList()
        self.list.itemChanged.connect(self._tick)
        self.list.model().rowsMoved.connect(lambda: QTimer.singleShot(0, self._reorder))
        self.list.moved.connect(self._move)
        self.up, self.down = push_button("Flytta upp", link=True), push_button("Flytta ned", link=True)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.list)
        layout.addLayout(row)
        workspace.outline_changed.connect(self.show_outline)
        self.list.currentRowChanged.connect(self._update)
        self.show_outline()

    def show_outline(self) -> None:
        """Shows the parts as they are, without announcing anything."""
        outline, row = self._workspace.outline, max(self.list.currentRow(), 0)
        with QSignalBlocker(self.list):
            self.list.clear()
            for part in outline.order:
                item = QListWidgetItem(part.heading)
                item.setData(Qt.ItemDataRole.UserRole, part)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if part in outline.parts else Qt.CheckState.Unchecked)
                self.list.addItem(item)
            self.list.setCurrentRow(row)
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * self.list.count() + 2 * self.list.frameWidth() + 2)
        self._update()

    def _tick(self, item: QListWidgetItem) -> None:
        part, goes_in = self._part(item), item.checkState() is Qt.CheckState.Checked
        self._workspace.arrange(self._workspace.outline.with_part(part, goes_in=goes_in))

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        if 0 <= at + by < self.list.count():
            part = self._part(self.list.item(at))
            with QSignalBlocker(self.list):
                self.list.setCurrentRow(at + by)
            self._workspace.arrange(self._workspace.outline.moved(part, at + by))

    def _reorder(self) -> None:
        """Takes over the order that was made with the mouse."""
        outline = self._workspace.outline
        for at in range(self.list.count()):
            outline = outline.moved(self._part(self.list.item(at)), at)
        self._workspace.arrange(outline)

    @staticmethod
    def _part(item: QListWidgetItem) -> Part:
        return Part(item.data(Qt.ItemDataRole.UserRole))

    def _update(self) -> None:
        at = self.list.currentRow()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < self.list.count() - 1)


class _PartList(QListWidget):
    """As high as its rows, and never scrolled."""

    #: One up (-1) or down (1), by the keyboard.
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Rapportens delar")
        self.setToolTip(tip("Bocka för det som ska med. Dra, eller tryck Alt och pil, för att flytta en del."))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class OwnWords(QWidget):
    """What the officer writes: a summary that comes first, or a comment on an indicator that stands with it.

    What is typed is kept a moment after the last letter, and at once when one goes elsewhere. Whoever writes page after
    page must not lose them with the power.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        #: The indicator that is written on; empty for the summary.
        self._about = ""
        self._keeping = False
        self.about = QComboBox()
        self.about.setAccessibleName("Vad du skriver om")
        self.about.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.about.activated.connect(self._turn)
        self.text = _Text()
        self.text.left.connect(self.keep)
        self._late, self._at_most = QTimer(self), QTimer(self)
        for timer, wait in ((self._late, _LATE), (self._at_most, _AT_MOST)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.keep)
        self.text.textChanged.connect(self._wait)
        self._from = text_label("quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.about, self.text, self._from):
            layout.addWidget(widget)
        workspace.outline_changed.connect(self._show)

    def refresh(self) -> None:
        """Offers the indicators that are in the report; of those, the one written on before."""
        self.keep()
        dataset, choice = self._workspace.dataset, self._workspace.choice
        assert dataset is not None
        self.about.clear()
        self.about.addItem("Sammanfattning", "")
        for indicator in choice.indicators:
            self.about.addItem(dataset.indicators[indicator].short, indicator)
        self.about.setCurrentIndex(max(self.about.findData(self._about), 0))
        self._about = self.about.currentData()
        self._show()

    def _wait(self) -> None:
        self._late.start()
        if not self._at_most.isActive():
            self._at_most.start()

    def keep(self) -> None:
        """Takes what is typed into the report."""
        self._late.stop()
        self._at_most.stop()
        if self._workspace.dataset is None or not self.about.count():
            return
        outline, year, text = self._workspace.outline, self._workspace.choice.year, self.text.toPlainText()
        if text.strip() == self._comment.text:
            return
        self._keeping = True
        if self._about:
            self._workspace.arrange(outline.commented(self._about, text, year))
        else:
            self._workspace.arrange(outline.summed_up(text, year))
        self._keeping = False
        self._say_year()

    @property
    def _comment(self) -> Comment:
        outline = self._workspace.outline
        return outline.comment(self._about) if self._about else outline.summary

    def _turn(self) -> None:
        about = self.about.currentData()
        self.keep()  # which may have the list filled anew, with what was written on before in front
        self._about = about
        self.about.setCurrentIndex(self.about.findData(about))
        self._show()

    def _show(self) -> None:
        # What is just being typed stays as it is typed.
        if not self._keeping:
            with QSignalBlocker(self.text):
                self.text.setPlainText(self._comment.text)
            self._say_year()

    def _say_year(self) -> None:
        comment = self._comment
        is_old = bool(comment) and comment.year != self._workspace.choice.year
        self._from.setText(f"Skrivet om {comment.year}. Stämmer det än?" if is_old else "")
        self._from.setVisible(is_old)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self.keep()
        super().hideEvent(event)


class _Text(QPlainTextEdit):
    """A few lines of plain text.

    Signals:
        left: The keyboard went elsewhere.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Din egen text i rapporten")
        self.setPlaceholderText("Skriv med egna ord. Texten följer med när du sparar arbetet, också till nästa år.")
        self.setTabChangesFocus(True)
        self.setFixedHeight(_TEXT_HEIGHT)
        self.textChanged.connect(self._cut)

    def _cut(self) -> None:
        if self.document().characterCount() > LONGEST + 1:
            self.setPlainText(self.toPlainText()[:LONGEST])
            self.moveCursor(self.textCursor().MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.left.emit()
