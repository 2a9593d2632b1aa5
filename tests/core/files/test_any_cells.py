"""Any cells at all: nothing is read that is not there."""

import math
from itertools import chain
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reading import Undecided
from ojdesk.core.files.sheet import Sheet, as_text
from ojdesk.core.files.whose import is_name_of, parse_code
from ojdesk.core.model import Source, Status
from ojdesk.core.work import Refused
from tests.core.files.rows import VISIT

Token = str | float | bool | None


LABELS: list[Token] = [
    *("Kommunkod", "Kommun", "Län", "Länskod", "År", "Kön", "Indikator", "Nr", "Kommun/stadsdel", "Källa"),
]


UNITS: list[Token] = [
    *("0114", "Upplands Väsby", "Ale", "1440", 1440.0, "Uppsala", "03", "Skåne län", "Riket", "00", 0.0, "Stockholm"),
    *("Stockholm, Bromma", "018006", "Göteborg, Centrum", "Centrum", "Länet totalt", "Okänd", "Totalt", None),
]


HEADINGS: list[Token] = [
    *(VISIT, "Handläggare med socionomexamen, andel (%)", "Andel biståndsmottagare i befolkningen, kvinnor"),
    *("Plan 2021", "ind3", "2021", 2022.0, "Tillgänglighet", "Andel (%)", "Kvinnor", None),
]


VALUES: list[Token] = [
    *(1.0, 0.0, 2.0, 9.0, 54.0, 0.4, -1.0, math.nan, math.inf, "SANT", "Ja", "Nej", "Delvis", "X", "..", "4,2 %", "?"),
    *("1", None),
]


NOTES: list[Token] = ["Tabell 2", "* Se nedan", "X = Sekretess", "1 = Ja, 2 = Nej", "Teckenförklaring"]


ANYTHING = st.sampled_from(LABELS + UNITS + HEADINGS + VALUES + NOTES)


def mostly(column: list[Token]) -> st.SearchStrategy[Token]:
    """What one expects in a column, nine times out of ten."""
    own = st.sampled_from(column)
    return st.integers(0, 9).flatmap(lambda it: own if it else ANYTHING)


def rows_of(*columns: list[Token], least: int = 0, most: int) -> st.SearchStrategy[list[list[Token]]]:
    """Rows whose cells are what one expects in their columns, and now and then something else."""
    return st.lists(st.tuples(*map(mostly, columns)).map(list), min_size=least, max_size=most)


HEADERS = rows_of(LABELS, LABELS, HEADINGS, HEADINGS, HEADINGS, least=1, most=2)
BODIES = rows_of(UNITS, UNITS, VALUES, VALUES, VALUES, least=1, most=6)
SHEETS = st.builds(
    Sheet,
    name=st.sampled_from(["Resultat", "2021", "2022"]),
    rows=st.tuples(rows_of(NOTES, most=1), HEADERS, BODIES, st.one_of(st.just([]), HEADERS), BODIES).map(
        lambda parts: [*chain(*parts)]
    ),
    merged=st.lists(st.tuples(*[st.integers(0, 8)] * 4), max_size=2),
    percent=st.lists(st.tuples(*[st.integers(0, 8)] * 3), max_size=2),
    faulty=st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 6)), st.just("#N/A"), max_size=2),
)


@given(
    sheets=st.lists(SHEETS, min_size=1, max_size=3, unique_by=lambda sheet: sheet.name), source=st.sampled_from(Source)
)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_nothing_is_read_that_is_not_there(sheets: list[Sheet], source: Source) -> None:
    name = "enkätdata 2022.xlsx" if source is Source.SURVEY else "registerdata.xlsx"
    about = Sheet("Om", [["Uppgifterna avser 2022" if source is Source.SURVEY else "Uppgifterna avser 2021"]])
    try:
        reading = interpret(Path(name), "", [about, *sheets])
    except (Refused, Undecided):
        return
    table = reading.observations
    assert (table["value"].notna() == (table["status"] == Status.VALUE)).all()
    assert not table.duplicated(["unit_code", "indicator_id", "year", "group"]).any()
    by_name = {sheet.name: sheet for sheet in sheets}
    for row in table.to_dict("records"):
        sheet, place = by_name[row["sheet"]], (row["row"], row["column"])
        assert row["raw"] == sheet.faulty.get(place, sheet.text(*place))
        said = [as_text(cell) for cells in sheet.rows[: place[0] + 1] for cell in cells]
        unit = reading.units[row["unit_code"]]
        # "Länet" sums up the municipalities above it or below.
        county = [it for it in reading.units.values() if "Länet totalt" in said and it.county == unit.code]
        said += [as_text(cell) for cells in sheet.rows for cell in cells if county]
        assert any(
            is_name_of(it, text) or it.name in text or parse_code(text) == it.code
            for text in said
            for it in [unit, *county]
        )
