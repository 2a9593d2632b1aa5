"""Word as others read it: python-docx, and LibreOffice where it is installed."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from ojdesk.core.model import Answer
from ojdesk.core.paper.picture import Picture
from ojdesk.core.report import word
from ojdesk.core.report.blocks import (
    Comment,
    Finding,
    Heading,
    Illustration,
    Note,
    Paragraph,
    Report,
    TextCell,
    TextTable,
)
from ojdesk.core.report.template import inspected
from tests.core.report.templates import municipal, template

PICTURE = Picture('<svg xmlns="http://www.w3.org/2000/svg" width="480" height="90"/>', 480, 90, "Så här ser det ut.")
TABLE = TextTable(
    "Läget åren 2021–2022",
    "En rad för varje indikator.",
    ("Indikator", "2021", "2022", "Riket"),
    (
        (TextCell("Tillgänglighet"),),
        (TextCell("Väntetid"), TextCell("nej", Answer.NO), TextCell("ja", Answer.YES), TextCell("41 %")),
    ),
    (0.5, 0.15, 0.15, 0.2),
)
MADE = Report(
    "Åmål",
    "Lokal jämförelse 2022",
    date(2026, 11, 22),
    "Exempeldata: påhittade.",
    (
        Paragraph("Åmål uppfyller 1 av 1 indikator.", lead=True),
        Heading("Läget på en sida"),
        TABLE,
        Heading("Väntetid", new_page=True),
        Heading("I länet", 2),
        Finding("Åmål har 7 dagar.", Illustration(PICTURE, "Väntetid i länet."), "Det är kort.", "Källa: enkät 2022."),
        Comment("Vi ändrade rutinen.\nDet märks."),
        Note("Håller siffran?", "Ja."),
    ),
    (),
    "fil",
)


def paragraphs(document: DocumentType, style: str) -> list[str]:
    return [it.text for it in document.paragraphs if it.style is not None and it.style.name == style]


def opened(content: bytes) -> DocumentType:
    return Document(io.BytesIO(content))


# Our own document -------------------------------------------------------------------------------------------------


def test_every_kind_of_block_has_its_style() -> None:
    document = opened(word.write(MADE))
    assert paragraphs(document, "Ingress") == ["Åmål uppfyller 1 av 1 indikator."]
    assert paragraphs(document, "Heading 1") == ["Läget på en sida", "Väntetid"]
    assert paragraphs(document, "Heading 2") == ["I länet"]
    assert paragraphs(document, "Budskap") == ["Åmål har 7 dagar."]
    assert paragraphs(document, "Källa") == ["Källa: enkät 2022."]
    assert paragraphs(document, "Egen kommentar") == ["Kommentar", "Vi ändrade rutinen.", "Det märks."]
    assert paragraphs(document, "Faktaruta") == ["Håller siffran? Ja."]
    assert paragraphs(document, "Caption") == ["Tabell 1: Läget åren 2021–2022", "Figur 1: Väntetid i länet."]
    assert paragraphs(document, "Viktigt") == ["Exempeldata: påhittade."]


def test_the_contents_lead_to_each_heading_before_word_has_counted() -> None:
    body = opened(word.write(MADE)).element.body
    (frame,) = body.iter(qn("w:sdt"))
    links = list(frame.iter(qn("w:hyperlink")))
    places = {it.get(qn("w:name")): it.getparent() for it in body.iter(qn("w:bookmarkStart"))}
    texts = ["".join(it.text for it in link.iter(qn("w:t"))) for link in links]
    assert texts == [it.text for it in MADE.blocks if isinstance(it, Heading)]
    for link, text in zip(links, texts, strict=True):
        assert "".join(it.text for it in places[link.get(qn("w:anchor"))].iter(qn("w:t"))) == text
    assert [it.get(qn("w:fldCharType")) for it in frame.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]
    settings = opened(word.write(MADE)).settings.element
    assert settings.find(qn("w:updateFields")) is None  # Word would ask before it opens the document


def test_what_belongs_together_keeps_together() -> None:
    document = opened(word.write(MADE))
    following = {it.text: it.paragraph_format.keep_with_next for it in document.paragraphs}
    picture = next(it for it in document.paragraphs if it._p.findall(f".//{qn('w:drawing')}"))
    assert picture.paragraph_format.keep_with_next
    for text in ("Det är kort.", "Figur 1: Väntetid i länet.", "Tabell 1: Läget åren 2021–2022", "Kommentar"):
        assert following[text], text
    table = document.tables[0]
    assert all(it._tr.findall(f".//{qn('w:cantSplit')}") for it in table.rows)
    assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"


def test_numbers_stand_to_the_right_and_answers_to_the_left() -> None:
    cells = opened(word.write(MADE)).tables[0].rows[2].cells
    assert [str(it.paragraphs[0].alignment) for it in cells] == ["None", "None", "None", "RIGHT (2)"]
    assert [it.text for it in cells] == ["Väntetid", "✕ nej", "✓ ja", "41 %"]


@pytest.mark.parametrize(
    "evil", ["<w:p>", "=1+1", "\x07a\x1b\0", "\u202eåäö", "\ud800x", "å" * 3000, "a\tb\r\nc", "]]>"]
)
def test_no_text_breaks_the_document(evil: str) -> None:
    table = TextTable(evil, evil, (evil, evil), ((TextCell(evil),), (TextCell(evil), TextCell(evil))), (0.5, 0.5))
    picture = replace(PICTURE, description=evil)
    blocks = (
        Heading(evil),
        table,
        Finding(evil, Illustration(picture, evil), evil, evil),
        Comment(evil),
        Note(evil, evil),
    )
    document = opened(word.write(Report(evil, evil, MADE.made, evil, blocks, (), "fil")))
    seen = re.sub("[\0-\x08\x1b\u202e]", "", evil).replace("\r\n", "\n").replace("\ud800", "\ufffd")
    assert paragraphs(document, "Heading 1") == [seen.replace("\t", " ")]


# Another program --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("own", [None, template(municipal)], ids=["own", "template"])
def test_libreoffice_opens_it(own: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(word.write(MADE, inspected("mall.docx", own) if own else None))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "rapport.pdf")]
    text = " ".join(" ".join(pages).split())
    for said in ("Åmål uppfyller 1 av 1 indikator.", "✓ ja", "Figur 1: Väntetid i länet.", "Håller siffran? Ja."):
        assert said in text
    assert ("Åmåls kommun" in text) == (own is not None)
