import pytest

from ojdesk.core.files import gate
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.work import Refused
from tests.core.files.formats import percent_cells
from tests.core.files.hostile import MAIN, xlsx


def cells_of(
    cells: str, process: ReadingProcess, *, styles: str = "", workbook: str = "", namespace: str = MAIN
) -> Sheet:
    """A sheet with these rows, of a workbook whose texts are noll, ett, an empty one and two blanks."""
    strings = '<si><t>noll</t></si><si><t>ett</t></si><si><t/></si><si><t xml:space="preserve">  </t></si>'
    content = xlsx(cells, strings=strings, styles=styles, workbook=workbook, namespace=namespace)
    (sheet,) = process.read(gate.inspect("fil.xlsx", content), lambda: None)
    return sheet


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<c r="A1" t="s"><v>-1</v></c>', "okänd text"),
        ('<c r="A1" t="s"><v>abc</v></c>', "okänd text"),
        ('<c r="A1" t="s"><v>1.0</v></c>', "okänd text"),
        ('<c r="A1" t="s"><v></v></c>', "okänd text"),
        ('<c r="A1" t="s"><v/></c>', "okänd text"),
        ('<c r="A1" t="s"><v>99</v></c>', "okänd text"),
        ("<c r='A1' t='s'><v>4</v></c>", "okänd text"),
        ('<c r="A1" s="0" t="s"><v> 1 </v></c>', "okänd text"),
        ("<c r='A1' t='s'><v>-1</v></c>", "okänd text"),
        ('<c t="s" r="A1"><v>-1</v></c>', "okänd text"),
        ('<c r="A1"><v>1<!-- -->2</v></c>', "12"),
        ('<c r="A1"><v>1<?a b?>2</v></c>', "12"),
        ('<c r="A1"><v><![CDATA[5]]></v></c>', "5"),
        ('<c r="A1"><v>1</v><v>2</v></c>', "flera värden i en cell"),
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "cellen står två gånger"),
        ('<c r="A1" t="e"/>', "fel"),
    ],
)
def test_what_calamine_takes_for_something_else_is_no_value(cell: str, says: str, process: ReadingProcess) -> None:
    sheet = cells_of(f'<row r="1">{cell}<c r="B1"><v>7</v></c></row>', process)
    assert sheet.faulty == {(0, 0): says}
    assert sheet.cell(0, 0) is None
    assert sheet.cell(0, 1) == 7


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="s"><v>1</v></c>', "ett"),
        ('<c r="A1" t="s"><v>2</v></c>', None),
        ('<c r="A1" t="s"><v>3</v></c>', "  "),
        ('<c r="A1" t="str"><v> </v></c>', " "),
        ('<c r="A1" t="b"><v>1</v></c>', "SANT"),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c r="A1"><v>1,5</v></c>', "1,5"),
        ('<c r="A1"><v>1e999</v></c>', "inf"),
        ('<c r="A1"><v>NaN</v></c>', "nan"),
        ('<c r="A1"><v>1e-400</v></c>', 0.0),
        ('<c r="A1" t="d"><v>2024-01-02T00:00:00</v></c>', "2024-01-02"),
        ('<c r="A1" t="d"><v>2024-13-45</v></c>', "2024-13-45"),
        ('<c r="A1" s="1"><v>45000</v></c>', "2023-03-15"),
        ('<c r="A1" s="1"><v>45000.5</v></c>', "2023-03-15 12:00:00"),
        ('<c r="A1" s="2"><v>1.5</v></c>', "36:00:00"),
        ('<c r="A1" s="9999"><v>5</v></c>', 5.0),
        ('<c r="A1" t="str"><v>"",""</v></c>', '"",""'),
        ('<c r="A1" t="str"><v>null,["",</v></c>', 'null,["",'),
    ],
)
def test_every_other_cell_is_what_it_says(cell: str, value: object, process: ReadingProcess) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>'
    # A second row makes the reader look at each cell on its own, which must say the same.
    for more in ("", '<row r="2"><c r="A2"/><c r="B2" t="e"><v>#N/A</v></c></row>'):
        sheet = cells_of(f'<row r="1">{cell}<c r="B1"><v>7</v></c></row>{more}', process, styles=styles)
        assert sheet.cell(0, 0) == value
        assert sheet.cell(0, 1) == 7
        assert sheet.faulty == ({(1, 1): "#N/A"} if more else {})


def test_a_cell_of_no_kind_is_damage(process: ReadingProcess) -> None:
    with pytest.raises(Refused, match="skadad"):
        cells_of('<row r="1"><c r="A1" t="zzz"><v>1</v></c></row>', process)


@pytest.mark.parametrize("address", ["A1", "C1", "B3", "Z900"])
def test_a_cell_that_belies_its_row_is_damage(address: str, process: ReadingProcess) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    assert cells_of(rows, process).rows == [[1.0, None], [1.0, 2.0]]
    with pytest.raises(Refused, match="skadad"):
        cells_of(rows.replace('"B2"', f'"{address}"'), process)


ROW = '<row r="{0}"><c r="A{1}"><v>{0}</v></c></row>'


@pytest.mark.parametrize(
    "rows",
    [
        ROW.format(1, 1) + ROW.format(2, 2) + ROW.format(2, 2),
        ROW.format(2, 2) + ROW.format(1, 1) + ROW.format(2, 2),
        ROW.format(1, 1) + ROW.format(1, 1).replace("A1", "B1"),
        ROW.format(1, 2) + ROW.format(2, 1),
        ROW.format(1, 1) + "</sheetData><sheetData>" + ROW.format(1, 1),
    ],
    ids=["again", "out_of_order", "in_two_parts", "changed_places", "two_tables"],
)
def test_rows_of_which_nobody_knows_which_counts_are_damage(rows: str, process: ReadingProcess) -> None:
    with pytest.raises(Refused, match="skadad"):
        cells_of(rows, process)


def test_rows_in_any_order_stand_where_they_say(process: ReadingProcess) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in (3, 1, 2))
    assert cells_of(rows, process).rows == [[1.0], [2.0], [3.0]]


def test_dates_may_be_counted_from_1904(process: ReadingProcess) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    cell = '<row r="1"><c r="A1" s="1"><v>43538</v></c></row>'
    assert cells_of(cell, process, styles=styles, workbook='<workbookPr date1904="1"/>').cell(0, 0) == "2023-03-15"


def test_strict_workbooks_are_read(process: ReadingProcess) -> None:
    cell = '<row r="1"><c r="A1"><v>5</v></c></row>'
    assert cells_of(cell, process, namespace="http://purl.oclc.org/ooxml/spreadsheetml/main").cell(0, 0) == 5


@pytest.mark.parametrize(
    ("row", "percent"),
    [
        ('<c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>1</v></c><c r="C1"><v>1</v></c>', {(0, 0), (0, 1)}),
        ('<c r="A1" s="2"><v>1</v></c><c r="C1" s="1"/><c r="D1" t="n" s="2"><v>1</v></c>', {(0, 0), (0, 2), (0, 3)}),
        ('<c r="A1" cm="1" s="1"><v>1</v></c><c r="B1"><v>1</v></c>', {(0, 0)}),
        ('<c r="C1" s="1"><v>1</v></c><c r="A1" s="1"><v>1</v></c>', {(0, 0), (0, 2)}),
        ('<c r="A1" s="10"><v>1</v></c><c r="AB1" s="1"><v>1</v></c>', {(0, 27)}),
        ("<c r='A1' s='1'><v>1</v></c>", {(0, 0)}),
        ("<c r=\"A1\" s='1'><v>1</v></c>", {(0, 0)}),
    ],
)
def test_percent_formats_are_found(row: str, percent: set[tuple[int, int]], process: ReadingProcess) -> None:
    styles = '<numFmts><numFmt numFmtId="200" formatCode="0.0 %"/></numFmts>'
    styles += '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="200"/></cellXfs>'
    sheet = cells_of(f'<row r="1">{row}</row><row r="2" s="1"/>', process, styles=styles)
    filled = {(0, column) for column in range(sheet.width) if sheet.cell(0, column) is not None}
    assert percent_cells(sheet) & filled == percent & filled
