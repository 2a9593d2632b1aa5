"""What the user has picked, as one frozen value, and its JSON form."""

import contextlib
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ojdesk.core.compare.figures import current_indicators
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Source
from ojdesk.core.peers import NO_PEERS, PeerSet

#: How many indicators are ticked for a newcomer.
_FIRST_TICKED = 4


class Rows(StrEnum):
    """Which indicators the overview of answers has rows for."""

    ALL = "all"
    NOT_MET = "not met"
    CHANGED = "changed"
    SILENT = "silent"


class Form(StrEnum):
    """How the spread is shown: a row for each county, a map of them, or a map of one county's municipalities."""

    ROWS = "rows"
    COUNTIES = "counties"
    MUNICIPALITIES = "municipalities"


class Small(StrEnum):
    """What the small charts below the trend show: women and men and the others, or the other ticked indicators."""

    GROUPS = "groups"
    INDICATORS = "indicators"


class Around(StrEnum):
    """Of whom there is to learn, where there is a choice: the comparison set, or the county."""

    PEERS = "peers"
    COUNTY = "county"


#: Of a choice, what one looks at rather than what one has picked: it comes and goes with the view that one is in, and
#: is saved with a work, but nobody is asked to save a work for its sake.
LOOKED_AT = ("indicator", "year", "rows", "form", "county_seen", "small", "around", "table")


@dataclass(frozen=True)
class Choice:
    """Everything that a view depends on besides the data.

    Attributes:
        unit: The code of one's own unit; empty before one is picked.
        indicator: The indicator in focus.
        indicators: The ticked ones, in the order of the list; the small multiples and the report's chapters.
        year: The year in focus. An indicator without results that year is shown for its nearest earlier year.
        county: Whether the own county is beside the own unit in the views.
        nation: Whether the nation is. A report always has both: those who read it have unticked nothing, and one's own
            figure alone tells them nothing.
        others: Whether the other counties, or the other units of the county, are drawn in grey.
        peers: The comparison set, without members when there is none. It keeps those that no open file has: next
            year's may have them again.
        rows: Which rows the overview has.
        form: In which form the spread is shown.
        county_seen: The county whose municipalities are on the map; empty for the own one.
        small: What the small charts show.
        around: Of whom there is to learn.
        table: Whether tables are shown instead of charts.
    """

    unit: str = ""
    indicator: str = ""
    indicators: tuple[str, ...] = ()
    year: int = 0
    county: bool = True
    nation: bool = True
    others: bool = True
    peers: PeerSet = NO_PEERS
    rows: Rows = Rows.ALL
    form: Form = Form.ROWS
    county_seen: str = ""
    small: Small = Small.GROUPS
    around: Around = Around.PEERS
    table: bool = False

    def but(self, **changes: object) -> "Choice":
        """The same choice with some fields changed. Another unit is seen in its own county, if nothing else is said."""
        if changes.get("unit", self.unit) != self.unit:
            changes = {"county_seen": "", **changes}
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]

    def fitted(self, dataset: Dataset) -> "Choice":
        """The nearest choice that the dataset can show; the same one when it can show this."""
        units = self.unit if self.unit in dataset.units else ""
        ticked = tuple(indicator for indicator in dataset.indicators if indicator in self.indicators)
        years = dataset.years_of(Source.SURVEY) or dataset.years
        year = self.year if self.year in dataset.years else years[-1]
        if not ticked:
            ticked = _first_of_each_area(dataset, year)[:_FIRST_TICKED]
        seen = self.county_seen if self.county_seen in {it.code for it in dataset.counties} else ""
        focus = self.indicator if self.indicator in dataset.indicators else ticked[0]
        return self.but(unit=units, indicator=focus, indicators=ticked, year=year, county_seen=seen)

    def to_json(self) -> dict[str, Any]:
        """What `from_json` takes back: every field by its name."""
        fields = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return fields | {"peers": self.peers.to_json()}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Choice":
        """The choice in `raw`; a field that is missing or of the wrong kind keeps its default."""
        kept: dict[str, Any] = {}
        for field in dataclasses.fields(cls):
            value = raw.get(field.name)
            if field.name == "peers":
                with contextlib.suppress(ValueError):
                    kept[field.name] = PeerSet.from_json(value)
            elif isinstance(field.default, StrEnum):
                with contextlib.suppress(ValueError):
                    kept[field.name] = type(field.default)(str(value))
            elif isinstance(field.default, tuple):
                if isinstance(value, list) and all(isinstance(it, str) for it in value):
                    kept[field.name] = tuple(value)
            elif type(value) is type(field.default):
                kept[field.name] = value
        return cls(**kept)


def _first_of_each_area(dataset: Dataset, year: int) -> tuple[str, ...]:
    """For a newcomer: an indicator of each area that is in use in a year, or whatever there is."""
    firsts = {dataset.indicators[it].area: it for it in reversed(current_indicators(dataset, year))}
    in_order = [it for it in dataset.indicators if it in firsts.values()]
    return tuple(in_order) or tuple(dataset.indicators)
