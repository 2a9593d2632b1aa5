"""The text of the manual: everything in it is found, leads somewhere, and says what the program says."""

import re

import pytest
from markdown_it.tree import SyntaxTreeNode

from ojdesk.core.manual.book import CHAPTERS, chapters, place_of, search
from ojdesk.core.resources import resource
from ojdesk.gui.actions import ACTIONS
from ojdesk.gui.guide import PLACES
from ojdesk.gui.hints import HINTS

EVERY_PLACE = [section.place for chapter in chapters() for section in chapter.sections]


def nodes(kind: str) -> list[tuple[str, SyntaxTreeNode]]:
    """All of a kind, each with the chapter that it is in."""
    return [(chapter.name, it) for chapter in chapters() for it in chapter.tree.walk() if it.type == kind]


def test_every_file_of_the_manual_is_in_its_contents_and_no_place_is_there_twice() -> None:
    assert sorted(path.stem for path in resource("manual").glob("*.md")) == sorted(CHAPTERS)
    assert len(set(EVERY_PLACE)) == len(EVERY_PLACE) > 50


def test_every_link_leads_to_a_place_in_the_manual() -> None:
    links = [place_of(str(it.attrs["href"]), chapter) for chapter, it in nodes("link")]
    assert len(links) > 20
    assert [it for it in links if it not in EVERY_PLACE] == []


def test_what_the_window_points_to_is_in_the_manual() -> None:
    wanted = [*PLACES.values(), *(place for _, place in HINTS.values())]
    assert [it for it in wanted if it not in EVERY_PLACE] == []


def test_every_picture_is_there_with_words_for_it_and_none_is_left_over() -> None:
    pictures = {str(it.attrs["src"]): it.content for _, it in nodes("image")}
    assert set(pictures) == {path.name for path in resource("manual").glob("*.png")}
    assert [name for name, words in pictures.items() if not words.strip()] == []


def test_every_key_that_is_named_does_something() -> None:
    keys = {str(it.key) for it in ACTIONS if isinstance(it.key, str)} | {"Ctrl+O", "Ctrl+P", "Ctrl+C", "Ctrl+Z"}
    keys |= {"Ctrl+F", "Alt+Vänster", "Alt+Höger"}
    text = "\n".join(words for chapter in chapters() for it in chapter.sections for words in it.texts)
    named = set(re.findall(r"(?:Ctrl|Alt)\+(?:Shift\+)?\w+|\bF\d+\b", text))
    assert len(named) > 10
    assert named <= keys


def test_every_command_of_a_menu_is_called_what_it_is_called_there() -> None:
    menus = {it.text.replace("&", "").rstrip(" …") for it in ACTIONS}
    for name in (
        "Öppna exempeldata",
        "Så läste vi filerna",
        "Visa källcellen",
        "Klistra in lista",
        "Spara grupp som fil",
        "Öppna grupp från fil",
        "Välj Wordmall",
        "Spara en serie",
    ):
        assert name in menus
        assert any(name in words for chapter in chapters() for it in chapter.sections for words in it.texts)


@pytest.mark.parametrize("chapter", chapters(), ids=CHAPTERS)
def test_a_chapter_is_found_by_its_title(chapter: object) -> None:
    assert chapter in chapters()
    found = next(it for it in chapters() if it is chapter)
    assert search(found.title)[0].place == found.name


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("försörjningsstöd", "fragor#varför-heter-det-inte-försörjningsstöd"),
        ("forsorjningstod", "fragor#varför-heter-det-inte-försörjningsstöd"),
        ("socialbidrag", "fragor#varför-heter-det-inte-försörjningsstöd"),
        ("n av N", "raknas#n-av-n"),
        ("brott", "raknas#brott-i-serien"),
        ("mall", "rapporten#mall-för-word"),
        ("kvartiler", "raknas#plats-median-och-kvartiler"),
        ("glesbygd", "fragor#vi-har-så-mycket-glesbygd"),
        ("slumpen", "fragor#det-är-slumpen"),
        ("källcell", "haller#källcellen"),
        ("skärmläsare", "tillganglighet#skärmläsare"),
        ("nästa år", "arbete#nästa-års-fil"),
    ],
)
def test_a_word_leads_to_its_place(query: str, place: str) -> None:
    assert place in [it.place for it in search(query)][:2]


def test_what_is_not_in_the_manual_is_not_found() -> None:
    assert search("zzzzzz") == search("  ") == []
