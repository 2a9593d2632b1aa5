"""The right side: how far the figure in focus holds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ojdesk.core import compare
from ojdesk.core.compare import Trust
from ojdesk.core.wording import source_section, trust_sections
from ojdesk.gui.widgets import text_label
from ojdesk.gui.workspace import Workspace

WIDTH = 276


class TrustPane(QScrollArea):
    """The question, who answered, what changed, whether it adds up, and where it stands in the file."""

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
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._layout.addStretch(1)
        self.setWidget(inside)
        workspace.choice_changed.connect(self._show)

    def _show(self) -> None:
        dataset, choice = self._workspace.dataset, self._workspace.choice
        assert dataset is not None
        sections: list[tuple[str, str]] = []
        if choice.unit:
            sections = _sections(compare.trust(dataset, choice.unit, choice.indicator, choice.year))
        while len(self._labels) < len(sections):
            heading, text = text_label("caption"), text_label("")
            at = self._layout.count() - 1
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
