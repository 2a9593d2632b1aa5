"""Länsspridning: the counties in rows, their table twin, and the own county's units as tiles."""

import math
import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ojdesk.core.compare import spreads
from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.dataset import Dataset
from ojdesk.core.wording.names import full_name
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.gui.charts.tiles import Tiles
from ojdesk.gui.views.spread import SpreadView
from ojdesk.gui.window import Window
from tests.gui.test_desk import EVIL
from tests.gui.user import cells, click, click_head, column, heads, press, said, tooltip


@pytest.fixture
def view(desk_window: Window, qtbot: QtBot) -> SpreadView:
    """The plan of Alingsås among the counties in 2022."""
    assert desk_window.desk is not None
    desk_window.resize(1366, 768)
    desk_window.activateWindow()
    qtbot.waitUntil(desk_window.isActiveWindow)
    desk_window.show_view(2)
    QApplication.processEvents()
    return desk_window.desk.spread


def table_of(view: SpreadView) -> QTableView:
    """The table twin of the rows, seen or not."""
    return next(it for it in view.findChildren(QTableView) if it.accessibleName() == "Tabell över länen")


def share_spread(dataset: Dataset, unit: str, indicator: str, year: int = 2022) -> ShareSpread:
    found = spreads.spread(dataset, unit, indicator, year)
    assert isinstance(found, ShareSpread)
    return found


def number_in(text: str) -> float:
    digits = re.sub(r"[^\d,]", "", text).replace(",", ".")
    return float(digits) if digits else math.nan


def said_by_tiles(tiles: Tiles) -> list[str]:
    """What each tile tells when one points at it, from the first on."""
    told: list[str] = []
    for y in range(10, tiles.height(), 21):
        row = [tooltip(tiles, QPoint(x, y)) for x in range(10, tiles.width(), 21)]
        told += [text for text in row if text]
    return told


def test_the_sentence_is_the_reports(view: SpreadView, dataset: Dataset) -> None:
    assert view.sentence.text() == spread_sentence(share_spread(dataset, "1489", "plan_tre_manader_alla"))


def test_the_table_says_what_the_bars_show(view: SpreadView, dataset: Dataset) -> None:
    view.toggle_table()
    assert not view.chart.isVisible()
    spread = share_spread(dataset, "1489", "plan_tre_manader_alla")
    assert heads(table_of(view).model()) == [
        "Län", "Andel", "Uppfyller", "Svarande", "Tillfrågade", "Lägst möjliga", "Högst möjliga",
    ]  # fmt: skip
    for row, texts in zip(spread.rows, cells(table_of(view).model()), strict=True):
        assert texts[0] == row.county.name
        assert [number_in(text) for text in texts[1:5]] == [row.share, row.met, row.answered, row.asked]
        assert [number_in(text) for text in texts[5:]] == pytest.approx([row.lowest, row.highest], abs=0.5)


def test_the_table_says_what_the_dots_show(view: SpreadView, dataset: Dataset) -> None:
    view.workspace.choose(indicator="andel_mottagare")
    spread = spreads.spread(dataset, "1489", "andel_mottagare", 2022)
    assert isinstance(spread, NumberSpread)
    assert heads(table_of(view).model()) == ["Län", "Lägst", "Undre kvartil", "Median", "Övre kvartil", "Högst"]
    for row, texts in zip(spread.rows, cells(table_of(view).model()), strict=True):
        assert texts[0] == row.county.name
        values = [row.minimum, row.lower_quartile, row.median, row.upper_quartile, row.maximum]
        assert [number_in(text) for text in texts[1:]] == pytest.approx(values, abs=0.051)


def test_the_table_sorts_counties_as_swedes_do(view: SpreadView) -> None:
    view.toggle_table()
    click_head(table_of(view), "Län")
    names = column(table_of(view).model(), 0)
    assert names[0] == "Blekinge län"
    assert names[-2:] == ["Örebro län", "Östergötlands län"]
    click_head(table_of(view), "Svarande")
    counts = [int(text) for text in column(table_of(view).model(), 3)]
    assert counts == sorted(counts)


@pytest.mark.parametrize("unit", ["1489", "0980", "018018", "14"])
def test_there_is_a_tile_for_each_unit_of_the_county_best_first(view: SpreadView, dataset: Dataset, unit: str) -> None:
    view.workspace.choose(unit=unit, indicator="plan_tre_manader_alla")
    QApplication.processEvents()
    tiles = share_spread(dataset, unit, "plan_tre_manader_alla").tiles
    told = said_by_tiles(view.tiles)
    assert [text.split(": ")[0] for text in told] == [full_name(unit) for unit, _ in tiles]
    order = ["ja, för alla", "ja, men inte för alla", "nej", "svarade inte"]
    ranks = [order.index(text.split(": ")[1]) for text in told]
    assert ranks == sorted(ranks)
    assert view.tiles.accessibleDescription().count(":") == len(tiles)
    assert view.tiles.height() == view.tiles.heightForWidth(view.tiles.width())


def test_a_click_on_a_tile_picks_its_unit(view: SpreadView, dataset: Dataset) -> None:
    second = share_spread(dataset, "1489", "plan_tre_manader_alla").tiles[1][0]
    click(view.tiles, QPoint(21 + 10, 10))
    assert view.workspace.choice.unit == second.code
    assert second.name in said(view)


def test_a_click_between_tiles_picks_nothing(view: SpreadView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.tiles.picked):
        click(view.tiles, QPoint(20, 10))
        click(view.tiles, QPoint(10, view.tiles.height() - 1))


def test_arrow_keys_walk_the_tiles_and_enter_picks(view: SpreadView, dataset: Dataset) -> None:
    tiles = share_spread(dataset, "1489", "plan_tre_manader_alla").tiles
    view.tiles.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(key)
    press(Qt.Key.Key_Return)
    assert view.workspace.choice.unit == tiles[2][0].code
    columns = (view.tiles.width() + 3) // 21
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert view.workspace.choice.unit == tiles[2 + columns][0].code
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert view.workspace.choice.unit == tiles[2][0].code


def test_tiles_start_anew_where_there_are_fewer(view: SpreadView) -> None:
    view.tiles.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(5):
        press(Qt.Key.Key_Right)
    view.workspace.choose(unit="0980")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert view.workspace.choice.unit == "0980"


def test_tiles_tell_a_screen_reader_of_each_unit(view: SpreadView) -> None:
    interface = QAccessible.queryAccessibleInterface(view.tiles)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Enheterna i länet"
    assert "Ale: svarade inte" in interface.text(QAccessible.Text.Description)


def test_the_nation_has_no_county_and_numbers_have_no_tiles(view: SpreadView) -> None:
    view.workspace.choose(unit="00", indicator="freda")
    assert not view.tiles.isVisible()
    assert "Enheterna i" not in said(view)
    assert "I riket uppfyller 217 av 286 svarande enheter indikatorn 2022 (76 procent)" in view.sentence.text()
    view.workspace.choose(unit="1489", indicator="andel_mottagare")
    assert not view.tiles.isVisible()
    view.workspace.choose(indicator="freda")
    assert view.tiles.isVisible()


def test_a_click_on_a_dot_picks_its_municipality(view: SpreadView) -> None:
    view.workspace.choose(indicator="belopp_per_inv")
    QApplication.processEvents()
    spots = view.chart.spots
    spot = max(
        spots, key=lambda it: min(math.hypot((it.x - o.x) / 20, (it.y - o.y) * 99) for o in spots if o is not it)
    )
    click(view.chart, view.chart.place(spot.x, spot.y).toPoint())
    assert view.workspace.choice.unit == spot.code


def test_a_district_is_told_where_its_county_stands(view: SpreadView) -> None:
    view.workspace.choose(unit="018018", indicator="freda")
    assert view.sentence.text().startswith("I Stockholms län uppfyller")
    assert "Farsta" in view.sentence.text()


def test_what_is_computed_is_called_so(view: SpreadView) -> None:
    assert "antalet beräknat" in said(view)
    view.workspace.choose(indicator="belopp_per_inv")
    assert "Kvartiler och median är beräknade" in said(view)


def test_names_from_files_are_shown_as_they_stand_by_tiles(view: SpreadView, dataset: Dataset) -> None:
    first = share_spread(dataset, "1489", "plan_tre_manader_alla").tiles[0][0]
    evil = replace(dataset, units=dataset.units | {first.code: replace(first, name=EVIL)})
    view.workspace.show(evil, view.workspace.choice)
    QApplication.processEvents()
    assert "&lt;img src=x&gt;&lt;b&gt;Ale&lt;/b&gt; &amp; Åre" in "".join(said_by_tiles(view.tiles))


def test_the_model_keeps_qts_rules(view: SpreadView, qtmodeltester: ModelTester) -> None:
    for indicator in ("freda", "belopp_per_inv"):
        view.workspace.choose(indicator=indicator)
        qtmodeltester.check(view.model)
        qtmodeltester.check(table_of(view).model())
