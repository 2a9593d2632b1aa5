from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.files.edition import Edition, find_edition


@pytest.mark.parametrize(
    ("text", "dated", "published"),
    [
        ("Publicerad 2022-11-01", date(2022, 11, 1), 2022),
        ("Publicerad den 1 november 2022", date(2022, 11, 1), 2022),
        ("Socialstyrelsen. Publiceringsdatum: juni 2022", date(2022, 6, 1), 2022),
        ("Publicerades 2022", date(2022, 1, 1), 2022),
        ("Publicerad 2022-06-22, uppdaterad 2022-10-03", date(2022, 10, 3), 2022),
        ("Rättad 3 okt. 2022", date(2022, 10, 3), None),
        ("Publicerad 2022-13-45", None, 2022),
        ("Öppna jämförelser 2022", None, None),
        ("Publicerad av Socialstyrelsen, art.nr 2022-6-7926", None, None),
    ],
)
def test_the_day_of_an_edition(text: str, dated: date | None, published: int | None) -> None:
    found = find_edition("a.xlsx", [text])
    assert (found.dated, found.published) == (dated, published)


@pytest.mark.parametrize(
    "text",
    [
        "Rättad version",
        "Öppna jämförelser 2022 (rättad 2022-09-01)",
        "Ekonomiskt bistånd – reviderad",
        "Reviderade uppgifter",
        "Uppgifterna är rättade",
        "Uppdaterade siffror",
        "Rättelse 2022-10-01",
        "Version 2",
        "Ersätter tidigare publicerad fil",
    ],
)
def test_words_for_a_corrected_edition(text: str) -> None:
    assert find_edition("a.xlsx", [text]).corrected


@pytest.mark.parametrize(
    "text",
    [
        "Rutinen ska vara uppdaterad senaste året",
        "Uppdaterad rutin för våld i nära relationer",
        "Indikatorn ersätter tidigare indikator om planer",
        "Ny version av FREDA-kortfrågor används",
        "Senast uppdaterad: 2022-06-22",
        "Begreppet plan mot självförsörjning har ersatt begreppet genomförandeplan.",
    ],
)
def test_what_only_sounds_like_a_correction(text: str) -> None:
    assert not find_edition("a.xlsx", [text]).corrected


@pytest.mark.parametrize(
    ("name", "corrected"),
    [
        ("resultat_rättad.xlsx", True),
        ("resultat-rattad.xlsx", True),
        ("resultat (reviderad).xlsx", True),
        ("resultat rev 2.xlsx", True),
        ("resultat_v2.xlsx", True),
        ("resultat.xlsx", False),
        ("oppna-jamforelser-2022-ekonomiskt-bistand.xlsx", False),
    ],
)
def test_the_name_of_a_corrected_file(name: str, corrected: bool) -> None:
    assert find_edition(name, []).corrected is corrected


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    assert find_edition(text, [text]).published in {None, *range(2000, 2100)}
    assert find_edition("a.xlsx", []) == Edition()
