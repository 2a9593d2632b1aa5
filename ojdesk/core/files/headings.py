"""What a heading over a column says: a unit, a year, a group, an indicator, or nothing of importance."""

import re
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache

from ojdesk.core.model import Group, Level
from ojdesk.core.text import key, tidy, without_numbering


class Role(IntEnum):
    """What stands in a column that is no result. Numbers, since each row of each file is looked up by them."""

    COUNTY_CODE = auto()
    COUNTY_NAME = auto()
    UNIT_CODE = auto()
    UNIT_NAME = auto()
    YEAR = auto()
    GROUP = auto()
    SPLIT = auto()
    INDICATOR = auto()
    OTHER = auto()


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.COUNTY_CODE, re.compile(r"^läns?[- ]?(?:kod|nr|nummer|id)$")),
    (Role.COUNTY_NAME, re.compile(r"^(?:län|läns?namn)$")),
    (
        Role.UNIT_CODE,
        re.compile(
            r"^(?:kod|k-?kod|knr|kommunnr|scb-?kod"
            r"|(?:(?:kommun|stadsdels?|områdes?|regions?|enhets?|förvaltnings?|läns?|geo)[-/,_ ]*)+"
            r"(?:kod|nr|nummer|id))(?: ?\(.*\))?$"
        ),
    ),
    (
        Role.UNIT_NAME,
        re.compile(
            r"^(?:(?:(?:kommun|områdes|region|enhets|stadsdels)?_?namn|kommun|stadsdel|län|riket?|region|område|enhet"
            r"|geografi(?:skt område)?|socialförvaltning|stadsdelsområde|kommunens namn|huvudman)"
            r"(?:[-/, ]+(?:och |eller )?|$))+(?: ?\((?:kommun|stadsdel|län|riket|socialförvaltning|[/, ])+\))?$"
        ),
    ),
    (Role.YEAR, re.compile(r"^(?:år|mätår|årtal|undersökningsår|redovisningsår|avser år|year|(?:mät|tids)?period)$")),
    (
        Role.GROUP,
        re.compile(
            r"^(?:kön|grupp|födelseland|bakgrund|redovisningsgrupp|kön/födelseland|indelning|population|könsuppdelning)$"
        ),
    ),
    (
        Role.SPLIT,
        re.compile(
            r"^(?:regi(?:form)?|driftsform|ålder|ålders(?:grupp|klass)(?:er)?|hushållstyp|utbildningsnivå"
            r"|(?:enheten|boendet|verksamheten|utföraren|avdelningen)s namn\b.*)$"
        ),
    ),
    (Role.INDICATOR, re.compile(r"^(?:indikator|indikatornamn|indikatorer|mått|nyckeltal|fråga)$")),
    (
        Role.OTHER,
        re.compile(
            r"^(?:nivå|redovisningsnivå|områdestyp|typ|kommungrupp.*|sk[lr]-?(?:kommun)?grupp|folkmängd"
            r"|(?:antal )?invånare|befolkning|källa|anmärkning|kommentar|not"
            r"|(?:förändring|skillnad|differens|trend)"
            r"(?: (?:\(?(?:procentenheter|p\.?e|%)\)?|sedan .*|20\d\d ?- ?20\d\d))*"
            r"|indikator-?(?:id|nr|nummer|kod)|id|nr|kvalitetsområde|område/dimension|enhet \(mått\)|sort)$"
        ),
    ),
)

_GROUPS = {
    Group.TOTAL: r"totalt|total|tot|t|samtliga|alla|(?:totalt )?\(?(?:båda könen|kvinnor och män|män och kvinnor)\)?",
    Group.WOMEN: "kvinnor|kvinna|flickor|kv|k",
    Group.MEN: "män|man|pojkar|m",
    Group.BORN_IN_SWEDEN: "inrikes ?född(?:a)?|födda i sverige|svenskfödda",
    Group.BORN_ABROAD: "utrikes ?född(?:a)?|födda utomlands",
}
_SHARE = r"\(?(?:andel(?:ar|en)?|procent|%)\)?"
_GROUP = [
    (group, re.compile(rf"^(?:(?:varav|därav) )?(?:{words})(?:,? {_SHARE})?$")) for group, words in _GROUPS.items()
]
#: What kind of figure a column has, in a row of its own: "Andel (%)", "Antal".
_AMOUNT = re.compile(r"^\(?(?:antal|kronor|kr|tkr)\)?$")
_KIND = re.compile(rf"^{_SHARE}(?:,? ?(?:i )?{_SHARE})?$|{_AMOUNT.pattern}")
_MEAN = r"(?:genomsnitt|medel(?:värde)?|snitt)(?:et)?"
#: "Länet", "Riksgenomsnitt", "Snitt i länet", alone or behind an indicator.
_LEVEL_BEHIND = re.compile(
    rf"^(|.{{6,}}?(?:,|:| [-–]| \()) ?((?:{_MEAN} (?:för |i )?)?(?:länet|riket)|län|(?:läns|riks){_MEAN})\)?$",
    re.IGNORECASE,
)
#: All that a row of its own may hold which says what the numbers stand for: "Ja=1, Nej=0".
_CODING = re.compile(r"\b(?:ja|nej|delvis|men|inte|för|alla|samtliga|vissa|några|uppgift|saknas|och)\b|[\d=,;:()./ -]")
_GENERIC = re.compile(r"^(?:(?:kommunens )?(?:svar|resultat)|(?:egen )?kommun(?:en)?|värden?|utfall)$")
# Not "Män 2022".
_ID = re.compile(
    r"^(?:(?:(?:ind(?:ikator)?|mått|fråga|b|nr|n|u)\.?\s?)?\d{1,5}|[^\W\d_]{1,3}\.?\s?\d{1,3})[a-z]?\.?$", re.IGNORECASE
)
_YEAR = re.compile(
    r"^(?:(?:år|mätår|resultat|enkät(?:en)?|svar|värde|andel),? )?(?P<year>(?:19|20)\d\d)"
    r"(?:[ ,]*\(?(?:rev(?:iderad[et]?)?|prel(?:iminär[at]?)?|%|procent)\.?\)?)?$"
)
_GROUP_AND_YEAR = re.compile(r"^(?:(\D+?),? (20\d\d)|(20\d\d),? (\D+))$")
#: A year anywhere in a text.
YEAR_INSIDE = re.compile(r"(?<!\d)(?:20[0-4]\d|199\d)(?!\d)")
_YEAR_BEFORE = re.compile(r"^(20[0-4]\d|199\d)\s*[:,–-]?\s+(?=\S)")
# Not "(-2021)", which is Kolada's way to say that an indicator ended, nor "från 2018", "2019–2021" or "(2001:453)".
_YEAR_BEHIND = re.compile(
    r"[,(]?\s*(?<!\d)(?<![-–])(?<!från )(?<!sedan )(?<!efter )(?<!före )(?<!med )(?<!till )(?:år )?(20[0-4]\d|199\d)"
    r"(?!\s?[-–:\d])[¹²³*]*\)?(?=\s*(?:[,(].*)?$)",
    re.IGNORECASE,
)
_GROUP_BEHIND = re.compile(r"^(.{6,}?)\s*(?:[,:;]\s*|\s[-–]\s|\()(?:för )?([\wåäö ]{3,}?)\)?$", re.IGNORECASE)
#: What may stand behind the group.
_SHARE_BEHIND = re.compile(r"(?:,? |\s*)\(?(?:andel,? ?)?(?:i )?(?:procent|%)\)?$", re.IGNORECASE)
_GROUP_BEFORE = re.compile(r"^([\wåäö ]{3,40}?)\s*(?::\s|\s[-–]\s)\s*(.{6,})$")


@dataclass(frozen=True)
class Parts:
    """What the cells above one column say together.

    Attributes:
        with_year: The wording before a year was taken out of it.
        level: Whose figures they are, where a row's own stand beside those of its county and the nation.
        kind: What a row of its own says of the figures: "Andel (%)", "Antal", "Ja=1, Nej=0".
    """

    wording: str = ""
    with_year: str = ""
    above: str = ""
    group: Group | None = None
    year: int | None = None
    kind: str = ""
    level: Level | None = None


@lru_cache(maxsize=20_000)
def role_of(text: str) -> Role | None:
    """What a column holds, when its heading is one of the usual ones."""
    plain = key(text)
    return next((role for role, pattern in _ROLES if pattern.match(plain)), None) if len(plain) < 80 else None


@lru_cache(maxsize=20_000)
def group_of(text: str) -> Group | None:
    """The group of people that a text names and nothing else."""
    plain = key(text)
    return next((group for group, pattern in _GROUP if pattern.match(plain)), None) if len(plain) < 40 else None


def year_of(text: str) -> int | None:
    """The year that a text names and nothing else: 2022, "Enkät 2022", "2022*"."""
    found = _YEAR.match(key(text))
    return int(found["year"]) if found else None


def is_id(text: str) -> bool:
    """Whether a text is an indicator's number or id: "3a", "ind12"."""
    plain = tidy(text)
    return bool(_ID.match(plain)) and year_of(plain) is None


def kind_of(text: str) -> str:
    """A text that says what kind of figures stand below it, or what their numbers mean, and nothing else."""
    plain = key(text)
    is_coding = plain.count("=") > 1 and not _CODING.sub("", plain)
    return tidy(text) if is_coding or _KIND.match(plain) else ""


def split_level(wording: str) -> tuple[str, Level] | None:
    """Takes "Rutin vid våld, länet" apart into the indicator, which may be lacking, and the level; None without one."""
    found = _LEVEL_BEHIND.match(wording)
    if found is None:
        return None
    return tidy(found[1]), Level.NATION if "rik" in found[2].casefold() else Level.COUNTY


def is_amount(kind: str) -> bool:
    """Whether a kind of figures is a number of something, rather than a share."""
    return bool(_AMOUNT.match(key(kind)))


# The same headings stand on every sheet of a file.
@lru_cache(maxsize=20_000)
def combine(*texts: str) -> Parts:
    """Reads the cells above a column from top to bottom.

    Args:
        texts: The header cells, merged ones repeated; empty ones may be among them.

    Returns:
        The lowest wording that is neither group, year, id nor a mere "Svar" is the indicator; what stands above it
        is `above`, most often the quality area.
    """
    group: Group | None = None
    year: int | None = None
    kind = ""
    words: list[str] = []
    for text in texts:
        plain = tidy(text)
        if not plain or is_id(plain) or _GENERIC.match(key(plain)):
            continue
        if found_kind := kind_of(plain):
            kind = found_kind
        elif found_group := group_of(plain):
            group = found_group
        elif found_year := year_of(plain):
            year = found_year
        elif (pair := _GROUP_AND_YEAR.match(plain)) and (found_group := group_of(pair[1] or pair[4])):
            group, year = found_group, int(pair[2] or pair[3])
        elif not words or words[-1] != plain:
            words.append(plain)
    if not words:
        return Parts(group=group, year=year, kind=kind)
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
    return Parts(wording, with_year, above, group, year, kind)


def without_share(text: str) -> str:
    """A text without "(%)" or ", procent" behind it, which says what kind of figures there are."""
    return _SHARE_BEHIND.sub("", text)


def _split_group(wording: str) -> tuple[str, Group | None]:
    """Takes "Andel biståndsmottagare, kvinnor (%)" apart into the indicator and the group."""
    bare = without_share(wording)
    for pattern, which, rest in ((_GROUP_BEHIND, 2, 1), (_GROUP_BEFORE, 1, 2)):
        found = pattern.match(bare)
        # "… för alla" and "…, alla" belong to the question: whether it is met for everyone.
        if found and key(found[which]) not in {"alla", "samtliga"} and (group := group_of(found[which])):
            return found[rest] + wording[len(bare) :], group
    return wording, None


def _split_year(wording: str) -> tuple[str, int | None]:
    """Takes "Rutin vid våld 2019" apart into the indicator and the year; a wording with several years keeps them."""
    found = _YEAR_BEFORE.search(wording) or _YEAR_BEHIND.search(wording)
    if found is None or len(YEAR_INSIDE.findall(wording)) != 1:
        return wording, None
    rest = tidy(wording[: found.start()] + " " + wording[found.end() :]).strip(" ,:-–")
    return (rest, int(found[1])) if rest else (wording, None)
