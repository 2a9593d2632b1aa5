"""Which edition of a publication a file is: when it was published, and whether it corrects an earlier one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ojdesk.core.text import key

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = (
    rf"(?:(?P<year>20\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?!\d)"
    rf"|(?:(?P<day2>\d\d?) )?(?P<name>{_MONTH}) (?P<year2>20\d\d))"
)
_CHANGED = r"(?:rätta|revidera|korrigera|uppdatera)(?:d|t|de|ts|des)\b"
_PUBLICATION = r"(?:version|upplaga|utgåva|fil|uppgift|siffr|resultat|data|tabell|publicering|statistik)\w*"
_WHEN = re.compile(rf"\b(?P<what>publicera(?:d|t|s|des)|publicerings(?:datum|dag)|{_CHANGED})[^\d]{{0,25}}?\b{_DATE}")
#: It must be the publication that is corrected: "rutinen ska vara uppdaterad" is what an indicator is about.
_CORRECTED = re.compile(
    rf"(?:^|[(,:;-] ?|\bobs!? ?){_CHANGED}(?=$|[).,;:]| (?:{_PUBLICATION}|den\b|i\b|\d|{_MONTH}\b))"
    rf"|\b{_PUBLICATION} (?:(?:är|har|blev|blivit|som|nu) )*{_CHANGED}|\brättelse\b"
    r"|(?:^|[(,:;-] ?)(?:ny version|version [2-9])(?=$|[).,;:]| (?:\d|den\b|av (?:fil|tabell|uppgift)|från\b))"
    rf"|\bersätter (?:den |en )?(?:tidigare|föregående|förra) (?:publicera\w+ )?{_PUBLICATION}"
)
_CORRECTED_NAME = re.compile(
    r"\b(?:r[äa]tta(?:d|de|t)|r[äa]ttelse|revidera\w+|rev ?\d*|korrigera\w+|uppdatera\w+|ny version"
    r"|v(?:ersion)? ?[2-9])\b"
)


@dataclass(frozen=True)
class Edition:
    """What a file says of its own edition.

    Attributes:
        corrected: Whether it calls itself a corrected one.
        dated: The last day that it names as one of publication or of correction; where it names no more than the month
            or the year, the first one of these.
        published: The year that it names as one of publication.
    """

    corrected: bool = False
    dated: date | None = None
    published: int | None = None


def find_edition(name: str, texts: Iterable[str]) -> Edition:
    """What a file's name, and its titles and notes, say of its edition."""
    plain = [key(text) for text in texts]
    corrected = bool(_CORRECTED_NAME.search(re.sub(r"[\W_]+", " ", key(name)))) or any(map(_CORRECTED.search, plain))
    found = [it for text in plain for it in _WHEN.finditer(text)]
    days = [day for it in found if (day := _day(it)) is not None]
    years = [int(it["year"] or it["year2"]) for it in found if it["what"].startswith("publicer")]
    return Edition(corrected, max(days, default=None), max(years, default=None))


def without_edition(text: str) -> str:
    """A text, as `key` gives it, without what it says of when it was published."""
    return _WHEN.sub("", text)


def _day(found: re.Match[str]) -> date | None:
    month = int(found["month"] or 1) if found["year"] else 1 + _MONTHS.index(found["name"][:3])
    try:
        return date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"] or 1))
    except ValueError:  # the 31st of June
        return None
