"""Writes small workbooks in every layout that a yearly file may have, and reads them back."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files import gate
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reading import Reading, Undecided
from ojdesk.core.model import Group, Level, Scale, Source, Status, Unit, address
from ojdesk.core.units import unit_table
from ojdesk.core.work import Refused

CellValue = str | float | int | bool | None
Rows = list[list[CellValue]]

#: What a question that no catalogue has is called.
UNKNOWN = "Kommunen har kvällsöppet för besök"

GRADED_WORDS = {2: "Ja, för alla", 1: "Ja, men inte för alla", 0: "Nej"}
SIGNS = {
    Status.MISSING: ("..", "Uppgift saknas, kommunen har inte svarat"),
    Status.NOT_APPLICABLE: (".", "Ej aktuellt"),
    Status.SUPPRESSED: ("X", "Uppgiften är skyddad av sekretess"),
}


class Key(NamedTuple):
    """Whose figure on what: a unit's code and an indicator's id, or UNKNOWN."""

    unit: str
    indicator: str
    year: int
    group: Group = Group.TOTAL


#: What the file is to say: a value in the program's terms, or why there is none.
Facts = Mapping[Key, float | Status]


@dataclass(frozen=True)
class Layout:
    """One way to lay out the same figures. The defaults are the plainest."""

    header_row: int = 4
    area_above: bool = False
    id_below: bool = False
    merged: bool = True
    unit_heads: Literal["first", "last"] = "last"
    numbering: str = ""
    noise: Literal["", "break", "nbsp", "blanks", "mark"] = ""
    kinds_below: bool = False
    numbers_below: bool = False
    units: Literal["code_name", "name_code", "split", "name", "county_name", "code", "joined", "code_last"] = (
        "code_name"
    )
    codes: Literal["text", "number"] = "text"
    districts: Literal["comma", "dash", "bare", "brackets", "space", "sdf"] = "comma"
    sums: Literal["before", "between", "after"] = "before"
    sum_names: Literal["plain", "behind", "before", "mean"] = "plain"
    county_headings: bool = False
    sheets: Literal["one", "level", "year", "county", "indicator", "listed", "group"] = "one"
    years: Literal["column", "under", "behind", "section"] = "column"
    year_form: Literal["{}", "{} (reviderad)", "Enkät {}", "{}*"] = "{}"
    groups: Literal["column", "under", "behind", "section", "rows"] = "behind"
    group_names: Literal["full", "short"] = "full"
    long: bool = False
    answers: Literal["number", "text", "word"] = "number"
    shares: Literal["whole", "format", "sign", "comma", "fraction"] = "whole"
    signs: Literal["legend", "words"] = "legend"
    county_names: Literal["full", "genitive", "short"] = "full"
    extra_column: bool = False
    gap: bool = False
    notes: bool = False
    blank_rows: bool = False


@dataclass
class Written:
    """A workbook, and where each figure stands in it."""

    book: Workbook
    places: dict[Key, tuple[str, str]] = field(default_factory=dict)


def write(facts: Facts, layout: Layout, source: Source = Source.SURVEY) -> Written:
    return _Writer(facts, layout, source).write()


def save(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(content: bytes, process: ReadingProcess, name: str = "resultat.xlsx") -> Reading:
    """Through the gate, the reading process and the interpretation."""
    passed = gate.inspect(name, content)
    return interpret(Path(name), "", process.read(passed, lambda: None))


def read_or_refuse(content: bytes, process: ReadingProcess) -> Reading | str:
    """The same for content that may be anything; the sentence when it is turned away."""
    try:
        return read(content, process, "fil.xlsx")
    except (Refused, Undecided) as turned_away:
        return str(turned_away)


def understood(reading: Reading) -> dict[Key, float | Status]:
    """What was read, as `Facts` has it; a figure that was read twice is an error."""
    found: dict[Key, float | Status] = {}
    for row in reading.observations.to_dict("records"):
        indicator = reading.indicators[row["indicator_id"]]
        name = indicator.id if indicator.known else indicator.name.rstrip("¹")
        key = Key(row["unit_code"], name, row["year"], Group(row["group"]))
        assert key not in found, key
        found[key] = row["value"] if row["status"] == Status.VALUE else Status(row["status"])
    return found


def places(reading: Reading) -> dict[Key, tuple[str, str]]:
    """Where each figure was read."""
    rows = reading.observations.to_dict("records")
    where = [(row["sheet"], address(row["row"], row["column"])) for row in rows]
    return dict(zip(understood(reading), where, strict=True))


def sheet_of(book: Workbook, rows: Iterable[Sequence[object]], title: str = "Resultat") -> Worksheet:
    """A sheet with these cells from A1 on; the first takes the place of the empty one of a new workbook."""
    sheet: Worksheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    if "Sheet" in book.sheetnames:
        del book["Sheet"]
    return sheet


def simple_book(
    rows: Iterable[Sequence[object]], *about: Sequence[object], title: str = "Öppna jämförelser 2022, enkätdata"
) -> Workbook:
    """A sheet of results as given, and one with the title and whatever else is told of the file."""
    book = Workbook()
    sheet_of(book, [[title], *about], "Information")
    sheet_of(book, rows)
    return book


class _Column(NamedTuple):
    indicator: str
    year: int | None
    group: Group | None


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

    def _unit_heads(self) -> list[str]:
        return {
            "code_name": ["Kommun-/stadsdels-kod", "Kommunnamn"],
            "name_code": ["Kommun/stadsdel", "Kommunkod"],
            "split": ["Länskod", "Län", "Kommunkod", "Kommun"],
            "name": ["Kommun"],
            "county_name": ["Län", "Kommun/stadsdel"],
            "code": ["Kommunkod"],
            "joined": ["Kommun"],
            "code_last": ["Kommun"],
        }[self.layout.units]

    def _unit_cells(self, unit: Unit) -> list[CellValue]:
        name, code = self._name(unit), self._code(unit.code)
        county = unit_table().by_code.get(unit.county)
        match self.layout.units:
            case "code_name":
                return [code, name]
            case "name_code":
                return [name, code]
            case "name" | "code_last":
                return [name]
            case "joined":
                return [f"{unit.code} {name}"]
            case "code":
                return [code]
            case "county_name":
                if unit.level.answers:
                    return [self._name(county) if county else None, name]
                return [name, None]
            case "split":
                if unit.level is Level.NATION:
                    return [None, None, None, name]
                if unit.level is Level.COUNTY:
                    return [code, name, None, None]
                assert county
                return [self._code(county.code), self._name(county), code, name]

    def _code(self, code: str) -> CellValue:
        return code if self.layout.codes == "text" else int(code)

    def _name(self, unit: Unit) -> str:
        name = unit.name
        if unit.level is Level.COUNTY and (
            self.layout.units not in {"name", "code", "code_last"} or self.layout.sheets == "level"
        ):
            short = unit.name.removesuffix(" län")
            name = {"full": unit.name, "genitive": short, "short": short.removesuffix("s")}[self.layout.county_names]
        if unit.level is Level.DISTRICT:
            city = unit_table().by_code[unit.municipality].name
            office = "SDF" if city == "Stockholm" else "Socialförvaltningen"
            return {
                "comma": f"{city}, {name}",
                "dash": f"{city} - {name}",
                "bare": name,
                "brackets": f"{city} ({name})",
                "space": f"{city} {name}",
                "sdf": f"{office} {name}",
            }[self.layout.districts]
        if unit.level.answers or name != unit.name:
            return name
        return {"plain": "{}", "behind": "{}, totalt", "before": "Totalt {}", "mean": "{} (ovägt medel)"}[
            self.layout.sum_names
        ].format(name)

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
        heads = self._unit_heads() + ["Kommungrupp"] * layout.extra_column
        heads += ["År"] * (years == "column") + ["Kön/födelseland"] * (groups == "column") + ["Indikator"] * layout.long
        columns = [
            _Column(indicator, year, group)
            for indicator in ([""] if layout.long or page.titled else self.indicators)
            for year in (page.years if years in {"under", "behind"} else [None])
            for group in (page.groups if groups in {"under", "behind"} else [None])
        ]
        if page.titled and layout.sheets == "indicator":
            sheet.cell(1, 1, f"Tabell 1. {self._title(page.titled)}")
        row = self._write_header(sheet, heads, columns, is_titled=bool(page.titled)) + layout.gap
        for year in page.years if years == "section" else [None]:
            for group in page.groups if groups == "section" else [None]:
                for heading in (year and self._year_text(year), group and self._group_name(group)):
                    if heading:
                        row += 1
                        sheet.cell(row, 1, heading)
                row = self._write_units(sheet, row, page, _Line(None, None, year, group), columns)
        if layout.notes:
            sheet.cell(row + 2, 1, "* Se beskrivningen av indikatorerna.")
            sheet.cell(row + 3, 1, "Källa: Öppna jämförelser, Socialstyrelsen")

    def _write_units(self, sheet: Worksheet, row: int, page: _Page, section: _Line, columns: list[_Column]) -> int:
        """All units, below the heading of a section if there is one; returns the last row."""
        layout, county = self.layout, ""
        years, groups = self._year_place(page), self._group_place(page)
        for unit in page.units:
            if layout.county_headings and layout.units != "code" and unit.county not in {"", county}:
                county = unit.county
                row += 1
                name_column = 1 if layout.units in {"name_code", "code_last"} else len(self._unit_heads())
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
        cells = self._unit_cells(unit)
        if in_rows and group and group is not Group.TOTAL:
            cells = [None] * len(cells)
            cells[0 if self.layout.units in {"name_code", "code_last"} else -1] = (
                f"varav {self._group_name(group).lower()}"
            )
        if self.layout.extra_column:
            cells.append("Pendlingskommun nära storstad" if unit.level is Level.MUNICIPALITY else None)
        if year is not None:
            cells.append(year)
        if group is not None and not in_rows:
            cells.append(self._group_name(group))
        if indicator is not None:
            cells.append(self._wording(indicator, year or self.years[0]))
        return cells

    def _write_row(
        self, sheet: Worksheet, row: int, cells: list[CellValue], page: _Page, line: _Line, columns: list[_Column]
    ) -> None:
        assert line.unit
        if self.layout.units == "code_last":
            sheet.cell(row, len(cells) + len(columns) + 1, self._code(line.unit.code))
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

    def _year_text(self, year: int) -> str | int:
        return year if self.layout.year_form == "{}" else self.layout.year_form.format(year)

    def _group_name(self, group: Group) -> str:
        short = {Group.TOTAL: "Tot", Group.WOMEN: "Kv", Group.MEN: "M"}
        return short.get(group, str(group)) if self.layout.group_names == "short" else str(group)

    def _title(self, indicator: str) -> str:
        return self._wording(indicator, self.years[-1])

    # The header -------------------------------------------------------------------------------------------------

    def _write_header(self, sheet: Worksheet, heads: list[str], columns: list[_Column], *, is_titled: bool) -> int:
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

    def _header_rows(self, columns: list[_Column], *, is_titled: bool) -> list[list[str | int]]:
        """The texts over the results, from the top."""
        layout = self.layout
        rows: list[list[str | int]] = [[self._heading(column) for column in columns]]
        if layout.area_above and not layout.long and not is_titled:
            rows.insert(0, [self._area(column.indicator) for column in columns])
        if any(column.group for column in columns) and layout.groups == "under":
            rows.append([self._group_name(column.group) if column.group else "" for column in columns])
        if any(column.year for column in columns) and layout.years == "under":
            rows.append([self._year_text(column.year) if column.year else "" for column in columns])
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

    def _area(self, indicator: str) -> str:
        return catalogue().by_id[indicator].area if indicator in catalogue().by_id else "Övrigt"

    def _wording(self, indicator: str, year: int) -> str:
        known = catalogue().by_id.get(indicator)
        return known.name_in(year) if known else indicator

    def _heading(self, column: _Column) -> str:
        layout = self.layout
        if layout.long:
            return "Värde"
        if not column.indicator:  # the title says which
            parts = [
                column.group if layout.groups == "behind" else None,
                column.year if layout.years == "behind" else None,
            ]
            return " ".join(str(part) for part in parts if part) or "Resultat"
        text = self._wording(column.indicator, column.year or self.years[-1])
        if column.group not in {None, Group.TOTAL} and layout.groups == "behind":
            text = f"{text}, {str(column.group).lower()}"
        if column.year and layout.years == "behind":
            text = f"{text} {column.year}"
        text = layout.numbering.format(self.indicators.index(column.indicator) + 1) + text
        match layout.noise:
            case "break":
                return text.replace(" ", "\n", 1)
            case "nbsp":
                return text.replace(" ", "\u00a0")
            case "blanks":
                return f" {text}  "
            case "mark":
                return text + "¹"
        return text

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
            cell.value = self._answer(fact, scale)
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

    def _answer(self, fact: float, scale: Scale) -> CellValue:
        match self.layout.answers:
            case "number":
                return fact
            case "text":
                return str(int(fact))
            case "word":
                return GRADED_WORDS[int(fact)] if scale is Scale.GRADED else ("Nej", "Ja")[int(fact)]
