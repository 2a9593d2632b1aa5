"""Names of units, lists of words, and runs of years."""

import itertools
from collections.abc import Iterable, Sequence

from ojdesk.core.model import Indicator, Level, Unit
from ojdesk.core.text import in_swedish_order
from ojdesk.core.units import unit_table
from ojdesk.core.wording.numbers import count


def short_county(unit: Unit) -> str:
    """Värmland for Värmlands län, on axes."""
    return unit.name.removesuffix(" län").removesuffix("s")


def heading_name(indicator: Indicator, year: int) -> str:
    """The wording in use that year, without the asterisks that point to notes in the file."""
    return indicator.name_in(year).replace("*", "").strip()


def full_name(unit: Unit) -> str:
    """A unit's name among all others: a district with its city behind it, and its last year if it is gone."""
    city = unit_table().by_code.get(unit.municipality)
    name = f"{unit.name}, {city.name}" if city else unit.name
    return f"{name} (till {unit.last_year})" if unit.last_year else name


def unit_history(unit: Unit) -> str:
    """What became of a unit and what it was before; empty for one that has always been as it is.

    Älvsjö fanns till och med 2020 och ingår sedan i Hägersten-Älvsjö.
    Järva finns från 2024. Området omfattar det som till och med 2023 var Rinkeby-Kista och Spånga-Tensta.
    """
    table = unit_table()
    before, after = table.predecessors(unit.code), table.successors(unit.code)
    there = f"från {unit.first_year}" if before else ""
    if unit.last_year:
        there = f"{unit.first_year}–{unit.last_year}" if before else f"till och med {unit.last_year}"
    if not there:
        return ""
    sentences = [f"{unit.name} {'fanns' if unit.last_year else 'finns'} {there}"]
    if unit.last_year:
        names = ["ett nytt område med samma namn" if it.name == unit.name else it.name for it in after]
        city = table.by_code[unit.municipality].name
        sentences[0] += f" och ingår sedan i {listed(names)}" if after else f"; därefter redovisas {city} som helhet"
    if before:
        names = sorted((it.name for it in before), key=in_swedish_order)
        verb = "omfattade" if unit.last_year else "omfattar"
        sentences.append(f"Området {verb} det som till och med {before[0].last_year} var {listed(names)}")
    return " ".join(f"{sentence}." for sentence in sentences)


def listed(words: Sequence[str]) -> str:
    """A, b och c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}" if words else ""


def about(names: Sequence[str]) -> str:
    """The names of indicators, which may have commas in them: alone, or each in quotation marks."""
    return names[0] if len(names) == 1 else listed([f"”{it}”" for it in names])


def unit_noun(units: Iterable[Unit], quantity: int) -> str:
    """Kommun or kommuner; enhet or enheter where districts are among them."""
    if any(unit.level is Level.DISTRICT for unit in units):
        return "enhet" if quantity == 1 else "enheter"
    return "kommun" if quantity == 1 else "kommuner"


def year_ranges(years: Sequence[int]) -> str:
    """2018–2020 och 2022."""
    runs = [list(run) for _, run in itertools.groupby(enumerate(years), key=lambda it: it[1] - it[0])]
    return listed([f"{run[0][1]}–{run[-1][1]}" if len(run) > 1 else str(run[0][1]) for run in runs])


def called(units: Iterable[Unit], own: Unit | None = None) -> list[str]:
    """The units' names, seen from the own one: a district with its city, unless that is the own city as well.

    From Alingsås Centrum (Göteborg), from Hisingen or Göteborg plain Centrum.
    """
    home = (own.municipality or own.code) if own is not None else ""
    cities = unit_table().by_code
    return [
        f"{it.name} ({cities[it.municipality].name})"
        if it.municipality in cities and it.municipality != home
        else it.name
        for it in units
    ]


def some_of(words: Sequence[str], most: int) -> str:
    """The first words where there are many, and how many more: Ale, Borås och sju till. A single one more is named."""
    if len(words) <= most + 1:
        return listed(words)
    return f"{', '.join(words[:most])} och {count(len(words) - most)} till"


def named(units: Sequence[Unit], own: Unit | None = None, most: int = 8) -> str:
    """The units' names as `called` gives them, the first ones where there are many."""
    return some_of(called(units, own), most)
