"""What a map shows, against compare and against counting by hand."""

from dataclasses import replace

import numpy as np
import pytest

from ojdesk.core.compare import figures, spreads
from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.dataset import Dataset
from ojdesk.core.map_drawing import Fill, fill_of, legend, member_dots, member_edges
from ojdesk.core.map_wording import area_cell, area_text, map_sentence
from ojdesk.core.maps import Area, AreaMap, county_map, municipality_map
from ojdesk.core.model import FigureKey, Level, Status
from ojdesk.core.palette import LIGHT
from ojdesk.core.peers import PeerSet
from ojdesk.core.units import unit_table
from ojdesk.core.wording.groups import peers_sentence

PLAN, NUMBER, MIXED = "plan_tre_manader_alla", "andel_mottagare", "socionomexamen"


def area(shown: AreaMap, code: str) -> Area:
    return next(it for it in shown.areas if it.unit.code == code)


# Values -----------------------------------------------------------------------------------------------------------


def test_counties_have_the_shares_of_the_rows(dataset: Dataset) -> None:
    shown, spread = county_map(dataset, "1489", PLAN, 2022), spreads.spread(dataset, "1489", PLAN, 2022)
    assert isinstance(spread, ShareSpread)
    assert len(shown.areas) == 21
    for row in spread.rows:
        it = area(shown, row.county.code)
        assert (it.value, it.met, it.answered, it.asked) == (row.share, row.met, row.answered, row.asked)
        assert it.computed == row.computed
        assert shown.is_few(it) == row.few
    assert (shown.own, shown.county, shown.limits) == ("14", None, (0, 20, 40, 60, 80, 100))


def test_counties_have_the_numbers_that_are_published_for_them(dataset: Dataset) -> None:
    shown = county_map(dataset, "14", NUMBER, 2022)
    for it in shown.areas:
        assert it.value == figures.figure(dataset, NUMBER, it.unit.code, 2022).value
        assert shown.key_of(it) == FigureKey(NUMBER, it.unit.code, 2022)


def test_medians_stand_where_no_county_has_a_published_number_and_are_called_computed(dataset: Dataset) -> None:
    counties = [it.code for it in dataset.counties]
    silent = without_values(dataset, NUMBER, counties)
    shown, spread = county_map(silent, "1489", NUMBER, 2022), spreads.spread(silent, "1489", NUMBER, 2022)
    assert isinstance(spread, NumberSpread)
    for row in spread.rows:
        it = area(shown, row.county.code)
        assert (it.value, it.computed, shown.key_of(it)) == (row.median, True, None)
    assert map_sentence(shown).endswith("medianer bland deras kommuner, beräknade av ojdesk.")
    assert "*" in area_cell(shown.areas[0], shown)


def without_values(dataset: Dataset, indicator: str, units: list[str], status: Status = Status.MISSING) -> Dataset:
    """The same files with empty cells for some units."""
    table = dataset.observations.copy()
    gone = (table["indicator_id"] == indicator) & table["unit_code"].isin(units)
    assert gone.any()
    table.loc[gone, "value"] = np.nan
    table.loc[gone, "status"] = status
    return replace(dataset, observations=table)


@pytest.mark.parametrize("county", [it.code for it in unit_table().by_code.values() if it.level is Level.COUNTY])
@pytest.mark.parametrize("indicator", [PLAN, NUMBER])
def test_municipalities_have_what_the_files_say_of_them(dataset: Dataset, indicator: str, county: str) -> None:
    shown = municipality_map(dataset, "1489", indicator, 2022, county)
    wanted = {it.code for it in unit_table().by_code.values() if it.level is Level.MUNICIPALITY and it.county == county}
    assert {it.unit.code for it in shown.areas} == wanted
    for it in shown.areas:
        figure = figures.figure(dataset, indicator, it.unit.code, 2022)
        assert it.figure == figure
        assert it.value == (None if shown.shows_answers else figure.value)
    assert shown.own == ("1489" if county == "14" else "")


@pytest.mark.parametrize(
    ("unit", "city", "year"), [("018018", "0180", 2022), ("148052", "1480", 2022), ("1489", "1480", 2020)]
)
def test_a_city_has_its_districts_counted_and_no_answer_of_its_own(
    dataset: Dataset, unit: str, city: str, year: int
) -> None:
    county = dataset.units[unit].county
    shown = municipality_map(dataset, unit, PLAN, year, county)
    it = area(shown, city)
    codes = [u.code for u, _ in it.districts]
    theirs = dict(zip(codes, figures.figures(dataset, PLAN, codes, year), strict=True))
    there = [u for u in dataset.units.values() if u.municipality == city]
    asked = [u.code for u in there if figures.figure(dataset, PLAN, u.code, year).status is not None]
    assert set(theirs) == set(asked)
    assert it.met == sum(figure.value == 2 for figure in theirs.values())
    assert it.answered == sum(figure.value is not None for figure in theirs.values())
    assert it.asked == len(asked)
    assert shown.key_of(it) is None
    assert fill_of(it, shown, LIGHT).sign is None
    assert f"{it.met} av {it.answered} svarande" in area_text(it, shown)


def test_the_counts_of_a_county_and_its_municipalities_agree(dataset: Dataset) -> None:
    """Stockholm's municipalities and districts are the units of its county."""
    county = area(county_map(dataset, "0114", PLAN, 2022), "01")
    shown = municipality_map(dataset, "0114", PLAN, 2022, "01")
    alone = [it for it in shown.areas if not it.districts]
    assert county.met == sum(it.met for it in shown.areas) + sum(it.figure.met is True for it in alone)
    assert county.asked == sum(it.asked for it in shown.areas) + sum(it.figure.status is not None for it in alone)


def test_a_register_counts_the_city_and_not_its_districts(dataset: Dataset) -> None:
    it = area(municipality_map(dataset, "148052", NUMBER, 2022, "14"), "1480")
    assert it.districts == ()
    assert it.value == figures.figure(dataset, NUMBER, "1480", 2022).value


def test_both_maps_of_a_number_have_one_scale_that_takes_in_everybody(dataset: Dataset) -> None:
    for indicator in (NUMBER, MIXED, "belopp_per_inv"):
        shown = [county_map(dataset, "1489", indicator, 2022)]
        shown += [municipality_map(dataset, "1489", indicator, 2022, county) for county in ("14", "01", "09")]
        assert len({it.limits for it in shown}) == 1
        values = [it.value for one in shown for it in one.areas if it.value is not None]
        assert shown[0].limits[0] <= min(values) <= max(values) <= shown[0].limits[-1]
        assert 2 <= len(shown[0].limits) <= 6


# The comparison set ------------------------------------------------------------------------------------------------


#: Two in the county of Alingsås, one of them a part of Göteborg, one in Halland, and the own unit.
NEIGHBOURS = PeerSet("Grannarna", members=("1463", "148052", "1384", "1489"))


def test_members_are_marked_where_they_lie_and_the_own_unit_is_none(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "1489", PLAN, 2022, "14", peers=NEIGHBOURS)
    assert {it.unit.code: [one.code for one in it.members] for it in shown.areas if it.members} == {
        "1463": ["1463"],
        "1480": ["148052"],
    }
    assert set(member_edges(shown)) == {"1463", "1480"}
    assert "Är med i gruppen." in area_text(area(shown, "1463"), shown)
    assert "I gruppen: Centrum (Göteborg)." in area_text(area(shown, "1480"), shown)
    assert "gruppen" not in area_text(area(shown, "1489"), shown)
    counties = county_map(dataset, "1489", NUMBER, 2022, peers=NEIGHBOURS)
    assert {it.unit.code: len(it.members) for it in counties.areas if it.members} == {"13": 1, "14": 2}
    assert set(member_dots(counties)) == {"1463", "1480", "1384"}
    assert member_edges(counties) == []


def test_the_own_area_keeps_its_own_outline(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "148053", PLAN, 2022, "14", peers=NEIGHBOURS)
    assert shown.own == "1480"
    assert area(shown, "1480").members
    assert "1480" not in member_edges(shown)


def test_the_set_is_in_the_legend_and_in_the_sentence_seen_from_the_own_unit(dataset: Dataset) -> None:
    home, away, none = (
        municipality_map(dataset, "1489", PLAN, 2022, it, peers=NEIGHBOURS) for it in ("14", "13", "25")
    )
    assert (legend(home, LIGHT).items[-1]) == (Fill(LIGHT.ground, edge=LIGHT.group), "i gruppen Grannarna")
    assert "I Västra Götalands län är Centrum (Göteborg) och Mark med i gruppen." in map_sentence(home)
    for shown in (home, away, none):
        assert shown.peers is not None
        assert shown.peers.size == 3
        assert peers_sentence(shown.peers, 0, dataset.units["1489"]) in map_sentence(shown)
    assert map_sentence(none).endswith("Ingen i gruppen ligger i Norrbottens län.")
    assert all("gruppen" not in text for _, text in legend(none, LIGHT).items)
    counties = county_map(dataset, "1489", PLAN, 2022, peers=NEIGHBOURS)
    assert map_sentence(counties).endswith("Gruppen finns i Halland och Västra Götaland.")
    assert legend(counties, LIGHT).items[-1] == (Fill(LIGHT.ground, dot=LIGHT.group), "i gruppen Grannarna")
