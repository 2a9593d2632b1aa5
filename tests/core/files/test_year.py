from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.files.sheet import Cell, Sheet
from ojdesk.core.files.year import find_source, find_year, sheet_years
from ojdesk.core.model import Source


def sheet(*texts: str, name: str = "Information") -> Sheet:
    return Sheet(name, [[text] for text in texts])


def table(name: str, *titles: str) -> Sheet:
    rows: list[list[Cell]] = [[title] for title in titles]
    return Sheet(name, [*rows, ["Kommun", "Fråga"], ["Ale", 1.0]])


@pytest.mark.parametrize(
    ("name", "texts", "source"),
    [
        ("a.xlsx", ["Öppna jämförelser 2022, enkätdata"], Source.SURVEY),
        ("a.xlsx", ["Öppna jämförelser 2022", "Källa: Enkät till kommunerna"], Source.SURVEY),
        ("a.xlsx", ["Öppna jämförelser 2022 (registerdata)"], Source.REGISTER),
        ("a.xlsx", ["Registeruppgifterna avser 2021"], Source.REGISTER),
        ("oppna-jamforelser-2022-registerdata.xlsx", [], Source.REGISTER),
        ("a.xlsx", ["Öppna jämförelser 2022"], None),
        ("a.xlsx", ["Enkätdata och registerdata"], None),
    ],
)
def test_the_source_by_its_words(name: str, texts: list[str], source: Source | None) -> None:
    assert find_source(name, [sheet(*texts)]) is source


@pytest.mark.parametrize(
    ("name", "texts", "year"),
    [
        ("a.xlsx", ["Öppna jämförelser 2022 – Ekonomiskt bistånd"], 2022),
        ("a.xlsx", ["Öppna jämförelser, 2022"], 2022),
        ("a.xlsx", ["Ekonomiskt bistånd 2022"], 2022),
        ("2022-6-7926-resultat.xlsx", ["Ekonomiskt bistånd"], 2022),
        # The title outweighs the name, and what later texts compare with.
        ("resultat-2021.xlsx", ["Öppna jämförelser 2022"], 2022),
        ("a.xlsx", ["Öppna jämförelser 2022", "", "Kan inte jämföras med Öppna jämförelser 2019."], 2022),
        ("a.xlsx", ["Resultat 2016–2024"], None),
        ("2011-2012.xlsx", ["Ekonomiskt bistånd"], None),
        ("a.xlsx", ["Ekonomiskt bistånd"], None),
        ("artikel-120220.xlsx", ["Ekonomiskt bistånd"], None),
        # Several years leave it open, and are none the less of the last one's publication.
        ("a.xlsx", ["Öppna jämförelser 2016–2024 – Ekonomiskt bistånd"], None),
        ("a.xlsx", ["Öppna jämförelser 2022 och 2023"], None),
        ("a.xlsx", ["Öppna jämförelser 2016–2024", "Uppgifterna avser år 2024."], 2024),
        # What a text says of the data agrees with the title, or both are doubtful.
        ("a.xlsx", ["Öppna jämförelser 2020", "Uppgifterna avser år 2019"], None),
        ("a.xlsx", ["Öppna jämförelser 2023", "Enkäten besvarades hösten 2022."], None),
        ("a.xlsx", ["Öppna jämförelser 2023", "Enkäten genomfördes november 2022 till mars 2023."], 2023),
        ("a.xlsx", ["Enkät till kommuner", "Enkäten besvarades januari–mars 2023. Publicerad 2023-06-20"], 2023),
        ("a.xlsx", ["Enkät till kommuner", "Enkäten genomfördes 2022. Publicerad januari 2023"], 2022),
        ("a.xlsx", ["Enkät till kommuner", "Publicerad den 20 juni 2023"], 2023),
        ("a.xlsx", ["Enkät till kommuner", "Mätår: 2021"], 2021),
        # These are of something else.
        ("a.xlsx", ["Öppna jämförelser 2022", "Bakgrundsmåtten avser 2021.", "Folkmängd 2021"], 2022),
        ("a.xlsx", ["Öppna jämförelser 2022", "* Avser 2021 års definition"], 2022),
        ("a.xlsx", ["Öppna jämförelser 2022", "Enkäten besvarades av 288 kommuner, jämfört med 285 år 2021"], 2022),
        ("a.xlsx", ["Ekonomiskt bistånd 2022. Uppdaterad 2023-01-10"], 2022),
    ],
)
def test_the_year_of_a_survey(name: str, texts: list[str], year: int | None) -> None:
    assert find_year(name, [sheet(*texts)], Source.SURVEY).year == year


def test_the_last_year_of_a_title_is_that_of_publication() -> None:
    reading = find_year("a.xlsx", [sheet("Öppna jämförelser 2016–2024")], Source.SURVEY)
    assert reading.published == 2024
    assert reading.evidence == ("2016–2024 enligt titeln på bladet Information",)
    assert reading.candidates == (2016, 2024)


@pytest.mark.parametrize(
    ("name", "title", "year"),
    [
        ("Resultat 2022", "Öppna jämförelser 2023", None),
        ("Kommun, län och riket 2022", "Öppna jämförelser 2023", None),
        ("Resultat 2022", "Resultat från enkäten", 2022),
        ("Kommungrupper 2017", "Öppna jämförelser 2023", 2023),
        ("Karta 2020", "Öppna jämförelser 2023", 2023),
    ],
)
def test_a_sheet_may_be_named_after_the_year_of_its_results(name: str, title: str, year: int | None) -> None:
    assert find_year("a.xlsx", [sheet(title, name=name)], Source.SURVEY).year == year


@pytest.mark.parametrize(
    "cells",
    [
        ["Öppna jämförelser", "2022", "enkätdata"],
        ["Öppna jämförelser", 2022.0],
        ["Öppna jämförelser 2022", " enkätdata"],
    ],
)
def test_a_title_may_be_split_over_cells(cells: list[Cell]) -> None:
    assert find_year("a.csv", [Sheet("a", [cells, ["Kommun", "Fråga"], ["Ale", 1.0]])], Source.SURVEY).year == 2022


def test_what_told_the_year_comes_first_among_the_evidence() -> None:
    texts = sheet("Öppna jämförelser 2023", "Registerdata till och med 2021")
    reading = find_year("registerdata-2023.xlsx", [texts], Source.REGISTER)
    assert reading.decisive == 1
    assert reading.evidence == (
        "2021 enligt ”Registerdata till och med 2021” på bladet Information",
        "2023 enligt titeln på bladet Information",
        "2023 enligt filens namn",
    )


def test_titles_that_disagree_give_no_year() -> None:
    reading = find_year("a.xlsx", [sheet("Öppna jämförelser 2021"), sheet("Öppna jämförelser 2022")], Source.SURVEY)
    assert reading.year is None
    assert [text.split()[0] for text in reading.evidence] == ["2021", "2022"]


@pytest.mark.parametrize(
    ("texts", "year", "published"),
    [
        (["Öppna jämförelser 2020", "Resultat 2020 – registerdata till och med 2019"], 2019, 2020),
        (["Öppna jämförelser 2022 (registerdata)", "Registeruppgifterna avser år 2022."], 2022, 2022),
        (["Öppna jämförelser 2022", "Uppgifterna avser kalenderåret 2021."], 2021, 2022),
        (["Öppna jämförelser 2022", "Registerdata t.o.m. 2021"], 2021, 2022),
        (["Öppna jämförelser 2022", "Statistiken avser perioden januari–december 2021"], 2021, 2022),
        (["Öppna jämförelser 2022", "Mätår: 2021"], 2021, 2022),
        (["Öppna jämförelser 2022 (registerdata)"], None, 2022),
        # Two years for one table: the table must say itself which is where.
        (["Öppna jämförelser 2022", "Registerdata 2018–2021"], None, 2022),
        (["Öppna jämförelser 2022", "Uppgifterna avser 2021.", "Bakgrundsmåtten gäller 2020."], None, 2022),
    ],
)
def test_the_year_of_a_register_is_not_that_of_its_title(texts: list[str], year: int | None, published: int) -> None:
    reading = find_year("a.xlsx", [sheet(*texts)], Source.REGISTER)
    assert (reading.year, reading.published) == (year, published)
    assert any(str(published) in text for text in reading.evidence)


def years(source: Source, file_year: int | None, *sheets: Sheet) -> list[int | None]:
    return list(sheet_years(sheets, source, file_year).values())


def test_sheets_of_several_years_have_their_own() -> None:
    assert years(Source.SURVEY, 2024, table("2022"), table("Resultat 2023"), table("Övrigt")) == [2022, 2023, 2024]
    assert years(Source.REGISTER, 2022, table("2021"), table("2022")) == [2021, 2022]
    assert years(Source.SURVEY, None, table("A", "Resultat 2022"), table("B", "Resultat 2023")) == [2022, 2023]
    assert years(Source.REGISTER, None, table("A", "Avser 2021"), table("B", "Avser 2020")) == [2021, 2020]


def test_a_given_year_goes_before_all_but_sheets_named_after_their_years() -> None:
    sheets = [table("A", "Avser 2019"), table("B")]
    assert list(sheet_years(sheets, Source.REGISTER, 2018, given=True).values()) == [2018, 2018]
    named = [table("2022"), table("2023"), table("Riket", "Resultat 2021")]
    assert list(sheet_years(named, Source.SURVEY, 2018, given=True).values()) == [2022, 2023, 2018]


def test_a_lone_year_in_the_name_of_a_sheet_is_not_believed() -> None:
    assert years(Source.REGISTER, 2019, table("ÖJ 2020"), table("Bakgrund")) == [2019, 2019]
    assert years(Source.REGISTER, 2019, table("Resultat", "Öppna jämförelser 2020")) == [2019]
    assert years(Source.SURVEY, 2024, table("Resultat 2016-2024", "Resultat 2016–2024")) == [2024]


@given(
    st.text(max_size=20),
    st.lists(
        st.one_of(st.text(max_size=40), st.sampled_from(["Öppna jämförelser 2022", "Avser 2021–2022"])), max_size=5
    ),
    st.sampled_from(Source),
)
def test_no_text_is_too_odd(name: str, texts: Sequence[str], source: Source) -> None:
    made = sheet(*texts, name=name)
    find_source(name, [made])
    reading = find_year(name, [made], source)
    assert reading.year is None or 1990 <= reading.year < 2050
    assert set(sheet_years([made], source, reading.year)) == {name}


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("Länsindelning enligt SCB 2020", 2022),
        ("Karta från 2020", 2022),
        ("Resultat 2020", 2020),
        ("Öppna jämförelser 2020 – län", 2020),
    ],
)
def test_a_year_in_a_sheets_first_line_is_its_own_only_in_a_title(line: str, year: int) -> None:
    sheets = [Sheet("Kommun", [["Öppna jämförelser 2022"]]), Sheet("Län", [[line]])]
    assert sheet_years(sheets, Source.SURVEY, 2022) == {"Kommun": 2022, "Län": year}
