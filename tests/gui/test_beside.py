"""Whom one compares with, ticked and unticked: in every view, and in what is taken along."""

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.gui.window import Window
from tests.gui.user import group, heads


def heads_of(table: QTableView) -> list[str]:
    return [it for it in heads(table.model()) if not it.isdecimal()]


@pytest.mark.parametrize(
    ("unit", "indicator", "unticked", "columns"),
    [
        ("1489", "freda", (), ["Indikator", "Länet", "Riket", "Länet mot riket", "Riket över tid"]),
        ("1489", "freda", ("county",), ["Indikator", "Riket", "Riket över tid"]),
        ("1489", "freda", ("nation",), ["Indikator", "Länet"]),
        ("14", "freda", (), ["Indikator", "Riket", "Mot riket", "Riket över tid"]),
        ("00", "freda", (), ["Indikator", "Riket över tid"]),
        # The box is out of reach for the nation, whatever it was left at.
        ("00", "freda", ("nation",), ["Indikator", "Riket över tid"]),
        (
            "1489",
            "andel_barn",
            ("county",),
            ["Indikator", "Riket", "Mot riket", "Bland kommunerna", "Plats från lägst"],
        ),
        ("1489", "andel_barn", ("nation",), ["Indikator", "Länet", "Bland kommunerna", "Plats från lägst"]),
        ("14", "andel_barn", (), ["Indikator", "Riket", "Mot riket", "Bland kommunerna"]),
        ("00", "andel_barn", (), ["Indikator", "Bland kommunerna"]),
    ],
)
def test_the_overview_has_whom_one_compares_with_once(
    desk_window: Window, unit: str, indicator: str, unticked: tuple[str, ...], columns: list[str]
) -> None:
    assert desk_window.desk is not None
    view = desk_window.desk.overview
    desk_window.workspace.choose(unit=unit, indicator=indicator, **dict.fromkeys(unticked, False))
    assert heads_of(view.table) == columns
    exhibit = view.exhibit()
    assert exhibit is not None
    # What is drawn and not written has no column there.
    assert [it for it in exhibit.tables[0].heads if not it.isdecimal()] == [
        it for it in columns if it != "Riket över tid"
    ]
    for name, words in (("Länet", "länet"), ("Riket", "riket")):
        assert (words in exhibit.subtitle) is (name in columns)
    of_signs = indicator == "freda"
    assert view._legend.isVisible() is (unit == "1489" or not of_signs)
    if not of_signs:
        assert ("spets nedifrån är länet" in view._legend.accessibleName()) is ("Länet" in columns)


def test_the_spread_and_the_maps_leave_the_nation_out(desk_window: Window) -> None:
    assert desk_window.desk is not None
    view = desk_window.desk.spread
    desk_window.show_view(2)
    for form in range(3):
        desk_window.show_spread(form)
        desk_window.workspace.choose(nation=True)
        assert "riket" in view.sentence.text()
        with_nation = view.exhibit()
        desk_window.workspace.choose(nation=False)
        assert "riket" not in view.sentence.text()
        without = view.exhibit()
        assert with_nation is not None
        assert without is not None
        assert with_nation.picture is not None
        assert without.picture is not None
        assert "riket" not in without.sentence
        assert (">Riket" in with_nation.picture.svg) is (form < 2)
        assert ">Riket" not in without.picture.svg
    desk_window.show_spread(0)
    desk_window.workspace.choose(unit="00")
    assert view._spread is not None
    assert view.sentence.text() == spread_sentence(view._spread, 0)
    assert view.sentence.text().startswith("I riket uppfyller")


def test_one_learns_from_those_who_are_ticked(desk_window: Window, qtbot: QtBot) -> None:
    assert desk_window.desk is not None
    view = desk_window.desk.lessons
    desk_window.show_view(3)
    assert heads_of(view.gaps) == ["Indikator", "Hos oss", "I länet", "Riket", "Uppfylls av"]
    assert view.slides.isVisible()
    desk_window.workspace.choose(nation=False)
    assert heads_of(view.gaps) == ["Indikator", "Hos oss", "I länet", "Uppfylls av"]
    assert not view.slides.isVisible()
    exhibit = view.exhibit()
    assert exhibit is not None
    assert "riket" not in "".join((*exhibit.notes, *(it.caption for it in exhibit.tables)))
    desk_window.workspace.choose(peers=group("1440", "1463", "1480", "1472", "1463", "1490"))
    assert view.whom.isVisible()
    view.whom.setCurrentIndex(1)
    assert "i länet" in view._about_gaps.text()
    desk_window.workspace.choose(county=False)
    assert not view.whom.isVisible()
    assert "i gruppen" in view._about_gaps.text()
