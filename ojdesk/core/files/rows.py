"""Which rows hold results, and whose they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from ojdesk.core.files.area import UNIT_ROLES, Area
from ojdesk.core.files.columns import Column, Header
from ojdesk.core.files.headings import Role, group_of, is_amount, kind_of, role_of, year_of
from ojdesk.core.files.sheet import as_text
from ojdesk.core.files.titles import title
from ojdesk.core.files.totals import Totals
from ojdesk.core.files.whose import Conflict, Gone, bare_name, identify, is_mean, is_name_of, is_whole, parse_code
from ojdesk.core.model import Group, Level, Unit
from ojdesk.core.text import key, tidy
from ojdesk.core.units import exists, unit_table
from ojdesk.core.work import checkpoint

_EVERYONE = re.compile(r"^(?:(?:alla|samtliga|totalt?|hela|båda|sammanlagt)\b|(?:.* )?totalt?$)")


@dataclass(frozen=True)
class Row:
    """A row of results, with what the row itself, or a heading above it, says of year, group and indicator.

    Attributes:
        by_year: The unit in each year that the columns are of, where it is not the same or not there in all of them.
    """

    index: int
    unit: Unit
    year: int | None = None
    group: Group | None = None
    wording: str = ""
    by_year: Mapping[int, Unit] | None = None

    def unit_in(self, year: int | None) -> Unit | None:
        """Whose the result in a column of some year is; None where the unit was not there."""
        return self.unit if self.by_year is None else self.by_year.get(year or 0)


class RowFinder:
    """Goes through the rows below a header."""

    def __init__(self, area: Area, header: Header, columns: list[Column]) -> None:
        self.area, self.sheet, self.header = area, area.sheet, header
        roles = set(area.roles.values())
        self._columns = columns
        self._results = [column.index for column in columns]
        self._years = sorted({it for column in columns if (it := column.year or area.year)})
        self._of_unit = {column for column, role in area.roles.items() if role in UNIT_ROLES}
        self._has_others = len(self._of_unit) < len(area.roles)
        self._names = [column for column, role in area.roles.items() if role is Role.UNIT_NAME]
        # What headings above and between the rows may say, since no column does.
        self._lacks_year = Role.YEAR not in roles and not any(column.year for column in columns)
        self._lacks_group = Role.GROUP not in roles and not any(column.group for column in columns)
        self._lacks_wording = not all(column.wording for column in columns)
        self._is_long = Role.INDICATOR in roles
        self._labels = self._find_labels()
        self._wordings = [column for column, role in area.roles.items() if role is Role.INDICATOR]
        self._wordings.sort(key=lambda it: (area.heads[it][0], it) if it in area.heads else (0, it))
        self._measures: dict[str, set[str]] = {}
        for texts in self._labels.values() if len(self._wordings) > 1 else ():
            named, *measures = (texts.get(column, "") for column in self._wordings)
            self._measures.setdefault(named, set()).add(" ".join(measures))
        self._splits = {column for column, role in area.roles.items() if role is Role.SPLIT}
        self._since = self._find_first_year()
        self._prefers_county = self._find_whether_county_is_preferred()
        self._totals = Totals(area, header, self._labels)
        about = header.title
        self._year = about.year if self._lacks_year and self._lacks_wording else None
        self._group = about.group if self._lacks_group else None
        self._wording = about.wording if self._lacks_wording and not self._is_long else ""
        self._has_parts = self._lacks_group and any(
            group_of(texts.get(column, "")) not in {None, Group.TOTAL}
            for texts in self._labels.values()
            for column in self._names
        )
        self._heading: Row | None = None
        self._rows: list[Row] = []
        self._unread: dict[str, list[int]] = {}
        self._of_parts: list[int] = []

    def find(self) -> list[Row]:
        """The rows of results, from the top; of those that are not understood findings are noted."""
        for index in range(self.header.top, self.area.end):
            checkpoint()
            has_results = any(self.sheet.cell(index, column) is not None for column in self._results)
            labels = self._labels.get(index, {})
            if not (has_results and labels) and self._read_heading(index):
                continue
            row = self._row(index, labels, quiet=not has_results)
            if row is None:
                continue
            self._heading = row if not has_results and self._names_part(index + 1) else None
            if not has_results and (self._heading or not row.unit.level.answers):
                self._totals.enter(row.unit)
                continue
            self._rows.append(row)
        self._note_unread()
        return self._without_means()

    def _find_labels(self) -> dict[int, dict[int, str]]:
        """The texts in the columns that are no results, by row and column, with merged cells repeated."""
        top = self.header.top
        rows = range(top, self.area.end)
        covered = self.area.covered(rows, range(max(self.area.roles, default=-1) + 1))
        labels: dict[int, dict[int, str]] = {}
        for column in sorted(self.area.roles):
            checkpoint()
            for row, cell in zip(rows, self.sheet.column(column, rows), strict=True):
                upper, left = covered.get((row, column), (row, column))
                # A cell merged to the right is one text, not two.
                if left == column and (text := tidy(as_text(cell if upper == row else self.sheet.cell(upper, left)))):
                    labels.setdefault(row, {})[column] = text
        return dict(sorted(labels.items()))

    def _find_first_year(self) -> int | None:
        """The first year that there are results of, where there are several."""
        column = next((column for column, role in self.area.roles.items() if role is Role.YEAR), None)
        texts = {texts.get(column, "") for texts in self._labels.values()} if column is not None else ()
        years = {year for text in texts if (year := year_of(text))} or set(self._years)
        return min(years) if len(years) > 1 else None

    def _find_whether_county_is_preferred(self) -> bool:
        """Whether short names on this sheet ("Uppsala") mean counties: they do where some can mean nothing else."""
        names_counties = False
        for row in range(self.header.first, self.area.end):
            checkpoint()
            for column in self._names:
                is_county = _is_county(self.sheet.text(row, column))
                if is_county is False:
                    return False
                names_counties = names_counties or bool(is_county)
        return names_counties

    @cached_property
    def _genitives(self) -> set[str]:
        """The names that the sheet has with an s as well: beside "Stockholms" means "Stockholm" the municipality."""
        names = {key(texts.get(column, "")) for texts in self._labels.values() for column in self._names}
        return {name for name in names if f"{name}s" in names}

    # One row ---------------------------------------------------------------------------------------------------

    def _read_heading(self, index: int) -> bool:
        """Takes in what a text that stands alone says of the rows below it: a year, a group or an indicator."""
        text = self.area.lone_text(index)
        year, group = year_of(text), group_of(text)
        if year and self._names and self._lacks_year:  # beside names 2021 is no code, though Vansbro has it
            self._year = year
        elif group and self._lacks_group:
            self._group = group
        elif text and self._lacks_wording and (parts := title(text, self.area.legend)).wording:
            self._wording, self._group = parts.wording, parts.group if self._lacks_group else None
        else:
            return False
        return True

    def _row(self, index: int, labels: dict[int, str], *, quiet: bool) -> Row | None:
        """A row of results or a heading of a county; None for anything else, which is noted unless it is `quiet`."""
        roles = self.area.roles
        of_unit = tuple((roles[it], text) for it, text in labels.items() if it in self._of_unit)
        said = {roles[it]: text for it, text in labels.items() if it not in self._of_unit} if self._has_others else {}
        if Role.INDICATOR in said:
            said[Role.INDICATOR] = self._wording_in(labels)
        last = self._rows[-1] if self._rows and self._rows[-1].index == index - 1 else None
        whole = self._heading if self._heading and self._heading.index == index - 1 else last
        part = _part(of_unit, whole.unit) if whole and self._has_parts else None
        if whole and part and (part is not Group.TOTAL or whole is self._heading):
            return replace(whole, index=index, year=whole.year or self._year, group=part)
        if self._splits and any(it in self._splits and not _is_everyone(text) for it, text in labels.items()):
            if not quiet:
                self._of_parts.append(index)
            return None
        year = year_of(said[Role.YEAR]) if Role.YEAR in said else None
        group = self._group_in(labels) if Role.GROUP in said else None
        odd = self._odd(labels, year) if said else []
        if last and Role.YEAR not in said:
            year = last.year
        wording = said.get(Role.INDICATOR, "") or (last.wording if last and self._is_long else "") or self._wording
        unit: Unit | Conflict | Gone | None
        if last and not of_unit and said.keys() - {Role.OTHER}:
            unit, by_year = last.unit, last.by_year  # named in the first of its rows
        else:
            unit, by_year = self._identify(index, of_unit, year or self._year)
        if quiet and (odd or not isinstance(unit, Unit)):
            return None
        if not isinstance(unit, Unit):
            self._find_no_unit(index, labels, unit)
        elif odd or (not quiet and not wording and (self._is_long or self._lacks_wording)):
            self._unread.setdefault(odd[0] if odd else "", []).append(index)
        else:
            row = Row(index, unit, year or self._year, group or self._group, wording, by_year)
            if by_year and not quiet:
                self._note_other_years(row)
            return row
        return None

    def _wording_in(self, labels: dict[int, str]) -> str:
        """The indicator that the row names. A second column ("Mått") may say which of its figures there is."""
        named, *measures = (labels.get(column, "") for column in self._wordings)
        told = [text for text in measures if text and (is_amount(text) or not kind_of(text))]
        return ", ".join([named, *map(str.lower, told)]) if len(self._measures.get(named, ())) > 1 else named

    def _identify(
        self, index: int, of_unit: tuple[tuple[Role, str], ...], year: int | None
    ) -> tuple[Unit | Conflict | Gone | None, Mapping[int, Unit] | None]:
        """The unit of a row, and which it is in each year of the columns where these differ."""
        county, total = self._totals.county_of(index, self._rows), self._totals.unit_of(index, self._rows)
        prefers_county = self._prefers_county and not any(key(text) in self._genitives for _, text in of_unit)

        def whose(year: int | None) -> Unit | Conflict | Gone | None:
            return identify(
                of_unit, year=year, since=self._since, county=county, total=total, prefers_county=prefers_county
            )

        found = whose(year or (self._years[-1] if self._years else None))
        if year or len(self._years) < 2 or (isinstance(found, Unit) and found.level is not Level.DISTRICT):
            return found, None
        in_years = {it: unit for it in self._years if isinstance(unit := whose(it), Unit)}
        # A blank in a year before a district says nothing of it.
        units = {it: unit for it, unit in in_years.items() if exists(unit, it) or self._says_something(index, it)}
        if not units:
            return found, None
        is_same = len(units) == len(self._years) and len(set(units.values())) == 1
        return units[max(units)], None if is_same else units

    def _says_something(self, index: int, year: int) -> bool:
        columns = (it.index for it in self._columns if (it.year or self.area.year) == year)
        return any(self.sheet.cell(index, column) is not None for column in columns)

    def _names_part(self, index: int) -> bool:
        """Whether a row names a group where others have a unit's name."""
        texts = self._labels.get(index, {})
        return self._has_parts and any(group_of(texts.get(column, "")) for column in self._names)

    def _group_in(self, labels: dict[int, str]) -> Group | None:
        """The group that the row names; of several columns for groups all but one say that everyone is meant."""
        groups = [group_of(text) for it, text in labels.items() if self.area.roles[it] is Role.GROUP]
        narrow = [group for group in groups if group is not Group.TOTAL]
        return (narrow or groups or [None])[0]

    def _odd(self, labels: dict[int, str], year: int | None) -> list[str]:
        """Texts that say that the row is about something else than a year and a group that are known."""
        roles = self.area.roles
        groups = [text for it, text in labels.items() if roles[it] is Role.GROUP]
        narrow = [text for text in groups if group_of(text) is not Group.TOTAL]
        odd = [text for it, text in labels.items() if roles[it] is Role.YEAR and not year]
        return odd + [text for text in narrow if group_of(text) is None or len(narrow) > 1]

    def _is_repeated_header(self, row: int, labels: dict[int, str]) -> bool:
        """Whether a row is the header once more, as on every printed page."""
        cells = [self.sheet.cell(row, column) for column in self._results]
        if any(map(role_of, labels.values())) and not any(map(self.area.is_figure, cells)):
            return True
        heads = self.header.texts
        over = {column: self.sheet.text(row, column) for column in heads[0]} if heads else {}
        own = {column: {key(self.sheet.text(it, column)) for it in self.header.rows} for column in labels}
        return all(key(text) in own[column] for column, text in labels.items()) and all(
            not text or key(text) in {key(it.get(column, "")) for it in heads} for column, text in over.items()
        )

    # What has not been read ------------------------------------------------------------------------------------

    def _find_no_unit(self, row: int, labels: dict[int, str], found: Conflict | Gone | None) -> None:
        if found is None:
            if not self._is_repeated_header(row, labels):
                self._find_unknown_unit(row, labels)
            return
        if isinstance(found, Conflict):
            what = f"Koden {found.code} hör till {found.by_code.name}, men raden heter {found.name}."
            action = "Rätta koden eller namnet i Excel och öppna filen igen."
        else:
            name, gone = " ".join(labels.values())[:60], found.unit
            what = f"Raden ”{name}” gäller {gone.name}, som fanns till och med {gone.last_year}."
            action = "Kontrollera raden mot källan."
        self.area.find(row, 0, f"{what} Raden har inte lästs.", action=action, serious=True)

    def _find_unknown_unit(self, row: int, labels: dict[int, str]) -> None:
        name = " ".join(labels.values())
        behind = slice(self.area.left, self.area.right)
        count = sum(cell is not None for cell in self.sheet.rows[row][behind])
        who = f"Raden ”{name[:60]}”" if name else "En rad utan namn"
        values = "ett värde" if count == 1 else f"{count} värden"
        near = next(filter(None, map(unit_table().nearest, labels.values())), None)
        cities = {city.code for text in labels.values() if (city := unit_table().municipality(text))}
        if near and cities and near.municipality not in cities:
            near = None
        self.area.find(
            row,
            min(self.area.roles, default=0),
            f"{who} har {values} men är ingen känd enhet. Raden har inte lästs.",
            action=f"Om {near.name} menas: rätta namnet i Excel och öppna filen igen." if near else "",
            serious=True,
        )

    def _note_other_years(self, row: Row) -> None:
        """Points out the results of a row in years in which its unit was not there."""
        columns = [it.index for it in self._columns if not it.level and row.unit_in(it.year or self.area.year) is None]
        if filled := [it for it in columns if self.area.is_figure(self.sheet.cell(row.index, it))]:
            name = row.unit.name
            values, them = ("ett värde", "Det") if len(filled) == 1 else (f"{len(filled)} värden", "De")
            what = f"{name} har {values} för år då {name} inte fanns. {them} har inte lästs."
            self.area.find(row.index, filled[0], what, action="Kontrollera raden mot källan.", serious=True)

    def _note_unread(self) -> None:
        if self._of_parts:
            first, count = self._of_parts[0], len(self._of_parts)
            part = next(
                text for it, text in self._labels[first].items() if it in self._splits and not _is_everyone(text)
            )
            rows = "En rad gäller bara en del" if count == 1 else f"{count} rader gäller bara delar"
            what = f"{rows} av en kommun eller en annan enhet (som ”{part[:60]}”), och har inte lästs."
            self.area.find(first, 0, what, serious=True)
        for text, unread in self._unread.items():
            what = (
                f"har ”{text[:60]}”, som inte är någon känd grupp eller något år" if text else "nämner ingen indikator"
            )
            rows = "En rad" if len(unread) == 1 else f"{len(unread)} rader"
            self.area.find(unread[0], 0, f"{rows} {what}, och har inte lästs.", serious=True)

    def _without_means(self) -> list[Row]:
        """The rows without means of units that have a row of their own as well: "Riket (ovägt medel)" below "Riket"."""
        means = {
            row.index
            for row in self._rows
            for text in self._labels.get(row.index, {}).values()
            if is_mean(text) and is_name_of(row.unit, bare_name(text))
        }
        if not means:
            return self._rows
        about = {row.index: (row.unit.code, row.year, row.group, row.wording) for row in self._rows}
        own = {said for index, said in about.items() if index not in means}
        extra = {index for index in means if about[index] in own}
        for row in self._rows:
            if row.index in extra:
                name = " ".join(self._labels[row.index].values())
                what = f"Raden ”{name[:60]}” har inte lästs, eftersom {row.unit.name} har en egen rad."
                self.area.find(row.index, 0, what, serious=True)
        return [row for row in self._rows if row.index not in extra]


def _is_everyone(text: str) -> bool:
    """Whether a text in place of a part's name says that the whole is meant."""
    return is_whole(text) or bool(_EVERYONE.match(key(text)))


@lru_cache(maxsize=20_000)
def _is_county(name: str) -> bool | None:
    """Whether a name is a county's and no municipality's; None when it is neither's or both's."""
    county, municipality = unit_table().county(name), unit_table().municipality(name)
    return None if bool(county) == bool(municipality) else bool(county)


def _part(of_unit: tuple[tuple[Role, str], ...], whole: Unit) -> Group | None:
    """The group in a row that says no more than "varav kvinnor", and perhaps the code, below that of the unit."""
    names = [text for role, text in of_unit if role is Role.UNIT_NAME]
    codes = {parse_code(text) for role, text in of_unit if role is not Role.UNIT_NAME}
    return group_of(names[0]) if len(names) == 1 and codes <= {whole.code, whole.county} else None
