"""What is remembered between two starts: one frozen value in one JSON file."""

import contextlib
import dataclasses
import json
import logging
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ojdesk.core.model import FIRST_YEAR, LAST_YEAR
from ojdesk.core.peers import PeerSet, unused_name
from ojdesk.core.save import save, unused
from ojdesk.core.work import Refused

_log = logging.getLogger(__name__)

VERSION = 1
_MOST_SETS = 200
#: What is larger, longer or more than this was not written by the program.
_LARGEST_FILE, _LONGEST_LIST, _LONGEST_TEXT, _LARGEST_NUMBER, _MOST_VIEWS = 5_000_000, 2_000, 10_000, 2**31 - 1, 100
_HEX = re.compile("(?:[0-9a-f]{2})*")

#: From each older version to the next, as pure functions on the JSON. None was needed yet.
_UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


@dataclass(frozen=True)
class Settings:
    """The remembered things.

    Attributes:
        files: What was open last without being a saved work, as paths.
        work: The saved work that was open when the window was closed; empty when none was.
        comes_back: Whether what was open last opens by itself, and is not only offered.
        recent: The saved works used last, newest first, as paths.
        choice: What was picked, as `Choice.to_json` gives it.
        outline: What goes into the report, as `Outline.to_json` gives it.
        folder: Where files were opened from last.
        report_folder: Where a report was saved last.
        report_formats: The endings of the files that were saved last.
        report_template: The Word template that reports are made in, as a path; empty for none.
        export_folder: Where a chart or table was saved last.
        export_format: The ending of that file.
        appearance: One of `theme.APPEARANCES`; empty follows the computer.
        geometry: Where the window was, as Qt's own bytes in hexadecimal.
        view: The view that was open, by position.
        hints: The hints for newcomers that the user has taken away, by name.
        years: Digest → the year that the user has given for a file that did not say it.
        preferred: Digests of the files that go before those published later.
        own_sets: The comparison sets that the user has made or been given; no two are called the same.
    """

    files: tuple[str, ...] = ()
    work: str = ""
    comes_back: bool = True
    recent: tuple[str, ...] = ()
    choice: Mapping[str, Any] = field(default_factory=dict)
    outline: Mapping[str, Any] = field(default_factory=dict)
    folder: str = ""
    report_folder: str = ""
    report_formats: tuple[str, ...] = ("docx", "pdf")
    report_template: str = ""
    export_folder: str = ""
    export_format: str = "png"
    appearance: str = ""
    geometry: str = ""
    view: int = 0
    hints: tuple[str, ...] = ()
    years: Mapping[str, int] = field(default_factory=dict)
    preferred: tuple[str, ...] = ()
    own_sets: tuple[PeerSet, ...] = ()


class Memory:
    """The settings as they are now, and the file that they go back to, which other windows have too.

    Args:
        path: The file; it need not be there.
        now: What it holds.
        trouble: What the user has to be told of the file; empty when there is nothing.
    """

    def __init__(self, path: Path, now: Settings, trouble: str = "") -> None:
        self._path = path
        self.now = now
        self.trouble = trouble
        #: Which settings this window has changed, and what it knew when it read or wrote the file.
        self._changed: set[str] = set()
        self._known = now
        self._storing, self._changing = threading.Lock(), threading.Lock()

    @property
    def copies(self) -> Path:
        """The folder with copies of saved works."""
        return self._path.parent / "kopior"

    def change(self, **changes: object) -> None:
        """Keeps something else from now on."""
        with self._changing:
            self.now = dataclasses.replace(self.now, **changes)  # type: ignore[arg-type]
            self._changed |= changes.keys()

    def store(self) -> None:
        """Saves the settings, what other windows have saved meanwhile among them. That it fails bothers no user."""
        with self._storing:
            with self._changing:
                now, changed = self.now, frozenset(self._changed)
            found = _read(self._path)
            try:
                if found.trouble is not None:
                    raise found.trouble  # what cannot be read at the moment is not to be written over
                is_whole = bool(found.raw) and not found.broken
                merged = self._merged(now, found.settings, changed) if is_whole else now
                # What a newer version has beside them stays.
                raw = {**found.raw, **dataclasses.asdict(merged), "version": max(VERSION, found.version)}
                save(self._path, json.dumps(raw, indent=1).encode())
            except (Refused, OSError) as trouble:
                _log.warning("settings not saved: %s", type(trouble.__cause__ or trouble).__name__)
                return
            with self._changing:
                if self.now.own_sets == now.own_sets:
                    self.now = dataclasses.replace(self.now, own_sets=merged.own_sets)
                self._known = merged

    def _merged(self, mine: Settings, theirs: Settings, changed: frozenset[str]) -> Settings:
        """What this window has changed, and all else as the file has it."""
        merged = dataclasses.replace(theirs, **{name: getattr(mine, name) for name in changed})
        known = self._known
        own_sets = [it for it in mine.own_sets if it in theirs.own_sets or it not in known.own_sets]
        for it in theirs.own_sets:
            if it not in (*known.own_sets, *own_sets):
                own_sets.append(dataclasses.replace(it, name=unused_name(it.name, [one.label for one in own_sets])))
        years = {it: year for it, year in theirs.years.items() if it not in known.years} | dict(mine.years)
        return dataclasses.replace(merged, own_sets=tuple(own_sets), years=years)


def load(path: Path) -> Memory:
    """What the last run left at `path`. A file that is not whole is kept aside, so that nothing in it is lost."""
    found = _read(path)
    if found.trouble is not None:
        said = (
            f"Inställningarna i {path} går inte att läsa just nu, så ojdesk visas som första gången. Filen är orörd. "
            "Starta om ojdesk om en stund."
        )
        return Memory(path, found.settings, said)
    if not found.broken:
        return Memory(path, found.settings)
    try:
        aside = unused(path.with_stem(f"{path.stem}-skadad"))
        path.replace(aside)
    except (OSError, Refused) as trouble:
        _log.warning("broken settings not kept: %s", type(trouble).__name__)
        return Memory(path, found.settings)
    said = (
        "Inställningar från förra gången gick inte att läsa och har fått sina ursprungsvärden. "
        f"Den skadade filen finns kvar som {aside.name} i mappen {aside.parent}, om du saknar något."
    )
    memory = Memory(path, found.settings, said)
    memory.store()
    return memory


@dataclass(frozen=True)
class _Found:
    """What stands in the file.

    Attributes:
        settings: What of it can be believed, and defaults.
        raw: All that it says.
        version: Of the program that wrote it.
        broken: Whether something in it cannot be believed.
        trouble: Why it cannot be read at the moment.
    """

    settings: Settings = Settings()
    raw: Mapping[str, Any] = field(default_factory=dict)
    version: int = VERSION
    broken: bool = False
    trouble: OSError | None = None


def _read(path: Path) -> _Found:
    """The settings at `path`. What cannot be read becomes its default, and a line in the log."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE)
    except FileNotFoundError:
        return _Found()
    except OSError as trouble:
        _log.warning("settings not readable: %s", type(trouble).__name__)
        return _Found(trouble=trouble)
    try:
        raw = json.loads(content)
        version = raw.pop("version")
        if type(version) is not int or not 1 <= version <= _LARGEST_NUMBER:
            raise ValueError("no version")
        for older in range(version, VERSION):
            raw = _UPGRADES[older](raw)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as trouble:
        _log.warning("settings not readable: %s", type(trouble).__name__)
        return _Found(broken=True)
    kept = _believed(raw)
    lost = [name for name in raw.keys() & kept.keys() if _plain(kept[name]) != raw[name]]
    if lost:
        _log.warning("settings not believed: %s", ", ".join(sorted(lost)))
    return _Found(Settings(**kept), raw, version, bool(lost))


def _believed(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Each setting that is of its kind, and the default of each other."""
    kept: dict[str, Any] = {}
    for it in dataclasses.fields(Settings):
        value = default = getattr(Settings(), it.name)
        given = raw.get(it.name, default)
        if it.name == "own_sets":
            value = _own_sets(given)
        elif it.name == "years":
            value = {one: year for one, year in _dict(given).items() if _is_year(year)}
        elif it.name == "geometry":
            value = given if _is_text(given) and _HEX.fullmatch(given) else default
        elif it.name == "view":
            value = given if type(given) is int and 0 <= given < _MOST_VIEWS else default
        elif it.name in {"choice", "outline"}:
            value = _dict(given)
        elif isinstance(default, tuple):
            if isinstance(given, list) and len(given) <= _LONGEST_LIST and all(map(_is_text, given)):
                value = tuple(given)
        elif type(given) is type(default) and (_is_text(given) or isinstance(given, bool)):
            value = given
        kept[it.name] = value
    return kept


def _plain(value: object) -> object:
    return json.loads(json.dumps(value, default=dataclasses.asdict))


def _dict(raw: object) -> dict[str, Any]:
    return raw if isinstance(raw, dict) and len(raw) <= _LONGEST_LIST else {}


def _is_text(raw: object) -> bool:
    return isinstance(raw, str) and len(raw) <= _LONGEST_TEXT


def _is_year(raw: object) -> bool:
    return type(raw) is int and FIRST_YEAR <= raw <= LAST_YEAR


def _own_sets(raw: object) -> tuple[PeerSet, ...]:
    """Those of the sets that are whole; a name that comes twice is the first one's."""
    found: dict[str, PeerSet] = {}
    for it in raw[:_MOST_SETS] if isinstance(raw, list) else ():
        with contextlib.suppress(ValueError):
            peers = PeerSet.from_json(it)
            found.setdefault(peers.label, peers)
    return tuple(found.values())
