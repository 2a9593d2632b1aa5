"""The Linux environment that freezes the program, with the locked packages."""

import shutil
import subprocess
from pathlib import Path

from installer import locked
from installer.places import BUILD
from installer.steps import step

HOME = BUILD / "linux" / "env"
PYTHON = HOME / "bin" / "python"
#: Debian's own: its shared library is the one that goes along, and Debian mends it.
_DEBIANS = Path("/usr/bin/python3")


def make() -> None:
    """Makes it, or leaves it when the lock has not changed."""
    step("Python for Linux", [locked.LINUX.lock], [PYTHON], _make)


def _make() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
    subprocess.run([str(_DEBIANS), "-m", "venv", "--without-pip", str(HOME)], check=True)
    locked.install(locked.LINUX, PYTHON)
