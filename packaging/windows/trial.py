"""The Windows installer, tried under Wine from the first installation to the last removal."""

import re
import shutil
import subprocess
import time
from pathlib import Path

from installer import it_page
from installer.places import FROZEN, SETUP, VERSION, say, size_of
from installer.screen import picture, screen, wait_for_window
from installer.steps import step
from installer.trial import TRIAL, check_reports, check_self_test, saved_work
from windows import python, setup, wine
from windows.wine import Wine

#: A name that a Swede may have, and that a careless program stumbles over.
_USER = "Åsa Öberg"
_HOME = TRIAL / "windows, på prov"
_KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\ojdesk"
_OLD_VERSION = "0.0.1"
_OLD_SETUP = TRIAL / "gammal-setup.exe"
_PATIENCE = 900
#: What Wine's own programs for the console write.
_CONSOLE = "cp437"

_WORK = "Documents/Årets läge.ojdesk"
#: What the user and the program would have written by the time that a new version comes, beside the work.
_USERS_FILES = {
    "AppData/Local/ojdesk/ojdesk/installningar.json": b'{"version": 1}',
    "AppData/Local/ojdesk/ojdesk/kopior/läge.ojdesk": b"en kopia",
    "AppData/Local/Programs/ojdesk/min egen fil.txt": "lades här av misstag".encode(),
}


def run() -> None:
    """All of it, in a Windows of its own.

    Raises:
        AssertionError: Something is not as it should be.
    """
    say("Windows, under Wine")
    wine.make()
    windows = Wine(_HOME, user=_USER)
    windows.make()
    _make_old_setup()
    try:
        with screen() as display:
            _for_one_user(Wine(_HOME, display, _USER))
        _for_all_users(windows)
    finally:
        windows.end()


def _for_one_user(windows: Wine) -> None:
    program = windows.home / "AppData" / "Local" / "Programs" / "ojdesk"
    _install(windows, _OLD_SETUP)
    assert _entry(windows, "HKCU")["DisplayVersion"] == _OLD_VERSION
    theirs = {**_USERS_FILES, _WORK: saved_work()}
    for name, content in theirs.items():
        path = windows.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    _install(windows, SETUP)
    entry = _entry(windows, "HKCU")
    assert entry["DisplayVersion"] == VERSION, entry
    assert {"DisplayName", "Publisher", "QuietUninstallString", "UninstallString", "DisplayIcon"} <= entry.keys(), entry
    assert int(entry["EstimatedSize"], 16) * 1024 > 0.9 * size_of(FROZEN["windows"]), entry
    assert not (program / "_internal" / "gammalt ö.txt").exists()
    wanted = {it.relative_to(FROZEN["windows"]) for it in FROZEN["windows"].rglob("*")}
    assert wanted <= {it.relative_to(program) for it in program.rglob("*")}
    _check_users_files(windows, theirs)
    command = _value(windows, r"HKCU\Software\Classes\ojdesk.Arbete\shell\open\command")
    assert command.endswith(r'\Programs\ojdesk\ojdesk.exe" "%1"'), command
    assert list(windows.drive.rglob("ojdesk.lnk")), "no entry in the start menu"
    say(f"    upgraded {_OLD_VERSION} to {VERSION}; settings, copies and work are as they were")

    cli = str(program / "ojdesk-cli.exe")
    done = windows.run([cli, "self-test", "--json"], seconds=_PATIENCE)
    check_self_test(done.returncode, done.stdout)
    _write_reports(windows, cli)
    _open_window(windows, command)
    # The program has remembered something meanwhile.
    _remove(windows, entry, program, {name: (windows.home / name).read_bytes() for name in theirs})


def _write_reports(windows: Wine, cli: str) -> None:
    files = sorted((FROZEN["windows"] / "_internal" / "ojdesk" / "resources" / "sample").glob("*.xlsx"))
    own = windows.home / "Mina årsfiler"
    own.mkdir()
    copies = [shutil.copy(path, own / f"Öppna jämförelser, {path.name}") for path in files]
    out = windows.home / "Rapporter för nämnden"
    # One from the yearly files, and one from the work that was saved before the upgrade.
    for given in ([*map(str, copies), "--unit", "Alingsås"], [str(windows.home / _WORK)]):
        done = windows.run([cli, "report", *given, "-o", str(out)], seconds=_PATIENCE)
        assert done.returncode == 0, done.stdout
        check_reports(out)
        shutil.rmtree(out)


def _open_window(windows: Wine, command: str) -> None:
    """What a double click on a work runs brings the window up with it; an installation meanwhile stops and says why.

    The command is run as it stands in the registry: Wine looks for those of all users alone when it is clicked.
    """
    program, _, rest = command.removeprefix('"').partition('"')
    assert rest == ' "%1"', command
    running = windows.start([program, str(windows.home / _WORK)])
    try:
        seconds = wait_for_window(windows.display, "ojdesk", _PATIENCE)
        shot = TRIAL / "windows-fönster.png"
        until = time.monotonic() + _PATIENCE
        # The window comes first, and what is in it when the files have been read.
        while picture(windows.display, shot) < 200 and time.monotonic() < until:
            time.sleep(1)
        time.sleep(10)
        assert picture(windows.display, shot) >= 200, "the window is empty"
        say(f"    window after {seconds:.1f} s under Wine; its picture is {shot}")
        done = windows.run([str(SETUP), "/S"], seconds=_PATIENCE)
        assert done.returncode == 32, done.returncode
        assert running.poll() is None
        say("    an installation over the running program stops with 32")
    finally:
        windows.run(["taskkill", "/f", "/im", "ojdesk.exe"], seconds=60)
        running.wait(60)


def _remove(windows: Wine, entry: dict[str, str], program: Path, theirs: dict[str, bytes]) -> None:
    program_files = [it for it in program.rglob("*") if it.is_file()]
    _run_line(windows, entry["QuietUninstallString"])
    left = [it for it in program.rglob("*") if it.is_file()]
    assert [it.name for it in left] == ["min egen fil.txt"], left
    _check_users_files(windows, theirs)
    page = it_page.TEMPLATE.read_text("utf-8")
    written = list((windows.home / "AppData" / "Local" / "ojdesk" / "ojdesk").iterdir())
    assert not [it.name for it in written if rf"\ojdesk\{it.name}`" not in page], written
    assert not _entry(windows, "HKCU")
    assert not _value(windows, r"HKCU\Software\Classes\ojdesk.Arbete\shell\open\command")
    assert not list(windows.drive.rglob("ojdesk.lnk"))
    say(f"    removed {len(program_files) - 1} files; the user's own are there")


def _for_all_users(windows: Wine) -> None:
    """Into Program Files, and into a folder that /D= names."""
    _install(windows, _OLD_SETUP, "/AllUsers")
    assert (windows.drive / "Program Files" / "ojdesk" / "ojdesk.exe").is_file()
    entry = _entry(windows, "HKLM")
    assert entry["DisplayVersion"] == _OLD_VERSION
    _run_line(windows, entry["QuietUninstallString"])
    assert not (windows.drive / "Program Files" / "ojdesk").exists()
    assert not _entry(windows, "HKLM")
    _install(windows, _OLD_SETUP, "/CurrentUser", r"/D=C:\Åt-oss\öjdesk")
    folder = windows.drive / "Åt-oss" / "öjdesk"
    assert (folder / "ojdesk.exe").is_file()
    _run_line(windows, _entry(windows, "HKCU")["QuietUninstallString"])
    assert not folder.exists()
    say("    installed and removed for all users, and in a folder of one's choice")


def _make_old_setup() -> None:
    """An installer of an earlier version: the same script, around a program that is hardly one."""

    def make() -> None:
        frozen = TRIAL / "gammal"
        (frozen / "_internal").mkdir(parents=True, exist_ok=True)
        (frozen / "_internal" / "gammalt ö.txt").write_text("gammalt")
        for name in ("ojdesk.exe", "ojdesk-cli.exe"):
            shutil.copy(python.HOME / "python.exe", frozen / name)
        setup.pack(frozen, _OLD_SETUP, _OLD_VERSION, fast=True)

    here = [Path(__file__), Path(setup.__file__), Path(setup.__file__).with_name("setup.nsi")]
    step("Installer of an earlier version", here, [_OLD_SETUP], make)


def _install(windows: Wine, installer: Path, *switches: str) -> None:
    done = windows.run([str(installer), "/S", *switches], seconds=_PATIENCE)
    assert done.returncode == 0, (done.returncode, done.stdout)


def _check_users_files(windows: Wine, theirs: dict[str, bytes]) -> None:
    for name, content in theirs.items():
        assert (windows.home / name).read_bytes() == content, name


def _entry(windows: Wine, hive: str) -> dict[str, str]:
    """The values of the uninstall entry; empty when there is none."""
    listing = windows.run(["reg", "query", rf"{hive}\{_KEY}"], seconds=60, encoding=_CONSOLE).stdout
    return dict(re.findall(r"^ +(\w+) +REG_\w+ +(.*?)\r?$", listing, re.MULTILINE))


def _value(windows: Wine, key: str) -> str:
    """The default value of a key; empty when there is none."""
    listing = windows.run(["reg", "query", key, "/ve"], seconds=60, encoding=_CONSOLE).stdout
    found = re.search(r"REG_SZ +(.*?)\r?$", listing, re.MULTILINE)
    return found.group(1) if found else ""


def _run_line(windows: Wine, line: str) -> None:
    """Runs a command line from the registry; it goes on in another process after its own end."""
    program, _, switches = line.removeprefix('"').partition('"')
    done = windows.run([program, *switches.split()], seconds=_PATIENCE)
    assert done.returncode == 0, done.stdout
    try:
        windows.settle()
    except subprocess.TimeoutExpired:
        windows.end()
