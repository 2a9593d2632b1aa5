"""A report as a PowerPoint presentation, to show: one message on each slide, and what shows it, to be edited."""

import copy
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as PresentationType
from pptx.shapes.base import BaseShape
from pptx.shapes.picture import Picture
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide
from pptx.util import Pt

from ojdesk.core.paper.picture import png
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
from ojdesk.core.report.setting import leading
from ojdesk.core.report.slide_charts import add_chart
from ojdesk.core.report.slide_layouts import (
    ABOVE,
    ABOVE_BOX,
    AFTER,
    BELOW,
    BESIDE,
    COLUMN,
    FIGURE,
    FOOTER,
    HEADLINE,
    LANGUAGE,
    NAME_SIZE,
    NOTICE,
    NUMBER,
    OPENING,
    RUNNING,
    RUNNING_TEXT,
    SMALL_SIZE,
    SOURCE,
    SOURCE_BOX,
    TABLE,
    TEXT,
    TEXT_SIZE,
    TITLE_SIZE,
    Box,
    empty_presentation,
)
from ojdesk.core.report.slide_tables import add_table, pages
from ojdesk.core.report.slide_text import add_run, cut, filled, fitting, height, sentences, write_paragraphs
from ojdesk.core.text import in_plain_sight

_GAP = 14.0
#: A long message becomes smaller, but never too small to be read from the last row.
_TITLE_SIZES = (TITLE_SIZE, 20, TEXT_SIZE)
#: So much of the column beside a figure is for the message; what does not fit stands below it.
_MESSAGE = Box(COLUMN.left, COLUMN.top, COLUMN.width, 0.5 * COLUMN.height)


def write(report: Report) -> bytes:
    """The presentation's bytes."""
    presentation = empty_presentation()
    properties = presentation.core_properties
    properties.title = report.file_title
    properties.author, properties.language = "ojdesk", LANGUAGE
    properties.comments = report.file_comments
    properties.created = properties.modified = datetime(
        report.made.year, report.made.month, report.made.day, tzinfo=UTC
    )
    deck = _Deck(presentation, report)
    deck.open()
    for chapter in _chapters(report.blocks):
        deck.add(chapter)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


# What goes on which slide -----------------------------------------------------------------------------------------


@dataclass
class _Shown:
    """What a slide shows, and what else is said of it, in the notes."""

    finding: Finding
    notes: list[str] = field(default_factory=list)


@dataclass
class _Chapter:
    """What stands under a heading of the first level.

    Attributes:
        before: What is said before anything is shown; a chapter that shows nothing is slides of running text.
    """

    heading: str
    shown: list[_Shown] = field(default_factory=list)
    before: list[str] = field(default_factory=list)


def _chapters(blocks: Sequence[Block]) -> Iterator[_Chapter]:
    chapter, main = _Chapter(""), ""
    for block in blocks:
        match block:
            case Heading():
                yield chapter
                chapter = _Chapter(block.text)
                main = block.text if block.level == 1 else main
                continue
            case Points():
                yield _Chapter(chapter.heading, before=[f"{lead} {text}".strip() for lead, text in block.points])
                chapter = chapter if chapter.shown or chapter.before else _Chapter(main)
                continue
            case Finding():
                chapter.shown.append(_Shown(block))
                continue
            case TextTable() if block.again and chapter.shown:
                said = _in_words(block)
            case TextTable():
                chapter.shown.append(_Shown(Finding(f"{block.caption}.", block)))
                continue
            case Illustration():
                chapter.shown.append(_Shown(Finding(block.picture.description, block)))
                continue
            case Note():
                said = f"{leading(block)} {block.text}"
            case Comment():
                said = f"Egen kommentar: {block.text}"
            case Paragraph():
                said = block.text
        # The officer may have written several paragraphs.
        (chapter.shown[-1].notes if chapter.shown else chapter.before).extend(said.splitlines())
    yield chapter


def _in_words(table: TextTable) -> str:
    """A line for each row: Riket: 31 % 2020, 40 % 2021."""
    rows = [
        f"{name.text}: {', '.join(f'{cell.text} {head}' for head, cell in zip(table.heads[1:], cells, strict=False))}."
        for name, *cells in table.rows
    ]
    return "\n".join((f"{table.caption}:", *rows))


# The slides -------------------------------------------------------------------------------------------------------


class _Deck:
    """The presentation as it grows, slide by slide."""

    def __init__(self, presentation: PresentationType, report: Report) -> None:
        self._presentation = presentation
        self._report = report
        self._layouts = {layout.name: layout for layout in presentation.slide_layouts}
        self._names = {
            name: {it.placeholder_format.idx: it.name for it in layout.placeholders}
            for name, layout in self._layouts.items()
        }
        self._titles: set[str] = set()

    def open(self) -> None:
        """The title slide."""
        slide = self._new(OPENING, self._report.title, "")
        _say(slide, TEXT, [self._report.subtitle, self._report.made.isoformat()])
        _say(slide, NOTICE, [self._report.invented])

    def add(self, chapter: _Chapter) -> None:
        """A slide for each message of a chapter, or its text where it shows nothing. A heading alone has no slide."""
        if not chapter.shown and chapter.before:
            self._add_text(chapter)
        for at, shown in enumerate(chapter.shown):
            notes = [*(chapter.before if at == 0 else ()), *shown.notes]
            if isinstance(shown.finding.shown, TextTable):
                self._add_table(chapter.heading, shown.finding, shown.finding.shown, notes)
            else:
                self._add_figure(chapter.heading, shown.finding, shown.finding.shown, notes)

    def _add_figure(self, heading: str, finding: Finding, illustration: Illustration, notes: Sequence[str]) -> None:
        title, rest = _message(finding, _MESSAGE, COLUMN)
        slide = self._new(FIGURE, title, heading)
        used = _fit_title(slide, COLUMN) + _GAP
        left = Box(COLUMN.left, COLUMN.top + used, COLUMN.width, COLUMN.height - used)
        count = fitting(rest, TEXT_SIZE, left)
        if count:
            _move(_placeholder(slide, TEXT), left)
        _say(slide, TEXT, [" ".join(rest[:count])])
        chart, description = illustration.chart, illustration.picture.description
        shape: BaseShape
        if chart is not None:
            caption = chart.caption
            shape = add_chart(slide, chart, BESIDE)
            _describe(shape, "Diagram", f"{'Stapeldiagram' if chart.bars else 'Linjediagram'}. {caption} {description}")
        else:
            caption = illustration.caption
            shape = _add_picture(slide, illustration)
            _describe(shape, "Figur", f"{caption} {description}")
        self._end(slide, shape, [caption, finding.source])
        _say_beside(slide, [finding.message, finding.text, caption, finding.source, *notes])

    def _add_table(self, heading: str, finding: Finding, table: TextTable, notes: Sequence[str]) -> None:
        title, _ = _message(finding, HEADLINE, HEADLINE)
        parts = list(pages(table, BELOW))
        for at, rows in enumerate(parts, start=1):
            part = f" ({at} av {len(parts)})" if len(parts) > 1 else ""
            slide = self._new(TABLE, f"{title.removesuffix('.')}{part}", heading)
            _fit_title(slide, HEADLINE)
            shape = add_table(slide, table, rows, BELOW)
            _describe(shape, "Tabell", f"{table.caption}{part}. {table.description}")
            self._end(slide, shape, [finding.source])
            _say_beside(slide, [finding.message, finding.text, table.description, finding.source, *notes])

    def _add_text(self, chapter: _Chapter) -> None:
        title, texts = chapter.heading, chapter.before
        if not title and texts:  # what is said before the first heading
            first, *others = texts
            title, rest = _split(sentences(first), HEADLINE, HEADLINE)
            texts = [*rest, *others]
        if not title:
            return
        parts = list(filled(texts, TEXT_SIZE, AFTER, RUNNING)) or [[]]  # all of it may be the title
        for at, part in enumerate(parts, start=1):
            slide = self._new(RUNNING_TEXT, f"{title} ({at} av {len(parts)})" if len(parts) > 1 else title, "")
            _fit_title(slide, HEADLINE)
            _say(slide, TEXT, part)

    def _new(self, layout: str, title: str, heading: str) -> Slide:
        """A slide with a title that no other has, the heading of its chapter above, and the foot."""
        slide = self._presentation.slides.add_slide(self._layouts[layout])
        for place in slide.placeholders:
            place.name = self._names[layout][place.placeholder_format.idx]
        plain = in_plain_sight(title) or "Rapport"
        numbered = (f"{plain} ({at})" for at in itertools.count(2))
        unique = plain if plain not in self._titles else next(it for it in numbered if it not in self._titles)
        self._titles.add(unique)
        _say(slide, 0, [unique])
        if layout != OPENING:
            _say(slide, ABOVE, [cut(in_plain_sight(heading), NAME_SIZE, ABOVE_BOX)])
        self._add_foot(slide)
        return slide

    def _add_foot(self, slide: Slide) -> None:
        """What each slide has at its foot; python-pptx leaves it on the layout, where it is not shown."""
        for place in slide.slide_layout.placeholders:
            if place.placeholder_format.idx in {FOOTER, NUMBER}:
                foot = copy.deepcopy(place.element)
                foot.nvSpPr.cNvPr.set("id", str(max(it.shape_id for it in slide.shapes) + 1))
                foot.spPr.clear()  # where it is and how it looks stays the layout's to say
                foot.txBody.find(qn("a:lstStyle")).clear()
                slide.shapes._spTree.append(foot)
        frame = _placeholder(slide, FOOTER).text_frame
        write_paragraphs(frame, [f"{self._report.title} · {self._report.made.isoformat()}"])
        if self._report.invented:
            run = add_run(frame.paragraphs[0], f" · {in_plain_sight(self._report.invented)}")
            run.font.bold, run.font.color.theme_color = True, MSO_THEME_COLOR.ACCENT_6

    @staticmethod
    def _end(slide: Slide, shape: BaseShape, below: Sequence[str]) -> None:
        """What is shown is read after the message, and before what stands below it."""
        texts = [sentence for text in below for sentence in sentences(text)]
        _say(slide, SOURCE, [" ".join(texts[: fitting(texts, SMALL_SIZE, SOURCE_BOX)])])
        after = {SOURCE, FOOTER}
        # As they stand on the slide; python-pptx' own list of placeholders is in the order of their numbers.
        first = next(it for it in slide.shapes if it.is_placeholder and it.placeholder_format.idx in after)
        first._element.addprevious(shape._element)


def _message(finding: Finding, box: Box, most: Box) -> tuple[str, list[str]]:
    """What of a finding is its slide's title, and the sentences that are left."""
    title, rest = _split(sentences(finding.message), box, most)
    return title, [*rest, *sentences(finding.text)]


def _split(texts: list[str], box: Box, most: Box) -> tuple[str, list[str]]:
    """As many whole sentences as find room in a box, one at least, and the others; that one in no more than `most`."""
    count = max(fitting(texts, TITLE_SIZE, box, bold=True), 1)
    return cut(" ".join(texts[:count]), _TITLE_SIZES[-1], most, bold=True), texts[count:]


def _fit_title(slide: Slide, box: Box) -> float:
    """Makes a title smaller until it has room; how high it is then."""
    title = _placeholder(slide, 0)
    text = title.text_frame.text
    sizes = [(size, height(text, size, box.width, bold=True)) for size in _TITLE_SIZES]
    size, high = next((it for it in sizes if it[1] <= box.height), sizes[-1])
    if size != TITLE_SIZE:
        title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    return high


def _placeholder(slide: Slide, number: int) -> SlidePlaceholder:
    return slide.placeholders[number]


def _say(slide: Slide, number: int, texts: Sequence[str]) -> None:
    """Fills a placeholder; one without text is taken away, since it would ask for some."""
    place = _placeholder(slide, number)
    said = [it for it in map(in_plain_sight, texts) if it]
    if said:
        write_paragraphs(place.text_frame, said)
    else:
        place.element.getparent().remove(place.element)


def _say_beside(slide: Slide, texts: Sequence[str]) -> None:
    """The notes, each of them once."""
    said = dict.fromkeys(filter(None, map(in_plain_sight, texts)))
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    write_paragraphs(frame, list(said))


def _move(shape: BaseShape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)


def _add_picture(slide: Slide, illustration: Illustration) -> Picture:
    picture = illustration.picture
    scale = min(BESIDE.width / picture.width, BESIDE.height / picture.height)
    shape = slide.shapes.add_picture(io.BytesIO(png(picture)), 0, 0)
    _move(shape, Box(BESIDE.left, BESIDE.top, picture.width * scale, picture.height * scale))
    return shape


def _describe(shape: BaseShape, name: str, text: str) -> None:
    """Its alternative text, for which python-pptx has no call."""
    shape.name = name
    shape._element._nvXxPr.cNvPr.set("descr", in_plain_sight(text))
