"""Tables → observations: what each result cell of a file says, and what is to be said of how it was read."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from ojdesk.core.files.area import View
from ojdesk.core.files.indicators import FileIndicator, find_indicators
from ojdesk.core.files.layout import Table
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.parts import parts_of
from ojdesk.core.files.sheet import Sheet, as_text
from ojdesk.core.files.twice import settle_twice
from ojdesk.core.files.values import TableCells
from ojdesk.core.model import Finding, Indicator, Status, address
from ojdesk.core.observations import Block, join
from ojdesk.core.text import tidy
from ojdesk.core.work import checkpoint


@dataclass(frozen=True)
class Observed:
    """What the tables of one file say.

    Attributes:
        observations: As `Reading` has it.
        indicators: id → indicator, in the order of the tables' columns.
        codes: How often each sign that is no value was met.
        findings: What the reader of the file should know.
    """

    observations: pd.DataFrame
    indicators: dict[str, Indicator]
    codes: Counter[tuple[str, Status]]
    findings: tuple[Finding, ...]


def observe(tables: Sequence[Table], sheets: Sequence[Sheet], legend: Legend, file: str) -> Observed:
    """Reads every result cell.

    Args:
        tables: What the layout found, one for each sheet with results.
        sheets: All sheets of the file; some describe its indicators.
        legend: What signs mean; knows the file's source.
        file: The file's name, for findings.
    """
    parts = [parts_of(table) for table in tables]
    indicators = find_indicators(chain.from_iterable(parts), sheets, legend)
    blocks: list[Block] = []
    codes: Counter[tuple[str, Status]] = Counter()
    findings: list[Finding] = []
    for table, its_parts in zip(tables, parts, strict=True):
        signs = legend.on(table.sheet.name)
        cells = TableCells(table, its_parts, indicators, signs)
        findings += _about(cells, table, signs, file)
        codes += cells.codes
        checkpoint()
        blocks.append(cells.block(legend.source, file))
    findings += _doubts(indicators.values(), legend, file)
    observations, at_odds = settle_twice(join(blocks), file)
    return Observed(
        observations,
        {found.indicator.id: found.indicator for found in indicators.values()},
        codes,
        (*findings, *([at_odds] if at_odds else [])),
    )


def _about(cells: TableCells, table: Table, signs: Legend, file: str) -> Iterator[Finding]:
    """What should be known of how the cells of a table were read."""
    sheet = table.sheet.name
    for text, places in cells.unexplained.items():
        checkpoint()
        yield _unexplained(table.view, file, text, places, signs.said_of(text))
    for text, count in cells.noughts.items():
        what = f"{_cells(count)} ”{text[:40]}”, som enligt filen betyder {signs.said_of(text)}. Det har lästs som 0."
        yield Finding(file, what, sheet=sheet)
    for text, places in cells.faults.items():
        yield _fault(table.view, file, text, places)
    if any(cells.fractions):
        what = "Andelar på bladet är skrivna som delar av ett och har räknats om till procent: 0,042 har blivit 4,2."
        yield Finding(file, what, sheet=sheet)
    for wording in cells.perhaps_fractions:
        what = f"Andelarna i ”{tidy(wording)[:80]}” är alla högst 1 och har lästs som procent, inte som delar av ett."
        yield Finding(file, what, "Jämför med en siffra du känner.", serious=True, sheet=sheet)


def _cells(count: int) -> str:
    return "En cell innehåller" if count == 1 else f"{count} celler innehåller"


def _fault(view: View, file: str, text: str, places: list[tuple[int, int]]) -> Finding:
    what = "En cell visar" if len(places) == 1 else f"{len(places)} celler visar"
    return Finding(
        file,
        f"{what} ett fel ({text[:40]}) och räknas inte.",
        "Rätta i Excel och öppna filen igen, eller hämta filen på nytt.",
        serious=True,
        sheet=view.sheet.name,
        cell=address(*view.place(*places[0])),
    )


def _unexplained(view: View, file: str, text: str, places: list[tuple[int, int]], said: str) -> Finding:
    explained = f"enligt filen betyder {said}" if said else "filen inte förklarar"
    return Finding(
        file,
        f"{_cells(len(places))} ”{text[:40]}”, som {explained}. Det visas som det står och räknas inte.",
        sheet=view.sheet.name,
        cell=address(*view.place(*places[0])),
    )


def _doubts(indicators: Collection[FileIndicator], legend: Legend, file: str) -> list[Finding]:
    """What could have been read in another way, once for all indicators that share the doubt."""
    findings = []
    by_doubt: dict[str, list[str]] = {}
    for found in indicators:
        if found.coding.doubt:
            by_doubt.setdefault(found.coding.doubt, []).append(tidy(found.wording)[:80])
    for doubt, (first, *more) in by_doubt.items():
        others = f" och {len(more)} till" if more else ""
        findings.append(Finding(file, f"”{first}”{others}: {doubt}", serious=True))
    answers = [found.evidence.units for found in indicators if found.coding.scale.is_answer]
    for sign, explanation in legend.doubtful.items():
        if any(sign in map(as_text, cells) for cells in answers):
            what = f"Bredvid {sign} står ”{explanation[:80]}”, men i svaren har {sign} lästs som ett svar."
            findings.append(Finding(file, what, "Kontrollera mot filens förklaringar.", serious=True))
    return findings
