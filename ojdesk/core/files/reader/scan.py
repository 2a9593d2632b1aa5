"""What calamine drops and the meaning needs: percent formats, error values, and cells that it read as something else.

Errors such as #DIV/0! and formulas that were never computed come back as empty cells, and a text whose number is not
one comes back as the first text of the workbook. A wrong value without a word would be worse than none.
"""

import re
from typing import Any
from xml.parsers import expat

from ojdesk.core.files.reader.cells import Fault, Rows, Run
from ojdesk.core.files.reader.grid import column_number
from ojdesk.core.files.reader.trouble import DAMAGED, Trouble

_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_USUAL_ADDRESS = re.compile(rb"([A-Z]+)(\d+)")
_BAD_STRING = re.compile(rb"t=\"s\"[^>]*+>(?!<v>\d{1,9}+</v>)")
_LONGEST = 60
#: Where a declaration of XML may begin, at the latest.
_HEAD = 4
_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def is_plain(xml: bytes, rows: Rows) -> bool:
    """Whether what calamine returned is all there is, so that nothing has to be looked for cell by cell.

    Args:
        xml: A sheet with all cells in the usual form.
        rows: What calamine returned.
    """
    return (
        b"</v><v" not in xml
        and xml.find(b"<?", _HEAD) < 0
        and xml.count(b"<sheetData") == 1
        and b't="e"' not in xml
        and b"='" not in xml
        and not (b"!" in xml and b"<!" in xml)
        and _BAD_STRING.search(xml) is None
        and _is_filled_alike(xml, rows)
    )


def _is_filled_alike(xml: bytes, rows: Rows) -> bool:
    """Whether each row stands once, with none but its own cells, and as many of them with content as the file says."""
    before, *written = xml.split(b'<row r="')
    last = 0
    for row in written:
        digits = row[: row.find(b'"')]
        number = int(digits)
        cells = rows[number - 1] if last < number <= len(rows) else ()
        own = row.translate(None, _CAPITALS).count(b'<c r="%b"' % digits)
        if number <= last or row.count(b"<c ") != own or row.count(b"</c>") != len(cells) - cells.count(""):
            return False
        last = number
    return b"</c>" not in before


def percent_runs(xml: bytes, styles: set[str]) -> list[Run] | None:
    """Runs of cells with a percent format, in a sheet with all cells in the usual form; None when it has to be scanned.

    Cells that are not there, between two that are, count as part of a run.
    """
    there = [attribute for style in styles if (attribute := f' s="{style}"'.encode()) in xml]
    if not there:
        return []
    # No group may be possessive: before Python 3.11.5 such a group matches where it does not.
    cell = rb'<c r="[A-Z]++\d++"(?: t="\w++")?(?:%s)[^>]*+>(?:<v>[^<]*+</v></c>)?' % b"|".join(there)
    runs: list[Run] = []
    cells = 0
    columns: dict[bytes, int] = {}
    for run in re.findall(rb"(?:%s)+" % cell, xml):
        first, last = _USUAL_ADDRESS.match(run, 6), _USUAL_ADDRESS.match(run, run.rindex(b"<c ") + 6)
        assert first
        assert last
        cells += run.count(b"<c ")
        for letters in (first[1], last[1]):
            if letters not in columns:
                columns[letters] = column_number(letters) - 1
        runs.append([int(first[2]) - 1, columns[first[1]], columns[last[1]]])
        if first[2] != last[2] or runs[-1][1] > runs[-1][2]:
            return None
    return runs if cells == sum(map(xml.count, there)) else None


class Scan:
    """Reads a sheet's XML on its own, by whatever program it was written, and holds calamine's cells against it."""

    def __init__(self, percent_styles: set[str], rows: Rows) -> None:
        self.percent: list[Run] = []
        self.faulty: list[Fault] = []
        self._percent_styles = percent_styles
        self._rows = rows
        self._width = max(map(len, rows), default=0)
        self._seen = bytearray(len(rows) * self._width)
        self._row = self._column = -1
        self._numbered = False
        self._tables = 0
        self._rows_met: set[int] = set()
        self._cell: dict[str, str] | None = None
        self._formulas = self._values = 0
        self._text: list[str] | None = None
        self._value = ""

    def run(self, xml: bytes) -> None:
        """Reads the sheet; what is found is in `percent` and `faulty`.

        Raises:
            Trouble: Its rows or its table come twice, or a cell lies outside its row: no program writes that.
            expat.ExpatError: It is no well-formed XML.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(xml, True)  # noqa: FBT003 - takes no name

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._cell, self._formulas, self._values, self._value = attributes, 0, 0, ""
            # A place that is not given is the next one.
            self._column += 1
            if address := _ADDRESS.fullmatch(attributes.get("r", "")):
                row, self._column = int(address[2]) - 1, column_number(address[1].encode()) - 1
                if self._numbered and row != self._row:  # no program writes this, and Excel does not open it
                    raise Trouble(DAMAGED)
                self._row = row
            if attributes.get("s") in self._percent_styles:
                self._note_percent()
        elif tag == "row":
            self._numbered = "r" in attributes
            self._row = int(attributes["r"]) - 1 if self._numbered else self._row + 1
            self._column = -1
            if self._row in self._rows_met:  # whose cells are whose, only Excel's repair can tell
                raise Trouble(DAMAGED)
            self._rows_met.add(self._row)
        elif tag == "sheetData":
            self._tables += 1
            if self._tables > 1:  # calamine ends with the first
                raise Trouble(DAMAGED)
        elif self._cell is None:
            return
        elif tag in {"v", "is"}:
            self._values += 1
            self._text = []
        elif tag == "f":
            self._formulas += 1
        elif tag == "rPh":  # how a text is pronounced
            self._text = None

    def _note_percent(self) -> None:
        last = self.percent[-1] if self.percent else None
        if last and last[0] == self._row and last[2] == self._column - 1:
            last[2] = self._column
        else:
            self.percent.append([self._row, self._column, self._column])

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in {"v", "is"} and self._text is not None:
            self._value, self._text = "".join(self._text), None
        elif tag == "c" and self._cell is not None:
            fault = self._fault(self._cell.get("t", "n"))
            self._cell = None
            if fault:
                self.faulty.append([self._row, self._column, fault[:_LONGEST]])

    def _fault(self, kind: str) -> str:
        if kind == "e":
            return self._value or "fel"
        if kind == "s" and self._values and not re.fullmatch("[0-9]{1,9}", self._value):
            return "okänd text"
        if not self._value:
            # A formula may give an empty text, but not an empty number.
            return "formel utan värde" if self._formulas and kind != "str" else ""
        if self._values > 1:
            return "flera värden i en cell"
        got = self._returned()
        if self._is_second():
            return "cellen står två gånger"
        if kind == "s":
            return ""
        if kind in {"str", "inlineStr"}:
            return "" if got not in {None, ""} or not self._value.strip() else self._value
        if kind == "n" and isinstance(got, float):
            return "" if _same(got, self._value) else self._value
        return self._value if got in {None, ""} else ""

    def _returned(self) -> Any:
        """What calamine has at this place; None outside of its table."""
        if self._row < len(self._rows) and self._column < len(self._rows[self._row]):
            return self._rows[self._row][self._column]
        return None

    def _is_second(self) -> bool:
        at = self._row * self._width + self._column
        if self._column >= self._width or not 0 <= at < len(self._seen):
            return False
        before, self._seen[at] = self._seen[at], 1
        return before == 1


def _same(number: float, text: str) -> bool:
    try:
        wanted = float(text)
    except ValueError:
        return False
    return number == wanted or (number != number and wanted != wanted)  # noqa: PLR0124 - no other is unlike itself
