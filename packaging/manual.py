#!/usr/bin/env python3
"""The pictures of the manual, out of the sample, and the manual as a PDF.

Run by `python3 packaging/dev.py manual`; takes the PDF's path. The pictures go to `resources/manual`, light and small.
"""

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QWidget

from ojdesk.core.manual.book import SIGN
from ojdesk.core.manual.paper import write
from ojdesk.core.model import Answer
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.drawing import Drawing
from ojdesk.core.paper.picture import Picture, png
from ojdesk.core.resources import resource, sample_files
from ojdesk.core.save import save
from ojdesk.core.text import slug
from ojdesk.gui import theme
from ojdesk.gui.application import make_application
from ojdesk.gui.desk import Desk
from ojdesk.gui.hints import HINTS
from ojdesk.gui.settings import Memory, Settings
from ojdesk.gui.window import Window
from tests.gui.user import settle

_UNIT, _SIZE = "1489", (1366, 768)
#: So few that letters stay sharp and the files small.
_COLOURS = 64
_SIGN = 14.0
_SIGNS = {"ja": Answer.YES, "delvis": Answer.PARTLY, "nej": Answer.NO, "saknas": Answer.SILENT}


def main() -> int:
    pdf, folder = Path(sys.argv[1]), resource("manual")
    application = make_application(sys.argv[:1])
    theme.apply(application, "light")
    with TemporaryDirectory() as scratch:
        window = Window(Memory(Path(scratch) / "settings.json", Settings(hints=tuple(HINTS))))
        window.resize(*_SIZE)
        window.show()
        window.files.open(sample_files())
        settle(window)
        assert window.desk is not None
        _take(window, window.desk, folder)
        window.close()
    for name, answer in _SIGNS.items():
        drawing = Drawing(_SIGN, _SIGN)
        drawing.sign(answer, (0, 0), _SIGN, LIGHT.answers[answer])
        drawn = png(Picture(drawing.svg(""), _SIGN, _SIGN, ""))
        (folder / f"{SIGN}{name}.png").write_bytes(drawn)
    pdf.parent.mkdir(parents=True, exist_ok=True)
    save(pdf, write())
    return 0


def _take(window: Window, desk: Desk, folder: Path) -> None:
    """Alingsås in each view, and the window with all around it."""
    window.workspace.choose(unit=_UNIT, year=2022, indicator="plan_tre_manader_alla")
    settle(window)
    _keep(window, folder / "fonster.png")
    _keep(desk.trust, folder / "haller.png")
    for at, view in enumerate(desk.views):
        window.show_view(at)
        settle(window)
        _keep(view, folder / f"{slug(view.title)}.png")
    window.show_spread(2)
    settle(window)
    _keep(desk.view, folder / "karta.png")


def _keep(widget: QWidget, path: Path) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
