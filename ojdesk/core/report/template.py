"""The user's own Word template: what it must have, and the document that it opens as."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.exceptions import PythonDocxError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from ojdesk.core.files.gate import COMPOUND, ZIP, content_of, directory
from ojdesk.core.files.reader.package import Package, pack
from ojdesk.core.files.reader.trouble import HARMFUL, LARGE, LOCKED, Trouble
from ojdesk.core.report.template_parts import CONTENT_TYPES, EMBEDDED, FETCHED, LET_GO, MACROS, check_parts
from ojdesk.core.work import Refused

#: Stands in a paragraph of its own where the report is to be put; without it, the report comes last.
MARKER = "{{rapport}}"

_MAX_FILE = 20_000_000
_NARROWEST = 9.0
_EMU_PER_CM = 360_000
_DOCUMENT, _TEMPLATE = b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"
#: What Swedes see these styles called.
_HEADINGS = {"Heading 1": "Rubrik 1", "Heading 2": "Rubrik 2"}
_WHY = {
    HARMFUL: ("är byggd på ett sätt som en mall aldrig är och används inte", "Spara den på nytt i Word"),
    LOCKED: ("är skyddad med lösenord", "Spara en kopia utan lösenord"),
    LARGE: ("är för stor för att vara en mall", "Spara den med mindre bilder och mindre text"),
    MACROS: ("innehåller makron", "Spara den som Word-dokument utan makron (.docx)"),
    EMBEDDED: ("innehåller inbäddade filer eller kontroller", "Ersätt dem med bilder eller text i Word"),
    FETCHED: ("hämtar innehåll från andra filer eller från nätet", "Infoga det i själva mallen i Word"),
}
_DAMAGED = ("är skadad", "Öppna den i Word, spara den på nytt")
_LOCKED_OR_OLD = ("är skyddad med lösenord eller sparad i Words gamla format", "Spara den som .docx utan lösenord")
_STUMBLES = (
    PythonDocxError, AttributeError, LookupError, TypeError, ValueError, SyntaxError, RecursionError,
)  # fmt: skip
_NO_DOCUMENT = ("är inte ett Word-dokument", "Välj en mall i formatet .docx eller .dotx")


@dataclass(frozen=True)
class Template:
    """A template that has been let through.

    Attributes:
        name: The file's name, for messages.
        content: A Word document of the parts that were inspected, and nothing else.
    """

    name: str
    content: bytes


def read_template(path: Path) -> Template:
    """The template in a file (.docx or .dotx).

    Raises:
        Refused: It cannot be read, or lacks what a report needs.
    """
    if path.is_file() and path.stat().st_size > _MAX_FILE:
        raise _refused(path.name, *_WHY[LARGE])
    return inspected(path.name, content_of(path, _MAX_FILE))


def inspected(name: str, content: bytes) -> Template:
    """The same of bytes that are already in memory.

    Raises:
        Refused: As for `read_template`.
    """
    if content.startswith(COMPOUND):
        raise _refused(name, *_LOCKED_OR_OLD)
    if not content.startswith(ZIP):
        raise _refused(name, *_NO_DOCUMENT)
    try:
        package = Package(content, [part for part in directory(content) if not part.name.endswith("/")])
        parts = {part: package.read(part) for part in package.names}
        check_parts(parts)
    except Trouble as trouble:
        raise _refused(name, *_WHY.get(trouble.reason, _DAMAGED)) from None
    kinds = parts.get(CONTENT_TYPES, b"")
    if _DOCUMENT not in kinds and _TEMPLATE not in kinds:
        raise _refused(name, *_NO_DOCUMENT)
    # A template opens as the document that is to be made of it.
    parts[CONTENT_TYPES] = kinds.replace(_TEMPLATE, _DOCUMENT)
    template = Template(name, pack(parts))
    with damage_told(template):
        _check(name, document_of(template))
    return template


def document_of(template: Template) -> DocumentType:
    """A new document with all that the template has.

    Raises:
        Refused: It cannot be read as a Word document after all.
    """
    with damage_told(template):
        document = Document(io.BytesIO(template.content))
        _let_go_of_origin(document)
        document.styles["Normal"], document.sections[-1].footer.paragraphs, document.core_properties.title
        if document.styles["Normal"].type != WD_STYLE_TYPE.PARAGRAPH:
            raise ValueError("Normal is none of paragraphs")
        return document


@contextmanager
def damage_told(template: Template) -> Iterator[None]:
    """Refuses the template for what python-docx stumbles over, which it does when a value is first asked for."""
    try:
        yield
    except _STUMBLES as trouble:
        raise _refused(template.name, *_DAMAGED) from trouble


def marker_of(document: DocumentType) -> Paragraph | None:
    """The paragraph that the report is to be put in the place of."""
    body = document.element.body
    own = (it for it in body.iterchildren(qn("w:p")) if _text(it).strip() == MARKER)
    found = next(own, None)
    return None if found is None else Paragraph(found, document._body)


def width_at(document: DocumentType, place: Paragraph | None) -> int:
    """How wide text is where the report is to be put, in EMU."""
    sections = list(document.element.body.iter(qn("w:sectPr")))
    section = document.sections[-1]
    if place is not None:
        # A section's measures stand at its end.
        following = [it for it in place._p.itersiblings() for it in it.iter(qn("w:sectPr"))]
        section = document.sections[sections.index(following[0])]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0) - (section.gutter or 0)
    columns = section._sectPr.find(qn("w:cols"))
    count = int(columns.get(qn("w:num"), 1)) if columns is not None else 1
    return room // max(count, 1)


def _check(name: str, document: DocumentType) -> None:
    there = {it.name for it in document.styles if it.type == WD_STYLE_TYPE.PARAGRAPH}
    if lacking := [swedish for style, swedish in _HEADINGS.items() if style not in there]:
        raise _refused(name, f"saknar formatmallen {' och '.join(lacking)}", "Lägg till den i Word")
    protection = document.settings.element.find(qn("w:documentProtection"))
    if protection is not None and protection.get(qn("w:enforcement")) in {"1", "true", "on"}:
        raise _refused(name, "är skyddad mot redigering", "Stäng av skyddet under Granska i Word")
    marked = sum(MARKER in _text(it) for it in document.element.body.iter(qn("w:p")))
    place = marker_of(document)
    if marked > (place is not None):
        raise _refused(
            name, f"har {MARKER} på fel ställe", "Låt det stå en gång, ensamt i ett stycke i den löpande texten"
        )
    if width_at(document, place) < _NARROWEST * _EMU_PER_CM:
        raise _refused(name, "har för smala sidor", f"Ge texten minst {_NARROWEST:.0f} cm på bredden")


def _let_go_of_origin(document: DocumentType) -> None:
    """The document opens without looking for the template that the template was made from, or for addresses."""
    settings = document.part._settings_part
    for origin in settings.element.findall(qn("w:attachedTemplate")) + settings.element.findall(qn("w:mailMerge")):
        settings.element.remove(origin)
    for key in [key for key, it in settings.rels.items() if it.reltype.rpartition("/")[2] in LET_GO]:
        del settings.rels[key]


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(it.text or "" for it in paragraph.iter(qn("w:t")))


def _refused(name: str, why: str, what_to_do: str) -> Refused:
    return Refused(f"Mallen {name} {why}. {what_to_do} och försök igen.")
