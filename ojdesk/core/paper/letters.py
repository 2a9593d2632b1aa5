"""Text that the bundled font can print: PDF/UA allows no character without a glyph."""

import struct
from functools import lru_cache

from ojdesk.core.resources import resource
from ojdesk.core.text import visible

#: Stands where the font has no glyph, so that one sees that something is missing.
MISSING = "□"


def printable(text: str) -> str:
    """The text as it is visible, with a box in the place of each letter that the font lacks."""
    lacking = set(text) - _letters()
    if not lacking:
        return text
    seen = visible(text)
    return seen.translate({ord(it): MISSING for it in lacking.intersection(seen)})


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    """Those that all weights of the font have, and the line break."""
    fonts = [_letters_of(path.read_bytes()) for path in sorted(resource("fonts").glob("*.ttf"))]
    return frozenset(visible("".join(frozenset.intersection(*fonts)))) | {"\n"}


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
