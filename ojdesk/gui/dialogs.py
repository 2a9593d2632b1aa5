"""The few windows beside the window: choosing files and folders, being told something, seeing how a file was read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ojdesk import __version__
from ojdesk.gui.widgets import text_label

if TYPE_CHECKING:
    from ojdesk.core.dataset import Dataset

_WORKBOOKS = "Excelfiler (*.xlsx *.xlsm *.xlsb *.xls *.ods);;Alla filer (*)"


def ask_files(parent: QWidget, folder: str) -> list[Path]:
    """Workbooks to open; none when the user thinks better of it."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Öppna årsfiler", folder or _documents(), _WORKBOOKS)
    return [Path(name) for name in names]


def ask_folder(parent: QWidget, folder: str) -> Path | None:
    """A folder to save in; None when the user thinks better of it."""
    name = QFileDialog.getExistingDirectory(parent, "Spara rapporten i mappen", folder or _documents())
    return Path(name) if name else None


def _documents() -> str:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())


def tell(parent: QWidget, heading: str, sentences: Sequence[str]) -> None:
    """Says something in plain words, and waits until it is read."""
    box = QMessageBox(parent)
    box.setWindowTitle("ojdesk")
    box.setIcon(QMessageBox.Icon.Information)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(heading)
    box.setInformativeText("\n\n".join(sentences))
    box.exec()


def tell_about(parent: QWidget) -> None:
    """Version and licence."""
    tell(
        parent,
        f"ojdesk {__version__}",
        [
            "Öppna jämförelser av ekonomiskt bistånd: från Socialstyrelsens årsfiler till en lokal rapport.",
            "Programmet är fritt (MIT-licens), använder inte nätverket och behandlar inga personuppgifter.",
            (
                "Det bygger på Qt och PySide6 (LGPL), pyqtgraph, pandas, NumPy, calamine, python-docx, XlsxWriter och "
                "Typst. Typsnittet är Inter (OFL)."
            ),
        ],
    )


def show_folder(path: Path) -> None:
    """Opens a local folder in the computer's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class FilesDialog(QDialog):
    """How each file was read: what was understood, what was not."""

    def __init__(self, parent: QWidget, dataset: "Dataset") -> None:
        super().__init__(parent)
        from ojdesk.core.files.account import finding_text  # noqa: PLC0415 - after the first paint

        self.setWindowTitle("Så läste vi filerna")
        self.resize(960, 620)
        self._dataset = dataset
        self._files = QListWidget()
        self._files.setAccessibleName("Filer")
        self._files.setFixedWidth(330)
        self._files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._files.addItems([reading.file for reading in dataset.readings])
        self._pages = QScrollArea()
        self._pages.setWidgetResizable(True)
        self._joint = [
            finding for finding in dataset.findings if not any(finding in it.findings for it in dataset.readings)
        ]
        across = QHBoxLayout()
        across.addWidget(self._files)
        across.addWidget(self._pages, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        if self._joint:
            layout.addWidget(text_label("sentence", "\n".join(finding_text(finding) for finding in self._joint)))
        layout.addLayout(across, 1)
        layout.addWidget(buttons)
        self._files.currentRowChanged.connect(self._show)
        self._files.setCurrentRow(0)

    def _show(self, at: int) -> None:
        from ojdesk.core.files.account import account  # noqa: PLC0415

        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.addWidget(text_label("title", self._dataset.readings[at].file))
        for heading, lines in account(self._dataset.readings[at]):
            layout.addSpacing(8)
            layout.addWidget(text_label("caption", heading))
            for line in lines:
                layout.addWidget(text_label("", line))
        layout.addStretch(1)
        self._pages.setWidget(page)
