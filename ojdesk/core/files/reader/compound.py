"""The container of Excel 97: a small file system of sectors."""

import struct

from ojdesk.core.files.reader.trouble import DAMAGED, LOCKED, NO_WORKBOOK, Trouble

#: From here on, the numbers mean the end of a chain, or a sector that is in none.
_NO_SECTOR = 0xFFFFFFFA


def workbook_stream(content: bytes) -> bytes:
    """The stream that holds the workbook.

    Raises:
        Trouble: The file is encrypted or holds no workbook, or its chains do not end.
    """
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Trouble(LOCKED)
    try:
        return _Container(content).workbook()
    except (struct.error, IndexError, ValueError):
        raise Trouble(DAMAGED) from None


class _Container:
    """Walks every chain of the allocation tables first: calamine would follow a looping one until memory ends.

    Raises:
        ValueError: A chain loops or leaves the file.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 30)[0]
        if self._size not in {512, 4096}:
            raise ValueError(self._size)
        sectors = -(-len(content) // self._size)
        tables = [it for it in struct.unpack_from("<109I", content, 76) if it < _NO_SECTOR]
        more, steps = struct.unpack_from("<I", content, 68)[0], 0
        while more < _NO_SECTOR:  # a large file's list of tables goes on in sectors of its own
            steps += 1
            if steps > sectors:
                raise ValueError(more)
            *listed, more = struct.unpack_from(f"<{self._size // 4}I", content, (more + 1) * self._size)
            tables += [it for it in listed if it < _NO_SECTOR]
            if len(tables) > sectors:
                raise ValueError(len(tables))
        self._following = self._read_tables(tables)
        _check_chains(self._following, sectors - 1)
        self._following_small = self._read_tables(self._chain(struct.unpack_from("<I", content, 60)[0]))
        _check_chains(self._following_small, len(self._following_small))

    def workbook(self) -> bytes:
        entries = b"".join(map(self._sector, self._chain(struct.unpack_from("<I", self._content, 48)[0])))
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            if kind in {2, 5}:
                name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").casefold()
                first, size = struct.unpack_from("<II", entries, at + 116)
                found.setdefault("/root" if kind == 5 else name, (first, size))
        first, size = found.get("workbook") or found.get("book") or (_NO_SECTOR, 0)
        if first >= _NO_SECTOR:
            raise Trouble(NO_WORKBOOK)
        if size >= struct.unpack_from("<I", self._content, 56)[0]:
            return b"".join(map(self._sector, self._chain(first)))[:size]
        small = b"".join(map(self._sector, self._chain(found.get("/root", (_NO_SECTOR, 0))[0])))
        pieces = []
        while first < _NO_SECTOR:
            pieces.append(small[first * 64 : first * 64 + 64])
            first = self._following_small[first]
        return b"".join(pieces)[:size]

    def _chain(self, first: int) -> list[int]:
        chain = []
        while first < _NO_SECTOR:
            chain.append(first)
            first = self._following[first]
        return chain

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _read_tables(self, sectors: list[int]) -> list[int]:
        """Which sector follows each, by the tables that lie in some sectors."""
        following: list[int] = []
        for sector in sectors:
            following += struct.unpack_from(f"<{self._size // 4}I", self._content, (sector + 1) * self._size)
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
