"""Workbooks of Excel 2007 and later in XML: xlsx and xlsm."""

import io
import re

from ojdesk.core.files.reader.cells import Answer, Fault, Rows, Run, sheet_answer
from ojdesk.core.files.reader.grid import check_grid
from ojdesk.core.files.reader.package import Package, elements, pack
from ojdesk.core.files.reader.scan import Scan, is_plain, percent_runs
from ojdesk.core.files.reader.sheets import MAX_SHEETS, check_merged, check_names
from ojdesk.core.files.reader.trouble import DAMAGED, SHEETS, Trouble

_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^<>]*/>")
#: A cell whose content is a number in the list of texts, up to that number.
_LISTED_TEXT = re.compile(
    rb"(<(?:[\w.-]+:)?c\s(?=[^<>]*?\bt\s*=\s*[\"']s[\"'])[^<>]*>\s*<(?:[\w.-]+:)?v>)\s*(\d+)\s*(?=<)"
)
_TEXT = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_PERCENT_BUILTIN = {"9", "10"}
_ROOT = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
    b"</Relationships>"
)
#: Relations of a workbook that are needed to read it: how the type ends, and how the part is called for the reader.
_NEEDED = {
    "worksheet": "worksheets/sheet{}.xml",
    "chartsheet": "chartsheets/sheet{}.xml",
    "dialogsheet": "dialogsheets/sheet{}.xml",
    "xlMacrosheet": "macrosheets/sheet{}.xml",
    "xlIntlMacrosheet": "macrosheets/intl{}.xml",
    "sharedStrings": "sharedStrings.xml",
    "styles": "styles.xml",
}


def read_xlsx(package: Package) -> list[Answer]:
    """All worksheets.

    Raises:
        Trouble: A part is missing, damaged or made to harm, or there are too many sheets.
    """
    from python_calamine import CalamineError  # noqa: PLC0415 - by now the file is known to be worth it

    outline = _Outline(package)
    try:
        return _read(outline)
    except CalamineError:
        # A single text whose number is beyond the list makes calamine give up.
        if not outline.disown_texts_beyond_list():
            raise
        return _read(outline)


def _read(outline: "_Outline") -> list[Answer]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(pack(outline.parts)))
    metadata = workbook.sheets_metadata
    if [it.name for it in metadata] != [name for name, _, _ in outline.sheets]:
        raise Trouble(DAMAGED)
    answers = []
    for index, (name, state, path) in enumerate(outline.sheets):
        if path not in outline.worksheets:
            continue
        xml = outline.parts[path]
        sheet = workbook.get_sheet_by_index(index)
        merged = sheet.merged_cell_ranges or []
        check_merged(merged)
        rows = sheet.to_python(skip_empty_area=False)
        percent, faulty = _marks(xml, rows, outline.percent_styles, usual=outline.worksheets[path])
        visible = state == "visible"
        answers.append(sheet_answer(name, rows, visible=visible, merged=merged, percent=percent, faulty=faulty))
    return answers


def _marks(xml: bytes, rows: Rows, styles: set[str], *, usual: bool) -> tuple[list[Run], list[Fault]]:
    if usual and is_plain(xml, rows) and (runs := percent_runs(xml, styles)) is not None:
        return runs, []
    scan = Scan(styles, rows)
    scan.run(xml)
    return scan.percent, scan.faulty


class _Outline:
    """The workbook's parts as they were inspected, under names of our own.

    Attributes:
        parts: What the reader gets to see.
        sheets: Name, state and part of each sheet; the part is empty for what is none.
        worksheets: Which parts are worksheets, and whether all of its cells are written in the usual form.
        percent_styles: Numbers of the cell styles that show a percentage.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self.parts = {"_rels/.rels": _ROOT, "xl/workbook.xml": package.read_xml("xl/workbook.xml")}
        self.worksheets: dict[str, bool] = {}
        self.percent_styles: set[str] = set()
        paths = self._follow_relations()
        self.sheets: list[tuple[str, str, str]] = []

        def sheet(tag: str, attributes: dict[str, str]) -> None:
            if tag == "sheet":
                relation = next((value for name, value in attributes.items() if name.endswith(":id")), "")
                where = paths.get(relation, "")
                self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), where))

        elements(self.parts["xl/workbook.xml"], sheet)
        check_names([name for name, _, _ in self.sheets])
        if "xl/styles.xml" in self.parts:
            self.percent_styles = _percent_styles(self.parts["xl/styles.xml"])

    def disown_texts_beyond_list(self) -> bool:
        """Gives texts whose number is beyond the list one that says that they are unknown; returns whether any is."""
        count = len(_TEXT.findall(self.parts.get("xl/sharedStrings.xml", b"")))
        before = {path: self.parts[path] for path in self.worksheets}
        for path, part in before.items():
            self.parts[path] = _LISTED_TEXT.sub(lambda it: it[1] + (it[2] if int(it[2]) < count else b"-1"), part)
        return count > 0 and any(self.parts[path] != part for path, part in before.items())

    def _follow_relations(self) -> dict[str, str]:
        """Takes up the parts that the workbook names; returns them by the relation's id."""
        relations = self._package.relations("xl/_rels/workbook.xml.rels")
        if len(relations) > 2 * MAX_SHEETS:
            raise Trouble(SHEETS)
        paths: dict[str, str] = {}
        lines = []
        for number, relation in enumerate(relations, start=1):
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind not in _NEEDED or relation.get("TargetMode") == "External":
                continue
            path = "xl/" + _NEEDED[kind].format(number)
            paths[relation.get("Id", "")] = path
            if kind in {"worksheet", "sharedStrings", "styles"}:
                self.parts[path] = self._package.read_xml(resolve(relation.get("Target", "")))
            if kind == "worksheet":
                self.worksheets[path] = check_grid(self.parts[path])
                self.parts[path] = _without_dimension(self.parts[path])
            written = {"Id": relation.get("Id", ""), "Type": relation.get("Type", ""), "Target": "/" + path}
            lines.append("".join(f' {name}="{_escape(value)}"' for name, value in written.items()))
        namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
        listed = "".join(f"<Relationship{line}/>" for line in lines)
        self.parts["xl/_rels/workbook.xml.rels"] = (
            f'<Relationships xmlns="{namespace}">{listed}</Relationships>'.encode()
        )
        return paths


def _without_dimension(xml: bytes) -> bytes:
    """What a sheet says of its own size may be wrong; its cells are right."""
    said = _DIMENSION.search(xml, 0, 5_000)
    return xml[: said.start()] + xml[said.end() :] if said else xml


def resolve(target: str) -> str:
    """A relation's target as a path from the package's root; what leaves the package is in it nowhere."""
    target = target.replace("\\", "/")
    steps = [] if target.startswith("/") else ["xl"]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _percent_styles(xml: bytes) -> set[str]:
    percent = set(_PERCENT_BUILTIN)
    formats: list[str] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = True
        elif tag == "numFmt" and is_percent(attributes.get("formatCode", "")):
            percent.add(attributes.get("numFmtId", ""))
        elif tag == "xf" and inside:
            formats.append(attributes.get("numFmtId", ""))

    def end(tag: str) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = False

    elements(xml, start, end)
    return {str(index) for index, number in enumerate(formats) if number in percent}


def is_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred: a % in quotes or behind a backslash is a letter."""
    return "%" in code and "%" in re.sub(r'"[^"]*"|\\.', "", code)
