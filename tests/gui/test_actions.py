"""Menus and keys: everything that can be done, done from there."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ojdesk.core.resources import resource
from ojdesk.gui import dialogs
from ojdesk.gui.actions import ACTIONS, MENUS
from ojdesk.gui.window import Window
from tests.gui.user import click_row, press, said, settle

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window_in_use(desk_window: Window, qtbot: QtBot) -> Window:
    """The sample is open, and the keyboard is the window's."""
    desk_window.activateWindow()
    qtbot.waitUntil(desk_window.isActiveWindow)
    assert desk_window.desk is not None
    desk_window.desk.overview.table.setFocus()
    return desk_window


def test_no_two_actions_share_a_key_a_name_or_an_access_key_in_the_same_menu(window: Window) -> None:
    keys = [key.toString() for action in window.actions_by_name.values() for key in action.shortcuts()]
    assert len(keys) > 10
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert len({it.name for it in ACTIONS}) == len(ACTIONS)
    for texts in (MENUS, *([it.text for it in ACTIONS if it.menu == menu] for menu in MENUS)):
        access = [text[text.index("&") + 1].lower() for text in texts]
        assert len(set(access)) == len(texts), texts


def test_the_menus_have_every_action_under_its_title(window: Window) -> None:
    shown = {
        menu.text(): [action.text() for action in menu.menu().actions() if action.text()]  # type: ignore[attr-defined]
        for menu in window.menuBar().actions()
    }
    assert shown == {menu: [it.text for it in ACTIONS if it.menu == menu] for menu in MENUS}


def test_the_views_have_a_key_each(window_in_use: Window) -> None:
    desk = window_in_use.desk
    assert desk is not None
    keyed = list(enumerate(desk.views, Qt.Key.Key_1.value))
    for key, view in (*keyed[1:], keyed[0]):
        press(Qt.Key(key), CTRL)
        settle(window_in_use)
        assert [it for it in desk.views if it.isVisible()] == [view]
        view.entry().setFocus()
    assert f"Ctrl+1 till Ctrl+{len(desk.views)} |" in resource("manual", "tillganglighet.md").read_text("utf-8")


def test_the_key_t_shows_the_table_and_the_chart_again(window_in_use: Window) -> None:
    desk = window_in_use.desk
    assert desk is not None
    for number, view in ((1, desk.trend), (2, desk.spread)):
        window_in_use.show_view(number)
        view.entry().setFocus()
        chart = view.chart
        press(Qt.Key.Key_T)
        assert not chart.isVisible()
        table = QApplication.focusWidget()
        assert table is not None
        assert table.accessibleName().startswith("Tabell över")
        press(Qt.Key.Key_T)
        assert chart.isVisible()
        assert chart.hasFocus()


def test_the_key_t_is_a_letter_where_one_writes(window_in_use: Window) -> None:
    desk = window_in_use.desk
    assert desk is not None
    window_in_use.show_view(1)
    press(Qt.Key.Key_F, CTRL)
    assert desk.picker.indicators.filter.hasFocus()
    press(Qt.Key.Key_T)
    assert desk.picker.indicators.filter.text() == "t"
    assert desk.trend.chart.isVisible()


def test_choices_are_taken_back_and_made_again_from_the_keyboard(window_in_use: Window) -> None:
    workspace = window_in_use.workspace
    assert not window_in_use.actions_by_name["undo"].isEnabled()
    before = workspace.choice
    workspace.choose(unit="1480")
    workspace.choose(indicator="freda")
    after = workspace.choice
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert workspace.choice == before
    assert not window_in_use.actions_by_name["undo"].isEnabled()
    assert "Alingsås" in said(window_in_use)
    for _ in range(2):
        window_in_use.actions_by_name["redo"].trigger()
    assert workspace.choice == after
    assert not window_in_use.actions_by_name["redo"].isEnabled()


def test_alt_and_an_arrow_go_back_to_the_view_and_the_indicator_before_and_forward_again(window_in_use: Window) -> None:
    desk, alt = window_in_use.desk, Qt.KeyboardModifier.AltModifier
    assert desk is not None
    back, forward = (window_in_use.actions_by_name[name] for name in ("back", "forward"))
    assert not back.isEnabled()
    click_row(desk.overview.table, "freda")
    press(Qt.Key.Key_3, CTRL)
    desk.spread.entry().setFocus()
    assert back.isEnabled()
    press(Qt.Key.Key_Left, alt)
    assert desk.overview.isVisible()
    assert window_in_use.workspace.choice.indicator == "freda"
    desk.overview.table.setFocus()
    press(Qt.Key.Key_Left, alt)
    assert window_in_use.workspace.choice.indicator == "plan_tre_manader_alla"
    assert not back.isEnabled()
    for _ in range(2):
        forward.trigger()
    assert desk.spread.isVisible()
    assert not forward.isEnabled()


def test_the_unit_is_a_key_away_and_ready_to_be_written_over(window_in_use: Window) -> None:
    desk = window_in_use.desk
    assert desk is not None
    press(Qt.Key.Key_U, CTRL)
    assert desk.picker.unit.hasFocus()
    edit = desk.picker.unit.lineEdit()
    assert edit is not None
    assert edit.selectedText() == "Alingsås"


def test_f6_goes_round_all_panes_and_back(window_in_use: Window) -> None:
    desk = window_in_use.desk
    assert desk is not None
    for number, view in enumerate(desk.views):
        window_in_use.show_view(number)
        settle(window_in_use)
        view.entry().setFocus()
        seen = []
        for _ in range(5):
            press(Qt.Key.Key_F6)
            seen.append(QApplication.focusWidget())
        assert seen == [
            desk.trust,
            desk.picker.unit,
            desk.picker.indicators.tree,
            desk.tabs,
            view.entry(),
        ]


def test_f6_goes_round_before_a_unit_is_picked(window_in_use: Window) -> None:
    desk = window_in_use.desk
    assert desk is not None
    window_in_use.workspace.choose(unit="")
    desk.choose.search.setFocus()
    seen = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [desk.picker.unit, desk.picker.indicators.tree, desk.choose.search]


@pytest.mark.parametrize("name", ["county", "nation", "others"])
def test_what_is_compared_with_is_shown_and_hidden(window_in_use: Window, name: str) -> None:
    action = window_in_use.actions_by_name[name]
    action.trigger()
    assert getattr(window_in_use.workspace.choice, name) is False
    action.trigger()
    assert getattr(window_in_use.workspace.choice, name) is True


def test_help_shows_the_log_and_the_version(
    window_in_use: Window, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []
    monkeypatch.setattr(dialogs, "show_path", folders.append)
    window_in_use.actions_by_name["log"].trigger()
    window_in_use.actions_by_name["about"].trigger()
    assert [folder.name for folder in folders] == ["logg"]
    assert told[0].startswith("ojdesk ")
    assert "MIT" in told[0]


def test_how_the_files_were_read_is_shown_from_the_menu_and_from_the_line_at_the_bottom(
    window_in_use: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []
    monkeypatch.setattr(QDialog, "exec", lambda self: titles.append(self.windowTitle()))
    window_in_use.actions_by_name["files"].trigger()
    window_in_use.status.findings.click()
    assert titles == ["Så läste vi filerna"] * 2


def test_the_window_closes_from_the_menu(window_in_use: Window) -> None:
    window_in_use.actions_by_name["quit"].trigger()
    assert not window_in_use.isVisible()
