"""A saved work gives back what went into it, to the last cell, and lets nothing else in."""

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojdesk.core import saved
from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import Import
from ojdesk.core.model import Level, Unit
from ojdesk.core.observations import COLUMNS, Words, block_of, constant, join, words
from ojdesk.core.plain import from_plain
from ojdesk.core.report.outline import Outline, Part
from ojdesk.core.saved import Damaged, SavedWork, pack, unpack
from ojdesk.core.work import Refused

PATH = Path("/arbeten/nämnden.ojdesk")
DATABASE = Callable[[sqlite3.Connection], object]


def work_of(*readings: Reading, choice: Choice | None = None) -> SavedWork:
    return SavedWork(readings, (choice or Choice()).to_json(), {}, ())


@pytest.fixture(scope="module")
def small(few: Reading) -> bytes:
    return pack(work_of(few))


def changed(content: bytes, *changes: str | DATABASE, sealed: bool = True) -> bytes:
    """The database after some statements, sealed anew as an attacker would."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.deserialize(content)
        for change in changes:
            database.execute(change) if isinstance(change, str) else change(database)
        if sealed:
            database.execute("UPDATE seal SET sha256 = ?", (saved._seal(database),))
        return database.serialize()


def in_file(change: Callable[[dict[str, object]], object]) -> DATABASE:
    """Changes what is told of the first Excel file."""

    def make(database: sqlite3.Connection) -> None:
        told = json.loads(database.execute("SELECT json FROM file").fetchone()[0])
        change(told)
        database.execute("UPDATE file SET json = ?", (json.dumps(told),))

    return make


def in_column(name: str, change: Callable[["np.ndarray[tuple[int], np.dtype[np.float64]]"], object]) -> DATABASE:
    """Changes the numbers of a column."""
    kind = saved._NUMBERS[COLUMNS[name]]

    def make(database: sqlite3.Connection) -> None:
        ((packed,),) = database.execute("SELECT packed FROM result WHERE name = ?", (name,))
        numbers = np.frombuffer(zlib.decompress(packed), dtype=kind).copy()
        change(numbers)
        database.execute("UPDATE result SET packed = ? WHERE name = ?", (zlib.compress(numbers.tobytes()), name))

    return make


def assert_same_cells(found: pd.DataFrame, wanted: pd.DataFrame) -> None:
    """Number by number and word by word, in the same order and of the same kind."""
    assert found.index.equals(wanted.index)
    for (name, one), other in zip(block_of(found).items(), block_of(wanted).values(), strict=True):
        if isinstance(one, Words) and isinstance(other, Words):
            assert one.words == other.words, name
            one, other = one.codes, other.codes  # noqa: PLW2901
        assert isinstance(one, np.ndarray)
        assert isinstance(other, np.ndarray)
        assert one.dtype == other.dtype, name
        assert one.tobytes() == other.tobytes(), name


def assert_same(found: Reading, wanted: Reading) -> None:
    assert_same_cells(found.observations, wanted.observations)
    for it in fields(Reading):
        if it.name != "observations":
            assert getattr(found, it.name) == getattr(wanted, it.name), it.name
    assert list(found.units) == list(wanted.units)
    assert list(found.indicators) == list(wanted.indicators)


# There and back ---------------------------------------------------------------------------------------------------


def test_the_whole_sample_comes_back_to_the_last_cell(sample: Import, dataset: Dataset, choice: Choice) -> None:
    first, second, *_ = (reading.digest for reading in sample.readings)
    outline = Outline().moved(Part.METHOD, 0).commented("fia", "Vi börjar använda den\ni höst.", 2022)
    given = SavedWork(sample.readings, choice.to_json(), {first: 2019}, (second,), outline=outline.to_json())
    found = unpack(pack(given), PATH)
    assert len(found.readings) == len(sample.readings)
    for one, other in zip(found.readings, sample.readings, strict=True):
        assert_same(one, other)
    assert Choice.from_json(found.choice) == choice
    assert Outline.from_json(found.outline) == outline
    assert (dict(found.years), found.preferred, found.newer) == (dict(given.years), given.preferred, False)
    again = build(found.readings)
    assert_same_cells(again.observations, dataset.observations)
    assert (again.units, again.indicators, again.findings) == (dataset.units, dataset.indicators, dataset.findings)
    assert np.array_equal(again._row_of, dataset._row_of)


def test_a_work_from_before_there_were_outlines_opens(small: bytes) -> None:
    old = changed(small, "DELETE FROM decided WHERE name = 'outline'", "PRAGMA user_version = 1")
    found = unpack(old, PATH)
    assert not found.newer
    assert Outline.from_json(found.outline) == Outline()


def test_the_same_work_gives_the_same_bytes(few: Reading, small: bytes) -> None:
    assert pack(work_of(few)) == small


def test_what_is_rare_in_a_reading_comes_back_too(few: Reading) -> None:
    name = "enkät \ufffd.xlsx"
    signs = words(["\t ..", "å" * 40_000, "1"] * (len(few.observations) // 3))
    count = len(signs.codes)
    block = {**block_of(few.observations[:count]), "raw": signs, "file": constant(name, count)}
    path = Path("/a/enkät \udce9.xlsx")  # as Linux has it where a name is not in UTF-8
    odd = replace(few, observations=join([block]), file=name, path=path)
    assert_same(unpack(pack(work_of(odd)), PATH).readings[0], odd)


def test_what_no_document_can_hold_is_left_behind(few: Reading) -> None:
    unit = Unit("999901", "A\x00\ud800", Level.DISTRICT, "14", "1489")
    signs = words(["\x07..", "1"] * (len(few.observations) // 2))
    block = {**block_of(few.observations[: len(signs.codes)]), "raw": signs}
    odd = replace(few, observations=join([block]), units={**few.units, unit.code: unit})
    found = unpack(pack(work_of(odd)), PATH).readings[0]
    assert found.units[unit.code].name == "A\ufffd"
    assert list(found.observations["raw"].cat.categories) == ["..", "1"]


def test_a_work_is_a_database_that_others_can_look_into(small: bytes, tmp_path: Path) -> None:
    path = tmp_path / "arbete.ojdesk"
    path.write_bytes(small)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert database.execute("PRAGMA application_id").fetchone() == (saved.APPLICATION_ID,)
        ((name, year),) = database.execute("SELECT json ->> '$.file', json ->> '$.year.year' FROM file")
    assert "2019" in name
    assert year == 2019


# Damaged and hostile ----------------------------------------------------------------------------------------------


@given(data=st.data())
@settings(max_examples=300)
def test_damage_anywhere_is_told_or_does_nothing(small: bytes, few: Reading, data: st.DataObject) -> None:
    content = bytearray(small)
    for _ in range(data.draw(st.integers(1, 4))):
        # A third of it is where the tables are told of, a part of the file that a blind choice would hardly meet.
        at = data.draw(st.one_of(st.integers(0, 4_095), st.integers(0, len(content) - 1)))
        content[at] = data.draw(st.integers(0, 255))
    with suppress(Refused):
        assert_same(unpack(bytes(content), PATH).readings[0], few)


@given(data=st.data())
def test_a_file_that_is_cut_off_is_refused(small: bytes, data: st.DataObject) -> None:
    # In the last page there may be nothing to lose.
    with pytest.raises(Refused):
        unpack(small[: data.draw(st.integers(0, len(small) - 4_096))], PATH)


def test_a_file_full_of_nothing_is_damaged() -> None:
    for content in (b"", b"\0" * 9_000):
        with pytest.raises(Damaged, match=r"nämnden\.ojdesk är tom eller skadad"):
            unpack(content, PATH)


def test_what_is_no_saved_work_is_refused_and_not_called_damaged(small: bytes) -> None:
    for content in (b"PK\x03\x04", b"%PDF-1.7", changed(small, "PRAGMA application_id = 7")):
        with pytest.raises(Refused, match="inget arbete") as refused:
            unpack(content, PATH)
        assert not isinstance(refused.value, Damaged)


def test_what_is_not_sealed_is_damaged(small: bytes) -> None:
    with pytest.raises(Damaged):
        unpack(changed(small, in_column("value", lambda it: it.sort()), sealed=False), PATH)


BOMB = zlib.compress(b"\0" * 200_000_000)

HOSTILE: dict[str, str | DATABASE] = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON file BEGIN DELETE FROM file; END",
    "a view": "CREATE VIEW v AS SELECT 1",
    "an index": "CREATE INDEX i ON result (file)",
    "a table more": "CREATE TABLE notes (a)",
    "a view for a table": lambda it: it.executescript(
        "ALTER TABLE file RENAME TO f; CREATE VIEW file AS SELECT * FROM f"
    ),
    "a column more": "ALTER TABLE file ADD COLUMN a",
    "a virtual table": "CREATE VIRTUAL TABLE v USING rtree(a, b, c)",
    "no files": "DELETE FROM file",
    "a file twice": "INSERT INTO file SELECT 7, digest, cells, json FROM file",
    "no column": "DELETE FROM result WHERE name = 'raw'",
    "no choice": "DELETE FROM decided WHERE name = 'choice'",
    "a choice that is a list": "UPDATE decided SET json = '[]' WHERE name = 'choice'",
    "JSON without end": f"UPDATE decided SET json = '{'[' * 200_000}' WHERE name = 'choice'",
    "a year before there were any": """UPDATE decided SET json = '{"a": 3}' WHERE name = 'years'""",
    "more cells than there are": "UPDATE file SET cells = cells + 1",
    "fewer cells than there are": "UPDATE file SET cells = cells - 1",
    "cells by the thousand million": "UPDATE file SET cells = 9000000000",
    "cells less than none": "UPDATE file SET cells = -1",
    "cells as text": "UPDATE file SET cells = 'många'",
    "text for bytes": "UPDATE result SET packed = 'text'",
    "bytes for words": "UPDATE result SET words = x'00ff' WHERE words IS NOT NULL",
    "a column that swells": lambda it: it.execute("UPDATE result SET packed = ? WHERE name = 'value'", (BOMB,)),
    "a word that is none": "UPDATE result SET words = '[1]' WHERE name = 'unit_code'",
    "a status that is none": """UPDATE result SET words = '["hejsan"]' WHERE name = 'status'""",
    "a unit that is not told of": """UPDATE result SET words = replace(words, '"1489"', '"9999"')""",
    "a position beyond the words": in_column("unit_code", lambda it: it.fill(30_000)),
    "a position below the words": in_column("unit_code", lambda it: it.fill(-1)),
    "a year beyond": in_column("year", lambda it: it.fill(3_000)),
    "a row beyond": in_column("row", lambda it: it.fill(2_000_000)),
    "a column below": in_column("column", lambda it: it.fill(-1)),
    "endless values": in_column("value", lambda it: it.fill(np.inf)),
    "no value where there is one": in_column("value", lambda it: it.fill(np.nan)),
    "another digest": in_file(lambda it: it.update(digest="a")),
    "another name": in_file(lambda it: it.update(file="annan.xlsx")),
    "no source": in_file(lambda it: it.pop("source")),
    "a source that is none": in_file(lambda it: it.update(source="gissning")),
    "units in a list": in_file(lambda it: it.update(units=[])),
    "a county that is none": in_file(lambda it: it["units"]["1489"].update(county="99")),  # type: ignore[index]
    "a unit under another code": in_file(lambda it: it["units"]["1489"].update(code="1488")),  # type: ignore[index]
    "a year as large as can be": in_file(lambda it: it["year"].update(year=10**30)),  # type: ignore[attr-defined]
    "truth for a number": in_file(lambda it: it["year"].update(year=True)),  # type: ignore[attr-defined]
    "no sheets": in_file(lambda it: it.update(sheets=[])),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_does_not_hold_is_damaged(small: bytes, change: str | DATABASE) -> None:
    with pytest.raises(Damaged, match=r"nämnden\.ojdesk är skadad"):
        unpack(changed(small, change), PATH)


def test_more_figures_than_there_is_memory_for_are_damaged(
    few: Reading, small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = len(few.units) * len(few.indicators) * 5
    monkeypatch.setattr(saved, "_MAX_PLACES", places)
    unpack(small, PATH)
    monkeypatch.setattr(saved, "_MAX_PLACES", places - 1)
    with pytest.raises(Damaged):
        unpack(small, PATH)


def test_an_excel_file_is_looked_for_on_no_other_computer_than_the_works(small: bytes) -> None:
    def found(said: str) -> Path:
        return unpack(changed(small, in_file(lambda it: it.update(path=said))), PATH).readings[0].path

    name = unpack(small, PATH).readings[0].file
    assert found("/data/a.xlsx") == Path("/data/a.xlsx")
    assert found("a.xlsx") == PATH.parent / name
    assert found(r"\\server\andel\a.xlsx") == PATH.parent / name


# From other versions ----------------------------------------------------------------------------------------------

NEWER = f"PRAGMA user_version = {saved.VERSION + 1}"


def test_a_newer_version_is_read_as_far_as_it_is_known(small: bytes, few: Reading) -> None:
    found = unpack(
        changed(small, NEWER, "CREATE TABLE notes (a)", in_file(lambda it: it.update(colour="blå")), sealed=False), PATH
    )
    assert found.newer
    assert_same(found.readings[0], few)


@pytest.mark.parametrize(
    "change", ["DROP TABLE file", "CREATE VIEW v AS SELECT 1", "CREATE VIRTUAL TABLE v USING rtree(a, b, c)"]
)
def test_a_newer_version_that_cannot_be_read_is_not_called_damaged(small: bytes, change: str) -> None:
    with pytest.raises(Refused, match="nyare version") as refused:
        unpack(changed(small, NEWER, change, sealed=False), PATH)
    assert not isinstance(refused.value, Damaged)


def test_fields_that_came_later_have_their_defaults_and_those_that_went_are_left_out() -> None:
    raw = {"code": "1489", "name": "Alingsås", "level": "kommun", "mayor": "ingen"}
    assert from_plain(Unit, raw) == Unit("1489", "Alingsås", Level.MUNICIPALITY)
    with pytest.raises(ValueError, match="lacks a field"):
        from_plain(Unit, {"code": "1489"})
