"""Cells on their way out: from calamine's values to JSON."""

import datetime
import math
from collections.abc import Sequence
from typing import Any

import orjson

#: The fields of `sheet.Sheet`, as they are written, and how many cells are filled.
Answer = dict[str, Any]
Rows = Sequence[Sequence[Any]]
#: A run of cells with a percent format: row, first column and last column.
Run = list[int]
#: A cell that cannot be trusted: row, column, and what to say of it.
Fault = list[Any]


def sheet_answer(
    name: str,
    rows: Rows,
    *,
    visible: bool = True,
    merged: Sequence[Any] = (),
    percent: Sequence[Run] = (),
    faulty: Sequence[Fault] = (),
) -> Answer:
    """A sheet as it is written.

    Args:
        name: The sheet's name.
        rows: calamine's cells, of equal length, from A1 on; empty ones are empty texts.
        visible: Whether Excel shows it.
        merged: Areas as ((row, column), (row, column)).
        percent: Cells with a percent format.
        faulty: Cells that cannot be trusted.
    """
    written = orjson.dumps(rows, default=as_text, option=orjson.OPT_PASSTHROUGH_DATETIME)
    height, width = len(rows), max(map(len, rows), default=0)
    # A number that is none is written as null, and must not pass for an empty cell; truth has its own words.
    if faulty or b"null" in written or b"true" in written or b"false" in written:
        written = orjson.dumps(_repaired(rows, faulty), default=as_text, option=orjson.OPT_PASSTHROUGH_DATETIME)
    # An opening quote follows a bracket or a comma, and no quote within a text is without its backslash.
    return {
        "name": name,
        "visible": visible,
        "rows": orjson.Fragment(written.replace(b',""', b",null").replace(b'[""', b"[null")),
        "merged": [
            [*first, min(last[0], height - 1), min(last[1], width - 1)]
            for first, last in merged
            if first[0] < height and first[1] < width
        ],
        "percent": percent,
        "faulty": faulty,
        # No fewer than have content; texts with commas count for more.
        "filled": written.count(b",") - written.count(b',""'),
    }


def _repaired(rows: Rows, faulty: Sequence[Fault]) -> list[list[Any]]:
    """Cells without numbers that are none, and without truth values; one that cannot be trusted is empty."""
    repaired = [[_said(cell) for cell in row] for row in rows]
    for row, column, _ in faulty:
        if row < len(repaired) and column < len(repaired[row]):
            repaired[row][column] = ""
    return repaired


def _said(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "SANT" if cell else "FALSKT"
    return cell if not isinstance(cell, float) or math.isfinite(cell) else str(cell)


def plain(cell: Any) -> Any:
    """A cell of the binary formats, which know whole numbers; here all numbers are alike."""
    return float(cell) if type(cell) is int else cell


def as_text(cell: Any) -> str:
    """Dates and times as Swedes write them; no result is a date, so no one has to compute with them."""
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell)
