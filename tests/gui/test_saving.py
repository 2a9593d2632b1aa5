"""Saved works as one uses them: saved, opened, changed, left, shared, damaged, and gone on with next year."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from ojdesk.core.dataset import Dataset
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.report.outline import Part
from ojdesk.core.resources import sample_files
from ojdesk.core.save import save
from ojdesk.core.saved import VERSION
from ojdesk.core.work import Refused
from ojdesk.gui import settings, work_dialogs
from ojdesk.gui.settings import Settings
from ojdesk.gui.window import Window
from tests.gui.user import Meet, drop, group, press, said, settle

CTRL = Qt.KeyboardModifier.ControlModifier
NEWEST = next(path for path in sample_files() if "2024" in path.name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nämnden.ojdesk"


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[Path]:
    """Where the user saves, one after the other; the first is `path`. Then she thinks better of it."""
    wanted = [path]
    monkeypatch.setattr(work_dialogs, "ask_where", lambda *_: wanted.pop(0) if wanted else None)
    return wanted


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[QMessageBox.StandardButton]:
    """What the user answers to the boxes that ask her; all have come when the test ends."""
    waiting: list[QMessageBox.StandardButton] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda _: waiting.pop(0))
    return waiting


@pytest.fixture
def saved(desk_window: Window, where: list[Path]) -> Window:
    """A window with the sample open and Alingsås picked, saved as a work."""
    desk_window.saving.save()
    settle(desk_window)
    return desk_window


@pytest.fixture
def another(start_window: Callable[[Settings], Window]) -> Window:
    """A second window, with settings of its own."""
    return start_window(Settings())


def open_in(window: Window, *paths: Path) -> None:
    window.files.open(paths)
    settle(window)


def picked(window: Window) -> tuple[str, PeerSet]:
    return window.workspace.choice.unit, window.workspace.choice.peers


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


# Leaving ------------------------------------------------------------------------------------------------------------

SAVE, DISCARD, CANCEL = (QMessageBox.StandardButton[it] for it in ("Save", "Discard", "Cancel"))


def test_nobody_who_never_saves_is_asked_to(desk_window: Window) -> None:
    desk_window.workspace.choose(peers=group("0180"), unit="1281")
    assert desk_window.close()


@pytest.mark.parametrize(
    ("answer", "closes", "kept"), [(SAVE, True, True), (DISCARD, True, False), (CANCEL, False, False)]
)
def test_a_changed_work_is_asked_about_when_the_window_closes(
    saved: Window,
    another: Window,
    path: Path,
    answers: list[QMessageBox.StandardButton],
    answer: QMessageBox.StandardButton,
    closes: bool,
    kept: bool,
) -> None:
    saved.workspace.choose(peers=group("0180"))
    answers.append(answer)
    saved.close()
    settle(saved)
    assert saved.isVisible() is not closes
    assert answers == []
    if not closes:
        saved.workspace.undo()
        return
    open_in(another, path)
    assert picked(another)[1] == (group("0180") if kept else NO_PEERS)
    assert another.saving.may_write, "a window that has closed holds no work"


def test_a_changed_work_is_asked_about_before_another_takes_its_place(
    saved: Window, where: list[Path], path: Path, answers: list[QMessageBox.StandardButton]
) -> None:
    where.append(path.with_name("annat.ojdesk"))
    saved.saving.save_as()
    settle(saved)
    saved.workspace.choose(peers=group("0180"))
    answers.append(CANCEL)
    open_in(saved, path)
    assert saved.windowTitle() == "annat[*] – ojdesk"
    answers.append(SAVE)
    open_in(saved, path)
    settle(saved)
    assert saved.windowTitle() == "nämnden[*] – ojdesk"
    assert picked(saved)[1] == NO_PEERS
    open_in(saved, path.with_name("annat.ojdesk"))
    assert picked(saved)[1] == group("0180")


def test_a_changed_work_is_asked_about_before_all_files_are_closed(
    saved: Window, answers: list[QMessageBox.StandardButton]
) -> None:
    saved.workspace.choose(peers=group("0180"))
    answers.append(CANCEL)
    saved.actions_by_name["close"].trigger()
    assert saved.workspace.dataset is not None
    answers.append(DISCARD)
    saved.actions_by_name["close"].trigger()
    assert saved.start.isVisible()
    assert saved.windowTitle() == "ojdesk"


def test_closing_while_the_work_is_being_saved_waits_for_it_without_a_question(
    saved: Window, another: Window, path: Path, answers: list[QMessageBox.StandardButton]
) -> None:
    saved.workspace.choose(peers=group("0180"))
    saved.saving.save()
    saved.close()
    assert saved.isVisible()
    settle(saved)
    assert not saved.isVisible()
    open_in(another, path)
    assert picked(another)[1] == group("0180")


# From one start to the next -------------------------------------------------------------------------------------------


def test_the_work_comes_back_at_the_next_start_and_stands_first_among_the_latest(
    saved: Window, start_window: Callable[[Settings], Window], tmp_path: Path, path: Path
) -> None:
    saved.close()
    left = settings.load(tmp_path / "installningar.json").now
    assert (left.work, left.recent, left.files) == (str(path), (str(path),), ())
    again = start_window(left)
    assert [button.text() for button in again.start.works.buttons] == ["nämnden"]
    assert str(tmp_path) in said(again.start.works)
    again.start.works.buttons[0].click()
    settle(again)
    assert picked(again)[0] == "1489"


def test_a_work_that_is_gone_is_told_of_once_and_still_offered(
    saved: Window, start_window: Callable[[Settings], Window], tmp_path: Path, path: Path, told: list[str]
) -> None:
    saved.close()
    path.unlink()
    for _ in range(2):
        again = start_window(settings.load(tmp_path / "installningar.json").now)
        if again.memory.now.work:
            open_in(again, Path(again.memory.now.work))
        again.close()
    assert told == ["Det gick inte\nnämnden.ojdesk finns inte längre där den låg. Leta upp filen och öppna den igen."]
    assert again.start.works.isVisibleTo(again)


def test_a_work_that_was_closed_is_offered_and_no_longer_opened_by_itself(saved: Window, path: Path) -> None:
    saved.close_files()
    assert saved.memory.now.work == ""
    assert saved.start.works.isVisible()
    saved.start.works.buttons[0].click()
    settle(saved)
    assert saved.windowTitle() == "nämnden[*] – ojdesk"


def test_what_was_open_without_being_a_work_is_not_forgotten_for_one(
    saved: Window, another: Window, path: Path
) -> None:
    saved.close()
    open_in(another, sample_files()[0])
    another.workspace.choose(unit="1281")
    open_in(another, path)
    another.close_files()
    another.start.last_button.click()
    settle(another)
    assert another.workspace.paths == (sample_files()[0],)
    assert picked(another)[0] == "1281"


# Shared, newer, damaged -----------------------------------------------------------------------------------------------


def test_the_second_window_on_a_work_is_read_only_and_saves_under_another_name(
    saved: Window, another: Window, path: Path, where: list[Path], told: list[str]
) -> None:
    open_in(another, path)
    assert told[0].startswith("nämnden öppnas skrivskyddat\nDet är redan öppet i ett annat fönster")
    assert another.windowTitle() == "nämnden[*] (skrivskyddat) – ojdesk"
    another.workspace.choose(peers=group("0180"))
    where.append(path)
    another.saving.save()
    settle(another)
    assert "nämnden.ojdesk är öppet i ett annat fönster" in told[1]
    where.append(path.with_name("mitt.ojdesk"))
    another.saving.save()
    settle(another)
    assert another.windowTitle() == "mitt[*] – ojdesk"
    saved.workspace.choose(peers=group("1281"))
    saved.saving.save()
    settle(saved)
    open_in(another, path.with_name("mitt.ojdesk"))
    assert picked(another)[1] == group("0180")


def test_what_somebody_else_saved_where_nothing_can_be_locked_is_not_written_over(
    saved: Window, another: Window, path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = path.read_bytes()
    saved.workspace.choose(peers=group("0180"))
    path.write_bytes(content + b" ")
    saved.saving.save()
    settle(saved)
    assert "har sparats av någon annan sedan du öppnade det" in told[0]
    assert path.read_bytes() == content + b" "
    assert saved.isWindowModified()
    saved.workspace.undo()


def test_a_work_from_a_newer_version_is_read_only(saved: Window, another: Window, path: Path, told: list[str]) -> None:
    saved.close()
    content = bytearray(path.read_bytes())
    content[60:64] = (VERSION + 1).to_bytes(4)
    path.write_bytes(content)
    open_in(another, path)
    assert "nyare version av ojdesk" in told[0]
    assert not another.saving.may_write
    assert picked(another)[0] == "1489"


def test_of_a_damaged_work_the_newest_copy_is_offered_and_the_file_left_alone(
    saved: Window,
    where: list[Path],
    path: Path,
    start_window: Callable[[Settings], Window],
    answers: list[QMessageBox.StandardButton],
) -> None:
    saved.workspace.choose(peers=group("0180"))
    saved.saving.save()
    settle(saved)
    saved.close()
    broken = path.read_bytes()[:3_000]
    path.write_bytes(broken)
    again = start_window(Settings())
    answers.append(CANCEL)
    open_in(again, path)
    assert again.workspace.dataset is None
    answers.append(QMessageBox.StandardButton.Open)
    open_in(again, path)
    assert picked(again) == ("1489", group("0180"))
    assert (again.windowTitle(), again.isWindowModified()) == ("nämnden (räddat)[*] – ojdesk", True)
    where.append(path.with_stem("nämnden (räddat)"))
    again.saving.save()
    settle(again)
    assert not again.isWindowModified()
    assert path.read_bytes() == broken


def test_a_damaged_work_without_a_copy_is_told_of(window: Window, path: Path, told: list[str]) -> None:
    path.write_bytes(b"\0" * 4_096)
    open_in(window, path)
    assert told == ["Det gick inte\nnämnden.ojdesk är tom eller skadad."]
    assert window.start.open_button.isEnabled()


def test_the_source_cell_is_told_to_be_gone_with_its_file(
    window: Window, where: list[Path], another: Window, path: Path, tmp_path: Path, told: list[str]
) -> None:
    moved = tmp_path / "oppna-jamforelser-2024-ekonomiskt-bistand-enkatdata.xlsx"
    moved.write_bytes(NEWEST.read_bytes())
    open_in(window, moved)
    window.workspace.choose(unit="1489", indicator="freda")
    window.saving.save()
    settle(window)
    window.close()
    moved.unlink()
    open_in(another, path)
    another.show_source()
    settle(another)
    assert told == [f"Det gick inte\n{moved.name} finns inte längre där den låg. Leta upp filen och öppna den igen."]


# Next year ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def until_2023(window: Window, where: list[Path]) -> Window:
    """A work with the files until 2023, which looks at that year."""
    open_in(window, *(it for it in sample_files() if it != NEWEST))
    window.workspace.choose(unit="1489", indicator="freda", peers=group("0180"))
    window.saving.save()
    settle(window)
    return window


def test_next_years_file_moves_the_work_on_and_tells_what_is_new(
    until_2023: Window, meets: list[Meet], told: list[str]
) -> None:
    window, seen = until_2023, list[str]()
    assert window.workspace.choice.year == 2023
    assert not window.news.isVisible()
    drop(window, [NEWEST])
    settle(window)
    assert window.workspace.choice.year == 2024
    assert picked(window) == ("1489", group("0180"))
    assert window.isWindowModified()
    assert window.news.isVisible()
    assert window.news.said.text().startswith("Enkäten 2024 är tillagd. Jämfört med 2023: en ändrad indikator")
    meets.append(lambda dialog: seen.append(said(dialog)))
    window.news.more.click()
    assert "Nytt i enkäten 2024" in seen[0]
    assert "Rutin vid våld mot vuxen: Från 2024 ska rutinen" in seen[0]
    meets.append(lambda dialog: seen.append(dialog.windowTitle()))
    window.news.account.click()
    assert seen[1] == "Så läste vi filerna"
    window.news.dismiss.click()
    assert not window.news.isVisible()
    assert told == []


def test_who_looks_at_an_earlier_year_goes_on_doing_so(until_2023: Window) -> None:
    until_2023.workspace.choose(year=2020)
    open_in(until_2023, NEWEST)
    assert until_2023.workspace.choice.year == 2020
    assert until_2023.news.isVisible()


def test_another_work_has_no_news_of_this_one(until_2023: Window, path: Path, where: list[Path]) -> None:
    where.append(path.with_name("annat.ojdesk"))
    open_in(until_2023, NEWEST)
    until_2023.saving.save_as()
    settle(until_2023)
    open_in(until_2023, path)
    assert until_2023.workspace.dataset is not None
    assert until_2023.workspace.dataset.years[-1] == 2023
    assert not until_2023.news.isVisible()


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
