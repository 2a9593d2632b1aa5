"""Översikt: the rows, what they say, and how they are sorted, filtered and opened."""

import math
import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ojdesk.core.compare import overviews
from ojdesk.core.compare.overviews import Overview
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Source, Status
from ojdesk.core.wording.numbers import MINUS, NBSP
from ojdesk.core.wording.overviews import register_sentence
from ojdesk.gui.tables import ROW_ROLE
from ojdesk.gui.views.overview import OverviewView
from ojdesk.gui.window import Window
from tests.gui.test_desk import EVIL
from tests.gui.user import click_head, click_row, column, heads, index_of, press, said, tooltip, type_text


@pytest.fixture
def view(desk_window: Window, qtbot: QtBot) -> OverviewView:
    """The overview of Alingsås 2022."""
    assert desk_window.desk is not None
    desk_window.resize(1366, 768)
    desk_window.activateWindow()
    qtbot.waitUntil(desk_window.isActiveWindow)
    return desk_window.desk.overview


@pytest.fixture
def overview(dataset: Dataset) -> Overview:
    return overviews.overview(dataset, "1489", 2022)


def indicators(model: QAbstractItemModel) -> list[str]:
    """The ids of the rows, top down, without the areas."""
    return [it.row.indicator.id for it in column(model, 0, ROW_ROLE) if it.row is not None]


def number_in(text: str) -> float:
    return float(re.sub(r"[^\d,\-]", "", text.replace(MINUS, "-")).replace(",", "."))


def test_there_is_a_row_for_each_indicator_that_was_asked_under_the_name_of_its_area(
    view: OverviewView, dataset: Dataset
) -> None:
    asked = [
        it for it in dataset.indicators.values() if it.source is Source.SURVEY and 2022 in dataset.years_with(it.id)
    ]
    wanted: list[tuple[str, str]] = []
    for it in asked:
        if not wanted or wanted[-1][0] != it.area:
            wanted.append((it.area, it.area))
        wanted.append((it.area, it.short))
    model = view.table.model()
    assert [(it.area, text) for it, text in zip(column(model, 0, ROW_ROLE), column(model, 0), strict=True)] == wanted
    assert view.heading.text().startswith("Alingsås uppfyller 6 av 15 indikatorer 2022")


def test_register_indicators_have_an_overview_of_their_own(view: OverviewView, dataset: Dataset) -> None:
    view.workspace.choose(indicator="andel_mottagare")
    registers = [it.id for it in dataset.indicators.values() if it.source is Source.REGISTER]
    assert indicators(view.table.model()) == registers
    assert view.heading.text() == "Alingsås 2022: omfattning och bakgrund enligt registren"
    assert view.sentence.text() == register_sentence(overviews.overview(dataset, "1489", 2022, Source.REGISTER))


@pytest.mark.parametrize("focus", ["freda", "andel_mottagare"])
def test_the_figures_are_those_in_the_files(view: OverviewView, dataset: Dataset, focus: str) -> None:
    view.workspace.choose(indicator=focus)
    model = view.table.model()
    titles = heads(model)
    checked = 0
    for row, it in enumerate(column(model, 0, ROW_ROLE)):
        if it.row is None:
            continue
        texts = {title: model.index(row, at).data() for at, title in enumerate(titles)}
        county, nation = (dataset.observation(it.row.indicator.id, code, 2022) for code in ("14", "00"))
        assert county is not None
        assert nation is not None
        for title, found in (("Länet", county), ("Riket", nation)):
            assert found.value is not None
            assert number_in(texts[title]) == pytest.approx(found.value)
        assert county.value is not None
        assert nation.value is not None
        own = dataset.observation(it.row.indicator.id, "1489", 2022)
        assert own is not None
        if focus == "freda":
            assert number_in(texts["Länet mot riket"]) == pytest.approx(county.value - nation.value)
        elif own.value is not None:
            assert number_in(texts["Mot riket"]) == pytest.approx(own.value - nation.value)
        if it.row.indicator.scale.is_answer:
            words = {0: "nej", it.row.indicator.scale.top: "ja"}
            assert texts["2022"].startswith(words.get(int(own.value or 0), "ja, men inte för alla"))
        elif own.status is Status.VALUE:
            assert number_in(texts["2022"]) == pytest.approx(own.value)
        else:
            assert texts["2022"] == "–"
        checked += 1
    assert checked > 5


def test_a_head_sorts_as_swedes_do_and_leaves_out_the_areas(view: OverviewView) -> None:
    in_order = column(view.table.model(), 0)
    click_head(view.table, "Indikator")
    names = column(view.table.model(), 0)
    assert len(names) == len(indicators(view.table.model()))
    assert [name[0] for name in names] == sorted((name[0] for name in names), key="ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ".index)
    assert names[-1].startswith("Överenskommelse")
    click_head(view.table, "Indikator")
    assert column(view.table.model(), 0) == names[::-1]
    click_head(view.table, "Indikator")
    assert column(view.table.model(), 0) == in_order


@pytest.mark.parametrize("title", ["Länet", "Riket", "Länet mot riket"])
def test_figures_sort_by_what_they_are_worth(view: OverviewView, title: str) -> None:
    click_head(view.table, title)
    texts = column(view.table.model(), heads(view.table.model()).index(title))
    values = [number_in(text) for text in texts]
    assert values == sorted(values)
    assert len(set(values)) > 5


def test_answers_sort_from_no_to_yes(view: OverviewView, overview: Overview) -> None:
    click_head(view.table, "2022")
    model = view.table.model()
    value_of = {row.indicator.id: row.own[-1].value for row in overview.rows}
    values = [-1.0 if value_of[it] is None else value_of[it] for it in indicators(model)]
    assert values == sorted(values, key=lambda value: value or 0.0)


def test_sorting_keeps_the_row_and_the_focus(view: OverviewView) -> None:
    view.workspace.choose(indicator="freda")
    for title in ("Riket", "Indikator", "Indikator", "Indikator"):
        click_head(view.table, title)
        assert view.workspace.choice.indicator == "freda"
        selected = view.table.selectionModel().selectedRows()
        assert [index.data(ROW_ROLE).row.indicator.id for index in selected] == ["freda"]


@pytest.mark.parametrize("which", ["Bara nej och delvis", "Bara ändrade sedan året före", "Bara obesvarade"])
@pytest.mark.parametrize("unit", ["1489", "1480", "018018"])
def test_filters_leave_what_they_say(view: OverviewView, dataset: Dataset, which: str, unit: str) -> None:
    view.workspace.choose(unit=unit)
    found = overviews.overview(dataset, unit, 2022)
    wanted = {
        "Bara nej och delvis": [it.indicator.id for it in found.rows if it.own[-1].met is False],
        "Bara ändrade sedan året före": [
            it.indicator.id for it in found.rows if it.indicator in (*found.change.gained, *found.change.lost)
        ],
        "Bara obesvarade": [it.indicator.id for it in found.rows if it.own[-1].status is Status.MISSING],
    }[which]
    box = view.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentText(which)
    assert indicators(view.table.model()) == wanted
    assert ("Ingen indikator passar urvalet." in said(view)) is (not wanted)
    box.setCurrentText("Alla indikatorer")
    assert len(indicators(view.table.model())) == len(found.rows)


def test_a_click_brings_an_indicator_into_focus_without_moving_the_table(view: OverviewView) -> None:
    view.workspace.choose(year=2020)
    bar = view.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    before = bar.value()
    click_row(view.table, "plan_uppfoljd_alla")
    assert view.workspace.choice.indicator == "plan_uppfoljd_alla"
    assert bar.value() == before


def test_a_double_click_opens_the_trend_of_a_row_that_was_not_in_focus(view: OverviewView, desk_window: Window) -> None:
    assert desk_window.desk is not None
    at = view.table.visualRect(index_of(view.table, "freda")).center()
    click_row(view.table, "freda")
    QTest.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk_window.desk.trend.isVisible()
    assert "FREDA" in desk_window.desk.trend.heading.text()


def test_arrow_keys_walk_the_indicators_past_the_areas_and_enter_opens(
    view: OverviewView, desk_window: Window, overview: Overview
) -> None:
    assert desk_window.desk is not None
    in_order = [row.indicator.id for row in overview.rows]
    view.workspace.choose(indicator=in_order[0])
    view.table.setFocus()
    walked = [view.workspace.choice.indicator]
    for _ in in_order[1:]:
        press(Qt.Key.Key_Down)
        walked.append(view.workspace.choice.indicator)
    assert walked == in_order
    press(Qt.Key.Key_Return)
    assert desk_window.desk.trend.isVisible()


def test_the_side_panel_follows_the_row(view: OverviewView, desk_window: Window) -> None:
    assert desk_window.desk is not None
    click_row(view.table, "freda")
    assert "FREDA" in said(desk_window.desk.trust)


def test_an_indicator_that_the_table_lacks_leaves_no_row_marked(view: OverviewView) -> None:
    view.workspace.choose(indicator="socialjour")
    assert "socialjour" not in indicators(view.table.model())
    assert view.table.selectionModel().selectedRows() == []


def test_signs_are_words_in_tooltips_and_for_screen_readers(view: OverviewView) -> None:
    index = index_of(view.table, "plan_tre_manader_alla")
    own = index.siblingAtColumn(heads(view.table.model()).index("2022"))
    assert tooltip(view.table.viewport(), view.table.visualRect(own).center()) == "2022: ja, men inte för alla"
    assert own.data(Qt.ItemDataRole.AccessibleTextRole) == "2022: ja, men inte för alla"
    assert own.data() == "ja, men inte för alla"
    name = tooltip(view.table.viewport(), view.table.visualRect(index).center())
    assert "självförsörjning" in name
    broken = index_of(view.table, "rutin_vald_vuxen")
    assert "Från 2024 ska rutinen" in tooltip(view.table.viewport(), view.table.visualRect(broken).center())


def test_a_row_says_all_of_itself_to_a_screen_reader(view: OverviewView) -> None:
    interface = QAccessible.queryAccessibleInterface(view.table)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Översikt över indikatorerna"
    index = index_of(view.table, "nybesok_14_dagar")
    model = view.table.model()
    texts = [model.index(index.row(), at).data() for at in range(model.columnCount())]
    assert "nej" in texts
    assert f"41{NBSP}%" in texts


def test_a_wide_window_shows_full_wordings_and_all_years_a_narrow_one_the_newest(
    view: OverviewView, desk_window: Window, overview: Overview
) -> None:
    def years() -> list[str]:
        titles = heads(view.table.model())
        return [title for at, title in enumerate(titles) if title.isdigit() and not view.table.isColumnHidden(at)]

    narrow = index_of(view.table, "plan_tre_manader_alla").data()
    assert narrow == "Plan inom tre månader, alla"
    assert years() == ["2020", "2021", "2022"]
    desk_window.resize(2000, 900)
    QApplication.processEvents()
    assert index_of(view.table, "plan_tre_manader_alla").data().startswith("Upprättat en plan mot självförsörjning")
    assert years() == [str(year) for year in overview.years]
    assert view.table.horizontalScrollBar().maximum() == 0
    desk_window.resize(1366, 689)
    QApplication.processEvents()
    assert index_of(view.table, "plan_tre_manader_alla").data() == narrow
    assert years() == ["2020", "2021", "2022"]
    assert view.table.horizontalScrollBar().maximum() == 0


def test_names_from_files_are_shown_as_they_stand_in_tooltips(view: OverviewView, dataset: Dataset) -> None:
    evil = replace(dataset.indicators["freda"], name=EVIL)
    shown = replace(dataset, indicators=dataset.indicators | {"freda": evil})
    view.workspace.show(shown, view.workspace.choice)
    text = tooltip(view.table.viewport(), view.table.visualRect(index_of(view.table, "freda")).center())
    assert "&lt;img src=x&gt;&lt;b&gt;Ale&lt;/b&gt; &amp; Åre" in text


def test_the_national_series_is_told_in_words(view: OverviewView, dataset: Dataset) -> None:
    index = index_of(view.table, "freda")
    last = index.siblingAtColumn(view.table.model().columnCount() - 1)
    shares = [(year, dataset.observation("freda", "00", year)) for year in dataset.years_of(Source.SURVEY)]
    told = ", ".join(f"{it.value:.0f}{NBSP}% {year}" for year, it in shares if it is not None and year <= 2022)
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == f"Riket: {told}."


def test_the_model_keeps_qts_rules(view: OverviewView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view.model)
    qtmodeltester.check(view.table.model())


def test_a_county_has_shares_where_others_have_answers(view: OverviewView, dataset: Dataset) -> None:
    view.workspace.choose(unit="14")
    index = index_of(view.table, "freda")
    own = dataset.observation("freda", "14", 2022)
    assert own is not None
    assert own.value is not None
    assert not math.isnan(own.value)
    texts = [index.siblingAtColumn(at).data() for at in range(view.table.model().columnCount())]
    titles = heads(view.table.model())
    assert number_in(texts[titles.index("2022")]) == own.value


def test_the_row_of_a_unit_that_did_not_answer_says_so(view: OverviewView) -> None:
    view.workspace.choose(unit="1440", year=2022)
    own = index_of(view.table, "freda").siblingAtColumn(heads(view.table.model()).index("2022"))
    assert own.data(Qt.ItemDataRole.AccessibleTextRole) == "2022: svarade inte"
    assert tooltip(view.table.viewport(), view.table.visualRect(own).center()) == "2022: svarade inte"
    assert own.data() == "–"


def test_typing_a_letter_finds_a_row(view: OverviewView) -> None:
    view.table.setFocus()
    type_text(view.table, "f")
    assert view.workspace.choice.indicator == "freda"


def test_the_sources_change_what_is_in_focus_and_come_back_to_where_one_was(view: OverviewView) -> None:
    view.sources.setFocus()
    press(Qt.Key.Key_Right)
    assert view.heading.text() == "Alingsås 2022: omfattning och bakgrund enligt registren"
    assert view.workspace.choice.indicator == "andel_mottagare"
    view.workspace.choose(indicator="belopp_per_inv")
    press(Qt.Key.Key_Left)
    assert view.workspace.choice.indicator == "plan_tre_manader_alla"
    assert len(indicators(view.table.model())) == 16
    press(Qt.Key.Key_Right)
    assert view.workspace.choice.indicator == "belopp_per_inv"


def test_a_number_is_told_among_all_municipalities_in_words_with_its_polarity(view: OverviewView) -> None:
    view.workspace.choose(indicator="andel_mottagare")
    index = index_of(view.table, "andel_mottagare")
    at = heads(view.table.model()).index("Plats från lägst")
    assert index.siblingAtColumn(at).data() == "109 av 288"
    words = index.siblingAtColumn(at).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Plats 109 av 288, räknat från lägst värde, delad med sex andra. Lågt är bra. 288 av 290")
    assert words.endswith("är beräknade av ojdesk.")
    assert "Lågt är bra." in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Ingen värdering." in index_of(view.table, "belopp_per_inv").data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_district_has_figures_but_no_place_among_municipalities(view: OverviewView) -> None:
    view.workspace.choose(unit="148052", indicator="andel_mottagare")
    index = index_of(view.table, "andel_mottagare")
    titles = heads(view.table.model())
    assert index.siblingAtColumn(titles.index("2022")).data() == f"4,8{NBSP}%"
    assert "Plats från lägst" not in titles
