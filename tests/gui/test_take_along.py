"""Saving what is seen to a file, and the menu that every chart and table has."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from ojdesk.gui.settings import load
from ojdesk.gui.window import Window
from tests.gui.user import Meet, said, settle


def saves(path: Path, kind: str = "") -> Meet:
    """What the user does with the file dialog: picks a format, writes a name, presses Spara."""

    def meet(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        if kind:
            chosen = next(it for it in dialog.nameFilters() if f"*.{kind}" in it)
            dialog.selectNameFilter(chosen)
            dialog.filterSelected.emit(chosen)
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(path.name)
        dialog.done(QDialog.DialogCode.Accepted)

    return meet


def test_what_is_seen_is_saved_under_a_sensible_name(desk_window: Window, meets: list[Meet], tmp_path: Path) -> None:
    proposed: list[str] = []

    def meet(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        proposed.append(Path(dialog.selectedFiles()[0]).name)
        assert [it.split(" (")[0] for it in dialog.nameFilters()][:3] == ["Bild", "Excel", "PDF"]
        saves(tmp_path / "diagram.png")(dialog)

    desk_window.show_view(1)
    meets.append(meet)
    desk_window.actions_by_name["export"].trigger()
    settle(desk_window)
    assert proposed == ["oj-ekonomiskt-bistand_alingsas_plan-inom-tre-manader-alla_2020-2024.png"]
    assert (tmp_path / "diagram.png").read_bytes().startswith(b"\x89PNG")
    assert "Sparat: diagram.png" in said(desk_window.status)
    assert desk_window.status.folder.isVisible()


def test_the_format_gives_the_ending_and_both_are_remembered(
    desk_window: Window, meets: list[Meet], tmp_path: Path
) -> None:
    desk_window.show_view(2)
    meets.append(saves(tmp_path / "Ö" / "spridning", "csv"))
    (tmp_path / "Ö").mkdir()
    desk_window.actions_by_name["export"].trigger()
    settle(desk_window)
    assert (tmp_path / "Ö" / "spridning.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    desk_window.memory.store()
    remembered = load(tmp_path / "installningar.json").now
    assert (remembered.export_folder, remembered.export_format) == (str(tmp_path / "Ö"), "csv")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        assert Path(dialog.selectedFiles()[0]).parent == tmp_path / "Ö"
        assert dialog.selectedFiles()[0].endswith("_lansspridning_2022.csv")

    meets.append(look)
    desk_window.actions_by_name["export"].trigger()


def test_a_remembered_format_that_is_none_gives_the_first(desk_window: Window, meets: list[Meet]) -> None:
    desk_window.memory.change(export_format="exe", export_folder="/finns/inte")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        assert dialog.selectedFiles()[0].endswith(".png")

    meets.append(look)
    desk_window.actions_by_name["export"].trigger()


def test_a_name_without_an_ending_never_takes_the_place_of_a_file(
    desk_window: Window, meets: list[Meet], tmp_path: Path
) -> None:
    (tmp_path / "v1.2.png").write_bytes(b"mitt")

    def meet(dialog: QDialog) -> None:
        saves(tmp_path / "v1.2")(dialog)

    meets.append(meet)
    desk_window.actions_by_name["export"].trigger()
    settle(desk_window)
    assert (tmp_path / "v1.2.png").read_bytes() == b"mitt"
    assert (tmp_path / "v1.2 (2).png").read_bytes().startswith(b"\x89PNG")


def test_a_file_that_cannot_be_written_is_refused(
    desk_window: Window, meets: list[Meet], tmp_path: Path, told: list[str]
) -> None:
    (tmp_path / "upptagen.png").mkdir()
    (tmp_path / "upptagen.png" / "fil").touch()
    meets.append(saves(tmp_path / "upptagen.png"))
    desk_window.actions_by_name["export"].trigger()
    settle(desk_window)
    assert "upptagen.png gick inte att spara" in told[0]


@pytest.mark.parametrize("view", [0, 1, 2, 3])
def test_each_view_has_the_same_menu(desk_window: Window, view: int) -> None:
    desk_window.show_view(view)
    desk = desk_window.desk
    assert desk is not None
    texts = menu_of(desk.view.entry(), QPoint(30, 30))
    assert texts[:4] == [
        "&Kopiera diagram och tabell",
        "Kopiera som &bild",
        "Spara &diagram och tabell …",
        "Skriv &ut …",
    ]


def test_a_figure_has_its_source_in_the_menu_too(desk_window: Window) -> None:
    desk_window.show_view(2)
    desk = desk_window.desk
    assert desk is not None
    assert menu_of(desk.spread.tiles, QPoint(8, 8))[-1] == "Visa källcellen …"


def menu_of(widget: QWidget, at: QPoint) -> list[str]:
    """What the menu says that comes up with the other mouse button."""
    inside = widget.viewport() if hasattr(widget, "viewport") else widget
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(inside, QContextMenuEvent(reason, at, inside.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return texts


def test_what_is_seen_is_printed_by_the_printer_that_is_chosen(
    desk_window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def choose(dialog: QPrintDialog) -> int:
        assert dialog.printer().docName() == "oj-ekonomiskt-bistand_alingsas_oversikt-enkat_2018-2022"
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "skrivare.pdf"))
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    desk_window.actions_by_name["print"].trigger()
    assert (tmp_path / "skrivare.pdf").read_bytes().startswith(b"%PDF")
