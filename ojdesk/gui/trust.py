"""The right side: how far the figure in focus holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ojdesk.core.compare import reasons
from ojdesk.core.compare.reasons import Trust
from ojdesk.core.model import FigureKey
from ojdesk.core.wording.reasons import source_section, trust_sections
from ojdesk.gui.widgets import push_button, text_label
from ojdesk.gui.workspace import Workspace

WIDTH = 276


class TrustPane(QScrollArea):
    """The question, who answered, what changed, whether it adds up, and where it stands in the file.

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
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(16, 14, 14, 8)
        self._layout.setSpacing(2)
        heading = text_label("sentence", "Håller siffran?")
        heading.setStyleSheet("font-weight: 600")
        self._layout.addWidget(heading)
        self._figure: FigureKey | None = None
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._source = push_button("Visa källcellen …", link=True)
        self._source.clicked.connect(self._ask_source)
        self._layout.addWidget(self._source, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addStretch(1)
        self.setWidget(inside)
        workspace.choice_changed.connect(self._show)

    def _ask_source(self) -> None:
        self.source_asked.emit(self._figure)

    def _show(self) -> None:
        dataset, choice = self._workspace.dataset, self._workspace.choice
        assert dataset is not None
        sections: list[tuple[str, str]] = []
        self._figure = None
        if choice.unit:
            trust = reasons.trust(dataset, choice.unit, choice.indicator, choice.year)
            sections = _sections(trust)
            if trust.placed is not None:
                group = dataset.main_group(choice.indicator)
                self._figure = FigureKey(choice.indicator, trust.placed.code, trust.year, group)
        self._source.setVisible(self._figure is not None)
        while len(self._labels) < len(sections):
            heading, text = text_label("caption"), text_label("")
            at = self._layout.count() - 2
            self._layout.insertSpacing(at, 8)
            self._layout.insertWidget(at + 1, heading)
            self._layout.insertWidget(at + 2, text)
            self._labels.append((heading, text))
        for at, (heading, text) in enumerate(self._labels):
            there = at < len(sections)
            heading.setVisible(there)
            text.setVisible(there)
            if there:
                heading.setText(sections[at][0])
                text.setText(sections[at][1])


def _sections(trust: Trust) -> list[tuple[str, str]]:
    asked = [(f"Indikatorn {trust.year}", trust.wording)]
    if trust.indicator.definition:
        asked.append(("Vad som räknas", trust.indicator.definition))
    return [*asked, *trust_sections(trust), *source_section(trust)]
