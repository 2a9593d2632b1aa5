import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ojdesk.core.text import (
    file_name,
    in_swedish_order,
    indicator_key,
    key,
    slug,
    tidy,
    without_attached_digit,
    without_numbering,
)

texts = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("Aåäö aA1)*¹(-–.,:; \u00a0\u00ad\u200b\u030a"), max_size=20),
)


def test_tidy_leaves_one_line_of_visible_text() -> None:
    assert tidy("  Väntetid\r\nför\u00a0person\u00adligt\t ny\u200bbesök ") == "Väntetid för personligt nybesök"
    assert tidy("A\u030ale") == "Åle"
    assert tidy("A\u200b\u030ale") == "Åle"


@given(texts)
@example("1)1)")
@example("a 1).")
@example("a\u200b\u030a")
@example("İ")
@example("ŉ¹")
def test_what_is_plain_stays_plain(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert key(key(text)) == key(text)
    assert unicodedata.is_normalized("NFC", key(text))
    assert slug(slug(text)) == slug(text)
    assert without_numbering(text) in tidy(text)


@pytest.mark.parametrize(
    "spelling",
    [
        "Upplands-Bro",
        " upplands–bro ",
        "UPPLANDS\u2011BRO",
        "Upplands-Bro*",
        "Upplands-Bro¹",
        "Upplands-Bro 1)",
        "Upplands-Bro1).",
    ],
)
def test_spellings_of_one_word_have_one_key(spelling: str) -> None:
    assert key(spelling) == "upplands-bro"


def test_what_tells_two_words_apart_is_kept() -> None:
    assert key("Vistelsetid (0-5)") != key("Vistelsetid (0-6)")
    assert key("Vistelsetid (år 1)") == "vistelsetid (år 1)"
    assert key("Malmö") != key("Malmo")
    assert key("15 procent") != key("5 procent")


@pytest.mark.parametrize(
    "heading",
    [
        *("3. Rutin", "3a. Rutin", "3.2 Rutin", "3) Rutin", "3: Rutin", "3 Rutin", "3 – Rutin", " 12b.\nRutin"),
        *("ind3 Rutin", "Ind 3: Rutin", "b3 Rutin", "B3. Rutin", "Fråga 3: Rutin", "U31467 Rutin"),
    ],
)
def test_a_number_in_front_of_a_heading_goes(heading: str) -> None:
    assert without_numbering(heading) == "Rutin"


@pytest.mark.parametrize(
    "heading", ["18 år och äldre", "18–24 år", "2 – 3 år", "2022 Resultat", "3", "b i", "12 månader", "3.5"]
)
def test_a_number_that_belongs_to_a_heading_stays(heading: str) -> None:
    assert without_numbering(heading) == heading


@pytest.mark.parametrize(
    "wording",
    [
        "Aktuell rutin för information om SIP",
        "7. Aktuell rutin för information om SIP",
        "Aktuell rutin för information om SIP (%)",
        "Aktuell rutin för information om SIP, andel i procent",
        "Aktuell rutin\nför information om SIP¹",
        "Aktuell rutin för information om SIP (-2021)",
        "Aktuell rutin för information om SIP, (Ja=1, Nej=0)",
        "Aktuell rutin för information om SIP inom ekonomiskt bistånd",
        "Aktuell rutin för information om SIP. Källa: Enkäten, Socialstyrelsen",
        "AKTUELL RUTIN FÖR INFORMATION OM SIP",
    ],
)
def test_the_ways_to_write_an_indicator_have_one_key(wording: str) -> None:
    assert indicator_key(wording) == "aktuell rutin för information om sip"


def test_indicators_that_differ_have_different_keys() -> None:
    wordings = [
        "Barn i familjer med ekonomiskt bistånd",
        "Barn i familjer",
        "Andel utrikes födda (0-5 år)",
        "Andel utrikes födda (6-10 år)",
        "Andel utrikes födda (6-9 år)",
        "Plan för alla",
        "Plan för alla barn",
    ]
    assert len({indicator_key(wording) for wording in wordings}) == len(wordings)


def test_a_digit_glued_to_the_last_word_goes_and_others_stay() -> None:
    assert without_attached_digit("plan för alla1") == "plan för alla"
    assert without_attached_digit("plan för alla 1") == "plan för alla 1"
    assert without_attached_digit("plan 2022") == "plan 2022"


def test_names_are_sorted_as_swedes_do() -> None:
    names = ["Zinkgruvan", "Åre", "Ängelholm", "Öckerö", "Malung-Sälen", "Malung", "Malå", "Ale", "Alé Torp"]
    expected = ["Ale", "Alé Torp", "Malung", "Malung-Sälen", "Malå", "Zinkgruvan", "Åre", "Ängelholm", "Öckerö"]
    assert sorted(names, key=in_swedish_order) == expected


#: Text as hostile as a name in a workbook can be.
names = st.one_of(
    st.text(max_size=30),
    st.text(st.sampled_from('CONaux.lpt1²$ :/\\<>|?*"\0\n\u202e\ud83d'), max_size=12),
    st.from_regex(r"(?i)(con|prn|aux|nul|com\d|lpt[\d¹²³])[ .]*(txt)?", fullmatch=True),
    st.text("åÅ" * 4, min_size=200, max_size=400),
)
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")}


@given(names)
@example("CON")
@example("aux.")
def test_a_slug_fits_any_file_name(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(text) not in DEVICES


@given(names)
@example("CON")
@example("aux.")
@example("LPT¹ .txt")
@example("a..")
def test_the_name_of_a_file_is_one_that_every_system_takes(text: str) -> None:
    name = file_name(text)
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert len(name.encode()) <= 245
    assert name == name.strip(" .")
    assert name.partition(".")[0].strip().casefold() not in DEVICES
    assert file_name(name) == name


def test_the_name_of_a_file_keeps_what_it_can() -> None:
    assert file_name("Centrum, Göteborg") == "Centrum, Göteborg"
    assert file_name("Dals-Ed/Å") == "Dals-Ed-Å"
    assert file_name("CON") == "CON-"
    assert file_name("...") == ""
