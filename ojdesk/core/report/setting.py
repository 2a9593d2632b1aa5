"""How blocks are set, the same in every document: which columns are wide, which hold numbers, what leads a note."""

import re

from ojdesk.core.report.blocks import Note, TextTable

_FIGURE = re.compile(r"[-−–<>]?\s?\d")


def are_figures(table: TextTable) -> list[bool]:
    """For each column, whether it is one of numbers, which are set to the right; never the first."""
    found = [False]
    for column in range(1, len(table.heads)):
        cells = [row[column] for row in table.rows if len(row) > column and any(map(str.isalnum, row[column].text))]
        numbers = sum(bool(_FIGURE.match(cell.text)) for cell in cells)
        found.append(2 * numbers > len(cells))
    return found


def leading(note: Note) -> str:
    """The heading that stands in the line before a note's text."""
    return note.heading if note.heading.endswith(("?", "!", ".", ":")) else f"{note.heading}:"
