"""A raw cell → value and status. First the scale of the whole column, since a 1 alone may mean three things."""

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ojdesk.core.files.explanations import sign_key
from ojdesk.core.files.headings import is_amount
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.meanings import answer
from ojdesk.core.files.numerals import number_in
from ojdesk.core.files.sheet import Cell, as_text
from ojdesk.core.model import Indicator, Scale, Status
from ojdesk.core.text import key, writable

_CURRENCY = re.compile(r"\s(?:kr|kronor)$")
_PERCENT_WORDS = re.compile(r"%|\bandel|\bprocent|svarsfrekvens")
_AMOUNT_WORDS = re.compile(r"\bkr\b|kronor|\bantal\b|belopp|kostnad|medelvärde|median")
_NUMBER_WORDS = re.compile(rf"{_AMOUNT_WORDS.pattern}|\bdagar\b|index|nyckel")

#: Scores of the answers on a scale, by the word for the answer. To a plain question "delvis" is no answer.
_SCORES = {
    Scale.YES: {"ja": 1.0, "ja, för alla": 1.0, "nej": 0.0},
    Scale.GRADED: {"ja": 2.0, "ja, för alla": 2.0, "delvis": 1.0, "nej": 0.0},
}
#: The answers by number, where the file does not say what its numbers mean.
_CUSTOM = {
    Scale.YES: {"0": "nej", "1": "ja"},
    Scale.GRADED: {"0": "nej", "1": "delvis", "2": "ja, för alla"},
}
#: One number in so many may lie outside a scale without casting doubt on it.
_STRAY = 20


class Parsed(NamedTuple):
    """A cell's meaning. `value` is NaN unless `status` is VALUE."""

    value: float
    status: Status
    raw: str


@dataclass
class Evidence:
    """What one indicator's cells in one file look like, gathered over its columns before any is read.

    Attributes:
        units: How often each cell is met among units that answer.
        sums: How often each cell is met among counties and the nation.
        percent: How many of them have a percent format.
    """

    units: Counter[Cell] = field(default_factory=Counter)
    sums: Counter[Cell] = field(default_factory=Counter)
    percent: int = 0


@dataclass(frozen=True)
class Coding:
    """How one indicator's cells are read in one file.

    Attributes:
        scores: What each number among the answers stands for; a number that is missing here is not understood.
        doubt: A Swedish sentence, when the numbers could be read in another way too.
    """

    scale: Scale
    scores: Mapping[str, float] = field(default_factory=dict)
    doubt: str = ""


def decide(evidence: Evidence, wording: str, known: Indicator | None, legend: Legend, kind: str = "") -> Coding:
    """How an indicator's cells are read in this file.

    `kind` is what a row of its own says below the wording: "Antal", "Ja=1, Nej=0".

    An indicator of the catalogue stays on its scale, or years could not be compared: a file that answers it on another
    one is read as far as the two agree. What an unknown indicator is on, its cells decide, and after them its words.
    """
    if known is not None and not known.scale.is_answer:
        return Coding(known.scale)
    words, numbers = _answers(evidence.units), _numbers(evidence.units)
    # "(%)" below every question is said of counties.
    is_said_of_sums = _PERCENT_WORDS.search(key(kind)) and numbers.keys() <= _CUSTOM[Scale.YES].keys()
    plain = key(wording if is_said_of_sums else f"{wording} {kind}")
    for number in numbers.keys() & legend.statuses.keys():
        del numbers[number]  # "9 = vet ej"
    if words.total() <= sum(count for number, count in numbers.items() if number not in _CUSTOM[Scale.GRADED]):
        words.clear()  # a "Nej" among shares makes no question of them
    is_share = evidence.percent * 2 > numbers.total()
    if known is None and not words:
        if is_amount(kind) or is_amount(wording.rpartition(", ")[2]):
            return Coding(Scale.NUMBER)
        if is_share or _PERCENT_WORDS.search(plain) or not evidence.units:
            is_number = _NUMBER_WORDS.search(plain) and not is_share and not _PERCENT_WORDS.search(plain)
            return Coding(Scale.NUMBER if is_number else Scale.PERCENT)
        if _AMOUNT_WORDS.search(plain):
            return Coding(Scale.NUMBER)
    scale, meant, doubt = _by_answers(
        set(words), numbers, legend.with_coding(f"{wording} {kind}"), known.scale if known else None
    )
    if scale is None:
        return Coding(Scale.NUMBER)
    if known is None and not words and meant is _CUSTOM[scale]:
        sums = [float(number) for number in _numbers(evidence.sums)]
        agrees = _lies_among(
            100 * numbers[str(scale.top)] / numbers.total(), sums, 100 if max(sums, default=2) <= 1 else 1
        )
        mean = sum(float(number) * count for number, count in numbers.items()) / numbers.total()
        # Of plain answers the mean is the share; of graded ones it is another thing.
        if scale is Scale.GRADED and not agrees and _lies_among(mean, sums, 1, slack=0.1):
            return Coding(Scale.NUMBER, doubt="Talen kan vara svar eller antal. De visas som de står.")
        doubt = "" if agrees else "Filen säger inte vad talen betyder. De har lästs som svar: 0 är nej."
    # With a percent format and nothing between, 100 % is ja and 0 % nej.
    if is_share and not words and not (scale is Scale.YES and numbers.keys() <= {"0", "1"}):
        meant, doubt = {}, "Enheternas svar är andelar i procent, men frågan har annars svaren ja och nej."
    scores = {number: _SCORES[scale][word] for number, word in meant.items() if word in _SCORES[scale]}
    return Coding(scale, scores, doubt)


def _lies_among(counted: float, sums: Sequence[float], scale: float, *, slack: float = 5) -> bool:
    """Whether what the units' own numbers come to lies among what is published of counties and the nation.

    All units together lie among their counties; where the nation stands alone, some units may be lacking.
    """
    return bool(sums) and min(sums) * scale - slack <= counted <= max(sums) * scale + slack


def _answers(cells: Mapping[Cell, int]) -> Counter[str]:
    """How often each answer is met as a word."""
    found: Counter[str] = Counter()
    for cell, count in cells.items():
        if isinstance(cell, str) and (word := answer(cell)) is not None:
            found[word] += count
    return found


def _numbers(cells: Mapping[Cell, int]) -> Counter[str]:
    """How often each number is met, be it a number or a text."""
    found: Counter[str] = Counter()
    for cell, count in cells.items():
        pair = number_in(cell) if isinstance(cell, str) else None
        number = pair[0] if pair else cell
        if isinstance(number, float) and math.isfinite(number):
            found[as_text(number)] += count
    return found


def _by_answers(
    words: set[str], numbers: Counter[str], legend: Legend, expected: Scale | None
) -> tuple[Scale | None, Mapping[str, str], str]:
    """The answer scale that cells are on, what answer each number stands for, and a doubt.

    Args:
        words: The answers that are there as words.
        numbers: How often each number is there.
        legend: What the file, and the heading, say of numbers.
        expected: The indicator's scale, where it is known.
    """
    plain, graded = _told(legend, "delvis"), _told(legend, "ja")
    by_grades = "delvis" in graded.values() and _outside(graded, numbers) == 0
    # A key for plain questions speaks of a graded one only if it has all of its numbers.
    plain = {number: word for number, word in plain.items() if word != "delvis"}
    by_plain = _outside(plain, numbers) * _STRAY <= (0 if expected is Scale.GRADED else numbers.total())
    if words:
        seen = Scale.GRADED if words & {"delvis", "ja, för alla"} else Scale.YES
        told = graded if (expected or seen) is Scale.GRADED else plain
        return expected or seen, told or _CUSTOM[expected or seen], ""
    if not numbers:
        return expected, {}, ""
    if by_grades and (expected is Scale.GRADED or not by_plain):
        return expected or Scale.GRADED, graded, ""
    if by_plain:
        return expected or Scale.YES, plain, ""
    return _by_custom(numbers, expected)


def _told(legend: Legend, unlikely: str) -> dict[str, str]:
    """What numbers stand for by the file's own key.

    Where 1 is "ja" on some questions and "delvis" on others, `unlikely` says which one is meant on the others.
    """
    found: dict[str, str] = {}
    for sign, meanings in legend.answers.items():
        likely = meanings - {unlikely} if len(meanings) > 1 else meanings
        if len(likely) == 1:
            (found[sign],) = likely
    return found


def _by_custom(numbers: Counter[str], expected: Scale | None) -> tuple[Scale | None, Mapping[str, str], str]:
    """The same for numbers that the file does not explain."""
    total = numbers.total()
    outside = {scale: _outside(codes, numbers) for scale, codes in _CUSTOM.items()}
    yes = outside[Scale.YES] * _STRAY <= total
    # Without a 0 somewhere, 1 may be yes and a higher number no.
    graded = outside[Scale.GRADED] * _STRAY <= (total if numbers["0"] else 0)
    if expected is Scale.GRADED and graded:
        doubt = "Frågan har annars tre svar, men här finns bara 0 och 1. 1 har lästs som delvis."
        return expected, _CUSTOM[expected], doubt if numbers["1"] and not numbers["2"] and yes else ""
    if expected is not Scale.GRADED and yes:
        return Scale.YES, _CUSTOM[Scale.YES], ""
    if expected is None:
        return Scale.GRADED if graded and numbers["0"] else None, _CUSTOM[Scale.GRADED], ""
    if expected is Scale.YES and graded and numbers["0"]:
        doubt = "Frågan har annars svaren ja och nej, men här finns 0, 1 och 2. 2 har lästs som ja, och 1 räknas inte."
        return expected, _CUSTOM[Scale.GRADED], doubt
    if numbers["0"] and outside[expected] * 2 <= total:
        return expected, _CUSTOM[expected], ""
    return expected, {}, "Filen säger inte vad svarens tal betyder. De visas som de står och räknas inte."


def _outside(codes: Mapping[str, str], numbers: Counter[str]) -> int:
    """How many numbers the codes leave unexplained."""
    return sum(count for number, count in numbers.items() if number not in codes)


class CellParser:
    """Reads the cells of one indicator at one kind of level.

    Args:
        coding: How the indicator's cells are read in this file.
        legend: What signs mean.
        sums: Whether the cells are of counties or the nation, where answers have become shares in percent.
        fractions: Whether numbers without a percent format are shares of one all the same.

    Attributes:
        manner: Two parsers with the same legend and manner read every cell alike.
    """

    def __init__(self, coding: Coding, legend: Legend, *, sums: bool, fractions: bool = False) -> None:
        self.manner: Hashable = (coding.scale, tuple(coding.scores.items()), sums, fractions)
        self._scale = coding.scale
        self._scores = coding.scores
        self._legend = legend
        self._is_answer = coding.scale.is_answer and not sums
        self._is_share_of_units = coding.scale.is_answer and sums
        self._fractions = fractions
        # Most cells of most sheets are plain numbers, for which no sign has to be looked up.
        self._is_figure = not self._is_answer and not legend.has_numbers

    def parse(self, cell: Cell, *, percent: bool) -> Parsed:
        """A cell's value and status; `percent` says that it has a percent format."""
        raw, number, sign = writable(as_text(cell)), None, False
        if isinstance(cell, float) and self._is_figure:
            value = self._share(cell, percent=percent, sign=False)
            return Parsed(math.nan, Status.UNKNOWN, raw) if value is None else Parsed(value, Status.VALUE, raw)
        if isinstance(cell, float):
            number = cell
        elif cell is not None:
            text = _CURRENCY.sub("", cell) if self._scale is Scale.NUMBER else cell
            number, sign = number_in(text) or (None, False)
            percent = False  # a text looks the same in any format
        unknown = Parsed(math.nan, Status.UNKNOWN, raw)
        sign_of_cell = raw if isinstance(cell, float) else sign_key(raw)
        if self._legend.is_disputed(sign_of_cell) and (number is None or self._is_answer):
            return unknown
        if (status := self._legend.statuses.get(sign_of_cell)) is not None:
            # "9 = vet ej" is said of answers; a share of 9 may be just that.
            is_sign = number is None or self._is_answer or self._is_no_figure(number, sign_of_cell)
            return Parsed(math.nan, status, raw) if is_sign else unknown
        if number is not None:
            value = self._answer(number) if self._is_answer else self._share(number, percent=percent, sign=sign)
            return unknown if value is None else Parsed(value, Status.VALUE, raw)
        if self._is_answer:
            words = {word} if (word := answer(raw)) else self._legend.answers.get(sign_of_cell, frozenset())
            scores = {_SCORES[self._scale].get(word) for word in words}
            if scores:
                score = scores.pop() if len(scores) == 1 else None
                return unknown if score is None else Parsed(score, Status.VALUE, raw)
        elif sign_of_cell in self._legend.noughts:
            return Parsed(0.0, Status.VALUE, raw)
        return Parsed(math.nan, Status.MISSING if cell is None else self._legend.status_of(raw), raw)

    def _is_no_figure(self, number: float, sign: str) -> bool:
        """Whether a number that the file explains can be nothing but a sign: outside 0–100 %, or one as 999."""
        if self._scale is Scale.NUMBER:
            return number < 0 or (len(sign) > 2 and len(set(sign)) == 1)
        return not 0 <= number <= 100

    def _answer(self, number: float) -> float | None:
        return self._scores.get(as_text(number))

    def _share(self, number: float, *, percent: bool, sign: bool) -> float | None:
        """Args as for a cell; `sign`: the text itself ended with a percent sign."""
        if not math.isfinite(number):
            return None
        if self._scale is Scale.NUMBER and not percent:
            return number
        # 0.038 × 100 is 3.8000000000000003 in binary; the file said 3.8.
        value = round(number * 100, 10) if not sign and (percent or self._fractions) else number
        # One unit in a county is more than one percent of it: 0.61 among percentages is a slip for 61.
        if self._is_share_of_units and 0 < value < 1 and not sign and not percent:
            return None
        return value if self._scale is Scale.NUMBER or 0 <= value <= 100 else None


def are_fractions(cells: Iterable[Cell], *, small: bool) -> bool:
    """Whether shares without a percent format are parts of one: none is above one, and some are between.

    Args:
        cells: All shares that are written in the same way.
        small: Whether shares of less than a percent are to be expected: then 0.6 may be that, and only two decimals
            tell parts of one.
    """
    steps = 10 if small else 1
    some_are_parts = False
    for cell in cells:
        number, sign = number_in(cell) or (None, True) if isinstance(cell, str) else (cell, False)
        if number is None or sign:
            continue
        if not 0 <= number <= 1:
            return False
        some_are_parts = some_are_parts or not round(number * steps, 10).is_integer()
    return some_are_parts
