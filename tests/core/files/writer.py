"""Writes a workbook that says given facts, in whatever layout."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ojdesk.core.catalogue import catalogue
from ojdesk.core.model import Group, Level, Scale, Source, Status, Unit
from ojdesk.core.units import unit_table
from tests.core.files.books import CellValue, Rows, sheet_of
from tests.core.files.facts import Facts, Key
from tests.core.files.layout import Layout
from tests.core.files.layout_words import SIGNS, Column, Words


@dataclass
class Written:
    """A workbook, and where each figure stands in it."""

    book: Workbook
    places: dict[Key, tuple[str, str]] = field(default_factory=dict)


def write(facts: Facts, layout: Layout, source: Source = Source.SURVEY) -> Written:
    return _Writer(facts, layout, source).write()


class _Page(NamedTuple):
    """A sheet; `titled` is the indicator that only its title, or the list of contents, names."""

    name: str
    units: list[Unit]
    years: list[int]
    groups: list[Group]
    titled: str = ""


class _Line(NamedTuple):
    unit: Unit | None
    indicator: str | None
    year: int | None
    group: Group | None


class _Writer:
    def __init__(self, facts: Facts, layout: Layout, source: Source) -> None:
        self.facts, self.layout, self.source = facts, layout, source
        self.years = sorted({key.year for key in facts})
        self.indicators = list(dict.fromkeys(key.indicator for key in facts))
        self.groups = [group for group in Group if any(key.group is group for key in facts)]
        known = unit_table().by_code
        self.units = [known[code] for code in dict.fromkeys(key.unit for key in facts)]
        self.words = Words(layout, self.years, self.indicators)
        self.written = Written(Workbook())

    def write(self) -> Written:
        sheet_of(self.written.book, self._about(), "Information")
        for page in self._pages():
            self._write_page(page)
        return self.written

    def _pages(self) -> list[_Page]:
        units, layout = self._in_order(), self.layout
        page = _Page("Resultat", units, self.years, self.groups)
        by_code = unit_table().by_code
        match layout.sheets:
            case "level":
                levels: dict[str, tuple[Level, ...]] = {
                    "Kommun": (Level.MUNICIPALITY, Level.DISTRICT),
                    "Län": (Level.COUNTY,),
                    "Riket": (Level.NATION,),
                }
                return [
                    page._replace(name=name, units=[unit for unit in units if unit.level in wanted])
                    for name, wanted in levels.items()
                ]
            case "year":
                return [page._replace(name=str(year), years=[year]) for year in self.years]
            case "county":
                counties = dict.fromkeys(unit.county or unit.code for unit in units if unit.level is not Level.NATION)
                return [
                    page._replace(
                        name=by_code[county].name.removesuffix(" län"),
                        units=[unit for unit in units if county in {unit.code, unit.county} or unit.code == "00"],
                    )
                    for county in counties
                ]
            case "indicator" | "listed" if not layout.long:
                return [
                    page._replace(name=f"Tabell {number}", titled=indicator)
                    for number, indicator in enumerate(self.indicators, start=1)
                ]
            case "group" if len(self.groups) > 1:
                return [page._replace(name=f"Resultat {group.lower()}", groups=[group]) for group in self.groups]
        return [page]

    def _about(self) -> Rows:
        kind = "enkätdata" if self.source is Source.SURVEY else "registerdata"
        rows: Rows = [[f"Öppna jämförelser 2024 – Ekonomiskt bistånd, {kind}"]]
        if len(self.years) == 1 and self.source is Source.SURVEY:
            rows = [[f"Öppna jämförelser {self.years[0]} – Ekonomiskt bistånd, {kind}"]]
        if self.source is Source.REGISTER:
            rows.append([f"Registeruppgifterna avser till och med {max(self.years)}."])
        if self.layout.signs == "legend":
            rows += [[], ["Teckenförklaring"]]
            rows += [[sign, text] for sign, text in SIGNS.values()]
        if self.layout.sheets == "listed":
            rows += [[], ["Innehåll"]]
            rows += [[f"Tabell {number}", self._title(it)] for number, it in enumerate(self.indicators, start=1)]
        return rows

    # Units ------------------------------------------------------------------------------------------------------

    def _in_order(self) -> list[Unit]:
        answering = [unit for unit in self.units if unit.level.answers]
        counties = [unit for unit in self.units if unit.level is Level.COUNTY]
        nation = [unit for unit in self.units if unit.level is Level.NATION]
        if self.layout.sums == "before":
            return [*nation, *counties, *answering]
        if self.layout.sums == "after":
            return [*answering, *counties, *nation]
        order: list[Unit] = []
        codes = sorted({unit.county for unit in answering} | {unit.code for unit in counties})
        for code in codes:
            order += [unit for unit in answering if unit.county == code]
            order += [unit for unit in counties if unit.code == code]
        return [*order, *nation]

    # One sheet --------------------------------------------------------------------------------------------------

    def _year_place(self, page: _Page) -> str:
        if len(page.years) == 1:
            return ""
        # Where there are no names, a year by itself would be a code; in a long table each row tells its year.
        if self.layout.long or (self.layout.years == "section" and self.layout.units == "code"):
            return "column"
        return self.layout.years

    def _group_place(self, page: _Page) -> str:
        if len(page.groups) == 1:
            return ""
        if self.layout.groups in {"section", "rows"} and (self.layout.long or self.layout.units == "code"):
            return "column"
        return "column" if self.layout.long and self.layout.groups == "behind" else self.layout.groups

    def _write_page(self, page: _Page) -> None:
        layout = self.layout
        sheet = sheet_of(self.written.book, [], page.name)
        years, groups = self._year_place(page), self._group_place(page)
        heads = self.words.unit_heads() + ["Kommungrupp"] * layout.extra_column
        heads += ["År"] * (years == "column") + ["Kön/födelseland"] * (groups == "column") + ["Indikator"] * layout.long
        columns = [
            Column(indicator, year, group)
            for indicator in ([""] if layout.long or page.titled else self.indicators)
            for year in (page.years if years in {"under", "behind"} else [None])
            for group in (page.groups if groups in {"under", "behind"} else [None])
        ]
        if page.titled and layout.sheets == "indicator":
            sheet.cell(1, 1, f"Tabell 1. {self._title(page.titled)}")
        row = self._write_header(sheet, heads, columns, is_titled=bool(page.titled)) + layout.gap
        for year in page.years if years == "section" else [None]:
            for group in page.groups if groups == "section" else [None]:
                for heading in (year and self.words.year_text(year), group and self.words.group_name(group)):
                    if heading:
                        row += 1
                        sheet.cell(row, 1, heading)
                row = self._write_units(sheet, row, page, _Line(None, None, year, group), columns)
        if layout.notes:
            sheet.cell(row + 2, 1, "* Se beskrivningen av indikatorerna.")
            sheet.cell(row + 3, 1, "Källa: Öppna jämförelser, Socialstyrelsen")

    def _write_units(self, sheet: Worksheet, row: int, page: _Page, section: _Line, columns: list[Column]) -> int:
        """All units, below the heading of a section if there is one; returns the last row."""
        layout, county = self.layout, ""
        years, groups = self._year_place(page), self._group_place(page)
        for unit in page.units:
            if layout.county_headings and layout.units != "code" and unit.county not in {"", county}:
                county = unit.county
                row += 1
                name_column = 1 if layout.units in {"name_code", "code_last"} else len(self.words.unit_heads())
                sheet.cell(row, name_column, unit_table().by_code[county].name)
            for year in page.years if years == "column" else [None]:
                for indicator in self.indicators if layout.long else [None]:
                    for group in page.groups if groups in {"column", "rows"} else [None]:
                        row += 1
                        cells = self._label_cells(unit, indicator, year, group, groups == "rows")
                        meant = _Line(unit, indicator, year or section.year, group or section.group)
                        self._write_row(sheet, row, cells, page, meant, columns)
            if layout.blank_rows and not unit.level.answers:
                row += 1
        return row

    def _label_cells(
        self, unit: Unit, indicator: str | None, year: int | None, group: Group | None, in_rows: bool
    ) -> list[CellValue]:
        cells = self.words.unit_cells(unit)
        if in_rows and group and group is not Group.TOTAL:
            cells = [None] * len(cells)
            cells[0 if self.layout.units in {"name_code", "code_last"} else -1] = (
                f"varav {self.words.group_name(group).lower()}"
            )
        if self.layout.extra_column:
            cells.append("Pendlingskommun nära storstad" if unit.level is Level.MUNICIPALITY else None)
        if year is not None:
            cells.append(year)
        if group is not None and not in_rows:
            cells.append(self.words.group_name(group))
        if indicator is not None:
            cells.append(self.words.wording(indicator, year or self.years[0]))
        return cells

    def _write_row(
        self, sheet: Worksheet, row: int, cells: list[CellValue], page: _Page, line: _Line, columns: list[Column]
    ) -> None:
        assert line.unit
        if self.layout.units == "code_last":
            sheet.cell(row, len(cells) + len(columns) + 1, self.words.code(line.unit.code))
        for number, cell in enumerate(cells, start=1):
            sheet.cell(row, number, cell)
        for number, column in enumerate(columns, start=len(cells) + 1):
            key = Key(
                line.unit.code,
                line.indicator or column.indicator or page.titled,
                line.year or column.year or page.years[0],
                line.group or column.group or page.groups[0],
            )
            if key not in self.facts:
                continue
            self._write_fact(sheet, row, number, key)
            self.written.places.setdefault(key, (sheet.title, f"{get_column_letter(number)}{row}"))

    def _title(self, indicator: str) -> str:
        return self.words.wording(indicator, self.years[-1])

    # The header -------------------------------------------------------------------------------------------------

    def _write_header(self, sheet: Worksheet, heads: list[str], columns: list[Column], *, is_titled: bool) -> int:
        """The header from the layout's row on; returns its last row."""
        rows = self._header_rows(columns, is_titled=is_titled)
        top = max(self.layout.header_row, 3) if is_titled else self.layout.header_row
        bottom = top + len(rows) - 1
        if top > 2 and not is_titled:
            sheet.cell(1, 1, "Resultat i öppna jämförelser")
        if self.layout.units == "code_last":
            sheet.cell(bottom, len(heads) + len(columns) + 1, "Kommunkod")
        for number, head in enumerate(heads, start=1):
            is_first = self.layout.unit_heads == "first"
            sheet.cell(top if is_first else bottom, number, head)
            if is_first and self.layout.merged and bottom > top:
                sheet.merge_cells(start_row=top, end_row=bottom, start_column=number, end_column=number)
        for row, texts in enumerate(rows, start=top):
            self._write_headings(sheet, row, len(heads) + 1, texts, is_last=row == bottom)
        return bottom

    def _header_rows(self, columns: list[Column], *, is_titled: bool) -> list[list[str | int]]:
        """The texts over the results, from the top."""
        layout = self.layout
        rows: list[list[str | int]] = [[self.words.heading(column) for column in columns]]
        if layout.area_above and not layout.long and not is_titled:
            rows.insert(0, [self.words.area(column.indicator) for column in columns])
        if any(column.group for column in columns) and layout.groups == "under":
            rows.append([self.words.group_name(column.group) if column.group else "" for column in columns])
        if any(column.year for column in columns) and layout.years == "under":
            rows.append([self.words.year_text(column.year) if column.year else "" for column in columns])
        if layout.id_below and len(rows) < 3:
            rows.append([f"ind{number}" for number, _ in enumerate(columns, start=1)])
        if layout.kinds_below and not layout.long and len(rows) < 4:
            rows.append(["kr" if column.indicator == "belopp_per_inv" else "(%)" for column in columns])
        if layout.numbers_below and len(rows) < 4 and len(columns) > 2:
            rows.append([str(number) for number, _ in enumerate(columns, start=1)])
        return rows

    def _write_headings(
        self, sheet: Worksheet, row: int, column: int, texts: list[str | int], *, is_last: bool
    ) -> None:
        """One row of the header; above the last, equal texts stand once, merged or not."""
        for text, same in groupby(texts):
            count = len(list(same))
            for offset in range(count if is_last else 1):
                sheet.cell(row, column + offset, text)
            if self.layout.merged and count > 1 and not is_last:
                sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + count - 1)
            column += count

    # Cells ------------------------------------------------------------------------------------------------------

    def _write_fact(self, sheet: Worksheet, row: int, column: int, key: Key) -> None:
        fact = self.facts[key]
        known = catalogue().by_id.get(key.indicator)
        scale = known.scale if known else Scale.YES
        unit = unit_table().by_code[key.unit]
        cell = sheet.cell(row, column)
        if isinstance(fact, Status):
            words = {
                Status.MISSING: "Uppgift saknas",
                Status.NOT_APPLICABLE: "Ej aktuellt",
                Status.SUPPRESSED: "Sekretess",
            }
            cell.value = SIGNS[fact][0] if self.layout.signs == "legend" else words[fact]
        elif scale.is_answer and unit.level.answers:
            cell.value = self.words.answer(fact, scale)
        elif scale is Scale.NUMBER:
            cell.value = fact
        else:
            match self.layout.shares:
                case "whole":
                    cell.value = fact
                case "fraction":
                    cell.value = fact / 100
                case "format":
                    cell.value = fact / 100
                    cell.number_format = "0.0%"
                case "sign":
                    cell.value = f"{fact:.1f} %".replace(".", ",")
                case "comma":
                    cell.value = f"{fact:.1f}".replace(".", ",")
