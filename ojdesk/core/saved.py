"""Sparat arbete: what was read from the Excel files and what the user has decided, as the bytes of an `.ojdesk` file.

It is a SQLite database, so that it can be looked into without this program. `decided` holds JSON by name: the choice,
the report's outline, the years given for files and the files preferred. `file` has a row for each Excel file, with all
but its cells as JSON.
`result` has its cells column by column: little-endian numbers packed by zlib, one for each cell; where there are
`words`, the numbers are positions in that JSON list. `seal` has the SHA-256 of it all, so that no damage goes unseen.
"""

import hashlib
import itertools
import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import numpy.typing as npt

from ojdesk.core.files.reading import Reading
from ojdesk.core.model import FIRST_YEAR, LAST_YEAR, Group, Level, Scale, Source, Status
from ojdesk.core.observations import COLUMNS, Block, Column, Words, block_of, join
from ojdesk.core.peers import PeerSet
from ojdesk.core.plain import from_plain, to_plain
from ojdesk.core.save import WORK_ENDING
from ojdesk.core.units import unit_table
from ojdesk.core.work import Refused

APPLICATION_ID = int.from_bytes(b"ojdk")
#: 1 had no outline.
VERSION = 2
MAX_SIZE = 150_000_000

_SCHEMA = (
    "CREATE TABLE decided (name TEXT NOT NULL, json TEXT NOT NULL)",
    "CREATE TABLE file (number INTEGER PRIMARY KEY, digest TEXT NOT NULL, cells INTEGER NOT NULL, json TEXT NOT NULL)",
    "CREATE TABLE result (file INTEGER NOT NULL, name TEXT NOT NULL, words TEXT, packed BLOB NOT NULL)",
    "CREATE TABLE seal (sha256 TEXT NOT NULL)",
)
_ROWS = (
    "SELECT name, json FROM decided ORDER BY rowid",
    "SELECT number, digest, cells, json FROM file ORDER BY rowid",
    "SELECT file, name, words, packed FROM result ORDER BY rowid",
)
_MAGIC, _ID_AT = b"SQLite format 3\0", 68
#: Cells of one file and of all, and places in the table that `dataset.build` makes of them.
_MAX_CELLS, _MAX_ALL, _MAX_PLACES = 5_000_000, 30_000_000, 60_000_000
_MAX_FILES, _MAX_TEXT = 1_000, 60_000_000
_MAX_SETS = 200
#: Excel's own, counted from 0.
_MAX_ROW, _MAX_COLUMN = 1_048_575, 16_383

_NUMBERS = {"int16": "<i2", "int32": "<i4", "float64": "<f8", "category": "<i4"}
_WORDS_OF = {"source": Source, "level": Level, "group": Group, "scale": Scale, "status": Status}
#: All of a reading but its cells.
_TOLD = {it.name: get_type_hints(Reading)[it.name] for it in fields(Reading) if it.name != "observations"}


class Damaged(Refused):
    """A saved work that cannot be read any more."""


@dataclass(frozen=True)
class SavedWork:
    """What goes into the file.

    Attributes:
        readings: One for each Excel file.
        choice: What is picked, as `Choice.to_json` gives it.
        years: Digest → the year that the user has given for a file that did not say it.
        preferred: Digests of the files that go before those published later.
        own_sets: The comparison sets that have been used and do not come with the program.
        view: The view that is looked at, by position; a file may say more than there are.
        outline: What goes into the report, as `Outline.to_json` gives it.
        newer: Whether a later version of the program has saved it, so that there may be more in it than this.
    """

    readings: tuple[Reading, ...]
    choice: Mapping[str, Any]
    years: Mapping[str, int]
    preferred: tuple[str, ...]
    view: int = 0
    own_sets: tuple[PeerSet, ...] = ()
    outline: Mapping[str, Any] = field(default_factory=dict)
    newer: bool = False


def pack(work: SavedWork) -> bytes:
    """The bytes of the file; the same work gives the same."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute("BEGIN")
        for table in _SCHEMA:
            database.execute(table)
        for name in ("choice", "outline", "years", "preferred", "view"):
            database.execute("INSERT INTO decided VALUES (?, ?)", (name, _json(getattr(work, name))))
        sets = [it.to_json() for it in work.own_sets[-_MAX_SETS:]]
        database.execute("INSERT INTO decided VALUES (?, ?)", ("own_sets", _json(sets)))
        for number, reading in enumerate(work.readings):
            told = {name: getattr(reading, name) for name in _TOLD}
            row = (number, reading.digest, len(reading.observations), _json(told))
            database.execute("INSERT INTO file VALUES (?, ?, ?, ?)", row)
            for name, column in block_of(reading.observations).items():
                database.execute("INSERT INTO result VALUES (?, ?, ?, ?)", (number, name, *_packed(column, name)))
        database.execute("INSERT INTO seal VALUES (?)", (_seal(database),))
        database.execute("COMMIT")
        return database.serialize()


def _seal(database: sqlite3.Connection) -> str:
    """SHA-256 over every field of every row, each with its length before it."""
    made = hashlib.sha256()
    for rows in _ROWS:
        for it in itertools.chain.from_iterable(database.execute(rows)):
            content = it if isinstance(it, bytes) else str(it).encode()
            made.update(b"%d:" % len(content))
            made.update(content)
    return made.hexdigest()


def _json(value: object) -> str:
    # In ASCII: the name of a file may have what UTF-8 has no bytes for.
    return json.dumps(to_plain(value))


def _packed(column: Column, name: str) -> tuple[str | None, bytes]:
    words, numbers = (_json(column.words), column.codes) if isinstance(column, Words) else (None, column)
    return words, zlib.compress(np.ascontiguousarray(numbers, dtype=_NUMBERS[COLUMNS[name]]).tobytes(), 1)


# Back again -------------------------------------------------------------------------------------------------------


def unpack(content: bytes, path: Path) -> SavedWork:
    """The work in a file's bytes; they are foreign, and nothing in them is believed that was not looked at.

    Args:
        content: All of the file.
        path: Where it was: names it in messages, and says whose folders the Excel files may be looked for in.

    Raises:
        Damaged: It is a saved work, and broken.
        Refused: It is none, or one that only a later version can read.
    """
    if content[: len(_MAGIC)] != _MAGIC or content[_ID_AT : _ID_AT + 4] != APPLICATION_ID.to_bytes(4):
        if content.strip(b"\0"):
            raise Refused(
                f"{path.name} är inget arbete som är sparat i ojdesk. Välj en fil som slutar på {WORK_ENDING}."
            )
        raise Damaged(f"{path.name} är tom eller skadad.")
    newer = False
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            _guard(database, content)
            (version,) = database.execute("PRAGMA user_version").fetchone()
            newer = version > VERSION
            _hold(version >= 1, "no version")
            _check_schema(database, newer=newer)
            return _work(database, path, newer=newer)
    except (sqlite3.Error, zlib.error, ValueError, LookupError, TypeError, OverflowError, RecursionError) as trouble:
        if newer:
            raise Refused(
                f"{path.name} är sparat i en nyare version av ojdesk, som den här versionen inte kan läsa. "
                "Uppdatera ojdesk och öppna arbetet igen."
            ) from trouble
        raise Damaged(f"{path.name} är skadad.") from trouble


def _guard(database: sqlite3.Connection, content: bytes) -> None:
    """Lets the bytes in, with whatever in them could act or swell kept still."""
    for limit, most in (
        (sqlite3.SQLITE_LIMIT_LENGTH, _MAX_TEXT),
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 10_000),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (sqlite3.SQLITE_LIMIT_COLUMN, 100),
    ):
        database.setlimit(limit, most)
    database.deserialize(content)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
        database.execute(f"PRAGMA {pragma}")


def _check_schema(database: sqlite3.Connection, *, newer: bool) -> None:
    """Our tables are as we make them, and there is nothing else; a newer version may have tables beside them."""
    found = [sql for (sql,) in database.execute("SELECT sql FROM sqlite_schema ORDER BY rowid LIMIT 100")]
    others = [sql for sql in found if sql not in _SCHEMA]
    _hold(set(_SCHEMA) <= set(found) and len(found) == len(set(found)), "tables are missing")
    _hold(not others or (newer and all(str(sql).startswith("CREATE TABLE ") for sql in others)), "more than tables")
    _hold(database.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)], "pages are damaged")
    # What a newer version seals is its own affair.
    _hold(newer or database.execute("SELECT sha256 FROM seal LIMIT 2").fetchall() == [(_seal(database),)], "no seal")


def _work(database: sqlite3.Connection, path: Path, *, newer: bool) -> SavedWork:
    decided = dict(database.execute("SELECT name, json FROM decided LIMIT 100"))
    rows = database.execute("SELECT number, digest, cells, json FROM file ORDER BY number LIMIT ?", (_MAX_FILES,))
    readings = tuple(_readings(database, rows.fetchall(), path))
    digests = {reading.digest for reading in readings}
    _hold(0 < len(digests) == len(readings), "files are missing or there twice")
    _hold(_places(readings) <= _MAX_PLACES, "too many places")
    years = from_plain(dict[str, int], json.loads(decided["years"]))
    _hold(all(FIRST_YEAR <= year <= LAST_YEAR for year in years.values()), "a year is none")
    return SavedWork(
        readings=readings,
        choice=_dict(json.loads(decided["choice"])),
        years={digest: year for digest, year in years.items() if digest in digests},
        preferred=tuple(it for it in from_plain(tuple[str, ...], json.loads(decided["preferred"])) if it in digests),
        outline=_dict(json.loads(decided.get("outline", "{}"))),
        own_sets=_sets(json.loads(decided.get("own_sets", "[]"))),
        view=from_plain(int, json.loads(decided.get("view", "0"))),
        newer=newer,
    )


def _sets(raw: object) -> tuple[PeerSet, ...]:
    _hold(isinstance(raw, list) and len(raw) <= _MAX_SETS, "no list of sets")
    assert isinstance(raw, list)
    return tuple(map(PeerSet.from_json, raw))


def _readings(database: sqlite3.Connection, rows: list[Any], path: Path) -> Iterator[Reading]:
    total = 0
    for number, digest, cells, told in rows:
        _hold(type(cells) is int and 0 < cells <= _MAX_CELLS, "a file has too many cells, or none")
        total += cells
        _hold(total <= _MAX_ALL, "too many cells")
        columns = database.execute("SELECT name, words, packed FROM result WHERE file = ? LIMIT 100", (number,))
        found = {name: (words, packed) for name, words, packed in columns}
        block = {name: _column(name, *found[name], cells) for name in COLUMNS}
        raw = _dict(json.loads(told))
        kept = {name: from_plain(hint, raw[name]) for name, hint in _TOLD.items()}
        kept["path"] = _believed(kept["path"], kept["file"], path)
        reading = Reading(observations=join([block]), **kept)
        _hold(reading.digest == digest, "a file is not what its row says")
        _check(reading, block)
        yield reading


def _column(name: str, words: str | None, packed: bytes, cells: int) -> Column:
    kind = np.dtype(_NUMBERS[COLUMNS[name]])
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, cells * kind.itemsize + 1)
    _hold(len(content) == cells * kind.itemsize and unpacking.eof, "a column is too long or too short")
    numbers: npt.NDArray[Any] = np.frombuffer(content, dtype=kind).astype(kind.newbyteorder("="))
    if COLUMNS[name] != "category":
        return numbers
    known = from_plain(tuple[_WORDS_OF.get(name, str), ...], json.loads(words or ""))  # type: ignore[misc]
    _hold(len(set(known)) == len(known), "a word is there twice")
    _hold(bool(((numbers >= 0) & (numbers < len(known))).all()), "a word is missing")
    return Words(numbers, [*map(str, known)])


def _check(reading: Reading, block: Block) -> None:
    """What one part says of another holds, so that they can be joined to a dataset."""
    units, indicators = reading.units, reading.indicators
    counties = {unit.county for unit in units.values()} - {""}
    _hold(all(code == it.code for code, it in units.items()), "a unit is not what it is called")
    _hold(counties <= set(unit_table().by_code), "a county is none")
    _hold(all(name == it.id for name, it in indicators.items()), "an indicator is not what it is called")
    _hold(set(_words(block, "unit_code")) <= set(units), "a unit is missing")
    _hold(set(_words(block, "indicator_id")) <= set(indicators), "an indicator is missing")
    _hold(_words(block, "file") == [reading.file] and Path(reading.file).name == reading.file, "a file has two names")
    _hold(set(_words(block, "sheet")) <= {it.name for it in reading.sheets}, "a sheet is missing")
    for name, least, most in (("year", FIRST_YEAR, LAST_YEAR), ("row", 0, _MAX_ROW), ("column", 0, _MAX_COLUMN)):
        numbers = reading.observations[name]
        _hold(bool(numbers.between(least, most).all()), f"a {name} is none")
    values = reading.observations["value"].to_numpy()
    there = (reading.observations["status"] == Status.VALUE).to_numpy()
    _hold(bool((np.isfinite(values) == there).all() and np.isnan(values[~there]).all()), "a value has no status")


def _words(block: Block, name: str) -> list[str]:
    column = block[name]
    assert isinstance(column, Words)
    return column.words


def _places(readings: tuple[Reading, ...]) -> int:
    """How many places the table of all figures has: units × years × indicators × groups."""
    units = {
        code for reading in readings for unit in reading.units.values() for code in (unit.code, unit.county) if code
    }
    years = {year for reading in readings for year in reading.years}
    return len(units) * len(years) * len({it for reading in readings for it in reading.indicators}) * len(Group)


def _believed(said: Path, file: str, work: Path) -> Path:
    """Where to look for an Excel file: where it was, but on no other computer than the work itself is on."""
    is_elsewhere = said.drive.startswith("\\\\") and said.drive.casefold() != work.drive.casefold()
    return work.parent / file if is_elsewhere or not said.is_absolute() else said


def _dict(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise TypeError("no object")
    return raw


def _hold(holds: bool, what: str) -> None:  # noqa: FBT001 - as in assert
    if not holds:
        raise ValueError(what)
