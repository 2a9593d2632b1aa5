"""What a map shows, against compare and against counting by hand; what it says and how it is drawn."""

import itertools
import math
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from ojdesk.core.compare import figures, spreads
from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import Import
from ojdesk.core.map_drawing import Box, Fill, Texture, fill_of, fit, labels, legend, member_dots, member_edges
from ojdesk.core.map_wording import area_cell, area_text, left_out, map_sentence
from ojdesk.core.maps import Area, AreaMap, class_limits, county_map, municipality_map
from ojdesk.core.model import Answer, FigureKey, Level, Scale, Status
from ojdesk.core.outlines import outlines
from ojdesk.core.palette import DARK, LIGHT, Palette
from ojdesk.core.peers import PeerSet
from ojdesk.core.units import unit_table
from ojdesk.core.wording.groups import peers_sentence
from ojdesk.core.wording.numbers import NBSP

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


# Classes and fills ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("low", [-3.0, 0.0, 0.4, 2.3, 578.0])
@pytest.mark.parametrize("apart", [0.0, 0.02, 4.3, 11.1, 1047.0])
def test_classes_are_few_round_and_take_in_both_ends(low: float, apart: float) -> None:
    limits = class_limits(low, low + apart)
    widths = [b - a for a, b in itertools.pairwise(limits)]
    assert 1 <= len(widths) <= 5
    assert widths == pytest.approx([widths[0]] * len(widths))
    assert limits[0] <= low + 1e-9
    assert limits[-1] >= low + apart - 1e-9
    assert widths[0] / 10 ** math.floor(math.log10(widths[0]) + 1e-9) == pytest.approx(
        min((1, 2, 2.5, 5), key=lambda it: abs(it - widths[0] / 10 ** math.floor(math.log10(widths[0]) + 1e-9)))
    )


@pytest.mark.parametrize(("value", "at"), [(0, 0), (19.4, 0), (19.6, 1), (20, 1), (79.9, 4), (99.9, 4), (100, 4)])
def test_a_value_has_the_class_of_the_number_that_is_written(dataset: Dataset, value: float, at: int) -> None:
    shown = county_map(dataset, "1489", PLAN, 2022)
    assert shown.class_of(replace(shown.areas[0], value=value)) == at


def test_colour_follows_value_and_few_answers_are_striped(dataset: Dataset) -> None:
    shown = county_map(dataset, "1489", PLAN, 2022)
    for it in shown.areas:
        assert it.value is not None
        fill = fill_of(it, shown, LIGHT)
        assert fill.colour == LIGHT.classes[min(int(it.value // 20), 4)]
        assert (fill.texture is Texture.STRIPED) == (it.answered < 5)
    assert [it.unit.name for it in shown.areas if fill_of(it, shown, LIGHT).texture is Texture.STRIPED] == [
        "Gotlands län"
    ]


def test_answers_have_their_sign_and_their_fill(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "1489", PLAN, 2022, "14")
    seen = set()
    for it in shown.areas:
        fill, answer = fill_of(it, shown, LIGHT), it.figure.answer
        if it.districts:
            assert fill == Fill(LIGHT.bulk, ink=LIGHT.text)
        elif answer in {Answer.YES, Answer.PARTLY, Answer.NO}:
            assert (fill.colour, fill.sign, fill.texture) == (LIGHT.fills[answer], answer, Texture.PLAIN)
            seen.add(answer)
        else:
            assert fill.texture is Texture.LATTICE
    assert seen == {Answer.YES, Answer.PARTLY, Answer.NO}


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.MISSING, "svarade inte"),
        (Status.SUPPRESSED, "skyddat av sekretess"),
        (Status.NOT_APPLICABLE, "inte aktuellt"),
        (Status.UNKNOWN, "svaret går inte att tolka"),
        (None, "finns inte med i filen"),
    ],
)
def test_what_is_missing_is_never_coloured_and_its_reason_is_said(
    dataset: Dataset, status: Status | None, told: str
) -> None:
    shown = municipality_map(dataset, "1489", PLAN, 2022, "14")
    it = replace(area(shown, "1489"), figure=Figure(None, status, Scale.GRADED))
    assert fill_of(it, shown, LIGHT).texture is Texture.LATTICE
    assert area_text(it, shown) == f"Alingsås: {told}."
    numbers = municipality_map(dataset, "1489", NUMBER, 2022, "14")
    other = replace(area(numbers, "1489"), figure=Figure(None, status, Scale.PERCENT), value=None)
    assert fill_of(other, numbers, LIGHT).texture is Texture.LATTICE
    assert fill_of(other, numbers, LIGHT).colour == LIGHT.ground
    assert area_cell(other, numbers) not in {"0", f"0{NBSP}%", "nej"}


def test_several_reasons_stand_in_the_legend_with_their_numbers(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "1489", PLAN, 2022, "14")
    assert left_out(shown) == "svarade inte"
    hidden = replace(area(shown, "1440"), figure=Figure(None, Status.SUPPRESSED, Scale.GRADED))
    silent = [replace(it, figure=Figure(None, Status.MISSING, Scale.GRADED)) for it in shown.areas[1:3]]
    assert left_out(replace(shown, areas=(hidden, *silent))) == "svarade inte (2), skyddat av sekretess (1)"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_classes_and_answers_are_told_apart_in_grey(p: Palette) -> None:
    away = [contrast(it, p.ground) for it in p.classes]
    assert away == sorted(away)
    assert all(contrast(one, other) >= 1.4 for one, other in itertools.pairwise(p.classes))
    fills = [p.fills[it] for it in (Answer.NO, Answer.PARTLY, Answer.YES)]
    away = [contrast(it, p.ground) for it in fills]
    assert away == sorted(away)
    assert all(contrast(one, other) >= 1.4 for one, other in itertools.pairwise(fills))


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_signs_stripes_and_outlines_can_be_seen(dataset: Dataset, p: Palette) -> None:
    for shown in (county_map(dataset, "1489", PLAN, 2022), municipality_map(dataset, "1489", PLAN, 2022, "14")):
        for it in shown.areas:
            fill = fill_of(it, shown, p)
            assert not fill.sign or contrast(fill.ink, fill.colour) >= 3
            assert fill.texture is not Texture.STRIPED or contrast(fill.ink, fill.colour) >= 3
    assert contrast(p.quiet, p.ground) >= 3


# Where things lie -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("box", [Box(10, 20, 300, 440), Box(0, 0, 900, 200)])
@pytest.mark.parametrize("code", ["01", "09", "25"])
def test_areas_lie_inside_their_box_and_fill_it_one_way(code: str, box: Box) -> None:
    placed = fit([code], box)
    points = [placed.point(*point) for ring in outlines()[code].rings for point in ring.tolist()]
    across, down = [x for x, _ in points], [y for _, y in points]
    assert min(across) >= box.left - 1e-6
    assert max(across) <= box.left + box.width + 1e-6
    assert min(down) >= box.top - 1e-6
    assert max(down) <= box.top + box.height + 1e-6
    assert max(max(across) - min(across) - box.width, max(down) - min(down) - box.height) == pytest.approx(0, abs=1e-6)
    assert max(across) - min(across) == pytest.approx(placed.width)


def test_every_area_has_a_label_that_runs_into_no_other_or_none_has(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "1489", PLAN, 2022, "14")
    codes = [it.unit.code for it in shown.areas]
    box = Box(100, 0, 400, 420)
    found = labels(shown, fit(codes, box), box, 15, 15)
    assert sorted(it.area.unit.code for it in found) == sorted(codes)
    for on_left in (True, False):
        heights = sorted(it.edge[1] for it in found if it.on_left is on_left)
        assert min(b - a for a, b in itertools.pairwise(heights)) >= 15 - 1e-6
        assert heights[0] >= 7
        assert heights[-1] <= 413
    low = Box(100, 0, 400, 200)
    assert labels(shown, fit(codes, low), low, 15, 15) == []


def test_the_legend_says_what_is_on_the_map(dataset: Dataset) -> None:
    words = legend(county_map(dataset, "1489", PLAN, 2022), LIGHT)
    assert words.limits == tuple(f"{it}{NBSP}%" for it in (0, 20, 40, 60, 80, 100))
    assert words.colours == LIGHT.classes
    assert words.nation == (0.4, f"Riket 40{NBSP}%")
    assert [text for _, text in words.items] == ["färre än fem svar"]
    words = legend(municipality_map(dataset, "1489", PLAN, 2022, "14"), LIGHT)
    assert words.limits == ()
    assert [text for _, text in words.items] == [
        "ja", "ja, men inte för alla", "nej", "svarar i delar: så många uppfyller", "svarade inte",
    ]  # fmt: skip
    assert [text for _, text in legend(municipality_map(dataset, "1489", "freda", 2022, "09"), LIGHT).items] == [
        "ja",
        "nej",
    ]


# Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda d: municipality_map(d, "1489", NUMBER, 2022, "14"),
            "Mellan kommunerna i Västra Götalands län varierar värdet 2022 från 2,8 procent (Strömstad) till 6,0 "
            "procent (Mellerud och Åmål). Alingsås har 3,9 procent, länet 4,6 procent och riket 4,3 procent.",
        ),
        (
            lambda d: municipality_map(d, "1489", NUMBER, 2022, "09"),
            "Gotlands län har 4,0 procent och riket 4,3 procent.",
        ),
        (
            lambda d: county_map(d, "1489", NUMBER, 2022),
            "Mellan länen varierar värdet 2022 från 3,8 procent (Västmanland) till 4,8 procent (Östergötland). "
            "Västra Götalands län har 4,6 procent och riket 4,3 procent.",
        ),
        (
            lambda d: municipality_map(d, "0180", PLAN, 2022, "01"),
            "I Stockholms län uppfyller 10 av 36 svarande enheter indikatorn 2022 (28 procent), tolv procentenheter "
            "under riket. Stockholm: två av tolv svarande stadsdelar uppfyller; en svarade inte.",
        ),
        (
            lambda d: municipality_map(d, "1489", PLAN, 2022, "12"),
            "I Skåne län uppfyller 20 av 29 svarande kommuner indikatorn 2022 (69 procent), 29 procentenheter över "
            "riket.",
        ),
    ],
)
def test_sentences(dataset: Dataset, make: Callable[[Dataset], AreaMap], said: str) -> None:
    assert map_sentence(make(dataset)) == said


@pytest.mark.parametrize("unit", ["1489", "018018", "0980", "14", "00"])
def test_every_indicator_can_be_told_of_every_kind_of_unit(dataset: Dataset, unit: str) -> None:
    for at, indicator in enumerate(dataset.indicators):
        year = dataset.years[at % len(dataset.years)]
        for shown in (
            county_map(dataset, unit, indicator, year),
            municipality_map(dataset, unit, indicator, year, "14"),
        ):
            told = [map_sentence(shown), *(words(it, shown) for it in shown.areas for words in (area_text, area_cell))]
            assert map_sentence(shown)
            assert [it for it in told if re.search(r"\bnan\b|None|[.;,] ?\.|  ", it)] == []


def test_an_area_tells_value_and_how_many_stand_behind_it(dataset: Dataset) -> None:
    shown = county_map(dataset, "1489", PLAN, 2022)
    assert area_text(area(shown, "14"), shown) == (
        f"Västra Götalands län: 41{NBSP}%, 21 av 51 svarande uppfyller; svar finns från 51 av 52."
    )
    assert area_text(area(shown, "09"), shown).endswith("0 av 1 svarande uppfyller. Färre än fem svar.")
    numbers = county_map(dataset, "1489", NUMBER, 2022)
    assert area_text(area(numbers, "14"), numbers) == (
        f"Västra Götalands län: 4,6{NBSP}%; 48 av 49 kommuner har värde."
    )
    mixed = municipality_map(dataset, "1489", MIXED, 2022, "14")
    assert area_text(area(mixed, "1480"), mixed) == f"Göteborg: 71–100{NBSP}% i 4 av 4 socialförvaltningar."


def test_a_city_whose_districts_did_not_answer_has_met_nothing_and_failed_nothing(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "0180", PLAN, 2022, "01")
    it = area(shown, "0180")
    silent = tuple((unit, Figure(None, Status.MISSING, Scale.GRADED)) for unit, _ in it.districts)
    assert area_text(replace(it, met=0, answered=0, districts=silent), shown) == (
        "Stockholm: ingen av 13 stadsdelar har svarat."
    )
    (first, _), *others = it.districts
    hidden = (first, Figure(None, Status.SUPPRESSED, Scale.GRADED))
    told = area_text(replace(it, districts=(hidden, *others)), shown)
    assert told.endswith("har inget svar att räkna.")


@pytest.mark.parametrize("level", [Level.COUNTY, Level.MUNICIPALITY])
def test_files_of_one_level_alone_say_no_more_than_they_hold(sample: Import, level: Level) -> None:
    dataset = build([only(it, level) for it in sample.readings])
    shares, numbers = (county_map(dataset, next(iter(dataset.units)), it, 2022) for it in (PLAN, NUMBER))
    gotland = area(shares, "09")
    if level is Level.COUNTY:
        assert not shares.is_few(gotland)
        assert area_text(gotland, shares) == f"Gotlands län: 0{NBSP}%."
        below = municipality_map(dataset, "14", PLAN, 2022, "14")
        assert {area_cell(it, below) for it in below.areas} == {"ej med"}
        assert below.pickable == frozenset()
    else:
        assert gotland.computed
        assert shares.is_few(gotland)
        assert {it.computed for it in numbers.areas} == {True}
        assert "beräknat av ojdesk" in area_text(gotland, shares)


def only(reading: Reading, level: Level) -> Reading:
    """A file with the rows of one level."""
    rows = reading.observations[reading.observations["level"] == level.value]
    rows = rows.assign(unit_code=rows["unit_code"].cat.remove_unused_categories())
    return replace(reading, observations=rows, units={it: reading.units[it] for it in set(rows["unit_code"])})


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
