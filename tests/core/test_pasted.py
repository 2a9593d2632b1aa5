"""Lists that are pasted from Kolada, Excel and mails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.model import Level, Unit
from ojdesk.core.pasted import LONGEST_TEXT, pasted
from ojdesk.core.peers import MOST_MEMBERS
from ojdesk.core.units import unit_table

UNITS = unit_table().by_code
MUNICIPALITIES = [unit for unit in UNITS.values() if unit.level is Level.MUNICIPALITY]
#: Those whose codes may be years.
DOUBTFUL = {"2021", "2023", "2026"}

#: As Kolada's Jämföraren gives it when a table is copied.
FROM_KOLADA = (
    "Nyckeltal (Ovägt medel)\t\t\t\n"
    "Biståndsmottagare i befolkningen, andel (%)\t2021\t2022\t2023\n"
    "Boxholm\t4,1\t3,9\t3,8\n"
    "Lidköping\t3,0\t2,9\t..\n"
    "Mullsjö\t3,5\t3,2\t3,1\n"
    "Norsjö\t–\t2 023\t-\n"
    "Liknande kommuner ekonomiskt bistånd, Alingsås, 2023 (7)\t3,6\t3,5\t3,4\n"
    "Pendlingskommun nära storstad (43)\t3,9\t3,8\t3,7\n"
    "Västra Götalands läns kommuner (ovägt medel)\t3,7\t3,6\t3,5\n"
    "Alla kommuner (ovägt medel)\t3,6\t3,5\t3,4\n"
    "Riket\t4,3\t4,2\t4,1\n"
)
#: As Excel gives it, where the zeros in front of codes are gone.
FROM_EXCEL = (
    "Kod\tKommun\tLän\tInvånare\r\n"
    "114\tUpplands Väsby\tStockholms län\t48 000\r\n"
    "382\tÖsthammar\tUppsala län\t22 000\r\n"
    "1489\tAlingsås kommun\tVästra Götalands län\t1440\r\n"
    "2023\tMalung-Sälen\tDalarnas län\t10 000\r\n"
)


def names(text: str, year: int = 2022) -> list[str]:
    return [unit.name for unit in pasted(text, year).members]


def asked(text: str) -> list[tuple[str, str | None]]:
    return [(it.text, it.nearest.name if it.nearest else None) for it in pasted(text, 2022).unclear]


def test_a_table_from_kolada() -> None:
    found = pasted(FROM_KOLADA, 2022)
    assert [unit.name for unit in found.members] == ["Boxholm", "Lidköping", "Mullsjö", "Norsjö"]
    assert asked(FROM_KOLADA) == [("Biståndsmottagare i befolkningen, andel (%)", None)]
    assert len(found.passed_over) == 6
    assert "Liknande kommuner ekonomiskt bistånd, Alingsås, 2023 (7)" in found.passed_over


def test_a_table_from_excel() -> None:
    assert names(FROM_EXCEL) == ["Upplands Väsby", "Östhammar", "Alingsås", "Malung-Sälen"]
    assert asked(FROM_EXCEL) == [("Invånare", None)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ale\nBorås", ["Ale", "Borås"]),
        ("Ale;Borås|Mark\tTibro", ["Ale", "Borås", "Mark", "Tibro"]),
        ("- Ale kommun\n• Göteborgs Stad\n3. BORÅS", ["Ale", "Göteborg", "Borås"]),
        ("1440 Ale\nBorås (1490)\n382 – Östhammar", ["Ale", "Borås", "Östhammar"]),
        ("Mullsjö   4,5   3,2\nAle 4,1", ["Mullsjö", "Ale"]),
        ('"Ale";"Borås"', ["Ale", "Borås"]),
        ("Stockholm, Bromma\nCentrum, Göteborg", ["Bromma", "Centrum"]),
        ("Region Gotland", ["Gotland"]),
        ("1440\n1489\n1490\n", ["Ale", "Alingsås", "Borås"]),
        ("1440, 1489,1490", ["Ale", "Alingsås", "Borås"]),
        ("114\n115", ["Upplands Väsby", "Vallentuna"]),
        ("1440\t17,2\n1489\t3,1", ["Ale", "Alingsås"]),
        ("018006\n148052", ["Bromma", "Centrum"]),
        ("Uppsala\nUppsala län\nRiket", ["Uppsala"]),
        ("Malmo\nGoteborg", ["Malmö", "Göteborg"]),
        ("", []),
        ("17,5\n3 %\n–", []),
    ],
)
def test_lists_in_many_shapes(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Ale\nUpsala", ("Upsala", "Uppsala")),
        ("Ale; Upsala", ("Upsala", "Uppsala")),
        ("2023", ("2023", "Malung-Sälen")),
        ("Ale\n2023", ("2023", "Malung-Sälen")),
        ("1440\tAlingsås\t4", ("1440 Alingsås 4", "Alingsås")),
        ("hittepå", ("hittepå", None)),
        ("Ekerö\tStockholm\nHåbo\tUppsala", ("Stockholm", "Stockholm")),
    ],
)
def test_what_is_not_sure_is_asked_about_and_not_taken(text: str, question: tuple[str, str | None]) -> None:
    assert question in asked(text)
    assert question[1] not in names(text)


def test_years_in_a_heading_are_no_municipalities() -> None:
    assert (names("\t2021\t2023\nAle\t4\t5"), asked("\t2021\t2023\nAle\t4\t5")) == (["Ale"], [])


def test_among_codes_a_code_that_may_be_a_year_is_one() -> None:
    assert names("2021\n2023\n2029") == ["Vansbro", "Malung-Sälen", "Leksand"]


def test_the_year_decides_between_districts_of_one_name() -> None:
    assert [pasted("Göteborg Centrum", year).members[0].code for year in (2019, 2022)] == ["148034", "148052"]


def test_who_stands_there_twice_is_taken_once() -> None:
    found = pasted("Ale\n1440 Ale\nAle kommun", 2022)
    assert ([unit.name for unit in found.members], found.repeated) == (["Ale"], 2)


def test_units_that_only_the_files_have_are_known() -> None:
    own = Unit("149901", "Nya staden", Level.DISTRICT, "14", "1489")
    assert pasted("Nya staden\n", 2022, {own.code: own}).members == (own,)
    assert pasted("149901\n1440", 2022, {own.code: own}).members[0] == own


separators = st.sampled_from(["\n", "\t", ";", "\r\n", "\n\n", ", "])


@given(st.lists(st.sampled_from(MUNICIPALITIES), min_size=1, max_size=20), separators)
def test_any_list_of_names_gives_just_those(units: list[Unit], separator: str) -> None:
    found = pasted(separator.join(unit.name for unit in units), 2022)
    assert found.members == tuple(dict.fromkeys(units))
    assert found.unclear == ()


@given(st.lists(st.sampled_from(MUNICIPALITIES), min_size=1, max_size=20), separators)
def test_any_list_of_codes_gives_just_those(units: list[Unit], separator: str) -> None:
    found = pasted(separator.join(unit.code for unit in units), 2022)
    taken, asked_about = set(found.members), {it.nearest for it in found.unclear}
    assert taken | asked_about == set(units)
    assert all(unit.code in DOUBTFUL for unit in asked_about if unit)


@given(st.text(st.characters() | st.sampled_from("\t\n;,0123456789ÅÄÖ AleBorås"), max_size=300))
def test_any_text_gives_only_those_who_answer(text: str) -> None:
    found = pasted(text, 2022)
    assert all(unit.level.answers for unit in found.members)
    assert len(set(found.members)) == len(found.members)
    assert len(found.unclear) <= found.unclear_in_all


def test_a_text_without_end_is_cut_and_that_is_told() -> None:
    found = pasted("Ale\n" * LONGEST_TEXT, 2022)
    assert found.cut
    assert len(found.members) == 1
    everybody = "\n".join(UNITS)
    assert len(pasted(everybody, 2022).members) <= MOST_MEMBERS
    assert (
        pasted("hittepå \n" * 3_000 + "\n".join(f"x{number}" for number in range(2_000)), 2022).unclear_in_all > 1_900
    )
