"""What Swedish words say: why there is no value, or what the answer is."""

import re
from functools import lru_cache

from ojdesk.core.model import Status
from ojdesk.core.text import key, tidy

#: Nobody explains a sign at greater length.
_LONGEST = 300
_COUNT = r"(?:[3-9]|1\d|20|tre|fyra|fem|sex|sju|åtta|nio|tio|tjugo)"
_FIGURES = r"(?:resultat|värde|uppgift|siffr|andel|tal)\w*"

_MEANINGS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        Status.SUPPRESSED,
        # "Skyddade personuppgifter" is what an indicator is about.
        re.compile(
            r"sekretess|skydda[dts]\b|röjande|för få|färre än|\bfå (?:svar|person|individ|observation|besvarad|fall\b)"
            rf"|mindre än \w+ (?:person|svar|individ|observation)|^(?:antalet |värdet )?(?:är )?mindre än {_COUNT}$"
            r"|(?:underlag|population|antal|grupp)\w* (?:är |var )?(?:allt)?för (?:lite[tn]|lågt?|svagt?|små)"
            r"|för (?:litet|svagt|lågt) (?:underlag|antal)|för (?:liten|små) (?:grupp|population)"
            rf"|^(?:{_FIGURES} )?(?:(?:visas|publiceras) (?:ej|inte)\b|(?:ej|inte) (?:visa|publicera)[dst])"
        ),
    ),
    (
        Status.NOT_APPLICABLE,
        re.compile(
            r"(?:ej|inte) (?:aktuell|tillämplig|relevant)|(?:ställdes|ställs) (?:ej|inte)|(?:ej|inte) ställ[dt]"
            r"|ingår inte|finns inte i kommunen"
        ),
    ),
    (
        Status.MISSING,
        # A routine that is lacking is a no, and no reason why there is no answer.
        re.compile(
            r"(?:uppgift|svar|data|värde|information)\w*\b.*\bsaknas"
            r"|^(?!.*\b(?:rutin|överenskommelse|plan|avtal|samverkan|insats|verksamhet|mall)).*saknas"
            r"|bortfall|vet ej|vet inte|ing(?:en|a) uppgift|ing(?:et|a) svar|(?:ej|inte) delta(?:git|gande)|^u\.?s$"
            r"|(?:ej|inte) (?:har |kunnat )?(?:be)?svara|^obesvara|obesvara[dt]e? fråg"
            r"|^(?:ej|inte) svar\b|(?:ej|inte) (?:har )?(?:lämnat|inkommit)|(?:ej|inte) redovisa|redovisas (?:ej|inte)"
            rf"|^(?:{_FIGURES} |data )?(?:är )?(?:ej|inte) tillgänglig"
        ),
    ),
)
#: What is denied is not said: "inte sekretessbelagd", "ingen kommun saknas".
_DENIED = re.compile(
    r"\b(?:ej|inte|ingen|utan) (?:(?:är|längre|omfattas av) )*(?:sekretess|skyddad)\w*|\bing(?:en|a|et) \w+ saknas"
)
_EITHER = re.compile(r" eller |/")
_SENTENCE = re.compile(r"(?<=[^\W\d]{2})\. +(?=[A-ZÅÄÖ])")
_SAYS_ANSWER = re.compile(r"\bsvara(?:t|r|de) (?:ja|nej)\b")
_NOUGHT = re.compile(r"^(?:(?:värdet|talet|antalet) )?(?:är )?(?:lika med )?(?:noll|0)(?: ?\((?:noll|0)\))?$")

_YES_TOP = re.compile(r"^ja,? ?(?:för)? ?(?:alla|samtliga)\b(?!.*\b(?:utom|men)\b).*$")
_PARTLY = re.compile(r"^(?:ja,? )?(?:men )?(?:delvis|inte (?:för )?alla|(?:för |i )?(?:vissa|en del|några)).*$")
# "Nej, rutin saknas" is a no; "nej, ej aktuellt" is not.
# Truth values are answers too.
_YES = re.compile(r"^(?:ja|sant)$")
_NO = re.compile(r"^(?:nej\b(?!.*\b(?:ej|inte) (?:aktuell|tillämplig|relevant)).*|falskt)$")

_WORD = r"(ja,? ?(?:för )?(?:alla|samtliga)|(?:ja,? )?(?:men )?(?:delvis|inte (?:för )?alla)|ja|nej)"
_CODE_FIRST = re.compile(rf"(?<![\w-])(\d)\s*=\s*{_WORD}\b")
_WORD_FIRST = re.compile(rf"\b{_WORD}\s*=\s*(\d)(?!\w)")


@lru_cache(maxsize=20_000)
def meaning(explanation: str) -> Status | None:
    """What an explanation, or a cell that explains itself, says about why there is no value.

    None when it says nothing of that, or names several reasons of which any may be meant. Of several sentences the
    first that says something counts.
    """
    for sentence in _SENTENCE.split(tidy(explanation[:_LONGEST])):
        plain = _DENIED.sub("", key(sentence))
        if _SAYS_ANSWER.search(plain):
            return None
        reasons = {_reason(part) for part in _EITHER.split(plain)} - {None}
        if reasons:
            return _reason(plain) if len(reasons) == 1 else None
    return None


def _reason(plain: str) -> Status | None:
    return next((status for status, pattern in _MEANINGS if pattern.search(plain)), None)


def is_nought(explanation: str) -> bool:
    """Whether an explanation says that the value is nought: "Noll (0)"."""
    return bool(_NOUGHT.match(key(explanation)))


@lru_cache(maxsize=20_000)
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


def codings(text: str) -> list[tuple[str, str]]:
    """The numbers that a text says stand for answers, each with the word for it: "(1=Ja, 2=Nej)"."""
    plain = key(text)
    return _CODE_FIRST.findall(plain) + [(code, word) for word, code in _WORD_FIRST.findall(plain)]
