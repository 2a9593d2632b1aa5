"""The chart as it stands alone: its title above, and below it where the figures are from and that they are made up."""

import textwrap

from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.palette import LIGHT as P
from ojdesk.core.paper.drawing import Drawing
from ojdesk.core.paper.picture import WIDTH, Picture

_MARGIN = 12.0
#: The width of a letter on the average, in parts of the size; a little too wide rather than too narrow.
_LETTER, _BOLD_LETTER = 0.5, 0.53
_LEADING = 1.3


def sheet(exhibit: Exhibit) -> Picture:
    """The picture of an exhibit, `WIDTH` points and a margin wide whatever the screen; it must have a picture."""
    picture = exhibit.picture
    assert picture is not None
    below = [*exhibit.notes, exhibit.origin.source]
    above = [(exhibit.title, 13.0, P.text, True), (exhibit.subtitle, 9.5, P.quiet, False)]
    under = [*((note, 8.0, P.quiet, False) for note in below), (exhibit.origin.invented, 8.0, P.alarm, True)]
    top = _MARGIN + sum(map(_height, above)) + 6
    height = top + picture.height + 6 + sum(map(_height, under)) + _MARGIN
    drawing = Drawing(WIDTH + 2 * _MARGIN, height)
    drawing.box((0, 0), drawing.width, height, P.ground)
    _write(drawing, above, _MARGIN)
    drawing.place(picture.svg, (_MARGIN, top))
    _write(drawing, under, top + picture.height + 6)
    said = " ".join(filter(None, [picture.description, exhibit.origin.invented]))
    return Picture(drawing.svg(said, exhibit.title), drawing.width, height, said)


_Text = tuple[str, float, str, bool]


def _lines(text: _Text) -> list[str]:
    words, size, _, bold = text
    return textwrap.wrap(words, int(WIDTH / (size * (_BOLD_LETTER if bold else _LETTER))))


def _height(text: _Text) -> float:
    return len(_lines(text)) * text[1] * _LEADING


def _write(drawing: Drawing, texts: list[_Text], y: float) -> None:
    for text in texts:
        _, size, colour, bold = text
        for line in _lines(text):
            y += size * _LEADING
            drawing.text((_MARGIN, y - size * (_LEADING - 1)), line, colour, size, bold=bold)
