import os
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ojdesk.core.files import gate
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.resources import sample_files
from ojdesk.core.work import Refused
from tests.core.files.books import read_or_refuse, save, simple_book

GOOD = save(simple_book([["Kommun", "Väntetid för personligt nybesök"], ["Ale", 1], ["Alingsås", 0]]))
STRINGS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet2.xml"
MEGABYTE = 1_000_000


def refusal(content: bytes, process: ReadingProcess, name: str = "fil.xlsx") -> str:
    """The sentence with which a file is turned away; it names the file and says what to do."""
    with pytest.raises(Refused) as refused:
        process.read(gate.inspect(name, content), lambda: None)
    sentence = str(refused.value)
    assert sentence.startswith((f"{name} är ", f"{name} har "))
    assert sentence.count(".") >= 2
    assert sentence.endswith(".")
    assert any(word in sentence for word in ("Välj", "Hämta", "Spara", "Öppna"))
    return sentence


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package_of(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    parts = parts_of(GOOD) | {name: part}
    if name == STRINGS:  # nothing is read that the workbook does not name
        relation = b'<Relationship Id="rId99" Type="http://x/relationships/sharedStrings" Target="sharedStrings.xml"/>'
        relations = "xl/_rels/workbook.xml.rels"
        parts[relations] = parts[relations].replace(b"</Relationships>", relation + b"</Relationships>")
    return package_of(parts)


def with_cells(cells: str) -> bytes:
    return with_part(SHEET, f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode())


# What is let through -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_yearly_files_pass(path: Path) -> None:
    passed = gate.take(path)
    assert (passed.name, passed.kind, passed.content) == (path.name, "xlsx", path.read_bytes())


@pytest.mark.parametrize(
    "content",
    [
        with_part("docProps/thumbnail.jpeg", b"\xff\xd8\xff"),
        with_part("customXml/item1.xml", '<?xml version="1.0"?><a/>'.encode("utf-16")),
        with_cells('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        package_of(parts_of(GOOD), zipfile.ZIP_STORED),
    ],
    ids=["thumbnail", "custom_xml", "last_row", "stored"],
)
def test_what_is_odd_but_harmless_passes(content: bytes) -> None:
    assert gate.inspect("fil.xlsx", content).kind == "xlsx"


def test_the_kind_is_seen_in_the_content_and_not_in_the_name() -> None:
    parts = {"xl/workbook.bin": b"", "[Content_Types].xml": b"<Types/>"}
    assert gate.inspect("fil.xlsx", package_of(parts)).kind == "xlsb"
    sheet = b"application/vnd.oasis.opendocument.spreadsheet"
    assert gate.inspect("fil.xlsx", package_of({"mimetype": sheet, "content.xml": b"<a/>"})).kind == "ods"
    assert gate.inspect("fil.xlsx", compound_file()).kind == "xls"


# What is not -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tom"),
        (b"\0" * 4_096, "skadad"),
        (GOOD[:2_000], "skadad"),
        (GOOD[:-30], "skadad"),
        (b"PK\x03\x04", "skadad"),
        (b"<!DOCTYPE html><html><body>Logga in</body></html>", "en webbsida"),
        (b"\xef\xbb\xbf\r\n <HTML>", "en webbsida"),
        (b'<?xml version="1.0"?><Workbook/>', "en XML-fil"),
        (b"%PDF-1.7", "en PDF"),
        (b"\x89PNG\r\n\x1a\n", "en bild"),
        (b"\xff\xd8\xff\xe0", "en bild"),
        (b"{\\rtf1", "ett textdokument"),
        (b"SQLite format 3\0", "ett sparat arbete eller en annan databas"),
        (b"En text. Den handlar om Ale.\n", "utan tabell"),
        (bytes(range(256)) * 9, "inte en Excel-arbetsbok"),
        (package_of({"word/document.xml": b"<a/>"}), "ett Word-dokument"),
        (package_of({"bilder/a.png": b"1"}), "inte en Excel-arbetsbok"),
        (package_of({"inre.zip": package_of({"a": b"1"})}), "inte en Excel-arbetsbok"),
        (package_of({}), "inte en Excel-arbetsbok"),
        (package_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "inte en Excel"),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(content: bytes, said: str, process: ReadingProcess) -> None:
    assert said in refusal(content, process)


def test_a_workbook_with_a_password_is_told_from_a_damaged_one(process: ReadingProcess) -> None:
    locked = gate.COMPOUND + b"\0" * 2_000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
    assert "lösenord" in refusal(locked, process)
    # An entry of the package may be locked on its own.
    flagged = bytearray(GOOD)
    at = flagged.find(b"PK\x01\x02")
    flagged[at + 8] |= 1
    assert "lösenord" in refusal(bytes(flagged), process)


@pytest.mark.parametrize(
    "content",
    [
        package_of(parts_of(GOOD) | {f"a/{number}": b"" for number in range(2_001)}),
        with_part("../../ond.exe", b""),
        with_part("a/../../ond.exe", b""),
        with_part("..\\ond.exe", b""),
        with_part("/etc/passwd", b""),
        with_part("C:\\ond.exe", b""),
        with_part(SHEET.upper(), b"<worksheet/>"),
        with_part("xl/media/a.bin", b"\0" * 11 * MEGABYTE),
        with_part(SHEET, b"<worksheet>" + b" " * 11 * MEGABYTE + b"</worksheet>"),
        with_part(STRINGS, b'<sst count="1" uniqueCount="4294967295"></sst>'),
        with_part("xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook/>'),
        with_part(SHEET, b"<!--" + b" " * 3_000 + b'--><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
        with_cells('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>'),
        with_cells("<row r='1'><c r='A1'/></row><row r='1048576'><c s='1' r='XFD1048576'/></row>"),
        with_cells('<x:row r="1"><x:c r="A1"/></x:row><x:row r="90000"><x:c r="CV90000"/></x:row>'),
    ],
    ids=[
        *(
            "entries",
            "parent",
            "inner_parent",
            "backslash",
            "root",
            "drive",
            "same_name",
            "bomb",
            "xml_bomb",
            "strings",
        ),
        *(
            "doctype",
            "late_doctype",
            "corners",
            "quotes",
            "prefix",
        ),
    ],
)
def test_what_is_made_to_harm_is_refused(content: bytes, process: ReadingProcess) -> None:
    assert len(content) < MEGABYTE
    assert "en årsfil aldrig är" in refusal(content, process)


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>', "ZZZZ1"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "XFE1"),
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "A0"),
        ('<row r="1"><c r="1"><v>1</v></c></row>', "1"),
        ('<row r="0"></row>', "A0"),
        ('<row r="1048577"></row>', "A1048577"),
        ('<row r="999999999"></row>', "A999999999"),
    ],
)
def test_a_cell_that_excel_does_not_have_is_named(cells: str, named: str, process: ReadingProcess) -> None:
    assert f"vars adress inte finns i Excel, {named}, och öppnas inte" in refusal(with_cells(cells), process)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_with_one_name_are_refused(process: ReadingProcess) -> None:
    stream = BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(SHEET, b"<worksheet/>")
    assert "en årsfil aldrig är" in refusal(stream.getvalue(), process)


def test_parts_that_overlap_are_refused(process: ReadingProcess) -> None:
    shared = bytearray(package_of(parts_of(GOOD) | {"xl/a.bin": b"1" * 500, "xl/b.bin": b"1" * 500}))
    first = shared.rfind(b"PK\x01\x02", 0, shared.rfind(b"xl/a.bin"))
    second = shared.rfind(b"PK\x01\x02", 0, shared.rfind(b"xl/b.bin"))
    shared[second + 42 : second + 46] = shared[first + 42 : first + 46]
    assert "en årsfil aldrig är" in refusal(bytes(shared), process)


def test_more_than_the_process_can_hold_is_too_large(process: ReadingProcess) -> None:
    blank = dict.fromkeys((f"xl/{number}.xml" for number in range(9)), b" " * 9 * MEGABYTE)
    assert "för stor" in refusal(package_of(parts_of(GOOD) | blank), process)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(method: int, process: ReadingProcess) -> None:
    assert "packad på ett ovanligt sätt" in refusal(package_of(parts_of(GOOD), method), process)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_sheet_that_the_reader_would_take_for_empty_is_refused(encoding: str, process: ReadingProcess) -> None:
    part = parts_of(GOOD)[SHEET].decode().encode(encoding)
    assert "teckenkodning" in refusal(with_part(SHEET, part), process)


def test_a_wrong_checksum_is_damage(process: ReadingProcess) -> None:
    damaged = bytearray(GOOD)
    at = damaged.rfind(b"PK\x01\x02", 0, damaged.rfind(SHEET.encode()))
    damaged[at + 16 : at + 20] = b"\1\2\3\4"
    assert "skadad" in refusal(bytes(damaged), process)


# Files -------------------------------------------------------------------------------------------------------------


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def take(path: Path) -> str:
        with pytest.raises(Refused) as refused:
            gate.take(path)
        assert path.name in str(refused.value)
        return str(refused.value)

    assert "finns inte längre" in take(tmp_path / "borta.xlsx")
    assert "är en mapp" in take(tmp_path)
    owner = tmp_path / "~$resultat.xlsx"
    owner.write_bytes(b"\x05Anna")
    assert "öppen" in take(owner)
    assert "Anna" not in take(owner)
    large = tmp_path / "stor.xlsx"
    with large.open("wb") as file:
        file.truncate(gate.MAX_FILE + 1)
    assert "för stor" in take(large)

    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "rör.xlsx")
        assert "går inte att läsa" in take(tmp_path / "rör.xlsx")

    def fail_with(error: type[OSError]) -> Callable[[Path], bytes]:
        def read(path: Path) -> bytes:
            raise error

        return read

    good = tmp_path / "öppen.xlsx"
    good.write_bytes(GOOD)
    monkeypatch.setattr(Path, "read_bytes", fail_with(PermissionError))
    assert "öppen i Excel" in take(good)
    monkeypatch.setattr(Path, "read_bytes", fail_with(OSError))
    assert "Kopiera filen" in take(good)


def test_a_file_that_only_stands_for_one_in_the_cloud_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "molnet.xlsx"
    path.write_bytes(GOOD)
    real = path.stat()

    class Placeholder:
        st_mode, st_size, st_file_attributes = real.st_mode, real.st_size, 0x400020

    def read(path: Path) -> bytes:
        raise AssertionError(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: Placeholder())
    with pytest.raises(Refused, match=r"^molnet\.xlsx är inte hämtad till datorn\. .*\.$"):
        gate.take(path)


# The old container -------------------------------------------------------------------------------------------------

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


def compound_file(following: dict[int, int] | None = None, *, small: dict[int, int] | None = None) -> bytes:
    """A container with a directory that names a Workbook; `following` says which sector comes after which."""
    chains = {0: 0xFFFFFFFD, 1: END, 2: 3, 3: END, 4: END} | (following or {})
    table = struct.pack("<128I", *(chains.get(sector, FREE) for sector in range(128)))
    small_table = struct.pack("<128I", *((small or {}).get(sector, FREE) for sector in range(128)))
    header = gate.COMPOUND + b"\0" * 16 + struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1)
    header += struct.pack("<IIIIII", 0, 4_096, 4 if small else END, 1 if small else 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    assert len(header) == 512
    directory = "Root Entry".encode("utf-16-le").ljust(128, b"\0") + "Workbook".encode("utf-16-le").ljust(384, b"\0")
    return header + table + directory + b"\0" * 1_024 + small_table


@pytest.mark.parametrize(
    "content",
    [
        compound_file({1: 1}),
        compound_file({2: 3, 3: 2}),
        compound_file({2: 2}),
        compound_file({3: 500}),
        compound_file(small={0: 1, 1: 0}),
        compound_file()[:600],
        compound_file().replace(struct.pack("<HH", 9, 6), struct.pack("<HH", 3, 6), 1),
    ],
    ids=["directory_loops", "circle", "itself", "beyond", "small_loops", "cut", "sector_size"],
)
def test_a_container_whose_chains_do_not_end_is_damaged(content: bytes, process: ReadingProcess) -> None:
    assert "skadad" in refusal(content, process)


def test_a_container_of_something_else_is_no_workbook(process: ReadingProcess) -> None:
    content = compound_file().replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le"))
    assert "inte en Excel-arbetsbok" in refusal(content, process)


# Anything ----------------------------------------------------------------------------------------------------------


@given(data=st.data())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_damage_anywhere_is_a_refusal_or_does_no_harm(process: ReadingProcess, data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    outcome = read_or_refuse(bytes(content), process)
    if isinstance(outcome, str):
        assert outcome.startswith("fil.xlsx ")
    else:
        assert outcome.observations["value"].tolist() == [1, 0]


@given(st.binary(max_size=600))
@settings(deadline=None)
@example(gate.COMPOUND + "Workbook".encode("utf-16-le"))
def test_no_bytes_are_too_odd(process: ReadingProcess, content: bytes) -> None:
    for start in (b"PK\x03\x04", gate.COMPOUND + "Workbook".encode("utf-16-le")):
        assert refusal(start + content, process)
    assert isinstance(read_or_refuse(content, process), str)
