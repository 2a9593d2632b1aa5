"""What is open and what is picked: one path for every change, announced once."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ojdesk.core.choice import Around, Choice, Form, Rows, Small
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.workbook import Import
from ojdesk.core.peers import NO_PEERS
from ojdesk.core.report.outline import Outline
from ojdesk.core.resources import sample_files
from ojdesk.core.work import Stopped, no_progress
from ojdesk.gui.history import MOST
from ojdesk.gui.reading import read
from ojdesk.gui.workspace import Workspace
from tests.gui.user import group


@pytest.fixture
def workspace(dataset: Dataset, choice: Choice) -> Workspace:
    made = Workspace()
    made.show(dataset, choice)
    return made


def test_a_change_is_announced_once_and_an_equal_one_not_at_all(workspace: Workspace, qtbot: QtBot) -> None:
    count: list[Choice] = []
    workspace.choice_changed.connect(lambda: count.append(workspace.choice))
    workspace.choose(unit="1281")
    workspace.choose(unit="1281")
    workspace.choose(unit="1281", year=2022)
    assert [it.unit for it in count] == ["1281"]


def test_another_outline_is_announced_once_and_an_equal_one_not_at_all(workspace: Workspace, qtbot: QtBot) -> None:
    written = Outline().commented("freda", "Alla är utbildade.", 2022)
    with qtbot.assertNotEmitted(workspace.choice_changed), qtbot.waitSignal(workspace.outline_changed):
        workspace.arrange(written)
    with qtbot.assertNotEmitted(workspace.outline_changed):
        workspace.arrange(Outline().commented("freda", "Alla är utbildade.", 2022))
    workspace.choose(unit="1281")
    assert workspace.outline == written
    workspace.close()
    assert workspace.outline == Outline()


def test_what_the_files_lack_is_never_picked(workspace: Workspace) -> None:
    before = workspace.choice
    workspace.choose(indicator="borta")
    workspace.choose(year=1999)
    assert workspace.choice.indicator in before.indicators
    assert workspace.choice.year == 2024


def test_nothing_can_be_picked_before_anything_is_open(qtbot: QtBot) -> None:
    empty = Workspace()
    with qtbot.assertNotEmitted(empty.choice_changed):
        empty.choose(unit="1489")
        empty.undo()
        empty.redo()
    with pytest.raises(LookupError):
        _ = empty.choice


def test_a_dataset_is_announced_before_its_choice(dataset: Dataset, choice: Choice) -> None:
    made = Workspace()
    heard: list[str] = []
    made.dataset_changed.connect(lambda: heard.append(f"dataset {made.choice.unit}"))
    made.choice_changed.connect(lambda: heard.append(f"choice {made.choice.unit}"))
    made.closed.connect(lambda: heard.append(f"closed {made.dataset}"))
    made.show(dataset, choice)
    made.close()
    assert heard == ["dataset 1489", "choice 1489", "closed None"]


STEPS = st.lists(
    st.one_of(
        st.builds(lambda it: ("choose", {"unit": it}), st.sampled_from(["1489", "1281", "00", ""])),
        st.builds(lambda it: ("choose", {"indicator": it}), st.sampled_from(["freda", "fia", "andel_barn"])),
        st.builds(lambda it: ("choose", {"year": it}), st.integers(2018, 2024)),
        st.builds(lambda it: ("choose", {"county": it}), st.booleans()),
        st.just(("undo", {})),
        st.just(("redo", {})),
    ),
    max_size=30,
)


@given(steps=STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_undo_and_redo_walk_the_way_that_was_gone(
    qapp: object, dataset: Dataset, steps: list[tuple[str, dict[str, object]]]
) -> None:
    workspace = Workspace()
    workspace.show(dataset, Choice(unit="1489"))
    way, at = [workspace.choice], 0
    for name, changes in steps:
        getattr(workspace, name)(**changes)
        if name == "choose" and workspace.choice != way[at]:
            way, at = [*way[: at + 1], workspace.choice], at + 1
        elif name == "undo":
            at = max(at - 1, 0)
        elif name == "redo":
            at = min(at + 1, len(way) - 1)
        assert workspace.choice == way[at]
        assert (workspace.can_undo, workspace.can_redo) == (at > 0, at < len(way) - 1)


OTHERS: dict[str, object] = {
    "unit": "1281",
    "indicator": "fia",
    "indicators": ("fia", "freda"),
    "year": 2020,
    "county": False,
    "nation": False,
    "others": False,
    "peers": group("0180"),
    "rows": Rows.NOT_MET,
    "form": Form.MUNICIPALITIES,
    "county_seen": "25",
    "small": Small.INDICATORS,
    "around": Around.COUNTY,
    "table": True,
}


def test_every_choice_can_be_taken_back(workspace: Workspace) -> None:
    assert set(OTHERS) >= {it.name for it in fields(Choice)}, "a new field needs its place here"
    for name, value in OTHERS.items():
        before = workspace.choice
        workspace.choose(**{name: value})
        assert workspace.choice != before, name
        workspace.undo()
        assert workspace.choice == before, name
        workspace.redo()
        assert getattr(workspace.choice, name) == value


def test_the_oldest_steps_are_forgotten(workspace: Workspace) -> None:
    for at in range(MOST + 50):
        workspace.choose(unit=("1489", "1281")[at % 2], peers=(group("0180"), NO_PEERS)[at % 2])
    steps = 0
    while workspace.can_undo:
        workspace.undo()
        steps += 1
    assert steps == MOST - 1


# Back and forward -----------------------------------------------------------------------------------------------------


def place(workspace: Workspace) -> tuple[int, str, str]:
    return workspace.view, workspace.choice.indicator, workspace.choice.unit


def test_back_and_forward_go_from_place_to_place(workspace: Workspace) -> None:
    start = place(workspace)
    workspace.go(1)
    workspace.go(2, indicator="freda")
    workspace.choose(unit="1281")
    way = [start, (1, *start[1:]), (2, "freda", "1489"), (2, "freda", "1281")]
    for it in reversed(way[:-1]):
        workspace.back()
        assert place(workspace) == it
    assert not workspace.can_go_back
    for it in way[1:]:
        workspace.forward()
        assert place(workspace) == it
    assert not workspace.can_go_forward


def test_going_back_keeps_what_was_picked_meanwhile(workspace: Workspace) -> None:
    workspace.go(1, indicator="freda")
    workspace.choose(peers=group("0180"), year=2020)
    workspace.back()
    assert workspace.choice.indicator == "plan_tre_manader_alla"
    assert (workspace.choice.peers, workspace.choice.year) == (group("0180"), 2020)


def test_that_one_went_back_can_be_undone_and_that_one_undid_can_be_gone_back_from(workspace: Workspace) -> None:
    workspace.go(1, indicator="freda")
    workspace.back()
    assert place(workspace)[:2] == (0, "plan_tre_manader_alla")
    workspace.undo()
    assert place(workspace)[:2] == (0, "freda"), "undo leaves one in the view where one is"
    workspace.back()
    assert place(workspace)[:2] == (0, "plan_tre_manader_alla")


def test_a_place_is_announced_once_and_only_as_far_as_it_is_another(workspace: Workspace) -> None:
    heard: list[str] = []
    workspace.view_changed.connect(lambda: heard.append("view"))
    workspace.choice_changed.connect(lambda: heard.append("choice"))
    workspace.go(1)
    workspace.go(1)
    workspace.go(1, indicator="freda")
    workspace.go(2, indicator="fia")
    assert heard == ["view", "choice", "view", "choice"]
    workspace.back()
    assert heard[4:] == ["view", "choice"]


def test_other_files_forget_the_way(workspace: Workspace, dataset: Dataset) -> None:
    workspace.choose(unit="1281")
    workspace.undo()
    workspace.show(dataset, workspace.choice)
    assert not workspace.can_undo
    assert not workspace.can_redo
    assert not workspace.can_go_back
    assert not workspace.can_go_forward


# Reading -------------------------------------------------------------------------------------------------------------

FIRST, SECOND = sample_files()[:2]


def test_what_is_read_is_joined_to_what_is_open() -> None:
    one = read([FIRST], None, no_progress)
    both = read([SECOND], one.dataset, no_progress)
    assert one.dataset is not None
    assert both.dataset is not None
    assert [it.file for it in both.dataset.readings] == [FIRST.name, SECOND.name]
    assert len(one.dataset.readings) == 1


def test_a_file_that_was_corrected_takes_its_own_place(tmp_path: Path) -> None:
    path = tmp_path / "enkät.xlsx"
    path.write_bytes(FIRST.read_bytes())
    before = read([path], None, no_progress).dataset
    path.write_bytes(SECOND.read_bytes())
    after = read([path], before, no_progress).dataset
    alone = read([SECOND], None, no_progress).dataset
    assert before is not None
    assert after is not None
    assert alone is not None
    assert (after.years, len(after.readings)) == (alone.years, 1)
    assert after.years != before.years


def test_what_cannot_be_read_leaves_what_is_open(tmp_path: Path) -> None:
    bad = tmp_path / "tom.xlsx"
    bad.write_bytes(b"")
    opened = read([FIRST], None, no_progress).dataset
    assert read([bad], opened, no_progress).dataset is opened


def test_what_cannot_be_read_is_refused_and_left_out(tmp_path: Path) -> None:
    bad = tmp_path / "tom.xlsx"
    bad.write_bytes(b"")
    found = read([bad, FIRST], None, no_progress)
    assert found.dataset is not None
    assert [it.path for it in found.dataset.readings] == [FIRST]
    assert found.refusals == ("tom.xlsx är tom. Hämta filen på nytt från Socialstyrelsen.",)
    assert read([bad], None, no_progress).dataset is None


@pytest.mark.parametrize("at", [0, 1, 2])
def test_reading_stops_when_it_is_told_to(at: int) -> None:
    def progress_until(last: int) -> Callable[[int, int, str], None]:
        def progress(done: int, total: int, text: str) -> None:
            if done >= last:
                raise Stopped

        return progress

    with pytest.raises(Stopped):
        read([FIRST, SECOND], None, progress_until(at))


def test_going_on_in_other_files_keeps_the_way_back_and_fits_it(
    workspace: Workspace, dataset: Dataset, sample: Import
) -> None:
    workspace.choose(year=2023)
    workspace.choose(year=2024)
    workspace.choose(county=False)
    fewer = build(it for it in sample.readings if it.years[-1] < 2023)
    workspace.go_on(fewer, workspace.choice)
    assert workspace.choice.year == 2022
    way = [workspace.choice.county]
    while workspace.can_undo:
        workspace.undo()
        assert workspace.choice == workspace.choice.fitted(fewer)
        way.append(workspace.choice.county)
    assert way == [False, True]
