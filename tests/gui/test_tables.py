"""One model for all tables, and its sorting."""

import math
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ojdesk.gui import theme
from ojdesk.gui.tables import LEFT, RIGHT, ROW_ROLE, Column, RowsModel, SortProxy, dress
from tests.gui.user import column, heads


@dataclass(frozen=True)
class Town:
    name: str
    people: float | None


TOWNS = (
    Town("Örebro", 157_000),
    Town("Åre", 12_000),
    Town("Älmhult", None),
    Town("Ystad", 31_000),
    Town("åmål", math.nan),
    Town("Alingsås", 3_000_000_000),
)
COLUMNS = (
    Column[Town]("Kommun", lambda it: it.name, tip=lambda it: f"<b>{it.name}</b>"),
    Column[Town]("Invånare", lambda it: "–" if it.people is None else f"{it.people:g}", lambda it: it.people, RIGHT),
)


@pytest.fixture
def model(qapp: QApplication) -> RowsModel[Town]:
    made = RowsModel(COLUMNS)
    made.set_rows(TOWNS)
    return made


@pytest.fixture
def proxy(model: RowsModel[Town]) -> SortProxy:
    # Not the child of its own source: PySide aborts when the two are collected together.
    made = SortProxy()
    made.setSourceModel(model)
    return made


def test_the_model_shows_rows_under_columns(model: RowsModel[Town]) -> None:
    assert heads(model) == ["Kommun", "Invånare"]
    assert column(model, 0) == [town.name for town in TOWNS]
    assert column(model, 0, ROW_ROLE) == list(TOWNS)
    assert model.index(0, 0).data(Qt.ItemDataRole.TextAlignmentRole) == LEFT
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) == RIGHT
    assert model.headerData(7, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_names_sort_as_swedes_do(proxy: SortProxy) -> None:
    proxy.sort(0)
    assert column(proxy, 0) == ["Alingsås", "Ystad", "åmål", "Åre", "Älmhult", "Örebro"]


def test_figures_sort_by_worth_beyond_32_bits_with_the_missing_first(proxy: SortProxy) -> None:
    proxy.sort(1)
    assert column(proxy, 0)[2:] == ["Åre", "Ystad", "Örebro", "Alingsås"]
    assert set(column(proxy, 0)[:2]) == {"Älmhult", "åmål"}
    proxy.sort(1, Qt.SortOrder.DescendingOrder)
    assert column(proxy, 0)[:4] == ["Alingsås", "Örebro", "Ystad", "Åre"]


@given(values=st.lists(st.one_of(st.none(), st.floats(), st.integers(-(2**40), 2**40)), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_figures_can_be_sorted(model: RowsModel[Town], proxy: SortProxy, values: list[float | None]) -> None:
    model.set_rows([Town(str(at), value) for at, value in enumerate(values)])
    proxy.sort(1)
    rows = column(proxy, 0, ROW_ROLE)
    there = [row.people for row in rows if row.people is not None and not math.isnan(row.people)]
    assert there == sorted(there)
    assert len(rows) == len(values)


def test_what_a_screen_reader_hears_is_plain_and_what_a_tooltip_shows_is_no_html(model: RowsModel[Town]) -> None:
    cell = model.index(0, 0)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "<b>Örebro</b>"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "<p>&lt;b&gt;Örebro&lt;/b&gt;</p>"
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) is None


def test_figures_have_digits_of_one_width_and_words_have_not(model: RowsModel[Town]) -> None:
    figures = model.index(0, 1).data(Qt.ItemDataRole.FontRole)
    words = model.index(0, 0).data(Qt.ItemDataRole.FontRole)
    assert [bytes(tag.toString().data()) for tag in figures.featureTags()] == [b"tnum"]
    assert words.featureTags() == []


def test_other_rows_and_columns_take_the_place_of_the_old(model: RowsModel[Town], proxy: SortProxy) -> None:
    proxy.sort(1)
    model.set_rows(TOWNS[:1], COLUMNS[:1])
    assert heads(proxy) == ["Kommun"]
    assert column(proxy, 0) == ["Örebro"]


def test_a_dressed_table_is_left_with_tab_and_not_written_in(
    model: RowsModel[Town], qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, "light")
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    dress(table, "Kommuner")
    assert not table.tabKeyNavigation()
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert table.accessibleName() == "Kommuner"
    assert not table.showGrid()


def test_the_model_keeps_qts_rules(model: RowsModel[Town], proxy: SortProxy, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    qtmodeltester.check(proxy)
    model.set_rows([])
    qtmodeltester.check(model)
