"""Series over the years, and what interrupts them."""

from ojdesk.core.compare import trends
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Group, Level
from ojdesk.core.peers import PeerSet

ALINGSAS, CENTRUM, OLD_CENTRUM = "1489", "148052", "148034"
PLAN = "plan_tre_manader_alla"


def test_three_names_are_one_series(dataset: Dataset) -> None:
    trend = trends.trend(dataset, ALINGSAS, PLAN)
    assert trend.years == (2020, 2021, 2022, 2023, 2024)
    assert trend.nation is not None
    assert trend.nation.values == (31, 31, 40, 50, 67)
    assert trend.breaks == ()
    assert trend.segments() == [(0, 4)]


def test_no_line_crosses_a_break(dataset: Dataset) -> None:
    trend = trends.trend(dataset, ALINGSAS, "rutin_vald_vuxen")
    assert [it.year for it in trend.breaks] == [2024]
    assert trend.segments() == [(0, 5), (6, 6)]


def test_two_areas_of_one_name_are_two_series(dataset: Dataset) -> None:
    old, new = (trends.trend(dataset, it, "nybesok_14_dagar") for it in (OLD_CENTRUM, CENTRUM))
    there = [[figure.status is not None for figure in trend.own] for trend in (old, new)]
    assert there == [[True] * 3 + [False] * 4, [False] * 3 + [True] * 4]


def test_answers_are_no_line_and_numbers_are(dataset: Dataset) -> None:
    assert trends.trend(dataset, ALINGSAS, PLAN).own_line is None
    line = trends.trend(dataset, ALINGSAS, "andel_mottagare").own_line
    assert line is not None
    assert line.values == (3.6, 3.8, 4.1, 3.8, 3.9)


def test_a_county_has_a_line_of_its_own_and_none_beside_it(dataset: Dataset) -> None:
    trend = trends.trend(dataset, "14", PLAN)
    assert trend.own_line is not None
    assert trend.county is None
    assert "14" not in {line.unit.code for line in trend.others}


def test_grey_lines_are_counties_for_answers_and_neighbours_for_numbers(dataset: Dataset) -> None:
    answers = {line.unit.level for line in trends.trend(dataset, ALINGSAS, PLAN).others}
    numbers = trends.trend(dataset, ALINGSAS, "andel_mottagare").others
    assert answers == {Level.COUNTY}
    assert {(line.unit.level, line.unit.county) for line in numbers} == {(Level.MUNICIPALITY, "14")}


def test_picked_peers_take_the_neighbours_place(dataset: Dataset) -> None:
    trend = trends.trend(dataset, ALINGSAS, "andel_mottagare", peers=PeerSet("Tre", members=("2584", ALINGSAS, "0114")))
    assert [line.unit.name for line in trend.others] == ["Kiruna", "Upplands Väsby"]


def test_groups_have_series_of_their_own(dataset: Dataset) -> None:
    women = trends.trend(dataset, ALINGSAS, "andel_mottagare", Group.WOMEN)
    men = trends.trend(dataset, ALINGSAS, "andel_mottagare", Group.MEN)
    assert women.own != men.own
