"""Figures that a file gives twice."""

import math

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.model import Status
from tests.core.files.books import read, save, sheet_of, simple_book
from tests.core.files.rows import VISIT

HEADER = ["Kommunkod", "Kommun", VISIT]
ALE = ["1440", "Ale", 1]


def test_figures_that_are_given_twice_count_once_if_they_agree(process: ReadingProcess) -> None:
    book = simple_book([HEADER, ALE, ["1489", "Alingsås", 0]])
    sheet_of(book, [HEADER, ["1489", "Alingsås", 0], ["0114", "Upplands Väsby", None]], "Utdrag")
    reading = read(save(book), process)
    assert reading.observations["unit_code"].tolist() == ["1440", "1489", "0114"]
    assert reading.findings == ()


def test_a_blank_gives_way_to_a_value(process: ReadingProcess) -> None:
    book = simple_book([HEADER, ["1440", "Ale", None], ALE])
    reading = read(save(book), process)
    assert reading.observations["value"].tolist() == [1.0]
    assert reading.findings == ()


def test_figures_that_contradict_each_other_do_not_count(process: ReadingProcess) -> None:
    header = [*HEADER, "Socialjour tillgänglig utanför kontorstid"]
    reading = read(save(simple_book([header, [*ALE, 1], ["1440", "Ale", 0, 1]])), process)
    assert reading.observations["status"].tolist() == [Status.UNKNOWN, Status.VALUE]
    assert math.isnan(reading.observations["value"][0])
    (finding,) = reading.findings
    assert finding.serious
    assert (finding.sheet, finding.cell) == ("Resultat", "C2")
    assert "Ale" in finding.what
    assert "cell C3" in finding.what
