#!/usr/bin/env python3
"""How time and memory grow with the work: 60 files, 15 years, every Öppna jämförelser, 5 groups, 290 municipalities.

    python3 packaging/dev.py bench scale

The files are made up here. An eighth, a quarter, half and all of them are opened, one unit is picked and a report
written, each size in a process of its own. Seconds are those of computing, not of waiting. Growth is the exponent that
fits best: 1 is time in proportion to the work. A curve that is steeper than its goal is marked, and the command ends
with 1.
"""

import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from xml.sax.saxutils import escape

from bench_sides import peak_megabytes

if TYPE_CHECKING:
    from ojdesk.core.model import Group, Indicator, Unit

_Made = TypeVar("_Made")

_YEARS = range(2010, 2025)
_FILES = 60
_SIZES = (8, 4, 2, 1)
_GOAL = 1.15
#: A step that takes less than this is not one that anybody waits for, however it grows.
_UNNOTICED = 0.05
#: As finely as every system counts what a process computes.
_TICK = 0.02
_UNIT = "1489"
_CHAPTERS = 4

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKBOOK = (
    f'<workbook {_MAIN} xmlns:r="{_RELATION}">'
    '<sheets><sheet name="Resultat" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


@dataclass(frozen=True)
class Step:
    """What one step took.

    Attributes:
        seconds: Those of computing.
        megabytes: The most memory that the process and its largest child had held when the step was done.
    """

    name: str
    seconds: float
    megabytes: float


def main() -> int:
    """Prints the curves; 0 when none is steeper than its goal."""
    if len(sys.argv) > 1:
        print(json.dumps([[it.name, it.seconds, it.megabytes] for it in _walk([Path(it) for it in sys.argv[1:]])]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        paths = _make(Path(folder))
        sizes = [paths[: round(len(paths) / part)] for part in _SIZES]
        print(f"{_FILES} files, {sum(it.stat().st_size for it in paths) / 1e6:.0f} MB, made in {folder}")
        measured = [_measure(some) for some in sizes]
    cells = [int(steps[0].name) for steps in measured]
    print(f"{'results':<12}" + "".join(f"{count:>16}" for count in cells) + f"{'growth':>9} {'goal':>7}")
    steepest = [_tell(at, cells, measured) for at in range(1, len(measured[0]))]
    return 0 if all(steepest) else 1


def _tell(at: int, cells: Sequence[int], measured: Sequence[Sequence[Step]]) -> bool:
    """Prints the curve of a step; whether it is no steeper than its goal."""
    steps = [it[at] for it in measured]
    growth = _exponent(cells, [it.seconds for it in steps])
    good = growth <= _GOAL or steps[-1].seconds < _UNNOTICED
    figures = "".join(f"{f'{it.seconds:.2f} s {it.megabytes:.0f} MB':>16}" for it in steps)
    print(f"{steps[0].name:<12}{figures}{growth:>9.2f} {f'≤ {_GOAL}':>7}  {'ok' if good else 'MISSED'}")
    return good


def _exponent(work: Sequence[int], took: Sequence[float]) -> float:
    """The slope of the line through the logarithms."""
    xs, ys = [math.log(it) for it in work], [math.log(max(it, _TICK)) for it in took]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def _measure(paths: Sequence[Path]) -> list[Step]:
    command = [sys.executable, __file__, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [Step(*it) for it in json.loads(done.stdout)]


# The steps --------------------------------------------------------------------------------------------------------


def _walk(paths: Sequence[Path]) -> Iterator[Step]:
    """How many results there are, and each step that a user takes with them."""
    from datetime import date  # noqa: PLC0415 - the process that measures needs none of this

    from ojdesk.core.choice import Choice  # noqa: PLC0415
    from ojdesk.core.compare import overviews, spreads, trends  # noqa: PLC0415
    from ojdesk.core.dataset import build  # noqa: PLC0415
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415
    from ojdesk.core.report.content import report  # noqa: PLC0415
    from ojdesk.core.report.formats import FORMATS  # noqa: PLC0415
    from ojdesk.core.saved import SavedWork, pack, unpack  # noqa: PLC0415

    dataset, opened = _timed("open", lambda: build(read_files(paths).readings))
    assert len(dataset.readings) == len(paths)
    indicators = list(dataset.indicators)
    focus, year = indicators[len(indicators) // 2], dataset.years[-1]
    choice = Choice(unit=_UNIT, year=year, indicator=focus, indicators=tuple(indicators[:_CHAPTERS])).fitted(dataset)

    def write_report() -> None:
        made = report(dataset, choice, date(2025, 1, 1))
        for it in FORMATS:
            it.write(made)

    steps: list[tuple[str, Callable[[], object]]] = [
        ("overview", lambda: overviews.overview(dataset, _UNIT, year)),
        ("trend", lambda: trends.trend(dataset, _UNIT, focus)),
        ("spread", lambda: spreads.spread(dataset, _UNIT, focus, year)),
        ("report", write_report),
        ("save work", lambda: unpack(pack(SavedWork(dataset.readings, choice.to_json(), {}, ())), Path("/a.ojdesk"))),
    ]
    yield Step(str(len(dataset.observations)), 0, 0)
    yield opened
    for name, step in steps:
        yield _timed(name, step)[1]


def _timed(name: str, step: Callable[[], _Made]) -> tuple[_Made, Step]:
    start = _computed()
    made = step()
    return made, Step(name, _computed() - start, peak_megabytes())


def _computed() -> float:
    """Seconds of computing by this process and those it has ended: what else the machine does makes them no more."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


# The files --------------------------------------------------------------------------------------------------------


def _make(folder: Path) -> list[Path]:
    """The files, year by year, each with its share of all indicators."""
    from ojdesk.core.catalogue import catalogue  # noqa: PLC0415
    from ojdesk.core.model import Group, Level  # noqa: PLC0415
    from ojdesk.core.other_areas import other_areas  # noqa: PLC0415
    from ojdesk.core.units import unit_table  # noqa: PLC0415

    indicators = [*catalogue().by_id.values(), *other_areas().indicators.values()]
    units = [unit for unit in unit_table().by_code.values() if unit.level is not Level.DISTRICT]
    a_year = _FILES // len(_YEARS)
    paths = []
    for year, part in itertools.product(_YEARS, range(a_year)):
        path = folder / f"oppna-jamforelser-{year}-del-{part + 1}-enkatdata.xlsx"
        rows = "".join(_rows(year, indicators[part::a_year], list(Group), units))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            package.writestr("xl/workbook.xml", _WORKBOOK)
            package.writestr("xl/_rels/workbook.xml.rels", _RELATIONS)
            package.writestr(
                "xl/worksheets/sheet1.xml", f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>"
            )
        paths.append(path)
    return paths


def _rows(
    year: int, indicators: "Sequence[Indicator]", groups: "Sequence[Group]", units: "Sequence[Unit]"
) -> Iterator[str]:
    """A title, the heads in two rows, and a row for each unit; a county's answers are shares."""
    chance = random.Random(year)
    heads = [it.name for it in indicators for _ in groups]
    yield _row(1, [f"Öppna jämförelser {year}, enkätdata, påhittade värden"])
    yield _row(3, ["Kod", "Namn", *heads])
    yield _row(4, ["", "", *(str(group) for _ in indicators for group in groups)])
    for at, unit in enumerate(units, start=5):
        tops = [it.scale.top if it.scale.is_answer and unit.level.answers else 100 for it in indicators for _ in groups]
        yield _row(at, [unit.code, unit.name, *(chance.randint(0, top) for top in tops)])


def _row(number: int, cells: "Sequence[str | int]") -> str:
    written = (
        f'<c r="{_letters(at)}{number}" t="str"><v>{escape(it)}</v></c>'
        if isinstance(it, str)
        else f'<c r="{_letters(at)}{number}"><v>{it}</v></c>'
        for at, it in enumerate(cells)
        if it != ""
    )
    return f'<row r="{number}">{"".join(written)}</row>'


@lru_cache(maxsize=1_000)
def _letters(column: int) -> str:
    from ojdesk.core.model import address  # noqa: PLC0415

    return address(0, column)[:-1]


if __name__ == "__main__":
    sys.exit(main())
