#!/usr/bin/env python3
"""The program's icon in the sizes that systems ask for: each drawn from the SVG, none scaled from another.

And what stands beside the last page of the Windows installer, twice as large as there for screens that are sharp.

Takes the folder to write to. Needs PySide6 and Pillow.
"""

import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_DRAWING = Path(__file__).resolve().parents[2] / "resources" / "icons" / "ojdesk.svg"
_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_SIDE, _ON_SIDE = (328, 628), 128


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication(sys.argv[:1])
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    images = [Image.open(_draw(size, out / f"ojdesk-{size}.png")) for size in _SIZES]
    images[-1].save(out / "ojdesk.ico", sizes=[it.size for it in images], append_images=images[:-1])
    drawn = images[_SIZES.index(_ON_SIDE)]
    middle = _ON_SIDE // 2
    side = drawn.convert("RGB").crop((middle, 4, middle + 1, 5)).resize(_SIDE)  # the icon's own ground
    side.paste(drawn, ((_SIDE[0] - _ON_SIDE) // 2, 2 * _ON_SIDE), drawn)
    side.save(out / "sida.bmp")
    del application


def _draw(size: int, path: Path) -> Path:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(_DRAWING)).render(painter)
    painter.end()
    image.save(str(path))
    return path


if __name__ == "__main__":
    main()
