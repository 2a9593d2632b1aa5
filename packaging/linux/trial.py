"""The Debian package and the tar file, tried in a Debian that has nothing but what it must have.

The Debian lies in a folder and is entered with chroot. Nothing is mounted in it, so that removing it removes nothing
else; what runs in it as a user has no network interface.
"""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from installer.places import BUILD, DEB, TAR, VERSION, say
from installer.steps import step
from installer.trial import TRIAL, check_reports, check_self_test

_BARE = BUILD / "trial" / "debian.tar"
_TREE = TRIAL / "debian"
_RELEASE, _SOURCE = "bookworm", "http://deb.debian.org/debian"
_USER, _HOME = "asa", "/home/Åsa Öberg"


def run() -> None:
    """Installs, uses and removes the package; unpacks and uses the tar file.

    Raises:
        AssertionError: Something is not as it should be.
    """
    say("Linux, in a bare Debian")
    step("Bare Debian", [_RELEASE, _SOURCE], [_BARE], _make_bare)
    _unpack()
    shutil.copy(DEB, _TREE / "root" / DEB.name)
    before = _files()
    done = _enter(["apt-get", "install", "--yes", "--no-install-recommends", f"/root/{DEB.name}"])
    assert done.returncode == 0, done.stdout
    for command in ("ojdesk", "ojdesk-cli"):
        assert _version(f"/usr/bin/{command}") == VERSION
    _use("/usr/bin/ojdesk-cli", "rapporter")
    done = _enter(["apt-get", "purge", "--yes", "ojdesk"])
    assert done.returncode == 0, done.stdout
    left = [it for it in _files() - before if "ojdesk" in it and not it.startswith(("home/", "var/", "root/"))]
    assert not left, left
    say("    removed; nothing of the package is left")
    home = _TREE / _HOME[1:]
    subprocess.run(["tar", "--extract", "--file", str(TAR), "--directory", str(home)], check=True)
    _use(f"{_HOME}/{TAR.name.removesuffix('.tar.gz')}/ojdesk-cli", "rapporter ur mappen")
    shutil.rmtree(_TREE)


def _make_bare() -> None:
    _BARE.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(_TREE, ignore_errors=True)
    command = ["debootstrap", "--variant=minbase", _RELEASE, str(_TREE), _SOURCE]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    # debootstrap takes its own mounts away; what was left would be removed with the tree.
    assert str(_TREE) not in Path("/proc/mounts").read_text("utf-8")
    subprocess.run(["tar", "--create", "--file", str(_BARE), "--directory", str(_TREE), "."], check=True)


def _unpack() -> None:
    assert str(_TREE) not in Path("/proc/mounts").read_text("utf-8")
    shutil.rmtree(_TREE, ignore_errors=True)
    _TREE.mkdir(parents=True)
    subprocess.run(["tar", "--extract", "--file", str(_BARE), "--directory", str(_TREE)], check=True)
    _enter(["useradd", "--create-home", "--home-dir", _HOME, _USER])


def _use(command: str, folder: str) -> None:
    """The self-test and a report, as a user without a network."""
    done = _enter([command, "self-test", "--json"], user=_USER)
    check_self_test(done.returncode, done.stdout)
    program = Path(_enter(["readlink", "-f", command]).stdout.strip()).parent
    samples = sorted((_TREE / str(program)[1:] / "_internal" / "ojdesk" / "resources" / "sample").glob("*.xlsx"))
    inside = [f"/{path.relative_to(_TREE)}" for path in samples]
    out = f"{_HOME}/{folder}"
    done = _enter([command, "report", *inside, "--unit", "Göteborg", "-o", out], user=_USER)
    assert done.returncode == 0, done.stdout
    check_reports(_TREE / out[1:])


def _version(command: str) -> str:
    return _enter([command, "--version"], user=_USER).stdout.split()[-1]


def _enter(command: Sequence[str], user: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command in the tree: as root, or as a user who then has no network."""
    alone = ["unshare", "--net"] if user else []
    as_user = [f"--userspec={user}:{user}"] if user else []
    environment = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": _HOME if user else "/root",
        "LC_ALL": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    return subprocess.run(
        [*alone, "chroot", *as_user, str(_TREE), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        text=True,
        check=False,
        timeout=1200,
    )


def _files() -> set[str]:
    return {str(it.relative_to(_TREE)) for it in _TREE.rglob("*") if it.is_file() or it.is_symlink()}
