"""What kind of file is it, and may the reading process see it? Decided without unpacking or parsing anything."""

import io
import itertools
import stat
import struct
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ojdesk.core.files.reader.package import Part
from ojdesk.core.files.reader.trouble import DAMAGED, HARMFUL, LARGE, LOCKED, PACKING, Trouble
from ojdesk.core.files.refusals import refusal

MAX_FILE = 60_000_000
_MAX_ENTRIES = 2_000
#: Unpacked, of all parts. The reading process holds some two million cells in the memory that it is given.
_MAX_TOTAL = 80_000_000
_RATIO_FROM, _MAX_RATIO = 10_000_000, 200

#: Windows: offline, or fetched when opened or read.
_ELSEWHERE = 0x1000 | 0x40000 | 0x400000

ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = b"PK\x01\x02"
_OTHER_KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"{\\rtf", "document"),
    (b"SQLite format 3\0", "database"),
)


@dataclass(frozen=True)
class Passed:
    """Bytes that may be read.

    Attributes:
        name: The file's name, for messages.
        kind: xlsx, xlsb, ods, xls or text.
        content: All of it.
        parts: The directory of a package.
    """

    name: str
    kind: str
    content: bytes
    parts: tuple[Part, ...] = ()


def take(path: Path) -> Passed:
    """Reads the file once, closes it at once, and lets it through if it may be a table that can be read safely.

    Raises:
        Refused: It cannot be opened, is no table by its first bytes, or is a damaged or dangerous package.
    """
    if path.name.startswith("~$"):
        raise refusal(path.name, "owner")
    return inspect(path.name, content_of(path))


def content_of(path: Path, most: int = MAX_FILE) -> bytes:
    """All of a file, if it is one, is at hand and is not larger than `most`.

    Raises:
        Refused: It is not, or it cannot be read.
    """
    name = path.name
    try:
        if path.is_dir():
            raise refusal(name, "folder")
        status = path.stat()
        if status.st_size > most:
            raise refusal(name, "large")
        # Reading what only stands for a file would make OneDrive fetch it; that is for the user to do.
        if getattr(status, "st_file_attributes", 0) & _ELSEWHERE:
            raise refusal(name, "elsewhere")
        if not stat.S_ISREG(status.st_mode):
            raise refusal(name, "unreadable")
        content = path.read_bytes()
        after = path.stat()
        if (after.st_size, after.st_mtime_ns) != (status.st_size, status.st_mtime_ns):
            raise refusal(name, "changing")
    except FileNotFoundError:
        raise refusal(name, "gone") from None
    except PermissionError:
        raise refusal(name, "barred") from None
    except (OSError, ValueError):  # a name with a NUL is a ValueError
        raise refusal(name, "unreadable") from None
    return content


def inspect(name: str, content: bytes) -> Passed:
    """The same for bytes that are already in memory.

    Raises:
        Refused: As for `take`.
    """
    if not content:
        raise refusal(name, "empty")
    if content.startswith(ZIP):
        return _inspect_package(name, content)
    if content.startswith(COMPOUND):
        return Passed(name, "xls", content)
    for magic, kind in _OTHER_KINDS:
        if content.startswith(magic):
            raise refusal(name, kind)
    if not content.strip(b"\0"):
        raise refusal(name, "damaged")
    return Passed(name, "text", content)


def directory(content: bytes) -> tuple[Part, ...]:
    """What is in a package, if it can be unpacked safely. Only its directory is read.

    Raises:
        Trouble: It is damaged, locked, packed in an odd way, or far larger than it should be.
    """
    # A directory of millions of lines is not even read.
    if content.count(_ENTRY) > 2 * _MAX_ENTRIES:
        raise Trouble(HARMFUL)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            _inspect_directory(entries)
    except (zipfile.BadZipFile, EOFError, struct.error, NotImplementedError, OSError, ValueError, RuntimeError):
        raise Trouble(DAMAGED) from None
    return tuple(
        Part(it.filename, it.header_offset, it.compress_size, it.file_size, it.CRC, it.compress_type) for it in entries
    )


def _inspect_package(name: str, content: bytes) -> Passed:
    try:
        parts = directory(content)
    except Trouble as trouble:
        raise refusal(name, trouble.reason) from None
    return Passed(name, _kind_of_package(name, parts), content, parts)


def _kind_of_package(name: str, parts: Iterable[Part]) -> str:
    names = {it.name.casefold() for it in parts}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    raise refusal(name, "word" if any(it.startswith("word/") for it in names) else "no_workbook")


def _inspect_directory(entries: Sequence[zipfile.ZipInfo]) -> None:
    if len(entries) > _MAX_ENTRIES:
        raise Trouble(HARMFUL)
    seen: set[str] = set()
    spans = []
    for entry in entries:
        inside = entry.filename.replace("\\", "/")
        if inside.startswith("/") or ".." in inside.split("/") or ":" in inside or inside.casefold() in seen:
            raise Trouble(HARMFUL)
        seen.add(inside.casefold())
        if entry.flag_bits & 1:
            raise Trouble(LOCKED)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Trouble(PACKING)
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _RATIO_FROM and ratio > _MAX_RATIO:
            raise Trouble(HARMFUL)
        spans.append((entry.header_offset, entry.header_offset + entry.compress_size))
    spans.sort()
    if any(later[0] < earlier[1] for earlier, later in itertools.pairwise(spans)):
        raise Trouble(HARMFUL)
    if sum(entry.file_size for entry in entries) > _MAX_TOTAL:
        raise Trouble(LARGE)
