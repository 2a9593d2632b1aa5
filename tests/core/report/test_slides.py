"""The presentation, read back: its parts as XML, the figures behind charts by openpyxl, its pages by LibreOffice."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from PIL import ImageFont
from pptx import Presentation
from pptx.presentation import Presentation as PresentationType
from pptx.slide import Slide

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.paper.picture import Picture
from ojdesk.core.peers import PeerSet
from ojdesk.core.report import slides
from ojdesk.core.report.blocks import (
    Chart,
    Comment,
    Finding,
    Heading,
    Illustration,
    Note,
    Report,
    Role,
    Series,
    TextCell,
    TextTable,
)
from ojdesk.core.report.content import report
from ojdesk.core.report.setting import leading
from ojdesk.core.resources import resource
from tests.core.report.office import as_pages, needs_office

DAY = date(2026, 11, 22)
PEERS = PeerSet("Grannarna", members=("1463", "1472", "1489"))
INDICATORS = ("plan_tre_manader_alla", "rutin_vald_vuxen", "andel_langvarigt", "belopp_per_inv")
NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}


@pytest.fixture(scope="module", params=["1489", "148052", "14"])
def made(request: pytest.FixtureRequest, dataset: Dataset) -> Report:
    peers = PEERS if request.param == "1489" else PeerSet()
    choice = Choice(unit=request.param, year=2022, indicators=INDICATORS, peers=peers)
    return report(dataset, choice.fitted(dataset), DAY)


@pytest.fixture(scope="module")
def shown(made: Report) -> PresentationType:
    return Presentation(io.BytesIO(slides.write(made)))


def charts_of(made: Report) -> list[Chart]:
    them = [block.shown if isinstance(block, Finding) else block for block in made.blocks]
    return [it.chart for it in them if isinstance(it, Illustration) and it.chart is not None]


def frames(presentation: PresentationType) -> Iterator[tuple[Slide, object]]:
    for slide in presentation.slides:
        for shape in slide.shapes:
            if not shape.is_placeholder:
                yield slide, shape


def texts(slide: Slide) -> str:
    return " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def notes(slide: Slide) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def cached(native: object) -> list[tuple[str, dict[str, float]]]:
    """Name and values by category of each series, as they stand in the chart's own part."""
    root = etree.fromstring(native.part.blob)  # type: ignore[attr-defined]
    found = []
    for series in root.iterfind(".//c:ser", NS):
        names = {it.get("idx"): it.findtext("c:v", namespaces=NS) for it in series.iterfind("c:cat//c:pt", NS)}
        values = {
            names[it.get("idx")]: round(float(it.findtext("c:v", namespaces=NS)), 9)
            for it in series.iterfind("c:val//c:pt", NS)
        }
        found.append((series.findtext("c:tx//c:v", namespaces=NS), values))
    return found


def behind(native: object) -> list[tuple[str, dict[str, float]]]:
    """The same as it stands in the workbook that PowerPoint opens to edit the figures."""
    book = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))  # type: ignore[attr-defined]
    (sheet,) = book.worksheets
    (_, *names), *columns = sheet.iter_cols(values_only=True)
    return [
        (
            str(name),
            {str(at): round(it, 9) for at, it in zip(names, values, strict=True) if isinstance(it, int | float)},
        )
        for name, *values in columns
    ]


def test_every_chart_has_the_figures_of_the_content(made: Report, shown: PresentationType) -> None:
    natives = [shape.chart for _, shape in frames(shown) if shape.has_chart]  # type: ignore[attr-defined]
    charts = charts_of(made)
    assert len(natives) == len(charts) == 2 * len(INDICATORS)
    for native, chart in zip(natives, charts, strict=True):
        wanted = [
            (it.name, {name: round(v, 9) for name, v in zip(chart.categories, it.values, strict=True) if v is not None})
            for it in chart.series
        ]
        assert cached(native) == wanted
        assert behind(native) == wanted
        blanks = etree.fromstring(native.part.blob).find(".//c:dispBlanksAs", NS)
        assert blanks.get("val") == "gap"


def test_every_slide_has_a_title_of_its_own_a_number_and_the_notice(made: Report, shown: PresentationType) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides if slide.shapes.title is not None]
    assert len(titles) == len(shown.slides) == len(set(titles))
    assert titles[0] == made.title
    for slide in shown.slides:
        assert made.invented in texts(slide)
        assert slide.element.find(".//a:fld[@type='slidenum']", NS) is not None
        assert not [it.name for it in slide.placeholders if not it.text_frame.text]
        assert len({it.shape_id for it in slide.shapes}) == len(slide.shapes)


def test_it_is_read_in_order_title_figure_source(shown: PresentationType) -> None:
    for slide, shape in frames(shown):
        order = list(slide.shapes)
        at = [it.shape_id for it in order].index(shape.shape_id)  # type: ignore[attr-defined]
        before = {it.placeholder_format.type.name for it in order[:at]}
        after = {it.placeholder_format.type.name for it in order[at + 1 :]}
        assert order[0].shape_id == slide.shapes.title.shape_id
        assert {"FOOTER", "SLIDE_NUMBER"} <= after
        assert not {"FOOTER", "SLIDE_NUMBER"} & before
        assert "Källa" not in {it.name for it in order[:at]}


def test_everything_shown_has_an_alternative_text(made: Report, shown: PresentationType) -> None:
    described = [
        (shape.has_chart, shape._element._nvXxPr.cNvPr.get("descr", ""))  # type: ignore[attr-defined]
        for _, shape in frames(shown)
    ]
    assert all(text.endswith(".") for _, text in described)
    illustrations = [it.shown for it in made.blocks if isinstance(it, Finding) and isinstance(it.shown, Illustration)]
    of_charts = [text for is_chart, text in described if is_chart]
    assert all(it.picture.description in text for it, text in zip(illustrations, of_charts, strict=True))


def test_a_long_table_goes_on_over_slides_under_the_same_heads(made: Report, shown: PresentationType) -> None:
    table = next(it for it in made.blocks if isinstance(it, TextTable))
    tables = [shape.table for _, shape in frames(shown) if shape.has_table]  # type: ignore[attr-defined]
    parts = [it for it in tables if [cell.text for cell in it.rows[0].cells] == list(table.heads)]
    assert len(parts) > 1
    rows = []
    for part in parts:
        assert part.first_row
        _, *body = [[cell.text for cell in row.cells] for row in part.rows]
        assert len([it for it in body[-1] if it]) > 1, "a subheading without rows"
        assert not part._tbl.findall(".//a:tc[@gridSpan]", NS)
        rows += [[it.lstrip("✓◐✕ ") for it in row] for row in body if len([it for it in row if it]) > 1]
    assert rows == [[cell.text for cell in row] for row in table.rows if len(row) > 1]


def test_what_is_said_is_on_the_slide_or_in_its_notes(made: Report, shown: PresentationType) -> None:
    findings = [it for it in made.blocks if isinstance(it, Finding) and isinstance(it.shown, Illustration)]
    pictured = [slide for slide, shape in frames(shown) if shape.has_chart]  # type: ignore[attr-defined]
    for finding, slide in zip(findings, pictured, strict=True):
        assert slide.shapes.title is not None
        assert finding.message.startswith(slide.shapes.title.text_frame.text)
        assert finding.message in notes(slide)
    said = " ".join(notes(slide) for slide in shown.slides)
    about = [it for it in made.blocks if isinstance(it, Note) and it.heading in {"Att lära av", "Håller siffran?"}]
    assert about
    assert all(f"{leading(it)} {it.text}" in said for it in about)


def test_no_slide_is_a_title_alone(made: Report, shown: PresentationType) -> None:
    _opening, *others = shown.slides
    for slide in others:
        own = [it for it in slide.placeholders if it.name not in {"Titel", "Kapitel", "Sidfot", "Bildnummer"}]
        assert [it for it in own if it.text_frame.text] or any(not it.is_placeholder for it in slide.shapes)


def test_what_a_chart_shows_is_in_its_notes_and_not_shown_again(made: Report, shown: PresentationType) -> None:
    again = [it for it in made.blocks if isinstance(it, TextTable) and it.again]
    assert len(again) == len(INDICATORS)
    captions = [shape.name + shape._element._nvXxPr.cNvPr.get("descr") for _, shape in frames(shown)]  # type: ignore[attr-defined]
    for table in again:
        assert not any(it.startswith(f"Tabell{table.caption}") for it in captions)
        (said,) = [notes(slide) for slide in shown.slides if table.caption in notes(slide)]
        for name, *cells in table.rows:
            pairs = ", ".join(f"{cell.text} {head}" for head, cell in zip(table.heads[1:], cells, strict=True))
            assert f"{name.text}: {pairs}." in said


def test_it_is_swedish_titled_and_wide(made: Report, shown: PresentationType) -> None:
    assert shown.core_properties.title == f"{made.title}: {made.subtitle}"
    assert shown.core_properties.language == "sv-SE"
    assert (shown.slide_width or 0) * 9 == (shown.slide_height or 0) * 16
    with zipfile.ZipFile(io.BytesIO(slides.write(made))) as parts:
        for name in parts.namelist():
            if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notesSlide")) and name.endswith(".xml"):
                runs = etree.fromstring(parts.read(name)).findall(".//a:r", NS)
                assert {run.find("a:rPr", NS).get("lang") for run in runs} == {"sv-SE"}, name


# Foreign text -----------------------------------------------------------------------------------------------------

EVIL = (
    "=HYPERLINK(A1)",
    "+1",
    "@SUM(A1)",
    "\t=1",
    "http://example.invalid",
    "<a:t>&amp;",
    "_x000D_",
    "styr\x00\x0btecken",
    "\u202eomvänt",
    "Å" * 400,
)


def foreign(text: str) -> Report:
    categories, none = (text, f"{text} två"), frozenset[int]()
    chart = Chart(text, categories, (Series(text, Role.OWN, (1.5, None)),), (), none, "%", 1, 1.0, 2.0)
    bars = replace(chart, bars=(Role.OWN, Role.OTHERS), few=frozenset({0}), unit="")
    picture = Picture("<svg xmlns='http://www.w3.org/2000/svg' width='48' height='24'/>", 48, 24, text)
    table = TextTable(text, text, (text, text), ((TextCell(text),), (TextCell(text), TextCell(text))), (0.5, 0.5))
    blocks = (
        Heading(text),
        Finding(text, Illustration(picture, text, chart), text, text),
        Finding(text, Illustration(picture, text, bars), text, text),
        Finding(text, Illustration(picture, text), text, text),
        Finding(text, table, text, text),
        Comment(text),
        Note(text, text),
    )
    return Report(text, text, DAY, text, blocks, (), "fil")


@pytest.mark.parametrize("text", EVIL, ids=lambda text: ascii(text)[:20])
def test_foreign_text_does_no_harm(text: str) -> None:
    written = slides.write(foreign(text))
    shown = Presentation(io.BytesIO(written))
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides if slide.shapes.title is not None]
    assert len(titles) == len(set(titles)) == 5
    natives = [shape.chart for _, shape in frames(shown) if shape.has_chart]  # type: ignore[attr-defined]
    for native in natives:
        assert cached(native) == behind(native)
        book = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if isinstance(cell.value, str)]
        assert len(cells) == 3
        assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)
    assert "\u202e" not in "".join(map(texts, shown.slides))


@pytest.mark.parametrize(
    "message",
    [
        "Kommunen " + "uppfyller indikatorn, som har en lång ordalydelse, " * 30 + "inte.",
        "Först en mening som är kort. Sedan en som är så lång att den inte kan stå kvar i rubriken av en bild. " * 6,
        "Socialförvaltningsverksamhetsutvecklingssamordningsansvarsområdesnämndsordförande" * 2 + ".",
    ],
    ids=["one sentence", "several", "one word"],
)
def test_a_long_message_stays_in_its_place(message: str) -> None:
    made = foreign("Text.")
    finding = made.blocks[1]
    assert isinstance(finding, Finding)
    long = Report("T", "T", DAY, "", (Finding(message, finding.shown),), (), "fil")
    slide = Presentation(io.BytesIO(slides.write(long))).slides[1]
    chart = next(shape for shape in slide.shapes if shape.has_chart)
    bottom = 0
    for place in slide.placeholders:
        if place.placeholder_format.type.name in {"FOOTER", "SLIDE_NUMBER"} or place.top > chart.top + chart.height:
            continue
        run = place.text_frame.paragraphs[0].runs[0]
        is_title = place.placeholder_format.type.name == "TITLE"
        size = run.font.size.pt if run.font.size else 24 if is_title else 18
        assert size >= 18
        assert place.left + place.width <= chart.left
        assert place.top >= bottom
        high = set_high(place.text_frame.text, size, place.width.pt, bold=is_title)
        bottom = place.top + high * 12700
        assert bottom <= chart.top + chart.height
    assert " ".join(message.split()) in " ".join(notes(slide).split())


def set_high(text: str, size: float, width: float, *, bold: bool) -> float:
    """How high a text is when it is set line by line in the bundled font, made as narrow as Calibri is."""
    font = ImageFont.truetype(str(resource("fonts", f"Inter-{'SemiBold' if bold else 'Regular'}.ttf")), 100)
    room = width / size * 100 / 0.88
    lines, line = 1, ""
    for letters in text.split():
        word = letters
        if font.getlength(f"{line} {word}".strip()) <= room:
            line = f"{line} {word}".strip()
            continue
        lines += 1
        while font.getlength(word) > room:
            word = word[next(at for at in range(len(word), 0, -1) if font.getlength(word[:at]) <= room) :]
            lines += 1
        line = word
    return lines * size * 1.2


# LibreOffice ------------------------------------------------------------------------------------------------------


@needs_office
def test_libreoffice_shows_every_slide(made: Report, tmp_path: Path) -> None:
    path = tmp_path / "visning åäö.pptx"
    path.write_bytes(slides.write(made))
    pages = as_pages(path)
    expected = Presentation(str(path))
    assert len(pages) == len(expected.slides)
    for page, slide in zip(pages, expected.slides, strict=True):
        assert slide.shapes.title is not None
        words = slide.shapes.title.text_frame.text.split()
        assert all(word in page for word in words), page
    assert any("Jönköping, 11 av 13" in page and "85 %" in page.replace("\u00a0", " ") for page in pages)
