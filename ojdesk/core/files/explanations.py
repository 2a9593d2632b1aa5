"""Where a file explains its signs: in tables, on lines of their own, in sentences. What they mean is not asked here."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ojdesk.core.files.headings import Role, role_of
from ojdesk.core.files.meanings import codings, meaning
from ojdesk.core.files.sheet import Cell, Sheet
from ojdesk.core.files.whose import names_unit
from ojdesk.core.text import key, tidy
from ojdesk.core.work import checkpoint

#: One way to write signs that look alike.
_ALIKE = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), "…": "..."})

#: The heading over a key, alone on its row; and the two headings over its columns.
_KEY_HEADING = re.compile(r"^(?!.*indikator).*(?:tecken|förklaring|symbol|förkortning|koder|kodning)")
_SIGN_HEAD = re.compile(
    r"^(?:(?:svars|siffer|värde)?kod(?:er)?|tecken|symbol(?:er)?|beteckning(?:ar)?|förkortning(?:ar)?|markering|kodning"
    r"|värde|svar(?:salternativ)?)$"
)
_TEXT_HEAD = re.compile(r"^(?:betydelse|betyder|förklaring(?:ar)?|innebörd|klartext|etikett|beskrivning)$")
#: Those that are looked for right below a table as well.
_USUAL_HEADS = {"Betydelse", "betydelse", "Förklaring", "förklaring", "Innebörd", "innebörd"}
_MAX_SIGN = 40
#: How far to the right of a sign its explanation may stand, where cells between them are merged or empty.
_MAX_GAP = 3
#: How many of a row's filled cells are looked at.
_LOOK = 4

_NAMES = {
    **dict.fromkeys(("två streck", "dubbelstreck"), "--"),
    **dict.fromkeys(("streck", "bindestreck", "tankstreck", "minustecken"), "-"),
    **dict.fromkeys(("tre punkter", "tre prickar"), "..."),
    **dict.fromkeys(("två punkter", "två prickar", "dubbelpunkt"), ".."),
    **dict.fromkeys(("punkt", "prick"), "."),
    **dict.fromkeys(("asterisk", "stjärna"), "*"),
    "kryss": "x",
}
_NAME = rf"(?:ett |en )?(?P<name>{'|'.join(_NAMES)})"
_MARK = r"(?:[.:…\-‐-―−*†‡#/\\~?+¤§°^]{1,4}|xx?)"
_OPEN, _CLOSE = r"[(\[\"'”“’‘«»]\s*", r"\s*[)\]\"'”“’‘«»]"
_BLANK = r"(?P<blank>tom(?:ma|t)? ?(?:cell(?:er)?|rut(?:a|or)|fält)|blanka? ?(?:cell(?:er)?|rut(?:a|or)|fält)|blankt?)"
#: A cell of a key that holds a sign and nothing else, or its name as well.
_SIGN_CELL = re.compile(
    rf"^(?:(?:{_NAME} ?)?(?:{_OPEN})?(?P<mark>{_MARK})(?:{_CLOSE})?(?: ?\([^()]*\))?|{_NAME.replace('name', 'alone')}"
    rf"|{_OPEN}?{_BLANK}{_CLOSE}?)$",
    re.IGNORECASE,
)
_VERBS = (
    r"betyder|betecknar|står för|innebär|motsvarar|menas|avses|anger|markerar|visar(?= att)"
    r"|(?:anges|används|visas|skrivs) (?:när|om|då|för)"
)
_JOINT = rf"(?P<joint> ?= ?| ?: | [-‐-―−] | (?:{_VERBS}) )(?:att )?"
#: A sign within a line, with what joins it to its explanation.
_SIGN = re.compile(
    rf"(?<![^\s,;(])(?:{_NAME}\b(?: ?{_OPEN}(?P<named>{_MARK}){_CLOSE})?|{_BLANK}|{_OPEN}(?P<quoted>{_MARK}){_CLOSE}"
    rf"|(?P<bare>{_MARK})(?=[\s=:])(?: \([^()=]{{2,20}}\))?|(?P<code>[^\s=,;:()]{{1,4}})(?= ?=)"
    rf"|^(?P<first>[^\s=:]{{1,4}})(?=[ :]))(?:{_JOINT})?",
    re.IGNORECASE,
)
#: What stands before a sign that begins an explanation without more ado: nothing, or the end of the one before.
_BEFORE = re.compile(r"(?:^|[,;.:]|\b(?:och|samt))\s*$", re.IGNORECASE)
_LEFTOVER = re.compile(r"[\s,;.]*(?:\b(?:och|samt|med|tecknet|symbolen|koden|bokstaven))?\s*$", re.IGNORECASE)
#: "Uppgift saknas: ..", "Sekretess (x)".
_BEHIND = re.compile(
    rf"^(?P<text>[^\W\d].{{2,80}}?) ?(?:[=:] ?(?:{_OPEN})?|{_OPEN})(?P<mark>{_MARK})(?:{_CLOSE})?$", re.IGNORECASE
)
#: "Kommuner som inte svarat anges med ..".
_MARKED = re.compile(
    r" (?:är |har )?(?:anges|anges här|markera(?:s|de|ts|d|t)|betecknas|redovisas|visas|skrivs) (?:med|som|av|genom) "
    rf"(?:(?:ett|en|tecknet|symbolen|koden|bokstaven) )*(?:{_NAME} ?)?(?:{_OPEN})?(?P<mark>{_MARK})?(?:{_CLOSE})?"
    r"(?=[\s.,;]|$)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d]{2})[.;] ")


class Explanation(NamedTuple):
    """What a file says of a sign.

    Attributes:
        sign: As `sign_key` has it; empty for the empty cell.
        text: The file's words.
        sheet: Where they stand.
        row: Where they stand, counted from 0.
        certain: Whether they can be nothing else: they stand in a key, or "=" or "betyder" joins them to the sign.
        joined: Whether they are joined by "=" or a verb, or stand in a table with "Kod" and "Betydelse" above.
        tabled: Whether sign and words have cells of their own.
    """

    sign: str
    text: str
    sheet: str
    row: int
    certain: bool
    joined: bool
    tabled: bool = False


def sign_key(text: str) -> str:
    """A sign as it is compared. Unlike other words, its punctuation is all there is of it."""
    return tidy(text).translate(_ALIKE).casefold()


def explanations(sheets: Iterable[Sheet]) -> tuple[list[Explanation], set[tuple[str, int]]]:
    """All that a file says of signs, and the rows of tables that have headings for it, as (sheet, row)."""
    found: list[Explanation] = []
    rows: set[tuple[str, int]] = set()
    for sheet in sheets:
        reader = _KeyReader(sheet)
        found += _without_bullets(list(reader.read()))
        rows |= {(sheet.name, row) for row in reader.rows}
    return found, rows


def _without_bullets(found: list[Explanation]) -> list[Explanation]:
    """What a sheet says, without the lines of a list, each of which begins with the same sign."""
    loose: dict[str, set[str]] = {}
    for it in found:
        if not it.certain and not it.tabled:
            loose.setdefault(it.sign, set()).add(it.text)
    bullets = {sign for sign, texts in loose.items() if len(texts) > 1 and None in map(meaning, texts)}
    return [it for it in found if it.certain or it.tabled or it.sign not in bullets]


class _KeyReader:
    """Goes down a sheet. `rows` are those of tables with headings over signs and explanations."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.rows: list[int] = []
        self._last = -1
        self._under_heading = False
        #: The columns of signs and of explanations, below headings that say which is which.
        self._columns: tuple[int, int] | None = None

    def read(self) -> Iterator[Explanation]:
        in_table = False
        for index, row in enumerate(self._sheet.rows):
            checkpoint()
            if in_table and len(row) > 2 and None not in (left := row[:3]) and _USUAL_HEADS.isdisjoint(left):
                continue  # as nearly every row of a file
            filled = list(islice((column for column, cell in enumerate(row) if cell is not None), _LOOK))
            was_in_table, in_table = in_table, False
            if not filled:
                # A key may begin below a blank row, but does not go on there.
                self._columns = None if index - 1 == self._last else self._columns
            elif self._columns is not None and (said := self._in_columns(index)) is not None:
                yield from said
            elif not (was_in_table and _USUAL_HEADS.isdisjoint(row)) and (columns := _heads(row, filled)) is not None:
                self._columns, self._under_heading = columns, True
                self.rows.append(index)
            elif len(filled) == 1:
                yield from self._in_cell(index, filled[0])
            elif len(filled) == 2 and filled[1] - filled[0] <= _MAX_GAP:
                yield from self._in_pair(index, *filled)
            else:
                self._under_heading, in_table = False, True

    def _in_columns(self, index: int) -> Sequence[Explanation] | None:
        """What a row below the headings of a key says; None when the key has ended."""
        sign, text = (tidy(self._sheet.text(index, column)) for column in self._columns or ())
        is_too_long = len(sign) > _MAX_SIGN or (len(sign) > 3 and sign.isdigit())
        names_other = any(role_of(it) is not None or names_unit(it) for it in (sign, text))
        if is_too_long or names_other or not (sign or text):
            self._columns = None
            return None
        self.rows.append(index)
        self._last = index
        return [self._explanation(sign, text, index, certain=True, joined=True, tabled=True)] if sign and text else ()

    def _in_pair(self, index: int, first: int, second: int) -> Iterator[Explanation]:
        sign, text = tidy(self._sheet.text(index, first)), tidy(self._sheet.text(index, second))
        if role_of(sign) is not None:
            self._under_heading = False
        elif _KEY_HEADING.search(key(sign)) or _TEXT_HEAD.match(key(text)):
            self._under_heading = True
        elif self._under_heading and not _SIGN_CELL.match(sign) and _SIGN_CELL.match(text):
            yield self._explanation(text, sign, index, certain=True, tabled=True)
        else:
            is_sign = bool(_SIGN_CELL.match(sign))
            if len(sign) <= (_MAX_SIGN if self._under_heading or is_sign else 2 if sign.isdigit() else 4):
                certain = self._under_heading or (is_sign and text.count(" ") > 1)
                yield self._explanation(sign, text, index, certain=certain, tabled=True)

    def _in_cell(self, index: int, column: int) -> Iterator[Explanation]:
        """What one cell says of signs: of one, or of several on lines of their own or behind each other."""
        whole = self._sheet.text(index, column)
        if _KEY_HEADING.search(key(whole)) and len(whole) < _MAX_SIGN and ":" not in key(whole):
            self._under_heading = True
            return
        under_heading = self._under_heading
        for line in whole.splitlines():
            plain = tidy(line)
            head, colon, behind = plain.partition(":")
            if colon and len(head) < _MAX_SIGN and _KEY_HEADING.search(key(head)):  # "Teckenförklaring: .. saknas"
                under_heading, plain = True, behind.strip()
            for sign, text, certain, joined in _in_line(plain, under_heading=under_heading):
                yield self._explanation(sign, text, index, certain=certain or under_heading, joined=joined)

    def _explanation(
        self, sign: str, text: str, row: int, *, certain: bool, joined: bool = False, tabled: bool = False
    ) -> Explanation:
        found = _SIGN_CELL.match(sign)
        return Explanation(
            sign_key(_sign_of(found) if found else sign), tidy(text), self._sheet.name, row, certain, joined, tabled
        )


def _heads(row: Sequence[Cell], filled: Sequence[int]) -> tuple[int, int] | None:
    """The columns of signs and of explanations, if a row has the headings of both and is no table's of results."""
    heads = {column: cell for column in filled if isinstance(cell := row[column], str) and len(cell) < _MAX_SIGN}
    texts = [column for column, cell in heads.items() if _TEXT_HEAD.match(key(cell))]
    signs = [column for column, cell in heads.items() if _SIGN_HEAD.match(key(cell))] if texts else []
    if not signs or any(role_of(cell) not in {None, Role.OTHER} for it, cell in heads.items() if it != signs[0]):
        return None
    return signs[0], texts[0]


def _sign_of(found: re.Match[str]) -> str:
    """The sign that is meant, by itself or by its name."""
    groups = found.groupdict()
    mark = next((groups[it] for it in ("mark", "named", "quoted", "bare", "code", "first") if groups.get(it)), None)
    name = groups.get("name") or groups.get("alone")
    return mark or (_NAMES[name.casefold()] if name else "")


def _in_line(line: str, *, under_heading: bool) -> Sequence[tuple[str, str, bool, bool]]:
    """Signs with their explanations, whether these can be nothing else, and whether "=" or a verb joins them."""
    return [*_behind_signs(line, under_heading=under_heading)] or [*_before_signs(line)]


def _behind_signs(line: str, *, under_heading: bool) -> Iterator[tuple[str, str, bool, bool]]:
    begins = _begins(line, takes_words=under_heading)
    for at, found in enumerate(begins):
        end = begins[at + 1].start() if at + 1 < len(begins) else len(line)
        text = _LEFTOVER.sub("", line[found.end() : end].strip())
        if text.endswith(")") and "(" not in text:
            text = text[:-1]
        joint = (found["joint"] or "").strip()
        joined = bool(joint) and joint[0] not in ":-‐‑‒–—―−"
        if len(text) > (1 if joined else 3):
            yield _sign_of(found), text, joined, joined


def _begins(line: str, *, takes_words: bool) -> list[re.Match[str]]:
    """The signs in a line that are explained behind, rather than part of what is said.

    "e.a. Ej aktuellt" may stand anywhere, and "ES Ej svarat" in a key; an ordinary sentence must not pass for one.
    """
    found = [
        it
        for it in _SIGN.finditer(line)
        if (it["joint"] or not (it["name"] or it["blank"] or it["code"]))
        and (takes_words or not (it["first"] or "").isalpha())
    ]
    is_list = bool(found) and found[0].start() == 0
    begins: list[re.Match[str]] = []
    for it in found:
        joint = (it["joint"] or "").strip()
        is_dash = sign_key(_sign_of(it)).strip("-") == ""
        if (
            (joint and joint not in "-‐‑‒–—―−")
            or _BEFORE.search(line[max(0, it.start() - 20) : it.start()])
            or (is_list and (not is_dash or len(begins) > 1))
        ):
            begins.append(it)
    return begins


def _before_signs(line: str) -> Iterator[tuple[str, str, bool, bool]]:
    yield from ((code, word, True, True) for code, word in codings(line))
    for part in re.split(r"[,;] ", line):
        if (found := _BEHIND.match(part)) and meaning(found["text"]) is not None:
            yield found["mark"], found["text"], True, False
    for found in _MARKED.finditer(line):
        before = _SENTENCE_END.split(line[max(0, found.start() - 200) : found.start()])[-1].strip()
        mark = found["mark"] or ""
        if len(mark.strip(".")) and mark.endswith("."):
            mark = mark.rstrip(".")
        if before and (mark or found["name"]):
            yield mark or _NAMES[found["name"].casefold()], before, True, True
