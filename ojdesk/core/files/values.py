"""The cells of a table → values: each read as the cells of its indicator are."""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import compress
from operator import not_

import numpy as np

from ojdesk.core.files.cells import CellParser, Parsed, are_fractions
from ojdesk.core.files.explanations import sign_key
from ojdesk.core.files.indicators import FileIndicator
from ojdesk.core.files.layout import Table, unit_of
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.parts import Part
from ojdesk.core.files.sheet import Cell
from ojdesk.core.model import Group, Scale, Source, Status
from ojdesk.core.observations import Block, Words, constant, only, repeated, words
from ojdesk.core.text import indicator_key
from ojdesk.core.work import checkpoint

# All statuses are words of the column, since one may be put in place of another later.
_CODE_OF = {status: code for code, status in enumerate(Status)}


class TableCells:
    """The cells of one table: read part by part, and equal cells that are read alike once; handed on row by row.

    Attributes:
        codes: How often each sign that is no value was met.
        noughts: How often each sign was met that stands for nought.
        unexplained: The rows and columns of signs that nothing explains, counted from 0.
        faults: The rows and columns of Excel's own error values.
        fractions: For each part, whether its shares are written as parts of one.
        perhaps_fractions: Wordings of columns that would be parts of one if other columns of the sheet were not
            percentages.
    """

    def __init__(
        self, table: Table, parts: Sequence[Part], indicators: Mapping[str, FileIndicator], signs: Legend
    ) -> None:
        self._table = table
        self._parts = parts
        self._indicators = indicators
        self._found: list[Parsed] = []
        #: By how cells are read, which of `_found` each is that has been met.
        self._codes_of: dict[tuple[Hashable, bool], dict[Cell, int]] = {}
        #: Which of `_found` each cell is.
        self._codes = np.empty((len(table.rows), len(table.columns)), dtype=np.int32)
        self.codes: Counter[tuple[str, Status]] = Counter()
        self.noughts: Counter[str] = Counter()
        self.unexplained: dict[str, list[tuple[int, int]]] = {}
        self.faults: dict[str, list[tuple[int, int]]] = {}
        shares = [self._plain_shares(part) for part in parts]
        self.fractions = self._find_fractions(shares)
        self.perhaps_fractions = tuple(
            dict.fromkeys(
                part.wording
                for part, cells, fractions in zip(parts, shares, self.fractions, strict=True)
                if not fractions and not part.sums and not self._scale(part).is_answer
                if are_fractions(cells, small=True)
            )
        )
        self._read(signs)

    def _read(self, signs: Legend) -> None:
        """Gives every cell its meaning, and notes what was not understood."""
        for part, fractions in zip(self._parts, self.fractions, strict=True):
            coding = self._indicators[indicator_key(part.wording)].coding
            parser = CellParser(coding, signs, sums=part.sums, fractions=fractions)
            self._codes[part.positions, part.at] = self._read_part(part, parser)
        self._read_faults()
        counts = np.bincount(self._codes.ravel(), minlength=len(self._found))
        unknown = np.zeros(len(self._found), dtype=bool)
        for code, (_, status, raw) in enumerate(self._found):
            if status is Status.VALUE and signs.noughts and sign_key(raw) in signs.noughts:
                self.noughts[raw] += int(counts[code])
            if status is not Status.VALUE and counts[code]:
                self.codes[raw, status] += int(counts[code])
                unknown[code] = status is Status.UNKNOWN
        for row, column in np.argwhere(unknown[self._codes]):
            checkpoint()
            place = self._table.rows[row].index, self._table.columns[column].index
            noted = self.faults if place in self._table.sheet.faulty else self.unexplained
            noted.setdefault(self._found[self._codes[row, column]].raw, []).append(place)

    def _read_part(self, part: Part, parser: CellParser) -> list[int]:
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

    def _plain_shares(self, part: Part) -> set[Cell]:
        """The cells of a part that are shares, or meant to be, and have no percent format."""
        scale = self._scale(part)
        if scale is Scale.NUMBER or not (part.sums or scale is Scale.PERCENT):
            return set()
        return set(compress(part.cells, map(not_, part.formats))) - {None}

    def _scale(self, part: Part) -> Scale:
        return self._indicators[indicator_key(part.wording)].coding.scale

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
        asked = [self._indicators[indicator_key(wording)] for wording in wordings]
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
            "indicator_id": repeated([found.indicator.id for found in asked], position),
            "indicator": repeated(wordings, position),
            "group": group,
            "scale": repeated([found.coding.scale for found in asked], position),
            "value": np.array([found.value for found in self._found])[codes],
            "status": Words(statuses[codes], [*Status]),
            "raw": repeated([found.raw for found in self._found], codes),
            "file": constant(file, size),
            "sheet": constant(sheet, size),
            "row": place[0],
            "column": place[1],
        }
        return block if kept.all() else only(block, kept)
