"""By keyboard and screen reader alone: every control has a name and can be reached, left and seen to have the focus."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QMessageBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ojdesk.core.model import Source
from ojdesk.gui import theme, work_dialogs
from ojdesk.gui.charts.frame import Chart
from ojdesk.gui.charts.map import MapChart
from ojdesk.gui.charts.tiles import Tiles
from ojdesk.gui.crash import CrashDialog
from ojdesk.gui.file_dialogs import ask_year
from ojdesk.gui.window import Window
from tests.gui.user import Meet, press, settle

#: More controls than any window has: who has not come back by then goes in a circle.
MOST = 120
NUMBER = "andel_mottagare"
INDICATORS = ("overenskommelse_af", "plan_tre_manader_alla", "individuella_moten", "rutin_vald_vuxen")
#: What the window shows, and how one comes there.
PAGES: dict[str, Callable[[Window], object]] = {
    "no unit": lambda w: w.workspace.choose(unit=""),
    "overview": lambda w: w.show_view(0),
    "trend": lambda w: w.show_view(1),
    "trend by group": lambda w: w.workspace.go(1, indicator=NUMBER),
    "rows": lambda w: w.show_spread(0),
    "numbers": lambda w: w.workspace.go(2, indicator=NUMBER),
    "county map": lambda w: w.show_spread(1),
    "municipality map": lambda w: w.show_spread(2),
    "lessons": lambda w: w.show_view(3),
    "report": lambda w: w.show_view(4),
}
WITH_CHART = ("trend", "trend by group", "rows", "numbers", "county map", "municipality map")


def go(window: Window, page: str) -> None:
    """Opens a page, with the keyboard on what comes first in it."""
    window.workspace.choose(indicators=INDICATORS)
    PAGES[page](window)
    settle(window)
    assert window.desk is not None
    (window.desk.choose.search if page == "no unit" else window.desk.tabs).setFocus()


def spoken(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def controls(root: QWidget) -> list[QWidget]:
    """What in sight can take the keyboard, but for what Qt puts inside its own widgets."""
    return [
        it
        for it in root.findChildren(QWidget)
        if it.isVisible()
        and it.isEnabled()
        and it.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and it.focusProxy() is None
        and not isinstance(it, QLabel)
        and not it.objectName().startswith("qt_")
        and not is_inside_a_scroll_area(it)
    ]


def is_inside_a_scroll_area(widget: QWidget) -> bool:
    around = widget.parentWidget()
    return isinstance(around, QAbstractScrollArea) and widget is around.viewport()


def walk(key: Qt.Key) -> tuple[list[QWidget], list[str]]:
    """Presses a key until the focus is back where it began: what it came to, and what did not show that it had it."""
    start = QApplication.focusWidget()
    assert start is not None
    seen, unseen = [start], []
    for _ in range(MOST):
        here = seen[-1]
        focused = here.grab().toImage()
        press(key, Qt.KeyboardModifier.ShiftModifier if key is Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier)
        there = QApplication.focusWidget()
        assert there is not None
        assert there is not here, f"{spoken(here)} does not let the keyboard go"
        if here.grab().toImage() == focused:
            unseen.append(f"{type(here).__name__} {spoken(here)}")
        if there is start:
            return seen, unseen
        seen.append(there)
    raise AssertionError([spoken(it) for it in seen])


@pytest.fixture
def in_use(desk_window: Window, qtbot: QtBot) -> Window:
    desk_window.activateWindow()
    qtbot.waitUntil(desk_window.isActiveWindow)
    return desk_window


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(in_use: Window, page: str) -> None:
    go(in_use, page)
    found = controls(in_use)
    assert len(found) > 5
    assert [type(it).__name__ for it in found if not spoken(it).strip()] == []


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_round_both_ways_and_is_seen_everywhere(in_use: Window, page: str) -> None:
    go(in_use, page)
    forth, unseen = walk(Qt.Key.Key_Tab)
    assert unseen == []
    back, _ = walk(Qt.Key.Key_Backtab)
    assert {spoken(it) for it in back} == {spoken(it) for it in forth}
    assert [
        spoken(it) for it in controls(in_use) if it.focusPolicy() & Qt.FocusPolicy.TabFocus and it not in forth
    ] == []


@pytest.mark.parametrize("appearance", ["dark", "contrast"])
def test_the_focus_is_seen_in_other_appearances(in_use: Window, appearance: str) -> None:
    in_use.set_appearance(appearance)
    go(in_use, "rows")
    assert walk(Qt.Key.Key_Tab)[1] == []


def test_the_start_page_works_by_keyboard(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.start.open_button.setFocus()
    seen, unseen = walk(Qt.Key.Key_Tab)
    assert window.start.sample_button in seen
    assert unseen == []
    assert [it for it in controls(window) if not spoken(it)] == []


@pytest.mark.parametrize("page", WITH_CHART)
def test_every_chart_says_what_it_shows_and_has_a_table(in_use: Window, page: str) -> None:
    go(in_use, page)
    charts = [it for it in in_use.findChildren(QWidget) if isinstance(it, Chart | MapChart | Tiles) and it.isVisible()]
    assert charts
    names = [spoken(it) for it in charts]
    assert all(names)
    assert len(set(names)) == len(names)
    silent = [
        spoken(it)
        for it in charts
        if not QAccessible.queryAccessibleInterface(it).text(QAccessible.Text.Description).strip()
    ]
    assert silent == []
    press(Qt.Key.Key_T)
    settle(in_use)
    table = QApplication.focusWidget()
    assert isinstance(table, QTableView)
    assert spoken(table)
    assert table.model().rowCount() > 1
    assert all(heading(table.model(), at) for at in range(table.model().columnCount()))
    press(Qt.Key.Key_T)
    assert not table.isVisible()


def heading(model: QAbstractItemModel, at: int) -> str:
    return str(model.headerData(at, Qt.Orientation.Horizontal) or "")


@pytest.mark.parametrize("page", PAGES)
def test_f6_goes_through_all_parts_of_the_window(in_use: Window, page: str) -> None:
    go(in_use, page)
    assert in_use.desk is not None
    wanted = {here for _, here in in_use.desk.panes}
    seen = set()
    for _ in wanted:
        press(Qt.Key.Key_F6)
        seen.add(QApplication.focusWidget())
    assert seen == wanted


def test_arrows_say_each_tile(in_use: Window) -> None:
    go(in_use, "rows")
    assert in_use.desk is not None
    tiles = in_use.desk.spread.tiles
    tiles.setFocus()
    press(Qt.Key.Key_Right)
    first = spoken(tiles)
    press(Qt.Key.Key_Right)
    assert first.startswith("Enheterna i länet, ")
    assert spoken(tiles) != first


# Large text -------------------------------------------------------------------------------------------------------

#: What is left of a screen of 1366 × 768 when everything on it is twice as large.
AT_TWICE_THE_SIZE = (683, 384)


def is_seen(widget: QWidget) -> bool:
    """Whether any of it is in sight."""
    return not widget.visibleRegion().isEmpty()


def test_everything_is_reached_on_a_screen_at_twice_the_size(in_use: Window) -> None:
    in_use.resize(*AT_TWICE_THE_SIZE)
    for page in ("no unit", "overview", "rows", "report"):
        in_use.workspace.choose(unit="1489")
        go(in_use, page)
        assert (in_use.width(), in_use.height()) == AT_TWICE_THE_SIZE
        stops, _ = walk(Qt.Key.Key_Tab)
        hidden = []
        for _ in stops:
            press(Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None
            if not is_seen(focus):
                hidden.append(spoken(focus))
        assert hidden == [], page
    assert in_use.desk is not None
    for _ in in_use.desk.panes:
        press(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert is_seen(focus), spoken(focus)


def test_made_up_data_are_said_in_full_on_a_narrow_window(in_use: Window) -> None:
    in_use.resize(*AT_TWICE_THE_SIZE)
    settle(in_use)
    label = in_use.status.findChild(QLabel, "invented")
    assert isinstance(label, QLabel)
    assert label.text().startswith("Exempeldata")
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())


# Dialogs ----------------------------------------------------------------------------------------------------------


def check(dialog: QDialog) -> None:
    """Names for all, a way round, and Esc out of it."""
    # Of a window and its dialog, the one that is asked last has the keyboard.
    dialog.windowHandle().requestActivate()
    QApplication.processEvents()
    assert QApplication.activeWindow() is dialog
    found = controls(dialog)
    assert found
    assert dialog.windowTitle()
    assert [type(it).__name__ for it in found if not spoken(it).strip()] == []
    stops = [it for it in found if it.focusPolicy() & Qt.FocusPolicy.TabFocus]
    (dialog.focusWidget() or stops[0]).setFocus()
    if len(stops) > 1:
        seen, unseen = walk(Qt.Key.Key_Tab)
        assert unseen == []
        assert [spoken(it) for it in stops if it not in seen] == []
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("action", ["files", "source", "find", "paste_peers"])
def test_dialogs_of_the_menus_work_by_keyboard(in_use: Window, meets: list[Meet], action: str) -> None:
    QApplication.clipboard().clear()
    meets.append(check)
    in_use.actions_by_name[action].trigger()
    settle(in_use)


def test_changing_a_set_works_by_keyboard(in_use: Window, meets: list[Meet]) -> None:
    in_use.actions_by_name["kind"].trigger()
    meets.append(check)
    in_use.actions_by_name["edit_peers"].trigger()


def test_the_question_of_the_year_works_by_keyboard(in_use: Window, meets: list[Meet]) -> None:
    meets.append(check)
    assert ask_year(in_use, "resultat.xlsx", Source.SURVEY, ["2021 enligt filnamnet"], 2021) is None


def test_the_report_of_a_fault_works_by_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    dialog = CrashDialog("compare.py:120")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    check(dialog)


def test_the_question_whether_to_save_works_by_keyboard(in_use: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def meet(box: QMessageBox) -> int:
        box.show()
        check(box)
        return box.result()

    monkeypatch.setattr(QMessageBox, "exec", meet)
    assert work_dialogs.ask_to_save(in_use, "nämnden.ojdesk") is None
