"""Saved works as one uses them: saved, opened and changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ojdesk.core.dataset import Dataset
from ojdesk.core.peers import PeerSet
from ojdesk.core.report.outline import Part
from ojdesk.core.resources import sample_files
from ojdesk.core.save import save
from ojdesk.core.work import Refused
from ojdesk.gui import work_dialogs
from ojdesk.gui.settings import Settings
from ojdesk.gui.window import Window
from tests.gui.saving.works import NEWEST, open_in, picked
from tests.gui.user import Meet, drop, group, press, settle

CTRL = Qt.KeyboardModifier.ControlModifier


# Saving and opening -------------------------------------------------------------------------------------------------


def test_a_work_is_saved_from_the_keyboard_and_opens_without_the_excel_files(
    desk_window: Window,
    where: list[Path],
    path: Path,
    start_window: Callable[[Settings], Window],
    dataset: Dataset,
    told: list[str],
) -> None:
    assert desk_window.windowTitle() == "ojdesk"
    press(Qt.Key.Key_S, CTRL)
    settle(desk_window)
    assert (desk_window.windowTitle(), desk_window.isWindowModified()) == ("nämnden[*] – ojdesk", False)
    choice = desk_window.workspace.choice
    desk_window.close()
    another = start_window(Settings())
    drop(another, [path])
    settle(another)
    assert another.workspace.dataset is not None
    assert another.workspace.dataset.findings == dataset.findings
    assert another.workspace.choice == choice
    assert another.windowTitle() == "nämnden[*] – ojdesk"
    assert told == []


def test_what_is_picked_marks_the_work_as_changed_and_what_is_looked_at_does_not(saved: Window) -> None:
    saved.workspace.choose(indicator="freda", year=2021)
    saved.show_view(2)
    assert not saved.isWindowModified()
    saved.workspace.choose(peers=group("0180"))
    assert saved.isWindowModified()
    saved.workspace.undo()
    assert not saved.isWindowModified()


def test_what_is_written_in_the_report_goes_with_the_work(saved: Window, another: Window, path: Path) -> None:
    written = saved.workspace.outline.with_part(Part.SCOPE, goes_in=False).commented("freda", "Bra.", 2022)
    saved.workspace.arrange(written)
    assert saved.isWindowModified()
    saved.saving.save()
    settle(saved)
    assert not saved.isWindowModified()
    saved.close()
    open_in(another, path)
    assert another.workspace.outline == written
    # Next year's file moves the work on, and what was written comes along.
    open_in(another, sample_files()[-1])
    assert another.workspace.outline == written


def test_what_is_looked_at_is_saved_all_the_same(saved: Window, another: Window, path: Path) -> None:
    saved.workspace.choose(indicator="freda", year=2021)
    saved.saving.save()
    settle(saved)
    saved.close()
    open_in(another, path)
    assert (another.workspace.choice.indicator, another.workspace.choice.year) == ("freda", 2021)


def test_saving_again_goes_to_the_same_file_and_under_another_name_to_that(
    saved: Window, where: list[Path], path: Path, another: Window
) -> None:
    saved.workspace.choose(peers=group("0180"))
    saved.saving.save()
    settle(saved)
    assert not saved.isWindowModified()
    other = path.with_name("annat.ojdesk")
    where.append(other)
    saved.workspace.choose(peers=group("0180", "1281"))
    saved.actions_by_name["save_work_as"].trigger()
    settle(saved)
    assert saved.windowTitle() == "annat[*] – ojdesk"
    open_in(another, path)
    assert picked(another) == ("1489", group("0180")), "the first file is as it was, and free"
    assert another.saving.may_write


def test_thinking_better_of_saving_saves_nothing(desk_window: Window, where: list[Path]) -> None:
    where.clear()
    desk_window.saving.save()
    settle(desk_window)
    assert desk_window.windowTitle() == "ojdesk"


def test_what_cannot_be_saved_is_told_and_stays_changed(
    saved: Window, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Refused("nämnden.ojdesk gick inte att spara, för disken är full.")

    saved.workspace.choose(peers=group("0180"))
    monkeypatch.setattr("ojdesk.core.shelf.save", fail)
    saved.saving.save()
    settle(saved)
    assert told == ["Det gick inte\nnämnden.ojdesk gick inte att spara, för disken är full."]
    assert saved.isWindowModified()
    monkeypatch.setattr("ojdesk.core.shelf.save", save)
    saved.saving.save()
    settle(saved)
    assert not saved.isWindowModified()


def test_a_work_takes_the_place_of_what_is_open_and_workbooks_are_added_to_it(
    saved: Window, another: Window, path: Path, told: list[str]
) -> None:
    saved.close()
    open_in(another, sample_files()[0])
    another.workspace.choose(unit="1281")
    extra = path.with_name("enkät.xlsx")
    extra.write_bytes(sample_files()[0].read_bytes())
    open_in(another, extra, path)
    assert len(another.workspace.paths) == 12
    assert extra in another.workspace.paths
    assert picked(another)[0] == "1489"
    assert told == []


def test_two_works_at_once_are_one_too_many(window: Window, told: list[str], tmp_path: Path) -> None:
    open_in(window, tmp_path / "a.ojdesk", tmp_path / "b.ojdesk")
    assert "Bara ett sparat arbete" in told[0]


def test_the_years_that_were_given_and_the_files_preferred_go_with_the_work(
    saved: Window, another: Window, path: Path
) -> None:
    assert saved.workspace.dataset is not None
    first, second, *_ = (reading.digest for reading in saved.workspace.dataset.readings)
    saved.memory.change(years={first: 2018, "annan": 2011}, preferred=(second,))
    saved.saving.save()
    settle(saved)
    saved.close()
    another.memory.change(years={first: 2001, "tredje": 2012}, preferred=(first, "tredje"))
    open_in(another, path)
    assert another.memory.now.years == {first: 2018, "tredje": 2012}
    assert another.memory.now.preferred == ("tredje",), "nothing of the work's was preferred when it was read"


# The boxes themselves ---------------------------------------------------------------------------------------------


def test_the_name_proposed_is_the_units_in_the_folder_of_the_files(
    desk_window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proposed: list[Path] = []
    monkeypatch.setattr(work_dialogs, "ask_where", lambda _, path: proposed.append(path))
    desk_window.memory.change(folder=str(tmp_path))
    for unit in ("1489", "148052", ""):
        desk_window.workspace.choose(unit=unit)
        desk_window.saving.save_as()
    assert proposed == [
        tmp_path / name for name in ("Alingsås.ojdesk", "Centrum, Göteborg.ojdesk", "Öppna jämförelser.ojdesk")
    ]


def test_a_name_without_its_ending_gets_it(window: Window, meets: list[Meet], tmp_path: Path) -> None:
    def name_it(dialog: object) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile("utan ändelse")
        dialog.accept()

    meets.append(name_it)
    assert work_dialogs.ask_where(window, tmp_path / "a.ojdesk") == tmp_path / "utan ändelse.ojdesk"


# Comparison sets --------------------------------------------------------------------------------------------------


def test_a_colleague_gets_the_sets_that_were_used(
    desk_window: Window, where: list[Path], path: Path, start_window: Callable[[Settings], Window]
) -> None:
    ours, other = PeerSet("Våra", members=("1440", "1463")), PeerSet("Andra", members=("0180",))
    desk_window.workspace.choose(peers=ours)
    desk_window.workspace.choose(peers=other)
    desk_window.saving.save()
    settle(desk_window)
    desk_window.close()
    theirs = PeerSet("Våra", members=("2584",))
    colleague = start_window(Settings(own_sets=(theirs, other)))
    open_in(colleague, path)
    assert colleague.workspace.choice.peers == other
    assert colleague.peers.own == (theirs, other, PeerSet("Våra 2", members=("1440", "1463")))
    # What came with the work goes on with it, used or not.
    where.append(path.with_stem("vidare"))
    colleague.saving.save_as()
    settle(colleague)
    colleague.close()
    third = start_window(Settings())
    open_in(third, path.with_stem("vidare"))
    assert third.peers.own == (ours, other)


def test_choices_can_be_taken_back_after_a_file_was_added(window: Window) -> None:
    open_in(window, *(it for it in sample_files() if it != NEWEST))
    window.workspace.choose(unit="1489")
    window.workspace.choose(county=False)
    open_in(window, NEWEST)
    assert window.workspace.choice.year == 2024
    window.workspace.undo()  # the year that came with the file
    window.workspace.undo()
    assert (window.workspace.choice.unit, window.workspace.choice.county) == ("1489", True)
    window.workspace.redo()
    assert not window.workspace.choice.county
