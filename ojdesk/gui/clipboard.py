"""A chart and its table for the clipboard: picture, vector, HTML table and tab-separated text at once."""

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

from ojdesk.core.export import delimited, web
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.export.formats import picture_png, picture_svg


def copy_of(exhibit: Exhibit) -> QMimeData:
    """What Word, Excel, PowerPoint and plain text fields each take the best of."""
    copied = QMimeData() if exhibit.picture is None else picture_of(exhibit)
    copied.setText(delimited.tab_separated(exhibit))
    copied.setHtml(web.to_paste(exhibit))
    return copied


def picture_of(exhibit: Exhibit) -> QMimeData:
    """The picture alone, for programs that would rather take a table: at 300 dpi whatever the screen has."""
    copied = QMimeData()
    copied.setImageData(QImage.fromData(picture_png(exhibit)))
    if exhibit.picture is not None:
        copied.setData("image/svg+xml", QByteArray(picture_svg(exhibit)))
    return copied
