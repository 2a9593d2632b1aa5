"""The manual beside the window: where F1 leads, and how one finds one's way in it by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from ojdesk.core.manual.book import chapters
from ojdesk.gui import theme
from ojdesk.gui.guide import PLACES
from ojdesk.gui.manual import ManualWindow
from ojdesk.gui.window import Window
from tests.gui.user import press, settle, type_text


def opened(window: Window) -> ManualWindow:
    window.actions_by_name["manual"].trigger()
    QApplication.processEvents()
    assert window.guide.manual is not None
    return window.guide.manual


@pytest.fixture
def manual(window: Window) -> ManualWindow:
    return opened(window)


def rows(manual: ManualWindow) -> list[str]:
    tops = [manual.contents.topLevelItem(at) for at in range(manual.contents.topLevelItemCount())]
    return [it.text(0) for it in tops if it is not None]


def test_f1_opens_what_is_said_of_each_view(desk_window: Window) -> None:
    assert desk_window.desk is not None
    assert desk_window.actions_by_name["manual"].shortcut().toString() == "F1"
    seen = {}
    for at, view in enumerate(desk_window.desk.views):
        desk_window.show_view(at)
        settle(desk_window)
        view.setFocus()
        seen[view.title] = opened(desk_window).place
    assert list(seen) == [view.title for view in desk_window.desk.views]
    assert seen == {title: PLACES[title] for title in seen}
    assert len(set(seen.values())) == len(seen) > 4
    desk_window.show_spread(1)
    settle(desk_window)
    assert opened(desk_window).place == "vyerna#karta"


def test_f1_opens_what_is_said_of_the_pane_with_the_keyboard(desk_window: Window, qtbot: QtBot) -> None:
    assert desk_window.desk is not None
    desk = desk_window.desk
    for widget, place in ((desk.picker.unit, "vyerna#till-vänster"), (desk.trust, "haller")):
        desk_window.activateWindow()
        qtbot.waitUntil(desk_window.isActiveWindow)
        widget.setFocus()
        assert opened(desk_window).place == place


def test_without_files_it_opens_at_its_beginning_and_esc_closes_it(window: Window, manual: ManualWindow) -> None:
    assert manual.place == "borja"
    assert manual.isVisible()
    assert window.isEnabled()
    assert "Tio minuter" in manual.text.toPlainText()
    QTest.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_every_place_is_reached_from_the_contents(manual: ManualWindow) -> None:
    assert rows(manual) == [it.title for it in chapters()]

    def children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        return [it for at in range(item.childCount()) if (it := item.child(at)) is not None]

    items = [manual.contents.topLevelItem(at) for at in range(manual.contents.topLevelItemCount())]
    walked = []
    for top in items:
        assert top is not None
        for item in (top, *children(top)):
            manual.contents.setCurrentItem(item)
            walked.append(manual.place)
            assert manual.text.find(item.text(0)), manual.place
    assert walked == [section.place for chapter in chapters() for section in chapter.sections]


def test_a_place_far_down_is_scrolled_to(manual: ManualWindow) -> None:
    manual.open_at("raknas#procentenheter")
    QApplication.processEvents()
    first = manual.text.cursorForPosition(QPoint(30, 12))
    first.movePosition(QTextCursor.MoveOperation.NextBlock)
    around = manual.text.toPlainText()[max(first.position() - 150, 0) :][:300]
    assert "Procentenheter" in around


def test_what_is_searched_for_is_shown_and_the_contents_come_back(manual: ManualWindow) -> None:
    QTest.keyClick(manual, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert manual.line.hasFocus()
    type_text(manual.line, "försörjningstöd")
    assert manual.place == "fragor#varför-heter-det-inte-försörjningsstöd"
    assert rows(manual)[0] == "Frågor och svar"
    QTest.keyClick(manual.line, Qt.Key.Key_Return)
    assert manual.text.hasFocus()
    manual.line.clear()
    assert rows(manual) == [it.title for it in chapters()]


def test_arrows_go_from_the_search_through_what_was_found(manual: ManualWindow) -> None:
    manual.line.setFocus()
    type_text(manual.line, "brott")
    first = manual.place
    QTest.keyClick(manual.line, Qt.Key.Key_Down)
    QTest.keyClick(manual.contents, Qt.Key.Key_Down)
    assert manual.contents.hasFocus()
    assert manual.place != first


def test_a_link_leads_on_and_alt_and_left_back(manual: ManualWindow) -> None:
    manual.open_at("haller")
    manual.text.setSource(QUrl("raknas#avstämd"))
    here = manual.contents.currentItem()
    assert here is not None
    assert (manual.place, here.text(0)) == ("raknas#avstämd", "Avstämd")
    QTest.keyClick(manual, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert manual.place == "haller"
    assert "Källcellen" in manual.text.toPlainText()


@pytest.mark.parametrize("appearance", ["dark", "contrast"])
def test_it_follows_another_appearance(
    manual: ManualWindow, qapp: QApplication, appearance: str, request: pytest.FixtureRequest
) -> None:
    back: Callable[[], object] = lambda: theme.apply(qapp, "light")  # noqa: E731
    request.addfinalizer(back)
    theme.apply(qapp, appearance)
    QApplication.processEvents()
    links = manual.text.toHtml()
    assert theme.colours().own in links.lower()


def test_it_is_saved_as_a_pdf(
    window: Window, manual: ManualWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "handbok.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    manual.pdf_button.click()
    settle(window)
    assert path.read_bytes().startswith(b"%PDF-")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    manual.pdf_button.click()
    settle(window)
    assert [it.name for it in tmp_path.glob("*.pdf")] == ["handbok.pdf"]


def test_tab_goes_round_everything_in_it_and_each_has_a_name(manual: ManualWindow, qtbot: QtBot) -> None:
    manual.open_at("kommandon")  # a chapter without links, at which Tab would stop too
    manual.activateWindow()
    qtbot.waitUntil(manual.isActiveWindow)
    manual.line.setFocus()
    walked = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        walked.append(focus.accessibleName() or manual.pdf_button.text())
        press(Qt.Key.Key_Tab)
    assert walked == ["Sök i handboken", "Innehåll", "Spara som PDF …", "Handbokens text"]
    assert manual.line.hasFocus()
