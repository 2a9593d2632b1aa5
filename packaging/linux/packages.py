"""What Linux users get: a Debian package and a portable folder as a tar file, both of the same frozen program."""

import gzip
import hashlib
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

from installer import papers
from installer.places import BUILD, DEB, DIST, FROZEN, ICON, PACKAGING, ROOT, TAR, VERSION, files_in, size_of
from installer.steps import step

_FROZEN = FROZEN["linux"]
_TREE = BUILD / "linux" / "deb"
_HOME = Path("usr/lib/ojdesk")
_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
#: What Qt opens while it runs, so that no library says that it is needed.
_OPENED = ("libgl1", "libegl1", "fontconfig")


def make() -> None:
    """The package and the tar file in dist/."""
    papers.write("linux")
    own = [PACKAGING / "linux" / name for name in ("ojdesk.desktop", "ojdesk-mime.xml")]
    program = [*files_in(_FROZEN, ICON), ROOT / "CHANGELOG.md", *own, Path(__file__), VERSION]
    step("Debian package", program, [DEB], _make_deb)
    step("Tar file for Linux", program, [TAR], _make_tar)


def _make_tar() -> None:
    DIST.mkdir(exist_ok=True)
    with tarfile.open(TAR, "w:gz", compresslevel=9) as archive:
        archive.add(_FROZEN, TAR.name.removesuffix(".tar.gz"), filter=_nobodys)


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = papers.dated()
    return member


def _make_deb() -> None:
    shutil.rmtree(_TREE, ignore_errors=True)
    shutil.copytree(_FROZEN, _TREE / _HOME, symlinks=True)
    _lay_out()
    (_TREE / "DEBIAN").mkdir()
    (_TREE / "DEBIAN" / "control").write_text(_control(), encoding="utf-8")
    sums = [f"{hashlib.md5(it.read_bytes()).hexdigest()}  {it.relative_to(_TREE)}\n" for it in files_in(_TREE / "usr")]  # noqa: S324 - what dpkg wants
    (_TREE / "DEBIAN" / "md5sums").write_text("".join(sums), encoding="utf-8")
    subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(_TREE)], check=True)
    DIST.mkdir(exist_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z15", "--build", str(_TREE), str(DEB)],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _lay_out() -> None:
    """The menu entry, the file type, the icons and the papers, each where Debian looks for it."""
    share = _TREE / "usr" / "share"
    (_TREE / "usr" / "bin").mkdir(parents=True)
    for name in ("ojdesk", "ojdesk-cli"):
        (_TREE / "usr" / "bin" / name).symlink_to(Path("../lib/ojdesk") / name)
    copies = {
        PACKAGING / "linux" / "ojdesk.desktop": share / "applications" / "ojdesk.desktop",
        PACKAGING / "linux" / "ojdesk-mime.xml": share / "mime" / "packages" / "ojdesk.xml",
        ROOT / "resources" / "icons" / "ojdesk.svg": share / "icons" / "hicolor" / "scalable" / "apps" / "ojdesk.svg",
        papers.licences("linux"): share / "doc" / "ojdesk" / "copyright",
    }
    for size in _ICON_SIZES:
        target = share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "ojdesk.png"
        copies[ICON / f"ojdesk-{size}.png"] = target
    for source, target in copies.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (share / "doc" / "ojdesk" / "changelog.gz").write_bytes(gzip.compress(changes, 9, mtime=papers.dated()))


def _control() -> str:
    return "\n".join(
        [
            "Package: ojdesk",
            f"Version: {VERSION}",
            "Architecture: amd64",
            "Maintainer: ojdesk <ojdesk@localhost>",
            f"Installed-Size: {size_of(_TREE) // 1024}",
            f"Depends: {', '.join(_depends())}",
            "Section: misc",
            "Priority: optional",
            "Description: Öppna jämförelser av ekonomiskt bistånd",
            " Läser Socialstyrelsens årsfiler och visar hur en kommun eller stadsdel står sig:",
            " över åren, mot länet, riket och liknande kommuner. Skriver en lokal rapport.",
            " Programmet använder inget nätverk.",
            "",
        ]
    )


def _depends() -> list[str]:
    """The packages with the libraries that the program looks for outside of its own folder, as Debian finds them."""
    programs = [it for it in files_in(_TREE / _HOME) if it.read_bytes()[:4] == b"\x7fELF"]
    folders = sorted({it.parent for it in programs})
    # dpkg-shlibdeps wants the source tree that it is usually run in.
    scratch = BUILD / "linux" / "shlibdeps"
    (scratch / "debian").mkdir(parents=True, exist_ok=True)
    (scratch / "debian" / "control").write_text("Source: ojdesk\n\nPackage: ojdesk\nArchitecture: amd64\n")
    # What lies in the program's folder is its own, whatever package it once came from.
    own = [f"-l{folder}" for folder in folders]
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", f"-S{_TREE}", *own, *map(str, programs)]
    done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=True)
    found = re.sub(r"^shlibs:Depends=", "", done.stdout.strip()).split(", ")
    named = {it.split()[0] for it in found}
    return sorted([*found, *(it for it in _OPENED if it not in named)])
