"""Which unit is which: codes, names in use, and what became of districts that were merged."""

import csv
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from ojdesk.core.model import Level, Unit
from ojdesk.core.resources import resource
from ojdesk.core.text import key, tidy

NATION_CODE = "00"

# Not "Region Uppsala": that is the county, and Region Gotland is in the table under its own name.
_MUNICIPALITY_WORDS = re.compile(r"\s+(?:kommun|stad)$")
_COUNTY_WORDS = re.compile(
    r"\s+l[äa]ns?$|\s+l[äa]ns\s+landsting$|^landstinget\s+(?:i\s+)?|^region\s+|sregionen$", re.IGNORECASE
)
_DISTRICT_SEPARATOR = re.compile(r"\s*[,:]\s*|\s+-\s+|\s*/\s*|\s*\((?=[^()]+\)$)")
#: "(290 kommuner)", "(n=26)" and "(1440)" behind a name say nothing of who it is.
_COUNT = re.compile(r"\s*\((?:n ?= ?)?\d+(?: (?:kommuner|enheter|svar|st))?\)$")
_DISTRICT_KIND = (
    r"(?:stadsdels|social)?(?:förvaltning|nämnd)(?:en)?|stadsdel(?:en)?|stadsdelsområdet?|stadsområdet?|sd[fn](?: \d+)?"
    r"|sf"
)
_DISTRICT_WORDS = re.compile(rf"^(?:{_DISTRICT_KIND})\s+|[\s(]{{1,2}}(?:{_DISTRICT_KIND})\)?$")
#: Göteborg's since 2021; what went before were stadsdelar.
_SOCIAL_WORDS = re.compile(r"\bsocial(?:förvaltning|nämnd)")
#: Between the parts of a name: "Örgryte - Härlanda", "Enskede Årsta Vantör".
_JOINT = re.compile(r"\s*-\s*|\s+")
_DISTRICT_JOINT = re.compile(r"\s*[-/,]\s*|\s+och\s+|\s+")
#: Districts of Malmö. Without the city, these are too common as words to mean them.
_COMMON_WORDS = frozenset({"norr", "söder", "öster", "väster"})
_WITHOUT_DOTS = str.maketrans("åäöé", "aaoe")
#: Not Ånge, Åre and Malå without their dots: "Ange" heads many a column.
_WORDS_WITHOUT_DOTS = frozenset({"ange", "are", "mala", "soder", "oster", "vaster"})
#: From this likeness on, a name may be another one misspelt.
_NEAR = 0.8
_REMEMBERED = 20_000


class _Names:
    """Units by name, whatever stands between its parts, and without its dots where that is no other name."""

    def __init__(self, joint: re.Pattern[str]) -> None:
        self._joint = joint
        self._exact: dict[str, tuple[Unit, ...]] = {}
        self._folded: dict[str, tuple[Unit, ...]] = {}
        #: What was asked for before: the same names stand on every sheet.
        self._found: dict[str, tuple[Unit, ...]] = {}

    def add(self, name: str, unit: Unit) -> None:
        wanted = self.joined(name)
        for names, it in ((self._exact, wanted), (self._folded, wanted.translate(_WITHOUT_DOTS))):
            names[it] = tuple(dict.fromkeys((*names.get(it, ()), unit)))

    def joined(self, name: str) -> str:
        return self._joint.sub(" ", _plain(name))

    def find(self, name: str) -> tuple[Unit, ...]:
        if len(self._found) > _REMEMBERED:
            self._found.clear()
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> tuple[Unit, ...]:
        wanted = self.joined(name)
        if wanted in self._exact or not wanted.isascii() or wanted in _WORDS_WITHOUT_DOTS:
            return self._exact.get(wanted, ())
        found = self._folded.get(wanted, ())
        return found if len({unit.name for unit in found}) == 1 else ()

    def one(self, *names: str) -> Unit | None:
        """The unit that the first of the names to be known means; None when it means two."""
        found = next(filter(None, map(self.find, names)), ())
        return found[0] if len(found) == 1 else None

    def near(self, name: str) -> list[tuple[float, Unit]]:
        """The units with names like this one; dots that lack or are too many count little.

        How like they are is from 0 to 1, by Ratcliff and Obershelp's pattern matching, as difflib has it.
        """
        from rapidfuzz import process  # noqa: PLC0415 - most files have no misspelt name
        from rapidfuzz.distance import Indel  # noqa: PLC0415

        wanted = self.joined(name).translate(_WITHOUT_DOTS)
        # Letters in the same order, wherever they stand, are at least as many as those in runs, which tell.
        alike = process.extract(
            wanted, self._folded.keys(), scorer=Indel.normalized_similarity, score_cutoff=_NEAR - 0.01, limit=None
        )
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        near: list[tuple[float, Unit]] = []
        for it, _, _ in alike:
            matcher.set_seq1(it)
            if (ratio := matcher.ratio()) >= _NEAR:
                near += [(ratio, unit) for unit in self._folded[it]]
        return near


@dataclass(frozen=True)
class UnitTable:
    """The units that are known by code and by name."""

    by_code: dict[str, Unit]
    _by_old_code: dict[str, Unit] = field(repr=False)
    _nation_names: frozenset[str] = field(repr=False)
    _counties: _Names = field(repr=False)
    _municipalities: _Names = field(repr=False)
    _districts: _Names = field(repr=False)
    _changes: tuple[tuple[int, str, str], ...] = field(repr=False)

    @property
    def nation(self) -> Unit:
        """Sweden as a whole."""
        return self.by_code[NATION_CODE]

    def coded(self, code: str) -> Unit | None:
        """The unit that has a code, or had it: Heby as 1917."""
        return self.by_code.get(code) or self._by_old_code.get(code)

    def is_nation(self, name: str) -> bool:
        """Whether a name means the nation: Riket, Sverige, Hela landet."""
        return _plain(name) in self._nation_names

    def county(self, name: str) -> Unit | None:
        """A county by full, short or genitive name: Skåne län, Skåne, Stockholms, Sörmland, Region Uppsala."""
        short = _COUNTY_WORDS.sub("", _COUNTY_WORDS.sub("", _plain(name)))
        return self._counties.one(name, short, short.removesuffix("s"))

    def municipality(self, name: str) -> Unit | None:
        """A municipality by name, with or without "kommun" or "stad" behind it and a genitive s before that."""
        plain = _plain(name)
        if (short := _MUNICIPALITY_WORDS.sub("", plain)) == plain:
            return self._municipalities.one(plain)
        return self._municipalities.one(plain, short, short.removesuffix("s"))

    def district(self, name: str, *, year: int | None = None, municipality: str = "") -> Unit | None:
        """A district by name: "Bromma", "Stockholm, Bromma", "Bromma (Stockholm)", "SDF Bromma", "Malmö stad Oxie".

        A name that two districts have had (Göteborg's Centrum) is decided by the year, and is None without one.
        """
        city, called = self._read_district(name)
        candidates = [
            unit for unit in called if municipality in {"", unit.municipality} and (year is None or exists(unit, year))
        ]
        if not city and not municipality and self._districts.joined(name) in _COMMON_WORDS:
            return None
        return candidates[0] if len(candidates) == 1 else None

    def split(self, name: str) -> tuple[str, str]:
        """As `split_district`, also where nothing but a space stands between: "Stockholm Bromma"."""
        city, own = split_district(name)
        if city or self._districts_called(own):
            return city, own
        words = own.split()
        pairs = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
        return next((pair for pair in pairs if self._districts_of(*pair)[1]), (city, own))

    def has_district(self, name: str) -> bool:
        """Whether any district, in any municipality and year, is called so."""
        return self._districts.joined(name) not in _COMMON_WORDS and bool(self._read_district(name)[1])

    def nearest(self, name: str) -> Unit | None:
        """The unit whose name a misspelt one is most like: to be asked about, never taken for it.

        None where no name is near, two are equally so, or the name is right and it is something else that is wrong.
        """
        if self.is_nation(name) or self.county(name) or self.municipality(name) or self._read_district(name)[1]:
            return None
        city, own = split_district(name)
        short = _MUNICIPALITY_WORDS.sub("", _plain(name))
        if (parent := self.municipality(city)) is not None:
            near = [it for it in self._districts.near(own) if it[1].municipality == parent.code]
        elif _COUNTY_WORDS.search(short):
            near = self._counties.near(_COUNTY_WORDS.sub("", short))
        else:
            near = self._municipalities.near(short) or self._districts.near(short) or self._counties.near(short)
        best = max((ratio for ratio, _ in near), default=0)
        found = {unit for ratio, unit in near if ratio == best}
        return found.pop() if len(found) == 1 else None

    def _read_district(self, name: str) -> tuple[str, tuple[Unit, ...]]:
        """The code of the municipality that a name gives, or nothing, and the districts that it may mean."""
        if found := self._districts_called(name):
            return "", found
        city, own = self.split(name)
        if city and self.municipality(city) is None:
            city, own = own, city
        return self._districts_of(city, own)

    def _districts_of(self, city: str, own: str) -> tuple[str, tuple[Unit, ...]]:
        parent = self.municipality(city)
        if parent is None:
            return "", ()
        return parent.code, tuple(unit for unit in self._districts_called(own) if unit.municipality == parent.code)

    def _districts_called(self, name: str) -> tuple[Unit, ...]:
        plain = self._districts.joined(name)
        short = _DISTRICT_WORDS.sub("", plain)
        kind = "socialförvaltning " if _SOCIAL_WORDS.search(plain) else ""
        # "Brommas stadsdelsförvaltning", but no "Brommas" alone.
        names = (plain,) if short == plain else (f"{kind}{short}", f"{kind}{short.removesuffix('s')}")
        return next(filter(None, map(self._districts.find, names)), ())

    def predecessors(self, code: str) -> tuple[Unit, ...]:
        """The districts whose areas this one took over."""
        return tuple(self.by_code[before] for _, before, after in self._changes if after == code)

    def successors(self, code: str) -> tuple[Unit, ...]:
        """The district that took over this one's area."""
        return tuple(self.by_code[after] for _, before, after in self._changes if before == code)


def exists(unit: Unit, year: int) -> bool:
    """Whether a unit answered for itself that year."""
    return (unit.first_year is None or unit.first_year <= year) and (unit.last_year is None or year <= unit.last_year)


def split_district(name: str) -> tuple[str, str]:
    """The municipality and the district in "Stockholm, Bromma"; the municipality is empty when none is named."""
    parts = _DISTRICT_SEPARATOR.split(tidy(name).replace("–", "-"), maxsplit=1)
    if len(parts) < 2 or not all(parts):
        return "", tidy(name)
    return parts[0], parts[1].removesuffix(")") if "(" not in parts[1] else parts[1]


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    return _COUNT.sub("", key(name))


@lru_cache(maxsize=1)
def unit_table() -> UnitTable:
    """The units that come with the program.

    A district whose code is not known for certain has its municipality's and its name instead, which no file has by
    accident; it is then known by name alone.
    """
    by_code: dict[str, Unit] = {}
    by_old_code: dict[str, Unit] = {}
    names = {level: _Names(_DISTRICT_JOINT if level is Level.DISTRICT else _JOINT) for level in Level}
    nation_names: set[str] = set()
    with resource("units.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            unit = Unit(
                code=row["code"],
                name=row["name"],
                level=Level(row["level"]),
                county=row["county"],
                municipality=row["municipality"],
                first_year=int(row["first_year"]) if row["first_year"] else None,
                last_year=int(row["last_year"]) if row["last_year"] else None,
            )
            by_code[unit.code] = unit
            by_old_code |= {code: unit for code in row["old_codes"].split("|") if code}
            for name in [unit.name, *filter(None, row["aliases"].split("|"))]:
                names[unit.level].add(name, unit)
                if unit.level is Level.NATION:
                    nation_names.add(key(name))
                elif unit.level is Level.COUNTY:
                    short = _COUNTY_WORDS.sub("", name)
                    names[unit.level].add(short, unit)
                    names[unit.level].add(short.removesuffix("s"), unit)
    with resource("unit_changes.csv").open(encoding="utf-8", newline="") as lines:
        changes = tuple((int(row["year"]), row["predecessor"], row["successor"]) for row in csv.DictReader(lines))
    return UnitTable(
        by_code=by_code,
        _by_old_code=by_old_code,
        _nation_names=frozenset(nation_names),
        _counties=names[Level.COUNTY],
        _municipalities=names[Level.MUNICIPALITY],
        _districts=names[Level.DISTRICT],
        _changes=changes,
    )
