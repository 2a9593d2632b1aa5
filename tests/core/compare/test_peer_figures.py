"""What comparison sets amount to, against a count of one's own in the truth of the sample."""

import csv
import gzip
import re
import statistics
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pytest

from ojdesk.core.compare import overviews, spreads, trends
from ojdesk.core.compare.groups import PeerFigure, peer_figure
from ojdesk.core.dataset import Dataset
from ojdesk.core.lessons import lessons
from ojdesk.core.model import Group, Source
from ojdesk.core.peers import NO_PEERS, PeerSet, city_parts, municipality_group, similar_municipalities
from ojdesk.core.units import unit_table
from ojdesk.core.wording.groups import about_peers, peers_in_table, peers_sentence
from ojdesk.core.wording.numbers import number
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.trends import trend_sentence

TRUTH = Path(__file__).resolve().parents[2] / "truth"
UNITS = unit_table().by_code
TOP = {"yes": 1.0, "graded": 2.0}
PLAN = "plan_tre_manader_alla"


@lru_cache(maxsize=1)
def truth() -> dict[tuple[str, int], dict[str, dict[str, str]]]:
    """Indicator and year → unit → the row of the truth."""
    found: dict[tuple[str, int], dict[str, dict[str, str]]] = defaultdict(dict)
    for path in sorted(TRUTH.glob("*.xlsx.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["group"] == "Totalt" and row["level"] in {"kommun", "stadsdel"}:
                    found[row["key"], int(row["year"])].setdefault(row["unit_code"], row)
    return found


def sets_of(code: str) -> list[PeerSet]:
    unit = UNITS[code]
    city = UNITS.get(unit.municipality)
    found = [similar_municipalities(unit), municipality_group(unit), city_parts(city, 2022) if city else None]
    return [it for it in found if it is not None]


def made(dataset: Dataset, peers: PeerSet, unit: str, indicator: str, year: int) -> PeerFigure:
    found = peer_figure(dataset, peers, unit, indicator, year)
    assert found is not None
    return found


@pytest.mark.parametrize("unit", ["1489", "0114", "2584", "148052", "018006"])
def test_shares_and_medians_are_those_that_the_truth_gives(dataset: Dataset, unit: str) -> None:
    checked = {"share": 0, "median": 0}
    for peers in sets_of(unit):
        for (indicator, year), rows in truth().items():
            if indicator not in dataset.indicators:
                continue
            # Stockholm answers by its districts; in the register the city stands for all of them.
            there = [rows[code] for code in peers.members if code != unit and code in rows]
            values = [float(row["value"]) for row in there if row["status"] == "value"]
            found = made(dataset, peers, unit, indicator, year)
            assert (found.asked, found.answered) == (len(there), len(values)), (indicator, year)
            if not values:
                assert found.value is None
            elif (scale := there[0]["scale"]) in TOP:
                met = sum(value == TOP[scale] for value in values)
                assert found.met == met
                assert found.value == pytest.approx(100 * met / len(values))
                checked["share"] += 1
            else:
                assert found.value == pytest.approx(statistics.median(values))
                checked["median"] += 1
    assert checked["share"] > 50
    assert checked["median"] > 5 or unit.startswith(("0180", "1480"))


def test_every_view_gets_the_same_figure(dataset: Dataset) -> None:
    (similar, kind) = sets_of("1489")
    for peers in (similar, kind):
        overview = overviews.overview(dataset, "1489", 2022, peers=peers)
        for row in overview.rows:
            trend = trends.trend(dataset, "1489", row.indicator.id, peers=peers)
            spread = spreads.spread(dataset, "1489", row.indicator.id, 2022, peers=peers)
            assert row.peers == spread.peers
            assert row.peers == trend.peers[trend.years.index(2022)]


def test_without_a_set_there_is_nothing(dataset: Dataset) -> None:
    assert peer_figure(dataset, NO_PEERS, "1489", PLAN, 2022) is None
    assert trends.trend(dataset, "1489", PLAN).peers == ()
    assert spreads.spread(dataset, "1489", PLAN, 2022).peers is None


def test_the_own_unit_is_not_among_those_it_is_compared_with(dataset: Dataset) -> None:
    kind = sets_of("1489")[1]
    ours, theirs = made(dataset, kind, "1489", PLAN, 2022), made(dataset, kind, "0180", PLAN, 2022)
    assert (ours.size, theirs.size) == (42, 43)
    assert theirs.asked == ours.asked + 1
    spread = spreads.spread(dataset, "1489", PLAN, 2022, peers=kind)
    assert isinstance(spread, spreads.ShareSpread)
    assert "1489" not in {unit.code for unit, _ in spread.peer_tiles}
    assert len(spread.peer_tiles) == ours.asked


def test_a_city_and_its_districts_count_once(dataset: Dataset) -> None:
    both = PeerSet("Stockholm två gånger", members=("0180", "018006", "018012", "1440"))
    survey, register = made(dataset, both, "1489", PLAN, 2022), made(dataset, both, "1489", "andel_mottagare", 2022)
    assert survey.asked == 3
    assert register.asked == 2


def test_the_silent_are_neither_yes_nor_no(dataset: Dataset) -> None:
    # Ale did not answer in 2022.
    peers = PeerSet("Tre", members=("1440", "1463", "1472"))
    found = made(dataset, peers, "1489", PLAN, 2022)
    assert (found.asked, found.answered, found.silent) == (3, 2, 1)
    assert found.lowest == pytest.approx(100 * found.met / 3)
    assert found.highest == pytest.approx(100 * (found.met + 1) / 3)


def test_those_whom_no_file_has_are_told_of(dataset: Dataset) -> None:
    peers = PeerSet("Gamla", members=("1463", "148034", "9999"))
    found = made(dataset, peers, "1489", PLAN, 2022)
    assert (found.size, found.absent, found.asked) == (3, 2, 1)
    assert peers_sentence(found).endswith("Två av de tre finns inte med i filen för 2022.")
    nobody = made(dataset, PeerSet("Borta", members=("9999",)), "1489", PLAN, 2022)
    assert peers_sentence(nobody) == "Ingen i gruppen Borta finns med i filen för 2022."


def test_the_groups_line_is_no_longer_than_the_answers(dataset: Dataset) -> None:
    peers = PeerSet("Grannarna", members=("1463", "1472"))
    for indicator in dataset.indicators:
        trend = trends.trend(dataset, "1489", indicator, peers=peers)
        for figure in trend.peers:
            assert (figure.value is None) is (figure.answered == 0)
        assert len(trend.peer_values) in {0, len(trend.years)}


# In words ----------------------------------------------------------------------------------------------------------


def test_all_that_is_said_of_a_set_says_that_it_is_computed(dataset: Dataset) -> None:
    for peers in sets_of("1489"):
        for indicator in dataset.indicators.values():
            decimals = dataset.decimals.get(indicator.id, 0)
            trend = trends.trend(dataset, "1489", indicator.id, peers=peers)
            spread = spreads.spread(dataset, "1489", indicator.id, 2022, peers=peers)
            assert spread.peers is not None
            for said in (trend_sentence(trend, decimals), spread_sentence(spread, decimals)):
                sentence = said[said.index(peers.label) :]
                assert "beräkna" in sentence, said
                assert not re.search(r"\bnan\b|\bNone\b|  ", said), said
            assert spread.peers.value is None or "beräkna" in about_peers(spread.peers, decimals)


def test_a_share_is_given_with_n_of_n_and_few_answers_are_told_of(dataset: Dataset) -> None:
    peers = PeerSet("Grannarna", members=("1440", "1463", "1472", "1473"))
    found = made(dataset, peers, "1489", PLAN, 2022)
    assert found.few
    said = peers_sentence(found)
    assert said.startswith("I gruppen Grannarna uppfyller ")
    assert " av tre svarande indikatorn 2022 (" in said
    assert "Så få svar säger lite." in said
    assert all(unit.name in said for unit in found.met_by)
    assert peers_in_table(found).startswith(f"{found.met} av 3 (")
    assert about_peers(found).endswith("Färre än fem svar.")


def test_a_median_is_called_one(dataset: Dataset) -> None:
    found = made(dataset, PeerSet("Grannarna", members=("1440", "1463", "1472")), "1489", "belopp_per_inv", 2022)
    assert found.value is not None
    kronor = number(found.value)
    assert peers_in_table(found) == f"median {kronor}"
    assert peers_sentence(found) == (
        f"Medianen i gruppen Grannarna är {kronor} kronor 2022, beräknad av ojdesk ur tre värden. "
        "Så få värden säger lite."
    )


# Whom to learn from ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["1489", "0114", "148052"])
@pytest.mark.parametrize("year", [2020, 2022, 2024])
def test_gaps_to_a_set_are_what_half_of_it_meets_and_we_do_not(dataset: Dataset, unit: str, year: int) -> None:
    for peers in sets_of(unit):
        found = lessons(dataset, unit, year, peers)
        assert found is not None
        wanted = set()
        for (indicator, of_year), rows in truth().items():
            own = rows.get(unit)
            if of_year != year or own is None or own["status"] != "value" or own["scale"] not in TOP:
                continue
            top = TOP[own["scale"]]
            answers = [
                float(rows[code]["value"]) == top for code in peers.others(unit) if code in rows and rows[code]["value"]
            ]
            if float(own["value"]) != top and answers and sum(answers) * 2 >= len(answers):
                wanted.add(indicator)
        assert {gap.indicator.id for gap in found.gaps} == wanted
        for gap in found.gaps:
            assert len(gap.models) == gap.around.met
            assert {unit.code for unit in gap.models} <= set(peers.others(unit))
        for shift in found.shifts:
            assert {it.code for it in (*shift.gained, *shift.lost)} <= set(peers.others(unit))


def test_register_figures_have_groups_of_their_own(dataset: Dataset) -> None:
    peers = sets_of("1489")[1]
    indicator = next(
        it.id
        for it in dataset.indicators.values()
        if it.source is Source.REGISTER and Group.WOMEN in dataset.groups_of(it.id)
    )
    women, men = (peer_figure(dataset, peers, "1489", indicator, 2022, group) for group in (Group.WOMEN, Group.MEN))
    assert women is not None
    assert men is not None
    assert women.value != men.value
