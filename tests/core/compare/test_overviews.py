"""How a unit stands on everything, against counting by hand."""

import numpy as np

from ojdesk.core.compare import figures, overviews
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Scale, Source, Status

ALINGSAS, OLD_CENTRUM = "1489", "148034"
PLAN = "plan_tre_manader_alla"


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
