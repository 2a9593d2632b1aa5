"""The left side: unit, comparisons and indicators."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ojdesk.core.dataset import Dataset
from ojdesk.gui.picker import Picker
from ojdesk.gui.window import Window
from tests.gui.user import press, said, type_text


@pytest.fixture
def picker(desk_window: Window, qtbot: QtBot) -> Picker:
    """Beside the overview of Alingsås."""
    desk_window.activateWindow()
    qtbot.waitUntil(desk_window.isActiveWindow)
    assert desk_window.desk is not None
    return desk_window.desk.picker


def rows(picker: Picker) -> dict[str, list[str]]:
    """The areas with their indicators, as the tree shows them."""
    model = picker.indicators.tree.model()
    return {
        area.data(): [model.index(row, 0, area).data() for row in range(model.rowCount(area))]
        for area in (model.index(row, 0) for row in range(model.rowCount()))
    }


def item(picker: Picker, name: str) -> QModelIndex:
    model = picker.indicators.tree.model()
    found = model.match(
        model.index(0, 0), Qt.ItemDataRole.DisplayRole, name, 1, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    )
    assert found, name
    return found[0]


def tick(picker: Picker, name: str) -> None:
    """With the keyboard, which needs the row to be current."""
    tree = picker.indicators.tree
    tree.setFocus()
    tree.setCurrentIndex(item(picker, name))
    press(Qt.Key.Key_Space)


def is_ticked(picker: Picker, name: str) -> bool:
    return bool(Qt.CheckState(item(picker, name).data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked)


# The unit ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"), [("Lund", "1281"), ("åre", "2321"), ("gotlands l", "09"), ("Centrum, Göteborg", "148052")]
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_typed_name_is_taken_with_enter_and_when_one_leaves(
    picker: Picker, desk_window: Window, typed: str, code: str, key: Qt.Key
) -> None:
    desk_window.focus_unit()
    type_text(picker.unit, typed)
    press(key)
    assert desk_window.workspace.choice.unit == code
    assert picker.unit.currentData() == code


@pytest.mark.parametrize("typed", ["xyz", "l"])
def test_a_name_that_is_none_or_many_gives_the_old_unit_back(
    picker: Picker, desk_window: Window, qtbot: QtBot, typed: str
) -> None:
    desk_window.focus_unit()
    type_text(picker.unit, typed)
    with qtbot.assertNotEmitted(desk_window.workspace.choice_changed):
        press(Qt.Key.Key_Tab)
    assert picker.unit.currentText() == "Alingsås"


def test_arrow_keys_walk_the_units(picker: Picker, desk_window: Window, dataset: Dataset) -> None:
    codes = [unit.code for unit in dataset.pickable_units]
    desk_window.focus_unit()
    for step in (1, 2):
        press(Qt.Key.Key_Down)
        assert desk_window.workspace.choice.unit == codes[codes.index("1489") + step]


def test_the_unit_follows_what_is_picked_elsewhere(picker: Picker, desk_window: Window) -> None:
    desk_window.workspace.choose(unit="018018")
    assert picker.unit.currentText() == "Farsta, Stockholm"
    desk_window.workspace.choose(unit="")
    assert picker.unit.currentText() == ""


# Comparisons -------------------------------------------------------------------------------------------------------


def boxes(picker: Picker) -> list[QCheckBox]:
    return picker.findChildren(QCheckBox)


def test_comparisons_go_by_the_names_of_those_they_are(picker: Picker, desk_window: Window) -> None:
    assert [box.text() for box in boxes(picker)] == ["Västra Götalands län", "Riket", "Övriga län"]
    desk_window.workspace.choose(unit="1281", indicator="andel_mottagare")
    assert [box.text() for box in boxes(picker)] == ["Skåne län", "Riket", "Övriga i länet"]
    for unit in ("14", "00"):
        desk_window.workspace.choose(unit=unit)
        assert boxes(picker)[2].text() == "Övriga län"


def test_a_box_shows_and_hides_and_follows(picker: Picker, desk_window: Window) -> None:
    for box, name in zip(boxes(picker), ("county", "nation", "others"), strict=True):
        box.setFocus()
        press(Qt.Key.Key_Space)
        assert getattr(desk_window.workspace.choice, name) is False
        desk_window.workspace.undo()
        assert box.isChecked()


def test_nobody_is_compared_with_oneself(picker: Picker, desk_window: Window) -> None:
    desk_window.workspace.choose(unit="14")
    assert [box.isEnabled() for box in boxes(picker)] == [False, True, True]
    desk_window.workspace.choose(unit="00")
    assert [box.isEnabled() for box in boxes(picker)] == [False, False, True]
    desk_window.workspace.choose(unit="1489")
    assert [box.isEnabled() for box in boxes(picker)] == [True, True, True]


# Indicators --------------------------------------------------------------------------------------------------------


def test_the_indicators_stand_under_their_areas(picker: Picker, dataset: Dataset) -> None:
    wanted: dict[str, list[str]] = {}
    for indicator in dataset.indicators.values():
        wanted.setdefault(indicator.area, []).append(indicator.short)
    assert rows(picker) == wanted


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("freda", ["FREDA-kortfrågor"]),
        ("våld rutin", ["Rutin vid våld mot vuxen"]),
        ("plan tre upprättat", ["Plan inom tre månader, alla"]),
        ("xyz", []),
    ],
)
def test_typed_words_find_indicators_under_any_of_their_names(picker: Picker, typed: str, found: list[str]) -> None:
    type_text(picker.indicators.filter, typed)
    assert [name for names in rows(picker).values() for name in names] == found
    picker.indicators.filter.clear()
    assert sum(map(len, rows(picker).values())) == 31


@pytest.mark.parametrize("focus", ["plan_tre_manader_alla", "nybesok_14_dagar", "freda", "andel_barn"])
@pytest.mark.parametrize("typed", ["plan", "freda", "andel", "rutin"])
def test_searching_picks_nothing_by_itself(picker: Picker, desk_window: Window, focus: str, typed: str) -> None:
    desk_window.workspace.choose(indicator=focus)
    type_text(picker.indicators.filter, typed)
    picker.indicators.filter.clear()
    assert desk_window.workspace.choice.indicator == focus


def test_a_row_comes_into_focus_by_keyboard_and_the_tree_follows_the_focus(picker: Picker, desk_window: Window) -> None:
    tree = picker.indicators.tree
    tree.setFocus()
    press(Qt.Key.Key_Down)
    assert desk_window.workspace.choice.indicator == "plan_undertecknad_alla"
    desk_window.workspace.choose(indicator="freda")
    assert tree.currentIndex().data() == "FREDA-kortfrågor"


def test_a_tick_takes_an_indicator_in_and_out(picker: Picker, desk_window: Window) -> None:
    before = desk_window.workspace.choice.indicators
    tick(picker, "FREDA-kortfrågor")
    assert set(desk_window.workspace.choice.indicators) == {*before, "freda"}
    assert "5 av 31 valda" in said(picker)
    tick(picker, "FREDA-kortfrågor")
    assert desk_window.workspace.choice.indicators == before
    assert "4 av 31 valda" in said(picker)


def test_ticked_indicators_stand_in_the_order_of_the_list(
    picker: Picker, desk_window: Window, dataset: Dataset
) -> None:
    desk_window.workspace.choose(indicators=("freda",))
    for name in ("Låg inkomst", "Nybesök inom 14 dagar", "Bedömningsmetoden FIA"):
        tick(picker, name)
    assert desk_window.workspace.choice.indicators == ("nybesok_14_dagar", "fia", "freda", "b_lag_inkomst")


def test_the_last_tick_stays(picker: Picker, desk_window: Window) -> None:
    desk_window.workspace.choose(indicators=("freda",))
    tick(picker, "FREDA-kortfrågor")
    assert desk_window.workspace.choice.indicators == ("freda",)
    assert is_ticked(picker, "FREDA-kortfrågor")
    assert "1 av 31 valda" in said(picker)


def test_other_files_bring_their_own_units_and_indicators(
    picker: Picker, desk_window: Window, dataset: Dataset
) -> None:
    fewer = replace(dataset, indicators={"freda": dataset.indicators["freda"]})
    desk_window.workspace.show(fewer, desk_window.workspace.choice)
    QApplication.processEvents()
    assert rows(picker) == {"Kunskapsbaserad verksamhet": ["FREDA-kortfrågor"]}
    assert picker.unit.count() == len(dataset.pickable_units)


def test_the_models_keep_qts_rules(picker: Picker, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(picker.indicators.tree.model())
    type_text(picker.indicators.filter, "plan")
    qtmodeltester.check(picker.indicators.tree.model())
