"""What the bench measures: one side each, ours or a peer's, run in a process of its own and alone.

Each imports what it needs itself, so that it pays for that and for nothing else. What it took goes to standard output
as JSON.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ojdesk.gui.window import Window

#: A report is on so many indicators.
INDICATORS = 20
#: What is clicked comes round after so many: a unit, an indicator, a year.
CHANGES = 3
#: A series is measured on so many municipalities, with so many indicators each.
_IN_SERIES, _INDICATORS_EACH = 24, 4


def main() -> None:
    """Is the side that the command line names: `SIDE TIMES FILE …`; a report's last file is the one it is saved as."""
    side, times, *rest = sys.argv[1:]
    paths = [Path(it) for it in rest]
    if side in _WINDOWS:
        _WINDOWS[side](paths)
    else:
        took = _MEASURED[side](paths) if side in _MEASURED else _best(_READERS[side], int(times), paths)
        print(json.dumps(took))


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
    """The program's own start, up to the first picture, or until what was open last is seen, which opens after it."""
    from ojdesk.gui import application, theme  # noqa: PLC0415
    from ojdesk.gui.settings import Memory, Settings  # noqa: PLC0415
    from ojdesk.gui.window import Window  # noqa: PLC0415

    program = application.make_application(sys.argv[:1])
    theme.prepare(program, "light")
    window = Window(Memory(_nowhere(), Settings()))
    theme.dress(program)
    if paths:
        _open_after_painted(program, window, paths)
    else:
        window.painted.connect(_tell_painted)
    window.show()
    program.exec()


def _open_after_painted(program: "QApplication", window: "Window", paths: Sequence[Path]) -> None:
    from PySide6.QtCore import Qt, QTimer  # noqa: PLC0415

    def tell() -> None:
        program.processEvents()
        _tell_painted()

    once = Qt.ConnectionType.SingleShotConnection
    window.workspace.choice_changed.connect(lambda: QTimer.singleShot(0, tell), once)
    window.painted.connect(lambda: QTimer.singleShot(0, lambda: window.files.open(paths)), once)


def save_work(paths: Sequence[Path]) -> int:
    """Saves the sample as a work, at the only path; gives its size in bytes."""
    from ojdesk.core.choice import Choice  # noqa: PLC0415
    from ojdesk.core.dataset import build  # noqa: PLC0415
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415
    from ojdesk.core.resources import sample_files  # noqa: PLC0415
    from ojdesk.core.saved import SavedWork, pack  # noqa: PLC0415

    dataset = build(read_files(sample_files()).readings)
    choice = Choice(unit="1489").fitted(dataset)
    return paths[0].write_bytes(pack(SavedWork(dataset.readings, choice.to_json(), {}, ())))


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


def report(paths: Sequence[Path]) -> float:
    """Seconds for the first report after the files are open, in every format; its Word file goes to the last path."""
    from ojdesk.core.choice import Choice  # noqa: PLC0415
    from ojdesk.core.dataset import build  # noqa: PLC0415
    from ojdesk.core.files.workbook import read_files  # noqa: PLC0415

    *others, word = paths
    dataset = build(read_files(others).readings)
    choice = Choice(unit="1489", indicators=tuple(dataset.indicators)[:INDICATORS]).fitted(dataset)
    assert len(choice.indicators) == INDICATORS
    start = time.perf_counter()
    from ojdesk.core.report import content  # noqa: PLC0415 - the first report pays for what only reports need
    from ojdesk.core.report.formats import FORMATS, written  # noqa: PLC0415

    made = content.report(dataset, choice, date(2026, 1, 1))
    contents = {it.ending: data for it, data in written(made, FORMATS)}
    took = time.perf_counter() - start
    word.write_bytes(contents["docx"])
    return took


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
    return seconds, peak_megabytes()


def _best(side: Callable[[Sequence[Path]], None], times: int, paths: Sequence[Path]) -> tuple[float, float]:
    """The best of several times, in seconds; and the most memory they took, in megabytes."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        side(paths)
        best = min(best, time.perf_counter() - start)
    return best, peak_megabytes()


def peak_megabytes() -> float:
    """The most memory that this process and its largest child have held; not known on Windows."""
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415 - not on Windows

    kilobytes = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return kilobytes / 1024


_READERS: dict[str, Callable[[Sequence[Path]], None]] = {
    "open": open_files,
    "calamine": read_with_calamine,
    "openpyxl": read_with_openpyxl,
    "pandas": read_with_pandas,
}
#: They say by themselves that they are painted, and end.
_WINDOWS: dict[str, Callable[[Sequence[Path]], None]] = {"window": show_window, "empty window": show_empty_window}
_MEASURED: dict[str, Callable[[Sequence[Path]], object]] = {
    "click": click,
    "report": report,
    "series": series,
    "work": save_work,
}


if __name__ == "__main__":
    main()
