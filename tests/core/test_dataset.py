"""The files joined to one: lists, single figures, and what happens where two files say the same thing."""

import dataclasses
from datetime import date
from typing import Any

import numpy as np
import pytest

from ojdesk.core.compare import figures, overviews
from ojdesk.core.dataset import NOT_THERE, STATUS_CODES, Dataset, build, find_unit
from ojdesk.core.files.workbook import Import, Reading
from ojdesk.core.files.year import YearReading
from ojdesk.core.model import Group, Level, Source, Status
from ojdesk.core.text import in_swedish_order
from ojdesk.core.work import Refused


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


def edition(reading: Reading, published: int, plus: float) -> Reading:
    """The same file in another edition, with all values raised."""
    changed = reading.observations.copy()
    changed["value"] = changed["value"] + plus
    year = YearReading(reading.year.year, published, ())
    return dataclasses.replace(reading, digest=str(published), year=year, observations=changed)


@pytest.mark.parametrize("reverse", [False, True])
def test_of_two_editions_the_newest_wins_and_it_is_said(sample: Import, *, reverse: bool) -> None:
    register = next(it for it in sample.readings if it.source is Source.REGISTER)
    editions = [edition(register, 2030, 1.0), edition(register, 2031, 2.0)]
    joined = build(reversed(editions) if reverse else editions)
    year = register.years[0]
    before = build([register])
    old = figures.figure(before, "andel_mottagare", "1489", year).value
    new = figures.figure(joined, "andel_mottagare", "1489", year).value
    assert old is not None
    assert new == pytest.approx(old + 2)
    assert len(joined.observations) == 2 * len(register.observations)
    (overlap,) = joined.overlaps
    assert (overlap.year, overlap.count) == (year, len(register.observations))
    assert overlap.differing == int((register.observations["status"] == Status.VALUE).sum())
    assert [it.what for it in joined.findings] == [
        f"{overlap.count} resultat för {year} finns också i {register.file}, med {overlap.differing} andra värden. "
        f"Det är {register.file} som används."
    ]


def test_the_user_may_prefer_the_older_edition(sample: Import) -> None:
    register = next(it for it in sample.readings if it.source is Source.REGISTER)
    older, newer = edition(register, 2030, 1.0), edition(register, 2031, 2.0)
    joined = build([older, newer], preferred={older.digest, "a file that is not open"})
    assert [(it.used, it.other) for it in joined.overlaps] == [(older, newer)]
    assert joined.preferred == {older.digest}
    old = figures.figure(build([older]), "andel_mottagare", "1489", register.years[0])
    assert figures.figure(joined, "andel_mottagare", "1489", register.years[0]) == old


def test_of_two_editions_of_a_year_the_one_that_calls_itself_corrected_wins(sample: Import) -> None:
    register = next(it for it in sample.readings if it.source is Source.REGISTER)
    first = edition(register, 2030, 1.0)
    corrected = dataclasses.replace(edition(register, 2030, 2.0), digest="b", corrected=True, file="a.xlsx")
    assert [(it.used, it.other) for it in build([corrected, first]).overlaps] == [(corrected, first)]


@pytest.mark.parametrize("names", [("a.xlsx", "b.xlsx"), ("b.xlsx", "a.xlsx")])
def test_of_two_editions_of_a_year_the_one_with_the_later_date_wins(sample: Import, names: tuple[str, str]) -> None:
    register = next(it for it in sample.readings if it.source is Source.REGISTER)
    first = dataclasses.replace(edition(register, 2030, 1.0), file=names[0], dated=date(2030, 6, 20))
    later = dataclasses.replace(edition(register, 2030, 2.0), digest="b", file=names[1], dated=date(2030, 11, 1))
    joined = build([later, first])
    assert [(it.used, it.other, it.is_sure) for it in joined.overlaps] == [(later, first, True)]
    assert not joined.findings[-1].serious


def test_two_editions_that_nothing_tells_apart_are_pointed_out(sample: Import) -> None:
    register = next(it for it in sample.readings if it.source is Source.REGISTER)
    first = dataclasses.replace(edition(register, 2030, 1.0), file="a.xlsx")
    second = dataclasses.replace(edition(register, 2030, 2.0), digest="b", file="b.xlsx")
    finding = build([first, second]).findings[-1]
    assert finding.serious
    assert "Det framgår inte vilken av filerna som är nyast." in finding.what
    assert not build([first, second], preferred={first.digest}).findings[-1].serious


def test_files_that_agree_are_no_trouble_but_it_is_said(sample: Import) -> None:
    register = next(it for it in sample.readings if it.source is Source.REGISTER)
    (overlap,) = build([edition(register, 2030, 0.0), edition(register, 2031, 0.0)]).overlaps
    assert overlap.differing == 0


def test_one_file_alone_is_a_dataset(sample: Import) -> None:
    alone = build(sample.readings[:1])
    assert alone.years == (2018,)
    assert overviews.overview(alone, "1489", 2018).change.previous is None


def test_statuses_are_told_apart(dataset: Dataset) -> None:
    codes = dataset.statuses("plan_tre_manader_alla", ["1489", "1440"], 2022).tolist()
    assert codes == [STATUS_CODES[Status.VALUE], STATUS_CODES[Status.MISSING]]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("1489", "1489"),
        ("Alingsås", "1489"),
        ("alingsås kommun", "1489"),
        ("Stockholms stad", "0180"),
        ("Skåne län", "12"),
        ("Skåne", "12"),
        ("Göteborg, Nordost", "148051"),
        ("Nordost", "148051"),
        ("Riket", "00"),
        ("Uppsala", "0380"),
        ("Uppsala län", "03"),
    ],
)
def test_units_by_name_or_code(dataset: Dataset, wanted: str, code: str) -> None:
    assert find_unit(dataset, wanted).code == code


def test_a_name_that_two_units_have_is_asked_back(dataset: Dataset) -> None:
    with pytest.raises(
        Refused, match=r"Flera enheter heter Centrum\. Ange någon av koderna 148034, 148052 i stället\."
    ):
        find_unit(dataset, "Centrum")


def test_a_misspelt_name_is_answered_with_the_nearest(dataset: Dataset) -> None:
    with pytest.raises(Refused, match=r"Enheten Allingsås finns inte i filerna\. Menade du Alingsås"):
        find_unit(dataset, "Allingsås")
