"""Own comparison sets: pasted, changed, shared and taken away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton

from ojdesk.core.peers import PeerSet, read_set
from ojdesk.gui.peer_dialog import PeerDialog
from ojdesk.gui.settings import load
from ojdesk.gui.window import Window
from tests.gui.peers import SIMILAR, chosen, entries, pick
from tests.gui.user import Meet, said, type_text

LIST = "Kommun\t2022\nBorås\t4\nUpsala\t3\nMark\t2\nRiket\t3\n"


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
