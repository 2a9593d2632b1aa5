#!/usr/bin/env python3
"""Feeds damaged and hostile files to the import, thousands of them, and prints what became of them.

    python3 packaging/dev.py torture [COUNT] [--seed SEED]

A file has to be read or refused. Anything else is a failure, and so is a value that differs from the sound file's
where the file's own checksums should have shown the damage.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import read_files
from ojdesk.core.model import Status
from ojdesk.core.resources import sample_files
from tests.core.files.damage import DAMAGES, cut, damage, flip_bytes
from tests.core.files.hostile import CASES
from tests.core.files.test_kinds import WORKBOOKS, written

_BATCH = 20
#: What one cell is about: unit, indicator, year and group.
_About = tuple[object, ...]


@dataclass
class Tally:
    """What became of the files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    changed: int = 0
    silent: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    memory: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    tally = Tally()
    sources = {path.name: path.read_bytes() for path in sample_files()}
    sources |= {f"table.{kind}": content for kind, content in WORKBOOKS.items()}
    sources |= {"text.csv": written(";").encode("cp1252")}
    sound = _sound(sources)
    batch: list[tuple[str, str, bytes]] = []
    for number, (source, name, content) in enumerate(_files(sources, arguments.count, arguments.seed), start=1):
        batch.append((source, name, content))
        if len(batch) == _BATCH:
            _try(batch, sound, tally)
            batch.clear()
            print(f"\r{number}", end="", flush=True)
    _try(batch, sound, tally)
    _print(tally)
    return 1 if tally.failures or tally.silent else 0


def _files(sources: dict[str, bytes], count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Source, name and content: the hostile ones first, then damaged ones of every source in turn."""
    for name, (_, make) in CASES.items():
        yield "", f"hostile-{name}.dat", make()
    names = list(sources)
    for number in range(count):
        source = names[number % len(names)]
        yield source, f"{seed + number:06}-{source}", damage(sources[source], seed + number)


def _sound(sources: dict[str, bytes]) -> dict[str, dict[_About, float]]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in sources]
        for path in paths:
            path.write_bytes(sources[path.name])
        return {reading.file: _values(reading) for reading in read_files(paths).readings}


def _values(reading: Reading) -> dict[_About, float]:
    table = reading.observations
    table = table[table["status"] == Status.VALUE]
    about = zip(table["unit_code"], table["indicator_id"], table["year"], table["group"], strict=True)
    return dict(zip(about, table["value"], strict=True))


def _try(batch: list[tuple[str, str, bytes]], sound: dict[str, dict[_About, float]], tally: Tally) -> None:
    begun: dict[str, float] = {}

    def watch(_done: int, _total: int, text: str) -> None:
        begun.setdefault(text, time.perf_counter())
        tally.memory = max(tally.memory, _children_memory())

    with tempfile.TemporaryDirectory() as folder:
        for _, name, content in batch:
            Path(folder, name).write_bytes(content)
        try:
            result = read_files([Path(folder, name) for _, name, _ in batch], watch)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            names = f"{batch[0][1]} … {batch[-1][1]}"
            tally.failures.append(f"{type(error).__name__} in one of {names}: {error}")
            tally.outcomes["other"] += len(batch)
            return
    times = [*begun.values(), time.perf_counter()]
    for text, start, end in zip(begun, times, times[1:], strict=False):
        tally.slowest = max(tally.slowest, (end - start, text))
    tally.outcomes["read"] += len(result.readings)
    tally.outcomes["refused"] += len(result.refusals)
    lost = len(batch) - len(result.readings) - len(result.refusals)
    tally.outcomes["same content as another"] += lost
    for sentence in result.refusals:
        tally.reasons[" ".join(sentence.split(". ")[0].split(" ")[1:6])] += 1
    by_name = {name: (source, content) for source, name, content in batch}
    for reading in result.readings:
        source, content = by_name[reading.file]
        _compare(reading, content, sound.get(source), source, tally)


def _compare(reading: Reading, content: bytes, before: dict[_About, float] | None, source: str, tally: Tally) -> None:
    if before is None:
        return
    if _values(reading) == before:
        return
    tally.changed += 1
    guarded = content.startswith(b"PK") and not _rewritten(reading.file)
    if guarded and not reading.findings:
        tally.silent.append(f"{reading.file} ({source})")


def _rewritten(name: str) -> bool:
    """Whether the damage was done inside the package and its checksums made anew, so that nothing can show it."""
    return random.Random(int(name[:6])).choice(DAMAGES) not in {flip_bytes, cut}


def _children_memory() -> int:
    """The highest resident memory in kB that any child of ours has had so far; 0 where /proc does not tell."""
    most = 0
    for task in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # the thread or the child has just ended
            for child in task.read_text().split():
                lines = Path("/proc", child, "status").read_text().splitlines()
                most = max([most, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))])
    return most


def _print(tally: Tally) -> None:
    print("\r" + ", ".join(f"{count} {outcome}" for outcome, count in tally.outcomes.most_common()))
    print(f"slowest file: {tally.slowest[0]:.1f} s ({tally.slowest[1]}), interpretation included")
    print(f"highest memory of the reading process: {tally.memory / 1_000:.0f} MB")
    print(f"read with another value than the sound file: {tally.changed}, of them silent: {len(tally.silent)}")
    for reason, count in tally.reasons.most_common():
        print(f"    {count:6} {reason}")
    for line in [*tally.silent, *tally.failures]:
        print("FAILED", line)


if __name__ == "__main__":
    raise SystemExit(main())
