"""What was understood of a file, in Swedish: the same for the window and for `ojdesk check`."""

from ojdesk.core.files.workbook import Reading, SheetReading
from ojdesk.core.model import Finding, Level, Status
from ojdesk.core.wording import listed, number, year_ranges

_LEVELS = {
    Level.NATION: ("riket", "riket"),
    Level.COUNTY: ("län", "län"),
    Level.MUNICIPALITY: ("kommun", "kommuner"),
    Level.DISTRICT: ("stadsdel eller socialförvaltning", "stadsdelar och socialförvaltningar"),
}
_STATUSES = {
    Status.MISSING: "bortfall",
    Status.SUPPRESSED: "sekretess",
    Status.NOT_APPLICABLE: "ej aktuellt",
    Status.UNKNOWN: "okänt",
}


def account(reading: Reading) -> list[tuple[str, list[str]]]:
    """Headings, each with its lines: what kind of file, its sheets, signs and indicators, what was not understood."""
    known = [indicator for indicator in reading.indicators.values() if indicator.known]
    unknown = [indicator for indicator in reading.indicators.values() if not indicator.known]
    sections = [
        ("Innehåll", [_content(reading), f"År: {'; '.join(reading.year.evidence)}."]),
        ("Blad", [f"{sheet.name}: {_sheet(sheet)}" for sheet in reading.sheets]),
    ]
    if reading.invented:
        sections[0][1].append(reading.invented)
    if reading.codes:
        sections.append(("Tecken utan värde", [_codes(reading)]))
    lines = [f"{len(known)} av {len(known) + len(unknown)} finns i katalogen."]
    lines += [f"Inte i katalogen, visas med filens egna ord: {indicator.name}" for indicator in unknown]
    sections.append(("Indikatorer", lines))
    if reading.findings:
        sections.append(("Anmärkningar", [finding_text(finding) for finding in reading.findings]))
    return sections


def finding_text(finding: Finding) -> str:
    """A finding on one line: where, what, what to do."""
    where = " ".join(filter(None, [finding.sheet and f"blad {finding.sheet}", finding.cell and f"cell {finding.cell}"]))
    text = f"{where}: {finding.what}" if where else finding.what
    return f"{text} {finding.action}".strip()


def _content(reading: Reading) -> str:
    table = reading.observations
    kind = "Enkätdata" if reading.source == "enkät" else "Registerdata"
    units = table[["level", "unit_code"]].drop_duplicates()["level"].value_counts()
    counts = [
        _LEVELS[level][0] if level is Level.NATION else _counted(level, int(units[level]))
        for level in Level
        if units.get(level, 0)
    ]
    return f"{kind} {year_ranges(reading.years)}: {number(len(table))} resultat för {listed(counts)}."


def _sheet(sheet: SheetReading) -> str:
    if sheet.skipped:
        return f"{sheet.skipped.lower()}, har inte använts"
    rows = listed([str(row) for row in sheet.header])
    head = f"rubriker på rad {rows}; " if sheet.header else ""
    return head + listed([_counted(level, count) for level, count in sheet.units.items()])


def _counted(level: Level, count: int) -> str:
    return f"{number(count)} {_LEVELS[level][0 if count == 1 else 1]}" if level is not Level.NATION else "riket"


def _codes(reading: Reading) -> str:
    return listed(
        [
            f"{f'”{sign}”' if sign else 'tom cell'} {_STATUSES[status]} ({number(count)})"
            for sign, status, count in reading.codes
        ]
    )
