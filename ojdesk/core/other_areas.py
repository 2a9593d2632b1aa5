"""The indicators of other Öppna jämförelser: read when a file first has words that the catalogue lacks."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ojdesk.core.model import Break, BreakKind, Direction, Indicator, Scale, Source
from ojdesk.core.resources import resource
from ojdesk.core.text import indicator_key, key, without_attached_digit

COLUMNS = (
    *("kolada", "id", "area", "source", "scale", "direction", "last_year"),
    *("break_year", "break_kind", "break_note", "wording", "definition"),
)

#: What each area calls itself in titles, as a pattern over keys; the first that fits is meant.
_AREAS = {
    "Krisberedskap": r"krisberedskap",
    "Våld i nära relationer": r"\bvåld",
    "Hemlöshet": r"hemlös",
    "Missbruk och beroende": r"missbruk|\bberoende",
    "Funktionsnedsättning – socialpsykiatri": r"socialpsykiatri|psykisk funktionsnedsättning",
    "Funktionsnedsättning – LSS": r"\blss\b",
    "Funktionsnedsättning": r"funktionsnedsättning|funktionshinder",
    "Barn och unga": r"barn(?:-| och)",
    "Kommunal hälso- och sjukvård": r"hälso- och sjukvård|hemsjukvård",
    "Äldreomsorg": r"\bäldre(?:omsorg\w*)?\b(?<!och äldre)",
}
#: How a title names the area whose files need not say it: "… inom LSS-barn", "… enskilda vuxna Äldreomsorg".
_OWN_FIELD = {
    "Våld i nära relationer": r" inom våld i nära relationer(?: barn| vuxna)?\b",
    "Hemlöshet": r" (?:inom|för) hemlöshet\b",
    "Missbruk och beroende": r" inom missbruks?-? ?(?:och |/)beroendevård(?:en)?\b| inom missbruk\b| missbruk$",
    "Funktionsnedsättning – socialpsykiatri": r" (?:inom|för) socialpsykiatrin?\b| socialpsykiatri$",
    "Funktionsnedsättning – LSS": r" inom lss(?:-barn|-vux\w+)?\b|[ -]*lss[ -]+vuxna$",
    "Barn och unga": r" (?:inom|i) (?:den )?sociala? barn-? och ungdomsvård(?:en)?\b| barn och unga$",
    "Kommunal hälso- och sjukvård": r" inom kommunal hälso- och sjukvård\b",
    "Äldreomsorg": r" (?:inom|i) äldreomsorg(?:en)?\b| äldreomsorg$",
}
#: The first of the two in a title on coordination or cooperation, as a pattern.
SIDE = r"missbruk- och beroendevård|social barn- och ungdomsvård|[\w-]+"
_BETWEEN = re.compile(rf"^(.+ (?:samordning|samverkan)) mellan (?:{SIDE}) och (.+)$")
_SHARE = re.compile(r",?\s*andel \(%\)$")


@dataclass(frozen=True)
class OtherAreas:
    """The indicators of other areas by what they are called.

    Attributes:
        by_wording: The key of a wording → the id of the one indicator it means, which may be the catalogue's.
        by_bare_wording: The same within an area, for wordings that leave out whose they are.
        indicators: By id; those of the catalogue are not among them.
    """

    by_wording: Mapping[str, str]
    by_bare_wording: Mapping[tuple[str, str], str]
    indicators: Mapping[str, Indicator]

    def find(self, wording: str, *, area: str = "") -> str | None:
        """The id of the indicator that a wording means, in a file of the area if one is given."""
        wanted = indicator_key(wording)
        for it in (wanted, without_attached_digit(wanted)):
            if found := self.by_bare_wording.get((area, it)) or self.by_wording.get(it):
                return found
        return None


def area_named(title: str) -> str:
    """The area other than ekonomiskt bistånd that a file's title names, as "Äldreomsorg"; empty when none."""
    plain = key(title)
    if "ekonomiskt bistånd" in plain:
        return ""
    return next((area for area, words in _AREAS.items() if re.search(words, plain)), "")


@lru_cache(maxsize=1)
def other_areas() -> OtherAreas:
    """The indicators that come with the program.

    Raises:
        ValueError: Two indicators share a wording.
    """
    by_wording: dict[str, str] = {}
    bare: dict[tuple[str, str], set[str]] = {}
    indicators: dict[str, Indicator] = {}
    with resource("other_areas.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            if row["scale"]:
                indicators[row["id"]] = _indicator(row)
            for wanted in _keys(row["wording"]):
                if by_wording.setdefault(wanted, row["id"]) != row["id"]:
                    raise ValueError(f"{row['wording']!r} is both {by_wording[wanted]} and {row['id']}")
                for it in _without_area(wanted, row["area"]):
                    bare.setdefault((row["area"], it), set()).add(row["id"])
    # LSS has two samlade planer, one for staff with children and one with adults: "Samlad plan" alone is neither.
    by_bare_wording = {where: ids.pop() for where, ids in bare.items() if len(ids) == 1}
    return OtherAreas(by_wording, by_bare_wording, indicators)


def _keys(wording: str) -> Iterator[str]:
    """A wording's key; "…, andel (%)" also goes without, as files give the unit elsewhere, and with "Andel" first."""
    yield indicator_key(wording)
    if (plain := indicator_key(_SHARE.sub("", wording))) != indicator_key(wording):
        yield plain
        yield f"andel {plain.removeprefix('andel ')}"


def _without_area(wanted: str, area: str) -> Iterator[str]:
    if area in _OWN_FIELD and (bare := re.sub(_OWN_FIELD[area], "", wanted)) != wanted:
        yield bare
    elif between := _BETWEEN.match(wanted):
        what, whom = between.groups()
        yield f"{what} med {whom}"
        yield f"{what} i enskilda ärenden med {whom}"


def _indicator(row: dict[str, str]) -> Indicator:
    breaks: tuple[Break, ...] = ()
    if row["break_year"]:
        breaks = (Break(int(row["break_year"]), BreakKind(row["break_kind"]), row["break_note"]),)
    last = f"Sista året är {row['last_year']}." if row["last_year"] else ""
    return Indicator(
        id=row["id"],
        name=row["wording"],
        short=row["wording"],
        area=row["area"],
        source=Source(row["source"]),
        scale=Scale(row["scale"]),
        direction=Direction(row["direction"]),
        definition=" ".join(filter(None, [row["definition"], last])),
        breaks=breaks,
        kolada=row["kolada"],
    )
