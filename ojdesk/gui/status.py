"""The line at the bottom: what is open, what runs, and which year is shown."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ojdesk.core.model import Source
from ojdesk.gui.dialogs import show_path
from ojdesk.gui.jobs import Job
from ojdesk.gui.widgets import push_button, text_label, tip
from ojdesk.gui.workspace import Workspace

_HEIGHT = 34
_NAME_WIDTH = 180
_NARROW = 900


class StatusLine(QWidget):
    """Files, findings, made-up data, progress, and the year.

    Signals:
        findings_asked: The user wants to see how the files were read.
    """

    findings_asked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._job: Job[object] | None = None
        self._saved = Path()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._files = text_label("quiet", wrap=False)
        self.findings = push_button("", link=True)
        self.findings.clicked.connect(self.findings_asked)
        self._invented = text_label("alarm", wrap=False)
        self._invented.setObjectName("invented")
        self._invented.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._invented.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._doing = text_label("quiet", wrap=False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName("Hur långt arbetet har kommit")
        self.stop = push_button("Stoppa", link=True)
        self.stop.clicked.connect(self._stop)
        self.folder = push_button("Visa i mappen", link=True)
        self.folder.clicked.connect(lambda: show_path(self._saved.parent))
        self._year_label = text_label("quiet", "År", wrap=False)
        self.year = QComboBox()
        self.year.setAccessibleName("År")
        self.year.activated.connect(lambda at: workspace.choose(year=self.year.itemData(at)))
        self._year_label.setBuddy(self.year)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 3, 16, 3)
        layout.setSpacing(12)
        layout.addWidget(self._files)
        layout.addWidget(self.findings)
        layout.addWidget(self._invented, 1)
        for widget in (self._doing, self.bar, self.stop, self.folder, self._year_label, self.year):
            layout.addWidget(widget)
        self._show_work(visible=False)
        for widget in (self.findings, self.folder, self._year_label, self.year):
            widget.hide()
        workspace.dataset_changed.connect(self._show_files)
        workspace.closed.connect(self._show_files)
        workspace.choice_changed.connect(self._show_year)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        # That data are made up has to be seen whole; which files are open is a click away.
        self._files.setVisible(self.width() >= _NARROW)
        super().resizeEvent(event)

    # What is open -----------------------------------------------------------------------------------------------

    def _show_files(self) -> None:
        from ojdesk.core.wording.names import year_ranges  # noqa: PLC0415 - brings pandas, after the first paint

        dataset = self._workspace.dataset
        there = dataset is not None
        self._year_label.setVisible(there)
        self.year.setVisible(there)
        self.findings.setVisible(there)
        if dataset is None:
            self._files.setText("")
            self._invented.setText("")
            return
        count = len(dataset.readings)
        parts = ["1 fil" if count == 1 else f"{count} filer"]
        parts += [f"{source} {year_ranges(years)}" for source in Source if (years := dataset.years_of(source))]
        self._files.setText(" · ".join(parts))
        notes = len(dataset.findings)
        words = "Inga anmärkningar" if not notes else "1 anmärkning" if notes == 1 else f"{notes} anmärkningar"
        self.findings.setText(words)
        invented = dataset.invented.rstrip(".").split(". ")[0]
        self._invented.setText(f"Exempeldata: {invented[0].lower()}{invented[1:]}" if invented else "")
        self.year.clear()
        for year in reversed(dataset.years):
            self.year.addItem(str(year), year)

    def _show_year(self) -> None:
        self.year.setCurrentIndex(self.year.findData(self._workspace.choice.year))

    # What runs --------------------------------------------------------------------------------------------------

    def watch(self, job: Job[object]) -> None:
        """Shows a job's progress until it ends."""
        job.progressed.connect(lambda done, total, text: self._show_progress(job, done, total, text))
        job.ended.connect(lambda: self._forget(job))

    def _show_progress(self, job: Job[object], done: int, total: int, text: str) -> None:
        self._job = job
        self._show_work(visible=True)
        self._doing.setText(text)
        self.folder.hide()
        self.bar.setMaximum(total)
        self.bar.setValue(done)

    def tell_saved(self, path: Path) -> None:
        """Says that a file was saved, until there is something else to say."""
        # The job that wrote it is about to end, which must not take this away.
        self._job = None
        self._show_work(visible=False)
        self._saved = path
        # What is said of made-up data must not have to give way.
        name = self._doing.fontMetrics().elidedText(path.name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        self._doing.setText(f"Sparat: {name}")
        self._doing.setToolTip(tip(str(path)))
        self._doing.show()
        self.folder.show()

    def _forget(self, job: Job[object]) -> None:
        if self._job is job:
            self._job = None
            self._show_work(visible=False)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _show_work(self, *, visible: bool) -> None:
        for widget in (self._doing, self.bar, self.stop):
            widget.setVisible(visible)
        self._doing.setToolTip("")
