#!/usr/bin/env python3
"""Pictures of every view, light and dark, on a small and a large screen, from the sample data.

Run by `python3 packaging/dev.py pictures`; takes the folder to write to.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ojdesk.core.resources import sample_files
from ojdesk.gui import theme
from ojdesk.gui.application import make_application
from ojdesk.gui.settings import Memory, Settings
from ojdesk.gui.window import Window

SIZES = ((1366, 768), (1920, 1080))
UNIT, INDICATORS = "1489", ("overenskommelse_af", "plan_tre_manader_alla", "individuella_moten", "rutin_vald_vuxen")
NAMES = ("oversikt", "utveckling", "lansspridning", "att-lara-av", "rapport")


def main() -> int:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    application = make_application(sys.argv[:1])
    with TemporaryDirectory() as scratch:
        for appearance in ("light", "dark"):
            theme.apply(application, appearance)
            for size in SIZES:
                _pictures_of(Window(Memory(Path(scratch) / "s.json", Settings())), size, out, appearance)
    return 0


def _pictures_of(window: Window, size: tuple[int, int], out: Path, appearance: str) -> None:
    def take(name: str) -> None:
        _settle(window)
        window.grab().save(str(out / f"{name}-{size[0]}x{size[1]}-{appearance}.png"))

    window.resize(*size)
    window.show()
    take("start")
    window.files.open(sample_files())
    _settle(window)
    desk = window.desk
    assert desk is not None
    take("utan-enhet")
    window.workspace.choose(unit=UNIT, year=2022, indicator="plan_tre_manader_alla", indicators=INDICATORS)
    for at, name in enumerate(NAMES):
        window.show_view(at)
        take(name)
    window.show_spread(1)
    take("karta-lan")
    window.show_spread(2)
    take("karta-kommuner")
    window.show_spread(0)
    window.workspace.choose(indicator="andel_mottagare", indicators=(*INDICATORS, "andel_mottagare"))
    for at, name in enumerate(NAMES[:3]):
        window.show_view(at)
        take(f"{name}-register")
    window.show_view(1)
    window.workspace.choose(unit="148052", indicator="rutin_vald_vuxen")
    take("utveckling-brott")
    window.show_view(2)
    window.toggle_table()
    take("lansspridning-tabell")
    window.close()


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
