"""Single figures, against what is published and against counting by hand."""

from pathlib import Path

import pytest

from ojdesk.core.compare import figures, reasons, trends
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Answer, Group, Status
from ojdesk.core.units import NATION_CODE

TRUTH = Path(__file__).resolve().parents[2] / "truth"
ALINGSAS = "1489"
PLAN = "plan_tre_manader_alla"


def published_shares() -> list[tuple[int, str, float]]:
    """Year, indicator and national share, as Socialstyrelsen and SKR have published them."""
    lines = (TRUTH / "national_shares.csv").read_text("utf-8").splitlines()[1:]
    rows = [line.split(";") for line in lines]
    return [(int(year), indicator, float(share)) for year, indicator, _, share, *_ in rows]


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
