"""A city whose parts answer instead of it, in words. The counts are computed, and said to be."""

from ojdesk.core.compare.parts import Parts
from ojdesk.core.model import Unit
from ojdesk.core.wording.numbers import count, count_of


def parts_noun(part: Unit, quantity: int) -> str:
    """What the parts of a city are called: Göteborg has administrations, Stockholm districts."""
    if part.municipality == "1480" and (part.first_year or 0) >= 2021:
        return "socialförvaltning" if quantity == 1 else "socialförvaltningar"
    return "stadsdel" if quantity == 1 else "stadsdelar"


def parts_in_table(found: Parts) -> str:
    """In a cell: 9 av 13."""
    return f"{found.met} av {found.answered}"


def about_parts(found: Parts) -> str:
    """For tooltips and screen readers: 9 av 13 svarande stadsdelar uppfyller (beräknat)."""
    noun = parts_noun(found.units[0], found.answered)
    if not found.answered:
        return f"ingen av {len(found.units)} {parts_noun(found.units[0], len(found.units))} har svarat"
    return f"{found.met} av {found.answered} svarande {noun} uppfyller (beräknat)"


def parts_sentence(city: Unit, found: Parts, year: int) -> str:
    """Göteborg svarar genom fyra socialförvaltningar; 2022 uppfyller en av fyra svarande indikatorn …, beräknat."""
    asked = len(found.units)
    said = f"{city.name} svarar genom {count(asked)} {parts_noun(found.units[0], asked)}"
    if not found.answered:
        return f"{said}, och ingen av dem svarade {year}."
    return f"{said}; {year} uppfyller {count_of(found.met, found.answered)} svarande indikatorn, beräknat av ojdesk."
