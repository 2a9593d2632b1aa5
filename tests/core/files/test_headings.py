import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.files.headings import Parts, Role, combine, group_of, role_of, year_of
from ojdesk.core.model import Group
from tests.core.files.rows import VISIT

RECIPIENTS = "Andel biståndsmottagare i befolkningen"


@pytest.mark.parametrize(
    ("role", "texts"),
    [
        (Role.COUNTY_CODE, ["Länskod", "Läns-kod", "Länsnr", "Län kod"]),
        (Role.COUNTY_NAME, ["Län", "LÄN", "Länsnamn", "Län "]),
        (
            Role.UNIT_CODE,
            [
                "Kommunkod",
                "Kommun-kod",
                "Kommun-/stadsdels-kod",
                "K-kod",
                "Kod",
                "Kommun\nkod",
                "Kommunnr",
                "Enhetskod",
            ],
        ),
        (
            Role.UNIT_NAME,
            [
                "Kommun",
                "Kommunnamn",
                "Kommun/stadsdel",
                "Kommun eller stadsdel",
                "Region",
                "Riket",
                "Enhet*",
                "Stadsdel",
                "Kommun, stadsdel och län",
                "Kommunens namn",
                "Socialförvaltning",
                "Kommun\u00a0/ stadsdel",
            ],
        ),
        (Role.YEAR, ["År", "Mätår", "Undersökningsår", "Period", "Tidsperiod"]),
        (Role.GROUP, ["Kön", "Kön/födelseland", "Grupp"]),
        (Role.INDICATOR, ["Indikator", "Indikatornamn", "Mått", "Fråga"]),
        (Role.SPLIT, ["Regiform", "Ålder", "Åldersgrupp"]),
        (Role.OTHER, ["Nivå", "Kommungrupp 2023", "Folkmängd", "Källa", "Nr", "IndikatorID"]),
        (None, [VISIT, "Riket totalt 2019", "Kommunen har rutiner", "Länets andel", "", "42", "Ja", "Årets resultat"]),
    ],
)
def test_the_usual_headings_are_known(role: Role | None, texts: list[str]) -> None:
    assert [role_of(text) for text in texts] == [role] * len(texts)


@pytest.mark.parametrize(
    ("group", "texts"),
    [
        (Group.TOTAL, ["Totalt", "Samtliga", "Båda könen", "Alla", "Kvinnor och män", "Tot."]),
        (Group.WOMEN, ["Kvinnor", "kvinna", "Flickor", "varav kvinnor", "Kv.", "Kvinnor (%)"]),
        (Group.MEN, ["Män", "Pojkar "]),
        (Group.BORN_IN_SWEDEN, ["Inrikes födda", "Inrikesfödda", "Födda i Sverige"]),
        (Group.BORN_ABROAD, ["Utrikes\nfödda", "utrikesfödda", "Födda utomlands"]),
        (None, ["Ensamstående kvinnor", "Andel kvinnor", "", "1"]),
    ],
)
def test_groups_are_known(group: Group | None, texts: list[str]) -> None:
    assert [group_of(text) for text in texts] == [group] * len(texts)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019", 2019),
        ("År 2019.", 2019),
        ("2019 (reviderad)", 2019),
        ("Enkät 2019¹", 2019),
        ("2019, %", 2019),
        ("2019-2021", None),
        ("12019", None),
        ("Plan 2019", None),
    ],
)
def test_a_year_is_a_year_alone(text: str, year: int | None) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("texts", "parts"),
    [
        ([VISIT], Parts(VISIT, VISIT)),
        (["Tillgänglighet", f"3a. {VISIT}"], Parts(VISIT, VISIT, "Tillgänglighet")),
        (["Tillgänglighet", VISIT, "ind3"], Parts(VISIT, VISIT, "Tillgänglighet")),
        ([VISIT, "", "Andel (%)"], Parts(VISIT, VISIT, kind="Andel (%)")),
        ([VISIT, "Ja=1, Nej=0"], Parts(VISIT, VISIT, kind="Ja=1, Nej=0")),
        ([RECIPIENTS, "Andel, procent", "2021"], Parts(RECIPIENTS, RECIPIENTS, "", None, 2021, "Andel, procent")),
        ([f"Kvinnor: {RECIPIENTS}"], Parts(RECIPIENTS, RECIPIENTS, "", Group.WOMEN)),
        ([VISIT, VISIT, "2021"], Parts(VISIT, VISIT, "", None, 2021)),
        ([RECIPIENTS, "Kvinnor"], Parts(RECIPIENTS, RECIPIENTS, "", Group.WOMEN)),
        ([RECIPIENTS, "Totalt"], Parts(RECIPIENTS, RECIPIENTS, "", Group.TOTAL)),
        ([RECIPIENTS, "2021", "Män"], Parts(RECIPIENTS, RECIPIENTS, "", Group.MEN, 2021)),
        ([f"{RECIPIENTS}, kvinnor"], Parts(RECIPIENTS, RECIPIENTS, "", Group.WOMEN)),
        ([f"{RECIPIENTS} (män)"], Parts(RECIPIENTS, RECIPIENTS, "", Group.MEN)),
        ([f"{RECIPIENTS}, utrikes födda (%)"], Parts(f"{RECIPIENTS} (%)", f"{RECIPIENTS} (%)", "", Group.BORN_ABROAD)),
        ([VISIT, "E1"], Parts(VISIT, VISIT)),
        ([f"{RECIPIENTS} – varav utrikes födda"], Parts(RECIPIENTS, RECIPIENTS, "", Group.BORN_ABROAD)),
        ([f"{VISIT} 2021"], Parts(VISIT, f"{VISIT} 2021", "", None, 2021)),
        ([f"{VISIT}, år 2021¹"], Parts(VISIT, f"{VISIT} 2021", "", None, 2021)),
        ([f"{VISIT} (2021)"], Parts(VISIT, f"{VISIT} 2021", "", None, 2021)),
        ([f"2021: {VISIT}"], Parts(VISIT, f"{VISIT} 2021", "", None, 2021)),
        ([f"{RECIPIENTS} 2021, kvinnor"], Parts(RECIPIENTS, f"{RECIPIENTS} 2021", "", Group.WOMEN, 2021)),
        ([f"{RECIPIENTS}, kvinnor 2021"], Parts(RECIPIENTS, f"{RECIPIENTS} 2021", "", Group.WOMEN, 2021)),
        (["", "2021", ""], Parts(year=2021)),
        ([], Parts()),
    ],
)
def test_the_cells_over_a_column_are_read_together(texts: list[str], parts: Parts) -> None:
    assert combine(*texts) == parts


@pytest.mark.parametrize(
    "wording",
    [
        "Planen är upprättad för alla",
        "Utredningar, samtliga",
        "Socialjour utanför kontorstid (-2021)",
        "Förändring 2019–2021",
        "FIA (från 2018 bistånd längre än sex månader)",
        "Rutin enligt lagen (2001:453)",
        "Andel 2019 jämfört med 2020",
        "Minst 2021 personer har svarat",
        "18–24 år",
        "Andel kvinnor",
        "Biståndsmottagare, andel kvinnor",
        "Avstånd (m)",
    ],
)
def test_what_belongs_to_the_question_stays_in_it(wording: str) -> None:
    assert combine(wording) == Parts(wording, wording)


@given(st.lists(st.one_of(st.text(max_size=50), st.sampled_from(["2021", "Kvinnor", "ind3", VISIT])), max_size=5))
def test_no_header_is_too_odd(texts: list[str]) -> None:
    parts = combine(*texts)
    assert parts.group is None or parts.group in Group
    assert not parts.above or parts.wording
    for text in texts:
        role_of(text)
