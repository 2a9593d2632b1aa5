#!/usr/bin/env python3
"""The bench: what ojdesk costs beside a named peer that does the same or less, in one run on this machine.

Run by `python3 packaging/dev.py bench`. Seconds differ from machine to machine; the ratios are what counts, and a row
that misses its goal is marked. Each side runs in a process of its own, alone, and its best time of several counts;
`bench_sides.py` has them.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench_sides import CHANGES, INDICATORS
from installer.places import FROZEN, SETUP, size_of
from installer.screen import screen, wait_for_window
from ojdesk.core.resources import sample_files

_WORKBOOKS = 20
_TIMES = 5
#: How much larger than 96 dots an inch the screen draws, as Windows' settings offer.
_SCALES = (1.0, 1.25, 1.5, 2.0)
#: A view that comes later than this after a click no longer seems to come at once.
_AT_ONCE = 50.0
#: Milliseconds for each picture of a screen that has sixty a second, and how many of them a click may miss.
_FRAME, _FRAMES = 16.0, 3
#: Seconds that one waits for a report without wondering.
_FIRST_REPORT = 3.0
_MUNICIPALITIES = 290
#: Seconds for each report of a series, so that all take a minute and a half; and megabytes for however many.
_EACH_OF_SERIES, _SERIES_MEMORY = 0.3, 400.0


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
        return f"{self.what:<50} {self.ours:>10} {self.peer:>30} {figure:>10} {f'≤ {self.goal:g}':>8}  {mark}"


def main() -> int:
    """Prints the table; 0 when every goal is met."""
    # An installed program is compiled; the sides are from their second time on.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        paths = _twenty(Path(folder))
        print(f"{'':<50} {'ojdesk':>10} {'peer':>30} {'ratio':>10} {'goal':>8}")
        met = True
        for rows in _ROWS:
            for line in rows(paths, Path(folder)):
                print(line, flush=True)
                met &= line.ratio <= line.goal
    return 0 if met else 1


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


def _opening(paths: Sequence[Path], folder: Path) -> Iterator[Line]:
    what = f"open {len(paths)} workbooks"
    ours = _run("open", paths)
    yield _against(what, ours, "calamine, raw cells", _run("calamine", paths), 3)
    yield _against(what, ours, "openpyxl, raw cells", _run("openpyxl", paths, times=1), 1 / 3)
    if (office := _converted(paths, "csv", folder)) is not None:
        yield _against(what, ours, "LibreOffice, to CSV", office, 1 / 2)
    pandas = _run("pandas", paths, times=1)
    ratio = ours.megabytes / (pandas.megabytes or 1)
    peer = f"pandas and calamine {pandas.megabytes:.0f} MB"
    yield Line(f"memory to {what}", f"{ours.megabytes:.0f} MB", peer, ratio, 3)


def _converted(paths: Sequence[Path], kind: str, folder: Path) -> Taken | None:
    """What LibreOffice takes to make another kind of the files, all in one start; None where it is not installed."""
    if (program := shutil.which("soffice")) is None:
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / kind), *map(str, paths)]
    took = []
    for _ in range(3):  # the first start makes the profile
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        took.append(time.perf_counter() - start)
    return Taken(min(took), 0)


def _starting(_paths: Sequence[Path], folder: Path) -> Iterator[Line]:
    work = folder / "arbete.ojdesk"
    _told("work", [work])
    sides: list[tuple[str, list[Path]]] = [("window", []), ("window", [work]), ("empty window", [])]
    # In turn, so that whatever else the machine does meanwhile meets them alike.
    first, ready, empty = map(min, zip(*([_until_painted(*it) for it in sides] for _ in range(_TIMES)), strict=True))
    peer = f"empty PySide6 window {empty * 1000:.0f} ms"
    yield Line("first picture of the window", f"{first * 1000:.0f} ms", peer, first / empty, 1.5)
    yield Line("the work of last time on the screen", f"{ready * 1000:.0f} ms", peer, ready / empty, 3)


def _installed(_paths: Sequence[Path], folder: Path) -> Iterator[Line]:
    """What is installed: how large it is, and how soon its window comes beside the same program unfrozen."""
    if SETUP.is_file() and FROZEN["windows"].is_dir():
        packed, unpacked = SETUP.stat().st_size / 1e6, size_of(FROZEN["windows"]) / 1e6
        yield Line("installer for Windows", f"{packed:.0f} MB", "", packed, 70, "MB")
        yield Line("installed on Windows", f"{unpacked:.0f} MB", "", unpacked, 240, "MB")
    else:
        print("dist/ holds no installer for Windows: python3 packaging/dev.py installer")
    frozen = FROZEN["linux"] / "ojdesk"
    if not frozen.is_file() or not shutil.which("Xvfb"):
        print("No frozen program for Linux is built, or there is no Xvfb: its start is not measured.")
        return
    with screen() as display:
        sides = ([str(frozen)], [sys.executable, "-m", "ojdesk"])
        ours, unfrozen = (min(_until_shown(it, display, folder) for _ in range(_TIMES)) for it in sides)
    what, peer = "window of the frozen program on its screen", f"unfrozen {unfrozen * 1000:.0f} ms"
    yield Line(what, f"{ours * 1000:.0f} ms", peer, ours / unfrozen, 1.5)


def _until_shown(command: Sequence[str], display: str, home: Path) -> float:
    """Seconds from the start of a program to its window, as the X server sees it."""
    environment = {**os.environ, "DISPLAY": display, "HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            return wait_for_window(display, "ojdesk", 60)
        finally:
            process.kill()


def _until_painted(side: str, opened: Sequence[Path]) -> float:
    start = time.perf_counter()
    with subprocess.Popen(_command(side, opened), stdout=subprocess.PIPE, env=_offscreen(1)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"painted\n"
        return time.perf_counter() - start


def _clicking(paths: Sequence[Path], _folder: Path) -> Iterator[Line]:
    for scale in _SCALES:
        clicks = _told("click", paths, environment=_offscreen(scale))
        took = statistics.quantiles(clicks, n=20)
        what = f"click to drawn view at {scale:.0%}, 95th percentile"
        yield Line(what, f"{took[-1]:.0f} ms", f"median {took[9]:.0f} ms", took[-1], _AT_ONCE, "ms")
        if scale == 1:
            slowest = statistics.quantiles(clicks[::CHANGES], n=20)[-1]
            what = "another unit in the view, 95th percentile"
            yield Line(what, f"{slowest:.0f} ms", f"frame of a screen {_FRAME:.0f} ms", slowest / _FRAME, _FRAMES)


def _reporting(paths: Sequence[Path], folder: Path) -> Iterator[Line]:
    """Beside it, what LibreOffice takes to make a PDF of our Word file, where it is installed."""
    word = folder / "rapport.docx"
    seconds = min(_told("report", [*paths, word]) for _ in range(_TIMES))
    office = _converted([word], "pdf", folder)
    peer = f"LibreOffice, docx to PDF {office.seconds:.2f} s" if office else "LibreOffice is not installed"
    what = f"report on {INDICATORS} indicators in every format"
    yield Line(what, f"{seconds:.2f} s", peer, seconds, _FIRST_REPORT, "s")


def _in_series(paths: Sequence[Path], _folder: Path) -> Iterable[Line]:
    seconds, megabytes = min(_told("series", paths) for _ in range(_TIMES))
    whole = f"all {_MUNICIPALITIES} would take {seconds * _MUNICIPALITIES:.0f} s"
    yield Line("each PDF of a series", f"{seconds:.2f} s", whole, seconds, _EACH_OF_SERIES, "s")
    yield Line("memory for a series of PDFs", f"{megabytes:.0f} MB", "", megabytes, _SERIES_MEMORY, "MB")


def _offscreen(scale: float) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}


def _against(what: str, ours: Taken, peer: str, theirs: Taken, goal: float) -> Line:
    return Line(
        what,
        f"{ours.seconds:.2f} s",
        f"{peer} {theirs.seconds:.2f} s",
        ours.seconds / theirs.seconds,
        round(goal, 2),
    )


def _run(side: str, paths: Sequence[Path], times: int = _TIMES) -> Taken:
    return Taken(*_told(side, paths, times))


def _told(side: str, paths: Sequence[Path], times: int = 1, environment: Mapping[str, str] | None = None) -> Any:
    """What a side says that it took, when it has run."""
    done = subprocess.run(_command(side, paths, times), capture_output=True, text=True, check=True, env=environment)
    return json.loads(done.stdout)


def _command(side: str, paths: Sequence[Path], times: int = 1) -> list[str]:
    return [sys.executable, str(Path(__file__).with_name("bench_sides.py")), side, str(times), *map(str, paths)]


#: In order; each takes the workbooks and a folder to write in, and gives its rows of the table.
_ROWS: Sequence[Callable[..., Iterable[Line]]] = (
    _opening,
    _starting,
    _clicking,
    _reporting,
    _in_series,
    _installed,
)


if __name__ == "__main__":
    sys.exit(main())
