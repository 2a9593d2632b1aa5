"""Every figure leads back to its cell."""

import shutil
from pathlib import Path

import pytest

from ojdesk.core.dataset import Dataset, build
from ojdesk.core.excerpt import excerpt, excerpt_of_finding
from ojdesk.core.files.workbook import read_files
from ojdesk.core.model import FigureKey, Group
from ojdesk.core.resources import sample_files
from ojdesk.core.work import Refused, no_progress
from tests.core.files.books import Rows, save, simple_book

SURVEY = next(path for path in sample_files() if "2022" in path.name and "enkat" in path.name)


@pytest.mark.parametrize(
    "key",
    [
        FigureKey("freda", "1489", 2022),
        FigureKey("freda", "14", 2022),
        FigureKey("freda", "00", 2022),
        FigureKey("individuella_moten", "148052", 2024),
        FigureKey("andel_mottagare", "1489", 2021, Group.WOMEN),
        FigureKey("belopp_per_inv", "0114", 2018),
    ],
)
def test_the_cell_has_what_was_read(dataset: Dataset, key: FigureKey) -> None:
    figure = dataset.observation(key.indicator, key.unit, key.year, key.group)
    assert figure is not None
    found = excerpt(dataset, key, no_progress)
    row, column = found.at
    assert found.place == figure.place
    assert str(figure.year) in found.about
    assert figure.wording in found.about
    assert found.cells[row][column] == figure.raw
    assert (found.rows[row], found.columns[column]) == (figure.place.row, figure.place.column)
    assert found.path.name == figure.place.file
    assert all(len(cells) == len(found.columns) for cells in found.cells)
    assert len(found.cells) == len(found.rows)


def test_headings_and_names_come_along(dataset: Dataset) -> None:
    found = excerpt(dataset, FigureKey("freda", "1489", 2022), no_progress)
    row, column = found.at
    assert "Alingsås" in found.cells[row]
    assert any("FREDA" in cells[column] for cells in found.cells)


def test_a_figure_that_no_file_has_is_refused(dataset: Dataset) -> None:
    with pytest.raises(Refused, match="Ingen av de öppnade filerna"):
        excerpt(dataset, FigureKey("freda", "0180", 2024), no_progress)


def test_of_two_files_with_one_name_the_right_one_is_looked_into(tmp_path: Path) -> None:
    paths = []
    for year in (2021, 2022):
        (tmp_path / str(year)).mkdir()
        paths.append(tmp_path / str(year) / "resultat.xlsx")
        shutil.copyfile(next(it for it in sample_files() if f"{year}-ekonomiskt-bistand-enkat" in it.name), paths[-1])
    dataset = build(read_files(paths).readings)
    for year, path in zip((2021, 2022), paths, strict=True):
        found = excerpt(dataset, FigureKey("freda", "1489", year), no_progress)
        row, column = found.at
        assert found.path == path
        figure = dataset.observation("freda", "1489", year)
        assert figure is not None
        assert found.cells[row][column] == figure.raw
        assert "Alingsås" in found.cells[row]


def test_a_finding_leads_to_the_cell_that_it_is_about(tmp_path: Path) -> None:
    path = tmp_path / "resultat 2022 enkätdata.xlsx"
    rows: Rows = [["Kommun", "Använder FIA"], ["Ale", 1], ["Malmö", "?"], ["Okändby", 1]]
    path.write_bytes(save(simple_book(rows)))
    (reading,) = read_files([path]).readings
    texts = []
    with_cell = [it for it in reading.findings if it.cell]
    for finding in with_cell:
        found = excerpt_of_finding(reading, finding, no_progress)
        texts.append(found.cells[found.at[0]][found.at[1]])
        assert (found.place.cell, found.about) == (finding.cell, finding.what)
    assert sorted(texts) == ["?", "Okändby"]
    path.unlink()
    with pytest.raises(Refused, match="finns inte längre där den låg"):
        excerpt_of_finding(reading, with_cell[0], no_progress)


def test_a_file_that_has_changed_or_gone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / SURVEY.name
    shutil.copyfile(SURVEY, path)
    dataset = build(read_files([path]).readings)
    shutil.copyfile(sample_files()[0], path)
    with pytest.raises(Refused, match="har ändrats sedan den öppnades"):
        excerpt(dataset, FigureKey("freda", "1489", 2022), no_progress)
    path.unlink()
    with pytest.raises(Refused, match="finns inte längre där den låg"):
        excerpt(dataset, FigureKey("freda", "1489", 2022), no_progress)
