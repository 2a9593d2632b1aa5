#!/usr/bin/env python3
"""The commands of the house. Needs Python 3.11–3.13 and pip, nothing else; makes what it needs in `.venv`.

    python3 packaging/dev.py run        start ojdesk with the sample data
    python3 packaging/dev.py test       the whole test suite, offscreen, with the linters
    python3 packaging/dev.py pictures   pictures of every view into out/pictures
    python3 packaging/dev.py manual     the pictures of the manual, and the manual as out/handbok.pdf
    python3 packaging/dev.py bench      what it costs, as ratios against named peers; with "scale", how that grows
    python3 packaging/dev.py torture    thousands of damaged and hostile files through the import
    python3 packaging/dev.py kill       kills it at random while it saves, and opens what is left
    python3 packaging/dev.py monkey     thousands of random actions on the window
    python3 packaging/dev.py fuzz       looks for what no one thought of, at each door that foreign data come in by
    python3 packaging/dev.py lock       write packaging/constraints.txt anew
    python3 packaging/dev.py outlines   write resources/outlines.json, the map, anew
    python3 packaging/dev.py installer  what users install on Windows and Linux, into dist/
    python3 packaging/dev.py test-installer   installs, starts, upgrades and removes it, under Wine and in a bare Debian
    python3 packaging/dev.py lock-installer   write packaging/locked/ anew, which the installers are made from

Standard library only, since it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
OUT = ROOT / "out"

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
#: The offscreen plugin says at each window that it has no size hints; the tests hear all other warnings.
QUIET = {"QT_LOGGING_RULES": "default.warning=false"}

# What Qt's wheels link to and do not bring, as library → Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=[*IN_ENVIRONMENT, *ON_THEIR_OWN])
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to ojdesk or pytest")
    arguments = parser.parse_args()
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        print(f"ojdesk needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")
        return 1
    if arguments.command in ON_THEIR_OWN:
        return ON_THEIR_OWN[arguments.command]()
    make_environment()
    return IN_ENVIRONMENT[arguments.command](arguments.rest)


# The environment ------------------------------------------------------------------------------------------------


def make_environment() -> None:
    """The virtual environment with everything of pyproject.toml, made anew only when that has changed."""
    install_qt_libraries()
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()).hexdigest()
    stamp = VENV / "made-from"
    if stamp.is_file() and stamp.read_text() == wanted and PYTHON.exists():
        return
    print("Making the environment in .venv …", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    # Debian has pip without ensurepip, so that a virtual environment with a pip of its own cannot be made there.
    own_pip = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False)
    without = ["--without-pip"] if own_pip.returncode == 0 else []
    check([sys.executable, "-m", "venv", *without, str(VENV)])
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)] if without else [str(PYTHON), "-m", "pip"]
    install = [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheels = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    check([*install, "--constraint", str(CONSTRAINTS), *wheels])
    check([*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    stamp.write_text(wanted)


def install_qt_libraries() -> None:
    """Qt's system libraries: with apt when root, otherwise the one line to type."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for library, package in QT_LIBRARIES.items() if not can_load(library)]
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Qt's system libraries …", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "--quiet=2"], env=quiet, check=False)
        subprocess.run([*command, "--quiet=2"], env=quiet, check=False, stdout=subprocess.DEVNULL)
        missing = [package for library, package in QT_LIBRARIES.items() if not can_load(library)]
    if missing:
        print("Qt may lack system libraries. On Debian and Ubuntu, this line installs them:")
        print("    sudo apt-get install --no-install-recommends " + " ".join(missing), flush=True)


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def check(command: list[str], **extra: str) -> None:
    """Runs a command; ends the program with its exit code when it fails."""
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **extra}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


# The commands ---------------------------------------------------------------------------------------------------


def run(rest: list[str]) -> int:
    """The window with the sample data; without a display, its main job and its pictures."""
    if has_display():
        return subprocess.run([str(PYTHON), "-m", "ojdesk", *(rest or sample())], cwd=ROOT, check=False).returncode
    print("There is no display, so no window can be shown. ojdesk does its main job all the same:", flush=True)
    ojdesk = [str(PYTHON), "-m", "ojdesk"]
    shutil.rmtree(OUT, ignore_errors=True)
    check([*ojdesk, "data", *sample(), "-o", str(OUT / "data.csv")])
    check([*ojdesk, "report", *sample(), "--unit", "Alingsås", "-o", str(OUT)])
    print("Taking pictures of every view …", flush=True)
    pictures([])
    print(f"Everything is in {OUT}:")
    for path in sorted(OUT.iterdir()):
        inside = f"  ({len(list(path.iterdir()))} pictures)" if path.is_dir() else ""
        print(f"    {path.relative_to(ROOT)}{inside}")
    return 0


def has_display() -> bool:
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def sample() -> list[str]:
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / "resources" / "sample").glob("*.xlsx"))]


def script(name: str, rest: list[str], **extra: str) -> int:
    """Runs a script beside this one, in the environment; ends the program with its exit code when it fails."""
    check([str(PYTHON), f"packaging/{name}.py", *rest], PYTHONPATH=str(ROOT), **extra)
    return 0


def pictures(rest: list[str]) -> int:
    """Pictures of every view: three units, light, dark and high contrast, two screens, at 150 %, beside a set."""
    return script("pictures", [str(OUT / "pictures"), *rest], **OFFSCREEN, **QUIET)


def manual(rest: list[str]) -> int:
    """The manual's pictures anew, out of the sample, and the manual as a PDF."""
    return script("manual", [str(OUT / "handbok.pdf"), *rest], **OFFSCREEN, **QUIET)


def test(rest: list[str]) -> int:
    """Linters, types and the whole test suite, without a screen."""
    if not rest:
        check([str(PYTHON), "-m", "ruff", "check", "."])
        check([str(PYTHON), "-m", "ruff", "format", "--check", "."])
        check([str(PYTHON), "-m", "mypy"])
    # The whole suite on two cores; a file's tests stay together, since they share what they have read.
    spread = [] if rest else ["-n", "2", "--dist", "loadfile"]
    check([str(PYTHON), "-m", "pytest", *spread, *rest], **OFFSCREEN)
    return 0


def bench(rest: list[str]) -> int:
    """One table of ratios, or with `scale` the curves of growth; exit 1 when a goal is missed."""
    return script("bench_scale", rest[1:]) if rest[:1] == ["scale"] else script("bench", rest)


def torture(rest: list[str]) -> int:
    """Damaged and hostile files; nothing but reading and refusing may come of them."""
    return script("torture", rest)


def kill(rest: list[str]) -> int:
    """Random kills while something is saved; what was saved must be there."""
    return script("kill", rest)


def monkey(rest: list[str]) -> int:
    """Random actions on the window; exit 1 on an exception, a warning, growing memory or unrest."""
    return script("monkey", rest, **OFFSCREEN)


def fuzz(rest: list[str]) -> int:
    """Runs the script that tries every door, with the package at its head in a folder beside the environment."""
    script = ROOT / "packaging" / "fuzz.py"
    beside = ROOT / ".fuzz" / "packages"
    wanted = needed_by(script)
    stamp = beside / "made-from"
    if not stamp.is_file() or stamp.read_text() != str(wanted):
        shutil.rmtree(beside, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        check([*pip, "--target", str(beside), *wanted])
        stamp.write_text(str(wanted))
    path = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(beside)])}
    command = [str(PYTHON), str(script), *rest]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **path}, check=False).returncode


#: The commands that run in the environment, and so make it first.
IN_ENVIRONMENT: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "pictures": pictures,
    "manual": manual,
    "bench": bench,
    "torture": torture,
    "kill": kill,
    "monkey": monkey,
    "fuzz": fuzz,
}


def lock() -> int:
    """Resolves pyproject.toml afresh in a new environment and writes down what came of it."""
    scratch = ROOT / ".venv-lock"
    check([sys.executable, "-m", "venv", str(scratch)])
    python = scratch / BIN.name / PYTHON.name
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheels = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    check([str(python), "-m", "pip", "install", "--quiet", *wheels])
    freeze = subprocess.run(
        [str(python), "-m", "pip", "freeze", "--exclude", "pip", "--exclude", "setuptools"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    head = "# What is installed, to the version. Written by: python3 packaging/dev.py lock\n"
    CONSTRAINTS.write_text(head + freeze.stdout, encoding="utf-8")
    shutil.rmtree(scratch)
    return 0


def outlines() -> int:
    """Runs the script that draws the map, with the packages that stand at its head and that the program never needs."""
    script = ROOT / "packaging" / "outlines.py"
    wanted = needed_by(script)
    scratch = ROOT / ".venv-outlines"
    check([sys.executable, "-m", "venv", str(scratch)])
    python = scratch / BIN.name / PYTHON.name
    check([str(python), "-m", "pip", "install", "--quiet", *wanted])
    check([str(python), str(script)])
    shutil.rmtree(scratch)
    return 0


def needed_by(script: Path) -> list[str]:
    """The packages that stand at the head of a script."""
    head = script.read_text("utf-8").partition("# /// script\n")[2].partition("# ///\n")[0]
    wanted: list[str] = tomllib.loads("\n".join(line.removeprefix("# ") for line in head.splitlines()))["dependencies"]
    return wanted


def installer() -> int:
    """What users install, into dist/."""
    from installer import make  # noqa: PLC0415 - the build is needed by its own commands alone

    install_qt_libraries()
    return make.make()


def test_installer() -> int:
    """Installs, starts, upgrades and removes what `installer` built, which it builds first when it is old."""
    from installer import make, trial  # noqa: PLC0415

    install_qt_libraries()
    return make.make() or trial.run()


def lock_installer() -> int:
    """What the installers are made from, to the version and the hash."""
    from installer import locked  # noqa: PLC0415

    locked.lock()
    return 0


#: The commands that make what they need themselves, and nothing of it in the environment.
ON_THEIR_OWN: dict[str, Callable[[], int]] = {
    "lock": lock,
    "outlines": outlines,
    "installer": installer,
    "test-installer": test_installer,
    "lock-installer": lock_installer,
}


if __name__ == "__main__":
    sys.exit(main())
