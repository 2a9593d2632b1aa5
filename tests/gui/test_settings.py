"""What is remembered from one start to the next: damaged, shared with another window, out of reach for a while."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ojdesk.core.choice import Choice
from ojdesk.core.model import FIRST_YEAR, LAST_YEAR
from ojdesk.core.peers import PeerSet
from ojdesk.gui import settings
from ojdesk.gui.settings import Settings
from ojdesk.gui.window import Window

NAMES = [*Settings.__dataclass_fields__, "version"]
numbers = st.one_of(st.integers(), st.sampled_from([0, 1, 2**31, -(2**63), 10**40]), st.floats())
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, st.text(max_size=20), st.text(st.sampled_from("\0\ud800\u202e<b>/"))),
    lambda it: st.one_of(st.lists(it, max_size=4), st.dictionaries(st.text(max_size=6), it, max_size=4)),
    max_leaves=8,
)
files = st.one_of(
    st.binary(max_size=200),
    values.map(lambda it: json.dumps(it).encode()),
    st.dictionaries(st.sampled_from(NAMES), values).map(lambda it: json.dumps({"version": 1} | it).encode()),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "installningar.json"


def aside(path: Path) -> list[bytes]:
    return [it.read_bytes() for it in sorted(path.parent.glob("*skadad*"))]


def stored(path: Path) -> Any:
    return json.loads(path.read_bytes())


# Damaged ------------------------------------------------------------------------------------------------------------


@hypothesis_settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files)
@example(b"")
@example(b"\0" * 4096)
@example(b"[" * 100_000)
@example(b"\xff\xfe{}")
@example(b'{"version": 99999999999999999999999}')
@example(b'{"version": ' + b"9" * 5_000 + b"}")
@example(b'{"version": 1, "files": "\xff"}')
def test_no_settings_are_too_odd_and_what_was_not_believed_is_kept_aside(path: Path, content: bytes) -> None:
    for left in path.parent.iterdir():
        left.unlink()
    path.write_bytes(content)
    memory = settings.load(path)
    assert aside(path) == ([content] if memory.trouble else [])
    if memory.trouble:
        assert "-skadad" in memory.trouble
    memory.store()
    again = settings.load(path)
    assert again.trouble == ""
    assert again.now == memory.now


@hypothesis_settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({"version": st.just(1) | values}, optional=dict.fromkeys(NAMES[:-1], values)))
@example({"version": 1, "geometry": "\ud800"})
@example({"version": 1, "geometry": "abc"})
@example({"version": 1, "years": {"a": 10**30, "b": 99_999, "c": 2021}})
def test_whatever_is_remembered_is_of_its_kind(path: Path, raw: dict[str, Any]) -> None:
    path.write_text(json.dumps(raw))
    found = settings.load(path).now
    for name in NAMES[:-1]:
        assert type(getattr(found, name)) is type(getattr(Settings(), name))
    assert all(FIRST_YEAR <= year <= LAST_YEAR for year in found.years.values())
    assert bytes.fromhex(found.geometry or "00")
    assert 0 <= found.view < 1_000
    assert Choice.from_json(found.choice)


def test_a_file_without_end_is_not_read(path: Path) -> None:
    path.write_bytes(b'{"version": 1, "view": 2, "files": [' + b'"a",' * 6_000_000 + b'"a"]}')
    assert settings.load(path).now == Settings()


@hypothesis_settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=files)
@example(content=json.dumps({"version": 1, "view": 10**12, "geometry": "\ud800", "recent": ["\0", "\ud800"]}).encode())
@example(content=json.dumps({"version": 1, "files": ["<img src=x>"], "recent": ["<b>"], "folder": "\0"}).encode())
def test_the_window_comes_up_with_any_settings(
    start_window: Callable[[Settings], Window], path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    window = start_window(settings.load(path).now)
    window.set_appearance(window.memory.now.appearance)
    window._make_desk()
    assert window.start.open_button.isVisible()
    window.close()


def test_what_is_whole_in_damaged_settings_stays(path: Path) -> None:
    path.write_text(json.dumps({"version": 1, "appearance": "dark", "view": "tre", "later": 7}))
    memory = settings.load(path)
    assert (memory.now.appearance, memory.now.view) == ("dark", 0)
    assert "installningar-skadad.json" in memory.trouble
    assert stored(path)["appearance"] == "dark"


def test_what_a_newer_version_has_remembered_stays(path: Path) -> None:
    path.write_text(json.dumps({"version": settings.VERSION + 1, "appearance": "dark", "later": {"a": 1}}))
    memory = settings.load(path)
    memory.change(view=2)
    memory.store()
    assert stored(path)["later"] == {"a": 1}
    assert (stored(path)["version"], stored(path)["view"]) == (settings.VERSION + 1, 2)


def test_settings_out_of_reach_for_a_while_are_not_written_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(json.dumps({"version": 1, "appearance": "dark"}))
    real = Path.open

    def held(self: Path, *args: Any, **named: Any) -> Any:
        if self == path:
            raise PermissionError(13, "held by another program")
        return real(self, *args, **named)

    monkeypatch.setattr(Path, "open", held)
    memory = settings.load(path)
    assert "går inte att läsa just nu" in memory.trouble
    memory.change(view=1)
    memory.store()
    monkeypatch.undo()
    assert stored(path) == {"version": 1, "appearance": "dark"}
    memory.store()
    assert (stored(path)["appearance"], stored(path)["view"]) == ("dark", 1)


def test_what_is_damaged_while_one_works_takes_nothing_from_the_window(path: Path) -> None:
    own = PeerSet("Min", members=("1489",))
    settings.Memory(path, Settings(own_sets=(own,))).store()
    memory = settings.load(path)
    path.write_text(json.dumps({"version": 1, "own_sets": "borta"}))
    memory.store()
    assert settings.load(path).now.own_sets == (own,)


# Two windows --------------------------------------------------------------------------------------------------------


def test_two_windows_write_over_nothing_of_each_others(path: Path) -> None:
    first, second = settings.load(path), settings.load(path)
    mine, yours = PeerSet("Min", members=("1489",)), PeerSet("Din", members=("1490",))
    first.change(own_sets=(mine,), appearance="dark", years={"a": 2020})
    first.store()
    second.change(own_sets=(yours,), years={"b": 2021})
    second.store()
    first.store()
    left = settings.load(path).now
    assert set(left.own_sets) == {mine, yours}
    assert left.appearance == "dark"
    assert left.years == {"a": 2020, "b": 2021}


def test_a_set_that_is_taken_away_stays_away_and_one_of_the_same_name_is_kept(path: Path) -> None:
    mine, gone, yours = (
        PeerSet("G", members=("1489",)),
        PeerSet("B", members=("1440",)),
        PeerSet("G", members=("1490",)),
    )
    settings.Memory(path, Settings(own_sets=(gone,))).store()
    first, second = settings.load(path), settings.load(path)
    first.change(own_sets=(mine,))
    first.store()
    second.change(own_sets=(gone, yours))
    for it in (second, first, second):
        it.store()
    labels = {it.label: it.members for it in settings.load(path).now.own_sets}
    assert labels == {"G": ("1490",), "G 2": ("1489",)}
