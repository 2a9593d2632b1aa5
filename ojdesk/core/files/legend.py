"""What signs and words in the cells mean: by the file's own key first, by the source's custom second."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from types import MappingProxyType

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.headings import role_of
from ojdesk.core.files.numerals import number_in
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.model import Indicator, Source, Status
from ojdesk.core.text import key, tidy
from ojdesk.core.work import checkpoint

_MEANINGS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        Status.SUPPRESSED,
        # "Skyddade personuppgifter" is what an indicator is about.
        re.compile(r"sekretess|skydda[dts]\b|röjande|för få|färre än|mindre än \w+ (?:person|svar|observation)"),
    ),
    (
        Status.NOT_APPLICABLE,
        re.compile(r"(?:ej|inte) (?:aktuell|tillämplig|relevant)|ställdes inte|ingår inte|finns inte i kommunen"),
    ),
    (
        Status.MISSING,
        re.compile(
            r"saknas|bortfall|vet ej|vet inte|ingen uppgift|inget svar|ej deltagit|inte deltagit|^u\.?s$"
            r"|(?:ej|inte) (?:be)?svara|(?:ej|inte) (?:lämnat|inkommit|redovisa)"
        ),
    ),
)

_YES_TOP = re.compile(r"^ja,? ?(?:för)? ?(?:alla|samtliga)\b(?!.*\b(?:utom|men)\b).*$")
_PARTLY = re.compile(r"^(?:ja,? )?(?:men )?(?:delvis|inte (?:för )?alla|(?:för |i )?(?:vissa|en del|några)).*$")
# "Nej, rutin saknas" is a no; "nej, ej aktuellt" is not.
# Truth values are answers too.
_YES = re.compile(r"^(?:ja|sant)$")
_NO = re.compile(r"^(?:nej\b(?!.*\b(?:ej|inte) (?:aktuell|tillämplig|relevant)).*|falskt)$")

#: Signs that a source uses whatever the file says of them: the statistics database of the register writes X for
#: secrecy and -- for a figure that was not delivered. Other signs mean different things in different publications.
_CUSTOM: Mapping[Source, Mapping[str, Status]] = MappingProxyType(
    {
        Source.REGISTER: MappingProxyType({"x": Status.SUPPRESSED, "--": Status.MISSING}),
        Source.SURVEY: MappingProxyType({}),
    }
)

#: Numbers that stand for answers in most files.
_ANSWERS_BY_NUMBER = {"0", "1", "2"}

_KEY_HEADING = re.compile(r"^(?!.*indikator).*(?:tecken|förklaring|symbol|förkortning|koder|kodning)")
_EXPLAINS = re.compile(r"^(?:betydelse|förklaring|innebörd)$")
_ONE_CELL = re.compile(r"^(\S{1,4})\s*(?:=|:|\s[-–—]\s|\s{1,})\s*(\S.{3,})$")
_EQUATION = re.compile(r"^(\S{1,4})\s*=\s*(\S.+)$")
_NEXT_EQUATION = re.compile(r"[,;\s]\s*(?:och\s+)?(?=\S{1,4}\s*=)")
#: Where the next sign begins, if nothing but a comma stands before it.
_NEXT_SIGN = re.compile(r"[,;]\s+(?=(?:[^\w\s]{1,3}|x)\s+\S)", re.IGNORECASE)
_MAX_SIGN = 40
#: How far to the right of a sign its explanation may stand, where cells between them are merged or empty.
_MAX_GAP = 3

_WORD = r"(ja,? ?(?:för )?(?:alla|samtliga)|(?:ja,? )?(?:men )?(?:delvis|inte (?:för )?alla)|ja|nej)"
_CODE_FIRST = re.compile(rf"(?<![\w-])(\d)\s*=\s*{_WORD}\b")
_WORD_FIRST = re.compile(rf"\b{_WORD}\s*=\s*(\d)(?!\w)")


@dataclass(frozen=True)
class Legend:
    """The file's own key.

    Attributes:
        statuses: sign (as compared) → what it stands for.
        answers: number or word → the answers it stands for: "ja", "ja, för alla", "delvis" or "nej". More than one when
            questions are answered in different ways, as 1 is "ja" on one and "delvis" on another.
        texts: sign → the explanation as it stands in the file.
        doubtful: 0, 1 or 2 → an explanation beside it which would make it a missing value, in a file that says of no
            other number what answer it is: most often a numbered note.
        subject: Which of the Öppna jämförelser the file is of, as "Äldreomsorg"; empty for ekonomiskt bistånd. Its
            indicators leave that out of their names.
        source: Decides what unexplained signs mean by custom.
    """

    statuses: Mapping[str, Status]
    answers: Mapping[str, frozenset[str]]
    texts: Mapping[str, str]
    source: Source
    doubtful: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""

    def status_of(self, text: str) -> Status:
        """What a text in a cell stands for; UNKNOWN when neither the file nor custom says."""
        sign = sign_key(text)
        if sign in self.statuses:
            return self.statuses[sign]
        return meaning(text) or _CUSTOM[self.source].get(sign, Status.UNKNOWN)

    def is_known(self, text: str) -> bool:
        """Whether a text in a cell is a sign or a word for why there is no value."""
        return self.status_of(text) is not Status.UNKNOWN

    @cached_property
    def has_numbers(self) -> bool:
        """Whether some of its signs are numbers."""
        return any(map(number_in, self.statuses))

    def explains(self, sign: str, text: str) -> bool:
        """Whether this key has a sign with just this explanation."""
        return self.texts.get(tidy(sign)) == tidy(text)

    def known(self, wording: str) -> Indicator | None:
        """The indicator that a wording means in this file, or None."""
        return catalogue().find(wording, area=self.subject)

    def with_coding(self, wording: str) -> "Legend":
        """This key, but by the coding that a heading itself gives, as in "Rutin (1=Ja, 2=Nej)"."""
        plain = key(wording)
        pairs = _CODE_FIRST.findall(plain) + [(code, word) for word, code in _WORD_FIRST.findall(plain)]
        answers: dict[str, frozenset[str]] = {}
        for code, word in pairs:
            if (stands_for := answer(word)) is not None:
                answers[code] = answers.get(code, frozenset()) | {stands_for}
        return replace(self, answers=answers) if answers else self


def sign_key(text: str) -> str:
    """A sign as it is compared. Unlike other words, its punctuation is all there is of it."""
    return tidy(text).casefold()


def meaning(explanation: str) -> Status | None:
    """What a Swedish explanation, or a cell that explains itself, says about why there is no value."""
    plain = key(explanation)
    return next((status for status, pattern in _MEANINGS if pattern.search(plain)), None)


def answer(text: str) -> str | None:
    """The answer that a word is: "ja", "ja, för alla", "delvis" or "nej"; None when it is none."""
    plain = key(text)
    if _YES.match(plain):
        return "ja"
    if _NO.match(plain):
        return "nej"
    if _YES_TOP.match(plain):
        return "ja, för alla"
    if _PARTLY.match(plain):
        return "delvis"
    return None


def read_legend(sheets: Iterable[Sheet], source: Source, subject: str = "") -> Legend:
    """Gathers the key from every sheet: two cells side by side, or sign and explanation in one cell."""
    statuses: dict[str, Status] = {}
    answers: dict[str, frozenset[str]] = {}
    texts: dict[str, str] = {}
    beside: dict[str, str] = {}
    for sign, explanation, is_certain, is_equation in _pairs(sheets):
        wanted = sign_key(sign)
        status, stands_for = meaning(explanation), answer(explanation)
        if stands_for is not None:
            answers[wanted] = answers.get(wanted, frozenset()) | {stands_for}
        # "1 Uppgiften saknas för Ale" is a footnote; that 1 means missing must be said under a heading or with a =.
        elif status is not None and (is_certain or not wanted.isdigit()):
            if wanted in _ANSWERS_BY_NUMBER and not is_equation:
                beside.setdefault(wanted, tidy(explanation))
            statuses.setdefault(wanted, status)
        else:
            continue
        texts.setdefault(tidy(sign), tidy(explanation))
    doubtful = {} if any(sign.isdigit() for sign in answers) else beside
    for sign in doubtful:
        del statuses[sign], texts[sign]
    return Legend(statuses, answers, texts, source, doubtful, subject)


def _pairs(sheets: Iterable[Sheet]) -> Iterable[tuple[str, str, bool, bool]]:
    """Signs, explanations, whether they can be nothing else, and whether a = joins them."""
    for sheet in sheets:
        under_heading = False
        for index, row in enumerate(sheet.rows):
            checkpoint()
            filled = list(islice((column for column, cell in enumerate(row) if cell is not None), 3))
            if len(filled) == 1:
                text = sheet.text(index, filled[0])
                if _KEY_HEADING.search(key(text)) and len(text) < _MAX_SIGN and ":" not in key(text):
                    under_heading = True
                else:
                    yield from _in_one_cell(text, under_heading=under_heading)
            elif len(filled) == 2 and filled[1] - filled[0] <= _MAX_GAP:
                sign, explanation = sheet.text(index, filled[0]), sheet.text(index, filled[1])
                if _EXPLAINS.match(key(explanation)):
                    under_heading = True
                elif role_of(sign) is not None:
                    under_heading = False
                elif _KEY_HEADING.search(key(sign)):
                    under_heading = True
                elif len(sign) <= _MAX_SIGN and (under_heading or len(sign) <= (2 if sign.isdigit() else 4)):
                    yield sign, explanation, under_heading, False
            elif filled:
                under_heading = False


def _in_one_cell(text: str, *, under_heading: bool) -> Iterable[tuple[str, str, bool, bool]]:
    """What one cell says of signs: of one, or of several on lines of their own or behind each other."""
    for line in text.splitlines():
        plain = tidy(line)
        head, colon, behind = plain.partition(":")
        if colon and len(head) < _MAX_SIGN and _KEY_HEADING.search(key(head)):  # "Teckenförklaring: .. uppgift saknas"
            under_heading, plain = True, behind.strip()
        equations = [_EQUATION.match(part.strip()) for part in _NEXT_EQUATION.split(plain)]
        if any(equations):
            yield from ((found[1], found[2], True, True) for found in equations if found)
            continue
        for part in _NEXT_SIGN.split(plain):
            # "X Sekretess" may stand anywhere; an ordinary sentence must not pass for a key.
            if (found := _ONE_CELL.match(part)) and (under_heading or not found[1].isalpha() or key(found[1]) == "x"):
                yield found[1], found[2], under_heading, False
