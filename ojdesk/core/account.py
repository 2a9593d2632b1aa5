"""What was understood of a file, in Swedish: the same for the window and for `ojdesk check`."""

from collections.abc import Iterator
from itertools import product

from ojdesk.core.compare.reasons import reconcile
from ojdesk.core.dataset import Dataset
from ojdesk.core.editions import Overlap
from ojdesk.core.files.reading import Reading, SheetReading
from ojdesk.core.model import Finding, Level, Status
from ojdesk.core.news import news
from ojdesk.core.text import fit_to_tell, indicator_key, tidy
from ojdesk.core.wording.names import listed, year_ranges
from ojdesk.core.wording.numbers import number, percent, percentage_points
from ojdesk.core.work import checkpoint

#: The section with a line for each of the reading's findings.
FINDINGS = "Anmärkningar"
_MOST_LINES = 20

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


def account(reading: Reading, dataset: Dataset) -> list[tuple[str, list[str]]]:
    """How a file was read, as headings with their lines: kind, sheets, signs, indicators, whether it adds up, doubts.

    Args:
        reading: One of the dataset's.
        dataset: All files that are open, since what is new and what is given twice shows only beside others.
    """
    sections = [
        ("Innehåll", [_content(reading), *_year(reading)]),
        ("Blad", [f"{sheet.name}: {_sheet(sheet)}" for sheet in reading.sheets]),
        ("Tecken utan värde", _codes(reading)),
        ("Indikatorer", _indicators(reading, dataset)),
        ("Avstämning", _reconciled(reading, dataset)),
        ("Samma resultat i flera filer", [*_given_twice(reading, dataset)]),
        (FINDINGS, [finding_text(finding) for finding in reading.findings]),
    ]
    if reading.invented:
        sections[0][1].append(reading.invented)
    return [(heading, [*map(fit_to_tell, lines)]) for heading, lines in sections if lines]


def finding_place(finding: Finding) -> str:
    """Where a finding is: "blad Kommun cell E7"."""
    return " ".join(filter(None, [finding.sheet and f"blad {finding.sheet}", finding.cell and f"cell {finding.cell}"]))


def finding_text(finding: Finding) -> str:
    """A finding on one line: where, what, what to do."""
    where = finding_place(finding)
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


def _year(reading: Reading) -> list[str]:
    """What told the year, and which other years are named."""
    found = reading.year
    decisive, others = found.evidence[: found.decisive], found.evidence[found.decisive :]
    if reading.years == (found.year,):
        lines = [f"År: {'; '.join(decisive)}."]
    else:
        lines = ["År: står i tabellerna, vid kolumner eller rader, eller i bladens namn och rubriker."]
        others = found.evidence
    return lines + ([f"Nämns också: {'; '.join(others)}."] if others else [])


def _sheet(sheet: SheetReading) -> str:
    if sheet.skipped:
        return f"{sheet.skipped.lower()}, har inte använts"
    rows = listed([str(row) for row in sheet.header])
    head = f"rubriker på rad {rows}; " if sheet.header else ""
    return head + listed([_counted(level, count) for level, count in sheet.units.items()])


def _counted(level: Level, count: int) -> str:
    return f"{number(count)} {_LEVELS[level][0 if count == 1 else 1]}" if level is not Level.NATION else "riket"


def _codes(reading: Reading) -> list[str]:
    lines = []
    for code in reading.codes[:_MOST_LINES]:
        meant = f"{_STATUSES[code.status]}, filen säger {code.said}" if code.said else _STATUSES[code.status]
        lines.append(f"{f'”{code.sign}”' if code.sign else 'Tom cell'}: {meant} ({_cells(code.count)})")
    if len(reading.codes) > _MOST_LINES:
        lines.append(f"… och {number(len(reading.codes) - _MOST_LINES)} tecken till.")
    return lines


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{number(count)} celler"


def _indicators(reading: Reading, dataset: Dataset) -> list[str]:
    known = [indicator for indicator in reading.indicators.values() if indicator.known]
    unknown = [indicator for indicator in reading.indicators.values() if not indicator.known]
    others = _other_wordings(reading)
    same = "alla under katalogens namn" if not others else f"{len(others)} med andra ord än katalogens"
    lines = [f"{len(known)} av {len(known) + len(unknown)} finns i katalogen{f', {same}' if known else ''}."]
    lines += [
        f"{listed([f'”{wording}”' for wording in wordings])} har lästs som {name}" for name, wordings in others.items()
    ]
    lines += [f"Inte i katalogen, visas med filens egna ord: {indicator.name}" for indicator in unknown]
    found = news(dataset, reading.source, reading.years[-1])
    if found is None:
        return lines
    changed = [it for it, change in found.redefined if change.interrupts]
    for heading, those in (("Nya", found.new), ("Försvunna", found.gone), ("Ändrade", changed)):
        names = "; ".join(it.short for it in those) or "inga"
        lines.append(f"{heading} {found.year} jämfört med {found.before}: {names}.")
    return lines


def _other_wordings(reading: Reading) -> dict[str, list[str]]:
    """The indicators that the file words otherwise than the catalogue does now: name → the file's wordings."""
    pairs = reading.observations[["indicator_id", "indicator"]].drop_duplicates()
    found: dict[str, list[str]] = {}
    for indicator_id, wording in pairs.itertuples(index=False):
        indicator = reading.indicators[indicator_id]
        if indicator.known and indicator_key(wording) != indicator_key(indicator.name):
            found.setdefault(indicator.name, []).append(tidy(wording))
    return found


def _reconciled(reading: Reading, dataset: Dataset) -> list[str]:
    """Published shares beside those counted from the units, in one line if they agree."""
    asked = [it.id for it in dataset.indicators.values() if it.id in reading.indicators and it.scale.is_answer]
    sums = [unit for unit in dataset.pickable_units if not unit.level.answers and unit.code in reading.units]
    found = []
    for year, indicator, unit in product(reading.years, asked, sums):
        checkpoint()
        if (it := reconcile(dataset, indicator, year, unit.code)) is not None:
            found.append((unit, indicator, year, it))
    if not found:
        return []
    off = [it for it in found if not it[3].agrees]
    agreeing = len(found) - len(off)
    lines = [f"{number(agreeing)} av {number(len(found))} andelar för län och riket stämmer med enheternas egna svar."]
    for unit, indicator, year, it in off[:_MOST_LINES]:
        short = dataset.indicators[indicator].short
        size = percentage_points(it.computed - it.published, it.decimals)
        lines.append(
            f"{unit.name}, {short} {year}: avviker med {size} (i filen {percent(it.published, it.decimals)}, "
            f"beräknat {percent(it.computed, it.decimals)} av {it.answered} svar)"
        )
    if len(off) > _MOST_LINES:
        lines.append(f"… och {number(len(off) - _MOST_LINES)} avvikelser till.")
    return lines


def _given_twice(reading: Reading, dataset: Dataset) -> Iterator[str]:
    for it in dataset.overlaps:
        if reading is it.other:
            yield f"{it.year}: {number(it.count)} resultat finns också i {it.used.file}, som används ({_apart(it)})."
        elif reading is it.used:
            yield f"{it.year}: används i stället för {number(it.count)} resultat i {it.other.file} ({_apart(it)})."


def _apart(overlap: Overlap) -> str:
    if not overlap.differing:
        return "samma värden"
    return "ett värde skiljer" if overlap.differing == 1 else f"{number(overlap.differing)} värden skiljer"
