"""One file, from raw cells to observations and findings."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ojdesk.core.files.edition import find_edition
from ojdesk.core.files.findings import most_telling
from ojdesk.core.files.headings import is_amount, kind_of
from ojdesk.core.files.layout import NoTable, Table, find_tables
from ojdesk.core.files.legend import Legend, read_legend
from ojdesk.core.files.letters import odd_letters
from ojdesk.core.files.notes import notes
from ojdesk.core.files.observe import observe
from ojdesk.core.files.reader.trouble import CROWDED
from ojdesk.core.files.reading import Code, Reading, SheetReading, Undecided, YearQuestion
from ojdesk.core.files.refusals import refusal
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.files.titles import listed_ids, listed_titles, sheet_groups
from ojdesk.core.files.year import YearReading, find_source, find_year, sheet_years
from ojdesk.core.model import Finding, Source, Status
from ojdesk.core.other_areas import area_named
from ojdesk.core.text import in_plain_sight, key, tidy
from ojdesk.core.work import Refused

_TOP = 15
#: Cells with results, rows and indicators that one file may have; a yearly file has some 20,000, 1,000 and 30.
_MOST_RESULTS, _MOST_ROWS, _MOST_INDICATORS = 1_000_000, 200_000, 1_000
_INVENTED = "påhittade värden"
#: Lines that say what the whole file is about.
_OF = re.compile(r"öppna jämförelser|oppna-jamforelser|enkätdata|registerdata|\böj\b")
_OWN_SUBJECT = re.compile(r"ekonomiskt[ -]bistånd|ekonomiskt-bistand")


def interpret(path: Path, digest: str, sheets: Sequence[Sheet], year: int | None = None) -> Reading:
    """Raw cells → observations. Someone who knows better may give the `year`.

    Raises:
        Refused: No sheet has results for units, or the file does not say which source it is from.
        Undecided: It does not say which year it is about.
    """
    return _Interpreter(path, digest, sheets, year).run()


class _Interpreter:
    """The state of one file's interpretation."""

    def __init__(self, path: Path, digest: str, sheets: Sequence[Sheet], given: int | None) -> None:
        self.path, self.name = path, in_plain_sight(path.name)
        self.digest = digest
        self.sheets = sheets
        self.given = given
        #: The texts at the top of each sheet.
        self.tops = [[cell for row in sheet.rows[:_TOP] for cell in row if isinstance(cell, str)] for sheet in sheets]
        self.findings: list[Finding] = []

    def run(self) -> Reading:
        source = find_source(self.name, self.sheets)
        legend = read_legend(self.sheets, source or Source.SURVEY, self._find_subject())
        year = self._find_year(source or Source.SURVEY)
        tables, sheet_readings = self._find_tables(source or Source.SURVEY, year, legend)
        if not tables:
            raise Refused(
                f"{self.name} är ingen årsfil från Öppna jämförelser: inget blad har resultat för kommuner, län eller "
                "riket. Välj Socialstyrelsens resultatfil."
            )
        if source is None:
            source = self._source_of(tables, legend)
            legend = read_legend(self.sheets, source, legend.subject)
            year = self._find_year(source)
            tables, sheet_readings = self._find_tables(source, year, legend)
        if not all(table.year is not None or _names_years(table) for table in tables):
            raise Undecided(self._which_year(year, source))
        self._ask_at_contradiction(year, source, tables)
        self._check_size(tables)
        self._note_other_years(source, year, tables)
        edition = find_edition(self.name, (text for sheet in self.sheets for text in notes(sheet)))
        observed = observe(tables, self.sheets, legend, self.name)
        return Reading(
            file=self.name,
            digest=self.digest,
            path=self.path,
            source=source,
            year=year,
            invented=next((tidy(text) for top in self.tops for text in top if _INVENTED in key(text)), ""),
            corrected=edition.corrected,
            dated=edition.dated,
            sheets=tuple(sheet_readings),
            codes=tuple(
                Code(sign, status, count, legend.said_where(sign, status))
                for (sign, status), count in sorted(observed.codes.items(), key=_rank)
            ),
            observations=observed.observations,
            units={code: unit for table in tables for code, unit in table.units.items()},
            indicators=observed.indicators,
            findings=tuple(most_telling([*self.findings, *observed.findings, *odd_letters(tables, self.name)])),
        )

    def _find_tables(self, source: Source, year: YearReading, legend: Legend) -> tuple[list[Table], list[SheetReading]]:
        tables: list[Table] = []
        readings: list[SheetReading] = []
        self.findings.clear()
        years = sheet_years(self.sheets, source, year.year, given=self.given is not None)
        groups = sheet_groups(sheet.name for sheet in self.sheets)
        titles, ids = listed_titles(self.sheets, legend), listed_ids(self.sheets)
        for sheet in self.sheets:
            found = find_tables(
                sheet,
                self.name,
                years[sheet.name],
                legend,
                group=groups.get(sheet.name),
                title=titles.get(sheet.name, ""),
                ids=ids,
            )
            if isinstance(found, NoTable):
                readings.append(SheetReading(sheet.name, skipped=found.why))
                self.findings += found.findings
                continue
            tables += found
            self.findings += [finding for table in found for finding in table.findings]
            units = {code: unit.level for table in found for code, unit in table.units.items()}
            header = tuple(row + 1 for table in found for row in table.header)
            readings.append(SheetReading(sheet.name, header=header, units=dict(Counter(units.values()))))
        return _apart(self._without_hidden(tables, readings)), readings

    def _without_hidden(self, tables: list[Table], readings: list[SheetReading]) -> list[Table]:
        """The tables that Excel shows, if any: what is hidden are old copies, or what the others were made of."""
        shown = [table for table in tables if table.sheet.visible]
        if not shown or len(shown) == len(tables):
            return tables
        hidden = {table.sheet.name for table in tables} - {table.sheet.name for table in shown}
        self.findings = [it for it in self.findings if it.sheet not in hidden]
        for at, it in enumerate(readings):
            if it.name in hidden:
                readings[at] = SheetReading(it.name, skipped="Dolt blad")
        return shown

    def _check_size(self, tables: list[Table]) -> None:
        """Raises Refused for more than a yearly file can have, before memory and time are spent on it."""
        wordings = {it.wording for table in tables for them in (table.columns, table.rows) for it in them} - {""}
        results = sum(len(table.rows) * len(table.columns) for table in tables)
        rows = sum(len(table.rows) for table in tables)
        if results > _MOST_RESULTS or rows > _MOST_ROWS or len(wordings) > _MOST_INDICATORS:
            raise refusal(self.name, CROWDED)

    def _ask_at_contradiction(self, year: YearReading, source: Source, tables: list[Table]) -> None:
        """Asks when all tables are of the one year that their own sheets say, and the file says another.

        Raises:
            Undecided: It is so.
        """
        own = {table.year: table.sheet.name for table in tables if not _names_years(table)}
        if self.given is not None or year.allowed is None or len(own) != 1:
            return
        ((said, sheet),) = own.items()
        if said is not None and said not in year.allowed:
            if said not in year.candidates:
                evidence = (*year.evidence, f"{said} enligt rubriken på bladet {sheet}")
                year = replace(year, evidence=evidence, candidates=tuple(sorted({*year.candidates, said})))
            raise Undecided(self._which_year(year, source))

    def _note_other_years(self, source: Source, year: YearReading, tables: list[Table]) -> None:
        """Points out that the file's name or a sheet says another year than the file does."""
        if self.given is not None:
            self._note_unused_year(self.given, tables)
            return
        if source is Source.SURVEY and year.year and year.named and year.year not in year.named:
            named = " och ".join(map(str, sorted(year.named)))
            what = f"Filens namn säger {named}, men titeln säger {year.year}. {year.year} har använts."
            self.findings.append(Finding(self.name, what, "Kontrollera att det är rätt fil.", serious=True))
        sheet_years = {table.sheet.name: table.year for table in tables}
        if year.year:
            for name, own in sheet_years.items():
                # Sheets named after their years are no surprise.
                is_named = len(set(sheet_years.values())) > 1 and str(own) in name
                if own != year.year and not is_named:
                    what = f"Bladet säger {own}, men filen säger {year.year}. {own} har använts."
                    action = "Kontrollera att det är rätt fil."
                    self.findings.append(Finding(self.name, what, action, serious=True, sheet=name))

    def _note_unused_year(self, given: int, tables: list[Table]) -> None:
        """Points out where the year that someone gave could not take the place of the file's own."""
        own = [table for table in tables if _names_years(table) or table.year != given]
        if own:
            where = "i tabellerna" if len(own) == len(tables) else f"på bladet {own[0].sheet.name}"
            what = f"Du har angett {given}, men {where} står åren vid kolumner, vid rader eller i bladens namn."
            self.findings.append(Finding(self.name, f"{what} De har använts i stället.", serious=True))

    def _source_of(self, tables: list[Table], legend: Legend) -> Source:
        """The source that most of the known indicators have.

        Raises:
            Refused: No indicator is known, or they are of both kinds alike.
        """
        known = [legend.known(column.wording) for table in tables for column in table.columns]
        count = Counter(indicator.source for indicator in known if indicator)
        if not count or count[Source.SURVEY] == count[Source.REGISTER]:
            raise Refused(
                f"{self.name} säger inte om den innehåller enkätdata eller registerdata. "
                "Ge filen ett namn med ordet ”enkätdata” eller ”registerdata” och öppna den igen."
            )
        return count.most_common(1)[0][0]

    def _find_subject(self) -> str:
        """Which of the Öppna jämförelser the file is of, by its name and the first line of each sheet."""
        said = [line for line in (self.name, *(top[0] for top in self.tops if top)) if _OF.search(key(line))]
        if any(_OWN_SUBJECT.search(key(line)) for line in said):
            return ""
        named = set(map(area_named, said)) - {""}
        return named.pop() if len(named) == 1 else ""

    def _find_year(self, source: Source) -> YearReading:
        # A hidden sheet may well be last year's, left behind.
        shown = [sheet for sheet in self.sheets if sheet.visible]
        found = find_year(self.name, shown or self.sheets, source)
        if self.given is None:
            return found
        return replace(found, year=self.given, evidence=(f"{self.given} enligt dig", *found.evidence), decisive=1)

    def _which_year(self, year: YearReading, source: Source) -> YearQuestion:
        said = f" Den nämner {' och '.join(year.evidence)}." if year.evidence else ""
        kind = "registeruppgifterna avser" if source is Source.REGISTER else "enkäten gjordes"
        sentence = f"{self.name} säger inte säkert vilket år {kind}.{said} Ange året och öppna filen igen."
        return YearQuestion(self.path, self.digest, source, year.evidence, year.candidates, sentence)


def _apart(tables: list[Table]) -> list[Table]:
    """Tables with numbers and shares of the same on sheets of their own told apart: "Antal" beside "Andel (%)"."""
    kinds = {kind for table in tables if (kind := kind_of(table.sheet.name))}
    found = []
    for table in tables:
        kind = kind_of(table.sheet.name)
        if is_amount(kind) and len(kinds) > 1:
            columns = [replace(it, kind=kind, behind=f", {kind.lower()}") for it in table.columns]
            found.append(replace(table, columns=columns))
        else:
            found.append(table)
    return found


def _rank(code: tuple[tuple[str, Status], int]) -> tuple[int, str]:
    """Of signs that are no values, those that are met most come first."""
    (sign, _), count = code
    return -count, sign


def _names_years(table: Table) -> bool:
    """Whether a table says itself which year each of its results is of."""
    return all(column.year for column in table.columns) or all(row.year for row in table.rows)
