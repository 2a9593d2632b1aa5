"""Whatever a file is called and whoever stands in it: text stays text in all that ojdesk writes."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl.worksheet.worksheet import Worksheet

from ojdesk.core.account import account
from ojdesk.core.choice import Choice
from ojdesk.core.compare import trends
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.export import delimited, exhibits
from ojdesk.core.export import formats as exhibit_formats
from ojdesk.core.export.exhibit import Exhibit, Table, cell_of
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import read_files
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.report import formats as report_formats
from ojdesk.core.report.blocks import Report
from ojdesk.core.report.content import report
from ojdesk.core.saved import SavedWork, pack, unpack
from ojdesk.core.tidy import save_tidy

#: Formulas, markup, fields, directions, what cannot be seen or written, paths, commands to a terminal, and too much.
EVIL = (
    "=HYPERLINK(1)", "+46|cmd", "-1+1", "@SUM(A1)", "\t=1", "\r\n=1", "<script>alert(1)</script>", '"><img src=//x>',
    "]]>", "&#x202e;", "{ INCLUDETEXT x }", "_x0000_", "#let x = 1", "$x^2$", "\u202eabc", "a\u200bb", "\ufffe",
    "a\x00b", "\x1b]0;x\x07", "\u2028x", "漢字😀", "../../x", "C:\\x", "CON", "x" * 3_000,
)  # fmt: skip
#: No document may have them; and these turn or hide the text around them.
UNWRITABLE = frozenset(map(chr, [*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0xD800, 0xE000), 0xFFFE]))
UNFIT = UNWRITABLE | {"\u200b", "\u202e", "\u2028", "\n", "\t"}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """A file with all of it, in the heads, in the names of units and in the answers."""
    rows = [
        ["Öppna jämförelser 2022 ekonomiskt bistånd, enkätdata"],
        ["Kod", "Kommun", "Aktuell rutin", *(f"{evil} rutin {at}" for at, evil in enumerate(EVIL))],
        *([f"1480{at + 10}", evil, "1", *"01" * (len(EVIL) // 2), evil] for at, evil in enumerate(EVIL)),
        ["1489", "Alingsås", "1", *EVIL],
        ["00", "Riket", "", *[""] * len(EVIL)],
    ]
    path = tmp_path_factory.mktemp("foreign") / "=cmd\x01 \u202e<b>\udcff.csv"
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    try:
        path.write_text(text.getvalue(), "utf-8")
    except (OSError, ValueError):  # a system that knows better
        path = path.with_name("'=cmd.csv")
        path.write_text(text.getvalue(), "utf-8")
    imported = read_files([path])
    assert imported.refusals == ()
    return imported.readings[0]


@pytest.fixture(scope="module")
def foreign(read: Reading) -> Dataset:
    return build([read])


@pytest.fixture(scope="module")
def made(foreign: Dataset) -> Report:
    choice = Choice(unit="1489", indicators=tuple(foreign.indicators)).fitted(foreign)
    return report(foreign, choice, date(2024, 1, 1))


@pytest.fixture(scope="module")
def shown(foreign: Dataset) -> Exhibit:
    """A view with every name and every head in it."""
    rows = tuple((cell_of(unit.name), cell_of("1", 1)) for unit in foreign.units.values())
    heads = tuple((cell_of(it.name), cell_of("1", 1)) for it in foreign.indicators.values())
    indicator = max(foreign.indicators.values(), key=lambda it: it.name.startswith("=")).id
    trend = trends.trend(foreign, "1489", indicator)
    table = Table("Namn", ("Namn", "Tal"), (*rows, *heads))
    return exhibits.of_trend(foreign, trend, NO_PEERS, foreign.indicators[indicator].name, table)


def texts_of(sheets: Iterable[Worksheet]) -> Iterator[str]:
    for cell in chain.from_iterable(chain.from_iterable(sheet.iter_rows() for sheet in sheets)):
        assert cell.data_type in {"s", "n", "b"}
        assert cell.hyperlink is None
        if isinstance(cell.value, str):
            yield cell.value


def test_what_is_read_has_nothing_unfit_in_it(read: Reading, foreign: Dataset) -> None:
    said = [it.name for it in foreign.units.values()] + [it.name for it in foreign.indicators.values()]
    said += [read.file, *(it.name for it in read.sheets)]
    assert not UNFIT & set(chain.from_iterable(said))
    assert not UNWRITABLE & set(chain.from_iterable(read.observations["raw"].cat.categories))
    assert "\ufffd" in read.file or read.file == "'=cmd.csv"
    lines = [line for heading, part in account(read, foreign) for line in (heading, *part)]
    assert not UNFIT & set(chain.from_iterable(lines))
    assert max(map(len, lines)) < 1_500


def test_word_has_no_field_but_its_own(made: Report) -> None:
    (word,) = report_formats.formats_named(["docx"])
    content = word.write(made)
    document = Document(io.BytesIO(content))
    fields = {it.text.split()[0] for it in document.element.iter(qn("w:instrText"))}
    assert fields <= {"SEQ", "TOC"}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
    assert "External" not in relations
    assert any("INCLUDETEXT" in it.text for it in document.paragraphs)


def test_excel_has_no_formula_and_no_link(made: Report, shown: Exhibit) -> None:
    (excel,) = report_formats.formats_named(["xlsx"])
    found = set(texts_of(openpyxl.load_workbook(io.BytesIO(excel.write(made))).worksheets))
    assert any(text.startswith("=HYPERLINK") for text in found)
    written = next(it for it in exhibit_formats.FORMATS if it.ending == "xlsx").write(shown)
    assert any(
        text.startswith("=HYPERLINK") for text in texts_of(openpyxl.load_workbook(io.BytesIO(written)).worksheets)
    )


@pytest.mark.parametrize("kind", exhibit_formats.FORMATS, ids=lambda it: it.ending)
def test_every_format_can_be_written(kind: exhibit_formats.Format, shown: Exhibit) -> None:
    assert kind.write(shown)


@pytest.mark.parametrize("kind", report_formats.FORMATS, ids=lambda it: it.ending)
def test_every_report_can_be_written(kind: report_formats.Format, made: Report) -> None:
    assert kind.write(made)


def test_a_page_has_no_tag_of_theirs(shown: Exhibit) -> None:
    tags: set[str] = set()
    sources: list[str] = []

    class Page(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            sources.extend(value or "" for name, value in attrs if name in {"src", "href"} or name.startswith("on"))

    page = next(it for it in exhibit_formats.FORMATS if it.ending == "html").write(shown).decode()
    Page().feed(page)
    assert not tags & {"script", "img", "b", "iframe"}
    assert sources == []


def test_no_line_of_csv_begins_a_formula(shown: Exhibit, read: Reading, tmp_path: Path) -> None:
    rows = [*csv.reader(io.StringIO(delimited.write(shown).decode("utf-8-sig"), newline=""), delimiter=";")]
    save_tidy([read], tmp_path / "ut.csv")
    rows += csv.reader(io.StringIO((tmp_path / "ut.csv").read_bytes().decode(), newline=""))
    texts = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in texts)
    assert [cell for cell in texts if cell.startswith(("=", "@", "\t", "\r", "+46"))] == []


def test_no_name_leads_out_of_the_folder(made: Report, shown: Exhibit, foreign: Dataset, tmp_path: Path) -> None:
    folder = tmp_path / "hit"
    for unit in foreign.units.values():
        trend = trends.trend(foreign, unit.code, next(iter(foreign.indicators)))
        stem = exhibits.of_trend(foreign, trend, NO_PEERS, unit.name, shown.tables[0]).file_stem
        assert stem.startswith("oj-ekonomiskt-bistand_")
        assert len(stem) < 200
        assert Path(stem).name == stem
        assert stem.isascii()
        assert not set('<>:"|?*\\/. ') & set(stem)
    report_formats.save_report(made, folder, report_formats.FORMATS)
    assert {it.parent for it in tmp_path.rglob("*.*")} == {folder}


def test_saved_work_keeps_it(read: Reading) -> None:
    kept = unpack(pack(SavedWork((read,), {}, {}, ())), Path("/arbeten/a.ojdesk")).readings[0]
    assert kept.file == read.file
    assert kept.path == read.path
    assert kept.units == read.units


def test_a_saved_work_cannot_bring_in_what_a_file_could_not(few: Reading) -> None:
    content = pack(SavedWork((few,), {}, {}, ()))
    assert pack(unpack(content, Path("/a.ojdesk"))) == content


@pytest.mark.parametrize("name", [*EVIL, "\ud800"])
def test_a_comparison_set_with_such_a_name_is_none_or_fit_to_show(name: str) -> None:
    try:
        found = PeerSet.from_json({"name": name, "origin": "egen", "year": 0, "members": ["1440"]})
    except ValueError:
        return
    assert not UNFIT & set(found.name)
