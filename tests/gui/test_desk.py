"""The page with figures as a whole: who is redrawn, what fits, who is reached, and that no combination breaks it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import Import
from ojdesk.gui.desk import Desk
from ojdesk.gui.views.view import View
from ojdesk.gui.window import Window
from tests.gui.user import cells, said, settle


def desk_of(window: Window) -> Desk:
    assert window.desk is not None
    return window.desk


# Who is redrawn ----------------------------------------------------------------------------------------------------


@pytest.fixture
def redrawn(desk_window: Window, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each view has drawn itself since."""
    count: Counter[str] = Counter()

    def counting(view: View, refresh: Callable[[], None]) -> Callable[[], None]:
        def counted() -> None:
            count[view.title] += 1
            refresh()

        return counted

    for view in desk_of(desk_window).views:
        monkeypatch.setattr(view, "refresh", counting(view, view.refresh))
    return count


def test_only_the_view_in_sight_is_redrawn_and_the_others_when_they_come_into_sight(
    desk_window: Window, redrawn: Counter[str]
) -> None:
    desk_window.workspace.choose(unit="1480")
    desk_window.workspace.choose(indicator="freda")
    assert redrawn == {"Översikt": 2}
    desk_window.show_view(2)
    assert redrawn == {"Översikt": 2, "Länsspridning": 1}
    desk_window.show_view(0)
    desk_window.show_view(2)
    assert redrawn == {"Översikt": 2, "Länsspridning": 1}


def test_an_equal_choice_redraws_nothing(desk_window: Window, redrawn: Counter[str], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(desk_window.workspace.choice_changed):
        desk_window.workspace.choose(unit="1489", year=2022)
    assert redrawn == {}


def test_other_files_are_drawn_once(desk_window: Window, redrawn: Counter[str], sample: Import) -> None:
    for at, view in enumerate(desk_of(desk_window).views[:3]):
        desk_window.show_view(at)
        redrawn.clear()
        desk_window.workspace.show(build(sample.readings[at:]), desk_window.workspace.choice)
        assert redrawn == {view.title: 1}


def test_all_views_show_the_unit_that_is_picked(desk_window: Window) -> None:
    for number in range(4):
        desk_window.show_view(number)
        desk_window.workspace.choose(unit="1489")
        settle(desk_window)
        before = said(desk_of(desk_window).views[number])
        desk_window.workspace.choose(unit="1281")
        settle(desk_window)
        after = said(desk_of(desk_window).views[number])
        assert "Alingsås" in before
        assert "Lund" in after
        assert "Alingsås" not in after


class _Shown(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[_Shown]:
    watcher = _Shown()
    qapp.installEventFilter(watcher)
    yield watcher
    qapp.removeEventFilter(watcher)


def test_no_window_flashes_up_besides_the_one(shown: _Shown, desk_window: Window) -> None:
    for number in range(4):
        desk_window.show_view(number)
        desk_window.workspace.choose(indicators=tuple(desk_window.workspace.choice.indicators[: 4 - number]))
        settle(desk_window)
    assert shown.windows == ["Window"]


# What fits ---------------------------------------------------------------------------------------------------------

UNITS = {
    "a municipality": "1489",
    "one that did not answer": "1440",
    "the only one of its county": "0980",
    "a city with districts": "0180",
    "a district": "018018",
    "a district that ended": "148034",
    "a district that began": "018002",
    "a county": "14",
    "the nation": "00",
}


def clipped(window: Window) -> list[str]:
    """The labels in sight that have less room than their text needs."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        height = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        too_wide = not label.wordWrap() and label.sizeHint().width() > label.width()
        parent = label.parentWidget()
        inside = parent is not None and parent.rect().contains(label.geometry())
        if height > label.height() or too_wide or not inside:
            found.append(f"{label.text()} {label.geometry()}")
    return found


@pytest.mark.parametrize("unit", ["1489", "018014", "14"])
def test_everything_fits_a_small_screen(desk_window: Window, unit: str) -> None:
    # 1366 × 768 less the computer's own bars.
    desk_window.resize(1366, 689)
    for indicator in ("utredningsmall_barn_alla", "rutin_vald_vuxen", "belopp_per_inv"):
        desk_window.workspace.choose(unit=unit, indicator=indicator, year=2024)
        for number in range(4):
            desk_window.show_view(number)
            settle(desk_window)
            assert clipped(desk_window) == []
            assert desk_window.minimumSizeHint().width() <= 1366
            assert desk_window.minimumSizeHint().height() <= 689


def test_the_start_and_the_question_which_unit_fit_too(window: Window, dataset: Dataset) -> None:
    window.start.offer(["a.xlsx"], ["/home/anna/Alingsås 2024.ojdesk"] * 6)
    settle(window)
    assert clipped(window) == []
    window._make_desk()
    window.workspace.show(dataset, Choice())
    settle(window)
    assert desk_of(window).choose.isVisible()
    assert clipped(window) == []


def test_nothing_lies_on_top_of_anything_in_the_smallest_window(desk_window: Window) -> None:
    desk_window.resize(desk_window.minimumSize())
    desk = desk_of(desk_window)
    for number, view in enumerate(desk.views):
        desk_window.show_view(number)
        settle(desk_window)
        parts = [
            it for it in view.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) if it.isVisible()
        ]
        for at, one in enumerate(parts):
            assert view.rect().contains(one.geometry()), type(one)
            for other in parts[at + 1 :]:
                assert not one.geometry().intersects(other.geometry()), (type(one), type(other))
            assert one.height() >= one.minimumHeight(), type(one)


# Who is reached ----------------------------------------------------------------------------------------------------


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def test_everything_that_takes_the_focus_has_a_name(desk_window: Window) -> None:
    nameless = set()
    for number in range(4):
        desk_window.show_view(number)
        settle(desk_window)
        desk_window.toggle_table()
        for _ in range(2):
            for widget in desk_window.findChildren(QWidget):
                is_part = widget.focusProxy() is not None or isinstance(widget, QLabel)
                if (
                    widget.isVisible()
                    and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                    and not is_part
                    and not name_of(widget)
                ):
                    nameless.add(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
            desk_window.toggle_table()
    assert nameless == set()


def test_tab_goes_past_everything_and_comes_back(desk_window: Window, qtbot: QtBot) -> None:
    desk_window.activateWindow()
    qtbot.waitUntil(desk_window.isActiveWindow)
    desk = desk_of(desk_window)
    for number in range(4):
        desk_window.show_view(number)
        settle(desk_window)
        wanted = {
            widget
            for widget in desk_window.findChildren(QWidget)
            if widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and not isinstance(widget, QLabel)
        }
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            desk.picker.unit.setFocus()
            seen: list[QWidget] = []
            for _ in range(len(wanted)):
                focus = QApplication.focusWidget()
                assert focus is not None
                seen.append(focus)
                QTest.keyClick(focus, key)
            assert QApplication.focusWidget() is desk.picker.unit
            assert set(seen) == wanted


# No combination breaks it --------------------------------------------------------------------------------------------


def shown_texts(window: Window) -> list[str]:
    """All that is said in labels and tables."""
    desk = desk_of(window)
    texts = [label.text() for part in (desk.view, desk.trust) for label in part.findChildren(QLabel)]
    for table in desk.view.findChildren(QTableView):
        texts += [str(cell) for row in cells(table.model(), 25) for cell in row]
    return texts


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_every_indicator_of_every_kind_of_unit_can_be_shown(desk_window: Window, dataset: Dataset, unit: str) -> None:
    desk_window.workspace.choose(unit=unit, indicators=("freda",))
    for number in range(3):
        desk_window.show_view(number)
        view = desk_of(desk_window).view
        for at, indicator in enumerate(dataset.indicators):
            # Every year meets every kind of indicator, at one unit or another.
            year = dataset.years[(at + int(unit)) % len(dataset.years)]
            desk_window.workspace.choose(indicator=indicator, year=year)
            if at % 6 == number:
                view.grab()
            assert view.heading.text()
            assert [text for text in shown_texts(desk_window) if re.search(r"\bnan\b|None", text)] == []


@pytest.mark.parametrize("unit", ["1489", "14", "00"])
def test_the_report_of_every_kind_of_unit_can_be_seen(desk_window: Window, unit: str) -> None:
    desk_window.workspace.choose(unit=unit, indicators=("freda", "andel_mottagare"))
    desk_window.show_view(4)
    settle(desk_window)
    text = desk_of(desk_window).report.text.toPlainText()
    assert "FREDA" in text
    assert not re.search(r"\bnan\b|None", text)


def only(readings: tuple[Reading, ...], keep: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> Dataset:
    """The sample with some of its rows."""
    thinned = []
    for reading in readings:
        rows = reading.observations[keep(reading.observations)]
        rows = rows.assign(unit_code=rows["unit_code"].cat.remove_unused_categories())
        codes = set(rows["unit_code"])
        units = {code: unit for code, unit in reading.units.items() if code in codes}
        thinned.append(replace(reading, observations=rows, units=units))
    return build(thinned)


def silent(readings: tuple[Reading, ...]) -> Dataset:
    """The sample as if nobody had answered anything."""
    return build(
        [
            replace(
                reading,
                observations=reading.observations.assign(
                    value=float("nan"),
                    status=pd.Categorical(
                        ["missing"] * len(reading.observations),
                        categories=reading.observations["status"].cat.categories,
                    ),
                ),
            )
            for reading in readings
        ]
    )


@pytest.mark.parametrize(
    "thinned",
    [
        silent,
        lambda readings: only(readings, lambda rows: rows["level"].isin(["kommun", "stadsdel"])),
        lambda readings: only(readings, lambda rows: rows["unit_code"] == "1489"),
        lambda readings: only(readings, lambda rows: rows["level"].isin(["län", "riket"])),
        lambda readings: build([it for it in readings if it.source == "register"]),
        lambda readings: build([it for it in readings if it.source == "enkät"][:1]),
    ],
    ids=["silent", "municipalities alone", "one unit alone", "sums alone", "registers alone", "one survey alone"],
)
def test_files_that_lack_what_others_have_can_be_shown(
    desk_window: Window, sample: Import, thinned: Callable[[tuple[Reading, ...]], Dataset]
) -> None:
    dataset = thinned(sample.readings)
    unit = "1489" if "1489" in dataset.units else "14"
    indicators = tuple(dataset.indicators)
    for number in range(4):
        desk_window.show_view(number)
        choice = Choice(unit=unit, indicators=indicators[-2:]).fitted(dataset)
        desk_window.workspace.show(dataset, choice)
        settle(desk_window)
        if number == 3:
            break
        for indicator in indicators[number::3]:
            desk_window.workspace.choose(indicator=indicator)
            desk_of(desk_window).view.grab()


# Texts from files are texts -------------------------------------------------------------------------------------------

EVIL = "<img src=x><b>Ale</b> & Åre"


@pytest.fixture
def evil_window(desk_window: Window, dataset: Dataset) -> Window:
    """A unit, its county and an indicator have names that look like HTML."""
    units = dataset.units | {code: replace(dataset.units[code], name=EVIL) for code in ("1489", "14", "1480")}
    indicators = dataset.indicators | {
        it: replace(
            dataset.indicators[it],
            name=EVIL,
            short=EVIL,
            area=EVIL,
            definition=EVIL,
            names=((2018, EVIL),),
        )
        for it in ("freda", "fia")
    }
    evil = replace(dataset, units=units, indicators=indicators)
    desk_window.workspace.show(evil, desk_window.workspace.choice.but(indicator="freda", indicators=("freda", "fia")))
    settle(desk_window)
    return desk_window


def test_names_from_files_are_never_taken_for_html_by_labels(evil_window: Window) -> None:
    for number in range(4):
        evil_window.show_view(number)
        settle(evil_window)
        taken = [label for label in evil_window.findChildren(QLabel) if "<img" in label.text()]
        assert taken
        assert {label.textFormat() for label in taken} == {Qt.TextFormat.PlainText}


def test_names_from_files_are_shown_as_they_stand_in_the_preview(evil_window: Window) -> None:
    evil_window.show_view(4)
    settle(evil_window)
    page = desk_of(evil_window).report.text
    assert page.toPlainText().count(EVIL) > 5
    assert "src=x" not in page.toHtml().replace("&lt;img src=x&gt;", "")
