"""Comparing with others: sets that come with the program, pasted lists, sets kept, changed, shared and taken away."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QPushButton

from ojdesk.core.peers import Origin, PeerSet, read_set, similar_municipalities
from ojdesk.core.units import unit_table
from ojdesk.gui.peer_dialog import PeerDialog
from ojdesk.gui.settings import Settings, load
from ojdesk.gui.views.overview import OverviewView
from ojdesk.gui.window import Window
from tests.gui.user import Meet, cells, column, heads, press, said, settle, type_text

SIMILAR = similar_municipalities(unit_table().by_code["1489"])
LIST = "Kommun\t2022\nBorås\t4\nUpsala\t3\nMark\t2\nRiket\t3\n"


@pytest.fixture
def overview(desk_window: Window) -> OverviewView:
    assert desk_window.desk is not None
    return desk_window.desk.overview


def entries(window: Window) -> dict[str, QAction]:
    """What the list under Jämför med offers when it is opened."""
    assert window.desk is not None
    box = window.desk.picker.peers
    box.showPopup()
    found = {action.text(): action for action in box.menu.actions() if action.text()}
    box.menu.hide()
    return found


def pick(window: Window, text: str) -> None:
    entries(window)[text].trigger()
    QApplication.processEvents()


def chosen(window: Window) -> PeerSet:
    return window.workspace.choice.peers


def ok(dialog: QDialog) -> None:
    assert isinstance(dialog, PeerDialog)
    assert dialog.use_button.isEnabled()
    dialog.use_button.click()


def questions(dialog: PeerDialog) -> list[QPushButton]:
    QApplication.processEvents()
    return [it for it in dialog.findChildren(QPushButton) if it.isVisible() and it.text().startswith("Menas ")]


@pytest.fixture
def picks_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """What the user answers when a place for a file is asked for."""

    def answer(path: Path | None) -> None:
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path or ""), ""))

    return answer


# Those that come with the program ---------------------------------------------------------------------------------


def test_similar_municipalities_are_one_choice_away(desk_window: Window, overview: OverviewView) -> None:
    pick(desk_window, "Liknande kommuner Alingsås (Kolada 2023)")
    assert chosen(desk_window) == SIMILAR
    assert "Gruppen, beräknat" in heads(overview.table.model())
    assert "Länet mot riket" not in heads(overview.table.model())
    assert "Gruppen är Liknande kommuner Alingsås (Kolada 2023)." in said(overview)
    assert "Kolada 2023 · 7 att jämföra med" in said(desk_window)
    assert desk_window.desk is not None
    assert desk_window.desk.picker.peers.currentText() == "Liknande kommuner Alingsås"
    desk_window.workspace.undo()
    assert not chosen(desk_window)
    assert "Länet mot riket" in heads(overview.table.model())
    assert desk_window.desk.picker.peers.currentText() == "Ingen grupp"
    desk_window.workspace.redo()
    assert chosen(desk_window) == SIMILAR


def test_the_overview_says_n_of_n_of_the_group(desk_window: Window, overview: OverviewView) -> None:
    pick(desk_window, "Liknande kommuner Alingsås (Kolada 2023)")
    model = overview.table.model()
    at = heads(model).index("Gruppen, beräknat")
    shown = {row[0]: row[at] for row in cells(model) if row[at]}
    assert shown["Nybesök inom 14 dagar"] == "4 av 6 (67\u00a0%)"
    assert shown["Handläggare med socionomexamen"].startswith("median ")
    tips = column(model, at, Qt.ItemDataRole.ToolTipRole)
    assert any(tip and "4 av 6 svarande uppfyller" in tip and "beräknat av ojdesk" in tip for tip in tips)


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("1489", ["Liknande kommuner Alingsås (Kolada 2023)", "Pendlingskommun nära storstad (SKR 2023)"]),
        ("018006", ["Stockholms stadsdelar (2022)"]),
        ("148052", ["Göteborgs socialförvaltningar (2022)"]),
        ("14", []),
    ],
)
def test_the_list_has_what_fits_the_unit(desk_window: Window, unit: str, wanted: list[str]) -> None:
    desk_window.workspace.choose(unit=unit)
    assert list(entries(desk_window)) == [
        "Ingen grupp",
        *wanted,
        "Klistra in lista …",
        "Redigera grupp …",
        "Spara grupp som fil …",
        "Öppna grupp från fil …",
    ]


def test_the_chosen_set_stays_when_the_unit_and_the_year_become_others(desk_window: Window) -> None:
    desk_window.workspace.choose(unit="018006")
    pick(desk_window, "Stockholms stadsdelar (2022)")
    parts = chosen(desk_window)
    desk_window.workspace.choose(year=2024)
    desk_window.workspace.choose(unit="1489")
    assert chosen(desk_window) == parts
    assert entries(desk_window)["Stockholms stadsdelar (2022)"].isChecked()


def test_it_goes_by_the_keyboard_alone(desk_window: Window) -> None:
    assert desk_window.desk is not None
    box = desk_window.desk.picker.peers
    assert box.accessibleName() == "Jämförelsegrupp: Ingen grupp"
    box.setFocus()
    press(Qt.Key.Key_Space)
    assert box.menu.isVisible()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert chosen(desk_window) == SIMILAR
    assert box.accessibleName() == "Jämförelsegrupp: Liknande kommuner Alingsås"


def test_the_menu_bar_has_the_same(desk_window: Window) -> None:
    actions = desk_window.actions_by_name
    assert not actions["parts"].isEnabled()
    assert not actions["edit_peers"].isEnabled()
    actions["kind"].trigger()
    assert chosen(desk_window).label == "Pendlingskommun nära storstad (SKR 2023)"
    actions["similar"].trigger()
    assert chosen(desk_window) == SIMILAR
    actions["no_peers"].trigger()
    assert not chosen(desk_window)
    desk_window.workspace.choose(unit="148052")
    actions["parts"].trigger()
    assert chosen(desk_window).label == "Göteborgs socialförvaltningar (2022)"
    desk_window.workspace.choose(unit="14")
    assert not any(actions[name].isEnabled() for name in ("similar", "kind", "parts"))


# In the views ------------------------------------------------------------------------------------------------------


def test_the_trend_draws_the_group_and_says_that_it_is_computed(desk_window: Window) -> None:
    assert desk_window.desk is not None
    view = desk_window.desk.trend
    desk_window.show_view(1)
    desk_window.workspace.choose(peers=SIMILAR)
    ours = [spot for spot in view.chart.spots if spot.text.startswith("Liknande kommuner")]
    assert [int(spot.x) for spot in ours] == [2020, 2021, 2022, 2023, 2024]
    assert all("beräknat av ojdesk" in spot.text and spot.figure is None for spot in ours)
    assert "Färre än fem svar." in ours[-1].text
    assert "I gruppen Liknande kommuner Alingsås (Kolada 2023) var andelen" in said(view)
    first, second = cells(view.model, 2)
    assert (first[0], second[0]) == ("Alingsås", "Gruppen, beräknat")
    assert second[3] == "0 av 6 (0\u00a0%)"


def test_the_tick_says_which_lines_are_grey(desk_window: Window) -> None:
    desk_window.workspace.choose(peers=SIMILAR, indicator="andel_mottagare")
    assert desk_window.desk is not None
    names = {box.text() for box in desk_window.desk.picker.findChildren(QCheckBox)}
    assert "Var och en i gruppen" in names
    desk_window.workspace.choose(indicator="plan_tre_manader_alla")
    assert "Övriga län" in {box.text() for box in desk_window.desk.picker.findChildren(QCheckBox)}


def test_the_spread_has_the_group_in_the_chart_the_tiles_and_the_table(desk_window: Window) -> None:
    assert desk_window.desk is not None
    view = desk_window.desk.spread
    desk_window.show_view(2)
    desk_window.workspace.choose(peers=SIMILAR, indicator="nybesok_14_dagar")
    assert any("4 av 6 svarande uppfyller" in spot.text for spot in view.chart.spots)
    assert "Boxholm" in view.peer_tiles.accessibleDescription()
    assert cells(view.model, 1) == [["Gruppen, beräknat", "67\u00a0%", "4", "6", "7", "57\u00a0%", "71\u00a0%"]]
    desk_window.workspace.choose(indicator="andel_mottagare")
    assert cells(view.model, 1)[0][1] == "–"
    assert cells(view.model, 1)[0][3].endswith("%")
    assert not view.peer_tiles.isVisible()


def test_lessons_are_asked_of_the_group_and_of_the_county(desk_window: Window) -> None:
    assert desk_window.desk is not None
    view = desk_window.desk.lessons
    desk_window.show_view(3)
    assert heads(view.gaps.model())[2] == "I länet"
    desk_window.workspace.choose(peers=SIMILAR)
    assert heads(view.gaps.model())[2] == "I gruppen"
    assert "i gruppen Liknande kommuner Alingsås (Kolada 2023)" in said(view)
    view.whom.setFocus()
    press(Qt.Key.Key_Down)
    assert heads(view.gaps.model())[2] == "I länet"
    desk_window.peers.clear()
    assert not view.whom.isVisible()
    assert "Västra Götalands län" in said(view)


# Own ones ----------------------------------------------------------------------------------------------------------


def test_a_pasted_list_becomes_a_set_that_is_there_at_the_next_start(
    desk_window: Window, meets: list[Meet], tmp_path: Path
) -> None:
    def paste(dialog: QDialog) -> None:
        assert isinstance(dialog, PeerDialog)
        dialog.text.setPlainText(LIST)
        assert "2 kommuner hittade." in said(dialog)
        assert "Hoppades över: Kommun och Riket." in said(dialog)
        (question,) = questions(dialog)
        assert question.text() == "Menas Uppsala med ”Upsala”? Lägg till"
        question.click()
        dialog.name.setText("Våra grannar")
        ok(dialog)

    QApplication.clipboard().clear()
    meets.append(paste)
    pick(desk_window, "Klistra in lista …")
    assert chosen(desk_window) == PeerSet("Våra grannar", members=("1490", "1463", "0380"))
    assert entries(desk_window)["Våra grannar"].isChecked()
    assert load(tmp_path / "installningar.json").now.own_sets == (chosen(desk_window),)


def test_what_was_copied_is_in_the_box_already(desk_window: Window, meets: list[Meet]) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PeerDialog)
        assert list(dialog.members) == ["1440", "1490"]
        dialog.reject()

    QApplication.clipboard().setText("1440\n1490")
    meets.append(look)
    desk_window.actions_by_name["paste_peers"].trigger()
    assert not chosen(desk_window)
    assert list(desk_window.peers.own) == []


def test_what_goes_out_of_the_text_goes_out_of_the_set_but_no_tick_of_ones_own(
    desk_window: Window, meets: list[Meet]
) -> None:
    def change(dialog: QDialog) -> None:
        assert isinstance(dialog, PeerDialog)
        dialog.only_ticked.setChecked(False)
        type_text(dialog.filter, "tibr")
        visible = [it for at in range(dialog.list.count()) if not (it := dialog.list.item(at)).isHidden()]
        assert [it.text() for it in visible] == ["Tibro"]
        dialog.list.setCurrentItem(visible[0])
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        dialog.text.setPlainText("Ale\nTibro\nMark")
        assert list(dialog.members) == ["1440", "1463", "1472"]
        dialog.text.setPlainText("Ale")
        assert list(dialog.members) == ["1440", "1472"]
        dialog.text.clear()
        assert list(dialog.members) == ["1472"]
        dialog.reject()

    QApplication.clipboard().clear()
    meets.append(change)
    desk_window.peers.paste()


def test_a_set_has_a_name_of_its_own_and_a_member(desk_window: Window, meets: list[Meet]) -> None:
    def fail(dialog: QDialog) -> None:
        assert isinstance(dialog, PeerDialog)
        assert not dialog.use_button.isEnabled()
        dialog.text.setPlainText("Ale")
        assert dialog.use_button.isEnabled()
        for name, hint in (("sjuhärad", "En annan grupp heter så."), ("  ", "Ge gruppen ett namn.")):
            dialog.name.setText(name)
            assert not dialog.use_button.isEnabled()
            assert hint in said(dialog)
        dialog.reject()

    QApplication.clipboard().clear()
    desk_window.memory.change(own_sets=(PeerSet("Sjuhärad", members=("1490",)),))
    meets.append(fail)
    desk_window.peers.paste()


def test_an_own_set_is_changed_and_taken_away(desk_window: Window, meets: list[Meet]) -> None:
    own = PeerSet("Sjuhärad", members=("1490", "1463"))
    desk_window.memory.change(own_sets=(own,))
    pick(desk_window, "Sjuhärad")
    assert chosen(desk_window) == own

    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, PeerDialog)
        dialog.text.setPlainText("Svenljunga")
        ok(dialog)

    def remove(dialog: QDialog) -> None:
        assert isinstance(dialog, PeerDialog)
        dialog.remove_button.click()

    meets += [add, remove]
    pick(desk_window, "Redigera grupp …")
    assert set(chosen(desk_window).members) == {"1490", "1463", "1465"}
    assert desk_window.peers.own == (chosen(desk_window),)
    pick(desk_window, "Redigera grupp …")
    assert list(desk_window.peers.own) == []
    assert not chosen(desk_window)
    desk_window.workspace.undo()
    assert chosen(desk_window).name == "Sjuhärad", "what was taken away by mistake can be taken back"


def test_a_changed_set_of_koladas_is_not_called_koladas_any_more(desk_window: Window, meets: list[Meet]) -> None:
    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, PeerDialog)
        assert not dialog.remove_button.isVisible()
        dialog.text.setPlainText("Ale")
        ok(dialog)

    meets.append(add)
    desk_window.workspace.choose(peers=SIMILAR)
    desk_window.peers.edit()
    assert chosen(desk_window).label == "Liknande kommuner Alingsås, ändrad"
    assert len(chosen(desk_window).members) == 8
    assert "Kolada 2023" not in said(desk_window)
    assert "Liknande kommuner Alingsås (Kolada 2023)" in entries(desk_window)


# Shared ------------------------------------------------------------------------------------------------------------


def test_a_set_goes_out_as_a_file_and_comes_in_elsewhere(
    desk_window: Window, picks_file: Callable[[Path | None], None], tmp_path: Path, told: list[str]
) -> None:
    own = PeerSet("Sjuhärad", members=("1490", "1463"))
    desk_window.memory.change(own_sets=(own,))
    desk_window.peers.choose(own)
    picks_file(tmp_path / "sjuharad")
    pick(desk_window, "Spara grupp som fil …")
    path = tmp_path / "sjuharad.json"
    assert read_set(path) == own
    desk_window.memory.change(own_sets=())
    desk_window.peers.clear()
    picks_file(path)
    for _ in range(2):
        pick(desk_window, "Öppna grupp från fil …")
        assert chosen(desk_window) == own
        assert list(desk_window.peers.own) == [own]
    assert told == []


def test_another_set_of_the_same_name_takes_nothing_away(
    desk_window: Window, picks_file: Callable[[Path | None], None], tmp_path: Path
) -> None:
    mine = PeerSet("Sjuhärad", members=("1490",))
    desk_window.memory.change(own_sets=(mine,))
    path = tmp_path / "sjuharad.json"
    desk_window.peers.choose(PeerSet("Sjuhärad", members=("1463",)))
    picks_file(path)
    desk_window.peers.save()
    desk_window.peers.open()
    assert desk_window.peers.own == (mine, PeerSet("Sjuhärad 2", members=("1463",)))


def test_a_file_that_is_no_set_changes_nothing(
    desk_window: Window, picks_file: Callable[[Path | None], None], tmp_path: Path, told: list[str]
) -> None:
    picks_file(tmp_path / "semesterlista.json")
    (tmp_path / "semesterlista.json").write_bytes(b"%PDF-1.7")
    desk_window.peers.open()
    assert len(told) == 1
    assert "är ingen jämförelsegrupp" in told[0]
    picks_file(None)
    desk_window.peers.open()
    desk_window.peers.choose(PeerSet("Sjuhärad", members=("1463",)))
    desk_window.peers.save()
    assert len(told) == 1
    assert list(desk_window.peers.own) == []


# From one start to the next ----------------------------------------------------------------------------------------


def test_the_chosen_set_is_there_again(
    desk_window: Window, start_window: Callable[[Settings], Window], tmp_path: Path
) -> None:
    older = PeerSet("Liknande kommuner Alingsås", Origin.KOLADA, 2022, ("1490", "1463"))
    desk_window.workspace.choose(peers=older)
    desk_window.close()
    again = start_window(load(tmp_path / "installningar.json").now)
    again.files.open_last()
    settle(again)
    assert chosen(again) == older
    assert entries(again)["Liknande kommuner Alingsås (Kolada 2022)"].isChecked()
    assert "Liknande kommuner Alingsås (Kolada 2023)" in entries(again)


def test_of_remembered_sets_only_whole_ones_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "installningar.json"
    good = PeerSet("Sjuhärad", members=("1490",))
    sets = [good.to_json(), {"name": 3}, None, {**good.to_json(), "members": ["1463"]}]
    path.write_text(json.dumps({"version": 1, "own_sets": sets}), "utf-8")
    assert load(path).now.own_sets == (good,)
    path.write_text(json.dumps({"version": 1, "own_sets": "hej"}), "utf-8")
    assert load(path).now.own_sets == ()
