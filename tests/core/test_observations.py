import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ojdesk.core.observations import COLUMNS, Block, Words, block_of, constant, join, repeated, words


def rows(column: Words) -> list[str]:
    return [column.words[code] for code in column.codes]


@given(st.lists(st.text(max_size=5)))
def test_words_are_kept_as_they_come(values: list[str]) -> None:
    assert rows(words(values)) == values


@given(st.data())
def test_words_are_repeated_by_position(data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1))
    positions = data.draw(st.lists(st.integers(0, len(values) - 1)))
    column = repeated(values, np.array(positions, dtype=np.int64))
    assert rows(column) == [values[position] for position in positions]


def test_a_constant() -> None:
    assert rows(constant("enkät", 3)) == ["enkät"] * 3


def block(*values: str) -> Block:
    size = len(values)
    numbers = np.arange(size)
    return {name: words(values) if kind == "category" else numbers.astype(kind) for name, kind in COLUMNS.items()}


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", ""])), max_size=4))
@settings(max_examples=25)
def test_tables_are_joined_in_order_and_stay_small(parts: list[list[str]]) -> None:
    joined = join([block(*part) for part in parts])
    assert list(joined) == list(COLUMNS)
    assert {name: str(kind) for name, kind in joined.dtypes.items()} == COLUMNS
    assert joined["unit_code"].tolist() == [value for part in parts for value in part]
    assert joined["row"].tolist() == [row for part in parts for row in range(len(part))]
    # Joined tables are joined again when one more file is opened.
    again = join([block_of(joined), block("d"), block_of(joined)])
    assert again["unit_name"].tolist() == [*joined["unit_name"], "d", *joined["unit_name"]]
