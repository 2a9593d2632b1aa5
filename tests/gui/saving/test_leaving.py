"""A changed work is asked about before it is left, and is there at the next start."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from ojdesk.core.peers import NO_PEERS
from ojdesk.core.resources import sample_files
from ojdesk.gui import settings
from ojdesk.gui.settings import Settings
from ojdesk.gui.window import Window
from tests.gui.saving.works import CANCEL, DISCARD, SAVE, open_in, picked
from tests.gui.user import group, said, settle


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
