"""Letters in names and headings that are not what they look like: invisible, foreign, or lost on the way."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ojdesk.core.files.layout import Table
from ojdesk.core.model import Finding, address
from ojdesk.core.text import tidy

_LOST = "\ufffd"
#: Without width, or turning the direction of what follows. Not the soft hyphen, which long headings have for a reason.
_INVISIBLE = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
#: Greek and Cyrillic, of which many letters look like ours; in a word with such.
_FOREIGN, _OURS = "\u0370-\u052f", "A-Za-zÅÄÖåäöé"
_ODD = re.compile(f"[{_LOST}{_INVISIBLE}]|(?<=[{_OURS}])[{_FOREIGN}]|[{_FOREIGN}](?=[{_OURS}])")
_LONGEST = 60
_AGAIN = "Hämta filen på nytt, eller rätta texten i Excel och öppna den igen."


def odd_letters(tables: Iterable[Table], file: str) -> Iterator[Finding]:
    """A finding for each heading and each name of a unit with such letters, once for each text."""
    told: set[str] = set()
    for table in tables:
        # One look at all texts together: nearly always there is nothing to be found.
        if not _ODD.search("\n".join(text for _, _, text in _texts(table))):
            continue
        for row, column, text in _texts(table):
            found = _ODD.search(text)
            if found and text not in told:
                told.add(text)
                cell = address(*table.view.place(row, column))
                action = _AGAIN if found[0] == _LOST else ""
                yield Finding(file, _what(text, found[0]), action, sheet=table.sheet.name, cell=cell)


def _texts(table: Table) -> Iterator[tuple[int, int, str]]:
    """What stands in the header, and on the left of the rows."""
    rows = table.sheet.rows
    left = min((column.index for column in table.columns), default=0)
    for row, cells in [
        *((row, rows[row]) for row in table.header),
        *((it.index, rows[it.index][:left]) for it in table.rows),
    ]:
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                yield row, column, cell


def _what(text: str, letter: str) -> str:
    name = f"”{tidy(text)[:_LONGEST]}”"
    code = f"U+{ord(letter):04X}"
    if letter == _LOST:
        return f"{name} innehåller tecken som inte gick att läsa."
    if unicodedata.category(letter) == "Cf":
        return f"{name} innehåller ett tecken som inte syns ({code}) och har lästs utan det."
    return f"{name} innehåller en bokstav som bara liknar en svensk ({code})."
