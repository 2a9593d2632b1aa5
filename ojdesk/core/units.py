"""Which unit is which: codes, names in use, and what became of districts that were merged."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from ojdesk.core.model import Level, Unit
from ojdesk.core.resources import resource
from ojdesk.core.text import key, tidy

NATION_CODE = "00"

_MUNICIPALITY_WORDS = re.compile(r"\s+(?:kommun|stad)$|^(?:region)\s+")
_COUNTY_WORDS = re.compile(r"\s+län$|^region\s+|sregionen$")
_DISTRICT_SEPARATOR = re.compile(r"\s*[,:]\s*|\s+-\s+|\s*/\s*|\s*\((?=[^()]+\)$)")
#: "(290 kommuner)", "(n=26)" and "(1440)" behind a name say nothing of who it is.
_COUNT = re.compile(r"\s*\((?:n ?= ?)?\d+(?: (?:kommuner|enheter|svar|st))?\)$")
#: "SDF Bromma", "Socialförvaltningen Centrum", "Bromma stadsdelsnämnd", "Bromma (sdf)".
_DISTRICT_WORDS = re.compile(
    r"^(?:(?:social|stadsdels)(?:förvaltning(?:en)?|nämnd(?:en)?|område(?:t)?)?|stadsdelen|förvaltning(?:en)?|sdf|sdn|sf)\s+"
    r"|[\s(]{1,2}(?:stadsdel(?:s(?:område|förvaltning|nämnd))?|socialförvaltning|sdf|sdn|sf)\)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class UnitTable:
    """The units that are known by code and by name."""

    by_code: dict[str, Unit]
    _nation_names: frozenset[str] = field(repr=False)
    _counties: dict[str, Unit] = field(repr=False)
    _municipalities: dict[str, Unit] = field(repr=False)
    _districts: dict[str, tuple[Unit, ...]] = field(repr=False)
    _changes: tuple[tuple[int, str, str], ...] = field(repr=False)

    @property
    def nation(self) -> Unit:
        return self.by_code[NATION_CODE]

    def is_nation(self, name: str) -> bool:
        return _plain(name) in self._nation_names

    def county(self, name: str) -> Unit | None:
        """A county by full, short or genitive name: Skåne län, Skåne, Stockholms, Sörmland, Region Uppsala."""
        wanted = _plain(name)
        short = _COUNTY_WORDS.sub("", wanted)
        return self._counties.get(wanted) or self._counties.get(short) or self._counties.get(short.removesuffix("s"))

    def municipality(self, name: str) -> Unit | None:
        """A municipality by name, with or without "kommun" or "stad" behind it and a genitive s before that."""
        wanted = _plain(name)
        found = self._municipalities.get(wanted)
        if found is None and (short := _MUNICIPALITY_WORDS.sub("", wanted)) != wanted:
            found = self._municipalities.get(short) or self._municipalities.get(short.removesuffix("s"))
        return found

    def district(self, name: str, *, year: int | None = None, municipality: str = "") -> Unit | None:
        """A district by name: "Bromma", "Stockholm, Bromma", "Stockholm - Bromma" or "Bromma (Stockholm)".

        A name that two districts have had (Göteborg's Centrum) is decided by the year, and is None without one.
        """
        city, own = self.split(name)
        if city:
            if self.municipality(city) is None:
                city, own = own, city
            parent = self.municipality(city)
            if parent is None or municipality not in {"", parent.code}:
                return None
            municipality = parent.code
        candidates = [
            unit
            for unit in self._districts_called(own)
            if municipality in {"", unit.municipality} and (year is None or exists(unit, year))
        ]
        return candidates[0] if len(candidates) == 1 else None

    def split(self, name: str) -> tuple[str, str]:
        """As `split_district`, also where nothing but a space stands between: "Stockholm Bromma"."""
        city, own = split_district(name)
        if not city and not self.has_district(own):
            first, _, rest = own.partition(" ")
            if rest and self.municipality(first) and self.has_district(rest):
                return first, rest
        return city, own

    def has_district(self, name: str) -> bool:
        """Whether any district, in any municipality and year, is called so."""
        return bool(self._districts_called(name))

    def _districts_called(self, name: str) -> tuple[Unit, ...]:
        return self._districts.get(_DISTRICT_WORDS.sub("", _plain(name)), ())

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
    plain = _DISTRICT_WORDS.sub("", tidy(name))
    parts = _DISTRICT_SEPARATOR.split(plain.replace("–", "-"), maxsplit=1)
    if len(parts) < 2 or not all(parts):
        return "", tidy(name)
    return parts[0], parts[1].removesuffix(")") if "(" not in parts[1] else parts[1]


def _plain(name: str) -> str:
    return _COUNT.sub("", key(name))


@lru_cache(maxsize=1)
def unit_table() -> UnitTable:
    """The units that come with the program."""
    by_code: dict[str, Unit] = {}
    names: dict[Level, dict[str, Unit]] = defaultdict(dict)
    districts: dict[str, list[Unit]] = defaultdict(list)
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
            for name in [unit.name, *filter(None, row["aliases"].split("|"))]:
                if unit.level is Level.DISTRICT:
                    districts[key(name)].append(unit)
                else:
                    names[unit.level][key(name)] = unit
                    if unit.level is Level.COUNTY:
                        names[unit.level][_COUNTY_WORDS.sub("", key(name)).removesuffix("s")] = unit
                        names[unit.level][_COUNTY_WORDS.sub("", key(name))] = unit
    with resource("unit_changes.csv").open(encoding="utf-8", newline="") as lines:
        changes = tuple((int(row["year"]), row["predecessor"], row["successor"]) for row in csv.DictReader(lines))
    return UnitTable(
        by_code=by_code,
        _nation_names=frozenset(names[Level.NATION]),
        _counties=names[Level.COUNTY],
        _municipalities=names[Level.MUNICIPALITY],
        _districts={wanted: tuple(units) for wanted, units in districts.items()},
        _changes=changes,
    )
