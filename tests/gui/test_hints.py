"""The hints: one at a time, gone when read, and back when they are wanted."""

from collections.abc import Callable

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.gui.hints import HINTS
from ojdesk.gui.settings import Settings
from ojdesk.gui.window import Window
from tests.gui.user import settle


def test_a_newcomer_is_led_from_a_unit_to_a_report_once(window: Window, dataset: Dataset) -> None:
    hints = window.guide.hints
    assert not hints.isVisible()
    window._make_desk()
    window.workspace.show(dataset, Choice())
    settle(window)
    assert hints.isVisible()
    assert hints.hint == "unit"
    window.workspace.choose(unit="1489")
    told = []
    while hints.isVisible():
        told.append(hints.hint)
        assert hints.said.text() == HINTS[hints.hint][0]
        hints.next.click()
    assert told == ["indicators", "views", "report"]
    assert window.memory.now.hints == ("indicators", "views", "report")
    window.actions_by_name["hints"].trigger()
    assert hints.isVisible()
    hints.end.click()
    assert not hints.isVisible()
    assert set(window.memory.now.hints) == set(HINTS)


def test_what_was_read_another_day_is_not_told_again(
    start_window: Callable[[Settings], Window], dataset: Dataset, choice: Choice
) -> None:
    window = start_window(Settings(hints=("indicators", "nothing that is known")))
    window._make_desk()
    window.workspace.show(dataset, choice)
    assert window.guide.hints.hint == "views"


def test_a_hint_leads_to_its_place_in_the_manual_and_gives_way_in_a_low_window(desk_window: Window) -> None:
    hints = desk_window.guide.hints
    hints.more.click()
    assert desk_window.guide.manual is not None
    assert desk_window.guide.manual.place == "borja#bocka-för-indikatorer"
    desk_window.resize(1000, 500)
    settle(desk_window)
    assert not hints.isVisible()
    desk_window.resize(1000, 700)
    settle(desk_window)
    assert hints.isVisible()
