"""The windows about one file or all: its year, how it was read, and the cell that a figure stands in."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ojdesk.core.model import address
from ojdesk.core.work import Progress, watched
from ojdesk.gui.dialogs import answer, refuse, show_path
from ojdesk.gui.jobs import Job, Jobs
from ojdesk.gui.page import AccountPage
from ojdesk.gui.widgets import push_button, text_label, tip

if TYPE_CHECKING:
    from ojdesk.core.dataset import Dataset
    from ojdesk.core.excerpt import Excerpt
    from ojdesk.core.files.reading import Reading
    from ojdesk.core.model import Source

#: Headings with their lines.
_Sections: TypeAlias = list[tuple[str, list[str]]]
#: The first Öppna jämförelser.
_FIRST_YEAR = 2007
_DIALOG_WIDTH = 480
#: Letters of a cell's text in a heading.
_LONGEST = 80


def ask_year(parent: QWidget, file: str, source: "Source", evidence: Sequence[str], proposed: int) -> int | None:
    """The year that a file is about; None when the user does not say.

    Args:
        parent: The window.
        file: The file's name.
        source: Decides whether the year of the survey or of the register's data is asked for.
        evidence: What in the file names which year.
        proposed: Stands in the field from the beginning.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle("Vilket år gäller filen?")
    what = "gjordes enkäten" if source == "enkät" else "avser registeruppgifterna"
    year = QSpinBox()
    year.setRange(_FIRST_YEAR, date.today().year + 1)  # noqa: DTZ011 - the office's own calendar
    year.setValue(proposed or date.today().year)  # noqa: DTZ011
    year.setFixedWidth(96)
    year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # four digits are typed, not stepped to
    year.setAccessibleName("År")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Använd året")
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 20, 24, 16)
    layout.setSpacing(8)
    layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
    title = text_label("title", f"Vilket år {what}?")
    title.setMinimumWidth(_DIALOG_WIDTH)
    layout.addWidget(title)
    layout.addWidget(text_label("sentence", file))
    for line in evidence or ("Filen nämner inget år.",):
        layout.addWidget(text_label("", line))
    layout.addSpacing(4)
    layout.addWidget(year)
    layout.addWidget(text_label("quiet", "Svaret gäller den här filen, vad den än heter, och frågan ställs inte igen."))
    layout.addSpacing(8)
    layout.addWidget(buttons)
    year.setFocus()
    year.selectAll()
    return year.value() if answer(dialog) else None


class FilesDialog(QDialog):
    """How each file was read: what was understood, what was not, and what the user may decide otherwise.

    Signals:
        year_asked: The year of this reading is wrong.
        preferred: Whether this reading goes before files published later.
        cell_asked: The cell of a finding in this reading is wanted.

    Args:
        parent: The window.
        dataset: All files that are open.
        jobs: Gather what is said of a file.
    """

    year_asked = Signal(object)
    preferred = Signal(object, bool)
    cell_asked = Signal(object, object)

    def __init__(self, parent: QWidget, dataset: "Dataset", jobs: Jobs) -> None:
        super().__init__(parent)
        self.setWindowTitle("Så läste vi filerna")
        self.resize(1000, 640)
        self._readings: list[Reading] = []
        self._dataset = dataset
        self._jobs = jobs
        self._job: Job[tuple[Reading, _Sections]] | None = None
        self._files = QListWidget()
        self._files.setAccessibleName("Filer")
        self._files.setFixedWidth(330)
        self._files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = AccountPage()
        self.page.cell_asked.connect(lambda finding: self.cell_asked.emit(self.reading, finding))
        self._prefer = QCheckBox("Använd den här filen före filer som är publicerade senare")
        self._prefer.clicked.connect(lambda on: self.preferred.emit(self.reading, on))
        self._year = push_button("Fel år? …", link=True)
        self._year.clicked.connect(lambda: self.year_asked.emit(self.reading))
        copy = push_button("Kopiera texten", link=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.page.toPlainText()))
        across = QHBoxLayout()
        across.addWidget(self._files)
        across.addWidget(self.page, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self._year)
        below.addSpacing(16)
        below.addWidget(copy)
        below.addSpacing(16)
        below.addWidget(self._prefer)
        below.addStretch(1)
        below.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.addLayout(across, 1)
        layout.addLayout(below)
        self._files.currentRowChanged.connect(self._show)
        self.show_dataset(dataset)

    @property
    def reading(self) -> "Reading":
        """The file that is seen."""
        return self._readings[self._files.currentRow()]

    def show_dataset(self, dataset: "Dataset") -> None:
        """Shows the files of a dataset, and of them the one that was seen before."""
        from ojdesk.core.wording.names import year_ranges  # noqa: PLC0415 - after the first paint

        seen = self.reading.digest if self._readings else ""
        self._dataset = dataset
        self._readings = sorted(dataset.readings, key=lambda it: (it.source, it.years, it.file))
        self._files.clear()
        for reading in self._readings:
            item = QListWidgetItem(f"{reading.source.capitalize()} {year_ranges(reading.years)} – {reading.file}")
            item.setToolTip(tip(reading.file))
            self._files.addItem(item)
        digests = [reading.digest for reading in self._readings]
        self._files.setCurrentRow(digests.index(seen) if seen in digests else 0)

    def _show(self, at: int) -> None:
        from ojdesk.core.account import account  # noqa: PLC0415 - after the first paint

        self._stop()
        if at < 0:
            return
        reading, dataset = self.reading, self._dataset

        def gather(progress: Progress) -> "tuple[Reading, _Sections]":
            with watched(lambda: progress(0, 1, f"Sammanställer {reading.file}")):
                return reading, account(reading, dataset)

        self.page.show_account(reading.file, [], [])
        # Methods of this dialog, and no functions made here: Qt forgets them when the dialog goes.
        self._job = self._jobs.start(gather, self._show_account, self._refuse)
        self._prefer.setVisible(any(reading in (it.used, it.other) for it in dataset.overlaps))
        self._prefer.setChecked(reading.digest in dataset.preferred)

    def _show_account(self, gathered: "tuple[Reading, _Sections]") -> None:
        """Shows what was gathered, unless another file is looked at meanwhile."""
        reading, sections = gathered
        if reading is self.reading:
            self.page.show_account(reading.file, sections, reading.findings)

    def _refuse(self, sentence: str) -> None:
        refuse(self, sentence)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
        self._job = None

    def done(self, result: int) -> None:
        """Closes; nobody waits any more for what is being gathered."""
        self._stop()
        super().done(result)


class SourceDialog(QDialog):
    """The cell that a figure stands in, with its headings and neighbours.

    Args:
        parent: The window.
        found: What was looked up in the file.
    """

    def __init__(self, parent: QWidget, found: "Excerpt") -> None:
        super().__init__(parent)

        self.setWindowTitle("Källcellen")
        self.resize(1000, 520)
        place, text = found.place, found.cells[found.at[0]][found.at[1]]
        said = f"I cell {place.cell} står ”{text[:_LONGEST]}”" if text else f"Cell {place.cell} är tom"
        self.table = QTableWidget(len(found.rows), len(found.columns))
        self.table.setAccessibleName("Utdrag ur bladet")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)  # otherwise Tab would never come out of it
        self.table.setHorizontalHeaderLabels([address(0, column)[:-1] for column in found.columns])
        self.table.setVerticalHeaderLabels([str(row + 1) for row in found.rows])
        for at, row in enumerate(found.cells):
            for beside, text in enumerate(row):
                self.table.setItem(at, beside, QTableWidgetItem(text))
        self.table.setObjectName("excerpt")
        self.table.horizontalHeader().setDefaultSectionSize(150)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.resizeRowsToContents()
        self.table.setCurrentCell(*found.at)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        open_file = buttons.addButton("Öppna filen", QDialogButtonBox.ButtonRole.ActionRole)
        open_file.clicked.connect(lambda: show_path(found.path))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 12)
        layout.setSpacing(6)
        layout.addWidget(text_label("title", said))
        layout.addWidget(text_label("sentence", found.about))
        where = f"{place.file}, blad {place.sheet}. Rader och kolumner däremellan visas inte."
        layout.addWidget(text_label("quiet", where))
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
