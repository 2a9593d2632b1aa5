"""The sentences over the overview, and what its rows say."""

from collections.abc import Mapping

from ojdesk.core.compare.overviews import Overview, OverviewRow
from ojdesk.core.model import Direction, Level
from ojdesk.core.wording.names import listed
from ojdesk.core.wording.numbers import amount, count, count_of, number, rounded
from ojdesk.core.wording.parts import parts_noun
from ojdesk.core.wording.spreads import place_text

POLARITY = {
    Direction.LOW: "lågt är bra",
    Direction.HIGH: "högt är bra",
    Direction.NONE: "ingen värdering",
}


def overview_sentence(overview: Overview) -> str:
    """How many indicators the unit meets, and what is new since the year before. Without a full stop: a heading."""
    name, year = overview.unit.name, overview.year
    if not overview.unit.level.answers:
        return f"{name} {year}: andelen svarande enheter som uppfyller varje indikator"
    if overview.parts:
        asked = len(overview.parts)
        return f"{name} svarar genom {count(asked)} {parts_noun(overview.parts[0], asked)} {year}"
    if not overview.asked:
        return f"{name} finns inte med i enkäten {year}"
    if overview.silent:
        return f"{name} har inte svarat på enkäten {year}"
    if not overview.answered:
        return f"{name} har inga svar {year} som går att räkna"
    if overview.answered == 1 < overview.asked:
        met = "uppfyller den" if overview.met else "uppfyller den inte"
        return f"{name} har besvarat {count_of(1, overview.asked)} indikatorer {year} och {met}"
    answered = " besvarade" if overview.answered < overview.asked else ""
    sentence = f"{name} uppfyller {count_of(overview.met, overview.answered)}{answered} indikatorer {year}"
    change = overview.change
    if not change.compared:
        return sentence
    gained, lost = len(change.gained), len(change.lost)
    if not gained and not lost:
        return f"{sentence}; inga nya och inga förlorade sedan {change.previous}"
    new = f"{count(gained)} {'ny' if gained == 1 else 'nya'}" if gained else "ingen ny"
    gone = f"{count(lost)} {'förlorad' if lost == 1 else 'förlorade'}" if lost else "ingen förlorad"
    return f"{sentence}; {new} och {gone} sedan {change.previous}"


def shares_sentence(overview: Overview, decimals: Mapping[str, int]) -> str:
    """In how many indicators a county is above and below the nation, or how many of the nation's have grown.

    I Skåne län är andelen högre än i riket för 9 av 15 indikatorer 2022, lägre för 5 och lika stor för en.
    """
    rows = [row for row in overview.rows if row.indicator.scale.is_answer]
    is_nation = overview.unit.level is Level.NATION
    if is_nation and overview.change.previous is None:
        return f"{overview_sentence(overview)}."
    pairs = [
        (row.own[-1].value, row.own[-2].value if is_nation else row.nation.value, decimals.get(row.indicator.id, 0))
        for row in rows
        if not (is_nation and row.indicator.break_between(overview.years[-2], overview.year))
    ]
    apart = [rounded(a, it) - rounded(b, it) for a, b, it in pairs if a is not None and b is not None]
    if not apart:
        return f"{overview_sentence(overview)}."
    more, less = sum(it > 0 for it in apart), sum(it < 0 for it in apart)
    same = len(apart) - more - less
    of = f"{count_of(more, len(apart))} indikatorer"
    # In letters or in digits as the pair before them; one and none are words wherever they stand.
    say = number if any(map(str.isdigit, of)) else count
    words = {0: "ingen", 1: "en"}
    than = _than(less, same, is_nation=is_nation)
    rest = [f"{word} för {words.get(many) or say(many)}" for word, many in than]
    others = f" och {rest[0]}" if len(rest) == 1 else f", {listed(rest)}"
    if is_nation:
        return f"Andelen i riket ökade mellan {overview.years[-2]} och {overview.year} för {of}{others}."
    return f"I {overview.unit.name} är andelen högre än i riket för {of} {overview.year}{others}."


def _than(less: int, same: int, *, is_nation: bool) -> list[tuple[str, int]]:
    words = ("minskade", "var densamma") if is_nation else ("lägre", "lika stor")
    return [it for it in zip(words, (less, same), strict=True) if it[1]] or [(words[0], 0)]


def parts_note(overview: Overview) -> str:
    """What the rows of a city have whose parts answer instead of it; empty for others."""
    if not overview.parts:
        return ""
    nouns = parts_noun(overview.parts[0], 2)
    return f"Raderna visar hur många av de svarande {nouns}na som uppfyller varje indikator, beräknat av ojdesk."


def register_heading(overview: Overview) -> str:
    """Whose register figures these are, and of which year."""
    return f"{overview.unit.name} {overview.year}: omfattning och bakgrund enligt registren"


def register_sentence(overview: Overview) -> str:
    """How many of the unit's figures lie outside the middle half of the municipalities, and why there are none."""
    name = overview.unit.name
    if overview.unit.level is not Level.MUNICIPALITY:
        if overview.unit.level.answers and all(row.own[-1].value is None for row in overview.rows):
            return f"{name} har inga egna registeruppgifter {overview.year}."
        return ""
    ranked = [row.standing for row in overview.rows if row.standing is not None and row.standing.rank is not None]
    if not ranked:
        return f"{name} har inga registeruppgifter {overview.year}."
    below, above = sum(it.below is True for it in ranked), sum(it.above is True for it in ranked)
    if not below and not above:
        return f"Alla {count(len(ranked))} värden ligger mellan kommunernas undre och övre kvartil."
    found = [
        f"{count(quantity, neuter=True)} {where} kvartilen"
        for quantity, where in ((below, "under den undre"), (above, "över den övre"))
        if quantity
    ]
    return f"Av {count(len(ranked))} värden ligger {listed(found)} bland kommunerna."


def standing_text(row: OverviewRow, decimals: int = 0) -> str:
    """Where a value stands among all municipalities, in words: for tooltips and screen readers."""
    among, indicator = row.standing, row.indicator
    if among is None or not among.of:
        return "Inga kommuner har ett värde."
    said = [f"{place_text(among).capitalize()}."] if among.rank is not None else []
    everyone = among.everyone
    said.append(f"{POLARITY[indicator.direction].capitalize()}.")
    said.append(
        f"{among.of} av {everyone.asked} kommuner har ett värde: lägst {number(everyone.minimum, decimals)}, undre "
        f"kvartil {number(everyone.lower_quartile, decimals)}, median {number(everyone.median, decimals)}, övre "
        f"kvartil {number(everyone.upper_quartile, decimals)}, högst {amount(everyone.maximum, indicator, decimals)}."
    )
    return " ".join([*said, "Plats, median och kvartiler är beräknade av ojdesk."])
