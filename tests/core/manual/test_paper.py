"""The manual as a PDF, read back by implementations that are not ours."""

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from markdown_it.tree import SyntaxTreeNode

from ojdesk.core.manual import paper
from ojdesk.core.manual.book import chapters, parser


@pytest.fixture(scope="module")
def written() -> bytes:
    return paper.write()


@pytest.fixture(scope="module")
def text(written: bytes) -> str:
    pages = pypdfium2.PdfDocument(written)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def elements(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """All elements of the structure tree."""
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        it = waiting.pop()
        if isinstance(it, pikepdf.Array):
            waiting.extend(list(it))
        elif isinstance(it, pikepdf.Dictionary):
            if "/S" in it:
                yield it
            if "/K" in it:
                waiting.append(it.K)


def test_it_is_tagged_with_title_language_and_words_for_each_picture(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "sv-SE"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == paper.TITLE
            assert metadata["pdfuaid:part"] == "1"
        figures = [str(it.get("/Alt", "")) for it in elements(document) if it.S == "/Figure"]
    wanted = [it.content for chapter in chapters() for it in chapter.tree.walk() if it.type == "image"]
    assert sorted(figures) == sorted(wanted)


def test_every_section_is_there(text: str) -> None:
    assert [it.title for chapter in chapters() for it in chapter.sections if it.title not in text] == []
    assert "ojdesk data enkat-2022.xlsx register-2022.xlsx -o resultat.csv" in text


def test_what_has_no_form_on_paper_is_not_lost_in_silence() -> None:
    ruled = SyntaxTreeNode(parser().parse("text\n\n---\n")).children
    with pytest.raises(ValueError, match="hr"):
        paper._children(ruled, "borja")
