import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from ojdesk.core.observations import COLUMNS, coded, constant, join, repeated, words


@given(st.lists(st.text(max_size=5)))
def test_words_are_kept_as_they_come(values: list[str]) -> None:
    assert list(words(values)) == values


@given(st.data())
def test_words_are_repeated_by_position(data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1))
    positions = data.draw(st.lists(st.integers(0, len(values) - 1)))
    column = repeated(values, np.array(positions, dtype=np.int64))
    assert list(column) == [values[position] for position in positions]


def test_a_constant_and_codes() -> None:
    assert list(constant("enkät", 3)) == ["enkät"] * 3
    assert list(coded(np.array([1, 0, 1]), ["a", "b"])) == ["b", "a", "b"]


def table(*values: str) -> pd.DataFrame:
    size = len(values)
    columns = {
        name: words(values) if kind == "category" else np.arange(size, dtype=kind) for name, kind in COLUMNS.items()
    }
    return pd.DataFrame(columns)


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", ""])), max_size=4))
@settings(max_examples=25)
def test_tables_are_joined_in_order_and_stay_small(parts: list[list[str]]) -> None:
    joined = join([table(*part) for part in parts])
    assert list(joined) == list(COLUMNS)
    assert {name: str(kind) for name, kind in joined.dtypes.items()} == COLUMNS
    assert joined["unit_code"].tolist() == [value for part in parts for value in part]
    assert joined["row"].tolist() == [row for part in parts for row in range(len(part))]
    # Joined tables are joined again when one more file is opened.
    again = join([joined, table("d"), joined])
    assert again["unit_name"].tolist() == [*joined["unit_name"], "d", *joined["unit_name"]]
