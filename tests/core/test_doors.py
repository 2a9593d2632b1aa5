"""Each door that foreign data come in by: sound inputs, some that were changed, and those that once went wrong."""

import random

import pytest

from tests.core.doors import DOORS


@pytest.mark.parametrize("name", DOORS)
def test_whatever_comes_is_taken_or_refused(name: str) -> None:
    door = DOORS[name]
    take = door.prepare()
    for seed in door.seeds():
        take(seed)
        for number in range(20 if door.change else 0):
            assert door.change is not None
            take(door.change(seed, random.Random(number)))
    for odd in (b"", b"\0", b"\xff" * 200, b"PK\x03\x04", b"SQLite format 3\0", b"\xef\xbb\xbf{}", b"[" * 5_000):
        take(odd)
