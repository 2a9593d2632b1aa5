"""What is seen, on paper: read back from a PDF that is printed instead."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter

from ojdesk.gui.printing import print_exhibit, printer_for
from ojdesk.gui.window import Window


def printed(window: Window, path: Path) -> bytes:
    assert window.desk is not None
    exhibit = window.desk.view.exhibit()
    assert exhibit is not None
    printer = printer_for(exhibit)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    print_exhibit(exhibit, printer)
    return path.read_bytes()


def pages(content: bytes) -> list[str]:
    """The text of each page, letter by letter: Qt's glyphs turned back by the tables that it writes along."""
    objects = {int(it[1]): it[2] for it in re.finditer(rb"(\d+) 0 obj\s(.*?)endobj", content, re.DOTALL)}

    def stream(number: int) -> bytes:
        inside = re.search(rb"stream\r?\n(.*)endstream", objects[number], re.DOTALL)
        assert inside is not None
        return zlib.decompressobj().decompress(inside[1]) if b"FlateDecode" in objects[number] else inside[1]

    letters = {}
    for number, body in objects.items():
        if found := re.search(rb"/ToUnicode (\d+) 0 R", body):
            letters[number] = dict(_letters(stream(int(found[1])).decode("latin-1")))
    texts = []
    for body in objects.values():
        if not re.search(rb"/Type\s*/Page\b(?!s)", body):
            continue
        content_of = re.search(rb"/Contents (\d+) 0 R", body)
        assert content_of is not None
        font: dict[int, str] = {}
        text = ""
        for token in re.finditer(rb"/F(\d+) [\d.]+ Tf|<([0-9a-fA-F]+)>", stream(int(content_of[1]))):
            if token[1]:
                font = letters[int(token[1])]
            else:
                codes = token[2].decode()
                text += "".join(font.get(int(codes[at : at + 4], 16), "?") for at in range(0, len(codes), 4))
        # The fonts draw all kinds of space alike, and Qt writes them as tabs.
        texts.append(re.sub(r"\s", " ", text))
    return texts


def _letters(table: str) -> Iterator[tuple[int, str]]:
    for block in re.findall(r"beginbfrange\s(.*?)endbfrange", table, re.DOTALL):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*(\[[^\]]*\]|<\w+>)", block):
            codes = [int(it, 16) for it in re.findall(r"<(\w+)>", to)]
            for at in range(int(first, 16), int(last, 16) + 1):
                step = at - int(first, 16)
                yield at, chr(codes[step] if to.startswith("[") else codes[0] + step)
    for block in re.findall(r"beginbfchar\s(.*?)endbfchar", table, re.DOTALL):
        for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            yield int(code, 16), chr(int(to, 16))


@pytest.mark.parametrize("view", [0, 1, 2, 3])
def test_paper_has_title_table_source_and_page_numbers_as_text(desk_window: Window, view: int, tmp_path: Path) -> None:
    desk_window.workspace.choose(indicator="rutin_vald_vuxen")
    desk_window.show_view(view)
    assert desk_window.desk is not None
    exhibit = desk_window.desk.view.exhibit()
    assert exhibit is not None
    texts = pages(printed(desk_window, tmp_path / "sida.pdf"))
    whole = "".join(texts)
    plain = re.sub(r"\s", "", whole)
    for said in (exhibit.title, exhibit.origin.invented, *exhibit.notes, *(it.caption for it in exhibit.tables)):
        assert re.sub(r"\s", "", said) in plain, said
    for number, text in enumerate(texts, start=1):
        assert f"Sida {number} av {len(texts)}" in text
        assert "Källa: Socialstyrelsen" in text
    assert "?" not in whole.replace("Håller siffran?", "")


def test_heads_of_a_table_come_again_on_each_page(desk_window: Window, tmp_path: Path) -> None:
    desk_window.workspace.choose(indicator="belopp_per_inv")
    desk_window.show_view(1)
    texts = pages(printed(desk_window, tmp_path / "sida.pdf"))
    assert len(texts) > 1
    assert ["EnhetGrupp2018" in text for text in texts] == [True] * len(texts)


def test_the_chart_is_printed_as_lines_and_letters(desk_window: Window, tmp_path: Path) -> None:
    desk_window.show_view(2)
    content = printed(desk_window, tmp_path / "sida.pdf")
    assert b"/Subtype /Image" not in content
    assert "87 %13 av 15" in pages(content)[0]


def test_a_wide_table_lies_on_its_side(desk_window: Window) -> None:
    desk = desk_window.desk
    assert desk is not None
    sides = []
    for view in (0, 2):
        desk_window.show_view(view)
        exhibit = desk.view.exhibit()
        assert exhibit is not None
        sides.append(printer_for(exhibit).pageLayout().orientation())
    assert sides == [QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait]
