"""What Trust knows of a figure, against counts of one's own."""

import pytest

from ojdesk.core.compare import overviews, reasons, spreads, trends
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Source, Status
from ojdesk.core.units import NATION_CODE

ALINGSAS, GOTLAND, BROMMA, CENTRUM, OLD_CENTRUM = "1489", "0980", "018006", "148052", "148034"
PLAN = "plan_tre_manader_alla"


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
