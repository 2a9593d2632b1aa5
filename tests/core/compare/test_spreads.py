"""How the counties differ, against counting by hand."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from ojdesk.core.compare import figures, spreads
from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Group, Level, Status

ALINGSAS, BROMMA = "1489", "018006"
PLAN = "plan_tre_manader_alla"


def table_of(dataset: Dataset, indicator: str, year: int) -> pd.DataFrame:
    table = dataset.observations
    mask = (table["indicator_id"] == indicator) & (table["year"] == year) & (table["group"] == Group.TOTAL)
    return table[mask]


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
