"""Is it a workbook, and safe to hand to the reader? Decided on the bytes alone, before anything parses them."""

import io
import itertools
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from ojdesk.core.work import Refused

MAX_FILE = 60_000_000
_MAX_ENTRIES = 2_000
_MAX_PART = 250_000_000
_MAX_TOTAL = 400_000_000
_RATIO_FROM, _MAX_RATIO = 10_000_000, 200
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_MAX_GRID, _MIN_DENSITY = 5_000_000, 0.02

_ZIP, _CFB = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"%PDF", "en PDF"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
    (b"{\\rtf", "ett textdokument"),
    (b"<html", "en webbsida"),
    (b"<!doctype html", "en webbsida"),
    (b"<?xml", "en XML-fil"),
)
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]*)(\d*)[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d+)[\"']")
#: From here on, the numbers of a compound file mean the end of a chain, or a sector that is in none.
_NO_SECTOR = 0xFFFFFFFA
_SAVE_AS = "Öppna den i Excel, spara den som Excel-arbetsbok (.xlsx) och försök igen."


@dataclass(frozen=True)
class Passed:
    """Bytes that may be read: the file's name for messages, what kind of workbook it is, and its content."""

    name: str
    kind: str
    content: bytes


def take(path: Path) -> Passed:
    """Reads the file once, closes it at once, and lets it through if it is a workbook that can be read safely.

    Raises:
        Refused: It cannot be opened, is no workbook, or is damaged, encrypted, empty or made to harm.
    """
    name = path.name
    if name.startswith("~$"):
        raise Refused(f"{name} är Excels märke för att en arbetsbok är öppen. Välj själva arbetsboken i stället.")
    try:
        if path.is_dir():
            raise Refused(f"{name} är en mapp. Välj filerna i den.")
        if path.stat().st_size > MAX_FILE:
            raise Refused(f"{name} är för stor för att vara en årsfil. Välj Socialstyrelsens resultatfil.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"{name} finns inte längre där den låg. Leta upp filen och öppna den igen.") from None
    except PermissionError:
        raise Refused(
            f"{name} går inte att läsa, kanske för att den är öppen i Excel eller saknar läsrättighet. "
            "Stäng den där eller kopiera den till en egen mapp, och försök igen."
        ) from None
    except OSError:
        raise Refused(f"{name} går inte att läsa. Kopiera filen till datorn och försök igen.") from None
    return inspect(name, content)


def inspect(name: str, content: bytes) -> Passed:
    """The same for bytes that are already in memory.

    Raises:
        Refused: As for `take`.
    """
    if not content:
        raise Refused(f"{name} är tom. Hämta filen på nytt från Socialstyrelsen.")
    if content.startswith(_ZIP):
        return Passed(name, _inspect_package(name, content), content)
    if content.startswith(_CFB):
        _inspect_compound_file(name, content)
        return Passed(name, "xls", content)
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, kind in _OTHER_KINDS:
        if start.startswith(magic.lower()):
            raise Refused(f"{name} är {kind}, inte en Excel-arbetsbok. Välj Socialstyrelsens resultatfil i Excel.")
    if not content.strip(b"\0"):
        raise Refused(_damaged(name))
    raise Refused(f"{name} är inte en Excel-arbetsbok. Välj Socialstyrelsens resultatfil i Excel.")


def _damaged(name: str) -> str:
    return f"{name} är skadad eller inte helt hämtad. Hämta filen på nytt från Socialstyrelsen."


def _harmful(name: str) -> Refused:
    return Refused(f"{name} är byggd på ett sätt som en årsfil aldrig är och öppnas inte. {_SAVE_AS}")


def _inspect_package(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            kind = _kind_of_package(name, package)
            _inspect_directory(name, package)
            _inspect_parts(name, package, kind)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, OSError, ValueError):
        raise Refused(_damaged(name)) from None
    return kind


def _kind_of_package(name: str, package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and "mimetype" in names:
        with package.open("mimetype") as mimetype:
            if b"spreadsheet" in mimetype.read(200):
                return "ods"
    what = "ett Word-dokument" if any(it.startswith("word/") for it in names) else "inte en Excel-arbetsbok"
    raise Refused(f"{name} är {what}. Välj Socialstyrelsens resultatfil i Excel.")


def _inspect_directory(name: str, package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > _MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_TOTAL:
        raise _harmful(name)
    seen: set[str] = set()
    spans = []
    for entry in entries:
        inside = entry.filename.replace("\\", "/")
        if inside.startswith("/") or ".." in inside.split("/") or ":" in inside or inside.casefold() in seen:
            raise _harmful(name)
        seen.add(inside.casefold())
        if entry.flag_bits & 1:
            raise Refused(_locked(name))
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused(f"{name} är packad på ett ovanligt sätt. {_SAVE_AS}")
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _MAX_PART or (entry.file_size > _RATIO_FROM and ratio > _MAX_RATIO):
            raise _harmful(name)
        spans.append((entry.header_offset, entry.header_offset + entry.compress_size))
    spans.sort()
    if any(later[0] < earlier[1] for earlier, later in itertools.pairwise(spans)):
        raise _harmful(name)


def _inspect_parts(name: str, package: zipfile.ZipFile, kind: str) -> None:
    for entry in package.infolist():
        if kind == "xlsx" and entry.filename.startswith("xl/") and entry.filename.endswith((".xml", ".rels")):
            part = package.read(entry)  # checks the CRC, and the size that the directory promised
            _inspect_xml(name, part)
            if entry.filename.startswith("xl/worksheets/"):
                _inspect_grid(name, part)
        elif entry.filename == "content.xml":
            _inspect_xml(name, package.read(entry))


def _inspect_xml(name: str, part: bytes) -> None:
    head = part[:1_000].lower()
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise _harmful(name)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head or b"utf-7" in head or b"utf-16" in head:
        raise Refused(f"{name} har en ovanlig teckenkodning. {_SAVE_AS}")
    count = re.search(rb"\buniqueCount=[\"'](\d+)[\"']", part[:1_000])
    if count and int(count[1]) > len(part):
        raise _harmful(name)


def _inspect_grid(name: str, part: bytes) -> None:
    """Cells must lie inside Excel's grid, and not so far apart that a dense table of them fills the memory."""
    cells = _CELL.findall(part)
    columns = {letters for letters, _ in cells}
    rows = {digits for _, digits in cells} | set(_ROW.findall(part))
    if any(not 1 <= len(letters) <= 3 for letters in columns) or any(not 1 <= len(digits) <= 7 for digits in rows):
        raise _harmful(name)
    last_column = max(map(_column_number, columns), default=0)
    last_row = max(map(int, rows), default=0)
    if last_row > _MAX_ROW or last_column > _MAX_COLUMN:
        raise _harmful(name)
    if last_row * last_column > _MAX_GRID and len(cells) < _MIN_DENSITY * last_row * last_column:
        raise _harmful(name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _locked(name: str) -> str:
    return f"{name} är skyddad med lösenord. Spara en kopia utan lösenord i Excel och öppna den."


def _inspect_compound_file(name: str, content: bytes) -> None:
    """The old container (.xls): encrypted? Do its sector chains end?"""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(_locked(name))
    try:
        _follow_sectors(content)
    except (struct.error, IndexError, ValueError):
        raise Refused(_damaged(name)) from None
    if "Workbook".encode("utf-16-le") not in content and "Book".encode("utf-16-le") not in content:
        raise Refused(f"{name} är inte en Excel-arbetsbok. Välj Socialstyrelsens resultatfil i Excel.")


def _follow_sectors(content: bytes) -> None:
    """Walks every chain of the allocation tables; the reader would follow a looping one until memory ends.

    Raises:
        ValueError: A chain loops or leaves the file.
    """
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in {512, 4096}:
        raise ValueError(size)
    sectors = len(content) // size
    tables = [it for it in struct.unpack_from("<109I", content, 76) if it < _NO_SECTOR]
    more, steps = struct.unpack_from("<I", content, 68)[0], 0
    while more < _NO_SECTOR:  # a large file's list of tables goes on in sectors of its own
        steps += 1
        if steps > sectors:
            raise ValueError(more)
        *listed, more = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        tables += [it for it in listed if it < _NO_SECTOR]
    following = _read_tables(content, tables, size)
    _check_chains(following, -(-len(content) // size) - 1)
    first_small = struct.unpack_from("<I", content, 60)[0]
    small: list[int] = []
    while first_small < _NO_SECTOR:
        small.append(first_small)
        first_small = following[first_small]
    following_small = _read_tables(content, small, size)
    _check_chains(following_small, len(following_small))


def _read_tables(content: bytes, sectors: list[int], size: int) -> list[int]:
    """Which sector follows each, by the tables that lie in some sectors."""
    following: list[int] = []
    for sector in sectors:
        following += struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)
    return following


def _check_chains(following: list[int], there: int) -> None:
    """Raises ValueError when a chain loops, or goes on in a sector that is not there."""
    ended: set[int] = set()
    for start in range(len(following)):
        chain: set[int] = set()
        at = start
        while at < _NO_SECTOR and at not in ended:
            if at in chain:
                raise ValueError(start)
            chain.add(at)
            at = following[at]
            if there <= at < _NO_SECTOR:
                raise ValueError(start)
        ended |= chain
