"""What is remembered between two starts: one frozen value in one JSON file."""

import contextlib
import dataclasses
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ojdesk.core.peers import PeerSet
from ojdesk.core.save import save
from ojdesk.core.work import Refused

_log = logging.getLogger(__name__)

VERSION = 1
_MOST_SETS = 200

#: From each older version to the next, as pure functions on the JSON. None was needed yet.
_UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


@dataclass(frozen=True)
class Settings:
    """The remembered things.

    Attributes:
        files: What was open last without being a saved work, as paths.
        work: The saved work that was open when the window was closed; empty when none was.
        recent: The saved works used last, newest first, as paths.
        choice: What was picked, as `Choice.to_json` gives it.
        outline: What goes into the report, as `Outline.to_json` gives it.
        folder: Where files were opened from last.
        report_folder: Where a report was saved last.
        report_formats: The endings of the files that were saved last.
        export_folder: Where a chart or table was saved last.
        export_format: The ending of that file.
        appearance: One of `theme.APPEARANCES`; empty follows the computer.
        geometry: Where the window was, as Qt's own bytes in hexadecimal.
        view: The view that was open, by position.
        years: Digest → the year that the user has given for a file that did not say it.
        preferred: Digests of the files that go before those published later.
        own_sets: The comparison sets that the user has made or been given; no two are called the same.
    """

    files: tuple[str, ...] = ()
    work: str = ""
    recent: tuple[str, ...] = ()
    choice: Mapping[str, Any] = field(default_factory=dict)
    outline: Mapping[str, Any] = field(default_factory=dict)
    folder: str = ""
    report_folder: str = ""
    report_formats: tuple[str, ...] = ("docx", "xlsx")
    export_folder: str = ""
    export_format: str = "png"
    appearance: str = ""
    geometry: str = ""
    view: int = 0
    years: Mapping[str, int] = field(default_factory=dict)
    preferred: tuple[str, ...] = ()
    own_sets: tuple[PeerSet, ...] = ()


class Memory:
    """The settings as they are now, and the file that they go back to.

    Args:
        path: The file; it need not be there.
        now: What it holds.
    """

    def __init__(self, path: Path, now: Settings) -> None:
        self._path = path
        self.now = now

    @property
    def copies(self) -> Path:
        """The folder with copies of saved works."""
        return self._path.parent / "kopior"

    def change(self, **changes: object) -> None:
        """Keeps something else from now on."""
        self.now = dataclasses.replace(self.now, **changes)  # type: ignore[arg-type]

    def store(self) -> None:
        """Saves the settings. That it fails is no reason to bother the user."""
        raw = dataclasses.asdict(self.now) | {"version": VERSION}
        try:
            save(self._path, json.dumps(raw, indent=1).encode())
        except Refused as refusal:
            _log.warning("settings not saved: %s", type(refusal.__cause__).__name__)


def load(path: Path) -> Memory:
    """What the last run left at `path`."""
    return Memory(path, _read(path))


def _read(path: Path) -> Settings:
    """The settings at `path`. What cannot be read becomes its default, and a line in the log."""
    try:
        raw = json.loads(path.read_text("utf-8"))
        for version in range(raw.pop("version"), VERSION):
            raw = _UPGRADES[version](raw)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as trouble:
        _log.warning("settings not readable: %s", type(trouble).__name__)
        return Settings()
    kept: dict[str, Any] = {}
    for it in dataclasses.fields(Settings):
        value, default = raw.get(it.name), getattr(Settings(), it.name)
        if it.name == "own_sets":
            kept[it.name] = _own_sets(value)
        elif isinstance(default, tuple):
            if isinstance(value, list) and all(isinstance(one, str) for one in value):
                kept[it.name] = tuple(value)
        elif type(value) is type(default):
            kept[it.name] = value
    kept["years"] = {digest: year for digest, year in kept.get("years", {}).items() if type(year) is int}
    return Settings(**kept)


def _own_sets(raw: object) -> tuple[PeerSet, ...]:
    """Those of the sets that are whole; a name that comes twice is the first one's."""
    found: dict[str, PeerSet] = {}
    for it in raw[:_MOST_SETS] if isinstance(raw, list) else ():
        with contextlib.suppress(ValueError):
            peers = PeerSet.from_json(it)
            found.setdefault(peers.label, peers)
    return tuple(found.values())
