"""Where the build reads and writes, and what it makes."""

import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
#: What can be thrown away and comes again.
BUILD = ROOT / "build"
#: What is handed out.
DIST = ROOT / "dist"

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
VERSION = re.findall(r'__version__ = "([^"]+)"', (ROOT / "ojdesk" / "__init__.py").read_text("utf-8"))[0]

NATIVE_WINDOWS = os.name == "nt"

#: The frozen program of each system, its folder and its two programs.
FROZEN = {"windows": BUILD / "windows" / "frozen" / "ojdesk", "linux": BUILD / "linux" / "frozen" / "ojdesk"}
ICON = BUILD / "icon"

SETUP = DIST / f"ojdesk-{VERSION}-setup.exe"
ZIP = DIST / f"ojdesk-{VERSION}-windows-x64.zip"
DEB = DIST / f"ojdesk_{VERSION}_amd64.deb"
TAR = DIST / f"ojdesk-{VERSION}-linux-x64.tar.gz"


def say(line: str) -> None:
    """A line of how far the build has come."""
    print(line, flush=True)


def fail(line: str) -> None:
    """Ends the build with what is wrong."""
    sys.exit(line)


def files_in(*places: Path) -> list[Path]:
    """All files in folders, and files that are named, without what Python compiles."""
    found = [it for place in places for it in (place.rglob("*") if place.is_dir() else [place])]
    return sorted(it for it in found if it.is_file() and "__pycache__" not in it.parts)


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder; a link counts nothing."""
    return sum(it.lstat().st_size for it in folder.rglob("*") if it.is_file() and not it.is_symlink())
