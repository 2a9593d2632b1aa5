"""The dialog that makes and changes a comparison set: a name, units to tick, and a box to paste a list into."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ojdesk.core.model import Unit
from ojdesk.core.pasted import Pasted, pasted
from ojdesk.core.peers import LONGEST_NAME, MOST_MEMBERS, PeerSet
from ojdesk.core.text import in_swedish_order, key, tidy
from ojdesk.core.units import unit_table
from ojdesk.core.wording.names import full_name, some_of, unit_noun
from ojdesk.core.wording.numbers import number
from ojdesk.gui.widgets import push_button, text_label, tip

_WIDTH, _HEIGHT = 820, 600
_LIST_WIDTH = 320
_CODE_ROLE = int(Qt.ItemDataRole.UserRole)
#: So many questions have room; the others come when these are answered.
_MOST_QUESTIONS = 5
_NAMES_TOLD = 8


class PeerDialog(QDialog):
    """Asks which units are to be compared with.

    Args:
        parent: The window.
        start: What the set is like from the beginning.
        units: Those that the open files have; those that the program knows can be ticked as well.
        year: Decides between districts that have had the same name.
        taken: Names that other sets have.
        removable: Whether the set can be taken away.
    """

    def __init__(
        self,
        parent: QWidget,
        start: PeerSet,
        *,
        units: Sequence[Unit],
        year: int,
        taken: Sequence[str],
        removable: bool,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Jämförelsegrupp")
        self.resize(_WIDTH, _HEIGHT)
        #: Whether the user wants the set gone.
        self.removed = False
        known = {it.code: it for it in unit_table().by_code.values() if it.level.answers}
        self._units = {**known, **{it.code: it for it in units}}
        self._year = year
        self._taken = {it.casefold() for it in taken}
        self._found: set[str] = set()
        self._from_text: set[str] = set()
        self.name = QLineEdit(start.name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Gruppens namn")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Sök kommun eller stadsdel")
        self.filter.setAccessibleName("Sök kommun eller stadsdel")
        self.filter.setClearButtonEnabled(True)
        self.only_ticked = QCheckBox("Visa bara dem i gruppen")
        self.list = QListWidget()
        self.list.setAccessibleName("Enheter i gruppen")
        self.text = QPlainTextEdit()
        self.text.setObjectName("paste")
        self.text.setAccessibleName("Lista att klistra in")
        self.text.setPlaceholderText(
            "Namn eller koder från Kolada, Excel eller ett mejl: en på varje rad, eller med tabb, semikolon eller "
            "komma emellan. Rubriker och siffror gör inget."
        )
        self.text.setTabChangesFocus(True)
        self._result = text_label("")
        self._rest = text_label("quiet")
        self._questions = QVBoxLayout()
        self._asking: list[QPushButton] = []
        self._count = text_label("caption", wrap=False)
        self._hint = text_label("alarm", wrap=False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.use_button: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.use_button.setText("Spara och använd")
        self.use_button.setProperty("main", True)  # noqa: FBT003 - Qt's own
        self.remove_button = push_button("Ta bort gruppen", link=True)
        self.remove_button.setVisible(removable)
        self._lay_out(buttons)
        self._fill(start.members)
        self.filter.textChanged.connect(self._show_rows)
        self.only_ticked.toggled.connect(self._show_rows)
        self.list.itemChanged.connect(self._show_state)
        self.text.textChanged.connect(self._read)
        self.name.textChanged.connect(self._show_state)
        self.remove_button.clicked.connect(self._remove)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.only_ticked.setChecked(bool(start))
        self._show_state()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(text_label("caption", "Enheter", wrap=False), 1)
        head.addWidget(self._count)
        left.addLayout(head)
        left.addWidget(self.filter)
        left.addWidget(self.only_ticked)
        left.addWidget(self.list, 1)
        self.filter.setFixedWidth(_LIST_WIDTH)
        self.list.setFixedWidth(_LIST_WIDTH)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(text_label("caption", "Klistra in en lista"))
        right.addWidget(self.text, 1)
        right.addWidget(self._result)
        self._questions.setSpacing(4)
        right.addLayout(self._questions)
        right.addWidget(self._rest)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addLayout(left)
        across.addLayout(right, 1)
        below = QHBoxLayout()
        below.addWidget(self.remove_button)
        below.addWidget(self._hint)
        below.addStretch(1)
        below.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(text_label("caption", "Namn"))
        layout.addWidget(self.name)
        layout.addSpacing(8)
        layout.addLayout(across, 1)
        layout.addSpacing(8)
        layout.addLayout(below)

    def _fill(self, members: Sequence[str]) -> None:
        names = {code: full_name(unit) for code, unit in self._units.items()}
        names |= {code: code for code in members if code not in names}
        for code, name in sorted(names.items(), key=lambda it: in_swedish_order(it[1])):
            item = QListWidgetItem(name, self.list)
            item.setData(_CODE_ROLE, code)
            item.setToolTip(tip(code))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if code in members else Qt.CheckState.Unchecked)

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of those that are ticked."""
        return tuple(it.data(_CODE_ROLE) for it in self._items() if it.checkState() is Qt.CheckState.Checked)

    @property
    def peers(self) -> PeerSet:
        """The set as the dialog has it: one of the user's own."""
        return PeerSet(tidy(self.name.text()), members=self.members)

    def offer(self, copied: str) -> None:
        """Puts what was copied into the box, if it names anybody."""
        if pasted(copied, self._year, self._units).members:
            self.text.setPlainText(copied)
        self.text.setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _tick(self, codes: set[str], *, on: bool) -> None:
        for item in self._items():
            if item.data(_CODE_ROLE) in codes:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    # What was pasted --------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Ticks who has come into the text, and unticks who has gone out of it again."""
        result = pasted(self.text.toPlainText(), self._year, self._units)
        before, now = self._found, {unit.code for unit in result.members}
        fresh = now - before - set(self.members)
        gone = (before - now) & self._from_text
        self._found = now
        self._from_text = (self._from_text | fresh) - gone
        self._tick(fresh, on=True)
        self._tick(gone, on=False)
        self.only_ticked.setChecked(bool(self.members))
        self._tell(result)
        self._show_rows()

    def _tell(self, result: Pasted) -> None:
        for button in self._asking:
            button.hide()
            button.deleteLater()
        self._asking.clear()
        text = self.text.toPlainText()
        quantity = len(result.members)
        noun = unit_noun(result.members, quantity)
        found = f"{number(quantity)} {noun} {'hittad' if quantity == 1 else 'hittade'}."
        self._result.setText(found if text.strip() else "")
        for said, nearest in _asked(result)[:_MOST_QUESTIONS]:
            button = push_button(f"Menas {full_name(nearest)} med ”{said}”? Lägg till", link=True)
            button.clicked.connect(lambda _=False, code=nearest.code: self._take(code))
            button.setEnabled(nearest.code not in self.members)
            self._asking.append(button)
            self._questions.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._rest.setText(" ".join(_rest(result)))

    def _take(self, code: str) -> None:
        self._tick({code}, on=True)
        self._tell(pasted(self.text.toPlainText(), self._year, self._units))
        self._show_rows()

    # What is seen -----------------------------------------------------------------------------------------------

    def _show_rows(self) -> None:
        words = key(self.filter.text()[:LONGEST_NAME]).split()
        for item in self._items():
            name = f"{key(item.text())} {item.data(_CODE_ROLE)}"
            wanted = all(word in name for word in words)
            # A search is for those who are not in yet, too.
            ticked = bool(words) or not self.only_ticked.isChecked() or item.checkState() is Qt.CheckState.Checked
            item.setHidden(not (wanted and ticked))

    def _show_state(self) -> None:
        quantity, name = len(self.members), tidy(self.name.text())
        self._count.setText(f"{number(quantity)} i gruppen")
        hint = ""
        if not name or not name.isprintable():
            hint = "Ge gruppen ett namn."
        elif name.casefold() in self._taken:
            hint = "En annan grupp heter så."
        elif quantity > MOST_MEMBERS:
            hint = f"En grupp kan ha högst {number(MOST_MEMBERS)} enheter."
        self._hint.setText(hint)
        self.use_button.setEnabled(not hint and quantity > 0)

    def _remove(self) -> None:
        self.removed = True
        self.accept()


def _asked(result: Pasted) -> list[tuple[str, Unit]]:
    """What may be meant by what was not understood."""
    return [(it.text, it.nearest) for it in result.unclear if it.nearest is not None]


def _rest(result: Pasted) -> list[str]:
    """What else there is to know of a pasted text."""
    said = []
    if unknown := [f"”{it.text}”" for it in result.unclear if it.nearest is None]:
        said.append(f"Förstods inte: {some_of(unknown, _NAMES_TOLD)}.")
    if result.unclear_in_all > len(result.unclear):
        said.append(f"Ytterligare {number(result.unclear_in_all - len(result.unclear))} förstods inte.")
    if result.passed_over:
        said.append(f"Hoppades över: {some_of(result.passed_over, _NAMES_TOLD)}.")
    if result.repeated:
        said.append(f"{number(result.repeated)} stod med mer än en gång.")
    if result.cut:
        said.append("Texten är för lång; slutet lästes inte.")
    return said
