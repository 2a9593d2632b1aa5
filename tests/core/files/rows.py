"""Rows of a sheet as a test gives them, read; and the wordings that such rows most often have."""

from collections.abc import Iterable, Sequence

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.reading import Reading
from ojdesk.core.model import Finding, Status
from tests.core.files.books import read, save, simple_book
from tests.core.files.facts import understood

VISIT = "Väntetid för personligt nybesök"
FIA = "Använder standardiserade bedömningsmetoden FIA"
PLAN = "Upprättat en genomförandeplan med den enskilde inom tre månader för alla"
RECIPIENTS = "Andel biståndsmottagare i befolkningen"


def read_rows(process: ReadingProcess, *rows: Sequence[object], about: Iterable[Sequence[object]] = ()) -> Reading:
    return read(save(simple_book(rows, *about)), process)


def figures(reading: Reading) -> list[tuple[str, str, float | Status]]:
    return [(key.unit, key.indicator, fact) for key, fact in understood(reading).items()]


def the_finding(reading: Reading) -> Finding:
    (finding,) = reading.findings
    return finding
