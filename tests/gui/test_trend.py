"""Utveckling: one indicator over the years, its table twin, and the small charts below."""

import math
import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QTabBar, QTableView
from pytestqt.modeltest import ModelTester

from ojdesk.core.compare import trends
from ojdesk.core.dataset import Dataset
from ojdesk.core.peers import PeerSet
from ojdesk.core.wording.names import full_name
from ojdesk.core.wording.numbers import MINUS, NBSP, number
from ojdesk.core.wording.trends import development_sentence, groups_sentence, trend_notes, trend_sentence
from ojdesk.gui.charts.lines import LineChart
from ojdesk.gui.views.trend import TrendView
from ojdesk.gui.window import Window
from tests.gui.user import cells, click, click_head, column, heads, said


@pytest.fixture
def view(desk_window: Window) -> TrendView:
    """The plan of Alingsås over the years."""
    assert desk_window.desk is not None
    desk_window.resize(1366, 768)
    desk_window.show_view(1)
    QApplication.processEvents()
    return desk_window.desk.trend


def table_of(view: TrendView) -> QTableView:
    table = next(it for it in view.findChildren(QTableView) if it.accessibleName() == "Tabell över utvecklingen")
    assert isinstance(table, QTableView)
    return table


def totals(view: TrendView) -> list[list[str]]:
    """The table's rows about everybody, without the column of groups."""
    rows = cells(table_of(view).model())
    if heads(table_of(view).model())[1] != "Grupp":
        return rows
    return [[row[0], *row[2:]] for row in rows if row[1] == "totalt"]


def small_charts(view: TrendView) -> list[LineChart]:
    return [it for it in view.findChildren(LineChart) if it is not view.chart and it.isVisible()]


def value_of(text: str) -> float:
    digits = re.sub(r"[^\d,\-]", "", text.replace(MINUS, "-")).replace(",", ".")
    return float(digits) if digits else math.nan


def test_the_heading_is_the_years_wording_and_the_sentence_the_reports(view: TrendView, dataset: Dataset) -> None:
    view.workspace.choose(year=2020)
    indicator = dataset.indicators["plan_tre_manader_alla"]
    assert view.heading.text() == indicator.name_in(2020).replace("*", "")
    assert "genomförandeplan" in view.heading.text()
    trend = trends.trend(dataset, "1489", "plan_tre_manader_alla")
    assert view.sentence.text() == development_sentence(trend)
    assert trend_sentence(trend) == view.sentence.text()


def test_breaks_and_what_became_of_a_unit_are_noted_under_the_chart(view: TrendView, dataset: Dataset) -> None:
    view.workspace.choose(unit="148052", indicator="rutin_vald_vuxen")
    notes = trend_notes(trends.trend(dataset, "148052", "rutin_vald_vuxen"))
    assert notes.startswith("Från 2024 ska rutinen")
    assert "Centrum finns från 2021." in notes
    assert notes in said(view)
    assert notes not in view.sentence.text()


def test_groups_are_small_charts_on_one_scale_and_rows_in_the_table(view: TrendView, dataset: Dataset) -> None:
    view.workspace.choose(indicator="andel_mottagare")
    QApplication.processEvents()
    groups = dataset.groups_of("andel_mottagare")
    shown = [it for it in small_charts(view) if it.spots]
    assert len(shown) == len(groups) == 5
    assert len({it.upwards for it in shown}) == 1
    for group in groups:
        found = dataset.observation("andel_mottagare", "1489", 2022, group)
        assert found is not None
        assert found.value is not None
        assert f"{group.value}: {number(found.value, 1)}{NBSP}%" in said(view)
        row = next(it for it in cells(table_of(view).model()) if it[:2] == ["Alingsås", group.value.lower()])
        assert value_of(row[-1]) == found.value
    assert groups_sentence(trends.by_group(dataset, "1489", "andel_mottagare"), 1) in said(view)
    others = next(it for it in view.findChildren(QTabBar) if it.accessibleName() == "Små diagram")
    others.setCurrentIndex(1)
    QApplication.processEvents()
    assert "Individuella möten" not in view.heading.text()
    assert dataset.indicators[view.workspace.choice.indicators[0]].short in said(view)


@pytest.mark.parametrize(
    ("unit", "indicator"), [("1489", "andel_mottagare"), ("14", "freda"), ("00", "belopp_per_inv")]
)
def test_the_table_says_what_the_chart_shows(view: TrendView, dataset: Dataset, unit: str, indicator: str) -> None:
    view.workspace.choose(unit=unit, indicator=indicator)
    view.toggle_table()
    assert not view.chart.isVisible()
    trend = trends.trend(dataset, unit, indicator)
    by_group = len(dataset.groups_of(indicator)) > 1
    assert heads(table_of(view).model()) == ["Enhet", *(["Grupp"] if by_group else []), *map(str, trend.years)]
    rows = totals(view)
    lines = [it for it in (trend.own_line, trend.county, trend.nation) if it is not None] + list(trend.others)
    lines = list({line.unit.code: line for line in lines}.values())
    assert [row[0] for row in rows] == [full_name(line.unit) for line in lines]
    for row, line in zip(rows, lines, strict=True):
        assert [value_of(text) for text in row[1:]] == pytest.approx(list(line.values), nan_ok=True)
    view.toggle_table()
    assert view.chart.isVisible()


def test_ones_own_answers_stand_first_in_the_table_in_words(view: TrendView, dataset: Dataset) -> None:
    words = {2: "ja, för alla", 1: "ja, men inte för alla", 0: "nej"}
    found = [dataset.observation("plan_tre_manader_alla", "1489", year) for year in range(2020, 2025)]
    said_in_file = [words[int(it.value)] for it in found if it is not None and it.value is not None]
    assert cells(table_of(view).model(), 1)[0] == ["Alingsås", *said_in_file]
    assert len(set(said_in_file)) > 1


def test_the_table_sorts_by_what_the_figures_are_worth(view: TrendView) -> None:
    view.workspace.choose(indicator="belopp_per_inv")
    view.toggle_table()
    table = table_of(view)
    click_head(table, "2022")
    values = [value_of(text) for text in column(table.model(), heads(table.model()).index("2022"))]
    there = [value for value in values if not math.isnan(value)]
    assert there == sorted(there)
    assert values[len(values) - len(there) :] == there
    click_head(table, "Enhet")
    names = column(table.model(), 0)
    assert names[-1] == "Öckerö"


def test_what_is_unticked_is_neither_in_the_chart_nor_in_the_table(view: TrendView) -> None:
    view.workspace.choose(indicator="andel_mottagare", county=False, nation=False, others=False)
    assert [row[0] for row in totals(view)] == ["Alingsås"]
    assert {spot.text.split(" 20")[0] for spot in view.chart.spots} == {"Alingsås"}
    view.workspace.choose(nation=True)
    assert [row[0] for row in totals(view)] == ["Alingsås", "Riket"]


def test_picked_peers_take_the_place_of_the_countys_units(view: TrendView) -> None:
    peers = PeerSet("De stora", members=("1281", "0180"))
    view.workspace.choose(indicator="andel_mottagare", peers=peers, county=False, nation=False)
    assert [row[0] for row in totals(view)] == ["Alingsås", "Gruppen, beräknat", "Lund", "Stockholm"]


def test_the_other_ticked_indicators_are_small_charts_and_a_click_brings_one_into_focus(
    view: TrendView, dataset: Dataset
) -> None:
    view.workspace.choose(indicator="freda", indicators=("freda", "fia", "nybesok_14_dagar"))
    QApplication.processEvents()
    names = [dataset.indicators[it].short for it in ("nybesok_14_dagar", "fia")]
    assert len(small_charts(view)) == 2
    assert all(name in said(view) for name in names)
    for chart in small_charts(view):
        assert view.rect().contains(chart.mapTo(view, chart.rect().center()))
    # Wherever one clicks: in the middle, on a line, or on the name.
    shown = small_charts(view)[0]
    click(shown, QPoint(shown.width() // 2, shown.height() // 2))
    assert view.workspace.choice.indicator in {"fia", "nybesok_14_dagar"}
    assert view.workspace.choice.unit == "1489"


def test_small_charts_take_as_many_columns_as_there_is_room_for(view: TrendView, desk_window: Window) -> None:
    def columns() -> int:
        return len({it.mapTo(view, QPoint()).x() for it in small_charts(view)})

    view.workspace.choose(indicators=("freda", "fia", "nybesok_14_dagar", "individuella_moten", "andel_mottagare"))
    QApplication.processEvents()
    before = columns()
    desk_window.resize(1700, 768)
    QApplication.processEvents()
    assert columns() > before
    widths = {it.width() for it in small_charts(view)}
    assert max(widths) - min(widths) <= 2


def test_small_charts_give_way_where_there_is_no_room_and_come_back(view: TrendView, desk_window: Window) -> None:
    assert small_charts(view)
    desk_window.resize(1024, 640)
    QApplication.processEvents()
    assert small_charts(view) == []
    assert view.chart.height() >= view.chart.minimumHeight()
    desk_window.resize(1366, 689)
    QApplication.processEvents()
    assert small_charts(view)
    assert view.chart.height() >= view.chart.minimumHeight()


def test_a_unit_that_ended_is_shown_to_its_end(view: TrendView) -> None:
    view.workspace.choose(unit="148034", indicator="freda")
    row = cells(table_of(view).model(), 1)[0]
    assert row[0] == "Centrum, Göteborg (till 2020)"
    assert row[1:4] == ["ja", "ja", "ja"]
    assert set(row[4:]) == {"finns inte med i filen"}
    assert "Centrum svarade ja 2018–2020." in view.sentence.text()


def test_the_model_keeps_qts_rules(view: TrendView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view.model)
    qtmodeltester.check(table_of(view).model())


def test_figures_stand_to_the_right_and_names_to_the_left(view: TrendView) -> None:
    model = table_of(view).model()
    assert model.index(0, 0).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    view.workspace.choose(indicator="andel_mottagare")
    assert cells(model, 1)[0][2].endswith(f"{NBSP}%")
