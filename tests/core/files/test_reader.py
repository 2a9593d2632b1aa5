import json
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojdesk.core.files import child, gate
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.gate import Passed
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.files.workbook import read_files
from ojdesk.core.model import Status
from ojdesk.core.resources import sample_files
from ojdesk.core.work import Refused, Stopped
from tests.core.files.books import read, read_or_refuse, save, simple_book
from tests.core.files.rows import VISIT

SHARE = "Handläggare med socionomexamen, andel (%)"
SHEET = "xl/worksheets/sheet2.xml"


def book(*values: float | str | None) -> bytes:
    names = ["Ale", "Alingsås", "Malmö", "Laholm"]
    return save(simple_book([["Kommun", SHARE], *([name, value] for name, value in zip(names, values, strict=False))]))


def rewritten(content: bytes, *changes: tuple[str, str], part: str = SHEET) -> bytes:
    """A workbook with other words in one part; each must be there to be changed."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in changes if name == part else ():
                assert before in text.decode()
                text = text.decode().replace(before, after).encode()
            new.writestr(name, text)
    return stream.getvalue()


def sheets_of(content: bytes, process: ReadingProcess) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in process.read(gate.inspect("fil.xlsx", content), lambda: None)}


# What the reader hands over ----------------------------------------------------------------------------------------


def test_cells_stand_at_their_true_addresses(process: ReadingProcess) -> None:
    made = simple_book([[]])
    sheet = made["Resultat"]
    sheet["C4"], sheet["D4"], sheet["E6"], sheet["B7"] = "Ale", 1, 0.042, True
    sheet["E6"].number_format = "0.0 %"
    sheet["F6"].number_format = "0%"
    sheet["F6"] = 0.5
    sheet["G6"].number_format = '0.0" %"'
    sheet["G6"] = 4.2
    sheet.merge_cells("A1:C2")
    made.create_sheet("Dold").sheet_state = "hidden"
    found = sheets_of(save(made), process)
    result = found["Resultat"]
    assert (result.cell(3, 2), result.cell(3, 3), result.cell(5, 4), result.cell(6, 1)) == ("Ale", 1.0, 0.042, "SANT")
    assert type(result.cell(3, 3)) is float
    assert result.cell(0, 0) is None
    assert result.cell(99, 99) is None
    assert result.merged == [(0, 0, 1, 2)]
    assert (result.percent_rows(4), result.percent_rows(5), result.percent_rows(6)) == (
        frozenset({5}),
        frozenset({5}),
        frozenset(),
    )
    assert (found["Resultat"].visible, found["Dold"].visible) == (True, False)


ERROR = '<c r="B3" t="e"><v>#DIV/0!</v></c>'


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (ERROR, "#DIV/0!"),
        ('<c t="e" s="0" r="B3"><v>#N/A</v></c>', "#N/A"),
        ('<c r="B3" t="e"><f>1/0</f><v>#VALUE!</v></c>', "#VALUE!"),
        ('<c r="B3"><f>A1*2</f></c>', "formel utan värde"),
        ('<c r="B3"><f>A1*2</f><v></v></c>', "formel utan värde"),
        ('<c r="B3"><f t="shared" si="0"/><v/></c>', "formel utan värde"),
    ],
)
def test_a_cell_with_an_error_is_no_empty_cell(cell: str, says: str, process: ReadingProcess) -> None:
    content = rewritten(book(40, 50, 60), ('<c r="B3" t="n"><v>50</v></c>', cell))
    reading = read(content, process)
    assert reading.observations["status"].tolist() == ["value", "unknown", "value"]
    assert reading.observations["raw"].tolist() == ["40", says, "60"]
    (finding,) = reading.findings
    assert finding.serious
    assert finding.cell == "B3"
    assert says in finding.what


def test_many_errors_are_one_finding(process: ReadingProcess) -> None:
    content = rewritten(book(40, 50, 60), ('t="n"><v>50', 't="e"><v>#N/A'), ('t="n"><v>60', 't="e"><v>#N/A'))
    (finding,) = read(content, process).findings
    assert finding.what == "2 celler visar ett fel (#N/A) och räknas inte."


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B3"><f>25*2</f><v>50</v></c>', 50),
        ('<c r="B3" t="str"><f>IF(TRUE,"","")</f><v></v></c>', None),
    ],
)
def test_formulas_that_were_computed_are_what_they_gave(
    cell: str, value: float | None, process: ReadingProcess
) -> None:
    content = rewritten(book(40, 50, 60), ('<c r="B3" t="n"><v>50</v></c>', cell))
    result = sheets_of(content, process)["Resultat"]
    assert result.cell(2, 1) == value
    assert result.faulty == {}


@pytest.mark.parametrize(
    "changes",
    [
        [('<c r="B3" s="1" t="n">', '<c t="n" s="1" r="B3">')],
        [('<c r="B3" s="1" t="n">', "<c r='B3' s='1'>")],
        [('<row r="3"', "<row"), ('<c r="A3"', "<c"), ('<c r="B3"', "<c")],
        [
            ("<worksheet xmlns=", "<x:worksheet xmlns:x="),
            ("</worksheet>", "</x:worksheet>"),
            *((f"<{tag}", f"<x:{tag}") for tag in ("sheetData", "row", "c ", "v>")),
            *((f"</{tag}>", f"</x:{tag}>") for tag in ("sheetData", "row", "c", "v")),
        ],
    ],
    ids=["order", "quotes", "no_addresses", "prefix"],
)
def test_percent_is_seen_whatever_program_wrote_the_file(
    changes: list[tuple[str, str]], process: ReadingProcess
) -> None:
    made = simple_book([["Kommun", SHARE], ["Ale", 40], ["Malmö", 0.5]])
    made["Resultat"]["B3"].number_format = "0%"
    content = save(made)
    with ZipFile(BytesIO(content)) as package:
        rest = re.sub(
            r"<sheetPr>.*</sheetViews>|<sheetFormatPr[^>]*>|<pageMargins[^>]*>", "", package.read(SHEET).decode()
        )
        everything = package.read(SHEET).decode()
    result = sheets_of(rewritten(content, (everything, rest), *changes), process)["Resultat"]
    assert (result.percent_rows(0), result.percent_rows(1)) == (frozenset(), frozenset({2}))
    assert result.cell(2, 1) == 0.5


def test_numbers_that_are_none_are_unknown(process: ReadingProcess) -> None:
    content = rewritten(book(0.5, 1, 60), ("<v>0.5</v>", "<v>NaN</v>"), ("<v>60</v>", "<v>-1e999</v>"))
    reading = read(content, process)
    assert reading.observations["status"].tolist() == ["unknown", "value", "unknown"]


def old_workbook() -> bytes:
    """A workbook of Excel 97, made by hand: units with whole numbers, real numbers and a text."""

    def record(kind: int, *parts: bytes) -> bytes:
        return struct.pack("<HH", kind, len(b"".join(parts))) + b"".join(parts)

    def text(row: int, column: int, word: str) -> bytes:
        letters = word.encode("utf-16-le")
        return record(0x204, struct.pack("<HHHHB", row, column, 0, len(word), 1), letters)

    def whole(row: int, column: int, number: int) -> bytes:
        return record(0x27E, struct.pack("<HHHI", row, column, 0, number << 2 | 2))

    start = [record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0)) for kind in (5, 0x10)]
    names = ("Information", "Resultat")
    size = len(start[0]) + sum(12 + len(name) for name in names) + 4
    end = record(0x0A)
    title = text(0, 0, "Öppna jämförelser 2012, enkätdata")
    rows = [text(0, 0, "Kommunkod"), text(0, 1, "Kommun"), text(0, 2, VISIT), text(0, 3, SHARE)]
    rows += [whole(1, 0, 114), text(1, 1, "Upplands Väsby"), whole(1, 2, 1)]
    rows += [record(0x203, struct.pack("<HHHd", 1, 3, 0, 42.5))]
    rows += [whole(2, 0, 1440), text(2, 1, "Ale"), whole(2, 2, 0), text(2, 3, "Uppgift saknas")]
    bodies = [start[1] + b"".join(cells) + end for cells in ([title], rows)]
    offsets = [size, size + len(bodies[0])]
    sheets = [
        record(0x85, struct.pack("<IBBBB", offset, 0, 0, len(name), 0), name.encode())
        for name, offset in zip(names, offsets, strict=True)
    ]
    stream = (start[0] + b"".join(sheets) + end + b"".join(bodies)).ljust(8 * 512, b"\0")

    def entry(name: str, kind: int, first: int, length: int, below: int = 0xFFFFFFFF) -> bytes:
        letters = name.encode("utf-16-le")
        links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, below)
        rest = b"\0" * 36 + struct.pack("<IQ", first, length)
        return letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters) + 2, kind, 1) + links + rest

    chains = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE]
    header = gate.COMPOUND + b"\0" * 16 + struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1)
    header += struct.pack("<IIIIII", 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *chains, *[0xFFFFFFFF] * (128 - len(chains)))
    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, below=1) + entry("Workbook", 2, 2, len(stream))
    return header + table + directory.ljust(512, b"\0") + stream


def test_a_workbook_of_excel_97_is_read(process: ReadingProcess) -> None:
    reading = read(old_workbook(), process, "resultat-2012.xls")
    assert reading.years == (2012,)
    assert reading.observations["unit_code"].tolist() == ["0114", "0114", "1440", "1440"]
    assert reading.observations["value"].tolist()[:3] == [1, 42.5, 0]
    assert reading.observations["status"].tolist() == ["value", "value", "value", "missing"]


ODS_ROW = "<table:table-row>{}</table:table-row>"
ODS_TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
ODS_NUMBER = '<table:table-cell office:value-type="{}" office:value="{}"/>'


def test_a_workbook_of_libreoffice_is_read(process: ReadingProcess) -> None:
    def row(name: str, kind: str, *values: str) -> str:
        return ODS_ROW.format(ODS_TEXT.format(name) + "".join(ODS_NUMBER.format(kind, value) for value in values))

    head = ODS_ROW.format(ODS_TEXT.format("Kommun") + ODS_TEXT.format(SHARE))
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    title = ODS_ROW.format(ODS_TEXT.format("Öppna jämförelser 2022, enkätdata"))
    body = f'<table:table table:name="Information">{title}</table:table>'
    rows = row("Ale", "percentage", "0.42") + row("Malmö", "percentage", "0.5")
    body += f'<table:table table:name="Resultat">{head}{rows}'
    content = f"<office:document-content {namespaces}><office:body><office:spreadsheet>{body}</table:table>"
    content += "</office:spreadsheet></office:body></office:document-content>"
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:m"/>')
    reading = read(stream.getvalue(), process, "resultat.ods")
    assert reading.observations["value"].tolist() == [42, 50]


@given(data=st.data())
@settings(max_examples=120, deadline=None, derandomize=True)
def test_damage_inside_a_package_is_a_refusal_or_is_read(process: ReadingProcess, data: st.DataObject) -> None:
    content = book(40, 50, "X")
    with ZipFile(BytesIO(content)) as package:
        parts = {name: bytearray(package.read(name)) for name in package.namelist()}
    part = parts[data.draw(st.sampled_from([name for name in parts if name.startswith("xl/")]))]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(part) - 1))
        part[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, it in parts.items():
            package.writestr(name, bytes(it))
    outcome = read_or_refuse(stream.getvalue(), process)
    if isinstance(outcome, str):
        assert outcome.startswith("fil.xlsx ")
    else:
        table = outcome.observations
        assert (table["value"].notna() == (table["status"] == Status.VALUE)).all()


# The process -------------------------------------------------------------------------------------------------------

REAL = child._command()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """All processes that were started; none of them may be left when the test ends."""
    processes: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **settings: Any) -> None:
            super().__init__(*args, **settings)
            processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    yield processes
    assert processes
    assert [process.pid for process in processes if process.poll() is None] == []


def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, *, once: bool = True) -> None:
    """Puts a script in the reader's place; with `once`, the real reader comes after it."""
    path = tmp_path / "reader.py"
    path.write_text(f"import sys, time\nincoming, outgoing = sys.stdin.buffer, sys.stdout.buffer\n{script}", "utf-8")
    commands = iter([[sys.executable, "-I", str(path)]])
    monkeypatch.setattr(child, "_command", lambda: next(commands, REAL) if once else [sys.executable, "-I", str(path)])


def reply(text: str) -> str:
    return f"outgoing.write(b'%d\\n' % {len(text.encode())})\noutgoing.write({text.encode()!r})\noutgoing.flush()\n"


HANG = "time.sleep(600)\n"
ANSWERS = {
    "dies_at_once": "",
    "dies_after_reading": "incoming.readline()\nsys.exit(139)\n",
    "dies_in_the_middle": "outgoing.write(b'1000\\n{\"sheets\": [')\n",
    "hangs": HANG,
    "hangs_in_the_middle": "outgoing.write(b'1000\\n{')\noutgoing.flush()\n" + HANG,
    "no_length": "outgoing.write(b'hej\\n{}')\n",
    "no_json": reply("hej"),
    "no_text": "outgoing.write(b'3\\n\\xff\\xfe\\xfd')\n",
    "no_object": reply("[1]"),
    "no_sheets": reply("{}"),
    "odd_sheets": reply('{"sheets": [1]}'),
    "half_a_sheet": reply(json.dumps({"sheets": [{"name": "A", "rows": []}]})),
    "odd_marks": reply(
        json.dumps({"sheets": [{"name": "A", "rows": [], "merged": [], "percent": [], "faulty": [1], "visible": True}]})
    ),
}


@pytest.mark.parametrize("script", ANSWERS.values(), ids=ANSWERS)
def test_a_reader_that_fails_costs_one_file(
    script: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    started: list["subprocess.Popen[bytes]"],
) -> None:
    fake(monkeypatch, tmp_path, script)
    passed = gate.inspect("fil.xlsx", book(40))
    with ReadingProcess(patience=0.4 if HANG in script else child.PATIENCE) as process:
        with pytest.raises(Refused, match=r"^fil\.xlsx gick inte att läsa\. .*försök igen\.$"):
            process.read(passed, lambda: None)
        process._patience = child.PATIENCE
        assert [sheet.name for sheet in process.read(passed, lambda: None)] == ["Information", "Resultat"]
    assert len(started) == 2


def test_a_reader_that_does_not_listen_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: list["subprocess.Popen[bytes]"]
) -> None:
    # More than a pipe holds, so that writing to it blocks.
    fake(monkeypatch, tmp_path, HANG)
    passed = Passed("fil.xlsx", "xlsx", book(40) + b"\0" * 3_000_000)
    with ReadingProcess(patience=0.1) as process, pytest.raises(Refused, match="gick inte att läsa"):
        process.read(passed, lambda: None)


def test_a_user_who_stops_does_not_wait_for_the_reader(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: list["subprocess.Popen[bytes]"]
) -> None:
    fake(monkeypatch, tmp_path, HANG)
    looks: list[None] = []

    def stop() -> None:
        looks.append(None)
        if len(looks) == 3:
            raise Stopped

    with ReadingProcess() as process:
        with pytest.raises(Stopped):
            process.read(gate.inspect("fil.xlsx", book(40)), stop)
        assert [it.poll() is None for it in started] == [False]


def test_files_after_a_bad_one_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: list["subprocess.Popen[bytes]"]
) -> None:
    fake(monkeypatch, tmp_path, ANSWERS["dies_after_reading"])
    files = sample_files()[:3]
    result = read_files(files)
    assert [reading.file for reading in result.readings] == [path.name for path in files[1:]]
    assert len(result.refusals) == 1
    assert result.refusals[0].startswith(files[0].name)


def test_one_process_reads_all_files(started: list["subprocess.Popen[bytes]"]) -> None:
    passed = gate.inspect("fil.xlsx", book(40))
    with ReadingProcess() as process:
        assert started == []
        for _ in range(3):
            process.read(passed, lambda: None)
        assert len(started) == 1


@pytest.mark.parametrize(("error", "said"), [("locked", "lösenord"), ("damaged", "skadad"), ("annat", "skadad")])
def test_what_the_reader_says_of_a_file_is_told(
    error: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: list["subprocess.Popen[bytes]"]
) -> None:
    script = f"incoming.readline()\n{reply(json.dumps({'error': error}))}incoming.read()\n"
    fake(monkeypatch, tmp_path, script, once=False)
    with ReadingProcess() as process, pytest.raises(Refused, match=said):
        process.read(gate.inspect("fil.xlsx", book(40)), lambda: None)


def test_what_only_looks_like_a_workbook_is_damaged(process: ReadingProcess) -> None:
    for kind in ("xlsx", "xlsb", "xls", "ods"):
        with pytest.raises(Refused, match="skadad"):
            process.read(Passed("fil.xlsx", kind, b"PK\x03\x04"), lambda: None)
