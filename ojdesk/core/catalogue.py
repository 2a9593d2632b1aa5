"""Which indicator is which over the years: the curated catalogue, and what becomes of words it does not know."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from ojdesk.core.model import Break, BreakKind, Direction, Indicator, Scale, Source
from ojdesk.core.other_areas import other_areas
from ojdesk.core.resources import resource
from ojdesk.core.text import indicator_key, key, slug, tidy, without_attached_digit

#: The area of indicators whose file places them nowhere.
NO_AREA = "Övriga indikatorer"

_OWN_AREA = "ekonomiskt bistånd"

#: Ids of indicators that only their wording identifies begin so; no id of the catalogue does.
_FROM_WORDING = "egen:"


@dataclass(frozen=True)
class Catalogue:
    """The indicators of ekonomiskt bistånd, and all areas in the order they are shown.

    Attributes:
        aliases: The key of every wording → the indicator's id.
        shared: Ids of the indicators that mean the same in the files of every area.
    """

    areas: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    aliases: dict[str, str]
    shared: frozenset[str]

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """The indicators by id, in the catalogue's order."""
        return {indicator.id: indicator for indicator in self.indicators}

    def find(self, wording: str, *, area: str = "") -> Indicator | None:
        """The indicator that a wording means in any year, or None. Never the nearest one.

        Args:
            wording: The words of a heading.
            area: The area that the file is of, as `other_areas.area_named` says it, or empty for ekonomiskt bistånd.
                Files leave out their own area: "Använder AUDIT" in a file on äldreomsorg is not ekonomiskt bistånd's.
        """
        wanted = indicator_key(wording)
        found = self.aliases.get(wanted) or self.aliases.get(without_attached_digit(wanted))
        if found and self._may_be_ours(found, wording, area):
            return self.by_id[found]
        found = other_areas().find(wording, area=area)
        if found in self.by_id:
            return self.by_id[found] if self._may_be_ours(found, wording, area) else None
        return other_areas().indicators[found] if found else None

    def _may_be_ours(self, found: str, wording: str, area: str) -> bool:
        """Whether a file of that area means ekonomiskt bistånd's indicator by those words."""
        return not area or found in self.shared or _OWN_AREA in key(wording)

    def area_rank(self, area: str) -> int:
        """Where an area stands among the others; unknown ones come last."""
        return self.areas.index(area) if area in self.areas else len(self.areas)


def indicator_from_wording(
    wording: str, *, area: str, source: Source, scale: Scale, definition: str = "", subject: str = ""
) -> Indicator:
    """An indicator that the catalogue does not know, under its own words.

    The same words give the same id in every file, so years join; that the question is the same is then no more
    than likely, which `known=False` says.
    """
    name = tidy(wording)
    return Indicator(
        # The same words in another of the Öppna jämförelser are another question.
        id=_FROM_WORDING + slug(f"{subject} {indicator_key(wording)}"),
        name=name,
        short=name,
        area=area or subject or NO_AREA,
        source=source,
        scale=scale,
        direction=Direction.NONE,
        definition=definition,
        known=False,
    )


def _indicator(entry: dict[str, Any]) -> Indicator:
    names = tuple((it["from"], it["name"]) for it in entry["names"])
    return Indicator(
        id=entry["id"],
        name=names[-1][1],
        short=entry["short"],
        area=entry["area"],
        source=Source(entry["source"]),
        scale=Scale(entry["scale"]),
        direction=Direction(entry["direction"]),
        definition=entry["definition"],
        names=names,
        breaks=tuple(Break(it["year"], BreakKind(it["kind"]), it["note"]) for it in entry.get("breaks", ())),
        kolada=entry.get("kolada", ""),
    )


def _aliases(entries: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Every wording's key → id.

    Raises:
        ValueError: Two indicators share a wording.
    """
    found: dict[str, str] = {}
    for entry in entries:
        for wording in [it["name"] for it in entry["names"]] + entry.get("aliases", []):
            wanted = indicator_key(wording)
            if found.setdefault(wanted, entry["id"]) != entry["id"]:
                raise ValueError(f"{wording!r} is both {found[wanted]} and {entry['id']}")
    return found


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    raw = tomllib.loads(resource("catalogue.toml").read_text("utf-8"))
    return Catalogue(
        areas=tuple(raw["areas"]),
        indicators=tuple(map(_indicator, raw["indicator"])),
        aliases=_aliases(raw["indicator"]),
        shared=frozenset(it["id"] for it in raw["indicator"] if it.get("shared") or it["source"] == Source.REGISTER),
    )
