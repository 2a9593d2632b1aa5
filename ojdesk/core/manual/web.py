"""A chapter of the manual as the HTML that Qt's text browser knows."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from ojdesk.core.manual.book import Chapter, parser, place_of


def html(chapter: Chapter) -> str:
    """The body. A heading has its place as an anchor, and a link leads to one; pictures are named by their files."""
    markdown = parser()

    def heading(
        renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, environment: dict[str, Any]
    ) -> str:
        del renderer, options, environment
        return f'<{tokens[at].tag}><a name="{tokens[at].attrGet("id")}"></a>'

    def link(
        renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, environment: dict[str, Any]
    ) -> str:
        del renderer, options, environment
        return f'<a href="{place_of(str(tokens[at].attrGet("href")), chapter.name)}">'

    def paragraph(
        renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, environment: dict[str, Any]
    ) -> str:
        if tokens[at].hidden:
            return renderer.renderToken(tokens, at, options, environment)
        is_picture = (tokens[at + 1].children or [tokens[at]])[0].type == "image"
        return '<p class="picture">' if is_picture else "<p>"

    def commands(
        renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, environment: dict[str, Any]
    ) -> str:
        del renderer, options, environment
        lines = "<br>".join(escape(tokens[at].content).splitlines())
        return f'<p class="commands"><code>{lines}</code></p>'

    rules: dict[str, Callable[..., str]] = {
        "heading_open": heading,
        "link_open": link,
        "paragraph_open": paragraph,
        "fence": commands,
    }
    for name, rule in rules.items():
        markdown.add_render_rule(name, rule)
    rendered = markdown.renderer.render(chapter.tokens, markdown.options, {})
    assert isinstance(rendered, str)
    return rendered
