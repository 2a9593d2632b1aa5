"""All opened files as one: who there is, what is asked, and every figure at hand in an instant."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ojdesk.core.catalogue import catalogue
from ojdesk.core.editions import Overlap, by_edition, find_overlaps, overlapping
from ojdesk.core.files.reading import Reading
from ojdesk.core.model import Finding, Group, Indicator, Level, Observation, Place, Scale, Source, Status, Unit
from ojdesk.core.observations import block_of, join
from ojdesk.core.text import in_swedish_order
from ojdesk.core.units import NATION_CODE, unit_table

Floats = npt.NDArray[np.float64]
#: The statuses as the numbers that `Dataset.statuses` gives; NOT_THERE is a cell that no file has.
STATUS_CODES = {status: code for code, status in enumerate(Status)}
NOT_THERE = len(STATUS_CODES)

_GROUPS = tuple(Group)


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything that was read. Never changes; opening one more file makes a new one.

    Attributes:
        readings: One for each file; of a result that two have, the last one's is shown.
        overlaps: Where two files have the same results.
        preferred: Digests of the files that go before those published later.
        observations: All result cells, with the columns of `observations.COLUMNS`.
        units: code → unit, of all units that any file has.
        indicators: id → indicator, in the catalogue's order of areas and then in the files' order.
        findings: What the user should know of the files and of how they go together.
    """

    readings: tuple[Reading, ...]
    observations: pd.DataFrame
    units: dict[str, Unit]
    indicators: dict[str, Indicator]
    findings: tuple[Finding, ...]
    overlaps: tuple[Overlap, ...]
    preferred: frozenset[str]
    _row_of: npt.NDArray[np.int32] = field(repr=False)
    _years: dict[int, int] = field(repr=False)

    # Lists -----------------------------------------------------------------------------------------------------

    @cached_property
    def years(self) -> tuple[int, ...]:
        """All years of all sources, ascending."""
        return tuple(self._years)

    def years_of(self, source: Source) -> tuple[int, ...]:
        """The years that there are results of a source for, ascending."""
        return self._years_of_sources[source]

    @cached_property
    def _years_of_sources(self) -> dict[Source, tuple[int, ...]]:
        return {
            source: tuple(sorted({year for it in self.readings if it.source is source for year in it.years}))
            for source in Source
        }

    def years_with(self, indicator: str) -> tuple[int, ...]:
        """The years in which some file has the indicator, ascending."""
        asked = self._asked[:, self._indicator_position[indicator]]
        return tuple(year for year, position in self._years.items() if asked[position])

    def is_asked(self, indicator: str, year: int) -> bool:
        """Whether any file has the indicator for anybody in a year."""
        position = self._years.get(year)
        return position is not None and bool(self._asked[position, self._indicator_position[indicator]])

    @cached_property
    def _asked(self) -> npt.NDArray[np.bool_]:
        return np.asarray((self._row_of >= 0).any(axis=(0, 3)))

    @cached_property
    def invented(self) -> str:
        """The files' own note that values are made up; empty when none says so."""
        return next((reading.invented for reading in self.readings if reading.invented), "")

    @cached_property
    def answering_units(self) -> tuple[Unit, ...]:
        """Municipalities and districts, by name as Swedes sort."""
        return tuple(self._by_name(unit for unit in self.units.values() if unit.level.answers))

    @cached_property
    def counties(self) -> tuple[Unit, ...]:
        """The counties, by name as Swedes sort."""
        return tuple(self._by_name(unit for unit in self.units.values() if unit.level is Level.COUNTY))

    @cached_property
    def pickable_units(self) -> tuple[Unit, ...]:
        """Those that can be one's own: who answers, then the counties and the nation."""
        nation = self.units.get(NATION_CODE)
        return (*self.answering_units, *self.counties, *([nation] if nation else []))

    def units_in(self, county: str) -> tuple[Unit, ...]:
        """The municipalities and districts of a county; of the nation, all of them."""
        return self.answering_units if county == NATION_CODE else self._answering_in.get(county, ())

    @cached_property
    def _answering_in(self) -> dict[str, tuple[Unit, ...]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.answering_units:
            found.setdefault(unit.county, []).append(unit)
        return {county: tuple(units) for county, units in found.items()}

    @staticmethod
    def _by_name(units: Iterable[Unit]) -> list[Unit]:
        return sorted(units, key=lambda unit: in_swedish_order(unit.name))

    # Figures ---------------------------------------------------------------------------------------------------

    @cached_property
    def _unit_position(self) -> dict[str, int]:
        return {code: position for position, code in enumerate(self.units)}

    @cached_property
    def _indicator_position(self) -> dict[str, int]:
        return {indicator: position for position, indicator in enumerate(self.indicators)}

    @cached_property
    def _values(self) -> Floats:
        """The values of all observations, and a NaN behind them for row −1."""
        return np.append(self.observations["value"].to_numpy(dtype=np.float64), np.nan)

    @cached_property
    def _statuses(self) -> npt.NDArray[np.int8]:
        column = self.observations["status"].cat
        codes = np.array([STATUS_CODES[Status(status)] for status in column.categories], dtype=np.int8)
        return np.append(codes[column.codes], np.int8(NOT_THERE))

    def _rows(self, indicator: str, group: Group) -> npt.NDArray[np.int32]:
        """Row numbers of observations as units × years, −1 where there is none."""
        return self._row_of[:, :, self._indicator_position[indicator], _GROUPS.index(group)]

    def values(self, indicator: str, units: Iterable[str], year: int, group: Group = Group.TOTAL) -> Floats:
        """One value for each unit, on the indicator's scale; NaN where there is none.

        Raises:
            KeyError: No file has the indicator, one of the units, or the year.
        """
        rows = self._rows(indicator, group)[self._positions(units), self._years[year]]
        return np.asarray(self._values[rows])

    def statuses(
        self, indicator: str, units: Iterable[str], year: int, group: Group = Group.TOTAL
    ) -> npt.NDArray[np.int8]:
        """One of STATUS_CODES or NOT_THERE for each unit.

        Raises:
            KeyError: No file has the indicator, one of the units, or the year.
        """
        rows = self._rows(indicator, group)[self._positions(units), self._years[year]]
        return np.asarray(self._statuses[rows])

    def cell(self, indicator: str, unit: str, year: int, group: Group = Group.TOTAL) -> tuple[float, int]:
        """One unit's value, NaN where there is none, and its status as `statuses` gives it."""
        number = self._row_number(indicator, unit, year, group)
        return (np.nan, NOT_THERE) if number is None else (float(self._values[number]), int(self._statuses[number]))

    def series(self, indicator: str, units: Iterable[str], years: Iterable[int], group: Group = Group.TOTAL) -> Floats:
        """Values as units × years, NaN where there is none, as in a year that no file is about.

        Raises:
            KeyError: No file has the indicator, or one of the units.
        """
        rows = self._rows(indicator, group)[self._positions(units)]
        padded = np.column_stack([rows, np.full(len(rows), -1)])
        return np.asarray(self._values[padded[:, [self._years.get(year, -1) for year in years]]])

    def _positions(self, units: Iterable[str]) -> list[int]:
        return [self._unit_position[unit] for unit in units]

    def observation(self, indicator: str, unit: str, year: int, group: Group = Group.TOTAL) -> Observation | None:
        """The result cell itself, or None when no file has it."""
        number = self._row_number(indicator, unit, year, group)
        if number is None:
            return None
        row = {name: column[number] for name, column in self._columns.items()}
        status = Status(row["status"])
        return Observation(
            year=int(row["year"]),
            source=Source(row["source"]),
            unit=self.units[unit],
            indicator=indicator,
            wording=str(row["indicator"]),
            group=group,
            scale=Scale(row["scale"]),
            value=float(row["value"]) if status is Status.VALUE else None,
            status=status,
            raw=str(row["raw"]),
            place=self._place(number),
        )

    def place(self, indicator: str, unit: str, year: int, group: Group = Group.TOTAL) -> Place | None:
        """Where the result cell stands, or None when no file has it."""
        number = self._row_number(indicator, unit, year, group)
        return None if number is None else self._place(number)

    def _row_number(self, indicator: str, unit: str, year: int, group: Group) -> int | None:
        if unit not in self._unit_position or indicator not in self._indicator_position or year not in self._years:
            return None
        number = int(self._rows(indicator, group)[self._unit_position[unit], self._years[year]])
        return number if number >= 0 else None

    @cached_property
    def _columns(self) -> dict[str, Any]:
        # Taking a row out of the table costs pandas a tenth of a millisecond, and a report asks for thousands.
        return {name: self.observations[name].array for name in self.observations.columns}

    @cached_property
    def _ends(self) -> npt.NDArray[np.intp]:
        """The row behind each reading's last."""
        return np.cumsum([len(reading.observations) for reading in self.readings])

    def _place(self, number: int) -> Place:
        reading = self.readings[int(np.searchsorted(self._ends, number, side="right"))]
        sheet, row, column = (self._columns[name][number] for name in ("sheet", "row", "column"))
        return Place(reading.digest, reading.file, str(sheet), int(row), int(column))

    def main_group(self, indicator: str) -> Group:
        """Everybody, or the first group where the files give an indicator for parts of the people alone."""
        return self.groups_of(indicator)[0]

    def groups_of(self, indicator: str) -> tuple[Group, ...]:
        """The groups that an indicator is given for."""
        has_any = self._has_group[self._indicator_position[indicator]]
        return tuple(group for group, there in zip(_GROUPS, has_any, strict=True) if there)

    @cached_property
    def _has_group(self) -> npt.NDArray[np.bool_]:
        """Whether any file has an indicator for a group, as indicators × groups."""
        return np.asarray((self._row_of >= 0).any(axis=(0, 1)))

    @cached_property
    def decimals(self) -> dict[str, int]:
        """How many decimals an indicator is published with: as many as its most precise value, at most two."""
        found: dict[str, int] = {}
        table = self.observations.loc[self.observations["status"] == Status.VALUE, ["indicator_id", "value"]]
        for indicator, values in table.groupby("indicator_id", observed=True)["value"]:
            numbers = values.to_numpy()
            found[str(indicator)] = next((it for it in (0, 1) if np.allclose(numbers, numbers.round(it), atol=1e-9)), 2)
        return found


def build(readings: Iterable[Reading], preferred: Collection[str] = ()) -> Dataset:
    """Joins readings. Of a result that two files have, the one published last wins, and a finding says so.

    Args:
        readings: The files.
        preferred: Digests of files that win over those published later.
    """
    ordered = by_edition(readings, preferred)
    observations = join([block_of(reading.observations) for reading in ordered])
    units: dict[str, Unit] = {}
    indicators: dict[str, Indicator] = {}
    for reading in ordered:
        units |= {code: unit_table().by_code.get(code, unit) for code, unit in reading.units.items()}
        units |= _counties_of(units)
        indicators |= reading.indicators
    ranks = {indicator: rank for rank, indicator in enumerate(catalogue().by_id)}
    indicators = dict(
        sorted(
            indicators.items(),
            key=lambda item: (catalogue().area_rank(item[1].area), ranks.get(item[0], len(ranks))),
        )
    )
    years = {int(year): position for position, year in enumerate(np.unique(observations["year"].to_numpy()))}
    row_of, replaced = _index(observations, units, indicators, years)
    overlaps = find_overlaps(ordered, observations, replaced, preferred)
    findings = [finding for reading in ordered for finding in reading.findings] + [*map(overlapping, overlaps)]
    return Dataset(
        readings=tuple(ordered),
        observations=observations,
        units=units,
        indicators=indicators,
        findings=tuple(findings),
        overlaps=tuple(overlaps),
        preferred=frozenset(preferred) & {reading.digest for reading in ordered},
        _row_of=row_of,
        _years=years,
    )


def _counties_of(units: dict[str, Unit]) -> dict[str, Unit]:
    """The counties that units lie in, though no file may have rows for them."""
    known = unit_table().by_code
    return {unit.county: known[unit.county] for unit in units.values() if unit.county and unit.county not in units}


def _index(
    observations: pd.DataFrame, units: dict[str, Unit], indicators: dict[str, Indicator], years: dict[int, int]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Where each figure's row is, as units × years × indicators × groups, and by what each row was replaced, or −1."""
    year = observations["year"].to_numpy()
    parts = (
        (_codes(observations["unit_code"], list(units)), len(units)),
        (np.searchsorted(np.array([*years], dtype=year.dtype), year), len(years)),
        (_codes(observations["indicator_id"], list(indicators)), len(indicators)),
        (_codes(observations["group"], list(_GROUPS)), len(_GROUPS)),
    )
    # One number for each place: one for each direction takes four times the memory, and millions of rows more time.
    place = np.zeros(len(observations), dtype=np.intp)
    for position, count in parts:
        place *= count
        place += position
    row_of = np.full(math.prod(count for _, count in parts), -1, dtype=np.int32)
    numbers = np.arange(len(observations), dtype=np.int32)
    # Later files go before earlier ones, but an empty cell takes nothing back.
    blank = (observations["raw"] == "").to_numpy()
    for some in (blank, ~blank):
        row_of[place[some]] = numbers[some]
    instead = row_of[place]
    replaced = np.where((instead != numbers) & ~blank, instead, -1)
    return row_of.reshape([count for _, count in parts]), replaced


def _codes(column: "pd.Series[str]", order: list[str]) -> npt.NDArray[np.int32]:
    position = {word: number for number, word in enumerate(order)}
    of_category = np.array([position[word] for word in column.cat.categories], dtype=np.int32)
    return of_category[column.cat.codes.to_numpy()]
