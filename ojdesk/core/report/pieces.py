"""Pieces of a report for the clipboard: real headings, text and tables to paste into a document of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ojdesk.core.palette import LIGHT
from ojdesk.core.report.blocks import (
    Block,
    Comment,
    Finding,
    Heading,
    Illustration,
    Note,
    Paragraph,
    Points,
    Report,
    TextCell,
    TextTable,
)
from ojdesk.core.report.setting import are_figures, cleaned, leading

_CELL = f"padding: 2pt 6pt 2pt 0; border-bottom: 1px solid {LIGHT.rule}; vertical-align: top"


@dataclass(frozen=True)
class Piece:
    """The same content twice: as HTML, and as plain text whose tables have tabs between their cells."""

    html: str
    text: str


def whole(report: Report) -> Piece:
    """All that there is to read, with title and subtitle. Pictures stay behind: what they show is said in words."""
    head = (Heading(report.title), Paragraph(report.subtitle))
    lower = [Heading(it.text, it.level + 1) if isinstance(it, Heading) else it for it in report.blocks]
    return piece([*head, *_notice(report.invented), *lower])


def piece(blocks: Sequence[Block], invented: str = "") -> Piece:
    """Some blocks: a finding, a table, a chapter. `invented` is what has to be said of made-up data."""
    given = cleaned((*_notice(invented), *blocks))
    html = "".join(_html(it) for it in given)
    text = "\n\n".join(_text(it) for it in given)
    return Piece(f'<html lang="sv"><body>{html}</body></html>', text)


def _notice(invented: str) -> list[Block]:
    return [Paragraph(invented)] if invented else []


def _html(block: Block) -> str:
    match block:
        case Heading():
            level = min(block.level, 6)
            return f"<h{level}>{escape(block.text)}</h{level}>"
        case Paragraph() | Comment():
            return "".join(map(_paragraph, block.text.splitlines()))
        case TextTable():
            return f"{_paragraph(block.caption)}{_table(block)}"
        case Illustration():
            return _paragraph(block.picture.description)
        case Finding():
            shown = _html(block.shown) if isinstance(block.shown, TextTable) else ""
            return f"{_paragraph(block.message)}{_paragraph(block.text)}{shown}{_paragraph(block.source)}"
        case Note():
            return f"<p><b>{escape(leading(block))}</b> {escape(block.text)}</p>"
        case Points():
            items = (f"<b>{escape(lead)}</b> {escape(text)}" if lead else escape(text) for lead, text in block.points)
            return f"<ul>{''.join(f'<li>{it}</li>' for it in items)}</ul>"


def _paragraph(text: str) -> str:
    """Nothing for no text."""
    return f"<p>{escape(text)}</p>" if text else ""


def _table(table: TextTable) -> str:
    sides = ["right" if it else "left" for it in are_figures(table)]
    heads = "".join(
        f'<th scope="col" width="{share:.0%}" style="{_CELL}; text-align: {side}">{escape(head)}</th>'
        for head, share, side in zip(table.heads, table.widths, sides, strict=True)
    )
    rows = []
    for row in table.rows:
        if len(row) == 1:
            title = f'<th scope="rowgroup" colspan="{len(table.heads)}" style="{_CELL}; text-align: left">'
            rows.append(f"<tr>{title}{escape(row[0].text)}</th></tr>")
        else:
            cells = "".join(_cell(cell, side) for cell, side in zip(row[1:], sides[1:], strict=True))
            first = f'<th scope="row" style="{_CELL}; text-align: left; font-weight: normal">{escape(row[0].text)}</th>'
            rows.append(f"<tr>{first}{cells}</tr>")
    return f'<table width="100%" cellspacing="0"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _cell(cell: TextCell, side: str) -> str:
    colour = f"; color: {LIGHT.answers[cell.answer]}" if cell.answer else ""
    return f'<td style="{_CELL}; text-align: {side}{colour}">{escape(cell.text)}</td>'


def _text(block: Block) -> str:
    match block:
        case Heading() | Paragraph() | Comment():
            return block.text
        case TextTable():
            lines = [block.heads, *(tuple(cell.text for cell in row) for row in block.rows)]
            return "\n".join([block.caption, *("\t".join(map(_in_line, line)) for line in lines)])
        case Illustration():
            return block.picture.description
        case Finding():
            shown = _text(block.shown) if isinstance(block.shown, TextTable) else ""
            return "\n".join(filter(None, (block.message, block.text, shown, block.source)))
        case Note():
            return f"{leading(block)} {block.text}"
        case Points():
            return "\n".join(f"• {lead} {text}" if lead else f"• {text}" for lead, text in block.points)


def _in_line(text: str) -> str:
    return " ".join(text.splitlines())
