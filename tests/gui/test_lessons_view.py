"""Att lära av, as the officer sees it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from ojdesk.core.model import FigureKey
from ojdesk.gui.tables import FIGURE_ROLE
from ojdesk.gui.views.lessons import LessonsView
from ojdesk.gui.window import Window
from tests.gui.user import click, said, settle


@pytest.fixture
def view(desk_window: Window) -> LessonsView:
    assert desk_window.desk is not None
    desk_window.show_view(3)
    settle(desk_window)
    return desk_window.desk.lessons


def test_it_says_what_others_have_and_who_they_are(view: LessonsView) -> None:
    assert "uppfylls inte helt av Alingsås" in view.sentence.text()
    model = view.gaps.model()
    texts = [model.index(0, column).data() for column in range(model.columnCount())]
    assert texts[:4] == ["Överenskommelse, Försäkringskassan", "nej", "27 av 51", "57\u00a0%"]
    assert texts[4].startswith("Dals-Ed, Falköping")
    everyone = model.index(0, 4).data(Qt.ItemDataRole.ToolTipRole)
    assert everyone.count(",") == 26


def test_changes_at_home_come_first(view: LessonsView) -> None:
    model = view.shifts.model()
    assert [model.index(row, 1).data() for row in range(3)] == ["delvis → ja", "ja → delvis", "nej, som förut"]


def test_rows_are_as_high_as_their_names_also_when_sorted_and_made_narrower(
    view: LessonsView, desk_window: Window
) -> None:
    def heights() -> list[int]:
        return [view.shifts.rowHeight(row) for row in range(view.shifts.model().rowCount())]

    def needed() -> list[int]:
        header, rows = view.shifts.verticalHeader(), range(view.shifts.model().rowCount())
        return [max(view.shifts.sizeHintForRow(row), header.sectionSizeHint(row)) for row in rows]

    assert heights() == needed()
    assert len(set(heights())) > 1
    before = heights()
    view.shifts.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    settle(desk_window)
    assert heights() == needed() != before
    desk_window.resize(1024, 700)
    settle(desk_window)
    assert heights() == needed()


def test_a_visit_changes_no_choice(desk_window: Window) -> None:
    before = desk_window.workspace.choice
    desk_window.show_view(3)
    settle(desk_window)
    assert desk_window.desk is not None
    desk_window.desk.lessons.entry().setFocus()
    desk_window.show_view(0)
    assert desk_window.workspace.choice == before


def test_a_row_brings_its_indicator_into_focus(view: LessonsView, desk_window: Window) -> None:
    view.shifts.selectRow(0)
    view.shifts.selectRow(1)
    assert desk_window.workspace.choice.indicator == "plan_uppfoljd_alla"
    assert view.shifts.currentIndex().row() == 1
    click(view.gaps.viewport(), view.gaps.visualRect(view.gaps.model().index(0, 0)).center())
    assert desk_window.workspace.choice.indicator == "overenskommelse_fk"


def test_the_published_figures_lead_to_their_cells(view: LessonsView) -> None:
    model = view.gaps.model()
    keys = [model.index(0, column).data(FIGURE_ROLE) for column in range(model.columnCount())]
    assert keys == [
        None,
        FigureKey("overenskommelse_fk", "1489", 2022),
        None,
        FigureKey("overenskommelse_fk", "00", 2022),
        None,
    ]


@pytest.mark.parametrize("unit", ["14", "00"])
def test_a_county_is_told_that_it_does_not_answer(view: LessonsView, desk_window: Window, unit: str) -> None:
    desk_window.workspace.choose(unit=unit)
    assert "Välj en kommun" in said(view)
    assert not view.gaps.isVisible()
    assert view.copied() is None


def test_it_is_copied_with_its_sentence(view: LessonsView) -> None:
    copied = view.copied()
    assert copied is not None
    assert "Försäkringskassan" in copied.text()
    assert view.sentence.text() in copied.text()


def test_the_models_keep_qts_rules(view: LessonsView, qtmodeltester: ModelTester) -> None:
    for table in (view.gaps, view.shifts):
        qtmodeltester.check(table.model())


def test_what_is_worse_than_the_nation_and_worsening_is_listed(view: LessonsView) -> None:
    view.workspace.choose(unit="1480")
    model = view.slides.model()
    rows = [[model.index(row, at).data() for at in range(4)] for row in range(model.rowCount())]
    assert rows[0] == ["Unga vuxna med bistånd", "7,6\u00a0% 2021 → 8,1\u00a0% 2022", "5,9\u00a0%", "lågt är bra"]
    assert view.slides.isVisible()
    assert "Sämre än riket, och sämre än året före" in said(view)
