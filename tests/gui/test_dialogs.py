"""The windows beside the window: the year that a file does not say, and how the files were read."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QMenu,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ojdesk.core.dataset import Dataset
from ojdesk.core.model import FigureKey
from ojdesk.core.resources import sample_files
from ojdesk.gui import settings
from ojdesk.gui.file_dialogs import FilesDialog
from ojdesk.gui.jobs import Job
from ojdesk.gui.settings import Memory, Settings
from ojdesk.gui.tables import FIGURE_ROLE
from ojdesk.gui.window import Window
from tests.core.files.books import Rows, save, simple_book
from tests.gui.user import Meet, said, settle

HORIZONTAL = Qt.Orientation.Horizontal
ROWS: Rows = [["Kommunkod", "Kommun", "Väntetid för personligt nybesök"], ["1440", "Ale", 1], ["1489", "Alingsås", 0]]

Child = TypeVar("Child", bound=QWidget)


def child(dialog: QDialog, kind: type[Child]) -> Child:
    found = dialog.findChild(kind)
    assert isinstance(found, kind)
    return found


def press(dialog: QDialog, button: QDialogButtonBox.StandardButton) -> None:
    for box in dialog.findChildren(QDialogButtonBox):
        if (found := box.button(button)) is not None:
            found.click()


def use_year(year: int) -> Meet:
    def answer(dialog: QDialog) -> None:
        child(dialog, QSpinBox).setValue(year)
        press(dialog, QDialogButtonBox.StandardButton.Ok)

    return answer


def cancel(dialog: QDialog) -> None:
    press(dialog, QDialogButtonBox.StandardButton.Cancel)


@pytest.fixture
def yearless(tmp_path: Path) -> Path:
    path = tmp_path / "resultat.xlsx"
    path.write_bytes(save(simple_book(ROWS, title="Öppna jämförelser, enkätdata")))
    return path


def test_the_year_is_asked_once_and_remembered_by_content(
    window: Window, meets: list[Meet], yearless: Path, start_window: Callable[[Settings], Window]
) -> None:
    meets.append(use_year(2021))
    window.files.open([yearless])
    settle(window)
    assert window.workspace.dataset is not None
    assert window.workspace.dataset.years == (2021,)
    window.close_files()
    moved = yearless.with_name("kopia.xlsx")
    yearless.rename(moved)
    again = start_window(window.memory.now)
    again.files.open([moved])
    settle(again)
    assert again.workspace.dataset is not None
    assert again.workspace.dataset.years == (2021,)


def test_the_question_shows_what_the_file_says(window: Window, meets: list[Meet], tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    rows: Rows = [["Kommunkod", "Kommun", "Andel biståndsmottagare i befolkningen"], ["1440", "Ale", 4.2]]
    path.write_bytes(save(simple_book(rows, title="Öppna jämförelser 2022, registerdata")))
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.append(said(dialog))
        assert child(dialog, QSpinBox).value() == 2022
        cancel(dialog)

    meets.append(look)
    window.files.open([path])
    settle(window)
    assert "Vilket år avser registeruppgifterna?" in seen[0]
    assert "2022 enligt titeln på bladet Information" in seen[0]
    assert window.workspace.dataset is None


def test_who_does_not_answer_is_asked_again_next_time(window: Window, meets: list[Meet], yearless: Path) -> None:
    for _ in range(2):
        meets.append(cancel)
        window.files.open([yearless])
        settle(window)
    assert window.workspace.dataset is None
    assert window.memory.now.years == {}


def test_other_files_open_while_one_is_asked_about(window: Window, meets: list[Meet], yearless: Path) -> None:
    meets.append(cancel)
    window.files.open([sample_files()[0], yearless])
    settle(window)
    assert window.workspace.paths == (sample_files()[0],)


def test_a_year_that_was_read_wrong_can_be_corrected(window: Window, meets: list[Meet]) -> None:
    window.files.open([sample_files()[0]])
    settle(window)

    def correct(dialog: QDialog) -> None:
        meets.append(use_year(2017))
        next(it for it in dialog.findChildren(QPushButton) if it.text() == "Fel år? …").click()

    meets.append(correct)
    window.files.show()
    settle(window)
    assert window.workspace.dataset is not None
    assert window.workspace.dataset.years == (2017,)
    assert len(window.workspace.dataset.readings) == 1


def test_of_two_files_the_user_may_prefer_the_older(
    window: Window, meets: list[Meet], tmp_path: Path, qtbot: QtBot
) -> None:
    for name, title, answer in (("a.xlsx", "2022, enkätdata", 0), ("b.xlsx", "2022, enkätdata, rättad version", 1)):
        rows: Rows = [ROWS[0], ["1440", "Ale", answer], ["1489", "Alingsås", 0]]
        (tmp_path / name).write_bytes(save(simple_book(rows, title=f"Öppna jämförelser {title}")))
    window.files.open([tmp_path / "a.xlsx", tmp_path / "b.xlsx"])
    settle(window)

    def value() -> float | None:
        assert window.workspace.dataset is not None
        found = window.workspace.dataset.observation("nybesok_14_dagar", "1440", 2022)
        return found.value if found else None

    assert value() == 1

    def prefer(dialog: QDialog) -> None:
        assert isinstance(dialog, FilesDialog)
        child(dialog, QListWidget).setCurrentRow(0)
        settle(window)
        assert "b.xlsx, som används (ett värde skiljer)" in dialog.page.toPlainText()
        qtbot.mouseClick(dialog._prefer, Qt.MouseButton.LeftButton)
        settle(window)
        assert "används i stället för 2 resultat i b.xlsx" in dialog.page.toPlainText()

    meets.append(prefer)
    window.files.show()
    assert value() == 0
    assert window.memory.now.preferred == (window.workspace.dataset.readings[-1].digest,)  # type: ignore[union-attr]


def test_the_page_has_no_choice_where_there_is_none(desk_window: Window, meets: list[Meet]) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, FilesDialog)
        assert not dialog._prefer.isVisible()
        files = child(dialog, QListWidget)
        for at in range(files.count()):
            files.setCurrentRow(at)
            settle(desk_window)
            file = files.currentItem().toolTip()
            assert files.currentItem().text().endswith(file)
            title, heading, *_ = dialog.page.toPlainText().splitlines()
            assert (title, heading) == (file, "Innehåll")

    meets.append(look)
    desk_window.files.show()


def test_how_a_file_was_read_can_be_copied(desk_window: Window, meets: list[Meet]) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, FilesDialog)
        files = child(dialog, QListWidget)
        files.setCurrentRow(3)
        settle(desk_window)
        next(it for it in dialog.findChildren(QPushButton) if it.text() == "Kopiera texten").click()
        copied = QApplication.clipboard().text()
        assert copied.startswith(files.currentItem().toolTip())
        assert copied == dialog.page.toPlainText()
        assert "Blad" in copied

    meets.append(look)
    desk_window.files.show()


def test_a_remark_leads_to_its_cell(window: Window, meets: list[Meet], tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a&amp;b.xlsx"
    path.write_bytes(save(simple_book([*ROWS, ["", "<i>Okänd</i>", 1]])))
    window.files.open([path])
    settle(window)
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, FilesDialog)
        settle(window)
        assert dialog.page.toPlainText().splitlines()[0] == path.name
        assert "blad Resultat cell A4: Raden ”<i>Okänd</i>” har ett värde" in dialog.page.toPlainText()
        meets.append(lambda source: seen.append(said(source)))
        dialog.page.setFocus()
        qtbot.keyClick(dialog.page, Qt.Key.Key_Tab)
        qtbot.keyClick(dialog.page, Qt.Key.Key_Return)
        settle(window)

    meets.append(look)
    window.files.show()
    assert seen[0].startswith("Cell A4 är tom\nRaden ”<i>Okänd</i>” har ett värde men är ingen känd enhet.")


def test_closing_the_page_stops_what_is_gathered_for_it(
    desk_window: Window, meets: list[Meet], monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[bool] = []
    stop = Job.stop

    def count(job: Job[object]) -> None:
        stopped.append(True)
        stop(job)

    monkeypatch.setattr(Job, "stop", count)
    meets.append(lambda dialog: dialog.reject())
    desk_window.files.show()
    settle(desk_window)
    assert stopped == [True]


def test_decisions_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "installningar.json"
    decided = Settings(years={"abc": 2021}, preferred=("abc",))
    Memory(path, decided).store()
    assert settings.load(path).now == decided


# The cell of a figure ----------------------------------------------------------------------------------------------


def shown_cell(meets: list[Meet]) -> list[str]:
    """What the next dialog says of a cell."""
    seen: list[str] = []
    meets.append(lambda dialog: seen.append(said(dialog)))
    return seen


def pick_from_menu(widget: QWidget, at: QPoint) -> None:
    """The other mouse button, and then the menu's last entry."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = menu.actions()[-1]
    assert action.text() == "Visa källcellen …"
    action.trigger()
    menu.close()


def test_the_right_pane_leads_to_the_cell(desk_window: Window, meets: list[Meet]) -> None:
    seen = shown_cell(meets)
    assert desk_window.desk is not None
    desk_window.desk.trust._source.click()
    settle(desk_window)
    assert seen[0].startswith("I cell N177 står ”1”\nAlingsås 2022: Upprättat en plan mot självförsörjning")


def test_the_keyboard_leads_to_the_cell_that_the_table_is_on(desk_window: Window, meets: list[Meet]) -> None:
    seen = shown_cell(meets)
    assert desk_window.desk is not None
    table = desk_window.desk.overview.table
    row = next(at for at in range(table.model().rowCount()) if "FREDA" in str(table.model().index(at, 0).data()))
    nation = next(
        at for at in range(table.model().columnCount()) if table.model().headerData(at, HORIZONTAL) == "Riket"
    )
    table.setCurrentIndex(table.model().index(row, nation))
    desk_window.actions_by_name["source"].trigger()
    settle(desk_window)
    assert "Riket 2022: Använder FREDA-kortfrågor" in seen[0]


def test_the_other_mouse_button_leads_to_the_cell_of_a_table(desk_window: Window, meets: list[Meet]) -> None:
    seen = shown_cell(meets)
    assert desk_window.desk is not None
    table = desk_window.desk.overview.table
    index = table.model().index(1, table.model().columnCount() - 5)
    at = table.visualRect(index).center()
    pick_from_menu(table.viewport(), at)
    settle(desk_window)
    assert "Alingsås 2022: Väntetid" in seen[0]


def test_the_other_mouse_button_leads_to_the_cell_of_a_spot(desk_window: Window, meets: list[Meet]) -> None:
    assert desk_window.desk is not None
    desk_window.show_view(1)
    chart = desk_window.desk.trend.chart
    spot = next(it for it in chart.spots if it.figure is not None and it.figure.unit == "00")
    assert spot.figure is not None
    seen = shown_cell(meets)
    pick_from_menu(chart, chart.place(spot.x, spot.y).toPoint())
    settle(desk_window)
    assert f"Riket {spot.figure.year}:" in seen[0]


def test_what_is_computed_has_no_cell(desk_window: Window) -> None:
    assert desk_window.desk is not None
    desk_window.show_view(2)
    desk_window.toggle_table()
    table = desk_window.desk.spread.entry()
    assert isinstance(table, QTableView)
    by_title = {
        table.model().headerData(at, HORIZONTAL): table.model().index(0, at).data(FIGURE_ROLE)
        for at in range(table.model().columnCount())
    }
    assert isinstance(by_title.pop("Andel"), FigureKey)
    assert set(by_title.values()) == {None}


def test_dialogs_go_when_they_are_answered(desk_window: Window, meets: list[Meet]) -> None:
    for name in ("files", "find", "files"):
        meets.append(lambda dialog: dialog.reject())
        desk_window.actions_by_name[name].trigger()
        settle(desk_window)
    desk_window.show_about()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert desk_window.findChildren(QDialog) == []


def test_what_was_gathered_for_a_dialog_that_is_gone_reaches_nobody(desk_window: Window, dataset: Dataset) -> None:
    dialog = FilesDialog(desk_window, dataset, desk_window.jobs)
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert desk_window.jobs.busy
    settle(desk_window)  # an exception in a slot fails the test
