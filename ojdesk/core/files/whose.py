"""Whose row it is: the unit that the codes and names on the left of a row agree on."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ojdesk.core.files.headings import Role
from ojdesk.core.model import Level, Unit
from ojdesk.core.text import key, tidy
from ojdesk.core.units import NATION_CODE, exists, unit_table

_DIGITS = re.compile(r"^\d{1,8}(?:\.0)?$")
_CODE_AND_NAME = re.compile(r"^(\d{2}|\d{4}|\d{6})\s+([^\W\d].*)$")
_MAX_NAME = 60
#: What is longer is no name, and may take long to compare with all that are.
_LONGEST = 2 * _MAX_NAME
_RANK = {level: rank for rank, level in enumerate(Level)}
#: What stands in the name column of a row that sums up a county or the nation, which is named elsewhere.
_TOTAL = re.compile(r"^(?:totalt?|summa|samtliga|alla|(?:samtliga|alla) kommuner)?$|^[-.]*$")
_MEAN = r"(?:(?:o?vägt|o?viktat|aritmetiskt) )?(?:medel(?:värdet?)?|genomsnitt(?:et)?|snitt(?:et)?)"
_SHARE = r"andel(?: ja)?(?:,? \(?(?:%|procent))?"
_WHOLE = rf"(?:hela|totalt?|summa|(?:samtliga|alla) kommuner|{_MEAN})"
_IS_MEAN = re.compile(rf"\b(?:riks|läns)?{_MEAN}\b")
_NATION_TOTAL = re.compile(rf"^riks(?:total|{_MEAN})")
_COUNTY_TOTAL = re.compile(
    rf"^(?:{_WHOLE}[,:]? (?:(?:för|i) )?)?länets?\b(?:.*\b(?:total|{_MEAN}|kommuner).*)?$|^läns(?:total|{_MEAN})"
)
#: What stands in a column of parts in the row of the whole: all of the municipality that another column names.
_WHOLE_OF_CITY = re.compile(
    r"^(?:hela )?(?:kommunen|staden)(?: totalt)?$|^(?:alla|samtliga) (?:stadsdel\w*|(?:social)?förvaltningar)$"
    r"|^(?:ej|inte) (?:aktuell|tillämplig|relevant)\w*$|^ing(?:en|a|et)(?: stadsdel\w*)?$|^saknas$|^x$"
    rf"|^aggregera[dt]$|^{_MEAN}$"
)
#: The same words in front of a unit's name, or behind it, where they change nothing.
_WHOLE_BEFORE = re.compile(rf"^{_WHOLE}(?:[,:] ?| )(?:(?:för|i) )?(?=\w)", re.IGNORECASE)
_WHOLE_BEHIND = re.compile(
    rf"[, :–-]*\(?\b(?:totalt?|summa|{_SHARE}|samtliga|(?:samtliga|alla) (?:kommuner|enheter)|hela \w+|{_MEAN})\)?"
    r"[^\w)]*$",
    re.IGNORECASE,
)
_UNIT, _COUNTY = (Role.UNIT_CODE, Role.UNIT_NAME), (Role.COUNTY_CODE, Role.COUNTY_NAME)
#: Where code and name of a cell go that holds both, or that holds a name among codes.
_PAIRED = {role: pair for pair in (_UNIT, _COUNTY) for role in pair}


@dataclass(frozen=True)
class Conflict:
    """A row whose code says one unit and whose name another."""

    code: str
    by_code: Unit
    name: str


@dataclass(frozen=True)
class Gone:
    """A row of a district that was no more in the year of the results."""

    unit: Unit


# The same units stand on every sheet of every file.
@lru_cache(maxsize=20_000)
def identify(
    cells: tuple[tuple[Role, str], ...],
    *,
    year: int | None,
    since: int | None = None,
    county: str = "",
    total: str = "",
    prefers_county: bool = False,
) -> Unit | Conflict | Gone | None:
    """The unit of a row; None when its cells name none that is known.

    Args:
        cells: What stands in the columns of codes and names, empty cells left out.
        year: The year of the results, which tells apart two districts that have had the same name.
        since: The first year that the table has results of, where it has several.
        county: The code of the county whose heading stands above, for rows such as "Länet totalt".
        total: The code of the unit that a row with a bare "Totalt" sums up.
        prefers_county: Whether a name that a county and a municipality share means the county.
    """
    texts: dict[Role, list[str]] = {}
    for role, cell in cells:
        text = cell[:_LONGEST]
        found = _CODE_AND_NAME.match(text)
        as_code, as_name = _PAIRED[role]
        if found:  # "0114 Upplands Väsby"
            texts.setdefault(as_code, []).append(found[1])
        is_name = found or role is as_name or names_unit(text)
        texts.setdefault(as_name if is_name else as_code, []).append(found[2] if found else text)
    names = [bare_name(text) for text in texts.get(Role.UNIT_NAME, ()) if not (is_total(text) or is_county_total(text))]
    code = _finest_code(texts.get(Role.UNIT_CODE, ()), texts.get(Role.COUNTY_CODE, ()))
    named, strangers = _by_names(
        names, year=year, prefers_county=prefers_county, counties=texts.get(Role.COUNTY_NAME, ())
    )
    if len(code) > 4:
        return _district(code, names, named, strangers, year, since)
    by_code = unit_table().coded(code)
    # 00 as a municipality's code may be how a file leaves the cell of a county empty.
    if by_code is not None and (names or by_code.level.answers or not texts.get(Role.COUNTY_NAME)):
        return _agree(code, by_code, names, named, strangers)
    if named is not None or names or (code and by_code is None):
        return None if strangers else named
    return _county(texts, county, total)


@lru_cache(maxsize=20_000)
def is_total(text: str) -> bool:
    """Whether a text in place of a name says no more than "Totalt"."""
    return bool(_TOTAL.match(key(text)))


@lru_cache(maxsize=20_000)
def is_whole(text: str) -> bool:
    """Whether a text in place of a part's name says that the whole is meant, or that there are no parts."""
    return is_total(text) or bool(_WHOLE_OF_CITY.match(key(text)))


@lru_cache(maxsize=20_000)
def is_county_total(text: str) -> bool:
    """Whether a text in place of a name says "Länet totalt"."""
    return bool(_COUNTY_TOTAL.match(key(text)))


@lru_cache(maxsize=20_000)
def is_mean(text: str) -> bool:
    """Whether a name is said to stand for a mean: "Riket (ovägt medel)"."""
    return bool(_IS_MEAN.search(key(text)))


@lru_cache(maxsize=20_000)
def bare_name(text: str) -> str:
    """A name without the words that say that it means the whole: "Stockholms län, totalt" is "Stockholms län"."""
    if len(text) > _MAX_NAME:
        return text
    if _NATION_TOTAL.match(key(text)):
        return unit_table().nation.name
    plain = tidy(text)
    bare = _WHOLE_BEHIND.sub("", _WHOLE_BEFORE.sub("", plain))
    return bare if bare != plain and _names_known(bare) else text


def parse_code(text: str, *, county: bool = False) -> str | None:
    """A unit's code with the zeros that a spreadsheet takes away put back, or None.

    Args:
        text: The cell's text: `0114`, `114`, `018001`, `18001`, `1`, `0001`.
        county: Whether the column holds county codes, so that one or two digits are meant.
    """
    plain = tidy(text)
    if not _DIGITS.match(plain) or not plain.isascii():
        return None
    digits = plain.removesuffix(".0")
    if county and len(digits) > 2 and digits.strip("0"):
        return None
    if len(digits) <= 2:
        return digits.zfill(2)
    if len(digits) <= 4:
        digits = digits.zfill(4)
        # Kolada writes the nation and the regions with four digits.
        return digits.removeprefix("00")
    return digits.zfill(6)


@lru_cache(maxsize=20_000)
def names_unit(text: str) -> bool:
    """Whether a text is a unit's name, or a district's with its municipality in front."""
    if len(text) > _MAX_NAME:
        return False
    found = _CODE_AND_NAME.match(tidy(text))
    return _names_known(bare_name(found[2] if found else text))


def _names_known(name: str) -> bool:
    table = unit_table()
    city, own = table.split(name)
    return bool(
        table.is_nation(name)
        or table.county(name)
        or table.municipality(name)
        or (city and table.municipality(city))
        or (table.has_district(city) and table.municipality(own))
        or table.has_district(name)
    )


def is_name_of(unit: Unit, text: str) -> bool:
    """Whether a unit may be called so."""
    table = unit_table()
    match unit.level:
        case Level.NATION:
            return table.is_nation(text)
        case Level.COUNTY:
            return table.county(text) == unit
        case Level.MUNICIPALITY:
            return table.municipality(text) == unit
    return table.district(text, year=unit.first_year or unit.last_year, municipality=unit.municipality) == unit


def _finest_code(texts: Iterable[str], county_texts: Iterable[str]) -> str:
    """The code with most digits, put together where its parts stand in columns of their own."""
    county = next((code for text in county_texts if (code := parse_code(text, county=True))), "")
    finest = ""
    for text in texts:
        code = parse_code(text) or ""
        if len(finest) == 4 and len(code) == 2 and code != finest[:2]:
            code = finest + code  # a district's own digits
        elif len(code) == 2 and county + code in unit_table().by_code:
            code = county + code  # 80 beside 01
        elif code == NATION_CODE:
            code = county or code  # 00 beside 01: no municipality
        finest = code if len(code) >= len(finest) else finest
    return finest


def _by_names(
    names: Sequence[str], *, year: int | None, prefers_county: bool, counties: Sequence[str]
) -> tuple[Unit | None, list[str]]:
    """The finest unit that is named, of "Göteborg" and "Centrum" in two columns the district; and what names none."""
    table = unit_table()
    known = [(name, table.county(name), table.municipality(name)) for name in names]
    cities = [city.code for _, _, city in known if city]
    finest: Unit | None = None
    strangers = []
    for name, county, municipality in known:
        found = county if county and (prefers_county or not municipality) else municipality
        if table.is_nation(name):
            found = table.nation
        elif found is None:
            around = [*map(table.county, counties), *(it for _, it, _ in known)]
            found = _district_in(name, year, cities, {it.code for it in around if it})
        if found is None and not (cities and is_whole(name)):
            strangers.append(name)
        elif found and (finest is None or _RANK[found.level] >= _RANK[finest.level]):
            finest = found
    return finest, strangers


def _district_in(name: str, year: int | None, cities: Collection[str], counties: Collection[str]) -> Unit | None:
    """A district in what else is named: beside "Uppsala" or "Uppsala län" Göteborg's Centrum is not meant."""
    for city in cities or [""]:
        found = unit_table().district(name, year=year, municipality=city)
        if found and (cities or not counties or found.county in counties):
            return found
    return None


def _agree(
    code: str, by_code: Unit, names: Sequence[str], named: Unit | None, strangers: Sequence[str]
) -> Unit | Conflict | None:
    """The unit of a code that is known, beside whatever names there are."""
    bears_name = any(is_name_of(by_code, name) for name in names)
    # A municipality may be misspelt, but "Okänd kommun" is none and "Stockholm Nya staden" not all of Stockholm.
    if strangers and (bears_name or not all(_may_be_called(by_code, name) for name in strangers)):
        return None
    if named is not None and named.municipality == by_code.code:
        return named  # "Stockholm" and "Bromma" in columns of their own
    if not names or bears_name:
        return by_code
    if named is None:
        return by_code if by_code.level.answers else None
    if by_code.code in {named.municipality, named.county} and named.level.answers:
        return named  # a district under its municipality's code, or a municipality under its county's
    if named.code == by_code.county:
        return by_code
    return Conflict(code, by_code, names[-1])


def _may_be_called(unit: Unit, name: str) -> bool:
    """Whether a name that is no unit's may be how a file writes a municipality's: misspelt, or as one of its words."""
    if unit.level is not Level.MUNICIPALITY:
        return False
    return key(name) in re.split(r"[ -]", key(unit.name)) or unit_table().nearest(name) == unit


def _district(
    code: str, names: Sequence[str], named: Unit | None, strangers: Sequence[str], year: int | None, since: int | None
) -> Unit | Conflict | Gone | None:
    """A district. Its name decides over a code that is another's: files have used other codes than the table has."""
    table = unit_table()
    known, city = table.by_code.get(code), table.by_code.get(code[:4])
    if city is None:
        return None if strangers else named
    own = [table.split(name)[1] for name in names if not is_name_of(city, name)]
    if len(own) > 1 and any(known is None or not is_name_of(known, name) for name in strangers):
        return None
    meant = known if known and (not own or any(is_name_of(known, name) for name in names)) else None
    if meant and (year is None or meant.last_year is None or year <= meant.last_year):
        return meant
    if meant and since is not None and exists(meant, since):
        return Gone(meant)  # a table that begins before the district ended means it by its code to the last
    for name in names:
        if (found := table.district(name, year=year, municipality=city.code)) is not None:
            return found
    if meant:
        return Gone(meant)
    if named is not None and named.code not in {city.code, city.county} and named.municipality != city.code:
        return Conflict(code, known or city, names[-1])
    if known is not None:
        return Conflict(code, known, own[-1])
    return Unit(code, own[-1], Level.DISTRICT, county=city.county, municipality=city.code) if own else None


def _county(texts: dict[Role, list[str]], above: str, total: str) -> Unit | Conflict | None:
    """The county or the nation, for a row that names no unit below it."""
    table = unit_table()
    by_code = next(
        (table.by_code.get(parse_code(it, county=True) or "") for it in texts.get(Role.COUNTY_CODE, ())), None
    )
    name = bare_name(next(iter(texts.get(Role.COUNTY_NAME, ())), ""))
    named = table.nation if table.is_nation(name) else table.county(name)
    if by_code and named and by_code is not named:
        return Conflict(by_code.code, by_code, name)
    if by_code or named:
        return by_code or named
    totals = texts.get(Role.UNIT_NAME, ())
    if above and any(map(is_county_total, totals)):
        return table.by_code[above]
    return table.by_code[total] if total and totals else None
