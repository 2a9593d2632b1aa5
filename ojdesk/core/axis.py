"""Axes: where the ticks are and what is written at them, on screen and on paper alike."""

import math
from collections.abc import Sequence

from ojdesk.core.model import Indicator, Scale
from ojdesk.core.wording.numbers import number, percent

_STEPS = (1, 2, 2.5, 5, 10)


def value_ticks(indicator: Indicator, highest: float) -> list[float]:
    """Ticks from zero up. Shares of units always run to 100, so that two charts can be laid side by side.

    Args:
        indicator: Whose values are drawn.
        highest: The largest value drawn.
    """
    if indicator.scale.is_answer:
        return [0, 25, 50, 75, 100]
    if not math.isfinite(highest) or highest <= 0:
        return [0, 1]
    raw = highest / 4
    magnitude = 10.0 ** math.floor(math.log10(raw))
    step = next(it * magnitude for it in _STEPS if it * magnitude >= raw * 0.999)
    return [round(step * position, 10) for position in range(math.ceil(highest / step - 1e-9) + 1)]


def tick_text(indicator: Indicator, tick: float, ticks: Sequence[float]) -> str:
    """What is written at a tick: with a percent sign for shares, and as many decimals as the ticks need."""
    decimals = next((it for it in (0, 1, 2) if all(abs(round(one, it) - one) < 1e-9 for one in ticks)), 3)
    return number(tick, decimals) if indicator.scale is Scale.NUMBER else percent(tick, decimals)


def spread_out(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Positions near the wanted ones, at least `least` apart and between `low` and `high`, in the order given.

    For labels at the ends of lines. When there is not room for all, they are laid evenly.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    if least * (len(wanted) - 1) > high - low:
        least = (high - low) / max(len(wanted) - 1, 1)
    placed = [0.0] * len(wanted)
    last = low - least
    for index in order:
        last = placed[index] = max(wanted[index], last + least)
    ceiling = high + least
    for index in reversed(order):
        ceiling = placed[index] = min(placed[index], ceiling - least)
    return placed
