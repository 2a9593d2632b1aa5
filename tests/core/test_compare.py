"""What follows from the figures, against what is published and against counting by hand."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ojdesk.core.compare import figures, overviews, reasons, spreads, trends
from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Answer, Group, Level, Scale, Source, Status
from ojdesk.core.peers import PeerSet
from ojdesk.core.units import NATION_CODE

TRUTH = Path(__file__).resolve().parents[1] / "truth"
ALINGSAS, GOTLAND, BROMMA, CENTRUM, OLD_CENTRUM = "1489", "0980", "018006", "148052", "148034"
PLAN = "plan_tre_manader_alla"


def published_shares() -> list[tuple[int, str, float]]:
    """Year, indicator and national share, as Socialstyrelsen and SKR have published them."""
    lines = (TRUTH / "national_shares.csv").read_text("utf-8").splitlines()[1:]
    rows = [line.split(";") for line in lines]
    return [(int(year), indicator, float(share)) for year, indicator, _, share, *_ in rows]


def table_of(dataset: Dataset, indicator: str, year: int) -> pd.DataFrame:
    table = dataset.observations
    mask = (table["indicator_id"] == indicator) & (table["year"] == year) & (table["group"] == Group.TOTAL)
    return table[mask]


# Published figures ------------------------------------------------------------------------------------------------


def test_the_sample_has_the_published_national_shares(dataset: Dataset) -> None:
    checked = set()
    for year, indicator, share in published_shares():
        if indicator not in dataset.indicators or year not in dataset.years_with(indicator):
            continue
        assert figures.figure(dataset, indicator, NATION_CODE, year).value == share, (indicator, year)
        checked.add((indicator, year))
    assert len(checked) >= 29


@pytest.mark.parametrize(
    ("indicator", "first", "shares"),
    [
        ("utredningsmall_barn_alla", 2019, [61, 64, 67, 73]),
        ("overenskommelse_af", 2021, [48, 37]),
        ("plan_tre_manader_alla", 2020, [31, 31, 40]),
        ("plan_undertecknad_alla", 2020, [14, 14, 15]),
        ("plan_uppfoljd_alla", 2020, [16, 17, 21]),
        ("individuella_moten", 2020, [11, 11, 17]),
        ("fia", 2020, [14, 14, 17]),
    ],
)
def test_series_that_the_fact_sheet_of_2022_has(
    dataset: Dataset, indicator: str, first: int, shares: list[float]
) -> None:
    nation = trends.trend(dataset, ALINGSAS, indicator).nation
    assert nation is not None
    by_year = dict(zip(trends.trend(dataset, ALINGSAS, indicator).years, nation.values, strict=True))
    assert [by_year[first + step] for step in range(len(shares))] == shares


def test_every_published_share_agrees_with_the_answers_it_sums_up(dataset: Dataset) -> None:
    found = [
        reasons.reconcile(dataset, indicator, year, county)
        for indicator in dataset.indicators
        for year in dataset.years_with(indicator)
        for county in (NATION_CODE, *(it.code for it in dataset.counties))
    ]
    shares = [it for it in found if it is not None]
    assert len(shares) > 2_000
    assert [it for it in shares if not it.agrees] == []


def test_numbers_are_not_reconciled(dataset: Dataset) -> None:
    assert reasons.reconcile(dataset, "andel_mottagare", 2022) is None


# Single figures ---------------------------------------------------------------------------------------------------


def test_partly_is_not_met(dataset: Dataset) -> None:
    figure = figures.figure(dataset, PLAN, ALINGSAS, 2022)
    assert (figure.value, figure.met, figure.answer) == (1.0, False, Answer.PARTLY)


def test_missing_is_neither_no_nor_zero(dataset: Dataset) -> None:
    figure = figures.figure(dataset, PLAN, "1440", 2022)
    assert (figure.value, figure.met, figure.status, figure.answer) == (None, None, Status.MISSING, Answer.SILENT)


def test_a_question_that_was_not_asked_is_no_missing_answer(dataset: Dataset) -> None:
    assert figures.figure(dataset, PLAN, ALINGSAS, 2018).answer is Answer.NOT_ASKED
    assert figures.figure(dataset, PLAN, ALINGSAS, 1999).answer is Answer.NOT_ASKED
    assert figures.figure(dataset, PLAN, "no such unit", 2022).answer is Answer.ABSENT


def test_a_county_has_a_share_and_no_answer(dataset: Dataset) -> None:
    figure = figures.figure(dataset, PLAN, "14", 2022)
    assert (figure.value, figure.is_share, figure.answer, figure.met) == (41.0, True, None, None)


def test_suppressed_stays_suppressed(dataset: Dataset) -> None:
    hidden = dataset.observations[dataset.observations["status"] == Status.SUPPRESSED].iloc[0]
    figure = figures.figure(
        dataset, hidden["indicator_id"], hidden["unit_code"], int(hidden["year"]), Group(hidden["group"])
    )
    assert (figure.value, figure.answer) == (None, Answer.SUPPRESSED)


def test_a_year_without_results_gives_the_nearest_earlier_one(dataset: Dataset) -> None:
    assert figures.nearest_year(dataset, "andel_mottagare", 2024) == 2022
    assert figures.nearest_year(dataset, PLAN, 2018) == 2020
    assert figures.nearest_year(dataset, PLAN, 2021) == 2021


# Overview ---------------------------------------------------------------------------------------------------------


def test_overview_counts_what_is_met(dataset: Dataset) -> None:
    overview = overviews.overview(dataset, ALINGSAS, 2022)
    assert (overview.met, overview.answered, overview.asked, overview.change.previous) == (6, 15, 15, 2021)
    assert [it.id for it in overview.change.gained] == ["utredningsmall_barn_alla"]
    assert [it.id for it in overview.change.lost] == ["plan_uppfoljd_alla"]


def test_overview_equals_counting_in_the_table(dataset: Dataset) -> None:
    table = dataset.observations
    for unit in dataset.answering_units[::9]:
        overview = overviews.overview(dataset, unit.code, 2022)
        mine = table[(table["year"] == 2022) & (table["source"] == Source.SURVEY) & (table["unit_code"] == unit.code)]
        answers = mine[mine["scale"].isin([Scale.YES, Scale.GRADED])]
        top = np.where(answers["scale"] == Scale.YES, 1, 2)
        assert overview.met == int((answers["value"].to_numpy() == top).sum())
        assert overview.answered == int((answers["status"] == Status.VALUE).sum())


def test_overview_shows_indicators_in_use_and_all_years_before(dataset: Dataset) -> None:
    overview = overviews.overview(dataset, ALINGSAS, 2022)
    assert overview.years == (2018, 2019, 2020, 2021, 2022)
    assert "socialjour" not in {row.indicator.id for row in overview.rows}
    assert "socialjour" in {row.indicator.id for row in overviews.overview(dataset, ALINGSAS, 2021).rows}


def test_differences_are_county_minus_nation(dataset: Dataset) -> None:
    row = next(it for it in overviews.overview(dataset, ALINGSAS, 2022).rows if it.indicator.id == PLAN)
    assert (row.county.value, row.nation.value, row.difference) == (41, 40, 1)


def test_a_change_of_definition_is_neither_gain_nor_loss(dataset: Dataset) -> None:
    """The routine on violence is another question from 2024 on, whoever now meets it."""
    routine, units = "rutin_vald_vuxen", dataset.answering_units
    before = [it for it in units if figures.figure(dataset, routine, it.code, 2023).met is False]
    now = [it for it in before if figures.figure(dataset, routine, it.code, 2024).met]
    assert now
    for unit in now:
        assert routine not in {it.id for it in overviews.changes(dataset, unit.code, 2024).gained}


def test_a_renamed_indicator_is_compared(dataset: Dataset) -> None:
    """Plan mot självförsörjning (2022) is the genomförandeplan of 2021."""
    gained = {it.id for unit in dataset.answering_units for it in overviews.changes(dataset, unit.code, 2022).gained}
    assert PLAN in gained


def test_the_first_survey_has_nothing_to_be_compared_with(dataset: Dataset) -> None:
    assert overviews.changes(dataset, ALINGSAS, 2018) == overviews.Change((), (), None, 0)


def test_a_unit_that_is_gone_was_not_asked(dataset: Dataset) -> None:
    overview = overviews.overview(dataset, OLD_CENTRUM, 2022)
    assert (overview.asked, overview.answered, overview.met) == (0, 0, 0)


# Trend ------------------------------------------------------------------------------------------------------------


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


# Spread -----------------------------------------------------------------------------------------------------------


def share_spread(dataset: Dataset, unit: str = ALINGSAS, indicator: str = PLAN, year: int = 2022) -> ShareSpread:
    spread = spreads.spread(dataset, unit, indicator, year)
    assert isinstance(spread, ShareSpread)
    return spread


def number_spread(dataset: Dataset, unit: str = ALINGSAS, indicator: str = "andel_mottagare") -> NumberSpread:
    spread = spreads.spread(dataset, unit, indicator, 2022)
    assert isinstance(spread, NumberSpread)
    return spread


def test_county_shares_are_the_published_ones_with_counts_beside(dataset: Dataset) -> None:
    row = share_spread(dataset).own_row
    assert row is not None
    assert (row.county.code, row.met, row.answered, row.asked, row.share, row.computed) == ("14", 21, 51, 52, 41, False)
    assert row.lowest == pytest.approx(100 * 21 / 52)
    assert row.highest == pytest.approx(100 * 22 / 52)


def test_counts_equal_counting_in_the_table(dataset: Dataset) -> None:
    table = table_of(dataset, PLAN, 2022)
    answering = table[table["level"].isin([Level.MUNICIPALITY, Level.DISTRICT])]
    for row in share_spread(dataset).rows:
        mine = answering[answering["unit_code"].astype(str).str.startswith(row.county.code)]
        assert row.asked == len(mine)
        assert row.answered == int((mine["status"] == Status.VALUE).sum())
        assert row.met == int((mine["value"] == 2).sum())


def test_counties_come_by_share_and_then_as_swedes_sort(dataset: Dataset) -> None:
    rows = share_spread(dataset).rows
    shares = [row.share for row in rows]
    assert shares == sorted(shares, key=lambda share: -(share or 0))
    assert [row.county.name for row in rows if row.share == 0] == ["Gotlands län", "Uppsala län", "Västerbottens län"]


def test_few_answers_are_marked(dataset: Dataset) -> None:
    assert [row.county.name for row in share_spread(dataset).rows if row.few] == ["Gotlands län"]


def test_tiles_are_the_countys_units_best_first(dataset: Dataset) -> None:
    tiles = share_spread(dataset).tiles
    values = [-1 if figure.value is None else figure.value for _, figure in tiles]
    assert len(tiles) == 52
    assert values == sorted(values, reverse=True)


def test_a_county_without_a_published_share_gets_a_computed_one(dataset: Dataset) -> None:
    """Nothing in the sample lacks one, so one is taken away."""
    row = dataset._row_of.copy()
    row[list(dataset.units).index("14"), :, list(dataset.indicators).index(PLAN), 0] = -1
    without = replace(dataset, _row_of=row)
    computed = share_spread(without).own_row
    assert computed is not None
    assert computed.computed
    assert computed.share == pytest.approx(100 * 21 / 51)


def test_those_whom_it_does_not_concern_are_not_silent(dataset: Dataset) -> None:
    table = table_of(dataset, "socialjour", 2019)
    apart = table[(table["status"] == Status.NOT_APPLICABLE)].iloc[0]
    row = share_spread(dataset, apart["unit_code"], "socialjour", 2019).own_row
    assert row is not None
    mine = table[table["unit_code"].astype(str).str.startswith(row.county.code) & (table["level"] != Level.COUNTY)]
    silent = int((mine["status"] == Status.MISSING).sum())
    assert row.highest == pytest.approx(100 * (row.met + silent) / (row.answered + silent))


def test_the_survey_counts_districts_and_the_register_cities(dataset: Dataset) -> None:
    survey = figures.counted_units(dataset, PLAN, 2022, "01")
    register = figures.counted_units(dataset, "andel_mottagare", 2022, "01")
    assert "0180" not in {unit.code for unit in survey}
    assert BROMMA in {unit.code for unit in survey}
    assert "0180" in {unit.code for unit in register}
    assert BROMMA not in {unit.code for unit in register}


def test_quartiles_are_those_of_excel(dataset: Dataset) -> None:
    """KVARTIL.INK interpolates linearly, as NumPy and pandas do."""
    table = table_of(dataset, "andel_mottagare", 2022)
    mine = table[(table["level"] == Level.MUNICIPALITY) & table["unit_code"].astype(str).str.startswith("14")]["value"]
    row = next(it for it in number_spread(dataset).rows if it.county.code == "14")
    assert row.lower_quartile == pytest.approx(mine.quantile(0.25))
    assert row.median == pytest.approx(mine.median())
    assert row.upper_quartile == pytest.approx(mine.quantile(0.75))
    assert (row.minimum, row.maximum) == (mine.min(), mine.max())
    assert len(row.values) == int(mine.notna().sum())
    assert row.asked == len(mine)


def test_rank_counts_from_the_lowest_and_ties_share_it(dataset: Dataset) -> None:
    spread = number_spread(dataset)
    table = table_of(dataset, "andel_mottagare", 2022)
    values = table[table["level"] == Level.MUNICIPALITY]["value"].dropna()
    assert spread.own.value == 3.9
    assert spread.standing.rank == 1 + int((values < 3.9).sum())
    assert spread.standing.tied == int((values == 3.9).sum()) - 1
    assert spread.standing.of == len(values)


def test_who_is_no_municipality_has_no_rank_among_them(dataset: Dataset) -> None:
    assert number_spread(dataset, BROMMA).standing.rank is None
    assert number_spread(dataset, "14").standing.rank is None


def test_medians_rise_from_county_to_county(dataset: Dataset) -> None:
    medians = [row.median for row in number_spread(dataset).rows]
    assert medians == sorted(medians)
    assert not any(map(math.isnan, medians))


# Trust ------------------------------------------------------------------------------------------------------------


def test_trust_knows_who_was_silent_and_where_the_figure_stands(dataset: Dataset) -> None:
    trust = reasons.trust(dataset, ALINGSAS, PLAN, 2022)
    assert trust.nation == (286, 305)
    assert trust.in_county == (51, 52)
    assert [unit.name for unit in trust.silent] == ["Ale"]
    assert trust.previous == 2021
    assert trust.change is not None
    assert not trust.change.interrupts
    assert trust.place is not None
    assert (trust.place.sheet, trust.place.cell) == ("Kommun", "N177")
    assert trust.wording == "Upprättat en plan mot självförsörjning* med den enskilde inom tre månader för alla"


def test_a_unit_without_a_cell_is_shown_the_nations(dataset: Dataset) -> None:
    place = reasons.trust(dataset, OLD_CENTRUM, PLAN, 2022).place
    assert place is not None
    assert place.sheet == "Riket"


@pytest.mark.parametrize(
    "unit", [ALINGSAS, GOTLAND, BROMMA, CENTRUM, OLD_CENTRUM, "0180", "1480", "14", "09", NATION_CODE]
)
def test_every_unit_can_be_asked_everything(dataset: Dataset, unit: str) -> None:
    for source in Source:
        assert overviews.overview(dataset, unit, 2022, source).rows
    for indicator in dataset.indicators:
        for group in dataset.groups_of(indicator):
            assert trends.trend(dataset, unit, indicator, group).years
        for year in dataset.years:
            assert spreads.spread(dataset, unit, indicator, year).rows
            assert reasons.trust(dataset, unit, indicator, year).nation[1] > 0
