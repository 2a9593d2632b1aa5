"""What the user has picked, as one frozen value, and its JSON form."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Source

#: How many indicators are ticked for a newcomer.
_FIRST_TICKED = 4


@dataclass(frozen=True)
class Choice:
    """Everything that a view depends on besides the data.

    Attributes:
        unit: The code of one's own unit; empty before one is picked.
        indicator: The indicator in focus.
        indicators: The ticked ones, in the order of the list; the small multiples and the report's chapters.
        year: The year in focus. An indicator without results that year is shown for its nearest earlier year.
        county: Whether the own county is drawn.
        nation: Whether the nation is drawn.
        peers: Whether the other counties, or the other municipalities of the county, are drawn.
    """

    unit: str = ""
    indicator: str = ""
    indicators: tuple[str, ...] = ()
    year: int = 0
    county: bool = True
    nation: bool = True
    peers: bool = True

    def but(self, **changes: object) -> "Choice":
        """The same choice with some fields changed."""
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]

    def fitted(self, dataset: Dataset) -> "Choice":
        """The nearest choice that the dataset can show; the same one when it can show this."""
        units = self.unit if self.unit in dataset.units else ""
        ticked = tuple(indicator for indicator in dataset.indicators if indicator in self.indicators)
        if not ticked:
            ticked = tuple(dataset.indicators)[:_FIRST_TICKED]
        focus = self.indicator if self.indicator in dataset.indicators else next(iter(ticked), "")
        years = dataset.years_of(Source.SURVEY) or dataset.years
        year = self.year if self.year in dataset.years else (years[-1] if years else 0)
        return self.but(unit=units, indicator=focus, indicators=ticked, year=year)

    def to_json(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Choice":
        """The choice in `raw`; a field that is missing or of the wrong kind keeps its default."""
        kept: dict[str, Any] = {}
        for field in dataclasses.fields(cls):
            value = raw.get(field.name)
            if isinstance(field.default, tuple):
                if isinstance(value, list) and all(isinstance(it, str) for it in value):
                    kept[field.name] = tuple(value)
            elif type(value) is type(field.default):
                kept[field.name] = value
        return cls(**kept)
