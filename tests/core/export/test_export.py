"""What is seen, in every kind of file: read back by others than those who wrote it."""

import csv
import io
import struct
import zipfile
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from ojdesk.core.compare import spreads, trends
from ojdesk.core.dataset import Dataset
from ojdesk.core.export import delimited, exhibits, page, web, workbook
from ojdesk.core.export.exhibit import Exhibit, Table, cell_of
from ojdesk.core.export.formats import FORMATS, formats_for, picture_png, picture_svg, save_exhibit
from ojdesk.core.lessons import lessons
from ojdesk.core.peers import NO_PEERS
from ojdesk.core.wording.numbers import MINUS, NBSP

SVG = "{http://www.w3.org/2000/svg}"
EVIL = ("=1+1", "+46", "-1", "@SUM(A1)", "<script>&", "\t=cmd|'/c calc'!A1", "\u202e=A1", "0180", "1-2")


def small_table(*names: str) -> Table:
    """A county in a row: its share, the difference from the nation, and a word where there is none."""
    rows = [
        (cell_of(name), cell_of(f"41,5{NBSP}%", 41.46), cell_of(f"{MINUS}6{NBSP}p.e.", -6.2), cell_of("sekretess"))
        for name in names
    ]
    return Table("Län & riket", ("Län", "Andel", "Skillnad", "Svar"), tuple(rows))


@pytest.fixture
def trend(dataset: Dataset) -> Exhibit:
    found = trends.trend(dataset, "148052", "rutin_vald_vuxen")
    return exhibits.of_trend(dataset, found, NO_PEERS, "Aktuell rutin åäö", small_table("Värmlands län", "Örebro län"))


@pytest.fixture
def evil(trend: Exhibit) -> Exhibit:
    return replace(trend, title="=1+1 <b>", tables=(small_table(*EVIL),))


@pytest.fixture
def without_picture(dataset: Dataset) -> Exhibit:
    found = lessons(dataset, "1489", 2022)
    assert found is not None
    return exhibits.of_lessons(dataset, found, [small_table("Ale"), small_table("Borås", "Åmål")])


# What is said beside the figures ------------------------------------------------------------------------------------


def test_breaks_sources_and_made_up_data_go_along(trend: Exhibit) -> None:
    said = "\n".join(trend.small_print)
    assert "Ändrad definition 2024" in said
    assert "enkät 2018–2024" in said
    assert "påhittade" in said
    assert len(trend.origin.files) == 7
    assert trend.file_stem == "oj-ekonomiskt-bistand_centrum-goteborg_rutin-vid-vald-mot-vuxen_2018-2024"
    for written in (picture_svg(trend).decode(), web.write(trend).decode(), delimited.tab_separated(trend)):
        assert "påhittade" in written
        assert "Ändrad definition 2024" in written


def test_a_share_that_ojdesk_has_computed_is_named(dataset: Dataset) -> None:
    spread = spreads.spread(dataset, "1489", "freda", 2022)
    assert isinstance(spread, spreads.ShareSpread)
    computed = replace(spread, rows=(replace(spread.rows[0], computed=True), *spread.rows[1:]))
    exhibit = exhibits.of_spread(dataset, computed, "FREDA", small_table("Ale"))
    name = spread.rows[0].county.name
    assert any(note.startswith("*") and f"för {name}; den är beräknad av ojdesk" in note for note in exhibit.notes)
    assert [cell.text for cell in exhibit.tables[1].rows[0]][1].startswith("ja")
    assert len(exhibit.tables[1].rows) == len(spread.tiles)


# CSV and text -------------------------------------------------------------------------------------------------------


def test_csv_is_what_a_swedish_office_opens(trend: Exhibit) -> None:
    written = delimited.write(trend)
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [
        ["Län", "Andel (%)", "Skillnad (procentenheter)", "Svar"],
        ["Värmlands län", "41,5", "-6", "sekretess"],
        ["Örebro län", "41,5", "-6", "sekretess"],
    ]


def test_csv_has_areas_and_measures_in_columns_of_their_own(trend: Exhibit) -> None:
    rows = (
        (cell_of("Mottagare"), cell_of(f"4{NBSP}%", 4), cell_of(f"+1{NBSP}p.e.", 1)),
        (cell_of("Belopp (kr)"), cell_of(f"1{NBSP}043", 1043.2), cell_of(f"{MINUS}3", -3)),
    )
    table = Table("Läget", ("Indikator", "2022", "Skillnad"), rows, ("Omfattning", "Omfattning"))
    text = delimited.write(replace(trend, tables=(table,))).decode("utf-8-sig")
    assert text.splitlines() == [
        "Kvalitetsområde;Indikator;Mått;2022;Skillnad",
        "Omfattning;Mottagare;procent;4;1",
        "Omfattning;Belopp (kr);tal;1043;-3",
    ]


def test_no_text_becomes_a_formula_and_no_negative_number_is_harmed(evil: Exhibit) -> None:
    rows = list(csv.reader(io.StringIO(delimited.write(evil).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [
        "'=1+1", "'+46", "'-1", "'@SUM(A1)", "<script>&", "'=cmd|'/c calc'!A1", "'=A1", "0180", "1-2",
    ]  # fmt: skip
    assert {row[2] for row in rows[1:]} == {"-6"}
    assert "\n=1+1\t" not in delimited.tab_separated(evil)


# Excel --------------------------------------------------------------------------------------------------------------


def test_excel_has_numbers_as_numbers_and_says_what_they_are(trend: Exhibit) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(trend)))
    sheet = book["Tabell"]
    assert [cell.value for cell in sheet[1]] == ["Län", "Andel (%)", "Skillnad (procentenheter)", "Svar"]
    assert [cell.value for cell in sheet[2]] == ["Värmlands län", 41.46, -6.2, "sekretess"]
    assert sheet["B2"].number_format == f'#,##0.0"{NBSP}%"'
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:D3"
    about = [cell.value for cell in book["Om tabellen"]["A"] if cell.value]
    assert about[0] == trend.title
    assert trend.sentence in about
    assert trend.origin.invented in about
    assert [line for line in about if line.startswith("Fil: ")] == [f"Fil: {name}" for name in trend.origin.files]


def test_the_picture_in_excel_is_described_and_as_wide_as_on_paper(trend: Exhibit) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook.write(trend))) as parts:
        drawing = ElementTree.fromstring(parts.read("xl/drawings/drawing1.xml"))
    described = next(it for it in drawing.iter() if it.tag.endswith("}cNvPr"))
    size = next(it for it in drawing.iter() if it.tag.endswith("}ext") and "cx" in it.attrib)
    assert trend.sentence in described.attrib["descr"]
    assert int(size.attrib["cx"]) / 12700 == pytest.approx(504, abs=2)


def test_every_published_figure_leads_to_its_cell(dataset: Dataset) -> None:
    spread = spreads.spread(dataset, "1489", "belopp_per_inv", 2022)
    book = openpyxl.load_workbook(
        io.BytesIO(workbook.write(exhibits.of_spread(dataset, spread, "Belopp", small_table())))
    )
    sources = [[cell.value for cell in row] for row in book["Källor"].iter_rows(min_row=2)]
    own = next(row for row in sources if row[1] == "Alingsås")
    place = dataset.place("belopp_per_inv", "1489", 2022)
    assert place is not None
    assert own[3:] == [f"1{NBSP}043", place.file, place.sheet, place.cell]


def test_no_text_becomes_a_formula_in_excel(evil: Exhibit) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.write(evil)))["Tabell"]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert sheet["A2"].value == "=1+1"


def test_each_table_has_its_sheet(without_picture: Exhibit) -> None:
    shown = replace(without_picture, tables=tuple(replace(it, caption=f"{at}: a/b [c]?") for at, it in
                                                  enumerate(without_picture.tables)))  # fmt: skip
    names = openpyxl.load_workbook(io.BytesIO(workbook.write(shown))).sheetnames
    assert names[:3] == ["0 ab c", "1 ab c", "Om tabellen"]


# HTML ---------------------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """What tags there are, and how deep they nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_read_well_by_a_screen_reader(trend: Exhibit) -> None:
    text = web.write(trend).decode()
    found = _Page(text)
    assert found.open == []
    names = [tag for tag, _ in found.tags]
    assert dict(found.tags)["html"]["lang"] == "sv"
    assert names.count("h1") == names.count("main") == names.count("table") == names.count("caption") == 1
    assert {attrs.get("scope") for tag, attrs in found.tags if tag == "th"} == {"col", "row"}
    assert dict(found.tags)["svg"]["role"] == "img"
    assert "<desc>" in text


def test_a_hostile_name_stays_text_in_a_page(evil: Exhibit) -> None:
    for text in (web.write(evil).decode(), web.to_paste(evil)):
        assert "<script" not in text
        assert "<b>" not in text


# Pictures and PDF ---------------------------------------------------------------------------------------------------


def test_the_picture_is_as_large_on_paper_whatever_the_screen(trend: Exhibit) -> None:
    drawn = picture_png(trend)
    width, _ = struct.unpack(">II", drawn[16:24])
    assert width == pytest.approx(504 / 72 * 300, abs=1)
    at = drawn.index(b"pHYs")
    assert struct.unpack(">IIB", drawn[at + 4 : at + 13]) == (11811, 11811, 1)
    assert struct.unpack(">I", drawn[at + 13 : at + 17])[0] == zlib.crc32(drawn[at : at + 13])


def test_the_vector_picture_stands_alone(trend: Exhibit) -> None:
    root = ElementTree.fromstring(picture_svg(trend))
    assert root.findtext(f"{SVG}title") == trend.title
    assert trend.sentence in (root.findtext(f"{SVG}desc") or "")
    texts = list(root.iter(f"{SVG}text"))
    assert trend.title in [it.text for it in texts]
    assert {it.attrib["font-family"].split(",")[0] for it in texts} == {"Inter"}
    for it in texts:
        assert float(it.attrib["y"]) < float(root.attrib["height"])


def test_a_long_title_is_broken_and_stays_inside(trend: Exhibit) -> None:
    long = replace(trend, title="Överenskommelse om samverkan " * 8)
    root = ElementTree.fromstring(picture_svg(long))
    assert float(root.attrib["height"]) > float(ElementTree.fromstring(picture_svg(trend)).attrib["height"]) + 30
    assert max(len(it.text or "") for it in root.iter(f"{SVG}text")) < 125


def test_a_view_without_a_chart_is_drawn_as_its_tables(without_picture: Exhibit) -> None:
    assert [it.ending for it in formats_for(without_picture)] == ["png", "xlsx", "pdf", "csv", "html"]
    one = replace(without_picture, tables=without_picture.tables[:1])
    heights = [struct.unpack(">II", picture_png(it)[16:24])[1] for it in (one, without_picture)]
    assert heights[0] + 150 < heights[1]


def test_the_pdf_is_tagged_and_in_swedish(trend: Exhibit, evil: Exhibit, without_picture: Exhibit) -> None:
    for exhibit in (trend, evil, without_picture):
        written = page.write(exhibit)  # Typst refuses what PDF/UA-1 does not allow
        assert b"/StructTreeRoot" in written
        assert b"/Lang(sv-SE)" in written
        assert b"pdfuaid" in written


@pytest.mark.parametrize("kind", FORMATS, ids=lambda it: it.ending)
def test_every_format_is_saved_with_swedish_letters_in_its_path(trend: Exhibit, kind: object, tmp_path: Path) -> None:
    path = tmp_path / "Åtgärder för öar" / f"jämförelse.{kind.ending}"  # type: ignore[attr-defined]
    path.parent.mkdir()
    save_exhibit(trend, path)
    assert path.stat().st_size > 100
