"""Text as it stands in workbooks, made fit to show and to compare."""

import re
import unicodedata
from functools import lru_cache

from ojdesk.core.work import checkpoint

# Characters that take no room on screen or turn the direction of others, and so make two equal words unequal.
_INVISIBLE = dict.fromkeys(
    [
        *(0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
    ]
)
#: Halves of characters, and codes that are none: no file takes them, and what they stood for is lost.
_LOST = dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
_BREAK = re.compile("\r\n?|[\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN = _INVISIBLE | _LOST | dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
#: What no document of XML may hold; line ends and tabs it may.
_UNWRITABLE = _LOST | dict.fromkeys(set(range(0x20)) - {0x09, 0x0A, 0x0D})
_NOT_IN_PARAGRAPHS = (
    _INVISIBLE | dict.fromkeys(range(0x7F, 0xA0)) | _UNWRITABLE | dict.fromkeys([0x09, 0x0B, 0x0C, 0x85], " ")
)
_ENDLESS = re.compile(r"(\S{200})\S+")
_DASHES = str.maketrans("‐‑‒–—―−", "-------")

# { | and } come right after z.
_ALPHABET = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "ü": "y", "-": " "})

# "3a. ", "1.2 ", "a) ", "(4) ", "ind12 ", "b3: ", "Fråga 4: ", "U31467 ", "3 – "; and "3 " or "EB1 " alone if a capital
# letter follows, since "18 år och äldre" is no numbering.
_NUMBERING = re.compile(
    r"^\s*(?i:(?:ind|b|fråga|indikator|mått|nr)\s?\d{1,3}[a-z]?[.:)]?|[nu]\d{5}[.:]?"
    r"|\d{1,3}(?:\.\d{1,2})*[a-z]?(?:[.:)]|(?<=\.\d)|\s[-–](?=\s[^\W\d]))|\(?[a-z]\)|\(\d{1,3}[a-z]?\))\s+(?=\S)"
    r"|^\s*(?:\d{1,3}|[A-ZÅÄÖ]{1,3}\d{1,3})[a-z]?[.:)]?\s+(?=[A-ZÅÄÖ])"
)
_FOOTNOTE_MARKS = re.compile(r"[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=\S)\s?\d\)(?=\s|$)|(?<=\))\d$")
_CODING = re.compile(r"\((?=[^()]*(?:=|-\s?20\d\d))[^()]*\)")
#: A share is in percent whether it is said or not; "antal" and "kr" would make it another figure.
_PERCENT = re.compile(
    r"(?:\s*\(\s*(?:andel,? ?)?(?:i )?(?:procent|%)\s*\)|,\s*(?:andel )?(?:i )?(?:procent|%))$", re.IGNORECASE
)
# Windows opens a device by these names, whatever ending they have.
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_LONGEST_NAME = 60
_SOURCE = re.compile(r"\bkälla:.*$", re.IGNORECASE)
# Not "med": "unga vuxna med ekonomiskt bistånd" are not all young adults.
_OWN_FIELD = re.compile(r"\s*(?:inom|vid)\s+ekonomiskt bistånd\b", re.IGNORECASE)
_ATTACHED_DIGIT = re.compile(r"(?<=[a-zåäö])\d$")


@lru_cache(maxsize=20_000)
def tidy(text: str) -> str:
    """The text on one line, with single ordinary spaces and nothing invisible; otherwise as it stands."""
    checkpoint()  # every text that was not met before comes this way, wherever in a file it stands
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def in_plain_sight(text: str) -> str:
    """The text on one line without what is invisible or turns its direction; its kinds of space stay as they are."""
    return _CONTROLS.sub(" ", text).translate(_UNSEEN).strip(" ")


def visible(text: str) -> str:
    """Paragraphs without what is invisible or turns their direction. Line breaks stay, tabs become spaces."""
    return _BREAK.sub("\n", text).translate(_NOT_IN_PARAGRAPHS)


def fit_to_tell(text: str) -> str:
    """A sentence that quotes what is foreign: in plain sight, and cut where a word is longer than any can be."""
    return _ENDLESS.sub(r"\1…", in_plain_sight(text))


def writable(text: str) -> str:
    """The text as it stands, but for what no kind of document can hold; a letter that is lost is seen to be."""
    return text.translate(_UNWRITABLE)


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """What two spellings of the same word have in common: no case, one kind of dash, no footnote marks."""
    plain = tidy(text)
    # "Plan1)." is "plan": what is left when one thing is gone may have to go too.
    while (plainer := _plainer(plain)) != plain:
        plain = plainer
    return plain


def _plainer(text: str) -> str:
    plain = _FOOTNOTE_MARKS.sub(_unless_in_brackets, text).translate(_DASHES).casefold()
    return tidy(plain.strip(" .:;,"))


def _unless_in_brackets(mark: re.Match[str]) -> str:
    """Nothing for a footnote mark; the 5) of "(0-5)" is none."""
    is_open = "(" in mark.string[: mark.start()].rpartition(")")[2]
    return mark[0] if is_open and mark[0].endswith(")") else ""


def without_numbering(text: str) -> str:
    """A heading without the number or id in front of it: `3a. Rutin` and `ind12 Rutin` are both `Rutin`."""
    return _NUMBERING.sub("", tidy(text))


@lru_cache(maxsize=20_000)
def indicator_key(wording: str) -> str:
    """What the ways to write one indicator have in common.

    Numbering, footnote marks, the coding in brackets that Kolada adds, "(procent)", a source at the end and punctuation
    go; so does "inom ekonomiskt bistånd", which the files of the area itself leave out.
    """
    plain = _SOURCE.sub("", _CODING.sub("", without_numbering(wording)))
    plain = _OWN_FIELD.sub("", _PERCENT.sub("", key(plain)))
    return " ".join(re.sub(r"[^\w%/-]+", " ", plain).split())


def without_attached_digit(indicator: str) -> str:
    """A key without a footnote digit that the reader glued to the last word: `för alla1` is `för alla`."""
    return _ATTACHED_DIGIT.sub("", indicator)


def in_swedish_order(name: str) -> str:
    """A key that sorts names as Swedes do: å, ä and ö come after z, a hyphen counts as a space."""
    return name.casefold().translate(_ALPHABET)


def slug(text: str) -> str:
    """The text as a short name for ids and files: `a`–`z`, digits and hyphens, and none of Windows' own names."""
    ascii_only = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return f"{plain}-" if _DEVICE.fullmatch(plain) else plain


def file_name(text: str) -> str:
    """The text as the name of a file without its ending, as it stands but for what some system does not take."""
    seen = "".join(letter if letter.isprintable() else " " for letter in text.translate(_INVISIBLE))
    plain = _NOT_IN_NAMES.sub("-", tidy(seen))[:_LONGEST_NAME].strip(" .")
    stem, point, rest = plain.partition(".")
    return f"{stem.rstrip()}-{point}{rest}" if _DEVICE.fullmatch(stem.rstrip()) else plain
