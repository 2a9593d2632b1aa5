"""Which year a file is about, and which source. The title year of a register file is not its data year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ojdesk.core.files.sheet import Sheet
from ojdesk.core.model import Source
from ojdesk.core.text import key, tidy

_TOP_ROWS = 15
_YEAR = r"(20[0-4]\d|199\d)"
#: Says which year the data are about, whatever the title says.
_ABOUT = re.compile(
    rf"(?:avser(?: kalender)?(?: år| åren)?|till och med(?: år)?|t\.?o\.?m\.?(?: år)?|registerdata(?: för)?(?: år)?"
    rf"|uppgifter(?:na)? (?:från|för)(?: år)?|gäller(?: år)?|registeruppgifter(?:na)?(?: avser)?(?: år)?) {_YEAR}"
)
_TITLE = re.compile(rf"öppna jämförelser,? {_YEAR}")
_ANY = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_REGISTER = re.compile(r"register(?:data|uppgifter)|registret över|omfattningen av ekonomiskt")
_SURVEY = re.compile(r"enkät|kommunundersökning|enhetsundersökning")


@dataclass(frozen=True)
class YearReading:
    """What a file says of its year.

    Attributes:
        year: The year of the data; None when the file does not say, or contradicts itself.
        published: The year in the title, or in the file's name.
        evidence: Swedish half-sentences that tell where the years were found.
    """

    year: int | None
    published: int | None
    evidence: tuple[str, ...]


def find_source(name: str, sheets: Sequence[Sheet]) -> Source | None:
    """Survey or register, by the words of titles, notes and the file's name; None when they do not say."""
    words = key(name) + " " + " ".join(key(text) for sheet in sheets for text in _texts(sheet))
    register, survey = len(_REGISTER.findall(words)), len(_SURVEY.findall(words))
    if register == survey:
        return None
    return Source.REGISTER if register > survey else Source.SURVEY


def find_year(name: str, sheets: Sequence[Sheet], source: Source) -> YearReading:
    """Weighs what the titles, the notes and the file's name say of the year."""
    titles: dict[int, str] = {}
    about: dict[int, str] = {}
    for sheet in sheets:
        for text in _texts(sheet):
            plain = key(text)
            for found in _ABOUT.findall(plain):
                about.setdefault(int(found), f"”{tidy(text)[:80]}” på bladet {sheet.name}")
            for found in _TITLE.findall(plain):
                titles.setdefault(int(found), f"titeln på bladet {sheet.name}")
    in_name = {int(found) for found in _ANY.findall(name)}
    if not titles:
        first_lines = [text for sheet in sheets for text in _texts(sheet)[:1]]
        titles = {int(it): "rubriken överst" for line in first_lines for it in _ANY.findall(line)}
    evidence = [f"{year} enligt {where}" for year, where in (titles | about).items()]
    evidence += [f"{year} enligt filens namn" for year in sorted(in_name)]
    published = max(titles) if titles else (max(in_name) if in_name else None)
    if source is Source.REGISTER:
        year = max(about) if about else None
    else:
        # A survey is collected in the year it is published; one year is what its titles must agree on.
        year = next(iter(titles)) if len(titles) == 1 else None
        if year is None and not titles and len(in_name) == 1:
            year = next(iter(in_name))
    return YearReading(year, published, tuple(evidence))


def _texts(sheet: Sheet) -> list[str]:
    """The texts that stand alone at the top of a sheet and below its table: titles and notes."""
    alone = []
    for row in [*sheet.rows[:_TOP_ROWS], *sheet.rows[max(_TOP_ROWS, len(sheet.rows) - _TOP_ROWS) :]]:
        filled = [cell for cell in row if cell is not None]
        if len(filled) == 1 and isinstance(filled[0], str):
            alone.append(filled[0])
    return alone
