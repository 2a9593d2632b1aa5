"""The cell that a figure stands in, with what is around it, looked up in the file again."""

from dataclasses import dataclass
from pathlib import Path

from ojdesk.core.dataset import Dataset
from ojdesk.core.files.ahead import read_raw
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.model import FigureKey, Finding, Place, place_of
from ojdesk.core.wording.names import full_name
from ojdesk.core.work import Progress, Refused

_ROWS_AROUND, _COLUMNS_AROUND = 2, 1
_LABELS = 4


@dataclass(frozen=True)
class Excerpt:
    """Some rows and columns of a sheet.

    Attributes:
        place: The cell that was asked for.
        about: What is said of it, in Swedish.
        path: The file.
        columns: The columns' numbers, counted from 0, left to right; there may be gaps between them.
        rows: The rows' numbers, counted from 0: headings first, then those around the cell.
        cells: cells[i][j] is the text in rows[i], columns[j].
        at: Where the cell is: its positions in `rows` and `columns`.
    """

    place: Place
    about: str
    path: Path
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    at: tuple[int, int]


def excerpt_of_finding(reading: Reading, finding: Finding, progress: Progress) -> Excerpt:
    """Looks up the cell that a finding is about.

    Raises:
        Refused: The file is gone or has changed since it was read.
        Stopped: `progress` raised it.
    """
    place = Place(reading.digest, reading.file, finding.sheet, *place_of(finding.cell))
    return _look_up(reading, place, finding.what, progress)


def excerpt(dataset: Dataset, key: FigureKey, progress: Progress) -> Excerpt:
    """Looks a figure up in its file.

    Raises:
        Refused: No file has the figure, or the file is gone or has changed since it was read.
        Stopped: `progress` raised it.
    """
    figure = dataset.observation(key.indicator, key.unit, key.year, key.group)
    if figure is None:
        raise Refused("Ingen av de öppnade filerna har en cell för den siffran.")
    reading = next(it for it in dataset.readings if it.digest == figure.place.digest)
    about = f"{full_name(figure.unit)} {figure.year}: {figure.wording}"
    return _look_up(reading, figure.place, about, progress)


def _look_up(reading: Reading, place: Place, about: str, progress: Progress) -> Excerpt:
    raw = next(iter(read_raw([reading.path], progress)))
    if isinstance(raw, Refused):
        raise raw
    sheet = next((it for it in raw.sheets if it.name == place.sheet), None)
    if raw.digest != reading.digest or sheet is None:
        raise Refused(f"{reading.file} har ändrats sedan den öppnades. Öppna den igen för att se dess celler.")
    header = next(it.header for it in reading.sheets if it.name == place.sheet)
    return _cut_out(sheet, place, about, reading.path, header)


def _cut_out(sheet: Sheet, place: Place, about: str, path: Path, header: tuple[int, ...]) -> Excerpt:
    row, column = place.row, place.column
    around = range(max(row - _ROWS_AROUND, 0), min(row + _ROWS_AROUND + 1, len(sheet.rows)))
    beside = range(max(column - _COLUMNS_AROUND, 0), min(column + _COLUMNS_AROUND + 1, sheet.width))
    rows = sorted({row, *(it - 1 for it in header if it - 1 < row), *around})
    columns = sorted({column, *range(min(_LABELS, column)), *beside})
    return Excerpt(
        place=place,
        about=about,
        path=path,
        columns=tuple(columns),
        rows=tuple(rows),
        cells=tuple(tuple(sheet.text(it, at) for at in columns) for it in rows),
        at=(rows.index(row), columns.index(column)),
    )
