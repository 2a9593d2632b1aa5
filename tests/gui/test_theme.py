"""The fonts that a computer has, or has not."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from ojdesk.gui import theme


@pytest.fixture
def undressed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    yield qapp
    monkeypatch.undo()
    theme.apply(qapp, "light")


def test_where_no_font_is_installed_the_bundled_one_is_loaded_and_drawn_with(
    undressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    QFontDatabase.removeAllApplicationFonts()
    assert "Inter" not in QFontDatabase.families()
    monkeypatch.setattr(QFontDatabase, "families", list)
    theme.apply(undressed, "light")
    for bold in (False, True):
        drawn = QFontInfo(theme.font(bold=bold))
        assert (drawn.family(), drawn.pixelSize()) == ("Inter", theme.BODY)
    assert QFontInfo(theme.font()).exactMatch()


def test_where_the_computer_has_segoe_it_is_used(undressed: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda: ["Inter", "Segoe UI"])
    theme.apply(undressed, "light")
    assert undressed.font().family() == "Segoe UI"
