"""Numbers written as text."""

import re

_NUMBER = re.compile(r"^([-−–]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?(?:[ \u00a0\u202f]?(%|procent))?$")
_FOOTNOTE_MARK = re.compile(r"(?<=[\d%t])\s*(?:[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+|\s\d\))$")


def number_in(text: str) -> tuple[float, bool] | None:
    """The number that a text is, and whether a percent sign follows it; None when it is no number.

    Takes decimal comma and point, no-break spaces between thousands, the minus that word processors use, and a
    footnote mark behind it.
    """
    found = _NUMBER.match(_FOOTNOTE_MARK.sub("", text.strip()))
    if found is None:
        return None
    sign, whole, decimals, percent = found.groups()
    value = float(re.sub(r"\D", "", whole) + "." + (decimals or "0"))
    return (-value if sign else value), bool(percent)
