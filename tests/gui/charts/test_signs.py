"""The signs of answers, and the tiles that they stand on."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ojdesk.core.model import Answer
from ojdesk.core.palette import Palette
from ojdesk.gui import theme
from ojdesk.gui.charts.signs import paint_sign, paint_tile


def painted(draw: Callable[[QPainter], None]) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def test_answers_differ_in_shape_and_not_in_colour_alone(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    seen = [Answer.YES, Answer.PARTLY, Answer.NO, Answer.SILENT, Answer.UNKNOWN]
    area = QRectF(4, 4, 32, 32)
    shapes = {bytes(painted(lambda it, a=a: paint_sign(it, area, a, "#000000")).constBits()) for a in seen}  # type: ignore[misc]
    assert len(shapes) == len(seen)


def test_who_was_not_asked_has_no_sign(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    blank = painted(lambda _: None)
    assert painted(lambda it: paint_sign(it, QRectF(4, 4, 32, 32), Answer.NOT_ASKED, "#000000")) == blank


@pytest.mark.parametrize(("appearance", "palette"), theme.APPEARANCES.items())
def test_tiles_are_filled_for_answers_and_bare_for_silence(
    qapp: QApplication, appearance: str, palette: Palette
) -> None:
    theme.apply(qapp, appearance)
    for answer in (Answer.YES, Answer.PARTLY, Answer.NO):
        image = painted(lambda it, a=answer: paint_tile(it, QRectF(4, 4, 32, 32), a))  # type: ignore[misc]
        assert QColor(image.pixel(8, 8)).name() == palette.answers[answer]
    silent = painted(lambda it: paint_tile(it, QRectF(4, 4, 32, 32), Answer.SILENT))
    assert QColor(silent.pixel(8, 8)).name() == "#ffffff"
