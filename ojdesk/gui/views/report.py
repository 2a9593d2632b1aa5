"""Rapport: what goes in, the pages as they will be, and where they are saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.palette import LIGHT
from ojdesk.core.report import pdf, pieces
from ojdesk.core.report.blocks import Report
from ojdesk.core.report.content import report
from ojdesk.core.report.formats import FORMATS, Format
from ojdesk.core.report.outline import Outline
from ojdesk.core.report.problems import problems
from ojdesk.core.work import Progress
from ojdesk.gui.dialogs import show_path
from ojdesk.gui.jobs import Job, Jobs
from ojdesk.gui.outline import OwnWords, Parts
from ojdesk.gui.sheets import Sheets
from ojdesk.gui.views.view import View
from ojdesk.gui.widgets import ScrolledPage, push_button, text_label, tip
from ojdesk.gui.workspace import Workspace

_DOTS_PER_INCH = 110
_PANEL_WIDTH = 252
_PAGE_MARGIN = 28


@dataclass(frozen=True)
class _Preview:
    """A finished report, its pages as PNG, and what to look over in it."""

    made: Report
    pages: list[bytes]
    problems: tuple[str, ...]


class ReportView(View):
    """The report before it is saved.

    Signals:
        save_asked: The report is to be saved, in these formats, as a list of `Format`.
        series_asked: One on each of several units is.
        template_asked: A Word template is to be chosen.
        template_dropped: None is to be used any more.
    """

    title = "Rapport"
    save_asked = Signal(list)
    series_asked = Signal(list)
    template_asked = Signal()
    template_dropped = Signal()

    def __init__(
        self, workspace: Workspace, jobs: Jobs, refused: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, parent)
        self._jobs = jobs
        self._refused = refused
        self._asked: tuple[object, ...] = ()
        self._job: Job[_Preview] | None = None
        self._shown: _Preview | None = None
        self._folder = Path()
        self.parts = Parts(workspace)
        self.words = OwnWords(workspace)
        self.sheets = Sheets("Rapportens sidor")
        self.sheets.page_changed.connect(self._say_page)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Rapporten som text")
        self.text.setOpenLinks(False)
        # Paper is white, also where the screen is dark.
        self.text.setStyleSheet(
            f"QTextBrowser {{ background: {LIGHT.ground}; color: {LIGHT.text}; border: 1px solid {LIGHT.rule}; }}"
            f"QTextBrowser:focus {{ border-color: {LIGHT.own}; }}"
        )
        self.text.document().setDocumentMargin(_PAGE_MARGIN)
        self._page = text_label("quiet", wrap=False)
        self._problems = text_label("notice")
        self._pages = QStackedWidget()
        for widget in (self.sheets, self.text):
            self._pages.addWidget(widget)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._problems)
        right.addWidget(self._pages, 1)
        right.addWidget(self._page, 0, Qt.AlignmentFlag.AlignRight)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(self._make_panel())
        across.addLayout(right, 1)
        self.body.addLayout(across, 1)
        self.set_formats(tuple(self.formats))
        self.show_template("")
        workspace.outline_changed.connect(self.invalidate)

    def _make_panel(self) -> QWidget:
        self.formats = {it.ending: QCheckBox(it.name) for it in FORMATS}
        boxes = QGridLayout()
        boxes.setVerticalSpacing(4)
        for at, it in enumerate(FORMATS):
            box = self.formats[it.ending]
            box.setToolTip(tip(f"{it.name}, {it.purpose}"))
            box.setAccessibleName(f"{it.name}, {it.purpose}")
            box.toggled.connect(self._update)
            boxes.addWidget(box, at // 2, at % 2)
        self.template_button = push_button("", link=True)
        self.template_button.clicked.connect(self.template_asked)
        self.no_template_button = push_button("Utan mall", link=True)
        self.no_template_button.clicked.connect(self.template_dropped)
        template = QHBoxLayout()
        template.setSpacing(12)
        template.addWidget(self.template_button)
        template.addWidget(self.no_template_button)
        template.addStretch(1)
        self.save_button = push_button("Spara rapport …", main=True)
        self.save_button.clicked.connect(lambda: self.save_asked.emit(self.chosen_formats()))
        self.series_button = push_button("Spara en serie …")
        self.series_button.setToolTip(tip("En rapport för var och en av flera enheter, till exempel länets kommuner"))
        self.series_button.clicked.connect(lambda: self.series_asked.emit(self.chosen_formats()))
        self.saved = text_label("")
        self.open_folder_button = push_button("Visa i mappen", link=True)
        self.open_folder_button.clicked.connect(lambda: show_path(self._folder))
        self.open_folder_button.hide()
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 8, 0)
        side.setSpacing(4)
        side.addWidget(text_label("caption", "Innehåll"))
        side.addWidget(self.parts)
        side.addSpacing(4)
        side.addWidget(text_label("caption", "Dina egna ord"))
        side.addWidget(self.words)
        side.addSpacing(4)
        side.addWidget(text_label("caption", "Spara som"))
        side.addLayout(boxes)
        side.addLayout(template)
        side.addWidget(self.save_button)
        side.addWidget(self.series_button)
        side.addWidget(self.saved)
        side.addWidget(self.open_folder_button, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch(1)
        panel = QWidget()
        panel.setLayout(side)
        scrolled = ScrolledPage()
        scrolled.setWidget(panel)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFixedWidth(_PANEL_WIDTH)
        return scrolled

    # What is asked for ------------------------------------------------------------------------------------------

    def chosen_formats(self) -> list[Format]:
        return [it for it in FORMATS if self.formats[it.ending].isChecked()]

    def set_formats(self, endings: tuple[str, ...]) -> None:
        for ending, box in self.formats.items():
            box.setChecked(ending in endings)
        self._update()

    def show_template(self, name: str) -> None:
        """Says which template the Word file is made in; empty for none."""
        self.template_button.setText(f"Wordmall: {name}" if name else "Egen Wordmall …")
        self.template_button.setToolTip(tip(f"Wordfilen får kommunens egna format ur {name or 'en mall'}"))
        self.no_template_button.setVisible(bool(name))

    def _update(self) -> None:
        for button in (self.save_button, self.series_button):
            button.setEnabled(bool(self.chosen_formats()))

    def entry(self) -> QWidget:
        return self.text if self._pages.currentWidget() is self.text else self.sheets

    # What is seen -----------------------------------------------------------------------------------------------

    def copied(self) -> QMimeData | None:
        """The report as real text and tables. The figures are in the saved files, and one by one in other views."""
        if self._shown is None:
            return None
        whole, copied = pieces.whole(self._shown.made), QMimeData()
        copied.setText(whole.text)
        copied.setHtml(whole.html)
        return copied

    def refresh(self) -> None:
        dataset, choice, outline = self.workspace.dataset, self.workspace.choice, self.workspace.outline
        assert dataset is not None
        self._pages.setCurrentWidget(self.text if choice.table else self.sheets)
        # How the other views are shown is of no matter to a report.
        asked = (dataset, choice.unit, choice.year, choice.indicators, choice.peers, outline)
        if asked == self._asked:
            return
        if asked[:3] != self._asked[:3]:
            # Nobody is to take another unit's or year's pages for these, not even when the work is stopped.
            self._shown = None
            self.sheets.show_pages([])
            self.text.clear()
            self._say_page()
        self._asked = asked
        self.saved.setText("")
        self.open_folder_button.hide()
        unit = dataset.units[choice.unit]
        self.say(
            f"Rapport för {unit.name} {choice.year}",
            "Indikatorerna är de som är förbockade till vänster. Sidorna är som de blir i PDF och Word.",
        )
        self.words.refresh()
        if self._job is not None:
            self._job.stop()
        self._job = self._jobs.start(
            lambda progress: _preview(dataset, choice, outline, progress),
            lambda preview: self._show(asked, preview),
            self._refused,
        )

    def _show(self, asked: tuple[object, ...], preview: _Preview) -> None:
        # Something else may have been asked for while this was set.
        if asked != self._asked:
            return
        self._shown = preview
        self.sheets.show_pages(preview.pages)
        self.text.setHtml(pieces.whole(preview.made).html)
        self._problems.setText("Att se över: " + "\n".join(preview.problems))
        self._problems.setVisible(bool(preview.problems))
        self._say_page()

    def _say_page(self) -> None:
        count = self.sheets.count
        self._page.setText(f"Sida {self.sheets.page} av {count}" if count else "")

    def show_saved(self, paths: Sequence[Path]) -> None:
        """Says which files were saved where."""
        self._say_saved(paths[0].parent, "\n".join(path.name for path in paths))

    def show_series_saved(self, folder: Path, count: int) -> None:
        """Says how many reports were saved where."""
        self._say_saved(folder, "En rapport" if count == 1 else f"{count} rapporter")

    def _say_saved(self, folder: Path, what: str) -> None:
        self._folder = folder
        # Only the folder's name: a whole path has nowhere to break, and the button shows the place.
        self.saved.setText(f"Sparat i mappen {folder.name}:\n{what}")
        self.saved.setToolTip(tip(str(folder)))
        self.open_folder_button.show()


def _preview(dataset: Dataset, choice: Choice, outline: Outline, progress: Progress) -> _Preview:
    """Runs in the worker thread."""
    progress(0, 2, "Skriver rapporten")
    made = report(dataset, choice, datetime.now().astimezone().date(), outline)
    progress(1, 2, "Sätter rapportens sidor")
    pages = pdf.pages(made, _DOTS_PER_INCH)
    return _Preview(made, pages, problems(dataset, choice, outline))
