"""The program tries itself: opens its window, reads the sample, draws every view, writes and reopens every report."""

import json
import platform
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ojdesk import __version__
from ojdesk.core.resources import sample_files
from ojdesk.core.work import Refused, no_progress
from ojdesk.gui import theme
from ojdesk.gui.application import make_application
from ojdesk.gui.reading import find, read
from ojdesk.gui.settings import Memory, Settings
from ojdesk.gui.window import Window

_UNIT = "1489"
_INDICATORS = ("plan_tre_manader_alla", "rutin_vald_vuxen", "andel_mottagare")
_SIZE = QSize(1366, 768)
_LEAST_COLOURS = 20
#: How the files begin that none of our libraries reads.
_STARTS = {".pdf": b"%PDF-"}


@dataclass(frozen=True)
class Step:
    """One thing that was tried: whether it went well, how long it took, and what came of it."""

    name: str
    ok: bool
    seconds: float
    detail: str


def run(*, as_json: bool) -> int:
    """Tries everything and says how it went; 0 if all went well, otherwise 1."""
    steps = [*_try_all()]
    ok = all(step.ok for step in steps)
    if as_json:
        facts = {"ok": ok, "version": __version__, "python": platform.python_version(), "qt": qVersion()}
        print(json.dumps(facts | {"steps": [vars(step) for step in steps]}, ensure_ascii=False, indent=1))  # noqa: T201
    else:
        for step in steps:
            print(f"{'bra ' if step.ok else 'FEL '} {step.seconds:6.2f} s  {step.name}: {step.detail}")  # noqa: T201
    return 0 if ok else 1


def _try_all() -> list[Step]:
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else make_application(["ojdesk"])
    theme.apply(application)
    steps: list[Step] = []
    with tempfile.TemporaryDirectory() as folder:
        window = Window(Memory(Path(folder) / "installningar.json", Settings()))
        window.resize(_SIZE)

        def attempt(name: str, work: Callable[[], str]) -> None:
            start = time.perf_counter()
            try:
                detail, ok = work(), True
            except Exception as trouble:  # noqa: BLE001 - whatever it is, it is what the test is for
                detail, ok = f"{type(trouble).__name__}: {trouble}", False
            steps.append(Step(name, ok, round(time.perf_counter() - start, 3), detail))

        attempt("Fönstret", lambda: _show(window))
        attempt("Exempeldata", lambda: _read_sample(window))
        if steps[-1].ok and window.desk is not None:
            for at, view in enumerate(window.desk.views):
                attempt(f"Vyn {view.title}", lambda at=at: _draw(window, at))  # type: ignore[misc]
            attempt("Kartorna", lambda: _draw_maps(window))
            attempt("Diagram och tabell", lambda: _write_exhibit(window))
            attempt("Rapporten", lambda: _write_report(window, Path(folder)))
            attempt("Sparat arbete", lambda: _save_and_open(window, Path(folder)))
        attempt("Handboken", lambda: _open_manual(window))
        window.close()
    return steps


def _show(window: Window) -> str:
    window.show()
    QApplication.processEvents()
    return _look(window.grab().toImage())


def _read_sample(window: Window) -> str:
    from ojdesk.core.choice import Choice  # noqa: PLC0415 - after the window is painted

    opened = read(sample_files(), None, no_progress)
    dataset = opened.dataset
    if dataset is None or opened.refusals:
        raise Refused("; ".join(opened.refusals) or "inga filer")
    window._make_desk()
    window.workspace.show(dataset, Choice(unit=_UNIT, indicators=_INDICATORS))
    return f"{len(dataset.observations)} resultat i {len(dataset.readings)} filer"


def _draw(window: Window, at: int) -> str:
    window.show_view(at)
    seen = []
    for indicator in _INDICATORS:
        window.workspace.choose(indicator=indicator)
        QApplication.processEvents()
        seen.append(_look(window.grab().toImage()))
    return "; ".join(seen)


def _draw_maps(window: Window) -> str:
    window.workspace.choose(indicator=_INDICATORS[0])
    seen = []
    for at in (1, 2, 0):
        window.show_spread(at)
        QApplication.processEvents()
        seen.append(_look(window.grab().toImage()))
    return "; ".join(seen)


def _look(picture: QImage) -> str:
    """Size and number of colours of a picture.

    Raises:
        ValueError: It is next to empty.
    """
    small = picture.scaled(QSize(200, 120)).convertToFormat(QImage.Format.Format_RGB32)
    colours = {small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}
    if len(colours) < _LEAST_COLOURS:
        raise ValueError(f"bilden har bara {len(colours)} färger")
    return f"{picture.width()} × {picture.height()}"


def _write_exhibit(window: Window) -> str:
    from ojdesk.core.export.formats import formats_for  # noqa: PLC0415 - after the window is painted
    from ojdesk.gui.printing import printer_for  # noqa: PLC0415

    window.show_view(0)
    assert window.desk is not None
    exhibit = window.desk.view.exhibit()
    assert exhibit is not None
    printer_for(exhibit)
    return "; ".join(f"{it.ending} {len(it.write(exhibit))} byte" for it in formats_for(exhibit))


def _write_report(window: Window, folder: Path) -> str:
    from ojdesk.core.report.content import report  # noqa: PLC0415 - after the window is painted
    from ojdesk.core.report.formats import FORMATS, save_report  # noqa: PLC0415

    dataset = window.workspace.dataset
    assert dataset is not None
    made = report(dataset, window.workspace.choice, date(2026, 1, 1))
    return "; ".join(f"{path.name} {_reopen(path)}" for path in save_report(made, folder, FORMATS))


def _save_and_open(window: Window, folder: Path) -> str:
    """Saves the work and opens it again.

    Raises:
        ValueError: What comes back is not what was saved.
    """
    from ojdesk.core.choice import Choice  # noqa: PLC0415 - after the window is painted
    from ojdesk.core.shelf import put_back  # noqa: PLC0415

    path, copies, dataset = folder / "Självtest åäö.ojdesk", folder / "kopior", window.workspace.dataset
    assert dataset is not None
    put_back(path, window.saving.work(), copies, None)
    found = find(path, copies, no_progress)
    same = found.dataset.observations.equals(dataset.observations)
    if found.trouble or not same or Choice.from_json(found.work.choice) != window.workspace.choice:
        raise ValueError(f"{path.name} kom inte tillbaka som det sparades. {found.trouble}")
    return f"{len(found.dataset.observations)} resultat, {path.stat().st_size} byte"


def _open_manual(window: Window) -> str:
    from ojdesk.core.manual import paper  # noqa: PLC0415 - after the window is painted

    window.guide.show_manual()
    QApplication.processEvents()
    manual = window.guide.manual
    assert manual is not None
    seen = _look(manual.grab().toImage())
    manual.close()
    return f"{seen}; pdf {len(paper.write())} byte"


def _reopen(path: Path) -> str:
    """What a report holds, as another library than the one that wrote it finds it where we have one.

    Raises:
        ValueError: It is not what its ending says.
    """
    from docx import Document  # noqa: PLC0415 - after the window is painted
    from pptx import Presentation  # noqa: PLC0415
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    match path.suffix:
        case ".docx":
            held, what = len(Document(str(path)).inline_shapes), "figurer"
        case ".xlsx":
            held, what = len(CalamineWorkbook.from_path(str(path)).sheet_names), "blad"
        case ".pptx":
            held, what = len(Presentation(str(path)).slides), "bilder"
        case _:
            content = path.read_bytes()
            held, what = len(content) * content.startswith(_STARTS.get(path.suffix, b"")), "byte"
    if not held:
        raise ValueError(f"{path.name} har inga {what}")
    return f"{held} {what}"
