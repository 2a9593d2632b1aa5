#!/usr/bin/env python3
"""The bench: what ojdesk costs beside a named peer that does the same or less, in one run on this machine.

Run by `python3 packaging/dev.py bench`. Seconds differ from machine to machine; the ratios are what counts, and a row
that misses its goal is marked. Each side runs in a process of its own, alone, and its best time of several counts.
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from installer.places import FROZEN, SETUP, size_of
from installer.screen import screen, wait_for_window
from ojdesk.core.resources import sample_files

_WORKBOOKS = _INDICATORS = 20
_TIMES = 5
#: How much larger than 96 dots an inch the screen draws, as Windows' settings offer.
_SCALES = (1.0, 1.25, 1.5, 2.0)
#: A view that comes later than this after a click no longer seems to come at once.
_AT_ONCE = 50.0
#: Seconds that one waits for a report without wondering.
_FIRST_REPORT = 3.0
#: A series is measured on so many of Sweden's municipalities, with so many indicators each.
_IN_SERIES, _MUNICIPALITIES, _INDICATORS_EACH = 24, 290, 4
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


def read_with_pandas(paths: Sequence[Path]) -> None:
    """The tables as they would be held by who reads them with pandas and looks no further."""
    import pandas as pd  # noqa: PLC0415

    held = [pd.read_excel(path, sheet_name=None, header=None, engine="calamine") for path in paths]
    assert len(held) == len(paths)


def show_window(paths: Sequence[Path]) -> None:
    """The program's own start, up to the first picture; what was open last opens after it."""
    from ojdesk.gui import application, theme  # noqa: PLC0415
    from ojdesk.gui.settings import Memory, Settings  # noqa: PLC0415
    from ojdesk.gui.window import Window  # noqa: PLC0415

    del paths
    program = application.make_application(sys.argv[:1])
    theme.prepare(program, "light")
    window = Window(Memory(_nowhere(), Settings()))
    theme.dress(program)
    window.painted.connect(_tell_painted)
    window.show()
    program.exec()


def show_empty_window(paths: Sequence[Path]) -> None:
    """What PySide6 costs with nothing in the window."""
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415

    class Empty(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            super().paintEvent(event)
            _tell_painted()

    del paths
    program = QApplication(sys.argv[:1])
    window = Empty()
    window.resize(1366, 768)
    window.show()
    program.exec()


def _nowhere() -> Path:
    """Where settings go that nobody wants: not to the null device, which saving would put a file in place of."""
    return Path(tempfile.mkdtemp()) / "installningar.json"


def _tell_painted() -> None:
    os.write(1, b"painted\n")
    os._exit(0)


def click(paths: Sequence[Path]) -> list[float]:
    """Milliseconds from a choice to the drawn view, for every view in turn."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from ojdesk.core.choice import Choice  # noqa: PLC0415
    from ojdesk.core.dataset import build  # noqa: PLC0415
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415
    from ojdesk.gui import application, theme  # noqa: PLC0415
    from ojdesk.gui.settings import Memory, Settings  # noqa: PLC0415
    from ojdesk.gui.window import Window  # noqa: PLC0415

    program = application.make_application(sys.argv[:1])
    theme.apply(program, "light")
    window = Window(Memory(_nowhere(), Settings()))
    window.resize(1366, 768)
    window.show()
    window.files.ready.emit()
    dataset = build(read_files(paths).readings)
    window.workspace.show(dataset, Choice(unit="1489"))
    units = [unit.code for unit in dataset.pickable_units][:: len(dataset.pickable_units) // 12]
    indicators = list(dataset.indicators)
    assert window.desk is not None
    took = []
    for at in range(len(window.desk.views)):
        window.show_view(at)
        QApplication.processEvents()
        for turn, unit in enumerate(units):
            indicator = indicators[turn * 7 % len(indicators)]
            for change in (
                {"unit": unit},
                {"indicator": indicator},
                {"year": dataset.years[turn % len(dataset.years)]},
            ):
                start = time.perf_counter()
                window.workspace.choose(**change)
                QApplication.processEvents()
                took.append((time.perf_counter() - start) * 1000)
    return took


def report(paths: Sequence[Path]) -> tuple[float, bytes]:
    """Seconds for the first report after the files are open, in every format; and its Word file."""
    from ojdesk.core.choice import Choice  # noqa: PLC0415
    from ojdesk.core.dataset import build  # noqa: PLC0415
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415

    dataset = build(read_files(paths).readings)
    choice = Choice(unit="1489", indicators=tuple(dataset.indicators)[:_INDICATORS]).fitted(dataset)
    assert len(choice.indicators) == _INDICATORS
    start = time.perf_counter()
    from ojdesk.core.report import content  # noqa: PLC0415 - the first report pays for what only reports need
    from ojdesk.core.report.formats import FORMATS, written  # noqa: PLC0415

    made = content.report(dataset, choice, date(2026, 1, 1))
    contents = {it.ending: data for it, data in written(made, FORMATS)}
    return time.perf_counter() - start, contents["docx"]


def series(paths: Sequence[Path]) -> tuple[float, float]:
    """Seconds for each PDF of a series on municipalities, saved; and the most memory it took, in megabytes."""
    from ojdesk.core.choice import Choice  # noqa: PLC0415
    from ojdesk.core.dataset import build  # noqa: PLC0415
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415
    from ojdesk.core.model import Level  # noqa: PLC0415
    from ojdesk.core.report.formats import formats_named  # noqa: PLC0415
    from ojdesk.core.report.outline import Outline  # noqa: PLC0415
    from ojdesk.core.report.series import save_series, wanted  # noqa: PLC0415
    from ojdesk.core.work import no_progress  # noqa: PLC0415

    dataset = build(read_files(paths).readings)
    choice = Choice(unit="1489", indicators=tuple(dataset.indicators)[:_INDICATORS_EACH]).fitted(dataset)
    everyone = [it for it in dataset.answering_units if it.level is Level.MUNICIPALITY]
    reports = wanted(everyone[:: len(everyone) // _IN_SERIES][:_IN_SERIES], choice, Outline())
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        saved = save_series(dataset, reports, date(2026, 1, 1), Path(folder), formats_named(["pdf"]), no_progress)
        seconds = (time.perf_counter() - start) / len(reports)
    assert all(it.paths for it in saved)
    return seconds, _peak_megabytes()


_SIDES: dict[str, Callable[[Sequence[Path]], None]] = {
    "open": open_files,
    "calamine": read_with_calamine,
    "openpyxl": read_with_openpyxl,
    "pandas": read_with_pandas,
}

_WINDOWS: dict[str, Callable[[Sequence[Path]], None]] = {"window": show_window, "empty window": show_empty_window}


def main() -> int:
    """Prints the table; 0 when every goal is met."""
    if len(sys.argv) > 1:
        _be_a_side(*sys.argv[1:])
        return 0
    with tempfile.TemporaryDirectory() as folder:
        paths = _twenty(Path(folder))
        print(f"{'':<50} {'ojdesk':>10} {'peer':>30} {'ratio':>10} {'goal':>8}")
        met = True
        for rows in _ROWS:
            for line in rows(paths, Path(folder)):
                print(line, flush=True)
                met &= line.ratio <= line.goal
    return 0 if met else 1


def _be_a_side(side: str, times: str, *paths: str) -> None:
    files = [Path(path) for path in paths]
    if side in _WINDOWS:
        _WINDOWS[side](files)
    elif side == "click":
        print(json.dumps(click(files)))
    elif side == "report":
        *others, word = files
        seconds, written = report(others)
        word.write_bytes(written)
        print(json.dumps(seconds))
    elif side == "series":
        print(json.dumps(series(files)))
    else:
        print(json.dumps(_measure(_SIDES[side], int(times), files)))


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


def _starting(_paths: Sequence[Path], _folder: Path) -> Iterator[Line]:
    ours, empty = (min(_until_painted(side) for _ in range(_TIMES)) for side in ("window", "empty window"))
    yield Line(
        "first picture of the window",
        f"{ours * 1000:.0f} ms",
        f"empty PySide6 window {empty * 1000:.0f} ms",
        ours / empty,
        2,
    )


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


def _until_painted(side: str) -> float:
    start = time.perf_counter()
    command = [sys.executable, __file__, side, "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=_offscreen(1)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"painted\n"
        return time.perf_counter() - start


def _clicking(paths: Sequence[Path], _folder: Path) -> Iterator[Line]:
    for scale in _SCALES:
        command = [sys.executable, __file__, "click", "1", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=_offscreen(scale))
        took = statistics.quantiles(json.loads(done.stdout), n=20)
        what = f"click to drawn view at {scale:.0%}, 95th percentile"
        yield Line(what, f"{took[-1]:.0f} ms", f"median {took[9]:.0f} ms", took[-1], _AT_ONCE, "ms")


def _reporting(paths: Sequence[Path], folder: Path) -> Iterator[Line]:
    """Beside it, what LibreOffice takes to make a PDF of our Word file, where it is installed."""
    word = folder / "rapport.docx"
    command = [sys.executable, __file__, "report", "1", *map(str, paths), str(word)]
    done = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(_TIMES))
    seconds = min(json.loads(it.stdout) for it in done)
    office = _converted([word], "pdf", folder)
    peer = f"LibreOffice, docx to PDF {office.seconds:.2f} s" if office else "LibreOffice is not installed"
    what = f"report on {_INDICATORS} indicators in every format"
    yield Line(what, f"{seconds:.2f} s", peer, seconds, _FIRST_REPORT, "s")


def _in_series(paths: Sequence[Path], _folder: Path) -> Iterable[Line]:
    command = [sys.executable, __file__, "series", "1", *map(str, paths)]
    done = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(_TIMES))
    seconds, megabytes = min(json.loads(it.stdout) for it in done)
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
