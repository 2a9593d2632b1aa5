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

_MEMORY = 1_500_000_000

_CELL_WITH_STYLE = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*)>')
_STYLE = re.compile(rb'\bs="(\d+)"')
_ERROR_CELL = re.compile(rb'<c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_FORMULA_CELL = re.compile(rb'<c\s[^>]*\br="([A-Z]+)(\d+)"[^>/]*>((?:(?!</c>).)*?<f[ >/](?:(?!</c>).)*)</c>', re.DOTALL)
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
                    "visible": "Visible" in str(meta.visible),
                    "rows": [
                        [None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)
                    ],
                    "merged": [[*first, *last] for first, last in merged],
                    "percent": percent,
                    "faulty": faulty,
                }
            )
    except PasswordError:
        return {"error": "locked"}
    except (CalamineError, OSError, ValueError, KeyError, ElementTree.ParseError):
        return {"error": "damaged"}
    return {"sheets": sheets}


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
        xml = self._package.read(part)
        return self._percent_runs(xml), _faulty(xml)

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

    def _find_percent_styles(self) -> set[bytes]:
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
            str(index).encode()
            for index, form in enumerate(formats if formats is not None else ())
            if form.get("numFmtId") in percent
        }

    def _percent_runs(self, xml: bytes) -> list[list[int]]:
        if not self._percent_styles:
            return []
        runs: list[list[int]] = []
        for letters, digits, rest in _CELL_WITH_STYLE.findall(xml):
            style = _STYLE.search(rest)
            if style is None or style[1] not in self._percent_styles:
                continue
            row, column = int(digits) - 1, _column(letters)
            if runs and runs[-1][0] == row and runs[-1][2] == column - 1:
                runs[-1][2] = column
            else:
                runs.append([row, column, column])
        return runs


def _faulty(xml: bytes) -> list[list[Any]]:
    found: list[list[Any]] = []
    if b't="e"' in xml:
        found += [
            [int(digits) - 1, _column(letters), text.decode("utf-8", "replace")]
            for letters, digits, text in _ERROR_CELL.findall(xml)
        ]
    if b"<f" in xml:
        found += [
            [int(digits) - 1, _column(letters), "formel utan värde"]
            for letters, digits, body in _FORMULA_CELL.findall(xml)
            if b"<v>" not in body
        ]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
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
