"""An exhibit as a PDF that is tagged for screen readers, and a table as a picture: both set by Typst."""

import json
from typing import Any

import typst

from ojdesk.core.export.exhibit import Exhibit, Table
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.letters import printable
from ojdesk.core.paper.picture import WIDTH, fonts, with_resolution
from ojdesk.core.resources import resource

_MANY_COLUMNS = 8
_COLOURS = {name: getattr(LIGHT, name) for name in ("text", "quiet", "rule", "alarm")}


def write(exhibit: Exhibit) -> bytes:
    """A PDF on A4, with a heading, alternative text, tables that repeat their heads, and page numbers (PDF/UA-1)."""
    source, inputs = resource("page.typ").read_bytes(), _inputs(exhibit)
    return typst.compile(source, format="pdf", pdf_standards="ua-1", font_paths=fonts(), sys_inputs=inputs)


def picture_of_tables(exhibit: Exhibit, dots_per_inch: int = 300) -> bytes:
    """The tables alone as one PNG, as wide as a figure."""
    source, inputs = resource("page.typ").read_bytes(), _inputs(exhibit, alone=True)
    drawn = typst.compile(source, format="png", ppi=dots_per_inch, font_paths=fonts(), sys_inputs=inputs)
    return with_resolution(drawn, dots_per_inch)


def _inputs(exhibit: Exhibit, *, alone: bool = False) -> dict[str, str]:
    """What `page.typ` takes; `alone` for a picture without the sentence, as large as it needs to be."""
    picture = exhibit.picture
    content = {
        "title": exhibit.title,
        "subtitle": exhibit.subtitle,
        "sentence": "" if alone else exhibit.sentence,
        "invented": exhibit.origin.invented,
        "picture": picture.svg if picture is not None else "",
        "description": picture.description if picture is not None else "",
        "tables": [_as_json(table) for table in exhibit.tables],
        "notes": [*exhibit.notes, *exhibit.table_notes, exhibit.origin.source],
        "footer": exhibit.origin.source,
        "alone": alone,
        "flipped": any(len(table.heads) > _MANY_COLUMNS for table in exhibit.tables),
        "width": WIDTH,
        "colours": _COLOURS,
    }
    return {"data": json.dumps(_printable(content))}


def _printable(value: Any) -> Any:
    """The same with every text in it as the bundled font can print it."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printable(it) for name, it in value.items()}
    return [*map(_printable, value)] if isinstance(value, list | tuple) else value


def _as_json(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "heads": list(table.heads),
        "widths": table.widths,
        "numbers": table.are_numbers,
        "rows": table.as_read(),
    }
