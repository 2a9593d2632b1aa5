"""Word and Excel, read back by implementations that are not ours."""

import io
import re
import threading
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from ojdesk.__main__ import main
from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.report import excel, word
from ojdesk.core.report.blocks import (
    DataColumn,
    DataTable,
    Finding,
    Heading,
    Illustration,
    Paragraph,
    Report,
    TextTable,
)
from ojdesk.core.report.content import report
from ojdesk.core.report.formats import FORMATS, Format, formats_named, save_report
from ojdesk.core.resources import resource
from ojdesk.core.work import Refused

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def made(dataset: Dataset) -> Report:
    choice = Choice(unit="1489", year=2022, indicators=("plan_tre_manader_alla", "andel_mottagare")).fitted(dataset)
    return report(dataset, choice, DAY)


@pytest.fixture(scope="module")
def document(made: Report) -> DocumentType:
    return Document(io.BytesIO(word.write(made)))


@pytest.fixture(scope="module")
def workbook(made: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(excel.write(made)))


# Word -------------------------------------------------------------------------------------------------------------


def test_word_has_every_word_of_the_content(made: Report, document: DocumentType) -> None:
    paragraphs = [it.text for it in document.paragraphs]
    assert made.title in paragraphs
    assert made.invented in paragraphs
    for block in made.blocks:
        if isinstance(block, Heading | Paragraph):
            assert block.text in paragraphs
        if isinstance(block, Finding):
            assert block.message in paragraphs


def test_word_has_real_headings(made: Report, document: DocumentType) -> None:
    headings = [it.text for it in document.paragraphs if it.style and it.style.name == "Heading 1"]
    assert headings == [it.text for it in made.blocks if isinstance(it, Heading) and it.level == 1]


def test_word_tables_repeat_their_header_and_describe_themselves(made: Report, document: DocumentType) -> None:
    block = next(it for it in made.blocks if isinstance(it, TextTable))
    table = document.tables[0]
    assert table.rows[0]._tr.findall(f".//{qn('w:tblHeader')}")
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == block.caption
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == block.description
    assert [cell.text for cell in table.rows[0].cells] == list(block.heads)
    shown = [[cell.text.lstrip("✓◐✕ ") for cell in row.cells] for row in table.rows[1:]]
    assert shown == [[cell.text for cell in row] + [""] * (len(block.heads) - len(row)) for row in block.rows]
    assert not table._tbl.findall(f".//{qn('w:gridSpan')}")


def test_word_pictures_have_alternative_texts_and_captions(made: Report, document: DocumentType) -> None:
    blocks = [it.shown for it in made.blocks if isinstance(it, Finding) and isinstance(it.shown, Illustration)]
    shapes = document.inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [it.picture.description for it in blocks]
    captions = [it.text for it in document.paragraphs if it.style and it.style.name == "Caption"]
    assert [it for it in captions if it.startswith("Figur")] == [
        f"Figur {at}: {block.caption}" for at, block in enumerate(blocks, start=1)
    ]


def test_word_is_swedish_titled_and_a4(made: Report, document: DocumentType) -> None:
    languages = {it.get(qn("w:val")) for it in document.styles.element.iter(qn("w:lang"))}
    section = document.sections[0]
    assert languages == {"sv-SE"}
    assert document.core_properties.title.startswith("Alingsås")
    assert [round((it or 0) / 360_000, 1) for it in (section.page_width, section.page_height)] == [21.0, 29.7]
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_word_takes_a_long_title_and_notice(made: Report) -> None:
    long = replace(made, title="Å" * 300, invented="Exempeldata: " + "påhittade värden " * 30, blocks=())
    properties = Document(io.BytesIO(word.write(long))).core_properties
    assert properties.title == "Å" * 255
    assert properties.comments.startswith("Exempeldata: påhittade värden")


# Excel ------------------------------------------------------------------------------------------------------------


def test_excel_has_a_sheet_for_each_part(made: Report, workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames == ["Om rapporten", "Diagram", *(table.name for table in made.tables), "Kolumner"]


def test_excel_has_numbers_as_numbers_and_codes_as_texts(made: Report, workbook: openpyxl.Workbook) -> None:
    for table in made.tables:
        sheet = workbook[table.name]
        titles = [cell.value for cell in sheet[3]]
        assert titles == [column.title for column in table.columns]
        shown = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=4, max_row=3 + len(table.rows))]
        assert shown == [tuple(None if value is None else value for value in row) for row in table.rows]
        assert sheet.freeze_panes == "C4"


def test_excel_says_what_is_made_up_and_what_columns_hold(made: Report, workbook: openpyxl.Workbook) -> None:
    assert made.invented in [cell.value for cell in workbook["Om rapporten"]["A"]]
    assert all(workbook[table.name]["A2"].value == made.invented for table in made.tables)
    described = {(row[0].value, row[1].value) for row in workbook["Kolumner"].iter_rows(min_row=2)}
    assert described == {(table.name, column.title) for table in made.tables for column in table.columns}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.invalid", "=HYPERLINK(A1)"])
def test_text_from_files_is_never_a_formula(text: str) -> None:
    table = DataTable("Blad", text, (DataColumn("Text", "Text"), DataColumn("Tal", "Tal")), ((text, 1.5),))
    made = Report(text, text, DAY, "", (), (table,), "fil")
    sheet = openpyxl.load_workbook(io.BytesIO(excel.write(made)))["Blad"]
    assert (sheet["A4"].value, sheet["A4"].data_type) == (text.strip(), "s")
    assert sheet["A4"].hyperlink is None
    assert (sheet["B4"].value, sheet["B4"].data_type) == (1.5, "n")


# Saving -----------------------------------------------------------------------------------------------------------


def test_nothing_is_overwritten(made: Report, tmp_path: Path) -> None:
    first = save_report(made, tmp_path / "ny mapp åäö", FORMATS)
    before = [path.read_bytes() for path in first]
    second = save_report(made, tmp_path / "ny mapp åäö", FORMATS)
    stem, endings = "oj-ekonomiskt-bistand_alingsas_2022", [it.ending for it in FORMATS]
    assert [path.name for path in first] == [f"{stem}.{ending}" for ending in endings]
    assert [path.name for path in second] == [f"{stem} (2).{ending}" for ending in endings]
    assert [path.read_bytes() for path in first] == before
    assert len(list((tmp_path / "ny mapp åäö").iterdir())) == 2 * len(FORMATS)


def test_the_formats_of_a_report_are_made_side_by_side_and_told_in_turn(made: Report, tmp_path: Path) -> None:
    met = threading.Barrier(2, timeout=30)

    def write(report: Report) -> bytes:
        met.wait()
        return report.title.encode()

    told: list[tuple[int, int, str]] = []
    formats = [Format(it, it.upper(), "", write) for it in ("one", "two")]
    saved = save_report(made, tmp_path, formats, lambda *it: told.append(it))
    assert [path.read_text("utf-8") for path in saved] == [made.title, made.title]
    assert told == [(0, 2, "Skriver ONE"), (1, 2, "Skriver TWO")]


def test_formats_by_name() -> None:
    assert [it.ending for it in formats_named(["XLSX", ".docx"])] == ["xlsx", "docx"]
    with pytest.raises(Refused, match=r"Formatet odt finns inte\. Välj bland docx, pdf") as refused:
        formats_named(["odt"])
    assert all(it.ending in str(refused.value) for it in FORMATS)


@pytest.mark.parametrize("kind", FORMATS, ids=lambda it: it.ending)
def test_every_format_says_whom_it_is_about_and_that_data_are_made_up(kind: Format, made: Report) -> None:
    content = kind.write(made)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            said = " ".join(parts.read(it).decode() for it in parts.namelist() if it.endswith(".xml"))
        said = re.sub(r"<[^>]*>", "", said)
    elif kind.ending == "pdf":
        said = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    else:
        said = content.decode()
    squeezed = "".join(said.split())
    for wanted in (made.title, made.subtitle, made.invented):
        assert "".join(wanted.split()) in squeezed


def test_every_format_is_named_wherever_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "--help"])
    endings = ",".join(it.ending for it in FORMATS)
    assert f"--format {endings}" in " ".join(capsys.readouterr().out.split())
    readme = (Path(__file__).resolve().parents[3] / "README.md").read_text("utf-8")
    assert f"--format {endings}" in " ".join(readme.split())
    manual = resource("manual", "rapporten.md").read_text("utf-8")
    assert [it.name for it in FORMATS if f"**{it.name}**" not in manual] == []
