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
    rf"(?:avser|till och med|t\.?o\.?m\.?|registerdata(?: för)?|uppgifter(?:na)? (?:från|för)|gäller"
    rf"|registeruppgifter(?:na)?)(?: (?:kalender)?år(?:et|en)?)? {_YEAR}(?:\s?-\s?{_YEAR})?"
)
_TITLE = re.compile(rf"öppna jämförelser,? {_YEAR}")
#: The same of a sheet; a year elsewhere in its first line may be that of a map or a method.
_SHEET_TITLE = re.compile(
    rf"(?:öppna jämförelser,?|\bresultat(?: för)?|\benkätdata|\benkätresultat|\bår) {_YEAR}(?!\s?-\s?\d)"
)
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
        named: The years in the file's name.
    """

    year: int | None
    published: int | None
    evidence: tuple[str, ...]
    named: frozenset[int] = frozenset()


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
    mentioned: dict[int, str] = {}
    about: dict[int, str] = {}
    for sheet in sheets:
        for position, text in enumerate(_texts(sheet)):
            plain = key(text)
            for year in _years_about(plain):
                about.setdefault(year, f"”{tidy(text)[:80]}” på bladet {sheet.name}")
            # What a text further down calls "öppna jämförelser 2018" may be what the results are compared with.
            found = mentioned if position else titles
            for year in map(int, _TITLE.findall(plain)):
                found.setdefault(
                    year, f"titeln på bladet {sheet.name}" if not position else f"en text på bladet {sheet.name}"
                )
    titles = titles or mentioned
    in_name = frozenset(map(int, _ANY.findall(name)))
    if not titles:
        first_lines = [text for sheet in sheets for text in _texts(sheet)[:1]]
        titles = {int(it): "rubriken överst" for line in first_lines for it in _ANY.findall(line)}
    evidence = [f"{year} enligt {where}" for year, where in (titles | about).items()]
    evidence += [f"{year} enligt filens namn" for year in sorted(in_name)]
    published = max(titles) if titles else max(in_name, default=None)
    # A survey is collected in the year it is published; a register is of an earlier one, which must be told.
    said = about if source is Source.REGISTER else titles or in_name
    return YearReading(next(iter(said)) if len(said) == 1 else None, published, tuple(evidence), in_name)


def _years_about(plain: str) -> list[int]:
    """The years that a text says the data are about; both ends of "2018-2022"."""
    return [int(year) for found in _ABOUT.findall(plain) for year in found if year]


def sheet_years(sheets: Sequence[Sheet], source: Source, file_year: int | None) -> dict[str, int | None]:
    """The year of each sheet by its name: the file's, unless the sheets are of several years or one says its own."""
    named = {
        sheet.name: found for sheet in sheets if (found := _only([*map(int, _ANY.findall(sheet.name))])) is not None
    }
    if len(set(named.values())) < 2:
        # A lone year in a sheet's name, or in the title of a register sheet, may be that of publication.
        named = {sheet.name: found for sheet in sheets if (found := _only(_own_years(sheet, source))) is not None}
    return {sheet.name: named.get(sheet.name, file_year) for sheet in sheets}


def _own_years(sheet: Sheet, source: Source) -> list[int]:
    texts = _texts(sheet)
    if source is Source.REGISTER:
        return [year for text in texts for year in _years_about(key(text))]
    return [int(year) for text in texts[:1] for year in _SHEET_TITLE.findall(key(text))]


def _only(years: Sequence[int]) -> int | None:
    """The one year that is named, however often."""
    return years[0] if len(set(years)) == 1 else None


def _texts(sheet: Sheet) -> list[str]:
    """The texts that stand alone at the top of a sheet and below its table: titles and notes."""
    alone = []
    for row in [*sheet.rows[:_TOP_ROWS], *sheet.rows[max(_TOP_ROWS, len(sheet.rows) - _TOP_ROWS) :]]:
        filled = [cell for cell in row if cell is not None]
        if len(filled) == 1 and isinstance(filled[0], str):
            alone.append(filled[0])
    return alone
