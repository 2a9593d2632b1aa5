"""Offline: nothing that the program does reaches for a network, and all of it works where there is none."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: Ends whichever process reaches for a network, by a hook that stays for as long as the process lives.
_WATCH = """
import os, sys
_REACHES = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "os.startfile")
def _watch(event, arguments):
    if event.startswith(_REACHES):
        os.write(2, f"reached for the network: {event} {arguments}".encode())
        os._exit(77)
sys.addaudithook(_watch)
"""

#: The whole program: opens the sample, shows every view, writes every report, and all that with a watched reader.
_ALL = f"""
import sys
from ojdesk.core.files import child
from ojdesk.__main__ import main
serve = "from ojdesk.core.files.reader.serve import serve; serve()"
child._command = lambda: [sys.executable, "-c", {_WATCH!r} + serve]
sys.exit(main(["self-test", "--json"]))
"""


def _run(code: str, *before: str) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-c", code]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def _assert_all_well(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr
    steps = {step["name"]: step for step in json.loads(done.stdout)["steps"]}
    assert {"Exempeldata", "Vyn Översikt", "Vyn Utveckling", "Vyn Länsspridning", "Rapporten"} <= set(steps)


@pytest.mark.parametrize(
    "reach",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://localhost')",
    ],
)
def test_the_watch_catches_what_reaches_for_a_network(reach: str) -> None:
    done = _run(_WATCH + reach)
    assert done.returncode == 77
    assert "reached for the network" in done.stderr


def test_opening_showing_and_reporting_reach_for_no_network() -> None:
    _assert_all_well(_run(_WATCH + _ALL))


def test_all_of_it_works_where_there_is_no_network_interface() -> None:
    cut_off = ["unshare", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if not shutil.which("unshare") or subprocess.run([*cut_off, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a network namespace (unshare --net)")
    names = _run("import socket; print([name for _, name in socket.if_nameindex()])", *cut_off).stdout
    assert names.strip() == "['lo']"  # there, and down
    reach = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=2)"
    assert "unreachable" in _run(reach, *cut_off).stderr
    _assert_all_well(
        _run("import sys; from ojdesk.__main__ import main; sys.exit(main(['self-test', '--json']))", *cut_off)
    )
