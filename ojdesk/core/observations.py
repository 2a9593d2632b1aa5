"""The table of observations: one row for every result cell, words kept as categories."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

#: The columns, in the order in which they are kept. `value` is as `Scale` has it, shares in percent, and NaN
#: unless `status` is value; `row` and `column` count from 0; `indicator` is the wording in that file.
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


class Words(NamedTuple):
    """A column of words: words[codes[i]] stands in row i, and no word occurs twice in `words`."""

    codes: Codes
    words: list[str]


Column: TypeAlias = Words | npt.NDArray[np.generic]
#: Some rows of the table, column by column, before they are joined.
Block: TypeAlias = Mapping[str, Column]


def constant(word: str, length: int) -> Words:
    """A column that has the same word in every row."""
    return Words(np.zeros(length, dtype=np.int8), [word])


def words(values: Iterable[str]) -> Words:
    """A column of words as they come."""
    code_of: dict[str, int] = {}
    codes = [code_of.setdefault(value, len(code_of)) for value in values]
    return Words(np.array(codes, dtype=np.int32), list(code_of))


def repeated(values: Sequence[str], positions: Codes) -> Words:
    """A column that has values[positions[i]] in row i; words may occur many times in `values`."""
    column = words(values)
    return Words(column.codes[positions], column.words)


def block_of(table: pd.DataFrame) -> Block:
    """The rows of a table, so that it can be joined with others."""
    return {
        name: Words(table[name].cat.codes.to_numpy(), list(table[name].cat.categories))
        if kind == "category"
        else table[name].to_numpy()
        for name, kind in COLUMNS.items()
    }


def only(block: Block, kept: npt.NDArray[np.bool_]) -> Block:
    """The rows of a block that are to be kept."""
    return {
        name: Words(column.codes[kept], column.words) if isinstance(column, Words) else column[kept]
        for name, column in block.items()
    }


def join(blocks: Sequence[Block]) -> pd.DataFrame:
    """The rows of all blocks, one block after the other.

    pandas' own concat turns categories that differ into plain texts, which take ten times the memory.
    """
    columns = {name: _joined([block[name] for block in blocks], kind) for name, kind in COLUMNS.items()}
    return pd.DataFrame(columns, copy=False)  # nobody else has them


def _joined(parts: Sequence[Column], kind: str) -> object:
    if kind != "category":
        return np.concatenate([np.array([], dtype=kind), *(part for part in parts if not isinstance(part, Words))])
    code_of: dict[str, int] = {}
    codes: list[Codes] = []
    for part in parts:
        assert isinstance(part, Words)
        own = np.array([code_of.setdefault(word, len(code_of)) for word in part.words], dtype=np.int32)
        codes.append(own[part.codes] if len(own) else part.codes)
    joined = np.concatenate(codes) if codes else np.array([], dtype=np.int32)
    return pd.Categorical.from_codes(joined, categories=pd.Index(list(code_of), dtype=object))
