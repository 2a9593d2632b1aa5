#!/usr/bin/env python3
"""The bench: what ojdesk costs beside a named peer that does the same or less, in one run on this machine.

Run by `python3 packaging/dev.py bench`. Seconds differ from machine to machine; the ratios are what counts, and a row
that misses its goal is marked. Each side runs in a process of its own, alone, and its best time of several counts.
"""

import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ojdesk.core.resources import sample_files

_WORKBOOKS = 20
_TIMES = 5


@dataclass(frozen=True)
class Taken:
    """What one side took: seconds, and the most memory of the process and its children, in megabytes."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Line:
    """A line of the table; `ratio` is ours over the peer's unless `unit` says what else is counted."""

    what: str
    ours: str
    peer: str
    ratio: float
    goal: float
    unit: str = "×"

    def __str__(self) -> str:
        mark = "ok" if self.ratio <= self.goal else "MISSED"
        figure = f"{self.ratio:.2f} {self.unit}"
        return f"{self.what:<42} {self.ours:>10} {self.peer:>26} {figure:>10} {f'≤ {self.goal:g}':>8}  {mark}"


# What is measured -------------------------------------------------------------------------------------------------


def open_files(paths: Sequence[Path]) -> None:
    """All that opening is: read, interpret, join."""
    from ojdesk.core.dataset import build  # noqa: PLC0415 - each side pays for its own
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415

    imported = read_files(paths)
    assert len(imported.readings) == len(paths)
    build(imported.readings)


def read_with_calamine(paths: Sequence[Path]) -> None:
    """The cells as python-calamine gives them, in this process, unchecked."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    for path in paths:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def read_with_openpyxl(paths: Sequence[Path]) -> None:
    """The cells as openpyxl gives them in its fastest way."""
    import openpyxl  # noqa: PLC0415

    for path in paths:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass
        workbook.close()


_SIDES: dict[str, Callable[[Sequence[Path]], None]] = {
    "open": open_files,
    "calamine": read_with_calamine,
    "openpyxl": read_with_openpyxl,
}


def main() -> int:
    """Prints the table; 0 when every goal is met."""
    if len(sys.argv) > 1:
        side, times, *paths = sys.argv[1:]
        print(json.dumps(_measure(_SIDES[side], int(times), [Path(path) for path in paths])))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        lines = _opening(_twenty(Path(folder)))
    print(f"{'':<42} {'ojdesk':>10} {'peer':>26} {'ratio':>10} {'goal':>8}")
    print(*lines, sep="\n")
    return 0 if all(line.ratio <= line.goal for line in lines) else 1


def _twenty(folder: Path) -> list[Path]:
    """Twenty workbooks that differ: the sample, and some of it once more with a remark in the package."""
    paths = list(sample_files())
    for at, path in enumerate(paths[: _WORKBOOKS - len(paths)]):
        again = folder / f"{at}-{path.name}"
        again.write_bytes(path.read_bytes())
        with zipfile.ZipFile(again, "a") as package:
            package.comment = b"once more"
        paths.append(again)
    return paths


def _opening(paths: Sequence[Path]) -> list[Line]:
    ours = _run("open", paths)
    calamine = _run("calamine", paths)
    openpyxl = _run("openpyxl", paths, times=1)
    what = f"open {len(paths)} workbooks"
    return [
        _against(what, ours, "calamine, raw cells", calamine, 3),
        _against(what, ours, "openpyxl, raw cells", openpyxl, 1 / 3),
        Line(f"memory to {what}", f"{ours.megabytes:.0f} MB", "", ours.megabytes, 250, "MB"),
    ]


def _against(what: str, ours: Taken, peer: str, theirs: Taken, goal: float) -> Line:
    return Line(
        what,
        f"{ours.seconds:.2f} s",
        f"{peer} {theirs.seconds:.2f} s",
        ours.seconds / theirs.seconds,
        round(goal, 2),
    )


def _run(side: str, paths: Sequence[Path], times: int = _TIMES) -> Taken:
    command = [sys.executable, __file__, side, str(times), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Taken(*json.loads(done.stdout))


def _measure(side: Callable[[Sequence[Path]], None], times: int, paths: Sequence[Path]) -> tuple[float, float]:
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        side(paths)
        best = min(best, time.perf_counter() - start)
    return best, _peak_megabytes()


def _peak_megabytes() -> float:
    """The most memory that this process and its largest child have held; not known on Windows."""
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415 - not on Windows

    kilobytes = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return kilobytes / 1024


if __name__ == "__main__":
    sys.exit(main())
