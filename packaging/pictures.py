#!/usr/bin/env python3
"""Pictures of every view from the sample data: three kinds of unit, on a small and a large screen, at 100 and 150 %.

Run by `python3 packaging/dev.py pictures`; takes the folder to write to. Each picture is named by its view, unit,
screen and appearance: oversikt_alingsas_1366x768_light.png.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ojdesk.core.peers import similar_municipalities
from ojdesk.core.resources import sample_files
from ojdesk.core.text import slug
from ojdesk.core.units import unit_table
from ojdesk.gui import theme
from ojdesk.gui.application import make_application
from ojdesk.gui.hints import HINTS
from ojdesk.gui.settings import Memory, Settings
from ojdesk.gui.window import Window

SMALL, LARGE = (1366, 768), (1920, 1080)
UNITS = {"alingsas": "1489", "goteborg-centrum": "148052", "vastra-gotaland": "14"}
INDICATORS = ("overenskommelse_af", "plan_tre_manader_alla", "individuella_moten", "rutin_vald_vuxen")
#: In a process of its own, since Qt reads the scale when it starts.
SCALE = "1.5"


def main() -> int:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    if "--scaled" in sys.argv:
        return _scaled(out)
    scaled = subprocess.Popen(
        [sys.executable, __file__, str(out), "--scaled"], env={**os.environ, "QT_SCALE_FACTOR": SCALE}
    )
    application = make_application(sys.argv[:1])
    with TemporaryDirectory() as scratch:
        theme.apply(application, "light")
        window = _window(Path(scratch))
        _start(window, out)
        for appearance in ("light", "dark"):
            theme.apply(application, appearance)
            window.redraw()
            for size in (SMALL, LARGE):
                for name in UNITS:
                    _views(window, out, name, size, appearance)
            _group(window, out, appearance)
        theme.apply(application, "contrast")
        window.redraw()
        _views(window, out, "alingsas", SMALL, "contrast")
        window.close()
    return scaled.wait()


def _scaled(out: Path) -> int:
    """As on a screen of 1920 × 1080 at 150 %."""
    application = make_application(sys.argv[:1])
    with TemporaryDirectory() as scratch:
        theme.apply(application, "light")
        window = _window(Path(scratch))
        window.files.open(sample_files())
        _settle(window)
        _views(window, out, "alingsas", (1280, 720), "light-150")
        window.close()
    return 0


def _window(scratch: Path) -> Window:
    window = Window(Memory(scratch / "settings.json", Settings(hints=tuple(HINTS))))
    window.resize(*SMALL)
    window.show()
    return window


def _start(window: Window, out: Path) -> None:
    """What is seen before there are files, and before there is a unit."""
    take = _taker(window, out, "start", SMALL, "light")
    take("utan-filer")
    window.files.open(sample_files())
    _settle(window)
    take("utan-enhet")


def _views(window: Window, out: Path, unit: str, size: tuple[int, int], appearance: str) -> None:
    """Every view of a unit, the maps, and the overview and trend of register figures."""
    take = _taker(window, out, unit, size, appearance)
    window.resize(*size)
    window.workspace.choose(unit=UNITS[unit], year=2022, indicator="plan_tre_manader_alla", indicators=INDICATORS)
    for at, name in enumerate(_names(window)):
        window.show_view(at)
        take(name)
    for at, name in ((1, "karta-lan"), (2, "karta-kommuner"), (0, "")):
        window.show_spread(at)
        if name:
            take(name)
    window.workspace.choose(indicator="andel_mottagare")
    for at, name in enumerate(_names(window)[:3]):
        window.show_view(at)
        take(f"{name}-register")
    window.show_view(0)


def _group(window: Window, out: Path, appearance: str) -> None:
    """Every view beside a comparison set, and a table instead of a chart."""
    take = _taker(window, out, "alingsas-grupp", SMALL, appearance)
    peers = similar_municipalities(unit_table().by_code[UNITS["alingsas"]])
    before = window.workspace.choice
    window.resize(*SMALL)
    window.workspace.choose(unit=UNITS["alingsas"], indicator="plan_tre_manader_alla", peers=peers)
    for at, name in enumerate(_names(window)):
        window.show_view(at)
        take(name)
    window.show_spread(1)
    take("karta-lan")
    window.show_spread(2)
    take("karta-kommuner")
    window.show_spread(0)
    window.workspace.choose(table=True)
    take("lansspridning-tabell")
    window.workspace.choose(peers=before.peers, table=False)


def _names(window: Window) -> list[str]:
    """What the pictures of the views are called, in their order."""
    assert window.desk is not None
    return [slug(view.title) for view in window.desk.views]


def _taker(window: Window, out: Path, unit: str, size: tuple[int, int], appearance: str) -> Callable[[str], None]:
    def take(name: str) -> None:
        _settle(window)
        window.grab().save(str(out / f"{name}_{unit}_{size[0]}x{size[1]}_{appearance}.png"))

    return take


def _settle(window: Window) -> None:
    """Lets everything be drawn, and what runs in the background come to its end."""
    loop = QEventLoop()
    for _ in range(2000):
        QTimer.singleShot(10, loop.quit)
        loop.exec()
        QApplication.processEvents()
        if not window.jobs.busy:
            break
    QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
