"""What is said around the tables of a sheet: titles above them, notes below."""

from ojdesk.core.files.sheet import Sheet, as_text
from ojdesk.core.text import tidy

_TOP_ROWS = 15
#: So many cells a text may be split over, as by the commas in a text that was taken for a table.
_MOST_CELLS = 6
_OPENINGS = (
    *("öppna jämförelser", "öj ", "ekonomiskt bistånd", "enkät", "register", "uppgifter", "statistiken", "resultat"),
    *("avser", "mätår", "mätperiod", "undersökningsår", "publicera", "uppdatera", "reviderad", "rättad"),
)


def notes(sheet: Sheet) -> list[str]:
    """The texts that stand alone at the top of a sheet and below its table; the first is most often the title."""
    found = []
    for row in [*sheet.rows[:_TOP_ROWS], *sheet.rows[max(_TOP_ROWS, len(sheet.rows) - _TOP_ROWS) :]]:
        filled = [cell for cell in row if cell is not None]
        if len(filled) == 1 and isinstance(filled[0], str):
            found.append(filled[0])
        elif 1 < len(filled) <= _MOST_CELLS and isinstance(row[0], str) and row[0].casefold().startswith(_OPENINGS):
            found.append(" ".join(tidy(as_text(cell)) for cell in filled))
    return found
