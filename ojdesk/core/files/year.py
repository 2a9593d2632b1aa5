"""Which year a file is about, and which source. The title year of a register file is not its data year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ojdesk.core.files.edition import find_edition, without_edition
from ojdesk.core.files.notes import notes
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.model import Source
from ojdesk.core.text import key, tidy

_YEAR = r"(?:20[0-4]\d|199\d)"
#: One year or several: "2022", "2016-2024", "2021, 2022 och 2023".
_YEARS = (
    rf"(?<![\d-])({_YEAR}(?:(?: och | samt |, (?:och )?|(?: ?- ?| till (?:och med )?| t\.?o\.?m\.? )"
    rf"(?:(?:den )?(?:\d{{1,2}} )?[a-zåäö]{{3,9}} )?){_YEAR})*)(?!\d|-\d| års)"
)
_PERIOD = (
    r"(?: (?:perioden|tiden|helåret|hela|åren))?"
    r"(?: (?:den )?(?:\d{1,2} )?[a-zåäö]{3,9}\.? ?- ?(?:\d{1,2} )?[a-zåäö]{3,9})?"
    r"(?: (?:kalender)?år(?:et|en)?)?"
)
#: Says which year the data are about, whatever the title says.
_ABOUT = re.compile(
    rf"(?:(?:avser|till och med|t\.?o\.?m\.?|registerdata(?: för)?|uppgifter(?:na)? (?:från|för)|gäller"
    rf"|registeruppgifter(?:na)?){_PERIOD}|(?:mät|undersöknings|redovisnings|data)år(?:et)?:?) {_YEARS}"
)
_RESULTS = (
    r"(?:uppgifter(?:na)?|resultat(?:en|et)?|svar(?:en)?|enkät\w*|undersökning(?:en)?|statistiken|tabellen|siffrorna)"
)
#: What may stand between words that belong together.
_NEAR = r"(?:(?!jämfö|tidigare|sedan|förr)[^.;]){0,40}?"
#: The same of a survey, whose notes may also tell of background figures and of other years' questions.
_SURVEY_ABOUT = (
    re.compile(
        rf"(?:^|[.(] ?|\b(?:{_RESULTS}|i tabellen) )(?:avser|gäller){_PERIOD} {_YEARS}"
        rf"|\b(?:mät|undersöknings|enkät)år(?:et)?:? {_YEARS}"
    ),
    re.compile(
        rf"\b(?:enkät\w*|undersökning\w*|svar\w*|uppgift\w*|data)\b{_NEAR}\b(?:besvara|genomför|insamla|gjord|inhämta"
        rf"|samla(?:de|ts|des)? in|skicka(?:de|des|ts)? ut)\w*{_NEAR} {_YEARS}"
    ),
    re.compile(rf"\b(?:insamlings|undersöknings|svars|mät|enkät)period\w*{_NEAR} {_YEARS}"),
)
_TITLE = re.compile(rf"öppna jämförelser,? {_YEARS}")
#: The same of a sheet; a year elsewhere in its first line may be that of a map or a method.
_SHEET_TITLE = re.compile(rf"(?:öppna jämförelser,?|\bresultat(?: för)?|\benkätdata|\benkätresultat|\bår) {_YEARS}")
#: A sheet's name that says of which year its results are, and nothing else.
_SHEET_NAME = re.compile(
    r"^(?:(?:öj|resultat|enkät(?:en|data|resultat|svar)?|data|kommun(?:er)?|stadsdel(?:ar)?|län|riket?|tabell|svar|år)"
    rf"[ ,_/&-]*(?:och )?)*({_YEAR})$"
)
_ANY = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")
_SEVERAL = re.compile(_YEARS)
_SPANS = re.compile(r"-|till|t\.?o\.?m")
_FOOTNOTE = re.compile(r"\s*(?:[*†‡¹²³⁴⁵⁶⁷⁸⁹]|\d\))")
#: No text that says its year says it later.
_LONGEST = 1000
_REGISTER = re.compile(r"register(?:data|uppgifter)|registret över|omfattningen av ekonomiskt")
_SURVEY = re.compile(r"enkät|kommunundersökning|enhetsundersökning")


@dataclass(frozen=True)
class YearReading:
    """What a file says of its year.

    Attributes:
        year: The year of the data; None when the file does not say, or contradicts itself.
        published: The year in the title, or of publication, or in the file's name; of several the last.
        evidence: Swedish half-sentences that tell where years were found.
        named: The years in the file's name.
        decisive: How much of the evidence, from its beginning, it was that told the year.
        candidates: The years that the evidence names, ascending.
        allowed: The years that all of a survey's own words agree with; None when there are none.
    """

    year: int | None
    published: int | None
    evidence: tuple[str, ...]
    named: frozenset[int] = frozenset()
    decisive: int = 0
    candidates: tuple[int, ...] = ()
    allowed: frozenset[int] | None = None


@dataclass(frozen=True)
class _Said:
    """One place that names years: which they may be, as they stand there, and where that is."""

    years: frozenset[int]
    words: str
    where: str


def find_source(name: str, sheets: Sequence[Sheet]) -> Source | None:
    """Survey or register, by the words of titles, notes and the file's name; None when they do not say."""
    words = key(name) + " " + " ".join(key(text) for sheet in sheets for text in notes(sheet))
    register, survey = len(_REGISTER.findall(words)), len(_SURVEY.findall(words))
    if register == survey:
        return None
    return Source.REGISTER if register > survey else Source.SURVEY


def find_year(name: str, sheets: Sequence[Sheet], source: Source) -> YearReading:
    """Weighs what the titles, the notes, the sheets' names and the file's name say of the year."""
    texts = [(sheet.name, notes(sheet)) for sheet in sheets]
    titles = _first_of_each(_titles(texts))
    about = _first_of_each(it for sheet, found in texts for it in _about(sheet, found, source))
    names = _first_of_each(_sheet_names(sheets))
    published = find_edition(name, (text for _, found in texts for text in found)).published
    in_name = frozenset(map(int, _ANY.findall(name)))
    weak = [_Said(frozenset({year}), str(year), "filens namn") for year in sorted(in_name)]
    if published and not weak:
        weak = [_Said(frozenset({published}), str(published), "uppgiften om när den publicerades")]
    allowed: frozenset[int] | None = None
    if source is Source.REGISTER:
        # A register is of an earlier year than the one it is published in, which must be told.
        decisive, others = about, [*titles, *names, *weak]
        year = _only([year for it in about for year in it.years])
    else:
        strong = [*titles, *about, *names]
        decisive, others = (strong, weak) if strong else (weak, [])
        common = _common(decisive)
        year, allowed = _only([*common]), common if strong else None
    ordered = titles + about + names + weak if year is None else decisive + others
    return YearReading(
        year,
        max((year for it in titles for year in it.years), default=published or max(in_name, default=None)),
        tuple(f"{it.words} enligt {it.where}" for it in ordered),
        in_name,
        0 if year is None else len(decisive),
        tuple(sorted({int(found) for it in ordered for found in _ANY.findall(it.words)})),
        allowed,
    )


def _titles(texts: Sequence[tuple[str, Sequence[str]]]) -> list[_Said]:
    """The years in titles, or failing that in later texts, or in whatever stands first."""
    first = [(sheet, key(found[0])) for sheet, found in texts if found]
    titles = [it for sheet, line in first for it in _said(_TITLE, line, f"titeln på bladet {sheet}")]
    if titles:
        return titles
    # What a text further down calls "öppna jämförelser 2018" may be what the results are compared with.
    later = [(sheet, key(text)) for sheet, found in texts for text in found[1:]]
    mentioned = [it for sheet, line in later for it in _said(_TITLE, line, f"en text på bladet {sheet}")]
    return mentioned or [
        it for sheet, line in first for it in _said(_SEVERAL, without_edition(line), f"rubriken på bladet {sheet}")
    ]


def _about(sheet: str, texts: Iterable[str], source: Source) -> list[_Said]:
    """What texts of a sheet say of the years that the data are about."""
    patterns = (_ABOUT,) if source is Source.REGISTER else _SURVEY_ABOUT
    if source is Source.SURVEY:
        texts = (text for text in texts if not _FOOTNOTE.match(text))  # which tells of a part of them
    return [
        it
        for text in texts
        for pattern in patterns
        for it in _said(pattern, key(text[:_LONGEST]), f"”{tidy(text)[:80]}” på bladet {sheet}")
    ]


def _said(pattern: re.Pattern[str], plain: str, where: str) -> Iterator[_Said]:
    """The years that a pattern finds in a text; all from the first to the last where the text spans them."""
    for found in pattern.finditer(plain):
        words = next(filter(None, found.groups()))
        years = [*map(int, _ANY.findall(words))]
        spans = _SPANS.search(words) and years == sorted(years)
        yield _Said(frozenset(range(years[0], years[-1] + 1) if spans else years), re.sub(" ?- ?", "–", words), where)


def _sheet_names(sheets: Sequence[Sheet]) -> list[_Said]:
    """The year that sheets are named after, unless they are of several."""
    named = {sheet.name: int(found[1]) for sheet in sheets if (found := _SHEET_NAME.match(key(sheet.name)))}
    if _named_after(sheets):
        return []
    return [_Said(frozenset({year}), str(year), f"namnet på bladet {name}") for name, year in named.items()]


def _first_of_each(said: Iterable[_Said]) -> list[_Said]:
    """The first of those that name the same years."""
    return list({it.years: it for it in reversed([*said])}.values())[::-1]


def _common(said: Sequence[_Said]) -> frozenset[int]:
    """The years that all of them agree with."""
    return frozenset.intersection(*(it.years for it in said)) if said else frozenset()


def sheet_years(
    sheets: Sequence[Sheet], source: Source, file_year: int | None, *, given: bool = False
) -> dict[str, int | None]:
    """The year of each sheet by its name: the file's, unless the sheets are of several years or one says its own.

    Where the file's year is `given` by someone who knows better, only sheets named after several years keep theirs.
    """
    named = _named_after(sheets)
    if not named and not given:
        # A lone year in a sheet's name, or in the title of a register sheet, may be that of publication.
        named = {sheet.name: found for sheet in sheets if (found := _own_year(sheet, source)) is not None}
    return {sheet.name: named.get(sheet.name, file_year) for sheet in sheets}


def _named_after(sheets: Iterable[Sheet]) -> dict[str, int]:
    """The years in the sheets' names, if there are several."""
    found = {sheet.name: _only([*map(int, _ANY.findall(sheet.name))]) for sheet in sheets}
    named = {name: year for name, year in found.items() if year is not None}
    return named if len(set(named.values())) > 1 else {}


def _own_year(sheet: Sheet, source: Source) -> int | None:
    texts = notes(sheet)
    said = _about(sheet.name, texts, source)
    if source is Source.REGISTER:
        return _only([year for it in said for year in it.years])
    return _only([*_common([*(it for text in texts[:1] for it in _said(_SHEET_TITLE, key(text), "")), *said])])


def _only(years: Sequence[int]) -> int | None:
    """The one year that is named, however often."""
    return years[0] if len(set(years)) == 1 else None
