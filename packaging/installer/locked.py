"""The packages of each system, to the version and the hash: written by one command, and nothing else is installed.

`locked/windows.txt` and `locked/linux.txt` are requirements in pip's own form. They follow from pyproject.toml and
constraints.txt, and say at their head from which state of these they were made.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from installer.places import BUILD, NATIVE_WINDOWS, PACKAGING, PROJECT, fail, say

_CONSTRAINTS = PACKAGING / "constraints.txt"


@dataclass(frozen=True)
class Target:
    """A system to lock for: pip's names for it, the version of its Python, and what only it needs."""

    name: str
    platforms: tuple[str, ...]
    python: str
    besides: tuple[str, ...]

    @property
    def lock(self) -> Path:
        return PACKAGING / "locked" / f"{self.name}.txt"


# pip leaves out what stands behind a marker for Windows when it runs elsewhere, so it is named here.
WINDOWS = Target("windows", ("win_amd64",), "3.13", ("pywin32-ctypes", "tzdata"))
LINUX = Target(
    "linux", (*(f"manylinux_2_{minor}_x86_64" for minor in range(36, 16, -1)), "manylinux2014_x86_64"), "3.11", ()
)
TARGETS = (WINDOWS, LINUX)


def lock() -> None:
    """Writes the lock of each system anew."""
    for target in TARGETS:
        target.lock.parent.mkdir(exist_ok=True)
        target.lock.write_text(_resolve(target), encoding="utf-8")
        say(f"wrote {target.lock.relative_to(PACKAGING.parent)}")


def _resolve(target: Target) -> str:
    platforms = [word for platform in target.platforms for word in ("--platform", platform)]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["installer"], *target.besides]
        pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--target", folder]
        system = [*platforms, "--python-version", target.python, "--implementation", "cp", "--only-binary=:all:"]
        command = [*pip, "--report", str(report), *system, "--constraint", str(_CONSTRAINTS), *wanted]
        subprocess.run(command, check=True)
        found = json.loads(report.read_text("utf-8"))["install"]
    lines = [
        f"{plain(it['metadata']['name'])}=={it['metadata']['version']}"
        f" --hash=sha256:{it['download_info']['archive_info']['hashes']['sha256']}"
        for it in found
    ]
    return "\n".join([_head(), *sorted(lines), ""])


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _head() -> str:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["installer"]]
    state = hashlib.sha256("\n".join([*wanted, _CONSTRAINTS.read_text("utf-8")]).encode()).hexdigest()
    return f"# Written by: python3 packaging/dev.py lock-installer\n# From: {state}"


def check(target: Target) -> None:
    """Ends the build when a lock is older than what it follows from."""
    if not target.lock.is_file() or not target.lock.read_text("utf-8").startswith(_head()):
        fail(f"{target.lock.name} is too old: python3 packaging/dev.py lock-installer")


def install(target: Target, python: Path) -> None:
    """Installs what is locked into an environment of the same system, nothing without its hash."""
    command = [sys.executable, "-m", "pip", "--python", str(python)]
    if NATIVE_WINDOWS:
        command = [str(python), "-m", "pip"]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    subprocess.run(
        [*command, "install", *quiet, "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", str(target.lock)],
        check=True,
    )


def unpack(target: Target, site_packages: Path) -> None:
    """Installs what is locked for another system than this one into a folder."""
    platforms = [word for platform in target.platforms for word in ("--platform", platform)]
    system = [*platforms, "--python-version", target.python, "--implementation", "cp", "--only-binary=:all:"]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-compile", "--no-warn-conflicts"]
    command = [sys.executable, "-m", "pip", "install", *quiet, "--no-deps", "--require-hashes", *system]
    subprocess.run([*command, "--target", str(site_packages), "-r", str(target.lock)], check=True)


def fetch_source(name: str, version: str, sha256: str) -> Path:
    """A source package from PyPI, checked against its hash; kept from one build to the next."""
    folder = BUILD / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.replace('-', '_')}-{version}.tar.gz"
    if not path.is_file():
        with tempfile.NamedTemporaryFile("w", suffix=".txt", dir=folder) as wanted:
            wanted.write(f"{name}=={version} --hash=sha256:{sha256}\n")
            wanted.flush()
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", name]
            subprocess.run([*pip, "--require-hashes", "--dest", str(folder), "-r", wanted.name], check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        path.unlink()
        fail(f"{path.name} has the hash {found}, not {sha256}")
    return path
