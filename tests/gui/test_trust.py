"""The right side: how far the figure in focus holds."""

import pytest
from PySide6.QtCore import Qt

from ojdesk.core.compare import reasons
from ojdesk.core.dataset import Dataset
from ojdesk.gui.trust import Disclosure, TrustPane
from ojdesk.gui.window import Window
from tests.gui.user import press, said


@pytest.fixture
def pane(desk_window: Window) -> TrustPane:
    assert desk_window.desk is not None
    return desk_window.desk.trust


def test_it_says_what_was_asked_who_answered_and_where_the_figure_stands(pane: TrustPane, dataset: Dataset) -> None:
    text = said(pane)
    for heading in ("Indikatorn 2022", "Vad som räknas", "Svarande", "Jämförbar med 2021?", "Avstämd", "Källa"):
        assert heading in text
    assert "I Västra Götalands län 51 av 52; värde saknas för Ale." in text
    place = dataset.place("plan_tre_manader_alla", "1489", 2022)
    assert place is not None
    assert f"{place.file}, blad {place.sheet}, cell {place.cell}" in text


def test_it_follows_the_focus_and_drops_what_does_not_apply(pane: TrustPane, desk_window: Window) -> None:
    desk_window.workspace.choose(indicator="belopp_per_inv")
    text = said(pane)
    assert "Underlag" in text
    assert "Svarande" not in text
    assert "Avstämd" not in text
    desk_window.workspace.choose(indicator="rutin_vald_vuxen", year=2024)
    assert "Inte säkert. Från 2024 ska rutinen vara uppföljd inom 24 månader" in said(pane)
    desk_window.workspace.choose(year=2018)
    assert "2018 är det första året med indikatorn i de öppnade filerna." in said(pane)


def test_it_is_not_there_before_a_unit_is_picked(pane: TrustPane, desk_window: Window) -> None:
    desk_window.workspace.choose(unit="")
    assert not pane.isVisible()


def test_its_text_is_never_wider_than_itself(pane: TrustPane, desk_window: Window) -> None:
    for unit in ("1489", "018018", "00"):
        desk_window.workspace.choose(unit=unit)
        inside = pane.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= pane.viewport().width()


def test_an_objection_opens_to_its_answer_by_keyboard(pane: TrustPane, desk_window: Window) -> None:
    def disclosure(title: str) -> Disclosure:
        return next(it for it in pane.findChildren(Disclosure) if it.button.accessibleName() == title)

    assert "ett enda svar flyttar" not in said(pane)
    chance = disclosure("Det är slumpen!")
    chance.button.setFocus()
    press(Qt.Key.Key_Space)
    assert "ett enda svar flyttar andelen i Västra Götalands län 2,0 procentenheter" in said(pane)
    # It stays open, with the new figure's answer.
    desk_window.workspace.choose(unit="018018")
    assert "ett enda svar flyttar andelen i Stockholms län 2,8 procentenheter" in said(pane)
    press(Qt.Key.Key_Space)
    assert "ett enda svar flyttar" not in said(pane)


def test_everyone_who_lacks_a_value_can_be_read(pane: TrustPane, desk_window: Window, dataset: Dataset) -> None:
    desk_window.workspace.choose(indicator="rutin_vald_vuxen", year=2022)
    found = reasons.trust(dataset, "1489", "rutin_vald_vuxen", 2022)
    assert "och två till" in said(pane)
    (whole,) = (it for it in pane.findChildren(Disclosure) if it.button.accessibleName().startswith("Vilka som saknar"))
    whole.button.click()
    assert all(unit.name in said(pane) for unit in (*found.silent, *found.silent_elsewhere))
