"""Four quiet notes, one at a time, that lead a newcomer from files to a report; each goes when it has been read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ojdesk.gui.settings import Memory
from ojdesk.gui.widgets import push_button, text_label
from ojdesk.gui.workspace import Workspace

#: Name → what is said, and the place in the manual with more of it; in the order of the work.
HINTS = {
    "unit": ("Välj din enhet: skriv några bokstäver av namnet och tryck Enter.", "borja#välj-din-enhet"),
    "indicators": (
        "Bocka för indikatorerna som du vill ha med i rapporten, här ovanför.",
        "borja#bocka-för-indikatorer",
    ),
    "views": ("Varje flik svarar på en fråga, och svaret står överst. T visar en tabell.", "borja#läs-vyerna"),
    "report": ("Spara en rapport med Ctrl+R: Word, PDF, PowerPoint eller Excel.", "borja#spara-rapporten"),
}
#: In a window that is lower than this the indicators need all the room there is.
_LOWEST = 640


class HintBox(QWidget):
    """The note below the picker, where it takes nothing from the figures, until all hints have been taken away.

    Args:
        workspace: Until files are open there is nothing to hint at.
        memory: Which hints have been taken away.

    Signals:
        more_asked: The user wants to read on, at this place of the manual.
    """

    more_asked = Signal(str)

    def __init__(self, workspace: Workspace, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace, self._memory = workspace, memory
        self._has_room = True
        self._count = text_label("caption")
        self.said = text_label("")
        self.more = push_button("Läs mer", link=True)
        self.next = push_button("", link=True)
        self.end = push_button("Inga fler", link=True)
        self.more.setAccessibleName("Läs mer i handboken")
        self.end.setAccessibleName("Inga fler tips")
        self.more.clicked.connect(lambda: self.more_asked.emit(HINTS[self.hint][1]))
        self.next.clicked.connect(lambda: self._take_away(self.hint))
        self.end.clicked.connect(lambda: self._take_away(*HINTS))
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.more, self.next, self.end):
            row.addWidget(button)
        row.addStretch(1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._count)
        column.addWidget(self.said)
        column.addLayout(row)
        for changed in (workspace.dataset_changed, workspace.closed, workspace.choice_changed):
            changed.connect(self._show)
        self._show()

    @property
    def hint(self) -> str:
        """The name of the next hint, empty when none is left; who has picked a unit needs no hint of that."""
        has_unit = self._workspace.dataset is not None and bool(self._workspace.choice.unit)
        done = {*self._memory.now.hints, *(("unit",) if has_unit else ())}
        return next((name for name in HINTS if name not in done), "")

    def begin_again(self) -> None:
        """Brings all hints back."""
        self._memory.change(hints=())
        self._show()

    def fit(self, height: int) -> None:
        """Gives way where the window is low."""
        self._has_room = height >= _LOWEST
        self._show()

    def _take_away(self, *names: str) -> None:
        self._memory.change(hints=tuple(it for it in HINTS if it in {*self._memory.now.hints, *names}))
        self._show()

    def _show(self) -> None:
        hint = self.hint
        if hint:
            at = [*HINTS].index(hint) + 1
            is_last = at == len(HINTS)
            self._count.setText(f"Tips {at} av {len(HINTS)}")
            self.said.setText(HINTS[hint][0])
            self.next.setText("Förstått" if is_last else "Nästa")
            self.next.setAccessibleName("" if is_last else "Nästa tips")
            self.end.setVisible(not is_last)
            self._make_room()
        self.setVisible(bool(hint) and self._has_room and self._workspace.dataset is not None)

    def _make_room(self) -> None:
        """The tree above would otherwise leave it the height of a text of two lines, whatever is said."""
        self.setMinimumHeight(self._column.totalHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._make_room()
