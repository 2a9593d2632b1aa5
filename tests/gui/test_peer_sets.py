"""Comparing with others: the sets that come with the program, in the views and at the next start."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from ojdesk.core.peers import Origin, PeerSet
from ojdesk.gui.settings import Settings, load
from ojdesk.gui.views.overview import OverviewView
from ojdesk.gui.window import Window
from tests.gui.peers import SIMILAR, chosen, entries, pick
from tests.gui.user import cells, column, heads, press, said, settle


@pytest.fixture
def overview(desk_window: Window) -> OverviewView:
    assert desk_window.desk is not None
    return desk_window.desk.overview


# Those that come with the program ---------------------------------------------------------------------------------


def test_similar_municipalities_are_one_choice_away(desk_window: Window, overview: OverviewView) -> None:
    pick(desk_window, "Liknande kommuner Alingsås (Kolada 2023)")
    assert chosen(desk_window) == SIMILAR
    assert "Gruppen, beräknat" in heads(overview.table.model())
    assert "Länet mot riket" not in heads(overview.table.model())
    assert "Gruppen är Liknande kommuner Alingsås (Kolada 2023)." in said(overview)
    assert "Kolada 2023 · 7 att jämföra med" in said(desk_window)
    assert desk_window.desk is not None
    assert desk_window.desk.picker.peers.currentText() == "Liknande kommuner Alingsås"
    desk_window.workspace.undo()
    assert not chosen(desk_window)
    assert "Länet mot riket" in heads(overview.table.model())
    assert desk_window.desk.picker.peers.currentText() == "Ingen grupp"
    desk_window.workspace.redo()
    assert chosen(desk_window) == SIMILAR


def test_the_overview_says_n_of_n_of_the_group(desk_window: Window, overview: OverviewView) -> None:
    pick(desk_window, "Liknande kommuner Alingsås (Kolada 2023)")
    model = overview.table.model()
    at = heads(model).index("Gruppen, beräknat")
    shown = {row[0]: row[at] for row in cells(model) if row[at]}
    assert shown["Nybesök inom 14 dagar"] == "4 av 6 (67\u00a0%)"
    assert shown["Handläggare med socionomexamen"].startswith("median ")
    tips = column(model, at, Qt.ItemDataRole.ToolTipRole)
    assert any(tip and "4 av 6 svarande uppfyller" in tip and "beräknat av ojdesk" in tip for tip in tips)


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("1489", ["Liknande kommuner Alingsås (Kolada 2023)", "Pendlingskommun nära storstad (SKR 2023)"]),
        ("018006", ["Stockholms stadsdelar (2022)"]),
        ("148052", ["Göteborgs socialförvaltningar (2022)"]),
        ("14", []),
    ],
)
def test_the_list_has_what_fits_the_unit(desk_window: Window, unit: str, wanted: list[str]) -> None:
    desk_window.workspace.choose(unit=unit)
    assert list(entries(desk_window)) == [
        "Ingen grupp",
        *wanted,
        "Klistra in lista …",
        "Redigera grupp …",
        "Spara grupp som fil …",
        "Öppna grupp från fil …",
    ]


def test_the_chosen_set_stays_when_the_unit_and_the_year_become_others(desk_window: Window) -> None:
    desk_window.workspace.choose(unit="018006")
    pick(desk_window, "Stockholms stadsdelar (2022)")
    parts = chosen(desk_window)
    desk_window.workspace.choose(year=2024)
    desk_window.workspace.choose(unit="1489")
    assert chosen(desk_window) == parts
    assert entries(desk_window)["Stockholms stadsdelar (2022)"].isChecked()


def test_it_goes_by_the_keyboard_alone(desk_window: Window) -> None:
    assert desk_window.desk is not None
    box = desk_window.desk.picker.peers
    assert box.accessibleName() == "Jämförelsegrupp: Ingen grupp"
    box.setFocus()
    press(Qt.Key.Key_Space)
    assert box.menu.isVisible()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert chosen(desk_window) == SIMILAR
    assert box.accessibleName() == "Jämförelsegrupp: Liknande kommuner Alingsås"


def test_the_menu_bar_has_the_same(desk_window: Window) -> None:
    actions = desk_window.actions_by_name
    assert not actions["parts"].isEnabled()
    assert not actions["edit_peers"].isEnabled()
    actions["kind"].trigger()
    assert chosen(desk_window).label == "Pendlingskommun nära storstad (SKR 2023)"
    actions["similar"].trigger()
    assert chosen(desk_window) == SIMILAR
    actions["no_peers"].trigger()
    assert not chosen(desk_window)
    desk_window.workspace.choose(unit="148052")
    actions["parts"].trigger()
    assert chosen(desk_window).label == "Göteborgs socialförvaltningar (2022)"
    desk_window.workspace.choose(unit="14")
    assert not any(actions[name].isEnabled() for name in ("similar", "kind", "parts"))


# In the views ------------------------------------------------------------------------------------------------------


def test_the_trend_draws_the_group_and_says_that_it_is_computed(desk_window: Window) -> None:
    assert desk_window.desk is not None
    view = desk_window.desk.trend
    desk_window.show_view(1)
    desk_window.workspace.choose(peers=SIMILAR)
    ours = [spot for spot in view.chart.spots if spot.text.startswith("Liknande kommuner")]
    assert [int(spot.x) for spot in ours] == [2020, 2021, 2022, 2023, 2024]
    assert all("beräknat av ojdesk" in spot.text and spot.figure is None for spot in ours)
    assert "Färre än fem svar." in ours[-1].text
    assert "I gruppen Liknande kommuner Alingsås (Kolada 2023) var andelen" in said(view)
    first, second = cells(view.model, 2)
    assert (first[0], second[0]) == ("Alingsås", "Gruppen, beräknat")
    assert second[3] == "0 av 6 (0\u00a0%)"


def test_the_tick_says_which_lines_are_grey(desk_window: Window) -> None:
    desk_window.workspace.choose(peers=SIMILAR, indicator="andel_mottagare")
    assert desk_window.desk is not None
    names = {box.text() for box in desk_window.desk.picker.findChildren(QCheckBox)}
    assert "Var och en i gruppen" in names
    desk_window.workspace.choose(indicator="plan_tre_manader_alla")
    assert "Övriga län" in {box.text() for box in desk_window.desk.picker.findChildren(QCheckBox)}


def test_the_spread_has_the_group_in_the_chart_the_tiles_and_the_table(desk_window: Window) -> None:
    assert desk_window.desk is not None
    view = desk_window.desk.spread
    desk_window.show_view(2)
    desk_window.workspace.choose(peers=SIMILAR, indicator="nybesok_14_dagar")
    assert any("4 av 6 svarande uppfyller" in spot.text for spot in view.chart.spots)
    assert "Boxholm" in view.peer_tiles.accessibleDescription()
    assert cells(view.model, 1) == [["Gruppen, beräknat", "67\u00a0%", "4", "6", "7", "57\u00a0%", "71\u00a0%"]]
    desk_window.workspace.choose(indicator="andel_mottagare")
    assert cells(view.model, 1)[0][1] == "–"
    assert cells(view.model, 1)[0][3].endswith("%")
    assert not view.peer_tiles.isVisible()


def test_lessons_are_asked_of_the_group_and_of_the_county(desk_window: Window) -> None:
    assert desk_window.desk is not None
    view = desk_window.desk.lessons
    desk_window.show_view(3)
    assert heads(view.gaps.model())[2] == "I länet"
    desk_window.workspace.choose(peers=SIMILAR)
    assert heads(view.gaps.model())[2] == "I gruppen"
    assert "i gruppen Liknande kommuner Alingsås (Kolada 2023)" in said(view)
    view.whom.setFocus()
    press(Qt.Key.Key_Down)
    assert heads(view.gaps.model())[2] == "I länet"
    desk_window.peers.clear()
    assert not view.whom.isVisible()
    assert "Västra Götalands län" in said(view)


# From one start to the next ----------------------------------------------------------------------------------------


def test_the_chosen_set_is_there_again(
    desk_window: Window, start_window: Callable[[Settings], Window], tmp_path: Path
) -> None:
    older = PeerSet("Liknande kommuner Alingsås", Origin.KOLADA, 2022, ("1490", "1463"))
    desk_window.workspace.choose(peers=older)
    desk_window.close()
    again = start_window(load(tmp_path / "installningar.json").now)
    again.files.open_last()
    settle(again)
    assert chosen(again) == older
    assert entries(again)["Liknande kommuner Alingsås (Kolada 2022)"].isChecked()
    assert "Liknande kommuner Alingsås (Kolada 2023)" in entries(again)


def test_of_remembered_sets_only_whole_ones_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "installningar.json"
    good = PeerSet("Sjuhärad", members=("1490",))
    sets = [good.to_json(), {"name": 3}, None, {**good.to_json(), "members": ["1463"]}]
    path.write_text(json.dumps({"version": 1, "own_sets": sets}), "utf-8")
    assert load(path).now.own_sets == (good,)
    path.write_text(json.dumps({"version": 1, "own_sets": "hej"}), "utf-8")
    assert load(path).now.own_sets == ()
