"""Drawing on paper: lines, bars, dots, signs and text, as SVG with text as text."""

from collections.abc import Iterable
from html import escape

from ojdesk.core.model import Answer
from ojdesk.core.signs import CIRCLE, PEN, SIGNS
from ojdesk.core.text import writable

#: The bundled font, and what comes nearest to it where a drawing has to do without.
FONT = "Inter, Segoe UI, Arial, sans-serif"
_HEAD_END = "</desc>"

Point = tuple[float, float]


class Drawing:
    """A sheet of `width` × `height` points, drawn from back to front."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._parts: list[str] = []
        self._patterns: dict[str, str] = {}

    def line(self, start: Point, end: Point, colour: str, width: float = 1, *, dashed: bool = False) -> None:
        """A straight line."""
        self.curve([start, end], colour, width, dashed=dashed)

    def curve(self, points: Iterable[Point], colour: str, width: float = 1, *, dashed: bool = False) -> None:
        """A line through points, with round joints."""
        way = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        dash = ' stroke-dasharray="5 3.5"' if dashed else ""
        self._parts.append(
            f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
            f'stroke-linecap="{"butt" if dashed else "round"}" stroke-linejoin="round"{dash}/>'
        )

    def box(
        self, corner: Point, width: float, height: float, fill: str, *, radius: float = 0, outline: str = ""
    ) -> None:
        """A box from its upper left corner; without a width where that would be negative."""
        stroke = f' stroke="{outline}"' if outline else ""
        self._parts.append(
            f'<rect x="{corner[0]:.2f}" y="{corner[1]:.2f}" width="{max(width, 0):.2f}" height="{height:.2f}" '
            f'rx="{radius:g}" fill="{fill}"{stroke}/>'
        )

    def hatched_box(self, corner: Point, width: float, height: float, colour: str) -> None:
        """A box that says: few stand behind this."""
        name = "h" + colour.removeprefix("#")
        self._patterns[name] = (
            f'<pattern id="{name}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="1.6" height="4" fill="{colour}"/></pattern>'
        )
        self.box(corner, width, height, f"url(#{name})", outline=colour)

    def area(
        self, rings: Iterable[Iterable[Point]], fill: str, *, outline: str, width: float = 0.5, dashed: bool = False
    ) -> None:
        """What lies inside an odd number of closed rings."""
        dash = ' stroke-dasharray="4 2.5"' if dashed else ""
        way = " ".join("M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "z" for ring in rings)
        self._parts.append(
            f'<path d="{way}" fill="{fill}" fill-rule="evenodd" stroke="{outline}" stroke-width="{width:g}" '
            f'stroke-linejoin="round"{dash}/>'
        )

    def hatched_area(self, rings: Iterable[Iterable[Point]], colour: str, *, crossed: bool = False) -> None:
        """Fine lines over an area: stripes, or a lattice."""
        name = ("c" if crossed else "s") + colour.removeprefix("#")
        across = f'<rect width="4" height="0.5" fill="{colour}"/>' if crossed else ""
        self._patterns[name] = (
            f'<pattern id="{name}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="0.5" height="4" fill="{colour}"/>{across}</pattern>'
        )
        self.area(rings, f"url(#{name})", outline="none")

    def dot(self, centre: Point, radius: float, fill: str, *, outline: str = "") -> None:
        """A filled circle."""
        stroke = f' stroke="{outline}"' if outline else ""
        self._parts.append(f'<circle cx="{centre[0]:.2f}" cy="{centre[1]:.2f}" r="{radius:g}" fill="{fill}"{stroke}/>')

    def text(
        self,
        at: Point,
        text: str,
        colour: str,
        size: float = 10,
        *,
        bold: bool = False,
        anchor: str = "start",
        halo: str = "",
    ) -> None:
        """Text with its baseline at a point; `anchor` is start, middle or end, `halo` a ground behind the letters."""
        weight = ' font-weight="600"' if bold else ""
        written = f'font-family="{FONT}" font-size="{size:g}" text-anchor="{anchor}"{weight}>{_escaped(text)}</text>'
        place = f'<text x="{at[0]:.2f}" y="{at[1]:.2f}"'
        if halo:
            # A text of its own: not every program knows paint-order, and the others would paint over the letters.
            around = f'fill="{halo}" stroke="{halo}" stroke-width="3" stroke-linejoin="round" aria-hidden="true"'
            self._parts.append(f"{place} {around} {written}")
        self._parts.append(f'{place} fill="{colour}" {written}')

    def sign(self, answer: Answer, corner: Point, side: float, colour: str) -> None:
        """The sign for an answer in a square."""
        x, y = corner
        sign = SIGNS[answer]
        for stroke in sign.strokes:
            self.curve([(x + side * a, y + side * b) for a, b in stroke], colour, side * PEN)
        if sign.half_circle:
            radius, middle = side * CIRCLE, (x + side / 2, y + side / 2)
            self._parts.append(
                f'<circle cx="{middle[0]:.2f}" cy="{middle[1]:.2f}" r="{radius:.2f}" fill="none" stroke="{colour}" '
                f'stroke-width="{side * PEN * 0.8:.2f}"/>'
                f'<path d="M{middle[0]:.2f},{middle[1] - radius:.2f} a{radius:.2f},{radius:.2f} 0 0 0 '
                f'0,{2 * radius:.2f} z" fill="{colour}"/>'
            )

    def place(self, svg: str, corner: Point) -> None:
        """Puts another finished drawing on this one."""
        inside = svg[svg.index(_HEAD_END) + len(_HEAD_END) : svg.rindex("</svg>")]
        self._parts.append(f'<g transform="translate({corner[0]:g} {corner[1]:g})">{inside}</g>')

    def svg(self, description: str, title: str = "") -> str:
        """The finished drawing; `title` and `description` are what a screen reader says of it."""
        head = f"<title>{_escaped(title)}</title>" if title else ""
        patterns = f"<defs>{''.join(self._patterns.values())}</defs>" if self._patterns else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" '
            f'width="{self.width:g}" height="{self.height:g}" role="img">'
            f"{head}<desc>{_escaped(description)}{_HEAD_END}{patterns}{''.join(self._parts)}</svg>"
        )


def _escaped(text: str) -> str:
    # Not by xml.sax: it brings along what one needs to read from a network.
    return escape(writable(text), quote=False)
