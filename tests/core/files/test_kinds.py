import codecs
import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojdesk.core.files import gate
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.sheet import Sheet, as_text
from ojdesk.core.work import Refused
from tests.core.files.books import read
from tests.core.files.formats import FAULTY, PERCENT, ROWS, SHARE, TITLE, percent_cells, write_xlsb, write_xlsx
from tests.core.files.hostile import package
from tests.core.files.rows import VISIT

FIXTURES = Path(__file__).with_name("fixtures")
WORKBOOKS = {
    "xlsx": write_xlsx(),
    "xlsb": write_xlsb(),
    "xls": (FIXTURES / "table.xls").read_bytes(),
    "ods": (FIXTURES / "table.ods").read_bytes(),
}


def sheets_of(content: bytes, process: ReadingProcess, name: str = "tabell.dat") -> list[Sheet]:
    return process.read(gate.inspect(name, content), lambda: None)


def refusal(content: bytes, process: ReadingProcess) -> str:
    with pytest.raises(Refused) as refused:
        sheets_of(content, process, "fil.csv")
    assert str(refused.value).startswith("fil.csv är ")
    return str(refused.value)


def trimmed(rows: list[list[str | float | bool | None]]) -> list[list[str | float | bool | None]]:
    """Rows without the empty cells at their ends, of which each format has its own number."""
    kept = []
    for row in rows:
        filled = [column for column, cell in enumerate(row) if cell is not None]
        kept.append(row[: max(filled) + 1] if filled else [])
    return kept


# Workbooks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_the_same_table_is_the_same_in_every_format(kind: str, process: ReadingProcess) -> None:
    assert gate.inspect("tabell.dat", WORKBOOKS[kind]).kind == kind
    information, result, hidden = sheets_of(WORKBOOKS[kind], process)
    assert [information.name, result.name, hidden.name] == ["Information", "Resultat", "Dold"]
    assert [information.visible, result.visible, hidden.visible] == [True, True, False]
    assert information.rows == [[TITLE]]
    assert trimmed(result.rows) == trimmed([list(row) for row in ROWS])
    assert result.merged == [(0, 0, 0, 2)]
    assert percent_cells(result) == PERCENT
    assert result.faulty == FAULTY
    assert hidden.cell(1, 1) == "Ale"


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_shares_are_right_in_every_format(kind: str, process: ReadingProcess) -> None:
    rows = read(WORKBOOKS[kind], process).observations.to_dict("records")
    table = {(row["unit_code"], row["indicator"]): (row["value"], row["status"]) for row in rows}
    share = next(indicator for code, indicator in table if "socionom" in str(indicator))
    assert table["0114", share] == (42.5, "value")
    assert table["1440", share] == (50.0, "value")
    assert table["1489", share][1] == "unknown"


@pytest.mark.parametrize(
    ("kind", "part", "before", "after"),
    [
        ("xlsx", "xl/workbook.xml", b'"Dold"', b'"Resultat"'),
        ("ods", "content.xml", b'table:name="Dold"', b'table:name="Resultat"'),
    ],
)
def test_two_sheets_of_one_name_are_refused(
    kind: str, part: str, before: bytes, after: bytes, process: ReadingProcess
) -> None:
    with zipfile.ZipFile(io.BytesIO(WORKBOOKS[kind])) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    assert before in parts[part]
    twice = package({**parts, part: parts[part].replace(before, after)})
    with pytest.raises(Refused, match="har två blad med samma namn"):
        sheets_of(twice, process)


# Text --------------------------------------------------------------------------------------------------------------

LINES = [
    [TITLE],
    [],
    ["Kommunkod", "Kommun", VISIT, SHARE],
    ["0114", "Upplands Väsby", "1", "42,5"],
    ["1440", "Ale", "0", "50,0", "rest"],
    ["0180", 'Stockholm; "Bromma",\nV', "X", ""],
    ["1489", "Alingsås"],
]
TEXTS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=8)
EXPECTED = [[cell or None for cell in row] for row in LINES]


def written(separator: str, *, first: str = "", end: str = "\r\n") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=end).writerows(LINES)
    return first + stream.getvalue()


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_any_encoding_and_with_any_separator(
    encoding: str, separator: str, process: ReadingProcess
) -> None:
    (sheet,) = sheets_of(written(separator).encode(encoding), process, "resultat 2022.csv")
    assert sheet.name == "resultat 2022"
    assert sheet.rows == EXPECTED


@pytest.mark.parametrize("first", ["sep=;\n", "sep=;\r\n", "SEP=;\r\n"])
def test_a_line_that_names_the_separator_is_no_row(first: str, process: ReadingProcess) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (sheet,) = sheets_of(written(";", first=first).encode(encoding), process)
        assert sheet.rows == EXPECTED
    (sheet,) = sheets_of(b"sep=|\na|b;c\nd|e\n", process)
    assert sheet.rows == [["a", "b;c"], ["d", "e"]]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_end_as_they_do_anywhere(end: str, process: ReadingProcess) -> None:
    (sheet,) = sheets_of(written(";", end=end).encode(), process)
    assert sheet.rows == EXPECTED


def test_texts_stay_what_they_are(process: ReadingProcess) -> None:
    row = ["0114", " 42 ", "−5", "1 234,5", "..", "=1+1", "NaN", "1e999", "<b>", "a\u202eb"]
    (sheet,) = sheets_of(("\n".join([";".join(row)] * 3)).encode(), process)
    assert sheet.rows == [row] * 3


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(process: ReadingProcess) -> None:
    text = 'Kommun;Svar\nAle;1\n"Boden;2\nLaholm;3\n'
    (sheet,) = sheets_of(text.encode(), process)
    assert sheet.rows == [["Kommun", "Svar"], ["Ale", "1"], ['"Boden', "2"], ["Laholm", "3"]]
    text = 'Kommun;Svar\n"Ale;1\nBoden;2\n"Laholm;3\n'
    (sheet,) = sheets_of(text.encode(), process)
    assert [row[1] for row in sheet.rows] == ["Svar", "1", "2", "3"]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_broken_letter_among_whole_ones_is_marked(mark: bytes, process: ReadingProcess) -> None:
    content = written(";").encode()
    at = content.index("ä".encode())
    (sheet,) = sheets_of(mark + content[: at + 1] + content[at + 2 :], process)
    assert as_text(sheet.cell(0, 0)) == TITLE.replace("ä", "\ufffd", 1)
    assert sheet.rows[1:] == EXPECTED[1:]


def test_letters_of_windows_1252_are_no_broken_ones(process: ReadingProcess) -> None:
    (sheet,) = sheets_of("Kommun;Svar\nÅsele;Ã¥ och Ö\nÄlmhult;é\n".encode("cp1252"), process)
    assert sheet.rows[1:] == [["Åsele", "Ã¥ och Ö"], ["Älmhult", "é"]]


def test_a_nul_stays_where_it_is(process: ReadingProcess) -> None:
    (sheet,) = sheets_of(b"Kommun;Svar\nAle;4\0002\nBoden;1\n", process)
    assert sheet.rows == [["Kommun", "Svar"], ["Ale", "4\0002"], ["Boden", "1"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("En text. Den handlar om Ale, Boden och andra kommuner.\n\nInget mer.\n" * 5, "utan tabell"),
        ("Kommun\nAle\nBoden\n", "utan tabell"),
        ("\n\n\n", "utan tabell"),
        ('{"kommun": "Ale", "svar": 1}', "en JSON-fil"),
        ('[\n {"a": 1}]', "en JSON-fil"),
        ("[[1,2],[3,4]]", "en JSON-fil"),
        ("<table><tr><td>1</td></tr></table>", "en webbsida"),
        ('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "en webbsida"),
        ('<?xml version="1.0"?>\n<svar/>', "en XML-fil"),
        (
            '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "XML-kalkylblad 2003",
        ),
        ("{\\rtf1\\ansi Ale;1}", "ett textdokument"),
        ("Kommun;Svar\nAle;" + "1" * 15_000_000, "utan tabell"),
        ("Kommun;Svar\n" * 2_000_000, "för stor"),
        ("Kommun;Svar\nAle;" + "1;" * 200_000, "byggd på ett sätt"),
        ('Kommun;Svar\n"Ale;' + "1" * 5_000_000, "utan tabell"),
        ("a;b\n" + ";" * 100 * 60_000, "byggd på ett sätt"),
    ],
)
def test_a_text_without_a_table_is_called_by_its_name(content: str, said: str, process: ReadingProcess) -> None:
    assert said in refusal(content.encode(), process)


def test_what_only_looks_like_a_text_is_none(process: ReadingProcess) -> None:
    assert "inte en Excel-arbetsbok" in refusal(b"\x7fELF\2\1\1" + bytes(range(256)) * 40, process)
    assert "skadad" in refusal(codecs.BOM_UTF16_LE + b"a\0;\0\0\xd8a\0", process)


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=4, max_size=8))
@settings(max_examples=60, deadline=None)
def test_what_is_written_quoted_is_read_back(process: ReadingProcess, rows: list[list[str]]) -> None:
    rows = [["Kommun", "Svar", "Andel"], *rows, ["Ale", "1", "2"]]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    (sheet,) = sheets_of(b"sep=;\r\n" + stream.getvalue().encode("utf-8"), process)
    assert [[as_text(cell) for cell in row] for row in sheet.rows] == rows


def test_a_workbook_under_another_name_is_what_it_is(process: ReadingProcess) -> None:
    for kind, content in WORKBOOKS.items():
        for name in ("fel.csv", "fel.xls", "fel.xlsx", "utan ändelse"):
            assert [sheet.name for sheet in sheets_of(content, process, name)] == ["Information", "Resultat", "Dold"], (
                kind
            )
    assert sheets_of(b"Kommun;Svar\nAle;1\n", process, "fel.xlsx")[0].rows == [["Kommun", "Svar"], ["Ale", "1"]]


# Hostile ods -------------------------------------------------------------------------------------------------------


def ods(rows: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><office:body>'
            f'<office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return stream.getvalue()


CELL = '<table:table-cell office:value-type="float" office:value="1"{}/>'
MANY_ROWS, MANY_COLUMNS = ' table:number-rows-repeated="1000000"', ' table:number-columns-repeated="16000"'


@pytest.mark.parametrize(
    "rows",
    [
        f"<table:table-row{MANY_ROWS}>{CELL.format(MANY_COLUMNS)}</table:table-row>",
        f"<table:table-row>{CELL.format(MANY_COLUMNS)}</table:table-row>" * 400,
        f"<table:table-row{MANY_ROWS}>{CELL.format('')}</table:table-row>" * 2,
        f"<table:table-row><table:table-cell{MANY_COLUMNS}/>{CELL.format('')}</table:table-row>"
        f"<table:table-row{MANY_ROWS}/><table:table-row>{CELL.format('')}</table:table-row>",
    ],
    ids=["both", "wide", "long", "corners"],
)
def test_a_cell_that_is_repeated_without_end_is_refused(rows: str, process: ReadingProcess) -> None:
    assert "byggd på ett sätt" in refusal(ods(rows), process)


def test_styles_of_whole_empty_sheets_are_no_cells(process: ReadingProcess) -> None:
    empty = f"<table:table-row{MANY_ROWS}><table:table-cell{MANY_COLUMNS}/></table:table-row>"
    row = f"<table:table-row>{CELL.format('')}<table:table-cell{MANY_COLUMNS}/></table:table-row>"
    (sheet,) = sheets_of(ods(row + empty), process)
    assert sheet.rows == [[1.0]]
