"""What a figure says in words."""

import pytest

from ojdesk.core.compare.figures import Figure
from ojdesk.core.model import Scale, Status
from ojdesk.core.wording.answers import answer_in_full, in_table

NB = "\u00a0"


@pytest.mark.parametrize(
    ("figure", "short", "full"),
    [
        (Figure(1, Status.VALUE, Scale.YES), "ja", "ja"),
        (Figure(0, Status.VALUE, Scale.YES), "nej", "nej"),
        (Figure(2, Status.VALUE, Scale.GRADED), "ja", "ja, för alla"),
        (Figure(1, Status.VALUE, Scale.GRADED), "delvis", "ja, men inte för alla"),
        (Figure(None, Status.MISSING, Scale.YES), "ej svar", "svarade inte"),
        (Figure(None, Status.SUPPRESSED, Scale.PERCENT), "sekretess", "skyddat av sekretess"),
        (Figure(None, Status.NOT_APPLICABLE, Scale.YES), "ej aktuellt", "inte aktuellt"),
        (Figure(None, Status.UNKNOWN, Scale.YES), "oklart", "svaret går inte att tolka"),
        (Figure(None, None, Scale.YES, asked=False), "ej ställd", "frågan ställdes inte"),
        (Figure(None, None, Scale.YES), "ej med", "finns inte med i filen"),
        (Figure(41, Status.VALUE, Scale.YES, is_share=True), f"41{NB}%", f"41{NB}%"),
        (Figure(78, Status.VALUE, Scale.PERCENT), f"78{NB}%", f"78{NB}%"),
        (Figure(1043, Status.VALUE, Scale.NUMBER), f"1{NB}043", f"1{NB}043"),
    ],
)
def test_figures_in_words(figure: Figure, short: str, full: str) -> None:
    assert in_table(figure) == short
    assert answer_in_full(figure) == full
