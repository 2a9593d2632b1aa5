"""Tables → observations: which indicator each column is, on which scale, and what each cell says."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ojdesk.core.catalogue import catalogue, indicator_from_wording
from ojdesk.core.files.cells import CellParser, Coding, Evidence, Parsed, are_fractions, decide
from ojdesk.core.files.layout import Column, Row, Table
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.sheet import Cell, Sheet, address
from ojdesk.core.model import Finding, Group, Indicator, Scale, Source, Status
from ojdesk.core.observations import coded, constant, join, repeated, words
from ojdesk.core.text import indicator_key, key, tidy

_STATUSES = tuple(Status)
_CODE_OF = {status: code for code, status in enumerate(_STATUSES)}


@dataclass
class Observed:
    """What the tables of one file say.

    Attributes:
        observations: As `workbook.Reading` has it.
        codes: How often each sign that is no value was met.
    """

    observations: pd.DataFrame
    indicators: dict[str, Indicator]
    codes: Counter[tuple[str, Status]] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


@dataclass
class _Series:
    """One indicator within one file."""

    wording: str
    area: str
    evidence: Evidence = field(default_factory=Evidence)
    indicator_id: str = ""
    coding: Coding = field(default_factory=lambda: Coding(Scale.NUMBER))


def observe(tables: Sequence[Table], sheets: Sequence[Sheet], legend: Legend, file: str) -> Observed:
    """Reads every result cell.

    Args:
        tables: What the layout found, one for each sheet with results.
        sheets: All sheets of the file; some describe its indicators.
        legend: What signs mean; knows the file's source.
        file: The file's name, for findings.
    """
    series = _gather(tables)
    indicators = _identify(series, _descriptions(sheets), legend)
    observed = Observed(pd.DataFrame(), indicators)
    frames = [_observe_table(table, series, legend, file, observed) for table in tables]
    observed.observations = join(frames)
    observed.findings += [_doubt(found, file) for found in series.values() if found.coding.doubt]
    _settle_twice(observed, file)
    return observed


def _gather(tables: Sequence[Table]) -> dict[str, _Series]:
    """The indicators of a file by key, each with what its cells look like on all sheets."""
    series: dict[str, _Series] = {}
    for table in tables:
        percent = table.sheet.percent_cells
        sums = _sums(table)
        for rows, column, wording in _by_wording(table):
            found = series.setdefault(indicator_key(wording), _Series(wording, column.area))
            answering = [row.index for row in rows if not sums[row.index]]
            cells = [table.sheet.cell(row, column.index) for row in answering]
            found.evidence.units.update(cell for cell in cells if cell is not None and not isinstance(cell, bool))
            found.evidence.percent += sum((row, column.index) in percent for row in answering) if percent else 0
    return series


def _sums(table: Table) -> dict[int, bool]:
    """Of each row whether it sums up others, rather than being someone's own."""
    return {row.index: not row.unit.level.answers for row in table.rows}


def _by_wording(table: Table) -> Iterator[tuple[list[Row], Column, str]]:
    """The parts of a table that belong to one wording: a column, or in a long table some rows of one."""
    for column in table.columns:
        if column.wording:
            yield table.rows, column, column.wording
        else:
            by_row: dict[str, list[Row]] = {}
            for row in table.rows:
                by_row.setdefault(row.wording, []).append(row)
            for wording, rows in by_row.items():
                yield rows, column, wording


def _identify(series: dict[str, _Series], descriptions: dict[str, str], legend: Legend) -> dict[str, Indicator]:
    indicators: dict[str, Indicator] = {}
    for wanted, found in series.items():
        known = catalogue().find(found.wording)
        found.coding = decide(found.evidence, found.wording, known, legend)
        indicator = known or indicator_from_wording(
            found.wording,
            area=found.area,
            source=legend.source,
            scale=found.coding.scale,
            definition=descriptions.get(wanted, ""),
        )
        found.indicator_id = indicator.id
        indicators[indicator.id] = indicator
    return indicators


def _observe_table(
    table: Table, series: dict[str, _Series], legend: Legend, file: str, observed: Observed
) -> pd.DataFrame:
    cells = _Cells(table, series)
    cells.read(legend)
    for text, places in cells.unexplained.items():
        observed.findings.append(_unexplained(table.sheet, file, text, places))
    observed.findings += [_fault(table.sheet, file, text, places) for text, places in cells.faults.items()]
    if any(cells.fractions.values()):
        what = "Andelar på bladet är skrivna som delar av ett och har räknats om till procent: 0,042 har blivit 4,2."
        observed.findings.append(Finding(file, what, sheet=table.sheet.name))
    observed.codes += cells.codes
    return cells.frame(legend.source, file)


class _Cells:
    """The cells of one table: read column by column, handed on row by row."""

    def __init__(self, table: Table, series: dict[str, _Series]) -> None:
        self._table = table
        self._series = series
        shape = (len(table.rows), len(table.columns))
        self._values = np.empty(shape)
        self._statuses = np.empty(shape, dtype=np.int8)
        self._raws = np.empty(shape, dtype=object)
        self.codes: Counter[tuple[str, Status]] = Counter()
        self.unexplained: dict[str, list[tuple[int, int]]] = {}
        self.faults: dict[str, list[tuple[int, int]]] = {}
        self._sums = _sums(table)
        self.fractions = self._find_fractions()

    def read(self, legend: Legend) -> None:
        """Fills values, statuses and raw texts, and notes what was not understood."""
        sheet, percent, faulty = self._table.sheet, self._table.sheet.percent_cells, self._table.sheet.faulty
        position = {row.index: i for i, row in enumerate(self._table.rows)}
        column_position = {column.index: j for j, column in enumerate(self._table.columns)}
        for rows, column, wording in _by_wording(self._table):
            coding, j = self._series[indicator_key(wording)].coding, column_position[column.index]
            parsers = {sums: CellParser(coding, legend, sums=sums, fractions=it) for sums, it in self.fractions.items()}
            for row in rows:
                place = (row.index, column.index)
                if place in faulty:
                    parsed = Parsed(math.nan, Status.UNKNOWN, faulty[place])
                    self.faults.setdefault(parsed.raw, []).append(place)
                else:
                    parsed = parsers[self._sums[row.index]].parse(sheet.cell(*place), percent=place in percent)
                    if parsed.status is Status.UNKNOWN:
                        self.unexplained.setdefault(parsed.raw, []).append(place)
                i = position[row.index]
                self._values[i, j], self._raws[i, j] = parsed.value, parsed.raw
                self._statuses[i, j] = _CODE_OF[parsed.status]
                if parsed.status is not Status.VALUE:
                    self.codes[parsed.raw, parsed.status] += 1

    def _find_fractions(self) -> dict[bool, bool]:
        """Whether shares without a percent format are parts of one, for sums and for units.

        It holds for a whole sheet: a column of small shares alone could be either.
        """
        shares: dict[bool, set[Cell]] = {False: set(), True: set()}
        percent = self._table.sheet.percent_cells
        for rows, column, wording in _by_wording(self._table):
            scale = self._series[indicator_key(wording)].coding.scale
            if scale is Scale.NUMBER:
                continue
            for row in rows:
                sums = self._sums[row.index]
                if (sums or scale is Scale.PERCENT) and (row.index, column.index) not in percent:
                    shares[sums].add(self._table.sheet.cell(row.index, column.index))
        return {sums: are_fractions(cells) for sums, cells in shares.items()}

    def frame(self, source: Source, file: str) -> pd.DataFrame:
        """One row for each cell, row by row as the sheet has them."""
        rows, columns, year, name = self._table.rows, self._table.columns, self._table.year, self._table.sheet.name
        height, width = len(rows), len(columns)
        of_row, of_column = np.repeat(np.arange(height), width), np.tile(np.arange(width), height)
        if all(column.wording for column in columns):
            wordings, position = [column.wording for column in columns], of_column
        else:
            wordings = [column.wording or row.wording for row in rows for column in columns]
            position = np.arange(height * width)
        series = [self._series[indicator_key(wording)] for wording in wordings]
        cells = [(row, column) for row in rows for column in columns]
        return pd.DataFrame(
            {
                "year": np.array([row.year or column.year or year for row, column in cells], dtype=np.int16),
                "source": constant(source, height * width),
                "level": repeated([row.unit.level for row in rows], of_row),
                "unit_code": repeated([row.unit.code for row in rows], of_row),
                "unit_name": repeated([row.unit.name for row in rows], of_row),
                "indicator_id": repeated([found.indicator_id for found in series], position),
                "indicator": repeated(wordings, position),
                "group": words([row.group or column.group or Group.TOTAL for row, column in cells]),
                "scale": repeated([found.coding.scale for found in series], position),
                "value": self._values.ravel(),
                "status": coded(self._statuses.ravel(), _STATUSES),
                "raw": words(self._raws.ravel()),
                "file": constant(file, height * width),
                "sheet": constant(name, height * width),
                "row": np.array([row.index for row in rows], dtype=np.int32)[of_row],
                "column": np.array([column.index for column in columns], dtype=np.int32)[of_column],
            }
        )


def _fault(sheet: Sheet, file: str, text: str, places: list[tuple[int, int]]) -> Finding:
    what = "En cell visar" if len(places) == 1 else f"{len(places)} celler visar"
    return Finding(
        file,
        f"{what} ett fel ({text[:40]}) och räknas inte.",
        "Rätta i Excel och öppna filen igen, eller hämta filen på nytt.",
        serious=True,
        sheet=sheet.name,
        cell=address(*places[0]),
    )


def _unexplained(sheet: Sheet, file: str, text: str, places: list[tuple[int, int]]) -> Finding:
    count = "En cell" if len(places) == 1 else f"{len(places)} celler"
    return Finding(
        file,
        f"{count} innehåller ”{text[:40]}”, som filen inte förklarar. Det visas som det står och räknas inte.",
        sheet=sheet.name,
        cell=address(*places[0]),
    )


def _doubt(series: _Series, file: str) -> Finding:
    return Finding(file, f"”{tidy(series.wording)[:80]}”: {series.coding.doubt}", serious=True)


def _settle_twice(observed: Observed, file: str) -> None:
    """Leaves one cell where a file gives a figure more than once; when they differ, none of them counts."""
    table = observed.observations
    which = ["unit_code", "indicator_id", "year", "group"]
    if not table.duplicated(which).any():
        return
    blank = table["raw"].astype(str) == ""
    given = table[~blank]
    first_value = given.groupby(which, observed=True)["value"].transform("first")
    first_status = given.groupby(which, observed=True)["status"].transform("first")
    same = ((given["value"] == first_value) | given["value"].isna()) & (given["status"] == first_status)
    differing = given[~same]
    at_odds = pd.MultiIndex.from_frame(table[which]).isin(pd.MultiIndex.from_frame(differing[which]))
    table.loc[at_odds, "value"] = np.nan
    table.loc[at_odds, "status"] = Status.UNKNOWN
    # Of several cells the first that is not blank stays.
    order = np.lexsort((np.arange(len(table)), blank.to_numpy()))
    kept = ~table.iloc[order].duplicated(which).sort_index().to_numpy()
    observed.observations = table[kept].reset_index(drop=True)
    if not differing.empty:
        observed.findings.append(_at_odds(table[at_odds], file))


def _at_odds(cells: pd.DataFrame, file: str) -> Finding:
    """The finding on figures that the file gives more than once, and differently."""
    which = ["unit_code", "indicator_id", "year", "group"]
    is_first = (cells[which].astype(str) == cells[which].astype(str).iloc[0]).all(axis=1)
    first, other = cells[is_first].iloc[0], cells[is_first].iloc[1]
    count = len(cells.drop_duplicates(which))
    results = "Ett resultat står" if count == 1 else f"{count} resultat står"
    return Finding(
        file,
        f"{results} på mer än ett ställe i filen, med olika värden, och räknas inte. Det första gäller "
        f"{first['unit_name']} och står också på bladet {other['sheet']}, "
        f"cell {address(int(other['row']), int(other['column']))}.",
        "Rätta filen i Excel och öppna den igen, eller hämta den på nytt.",
        serious=True,
        sheet=str(first["sheet"]),
        cell=address(int(first["row"]), int(first["column"])),
    )


def _descriptions(sheets: Sequence[Sheet]) -> dict[str, str]:
    """What the file itself says that its indicators mean: by key of the wording."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:20]):
            heads = {key(cell): column for column, cell in enumerate(row) if isinstance(cell, str)}
            if "indikator" in heads and "beskrivning" in heads:
                for below in range(index + 1, len(sheet.rows)):
                    wording = sheet.text(below, heads["indikator"])
                    if wording:
                        found[indicator_key(wording)] = tidy(sheet.text(below, heads["beskrivning"]))
                break
    return found
