"""Every result cell as one tidy table, for those who go on in other programs."""

import io
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from ojdesk.core.files.reading import Reading
from ojdesk.core.model import address
from ojdesk.core.observations import block_of, join
from ojdesk.core.save import save
from ojdesk.core.work import Refused

#: What a spreadsheet takes for a formula that does something; signs and numbers do nothing.
_FORMULA = re.compile(r"[=@\t\r]|[+-].*[^\W\d]")
#: Enough to give back every published value, and none of what binary fractions add.
_DIGITS = "%.15g"
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
            raise Refused(
                f"{path.name} kräver tillägget pyarrow, som inte finns här. Spara som .csv i stället; "
                "i en Pythonmiljö där du har kört pip install pyarrow skriver ojdesk även Parquet."
            )
        save(path, _parquet(table))
    else:
        save(path, _csv(table))
    return len(table)


def _csv(table: pd.DataFrame) -> bytes:
    for column in ("unit_code", "unit_name", "indicator", "raw", "file", "sheet"):
        if odd := {it: f"'{it}" for it in table[column].cat.categories if _FORMULA.match(it)}:
            table[column] = table[column].astype(str).replace(odd)
    return table.to_csv(index=False, float_format=_DIGITS, lineterminator="\n").encode()


def _parquet(table: pd.DataFrame) -> bytes:
    """Columns of words as dictionaries, a missing value as null, and no type that some reader does not know."""
    import pyarrow as pa  # noqa: PLC0415 - an extra that most do without
    import pyarrow.parquet as pq  # noqa: PLC0415

    words = pa.dictionary(pa.int32(), pa.string())
    plain = {"year": pa.int32(), "value": pa.float64(), "cell": pa.string()}
    schema = pa.schema([(name, plain.get(name, words)) for name in COLUMNS])
    values = [float(_DIGITS % it) for it in table["value"]]
    made = pa.Table.from_pandas(table.assign(value=values), schema=schema, preserve_index=False)
    stream = io.BytesIO()
    pq.write_table(made.replace_schema_metadata(), stream, compression="snappy")
    return stream.getvalue()
