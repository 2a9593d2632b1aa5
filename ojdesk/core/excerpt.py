"""The cell that a figure stands in, with what is around it, looked up in the file again."""

from dataclasses import dataclass
from pathlib import Path

from ojdesk.core.dataset import Dataset
from ojdesk.core.files.ahead import read_raw
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.model import FigureKey, Observation
from ojdesk.core.work import Progress, Refused

_ROWS_AROUND, _COLUMNS_AROUND = 2, 1
_LABELS = 4


@dataclass(frozen=True)
class Excerpt:
    """Some rows and columns of a sheet.

    Attributes:
        figure: The figure, with the sheet and cell it stands in.
        path: The file.
        columns: The columns' numbers, counted from 0, left to right; there may be gaps between them.
        rows: The rows' numbers, counted from 0: headings first, then those around the cell.
        cells: cells[i][j] is the text in rows[i], columns[j].
        at: Where the figure is: its positions in `rows` and `columns`.
    """

    figure: Observation
    path: Path
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    at: tuple[int, int]


def excerpt(dataset: Dataset, key: FigureKey, progress: Progress) -> Excerpt:
    """Looks a figure up in its file.

    Raises:
        Refused: No file has the figure, or the file is gone or has changed since it was read.
        Stopped: `progress` raised it.
    """
    figure = dataset.observation(key.indicator, key.unit, key.year, key.group)
    if figure is None:
        raise Refused("Ingen av de öppnade filerna har en cell för den siffran.")
    place = figure.place
    reading = next(it for it in dataset.readings if it.file == place.file)
    raw = next(iter(read_raw([reading.path], progress)))
    if isinstance(raw, Refused):
        raise raw
    sheet = next((it for it in raw.sheets if it.name == place.sheet), None)
    if raw.digest != reading.digest or sheet is None:
        raise Refused(f"{reading.file} har ändrats sedan den öppnades. Öppna den igen för att se dess celler.")
    header = next(it.header for it in reading.sheets if it.name == place.sheet)
    return _cut_out(sheet, figure, reading.path, header)


def _cut_out(sheet: Sheet, figure: Observation, path: Path, header: tuple[int, ...]) -> Excerpt:
    row, column = figure.place.row, figure.place.column
    around = range(max(row - _ROWS_AROUND, 0), min(row + _ROWS_AROUND + 1, len(sheet.rows)))
    beside = range(max(column - _COLUMNS_AROUND, 0), min(column + _COLUMNS_AROUND + 1, sheet.width))
    rows = sorted({*(it - 1 for it in header if it - 1 < row), *around})
    columns = sorted({*range(min(_LABELS, column)), *beside})
    return Excerpt(
        figure=figure,
        path=path,
        columns=tuple(columns),
        rows=tuple(rows),
        cells=tuple(tuple(sheet.text(it, at) for at in columns) for it in rows),
        at=(rows.index(row), columns.index(column)),
    )
