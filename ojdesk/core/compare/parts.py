"""A city whose districts or administrations answer instead of it: how many of these meet an indicator."""

from dataclasses import dataclass

from ojdesk.core.compare.figures import figure, figures
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Level, Unit


@dataclass(frozen=True)
class Parts:
    """What the parts of a city answered in one indicator and year. The counts are computed.

    Attributes:
        units: Those that were asked; `answered` of them have an answer, and `met` of these meet the indicator.
    """

    units: tuple[Unit, ...]
    met: int
    answered: int

    @property
    def share(self) -> float | None:
        """Met of answered in percent."""
        return 100 * self.met / self.answered if self.answered else None


def parts(dataset: Dataset, city: Unit, indicator_id: str, year: int) -> Parts | None:
    """What the parts of a unit answered; None where it has none, or an answer of its own, and for numbers."""
    if city.level is not Level.MUNICIPALITY or not dataset.indicators[indicator_id].scale.is_answer:
        return None
    if figure(dataset, indicator_id, city.code, year).value is not None:
        return None
    units = [it for it in dataset.units_in(city.county) if it.municipality == city.code]
    found = [
        (unit, it)
        for unit, it in zip(units, figures(dataset, indicator_id, [it.code for it in units], year), strict=True)
        if it.status is not None
    ]
    if not found:
        return None
    return Parts(
        units=tuple(unit for unit, _ in found),
        met=sum(it.met is True for _, it in found),
        answered=sum(it.value is not None for _, it in found),
    )
