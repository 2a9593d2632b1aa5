"""Hur säkra är siffrorna: who did not answer, what was redefined, and whether the published shares add up."""

from collections.abc import Iterator, Sequence

from ojdesk.core.choice import Choice
from ojdesk.core.compare import reasons
from ojdesk.core.compare.overviews import Overview
from ojdesk.core.compare.reasons import Trust
from ojdesk.core.dataset import Dataset
from ojdesk.core.report.blocks import Block, Heading, Paragraph, Points, TextCell, TextTable
from ojdesk.core.report.outline import Part
from ojdesk.core.wording.answers import NO_VALUE
from ojdesk.core.wording.names import about, unit_history
from ojdesk.core.wording.numbers import number, percent
from ojdesk.core.wording.reasons import nonresponse_sentences


def reliability(dataset: Dataset, choice: Choice, survey: Overview | None) -> Iterator[Block]:
    """How far the figures hold: who did not answer, and what that and the answers in the file say of each indicator."""
    yield Heading(Part.RELIABILITY.heading, new_page=True)
    if survey is not None:
        silent = reasons.nonresponse(dataset, choice.unit, survey.year)
        yield Paragraph(" ".join(nonresponse_sentences(silent)))
    trusts = [reasons.trust(dataset, choice.unit, it, choice.year) for it in choice.indicators]
    yield _table(trusts)
    yield Paragraph(
        "Lägsta och högsta andel visar vad länets andel kunde ha blivit om alla tillfrågade hade svarat nej respektive "
        "ja. Avstämd betyder att rikets publicerade andel går att räkna fram ur enheternas svar i filen."
        if any(it.possible for it in trusts)
        else "Avstämd betyder att rikets publicerade andel går att räkna fram ur enheternas svar i filen."
    )
    if notes := _breaks(dataset, trusts):
        yield Heading("Ändrade definitioner", 2)
        yield Points(tuple(notes))
    if history := unit_history(dataset.units[choice.unit]):
        yield Paragraph(history)


def _table(trusts: Sequence[Trust]) -> TextTable:
    has_county = any(it.in_county is not None and it.unit.level.answers for it in trusts)
    heads = ["Indikator", "Svar i riket"]
    widths = [0.125]
    if has_county:
        heads += ["Svar i länet", "Lägsta–högsta andel"]
        widths += [0.105, 0.14]
    heads += ["Jämförbar med året före", "Avstämd"]
    widths += [0.16, 0.1]
    return TextTable(
        caption="Hur säkra de valda indikatorerna är",
        description="En rad för varje indikator: antal svar, möjlig andel, jämförbarhet och avstämning.",
        heads=tuple(heads),
        rows=tuple(_row(it, has_county=has_county) for it in trusts),
        widths=(1 - sum(widths), *widths),
    )


def _row(trust: Trust, *, has_county: bool) -> tuple[TextCell, ...]:
    cells = [f"{trust.indicator.short} ({trust.year})", _of(trust.nation)]
    if has_county:
        low_high = f"{number(trust.possible[0])}–{percent(trust.possible[1])}" if trust.possible else NO_VALUE
        cells += [_of(trust.in_county) if trust.in_county else NO_VALUE, low_high]
    return tuple(map(TextCell, [*cells, _comparable(trust), _reconciled(trust)]))


def _of(counted: tuple[int, int]) -> str:
    return f"{counted[0]} av {counted[1]}" if counted[1] else NO_VALUE


def _comparable(trust: Trust) -> str:
    if trust.previous is None:
        return "första året"
    if not trust.indicator.known:
        return "inte känt"
    return "inte säkert" if trust.change is not None and trust.change.interrupts else f"ja, med {trust.previous}"


def _reconciled(trust: Trust) -> str:
    if trust.reconciliation is None:
        return NO_VALUE
    return "stämmer" if trust.reconciliation.agrees else "avviker"


def _breaks(dataset: Dataset, trusts: Sequence[Trust]) -> list[tuple[str, str]]:
    """What has changed within the years of the files: each note with the indicators that it is about."""
    by_note: dict[str, list[str]] = {}
    for trust in trusts:
        years = dataset.years_with(trust.indicator.id)
        for it in trust.indicator.breaks:
            if years[0] < it.year <= years[-1]:
                by_note.setdefault(it.note, []).append(trust.indicator.short)
    return [(f"{about(names)}.", note) for note, names in by_note.items()]
