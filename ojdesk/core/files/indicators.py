"""Which indicators a file has: what the cells of each look like, how they are to be read, and which one it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ojdesk.core.catalogue import indicator_from_wording
from ojdesk.core.files.cells import Coding, Evidence, decide
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.parts import Part
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.model import Indicator
from ojdesk.core.text import indicator_key, key, tidy
from ojdesk.core.work import checkpoint


@dataclass(frozen=True)
class FileIndicator:
    """One indicator within one file.

    Attributes:
        wording: The file's own, where it comes first.
        evidence: What its cells look like, on all sheets.
        coding: How they are to be read.
    """

    wording: str
    evidence: Evidence
    coding: Coding
    indicator: Indicator


def find_indicators(parts: Iterable[Part], sheets: Sequence[Sheet], legend: Legend) -> dict[str, FileIndicator]:
    """The indicators of a file, by key of their wordings, in the order in which they come.

    Args:
        parts: Those of all tables.
        sheets: All sheets of the file; some describe its indicators.
        legend: What signs mean; knows the file's source.
    """
    first: dict[str, Part] = {}
    evidence: dict[str, Evidence] = {}
    for part in parts:
        wanted = indicator_key(part.wording)
        first.setdefault(wanted, part)
        _note(part, evidence.setdefault(wanted, Evidence()))
    descriptions = _descriptions(sheets)
    return {
        wanted: _identify(part, evidence[wanted], descriptions.get(wanted, ""), legend)
        for wanted, part in first.items()
    }


def _note(part: Part, evidence: Evidence) -> None:
    """Adds the cells of a part to what those of its indicator look like."""
    seen = evidence.sums if part.sums else evidence.units
    seen.update(part.cells)
    del seen[None]
    if not part.sums:
        evidence.percent += sum(part.formats)


def _identify(part: Part, evidence: Evidence, definition: str, legend: Legend) -> FileIndicator:
    checkpoint()
    known = legend.known(part.wording)
    coding = decide(evidence, part.wording, known, legend, part.column.kind)
    indicator = known or indicator_from_wording(
        part.wording,
        area=part.column.area,
        source=legend.source,
        scale=coding.scale,
        definition=definition,
        subject=legend.subject,
    )
    return FileIndicator(part.wording, evidence, coding, indicator)


def _descriptions(sheets: Sequence[Sheet]) -> dict[str, str]:
    """What the file itself says that its indicators mean: by key of the wording."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:20]):
            heads = {key(cell): column for column, cell in enumerate(row) if isinstance(cell, str)}
            if "indikator" in heads and "beskrivning" in heads:
                for below in range(index + 1, len(sheet.rows)):
                    wording = sheet.text(below, heads["indikator"])
                    if wording:
                        found[indicator_key(wording)] = tidy(sheet.text(below, heads["beskrivning"]))
                break
    return found
