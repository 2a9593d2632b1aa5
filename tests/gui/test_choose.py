"""The question which unit is one's own, asked once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.wording.names import full_name
from ojdesk.gui.views.choose import ChooseView
from ojdesk.gui.window import Window
from tests.gui.user import click, column, press, type_text


@pytest.fixture
def view(window: Window, dataset: Dataset, qtbot: QtBot) -> ChooseView:
    """The sample is open and nothing picked."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window._make_desk()
    window.workspace.show(dataset, Choice())
    assert window.desk is not None
    assert window.desk.choose.isVisible()
    return window.desk.choose


def listed(view: ChooseView) -> list[str]:
    model = view.units.model()
    assert model is not None
    return column(model, 0)


def test_all_units_that_can_be_ones_own_are_listed_and_the_search_is_ready(view: ChooseView, dataset: Dataset) -> None:
    assert listed(view) == [full_name(unit) for unit in dataset.pickable_units]
    assert {"Alingsås", "Centrum, Göteborg (till 2020)", "Skåne län", "Riket"} <= set(listed(view))
    assert view.search.hasFocus()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("aling", "1489"),
        ("Lund", "1281"),
        ("  lund ", "1281"),
        ("åre", "2321"),
        ("ÖREBRO", "1880"),
        ("farsta", "018018"),
        ("centrum", "148052"),
        ("centrum, göteborg (till", "148034"),
        ("skåne l", "12"),
        ("riket", "00"),
    ],
)
def test_typing_and_enter_pick_what_is_meant(view: ChooseView, window: Window, typed: str, code: str) -> None:
    type_text(view.search, typed)
    press(Qt.Key.Key_Return)
    assert window.workspace.choice.unit == code
    assert not view.isVisible()
    assert window.desk is not None
    assert window.desk.overview.table.hasFocus()


def test_a_part_of_a_name_lists_those_that_have_it(view: ChooseView) -> None:
    type_text(view.search, "hisingen")
    assert listed(view) == [
        "Hisingen, Göteborg",
        "Norra Hisingen, Göteborg (till 2020)",
        "Västra Hisingen, Göteborg (till 2020)",
    ]


@pytest.mark.parametrize("typed", ["xyz", "", "   "])
def test_enter_picks_nothing_where_nothing_is_found_or_asked_for(view: ChooseView, window: Window, typed: str) -> None:
    type_text(view.search, typed)
    press(Qt.Key.Key_Return)
    assert window.workspace.choice.unit == ""
    assert view.isVisible()


def test_arrow_keys_go_into_the_list_and_enter_picks(view: ChooseView, window: Window) -> None:
    type_text(view.search, "hisingen")
    press(Qt.Key.Key_Down)
    assert view.units.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.workspace.choice.unit == "148040"


def test_a_click_picks(view: ChooseView, window: Window) -> None:
    model = view.units.model()
    assert model is not None
    click(view.units.viewport(), view.units.visualRect(model.index(1, 0)).center())
    assert window.workspace.choice.unit == "1489"


def test_taking_the_unit_back_asks_again(view: ChooseView, window: Window) -> None:
    type_text(view.search, "lund")
    press(Qt.Key.Key_Return)
    window.workspace.undo()
    QApplication.processEvents()
    assert view.isVisible()
    assert window.desk is not None
    assert not window.desk.tabs.isVisible()
    assert not window.actions_by_name["copy"].isEnabled()


def test_a_unit_that_the_next_files_lack_is_asked_for_again(view: ChooseView, window: Window, dataset: Dataset) -> None:
    window.workspace.choose(unit="1489")
    window.workspace.show(dataset, Choice(unit="9999"))
    assert view.isVisible()
