"""What a file is to say, in the program's terms; and what was read, in the same."""

from collections.abc import Mapping
from typing import NamedTuple

from ojdesk.core.files.reading import Reading
from ojdesk.core.model import Group, Status, address

#: What a question that no catalogue has is called.
UNKNOWN = "Kommunen har kvällsöppet för besök"


class Key(NamedTuple):
    """Whose figure on what: a unit's code and an indicator's id, or UNKNOWN."""

    unit: str
    indicator: str
    year: int
    group: Group = Group.TOTAL


#: What the file is to say: a value in the program's terms, or why there is none.
Facts = Mapping[Key, float | Status]


def understood(reading: Reading) -> dict[Key, float | Status]:
    """What was read, as `Facts` has it; a figure that was read twice is an error."""
    found: dict[Key, float | Status] = {}
    for row in reading.observations.to_dict("records"):
        indicator = reading.indicators[row["indicator_id"]]
        name = indicator.id if indicator.known else indicator.name.rstrip("¹")
        key = Key(row["unit_code"], name, row["year"], Group(row["group"]))
        assert key not in found, key
        found[key] = row["value"] if row["status"] == Status.VALUE else Status(row["status"])
    return found


def places(reading: Reading) -> dict[Key, tuple[str, str]]:
    """Where each figure was read."""
    rows = reading.observations.to_dict("records")
    where = [(row["sheet"], address(row["row"], row["column"])) for row in rows]
    return dict(zip(understood(reading), where, strict=True))
