"""Rapport: what is seen before it is saved, and what comes of saving it."""

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojdesk.core.dataset import Dataset
from ojdesk.gui import dialogs
from ojdesk.gui.views.report import ReportView
from ojdesk.gui.window import Window
from tests.gui.user import said, settle


@pytest.fixture
def window_with_report(desk_window: Window) -> Window:
    """The report of Alingsås 2022 on two indicators, in sight."""
    desk_window.workspace.choose(indicators=("freda", "andel_mottagare"))
    desk_window.show_view(4)
    settle(desk_window)
    return desk_window


@pytest.fixture
def view(window_with_report: Window) -> ReportView:
    assert window_with_report.desk is not None
    return window_with_report.desk.report


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the user picks."""
    path = tmp_path / "Rapporter"
    path.mkdir()
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_: path)
    return path


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_preview_shows_the_situation_and_a_chapter_for_each_ticked_indicator(
    view: ReportView, dataset: Dataset
) -> None:
    text = view.page.toPlainText()
    assert text.startswith("Lokal jämförelse · Öppna jämförelser av ekonomiskt bistånd 2022\nAlingsås\nExempeldata: ")
    for heading in (
        "Läget på en sida",
        "Metod och källor",
        *(dataset.indicators[it].name for it in ("freda", "andel_mottagare")),
    ):
        assert heading in text
    assert "\ufffc" in text
    assert "41 %" in text
    assert "Biståndsmottagare\nAtt lära av\n" in said(view)


def test_the_preview_follows_the_ticks_the_unit_and_the_year(view: ReportView, window_with_report: Window) -> None:
    view.workspace.choose(unit="1281", year=2021, indicators=("fia",))
    settle(window_with_report)
    text = view.page.toPlainText()
    assert "Lund" in text
    assert "FIA" in text
    assert "Andel biståndsmottagare i befolkningen" not in text
    assert view.heading.text() == "Rapport för Lund 2021"


def test_only_the_last_of_quick_choices_is_drawn(view: ReportView, window_with_report: Window, qtbot: QtBot) -> None:
    drawn: list[str] = []
    view.page.textChanged.connect(lambda: drawn.append(view.page.toPlainText()))
    for unit in ("1281", "1480", "0180", "0980"):
        view.workspace.choose(unit=unit)
    settle(window_with_report)
    assert "Gotland" in view.page.toPlainText()
    assert not [text for text in drawn if any(name in text for name in ("Lund\n", "Göteborg\n", "Stockholm\n"))]


def test_the_report_is_saved_in_the_chosen_formats_and_told_of(
    view: ReportView, window_with_report: Window, folder: Path, told: list[str], qtbot: QtBot
) -> None:
    qtbot.mouseClick(view.save_button, Qt.MouseButton.LeftButton)
    settle(window_with_report)
    stem = "oj-ekonomiskt-bistand_alingsas_2022"
    assert names_in(folder) == [f"{stem}.docx", f"{stem}.xlsx"]
    word = Document(str(folder / f"{stem}.docx"))
    assert "Alingsås" in "\n".join(paragraph.text for paragraph in word.paragraphs)
    book = load_workbook(folder / f"{stem}.xlsx")
    assert "Länsspridning" in book.sheetnames
    assert f"Sparat i mappen Rapporter:\n{stem}.docx\n{stem}.xlsx" in said(view)
    assert view.saved.toolTip() == str(folder)
    assert told == []


def test_what_was_saved_is_shown_in_its_folder(
    view: ReportView, window_with_report: Window, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr("ojdesk.gui.views.report.show_path", shown.append)
    assert not view.open_folder_button.isVisible()
    view.save_button.click()
    settle(window_with_report)
    view.open_folder_button.click()
    assert shown == [folder]


def test_a_second_report_does_not_replace_the_first(view: ReportView, window_with_report: Window, folder: Path) -> None:
    for _ in range(2):
        view.save_button.click()
        settle(window_with_report)
    stem = "oj-ekonomiskt-bistand_alingsas_2022"
    assert names_in(folder) == [f"{stem} (2).docx", f"{stem} (2).xlsx", f"{stem}.docx", f"{stem}.xlsx"]
    assert f"{stem} (2).docx" in said(view)


def test_a_single_format_is_remembered_with_its_folder(
    view: ReportView, window_with_report: Window, folder: Path
) -> None:
    for ending in {*view.formats} - {"docx"}:
        view.formats[ending].setChecked(False)
    view.save_button.click()
    settle(window_with_report)
    assert [path.suffix for path in folder.iterdir()] == [".docx"]
    assert window_with_report.memory.now.report_formats == ("docx",)
    assert window_with_report.memory.now.report_folder == str(folder)


def test_without_a_format_there_is_nothing_to_save(
    view: ReportView, window_with_report: Window, folder: Path, told: list[str]
) -> None:
    for box in view.formats.values():
        box.setChecked(False)
    assert not view.save_button.isEnabled()
    # The menu and its key are still there.
    window_with_report.actions_by_name["save"].trigger()
    settle(window_with_report)
    assert names_in(folder) == []
    assert told == ["Det gick inte\nBocka för minst ett format under Spara som."]
    view.formats["docx"].click()
    assert view.save_button.isEnabled()


def test_the_menu_saves_from_any_view(
    window_with_report: Window, view: ReportView, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window_with_report.show_view(0)
    window_with_report.actions_by_name["save"].trigger()
    settle(window_with_report)
    assert view.isVisible()
    assert len(names_in(folder)) == 2
    assert "Sparat i mappen Rapporter" in said(view)


def test_thinking_better_of_the_folder_saves_nothing(
    view: ReportView, window_with_report: Window, told: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_: None)
    view.save_button.click()
    assert not window_with_report.jobs.busy
    assert told == []
    assert "Sparat" not in said(view)


def test_a_folder_that_takes_no_files_is_told_of_in_one_sentence(
    view: ReportView, window_with_report: Window, folder: Path, told: list[str]
) -> None:
    folder.rmdir()
    folder.write_text("en fil, ingen mapp")
    view.save_button.click()
    settle(window_with_report)
    assert len(told) == 1
    assert told[0].startswith("Det gick inte\noj-ekonomiskt-bistand_alingsas_2022.docx gick inte att spara i ")
    assert told[0].endswith("Spara på en annan plats.")
    assert "Sparat" not in said(view)
    assert folder.read_text() == "en fil, ingen mapp"


def test_what_was_saved_is_forgotten_with_the_next_choice(
    view: ReportView, window_with_report: Window, folder: Path
) -> None:
    view.save_button.click()
    settle(window_with_report)
    view.workspace.choose(unit="1281")
    settle(window_with_report)
    assert "Sparat" not in said(view)
    assert not view.open_folder_button.isVisible()


def test_figures_fit_the_page_when_the_window_is_made_smaller(view: ReportView, window_with_report: Window) -> None:
    for width in (1700, 1366, 1200):
        window_with_report.resize(width, 689)
        QApplication.processEvents()
        assert 0 < view.page.document().idealWidth() <= view.page.viewport().width()


def test_the_keyboard_reaches_the_formats(view: ReportView, qtbot: QtBot) -> None:
    box = view.formats["xlsx"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert [it.ending for it in view.chosen_formats()] == ["docx"]
