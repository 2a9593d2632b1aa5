"""Women and men, those born in Sweden and abroad: in words, against the cells."""

import pytest

from ojdesk.core.compare import trends
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Group, Status
from ojdesk.core.wording.numbers import number
from ojdesk.core.wording.trends import groups_sentence

PAIRS = ((Group.WOMEN, Group.MEN), (Group.BORN_IN_SWEDEN, Group.BORN_ABROAD))


@pytest.mark.parametrize("indicator", ["andel_mottagare", "andel_barn", "andel_langvarigt", "belopp_per_inv"])
@pytest.mark.parametrize("unit", ["1489", "0180", "148052", "14", "00", "0980"])
def test_each_value_and_difference_is_that_of_the_cells(dataset: Dataset, unit: str, indicator: str) -> None:
    decimals = dataset.decimals[indicator]
    told = groups_sentence(trends.by_group(dataset, unit, indicator), decimals)
    for pair in PAIRS:
        cells = [dataset.observation(indicator, unit, 2022, it) for it in pair]
        values = [it.value for it in cells if it is not None and it.status is Status.VALUE]
        for value in values:
            assert f"{number(value or 0, decimals)} " in told.replace("\u00a0procent", " procent")
        if len(values) == 2:
            apart = abs(round((values[0] or 0) - (values[1] or 0), decimals))
            assert (f"en skillnad på {number(apart, decimals)} " in told) is bool(apart)
        elif any(it is not None and it.status is Status.SUPPRESSED for it in cells):
            assert "sekretess" in told


def test_the_sentence_says_a_difference_and_no_cause(dataset: Dataset) -> None:
    assert groups_sentence(trends.by_group(dataset, "1489", "andel_mottagare"), 1) == (
        "Bland kvinnor hade Alingsås 3,7 procent 2022 och bland män 4,2 procent, en skillnad på 0,5 procentenheter. "
        "Bland inrikes födda hade Alingsås 2,0 procent 2022 och bland utrikes födda 10,3 procent, en skillnad på 8,3 "
        "procentenheter."
    )
    assert groups_sentence(trends.by_group(dataset, "1489", "andel_barn"), 1).endswith(
        "Bland utrikes födda hade Alingsås 10,3 procent 2022; värdet bland inrikes födda är skyddat av sekretess."
    )


def test_a_unit_that_ended_is_told_of_in_its_last_year(dataset: Dataset) -> None:
    groups = trends.by_group(dataset, "148034", "andel_barn")
    assert groups[0].years[trends.newest(groups)] == 2020
    assert "2022" not in groups_sentence(groups, 1)


def test_survey_indicators_tell_nobody_apart(dataset: Dataset) -> None:
    assert trends.by_group(dataset, "1489", "freda") == ()
    assert groups_sentence(()) == ""
