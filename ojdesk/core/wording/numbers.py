"""Numbers: decimal comma, no-break space in thousands and before %, a real minus, one to twelve in letters."""

import math

from ojdesk.core.model import Indicator, Scale

NBSP = "\u00a0"
MINUS = "−"
_COMMON = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def number(value: float, decimals: int = 0) -> str:
    """1 234,5 with no-break spaces; a real minus in front of negative numbers."""
    shown = rounded(value, decimals)
    text = f"{abs(shown):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    return MINUS + text if shown < 0 else text


def rounded(value: float, decimals: int = 0) -> float:
    """The number that `number` writes: half up, as readers expect; Python and NumPy would round 0.5 to 0."""
    scaled = math.floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals
    return math.copysign(scaled, value) if scaled else 0.0


def percent(value: float, decimals: int = 0) -> str:
    """41 %, for tables, axes and labels."""
    return f"{number(value, decimals)}{NBSP}%"


def points(difference: float, decimals: int = 0) -> str:
    """+6 p.e., for tables alone."""
    return f"{signed(difference, decimals)}{NBSP}p.e."


def signed(difference: float, decimals: int = 0) -> str:
    """+6 or −6, and a plain 0."""
    text = number(difference, decimals)
    return f"+{text}" if difference > 0 and any(digit in text for digit in "123456789") else text


def count(quantity: int, *, neuter: bool = False) -> str:
    """One to twelve in letters, other numbers in digits; `neuter` gives "ett" for words like "län"."""
    if quantity == 1 and neuter:
        return "ett"
    return _COMMON[quantity] if 0 <= quantity < len(_COMMON) else number(quantity)


def count_of(part: int, whole: int) -> str:
    """Tre av fyra, ingen av fyra, 7 av 39: for sentences; both in letters or both in digits, as a pair is read."""
    if not part and whole:
        return f"ingen av {count(whole)}"
    if max(part, whole) < len(_COMMON):
        return f"{count(part)} av {count(whole)}"
    return f"{number(part)} av {number(whole)}"


def percentage_points(difference: float, decimals: int = 0) -> str:
    """Sex procentenheter, en procentenhet, 0,4 procentenheter: for sentences, without a sign."""
    size = rounded(abs(difference), decimals)
    if decimals == 0:
        return f"{count(int(size))} {'procentenhet' if size == 1 else 'procentenheter'}"
    return f"{number(size, decimals)} procentenheter"


def amount(value: float, indicator: Indicator, decimals: int = 0) -> str:
    """A value in a sentence: 41 procent, 1 024 kronor."""
    if indicator.scale is not Scale.NUMBER:
        return f"{number(value, decimals)} procent"
    return f"{number(value, decimals)}{_unit_word(indicator)}"


def difference(value: float, indicator: Indicator, decimals: int = 0) -> str:
    """A difference in a sentence, without a sign: två procentenheter, 120 kronor."""
    if indicator.scale is not Scale.NUMBER:
        return percentage_points(value, decimals)
    return f"{number(abs(value), decimals)}{_unit_word(indicator)}"


def _unit_word(indicator: Indicator) -> str:
    return " kronor" if "kr)" in indicator.name or "kr/" in indicator.name else ""


def value_text(value: float, indicator: Indicator, decimals: int = 0) -> str:
    """A value on a label: 41 % or 1 024."""
    return number(value, decimals) if indicator.scale is Scale.NUMBER else percent(value, decimals)


def number_format(decimals: int = 0, unit: str = "", *, signed: bool = False) -> str:
    """How a spreadsheet or a presentation is told to write a number that stays a number.

    Which signs part the thousands and the decimals is its reader's own program's to say. `signed` puts + in front of
    what is more than nothing.
    """
    digits = "#,##0" + ("." + "0" * decimals if decimals else "") + (f'"{NBSP}{unit}"' if unit else "")
    return f"+{digits};-{digits};{digits}" if signed else digits
