"""Which unit is meant by "Länet" and by a bare "Totalt"."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from ojdesk.core.files.area import UNIT_ROLES, Area
from ojdesk.core.files.columns import Header
from ojdesk.core.files.headings import Role
from ojdesk.core.files.whose import is_county_total, is_total
from ojdesk.core.model import Level, Unit
from ojdesk.core.units import NATION_CODE, unit_table

if TYPE_CHECKING:
    from ojdesk.core.files.rows import Row

#: A list of units from so many counties is of the whole country.
_MOST_COUNTIES = 15
#: What a unit may have several rows for.
_OF_ONE_UNIT = {Role.YEAR, Role.GROUP, Role.SPLIT, Role.INDICATOR}
_NUMBER = re.compile(r"^\d+\s+|\s*\(\d+\)$|,? (?:år )?(?:19|20)\d\d$")


class Totals:
    """The unit whose heading stands above, or whom the sheet is about.

    Attributes:
        county: The code of that unit, if it is a county.
    """

    def __init__(self, area: Area, header: Header, labels: dict[int, dict[int, str]]) -> None:
        self._area, self._labels = area, labels
        top = header.rows[0] if header.rows else header.first
        titles = [*area.lone_texts(range(top - 1, area.start - 1, -1)), area.sheet.name]
        self._whole = next((unit.code for text in titles if (unit := _county_or_nation(text))), "")
        self.county = self._whole if self._whole != NATION_CODE else ""
        self._columns = sorted(column for column, role in area.roles.items() if role in UNIT_ROLES)
        self._runs = self._find_runs()
        if self._runs:
            table = unit_table()
            self._headings = sum(bool(table.county(it)) for it in area.lone_texts(range(header.top, area.end)))
            self._has_nation = any(table.is_nation(text) for texts in labels.values() for text in texts.values())

    def _find_runs(self) -> dict[int, int]:
        """The rows with a bare "Totalt" for a name, each with the number of the run of such rows it belongs to."""
        runs: dict[int, int] = {}
        roles = self._area.roles
        has_several = any(role in _OF_ONE_UNIT for role in roles.values())
        for index, texts in self._labels.items():
            if not any(map(is_total, texts.values())):
                continue
            of_unit = [(roles[it], text) for it, text in texts.items() if roles[it] in UNIT_ROLES]
            if of_unit and all(role is Role.UNIT_NAME and is_total(text) for role, text in of_unit):
                before = runs.get(index - 1) if has_several else None
                runs[index] = len(set(runs.values())) if before is None else before
        return runs

    def enter(self, unit: Unit) -> None:
        """Takes note of the heading of a county."""
        if unit.level is Level.COUNTY:
            self.county = unit.code

    def unit_of(self, index: int, rows: Sequence["Row"]) -> str:
        """The code of the unit that a bare "Totalt" on a row sums up, or nothing.

        Args:
            index: The row.
            rows: Those above it.
        """
        if index not in self._runs:
            return ""
        count = len(set(self._runs.values()))
        nation = "" if self._has_nation else NATION_CODE
        if self._headings:
            # As many as there are counties sum up these; one more, or one for all of them, sums up the nation.
            is_last = self._runs[index] == count - 1
            of_county = count == self._headings or (count == self._headings + 1 and not is_last)
            return self.county if of_county else nation if is_last else ""
        if self._whole:
            # On a sheet called "Stockholm" there may be the districts of the municipality.
            is_told = self._whole == NATION_CODE or any(row.unit.level is Level.MUNICIPALITY for row in rows)
            return self._whole if is_told else ""
        return nation if count == 1 and len(self._counties) >= _MOST_COUNTIES else ""

    @cached_property
    def _counties(self) -> set[str]:
        """The codes of the counties from which there are units, above the sum or below it."""
        units = filter(None, (self._area.unit_in(row, self._columns) for row in self._labels))
        return {unit.county or unit.code for unit in units}

    def county_of(self, index: int, rows: Sequence["Row"]) -> str:
        """The code of the county that "Länet" means on a row: without a heading, that of the units beside it."""
        if self.county or not any(map(is_county_total, self._labels.get(index, {}).values())):
            return self.county
        below = (self._area.unit_in(row, self._columns) for row in range(index + 1, self._area.end))
        counties = _counties(row.unit for row in reversed(rows)) or _counties(below)
        return counties.pop() if len(counties) == 1 else ""


def _counties(units: Iterable[Unit | None]) -> set[str]:
    """The codes of the counties of those that answer, up to the first that does not."""
    answering = takewhile(lambda unit: unit is not None and unit.level.answers, units)
    return {unit.county for unit in answering if unit}


def _county_or_nation(text: str) -> Unit | None:
    table = unit_table()
    plain = _NUMBER.sub("", text)
    if table.is_nation(plain):
        return table.nation
    words = plain.split()
    behind = [" ".join(words[-count:]) for count in (3, 2)] if words[-1:] == ["län"] else []  # "Resultat för Skåne län"
    return next((county for name in [plain, *behind] if (county := table.county(name))), None)
