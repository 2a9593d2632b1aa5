"""The worked examples of the manual, each made anew out of what `compare` gives of the sample."""

from ojdesk.core.choice import Choice
from ojdesk.core.compare.groups import peer_figure
from ojdesk.core.compare.overviews import overview
from ojdesk.core.compare.reasons import reconcile
from ojdesk.core.compare.spreads import CountyShare, NumberSpread, ShareSpread, spread
from ojdesk.core.compare.trends import trend
from ojdesk.core.dataset import Dataset
from ojdesk.core.manual.book import chapters
from ojdesk.core.model import Answer
from ojdesk.core.peers import similar_municipalities
from ojdesk.core.wording.numbers import count, number, percentage_points

PLAN, UNIT, YEAR = "plan_tre_manader_alla", "1489", 2022


def told() -> list[str]:
    """The examples as the manual has them, in order."""
    quotes = [it for chapter in chapters() for it in chapter.tree.walk() if it.type == "blockquote"]
    inline = [it for quote in quotes for it in quote.walk() if it.type == "inline"]
    return [it.content.removeprefix("**Exempel.** ") for it in inline]


def test_every_worked_example_says_what_is_computed(dataset: Dataset, choice: Choice) -> None:
    assert (choice.unit, choice.year, choice.indicator) == (UNIT, YEAR, PLAN)
    counted = spread(dataset, UNIT, PLAN, YEAR)
    assert isinstance(counted, ShareSpread)
    row = counted.own_row
    assert row is not None
    assert told() == [
        meeting(dataset),
        n_of_n(row),
        had_all_answered(row),
        points(row, counted),
        reconciled(dataset),
        place(dataset),
        group(dataset),
        new_and_lost(dataset),
        broken(dataset),
    ]


def meeting(dataset: Dataset) -> str:
    found = overview(dataset, UNIT, YEAR)
    partly = sum(it.own[-1].answer is Answer.PARTLY for it in found.rows)
    return (
        f"{found.unit.name} uppfyller {found.met} av {found.answered} indikatorer {found.year}. "
        f"{count(partly).capitalize()} av svaren är ja, men inte för alla, och räknas därför inte som uppfyllda."
    )


def n_of_n(row: CountyShare) -> str:
    assert not row.computed
    assert row.share is not None
    return (
        f"I {row.county.name} svarade {row.answered} av {row.asked} enheter på frågan om plan inom tre månader {YEAR}, "
        f"och {row.met} av dem uppfyller indikatorn. {row.met} delat med {row.answered} är "
        f"{number(100 * row.met / row.answered, 1)} procent. I filen står {number(row.share, 0)} procent, och det är "
        "det som visas."
    )


def had_all_answered(row: CountyShare) -> str:
    assert row.asked - row.answered == 1
    return (
        f"I {row.county.name} svarade alla utom en. Hade den svarat nej vore andelen {row.met} av {row.asked}, alltså "
        f"{number(row.lowest, 1)} procent. Hade den svarat ja vore den {row.met + 1} av {row.asked}, alltså "
        f"{number(row.highest, 1)} procent."
    )


def points(row: CountyShare, counted: ShareSpread) -> str:
    assert row.share is not None
    assert counted.nation.value is not None
    apart = row.share - counted.nation.value
    assert apart > 0
    return (
        f"{number(row.share)} procent i {row.county.name} och {number(counted.nation.value)} procent i riket {YEAR}: "
        f"länet ligger {percentage_points(apart, 0)} över riket."
    )


def reconciled(dataset: Dataset) -> str:
    found = reconcile(dataset, PLAN, YEAR)
    assert found is not None
    assert found.agrees
    return (
        f"{found.met} av {found.answered} svarande enheter i riket uppfyller plan inom tre månader {YEAR}. Det är "
        f"{number(found.computed, 1)} procent, som avrundat är {number(found.computed, 0)}. I filen står "
        f"{number(found.published, 0)} procent. Det stämmer."
    )


def place(dataset: Dataset) -> str:
    found = spread(dataset, UNIT, "andel_mottagare", YEAR)
    assert isinstance(found, NumberSpread)
    assert found.own.value is not None
    among, everyone = found.standing, found.standing.everyone
    return (
        f"{found.unit.name} har {number(found.own.value, 1)} procent biståndsmottagare {YEAR} och ligger på plats "
        f"{among.rank} av {among.of} kommuner, räknat från lägst värde, delad med {count(among.tied)} andra. Undre "
        f"kvartilen är {number(everyone.lower_quartile, 1)} procent, medianen {number(everyone.median, 1)} och övre "
        f"kvartilen {number(everyone.upper_quartile, 1)}."
    )


def group(dataset: Dataset) -> str:
    peers = similar_municipalities(dataset.units[UNIT])
    assert peers is not None
    found = peer_figure(dataset, peers, UNIT, "freda", YEAR)
    assert found is not None
    assert found.value is not None
    return (
        f"Av de {count(found.size)} kommunerna i {peers.label} svarade {count(found.answered)} på frågan om "
        f"FREDA-kortfrågor {YEAR}, och {count(found.met)} av dem uppfyller den: {number(found.value, 1)} procent."
    )


def new_and_lost(dataset: Dataset) -> str:
    change = overview(dataset, UNIT, YEAR).change
    (gained,), (lost,) = change.gained, change.lost
    return (
        f"Mellan {change.previous} och {YEAR} fick {dataset.units[UNIT].name} en ny, {gained.short}, och förlorade en, "
        f"{lost.short}."
    )


def broken(dataset: Dataset) -> str:
    found = trend(dataset, UNIT, "rutin_vald_vuxen")
    assert found.nation is not None
    (change,) = found.breaks
    before, after = (found.nation.values[found.years.index(it)] for it in (change.year - 1, change.year))
    return (
        f"Riket hade {number(before, 0)} procent för {found.indicator.short} {change.year - 1} och {number(after, 0)} "
        f"procent {change.year}. {change.note}"
    )
