"""Which rows hold results, and whose they are."""

from collections import Counter
from dataclasses import dataclass

from ojdesk.core.files.area import Area
from ojdesk.core.files.columns import Column, Header
from ojdesk.core.files.headings import Role, group_of, role_of, year_of
from ojdesk.core.files.whose import Conflict, identify
from ojdesk.core.model import Group, Level, Unit
from ojdesk.core.text import key, tidy
from ojdesk.core.units import unit_table

UNIT_ROLES = {Role.COUNTY_CODE, Role.COUNTY_NAME, Role.UNIT_CODE, Role.UNIT_NAME}


@dataclass(frozen=True)
class Row:
    """A row of results, with what the row itself says of year, group and indicator."""

    index: int
    unit: Unit
    year: int | None = None
    group: Group | None = None
    wording: str = ""


class RowFinder:
    """Goes through the rows below a header."""

    def __init__(self, area: Area, header: Header) -> None:
        self.area, self.sheet, self.header = area, area.sheet, header
        self._unread: dict[str, list[int]] = {}

    def find(self, columns: list[Column]) -> list[Row]:
        results = [column.index for column in columns]
        rows: list[Row] = []
        county = ""
        prefers_county = self._prefers_county()
        labels = self._labels()
        for index in range(self.header.top, self.area.end):
            has_results = any(self.sheet.cell(index, column) is not None for column in results)
            cells = labels.get(index, {})
            row = self._row(index, cells, rows[-1:], county, prefers_county=prefers_county, quiet=not has_results)
            if row is None:
                continue
            if not has_results and not row.unit.level.answers:
                county = row.unit.code if row.unit.level is Level.COUNTY else county
                continue
            rows.append(row)
        for text, unread in self._unread.items():
            what = (
                f"har ”{text[:60]}”, som inte är någon känd grupp eller något år" if text else "nämner ingen indikator"
            )
            count = "En rad" if len(unread) == 1 else f"{len(unread)} rader"
            self.area.find(unread[0], 0, f"{count} {what}, och har inte lästs.", serious=True)
        return rows

    def _labels(self) -> dict[int, dict[int, str]]:
        """The texts in the columns that are no results, by row and column, with merged cells repeated."""
        top = self.header.top
        covered = self.area.covered(range(top, self.area.end), range(max(self.area.roles, default=-1) + 1))
        labels: dict[int, dict[int, str]] = {}
        for row in range(top, self.area.end):
            for column in sorted(self.area.roles):
                upper, left = covered.get((row, column), (row, column))
                # A cell merged to the right is one text, not two.
                if (text := tidy(self.sheet.text(upper, left))) and left == column:
                    labels.setdefault(row, {})[column] = text
        return labels

    def _row(
        self,
        index: int,
        labels: dict[int, str],
        before: list[Row],
        county: str,
        *,
        prefers_county: bool,
        quiet: bool,
    ) -> Row | None:
        """A row of results or a heading of a county; None for anything else, which is noted unless it is `quiet`."""
        of_unit = tuple((self.area.roles[it], text) for it, text in labels.items() if self.area.roles[it] in UNIT_ROLES)
        said = {self.area.roles[it]: text for it, text in labels.items() if self.area.roles[it] not in UNIT_ROLES}
        last = before[0] if before and before[0].index == index - 1 else None
        year, group = year_of(said.get(Role.YEAR, "")), group_of(said.get(Role.GROUP, ""))
        odd = [said[role] for role, found in ((Role.YEAR, year), (Role.GROUP, group)) if role in said and not found]
        if last and Role.YEAR not in said:
            year = last.year
        wording = said.get(Role.INDICATOR, "") or (last.wording if last else "")
        unit: Unit | Conflict | None
        if last and not of_unit and said.keys() - {Role.OTHER}:
            unit = last.unit  # named in the first of its rows
        else:
            unit = identify(of_unit, year=year or self.area.year, county=county, prefers_county=prefers_county)
        if quiet:
            return Row(index, unit) if isinstance(unit, Unit) else None
        if isinstance(unit, Conflict):
            self.area.find(
                index,
                0,
                f"Koden {unit.code} hör till {unit.by_code.name}, men raden heter {unit.name}. Raden har inte lästs.",
                action="Rätta koden eller namnet i Excel och öppna filen igen.",
                serious=True,
            )
        elif unit is None:
            if not self._is_repeated_header(index, labels):
                self._find_unknown_unit(index, labels)
        elif odd or (not wording and Role.INDICATOR in self.area.roles.values()):
            self._unread.setdefault(odd[0] if odd else "", []).append(index)
        else:
            return Row(index, unit, year, group, wording)
        return None

    def _prefers_county(self) -> bool:
        """Whether short names on this sheet ("Uppsala") mean counties: they do where some can mean nothing else."""
        names = [column for column, role in self.area.roles.items() if role is Role.UNIT_NAME]
        table = unit_table()
        found: Counter[bool] = Counter()
        for row in range(self.header.first, len(self.sheet.rows)):
            for column in names:
                text = self.sheet.text(row, column)
                county, municipality = table.county(text), table.municipality(text)
                if bool(county) != bool(municipality):
                    found[bool(county)] += 1
        return found[True] > 0 and not found[False]

    def _is_repeated_header(self, row: int, labels: dict[int, str]) -> bool:
        """Whether a row is the header once more, as on every printed page."""
        if any(role_of(text) for text in labels.values()):
            return True
        over = {column: self.sheet.text(row, column) for column in self.header.texts[0]} if self.header.texts else {}
        return all(
            not text or key(text) in {key(it.get(column, "")) for it in self.header.texts}
            for column, text in over.items()
        )

    def _find_unknown_unit(self, row: int, labels: dict[int, str]) -> None:
        name = " ".join(labels.values())
        count = sum(
            cell is not None for cell in self.sheet.rows[row][max(self.area.roles, default=-1) + 1 : self.area.right]
        )
        who = f"Raden ”{name[:60]}”" if name else "En rad utan namn"
        values = "ett värde" if count == 1 else f"{count} värden"
        self.area.find(
            row,
            min(self.area.roles, default=0),
            f"{who} har {values} men är ingen känd enhet. Raden har inte lästs.",
            serious=True,
        )
