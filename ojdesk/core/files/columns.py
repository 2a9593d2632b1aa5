"""Which columns hold results, and what the header above them says of each."""

import re
from dataclasses import dataclass, replace

from ojdesk.core.files.area import HEADER_ROWS, HEADING_REACH, UNIT_ROLES, Area
from ojdesk.core.files.headings import (
    YEAR_INSIDE,
    Parts,
    Role,
    combine,
    group_of,
    is_amount,
    kind_of,
    role_of,
    split_level,
    year_of,
)
from ojdesk.core.files.meanings import answer
from ojdesk.core.files.sheet import as_text
from ojdesk.core.files.titles import title
from ojdesk.core.files.whose import is_county_total, is_total, names_unit
from ojdesk.core.model import Group, Indicator, Level, Scale
from ojdesk.core.text import key, tidy


@dataclass(frozen=True)
class Column:
    """A column of results.

    Attributes:
        wording: Empty where each row names its indicator, or the title of the table does.
        kind: What the header says of the figures beside the indicator: "Andel (%)", "Antal", "Ja=1, Nej=0".
        behind: What is to be put behind the indicator's name, where it has several kinds of figures.
        level: COUNTY or NATION where the figures are not the row's own, but its county's or the nation's.
    """

    index: int
    wording: str
    area: str
    group: Group | None
    year: int | None
    kind: str = ""
    behind: str = ""
    level: Level | None = None

    def wording_in(self, row: str) -> str:
        """The indicator's wording in a row that names it, or names none."""
        return (self.wording or row) + self.behind


#: "Andel som svarat ja (%)" is the share of those who answered "ja".
_SHARE_THAT = re.compile(
    r"^(?:andel(?:en)?|procent)(?: (?:kommuner|enheter))?(?: (?:som|med))?(?: (?:har )?svara[rt]|svaret)? "
    r"|,? \(?(?:%|procent)\)?$"
)


class Header:
    """The rows above the first row of results.

    Attributes:
        first: The first row of results.
        left: The first column that may hold results.
        rows: Those that say what stands in the columns, from the top.
        texts: Their texts by column, with merged cells repeated and group titles carried to the right.
        title: What is said above them of the whole table.
    """

    def __init__(self, area: Area, first: int) -> None:
        self.area, self.sheet = area, area.sheet
        self.first, self.left = first, area.left
        self.rows = self._find_rows()
        self.texts = self._fill()
        self.title = self._find_title()

    @property
    def top(self) -> int:
        """The first row below; the first county's heading may stand above the first row of results."""
        return self.rows[-1] + 1 if self.rows else self.first

    # The header's rows -----------------------------------------------------------------------------------------

    def _find_rows(self) -> tuple[int, ...]:
        """The rows right above the first row of results that say what stands in the columns."""
        found: list[int] = []
        for row in range(self.first - 1, self.area.start - 1, -1):
            if not found and self._is_of_unknown(row):
                continue
            if self._is_header_row(row):
                found.append(row)
            elif not found and (self.area.unit_cells(row) or self._is_section(row)):
                continue
            elif found or any(cell is not None for cell in self.sheet.rows[row]):
                break
            if len(found) == HEADER_ROWS:
                break
        return tuple(reversed(found))

    def _is_header_row(self, row: int) -> bool:
        """Whether a row has text over the results, and is not a title that merely reaches in over them."""
        over_results = [column for column in range(self.left, self.area.right) if self.sheet.text(row, column)]
        if any(self._is_head(row, column) for column in range(self.left)) or self.area.is_numbering(row):
            return True
        if self.area.unit_cells(row):
            return False  # someone's row, though it holds words where others have results
        if len(over_results) != 1:
            return len(over_results) > 1
        spans = any(area[0] == row and area[1] >= self.left for area in self.sheet.merged)
        says = bool(kind_of(self.sheet.text(row, over_results[0])))  # "(%)", of all that follow
        return spans or says or self.area.right - self.left <= 3

    def _is_of_unknown(self, row: int) -> bool:
        """Whether a row is someone's whom nobody knows: with a label, and such results as the rows below have."""
        labels = [column for column, role in self.area.roles.items() if role in UNIT_ROLES]
        if not any(self.sheet.cell(row, column) is not None for column in labels):
            return False
        if any(self._is_head(row, column) for column in {*range(self.left), *labels}):
            return False
        return self._has_results(row)

    def _has_results(self, row: int) -> bool:
        """Whether most of what stands on a row over the results is like the first of them."""
        columns = [it for it in range(self.left, self.area.right) if self.sheet.cell(row, it) is not None]
        sums_up = self._sums_up(row)
        alike = sum(self._is_like_results(row, column, sums_up=sums_up) for column in columns)
        return alike * 2 > len(columns) and not self.area.is_numbering(row)

    def _is_like_results(self, row: int, column: int, *, sums_up: bool) -> bool:
        cell = self.sheet.cell(row, column)
        below = range(self.first, min(self.first + HEADER_ROWS, self.area.end))
        is_alike = any(type(self.sheet.cell(it, column)) is type(cell) for it in below)
        # "Länet" has shares where its units have words.
        is_share = isinstance(cell, float) and sums_up
        return self.area.is_figure(cell) and year_of(as_text(cell)) is None and (is_alike or is_share)

    def _sums_up(self, row: int) -> bool:
        labels = (self.sheet.text(row, it) for it, role in self.area.roles.items() if role is Role.UNIT_NAME)
        return any(text and (is_total(text) or is_county_total(text)) for text in labels)

    def _is_section(self, row: int) -> bool:
        """Whether a row is a heading below the header: alone, with the headings of the labels right above."""
        above = range(max(row - HEADING_REACH, self.area.start), row)
        return bool(self.area.lone_text(row)) and any(
            self._is_head(it, column) for it in above for column in range(self.left)
        )

    def _is_head(self, row: int, column: int) -> bool:
        """Whether a cell is the heading of a column on the left. "Riket" is one if the nation itself comes below it."""
        text = self.sheet.text(row, column)
        below = range(row + 1, min(row + 1 + HEADER_ROWS, len(self.sheet.rows)))
        return role_of(text) is not None and (
            not names_unit(text) or any(key(self.sheet.text(it, column)) == key(text) for it in below)
        )

    def _fill(self) -> list[dict[int, str]]:
        """The header's texts by column, with merged cells repeated and group titles carried to the right."""
        if not self.rows:
            return []
        filled: list[dict[int, str]] = []
        rows = range(self.rows[0], self.rows[-1] + 1)
        covered = self.area.covered(rows, range(self.left, self.area.right))
        for row in self.rows:
            texts: dict[int, str] = {}
            carried = ""
            for column in range(self.left, self.area.right):
                origin = covered.get((row, column), (row, column))
                text = tidy(self.sheet.text(*origin))
                if text:
                    carried = text
                elif row != self.rows[-1] and self._has_text_below(row, column):
                    text = carried
                texts[column] = text
            filled.append(texts)
        return filled

    def _has_text_below(self, row: int, column: int) -> bool:
        return any(self.sheet.cell(lower, column) is not None for lower in self.rows if lower > row)

    def _find_title(self) -> Parts:
        """What the nearest text above that names an indicator says, or else the sheet's name."""
        top = self.rows[0] if self.rows else self.first
        legend = self.area.legend
        above = [title(it, legend) for it in self.area.lone_texts(range(top - 1, self.area.start - 1, -1))]
        above += [title(self.area.title, legend, is_listed=True), title(self.sheet.name, legend)]
        named = next((parts for parts in above if parts.wording), Parts())
        group = named.group or self.area.group or next((parts.group for parts in above if parts.group), None)
        return replace(named, group=group)

    def find_end(self) -> int:
        """The row of the next heading that says something else than this table's, or the end of the area."""
        over = [{key(texts.get(column, "")) for texts in self.texts} for column in range(self.left, self.area.right)]
        labels = [column for column, role in self.area.roles.items() if role in UNIT_ROLES]
        for row in range(self.first + 1, self.area.end):
            cells = self.sheet.rows[row][self.left : self.area.right]
            is_named = row in self.area.named
            if is_named and any(self.area.is_result(cell) for cell in cells if cell):
                continue
            filled = [(it, cell) for it, cell in enumerate(cells) if cell]
            is_heading = len(filled) > 1 or (len(over) == 1 and bool(filled))
            if not is_heading:
                continue
            # Years are numbers; only the headings on the left tell them from results.
            is_headed = not is_named and any(self._is_head(row, column) for column in labels)
            if is_headed and self._has_results(row):
                continue  # a row that is called "Region"
            if is_headed or not any(self.area.is_result(cell) for _, cell in filled):
                repeats = all(key(as_text(cell)) in over[it] for it, cell in filled)
                if repeats and self._is_other_block(row):
                    return row
                if not repeats and self.area.unit_in(row, sorted(self.area.roles)) is None:
                    return row
        return self.area.end

    def _is_other_block(self, row: int) -> bool:
        """Whether the same header comes again for another year or group: "Män 2021" stands above it."""
        said = self._said_above(row)
        return said not in {(None, None), self._said_above(self.rows[0] if self.rows else self.first)}

    def _said_above(self, row: int) -> tuple[int | None, Group | None]:
        """The year and the group that a text alone right above a header says it is of."""
        above = next(self.area.lone_texts(range(row - 1, max(row - 3, -1), -1)), "")
        years = {int(year) for year in YEAR_INSIDE.findall(above)}
        group = group_of(above) or combine(above).group or title(above, self.area.legend).group
        return years.pop() if len(years) == 1 else None, group

    def block_year(self) -> int | None:
        """The year above the header, where the same header stands in several places of the sheet with other years."""
        if not self.rows:
            return None
        own, _ = self._said_above(self.rows[0])
        if own is None:
            return None
        height = self.rows[-1] - self.rows[0]
        header = self.sheet.rows[self.rows[-1]]
        again = [row - height for row, cells in enumerate(self.sheet.rows) if cells == header]
        return own if {self._said_above(row)[0] for row in again} - {None, own} else None

    # The columns -----------------------------------------------------------------------------------------------

    def find_columns(self) -> list[Column]:
        """The columns of results, from the left; of one with values and no heading a finding is noted."""
        long = Role.INDICATOR in self.area.roles.values()
        columns: list[Column] = []
        indices = [index for index in range(self.left, self.area.right) if index not in self.area.roles]
        heads = {index: self._read(index) for index in indices}
        if not long:
            heads = self._with_levels(_with_parts(heads))
        dated = all(parts.year for parts in heads.values() if parts.wording)
        above: dict[str, set[str]] = {}
        for parts in heads.values():
            above.setdefault(key(parts.wording), set()).add(parts.above)
        for index, parts in heads.items():
            has_values = any(self.sheet.cell(row, index) is not None for row in range(self.first, self.area.end))
            if not long and not any(texts.get(index) for texts in self.texts):
                if has_values and self.area.has_results(index, range(self.first, self.first + 5)):
                    what = "Kolumnen har värden men ingen rubrik, och har inte lästs."
                    self.area.find(self.first, index, what, serious=True)
            elif has_values or (
                parts.wording and not self.area.view.turned
            ):  # what stands below is a note, once turned
                columns.append(self._column(index, parts, dated=dated, repeated=len(above[key(parts.wording)]) > 1))
        if long:
            columns = [it for it in columns if self.area.has_results(it.index, range(self.first, self.area.end))]
            columns = self._values_of_long(columns)
        elif not self.title.wording:
            columns = self._worded(columns)
        return _apart(columns)

    def _read(self, index: int) -> Parts:
        """What stands over a column, or what the file lists for the id that stands there alone."""
        texts = [texts.get(index, "") for texts in self.texts]
        parts = combine(*texts)
        return combine(*(self.area.ids.get(key(text), "") for text in texts)) if parts == Parts() else parts

    def _with_levels(self, heads: dict[int, Parts]) -> dict[int, Parts]:
        """Headings with the level taken out where "Kommunen", "Länet" and "Riket" stand beside each other."""
        named = {index for index in heads if any(texts.get(index) for texts in self.texts)}
        own = {key(heads[index].wording) for index in named}
        found = dict(heads)
        for index in named:
            parts = heads[index]
            if (split := split_level(parts.wording)) is None:
                continue
            wording, level = split[0].rstrip(" ,:(-–"), split[1]
            wording = wording or parts.above
            beside = (it for it in heads.values() if key(it.above) == key(parts.above) and it is not parts)
            if key(wording) in own or any(split_level(it.wording) for it in beside):
                found[index] = replace(parts, wording=wording, with_year=wording, above="", level=level)
        return found

    def _column(self, index: int, parts: Parts, *, dated: bool, repeated: bool) -> Column:
        """A column of results.

        Args:
            index: Where it stands.
            parts: What its heading says.
            dated: Whether the headings of all columns name a year.
            repeated: Whether the same heading stands under other ones too, as "LSS" under "Rutin" and under "Plan".
        """
        wording, year = parts.wording, parts.year
        known = self.area.legend.known(wording)
        # One heading that ends in a year may just name one: "Plan enligt föreskriften 2011".
        if wording != parts.with_year and not dated and known is None:
            wording, year = parts.with_year, None
        if known is None and parts.above:
            joined = f"{parts.above} {wording}"
            if self.area.legend.known(joined):
                wording = joined
            elif _is_top_answer(wording, self.area.legend.known(parts.above)):
                wording = parts.above
            elif repeated or _answer_shared(wording):
                wording = f"{parts.above}: {wording}"
        return Column(index, wording, parts.above, parts.group, year, parts.kind, level=parts.level)

    def _worded(self, columns: list[Column]) -> list[Column]:
        """The columns without those of which nothing says what they are about, if others have words."""
        worded = [column for column in columns if column.wording]
        for column in columns if worded else ():
            if not column.wording:
                what = "Kolumnens rubrik säger inte vilken indikator den hör till, och kolumnen har inte lästs."
                self.area.find(self.rows[-1] if self.rows else 0, column.index, what, serious=True)
        return worded or columns

    def _values_of_long(self, columns: list[Column]) -> list[Column]:
        """The value columns of a table whose rows name their indicators, whatever the columns themselves are called."""
        plain = [column for column in columns if not column.wording]
        if not plain and len({column.wording for column in columns}) == 1:
            plain = [replace(column, wording="") for column in columns]
        for column in columns if len(plain) < len(columns) else ():
            if column.wording:
                what = f"Kolumnen ”{column.wording[:60]}” hör inte till någon indikator, och har inte lästs."
                self.area.find(self.rows[-1] if self.rows else 0, column.index, what, serious=True)
        return plain


def _with_parts(heads: dict[int, Parts]) -> dict[int, Parts]:
    """Headings with the indicator put in where only "varav kvinnor" or "Resultat 2021" stands behind its column."""
    found: dict[int, Parts] = {}
    whole = Parts()
    for index, parts in heads.items():
        is_part = bool(parts.group and parts.group is not Group.TOTAL and not parts.wording)
        if is_part and whole.group in {None, Group.TOTAL} and whole.wording:
            found[index] = replace(whole, group=parts.group)
            continue
        if parts.year and not parts.wording and whole.wording and parts.year != whole.year:
            found[index] = replace(whole, group=parts.group or whole.group, year=parts.year)
            continue
        whole, found[index] = parts, parts
    return found


def _answer_shared(text: str) -> str | None:
    """The answer of those whose share a column has."""
    return answer(_SHARE_THAT.sub("", key(text)))


def _is_top_answer(text: str, known: Indicator | None) -> bool:
    """Whether a column has the share of those that met a known indicator: "Ja, för alla" beside "Delvis" and "Nej"."""
    tops = {Scale.YES: {"ja"}, Scale.GRADED: {"ja, för alla"}}
    return known is not None and _answer_shared(text) in tops.get(known.scale, set())


def _apart(columns: list[Column]) -> list[Column]:
    """Columns with number and share of the same told apart: "Andel" stays the indicator, "Antal" is put behind it."""
    alike: dict[tuple[str, Group | None, int | None], set[str]] = {}
    for column in columns:
        alike.setdefault((key(column.wording), column.group, column.year), set()).add(column.kind)
    return [
        replace(column, behind=f", {column.kind.lower()}")
        if is_amount(column.kind) and len(alike[key(column.wording), column.group, column.year]) > 1
        else column
        for column in columns
    ]
