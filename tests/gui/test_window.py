"""Opening, adding, closing and coming back: the window as a whole."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.peers import PeerSet
from ojdesk.core.resources import sample_files
from ojdesk.core.work import Progress
from ojdesk.gui import dialogs, settings
from ojdesk.gui.jobs import Job
from ojdesk.gui.reading import Opened
from ojdesk.gui.settings import Memory, Settings
from ojdesk.gui.window import Window
from tests.gui.user import drag, drop, said, settle

SURVEY_2020, SURVEY_2021 = (
    next(path for path in sample_files() if f"{year}-ekonomiskt-bistand-enkatdata" in path.name)
    for year in (2020, 2021)
)


@pytest.fixture
def no_workbook(tmp_path: Path) -> Path:
    path = tmp_path / "semesterlista.xlsx"
    path.write_bytes(b"%PDF-1.7")
    return path


def files_open(window: Window) -> list[str]:
    dataset = window.workspace.dataset
    return [reading.file for reading in dataset.readings] if dataset else []


def test_an_empty_window_offers_files_and_the_sample_and_nothing_that_needs_them(window: Window) -> None:
    enabled = {name for name, action in window.actions_by_name.items() if action.isEnabled()}
    assert enabled == {"open", "sample", "quit", "find", "system", "light", "dark", "contrast"} | {
        "manual",
        "hints",
        "log",
        "about",
    }
    assert window.start.isVisible()
    assert window.start.open_button.isEnabled()
    assert window.start.sample_button.isEnabled()
    assert not window.start.last_button.isVisible()
    assert "Dra hit Socialstyrelsens Excelfiler" in said(window)


def test_the_sample_opens_in_the_background_and_asks_which_unit_is_ones_own(
    window: Window, told: list[str], dataset: Dataset
) -> None:
    seen: list[tuple[int, int, str]] = []
    shown: list[bool] = []

    def watch(job: Job[object]) -> None:
        job.progressed.connect(lambda done, total, text: seen.append((done, total, text)))
        job.progressed.connect(lambda: shown.append(window.status.bar.isVisible() and window.status.stop.isVisible()))

    window.jobs.started.connect(watch)
    window.start.sample_button.click()
    assert window.jobs.busy
    assert not window.start.sample_button.isEnabled()
    settle(window)
    assert files_open(window) == [reading.file for reading in dataset.readings]
    assert (0, 12, f"Läser {sample_files()[0].name}") in seen
    assert (12, 12, "Sammanställer") in seen
    assert all(shown)
    assert not window.status.bar.isVisible()
    assert window.desk is not None
    assert window.desk.choose.isVisible()
    assert window.actions_by_name["close"].isEnabled()
    assert not window.actions_by_name["save"].isEnabled()
    assert told == []


def test_stoppa_ends_reading_without_a_word(
    window: Window, qtbot: QtBot, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(paths: Sequence[Path], opened: Dataset | None, progress: Progress, *decided: object) -> Opened:
        progress(0, 2, "Läser a.xlsx")
        go_on.wait()
        progress(1, 2, "Läser b.xlsx")
        raise AssertionError("was not stopped")

    monkeypatch.setattr("ojdesk.gui.files.read", slow)
    window.files.open_sample()
    qtbot.waitUntil(window.status.stop.isVisible)
    assert "Läser a.xlsx" in said(window.status)
    qtbot.mouseClick(window.status.stop, Qt.MouseButton.LeftButton)
    go_on.set()
    settle(window)
    assert window.workspace.dataset is None
    assert window.start.isVisible()
    assert window.start.open_button.isEnabled()
    assert not window.status.stop.isVisible()
    assert told == []


def test_files_dropped_on_the_window_open(window: Window, told: list[str]) -> None:
    drop(window, [SURVEY_2021, SURVEY_2020])
    settle(window)
    assert files_open(window) == [SURVEY_2020.name, SURVEY_2021.name]
    assert told == []


def test_what_hovers_over_the_window_is_taken_if_it_is_a_file(window: Window) -> None:
    assert drag(window, [f"file://{SURVEY_2020}"]).property("taken") is True
    assert drag(window, ["https://www.example.org/a.xlsx"]).property("taken") is False


def test_a_bad_file_among_good_ones_is_told_of_once_and_the_others_open(
    window: Window, told: list[str], no_workbook: Path
) -> None:
    drop(window, [SURVEY_2020, no_workbook, SURVEY_2021])
    settle(window)
    assert files_open(window) == [SURVEY_2020.name, SURVEY_2021.name]
    assert len(told) == 1
    heading, sentence = told[0].split("\n", 1)
    assert heading == "En fil gick inte att öppna"
    assert sentence.startswith("semesterlista.xlsx")
    assert "PDF" in sentence


def test_several_bad_files_are_told_of_in_one_box(window: Window, told: list[str], no_workbook: Path) -> None:
    window.files.open([no_workbook, no_workbook.with_name("borta.xlsx")])
    settle(window)
    assert window.start.isVisible()
    assert window.start.open_button.isEnabled()
    assert [text.split("\n")[0] for text in told] == ["2 filer gick inte att öppna"]
    assert "borta.xlsx finns inte längre där den låg" in told[0]


def test_a_file_is_added_to_those_that_are_open_and_the_choice_is_kept(window: Window) -> None:
    window.files.open([SURVEY_2020])
    settle(window)
    window.workspace.choose(unit="1489", indicator="freda")
    window.files.open([SURVEY_2021])
    settle(window)
    assert files_open(window) == [SURVEY_2020.name, SURVEY_2021.name]
    assert window.workspace.paths == (SURVEY_2020, SURVEY_2021)
    assert (window.workspace.choice.unit, window.workspace.choice.indicator) == ("1489", "freda")
    assert "2 filer · enkät 2020–2021" in said(window.status)


def test_a_file_opened_twice_is_one_file(window: Window, tmp_path: Path) -> None:
    again = tmp_path / "samma fil med annat namn.xlsx"
    again.write_bytes(SURVEY_2020.read_bytes())
    window.files.open([SURVEY_2020, SURVEY_2020])
    settle(window)
    window.files.open([SURVEY_2020])
    settle(window)
    assert window.workspace.paths == (SURVEY_2020,)
    window.files.open([again])
    settle(window)
    assert len(files_open(window)) == 1
    assert "1 fil " in said(window.status)


def test_files_dropped_while_others_are_read_are_all_open_in_the_end(window: Window, told: list[str]) -> None:
    drop(window, [SURVEY_2020])
    drop(window, [SURVEY_2021])
    settle(window)
    assert files_open(window) == [SURVEY_2020.name, SURVEY_2021.name]
    assert window.workspace.paths == (SURVEY_2020, SURVEY_2021)
    assert told == []


def test_a_bad_file_takes_nothing_back_from_what_is_open(
    desk_window: Window, told: list[str], no_workbook: Path
) -> None:
    desk_window.workspace.choose(indicator="freda")
    files = files_open(desk_window)
    desk_window.files.open([no_workbook])
    settle(desk_window)
    assert files_open(desk_window) == files
    assert desk_window.workspace.can_undo
    assert len(told) == 1


def test_closing_all_files_goes_back_to_the_start_and_offers_them_again(
    desk_window: Window, told: list[str], no_workbook: Path
) -> None:
    desk_window.workspace.choose(
        unit="1480", indicators=("fia", "freda"), peers=PeerSet("Huvudstaden", members=("0180",)), county=False
    )
    choice = desk_window.workspace.choice
    desk_window.actions_by_name["close"].trigger()
    assert desk_window.start.isVisible()
    assert not desk_window.actions_by_name["files"].isEnabled()
    assert "12 filer" not in said(desk_window)
    desk_window.start.last_button.click()
    settle(desk_window)
    assert len(files_open(desk_window)) == 12
    assert desk_window.workspace.choice == choice
    assert told == []


def test_thinking_better_of_choosing_files_changes_nothing(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_files", lambda *_: [])
    window.actions_by_name["open"].trigger()
    assert not window.jobs.busy
    assert window.start.isVisible()


def test_files_are_looked_for_where_they_were_found_last(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(parent: Window, folder: str) -> list[Path]:
        asked.append(folder)
        return [SURVEY_2020]

    monkeypatch.setattr(dialogs, "ask_files", answer)
    for _ in range(2):
        window.actions_by_name["open"].trigger()
        settle(window)
    assert asked == ["", str(SURVEY_2020.parent)]


# From one start to the next ----------------------------------------------------------------------------------------


@pytest.fixture
def next_start(start_window: Callable[[Settings], Window], tmp_path: Path) -> Callable[[], Window]:
    """The window as it comes back, from the settings that the last one left."""
    return lambda: start_window(settings.load(tmp_path / "installningar.json").now)


def test_what_was_open_comes_back_as_it_was_left(
    desk_window: Window, next_start: Callable[[], Window], told: list[str]
) -> None:
    desk_window.workspace.choose(unit="1480", indicator="fia", indicators=("fia", "freda"), year=2021, nation=False)
    desk_window.show_view(2)
    desk_window.set_appearance("dark")
    desk_window.resize(760, 600)
    choice = desk_window.workspace.choice
    desk_window.close()
    again = next_start()
    assert again.memory.now.appearance == "dark"
    assert again.size() == desk_window.size()
    again.start.last_button.click()
    settle(again)
    assert len(files_open(again)) == 12
    assert again.workspace.choice == choice
    assert again.desk is not None
    assert again.desk.spread.isVisible()
    assert told == []


def test_closing_without_opening_anything_forgets_nothing(
    desk_window: Window, next_start: Callable[[], Window], tmp_path: Path
) -> None:
    desk_window.show_view(2)
    desk_window.close()
    first = settings.load(tmp_path / "installningar.json").now
    next_start().close()
    second = settings.load(tmp_path / "installningar.json").now
    assert replace(second, geometry="") == replace(first, geometry="")
    assert (len(second.files), second.view) == (12, 2)


def test_a_file_that_could_not_be_read_is_not_asked_for_at_the_next_start(
    window: Window, next_start: Callable[[], Window], told: list[str], no_workbook: Path
) -> None:
    window.files.open([SURVEY_2020, no_workbook])
    settle(window)
    window.close()
    told.clear()
    again = next_start()
    again.files.open_last()
    settle(again)
    assert files_open(again) == [SURVEY_2020.name]
    assert told == []


def test_a_file_that_is_gone_since_is_told_of_and_the_others_open(
    window: Window, next_start: Callable[[], Window], told: list[str], tmp_path: Path
) -> None:
    moved = tmp_path / "oppna-jamforelser-2021-ekonomiskt-bistand-enkatdata.xlsx"
    moved.write_bytes(SURVEY_2021.read_bytes())
    window.files.open([SURVEY_2020, moved])
    settle(window)
    window.close()
    moved.unlink()
    again = next_start()
    again.files.open_last()
    settle(again)
    assert files_open(again) == [SURVEY_2020.name]
    assert len(told) == 1
    assert "finns inte längre" in told[0]


@pytest.mark.parametrize("view", [-1, 99])
def test_settings_that_fit_nothing_do_no_harm(
    window: Window, next_start: Callable[[], Window], dataset: Dataset, tmp_path: Path, view: int
) -> None:
    left = {
        "version": 1,
        "files": ["borta.xlsx"],
        "choice": {"unit": "9999", "indicator": "borta", "indicators": ["borta"], "year": 1999, "county": "ja"},
        "geometry": "zz",
        "appearance": "rosa",
        "view": view,
        "report_formats": ["pdf"],
    }
    (tmp_path / "installningar.json").write_text(json.dumps(left), "utf-8")
    again = next_start()
    again.set_appearance(again.memory.now.appearance)
    again.files.open([SURVEY_2020])
    settle(again)
    assert again.desk is not None
    assert again.desk.choose.isVisible()
    assert again.workspace.choice.unit == ""
    assert again.workspace.choice.county is True


def test_closing_while_files_are_read_and_others_wait_ends_all_of_it(window: Window, told: list[str]) -> None:
    window.files.open_sample()
    window.files.open([SURVEY_2020])
    window.close()
    settle(window)
    assert window.workspace.dataset is None
    assert told == []


def test_a_choice_made_of_defaults_survives_the_settings_file(dataset: Dataset, tmp_path: Path) -> None:
    choice = Choice(unit="1489").fitted(dataset)
    path = tmp_path / "installningar.json"
    Memory(path, Settings(choice=choice.to_json())).store()
    assert Choice.from_json(settings.load(path).now.choice) == choice
