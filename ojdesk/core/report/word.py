"""A report as a Word document, to edit: real headings, captions, header rows, alternative texts, in Swedish."""

import io
import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length, Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from ojdesk.core.paper.picture import Picture, png
from ojdesk.core.report.blocks import (
    Block,
    Comment,
    Finding,
    Heading,
    Illustration,
    Note,
    Paragraph,
    Points,
    Report,
    TextTable,
)
from ojdesk.core.report.setting import SHORT_LIST, cleaned, leading, opening
from ojdesk.core.report.template import Template, damage_told, document_of, marker_of, width_at
from ojdesk.core.report.word_fields import add_contents, add_field, bookmark, has_contents
from ojdesk.core.report.word_styles import (
    COMMENT,
    FACTS,
    LEAD,
    MESSAGE,
    SOURCE,
    WARNING,
    Styling,
    style_all,
    style_missing,
)
from ojdesk.core.report.word_table import add_table
from ojdesk.core.work import Refused

#: A little smaller than they are drawn, so that a chapter with two of them goes on one page.
_PICTURE_SCALE = 0.8
_DOTS_PER_INCH = 300
_LIST = "List Bullet"
#: Bookmarks begin here, so that they meet none that a template has.
_FIRST_BOOKMARK = 990_000_001


def write(report: Report, template: Template | None = None) -> bytes:
    """The document's bytes, in our own style or in the template's.

    Raises:
        Refused: The template cannot be read.
    """
    report = cleaned(replace(report, tables=()))
    if template is None:
        return _filled(_own_document(report), report)
    try:
        with damage_told(template):
            document = document_of(template)
            style_missing(document)
            return _filled(document, report, template)
    except Refused:
        # What cannot be written without a template either is a fault of the program, and no damage to tell of.
        _filled(_own_document(report), report)
        raise


def _filled(document: DocumentType, report: Report, template: Template | None = None) -> bytes:
    place = marker_of(document) if template is not None else None
    _describe(document, report, keep_author=template is not None)
    before = list(document.element.body)
    # Pictures are most of the work, and are drawn without Python's lock: at once, and while the text is written.
    with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="ojdesk-pictures") as painters:
        _Writer(document, width_at(document, place), painters).write(report)
    if place is not None:
        for element in [it for it in document.element.body if it not in before]:
            place._p.addprevious(element)
        place._p.getparent().remove(place._p)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writer:
    """Puts blocks last in a document, and counts figures, tables and headings on the way."""

    def __init__(self, document: DocumentType, width: int, painters: Executor) -> None:
        self._document = document
        self._width = width
        self._painters = painters
        self._drawn: dict[Picture, Future[bytes]] = {}
        self._styling = Styling(document)
        self._numbers = Counter[str]()
        # A template need not have a list; one that is made up would lack its dots.
        self._has_list = any(it.name == _LIST for it in document.styles)

    def write(self, report: Report) -> None:
        shown = (it.shown if isinstance(it, Finding) else it for it in report.blocks)
        for picture in dict.fromkeys(it.picture for it in shown if isinstance(it, Illustration)):
            # As sharp as paper asks, at the size that it is shown in.
            sharp = round(_DOTS_PER_INCH * self._width_of(picture) / Pt(picture.width))
            self._drawn[picture] = self._painters.submit(png, picture, sharp)
        add = self._styling.add
        has_list = has_contents(self._document)
        add(report.subtitle, "Subtitle")
        add(report.title, "Title")
        if report.invented:
            add(report.invented, WARNING)
        first = opening(report.blocks)
        self._add_all(report.blocks[:first])
        headings = [it for it in report.blocks if isinstance(it, Heading)]
        if headings and not has_list:
            # The names that the headings' bookmarks are going to have.
            names = [(it.text, it.level, f"_Toc{_FIRST_BOOKMARK + at:09}") for at, it in enumerate(headings)]
            add_contents(self._styling, names)
        self._add_all(report.blocks[first:], new_page=len(headings) > SHORT_LIST)

    def _add_all(self, blocks: Sequence[Block], *, new_page: bool = False) -> None:
        for at, block in enumerate(blocks):
            self._add(block)
            if at == 0 and new_page:
                self._document.paragraphs[-1].paragraph_format.page_break_before = True

    def _add(self, block: Block) -> None:
        add = self._styling.add
        match block:
            case Heading():
                heading = add(block.text, f"Heading {block.level}")
                if block.new_page:  # nothing stands above it to keep a distance to
                    heading.paragraph_format.page_break_before, heading.paragraph_format.space_before = True, Pt(0)
                bookmark(heading, _FIRST_BOOKMARK + self._numbers["Rubrik"])
                self._numbers["Rubrik"] += 1
            case Paragraph():
                add(block.text, LEAD if block.lead else "Normal")
            case TextTable():
                caption = self._add_caption("Tabell", block.caption).paragraph_format
                caption.keep_with_next, caption.space_after = True, Pt(2)
                add_table(self._document, self._styling, block, self._width)
            case Illustration():
                self._add_picture(block, followed=False)
            case Finding():
                self._add_finding(block)
            case Comment():
                head = add("", COMMENT)
                head.add_run("Kommentar").bold = True
                head.paragraph_format.keep_with_next = True
                for line in block.text.splitlines():
                    add(line, COMMENT)
            case Note():
                paragraph = add("", FACTS)
                paragraph.add_run(leading(block)).bold = True
                paragraph.add_run(f" {block.text}")
            case Points():
                self._add_points(block)

    def _add_points(self, block: Points) -> None:
        start, style = ("", _LIST) if self._has_list else ("• ", "Normal")
        for lead, text in block.points:
            paragraph = self._styling.add(start, style)
            paragraph.add_run(f"{lead} " if lead else "").bold = True
            paragraph.add_run(text)

    def _add_finding(self, block: Finding) -> None:
        self._styling.add(block.message, MESSAGE).paragraph_format.keep_with_next = True
        if block.text:
            self._document.add_paragraph(block.text).paragraph_format.keep_with_next = True
        if isinstance(block.shown, Illustration):
            self._add_picture(block.shown, followed=bool(block.source))
        else:
            self._add(block.shown)
        if block.source:
            self._styling.add(block.source, SOURCE)

    def _add_picture(self, block: Illustration, *, followed: bool) -> None:
        paragraph = self._document.add_paragraph()
        drawn = io.BytesIO(self._drawn[block.picture].result())
        shape = paragraph.add_run().add_picture(drawn, width=self._width_of(block.picture))
        # python-docx has no call for alternative text.
        shape._inline.docPr.set("descr", block.picture.description)
        shape._inline.docPr.set("title", block.caption)
        paragraph.paragraph_format.keep_with_next = True
        caption = self._add_caption("Figur", block.caption).paragraph_format
        if followed:  # what it shows and where it is from are read together
            caption.keep_with_next, caption.space_after = True, Pt(0)

    def _width_of(self, picture: Picture) -> Length:
        return Emu(min(self._width, round(Pt(picture.width) * _PICTURE_SCALE)))

    def _add_caption(self, kind: str, text: str) -> DocxParagraph:
        self._numbers[kind] += 1
        paragraph = self._styling.add(f"{kind} ", "Caption")
        add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._numbers[kind]))
        paragraph.add_run(f": {text}")
        return paragraph


# The document -----------------------------------------------------------------------------------------------------


def _own_document(report: Report) -> DocumentType:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.9)
    section.footer_distance = Cm(1)
    style_all(document)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # otherwise Word opens it as a document of an older version
    _add_foot(document, report)
    return document


def _add_foot(document: DocumentType, report: Report) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run(f"{report.title} · {report.made.isoformat()} · Sida ")
    add_field(foot, "PAGE")
    foot.add_run(" av ")
    add_field(foot, "NUMPAGES")
    if report.invented:
        foot.add_run(f"\n{report.invented}")
    for run in foot.runs:
        run.font.size = Pt(8)


def _describe(document: DocumentType, report: Report, *, keep_author: bool) -> None:
    properties = document.core_properties
    properties.title = report.file_title
    properties.language = "sv-SE"
    properties.comments = report.file_comments
    properties.author = (keep_author and properties.author) or "ojdesk"
    properties.created = properties.modified = datetime(
        report.made.year, report.made.month, report.made.day, tzinfo=UTC
    )
