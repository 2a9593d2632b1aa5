"""The map for paper: the same areas, fills, labels and legend as on screen, drawn as SVG without Qt."""

from ojdesk.core.map_drawing import (
    Box,
    Fill,
    Fit,
    Legend,
    Texture,
    fill_of,
    fit,
    labels,
    legend,
    member_dots,
    member_edges,
    sign_side,
)
from ojdesk.core.map_wording import area_label, map_sentence
from ojdesk.core.maps import AreaMap
from ojdesk.core.outlines import outlines
from ojdesk.core.palette import LIGHT as P
from ojdesk.core.paper.drawing import Drawing, Point
from ojdesk.core.paper.picture import SMALL, WIDTH, Picture

_HEIGHT = 430.0
_GAP, _STEP = 16.0, 11.5
#: How wide a letter of a label is on the average, with room to spare.
_LETTER = 5.0
_SIGN, _DOT = 11.0, 2.6
_SWATCH, _LINE, _CLASS, _SCALE = 9.0, 14.0, 44.0, 42.0


def map_picture(shown: AreaMap) -> Picture:
    """The map with its legend; labels on both sides where there is room for all."""
    description = map_sentence(shown)
    words = legend(shown, P)
    codes = [it.unit.code for it in shown.areas]
    beside = _GAP + _LETTER * max(len(area_label(it, shown)) for it in shown.areas)
    across = WIDTH - 2 * beside
    drawn = fit(codes, Box(0, 0, across, _HEIGHT)).height
    low = max(drawn, _STEP * (len(codes) // 2 + 1)) + 4
    placed = fit(codes, Box(beside, 2, across, low - 4))
    height = low + 10 + _legend_height(words)
    drawing = Drawing(WIDTH, height)
    for area in shown.areas:
        fill = fill_of(area, shown, P)
        rings = _rings(area.unit.code, placed)
        drawing.area(rings, fill.colour, outline=P.quiet)
        if fill.texture is not Texture.PLAIN:
            drawing.hatched_area(rings, fill.ink, crossed=fill.texture is Texture.LATTICE)
    for code in member_edges(shown):
        drawing.area(_rings(code, placed), "none", outline=P.ground, width=3.5)
        drawing.area(_rings(code, placed), "none", outline=P.group, width=2.0, dashed=True)
    if shown.own:
        for colour, width in ((P.ground, 3.5), (P.own, 2.0)):
            drawing.area(_rings(shown.own, placed), "none", outline=colour, width=width)
    for area in shown.areas:
        fill, side = fill_of(area, shown, P), sign_side(area, shown, placed, _SIGN)
        if fill.sign is not None and side:
            x, y = placed.point(*outlines()[area.unit.code].middle)
            drawing.sign(fill.sign, (x - side / 2, y - side / 2), side, fill.ink)
    for code in member_dots(shown):
        drawing.dot(placed.point(*outlines()[code].middle), _DOT, P.group, outline=P.ground)
    _draw_labels(drawing, shown, placed, low)
    _draw_legend(drawing, words, low + 10)
    return Picture(drawing.svg(description), WIDTH, height, description)


def _rings(code: str, placed: Fit) -> list[list[Point]]:
    return [[placed.point(east, north) for east, north in ring.tolist()] for ring in outlines()[code].rings]


def _draw_labels(drawing: Drawing, shown: AreaMap, placed: Fit, height: float) -> None:
    beside = Box(placed.left - _GAP, 0, placed.width + 2 * _GAP, height)
    for label in labels(shown, placed, beside, _STEP, _SIGN):
        own = label.area.unit.code == shown.own
        (x, y), out = label.edge, -1 if label.on_left else 1
        line = [(x - out * 3, y), (x - out * 8, y), label.end]
        drawing.curve(line, P.own if own else P.peers, 0.5)
        colour, anchor = P.own if own else P.text, "end" if label.on_left else "start"
        drawing.text((x, y + 3), label.text, colour, SMALL, bold=own, anchor=anchor)


def _legend_height(words: Legend) -> float:
    return (_SCALE if words.colours else 0.0) + _LINE * len(words.items)


def _draw_legend(drawing: Drawing, words: Legend, top: float) -> None:
    """The classes side by side, and below them the other fills, a line each."""
    for at, colour in enumerate(words.colours):
        drawing.box((at * _CLASS + 0.5, top + 12), _CLASS, 8, colour, outline=P.quiet)
    for at, text in enumerate(words.limits):
        drawing.text((at * _CLASS, top + 30), text, P.quiet, SMALL, anchor="middle" if at else "start")
    if words.nation is not None:
        along, text = words.nation
        x = along * len(words.colours) * _CLASS
        drawing.line((x, top + 11), (x, top + 21), P.ground, 3)
        drawing.line((x, top + 11), (x, top + 21), P.nation, 1.5)
        drawing.text((max(x, 24), top + 8), text, P.nation, SMALL, bold=True, anchor="middle")
    y = top + (_SCALE if words.colours else 0.0)
    for fill, text in words.items:
        _draw_swatch(drawing, fill, y)
        drawing.text((_SWATCH + 6, y + 7.5), text, P.quiet, SMALL)
        y += _LINE


def _draw_swatch(drawing: Drawing, fill: Fill, y: float) -> None:
    if fill.dot:
        drawing.dot((0.5 + _SWATCH / 2, y + _SWATCH / 2), _DOT, fill.dot)
        return
    square = [[(0.5, y), (0.5 + _SWATCH, y), (0.5 + _SWATCH, y + _SWATCH), (0.5, y + _SWATCH), (0.5, y)]]
    if fill.edge:
        drawing.area(square, fill.colour, outline=fill.edge, width=1.5, dashed=True)
    else:
        drawing.area(square, fill.colour, outline=P.quiet)
    if fill.texture is not Texture.PLAIN:
        drawing.hatched_area(square, fill.ink, crossed=fill.texture is Texture.LATTICE)
    if fill.sign is not None:
        drawing.sign(fill.sign, (0.5, y), _SWATCH, fill.ink)
