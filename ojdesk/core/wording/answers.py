"""What a figure says in words: answers, why a value is missing, whom it is about."""

from ojdesk.core.compare.figures import Figure
from ojdesk.core.model import Answer, Group, Scale
from ojdesk.core.wording.numbers import number, percent

#: Stands in a table where there is no value; its reason is in the tooltip and the legend.
NO_VALUE = "–"

ANSWER_WORDS = {
    Answer.YES: "ja",
    Answer.PARTLY: "delvis",
    Answer.NO: "nej",
    Answer.SILENT: "ej svar",
    Answer.SUPPRESSED: "sekretess",
    Answer.NOT_APPLICABLE: "ej aktuellt",
    Answer.UNKNOWN: "oklart",
    Answer.NOT_ASKED: "ej ställd",
    Answer.ABSENT: "ej med",
}

GROUP_WORDS = {
    Group.TOTAL: "totalt",
    Group.WOMEN: "kvinnor",
    Group.MEN: "män",
    Group.BORN_IN_SWEDEN: "inrikes födda",
    Group.BORN_ABROAD: "utrikes födda",
}


def in_table(figure: Figure, decimals: int = 0) -> str:
    """A figure in a table cell: the answer's word, or a number with its sign."""
    if figure.answer is not None:
        return ANSWER_WORDS[figure.answer]
    assert figure.value is not None
    if figure.is_share or figure.scale is Scale.PERCENT:
        return percent(figure.value, decimals)
    return number(figure.value, decimals)


def answer_in_full(figure: Figure) -> str:
    """An answer in words for tooltips and screen readers: "ja, för alla", "ja, men inte för alla", "svarade inte"."""
    words = {
        Answer.YES: "ja, för alla" if figure.scale is Scale.GRADED else "ja",
        Answer.PARTLY: "ja, men inte för alla",
        Answer.NO: "nej",
        Answer.SILENT: "svarade inte",
        Answer.SUPPRESSED: "skyddat av sekretess",
        Answer.NOT_APPLICABLE: "inte aktuellt",
        Answer.UNKNOWN: "svaret går inte att tolka",
        Answer.NOT_ASKED: "frågan ställdes inte",
        Answer.ABSENT: "finns inte med i filen",
    }
    return words[figure.answer] if figure.answer else in_table(figure)


def whom(group: Group) -> str:
    """Whom the figures are about, unless it is everybody."""
    return "" if group is Group.TOTAL else f"Uppgifterna gäller {GROUP_WORDS[group]}."
