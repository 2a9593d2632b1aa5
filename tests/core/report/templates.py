"""Word templates as a municipality may have them, made here."""

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Cm, Pt

from ojdesk.core.report.template import MARKER


def template(change: Callable[[DocumentType], object] = lambda _: None) -> bytes:
    document = Document()
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """A package with its parts changed, or left out where the change gives None."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name.replace("__", "/"), part)
    return stream.getvalue()


def municipal(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(17.6), Cm(25)
    section.left_margin = section.right_margin = Cm(3)
    section.header.paragraphs[0].text = "Åmåls kommun"
    document.styles["Heading 1"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(12)
    document.add_paragraph("Tjänsteskrivelse")
    document.add_paragraph(MARKER)
    document.add_paragraph("Förslag till beslut")
