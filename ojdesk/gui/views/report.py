"""Rapport: what goes in, how it will look, and where it is saved."""

import html
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.picture import png
from ojdesk.core.report.blocks import (
    Comment,
    Finding,
    Heading,
    Illustration,
    Note,
    Paragraph,
    Points,
    Report,
    TextCell,
    TextTable,
)
from ojdesk.core.report.content import report
from ojdesk.core.report.formats import FORMATS, Format, save_report
from ojdesk.core.report.outline import Outline, Part
from ojdesk.core.work import Progress
from ojdesk.gui.dialogs import show_path
from ojdesk.gui.jobs import Job, Jobs
from ojdesk.gui.views.view import View
from ojdesk.gui.widgets import push_button, text_label, tip
from ojdesk.gui.workspace import Workspace

_SCREEN_DPI = 144
_PAGE_MARGIN = 28
_WIDEST = 720
#: What QTextDocument has in the place of a picture.
_PICTURE_SIGN = "\ufffc"


@dataclass(frozen=True)
class _Preview:
    """A report as it is read on screen: HTML, and its pictures by name."""

    choice: Choice
    text: str
    pictures: dict[str, QImage]


class ReportView(View):
    """The report before it is saved.

    Signals:
        save_asked: The formats to save in, as a list of `Format`.
    """

    title = "Rapport"
    save_asked = Signal(list)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, refused: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, parent)
        self._jobs = jobs
        self._refused = refused
        self._wanted: Choice | None = None
        self._job: Job[_Preview] | None = None
        self._shown: _Preview | None = None
        self._folder = Path()
        self.page = QTextBrowser()
        self.page.setAccessibleName("Så blir rapporten")
        self.page.setOpenLinks(False)
        # Paper is white, also where the screen is dark.
        self.page.setStyleSheet(
            f"QTextBrowser {{ background: {LIGHT.ground}; color: {LIGHT.text}; border: 1px solid {LIGHT.rule}; }}"
            f"QTextBrowser:focus {{ border-color: {LIGHT.own}; }}"
        )
        self.page.document().setDocumentMargin(_PAGE_MARGIN)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.formats = {it.ending: QCheckBox(f"{it.name}, {it.purpose}") for it in FORMATS}
        self.save_button = push_button("Spara rapport …", main=True)
        self.save_button.clicked.connect(lambda: self.save_asked.emit(self.chosen_formats()))
        self._contents = text_label("")
        self.saved = text_label("")
        self.open_folder_button = push_button("Visa i mappen", link=True)
        self.open_folder_button.clicked.connect(lambda: show_path(self._folder))
        self.open_folder_button.hide()
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        side.addWidget(text_label("caption", "Innehåll"))
        side.addWidget(self._contents)
        side.addSpacing(12)
        side.addWidget(text_label("caption", "Spara som"))
        for box in self.formats.values():
            box.toggled.connect(lambda: self.save_button.setEnabled(bool(self.chosen_formats())))
            side.addWidget(box)
        side.addSpacing(8)
        side.addWidget(self.save_button)
        side.addWidget(self.saved)
        side.addWidget(self.open_folder_button, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch(1)
        panel = QWidget()
        panel.setLayout(side)
        panel.setFixedWidth(216)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(panel)
        across.addWidget(self.page, 1)
        self.body.addLayout(across, 1)
        self.set_formats(tuple(self.formats))

    def chosen_formats(self) -> list[Format]:
        return [it for it in FORMATS if self.formats[it.ending].isChecked()]

    def set_formats(self, endings: tuple[str, ...]) -> None:
        for ending, box in self.formats.items():
            box.setChecked(ending in endings)

    def entry(self) -> QWidget:
        return self.save_button

    def copied(self) -> QMimeData | None:
        """The report as text. The figures are in the saved files, and one by one in the other views."""
        if self._shown is None:
            return None
        copied = QMimeData()
        copied.setText(self.page.toPlainText().replace(_PICTURE_SIGN, ""))
        copied.setHtml(re.sub("<p><img[^>]*></p>", "", self._shown.text))
        return copied

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        self.saved.setText("")
        self.open_folder_button.hide()
        unit = dataset.units[choice.unit]
        self.say(
            f"Rapport för {unit.name} {choice.year}",
            "Bocka för de indikatorer som ska med till vänster. Sidorna nedan visar innehållet.",
        )
        chosen = [dataset.indicators[it].short for it in choice.indicators]
        names = [chosen if it is Part.INDICATORS else [it.heading] for it in self.workspace.outline.parts]
        self._contents.setText("\n".join(itertools.chain.from_iterable(names)))
        self._wanted = choice
        if self._job is not None:
            self._job.stop()
        outline = self.workspace.outline
        self._job = self._jobs.start(
            lambda progress: _preview(dataset, choice, outline, progress), self._show, self._refused
        )

    def _show(self, preview: _Preview) -> None:
        # A newer choice may have been made while this one was drawn.
        if preview.choice != self._wanted:
            return
        self._shown = preview
        self.page.clear()
        document = self.page.document()
        for name, picture in preview.pictures.items():
            document.addResource(int(QTextDocument.ResourceType.ImageResource.value), QUrl(name), picture)
        self.page.setHtml(preview.text)

    def show_saved(self, paths: list[Path]) -> None:
        """Says what was saved where."""
        self._folder = paths[0].parent
        names = "\n".join(path.name for path in paths)
        # Only the folder's name: a whole path has nowhere to break, and the button shows the place.
        self.saved.setText(f"Sparat i mappen {self._folder.name}:\n{names}")
        self.saved.setToolTip(tip(str(self._folder)))
        self.open_folder_button.show()


def write(
    dataset: Dataset, choice: Choice, outline: Outline, folder: Path, formats: list[Format], progress: Progress
) -> list[Path]:
    """Writes the report. Runs in the worker thread.

    Raises:
        Refused: A file could not be saved.
    """
    made = report(dataset, choice, datetime.now().astimezone().date(), outline)
    saved: list[Path] = []
    for done, it in enumerate(formats):
        progress(done, len(formats), f"Skriver {it.name}")
        saved += save_report(made, folder, [it])
    return saved


def _preview(dataset: Dataset, choice: Choice, outline: Outline, progress: Progress) -> _Preview:
    """Runs in the worker thread."""
    made = report(dataset, choice, datetime.now().astimezone().date(), outline)
    figures = [block for block in _spread_out(made) if isinstance(block, Illustration)]
    pictures = {}
    for done, block in enumerate(figures):
        progress(done, len(figures), "Ritar rapporten")
        pictures[f"figur-{done}"] = QImage.fromData(png(block.picture, _SCREEN_DPI))
    return _Preview(choice, _as_html(made), pictures)


def _as_html(made: Report) -> str:
    """The report as HTML that QTextBrowser understands; all text escaped."""
    parts = [
        f"<p style='color:{LIGHT.quiet}'>{_text(made.subtitle)}</p>",
        f"<h1 style='font-size:26px; font-weight:600; margin-top:0'>{_text(made.title)}</h1>",
    ]
    if made.invented:
        parts.append(f"<p style='color:{LIGHT.alarm}'>{_text(made.invented)}</p>")
    figure = 0
    for block in _spread_out(made):
        match block:
            case Heading():
                size, tag = (18, "h2") if block.level == 1 else (14, "h3")
                style = f"font-size:{size}px; font-weight:600; margin-top:{size + 10}px; margin-bottom:4px"
                parts.append(f"<{tag} style='{style}'>{_text(block.text)}</{tag}>")
            case Paragraph():
                size = 16 if block.lead else 13
                parts.append(f"<p style='font-size:{size}px; line-height:120%'>{_text(block.text)}</p>")
            case TextTable():
                parts.append(_table_as_html(block))
            case Illustration():
                parts.append(
                    f"<p><img src='figur-{figure}' width='{_WIDEST}' style='max-width:100%'></p>"
                    f"<p style='color:{LIGHT.quiet}; font-size:12px'>{_text(block.caption)}</p>"
                )
                figure += 1
            case Comment():
                parts.append(f"<p style='font-size:13px; line-height:120%'>{_text(block.text)}</p>")
            case Note():
                text = f"<b>{_text(block.heading)}</b> {_text(block.text)}"
                parts.append(f"<p style='color:{LIGHT.quiet}; font-size:12px'>{text}</p>")
            case Points():
                items = "".join(f"<li><b>{_text(lead)}</b> {_text(text)}</li>" for lead, text in block.points)
                parts.append(f"<ul style='font-size:13px'>{items}</ul>")
    return "".join(parts)


def _spread_out(made: Report) -> Iterator[Paragraph | Heading | TextTable | Illustration | Note | Comment | Points]:
    """The blocks, each finding as its sentence and what shows it."""
    for block in made.blocks:
        if isinstance(block, Finding):
            yield Paragraph(f"{block.message} {block.text}".rstrip())
            yield block.shown
        else:
            yield block


def _table_as_html(table: TextTable) -> str:
    def row(cells: tuple[TextCell, ...], tag: str) -> str:
        bold = "font-weight:600;" if tag == "th" or len(cells) == 1 else ""
        shown = []
        for at, cell in enumerate(cells):
            colour = LIGHT.answers[cell.answer] if cell.answer else LIGHT.text
            align = "left" if at == 0 else "right"
            top = "10px" if len(cells) == 1 else "2px"
            shown.append(
                f"<td align='{align}' style='{bold} color:{colour}; font-size:12px; "
                f"padding:{top} 6px 2px 0'>{_text(cell.text)}</td>"
            )
        return f"<tr>{''.join(shown)}</tr>"

    head = row(tuple(TextCell(head) for head in table.heads), "th")
    body = "".join(row(cells, "td") for cells in table.rows)
    # Of all the width, Qt rounds some columns up, and the page would scroll by a pixel.
    return f"<table width='99%' cellspacing='0'>{head}{body}</table>"


def _text(text: str) -> str:
    return html.escape(text)
