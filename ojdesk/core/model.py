"""What things are. Here, and only here, the Swedish words of the field are tied to English ones.

=================  ======================  =====================================================
in the field       in the code             what it is
=================  ======================  =====================================================
enhet              unit                    whoever answers or is counted: one of the levels below
riket              nation                  level
län                county                  level
kommun             municipality            level
stadsdel,          district                level: a part of a municipality that answers for itself,
socialförvaltning                          in Stockholm (stadsdel) and Göteborg (socialförvaltning)
enkät              survey                  source: what the units answered, collected in the year
register           register                source: what the registers say of the year
uppfyller          met                     an answer at the top of its scale
kvalitetsområde    area                    a chapter of indicators
jämförelsegrupp    comparison set, peers   units that one's own is compared with, under a name
bortfall           missing                 status: asked, not answered
sekretess          suppressed              status: too few persons to be shown
ej aktuellt        not applicable          status: the question does not concern the unit
önskvärd riktning  direction               which way is desired, if any
brott i serien     break                   from this year on, not (quite) the same thing
procentenhet       percentage point        the difference between two shares
=================  ======================  =====================================================
"""

from dataclasses import dataclass, field
from enum import StrEnum

#: No result is of an earlier or a later year; what says otherwise is believed nowhere.
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Level(StrEnum):
    """Where a unit stands. The value is the word in the exported table."""

    NATION = "riket"
    COUNTY = "län"
    MUNICIPALITY = "kommun"
    DISTRICT = "stadsdel"

    @property
    def answers(self) -> bool:
        """Whether units of this level answer for themselves, rather than sum up others."""
        return self is Level.MUNICIPALITY or self is Level.DISTRICT


class Source(StrEnum):
    """Where a figure comes from."""

    SURVEY = "enkät"
    REGISTER = "register"


class Scale(StrEnum):
    """What an answering unit's value means.

    YES is 1 (ja) or 0 (nej). GRADED is 2 (ja, för alla), 1 (ja, men inte för alla) or 0 (nej).
    On these two a county or the nation has a share in percent instead, of those that met the top.
    PERCENT runs from 0 to 100. NUMBER is an amount in the unit that the indicator's name gives.
    """

    YES = "yes"
    GRADED = "graded"
    PERCENT = "percent"
    NUMBER = "number"

    @property
    def is_answer(self) -> bool:
        """Whether units answer yes or no, so that counties and nation have shares."""
        return self is Scale.YES or self is Scale.GRADED

    @property
    def top(self) -> int:
        """The answer that counts as met."""
        return {Scale.YES: 1, Scale.GRADED: 2}[self]


class Status(StrEnum):
    """What a result cell holds. Only VALUE is ever counted; the others are neither no nor zero."""

    VALUE = "value"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """What a unit said to a yes/no question, or why it said nothing: the signs that are drawn."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    SILENT = "silent"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    ABSENT = "absent"


class Group(StrEnum):
    """Whom a register figure is about. Survey results have TOTAL alone."""

    TOTAL = "Totalt"
    WOMEN = "Kvinnor"
    MEN = "Män"
    BORN_IN_SWEDEN = "Inrikes födda"
    BORN_ABROAD = "Utrikes födda"


class Direction(StrEnum):
    """Which way is desired, as Socialstyrelsen states it; NONE where it states nothing."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"


class BreakKind(StrEnum):
    """How far a series goes on over a change. Only NOT_COMPARABLE and PARTLY interrupt its line."""

    RENAMED = "renamed"
    PARTLY = "partly"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Break:
    """From `year` on, an indicator is not (quite) what it was; `note` is the Swedish sentence that says how."""

    year: int
    kind: BreakKind
    note: str

    @property
    def interrupts(self) -> bool:
        """Whether a line drawn across it would mislead."""
        return self.kind is not BreakKind.RENAMED


@dataclass(frozen=True, slots=True)
class Unit:
    """Someone with results.

    Attributes:
        code: `00` for the nation, two digits for a county, four for a municipality, six (or the file's own) for
            a district; `1280-norr` for one whose code is not known.
        name: As shown, without the municipality in front of a district.
        county: The code of its county; empty for the nation.
        municipality: The code of a district's municipality; otherwise empty.
        first_year: The first survey year in which it exists, or None when it always has.
        last_year: The last one, or None when it still does.
    """

    code: str
    name: str
    level: Level
    county: str = ""
    municipality: str = ""
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is asked or counted, over all years.

    Attributes:
        id: The catalogue's id, or one made of the file's own words where the catalogue has none.
        name: The newest wording.
        short: A few words for lists and axes.
        definition: What the question or the count takes in; empty where nobody says.
        names: Every wording that was in use, as (first year, wording), oldest first.
        known: Whether the catalogue has it. If not, its series rests on the wording alone.
        kolada: Kolada's id of the same indicator, where there is one.
    """

    id: str
    name: str
    short: str
    area: str
    source: Source
    scale: Scale
    direction: Direction
    definition: str = ""
    names: tuple[tuple[int, str], ...] = ()
    breaks: tuple[Break, ...] = ()
    known: bool = True
    kolada: str = ""

    def name_in(self, year: int) -> str:
        """The wording in use that year."""
        return next((wording for first, wording in reversed(self.names) if first <= year), self.name)

    def break_between(self, earlier: int, later: int) -> Break | None:
        """The last break that a comparison of the two years would cross and that makes it mislead."""
        crossed = [it for it in self.breaks if earlier < it.year <= later and it.interrupts]
        return crossed[-1] if crossed else None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a file that the user should know.

    Attributes:
        file: The file's name.
        what: One Swedish sentence: what was met, and what was done with it.
        action: What the user can do about it; empty when there is nothing to do.
        serious: Whether results may be wrong or lost because of it.
        sheet: Where, as far as there is a where.
        cell: As `E7`.
    """

    file: str
    what: str
    action: str = ""
    serious: bool = False
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class FigureKey:
    """Which figure is meant: an indicator's id, a unit's code, a year and a group."""

    indicator: str
    unit: str
    year: int
    group: Group = Group.TOTAL


def address(row: int, column: int) -> str:
    """`E7` for (6, 4)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def place_of(cell: str) -> tuple[int, int]:
    """(6, 4) for `E7`."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in the file it was published in; `row` and `column` count from 0.

    Two files may have the same name: `digest`, the SHA-256 of its content, says which is meant.
    """

    digest: str
    file: str
    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """As Excel calls it: `E7` for row 6, column 4."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Observation:
    """One result cell.

    Attributes:
        indicator: The id; `wording` is what that year's file calls it.
        value: On the `scale`: an answer's number, a share in percent (4.2 for 4,2 %), or an amount in the unit that the
            indicator's name gives. None unless `status` is VALUE.
        raw: The cell's text as it stands.
        place: Where it stands; of no account when two are compared.
    """

    year: int
    source: Source
    unit: Unit
    indicator: str
    wording: str
    group: Group
    scale: Scale
    value: float | None
    status: Status
    raw: str
    place: Place = field(compare=False)
