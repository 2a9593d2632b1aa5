"""The unit that someone means by a name or a code."""

from difflib import get_close_matches

from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Unit
from ojdesk.core.text import key
from ojdesk.core.units import unit_table
from ojdesk.core.work import Refused


def find_unit(dataset: Dataset, wanted: str) -> Unit:
    """The unit that a code or a name means: "1489", "Alingsås", "Skåne län", "Göteborg, Centrum".

    Raises:
        Refused: None is meant, or two districts are; the sentence names what comes closest.
    """
    if wanted in dataset.units:
        return dataset.units[wanted]
    by_name: dict[str, list[Unit]] = {}
    for unit in dataset.units.values():
        for name in {unit.name, _placed(unit), ", ".join(reversed(_placed(unit).split(", ")))}:
            by_name.setdefault(key(name), []).append(unit)
    found = by_name.get(key(wanted), [])
    if not found:
        table = unit_table()
        known = (
            table.municipality(wanted) or table.county(wanted) or (table.nation if table.is_nation(wanted) else None)
        )
        found = [dataset.units[known.code]] if known and known.code in dataset.units else []
    if len(found) > 1:
        codes = ", ".join(unit.code for unit in found)
        raise Refused(f"Flera enheter heter {wanted}. Ange någon av koderna {codes} i stället.")
    if not found:
        near = list(dict.fromkeys(_placed(by_name[name][0]) for name in get_close_matches(key(wanted), by_name, n=6)))
        *first, last = near[:3] or [""]
        hint = f" Menade du {' eller '.join([', '.join(first), last] if first else [last])}?" if last else ""
        raise Refused(f"Enheten {wanted} finns inte i filerna.{hint}")
    return found[0]


def _placed(unit: Unit) -> str:
    """A unit's name, with its city in front if it is a part of one."""
    city = unit_table().by_code.get(unit.municipality)
    return f"{city.name}, {unit.name}" if city else unit.name
