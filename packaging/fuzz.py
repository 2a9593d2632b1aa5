#!/usr/bin/env python3
"""Looks for what no one thought of at each door that foreign data come in by, led by the code that is reached.

    python3 packaging/dev.py fuzz [SECONDS] [DOOR …]    half a minute at each door unless SECONDS says otherwise
    python3 packaging/dev.py fuzz DOOR FILE             one input that was found, once more

Whatever comes in gives a value or is refused; anything else is a failure, and its input is kept. What has led somewhere
new is kept too and is where the next run begins. Both are in `.fuzz`, which git does not know.

It runs on Atheris, for Linux and macOS, which `dev.py` puts into a folder of its own: no part of the program needs it.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["atheris==3.0.0"]
# ///

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.core.doors import DOORS

HOME = Path(__file__).resolve().parents[1] / ".fuzz"
_SECONDS = 30
#: Seconds that one input may take, and megabytes: the code is slowed down by being watched.
_PATIENCE, _MEMORY = 25, 2_000


def main() -> int:
    """Goes to each door in turn; 1 when something was found."""
    given = sys.argv[1:]
    if {"-h", "--help"} & {*given[:1]}:
        print(__doc__, f"The doors are {', '.join(DOORS)}.", sep="\n")
        return 0
    if given[:1] == ["--at"]:
        return _be_at(given[1], given[2:])
    if len(given) == 2 and given[0] in DOORS and Path(given[1]).is_file():
        return _watched(given[0], [given[1]])
    seconds = int(given.pop(0)) if given and given[0].isdecimal() else _SECONDS
    if unknown := set(given) - set(DOORS):
        print(f"There is no door {', '.join(unknown)}. There are {', '.join(DOORS)}.")
        return 2
    print(f"{'door':<14} {'cases':>10} {'seconds':>8} {'edges':>7} {'kept':>6}")
    failed = [name for name in given or DOORS if not _try(name, seconds)]
    return 1 if failed else 0


def _watched(name: str, arguments: list[str]) -> int:
    return subprocess.run([sys.executable, __file__, "--at", name, *arguments], check=False).returncode


def _try(name: str, seconds: int) -> bool:
    """Runs at a door and prints its figures; whether nothing was found."""
    door, corpus, found = DOORS[name], HOME / "corpus" / name, HOME / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(door.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = {
        "max_total_time": seconds,
        "max_len": door.longest,
        "timeout": _PATIENCE,
        "rss_limit_mb": _MEMORY,
        "print_final_stats": 1,
        "artifact_prefix": f"{found}{os.sep}{name}-",
    }
    arguments = [*(f"-{option}={value}" for option, value in options.items()), str(corpus)]
    began = time.time()
    log = HOME / f"{name}.log"
    with log.open("wb") as said:
        command = [sys.executable, __file__, "--at", name, *arguments]
        code = subprocess.run(command, stdout=said, stderr=said, check=False).returncode
    told = log.read_text("utf-8", "replace")
    cases = re.findall(r"number_of_executed_units: (\d+)|^#(\d+)", told, re.MULTILINE)
    edges = re.findall(r"\bcov: (\d+)", told)
    number = max((int(one or other) for one, other in cases), default=0)
    kept = len(list(corpus.iterdir()))
    print(f"{name:<14} {number:>10} {time.time() - began:>8.0f} {edges[-1] if edges else '?':>7} {kept:>6}", flush=True)
    if code == 0:
        return True
    print("\n".join(it for it in told.splitlines() if not it.startswith(("#", "INFO", "WARNING")))[-3_000:])
    for path in (it for it in found.glob(f"{name}-*") if it.stat().st_mtime >= began):
        print(f"FAILED  again: python3 packaging/dev.py fuzz {name} {path}")
    return False


def _be_at(name: str, arguments: list[str]) -> int:
    """The process that libFuzzer takes over."""
    import atheris  # noqa: PLC0415 - in a folder of its own

    with atheris.instrument_imports(include=["ojdesk"]):
        take: Callable[[bytes], object] = DOORS[name].prepare()

    def mutate(content: bytes, longest: int, seed: int) -> bytes:
        chance, change = random.Random(seed), DOORS[name].change
        if change is None or chance.random() < 0.3:
            changed: bytes = atheris.Mutate(content, longest)
            return changed
        return change(content, chance)[:longest]

    atheris.Setup([name, *arguments], take, custom_mutator=mutate)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
