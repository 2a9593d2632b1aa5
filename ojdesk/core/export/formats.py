"""The files that an exhibit can be saved as."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ojdesk.core.export import delimited, page, web, workbook
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.export.sheet import sheet
from ojdesk.core.paper.picture import png
from ojdesk.core.save import save


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Attributes:
        ending: Of its files, without the point.
        name: As users know it.
        write: Makes the file's bytes.
        needs_picture: Whether it is for drawn charts alone.
        one_table: Whether it has room for the first table alone.
    """

    ending: str
    name: str
    write: Callable[[Exhibit], bytes]
    needs_picture: bool = False
    one_table: bool = False


def picture_png(exhibit: Exhibit) -> bytes:
    """The chart as PNG at a fixed size and 300 dpi whatever the screen; for a view that is a table, the table."""
    return png(sheet(exhibit)) if exhibit.picture is not None else page.picture_of_tables(exhibit)


def picture_svg(exhibit: Exhibit) -> bytes:
    """The chart as SVG with text as text."""
    return sheet(exhibit).svg.encode()


#: Those most asked for first.
FORMATS = (
    Format("png", "Bild", picture_png),
    Format("xlsx", "Excel", workbook.write),
    Format("pdf", "PDF", page.write),
    Format("csv", "CSV med semikolon", delimited.write, one_table=True),
    Format("html", "Webbsida", web.write),
    Format("svg", "Vektorbild", picture_svg, needs_picture=True),
)


def formats_for(exhibit: Exhibit) -> list[Format]:
    """Those that an exhibit can be written in."""
    return [it for it in FORMATS if exhibit.picture is not None or not it.needs_picture]


def save_exhibit(exhibit: Exhibit, path: Path) -> None:
    """Writes the format that the path's ending says.

    Raises:
        Refused: It could not be saved; what was at the path is untouched.
    """
    kind = next(it for it in FORMATS if path.suffix.lower() == f".{it.ending}")
    save(path, kind.write(exhibit))
