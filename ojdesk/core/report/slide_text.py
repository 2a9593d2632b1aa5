"""Text on slides: how much room it takes, and how it is written so that a screen reader speaks Swedish."""

import re
import textwrap
from collections.abc import Iterator, Sequence

from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.text.text import TextFrame, _Paragraph, _Run

from ojdesk.core.report.slide_layouts import Box
from ojdesk.core.text import in_plain_sight

#: How wide a letter is, as a part of its size: a good tenth more than Calibri's are on the average of Swedish text.
_LETTER, _BOLD_LETTER = 0.46, 0.49
_LEADING = 1.2
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”])")


def height(text: str, size: float, across: float, *, bold: bool = False) -> float:
    """How high a paragraph becomes in so many points' width, rather too much than too little."""
    return max(len(_lines(text, size, across, bold=bold)), 1) * size * _LEADING


def cut(text: str, size: float, box: Box, *, bold: bool = False) -> str:
    """The text, or as many whole words of it as find room in the box, with a sign that there are more."""
    lines, room = _lines(text, size, box.width, bold=bold), max(int(box.height / (size * _LEADING)), 1)
    if len(lines) <= room:
        return text
    return f"{' '.join(lines[:room]).rpartition(' ')[0] or lines[0]} …"


def _lines(text: str, size: float, across: float, *, bold: bool = False) -> list[str]:
    letters = max(int(across / (size * (_BOLD_LETTER if bold else _LETTER))), 1)
    return textwrap.wrap(text, letters)


def width(text: str, size: float) -> float:
    """How wide a line of text becomes, in points."""
    return len(text) * size * _LETTER


def sentences(text: str) -> list[str]:
    """The sentences of a text, one by one."""
    return [it for it in _SENTENCE_END.split(in_plain_sight(text)) if it]


def fitting(texts: Sequence[str], size: float, box: Box, *, bold: bool = False) -> int:
    """How many of the sentences find room in the box, written on end."""
    for count in range(len(texts), 0, -1):
        if height(" ".join(texts[:count]), size, box.width, bold=bold) <= box.height:
            return count
    return 0


def filled(texts: Sequence[str], size: float, after: float, box: Box) -> Iterator[list[str]]:
    """Paragraphs, as many at a time as find room in the box; one that never does is parted."""
    part: list[str] = []
    used = 0.0
    for text in _no_longer_than(texts, size, box):
        high = height(text, size, box.width) + after
        if part and used + high > box.height:
            yield part
            part, used = [], 0.0
        part.append(text)
        used += high
    if part:
        yield part


def _no_longer_than(texts: Sequence[str], size: float, box: Box) -> Iterator[str]:
    """Each text as it is, or parted between sentences, or where one of those is too long, between words."""
    for text in texts:
        rest = sentences(text)
        while rest:
            count = fitting(rest, size, box)
            if not count:
                lines, room = _lines(rest[0], size, box.width), int(box.height / (size * _LEADING)) - 1
                rest[:1] = [" ".join(lines[at : at + room]) for at in range(0, len(lines), room)]
                count = 1
            yield " ".join(rest[:count])
            rest = rest[count:]


def write_paragraphs(frame: TextFrame, texts: Sequence[str]) -> None:
    """Replaces what stands in a frame by paragraphs in Swedish."""
    frame.clear()
    for at, text in enumerate(texts):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        add_run(paragraph, in_plain_sight(text))


def add_run(paragraph: _Paragraph, text: str) -> _Run:
    """Text at the end of a paragraph, in Swedish."""
    run = paragraph.add_run()
    run.text = text
    run.font.language_id = MSO_LANGUAGE_ID.SWEDISH
    return run
