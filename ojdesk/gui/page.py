"""How a file was read, on one page: headings and lines, and a link from a remark to the cell that it is about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from ojdesk.gui import theme

if TYPE_CHECKING:
    from ojdesk.core.model import Finding

_MARGIN, _ABOVE_HEADING, _BETWEEN_LINES = 20, 16, 4


class AccountPage(QTextBrowser):
    """One text, which takes thousands of lines as quickly as ten. What comes from a file is never taken for HTML.

    Signals:
        cell_asked: The cell of this finding is wanted.
    """

    cell_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Så lästes filen")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.document().setDocumentMargin(_MARGIN)
        self._linked: list[Finding] = []
        self.anchorClicked.connect(self._follow)

    def show_account(
        self, title: str, sections: Sequence[tuple[str, Sequence[str]]], findings: "Sequence[Finding]"
    ) -> None:
        """Shows a file's name and what `account` says of it, from the top.

        Args:
            title: The file's name.
            sections: As `account` gives them.
            findings: Those that the section of that name is about, in its order.
        """
        from ojdesk.core.account import FINDINGS, finding_place  # noqa: PLC0415 - after the first paint

        self._linked = []
        self.clear()
        colours = theme.colours()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.insertText(title, _letters(theme.font(theme.TITLE, bold=True)))
        caption = _letters(theme.font(theme.SMALL, bold=True), colours.quiet)
        plain, link = _letters(theme.font()), _letters(theme.font(bold=True), colours.own)
        link.setAnchor(True)
        for heading, lines in sections:
            cursor.insertBlock(_below(_ABOVE_HEADING), caption)
            cursor.insertText(heading, caption)
            for at, line in enumerate(lines):
                cursor.insertBlock(_below(_BETWEEN_LINES), plain)
                place = finding_place(findings[at]) if heading == FINDINGS and findings[at].cell else ""
                if place:
                    link.setAnchorHref(f"#{len(self._linked)}")
                    self._linked.append(findings[at])
                    cursor.insertText(place, link)
                cursor.insertText(line[len(place) :], plain)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, url: QUrl) -> None:
        self.cell_asked.emit(self._linked[int(url.fragment())])


def _letters(font: QFont, colour: str = "") -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font)
    if colour:
        made.setForeground(QColor(colour))
    return made


def _below(space: int) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setTopMargin(space)
    return made
