"""Bytes → raw cells. Runs in a process of its own, and so imports nothing of ours.

python-calamine is fast and usually right, but a hostile file of a thousand bytes can end the process it runs in.
That process is this one; `child` starts it, feeds it and replaces it.

In, for each workbook: a line of JSON {"size": n, "kind": "xlsx"}, then n bytes. Out: a line with a length, then so
many bytes of JSON: {"sheets": [...]} with the fields of `sheet.Sheet`, or {"error": "damaged" | "locked"}.
"""

import io
import json
import re
import sys
import zipfile
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

_MEMORY = 1_500_000_000

_ADDRESS = re.compile(r"^([A-Z]+)(\d+)$", re.IGNORECASE)
_MAY_FAIL = re.compile(rb"<(?:\w+:)?f\b|\bt=[\"']e[\"']")
_PERCENT_BUILTIN = {"9", "10"}


def read_workbook(content: bytes, kind: str) -> dict[str, Any]:
    """All sheets of a workbook, as plain values.

    Args:
        content: The file's bytes, already through the gate.
        kind: xlsx, xlsb, xls or ods.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - fails inside

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        marks = _Marks(content) if kind == "xlsx" else None
        sheets = []
        for meta in workbook.sheets_metadata:
            if "WorkSheet" not in str(meta.typ):
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            merged = getattr(sheet, "merged_cell_ranges", None) or []
            percent, faulty = marks.of_sheet(meta.name) if marks else ([], [])
            sheets.append(
                {
                    "name": meta.name,
                    "visible": str(meta.visible).endswith(".Visible"),
                    "rows": [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)],
                    "merged": [[*first, *last] for first, last in merged],
                    "percent": percent,
                    "faulty": faulty,
                }
            )
    except PasswordError:
        return {"error": "locked"}
    except (CalamineError, OSError, ValueError, KeyError, ElementTree.ParseError, expat.ExpatError):
        return {"error": "damaged"}
    return {"sheets": sheets}


def _plain(cell: Any) -> Any:
    if cell == "":
        return None
    if type(cell) is bool:
        return "SANT" if cell else "FALSKT"
    # The old binary formats know whole numbers; here all numbers are alike.
    return float(cell) if type(cell) is int else cell


class _Marks:
    """What the reader drops and the meaning needs: percent formats, error values, formulas without a value."""

    def __init__(self, content: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(content))
        self._parts = self._sheet_parts()
        self._percent_styles = self._find_percent_styles()

    def of_sheet(self, name: str) -> tuple[list[list[int]], list[list[Any]]]:
        """Runs of percent cells as [row, first column, last column]; faulty cells as [row, column, text]."""
        part = self._parts.get(name)
        if part is None:
            return [], []
        scan = _Scan(self._percent_styles)
        scan.run(self._package.read(part))
        return scan.percent, scan.faulty

    def _sheet_parts(self) -> dict[str, str]:
        relations = {
            element.get("Id"): element.get("Target", "")
            for element in ElementTree.fromstring(self._package.read("xl/_rels/workbook.xml.rels"))
        }
        parts = {}
        for element in ElementTree.fromstring(self._package.read("xl/workbook.xml")).iter():
            if element.tag.endswith("}sheet"):
                wanted = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
                target = relations.get(wanted, "")
                path = target.removeprefix("/") if target.startswith("/") else "xl/" + target
                if path in self._package.namelist():
                    parts[element.get("name", "")] = path
        return parts

    def _find_percent_styles(self) -> set[str]:
        if "xl/styles.xml" not in self._package.namelist():
            return set()
        root = ElementTree.fromstring(self._package.read("xl/styles.xml"))
        namespace = root.tag.removesuffix("styleSheet")
        percent = set(_PERCENT_BUILTIN)
        for numbering in root.iter(f"{namespace}numFmt"):
            # A % in quotes or behind a backslash is a letter; elsewhere it multiplies by a hundred.
            code = re.sub(r'"[^"]*"|\\.', "", numbering.get("formatCode", ""))
            if "%" in code:
                percent.add(numbering.get("numFmtId", ""))
        formats = root.find(f"{namespace}cellXfs")
        return {
            str(index)
            for index, form in enumerate(formats if formats is not None else ())
            if form.get("numFmtId") in percent
        }


class _Scan:
    """One pass over a sheet's XML, by whatever program it was written."""

    def __init__(self, percent_styles: set[str]) -> None:
        self.percent: list[list[int]] = []
        self.faulty: list[list[Any]] = []
        self._percent_styles = percent_styles
        self._row = self._column = -1
        self._cell: dict[str, str] | None = None
        self._has_formula = self._in_value = False
        self._value = ""

    def run(self, xml: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        may_fail = _MAY_FAIL.search(xml) is not None
        if not may_fail and not self._percent_styles:
            return
        parser.StartElementHandler = self._start
        if may_fail:  # most sheets have no formulas, and are done in half the time
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)  # noqa: FBT003 - takes no name

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._cell, self._has_formula, self._value = attributes, False, ""
            # A place that is not given is the next one.
            self._column += 1
            if address := _ADDRESS.match(attributes.get("r", "")):
                self._row, self._column = int(address[2]) - 1, _column(address[1])
            if attributes.get("s") in self._percent_styles:
                self._note_percent()
        elif tag == "v":
            self._in_value = self._cell is not None
        elif tag == "f":
            self._has_formula = self._cell is not None
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1

    def _note_percent(self) -> None:
        last = self.percent[-1] if self.percent else None
        if last and last[0] == self._row and last[2] == self._column - 1:
            last[2] = self._column
        else:
            self.percent.append([self._row, self._column, self._column])

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "v":
            self._in_value = False
        elif tag == "c" and self._cell is not None:
            kind, self._cell = self._cell.get("t"), None
            if kind == "e":
                self.faulty.append([self._row, self._column, self._value or "fel"])
            # A formula may give an empty text, but not an empty number.
            elif self._has_formula and not self._value and kind != "str":
                self.faulty.append([self._row, self._column, "formel utan värde"])


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def serve() -> None:
    """Reads workbooks from standard input and answers on standard output until the input ends."""
    _limit_memory()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while header := incoming.readline():
        order = json.loads(header)
        content = incoming.read(order["size"])
        try:
            answer = read_workbook(content, order["kind"])
            reply = json.dumps(answer, ensure_ascii=False, default=str).encode("utf-8", "replace")
        except BaseException as trouble:  # noqa: BLE001 - a panic in the reader is no Exception
            reply = json.dumps({"error": "damaged", "kind": type(trouble).__name__}).encode()
        outgoing.write(b"%d\n" % len(reply))
        outgoing.write(reply)
        outgoing.flush()


if __name__ == "__main__":
    serve()
