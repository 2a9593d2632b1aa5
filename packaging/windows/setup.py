"""What Windows users get: an installer and a portable folder as a zip, both of the same frozen program."""

import os
import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path

from installer import papers
from installer.places import BUILD, DIST, FROZEN, ICON, PACKAGING, ROOT, SETUP, VERSION, ZIP, fail, files_in, size_of
from installer.steps import step

_SCRIPT = PACKAGING / "windows" / "setup.nsi"
_PRIVACY = PACKAGING / "windows" / "integritet.txt"
_TEXTS = BUILD / "windows" / "texts"
_FROZEN = FROZEN["windows"]
#: A command that signs the file whose path is put behind it; nothing is signed without it.
_SIGN = os.environ.get("OJDESK_SIGN", "")


def make() -> None:
    """The installer and the zip in dist/."""
    papers.write("windows")
    program = [*files_in(_FROZEN, ICON), ROOT / "LICENSE", _PRIVACY, _SCRIPT, Path(__file__), VERSION, _SIGN]
    step("Installer for Windows", program, [SETUP], _make_setup)
    step("Zip for Windows", program, [ZIP], _make_zip)


def _make_setup() -> None:
    if _SIGN:
        for name in ("ojdesk.exe", "ojdesk-cli.exe"):
            subprocess.run([*shlex.split(_SIGN), str(_FROZEN / name)], check=True)
    DIST.mkdir(exist_ok=True)
    pack(_FROZEN, SETUP, VERSION)


def pack(frozen: Path, out: Path, version: str, *, fast: bool = False) -> None:
    """An installer of what a folder holds, whatever it is; a fast one is larger."""
    _write_texts(frozen)
    nsis = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    told = {
        "VERSION": version,
        "FOUR": ".".join([*version.split("."), "0", "0", "0"][:4]),
        "FROZEN": str(frozen),
        "TEXTS": str(_TEXTS),
        "ICON": str(ICON / "ojdesk.ico"),
        "SIDE": str(ICON / "sida.bmp"),
        "OUT": str(out),
        "SIZE": str(size_of(frozen) // 1024),
        **({"SIGN": _SIGN} if _SIGN else {}),
        **({"FAST": "1"} if fast else {}),
    }
    command = [nsis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in told.items())]
    if subprocess.run([*command, str(_SCRIPT)], check=False).returncode:
        fail("makensis failed")


def _write_texts(frozen: Path) -> None:
    """What the script shows, and the lines that put each file in its place and take it away again."""
    _TEXTS.mkdir(parents=True, exist_ok=True)
    licence = (ROOT / "LICENSE").read_text("utf-8")
    behind = "\n\nVad programmet är byggt av, och dess licenser, står i filen LICENSER.txt i programmets mapp.\n"
    for name, text in (("licens.txt", licence + behind), ("integritet.txt", _PRIVACY.read_text("utf-8"))):
        (_TEXTS / name).write_text(text, encoding="utf-8-sig", newline="\r\n")
    names = sorted(it.name for it in frozen.iterdir())
    files = [name for name in names if (frozen / name).is_file()]
    gone = [f'Delete "$INSTDIR\\{name}"' for name in files]
    moved = [f'Rename "$INSTDIR\\_ny\\{name}" "$INSTDIR\\{name}"' for name in names]
    (_TEXTS / "byt.nsh").write_text("\n".join([*gone, *moved, ""]), encoding="utf-8")
    (_TEXTS / "bort.nsh").write_text("\n".join([*gone, ""]), encoding="utf-8")


def _make_zip() -> None:
    DIST.mkdir(exist_ok=True)
    with zipfile.ZipFile(ZIP, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_in(_FROZEN):
            archive.write(path, Path(ZIP.stem) / path.relative_to(_FROZEN))
