"""Tables as text: tab-separated for pasting, and CSV as Swedish offices want it.

Numbers are those on screen with a decimal comma and a hyphen for minus, so that a Swedish Excel reads them as numbers;
their unit stands in the column's head, in a column of its own where each row has its own, and behind a number that
stands among words. What has no value is its word.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from ojdesk.core.export.exhibit import Cell, Exhibit, Table
from ojdesk.core.text import tidy
from ojdesk.core.wording.numbers import rounded

AREA, MEASURE = "Kvalitetsområde", "Mått"
_UNITS = {"%": "%", "p.e.": "procentenheter"}
#: A spreadsheet takes a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@")


def tab_separated(exhibit: Exhibit) -> str:
    """Title, sentence, tables and small print, for pasting into a spreadsheet or a plain text field."""
    parts = [_lines(exhibit.title, exhibit.sentence)]
    for table in exhibit.tables:
        caption = [table.caption] if len(exhibit.tables) > 1 else []
        parts.append(_lines(*caption, *("\t".join(row) for row in _rows(table))))
    parts.append(_lines(*exhibit.small_print))
    return "\n\n".join(filter(None, parts))


def write(exhibit: Exhibit) -> bytes:
    """A CSV file: semicolons, decimal commas, UTF-8 with the mark that Excel looks for, Windows' line ends.

    Nothing but the first table, so that every program can read it.
    """
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(_rows(exhibit.tables[0]))
    return stream.getvalue().encode("utf-8-sig")


def head(table: Table, column: int) -> str:
    """A column's head with the unit of its numbers: Riket (%)."""
    title, unit = table.heads[column], table.units[column]
    return f"{title} ({_UNITS[unit]})" if unit else title


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _rows(table: Table) -> Iterator[list[str]]:
    first = [AREA] if table.areas else []
    title, *others = (_guarded(head(table, column)) for column in range(len(table.heads)))
    yield [*first, title, *([MEASURE] if table.is_mixed else []), *others]
    for at, row in enumerate(table.rows):
        first = [_guarded(table.areas[at])] if table.areas else []
        name, *cells = (
            _written(cell, alone=table.is_mixed or unit is not None)
            for cell, unit in zip(row, table.units, strict=True)
        )
        yield [*first, name, *([_measure(row)] if table.is_mixed else []), *cells]


def _measure(row: Sequence[Cell]) -> str:
    """What the numbers of a row are; a difference between shares is in procentenheter."""
    return "procent" if any(cell.unit for cell in row) else "tal"


def _written(cell: Cell, *, alone: bool) -> str:
    if cell.value is None:
        return _guarded(cell.text)
    plain = f"{rounded(cell.value, cell.decimals):.{cell.decimals}f}".replace(".", ",")
    return plain if alone or not cell.unit else f"{plain} {cell.unit}"


def _guarded(text: str) -> str:
    plain = tidy(text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
