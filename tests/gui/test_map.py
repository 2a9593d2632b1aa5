"""Länsspridning as a map: the counties, one county's municipalities, and the ways between them."""

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ojdesk.core import maps
from ojdesk.core.compare import figures
from ojdesk.core.dataset import Dataset
from ojdesk.core.map_drawing import Texture, fill_of
from ojdesk.core.map_wording import area_cell, area_text, map_sentence
from ojdesk.core.maps import AreaMap
from ojdesk.core.model import FigureKey
from ojdesk.core.palette import LIGHT, Palette
from ojdesk.core.paper.map import map_picture
from ojdesk.gui import theme
from ojdesk.gui.charts.map import MapChart
from ojdesk.gui.views.spread import SpreadView
from ojdesk.gui.window import Window
from tests.gui.user import cells, click, heads, press, said, tooltip

PLAN, NUMBER = "plan_tre_manader_alla", "andel_mottagare"


@pytest.fixture
def view(desk_window: Window, qtbot: QtBot) -> SpreadView:
    """The map of the counties, with the plan of Alingsås in 2022, and the keyboard on it."""
    assert desk_window.desk is not None
    desk_window.resize(1366, 768)
    desk_window.activateWindow()
    qtbot.waitUntil(desk_window.isActiveWindow)
    desk_window.actions_by_name["county_map"].trigger()
    QApplication.processEvents()
    view = desk_window.desk.spread
    view.entry().setFocus()
    return view


@pytest.fixture
def chart(qtbot: QtBot, qapp: QApplication) -> MapChart:
    theme.apply(qapp, "light")
    chart = MapChart("Karta")
    qtbot.addWidget(chart)
    chart.resize(780, 480)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def county_map(dataset: Dataset, indicator: str = PLAN, unit: str = "1489") -> AreaMap:
    return maps.county_map(dataset, unit, indicator, 2022)


def municipality_map(dataset: Dataset, county: str, indicator: str = PLAN, unit: str = "1489") -> AreaMap:
    return maps.municipality_map(dataset, unit, indicator, 2022, county)


def table_of(view: SpreadView) -> QTableView:
    table = view.entry()
    assert isinstance(table, QTableView)
    return table


def place_of(chart: MapChart, code: str) -> QPoint:
    """Somewhere in an area, but not where its sign is or the line of a label ends."""
    return chart.middle_of(code).toPoint()


# Drawing ----------------------------------------------------------------------------------------------------------


def colours_near(image: QImage, at: QPoint, reach: int = 5) -> set[str]:
    spots = (QPoint(at.x() + x, at.y() + y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1))
    return {QColor(image.pixel(spot)).name() for spot in spots}


@pytest.mark.parametrize(("appearance", "palette"), theme.APPEARANCES.items())
def test_areas_have_the_colour_of_their_value(
    chart: MapChart, qapp: QApplication, dataset: Dataset, appearance: str, palette: Palette
) -> None:
    theme.apply(qapp, appearance)
    for shown in (county_map(dataset), county_map(dataset, NUMBER), municipality_map(dataset, "14")):
        chart.draw(shown)
        image = chart.grab().toImage()
        for area in shown.areas:
            seen = colours_near(image, place_of(chart, area.unit.code))
            assert fill_of(area, shown, palette).colour in seen, area.unit.name


def test_what_has_no_value_is_hatched(chart: MapChart, dataset: Dataset) -> None:
    shown = municipality_map(dataset, "14")
    chart.draw(shown)
    ale = next(it for it in shown.areas if it.unit.name == "Ale")
    fill = fill_of(ale, shown, LIGHT)
    assert fill.texture is Texture.LATTICE
    assert {fill.colour, fill.ink} <= colours_near(chart.grab().toImage(), place_of(chart, ale.unit.code), 8)


@pytest.mark.parametrize("size", [(780, 480), (420, 260), (1300, 780), (300, 200)])
@pytest.mark.parametrize("county", ["", "14", "01", "09", "10"])
def test_every_area_can_be_pointed_at_and_tells_its_value(
    chart: MapChart, dataset: Dataset, county: str, size: tuple[int, int]
) -> None:
    shown = municipality_map(dataset, county) if county else county_map(dataset)
    chart.resize(*size)
    chart.draw(shown)
    for area in shown.areas:
        found = chart.area_at(chart.middle_of(area.unit.code))
        assert found == area
        assert chart.rect().contains(place_of(chart, area.unit.code))
    some = shown.areas[0]
    assert tooltip(chart, place_of(chart, some.unit.code)).startswith(some.unit.name)
    assert tooltip(chart, QPoint(1, 1)) == ""


def test_nothing_is_cut_off_at_the_edges(chart: MapChart, dataset: Dataset) -> None:
    for shown in (county_map(dataset), municipality_map(dataset, "14"), municipality_map(dataset, "01", NUMBER)):
        chart.draw(shown)
        image = chart.grab().toImage()
        right, bottom = image.width() - 1, image.height() - 1
        edges = [QPoint(x, y) for x in range(right + 1) for y in (0, bottom)]
        edges += [QPoint(x, y) for y in range(bottom + 1) for x in (0, right)]
        assert {QColor(image.pixel(it)).name() for it in edges} == {LIGHT.ground}


def test_a_label_stands_for_its_area(chart: MapChart, dataset: Dataset, qtbot: QtBot) -> None:
    """Solna is a few pixels large; its name is not."""
    chart.draw(municipality_map(dataset, "01"))
    [label] = [it for it in chart._labels if it.area.unit.name == "Solna"]
    x, y = label.edge
    at = QPointF(x + (-8 if label.on_left else 8), y).toPoint()
    assert tooltip(chart, at).startswith("Solna: ")
    with qtbot.waitSignal(chart.picked, timeout=0) as picked:
        click(chart, at)
    assert picked.args == [label.area.unit.code]


def test_pointing_marks_the_area_and_leaving_unmarks_it(chart: MapChart, dataset: Dataset) -> None:
    chart.draw(county_map(dataset))
    before = chart.grab().toImage()
    at = QPointF(chart.middle_of("25"))
    move = QMouseEvent(
        QEvent.Type.MouseMove, at, chart.mapToGlobal(at), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(chart, move)
    assert chart.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert chart.grab().toImage() != before
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert chart.grab().toImage() == before


@pytest.mark.parametrize("county", ["", "14", "01", "12", "25"])
def test_arrow_keys_come_to_every_area(chart: MapChart, dataset: Dataset, county: str) -> None:
    shown = municipality_map(dataset, county) if county else county_map(dataset)
    keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    start = shown.own or shown.areas[0].unit.code
    reached, waiting = {start}, deque([start])
    picked: list[str] = []
    chart.picked.connect(picked.append)
    while waiting:
        here = waiting.popleft()
        for key in keys:
            chart.draw(shown, here)
            QTest.keyClick(chart, key)
            QTest.keyClick(chart, Qt.Key.Key_Return)
            if picked[-1] not in reached:
                reached.add(picked[-1])
                waiting.append(picked[-1])
    assert reached == {it.unit.code for it in shown.areas}


def test_arrow_keys_go_the_way_they_point_and_say_where_they_came(chart: MapChart, dataset: Dataset) -> None:
    shown = county_map(dataset)
    chart.draw(shown, "14")
    ways: list[tuple[Qt.Key, Callable[[QPointF], bool]]] = [
        (Qt.Key.Key_Up, lambda way: way.y() < 0),
        (Qt.Key.Key_Right, lambda way: way.x() > 0),
        (Qt.Key.Key_Down, lambda way: way.y() > 0),
        (Qt.Key.Key_Left, lambda way: way.x() < 0),
    ]
    for key, ahead in ways:
        before = chart.middle_of(chart._at)
        QTest.keyClick(chart, key)
        assert ahead(chart.middle_of(chart._at) - before)
        here = next(it for it in shown.areas if it.unit.code == chart._at)
        assert chart.accessibleName() == f"Karta, {area_text(here, shown)}"


def test_the_source_of_a_figure_is_asked_for_with_the_other_button(
    chart: MapChart, dataset: Dataset, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[object] = []
    monkeypatch.setattr("ojdesk.gui.charts.map.open_menu", lambda _w, _at, figure, _asked: offered.append(figure))
    chart.draw(municipality_map(dataset, "14"))
    for code in ("1489", "1480"):
        QApplication.sendEvent(chart, _menu_at(chart, place_of(chart, code)))
    assert offered == [FigureKey(PLAN, "1489", 2022), None]


def _menu_at(chart: MapChart, at: QPoint) -> QContextMenuEvent:
    return QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, chart.mapToGlobal(at))


def test_what_no_file_has_cannot_be_picked(chart: MapChart, dataset: Dataset, qtbot: QtBot) -> None:
    chart.draw(replace(county_map(dataset), pickable=frozenset({"14"})), "25")
    with qtbot.assertNotEmitted(chart.picked):
        QTest.keyClick(chart, Qt.Key.Key_Return)
        click(chart, place_of(chart, "25"))
    with qtbot.waitSignal(chart.picked, timeout=0):
        click(chart, place_of(chart, "14"))


# The view ---------------------------------------------------------------------------------------------------------


def test_the_three_ways_are_chosen_side_by_side_and_from_the_menu(view: SpreadView, desk_window: Window) -> None:
    assert view.map.isVisible()
    view.ways.button(0).click()
    assert view.chart.isVisible()
    assert not view.map.isVisible()
    view.ways.button(2).click()
    assert view.map.isVisible()
    assert view.back.isVisible()
    desk_window.show_view(0)
    desk_window.actions_by_name["rows"].trigger()
    assert view.chart.isVisible()
    assert view.ways.button(0).isChecked()
    assert not view.back.isVisible()


def test_arrow_keys_choose_the_way(view: SpreadView) -> None:
    view.ways.button(1).setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Right)
    assert view.ways.button(2).isChecked()
    assert "I Västra Götalands län" in view.sentence.text()
    assert view.back.isVisible()


def test_the_way_is_remembered_when_something_else_is_picked(view: SpreadView, desk_window: Window) -> None:
    desk_window.show_view(1)
    view.workspace.choose(indicator=NUMBER, unit="0980")
    desk_window.show_view(2)
    assert view.map.isVisible()
    assert view.ways.button(1).isChecked()


def test_a_click_on_a_county_shows_its_municipalities_and_a_click_on_one_picks_it(
    view: SpreadView, dataset: Dataset
) -> None:
    click(view.map, place_of(view.map, "25"))
    shown = municipality_map(dataset, "25")
    assert view.sentence.text() == map_sentence(shown)
    assert view.workspace.choice.unit == "1489"
    click(view.map, place_of(view.map, "2584"))
    assert view.workspace.choice.unit == "2584"
    assert view.sentence.text() == map_sentence(municipality_map(dataset, "25", unit="2584"))


def test_escape_and_the_link_go_back_to_the_counties(view: SpreadView, dataset: Dataset) -> None:
    ways: list[Callable[[], object]] = [lambda: press(Qt.Key.Key_Escape), view.back.click]
    for back in ways:
        click(view.map, place_of(view.map, "25"))
        assert view.map.hasFocus()
        back()
        assert view.sentence.text() == map_sentence(county_map(dataset))
        assert view.ways.button(1).isChecked()
        view.map.setFocus()
    # The keyboard is on the county that was left, so that Enter goes there again.
    press(Qt.Key.Key_Return)
    assert view.sentence.text() == map_sentence(municipality_map(dataset, "25"))


def test_the_municipalities_are_the_own_countys_unless_another_was_clicked(view: SpreadView, dataset: Dataset) -> None:
    click(view.map, place_of(view.map, "25"))
    press(Qt.Key.Key_Escape)
    view.ways.button(2).click()
    assert view.sentence.text() == map_sentence(municipality_map(dataset, "14"))
    view.workspace.choose(unit="018018")
    assert view.sentence.text() == map_sentence(municipality_map(dataset, "01", unit="018018"))


def test_the_nation_has_a_county_only_when_one_is_clicked(view: SpreadView, dataset: Dataset) -> None:
    view.ways.button(2).click()
    view.workspace.choose(unit="00")
    assert view.sentence.text() == map_sentence(county_map(dataset, unit="00"))
    assert view.ways.button(1).isChecked()
    assert not view.ways.button(2).isEnabled()
    click(view.map, place_of(view.map, "12"))
    assert view.sentence.text() == map_sentence(municipality_map(dataset, "12", unit="00"))


def test_the_table_says_what_the_map_shows(view: SpreadView, dataset: Dataset) -> None:
    press(Qt.Key.Key_T)
    assert not view.map.isVisible()
    for unit, indicator in itertools.product(("1489", "018018", "0980", "14"), (PLAN, NUMBER, "socionomexamen")):
        view.workspace.choose(unit=unit, indicator=indicator)
        shown = county_map(dataset, indicator, unit)
        model = table_of(view).model()
        assert [row[:2] for row in cells(model)] == [[it.unit.name, area_cell(it, shown)] for it in shown.areas]
        if indicator == PLAN:
            assert heads(model) == ["Län", "Andel", "Uppfyller", "Svarande", "Tillfrågade"]
            counts = [[str(it.met), str(it.answered), str(it.asked)] for it in shown.areas]
            assert [row[2:] for row in cells(model)] == counts
        view.show_as(2)
        shown = municipality_map(dataset, dataset.units[unit].county or unit, indicator, unit)
        assert cells(model) == [[it.unit.name, area_cell(it, shown)] for it in shown.areas]
        for it, row in zip(shown.areas, cells(model), strict=True):
            figure = figures.figure(dataset, indicator, it.unit.code, 2022)
            if not it.districts and figure.met is not None:
                assert (row[1] == "ja") == figure.met
        view.show_as(1)


def test_what_is_seen_is_copied_as_picture_and_table(view: SpreadView, dataset: Dataset) -> None:
    shown = county_map(dataset)
    copied = view.copied()
    assert copied is not None
    drawn = map_picture(shown).svg
    assert drawn[drawn.index("<path") : drawn.rindex("</svg>")] in bytes(copied.data("image/svg+xml").data()).decode()
    assert "Norrbottens län\t25\t3\t12" in copied.text()
    view.show_as(2)
    copied = view.copied()
    assert copied is not None
    assert "Göteborg\t1 av 4 svarande socialförvaltningar uppfyller" in copied.text()
    root = ElementTree.fromstring(bytes(copied.data("image/svg+xml").data()))
    assert "Alingsås" in [it.text for it in root.iter("{http://www.w3.org/2000/svg}text")]
    view.show_as(0)
    copied = view.copied()
    assert copied is not None
    assert "Lägst möjliga" in copied.text()


def test_a_screen_reader_hears_the_sentence_and_the_names(view: SpreadView) -> None:
    assert view.map.accessibleDescription() == view.sentence.text()
    assert view.ways.accessibleName() == "Visa som"
    assert [view.ways.button(at).text() for at in range(3)] == [
        "Län i rader",
        "Karta över länen",
        "Karta över kommunerna",
    ]


def test_nothing_is_clipped_in_the_smallest_window(view: SpreadView, desk_window: Window) -> None:
    desk_window.resize(1024, 640)
    view.show_as(2)
    QApplication.processEvents()
    for at in range(3):
        button = view.ways.button(at)
        assert button.width() >= button.sizeHint().width()
        assert view.rect().contains(button.mapTo(view, button.rect().bottomRight()))
    assert view.rect().contains(view.back.mapTo(view, view.back.rect().bottomRight()))
    assert view.map.height() > 160
    assert "Tillbaka till länen" not in said(view)


def test_the_models_keep_qts_rules(view: SpreadView, qtmodeltester: ModelTester) -> None:
    for way in (1, 2):
        view.show_as(way)
        qtmodeltester.check(view.map_model)
