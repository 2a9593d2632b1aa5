"""A raw cell → value and status. First the scale of the whole column, since a 1 alone may mean three things."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ojdesk.core.files.legend import Legend, answer, sign_key
from ojdesk.core.files.sheet import Cell, as_text
from ojdesk.core.model import Indicator, Scale, Status
from ojdesk.core.text import key

_NUMBER = re.compile(r"^([-−–]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?(?:[ \u00a0\u202f]?(%|procent))?$")
_PERCENT_WORDS = re.compile(r"%|\bandel|\bprocent|svarsfrekvens")
_NUMBER_WORDS = re.compile(r"\bkr\b|kronor|\bantal\b|belopp|kostnad|\bdagar\b|index|nyckel|medelvärde|median")

#: Scores of the answers on a scale, by the word for the answer.
_SCORES = {
    Scale.YES: {"ja": 1.0, "ja, för alla": 1.0, "nej": 0.0},
    Scale.GRADED: {"ja": 2.0, "ja, för alla": 2.0, "delvis": 1.0, "nej": 0.0},
}


@dataclass(frozen=True)
class Parsed:
    """A cell's meaning. `value` is NaN unless `status` is VALUE."""

    value: float
    status: Status
    raw: str


@dataclass
class Evidence:
    """What one indicator's cells in one file look like, gathered over its columns before any is read.

    `units` are cells of units that answer, `sums` those of counties and the nation.
    """

    units: set[Cell] = field(default_factory=set)
    sums: set[Cell] = field(default_factory=set)
    units_percent: bool = False


def number_in(text: str) -> tuple[float, bool] | None:
    """The number that a text is, and whether a percent sign follows it; None when it is no number.

    Takes decimal comma and point, no-break spaces between thousands, and the minus that word processors use.
    """
    found = _NUMBER.match(text.strip())
    if found is None:
        return None
    sign, whole, decimals, percent = found.groups()
    value = float(re.sub(r"\D", "", whole) + "." + (decimals or "0"))
    return (-value if sign else value), bool(percent)


def decide_scale(evidence: Evidence, wording: str, known: Indicator | None, legend: Legend) -> Scale:
    """The scale of an indicator in this file.

    The catalogue is believed unless the cells cannot be on its scale; then the cells decide, and after them the
    words of the heading.
    """
    words = {found for cell in evidence.units if isinstance(cell, str) and (found := answer(cell))}
    numbers = {cell for cell in evidence.units if isinstance(cell, float)}
    numbers |= {pair[0] for cell in evidence.units if isinstance(cell, str) and (pair := number_in(cell))}
    seen = _answer_scale(words, numbers, legend) if not evidence.units_percent else None
    if known is not None and _fits(known.scale, words, numbers, evidence, legend):
        return known.scale
    if seen is not None and not (_PERCENT_WORDS.search(key(wording)) and not words):
        return seen
    if not evidence.units - {None} and not _NUMBER_WORDS.search(key(wording)):
        return known.scale if known else Scale.PERCENT
    if _NUMBER_WORDS.search(key(wording)) and not _PERCENT_WORDS.search(key(wording)):
        return Scale.NUMBER
    if evidence.units_percent or _PERCENT_WORDS.search(key(wording)):
        return Scale.PERCENT
    return Scale.NUMBER


def _answer_scale(words: set[str], numbers: set[float], legend: Legend) -> Scale | None:
    """The answer scale that cells are on, or None when they are no answers."""
    if words:
        return Scale.GRADED if words & {"delvis", "ja, för alla"} else Scale.YES
    if not numbers:
        return None
    coded = {legend.answers.get(as_text(number)) for number in numbers}
    if None not in coded:
        return Scale.GRADED if coded & {"delvis", "ja, för alla"} else Scale.YES
    if numbers <= {0.0, 1.0}:
        return Scale.YES
    return Scale.GRADED if numbers <= {0.0, 1.0, 2.0} else None


def _fits(scale: Scale, words: set[str], numbers: set[float], evidence: Evidence, legend: Legend) -> bool:
    if scale is Scale.YES:
        coded = {as_text(number) for number in numbers} <= set(legend.answers)
        return not words & {"delvis"} and (numbers <= {0.0, 1.0} or coded) and not evidence.units_percent
    if scale is Scale.GRADED:
        return numbers <= {0.0, 1.0, 2.0} and not evidence.units_percent
    return not words


class CellParser:
    """Reads the cells of one indicator at one kind of level; equal cells are read once.

    Args:
        scale: The indicator's scale in this file.
        legend: What signs mean.
        sums: Whether the cells are of counties or the nation, where answers have become shares in percent.
        fractions: Whether numbers without a percent format are shares of one all the same.
    """

    def __init__(self, scale: Scale, legend: Legend, *, sums: bool, fractions: bool = False) -> None:
        self._scale = scale
        self._legend = legend
        self._is_share = sums and scale.is_answer
        self._fractions = fractions
        self._seen: dict[tuple[Cell, bool], Parsed] = {}

    def parse(self, cell: Cell, *, percent: bool) -> Parsed:
        """A cell's value and status; `percent` says that it has a percent format."""
        wanted = (cell, percent)
        found = self._seen.get(wanted)
        # True == 1.0 in Python, but not in a workbook.
        if found is None or isinstance(cell, bool):
            found = self._seen[wanted] = self._parse(cell, percent=percent)
        return found

    def _parse(self, cell: Cell, *, percent: bool) -> Parsed:
        raw = as_text(cell)
        if cell is None:
            return Parsed(math.nan, Status.MISSING, raw)
        if isinstance(cell, bool):
            return Parsed(math.nan, Status.UNKNOWN, raw)
        if isinstance(cell, float):
            return self._number(cell, raw, percent=percent, sign=False)
        if (status := self._legend.statuses.get(sign_key(cell))) is not None:
            return Parsed(math.nan, status, raw)
        if self._scale.is_answer and not self._is_share:
            word = answer(cell) or self._legend.answers.get(sign_key(cell))
            if word is not None:
                score = self._scores(word)
                return Parsed(math.nan, Status.UNKNOWN, raw) if score is None else Parsed(score, Status.VALUE, raw)
        number = number_in(cell)
        if number is not None:
            return self._number(number[0], raw, percent=percent, sign=number[1])
        return Parsed(math.nan, self._legend.status_of(cell), raw)

    def _scores(self, word: str) -> float | None:
        return _SCORES[self._scale].get(word)

    def _number(self, number: float, raw: str, *, percent: bool, sign: bool) -> Parsed:
        """Args as for a cell; `sign`: the text itself ended with a percent sign."""
        unknown = Parsed(math.nan, Status.UNKNOWN, raw)
        if not math.isfinite(number):
            return unknown
        if self._scale.is_answer and not self._is_share:
            coded = self._legend.answers.get(raw)
            score = self._scores(coded) if coded is not None and self._scale is Scale.YES else None
            value = number if score is None else score
            return Parsed(value, Status.VALUE, raw) if value in set(_SCORES[self._scale].values()) else unknown
        is_fraction = percent or (self._fractions and not sign)
        if self._scale is Scale.NUMBER and not percent:
            return Parsed(number, Status.VALUE, raw)
        # 0.038 × 100 is 3.8000000000000003 in binary; the file said 3.8.
        value = round(number * 100, 10) if is_fraction else number
        if self._scale is not Scale.NUMBER and not 0 <= value <= 100:
            return unknown
        return Parsed(value, Status.VALUE, raw)


def are_fractions(cells: Iterable[Cell]) -> bool:
    """Whether shares without a percent format are parts of one: none is above one, and some are not whole."""
    numbers = [cell for cell in cells if isinstance(cell, float)]
    return bool(numbers) and max(numbers) <= 1 and any(number != int(number) for number in numbers)
