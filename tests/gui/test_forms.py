"""In which form a view shows what it shows: gone back to, taken back, saved, and followed by the keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTabBar
from pytestqt.qtbot import QtBot

from ojdesk.core.choice import Around, Form, Rows, Small
from ojdesk.gui import work_dialogs
from ojdesk.gui.settings import Settings
from ojdesk.gui.window import Window
from tests.gui.user import click, group, press, settle


def shown(window: Window) -> tuple[int, str, str]:
    """The view that is looked at, the form of the spread, and whose municipalities are on its map."""
    assert window.desk is not None
    spread = window.desk.spread
    county = spread._shown.county.code if spread._shown and spread._shown.county and spread.back.isVisible() else ""
    form = next(spread.ways.button(at).text() for at in range(3) if spread.ways.button(at).isChecked())
    return window.desk.tabs.currentIndex(), form, county


def test_back_and_undo_lead_to_the_form_and_the_county_that_were_seen(desk_window: Window) -> None:
    assert desk_window.desk is not None
    chart = desk_window.desk.spread.map
    desk_window.actions_by_name["county_map"].trigger()
    click(chart, chart.middle_of("25").toPoint())
    assert shown(desk_window) == (2, "Karta över kommunerna", "25")
    desk_window.actions_by_name["municipality_map"].trigger()
    assert shown(desk_window) == (2, "Karta över kommunerna", "14")
    seen = []
    for way in ("back", "back", "back", "forward", "forward", "undo", "undo", "undo", "redo"):
        desk_window.actions_by_name[way].trigger()
        seen.append(shown(desk_window))
    assert seen[:5] == [
        (2, "Karta över kommunerna", "25"),
        (2, "Karta över länen", ""),
        (0, "Karta över länen", ""),
        (2, "Karta över länen", ""),
        (2, "Karta över kommunerna", "25"),
    ]
    # Going back is a choice like any other, and undo takes it back.
    assert [form for _, form, _ in seen[5:]] == ["Karta över länen", "Län i rader", "Karta över länen", "Län i rader"]


def test_a_filter_and_a_tab_and_whom_to_learn_from_are_taken_back(desk_window: Window) -> None:
    desk = desk_window.desk
    assert desk is not None
    desk_window.workspace.choose(peers=group("1463", "1440"), indicator="andel_mottagare")
    desk_window.show_view(1)
    small = desk.trend.findChild(QTabBar, "sources")
    desk_window.show_view(3)
    assert small is not None
    boxes: tuple[tuple[QComboBox | QTabBar, str, object, object], ...] = (
        (desk.overview._filter, "rows", Rows.NOT_MET, Rows.ALL),
        (small, "small", Small.INDICATORS, Small.GROUPS),
        (desk.lessons.whom, "around", Around.COUNTY, Around.PEERS),
    )
    for box, name, now, before in boxes:
        box.setCurrentIndex(1)
        assert getattr(desk_window.workspace.choice, name) == now
        desk_window.workspace.undo()
        assert getattr(desk_window.workspace.choice, name) == before
    for view, (box, *_) in zip((0, 1, 3), boxes, strict=True):
        desk_window.show_view(view)
        settle(desk_window)
        assert box.currentIndex() == 0


def test_a_saved_work_opens_as_it_was_looked_at(
    desk_window: Window,
    start_window: Callable[[Settings], Window],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "nämnden.ojdesk"
    monkeypatch.setattr(work_dialogs, "ask_where", lambda *_: path)
    desk_window.workspace.go(2, form=Form.MUNICIPALITIES, county_seen="25", table=True)
    desk_window.saving.save()
    settle(desk_window)
    desk_window.close()
    another = start_window(Settings())
    another.files.open([path])
    settle(another)
    assert another.desk is not None
    assert shown(another) == (2, "Karta över kommunerna", "25")
    assert another.desk.spread.entry() is another.desk.spread._map.table


def test_tables_stay_tables_from_view_to_view_and_cannot_be_asked_for_where_there_is_no_chart(
    desk_window: Window, qtbot: QtBot
) -> None:
    desk = desk_window.desk
    assert desk is not None
    desk_window.activateWindow()
    qtbot.waitUntil(desk_window.isActiveWindow)
    allowed = []
    for view in range(5):
        desk_window.show_view(view)
        settle(desk_window)
        allowed.append(desk_window.actions_by_name["table"].isEnabled())
    assert allowed == [False, True, True, False, True]
    desk_window.show_view(1)
    desk.view.entry().setFocus()
    press(Qt.Key.Key_T)
    assert desk.trend._twin.table.hasFocus()
    desk_window.show_view(2)
    assert desk.spread.entry() is desk.spread._rows.table
    desk_window.show_spread(1)
    assert desk.spread.entry() is desk.spread._map.table


def test_the_focus_goes_along_with_a_form_that_is_changed_by_menu(desk_window: Window, qtbot: QtBot) -> None:
    assert desk_window.desk is not None
    spread = desk_window.desk.spread
    desk_window.activateWindow()
    qtbot.waitUntil(desk_window.isActiveWindow)
    desk_window.show_view(2)
    spread.ways.button(0).setFocus()
    desk_window.actions_by_name["county_map"].trigger()
    assert spread.ways.button(1).hasFocus()
    spread.entry().setFocus()
    desk_window.actions_by_name["rows"].trigger()
    assert spread.chart.hasFocus()


def test_what_would_only_refuse_is_out_of_reach(desk_window: Window) -> None:
    def reachable() -> list[str]:
        settle(desk_window)
        names = ("copy", "picture", "export", "print")
        return [it for it in names if desk_window.actions_by_name[it].isEnabled()]

    assert reachable() == ["copy", "picture", "export", "print"]
    desk_window.show_view(4)
    assert reachable() == ["copy"]
    desk_window.show_view(3)
    assert reachable() == ["copy", "picture", "export", "print"]
    desk_window.workspace.choose(unit="14")
    assert reachable() == []


def test_at_200_percent_nothing_has_to_be_scrolled_sideways(desk_window: Window) -> None:
    desk = desk_window.desk
    assert desk is not None
    desk_window.resize(683, 384)
    for view in range(5):
        desk_window.show_view(view)
        settle(desk_window)
        assert not desk_window._page.horizontalScrollBar().isVisible()
        assert desk.view.width() > 600
    assert not desk.picker.isVisible()
    assert not desk.trust.isVisible()
    desk.right.click()
    assert desk.trust.isVisible()
    desk_window.actions_by_name["unit"].trigger()
    assert desk.picker.isVisible()
    assert not desk.trust.isVisible()
    desk_window.resize(1366, 768)
    settle(desk_window)
    assert desk.picker.isVisible()
    assert desk.trust.isVisible()
    assert not desk.left.isVisible()
