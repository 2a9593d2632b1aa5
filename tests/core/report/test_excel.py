"""The workbook, read back: its charts as XML, its cells by openpyxl, its sheets by LibreOffice."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.peers import PeerSet
from ojdesk.core.report import excel
from ojdesk.core.report.blocks import Chart, DataColumn, DataTable, Finding, Illustration, Measure, Report
from ojdesk.core.report.content import report
from tests.core.report.office import as_pages, needs_office

DAY = date(2026, 11, 22)
INDICATORS = ("plan_tre_manader_alla", "andel_langvarigt", "belopp_per_inv")
NS = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}


@pytest.fixture(scope="module", params=["1489", "148052"])
def made(request: pytest.FixtureRequest, dataset: Dataset) -> Report:
    peers = PeerSet("Grannarna", members=("1463", "1472")) if request.param == "1489" else PeerSet()
    choice = Choice(unit=request.param, year=2022, indicators=INDICATORS, peers=peers)
    return report(dataset, choice.fitted(dataset), DAY)


@pytest.fixture(scope="module")
def written(made: Report) -> bytes:
    return excel.write(made)


def illustrations(made: Report) -> list[tuple[Illustration, Chart]]:
    shown = [it.shown for it in made.blocks if isinstance(it, Finding)]
    return [(it, it.chart) for it in shown if isinstance(it, Illustration) and it.chart is not None]


def cells(sheet: Worksheet, reference: str) -> list[object]:
    """The values that a chart refers to."""
    name, _, where = reference.replace("$", "").partition("!")
    assert name == sheet.title
    found = sheet[where]
    if not isinstance(found, tuple):
        return [found.value]
    return [row[0].value for row in found]


def test_every_chart_is_drawn_from_the_figures_beside_it(made: Report, written: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written))["Diagram"]
    charts = illustrations(made)
    assert len(charts) == 2 * len(INDICATORS)
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        for number, (_, chart) in enumerate(charts, start=1):
            drawn = etree.fromstring(parts.read(f"xl/charts/chart{number}.xml")).findall(".//c:ser", NS)
            assert len(drawn) == len(chart.series)
            for native, series in zip(drawn, chart.series, strict=True):
                name, names, values = (
                    cells(sheet, native.findtext(f"c:{it}//c:f", namespaces=NS)) for it in ("tx", "cat", "val")
                )
                assert name == [series.name]
                assert names == list(chart.categories)
                assert [None if it is None else pytest.approx(it) for it in series.values] == values


def test_every_chart_is_described(made: Report, written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        drawing = etree.fromstring(parts.read("xl/drawings/drawing1.xml"))
    described = [it.get("descr") for it in drawing.findall(".//xdr:graphicFrame//xdr:cNvPr", NS)]
    assert described == [f"{chart.caption} {it.picture.description}" for it, chart in illustrations(made)]


def test_numbers_have_the_decimals_of_their_indicator(made: Report, written: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    seen = set()
    for table in made.tables:
        sheet = book[table.name]
        for at, row in enumerate(table.rows, start=4):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(at, column)
                if isinstance(value, Measure):
                    assert cell.number_format == ("#,##0.0" if value.decimals else "#,##0")
                    seen.add(value.decimals)
                elif isinstance(value, str):
                    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert seen == {0, 1}


def test_every_table_has_a_head_that_stays_a_filter_and_a_page(made: Report, written: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    assert book.properties.title == f"{made.title}: {made.subtitle}"
    for table in made.tables:
        sheet = book[table.name]
        last = get_column_letter(len(table.columns))
        assert sheet.freeze_panes == "C4"
        assert sheet.auto_filter.ref == f"A3:{last}{3 + max(len(table.rows), 1)}"
        assert sheet.print_title_rows == "$3:$3"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert all(8 <= it.width <= 61 for it in sheet.column_dimensions.values())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Öppet: [a]/b*c?", "Öppet abc"),
        ("'citat'", "citat"),
        ("x" * 40, "x" * 30 + "…"),
        ("Om rapporten", "Om rapporten (2)"),
        ("DIAGRAM", "DIAGRAM (2)"),
        ("\u202e", "Blad"),
    ],
)
def test_any_name_becomes_one_that_excel_takes(made: Report, name: str, kept: str) -> None:
    table = DataTable(name, name, (DataColumn("Text", "Text"),), (("a",),))
    assert kept in openpyxl.load_workbook(io.BytesIO(excel.write(replace(made, tables=(table,))))).sheetnames


@pytest.mark.parametrize("text", ["_x000D_", "a\x00b\x0b\r\nc", "å\u202eäö", "=1;" * 20_000])
def test_foreign_text_does_no_harm(made: Report, text: str) -> None:
    table = DataTable("Blad", text, (DataColumn(text, text),), ((text,),))
    sheet = openpyxl.load_workbook(io.BytesIO(excel.write(replace(made, title=text, tables=(table,)))))["Blad"]
    cell = sheet["A4"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith({"_": "_x000D_", "a": "a b c", "å": "åäö", "=": "=1;=1;"}[text[0]])
    assert len(str(cell.value)) <= 32_767


@needs_office
def test_libreoffice_shows_the_sheets(made: Report, written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kontroll åäö.xlsx"
    path.write_bytes(written)
    said = " ".join(as_pages(path))
    assert made.title in said
    assert made.invented.split(":")[0] in said
    for _, chart in illustrations(made):
        assert chart.categories[0] in said
    assert "oppna-jamforelser-2022-ekonomiskt-bistand-enkatdata.xlsx" in said
    assert not {"#REF!", "#NAMN?", "#NAME?", "Err:"} & set(said.split())
