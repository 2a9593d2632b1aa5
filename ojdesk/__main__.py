"""The command line. Without a command, the window.

ojdesk [FILE …]                     the window
ojdesk check FILE …                 what was understood and what was not; exit 1 if a file was refused
ojdesk data FILE … -o OUT.csv       every result cell as one tidy table
ojdesk report FILE … --unit …       a report, without the window
ojdesk self-test [--json]           opens a window, reads the sample, draws, writes each kind of report
"""

import argparse
import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ojdesk import __version__
from ojdesk.core.work import Refused

if TYPE_CHECKING:
    from ojdesk.core.dataset import Dataset
    from ojdesk.core.files.workbook import Import
    from ojdesk.core.model import Unit
    from ojdesk.core.peers import PeerSet

# Imports are within the commands: a window has to be there before pandas is, and a reader has no use for either.


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot write å must not stop the work.
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if given[:1] == ["--reader"]:
        from ojdesk.core.files.reader.serve import serve

        serve()
        return 0
    try:
        if given and given[0] in _COMMANDS:
            return _COMMANDS[given[0]](_parser().parse_args(given))
        return _window(given)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ojdesk", description="Öppna jämförelser: från årsfiler till lokal rapport.")
    parser.add_argument("--version", action="version", version=f"ojdesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="KOMMANDO")
    check = commands.add_parser("check", help="vad som lästes i filerna och vad som inte förstods")
    data = commands.add_parser("data", help="alla resultat som en tabell (CSV)")
    report = commands.add_parser("report", help="en rapport för en eller flera enheter")
    for command in (check, data, report):
        command.add_argument("files", nargs="+", type=Path, metavar="FIL")
        command.add_argument(
            "--year-of", action="append", default=[], metavar="FIL=ÅR", help="året för en fil som inte säger det"
        )
    data.add_argument("-o", "--output", required=True, type=Path, metavar="UT.csv")
    report.add_argument("--unit", nargs="+", action="extend", required=True, metavar="ENHET", help="namn eller kod")
    report.add_argument("-o", "--output", type=Path, default=Path(), metavar="MAPP")
    report.add_argument("--format", default="", metavar="docx,pdf,xlsx", help="alla format om inget anges")
    report.add_argument("--year", type=int, metavar="ÅR", help="senaste enkätåret om inget anges")
    report.add_argument(
        "--indicator", nargs="+", action="extend", default=[], metavar="ID", help="alla i året om inget anges"
    )
    report.add_argument(
        "--peers",
        nargs="+",
        default=[],
        metavar="GRUPP",
        help="att jämföra med: liknande, kommungrupp, stadsdelar, en sparad grupp (.json) eller enheter",
    )
    self_test = commands.add_parser("self-test", help="prövar att programmet fungerar på den här datorn")
    self_test.add_argument("--json", action="store_true", help="svara med JSON")
    return parser


# The commands -----------------------------------------------------------------------------------------------------


def _window(given: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="ojdesk",
        description="Öppna jämförelser: från årsfiler till lokal rapport. Utan kommando öppnas fönstret.",
        epilog="Kommandon: " + ", ".join(_COMMANDS) + ". ojdesk KOMMANDO --help berättar mer.",
    )
    parser.add_argument("--version", action="version", version=f"ojdesk {__version__}")
    parser.add_argument("files", nargs="*", type=Path, metavar="FIL")
    options = parser.parse_args(given)
    from ojdesk.gui.application import run

    return run(options.files)


def _check(options: argparse.Namespace) -> int:
    from ojdesk.core.account import account
    from ojdesk.core.dataset import build

    imported = _read(options)
    dataset = build(imported.readings)
    for reading in sorted(dataset.readings, key=lambda it: it.file):
        print(reading.file)
        for heading, lines in account(reading, dataset):
            print(f"  {heading}")
            for line in lines:
                print(f"    {line}")
        print()
    return _say_refusals(imported)


def _data(options: argparse.Namespace) -> int:
    from ojdesk.core.tidy import save_tidy

    imported = _read(options)
    if imported.readings:
        rows = save_tidy(imported.readings, options.output)
        print(f"{rows} resultat ur {len(imported.readings)} filer: {options.output}")
    return _say_refusals(imported)


def _report(options: argparse.Namespace) -> int:
    from ojdesk.core.choice import Choice
    from ojdesk.core.compare.figures import current_indicators
    from ojdesk.core.dataset import build
    from ojdesk.core.report.content import report
    from ojdesk.core.report.formats import FORMATS, formats_named, save_report

    formats = formats_named(options.format.split(",")) if options.format else list(FORMATS)
    imported = _read(options)
    if not imported.readings:
        return _say_refusals(imported)
    dataset = build(imported.readings)
    if unknown := [it for it in options.indicator if it not in dataset.indicators]:
        raise Refused(f"Indikatorn {unknown[0]} finns inte i filerna. Kommandot data visar vilka som finns.")
    if options.year is not None and options.year not in dataset.years:
        raise Refused(f"Inget resultat för {options.year} finns i filerna. De har {listed_years(dataset.years)}.")
    choice = Choice(year=options.year or 0, indicators=tuple(options.indicator)).fitted(dataset)
    if not options.indicator:
        choice = choice.but(indicators=current_indicators(dataset, choice.year))
    # All names first: a slip in the last one should not leave half a series behind.
    units = [_unit(dataset, wanted) for wanted in options.unit]
    for unit, peers in [(unit, _peers(dataset, options.peers, unit, choice.year)) for unit in units]:
        made = report(dataset, choice.but(unit=unit.code, peers=peers), datetime.now().astimezone().date())
        for path in save_report(made, options.output, formats):
            print(path)
    return _say_refusals(imported)


def listed_years(years: Sequence[int]) -> str:
    from ojdesk.core.wording.names import year_ranges

    return year_ranges(years)


def _self_test(options: argparse.Namespace) -> int:
    from ojdesk.gui.selftest import run

    return run(as_json=options.json)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "data": _data,
    "report": _report,
    "self-test": _self_test,
}


def _read(options: argparse.Namespace) -> "Import":
    from ojdesk.core.files.workbook import digest_of, read_files

    years: dict[str, int] = {}
    for given in options.year_of:
        name, _, year = given.rpartition("=")
        meant = {it.absolute() for it in options.files if it.absolute() == Path(name).absolute()} or {
            it.absolute() for it in options.files if it.name == name
        }
        if not meant or not year.isdecimal():
            raise Refused(f"--year-of {given} går inte att förstå. Skriv FIL=ÅR, där FIL är en av filerna.")
        if len(meant) > 1:
            raise Refused(f"--year-of {given} kan gälla flera filer som heter {name}. Skriv sökvägen till en av dem.")
        years[digest_of(meant.pop())] = int(year)
    return read_files(options.files, years=years)


def _unit(dataset: "Dataset", wanted: str) -> "Unit":
    from ojdesk.core.dataset import find_unit

    return find_unit(dataset, wanted)


def _peers(dataset: "Dataset", wanted: Sequence[str], unit: "Unit", year: int) -> "PeerSet":
    """The comparison set that --peers means for a unit."""
    from ojdesk.core import peers

    if not wanted:
        return peers.NO_PEERS
    made = {"liknande": peers.similar_municipalities, "kommungrupp": peers.municipality_group}
    if len(wanted) == 1 and (wanted[0] in made or wanted[0] == "stadsdelar"):
        city = dataset.units.get(unit.municipality, unit)
        found = made[wanted[0]](unit) if wanted[0] in made else peers.city_parts(city, year)
        if found is None:
            raise Refused(f"{unit.name} har ingen grupp av slaget {wanted[0]}. Ange namn, koder eller en sparad grupp.")
        return found
    if len(wanted) == 1 and wanted[0].lower().endswith(peers.ENDING):
        return peers.read_set(Path(wanted[0]))
    units = [_unit(dataset, name) for name in wanted]
    if sums := [it.name for it in units if not it.level.answers]:
        raise Refused(f"{sums[0]} svarar inte själv och kan inte vara en av --peers. Län och riket är alltid med.")
    return peers.PeerSet("De valda enheterna", members=tuple(dict.fromkeys(it.code for it in units)))


def _say_refusals(imported: "Import") -> int:
    paths = [*(it.path for it in imported.readings), *(it.path for it in imported.questions)]
    names = Counter(path.name for path in paths)
    asked = [
        f"{it.sentence} (--year-of {it.path if names[it.path.name] > 1 else it.path.name}=ÅR)"
        for it in imported.questions
    ]
    for refusal in (*imported.refusals, *asked):
        print(refusal, file=sys.stderr)
    return 1 if imported.refusals or asked else 0


if __name__ == "__main__":
    sys.exit(main())
