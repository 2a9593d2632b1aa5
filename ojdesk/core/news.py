"""What a year's file has beside the one before it: indicators and units that are new, gone or not as they were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Break, BreakKind, Indicator, Level, Source, Unit
from ojdesk.core.text import in_swedish_order, indicator_key, tidy
from ojdesk.core.units import unit_table
from ojdesk.core.wording.names import about, listed, named, unit_history
from ojdesk.core.wording.numbers import count

_ADDED = {Source.SURVEY: "tillagd", Source.REGISTER: "tillagda"}


@dataclass(frozen=True)
class Reworded:
    """An indicator that is asked in other words than the year before, and no break explains it.

    Attributes:
        known: Whether the catalogue has the new words as a name of the same indicator.
    """

    indicator: Indicator
    before: str
    now: str
    known: bool


@dataclass(frozen=True)
class News:
    """A year of a source beside the year before it that there is a file for.

    Attributes:
        new: Indicators that are asked now and were not then.
        gone: Those that were asked then and are not now.
        redefined: Those that are asked in both and are not (quite) the same, or have another name, with why.
        reworded: Those that are asked in other words, which may or may not mean another thing.
        arrived: Units that have results now and had none then.
        left: Those that had results then and have none now.
    """

    source: Source
    year: int
    before: int
    new: tuple[Indicator, ...]
    gone: tuple[Indicator, ...]
    redefined: tuple[tuple[Indicator, Break], ...]
    reworded: tuple[Reworded, ...]
    arrived: tuple[Unit, ...]
    left: tuple[Unit, ...]


def news(dataset: Dataset, source: Source, year: int) -> News | None:
    """What is new in a year of a source; None when there is no year before."""
    earlier = [it for it in dataset.years_of(source) if it < year]
    if not earlier:
        return None
    before = earlier[-1]
    ours = [it for it in dataset.indicators.values() if it.source is source]
    then, now = ({it.id for it in ours if dataset.is_asked(it.id, at)} for at in (before, year))
    both = [it for it in ours if it.id in then & now]
    breaks = {it.id: found[-1] for it in both if (found := [b for b in it.breaks if before < b.year <= year])}
    units_then, units_now = (_units(dataset, source, at) for at in (before, year))
    return News(
        source=source,
        year=year,
        before=before,
        new=tuple(it for it in ours if it.id in now - then),
        gone=tuple(it for it in ours if it.id in then - now),
        redefined=tuple((it, breaks[it.id]) for it in both if it.id in breaks),
        reworded=tuple(_reworded(dataset, [it for it in both if it.id not in breaks], before, year)),
        arrived=_by_name(dataset, units_now - units_then),
        left=_by_name(dataset, units_then - units_now),
    )


def news_since(before: Dataset, dataset: Dataset) -> list[News]:
    """What the files added to a dataset have that is new: of each source, the years later than it had before."""
    found = []
    for source in Source:
        had = before.years_of(source)
        later = [it for it in dataset.years_of(source) if had and it > had[-1]]
        found += [it for year in later if (it := news(dataset, source, year))]
    return found


def year_in_focus(before: Dataset, dataset: Dataset, indicator: str, year: int) -> int:
    """The year to look at when files have been added: who looked at the newest looks at the newest still.

    Args:
        before: What was open.
        dataset: What is open now.
        indicator: The one in focus. The newest year is that of its source, or else the newest of all.
        year: The one in focus.
    """
    own = before.indicators[indicator].source
    for source in sorted(Source, key=lambda it: it is not own):
        had, has = before.years_of(source), dataset.years_of(source)
        if had and year == had[-1] < has[-1] and (source is own or year == before.years[-1]):
            return has[-1]
    return year


def news_title(found: News) -> str:
    """Nytt i enkäten 2025."""
    return f"Nytt i {'enkäten' if found.source is Source.SURVEY else 'registerdata för'} {found.year}"


def news_sentence(found: Sequence[News]) -> str:
    """Enkäten 2025 är tillagd. Jämfört med 2024: en ny indikator, två försvunna indikatorer och tre nya enheter."""
    if len(found) > 1:
        return f"Tillagda år: {listed([f'{it.source} {it.year}' for it in found])}."
    (it,) = found
    added = f"{'Enkäten' if it.source is Source.SURVEY else 'Registerdata för'} {it.year} är {_ADDED[it.source]}."
    changed = [change for _, change in it.redefined if change.interrupts]
    counts = (
        (len(it.new), "ny indikator", "nya indikatorer"),
        (len(it.gone), "försvunnen indikator", "försvunna indikatorer"),
        (len(changed), "ändrad indikator", "ändrade indikatorer"),
        (len(it.arrived), "ny enhet", "nya enheter"),
        (len(it.left), "försvunnen enhet", "försvunna enheter"),
    )
    parts = [f"{count(many)} {one if many == 1 else more}" for many, one, more in counts if many]
    return f"{added} Jämfört med {it.before}: {listed(parts) or 'samma indikatorer och enheter'}."


def news_sections(found: News) -> list[tuple[str, list[str]]]:
    """The same in Swedish, as headings with their lines; none where everything is as it was."""
    names = {
        "Nya indikatorer": [_new(it) for it in found.new],
        "Försvunna indikatorer": [it.short for it in found.gone],
        "Ändrade indikatorer": _noted(found, renamed=False),
        "Nya namn på samma sak": [
            *_noted(found, renamed=True),
            *(_words(it, found) for it in found.reworded if it.known),
        ],
        "Nya ordalydelser, kontrollera om de betyder något annat": [
            _words(it, found) for it in found.reworded if not it.known
        ],
        "Nya enheter": _units_told(found.arrived),
        # Those that have become a part of a new one have been told of with it.
        "Enheter som inte längre är med": _units_told(
            [it for it in found.left if not set(unit_table().successors(it.code)) & set(found.arrived)]
        ),
    }
    return [(heading, lines) for heading, lines in names.items() if lines]


def _noted(found: News, *, renamed: bool) -> list[str]:
    """A line for each note, with all indicators that it is about."""
    by_note: dict[str, list[str]] = {}
    for it, change in found.redefined:
        if (change.kind is BreakKind.RENAMED) == renamed:
            by_note.setdefault(change.note, []).append(it.short)
    return [f"{about(names)}: {note}" for note, names in by_note.items()]


def _new(indicator: Indicator) -> str:
    return indicator.short if indicator.known else f"{indicator.short} (inte i katalogen, visas med filens egna ord)"


def _words(it: Reworded, found: News) -> str:
    return f"{it.indicator.short}: ”{it.now}”, {found.before} ”{it.before}”"


def _units_told(units: Sequence[Unit]) -> list[str]:
    """A line for each that has a history, and one for the others."""
    histories = [unit_history(it) for it in units]
    plain = [it for it, history in zip(units, histories, strict=True) if not history]
    return [*filter(None, histories), *([f"{named(plain)}."] if plain else [])]


def _units(dataset: Dataset, source: Source, year: int) -> set[str]:
    table = dataset.observations
    chosen = (table["year"] == year) & (table["source"] == source)
    return set(table.loc[chosen, "unit_code"].unique())


def _by_name(dataset: Dataset, codes: set[str]) -> tuple[Unit, ...]:
    # Counties and the nation that a file leaves out are no news of who takes part.
    units = (dataset.units[code] for code in codes)
    return tuple(sorted((it for it in units if it.level is not Level.NATION), key=lambda it: in_swedish_order(it.name)))


def _reworded(dataset: Dataset, indicators: Sequence[Indicator], before: int, year: int) -> Iterator[Reworded]:
    table = dataset.observations
    chosen = table["year"].isin([before, year])
    wordings: dict[tuple[str, int], dict[str, str]] = {}
    distinct = table.loc[chosen, ["indicator_id", "year", "indicator"]].drop_duplicates()
    for indicator, at, wording in distinct.itertuples(index=False):
        wordings.setdefault((indicator, at), {}).setdefault(indicator_key(wording), tidy(wording))
    for it in indicators:
        then, now = wordings[it.id, before], wordings[it.id, year]
        if then.keys().isdisjoint(now):
            known = it.known and any(before < first <= year for first, _ in it.names)
            yield Reworded(it, next(iter(then.values())), next(iter(now.values())), known)
