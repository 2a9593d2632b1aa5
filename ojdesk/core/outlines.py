"""The outlines of counties and municipalities, in metres east and north in SWEREF 99 TM."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ojdesk.core.resources import resource

Ring = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Outline:
    """Where an area lies.

    Attributes:
        rings: Closed lines, each (points, 2) as east and north in metres; what is inside an odd number of them is the
            area. Neighbours have the points of their common border in common.
        middle: East and north of the middle of the largest circle that fits inside, where a sign stands best.
        radius: That circle's, in metres.
    """

    rings: tuple[Ring, ...]
    middle: tuple[int, int]
    radius: int


@lru_cache(maxsize=1)
def outlines() -> Mapping[str, Outline]:
    """Code → outline, of all 21 counties and 290 municipalities; read when first asked for."""
    areas = json.loads(resource("outlines.json").read_text("utf-8"))["areas"]
    return {code: _outline(entry) for code, entry in areas.items()}


def _outline(entry: dict[str, list[int] | list[list[int]]]) -> Outline:
    east, north, radius = entry["middle"]
    rings = tuple(np.array(steps, dtype=np.int64).reshape(-1, 2).cumsum(axis=0) for steps in entry["rings"])
    return Outline(rings, (east, north), radius)  # type: ignore[arg-type]
