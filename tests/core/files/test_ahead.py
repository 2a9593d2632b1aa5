import subprocess
from pathlib import Path
from typing import Any

import pytest

from ojdesk.core.files import child, gate
from ojdesk.core.files.ahead import RawFile, read_raw
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.gate import Passed
from ojdesk.core.work import Stopped, no_progress
from tests.core.files.formats import write_xlsb, write_xlsx
from tests.core.files.hostile import CASES

GOOD = write_xlsx()


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Good files with a bad one of every sort in between: not there, no table, made to harm, and fatal to calamine."""
    contents = [GOOD, None, GOOD, b"%PDF", CASES["corners"][1](), GOOD, b"PK\x03\x04", GOOD]
    made = [tmp_path / f"{number}.xlsx" for number, _ in enumerate(contents)]
    for path, content in zip(made, contents, strict=True):
        if content is not None:
            path.write_bytes(content)
    return made


def test_outcomes_come_in_the_order_of_the_files(paths: list[Path]) -> None:
    outcomes = list(read_raw(paths, no_progress))
    names = [it.path.name if isinstance(it, RawFile) else str(it).split()[0] for it in outcomes]
    assert names == [path.name for path in paths]
    good = [number for number, it in enumerate(outcomes) if isinstance(it, RawFile)]
    assert good == [0, 2, 5, 7]
    for it in outcomes:
        if isinstance(it, RawFile):
            assert [sheet.name for sheet in it.sheets] == ["Information", "Resultat", "Dold"]
            assert len(it.digest) == 64


def test_no_files_are_no_outcomes() -> None:
    assert list(read_raw([], no_progress)) == []


def test_the_next_file_is_begun_before_this_one_is_handed_over(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def take(path: Path) -> Passed:
        begun.append(path.name)
        return gate.inspect(path.name, GOOD)

    monkeypatch.setattr(gate, "take", take)
    outcomes = read_raw(paths, no_progress)
    next(outcomes)
    assert begun == ["0.xlsx", "1.xlsx"]
    next(outcomes)
    assert begun == ["0.xlsx", "1.xlsx", "2.xlsx"]


def test_a_process_that_dies_ahead_costs_the_file_that_it_was_at(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = child._exchange
    sound = [path for path in paths if path.stem in {"0", "2", "5", "7"}]
    sound[1].write_bytes(write_xlsb())

    def die(process: "subprocess.Popen[bytes]", order: bytes, content: bytes, replies: Any) -> None:
        if content != GOOD:
            process.kill()
            process.wait()
        exchange(process, order, content, replies)

    monkeypatch.setattr(child, "_exchange", die)
    outcomes = list(read_raw(sound, no_progress))
    assert [isinstance(it, RawFile) for it in outcomes] == [True, False, True, True]
    assert str(outcomes[1]).startswith("2.xlsx gick inte att läsa.")


def test_a_stop_ends_the_process(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    close = ReadingProcess.close

    def watched(self: ReadingProcess) -> None:
        close(self)
        closed.append(self._process is None)

    def stop(done: int, total: int, text: str) -> None:
        if done == 2:
            raise Stopped

    monkeypatch.setattr(ReadingProcess, "close", watched)
    with pytest.raises(Stopped):
        list(read_raw(paths, stop))
    assert closed[-1]
