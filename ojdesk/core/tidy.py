"""Every result cell as one tidy table, for those who go on in other programs."""

import io
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from ojdesk.core.files.workbook import Reading
from ojdesk.core.model import address
from ojdesk.core.observations import block_of, join
from ojdesk.core.save import save
from ojdesk.core.work import Refused

#: What a spreadsheet takes for a formula that does something; signs and numbers do nothing.
_FORMULA = re.compile(r"[=@\t\r]|[+-].*[^\W\d]")
COLUMNS = (
    "year", "source", "level", "unit_code", "unit_name", "indicator_id", "indicator", "group", "scale", "value",
    "status", "raw", "file", "sheet", "cell",
)  # fmt: skip


def tidy_table(readings: Sequence[Reading]) -> pd.DataFrame:
    """One row for every result cell that the files have, in the files' order, with the columns COLUMNS."""
    table = join([block_of(reading.observations) for reading in readings])
    letters = {column: address(0, column)[:-1] for column in table["column"].unique()}
    table["cell"] = [f"{letters[column]}{row + 1}" for row, column in zip(table["row"], table["column"], strict=True)]
    return table[list(COLUMNS)]


def save_tidy(readings: Sequence[Reading], path: Path) -> int:
    """Saves the table as CSV (UTF-8, comma, decimal point) or, by its ending, as Parquet; returns how many rows.

    Raises:
        Refused: It could not be saved, or Parquet is asked for and pyarrow is not installed.
    """
    table = tidy_table(readings)
    if path.suffix.lower() == ".parquet":
        if find_spec("pyarrow") is None:
            raise Refused(f"{path.name} kräver tillägget pyarrow, som inte är installerat. Spara som .csv i stället.")
        stream = io.BytesIO()
        table.to_parquet(stream, index=False)
        save(path, stream.getvalue())
    else:
        for column in ("unit_code", "unit_name", "indicator", "raw", "file", "sheet"):
            if odd := {it: f"'{it}" for it in table[column].cat.categories if _FORMULA.match(it)}:
                table[column] = table[column].astype(str).replace(odd)
        # Fifteen digits give back every published value, and none of what binary fractions add.
        save(path, table.to_csv(index=False, float_format="%.15g", lineterminator="\n").encode())
    return len(table)
