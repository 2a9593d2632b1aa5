"""A list of units that was pasted as text from Kolada, Excel or a mail: who is meant, and what was not understood.

Names or codes, one a line or with tabs, semicolons or commas between them, among headings, sums and figures. What is
not sure is told and never taken: a misspelt name is asked about, and 2023 on its own may be a year or Malung-Sälen.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from ojdesk.core.files.whose import parse_code
from ojdesk.core.model import Unit
from ojdesk.core.peers import MOST_MEMBERS
from ojdesk.core.text import key, tidy
from ojdesk.core.units import exists, unit_table

LONGEST_TEXT = 100_000
_MOST_LINES = 5_000
#: What is longer is no name.
_LONGEST_NAME = 60
#: So many are told by name; like names are looked for, which takes its time.
_MOST_UNCLEAR = 30

_CELLS = re.compile(r"[\t;|]| {3,}")
_CODE_AND_NAME = re.compile(r"(\d{3,6})[\s:–-]+([^\W\d].*)")
_CODES = re.compile(r"\d{3,6}(?:,\s*\d{3,6})+")
_NAME_AND_FIGURES = re.compile(r"([^\d,]+?)\s+[\d\s.,%–-]+")
_BULLET = re.compile(r"^(?:[-–—•*·]\s+|\d{1,3}[.)]\s+)")
#: A figure, a date, or one of the signs that stand for none.
_FIGURE = re.compile(r"[\s\d.,:%+−–—-]*(?:kr|%|st)?|[.…x*]+")
#: Headings and names of groups, whose members are meant and not they.
_HEADING = re.compile(
    r"^(?:kommun(?:er|en|kod|namn|nr|id)?|kommungrupp|enhet(?:er)?|kod|namn|region|län|länskod|år|period|kön|totalt|"
    r"kvinnor|män|värde|indikator|nyckeltal|medel(?:värde)?|median|källa.*|.*\bkommuner\b.*|.*\bovägt medel\b.*|"
    r"(?:pendlings|lågpendlings|landsbygds)kommun.*|stor(?:stad|städer)|större stad.*|mindre stad.*)$"
)
_FIRST_YEAR = 2000


@dataclass(frozen=True)
class Unclear:
    """Something that may be a unit and was not taken.

    Attributes:
        text: As it was pasted.
        nearest: The unit that may be meant, to be asked about; None when there is none.
    """

    text: str
    nearest: Unit | None = None


@dataclass(frozen=True)
class Pasted:
    """What a pasted text gave.

    Attributes:
        members: Each once, in the text's order.
        unclear: What was not understood, at most thirty; `unclear_in_all` says how many there were.
        passed_over: Headings, sums, counties and the nation, which can be no members.
        repeated: How many units stood there more than once.
        cut: Whether the text was too long, so that its end was not read.
    """

    members: tuple[Unit, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    unclear_in_all: int = 0
    passed_over: tuple[str, ...] = ()
    repeated: int = 0
    cut: bool = False


@dataclass(frozen=True)
class _Cell:
    """What stands between two separators, and who was named in it."""

    text: str
    named: tuple[Unit, ...] = ()
    unclear: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()

    @property
    def is_figures(self) -> bool:
        return not (self.named or self.unclear or self.passed_over)

    @property
    def is_county(self) -> bool:
        """Whether a county is called the same, as Uppsala is."""
        return bool(self.named) and unit_table().county(self.text) is not None


_Line: TypeAlias = tuple[_Cell, ...]


def pasted(text: str, year: int, known: Mapping[str, Unit] = MappingProxyType({})) -> Pasted:
    """The units that a pasted text names.

    Args:
        text: Foreign: of any length, with anything in it.
        year: Decides between districts that have had the same name.
        known: Units by code that the open files have besides those that the program knows.
    """
    lines = text[:LONGEST_TEXT].splitlines()
    cut = len(text) > LONGEST_TEXT or len(lines) > _MOST_LINES
    read = [_line(line, year, known) for line in lines[:_MOST_LINES]]
    counties = _county_columns(read)
    coded, unclear = _units_by_code(read, known)
    members: list[Unit] = []
    for line, by_code in zip(read, coded, strict=True):
        wrong = _contradicted(line)
        unclear += wrong
        names = [] if wrong else [(at, unit) for at, cell in enumerate(line) for unit in cell.named]
        members += by_code + [unit for at, unit in names if at not in counties]
        unclear += [Unclear(unit.name, unit) for at, unit in names if at in counties]
        # What stands beside a name in a table is about its unit, unless it is like a name itself.
        beside = bool(names)
        for it in (it for cell in line for it in cell.unclear):
            near = _nearest(it) if len(unclear) < _MOST_UNCLEAR else None
            unclear += [Unclear(it, near)] if near or not beside else []
    once = tuple(dict.fromkeys(members))
    asked = [it for it in dict.fromkeys(unclear) if it.nearest not in once or it.text != it.nearest.name]
    passed_over = dict.fromkeys(it for line in read for cell in line for it in cell.passed_over)
    return Pasted(
        members=once[:MOST_MEMBERS],
        unclear=tuple(asked[:_MOST_UNCLEAR]),
        unclear_in_all=len(asked),
        passed_over=tuple(passed_over)[:_MOST_UNCLEAR],
        repeated=len(members) - len(once),
        cut=cut or len(once) > MOST_MEMBERS,
    )


def _line(line: str, year: int, known: Mapping[str, Unit]) -> _Line:
    texts = (tidy(_BULLET.sub("", part.strip().strip("\"'"))) for part in _CELLS.split(line))
    return tuple(_cell(text, year, known) for text in texts if text)


def _cell(text: str, year: int, known: Mapping[str, Unit]) -> _Cell:
    named: list[Unit] = []
    unclear: list[str] = []
    passed_over: list[str] = []
    for part in _parts(text, year, known):
        found = _unit(part, year, known)
        if found is not None:
            named.append(found)
        elif _FIGURE.fullmatch(part):
            continue
        elif _is_passed_over(part):
            passed_over.append(part[:_LONGEST_NAME])
        else:
            unclear.append(part[:_LONGEST_NAME])
    return _Cell(text, tuple(named), tuple(unclear), tuple(passed_over))


def _contradicted(line: _Line) -> list[Unclear]:
    """A line whose first cell is the code of another unit than the one that is named: who knows which is right."""
    named = [unit for cell in line for unit in cell.named]
    code = _code(line[0].text) if line else ""
    if len(named) != 1 or code not in unit_table().by_code or code == named[0].code:
        return []
    return [Unclear(" ".join(cell.text for cell in line)[:_LONGEST_NAME], named[0])]


def _county_columns(lines: list[_Line]) -> set[int]:
    """The columns that may hold counties: in several lines all names are counties' too, and others stand beside."""
    tables = [line for line in lines if sum(bool(cell.named) for cell in line) > 1]
    found = set()
    for column in range(max(map(len, tables), default=0)) if len(tables) > 1 else ():
        named = [line[column] for line in lines if column < len(line) and line[column].named]
        if len(named) > 1 and all(cell.is_county for cell in named):
            found.add(column)
    beside = any(cell.named for line in tables for at, cell in enumerate(line) if at not in found)
    return found if beside else set()


def _parts(cell: str, year: int, known: Mapping[str, Unit]) -> list[str]:
    """The cell itself, or what stands between its commas where that is a list: "Stockholm, Bromma" is none."""
    parts = [part for it in cell.split(",") if (part := tidy(it))]
    is_list = len(parts) > 1 and _unit(cell, year, known) is None and not _HEADING.match(key(cell))
    if is_list and 2 * sum(_unit(part, year, known) is not None for part in parts) >= len(parts):
        return parts
    return [cell]


def _unit(name: str, year: int, known: Mapping[str, Unit]) -> Unit | None:
    """Who answers under a name, or under a code and a name that agree."""
    if len(name) > _LONGEST_NAME:
        return None
    table = unit_table()
    if both := _CODE_AND_NAME.fullmatch(name):
        found = _unit(both[2], year, known)
        return found if found is not None and found.code == parse_code(both[1]) else None
    if before := _NAME_AND_FIGURES.fullmatch(name):
        name = before[1]
    found = table.municipality(name) or table.district(name, year=year) or table.district(name)
    if found is None and table.county(name) is None and not table.is_nation(name):
        wanted = key(name)
        mine = [it for it in known.values() if it.level.answers and key(it.name) == wanted]
        current = [it for it in mine if exists(it, year)] or mine
        found = current[0] if len(current) == 1 else None
    return found


def _is_passed_over(part: str) -> bool:
    table = unit_table()
    if len(part) > _LONGEST_NAME:
        return True
    return bool(_HEADING.match(key(part))) or table.county(part) is not None or table.is_nation(part)


def _nearest(text: str) -> Unit | None:
    near = unit_table().nearest(text)
    return near if near is not None and near.level.answers else None


# Codes ------------------------------------------------------------------------------------------------------------


def _code(text: str) -> str:
    code = parse_code(text)
    return code if code is not None and len(code) >= 4 else ""


def _units_by_code(lines: list[_Line], known: Mapping[str, Unit]) -> tuple[list[list[Unit]], list[Unclear]]:
    """The units that bare codes mean, line by line, and the numbers that may be codes and may be something else.

    In lines with nothing but figures, a column holds codes if everything in it is one. That 2021, 2023 and 2026 are
    codes there, and no years, takes another code in the column to show, and that nobody is called by name.
    """
    units = {**known, **unit_table().by_code}
    rows = [_numbers(line) if all(cell.is_figures for cell in line) else [] for line in lines]
    found: list[list[Unit]] = [[] for _ in lines]
    doubtful: list[Unclear] = []
    by_name = any(cell.named for line in lines for cell in line)
    for column in range(max(map(len, rows), default=0)):
        codes = [(at, row[column], units.get(_code(row[column]))) for at, row in enumerate(rows) if column < len(row)]
        sure = not by_name and not all(_may_be_year(text) for _, text, _ in codes)
        for at, text, unit in codes:
            if unit is None or not all(it is not None and it.level.answers for _, _, it in codes):
                break
            if sure or not _may_be_year(text):
                found[at].append(unit)
            elif all(_code(it) in units for it in rows[at]) and not (by_name and len(rows[at]) > 1):
                doubtful.append(Unclear(text, unit))
    return found, doubtful


def _numbers(line: _Line) -> list[str]:
    """The cells of a line of figures; "1440, 1489" is two, "4,1" is one."""
    cells = (cell.text.split(",") if _CODES.fullmatch(cell.text) else [cell.text] for cell in line)
    return [part.strip() for parts in cells for part in parts]


def _may_be_year(text: str) -> bool:
    return text.isdigit() and _FIRST_YEAR <= int(text) <= date.today().year + 1  # noqa: DTZ011 - the office's calendar
