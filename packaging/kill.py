#!/usr/bin/env python3
"""Kills a process at random moments while it saves, over and over, and opens what it has left.

    python3 packaging/dev.py kill [COUNT] [--seed SEED]

Saved work, settings and what a window has open: each save is of one number more. Afterwards there must be the last
number whose saving had come to its end, or the one that was being saved; and saving over it must succeed. Linux and
macOS.
"""

import argparse
import time

from tests.core.routines import NUMBERED, kill_at_random


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=200, help="kills of each")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    print(f"{'what':<10} {'kills':>6} {'in the midst':>13} {'old':>5} {'new':>5} {'seconds':>8}")
    failed = False
    for name in NUMBERED:
        begun = time.monotonic()
        try:
            found = kill_at_random(name, arguments.count, arguments.seed)
        except (AssertionError, ValueError) as fault:
            print(f"{name:<10} FAILED: {fault}")
            failed = True
            continue
        told = f"{arguments.count:>6} {found['aside']:>13} {found['old']:>5} {found['new']:>5}"
        print(f"{name:<10} {told} {time.monotonic() - begun:>8.0f}", flush=True)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
