"""The table of observations: one row for every result cell, words kept as categories."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

#: The columns, in the order in which they are kept. `value` is NaN unless `status` is value; `row` and `column` count
#: from 0; `indicator` is the wording in that file.
COLUMNS = {
    "year": "int16",
    "source": "category",
    "level": "category",
    "unit_code": "category",
    "unit_name": "category",
    "indicator_id": "category",
    "indicator": "category",
    "group": "category",
    "scale": "category",
    "value": "float64",
    "status": "category",
    "raw": "category",
    "file": "category",
    "sheet": "category",
    "row": "int32",
    "column": "int32",
}


Codes: TypeAlias = npt.NDArray[np.integer]
Words: TypeAlias = "pd.Categorical[str]"


def coded(codes: Codes, words: Sequence[str]) -> Words:
    """A column that has words[codes[i]] in row i; no word occurs twice in `words`."""
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(words), dtype=object))


def constant(word: str, length: int) -> Words:
    """A column that has the same word in every row."""
    return coded(np.zeros(length, dtype=np.int8), [word])


def words(values: Iterable[str]) -> Words:
    """A column of words as they come."""
    code_of: dict[str, int] = {}
    codes = [code_of.setdefault(value, len(code_of)) for value in values]
    return coded(np.array(codes, dtype=np.int32), list(code_of))


def repeated(values: Sequence[str], positions: Codes) -> Words:
    """A column that has values[positions[i]] in row i; words may occur many times in `values`."""
    column = words(values)
    return coded(np.asarray(column.codes)[positions], list(column.categories))


def join(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all tables, one table after the other.

    pandas' own concat turns categories that differ into plain texts, which take ten times the memory; its union
    keeps them, but in one of two kinds of index, so that the next union would refuse.
    """
    joined: dict[str, object] = {}
    for name, kind in COLUMNS.items():
        parts = [table[name] for table in tables]
        if kind == "category":
            union = union_categoricals(parts) if parts else words(())
            joined[name] = coded(union.codes, list(union.categories))
        else:
            joined[name] = np.concatenate(parts) if parts else np.array([], dtype=kind)
    return pd.DataFrame(joined)
