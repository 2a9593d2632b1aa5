"""The text of the manual: chapters of Markdown, read once, with a place for each heading and a search over them.

A place is written as in a link: `vyerna#karta`, or `vyerna` for the beginning of a chapter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ojdesk.core.resources import resource
from ojdesk.core.search import Entry, Kind, find

#: In the order of the contents.
CHAPTERS = (
    "borja",
    "vyerna",
    "raknas",
    "tecken",
    "haller",
    "grupper",
    "rapporten",
    "arbete",
    "kommandon",
    "tillganglighet",
    "fragor",
    "vidare",
)
#: How the names of pictures begin that are as high as the text around them.
SIGN = "tecken-"
_ENDING = ".md"
_NOT_IN_A_PLACE = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class Section:
    """What stands below a heading, to the next one.

    Attributes:
        place: Where it is.
        title: The heading.
        chapter: The title of the chapter that it is in.
        texts: The heading and each paragraph, list entry and cell below it, as plain text.
    """

    place: str
    title: str
    chapter: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """One file of the manual.

    Attributes:
        name: The file's, without ending.
        sections: The first is the chapter's own beginning.
        tokens: The text as markdown-it gives it, with each heading's place as its `id`.
    """

    name: str
    sections: tuple[Section, ...]
    tokens: tuple[Token, ...]

    @property
    def title(self) -> str:
        """Its heading."""
        return self.sections[0].title

    @property
    def tree(self) -> SyntaxTreeNode:
        """Its text as markdown-it's tree, for those who write it out."""
        return SyntaxTreeNode(self.tokens)


def parser() -> MarkdownIt:
    """Markdown as the manual has it: CommonMark and tables, no HTML."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """The whole manual, in the order of its contents."""
    return tuple(_chapter(name) for name in CHAPTERS)


def place_of(link: str, chapter: str) -> str:
    """The place that a link in a chapter leads to: `raknas.md#n-av-n` or, within the chapter, `#n-av-n`."""
    file, hash_, anchor = unquote(link).partition("#")
    return f"{file.removesuffix(_ENDING) or chapter}{hash_}{anchor}"


def search(query: str) -> list[Section]:
    """The sections that a query means, best first; as forgiving as the search among indicators and units."""
    sections = {it.place: it for chapter in chapters() for it in chapter.sections}
    entries = [Entry(Kind.MANUAL, it.place, it.title, it.chapter, it.texts) for it in sections.values()]
    return [sections[it.id] for it in find(query, entries)]


def _chapter(name: str) -> Chapter:
    tokens = parser().parse(resource("manual", name + _ENDING).read_text("utf-8"))
    sections = tuple(_sections(name, tokens))
    return Chapter(name, sections, tuple(tokens))


def _sections(chapter: str, tokens: Sequence[Token]) -> Iterator[Section]:
    """The sections in order; gives each heading its place on the way."""
    places: list[str] = []
    texts: list[list[str]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type not in {"inline", "fence"}:
            continue
        said = " ".join(it.content for it in token.children or [token] if it.type in {"text", "code_inline", "fence"})
        if before is not None and before.type == "heading_open":
            place = f"{chapter}#{_anchor(token.content)}" if places else chapter
            before.attrSet("id", place)
            places.append(place)
            texts.append([])
        texts[-1].append(said)
    for place, inside in zip(places, texts, strict=True):
        yield Section(place, inside[0], texts[0][0], tuple(inside))


def _anchor(heading: str) -> str:
    """The end of a heading's place, made as code hosts make it, so that links work there too."""
    return _NOT_IN_A_PLACE.sub("", heading.lower()).replace(" ", "-")
