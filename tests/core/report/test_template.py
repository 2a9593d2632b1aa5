"""The user's own Word template: the report takes its style, and what reports must not carry on is refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from ojdesk.core.report import word
from ojdesk.core.report.template import MARKER, inspected, read_template
from ojdesk.core.work import Refused
from tests.core.report.templates import municipal, repacked, template
from tests.core.report.test_word import MADE, opened, paragraphs


def test_the_report_comes_where_the_template_has_its_mark_and_in_its_style() -> None:
    document = opened(word.write(MADE, inspected("mall.docx", template(municipal))))
    texts = [it.text for it in document.paragraphs]
    assert texts[0] == "Tjänsteskrivelse"
    assert texts[-1] == "Förslag till beslut"
    assert texts.index("Åmål") < texts.index("Väntetid") < texts.index("Förslag till beslut")
    assert MARKER not in texts
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "Åmåls kommun"
    assert section.page_width == pytest.approx(Cm(17.6), abs=100)
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.styles["Normal"].font.size == Pt(12)
    # The report's own kinds of text grow with the template's.
    assert document.styles["Ingress"].font.size == Pt(15)
    assert document.styles["Ingress"].font.name is None
    room = Cm(17.6 - 6)
    assert document.inline_shapes[0].width <= room
    assert sum(it.width for it in document.tables[0].columns) == pytest.approx(room, abs=1000)


def test_without_a_mark_the_report_comes_last_and_a_template_file_will_do(tmp_path: Path) -> None:
    content = template(lambda it: it.add_paragraph("Försättsblad"))
    as_dotx = repacked(content, lambda _, part: part.replace(b"document.main+xml", b"template.main+xml"))
    path = tmp_path / "Åmåls mall.dotx"
    path.write_bytes(as_dotx)
    texts = [it.text for it in opened(word.write(MADE, read_template(path))).paragraphs]
    assert texts[0] == "Försättsblad"
    assert texts.index("Lokal jämförelse 2022") == 1


def test_a_mark_in_an_earlier_section_has_that_sections_width() -> None:
    def sections(document: DocumentType) -> None:
        document.sections[0].left_margin = document.sections[0].right_margin = Cm(5)
        document.add_paragraph(MARKER)
        document.add_section(WD_SECTION.NEW_PAGE).left_margin = Cm(1)

    document = opened(word.write(MADE, inspected("mall.docx", template(sections))))
    room = Document().sections[0].page_width or 0
    assert sum(it.width for it in document.tables[0].columns) == pytest.approx(room - 2 * Cm(5), rel=0.001)
    assert len(document.sections) == 2


def test_a_template_with_contents_of_its_own_gets_no_others() -> None:
    def with_contents(document: DocumentType) -> None:
        field = document.add_paragraph()._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): ' TOC \\o "1-3" '})
        document.add_paragraph()._p.append(field)

    document = opened(word.write(MADE, inspected("mall.docx", template(with_contents))))
    assert list(document.element.body.iter(qn("w:sdt"))) == []


def without(*names: str) -> Callable[[DocumentType], None]:
    def change(document: DocumentType) -> None:
        for name in names:
            document.styles[name].delete()

    return change


def test_styles_that_the_template_lacks_are_added() -> None:
    content = template(without("Title", "Subtitle", "Caption", "TOC Heading", "Heading 3"))
    document = opened(word.write(MADE, inspected("mall.docx", content)))
    assert paragraphs(document, "Title") == ["Åmål"]
    assert len(paragraphs(document, "Caption")) == 2
    base = document.styles["Caption"].base_style
    assert base is not None
    assert base.name == "Normal"


def narrow(document: DocumentType) -> None:
    document.sections[0].left_margin = document.sections[0].right_margin = Cm(7)


def marked_in_a_table(document: DocumentType) -> None:
    document.add_table(1, 1).rows[0].cells[0].text = MARKER


def marked_twice(document: DocumentType) -> None:
    document.add_paragraph(MARKER)
    document.add_paragraph(f"Här: {MARKER}")


def protected(document: DocumentType) -> None:
    element = document.settings.element
    element.append(element.makeelement(qn("w:documentProtection"), {qn("w:enforcement"): "1"}))


PLAIN = template()
RELATIONS = "word/_rels/document.xml.rels"


def related(kind: str, target: str, mode: str = "External") -> bytes:
    """A template with one more relation of its document."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="r99" Type="{office}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return repacked(
        PLAIN,
        lambda name, part: part.replace(b"</Relationships>", relation.encode()) if name == RELATIONS else part,
        **{"word/embeddings/a.bin": b"\0"},
    )


def with_field(*pieces: str) -> bytes:
    """A template with a field whose instruction Word has parted."""

    def change(document: DocumentType) -> None:
        paragraph = document.add_paragraph()
        for piece in pieces:
            code = paragraph._p.makeelement(qn("w:instrText"), {})
            code.text = piece
            paragraph.add_run()._r.append(code)

    return template(change)


def of_another_kind(document: DocumentType) -> None:
    document.styles["Normal"].element.set(qn("w:type"), "character")


def chained(length: int) -> bytes:
    """A template whose parts each lead to the next, and one has to follow them all."""
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts = {f"word/media/{at}.png": b"\0" for at in range(length)}
    for at in range(1, length):
        link = f'{head}<Relationship Id="r" Type="a/image" Target="{at}.png"/></Relationships>'
        parts[f"word/media/_rels/{at - 1}.png.rels"] = link.encode()
    first = b'<Relationship Id="r99" Type="a/image" Target="media/0.png"/></Relationships>'

    def change(name: str, part: bytes) -> bytes:
        if name == RELATIONS:
            return part.replace(b"</Relationships>", first)
        return part.replace(b'Extension="jpeg" ContentType="image/jpeg"', b'Extension="png" ContentType="image/png"')

    return repacked(PLAIN, change, **parts)


def with_unseen_xml(part: bytes) -> bytes:
    """A template with a part that is XML by the directory of kinds alone."""

    def change(name: str, part: bytes) -> bytes | None:
        if name == "word/styles.xml":
            return None
        return part.replace(b"/styles.xml", b"/styles.dat").replace(b'"styles.xml"', b'"styles.dat"')

    return repacked(PLAIN, change, **{"word/styles.dat": part})


BOMB = repacked(PLAIN, lambda _, part: part, word__media__a_png=b"\0" * 70_000_000)
WRONG = {
    "saknar formatmallen Rubrik 1 och Rubrik 2": template(without("Heading 1", "Heading 2")),
    "saknar formatmallen Rubrik 2": template(without("Heading 2")),
    "har för smala sidor": template(narrow),
    "har {{rapport}} på fel ställe": template(marked_in_a_table),
    "har {{rapport}} på fel ställe.": template(marked_twice),
    "är skyddad mot redigering": template(protected),
    "innehåller makron": repacked(
        PLAIN,
        lambda _, part: part.replace(b"officedocument.wordprocessingml.document.main", b"ms-word.x.macroEnabled.main"),
    ),
    "innehåller makron.": repacked(PLAIN, lambda _, part: part, word__vbaProject_bin=b"\0"),
    "är skyddad med lösenord eller sparad i Words gamla format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "innehåller makron. ": repacked(
        PLAIN,
        lambda _, part: part.replace(b'"application/xml"', b'"application/vnd.ms-office.vbaProject"'),
    ),
    "innehåller inbäddade filer": related("oleObject", "embeddings/a.bin", "Internal"),
    "innehåller inbäddade filer eller": related("aFChunk", "embeddings/a.bin", "Internal"),
    "hämtar innehåll från andra filer": related("image", "https://example.org/logga.png"),
    "hämtar innehåll från andra filer eller": related("frame", "file:///server/a.htm"),
    "hämtar innehåll från andra filer eller från": with_field(" DDEA", 'UTO c:\\windows\\cmd.exe "/k"'),
    "hämtar innehåll från andra filer eller från nätet": with_field(" INCLUDEPICTURE ", "http://example.org/a.png"),
    "är skadad.  ": template(of_another_kind),
    "är skadad.   ": chained(900),
    "är inte ett Word-dokument": b"%PDF-1.7",
    "är inte ett Word-dokument.": repacked(PLAIN, lambda name, part: None if name.startswith("[") else part),
    "är skadad": PLAIN[: len(PLAIN) // 2],
    "är skadad.": repacked(PLAIN, lambda name, part: b"<w:styles" if name == "word/styles.xml" else part),
    "är skadad. ": repacked(PLAIN, lambda name, part: None if name == "word/document.xml" else part),
    "är byggd på ett sätt som en mall aldrig är": BOMB,
    "är byggd på ett sätt som en mall aldrig är och": repacked(
        PLAIN, lambda name, part: part.replace(b"<w:styles", b"<!DOCTYPE a><w:styles") if "styles" in name else part
    ),
    "är byggd på ett sätt som en mall aldrig är och används": with_unseen_xml(b"<!DOCTYPE a><a/>"),
}


@pytest.mark.parametrize("why", WRONG)
def test_a_template_that_will_not_do_is_refused_with_a_reason(why: str) -> None:
    with pytest.raises(Refused) as refused:
        inspected("Mall åäö.docx", WRONG[why])
    assert str(refused.value).startswith(f"Mallen Mall åäö.docx {why.rstrip(' .')}")
    assert str(refused.value).endswith(" och försök igen.")


def test_a_value_that_is_none_is_told_of_as_damage_when_the_report_is_written() -> None:
    sized = template(municipal)
    content = repacked(sized, lambda _, part: part.replace(b'<w:sz w:val="24"/>', b'<w:sz w:val="tolv"/>'))
    with pytest.raises(Refused, match="är skadad"):
        word.write(MADE, inspected("mall.docx", content))


def test_a_fault_of_the_program_is_not_blamed_on_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("felet")

    sound = inspected("mall.docx", PLAIN)
    monkeypatch.setattr(word, "_describe", fail)
    with pytest.raises(KeyError, match="felet"):
        word.write(MADE, sound)


@pytest.mark.parametrize("kind", ["attachedTemplate", "mailMergeSource"])
def test_the_document_does_not_look_for_where_the_template_came_from(kind: str) -> None:
    def attached(document: DocumentType) -> None:
        settings = document.part._settings_part
        relation = settings.relate_to(
            "file:///\\\\server\\mall.dotm",
            f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}",
            is_external=True,
        )
        element = settings.element
        name = "w:mailMerge" if kind.startswith("mail") else "w:attachedTemplate"
        element.insert(0, element.makeelement(qn(name), {qn("r:id"): relation}))

    written = word.write(MADE, inspected("mall.docx", template(attached)))
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert not any(b"server" in package.read(name) for name in package.namelist())
        assert b"mailMerge" not in package.read("word/settings.xml")


def test_a_link_that_someone_has_to_click_is_no_harm() -> None:
    document = opened(word.write(MADE, inspected("mall.docx", related("hyperlink", "https://example.org"))))
    assert any(it.is_external for it in document.part.rels.values())
