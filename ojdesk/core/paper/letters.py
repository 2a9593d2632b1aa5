"""Text that the bundled font can print: PDF/UA allows no character without a glyph."""

import struct
from functools import lru_cache

from ojdesk.core.resources import resource

#: Stands where the font has no glyph, so that one sees that something is missing.
MISSING = "□"

#: Controls, signs that are not seen but turn or join what stands around them, and lone halves of characters.
_UNSEEN = frozenset(
    chr(code)
    for codes in (
        (*range(0x20), *range(0x7F, 0xA0), 0xAD),
        (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
        (*range(0xD800, 0xE000), *range(0xFE00, 0xFE10), 0xFEFF),
    )
    for code in codes
)
_SPACES = dict.fromkeys("\t\v\f\x85\u2028\u2029", " ")


def printable(text: str) -> str:
    """The text without what cannot be printed: controls and marks of direction go, an unknown letter becomes a box.

    Line breaks stay.
    """
    odd = set(text) - _letters()
    if not odd:
        return text
    return text.replace("\r\n", "\n").translate({ord(it): _instead(it) for it in odd})


def _instead(letter: str) -> str:
    if letter in _SPACES:
        return _SPACES[letter]
    if letter == "\r":
        return "\n"
    return "" if letter in _UNSEEN else MISSING


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    """Those that all weights of the font have, and the line break."""
    fonts = [_letters_of(path.read_bytes()) for path in sorted(resource("fonts").glob("*.ttf"))]
    return (frozenset.intersection(*fonts) - _UNSEEN) | {"\n"}


def _letters_of(font: bytes) -> frozenset[str]:
    """What a TrueType font's character map holds: the table that goes from a first to a last code, format 12."""
    tables = (struct.unpack_from(">4s4xI", font, 12 + 16 * at) for at in range(struct.unpack_from(">H", font, 4)[0]))
    cmap = next(offset for tag, offset in tables if tag == b"cmap")
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    maps = [cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * at)[0] for at in range(count)]
    start = next(it for it in maps if struct.unpack_from(">H", font, it)[0] == 12)
    (groups,) = struct.unpack_from(">I", font, start + 12)
    codes: set[str] = set()
    for at in range(groups):
        first, last = struct.unpack_from(">II", font, start + 16 + 12 * at)
        codes.update(map(chr, range(first, last + 1)))
    return frozenset(codes)
