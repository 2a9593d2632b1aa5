"""What a file may cost: time, memory, and remarks that someone has to read."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ojdesk.core.files import interpretation, workbook
from ojdesk.core.files.findings import MOST, most_telling
from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reader import serve
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.sheet import Cell, Sheet
from ojdesk.core.files.workbook import read_files
from ojdesk.core.files.year import find_source
from ojdesk.core.model import Finding, Source
from ojdesk.core.resources import sample_files
from ojdesk.core.work import Refused, Stopped, checkpoint, no_progress, watched
from tests.core.files.rows import VISIT


def read_rows(*rows: list[Cell]) -> Reading:
    return interpret(Path("resultat 2022 enkätdata.xlsx"), "", [Sheet("Resultat", list(rows))])


# Remarks -----------------------------------------------------------------------------------------------------------


def test_of_many_rows_that_name_no_unit_the_first_are_told() -> None:
    unknown: list[list[Cell]] = [[f"Påhittaby {'abcdefghij'[it % 10] * (it // 10 + 1)}", 1.0] for it in range(100)]
    found = read_rows(["Kommun", VISIT], ["Ale", 1.0], *unknown).findings
    assert len(found) == MOST
    assert [it.cell for it in found] == [f"A{row}" for row in range(3, 3 + MOST)]
    assert not any("av samma slag" in it.what for it in found[:-1])
    assert found[-1].what.endswith("Raden har inte lästs. Och 80 anmärkningar till av samma slag.")


def test_of_many_signs_that_nobody_explains_the_first_are_told() -> None:
    many: list[list[Cell]] = [["Lund", f"Svar {it} här"] for it in range(50)]
    reading = read_rows(["Kommun", VISIT], ["Ale", 1.0], *many)
    unexplained = [it for it in reading.findings if "som filen inte förklarar" in it.what]
    assert len(unexplained) <= MOST
    assert "till av samma slag" in unexplained[-1].what


def test_one_remark_too_many_is_one() -> None:
    found = most_telling(Finding("a", f"Raden ”{it}” har inte lästs.") for it in range(MOST + 1))
    assert len(found) == MOST
    assert found[-1].what.endswith("Och en anmärkning till av samma slag.")


def test_remarks_of_other_kinds_and_sheets_are_not_lost_among_many() -> None:
    many = [Finding("a", f"Raden ”{it}” har inte lästs.", sheet="A") for it in range(30)]
    others = [Finding("a", "Raden ”x” har inte lästs.", sheet="B"), Finding("a", "Filen är gammal.", sheet="A")]
    assert most_telling([*many, *others])[MOST:] == others


# Size and time -----------------------------------------------------------------------------------------------------


def test_more_indicators_than_a_yearly_file_has_are_refused() -> None:
    head: list[Cell] = ["Kommun", *(f"Fråga {'abcdefghij'[it % 10]}{it} om rutiner" for it in range(1_001))]
    with pytest.raises(Refused, match="innehåller många gånger mer än en årsfil"):
        read_rows(head, ["Ale", *[1.0] * 1_001], ["Lund", *[0.0] * 1_001])


@pytest.mark.parametrize(("limit", "there"), [("_MOST_RESULTS", 4), ("_MOST_ROWS", 2), ("_MOST_INDICATORS", 2)])
def test_more_than_there_is_room_for_is_refused(limit: str, there: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[list[Cell]] = [["Kommun", VISIT, "Använder FIA"], ["Ale", 1.0, 0.0], ["Lund", 0.0, 1.0]]
    monkeypatch.setattr(interpretation, limit, there)
    assert len(read_rows(*rows).observations) == 4
    monkeypatch.setattr(interpretation, limit, there - 1)
    with pytest.raises(Refused, match="innehåller många gånger mer än en årsfil"):
        read_rows(*rows)


def test_the_reading_process_hands_over_no_more_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"Kommun;A\nAle;1\n;\nLund;0\n"
    monkeypatch.setattr(serve, "MAX_FILLED", 6)
    assert "sheets" in serve.read_workbook(content, "text", [])
    monkeypatch.setattr(serve, "MAX_FILLED", 4)
    assert serve.read_workbook(content, "text", []) == {"error": "crowded", "cell": ""}


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "PATIENCE", -1.0)
    (refusal,) = read_files(sample_files()[:1]).refusals
    assert refusal.startswith(f"{sample_files()[0].name} tog för lång tid att läsa. Spara bladen med resultat")


def test_what_is_being_interpreted_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[bool] = []

    def begin(name: str, sheets: Sequence[Sheet]) -> Source | None:
        begun.append(True)
        return find_source(name, sheets)

    def stop(done: int, total: int, text: str) -> None:
        if begun:
            raise Stopped

    monkeypatch.setattr(interpretation, "find_source", begin)
    monkeypatch.setattr(interpretation, "observe", None)  # never reached
    with pytest.raises(Stopped):
        read_files(sample_files()[:1], stop)


def test_work_is_asked_only_while_someone_watches() -> None:
    asked: list[bool] = []
    checkpoint()
    with watched(lambda: asked.append(True)):
        checkpoint()
        checkpoint()  # too soon after the first
        with watched(lambda: no_progress(0, 0, "")):
            checkpoint()
    checkpoint()
    assert asked == [True]
