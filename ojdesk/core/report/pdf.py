"""A report as a PDF, to publish: tagged for screen readers (PDF/UA-1), set by Typst with the bundled font."""

import json
import re
from collections import Counter
from collections.abc import Sequence
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
    Points,
    Report,
    TextCell,
    TextTable,
)
from ojdesk.core.report.setting import SHORT_LIST, are_figures, leading
from ojdesk.core.resources import resource

_COLOURS = {name: getattr(LIGHT, name) for name in ("text", "quiet", "rule", "panel", "own", "alarm")}
#: Those that are told at a glance by sign and colour; the others are as quiet as the text beside them.
_TOLD = (Answer.YES, Answer.PARTLY, Answer.NO)
_SIGN_SIDE = 12.0
#: The longest word that is let be; file names and the like are longer, and would run over the margin.
_LONGEST_WORD = 36
_LONG_WORD = re.compile(rf"[^\s-]{{{_LONGEST_WORD + 1},}}")
_BREAK = "\u200b"
#: Typst keeps what it has worked out until ten more documents are set, 25 MB for a report, and has no other way to let
#: it go. So many empty ones after each report leave time to another that is being set meanwhile.
_TO_FORGET = 4


def write(report: Report) -> bytes:
    """The PDF's bytes. The same report gives the same bytes."""
    written = _set(report, format="pdf", pdf_standards="ua-1")
    assert isinstance(written, bytes)
    return written


def pages(report: Report, dots_per_inch: int = 96) -> list[bytes]:
    """A PNG of each page."""
    drawn = _set(report, format="png", ppi=dots_per_inch)
    return drawn if isinstance(drawn, list) else [drawn]


def _set(report: Report, **how: Any) -> bytes | list[bytes]:
    source, inputs = resource("report.typ").read_bytes(), _inputs(report)
    try:
        made: bytes | list[bytes] = typst.compile(source, font_paths=fonts(), sys_inputs=inputs, **how)
        return made
    finally:
        for _ in range(_TO_FORGET):
            typst.compile(b"", format="pdf", font_paths=fonts())


def _inputs(report: Report) -> dict[str, str]:
    return {"data": json.dumps(_as_json(report))}


def _as_json(report: Report) -> dict[str, Any]:
    """What `report.typ` takes."""
    numbers = Counter[str]()
    return {
        "title": _text(report.title),
        "subtitle": _text(report.subtitle),
        "made": [report.made.year, report.made.month, report.made.day],
        "invented": _text(report.invented),
        "parts": [_blocks(part, numbers) for part in _parts(report.blocks)],
        "colours": _COLOURS,
        "answers": {answer: LIGHT.answers[answer] for answer in _TOLD},
        "signs": {answer: _sign(answer) for answer in _TOLD},
        "width": WIDTH,
        "short-list": SHORT_LIST,
    }


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """What comes before the first heading, and from there all that is to begin on a new page."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and (len(parts) == 1 or block.new_page):
            parts.append([])
        parts[-1].append(block)
    return parts


def _blocks(blocks: Sequence[Block], numbers: Counter[str]) -> list[dict[str, Any]]:
    """Notes that follow on each other are one."""
    made: list[dict[str, Any]] = []
    for block in blocks:
        if not isinstance(block, Note):
            made.append(_block(block, numbers))
            continue
        if not made or made[-1]["kind"] != "notes":
            made.append({"kind": "notes", "notes": []})
        made[-1]["notes"].append({"heading": _text(leading(block)), "text": _text(block.text)})
    return made


def _block(
    block: Heading | Paragraph | TextTable | Illustration | Finding | Comment | Points, numbers: Counter[str]
) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": _text(block.text), "level": block.level}
        case Paragraph():
            return {"kind": "lead" if block.lead else "paragraph", "text": _text(block.text)}
        case TextTable():
            return _table(block, numbers)
        case Illustration():
            return _figure(block, numbers)
        case Finding():
            shown = _block(block.shown, numbers)
            texts = {"message": block.message, "text": block.text, "source": block.source}
            return {"kind": "finding", "shown": shown} | {name: _text(text) for name, text in texts.items()}
        case Points():
            return {"kind": "points", "points": [[_text(it) for it in point] for point in block.points]}
        case Comment():
            return {"kind": "comment", "text": _text(block.text)}


def _figure(block: Illustration, numbers: Counter[str]) -> dict[str, Any]:
    picture = block.picture
    return {
        "kind": "figure",
        "caption": _numbered("Figur", block.caption, numbers),
        "picture": printable(picture.svg),
        "description": printable(picture.description),
        "width": picture.width,
        "height": picture.height,
    }


def _table(block: TextTable, numbers: Counter[str]) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": _numbered("Tabell", block.caption, numbers),
        "heads": [_text(it) for it in block.heads],
        "widths": block.widths,
        "numbers": are_figures(block),
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
    }


def _numbered(kind: str, caption: str, numbers: Counter[str]) -> str:
    numbers[kind] += 1
    return f"{kind} {numbers[kind]}: {_text(caption)}"


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
