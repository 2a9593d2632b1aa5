"""Comparison sets (jämförelsegrupper): the units that one's own is compared with, under a name.

A set is frozen: it keeps its members whatever the program ships next year, and its name says which year it is from.
"""

import csv
import dataclasses
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from ojdesk.core.model import LAST_YEAR, Level, Unit
from ojdesk.core.resources import resource
from ojdesk.core.save import save
from ojdesk.core.text import in_swedish_order, tidy
from ojdesk.core.work import Refused

#: Any mail filter lets it through, and whoever gets it can read it in an editor.
ENDING = ".json"
MOST_MEMBERS = 500
LONGEST_NAME = 80

_FORMAT, _VERSION = "ojdesk jämförelsegrupp", 1
_LARGEST_FILE = 1_000_000
#: As the unit table and the files have them: 0114, 018006, 1280-norr.
_CODE = re.compile(r"[\w-]{2,40}")
#: A city's parts by the city's code: until a year, what they are called.
_PARTS = {
    "0180": ((LAST_YEAR, "Stockholms stadsdelar"),),
    "1280": ((2013, "Malmös stadsdelar"), (LAST_YEAR, "Malmös stadsområden")),
    "1480": ((2020, "Göteborgs stadsdelar"), (LAST_YEAR, "Göteborgs socialförvaltningar")),
}


class Origin(StrEnum):
    """Who has put a set together. The value is the word in its name and in its file."""

    OWN = "egen"
    SKR = "SKR"
    KOLADA = "Kolada"
    CITY = "stad"


@dataclass(frozen=True)
class PeerSet:
    """Units to compare with. Without members, nobody is.

    Attributes:
        name: What it is called, without its origin and year.
        year: The year that a set of SKR's or Kolada's is from, and that a city's parts existed in; 0 for an own one.
        members: Codes, each once; some may be in none of the open files, and one may be the own unit.
    """

    name: str = ""
    origin: Origin = Origin.OWN
    year: int = 0
    members: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.members)

    @property
    def label(self) -> str:
        """The name as it is shown: Pendlingskommun nära storstad (SKR 2023)."""
        if self.origin is Origin.OWN:
            return self.name
        return f"{self.name} ({self.source})"

    @property
    def source(self) -> str:
        """Where it is from and when: "SKR 2023"; a city's parts have the year alone, an own set "egen"."""
        return {Origin.OWN: "egen", Origin.CITY: str(self.year)}.get(self.origin, f"{self.origin} {self.year}")

    def label_for(self, unit: str) -> str:
        """The name, and that the own unit is left out where it is a member."""
        return f"{self.label}, utan den egna enheten" if unit in self.members else self.label

    def others(self, unit: str) -> tuple[str, ...]:
        """The members besides the own unit, which nobody is compared with."""
        return tuple(code for code in self.members if code != unit)

    def to_json(self) -> dict[str, Any]:
        """What `from_json` takes back."""
        return {"name": self.name, "origin": str(self.origin), "year": self.year, "members": list(self.members)}

    @classmethod
    def from_json(cls, raw: object) -> "PeerSet":
        """The set in `raw`.

        Raises:
            ValueError: It holds none, or something that no set can have.
        """
        if not isinstance(raw, Mapping):
            raise ValueError("no object")  # noqa: TRY004 - to the caller it is all the same
        name, year, members = raw.get("name"), raw.get("year"), raw.get("members")
        origin = Origin(raw.get("origin", ""))
        if not isinstance(name, str) or not 0 < len(tidy(name)) <= LONGEST_NAME or not tidy(name).isprintable():
            raise ValueError("name")
        if type(year) is not int or not 0 <= year <= LAST_YEAR or (year == 0) != (origin is Origin.OWN):
            raise ValueError("year")
        if not isinstance(members, list) or not 0 < len(members) <= MOST_MEMBERS:
            raise ValueError("members")
        if not all(isinstance(code, str) and _CODE.fullmatch(code) for code in members):
            raise ValueError("members")
        return cls(tidy(name), origin, year, tuple(dict.fromkeys(members)))


NO_PEERS = PeerSet()


# Those that come with the program ---------------------------------------------------------------------------------


def ready_made(unit: Unit, year: int) -> tuple[PeerSet, ...]:
    """The sets that fit a unit: of a municipality the similar ones and its kind, of a district those of its city.

    Args:
        unit: One's own.
        year: The city's districts of that year are meant.
    """
    from ojdesk.core.units import unit_table  # noqa: PLC0415 - the window is painted before it needs the table

    if unit.level is Level.MUNICIPALITY:
        found = (similar_municipalities(unit), municipality_group(unit), city_parts(unit, year))
    elif unit.level is Level.DISTRICT:
        found = (city_parts(unit_table().by_code[unit.municipality], year), None, None)
    else:
        return ()
    return tuple(it for it in found if it is not None)


def similar_municipalities(unit: Unit) -> PeerSet | None:
    """The municipalities that Kolada holds for like this one in ekonomiskt bistånd; None for other units."""
    year, similar = _similar()
    members = similar.get(unit.code)
    return PeerSet(f"Liknande kommuner {unit.name}", Origin.KOLADA, year, members) if members else None


def municipality_group(unit: Unit) -> PeerSet | None:
    """All municipalities of the same kind as this one (kommungrupp), itself among them; None for other units."""
    year, groups = _groups()
    found = next((it for it in groups.items() if unit.code in it[1]), None)
    return PeerSet(found[0], Origin.SKR, year, found[1]) if found else None


def city_parts(city: Unit, year: int) -> PeerSet | None:
    """A city's districts or administrations in a year; None where there are none to compare."""
    from ojdesk.core.units import exists, unit_table  # noqa: PLC0415

    if city.code not in _PARTS:
        return None
    parts = [it for it in unit_table().by_code.values() if it.municipality == city.code and exists(it, year)]
    name = next(name for until, name in _PARTS[city.code] if year <= until)
    members = tuple(it.code for it in sorted(parts, key=lambda it: in_swedish_order(it.name)))
    return PeerSet(name, Origin.CITY, year, members) if len(members) > 1 else None


@lru_cache(maxsize=1)
def _similar() -> tuple[int, dict[str, tuple[str, ...]]]:
    """The newest year there is, and municipality → those it is like."""
    return _newest("similar_municipalities.csv", "municipality", "similar")


@lru_cache(maxsize=1)
def _groups() -> tuple[int, dict[str, tuple[str, ...]]]:
    """The newest year there is, and kind → its municipalities."""
    return _newest("municipality_groups.csv", "kind", "municipality")


def _newest(file: str, name: str, member: str) -> tuple[int, dict[str, tuple[str, ...]]]:
    rows = list(_rows(file))
    year = max(row["year"] for row in rows)
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row["year"] == year:
            found[row[name]] = (*found.get(row[name], ()), row[member])
    return int(year), found


def _rows(file: str) -> Iterator[dict[str, str]]:
    with resource(file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


# Own ones ---------------------------------------------------------------------------------------------------------


def unused_name(name: str, taken: Sequence[str]) -> str:
    """The name itself, or with a number behind it when another set has it already."""
    number, candidate, plain = 1, name, {it.casefold() for it in taken}
    while candidate.casefold() in plain:
        number += 1
        candidate = f"{name[: LONGEST_NAME - 5]} {number}"
    return candidate


def with_sets(own: Sequence[PeerSet], given: Sequence[PeerSet]) -> tuple[PeerSet, ...]:
    """One's own sets and those given that are not among them; a name that another set has gets a number."""
    found = list(own)
    for it in given:
        if it not in found:
            found.append(dataclasses.replace(it, name=unused_name(it.name, [one.label for one in found])))
    return tuple(found)


def save_set(peers: PeerSet, path: Path) -> None:
    """Writes a set as a file to share, with the members' names beside their codes for those who read it.

    Raises:
        Refused: It could not be saved; what was at the path is untouched.
    """
    from ojdesk.core.units import unit_table  # noqa: PLC0415

    known = unit_table().by_code
    members = [{"code": code, "name": known[code].name if code in known else ""} for code in peers.members]
    raw = {"format": _FORMAT, "version": _VERSION, **peers.to_json(), "members": members}
    save(path, json.dumps(raw, ensure_ascii=False, indent=1).encode())


def read_set(path: Path) -> PeerSet:
    """The set in a shared file.

    Raises:
        Refused: The file is none, or a newer program's.
    """
    try:
        if not path.is_file():  # a device may have no end
            raise FileNotFoundError(path)
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
        if len(content) > _LARGEST_FILE:
            raise ValueError("too large")
        raw = json.loads(content.decode("utf-8-sig"))
        if raw["format"] != _FORMAT:
            raise ValueError("another format")
        version, members = raw["version"], [it["code"] for it in raw["members"]]
        if type(version) is not int:
            raise ValueError("version")
        if version > _VERSION:
            raise Refused(
                f"{path.name} är sparad av en nyare version av ojdesk. Uppdatera programmet för att öppna den."
            )
        return PeerSet.from_json({**raw, "members": members})
    except OSError as trouble:
        raise Refused(f"{path.name} gick inte att läsa. Kontrollera att filen finns kvar och får öppnas.") from trouble
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
        raise Refused(
            f"{path.name} är ingen jämförelsegrupp. Öppna en fil som är sparad med Spara grupp som fil, "
            "eller klistra in kommunerna som text."
        ) from trouble
