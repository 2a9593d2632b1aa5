"""Where a number stands among all municipalities, against the sample's table itself."""

import numpy as np
import pytest

from ojdesk.core.compare import overviews
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Group, Level, Source, Status
from ojdesk.core.wording.numbers import count
from ojdesk.core.wording.overviews import register_sentence


def municipal_values(dataset: Dataset, indicator: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The 2022 values of the municipalities for everybody, straight out of the table of result cells."""
    table = dataset.observations
    municipalities = [it.code for it in dataset.units.values() if it.level is Level.MUNICIPALITY]
    wanted = (
        (table["indicator_id"] == indicator)
        & (table["year"] == 2022)
        & (table["group"] == Group.TOTAL)
        & (table["status"] == Status.VALUE)
        & table["unit_code"].isin(municipalities)
    )
    return table[wanted].drop_duplicates("unit_code", keep="last")["value"].to_numpy()


@pytest.mark.parametrize("unit", ["1489", "0180", "0980"])
def test_a_register_overview_ranks_each_number_among_all_municipalities(dataset: Dataset, unit: str) -> None:
    found = overviews.overview(dataset, unit, 2022, Source.REGISTER)
    below = above = ranked = 0
    for row in found.rows:
        values, own, among = municipal_values(dataset, row.indicator.id), row.own[-1].value, row.standing
        assert among is not None
        assert among.of == len(values)
        assert (among.everyone.minimum, among.everyone.maximum) == (values.min(), values.max())
        assert among.everyone.median == pytest.approx(np.median(values))
        lower, upper = (float(np.percentile(values, it)) for it in (25, 75))
        assert (among.everyone.lower_quartile, among.everyone.upper_quartile) == pytest.approx((lower, upper))
        if own is None:
            assert (among.rank, among.below, among.above) == (None, None, None)
            continue
        assert among.rank == sorted(values.tolist()).index(own) + 1
        assert among.tied == values.tolist().count(own) - 1
        assert (among.below, among.above) == (own < lower, own > upper)
        nation = dataset.observation(row.indicator.id, "00", 2022)
        assert nation is not None
        assert nation.value is not None
        assert row.own_difference == pytest.approx(own - nation.value)
        ranked, below, above = ranked + 1, below + (own < lower), above + (own > upper)
    assert ranked > 5
    words = register_sentence(found)
    assert words.startswith(f"Av {count(ranked)} värden ligger ") is bool(below or above)
    assert ("under den undre" in words) is bool(below)
    assert ("över den övre" in words) is bool(above)


@pytest.mark.parametrize("unit", ["148052", "14", "00"])
def test_only_municipalities_have_a_place(dataset: Dataset, unit: str) -> None:
    found = overviews.overview(dataset, unit, 2022, Source.REGISTER)
    assert {row.standing.rank for row in found.rows if row.standing} == {None}
    assert all(row.standing.of > 200 for row in found.rows if row.standing)


def test_answers_have_neither_a_place_nor_a_difference_of_ones_own(dataset: Dataset) -> None:
    for row in overviews.overview(dataset, "1489", 2022).rows:
        assert (row.standing is None) is row.indicator.scale.is_answer
        assert (row.own_difference is None) is row.indicator.scale.is_answer
