"""Yearly files, from paths to readings: every cell of the sample, and several files at once."""

import csv
import gzip
import math
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import Import, read_files
from ojdesk.core.model import Level, address
from ojdesk.core.resources import sample_files
from ojdesk.core.work import Stopped

TRUTH = Path(__file__).resolve().parents[2] / "truth"
SAMPLE = [path.name for path in sample_files()]


Cell = tuple[str | float | None, ...]


def cells_in_truth(file: str) -> dict[tuple[str, str], Cell]:
    with gzip.open(TRUTH / f"{file}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return {(row["sheet"], row["cell"]): tuple(truth_of(row)) for row in csv.DictReader(lines)}


def truth_of(row: dict[str, str]) -> Iterator[str | float | None]:
    columns = ("kind", "level", "unit_code", "unit_name", "key", "label", "group", "scale", "status")
    yield from (row[column] for column in columns)
    yield int(row["year"])
    yield float(row["value"]) if row["value"] else None


def cells_in(reading: Reading) -> dict[tuple[str, str], Cell]:
    table = reading.observations
    columns = ("source", "level", "unit_code", "unit_name", "indicator_id", "indicator", "group", "scale", "status")
    rows = zip(
        *(table[column].astype(str) for column in columns),
        table["year"].tolist(),
        [None if math.isnan(value) else value for value in table["value"].tolist()],
        strict=True,
    )
    places = [
        (sheet, address(row, column))
        for sheet, row, column in zip(table["sheet"], table["row"].tolist(), table["column"].tolist(), strict=True)
    ]
    found = dict(zip(places, rows, strict=True))
    assert len(found) == len(table), "no cell is read twice"
    return found


@pytest.fixture(scope="module")
def readings(sample: Import) -> dict[str, Reading]:
    return {reading.file: reading for reading in sample.readings}


def test_the_sample_is_read_whole(sample: Import) -> None:
    assert sample.refusals == ()
    assert [reading.file for reading in sample.readings] == SAMPLE
    assert all(reading.invented for reading in sample.readings)
    assert [finding for reading in sample.readings for finding in reading.findings] == []


@pytest.mark.parametrize("file", SAMPLE)
def test_every_cell_of_the_sample_is_read_as_it_is_meant(file: str, readings: dict[str, Reading]) -> None:
    truth, found = cells_in_truth(file), cells_in(readings[file])
    assert len(truth) > 5_000
    assert truth.keys() == found.keys()
    wrong = {place: (truth[place], found[place]) for place in truth if truth[place] != found[place]}
    assert wrong == {}


def test_a_title_year_is_not_the_year_of_register_data(readings: dict[str, Reading]) -> None:
    reading = readings["oppna-jamforelser-2020-ekonomiskt-bistand-registerdata.xlsx"]
    assert (reading.year.published, reading.years) == (2020, (2019,))


def test_the_sheets_tell_what_became_of_them(readings: dict[str, Reading]) -> None:
    reading = readings["oppna-jamforelser-2019-ekonomiskt-bistand-enkatdata.xlsx"]
    skipped = {sheet.name: sheet.skipped for sheet in reading.sheets}
    assert skipped == {
        "Information": "Inga enheter",
        "Indikatorer": "Inga enheter",
        "Kommun": "",
        "Län": "",
        "Riket": "",
    }
    by_name = {sheet.name: sheet for sheet in reading.sheets}
    assert by_name["Kommun"].header == (6, 7)
    assert by_name["Kommun"].units == {Level.MUNICIPALITY: 288, Level.DISTRICT: 24}
    assert by_name["Län"].units == {Level.COUNTY: 21}


# Several files -----------------------------------------------------------------------------------------------------


def test_one_bad_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    good = sample_files()[:2]
    bad = tmp_path / "trasig.xlsx"
    bad.write_bytes(good[0].read_bytes()[:5_000])
    gone = tmp_path / "borta.xlsx"
    result = read_files([good[0], bad, gone, good[1]])
    assert [reading.file for reading in result.readings] == [path.name for path in good]
    assert [refusal.split()[0] for refusal in result.refusals] == ["trasig.xlsx", "borta.xlsx"]


def test_the_same_content_is_read_once_under_whatever_names(tmp_path: Path) -> None:
    first = sample_files()[-1]
    copy = tmp_path / "Kopia 2024.xlsx"
    shutil.copyfile(first, copy)
    result = read_files([first, copy, first])
    assert [reading.file for reading in result.readings] == [first.name]
    assert result.refusals == ()


def test_reading_tells_how_far_it_has_come_and_can_be_stopped() -> None:
    told: list[tuple[int, int, str]] = []
    files = sample_files()[-2:]
    read_files(files, lambda *step: told.append(step))
    assert told[0] == (0, 2, f"Läser {files[0].name}")
    assert (1, 2, f"Läser {files[1].name}") in told
    assert told[-1][:2] == (2, 2)

    def stop(done: int, total: int, text: str) -> None:
        if done == 1:
            raise Stopped

    with pytest.raises(Stopped):
        read_files(files, stop)
