"""The parts of a zipped workbook: unpacked once, inspected, and packed anew for the reader."""

import re
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from xml.parsers import expat

from ojdesk.core.files.reader.trouble import DAMAGED, ENCODING, HARMFUL, Trouble

_STORED = 0
_LOCAL = b"PK\x03\x04"
#: No tag of a workbook comes near this length, and no text between two of them: a cell holds 32,767 characters.
_MAX_TOKEN = 250_000
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_COUNT = re.compile(rb"\buniqueCount=[\"'](\d+)[\"']")


class Part(NamedTuple):
    """A line of the package's directory."""

    name: str
    offset: int
    packed: int
    size: int
    crc: int
    method: int


class Package:
    """Reads parts by the directory that the gate has inspected."""

    def __init__(self, content: bytes, parts: Iterable[Part]) -> None:
        self._content = content
        self._parts = {part.name: part for part in parts}
        self._by_folded = {name.casefold(): name for name in self._parts}

    @property
    def names(self) -> list[str]:
        """All parts, as the directory writes them."""
        return list(self._parts)

    def find(self, name: str) -> str | None:
        """The part's name as the directory writes it; Excel takes no notice of capitals."""
        return name if name in self._parts else self._by_folded.get(name.casefold())

    def read(self, name: str) -> bytes:
        """A part's content.

        Raises:
            Trouble: There is no such part, or it is not what the directory says.
        """
        found = self.find(name)
        if found is None:
            raise Trouble(DAMAGED)
        part = self._parts[found]
        head = self._content[part.offset : part.offset + 30]
        if len(head) < 30 or not head.startswith(_LOCAL):
            raise Trouble(DAMAGED)
        name_length, extra_length = struct.unpack_from("<HH", head, 26)
        start = part.offset + 30 + name_length + extra_length
        packed = self._content[start : start + part.packed]
        if part.method == _STORED:
            content = packed
        else:
            unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                # One byte more than was promised would be noticed; a bomb's billions are never unpacked.
                content = unpacking.decompress(packed, part.size + 1)
            except zlib.error:
                raise Trouble(DAMAGED) from None
            if not unpacking.eof:
                raise Trouble(DAMAGED)
        if len(content) != part.size or zlib.crc32(content) != part.crc:
            raise Trouble(DAMAGED)
        return content

    def read_xml(self, name: str) -> bytes:
        """A part's content, if it is XML that is safe to parse.

        Raises:
            Trouble: As for `read`, or it has a document type, another encoding than UTF-8, or tokens without end.
        """
        part = self.read(name)
        check_xml(part)
        return part

    def relations(self, name: str) -> list[dict[str, str]]:
        """The attributes of all relations that a part lists.

        Raises:
            Trouble: As for `read_xml`.
            ExpatError: It is no XML.
        """
        found: list[dict[str, str]] = []
        elements(self.read_xml(name), lambda tag, it: found.append(it) if tag == "Relationship" else None)
        return found


def check_xml(part: bytes) -> None:
    """Raises Trouble for XML that would be read as something else, or would not stop being read."""
    head = part[:1_000].lower()
    declared = _ENCODING.match(head)
    if b"\0" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Trouble(ENCODING)
    # The reader takes everything for UTF-8. Among the letters of English, other encodings of one byte agree with it.
    if (
        declared
        and declared[1] not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
        and not (declared[1].startswith((b"iso-8859", b"windows-125")) and part.isascii())
    ):
        raise Trouble(ENCODING)
    # A look for one sign is many times faster than for nine.
    if b"!" in part and b"<!DOCTYPE" in part:
        raise Trouble(HARMFUL)
    count = _COUNT.search(part, 0, 1_000)
    if count and int(count[1]) > len(part):
        raise Trouble(HARMFUL)
    for start in range(0, len(part) - 2 * _MAX_TOKEN, _MAX_TOKEN):
        end = start + 2 * _MAX_TOKEN
        if part.find(b"<", start, end) < 0 or part.find(b">", start, end) < 0:
            raise Trouble(HARMFUL)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, not compressed: the reader sees what was inspected and nothing else."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in parts.items():
        encoded = name.encode()
        fields = (20, 0x800, _STORED, 0, 0x21, zlib.crc32(content), len(content), len(content), len(encoded), 0)
        local = struct.pack("<4s5H3I2H", _LOCAL, *fields) + encoded
        pieces += [local, content]
        directory.append(struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, at) + encoded)
        at += len(local) + len(content)
    listed = b"".join(directory)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listed), at, 0)
    return b"".join([*pieces, listed, end])


def elements(xml: bytes, each: Callable[[str, dict[str, str]], Any], end: Callable[[str], Any] | None = None) -> None:
    """Calls `each` with every element's name, without prefix, and attributes."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: each(name.rpartition(":")[2], attributes)
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.Parse(xml, True)  # noqa: FBT003 - takes no name
