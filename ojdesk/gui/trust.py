"""The right side: how far the figure in focus holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ojdesk.core.compare import reasons
from ojdesk.core.compare.reasons import Trust
from ojdesk.core.model import FigureKey
from ojdesk.core.wording.objections import objections
from ojdesk.core.wording.reasons import silent_text, source_section, trust_sections
from ojdesk.gui.widgets import push_button, text_label
from ojdesk.gui.workspace import Workspace

WIDTH = 276
#: The scroll bar with the line beside the pane.
_SCROLL_BAR = 13


class TrustPane(QScrollArea):
    """The question, who answered, what changed, whether it adds up, where it stands, and what is objected to it.

    Signals:
        source_asked: The cell of this figure is wanted.
    """

    source_asked = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setObjectName("trust")
        self.setAccessibleName("Håller siffran?")
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        # The same width with and without a scroll bar: otherwise texts break anew, and are cut, when it comes.
        inside.setFixedWidth(WIDTH - _SCROLL_BAR)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 14, 4, 12)
        layout.setSpacing(2)
        heading = text_label("sentence", "Håller siffran?")
        heading.setStyleSheet("font-weight: 600")
        layout.addWidget(heading)
        self._figure: FigureKey | None = None
        self._reasons, self._objections = _Column(), _Column()
        self._silent = Disclosure()
        self._source = push_button("Visa källcellen …", link=True)
        self._source.clicked.connect(self._ask_source)
        self._common = text_label("caption", "Vanliga invändningar")
        self._answers: list[Disclosure] = []
        layout.addWidget(self._reasons)
        layout.addWidget(self._source, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._silent)
        layout.addSpacing(8)
        layout.addWidget(self._common)
        layout.addWidget(self._objections)
        layout.addStretch(1)
        self.setWidget(inside)
        workspace.choice_changed.connect(self._show)

    @property
    def figure(self) -> FigureKey | None:
        """The figure that it is about; None where no file has it."""
        return self._figure

    def _ask_source(self) -> None:
        self.source_asked.emit(self._figure)

    def _show(self) -> None:
        dataset, choice = self._workspace.dataset, self._workspace.choice
        assert dataset is not None
        found = reasons.trust(dataset, choice.unit, choice.indicator, choice.year) if choice.unit else None
        self._figure = found.figure if found else None
        self._source.setVisible(self._figure is not None)
        self._reasons.show_texts(_sections(found) if found else [])
        missing = silent_text(found) if found else ""
        self._silent.setVisible(bool(missing))
        if found:
            quantity = len(found.silent) + len(found.silent_elsewhere)
            self._silent.say(f"Vilka som saknar värde ({quantity})", missing)
        self._show_objections(objections(found) if found else [])

    def _show_objections(self, found: list[tuple[str, str]]) -> None:
        self._common.setVisible(bool(found))
        while len(self._answers) < len(found):
            self._answers.append(Disclosure())
            self._objections.layout_of_texts.addWidget(self._answers[-1])
        for at, one in enumerate(self._answers):
            one.setVisible(at < len(found))
            if at < len(found):
                one.say(*found[at])


class _Column(QWidget):
    """Headings with their texts, as many as there are to say."""

    def __init__(self) -> None:
        super().__init__()
        self.layout_of_texts = QVBoxLayout(self)
        self.layout_of_texts.setContentsMargins(0, 0, 0, 0)
        self.layout_of_texts.setSpacing(2)
        self._labels: list[tuple[QLabel, QLabel]] = []

    def show_texts(self, texts: list[tuple[str, str]]) -> None:
        while len(self._labels) < len(texts):
            heading, text = text_label("caption"), text_label("")
            self.layout_of_texts.addSpacing(8)
            self.layout_of_texts.addWidget(heading)
            self.layout_of_texts.addWidget(text)
            self._labels.append((heading, text))
        for at, (heading, text) in enumerate(self._labels):
            there = at < len(texts)
            heading.setVisible(there)
            text.setVisible(there)
            if there:
                heading.setText(texts[at][0])
                text.setText(texts[at][1])


class Disclosure(QWidget):
    """A line that opens to a text, and closes again; another line closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self.button: QPushButton = push_button("", link=True)
        self.button.setCheckable(True)
        self.button.setProperty("disclosure", True)  # noqa: FBT003 - Qt's own
        self._text = text_label("")
        self._text.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(2)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._text)
        self.button.toggled.connect(self._open)

    def say(self, title: str, text: str) -> None:
        if title != self._title:
            self._title = title
            self.button.setChecked(False)
        self._text.setText(text)
        self.button.setAccessibleName(title)
        self._open(self.button.isChecked())

    def _open(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.button.setText(f"{'−' if is_open else '+'}  {self._title}")
        self.button.setAccessibleDescription(self._text.text() if is_open else "Stängd; öppnas med blanksteg")
        self._text.setVisible(is_open)


def _sections(found: Trust) -> list[tuple[str, str]]:
    asked = [(f"Indikatorn {found.year}", found.wording)]
    if found.indicator.definition:
        asked.append(("Vad som räknas", found.indicator.definition))
    return [*asked, *trust_sections(found), *source_section(found)]
