"""A report as a PDF, to publish: tagged for screen readers (PDF/UA-1), set by Typst with the bundled font."""

import json
import re
from typing import Any

import typst

from ojdesk.core.model import Answer
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.drawing import Drawing
from ojdesk.core.paper.letters import printable
from ojdesk.core.paper.picture import WIDTH, fonts
from ojdesk.core.report.blocks import (
    Block,
    Comment,
    Finding,
    Heading,
    Illustration,
    Note,
    Paragraph,
    Report,
    TextCell,
    TextTable,
)
from ojdesk.core.report.columns import are_figures, shares_of_width
from ojdesk.core.resources import resource

_COLOURS = {name: getattr(LIGHT, name) for name in ("text", "quiet", "rule", "panel", "own", "alarm")}
#: Those that are told at a glance by sign and colour; the others are as quiet as the text beside them.
_TOLD = (Answer.YES, Answer.PARTLY, Answer.NO)
_SIGN_SIDE = 12.0
#: The longest word that is let be; file names and the like are longer, and would run over the margin.
_LONGEST_WORD = 36
_LONG_WORD = re.compile(rf"[^\s-]{{{_LONGEST_WORD + 1},}}")
_BREAK = "\u200b"


def write(report: Report) -> bytes:
    """The PDF's bytes. The same report gives the same bytes."""
    written = _compile(report, format="pdf", pdf_standards="ua-1")
    assert isinstance(written, bytes)
    return written


def pages(report: Report, dots_per_inch: int = 96) -> list[bytes]:
    """A PNG of each page."""
    drawn = _compile(report, format="png", ppi=dots_per_inch)
    return [drawn] if isinstance(drawn, bytes) else list(drawn or ())


def _compile(report: Report, **kind: Any) -> bytes | list[bytes] | None:
    source, inputs = resource("report.typ").read_bytes(), {"data": json.dumps(_as_json(report))}
    return typst.compile(source, font_paths=fonts(), sys_inputs=inputs, **kind)


def _as_json(report: Report) -> dict[str, Any]:
    """What `report.typ` takes."""
    return {
        "title": _text(report.title),
        "subtitle": _text(report.subtitle),
        "made": [report.made.year, report.made.month, report.made.day],
        "invented": _text(report.invented),
        "blocks": [_block(it) for it in report.blocks],
        "colours": _COLOURS,
        "answers": {answer: LIGHT.answers[answer] for answer in _TOLD},
        "signs": {answer: _sign(answer) for answer in _TOLD},
        "width": WIDTH,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": _text(block.text), "level": block.level, "new": block.new_page}
        case Paragraph():
            return {"kind": "lead" if block.lead else "paragraph", "text": _text(block.text)}
        case TextTable():
            return _table(block)
        case Illustration():
            return _figure(block)
        case Finding():
            shown = _figure(block.shown) if isinstance(block.shown, Illustration) else _table(block.shown)
            texts = {"message": block.message, "text": block.text, "source": block.source}
            return {"kind": "finding", "shown": shown} | {name: _text(text) for name, text in texts.items()}
        case Comment():
            return {"kind": "comment", "text": _text(block.text)}
        case Note():
            return {"kind": "note", "heading": _text(block.heading), "text": _text(block.text)}


def _figure(block: Illustration) -> dict[str, Any]:
    picture = block.picture
    return {
        "kind": "figure",
        "caption": _text(block.caption),
        "picture": printable(picture.svg),
        "description": printable(picture.description),
        "width": picture.width,
    }


def _table(block: TextTable) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": _text(block.caption),
        "heads": [_text(it) for it in block.heads],
        "widths": shares_of_width(block),
        "numbers": are_figures(block),
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
    }


def _cell(cell: TextCell) -> dict[str, str]:
    return {"text": _text(cell.text), "answer": cell.answer if cell.answer in _TOLD else ""}


def _sign(answer: Answer) -> str:
    drawing = Drawing(_SIGN_SIDE, _SIGN_SIDE)
    drawing.sign(answer, (0, 0), _SIGN_SIDE, LIGHT.answers[answer])
    return drawing.svg("")


def _text(text: str) -> str:
    """Printable text, whose long words may be broken where they must."""
    return _LONG_WORD.sub(_broken, printable(text))


def _broken(word: re.Match[str]) -> str:
    letters = word[0]
    return _BREAK.join(letters[at : at + 8] for at in range(0, len(letters), 8))
