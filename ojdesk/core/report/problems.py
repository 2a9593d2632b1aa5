"""What to look over before a report is saved: what will be missing in it, or may be out of date."""

from collections.abc import Iterator

from ojdesk.core.choice import Choice
from ojdesk.core.compare.figures import figure, nearest_year
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Answer, Source
from ojdesk.core.report.outline import Outline, Part
from ojdesk.core.wording.names import full_name, some_of

_MOST_NAMES = 3
#: No figure, though one was asked for.
_WITHOUT = {Answer.SILENT, Answer.UNKNOWN}


def problems(dataset: Dataset, choice: Choice, outline: Outline) -> tuple[str, ...]:
    """Sentences, the gravest first; none when there is nothing to look over.

    Args:
        dataset: The opened files.
        choice: Fits the dataset and has a unit.
        outline: What goes into the report.
    """
    return tuple(_problems(dataset, choice, outline))


def _problems(dataset: Dataset, choice: Choice, outline: Outline) -> Iterator[str]:
    unit, year = dataset.units[choice.unit], choice.year
    if any(not overlap.is_sure for overlap in dataset.overlaps):
        yield "Två filer har olika resultat för samma år. Välj under Så läste vi filerna vilken som ska gälla."
    if not outline.parts:
        yield "Ingen del är förbockad, så rapporten blir tom."
    chosen = [dataset.indicators[it] for it in choice.indicators]
    if Part.INDICATORS in outline.parts:
        silent = [
            it.short
            for it in chosen
            if figure(dataset, it.id, unit.code, nearest_year(dataset, it.id, year)).answer in _WITHOUT
        ]
        if silent:
            yield f"{full_name(unit)} har inte svarat om {_few(silent)}."
        earlier = [it.short for it in chosen if nearest_year(dataset, it.id, year) != year]
        if earlier:
            yield f"{_few(earlier)} har inget resultat {year}. Rapporten visar närmaste år i filerna."
    if Part.SCOPE in outline.parts and not dataset.years_of(Source.REGISTER):
        yield f"Delen {Part.SCOPE.heading} utgår, för ingen registerfil är öppen."
    if Part.CHANGES in outline.parts and len([it for it in dataset.years_of(Source.SURVEY) if it <= year]) < 2:
        yield f"Delen {Part.CHANGES.heading} utgår, för bara ett enkätår till och med {year} är öppet."
    if outline.summary and outline.summary.year != year:
        yield f"Din sammanfattning är skriven om {outline.summary.year}. Stämmer den än?"
    old = [dataset.indicators[it].short for it in choice.indicators if 0 < outline.comment(it).year != year]
    if old:
        yield f"Din text om {_few(old)} är skriven om ett annat år än {year}. Stämmer den än?"


def _few(names: list[str]) -> str:
    return some_of([f"”{it}”" for it in names], _MOST_NAMES)
