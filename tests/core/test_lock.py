"""One window writes a work; whoever had it lets it go by ending, however that happens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ojdesk.core.lock import lock

_HOLD = """
import sys, time
from pathlib import Path
from ojdesk.core.lock import lock
assert lock(Path(sys.argv[1])) is not None
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def work(tmp_path: Path) -> Path:
    path = tmp_path / "nämnden.ojdesk"
    path.write_bytes(b"ett arbete")
    return path


def test_the_second_gets_none_until_the_first_lets_go(work: Path) -> None:
    first = lock(work)
    assert first is not None
    assert lock(work) is None
    assert lock(work.with_name("annat.ojdesk")) is not None
    first.let_go()
    first.let_go()
    second = lock(work)
    assert second is not None
    second.let_go()
    assert sorted(it.name for it in work.parent.iterdir()) == ["nämnden.ojdesk", "~$annat.ojdesk"]


def test_another_program_holds_it_until_it_is_killed(work: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(work)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert lock(work) is None
        other.kill()
        other.wait()
    mine = lock(work)
    assert mine is not None
    mine.let_go()


def test_what_stands_in_a_file_that_was_left_behind_means_nothing(work: Path) -> None:
    (work.parent / "~$nämnden.ojdesk").write_bytes(b"\0" * 64)
    mine = lock(work)
    assert mine is not None
    assert lock(work) is None
    mine.let_go()


def test_where_nothing_can_be_locked_everybody_may_write(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        raise PermissionError(13, "write-protected")

    monkeypatch.setattr(os, "open", fail)
    mine, other = lock(work), lock(work)
    assert mine is not None
    assert other is not None
    mine.let_go()


@pytest.mark.skipif(os.name != "posix", reason="Windows removes no file that is open")
def test_a_lock_on_a_file_that_was_removed_meanwhile_is_none(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the first window closes just as the second one opens: both must not have one."""
    beside = work.parent / "~$nämnden.ojdesk"
    seize = sys.modules["ojdesk.core.lock"]._seize
    tries: list[int] = []

    def late(handle: int) -> None:
        tries.append(handle)
        if len(tries) == 1:
            beside.unlink()
        seize(handle)

    monkeypatch.setattr("ojdesk.core.lock._seize", late)
    mine = lock(work)
    assert mine is not None
    assert len(tries) == 2
    assert lock(work) is None
    mine.let_go()
