"""An exhibit as HTML: to paste, and as a page of its own that a screen reader reads well."""

from html import escape

from ojdesk.core.export.delimited import head
from ojdesk.core.export.exhibit import Cell, Exhibit, Table
from ojdesk.core.palette import LIGHT as P
from ojdesk.core.paper.drawing import FONT
from ojdesk.core.wording.numbers import rounded

_STYLE = f"""
body {{ font: 16px/1.5 {FONT}; color: {P.text}; background: {P.ground};
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; }}
figure {{ margin: 1.5rem 0; }}
svg {{ max-width: 100%; height: auto; }}
div {{ overflow-x: auto; }}
table {{ border-collapse: collapse; margin: 1.5rem 0; font-size: 0.875rem; }}
caption {{ text-align: left; font-weight: 600; padding-bottom: 0.5rem; }}
th, td {{ text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0;
  border-bottom: 1px solid {P.rule}; }}
thead th {{ border-bottom-color: {P.peers}; }}
tbody th {{ font-weight: 400; }}
tbody th[scope=rowgroup] {{ font-weight: 600; padding-top: 1rem; }}
.n {{ text-align: right; font-variant-numeric: tabular-nums; }}
footer {{ color: {P.quiet}; font-size: 0.875rem; }}
.invented {{ color: {P.alarm}; font-weight: 600; }}
"""


def to_paste(exhibit: Exhibit) -> str:
    """Title, sentence, tables and small print for the clipboard.

    `x:num` gives Excel the number behind a cell, and `x:str` on the table tells it that all else is text, whatever it
    looks like: no formula, no date. `sdval` and `sdnum` say the same to LibreOffice. Other programs pass over them.
    """
    parts = [_paragraph(exhibit.title), _paragraph(exhibit.sentence)]
    for table in exhibit.tables:
        parts.append(_paragraph(table.caption) if len(exhibit.tables) > 1 else "")
        parts.append(f'<table x:str lang="sv">{_rows(table, for_spreadsheets=True)}</table>')
    parts += map(_paragraph, exhibit.small_print)
    body = "".join(parts)
    return f'<html lang="sv" xmlns:x="urn:schemas-microsoft-com:office:excel"><body>{body}</body></html>'


def write(exhibit: Exhibit) -> bytes:
    """A page: heading, sentence, the chart with its description, tables with scopes, small print."""
    picture = exhibit.picture
    figure = f"<figure>{picture.svg}</figure>" if picture is not None else ""
    tables = "".join(
        f'<div tabindex="0" role="region" aria-label="{escape(table.caption)}">'
        f"<table><caption>{escape(table.caption)}</caption>{_rows(table)}</table></div>"
        for table in exhibit.tables
    )
    below = (*exhibit.notes, *exhibit.table_notes, exhibit.origin.source, f"Filer: {', '.join(exhibit.origin.files)}")
    page = (
        '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(exhibit.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(exhibit.title)}</h1>\n{_paragraph(exhibit.origin.invented, 'invented')}"
        f"{_paragraph(exhibit.subtitle)}{_paragraph(exhibit.sentence)}\n{figure}\n{tables}\n"
        f"</main>\n<footer>{''.join(map(_paragraph, below))}</footer>\n</body>\n</html>\n"
    )
    return page.encode()


def _paragraph(text: str, kind: str = "") -> str:
    """Nothing for no text."""
    of_kind = f' class="{kind}"' if kind else ""
    return f"<p{of_kind}>{escape(text)}</p>" if text else ""


def _rows(table: Table, *, for_spreadsheets: bool = False) -> str:
    plain = _IS_TEXT if for_spreadsheets else ""
    # A spreadsheet shows the bare number, so that its unit has to be in the head.
    titles = [head(table, at) if for_spreadsheets else title for at, title in enumerate(table.heads)]
    heads = [f'<th scope="col"{_side(table, at)}{plain}>{escape(title)}</th>' for at, title in enumerate(titles)]
    rows, area = [], ""
    for at, (first, *others) in enumerate(table.rows):
        if table.is_grouped and table.areas[at] != area:
            area = table.areas[at]
            span = len(table.heads)
            rows.append(f'<tr><th scope="rowgroup" colspan="{span}"{plain}>{escape(area)}</th></tr>')
        cells = [f'<th scope="row"{plain}>{escape(first.text)}</th>']
        for column, cell in enumerate(others, start=1):
            kind = _kind(cell, alone=table.units[column] is not None) if for_spreadsheets else ""
            cells.append(f"<td{_side(table, column)}{kind}>{escape(cell.text)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{''.join(rows)}</tbody>"


_IS_TEXT = ' sdnum="1033;0;@"'


def _kind(cell: Cell, *, alone: bool) -> str:
    """What a spreadsheet is told of a cell; 1033 is the language with the decimal point that the number has here.

    A number whose unit is not in the head stays as it is read, since it would lose it.
    """
    if cell.value is None or (cell.unit and not alone):
        return _IS_TEXT
    number = f"{rounded(cell.value, cell.decimals):.{cell.decimals}f}"
    return f' x:num="{number}" sdval="{number}" sdnum="1033;"'


def _side(table: Table, column: int) -> str:
    return ' class="n"' if column and table.are_numbers[column] else ""
