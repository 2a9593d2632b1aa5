"""The signs for answers, as shapes in a square of side one: the same on screen, on paper and with any font."""

from dataclasses import dataclass

from ojdesk.core.model import Answer

Stroke = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Sign:
    """Strokes to draw with a round pen, and what is filled: nothing, or the left half of a circle with its outline."""

    strokes: tuple[Stroke, ...] = ()
    half_circle: bool = False


_TICK = Sign(strokes=(((0.2, 0.54), (0.42, 0.74), (0.8, 0.3)),))
_CROSS = Sign(strokes=(((0.26, 0.26), (0.74, 0.74)), ((0.74, 0.26), (0.26, 0.74))))
_DASH = Sign(strokes=(((0.28, 0.5), (0.72, 0.5)),))

#: Where no question was put, or nobody was there to answer, there is nothing to see.
SIGNS = {
    Answer.YES: _TICK,
    Answer.PARTLY: Sign(half_circle=True),
    Answer.NO: _CROSS,
    Answer.SILENT: _DASH,
    Answer.SUPPRESSED: _DASH,
    Answer.NOT_APPLICABLE: _DASH,
    Answer.UNKNOWN: Sign(
        strokes=(((0.36, 0.34), (0.5, 0.24), (0.63, 0.36), (0.5, 0.52), (0.5, 0.6)), ((0.5, 0.76), (0.5, 0.77)))
    ),
    Answer.NOT_ASKED: Sign(),
    Answer.ABSENT: Sign(),
}

#: Radius of the half-filled circle.
CIRCLE = 0.29
#: Width of the pen.
PEN = 0.13
