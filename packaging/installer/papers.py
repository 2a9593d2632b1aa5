"""What goes along with the program on paper: the licences of all parts in one file, and the bill of materials."""

import json
import os
import subprocess
from dataclasses import asdict
from pathlib import Path

from installer.parts import Part, parts_of
from installer.places import DIST, FROZEN, NATIVE_WINDOWS, ROOT, VERSION
from linux import python as linux_python
from windows import python as windows_python

_RULE = "=" * 100


def licences(system: str) -> Path:
    return FROZEN[system] / "LICENSER.txt"


def bill(system: str) -> Path:
    return DIST / f"ojdesk-{VERSION}-{system}.cdx.json"


def write(system: str) -> None:
    """Both files for "windows" or "linux"; the licences lie in the program's folder, the bill there and in dist/."""
    parts = parts_of(system)
    licences(system).write_text(_licences(parts), encoding="utf-8-sig", newline="\r\n")
    DIST.mkdir(exist_ok=True)
    python = windows_python.PYTHON if NATIVE_WINDOWS else linux_python.PYTHON
    script = Path(__file__).with_name("sbom.py")
    told = json.dumps([{name: value for name, value in asdict(it).items() if name != "text"} for it in parts])
    command = [str(python), str(script), str(bill(system)), VERSION, system, str(dated())]
    subprocess.run(command, input=told, text=True, check=True)
    (FROZEN[system] / "ojdesk.cdx.json").write_bytes(bill(system).read_bytes())


def dated() -> int:
    """Seconds since 1970 of what is built: the last change of the sources, so that the same sources give the same."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def _licences(parts: list[Part]) -> str:
    own = Part("ojdesk", VERSION, "MIT", "", (ROOT / "LICENSE").read_text("utf-8"))
    table = [f"{it.name} {it.version}: {it.licence or 'se nedan'}" for it in (own, *parts)]
    intro = (
        f"ojdesk {VERSION}, och vad programmet är byggt av. Först en översikt, sedan licensernas texter.\n\n"
        "Qt och PySide6 används enligt LGPL-3.0. De ligger som egna filer i mappen _internal/PySide6 och får bytas ut\n"
        "mot andra utgåvor. Källkoden finns hos https://download.qt.io och i paketen på https://pypi.org.\n"
    )
    texts = [
        f"{_RULE}\n{it.name} {it.version} ({it.licence or 'se nedan'})\n{_RULE}\n\n{it.text.strip()}\n"
        for it in (own, *parts)
    ]
    return "\n".join([intro, *table, "", *texts])
