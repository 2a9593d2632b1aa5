"""What Word counts itself: numbers of figures, tables and pages, and the list of contents."""

from collections.abc import Iterable

from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from ojdesk.core.report.word_styles import CONTENTS, Styling

_DEPTH = 3


def add_field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    """A field that Word fills in; until then it shows what is given."""
    _begin(paragraph, instruction)
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def bookmark(paragraph: Paragraph, number: int) -> str:
    """Makes a paragraph a place that can be led to; returns its name."""
    name = f"_Toc{number:09}"
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert_element_before(start, "w:r")
    paragraph._p.append(end)
    return name


def add_contents(styling: Styling, headings: Iterable[tuple[str, int, str]]) -> None:
    """A list of headings at the document's end, each with its level and bookmark, that leads to them.

    Word counts the pages once it is told to update the list; a number written here could be wrong.
    """
    parts = [styling.add("Innehåll", CONTENTS)]
    for text, level, name in headings:
        entry = styling.add("", f"toc {min(level, _DEPTH)}")
        if len(parts) == 1:
            _begin(entry, f'TOC \\o "1-{_DEPTH}" \\h \\z \\u')
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        link.set(qn("w:history"), "1")
        entry._p.append(link)
        link.append(entry.add_run(text)._r)
        parts.append(entry)
    _mark(parts[-1], "end")
    _gather(parts)


def has_contents(document: DocumentType) -> bool:
    """Whether there is a list of contents already."""
    codes = document.element.body.iter(qn("w:instrText"), qn("w:fldSimple"))
    return any((it.text or it.get(qn("w:instr"), "")).lstrip().startswith("TOC") for it in codes)


def _gather(paragraphs: list[Paragraph]) -> None:
    """Puts the list into the frame that has Word's button for updating it."""
    frame, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    part = OxmlElement("w:docPartObj")
    gallery = OxmlElement("w:docPartGallery")
    gallery.set(qn("w:val"), "Table of Contents")
    part.append(gallery)
    part.append(OxmlElement("w:docPartUnique"))
    properties.append(part)
    frame.append(properties)
    frame.append(content)
    paragraphs[0]._p.addprevious(frame)
    for paragraph in paragraphs:
        content.append(paragraph._p)


def _begin(paragraph: Paragraph, instruction: str) -> None:
    _mark(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    _mark(paragraph, "separate")


def _mark(paragraph: Paragraph, kind: str) -> BaseOxmlElement:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
    return mark
