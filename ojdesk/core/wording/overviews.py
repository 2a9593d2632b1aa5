"""The sentence over the overview."""

from ojdesk.core.compare.overviews import Overview
from ojdesk.core.wording.numbers import count


def overview_sentence(overview: Overview) -> str:
    """How many indicators the unit meets, and what is new since the year before. Without a full stop: a heading."""
    name, year = overview.unit.name, overview.year
    if not overview.unit.level.answers:
        return f"{name} {year}: andelen svarande enheter som uppfyller varje indikator"
    if not overview.asked:
        return f"{name} finns inte med i enkäten {year}"
    if overview.silent:
        return f"{name} har inte svarat på enkäten {year}"
    if not overview.answered:
        return f"{name} har inga svar {year} som går att räkna"
    of = f"{overview.answered} besvarade" if overview.answered < overview.asked else str(overview.asked)
    sentence = f"{name} uppfyller {overview.met} av {of} indikatorer {year}"
    if not overview.compared:
        return sentence
    gained, lost = len(overview.gained), len(overview.lost)
    if not gained and not lost:
        return f"{sentence}; inga nya och inga förlorade sedan {overview.previous}"
    new = f"{count(gained)} {'ny' if gained == 1 else 'nya'}" if gained else "ingen ny"
    gone = f"{count(lost)} {'förlorad' if lost == 1 else 'förlorade'}" if lost else "ingen förlorad"
    return f"{sentence}; {new} och {gone} sedan {overview.previous}"
