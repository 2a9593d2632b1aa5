"""The line at the bottom: what is open, what runs, and which year is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ojdesk.core.model import Source
from ojdesk.gui.jobs import Job
from ojdesk.gui.widgets import push_button, text_label
from ojdesk.gui.workspace import Workspace

HEIGHT = 34


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
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._files = text_label("quiet", wrap=False)
        self.findings = push_button("", link=True)
        self.findings.clicked.connect(self.findings_asked)
        self._invented = text_label("alarm", wrap=False)
        self._invented.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._invented.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._doing = text_label("quiet", wrap=False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName("Hur långt arbetet har kommit")
        self.stop = push_button("Stoppa", link=True)
        self.stop.clicked.connect(self._stop)
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
        for widget in (self._doing, self.bar, self.stop, self._year_label, self.year):
            layout.addWidget(widget)
        self._show_work(visible=False)
        for widget in (self.findings, self._year_label, self.year):
            widget.hide()
        workspace.dataset_changed.connect(self._show_files)
        workspace.closed.connect(self._show_files)
        workspace.choice_changed.connect(self._show_year)

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
        self.bar.setMaximum(total)
        self.bar.setValue(done)

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
