"""The program as a folder that needs no Python: PyInstaller with the one spec, on either system."""

import shutil
import subprocess

from installer import locked
from installer.places import BUILD, FROZEN, ICON, NATIVE_WINDOWS, PACKAGING, ROOT, fail, files_in
from installer.steps import step
from linux import python as linux_python
from windows import python as windows_python
from windows import wine

_SPEC = PACKAGING / "ojdesk.spec"
_SOURCES = (ROOT / "ojdesk", ROOT / "resources", _SPEC, PACKAGING / "start.py", ROOT / "pyproject.toml")


def draw_icon() -> None:
    """The icon in all sizes."""
    script = PACKAGING / "installer" / "icon.py"
    python = windows_python.PYTHON if NATIVE_WINDOWS else linux_python.PYTHON
    inputs = [script, ROOT / "resources" / "icons" / "ojdesk.svg"]
    step("Icon", inputs, [ICON / "ojdesk.ico"], lambda: _check([str(python), str(script), str(ICON)]))


def freeze_for_windows() -> None:
    """`ojdesk.exe` and `ojdesk-cli.exe` with all that they need, natively or under Wine."""
    inputs = [*files_in(*_SOURCES, PACKAGING / "windows" / "ojdesk.manifest"), locked.WINDOWS.lock, ICON / "ojdesk.ico"]
    step("Freeze for Windows", inputs, [FROZEN["windows"] / "ojdesk.exe"], _freeze_for_windows)


def _freeze_for_windows() -> None:
    command = [str(windows_python.PYTHON), "-m", "PyInstaller", *_emptied("windows")]
    if NATIVE_WINDOWS:
        _check(command)
        return
    done = wine.make().run(command, seconds=1800)
    (BUILD / "windows" / "freeze.log").write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        fail(done.stdout[-3000:])


def freeze_for_linux() -> None:
    """`ojdesk` and `ojdesk-cli` with all that they need."""
    inputs = [*files_in(*_SOURCES), locked.LINUX.lock]
    step("Freeze for Linux", inputs, [FROZEN["linux"] / "ojdesk"], _freeze_for_linux)


def _freeze_for_linux() -> None:
    _check([str(linux_python.PYTHON), "-m", "PyInstaller", *_emptied("linux")])


def _emptied(system: str) -> list[str]:
    """PyInstaller's options; what was frozen before is taken away."""
    work = BUILD / system
    shutil.rmtree(FROZEN[system], ignore_errors=True)
    places = ["--distpath", str(FROZEN[system].parent), "--workpath", str(work / "work")]
    return ["--noconfirm", "--log-level", "WARN", *places, str(_SPEC)]


def _check(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        fail(f"{command[0]} ended with {done.returncode}")
