"""The page for a municipality's IT department: a template filled with what the build knows."""

import hashlib
import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from installer import papers
from installer.parts import parts_of
from installer.places import DEB, DIST, FROZEN, PACKAGING, SETUP, TAR, VERSION, ZIP, fail, files_in, size_of

TEMPLATE = PACKAGING / "it-avdelningen.md"
PAGE = DIST / f"ojdesk-{VERSION}-it-avdelningen.md"

#: What no program needs that opens no connection: Qt's and Python's ways to a network.
_NETWORK = re.compile(
    r"Qt6?Network|Qt6?WebEngine|Qt6?WebSockets|[/\\]tls[/\\]|networkinformation|_ssl\.|libssl|libcrypto"
)


def write() -> None:
    """Writes the page into dist/, about the systems that were built."""
    files = [it for it in (SETUP, ZIP, DEB, TAR, papers.bill("windows"), papers.bill("linux")) if it.is_file()]
    facts = {
        "version": VERSION,
        "dated": datetime.fromtimestamp(papers.dated(), UTC).date().isoformat(),
        "files": "\n".join(f"| `{it.name}` | {megabytes(it.stat().st_size)} | `{_sha256(it)}` |" for it in files),
        "setup": SETUP.name,
        "deb": DEB.name,
        "tar": TAR.name,
        "signed": _signed(),
        "installed": megabytes(size_of(FROZEN["windows"])),
        "offline": _offline(),
        "depends": _depends(),
        "parts": _parts(),
    }
    PAGE.write_text(Template(TEMPLATE.read_text("utf-8")).substitute(facts), encoding="utf-8")


def megabytes(size: int) -> str:
    """A size as Swedes write it; what is small in kB."""
    return f"{size / 1e6:.1f} MB".replace(".", ",") if size >= 100_000 else f"{size / 1000:.0f} kB"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _signed() -> str:
    if os.environ.get("OJDESK_SIGN"):
        return "Programmen och installationsprogrammet är signerade."
    return "Filerna är inte signerade: SmartScreen kan fråga vid första starten."


def _offline() -> str:
    """What the bundles hold, as far as a network goes.

    Ends the build when something is there that should not be.
    """
    frozen = [folder for folder in FROZEN.values() if folder.is_dir()]
    found = [
        str(path) for folder in frozen for path in files_in(folder) if _NETWORK.search(str(path.relative_to(folder)))
    ]
    if found:
        fail("ways to a network in the bundle: " + ", ".join(found))
    count = sum(len(files_in(folder)) for folder in frozen)
    return (
        f"Bland de {count} filer som levereras finns varken Qt:s nätverksdel, någon webbläsarmotor eller något "
        "krypteringsbibliotek för anslutningar (TLS). Bygget avbryts om en sådan fil kommer med."
    )


def _depends() -> str:
    if not DEB.is_file():
        return "se paketet"
    show = subprocess.run(["dpkg-deb", "--field", str(DEB), "Depends"], capture_output=True, text=True, check=True)
    return show.stdout.strip()


def _parts() -> str:
    systems: dict[tuple[str, str, str], list[str]] = {}
    for system, name in (("windows", "Windows"), ("linux", "Linux")):
        if FROZEN[system].is_dir():
            for it in parts_of(system):
                systems.setdefault((it.name, it.version, it.licence or "se texten"), []).append(name)
    rows = sorted(systems.items(), key=lambda it: it[0][0].lower())
    return "\n".join(f"| {' | '.join(part)} | {' och '.join(where)} |" for part, where in rows)
