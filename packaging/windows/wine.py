"""Wine, so far as freezing and trying the program needs it. Nothing of Wine is shipped.

Wine 8 lacks two libraries and some functions that Windows 10 has and the program imports; the prefix gets stand-ins for
them, out of PyInstaller's sight. Python under Wine wants pipes as its standard streams.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.places import BUILD, PACKAGING
from installer.steps import step
from linux import python

PREFIX = BUILD / "windows" / "wine"
_STAND_INS = BUILD / "windows" / "stand-ins"
_SOURCES = [PACKAGING / "windows" / f"{name}.c" for name in ("icuuc", "bcryptprimitives")]
_UCRTBASE = PACKAGING / "windows" / "ucrtbase.py"
_WINE = Path("/usr/lib/wine/wine64")
_OVERRIDES = "ucrtbase=n,b;winemenubuilder,mscoree,mshtml="


@dataclass(frozen=True)
class Wine:
    """A Windows of its own: everything that runs in it writes below `prefix` alone.

    Attributes:
        prefix: The folder that holds drive C.
        display: The X server to draw on, as `:1`; empty for none.
        user: The Windows user's name.
    """

    prefix: Path
    display: str = ""
    user: str = "bygge"

    @property
    def drive(self) -> Path:
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """The user's own folder."""
        return self.drive / "users" / self.user

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "SOURCE_DATE_EPOCH") if name in os.environ}
        return {
            **kept,
            "HOME": str(self.prefix.parent),
            "LC_ALL": "C.UTF-8",
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "USER": self.user,
            **({"DISPLAY": self.display} if self.display else {}),
        }

    def run(
        self, command: Sequence[str], *, seconds: float = 600, encoding: str = "utf-8"
    ) -> subprocess.CompletedProcess[str]:
        """Runs a Windows program to its end, with what it says in its encoding.

        Raises:
            subprocess.TimeoutExpired: A missing function starts Wine's debugger, which waits for ever.
        """
        return subprocess.run(
            [str(_WINE), *command],
            input="",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment(),
            encoding=encoding,
            errors="replace",
            timeout=seconds,
            check=False,
            # Each call of Windows goes to another process and back; among many busy ones, a session of its own comes
            # to its turn sooner.
            start_new_session=True,
        )

    def start(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        """Starts a Windows program that goes on running."""
        return subprocess.Popen(
            [str(_WINE), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment(),
            start_new_session=True,
        )

    def make(self) -> None:
        """A new, empty Windows with the stand-ins."""
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.parent.mkdir(parents=True, exist_ok=True)
        self.run(["wineboot", "--init"], seconds=180)
        # Wine's Windows is an old one unless told otherwise.
        self.run(["winecfg", "-v", "win10"], seconds=120)
        self.settle()
        system = self.drive / "windows" / "system32"
        for stand_in in sorted(_STAND_INS.glob("*.dll")):
            target = system / stand_in.name
            target.unlink(missing_ok=True)
            shutil.copy(stand_in, target)

    def settle(self) -> None:
        """Waits until all its programs have ended and its registry is written."""
        subprocess.run(["/usr/lib/wine/wineserver64", "-w"], env=self.environment(), check=False, timeout=120)

    def end(self) -> None:
        """Ends everything that runs in it."""
        subprocess.run(["/usr/lib/wine/wineserver64", "-k"], env=self.environment(), check=False, timeout=60)


def make() -> Wine:
    """The Windows that the program is frozen in."""
    wine = Wine(PREFIX)
    here = [Path(__file__), *_SOURCES, _UCRTBASE]
    step("Stand-ins for Wine", here, [_STAND_INS / "icuuc.dll"], _make_stand_ins)
    step("Wine prefix", here, [wine.drive], wine.make)
    return wine


def _make_stand_ins() -> None:
    _STAND_INS.mkdir(parents=True, exist_ok=True)
    for source in _SOURCES:
        target = _STAND_INS / f"{source.stem}.dll"
        compiler = ["x86_64-w64-mingw32-gcc", "-shared", "-O1", "-s", "-o", str(target), str(source), "-ladvapi32"]
        subprocess.run(compiler, check=True)
    subprocess.run([str(python.PYTHON), str(_UCRTBASE), str(_STAND_INS / "ucrtbase.dll")], check=True)
