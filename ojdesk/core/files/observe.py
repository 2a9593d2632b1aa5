"""Tables → observations: which indicator each column is, on which scale, and what each cell says."""

import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat
from operator import not_

import numpy as np
import pandas as pd

from ojdesk.core.catalogue import indicator_from_wording
from ojdesk.core.files.area import View
from ojdesk.core.files.cells import CellParser, Coding, Evidence, Parsed, are_fractions, decide
from ojdesk.core.files.columns import Column
from ojdesk.core.files.explanations import sign_key
from ojdesk.core.files.layout import Table, unit_of
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.sheet import Cell, Sheet, as_text
from ojdesk.core.model import Finding, Group, Indicator, Scale, Source, Status, address
from ojdesk.core.observations import Block, Words, constant, join, only, repeated, words
from ojdesk.core.text import indicator_key, key, tidy
from ojdesk.core.work import checkpoint

# All statuses are words of the column, since one may be put in place of another later.
_CODE_OF = {status: code for code, status in enumerate(Status)}


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
    kind: str
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
    parted = [(table, _parts(table)) for table in tables]
    series = _gather(parted)
    indicators = _identify(series, _descriptions(sheets), legend)
    observed = Observed(pd.DataFrame(), indicators)
    observed.observations = join([_observe_table(*table, series, legend, file, observed) for table in parted])
    observed.findings += _doubts(series.values(), legend, file)
    _settle_twice(observed, file)
    return observed


@dataclass(frozen=True)
class _Part:
    """The cells of one indicator in one column of a table, on one kind of level.

    Attributes:
        at: The column's position among the table's.
        sums: Whether the rows sum up others, rather than being someone's own.
        positions: The rows' positions among the table's.
        cells: What stands there.
        percent: Whether each of them has a percent format; one answer where it is the same for all.
    """

    wording: str
    column: Column
    at: int
    sums: bool
    positions: list[int]
    cells: Sequence[Cell]
    percent: list[bool] | bool

    @property
    def formats(self) -> Iterable[bool]:
        """`percent`, cell by cell."""
        return repeat(self.percent, len(self.cells)) if isinstance(self.percent, bool) else self.percent


def _parts(table: Table) -> list[_Part]:
    """A column is one indicator's; in a long table each row says whose it is."""
    by_wording: dict[str, list[int]] = {}
    for position, row in enumerate(table.rows):
        by_wording.setdefault(row.wording, []).append(position)
    split = {wording: list(_by_level(table, positions)) for wording, positions in by_wording.items()}
    everyone = list(_by_level(table, range(len(table.rows))))
    parts = []
    for at, column in enumerate(table.columns):
        for wording, levels in {column.wording: everyone}.items() if column.wording else split.items():
            for is_sum, positions, rows in levels:
                sums = is_sum or column.level is not None
                percent = _formats(table.sheet.percent_rows(column.index), rows)
                cells = table.sheet.column(column.index, rows)
                parts.append(_Part(column.wording_in(wording), column, at, sums, positions, cells, percent))
    return parts


def _formats(formatted: frozenset[int], rows: Sequence[int]) -> list[bool] | bool:
    if formatted.isdisjoint(rows):
        return False
    return formatted.issuperset(rows) or [row in formatted for row in rows]


def _by_level(table: Table, positions: Iterable[int]) -> Iterator[tuple[bool, list[int], list[int]]]:
    chosen: dict[bool, list[int]] = {False: [], True: []}
    for position in positions:
        chosen[not table.rows[position].unit.level.answers].append(position)
    for sums, these in chosen.items():
        if these:
            yield sums, these, [table.rows[position].index for position in these]


def _gather(tables: Sequence[tuple[Table, list[_Part]]]) -> dict[str, _Series]:
    """The indicators of a file by key, each with what its cells look like on all sheets."""
    series: dict[str, _Series] = {}
    for _, parts in tables:
        for part in parts:
            found = series.setdefault(
                indicator_key(part.wording), _Series(part.wording, part.column.area, part.column.kind)
            )
            seen = found.evidence.sums if part.sums else found.evidence.units
            seen.update(part.cells)
            del seen[None]
            if not part.sums:
                found.evidence.percent += sum(part.formats)
    return series


def _identify(series: dict[str, _Series], descriptions: dict[str, str], legend: Legend) -> dict[str, Indicator]:
    indicators: dict[str, Indicator] = {}
    for wanted, found in series.items():
        checkpoint()
        known = legend.known(found.wording)
        found.coding = decide(found.evidence, found.wording, known, legend, found.kind)
        indicator = known or indicator_from_wording(
            found.wording,
            area=found.area,
            source=legend.source,
            scale=found.coding.scale,
            definition=descriptions.get(wanted, ""),
            subject=legend.subject,
        )
        found.indicator_id = indicator.id
        indicators[indicator.id] = indicator
    return indicators


def _observe_table(
    table: Table, parts: list[_Part], series: dict[str, _Series], legend: Legend, file: str, observed: Observed
) -> Block:
    cells = _Cells(table, parts, series)
    key_of_sheet = legend.on(table.sheet.name)
    cells.read(key_of_sheet)
    for text, places in cells.unexplained.items():
        checkpoint()
        said = key_of_sheet.said_of(text)
        observed.findings.append(_unexplained(table.view, file, text, places, said))
    for text, count in cells.noughts.items():
        said = key_of_sheet.said_of(text)
        what = f"{_cells(count)} ”{text[:40]}”, som enligt filen betyder {said}. Det har lästs som 0."
        observed.findings.append(Finding(file, what, sheet=table.sheet.name))
    observed.findings += [_fault(table.view, file, text, places) for text, places in cells.faults.items()]
    if any(cells.fractions):
        what = "Andelar på bladet är skrivna som delar av ett och har räknats om till procent: 0,042 har blivit 4,2."
        observed.findings.append(Finding(file, what, sheet=table.sheet.name))
    for wording in cells.perhaps_fractions:
        what = f"Andelarna i ”{tidy(wording)[:80]}” är alla högst 1 och har lästs som procent, inte som delar av ett."
        action = "Jämför med en siffra du känner."
        observed.findings.append(Finding(file, what, action, serious=True, sheet=table.sheet.name))
    observed.codes += cells.codes
    checkpoint()
    return cells.block(legend.source, file)


class _Cells:
    """The cells of one table: read part by part, and equal cells that are read alike once; handed on row by row."""

    def __init__(self, table: Table, parts: list[_Part], series: dict[str, _Series]) -> None:
        self._table = table
        self._parts = parts
        self._series = series
        self._found: list[Parsed] = []
        #: By how cells are read, which of `_found` each is that has been met.
        self._codes_of: dict[tuple[Hashable, bool], dict[Cell, int]] = {}
        #: Which of `_found` each cell is.
        self._codes = np.empty((len(table.rows), len(table.columns)), dtype=np.int32)
        self.codes: Counter[tuple[str, Status]] = Counter()
        #: How often each sign was met that stands for nought.
        self.noughts: Counter[str] = Counter()
        self.unexplained: dict[str, list[tuple[int, int]]] = {}
        self.faults: dict[str, list[tuple[int, int]]] = {}
        shares = [self._plain_shares(part) for part in parts]
        self.fractions = self._find_fractions(shares)
        #: Wordings of columns that would be parts of one if other columns of the sheet were not percentages.
        self.perhaps_fractions = {
            part.wording: None
            for part, cells, fractions in zip(parts, shares, self.fractions, strict=True)
            if not fractions and not part.sums and not self._scale(part).is_answer and are_fractions(cells, small=True)
        }

    def read(self, legend: Legend) -> None:
        """Gives every cell its meaning, and notes what was not understood."""
        for part, fractions in zip(self._parts, self.fractions, strict=True):
            coding = self._series[indicator_key(part.wording)].coding
            parser = CellParser(coding, legend, sums=part.sums, fractions=fractions)
            self._codes[part.positions, part.at] = self._read_part(part, parser)
        self._read_faults()
        counts = np.bincount(self._codes.ravel(), minlength=len(self._found))
        unknown = np.zeros(len(self._found), dtype=bool)
        for code, (_, status, raw) in enumerate(self._found):
            if status is Status.VALUE and legend.noughts and sign_key(raw) in legend.noughts:
                self.noughts[raw] += int(counts[code])
            if status is not Status.VALUE and counts[code]:
                self.codes[raw, status] += int(counts[code])
                unknown[code] = status is Status.UNKNOWN
        for row, column in np.argwhere(unknown[self._codes]):
            checkpoint()
            place = self._table.rows[row].index, self._table.columns[column].index
            noted = self.faults if place in self._table.sheet.faulty else self.unexplained
            noted.setdefault(self._found[self._codes[row, column]].raw, []).append(place)

    def _read_part(self, part: _Part, parser: CellParser) -> list[int]:
        """Which of `_found` each cell is. A cell is read once for all parts that are read alike."""
        if not isinstance(part.percent, bool):
            known = {percent: self._known(parser, percent=percent) for percent in (False, True)}
            self._read_new(compress(part.cells, part.percent), parser, percent=True)
            self._read_new(compress(part.cells, map(not_, part.percent)), parser, percent=False)
            return [known[percent][cell] for cell, percent in zip(part.cells, part.percent, strict=True)]
        self._read_new(part.cells, parser, percent=part.percent)
        return list(map(self._known(parser, percent=part.percent).__getitem__, part.cells))

    def _read_new(self, cells: Iterable[Cell], parser: CellParser, *, percent: bool) -> None:
        known = self._known(parser, percent=percent)
        for cell in dict.fromkeys(cells):
            if cell not in known:
                checkpoint()
                known[cell] = len(self._found)
                self._found.append(parser.parse(cell, percent=percent))

    def _known(self, parser: CellParser, *, percent: bool) -> dict[Cell, int]:
        return self._codes_of.setdefault((parser.manner, percent), {})

    def _read_faults(self) -> None:
        faulty = self._table.sheet.faulty
        if not faulty:
            return
        rows = {row.index: position for position, row in enumerate(self._table.rows)}
        columns = {column.index: position for position, column in enumerate(self._table.columns)}
        for (row, column), text in faulty.items():
            if row in rows and column in columns:
                self._codes[rows[row], columns[column]] = len(self._found)
                self._found.append(Parsed(math.nan, Status.UNKNOWN, text))

    def _find_fractions(self, shares: Sequence[set[Cell]]) -> list[bool]:
        """Whether the shares of each part, where they have no percent format, are parts of one.

        Shares among people hold together over the sheet: a column of small ones alone could be either. Shares of units
        that answer are never that small; each column tells for itself, unless it has nothing but 0 and 1.
        """
        of_people: dict[bool, set[Cell]] = {False: set(), True: set()}
        for part, cells in zip(self._parts, shares, strict=True):
            if not self._scale(part).is_answer:
                of_people[part.sums] |= cells
        people = {sums: are_fractions(cells, small=True) for sums, cells in of_people.items()}
        of_units = [cells for part, cells in zip(self._parts, shares, strict=True) if self._scale(part).is_answer]
        all_alike = are_fractions(set().union(*of_units), small=False)
        return [
            (all_alike or (len(cells) > 1 and are_fractions(cells, small=False)))
            if self._scale(part).is_answer
            else people[part.sums]
            for part, cells in zip(self._parts, shares, strict=True)
        ]

    def _plain_shares(self, part: _Part) -> set[Cell]:
        """The cells of a part that are shares, or meant to be, and have no percent format."""
        scale = self._scale(part)
        if scale is Scale.NUMBER or not (part.sums or scale is Scale.PERCENT):
            return set()
        return set(compress(part.cells, map(not_, part.formats))) - {None}

    def _scale(self, part: _Part) -> Scale:
        return self._series[indicator_key(part.wording)].coding.scale

    def block(self, source: Source, file: str) -> Block:
        """One row for each cell, row by row as the sheet has them."""
        rows, columns, sheet = self._table.rows, self._table.columns, self._table.sheet.name
        height, width = len(rows), len(columns)
        size = height * width
        of_row, of_column = np.repeat(np.arange(height), width), np.tile(np.arange(width), height)
        # What a row says of year, group and indicator goes before what the column says.
        years = np.array([[row.year or 0] for row in rows]), np.array([[it.year or self._table.year for it in columns]])
        if any(row.group for row in rows):
            group = words(row.group or column.group or Group.TOTAL for row in rows for column in columns)
        else:
            group = repeated([column.group or Group.TOTAL for column in columns], of_column)
        if all(column.wording for column in columns):
            wordings, position = [column.wording_in("") for column in columns], of_column
        else:
            wordings = [column.wording_in(row.wording) for row in rows for column in columns]
            position = np.arange(size)
        series = [self._series[indicator_key(wording)] for wording in wordings]
        place = self._table.view.place(
            np.array([row.index for row in rows], dtype=np.int32)[of_row],
            np.array([column.index for column in columns], dtype=np.int32)[of_column],
        )
        units, of_unit, kept = [row.unit for row in rows], of_row, np.ones(size, dtype=bool)
        if any(column.level for column in columns) or any(row.by_year for row in rows):
            whose = [unit_of(row, column, self._table.year) for row in rows for column in columns]
            kept = np.array([unit is not None for unit in whose])
            units, of_unit = [unit for unit in whose if unit], np.maximum(np.cumsum(kept) - 1, 0)
        codes = self._codes.ravel()
        statuses = np.array([_CODE_OF[found.status] for found in self._found], dtype=np.int8)
        block: Block = {
            "year": np.where(years[0], *years).ravel().astype(np.int16),
            "source": constant(source, size),
            "level": repeated([unit.level for unit in units], of_unit),
            "unit_code": repeated([unit.code for unit in units], of_unit),
            "unit_name": repeated([unit.name for unit in units], of_unit),
            "indicator_id": repeated([found.indicator_id for found in series], position),
            "indicator": repeated(wordings, position),
            "group": group,
            "scale": repeated([found.coding.scale for found in series], position),
            "value": np.array([found.value for found in self._found])[codes],
            "status": Words(statuses[codes], [*Status]),
            "raw": repeated([found.raw for found in self._found], codes),
            "file": constant(file, size),
            "sheet": constant(sheet, size),
            "row": place[0],
            "column": place[1],
        }
        return block if kept.all() else only(block, kept)


def _cells(count: int) -> str:
    return "En cell innehåller" if count == 1 else f"{count} celler innehåller"


def _fault(view: View, file: str, text: str, places: list[tuple[int, int]]) -> Finding:
    what = "En cell visar" if len(places) == 1 else f"{len(places)} celler visar"
    return Finding(
        file,
        f"{what} ett fel ({text[:40]}) och räknas inte.",
        "Rätta i Excel och öppna filen igen, eller hämta filen på nytt.",
        serious=True,
        sheet=view.sheet.name,
        cell=address(*view.place(*places[0])),
    )


def _unexplained(view: View, file: str, text: str, places: list[tuple[int, int]], said: str) -> Finding:
    explained = f"enligt filen betyder {said}" if said else "filen inte förklarar"
    return Finding(
        file,
        f"{_cells(len(places))} ”{text[:40]}”, som {explained}. Det visas som det står och räknas inte.",
        sheet=view.sheet.name,
        cell=address(*view.place(*places[0])),
    )


def _doubts(series: Collection[_Series], legend: Legend, file: str) -> list[Finding]:
    """What could have been read in another way, once for all indicators that share the doubt."""
    findings = []
    by_doubt: dict[str, list[str]] = {}
    for found in series:
        if found.coding.doubt:
            by_doubt.setdefault(found.coding.doubt, []).append(tidy(found.wording)[:80])
    for doubt, (first, *more) in by_doubt.items():
        others = f" och {len(more)} till" if more else ""
        findings.append(Finding(file, f"”{first}”{others}: {doubt}", serious=True))
    answers = [found.evidence.units for found in series if found.coding.scale.is_answer]
    for sign, explanation in legend.doubtful.items():
        if any(sign in map(as_text, cells) for cells in answers):
            what = f"Bredvid {sign} står ”{explanation[:80]}”, men i svaren har {sign} lästs som ett svar."
            findings.append(Finding(file, what, "Kontrollera mot filens förklaringar.", serious=True))
    return findings


def _settle_twice(observed: Observed, file: str) -> None:
    """Leaves one cell where a file gives a figure more than once; when they differ, none of them counts."""
    table = observed.observations
    which = ["unit_code", "indicator_id", "year", "group"]
    checkpoint()
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
