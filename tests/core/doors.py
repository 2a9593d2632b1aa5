"""The doors that foreign data come in by, each as what takes any bytes and gives a value or refuses.

`packaging/fuzz.py` stands at them with inputs by the million; sound ones to begin with are here too.
"""

import json
import random
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext, suppress
from dataclasses import asdict, dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.core import template_door
from tests.core.files.damage import BETWEEN, change_part, packed

#: What stands where a value stood.
_ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 2022, 99_999, 2**70, float("nan"), "", "egen", "1440", "\ud800", "\x00", "../x",
    "x" * 3_000, [], {}, ["1440"], {"unit": 1}, [[]],
)  # fmt: skip


@dataclass(frozen=True)
class Door:
    """Where foreign data come in.

    Attributes:
        prepare: Imports what is behind the door, and gives what takes one input; it raises what is a failure.
        seeds: Sound inputs to begin with.
        longest: How long an input may be.
        change: Changes an input so that it keeps its form, which blind changes to its bytes hardly do.
    """

    prepare: Callable[[], Callable[[bytes], object]]
    seeds: Callable[[], Iterator[bytes]]
    longest: int = 4_000
    change: Callable[[bytes, random.Random], bytes] | None = None


# Workbooks: the parts of one are the input, so that no checksum keeps a change out --------------------------------


def _workbook(kind: str) -> Callable[[bytes], object]:
    from ojdesk.core.files import gate
    from ojdesk.core.files.reader import binary
    from ojdesk.core.files.reader.package import Part
    from ojdesk.core.files.reader.serve import read_workbook
    from ojdesk.core.work import Refused

    # Of a broken xls calamine asks for memory without end, which only a process of its own outlives.
    alone = partial(patch.object, binary, "_read", return_value=[]) if kind == "xls" else nullcontext
    names = list(_parts(kind))

    def read(content: bytes) -> None:
        if names:
            content = packed(dict(zip(names, content.split(BETWEEN), strict=False)))
        try:
            with suppress(Refused), alone():
                passed = gate.inspect("fil", content)
                read_workbook(passed.content, passed.kind, [Part(*it) for it in passed.parts])
        except BaseException as trouble:  # the process that reads is there to die of calamine's panics
            if type(trouble).__module__ != "pyo3_runtime":
                raise

    return read


def _parts(kind: str) -> dict[str, bytes]:
    from tests.core.files.test_kinds import WORKBOOKS

    content = WORKBOOKS[kind]
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(BytesIO(content)) as package:
        wanted = [it for it in package.namelist() if not it.startswith(("docProps", "Thumb", "_rels", "xl/theme"))]
        return {name: package.read(name) for name in wanted if not name.endswith(("/", ".png"))}


def _workbooks(kind: str) -> Iterator[bytes]:
    from tests.core.files.test_kinds import WORKBOOKS

    yield BETWEEN.join(_parts(kind).values()) or WORKBOOKS[kind]


def _change_part(content: bytes, chance: random.Random) -> bytes:
    parts = content.split(BETWEEN)
    at = chance.randrange(len(parts))
    return BETWEEN.join([*parts[:at], change_part(parts[at], chance), *parts[at + 1 :]]) if parts[at] else content


# What is read, interpreted ----------------------------------------------------------------------------------------


def _grid() -> Callable[[bytes], object]:
    """Lines of cells as text; a number is one, and a line of its own that begins with # is the next sheet's name."""
    from ojdesk.core.account import account
    from ojdesk.core.dataset import build
    from ojdesk.core.files.interpretation import interpret
    from ojdesk.core.files.reading import Undecided
    from ojdesk.core.files.sheet import Sheet
    from ojdesk.core.work import Refused

    def read(content: bytes) -> None:
        sheets = [Sheet("Blad", [])]
        for line in content.decode("utf-8", "replace").split("\n"):
            if line.startswith("#"):
                sheets.append(Sheet(f"{line[1:]} {len(sheets)}", []))
            else:
                sheets[-1].rows.append([_cell(it) for it in line.split(";")])
        try:
            reading = interpret(Path("fil 2022.xlsx"), "", sheets, 2022)
        except (Refused, Undecided):
            return
        account(reading, build([reading]))

    return read


def _cell(text: str) -> str | float | None:
    if re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?", text):
        return float(text)
    return text or None


def _grids() -> Iterator[bytes]:
    from ojdesk.core.files.child import ReadingProcess
    from ojdesk.core.files.gate import take
    from ojdesk.core.resources import sample_files

    with ReadingProcess() as process:
        for path in sample_files():
            lines = []
            for sheet in process.read(take(path), lambda: None):
                lines.append(f"#{sheet.name}")
                for row in [*sheet.rows[:7], *sheet.rows[-2:]]:
                    cells = ("" if it is None else str(it).removesuffix(".0").replace("\n", " ") for it in row[:6])
                    lines.append(";".join(cells))
            yield "\n".join(lines).encode()[:2_500]


def _explanations() -> Callable[[bytes], object]:
    """What is said of signs, years, titles and editions, in lines."""
    from ojdesk.core.files.edition import find_edition
    from ojdesk.core.files.legend import read_legend
    from ojdesk.core.files.sheet import Sheet
    from ojdesk.core.files.titles import listed_ids, listed_titles, title
    from ojdesk.core.files.year import find_source, find_year
    from ojdesk.core.model import Source

    def read(content: bytes) -> None:
        lines = content.decode("utf-8", "replace").split("\n")
        sheets = [Sheet(lines[0], [[_cell(it) for it in line.split(";")] for line in lines])]
        source = find_source(lines[-1], sheets) or Source.SURVEY
        legend = read_legend(sheets, source)
        find_year(lines[-1], sheets, source)
        find_edition(lines[-1], lines)
        listed_titles(sheets, legend)
        listed_ids(sheets)
        for line in lines:
            title(line, legend)
            legend.with_coding(line).status_of(line)

    return read


def _explained() -> Iterator[bytes]:
    yield "Förklaringar\nX;Uppgift saknas\n..;Sekretess\n1 = ja, 0 = nej\n-: ej aktuellt\nblank = bortfall".encode()
    yield "Öppna jämförelser 2022, enkätdata\nRättad 2023-05-04\nUppgifterna avser år 2021\nfil 2020.xlsx".encode()
    yield "Innehåll\nBlad 1;Andel (%) kvinnor 2021–2022\nIndikator 3a. Rutin (1=ja, 0=nej)\n2 = delvis".encode()


# Lists, remembered things and saved work ---------------------------------------------------------------------------


def _pasted() -> Callable[[bytes], object]:
    from ojdesk.core.pasted import pasted

    return lambda content: pasted(content.decode("utf-8", "replace"), 2022)


def _lists() -> Iterator[bytes]:
    yield "Kommun\t2022\nAle\t4,1\nBorås\t..\nRiket\t4,2".encode()
    yield "1440, 1489;Stockholm, Bromma\n- Malmo\n• 1280-norr\n2023 Malung".encode()
    yield "Kod\tNamn\tLän\n114\tUpplands Väsby\tStockholms län\n380 – Uppsala (12)".encode()


def _peers() -> Callable[[bytes], object]:
    from ojdesk.core.peers import read_set
    from ojdesk.core.work import Refused

    path = Path(tempfile.mkdtemp(prefix="fuzz")) / "grupp.json"

    def read(content: bytes) -> None:
        path.write_bytes(content)
        with suppress(Refused):
            read_set(path)

    return read


def _settings() -> Callable[[bytes], object]:
    from ojdesk.core.choice import Choice
    from ojdesk.core.report.outline import Outline
    from ojdesk.gui.settings import load

    path = Path(tempfile.mkdtemp(prefix="fuzz")) / "installningar.json"

    def read(content: bytes) -> None:
        for left in path.parent.iterdir():
            left.unlink()
        path.write_bytes(content)
        memory = load(path)
        Choice.from_json(memory.now.choice)
        Outline.from_json(memory.now.outline)
        memory.store()

    return read


def _session() -> Callable[[bytes], object]:
    """What a window that ended by itself has left."""
    from ojdesk.core.choice import Choice
    from ojdesk.core.report.outline import Outline
    from ojdesk.core.session import ended

    folder = Path(tempfile.mkdtemp(prefix="fuzz"))

    def read(content: bytes) -> None:
        (folder / "fil.json").write_bytes(content)
        left = ended(folder)
        assert left is not None
        Choice.from_json(left.opened.choice)
        Outline.from_json(left.opened.outline)
        left.forget()

    return read


def _change_json(content: bytes, chance: random.Random) -> bytes:
    parts = content.split(BETWEEN)
    at = chance.randrange(len(parts))
    try:
        parts[at] = json.dumps(_changed(json.loads(parts[at]), chance)).encode()
    except (ValueError, RecursionError):
        return content
    return BETWEEN.join(parts)


def _changed(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict | list) and value and chance.random() < 0.9:
        places: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
        at = chance.choice(places)
        changed: Any = value.copy()
        changed[at] = _changed(value[at], chance)
        return changed
    return chance.choice(_ODD)


def _sets() -> Iterator[bytes]:
    members = [{"code": "1440", "name": "Ale"}, {"code": "1280-norr"}]
    own = {"format": "ojdesk jämförelsegrupp", "version": 1, "name": "A", "origin": "egen", "year": 0}
    yield json.dumps({**own, "members": members}).encode()
    yield json.dumps({**own, "origin": "SKR", "year": 2023, "members": members}, ensure_ascii=False).encode()


_OWN = {"name": "A", "origin": "egen", "year": 0, "members": ["1440"]}
_CHOICE = {"unit": "1489", "year": 2022, "peers": _OWN}
_OUTLINE = {"order": ["scope"], "left_out": ["lessons"], "comments": {"freda": {"text": "Ja.", "year": 2022}}}


def _remembered() -> Iterator[bytes]:
    from ojdesk.gui.settings import Settings

    full = Settings(
        files=("a",), work="b", recent=("c",), choice=_CHOICE, outline=_OUTLINE, geometry="01d9", years={"d": 2022}
    )
    yield json.dumps({**asdict(full), "own_sets": [_OWN], "version": 1}).encode()


def _left_open() -> Iterator[bytes]:
    yield json.dumps({"files": ["a.xlsx"], "work": "b.ojdesk", "choice": _CHOICE, "outline": _OUTLINE}).encode()


def _work() -> Callable[[bytes], object]:
    """The JSON of a saved work's first file, decisions and words; sealed anew, as someone who means harm would."""
    from ojdesk.core import saved
    from ojdesk.core.choice import Choice
    from ojdesk.core.dataset import build
    from ojdesk.core.report.outline import Outline
    from ojdesk.core.work import Refused

    sound = _sound_work()

    def read(content: bytes) -> None:
        told, choice, words, numbers, outline, sets = (content.split(BETWEEN) + [b""] * 6)[:6]
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
            database.deserialize(sound)
            database.execute("UPDATE file SET json = ?", (told.decode("utf-8", "replace"),))
            for name, decided in (("choice", choice), ("outline", outline or b"{}"), ("own_sets", sets or b"[]")):
                change = (decided.decode("utf-8", "replace"), name)
                database.execute("UPDATE decided SET json = ? WHERE name = ?", change)
            for name in ("unit_code", "raw", "status"):
                if words:
                    change = (words.decode("utf-8", "replace"), name)
                    database.execute("UPDATE result SET words = ? WHERE name = ?", change)
            if numbers:
                database.execute("UPDATE result SET packed = ? WHERE name = 'year'", (numbers,))
            database.execute("UPDATE seal SET sha256 = ?", (saved._seal(database),))
            changed = database.serialize()
        try:
            work = saved.unpack(changed, Path("/a.ojdesk"))
        except Refused:
            return
        Outline.from_json(work.outline)
        Choice.from_json(work.choice).fitted(build(work.readings))

    return read


def _sound_work() -> bytes:
    from ojdesk.core.files.workbook import read_files
    from ojdesk.core.saved import SavedWork, pack

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "enkät 2022.csv")
        path.write_text("Öppna jämförelser 2022;enkätdata\nKod;Kommun;Aktuell rutin\n1440;Ale;1\n1489;Alingsås;0\n")
        return pack(SavedWork(read_files([path]).readings, {"unit": "1489"}, {}, ()))


def _works() -> Iterator[bytes]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(_sound_work())
        ((told,),) = database.execute("SELECT json FROM file").fetchall()
        ((choice,),) = database.execute("SELECT json FROM decided WHERE name = 'choice'").fetchall()
        rows = database.execute("SELECT words, packed FROM result WHERE name IN ('unit_code', 'year')").fetchall()
    words, packed = next(it[0] for it in rows if it[0]), next(it[1] for it in rows if not it[0])
    yield BETWEEN.join([told.encode(), choice.encode()])
    kept = [json.dumps(it).encode() for it in (_OUTLINE, [_OWN])]
    yield BETWEEN.join([told.encode(), choice.encode(), words.encode(), packed, *kept])


def _damaged_work() -> Callable[[bytes], object]:
    """The file's own bytes, which SQLite reads."""
    from ojdesk.core.saved import unpack
    from ojdesk.core.work import Refused

    def read(content: bytes) -> None:
        with suppress(Refused):
            unpack(content, Path("/a.ojdesk"))

    return read


def _sound_works() -> Iterator[bytes]:
    yield _sound_work()


DOORS = {
    **{
        kind: Door(partial(_workbook, kind), partial(_workbooks, kind), 40_000, _change_part if kind != "xls" else None)
        for kind in ("xlsx", "xlsb", "ods", "xls")
    },
    "text": Door(partial(_workbook, "xls"), _lists),
    "template": Door(template_door.prepare, template_door.seeds, 30_000, _change_part),
    "grid": Door(_grid, _grids, 2_500),
    "explanations": Door(_explanations, _explained, 1_000),
    "pasted": Door(_pasted, _lists, 1_000),
    "peers": Door(_peers, _sets, change=_change_json),
    "settings": Door(_settings, _remembered, change=_change_json),
    "session": Door(_session, _left_open, change=_change_json),
    "work": Door(_work, _works, 20_000, _change_json),
    "database": Door(_damaged_work, _sound_works, 80_000),
}  # fmt: skip
