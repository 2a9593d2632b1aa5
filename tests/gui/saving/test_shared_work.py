"""Works that somebody else has open, has changed, or has damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from ojdesk.core.saved import VERSION
from ojdesk.gui.settings import Settings
from ojdesk.gui.window import Window
from tests.gui.saving.works import CANCEL, NEWEST, open_in, picked
from tests.gui.user import group, settle


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
