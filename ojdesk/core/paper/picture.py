"""What a picture for paper is, and how it becomes PNG."""

import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache

import typst

from ojdesk.core.resources import resource

#: How wide a picture is, in points: the text of an A4 page.
WIDTH = 480.0
#: Sizes of text in points: what stands beside the figures, and the figures.
SMALL, BODY = 8.5, 9.5


@dataclass(frozen=True)
class Picture:
    """A figure: its SVG, its size in points, and its description in words."""

    svg: str
    width: float
    height: float
    description: str


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The bundled font and no other, so that a page is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resource("fonts"))])


def png(picture: Picture, dots_per_inch: int = 300) -> bytes:
    """The picture as PNG, drawn with the bundled font whatever the machine has, and as large on paper as it says."""
    page = f"#set page(width: {picture.width}pt, height: {picture.height}pt, margin: 0pt)\n"
    image = '#image(bytes(sys.inputs.at("svg")), format: "svg", width: 100%)'
    drawn = typst.compile(
        (page + image).encode(), format="png", ppi=dots_per_inch, font_paths=fonts(), sys_inputs={"svg": picture.svg}
    )
    assert isinstance(drawn, bytes)
    return with_resolution(drawn, dots_per_inch)


def with_resolution(drawn: bytes, dots_per_inch: int) -> bytes:
    """A PNG that says how large it is; without it, Word and PowerPoint make a sharp picture a huge one."""
    after_header = drawn.index(b"IHDR") + 4 + 13 + 4
    per_metre = round(dots_per_inch / 0.0254)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return drawn[:after_header] + chunk + drawn[after_header:]
