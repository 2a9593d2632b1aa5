"""What units, headings and answers are called in a layout."""

from collections.abc import Sequence
from typing import NamedTuple

from ojdesk.core.catalogue import catalogue
from ojdesk.core.model import Group, Level, Scale, Status, Unit
from ojdesk.core.units import unit_table
from tests.core.files.books import CellValue
from tests.core.files.layout import Layout

GRADED_WORDS = {2: "Ja, för alla", 1: "Ja, men inte för alla", 0: "Nej"}
SIGNS = {
    Status.MISSING: ("..", "Uppgift saknas, kommunen har inte svarat"),
    Status.NOT_APPLICABLE: (".", "Ej aktuellt"),
    Status.SUPPRESSED: ("X", "Uppgiften är skyddad av sekretess"),
}


class Column(NamedTuple):
    """What a column is of; None where the sheet, a section or the row says it."""

    indicator: str
    year: int | None
    group: Group | None


class Words:
    """The words of a file in one layout."""

    def __init__(self, layout: Layout, years: Sequence[int], indicators: Sequence[str]) -> None:
        self.layout, self.years, self.indicators = layout, years, indicators

    def unit_heads(self) -> list[str]:
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

    def unit_cells(self, unit: Unit) -> list[CellValue]:
        name, code = self.name(unit), self.code(unit.code)
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
                    return [self.name(county) if county else None, name]
                return [name, None]
            case "split":
                if unit.level is Level.NATION:
                    return [None, None, None, name]
                if unit.level is Level.COUNTY:
                    return [code, name, None, None]
                assert county
                return [self.code(county.code), self.name(county), code, name]

    def code(self, code: str) -> CellValue:
        return code if self.layout.codes == "text" else int(code)

    def name(self, unit: Unit) -> str:
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

    def year_text(self, year: int) -> str | int:
        return year if self.layout.year_form == "{}" else self.layout.year_form.format(year)

    def group_name(self, group: Group) -> str:
        short = {Group.TOTAL: "Tot", Group.WOMEN: "Kv", Group.MEN: "M"}
        return short.get(group, str(group)) if self.layout.group_names == "short" else str(group)

    def area(self, indicator: str) -> str:
        return catalogue().by_id[indicator].area if indicator in catalogue().by_id else "Övrigt"

    def wording(self, indicator: str, year: int) -> str:
        known = catalogue().by_id.get(indicator)
        return known.name_in(year) if known else indicator

    def heading(self, column: Column) -> str:
        layout = self.layout
        if layout.long:
            return "Värde"
        if not column.indicator:  # the title says which
            parts = [
                column.group if layout.groups == "behind" else None,
                column.year if layout.years == "behind" else None,
            ]
            return " ".join(str(part) for part in parts if part) or "Resultat"
        text = self.wording(column.indicator, column.year or self.years[-1])
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

    def answer(self, fact: float, scale: Scale) -> CellValue:
        match self.layout.answers:
            case "number":
                return fact
            case "text":
                return str(int(fact))
            case "word":
                return GRADED_WORDS[int(fact)] if scale is Scale.GRADED else ("Nej", "Ja")[int(fact)]
