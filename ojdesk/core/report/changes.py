"""Förändringar sedan förra året: at home, around us, and in what is asked."""

from collections.abc import Iterator

from ojdesk.core.choice import Choice
from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.overviews import Overview, OverviewRow, overview
from ojdesk.core.dataset import Dataset
from ojdesk.core.lessons import Lessons
from ojdesk.core.model import Source
from ojdesk.core.news import news, news_sections, news_title
from ojdesk.core.report.blocks import Block, Heading, Paragraph, Points, TextCell, TextTable
from ojdesk.core.wording.answers import NO_VALUE, in_table
from ojdesk.core.wording.changes import changes_sentence
from ojdesk.core.wording.names import listed, named
from ojdesk.core.wording.numbers import NBSP, rounded, signed
from ojdesk.core.wording.situation import own_text

_NAMES = 5


def changes(dataset: Dataset, choice: Choice, survey: Overview | None, lessons: Lessons | None) -> Iterator[Block]:
    """Nothing where there is no earlier year of any source."""
    found = [*_survey(dataset, survey, lessons)] if survey is not None else []
    if dataset.years_of(Source.REGISTER):
        registers = overview(dataset, choice.unit, choice.year, Source.REGISTER)
        found += _numbers(dataset, registers, "Registeruppgifter")
    if not found:
        return
    before = survey.change.previous if survey is not None else None
    yield Heading(f"Förändringar sedan {before}" if before else "Förändringar", new_page=True)
    yield from found


def _survey(dataset: Dataset, survey: Overview, lessons: Lessons | None) -> Iterator[Block]:
    if survey.change.previous is None:
        return
    if survey.unit.level.answers and survey.asked:
        yield Paragraph(changes_sentence(survey))
        if lessons is not None and (table := _around(lessons)):
            yield table
    yield from _numbers(dataset, survey, "Enkäten")
    told = news(dataset, Source.SURVEY, survey.year)
    sections = news_sections(told) if told is not None else []
    if told is not None and sections:
        yield Heading(news_title(told), 2)
        yield Points(tuple((f"{heading}:", _told(lines)) for heading, lines in sections))


def _told(lines: list[str]) -> str:
    """Lines as running text: sentences after each other, names with commas."""
    return " ".join(lines) if any(it.endswith(".") for it in lines) else f"{listed(lines)}."


def _around(found: Lessons) -> TextTable | None:
    """Who around has gained or lost what, with the own unit's answers then and now."""
    if not found.shifts or found.previous is None:
        return None
    where = f"gruppen {found.peers.label}" if found.peers else found.county.name
    rows = tuple(
        (
            TextCell(it.indicator.short),
            TextCell(in_table(it.before), it.before.answer),
            TextCell(in_table(it.now), it.now.answer),
            TextCell(named(it.gained, found.unit, _NAMES) or NO_VALUE),
            TextCell(named(it.lost, found.unit, _NAMES) or NO_VALUE),
        )
        for it in found.shifts
    )
    return TextTable(
        caption=f"Ändrade svar mellan {found.previous} och {found.year}, {found.unit.name} och {where}",
        description="En rad för varje indikator: eget svar då och nu, och vilka som har tillkommit eller fallit ifrån.",
        heads=("Indikator", str(found.previous), str(found.year), "Uppfyller nu", "Uppfyller inte längre"),
        rows=rows,
        widths=(0.27, 0.11, 0.11, 0.26, 0.25),
    )


def _numbers(dataset: Dataset, found: Overview, what: str) -> Iterator[Block]:
    """What has a value in both years, with the difference where they can be compared."""
    if len(found.years) < 2:
        return
    before, now = found.years[-2:]
    rows = [it for it in found.rows if it.own[-2].value is not None and it.own[-1].value is not None]
    rows = [it for it in rows if it.own[-1].is_share or not it.indicator.scale.is_answer]
    if not rows:
        return
    yield TextTable(
        caption=f"{what}, {found.unit.name} {before} och {now}; förändring av andelar i procentenheter",
        description="En rad för varje tal: värdet de båda åren och skillnaden, beräknad av ojdesk.",
        heads=("Indikator", str(before), str(now), "Förändring"),
        rows=tuple(_number_row(dataset, row, before, now) for row in rows),
        widths=(0.52, 0.15, 0.15, 0.18),
    )


def _number_row(dataset: Dataset, row: OverviewRow, before: int, now: int) -> tuple[TextCell, ...]:
    decimals = dataset.decimals.get(row.indicator.id, 0)
    texts = (own_text(row, it, dataset.decimals) for it in (-2, -1))
    broken = row.indicator.break_between(before, now) is not None
    moved = "ändrad definition" if broken else _moved(row.own[-2], row.own[-1], row, decimals)
    return (TextCell(row.indicator.short), *map(TextCell, texts), TextCell(moved))


def _moved(before: Figure, now: Figure, row: OverviewRow, decimals: int) -> str:
    """From the numbers as they are shown: a reader will do the sum."""
    assert before.value is not None
    assert now.value is not None
    apart = rounded(rounded(now.value, decimals) - rounded(before.value, decimals), decimals)
    if now.is_share or row.indicator.scale.value == "percent":
        return signed(apart, decimals)
    return f"{signed(apart, decimals)}{f'{NBSP}kr' if 'kr)' in row.indicator.name else ''}"
