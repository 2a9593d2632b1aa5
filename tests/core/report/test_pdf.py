"""The PDF, read back by implementations that are not ours."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Answer
from ojdesk.core.paper.picture import Picture
from ojdesk.core.report import pdf
from ojdesk.core.report.blocks import (
    Block,
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
from ojdesk.core.report.content import report

DAY = date(2026, 11, 22)
PICTURE = Picture('<svg xmlns="http://www.w3.org/2000/svg" width="480" height="90"/>', 480, 90, "Så här ser det ut.")
#: What looks like markup, numbers or orders to some program, turns the line, or has no letter in the font.
EVIL = ("#let x = 1", "*x* _y_ $z$ `k`", "<w:p>", "=1+1", "\x07a\x1b\0", "\u202eåäö\u202c", "å" * 300, "漢 😀", "@ref")


@pytest.fixture(scope="module")
def made(dataset: Dataset) -> Report:
    choice = Choice(unit="1489", year=2022, indicators=("plan_tre_manader_alla", "andel_mottagare")).fitted(dataset)
    content = report(dataset, choice, DAY)
    return replace(content, blocks=(*content.blocks, Comment("Vår egen förklaring: åtgärder pågår.")))


@pytest.fixture(scope="module")
def written(made: Report) -> bytes:
    return pdf.write(made)


def of(*blocks: Block, title: str = "Åmål") -> Report:
    return Report(title, "Lokal jämförelse", DAY, "", blocks, (), "fil")


def texts(written: bytes) -> list[str]:
    """Each page's text, with single spaces."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(written)]


def plain(text: str) -> str:
    """What is left when lines are broken in another way."""
    return "".join(text.replace("\u200b", "").replace("\ufffe", "-").split())


def tags(written: bytes) -> Iterator[tuple[str, pikepdf.Object]]:
    """The structure tree in reading order: each element's role, as the standard calls it, and the element."""
    with pikepdf.open(io.BytesIO(written)) as document:
        root = document.Root.StructTreeRoot
        roles = {name: str(role) for name, role in root.get("/RoleMap", {}).items()}
        waiting = [root.K]
        while waiting:
            at = waiting.pop()
            if isinstance(at, pikepdf.Array):
                waiting += reversed(list(at))
            elif isinstance(at, pikepdf.Dictionary) and "/S" in at:
                yield roles.get(str(at.S), str(at.S)).lstrip("/"), at
                waiting += [at.K] if "/K" in at else []


def said_in(block: Block) -> Iterator[str]:
    """Every text of a block that is to be read on paper."""
    match block:
        case Heading() | Paragraph() | Comment():
            yield block.text
        case Note():
            yield from (block.heading, block.text)
        case Illustration():
            yield block.caption
        case TextTable():
            yield from (block.caption, *block.heads, *(cell.text for row in block.rows for cell in row))
        case Finding():
            yield from (block.message, block.text, block.source, *said_in(block.shown))


def test_every_word_and_number_of_the_content_is_there(made: Report, written: bytes) -> None:
    on_paper = plain(" ".join(texts(written)))
    said = [made.title, made.subtitle, made.invented, *(text for block in made.blocks for text in said_in(block))]
    assert [text for text in said if plain(text) not in on_paper] == []


def test_it_is_tagged_titled_and_in_swedish(made: Report, written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "sv-SE"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.docinfo.Title == f"{made.title}: {made.subtitle}"
        assert b"pdfuaid:part" in document.Root.Metadata.read_bytes()
        found = [it for it in document.objects if isinstance(it, pikepdf.Dictionary) and "/FontDescriptor" in it]
        assert {str(it.FontDescriptor.FontName).split("+")[-1] for it in found} == {"Inter-Regular", "Inter-SemiBold"}


def test_its_headings_are_the_reports(made: Report, written: bytes) -> None:
    found = [role for role, _ in tags(written) if re.fullmatch(r"H\d", role)]
    levels = [f"H{block.level + 1}" for block in made.blocks if isinstance(block, Heading)]
    assert found == ["H1", "H2", *levels]  # the title, and what is above the contents list


def test_its_bookmarks_and_contents_are_the_headings(made: Report, written: bytes) -> None:
    pages = [plain(text) for text in texts(written)]
    entries = list(pypdfium2.PdfDocument(written).get_toc())
    assert [it.get_title() for it in entries] == [it.text for it in made.blocks if isinstance(it, Heading)]
    for entry in entries:
        place, title = entry.get_dest(), plain(entry.get_title())
        assert place is not None
        assert re.search(rf"{re.escape(title)}[.]*{place.get_index() + 1}(?!\d)", pages[0])
        assert title in pages[place.get_index()]


def test_every_figure_has_its_description(made: Report, written: bytes) -> None:
    shown = [it.shown for it in made.blocks if isinstance(it, Finding)]
    pictures = [it.picture for it in shown if isinstance(it, Illustration)]
    assert pictures
    assert [str(it.Alt) for role, it in tags(written) if role == "Figure"] == [it.description for it in pictures]


def test_every_table_has_header_cells(made: Report, written: bytes) -> None:
    shown = [it.shown if isinstance(it, Finding) else it for it in made.blocks]
    tables = [it for it in shown if isinstance(it, TextTable)]
    found = [role for role, _ in tags(written)]
    assert found.count("Table") == len(tables) > 0
    assert found.count("TH") == sum(len(it.heads) + sum(len(row) == 1 for row in it.rows) for it in tables)
    assert found.count("TD") == sum(len(row) for it in tables for row in it.rows if len(row) > 1)


def test_a_long_table_repeats_its_heads_and_no_row_is_parted() -> None:
    rows = tuple((TextCell(f"Rad {at} " + "med ord " * 20), TextCell("ja", Answer.YES)) for at in range(60))
    table = TextTable("Många rader", "", ("Indikator", "År 2022"), ((TextCell("Område"),), *rows), (0.7, 0.3))
    pages = [page for page in texts(pdf.write(of(Heading("Läget"), table))) if "Rad " in page]
    assert len(pages) > 2
    for page in pages:
        assert "Indikator År 2022 Område" in page
        assert len(re.findall(r"Rad \d", page)) * 20 == len(re.findall("med ord", page))


def test_a_figure_keeps_with_its_sentence_its_caption_and_its_source() -> None:
    tall = replace(PICTURE, height=300.0, svg=PICTURE.svg.replace("90", "300"))
    findings = [Finding(f"Så är det {at}.", Illustration(tall, f"Bild {at}."), "", f"Källa {at}.") for at in range(9)]
    pages = texts(pdf.write(of(Heading("Läget"), *findings)))
    for at in range(9):
        (page,) = [page for page in pages if f"Bild {at}." in page]
        assert f"Så är det {at}." in page
        assert f"Källa {at}." in page


def test_a_heading_never_stands_alone_at_the_foot() -> None:
    blocks = [it for at in range(40) for it in (Heading(f"Rubrik {at} slut", 2), Paragraph(f"Stycke {at}. " * 30))]
    pages = texts(pdf.write(of(Heading("Läget"), *blocks)))[2:]
    assert len(pages) > 3
    for page in pages:
        last = re.findall(r"Rubrik (\d+) slut", page)[-1]
        assert f"Stycke {last}." in page


def test_a_part_that_is_a_little_too_long_ends_on_its_page() -> None:
    tall = replace(PICTURE, height=320.0, svg=PICTURE.svg.replace("90", "320"))
    part: tuple[Block, ...] = (
        Heading("Kapitel", new_page=True),
        *[Illustration(tall, "Bild.")] * 2,
        Paragraph("Text. " * 120),
    )
    assert [len(texts(pdf.write(of(Heading("Läget"), *part * times)))) for times in (1, 2)] == [2, 3]


def test_a_part_of_two_pages_is_parted_before_its_second_figure() -> None:
    picture = replace(PICTURE, height=300.0)
    figures = [Finding(f"Mening {at}.", Illustration(picture, f"Bild {at}.")) for at in range(2)]
    pages = texts(
        pdf.write(of(Heading("Läget"), figures[0], Paragraph("Mellan."), figures[1], Paragraph("Sist. " * 300)))
    )
    (second,) = [page for page in pages if "Mening 1." in page]
    assert "Mening 0." not in second
    assert second.count("Sist.") == 300


def test_made_up_data_are_named_on_every_page(made: Report, written: bytes) -> None:
    pages = texts(written)
    assert all(plain(made.invented) in plain(page) for page in pages)
    assert all(f"Sida {at} av {len(pages)}" in page for at, page in enumerate(pages, start=1))


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_is_read_as_anything_but_text(evil: str) -> None:
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="90"><text y="50">{evil[0]}</text></svg>'
    picture = replace(PICTURE, svg=drawn if evil[0] != "<" else PICTURE.svg, description=evil)
    blocks = (
        Heading(evil),
        Paragraph(evil, lead=True),
        TextTable(
            evil, evil, (evil, evil), ((TextCell(evil),), (TextCell(evil), TextCell(evil, Answer.NO))), (0.5, 0.5)
        ),
        Finding(evil, Illustration(picture, evil), evil, evil),
        Comment(f"{evil}\n{evil}"),
        Note(evil, evil),
    )
    found = plain(" ".join(texts(pdf.write(of(*blocks, title=evil)))))
    visible = re.sub("[\0-\x1f\u202c\u202e\\s]", "", evil).replace("漢", "□").replace("😀", "□")
    # The title, its foot, the heading in the contents too, and every text of the six blocks.
    assert found.count(visible) >= 18


def test_long_words_stay_on_the_page() -> None:
    table = TextTable(
        "Tabell",
        "",
        ("Fil", "År", "Värde"),
        ((TextCell("ö" * 200), TextCell("2022"), TextCell("ja")),),
        (0.5, 0.25, 0.25),
    )
    for page in pypdfium2.PdfDocument(pdf.write(of(Paragraph("å" * 500), table, Note("fil_" * 60, "slut")))):
        text = page.get_textpage()
        assert max(text.get_charbox(at)[2] for at in range(text.count_chars())) < page.get_size()[0] - 50


def test_the_same_report_gives_the_same_bytes(made: Report, written: bytes) -> None:
    assert pdf.write(made) == written


def test_pages_are_drawn_as_they_are_printed(made: Report, written: bytes) -> None:
    drawn = pdf.pages(made, dots_per_inch=36)
    assert len(drawn) == len(pypdfium2.PdfDocument(written))
    assert all(it.startswith(b"\x89PNG") for it in drawn)
