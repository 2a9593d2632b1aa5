"""Sök, by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from ojdesk.gui.search import SearchDialog
from ojdesk.gui.window import Window
from tests.gui.user import Meet, said, settle, type_text


def typed(query: str, *keys: Qt.Key) -> Meet:
    def search(dialog: QDialog) -> None:
        assert isinstance(dialog, SearchDialog)
        type_text(dialog.line, query)
        for key in (*keys, Qt.Key.Key_Return):
            QTest.keyClick(dialog.line, key)

    return search


def test_a_unit_is_picked(desk_window: Window, meets: list[Meet]) -> None:
    meets.append(typed("lerum"))
    desk_window.actions_by_name["find"].trigger()
    assert desk_window.workspace.choice.unit == "1441"


def test_an_indicator_is_opened_in_its_trend(desk_window: Window, meets: list[Meet]) -> None:
    meets.append(typed("socialbidrag"))
    desk_window.search()
    settle(desk_window)
    assert desk_window.workspace.choice.indicator == "andel_mottagare"
    assert desk_window.desk is not None
    assert desk_window.desk.view is desk_window.desk.trend


def test_a_command_is_done(desk_window: Window, meets: list[Meet]) -> None:
    meets.append(typed("mörkt utseende"))
    desk_window.search()
    assert desk_window.memory.now.appearance == "dark"


def test_arrows_walk_and_go_round(desk_window: Window, meets: list[Meet]) -> None:
    meets.append(typed("centrum", Qt.Key.Key_Down))
    desk_window.search()
    assert desk_window.workspace.choice.unit == "148034"
    meets.append(typed("centrum", Qt.Key.Key_Up, Qt.Key.Key_Down))
    desk_window.search()
    assert desk_window.workspace.choice.unit == "148052"


def test_what_is_not_found_is_said_and_enter_does_nothing(desk_window: Window, meets: list[Meet]) -> None:
    def search(dialog: QDialog) -> None:
        assert isinstance(dialog, SearchDialog)
        assert "Stavfel och prickar" in said(dialog)
        type_text(dialog.line, "zzzz")
        assert "Ingenting som liknar det" in said(dialog)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        assert dialog.isVisible()

    before = desk_window.workspace.choice
    meets.append(search)
    desk_window.search()
    assert desk_window.workspace.choice == before


def test_commands_are_found_before_anything_is_open(window: Window, meets: list[Meet]) -> None:
    meets.append(typed("exempeldata"))
    window.search()
    settle(window)
    assert window.workspace.dataset is not None
