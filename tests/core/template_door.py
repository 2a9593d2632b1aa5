"""The door that a municipality's own Word template comes in by: its parts, and the report that is written in it."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from tests.core.files.damage import BETWEEN, packed


def prepare() -> Callable[[bytes], object]:
    """A template's parts, and the report that is written in it when it is let through."""
    from ojdesk.core.report import word
    from ojdesk.core.report.template import inspected
    from ojdesk.core.work import Refused
    from tests.core.report.test_word import MADE

    names = list(_template_parts())

    def read(content: bytes) -> None:
        try:
            template = inspected("mall.docx", packed(dict(zip(names, content.split(BETWEEN), strict=False))))
        except Refused:
            return
        word.write(MADE, template)

    return read


def _template_parts() -> dict[str, bytes]:
    """Those of a small template: what python-docx begins with has styles by the hundred."""
    from docx import Document

    from tests.core.report.templates import municipal

    document = Document()
    municipal(document)
    kept = {"Normal", "Default Paragraph Font", "Heading 1", "Heading 2", "Title", "Normal Table", "Header"}
    for style in [it for it in document.styles if it.name not in kept]:
        style.delete()
    stream = BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as package:
        wanted = (
            "[",
            "_rels",
            "docProps/core",
            "word/_rels",
            "word/document",
            "word/header",
            "word/se",
            "word/styles.",
        )
        return {it: _bare(package.read(it)) for it in package.namelist() if it.startswith(wanted)}


def _bare(part: bytes) -> bytes:
    """Without relations to parts that are left out, and without what Word keeps of styles that nobody has."""
    gone = rb"<Relationship (?:[^>]*(?:theme|numbering|font|webS|WithE|customXml|thumb|app\.)[^>]*)/>"
    return re.sub(rb"<w:latentStyles.*?</w:latentStyles>", b"", re.sub(gone, b"", part), flags=re.DOTALL)


def seeds() -> Iterator[bytes]:
    parts = _template_parts()
    yield BETWEEN.join(parts.values())
    relation = (
        b'<Relationship Id="rId99" Type="http://a/image" Target="http://a" TargetMode="External"/></Relationships>'
    )
    yield BETWEEN.join(it.replace(b"</Relationships>", relation) for it in parts.values())
