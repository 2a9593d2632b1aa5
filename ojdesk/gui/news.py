"""What is new in the files of later years: a line above the page that disturbs nobody, and all of it when asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ojdesk.gui.dialogs import answer
from ojdesk.gui.widgets import push_button, text_label

if TYPE_CHECKING:
    from ojdesk.core.news import News

_WIDTH, _TALLEST = 640, 600


class NewsBar(QWidget):
    """The line. It stays until it is closed, or other years come.

    Signals:
        account_asked: The user wants to see how the files were read.
    """

    account_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("news")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._found: Sequence[News] = ()
        self.said = text_label("")
        self.more = push_button("Se vad som är nytt …", link=True)
        self.account = push_button("Så läste vi filerna …", link=True)
        self.dismiss = push_button("Stäng", link=True)
        self.dismiss.setAccessibleName("Stäng raden om vad som är nytt")
        self.more.clicked.connect(self._show)
        self.account.clicked.connect(self.account_asked)
        self.dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(20)
        row.addWidget(self.said, 1)
        row.addWidget(self.more)
        row.addWidget(self.account)
        row.addWidget(self.dismiss)
        self.hide()

    def tell(self, found: "Sequence[News]") -> None:
        """Says of which years files were added, and in a few words what is new in them; nothing of none."""
        from ojdesk.core.news import news_sentence  # noqa: PLC0415 - after the first paint

        self._found = found
        self.said.setText(news_sentence(found) if found else "")
        self.setVisible(bool(found))

    def _show(self) -> None:
        answer(NewsDialog(self.window(), self._found))


class NewsDialog(QDialog):
    """What is new, gone or redefined, year by year."""

    def __init__(self, parent: QWidget, found: "Sequence[News]") -> None:
        super().__init__(parent)
        from ojdesk.core.news import news_sections, news_title  # noqa: PLC0415 - after the first paint

        self.setWindowTitle("Vad som är nytt")
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(24, 20, 24, 8)
        inside.setSpacing(4)
        for at, it in enumerate(found):
            inside.addSpacing(20 if at else 0)
            inside.addWidget(text_label("title", news_title(it)))
            sections = news_sections(it)
            beside = f"Jämfört med {it.before}." if sections else f"Samma indikatorer och enheter som {it.before}."
            inside.addWidget(text_label("sentence", beside))
            for heading, lines in sections:
                inside.addSpacing(8)
                inside.addWidget(text_label("caption", heading))
                for line in lines:
                    inside.addWidget(text_label("", line))
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.addWidget(scroll, 1)
        across = QHBoxLayout()
        across.setContentsMargins(24, 0, 24, 0)
        across.addWidget(buttons)
        layout.addLayout(across)
        self.resize(_WIDTH, min(inside.heightForWidth(_WIDTH) + 72, _TALLEST))
