"""What Trust knows of a figure, against counts of one's own."""

import pytest

from ojdesk.core.compare import reasons
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Status


@pytest.mark.parametrize("unit", ["1489", "148052", "018018", "14", "00"])
@pytest.mark.parametrize("indicator", ["plan_tre_manader_alla", "andel_mottagare"])
def test_everyone_without_a_value_is_named_once(dataset: Dataset, unit: str, indicator: str) -> None:
    found = reasons.trust(dataset, unit, indicator, 2022)
    named = [it.code for it in (*found.silent, *found.silent_elsewhere)]
    there, asked = found.nation
    assert len(named) == len(set(named)) == asked - there
    for code in named:
        cell = dataset.observation(indicator, code, 2022)
        assert cell is not None
        assert cell.status is not Status.VALUE


def test_what_a_share_could_have_been_is_counted_from_the_silent(dataset: Dataset) -> None:
    county = [it for it in dataset.answering_units if it.county == "14"]
    cells = [dataset.observation("rutin_vald_vuxen", it.code, 2024) for it in county]
    met = sum(it.value == 1 for it in cells if it is not None)
    no = sum(it.value == 0 for it in cells if it is not None)
    silent = sum(it.status is Status.MISSING for it in cells if it is not None)
    total = met + no + silent
    assert silent > 0
    possible = reasons.trust(dataset, "1489", "rutin_vald_vuxen", 2024).possible
    assert possible == pytest.approx((100 * met / total, 100 * (met + silent) / total))
    assert reasons.trust(dataset, "1489", "andel_mottagare", 2022).possible is None


def test_the_range_stays_within_the_years_that_can_be_compared(dataset: Dataset) -> None:
    def values(indicator: str, years: range) -> list[float]:
        cells = (dataset.observation(indicator, "1489", year) for year in years)
        return [it.value for it in cells if it is not None and it.value is not None]

    whole = values("andel_mottagare", range(2018, 2023))
    assert reasons.trust(dataset, "1489", "andel_mottagare", 2022).range == (min(whole), max(whole))
    (broken,) = (it.year for it in dataset.indicators["andel_langvarigt"].breaks if it.interrupts)
    since = values("andel_langvarigt", range(broken, 2023))
    assert reasons.trust(dataset, "1489", "andel_langvarigt", 2022).range == (min(since), max(since))
    assert reasons.trust(dataset, "1489", "freda", 2022).range is None


@pytest.mark.parametrize(("unit", "whose"), [("1489", "1489"), ("0180", "00")])
def test_the_figure_is_the_one_that_stands_at_the_place(dataset: Dataset, unit: str, whose: str) -> None:
    found = reasons.trust(dataset, unit, "freda", 2024)
    assert found.figure is not None
    assert found.figure.unit == whose
    key = found.figure
    assert found.place == dataset.place(key.indicator, key.unit, key.year, key.group)
