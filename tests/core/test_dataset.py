"""The files joined to one: lists and single figures."""

from typing import Any

import numpy as np

from ojdesk.core.compare import overviews
from ojdesk.core.dataset import NOT_THERE, STATUS_CODES, Dataset, build
from ojdesk.core.files.workbook import Import
from ojdesk.core.model import Group, Level, Source, Status
from ojdesk.core.text import in_swedish_order


def test_every_observation_can_be_found_again(dataset: Dataset) -> None:
    """All cells of a few units, through the index and as they stand in the table."""
    table = dataset.observations
    for unit in ("1489", "0980", "018006", "148034", "14", "00"):
        row: Any
        for row in table[table["unit_code"] == unit].itertuples(index=False):
            found = dataset.observation(row.indicator_id, unit, row.year, Group(row.group))
            assert found is not None
            assert found.status == row.status
            assert (found.value is None) == np.isnan(row.value)
            assert found.value is None or found.value == row.value
            assert (found.raw, found.place.file, found.place.sheet) == (row.raw, row.file, row.sheet)
            assert found.place == dataset.place(row.indicator_id, unit, row.year, Group(row.group))


def test_what_no_file_has_is_not_there(dataset: Dataset) -> None:
    assert dataset.observation("plan_tre_manader_alla", "1489", 2018) is None
    assert dataset.observation("no such", "1489", 2022) is None
    assert dataset.place("plan_tre_manader_alla", "no such", 2022) is None
    assert dataset.statuses("plan_tre_manader_alla", ["1489"], 2018).tolist() == [NOT_THERE]
    assert np.isnan(dataset.values("plan_tre_manader_alla", ["1489"], 2018)).all()


def test_lists(dataset: Dataset) -> None:
    assert dataset.years == (2018, 2019, 2020, 2021, 2022, 2023, 2024)
    assert dataset.years_of(Source.REGISTER) == (2018, 2019, 2020, 2021, 2022)
    assert dataset.years_with("plan_tre_manader_alla") == (2020, 2021, 2022, 2023, 2024)
    assert len(dataset.counties) == 21
    assert len([unit for unit in dataset.answering_units if unit.level is Level.MUNICIPALITY]) == 290
    names = [in_swedish_order(unit.name) for unit in dataset.answering_units]
    assert names == sorted(names)
    assert [unit.name for unit in dataset.answering_units][-1] == "Övertorneå"
    assert dataset.groups_of("andel_mottagare") == tuple(Group)
    assert dataset.groups_of("plan_tre_manader_alla") == (Group.TOTAL,)


def test_decimals_are_those_of_the_published_values(dataset: Dataset) -> None:
    assert dataset.decimals["plan_tre_manader_alla"] == 0
    assert dataset.decimals["andel_mottagare"] == 1
    assert dataset.decimals["belopp_per_inv"] == 0


def test_the_sample_is_known_to_be_made_up(dataset: Dataset) -> None:
    assert dataset.invented.startswith("Påhittade värden")


def test_one_file_alone_is_a_dataset(sample: Import) -> None:
    alone = build(sample.readings[:1])
    assert alone.years == (2018,)
    assert overviews.overview(alone, "1489", 2018).change.previous is None


def test_statuses_are_told_apart(dataset: Dataset) -> None:
    codes = dataset.statuses("plan_tre_manader_alla", ["1489", "1440"], 2022).tolist()
    assert codes == [STATUS_CODES[Status.VALUE], STATUS_CODES[Status.MISSING]]
