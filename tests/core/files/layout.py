"""The ways in which a yearly file may be laid out."""

from dataclasses import dataclass
from typing import Literal


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
