"""A chart and its table for the clipboard: picture, vector, HTML table and tab-separated text at once."""

import html

from PySide6.QtCore import QAbstractItemModel, QByteArray, QMimeData, Qt
from PySide6.QtGui import QImage

from ojdesk.core.report.figures import Picture, png
from ojdesk.core.wording.numbers import MINUS, NBSP


def copy_of(model: QAbstractItemModel, sentence: str, picture: Picture | None = None) -> QMimeData:
    """What Word, Excel, PowerPoint and plain text fields each take the best of.

    Args:
        model: The table twin.
        sentence: What the chart says in words.
        picture: The chart as it is drawn for paper, at 300 dpi whatever the screen has.
    """
    copied = QMimeData()
    rows = [[model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]]
    rows += [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]
    copied.setText("\n".join([sentence, "", *("\t".join(_plain(cell) for cell in row) for row in rows)]))
    head, *body = [
        "".join(f"<{tag}>{html.escape(str(cell or ''))}</{tag}>" for cell in row) for tag, row in _tagged(rows)
    ]
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in body)}</tbody></table>"
    copied.setHtml(f"<p>{html.escape(sentence)}</p>{table}")
    if picture is not None:
        copied.setImageData(QImage.fromData(png(picture)))
        copied.setData("image/svg+xml", QByteArray(picture.svg.encode()))
    return copied


def _tagged(rows: list[list[str]]) -> list[tuple[str, list[str]]]:
    return [("th" if at == 0 else "td", row) for at, row in enumerate(rows)]


def _plain(cell: object) -> str:
    """A cell that Excel reads as a number where it is one: a hyphen for minus, no no-break spaces, no tabs."""
    return str(cell or "").replace(MINUS, "-").replace(NBSP, " ").replace("\t", " ")
