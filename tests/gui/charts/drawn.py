"""What a chart has drawn."""

import itertools
from collections.abc import Sequence
from typing import TypeVar

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics

from ojdesk.gui import theme
from ojdesk.gui.charts.frame import Chart, TickAxis
from ojdesk.gui.charts.marks import Curve

Kind = TypeVar("Kind")


def marks(chart: Chart, kind: type[Kind]) -> list[Kind]:
    return [mark for mark in chart.marks if isinstance(mark, kind)]


def curves(chart: Chart, colour: str) -> list[Curve]:
    return [it for it in marks(chart, Curve) if it.colour == colour]


def curve(chart: Chart, colour: str) -> Curve:
    found = curves(chart, colour)
    assert len(found) == 1
    return found[0]


def written_on(chart: Chart, side: str) -> list[str]:
    """What an axis writes, after a look that each text is seen whole and meets no other."""
    axis = chart.axes[side]
    assert isinstance(axis, TickAxis)
    width_of = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance
    written = axis.written(width_of, chart.area_of(side), chart.along(side))
    areas = [area for area, _ in written]
    assert all(QRectF(chart.rect()).contains(area) for area in areas)
    assert not any(one.intersects(other) for one, other in itertools.combinations(areas, 2))
    return [text for _, text in written]


def same(drawn: Sequence[float], said: Sequence[float]) -> bool:
    return list(drawn) == pytest.approx(list(said), nan_ok=True)
