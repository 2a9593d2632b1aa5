"""A saved work goes on with next year's file."""

from pathlib import Path

import pytest

from ojdesk.core.resources import sample_files
from ojdesk.gui.window import Window
from tests.gui.saving.works import NEWEST, open_in, picked
from tests.gui.user import Meet, drop, group, said, settle


@pytest.fixture
def until_2023(window: Window, where: list[Path]) -> Window:
    """A work with the files until 2023, which looks at that year."""
    open_in(window, *(it for it in sample_files() if it != NEWEST))
    window.workspace.choose(unit="1489", indicator="freda", peers=group("0180"))
    window.saving.save()
    settle(window)
    return window


def test_next_years_file_moves_the_work_on_and_tells_what_is_new(
    until_2023: Window, meets: list[Meet], told: list[str]
) -> None:
    window, seen = until_2023, list[str]()
    assert window.workspace.choice.year == 2023
    assert not window.news.isVisible()
    drop(window, [NEWEST])
    settle(window)
    assert window.workspace.choice.year == 2024
    assert picked(window) == ("1489", group("0180"))
    assert window.isWindowModified()
    assert window.news.isVisible()
    assert window.news.said.text().startswith("Enkäten 2024 är tillagd. Jämfört med 2023: en ändrad indikator")
    meets.append(lambda dialog: seen.append(said(dialog)))
    window.news.more.click()
    assert "Nytt i enkäten 2024" in seen[0]
    assert "Rutin vid våld mot vuxen: Från 2024 ska rutinen" in seen[0]
    meets.append(lambda dialog: seen.append(dialog.windowTitle()))
    window.news.account.click()
    assert seen[1] == "Så läste vi filerna"
    window.news.dismiss.click()
    assert not window.news.isVisible()
    assert told == []


def test_who_looks_at_an_earlier_year_goes_on_doing_so(until_2023: Window) -> None:
    until_2023.workspace.choose(year=2020)
    open_in(until_2023, NEWEST)
    assert until_2023.workspace.choice.year == 2020
    assert until_2023.news.isVisible()


def test_another_work_has_no_news_of_this_one(until_2023: Window, path: Path, where: list[Path]) -> None:
    where.append(path.with_name("annat.ojdesk"))
    open_in(until_2023, NEWEST)
    until_2023.saving.save_as()
    settle(until_2023)
    open_in(until_2023, path)
    assert until_2023.workspace.dataset is not None
    assert until_2023.workspace.dataset.years[-1] == 2023
    assert not until_2023.news.isVisible()
