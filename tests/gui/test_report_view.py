"""Rapport: what is seen before it is saved, and what comes of saving it."""

from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QRadioButton
from pytestqt.qtbot import QtBot

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.report import pdf
from ojdesk.core.report.content import report
from ojdesk.core.report.outline import Outline, Part
from ojdesk.gui import dialogs, report_dialogs
from ojdesk.gui.views.report import ReportView
from ojdesk.gui.window import Window
from tests.gui.user import Meet, said, settle, type_text


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
    text = view.text.toPlainText()
    assert text.startswith("Alingsås\nLokal jämförelse · Öppna jämförelser av ekonomiskt bistånd 2022\nExempeldata: ")
    for heading in (
        "Läget på en sida",
        "Metod och källor",
        *(dataset.indicators[it].name for it in ("freda", "andel_mottagare")),
    ):
        assert heading in text
    assert "41 %" in text


def test_the_preview_follows_the_ticks_the_unit_and_the_year(view: ReportView, window_with_report: Window) -> None:
    view.workspace.choose(unit="1281", year=2021, indicators=("fia",))
    settle(window_with_report)
    text = view.text.toPlainText()
    assert "Lund" in text
    assert "FIA" in text
    assert "Andel biståndsmottagare i befolkningen" not in text
    assert view.heading.text() == "Rapport för Lund 2021"


def test_only_the_last_of_quick_choices_is_drawn(view: ReportView, window_with_report: Window, qtbot: QtBot) -> None:
    drawn: list[str] = []
    view.text.textChanged.connect(lambda: drawn.append(view.text.toPlainText()))
    for unit in ("1281", "1480", "0180", "0980"):
        view.workspace.choose(unit=unit)
    settle(window_with_report)
    assert "Gotland" in view.text.toPlainText()
    assert not [text for text in drawn if any(name in text for name in ("Lund\n", "Göteborg\n", "Stockholm\n"))]


def test_the_report_is_saved_in_the_chosen_formats_and_told_of(
    view: ReportView, window_with_report: Window, folder: Path, told: list[str], qtbot: QtBot
) -> None:
    view.set_formats(("docx", "xlsx"))
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


@pytest.mark.parametrize(("said_to_it", "left"), [(True, "new"), (False, "both"), (None, "old")])
def test_what_is_there_is_asked_about(
    view: ReportView,
    window_with_report: Window,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    said_to_it: bool | None,
    left: str,
) -> None:
    old = folder / "oj-ekonomiskt-bistand_alingsas_2022.docx"
    old.write_text("min egen")
    asked: list[list[str]] = []

    def ask(_: object, there: list[Path]) -> bool | None:
        asked.append([it.name for it in there])
        return said_to_it

    monkeypatch.setattr(report_dialogs, "ask_to_replace", ask)
    view.set_formats(("docx",))
    view.save_button.click()
    settle(window_with_report)
    assert asked == [[old.name]]
    new = old.with_stem(f"{old.stem} (2)")
    assert (old.read_bytes() == b"min egen") is (left != "new")
    assert new.exists() is (left == "both")


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


def test_the_pages_are_those_of_the_pdf_and_follow_the_window(
    view: ReportView, window_with_report: Window, qtbot: QtBot
) -> None:
    assert view.sheets.isVisible()
    made = report(*asked(window_with_report), datetime.now().astimezone().date(), Outline())
    assert view.sheets.count == len(pypdfium2.PdfDocument(pdf.write(made)))
    assert said(view).endswith(f"Sida 1 av {view.sheets.count}")
    view.sheets.setFocus()
    for _ in range(view.sheets.count):
        if view.sheets.page < 3:
            qtbot.keyClick(view.sheets, Qt.Key.Key_PageDown)
    assert said(view).endswith(f"Sida 3 av {view.sheets.count}")
    for width in (1700, 1366, 1100):
        window_with_report.resize(width, 689)
        QApplication.processEvents()
        shown = view.sheets.viewport().grab().toImage()
        assert len({shown.pixelColor(x, shown.height() // 2).rgb() for x in range(shown.width())}) > 1
        assert view.sheets.page in {2, 3, 4}


def asked(window: Window) -> tuple[Dataset, Choice]:
    assert window.workspace.dataset is not None
    return window.workspace.dataset, window.workspace.choice


def test_no_pages_of_another_unit_are_taken_for_these(view: ReportView, window_with_report: Window) -> None:
    assert view.sheets.count
    view.workspace.choose(unit="1281")
    assert view.heading.text() == "Rapport för Lund 2022"
    assert view.sheets.count == 0
    assert view.text.toPlainText() == ""
    assert view.copied() is None
    settle(window_with_report)
    assert view.sheets.count


def test_the_text_is_a_key_away(view: ReportView, window_with_report: Window) -> None:
    window_with_report.actions_by_name["table"].trigger()
    settle(window_with_report)
    assert view.text.isVisible()
    assert not view.sheets.isVisible()
    assert "Metod och källor" in view.text.toPlainText()


def test_parts_are_left_out_and_moved(view: ReportView, window_with_report: Window, qtbot: QtBot) -> None:
    parts = view.parts.list
    parts.item(0).setCheckState(Qt.CheckState.Unchecked)
    settle(window_with_report)
    assert "Läget på en sida" not in view.text.toPlainText()
    parts.setCurrentRow(6)
    parts.setFocus()
    for _ in range(6):
        qtbot.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(window_with_report)
    assert window_with_report.workspace.outline.order[0] is Part.METHOD
    assert parts.currentItem().text() == "Metod och källor"
    text = view.text.toPlainText()
    assert text.index("Metod och källor") < text.index("Andel biståndsmottagare i befolkningen")
    assert not view.parts.up.isEnabled()


def test_what_she_writes_stands_in_the_report_and_is_kept_with_it(
    view: ReportView, window_with_report: Window, qtbot: QtBot
) -> None:
    type_text(view.words.text, "Läget är gott i år.")
    view.words.keep()
    for _ in range(view.words.about.findData("freda")):
        qtbot.keyClick(view.words.about, Qt.Key.Key_Down)
    type_text(view.words.text, "Vi har börjat fråga alla.")
    view.parts.list.setFocus()
    view.words.keep()
    settle(window_with_report)
    outline = window_with_report.workspace.outline
    assert outline.summary.text == "Läget är gott i år."
    assert outline.comment("freda").text == "Vi har börjat fråga alla."
    text = view.text.toPlainText()
    assert text.index("Läget är gott i år.") < text.index("Vi har börjat fråga alla.")
    view.workspace.choose(year=2023)
    settle(window_with_report)
    assert "Din sammanfattning är skriven om 2022." in said(view)


def test_a_series_goes_to_a_folder_with_one_report_each(
    view: ReportView, window_with_report: Window, folder: Path, meets: list[Meet], told: list[str]
) -> None:
    view.workspace.choose(unit="148052", indicators=("freda",))
    settle(window_with_report)
    view.set_formats(("pdf",))

    def pick(dialog: QDialog) -> None:
        buttons = dialog.findChildren(QRadioButton)
        assert next(it.text().rsplit(" (", 1)[1] for it in buttons) == "4 rapporter)"
        buttons[0].click()
        dialog.accept()

    meets.append(pick)
    view.series_button.click()
    settle(window_with_report)
    assert len(names_in(folder)) == 4
    assert "Sparat i mappen Rapporter:\n4 rapporter" in said(view)
    assert told == []


def test_a_template_is_tried_before_it_is_taken(
    view: ReportView, window_with_report: Window, folder: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = folder.parent / "bild.docx", folder.parent / "Kommunens mall.docx"
    bad.write_bytes(b"PNG")
    document = Document()
    document.add_paragraph("Kommunens huvud")
    document.save(str(good))
    for path in (bad, good):
        monkeypatch.setattr(report_dialogs, "ask_template", lambda *_, path=path: path)
        view.template_button.click()
    assert len(told) == 1
    assert "bild.docx" in told[0]
    assert view.template_button.text() == "Wordmall: Kommunens mall.docx"
    view.set_formats(("docx",))
    view.save_button.click()
    settle(window_with_report)
    texts = [it.text for it in Document(str(next(folder.iterdir()))).paragraphs]
    assert "Kommunens huvud" in texts
    assert "Alingsås" in texts
    view.no_template_button.click()
    assert view.template_button.text() == "Egen Wordmall …"


def test_the_keyboard_reaches_the_formats(view: ReportView, qtbot: QtBot) -> None:
    box = view.formats["pdf"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert [it.ending for it in view.chosen_formats()] == ["docx"]
