"""The manual as a PDF, to print or send on: tagged for screen readers (PDF/UA-1), set by Typst."""

import json
from collections.abc import Sequence
from typing import Any

import typst
from markdown_it.tree import SyntaxTreeNode

from ojdesk import __version__
from ojdesk.core.manual.book import SIGN, chapters, place_of
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.picture import WIDTH, fonts
from ojdesk.core.resources import resource

TITLE = "Handbok för ojdesk"
_COLOURS = {name: getattr(LIGHT, name) for name in ("text", "quiet", "rule", "panel", "own")}
#: What holds others, by the name that `manual.typ` knows it by.
_NESTED = {
    "paragraph": "paragraph",
    "blockquote": "quote",
    "bullet_list": "list",
    "list_item": "item",
    "strong": "strong",
    "em": "emphasis",
}


def write() -> bytes:
    """The PDF's bytes, the same for the same text."""
    content = {
        "title": TITLE,
        "version": __version__,
        "colours": _COLOURS,
        "width": WIDTH,
        "chapters": [_children(it.tree.children, it.name) for it in chapters()],
    }
    return typst.compile(
        resource("manual.typ"),
        root=resource(),
        format="pdf",
        pdf_standards="ua-1",
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(content)},
    )


def _children(nodes: Sequence[SyntaxTreeNode], chapter: str) -> list[dict[str, Any]]:
    return [_node(it, chapter) for node in nodes for it in (node.children if node.type == "inline" else (node,))]


def _node(node: SyntaxTreeNode, chapter: str) -> dict[str, Any]:
    """What `manual.typ` takes for a piece of text.

    Raises:
        ValueError: The manual has no form for it, and it would be missing on paper.
    """
    match node.type:
        case "text" | "code_inline" | "fence":
            kind = {"text": "text", "code_inline": "code", "fence": "commands"}[node.type]
            return {"kind": kind, "text": node.content.rstrip("\n")}
        case "softbreak":
            return {"kind": "text", "text": " "}
        case "heading":
            inside = _children(node.children, chapter)
            return {"kind": "heading", "level": int(node.tag[1]), "place": str(node.attrs["id"]), "inside": inside}
        case "link":
            place = place_of(str(node.attrs["href"]), chapter)
            return {"kind": "link", "place": place, "inside": _children(node.children, chapter)}
        case "image":
            file = str(node.attrs["src"])
            kind = "sign" if file.startswith(SIGN) else "picture"
            return {"kind": kind, "file": file, "description": node.content}
        case "table":
            rows = [row for part in node.children for row in part.children]
            return {"kind": "table", "rows": [[_children(it.children, chapter) for it in row.children] for row in rows]}
        case _ if node.type in _NESTED:
            return {"kind": _NESTED[node.type], "inside": _children(node.children, chapter)}
        case _:
            raise ValueError(f"{chapter}: {node.type}")
