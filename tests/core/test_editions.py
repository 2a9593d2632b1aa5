"""Results that two files both have: whose are shown, and what is said of it."""

import dataclasses
from datetime import date

import pytest

from ojdesk.core.compare import figures
from ojdesk.core.dataset import build
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import Import
from ojdesk.core.files.year import YearReading
from ojdesk.core.model import Source, Status


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
