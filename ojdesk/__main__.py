"""The command line. Without a command, the window.

ojdesk [FILE …]                     the window
ojdesk check FILE …                 what was understood and what was not; exit 1 if a file was refused
ojdesk data FILE … -o OUT.csv       every result cell as one tidy table
ojdesk report FILE … --unit …       a report, without the window
ojdesk self-test [--json]           opens a window, reads the sample, draws, writes each kind of report
"""

import argparse
import contextlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ojdesk import __version__
from ojdesk.core.model import FIRST_YEAR, LAST_YEAR
from ojdesk.core.save import WORK_ENDING
from ojdesk.core.text import fit_to_tell
from ojdesk.core.work import Refused

if TYPE_CHECKING:
    from ojdesk.core.choice import Choice
    from ojdesk.core.dataset import Dataset
    from ojdesk.core.files.workbook import Import
    from ojdesk.core.model import Unit
    from ojdesk.core.peers import PeerSet
    from ojdesk.core.report.series import Wanted, Whose
    from ojdesk.core.saved import SavedWork

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
        _complain(str(refusal))
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ojdesk", description="Öppna jämförelser: från årsfiler till lokal rapport.")
    parser.add_argument("--version", action="version", version=f"ojdesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="KOMMANDO")
    check = commands.add_parser("check", help="vad som lästes i filerna och vad som inte förstods")
    data = commands.add_parser("data", help="alla resultat som en tabell (CSV)")
    report = commands.add_parser("report", help="en rapport för en eller flera enheter")
    for command in (check, data, report):
        command.add_argument("files", nargs="+", type=Path, metavar="FIL", help="årsfiler, och ett sparat arbete")
        command.add_argument(
            "--year-of", action="append", default=[], metavar="FIL=ÅR", help="året för en fil som inte säger det"
        )
    data.add_argument("-o", "--output", required=True, type=Path, metavar="UT.csv")
    report.add_argument("--unit", nargs="+", action="extend", default=[], metavar="ENHET", help="namn eller kod")
    report.add_argument("-o", "--output", type=Path, default=Path(), metavar="MAPP")
    report.add_argument("--format", default="", metavar="docx,pdf,pptx,xlsx", help="alla format om inget anges")
    report.add_argument(
        "--series",
        choices=["stadsdelar", "grupp", "län", "alla"],
        help="en rapport för var och en: stadens delar, gruppen, länets enheter eller alla kommuner",
    )
    report.add_argument("--replace", action="store_true", help="ersätt filer som redan finns; annars behålls de")
    report.add_argument("--template", type=Path, metavar="MALL.docx", help="kommunens egen mall för Word")
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

    imported, work = _read(options)
    dataset = build(imported.readings, work.preferred if work else ())
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

    imported, _ = _read(options)
    if imported.readings:
        rows = save_tidy(imported.readings, options.output)
        print(f"{rows} resultat ur {len(imported.readings)} filer: {options.output}")
    return _say_refusals(imported)


def _report(options: argparse.Namespace) -> int:
    from ojdesk.core.choice import Choice
    from ojdesk.core.compare.figures import current_indicators
    from ojdesk.core.dataset import build
    from ojdesk.core.report.formats import FORMATS, formats_named, with_template
    from ojdesk.core.report.outline import Outline
    from ojdesk.core.report.series import Outcome, Wanted, Whose, save_series
    from ojdesk.core.report.template import read_template
    from ojdesk.core.wording.names import full_name
    from ojdesk.core.work import no_progress

    formats = formats_named(options.format.split(",")) if options.format else list(FORMATS)
    if options.template is not None:
        formats = with_template(formats, read_template(options.template))
    imported, work = _read(options)
    if not imported.readings:
        return _say_refusals(imported)
    dataset = build(imported.readings, work.preferred if work else ())
    saved = Choice.from_json(work.choice) if work else Choice()
    # What a saved work has picked stands for what is not said on the command line.
    named = options.unit or ([saved.unit] if saved.unit else [])
    if not named:
        raise Refused("Ange vilken enhet rapporten gäller med --unit, eller ett sparat arbete där en enhet är vald.")
    if unknown := [it for it in options.indicator if it not in dataset.indicators]:
        raise Refused(f"Indikatorn {unknown[0]} finns inte i filerna. Kommandot data visar vilka som finns.")
    if options.year is not None and options.year not in dataset.years:
        raise Refused(f"Inget resultat för {options.year} finns i filerna. De har {_listed_years(dataset.years)}.")
    indicators = tuple(options.indicator) or saved.indicators
    choice = saved.but(year=options.year or saved.year, indicators=indicators).fitted(dataset)
    if not indicators:
        choice = choice.but(indicators=current_indicators(dataset, choice.year))
    outline = Outline.from_json(work.outline) if work else Outline()
    # All names first: a slip in the last one should not leave half a series behind.
    units = [_unit(dataset, it) for it in named]
    picked = [choice.but(unit=it.code, peers=_peers(dataset, options.peers, it, choice)) for it in units]
    series = [Wanted(it, outline if it.unit == saved.unit else outline.unwritten()) for it in picked]
    if options.series:
        series = [it for own in series for it in _series(dataset, own, Whose(options.series))]
    failed: list[Outcome] = []
    day = datetime.now().astimezone().date()
    for outcome in save_series(dataset, series, day, options.output, formats, no_progress, replace=options.replace):
        print(*outcome.paths, sep="\n", end="\n" * bool(outcome.paths))
        if outcome.refusal:
            _complain(f"{full_name(outcome.unit)}: {outcome.refusal}")
            failed.append(outcome)
    for outcome in failed:
        if outcome.fault is not None:
            raise outcome.fault
    return _say_refusals(imported) or int(bool(failed))


def _series(dataset: "Dataset", own: "Wanted", whose: "Whose") -> "tuple[Wanted, ...]":
    """The reports of a series that is named from one's own unit."""
    from ojdesk.core.report.series import ranges, wanted

    offered = {it.whose: it.units for it in ranges(dataset, own.choice)}
    if whose not in offered:
        name = dataset.units[own.choice.unit].name
        raise Refused(f"{name} har ingen serie av slaget {whose}. Det finns {' och '.join(offered)}.")
    return wanted(offered[whose], own.choice, own.outline)


def _listed_years(years: Sequence[int]) -> str:
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


def _read(options: argparse.Namespace) -> "tuple[Import, SavedWork | None]":
    """What is in the files: in a saved work if one of them is that, and in the workbooks besides."""
    from ojdesk.core.files.workbook import digest_of, read_files

    work = _work([it for it in options.files if it.suffix.casefold() == WORK_ENDING])
    workbooks = [it for it in options.files if it.suffix.casefold() != WORK_ENDING]
    years: dict[str, int] = {}
    for given in options.year_of:
        name, _, year = given.rpartition("=")
        meant = {it.absolute() for it in workbooks if it.absolute() == Path(name).absolute()} or {
            it.absolute() for it in workbooks if it.name == name
        }
        if not meant or not _is_year(year):
            raise Refused(f"--year-of {given} går inte att förstå. Skriv FIL=ÅR, där FIL är en av filerna.")
        if len(meant) > 1:
            raise Refused(f"--year-of {given} kan gälla flera filer som heter {name}. Skriv sökvägen till en av dem.")
        years[digest_of(meant.pop())] = int(year)
    if work is None:
        return read_files(workbooks, years=years), None
    imported = read_files(workbooks, years={**work.years, **years})
    # A file that the work has already is read anew, as in the window.
    again = {it.digest for it in imported.readings}
    kept = tuple(it for it in work.readings if it.digest not in again)
    return replace(imported, readings=(*kept, *imported.readings)), work


def _work(paths: Sequence[Path]) -> "SavedWork | None":
    """The saved work at a path, if there is one; the copies of it that the window keeps do not count here."""
    from ojdesk.core.files.gate import content_of
    from ojdesk.core.saved import MAX_SIZE, unpack

    if len(paths) > 1:
        raise Refused("Bara ett sparat arbete kan öppnas åt gången. Ange ett av dem.")
    return unpack(content_of(paths[0], MAX_SIZE), paths[0]) if paths else None


def _is_year(text: str) -> bool:
    return re.fullmatch("[0-9]{4}", text) is not None and FIRST_YEAR <= int(text) <= LAST_YEAR


def _unit(dataset: "Dataset", wanted: str) -> "Unit":
    from ojdesk.core.named import find_unit

    return find_unit(dataset, wanted)


def _peers(dataset: "Dataset", wanted: Sequence[str], unit: "Unit", choice: "Choice") -> "PeerSet":
    """The comparison set that --peers means for a unit; without --peers the one that is chosen."""
    from ojdesk.core import peers

    if not wanted:
        return choice.peers
    made = {"liknande": peers.similar_municipalities, "kommungrupp": peers.municipality_group}
    if len(wanted) == 1 and (wanted[0] in made or wanted[0] == "stadsdelar"):
        city = dataset.units.get(unit.municipality, unit)
        found = made[wanted[0]](unit) if wanted[0] in made else peers.city_parts(city, choice.year)
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
        _complain(refusal)
    return 1 if imported.refusals or asked else 0


def _complain(sentence: str) -> None:
    """On one line, and without what a file may be called to command the terminal."""
    print(fit_to_tell(sentence), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
