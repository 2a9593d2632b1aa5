"""What is pasted from a report, read by a parser."""

from xml.etree import ElementTree

from ojdesk.core.model import Answer
from ojdesk.core.paper.picture import Picture
from ojdesk.core.report.blocks import Comment, Finding, Heading, Illustration, Note, Paragraph, TextCell, TextTable
from ojdesk.core.report.pieces import piece, whole
from tests.core.report.test_word import MADE, TABLE


def test_a_table_is_pasted_as_a_table() -> None:
    made = piece([Finding("Åmål har 7 dagar.", TABLE, "Det är kort.", "Källa: enkät.")], "Exempeldata.")
    body = ElementTree.fromstring(made.html)
    assert [it.text for it in body.iter("p")] == [
        *("Exempeldata.", "Åmål har 7 dagar.", "Det är kort.", TABLE.caption, "Källa: enkät.")
    ]
    rows = [[cell.text for cell in row] for row in body.iter("tr")]
    assert rows == [list(TABLE.heads), ["Tillgänglighet"], ["Väntetid", "nej", "ja", "41 %"]]
    assert [it.get("scope") for it in body.iter("th")] == ["col"] * 4 + ["rowgroup", "row"]
    assert made.text == (
        "Exempeldata.\n\nÅmål har 7 dagar.\nDet är kort.\nLäget åren 2021–2022\n"
        "Indikator\t2021\t2022\tRiket\nTillgänglighet\nVäntetid\tnej\tja\t41 %\nKälla: enkät."
    )


def test_the_whole_report_keeps_its_order_and_says_what_is_made_up() -> None:
    made = whole(MADE)
    body = ElementTree.fromstring(made.html).find("body")
    assert body is not None
    assert [(it.tag, it.text) for it in body if it.tag.startswith("h")] == [
        ("h1", "Åmål"),
        ("h2", "Läget på en sida"),
        ("h2", "Väntetid"),
        ("h3", "I länet"),
    ]
    assert made.text.startswith(f"Åmål\n\n{MADE.subtitle}\n\n{MADE.invented}\n\n")
    assert "<p>Vi ändrade rutinen.</p><p>Det märks.</p>" in made.html


def test_what_looks_like_markup_or_another_cell_is_text() -> None:
    evil = "<b>&amp;\x07 a\tb\nc"
    picture = Picture("<svg/>", 480, 90, evil)
    table = TextTable(
        evil, evil, (evil, evil), ((TextCell(evil),), (TextCell(evil), TextCell(evil, Answer.NO))), (0.5, 0.5)
    )
    blocks = (Heading(evil), Paragraph(evil), table, Illustration(picture, evil), Comment(evil), Note(evil, evil))
    made = piece(blocks)
    assert [it.tag for it in ElementTree.fromstring(made.html).iter("b")] == ["b"]  # the note's heading alone
    lines = made.text.splitlines()
    assert sum("\t" in line for line in lines) == 2  # the heads, and the row with two cells
