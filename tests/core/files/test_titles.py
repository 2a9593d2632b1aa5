import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.files.titles import listed_ids, listed_titles, sheet_groups, title
from ojdesk.core.model import Group, Source

LEGEND = Legend(Source.SURVEY)
FIA = "Använder standardiserade bedömningsmetoden FIA"
RECIPIENTS = "Andel biståndsmottagare i befolkningen"


@pytest.mark.parametrize(
    ("text", "wording", "group", "year"),
    [
        (FIA, FIA, None, None),
        (f"Tabell 3. {FIA}", FIA, None, None),
        (f"Indikator 12 – {FIA}, 2019–2022, per kommun", FIA, None, None),
        (f"{RECIPIENTS}, kvinnor, 2021 (procent)", f"{RECIPIENTS} (procent)", Group.WOMEN, 2021),
        (f"{RECIPIENTS} 2021", RECIPIENTS, None, 2021),
        ("Tabell 4. Kommunen har kvällsöppet", "Kommunen har kvällsöppet", None, None),
        ("Kommunen har kvällsöppet", "", None, None),
        ("Ekonomiskt bistånd, män", "", Group.MEN, None),
        ("Tabell 2. Resultat för kvinnor per kommun 2022", "", Group.WOMEN, None),
        ("Uppgifterna avser endast utrikes födda", "", Group.BORN_ABROAD, None),
        ("Resultat för kvinnor och män per kommun", "", None, None),
        ("Tabell 5. Skyddat boende för kvinnor", "Skyddat boende för kvinnor", None, None),
        ("Tabell 1. Resultat per kommun", "", None, None),
        ("Tabell 2. Skåne län", "", None, None),
        ("Öppna jämförelser 2022", "", None, None),
        ("Kvinnor", "", None, None),
        ("2021", "", None, None),
    ],
)
def test_a_title_names_an_indicator(text: str, wording: str, group: Group | None, year: int | None) -> None:
    found = title(text, LEGEND)
    assert (found.wording, found.group) == (wording, group)
    assert not wording or found.year == year


@given(st.text(max_size=400))
def test_no_text_is_too_odd_a_title(text: str) -> None:
    found = title(text, LEGEND)
    assert not found.wording or catalogue().find(found.wording) or text.strip()


def test_a_list_of_contents_says_what_sheets_are_about() -> None:
    contents = Sheet(
        "Innehåll", [["Blad", "Indikator"], ["T1", FIA], ["T2", "Kommunen har kvällsöppet"], ["T3", "Källa: x"]]
    )
    sheets = [contents, *(Sheet(name, [[name, FIA]]) for name in ("T1", "T2", "T3"))]
    assert listed_titles(sheets, LEGEND) == {"T1": FIA, "T2": "Kommunen har kvällsöppet"}


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Info", "Kvinnor", "Män"], {"Kvinnor": Group.WOMEN, "Män": Group.MEN}),
        (["Kommun, kvinnor", "Kommun, totalt"], {"Kommun, kvinnor": Group.WOMEN, "Kommun, totalt": Group.TOTAL}),
        (["Inrikes födda", "Män"], {"Inrikes födda": Group.BORN_IN_SWEDEN, "Män": Group.MEN}),
        (["Våldsutsatta kvinnor", "Barn"], {}),
        (["Kommun kvinnor", "Län män"], {}),
    ],
)  # fmt: skip
def test_sheets_that_differ_in_the_group_alone_are_about_it(names: list[str], groups: dict[str, Group]) -> None:
    assert sheet_groups(names) == groups


def test_a_list_of_indicators_says_what_their_ids_stand_for() -> None:
    described = Sheet("Indikatorer", [["Id", "Indikator", "År"], ["ind1", FIA, 2021.0], [2.0, RECIPIENTS, 2022.0]])
    assert listed_ids([described, Sheet("Data", [["ind1", "x"]])]) == {"ind1": FIA, "2": RECIPIENTS}
