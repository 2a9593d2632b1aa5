"""What a heading over a column says: a unit, a year, a group, an indicator, or nothing of importance."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from ojdesk.core.model import Group
from ojdesk.core.text import key, tidy, without_numbering


class Role(Enum):
    """What stands in a column that is no result."""

    COUNTY_CODE = auto()
    COUNTY_NAME = auto()
    UNIT_CODE = auto()
    UNIT_NAME = auto()
    YEAR = auto()
    GROUP = auto()
    INDICATOR = auto()
    OTHER = auto()


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.COUNTY_CODE, re.compile(r"^läns?[- ]?(?:kod|nr|nummer|id)$")),
    (Role.COUNTY_NAME, re.compile(r"^(?:län|läns?namn)$")),
    (
        Role.UNIT_CODE,
        re.compile(
            r"^(?:kod|k-?kod|knr|kommunnr|(?:kommun|stadsdels?|område|områdes|region|enhets?|förvaltnings?)"
            r"[-/, ]*(?:stadsdels?|län|läns|förvaltnings?)?[-/, ]*(?:kod|nr|nummer|id))$"
        ),
    ),
    (
        Role.UNIT_NAME,
        re.compile(
            r"^(?:(?:(?:kommun|områdes|region|enhets|stadsdels)?namn|kommun|stadsdel|län|riket?|region|område|enhet"
            r"|geografiskt område|socialförvaltning|stadsdelsområde|kommunens namn)"
            r"(?:[-/, ]+(?:och |eller )?|$))+$"
        ),
    ),
    (Role.YEAR, re.compile(r"^(?:år|mätår|årtal|undersökningsår|redovisningsår|avser år|year)$")),
    (Role.GROUP, re.compile(r"^(?:kön|grupp|födelseland|bakgrund|redovisningsgrupp|kön/födelseland|indelning)$")),
    (Role.INDICATOR, re.compile(r"^(?:indikator|indikatornamn|indikatorer|mått|nyckeltal|fråga)$")),
    (
        Role.OTHER,
        re.compile(
            r"^(?:regiform|kommungrupp.*|sk[lr]-?grupp|folkmängd|(?:antal )?invånare|befolkning|källa|anmärkning"
            r"|kommentar|not|indikator-?(?:id|nr|nummer|kod)|nr|kvalitetsområde|område/dimension|enhet \(mått\)|sort)$"
        ),
    ),
)

_GROUPS = {
    "totalt": Group.TOTAL,
    "total": Group.TOTAL,
    "samtliga": Group.TOTAL,
    "alla": Group.TOTAL,
    "båda könen": Group.TOTAL,
    "totalt båda könen": Group.TOTAL,
    "kvinnor": Group.WOMEN,
    "kvinna": Group.WOMEN,
    "flickor": Group.WOMEN,
    "män": Group.MEN,
    "man": Group.MEN,
    "pojkar": Group.MEN,
    "inrikes födda": Group.BORN_IN_SWEDEN,
    "inrikes född": Group.BORN_IN_SWEDEN,
    "födda i sverige": Group.BORN_IN_SWEDEN,
    "svenskfödda": Group.BORN_IN_SWEDEN,
    "utrikes födda": Group.BORN_ABROAD,
    "utrikes född": Group.BORN_ABROAD,
    "utrikesfödda": Group.BORN_ABROAD,
    "inrikesfödda": Group.BORN_IN_SWEDEN,
    "födda utomlands": Group.BORN_ABROAD,
}
_GENERIC = re.compile(
    r"^(?:svar|resultat|värde|värden|andel|andelar|procent|%|andel ?\(%\)|andel,? ?%|andel i procent|antal|kronor|kr"
    r"|kommunens svar|utfall)$"
)
_ID = re.compile(r"^(?:(?:ind|b|nr|n|u)\.?\s?)?\d{1,5}[a-z]?\.?$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:år )?((?:19|20)\d\d)\.?$")
_YEAR_INSIDE = re.compile(r"(?<!\d)(?:20[0-4]\d|199\d)(?!\d)")
_YEAR_BEFORE = re.compile(r"^(20[0-4]\d|199\d)\s*[:,–-]?\s+(?=\S)")
# Not "(-2021)", which is Kolada's way to say that an indicator ended, nor "från 2018", "2019–2021" or "(2001:453)".
_YEAR_BEHIND = re.compile(
    r"[,(]?\s*(?<!\d)(?<![-–])(?<!från )(?<!sedan )(?<!efter )(?<!före )(?<!med )(?<!till )(?:år )?(20[0-4]\d|199\d)"
    r"(?!\s?[-–:\d])[¹²³*]*\)?(?=\s*(?:[,(].*)?$)",
    re.IGNORECASE,
)
_GROUP_BEHIND = re.compile(
    r"^(.{6,}?)\s*(?:[,:;]\s*|\s[-–]\s|\()(?:varav |för |andel )?([\wåäö ]+?)\)?$", re.IGNORECASE
)


@dataclass(frozen=True)
class Parts:
    """What the cells above one column say together; `with_year` is the wording before a year was taken out of it."""

    wording: str = ""
    with_year: str = ""
    above: str = ""
    group: Group | None = None
    year: int | None = None


def role_of(text: str) -> Role | None:
    """What a column holds, when its heading is one of the usual ones."""
    plain = key(text)
    return next((role for role, pattern in _ROLES if pattern.match(plain)), None) if len(plain) < 60 else None


def group_of(text: str) -> Group | None:
    return _GROUPS.get(key(text))


def year_of(text: str) -> int | None:
    found = _YEAR.match(key(text))
    return int(found[1]) if found else None


def combine(texts: list[str]) -> Parts:
    """Reads the cells above a column from top to bottom.

    Args:
        texts: The header cells, merged ones repeated; empty ones may be among them.

    Returns:
        The lowest wording that is neither group, year, id nor a mere "Svar" is the indicator; what stands above it
        is `above`, most often the quality area.
    """
    group: Group | None = None
    year: int | None = None
    words: list[str] = []
    for text in texts:
        plain = tidy(text)
        if not plain or (_ID.match(plain) and year_of(plain) is None) or _GENERIC.match(key(plain)):
            continue
        if found_group := group_of(plain):
            group = found_group
        elif found_year := year_of(plain):
            year = found_year
        elif not words or words[-1] != plain:
            words.append(plain)
    if not words:
        return Parts(group=group, year=year)
    wording = without_numbering(words[-1])
    # "…, kvinnor 2021" and "… 2021, kvinnor": one hides the other.
    in_row = year
    for _ in range(2):
        if group is None:
            wording, group = _split_group(wording)
        if year is None:
            wording, year = _split_year(wording)
    with_year = wording if in_row or not year else f"{wording} {year}"
    above = without_numbering(words[-2]) if len(words) > 1 else ""
    return Parts(wording, with_year, above, group, year)


def _split_group(wording: str) -> tuple[str, Group | None]:
    """Takes "Andel biståndsmottagare, kvinnor" apart into the indicator and the group."""
    found = _GROUP_BEHIND.match(wording)
    group = group_of(found[2]) if found else None
    # "… för alla" and "…, alla" belong to the question: whether it is met for everyone.
    if found is None or group is None or key(found[2]) in {"alla", "samtliga"}:
        return wording, None
    return found[1], group


def _split_year(wording: str) -> tuple[str, int | None]:
    """Takes "Rutin vid våld 2019" apart into the indicator and the year; a wording with several years keeps them."""
    found = _YEAR_BEFORE.search(wording) or _YEAR_BEHIND.search(wording)
    if found is None or len(_YEAR_INSIDE.findall(wording)) != 1:
        return wording, None
    rest = tidy(wording[: found.start()] + " " + wording[found.end() :]).strip(" ,:-–")
    return (rest, int(found[1])) if rest else (wording, None)
