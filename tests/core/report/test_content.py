"""What a report says, before anybody writes it."""

from datetime import date

import pytest

from ojdesk.core.choice import Choice
from ojdesk.core.compare import overviews, spreads, trends
from ojdesk.core.dataset import Dataset
from ojdesk.core.peers import PeerSet
from ojdesk.core.report.blocks import (
    Finding,
    Heading,
    Illustration,
    Note,
    Paragraph,
    Report,
    TextTable,
)
from ojdesk.core.report.content import report
from ojdesk.core.wording.overviews import overview_sentence
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.trends import trend_sentence

DAY = date(2026, 11, 22)
INDICATORS = ("plan_tre_manader_alla", "rutin_vald_vuxen", "andel_mottagare")


@pytest.fixture(scope="module")
def made(dataset: Dataset) -> Report:
    return report(dataset, Choice(unit="1489", year=2022, indicators=INDICATORS).fitted(dataset), DAY)


def words(made: Report) -> list[str]:
    """What is said in running text."""
    kinds = (Paragraph, Finding)
    return [it.message if isinstance(it, Finding) else it.text for it in made.blocks if isinstance(it, kinds)]


def illustrations(made: Report) -> list[Illustration]:
    shown = [block.shown if isinstance(block, Finding) else block for block in made.blocks]
    return [it for it in shown if isinstance(it, Illustration)]


def test_it_says_whose_and_when(made: Report) -> None:
    assert made.title == "Alingsås"
    assert made.subtitle == "Lokal jämförelse · Öppna jämförelser av ekonomiskt bistånd 2022"
    assert made.file_stem == "oj-ekonomiskt-bistand_alingsas_2022"


def test_made_up_data_are_said_to_be_so(made: Report) -> None:
    assert made.invented.startswith("Exempeldata: påhittade värden")


def test_sentences_are_those_of_the_screen(made: Report, dataset: Dataset) -> None:
    said = words(made)
    assert said[0].startswith(overview_sentence(overviews.overview(dataset, "1489", 2022)))
    for indicator in INDICATORS:
        decimals = dataset.decimals[indicator]
        assert spread_sentence(spreads.spread(dataset, "1489", indicator, 2022), decimals) in said
        assert trend_sentence(trends.trend(dataset, "1489", indicator), decimals) in said


def test_each_indicator_has_a_chapter_with_two_figures(made: Report) -> None:
    headings = [block.text for block in made.blocks if isinstance(block, Heading)]
    assert headings == [
        "Läget på en sida",
        "Upprättat en plan mot självförsörjning* med den enskilde inom tre månader för alla",
        "Aktuell rutin vid indikation på att en vuxen utsatts för våld av närstående",
        "Andel biståndsmottagare i befolkningen",
        "Metod och källor",
    ]
    figures = illustrations(made)
    assert len(figures) == 2 * len(INDICATORS)
    assert all(figure.picture.description.endswith(".") for figure in figures)


def test_the_situation_has_the_figures_of_the_overview(made: Report, dataset: Dataset) -> None:
    table = next(block for block in made.blocks if isinstance(block, TextTable))
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows if len(row) > 1}
    assert table.heads == ("Indikator", "2020", "2021", "2022", "Länet", "Riket")
    assert len(rows) == len(overviews.overview(dataset, "1489", 2022).rows)
    plan = "Upprättat en plan mot självförsörjning* med den enskilde inom tre månader för alla"
    assert rows[plan] == ["delvis", "delvis", "delvis", "41\u00a0%", "40\u00a0%"]


def test_who_to_learn_from_are_those_in_the_county_that_meet_it(made: Report, dataset: Dataset) -> None:
    note = next(block for block in made.blocks if isinstance(block, Note) and block.heading == "Att lära av")
    names = note.text.removeprefix("I länet uppfylls indikatorn av bland andra ").rstrip(".").replace(" och ", ", ")
    spread = spreads.spread(dataset, "1489", "plan_tre_manader_alla", 2022)
    assert isinstance(spread, spreads.ShareSpread)
    meeting = {unit.name for unit, figure in spread.tiles if figure.met}
    assert {name.partition(" (")[0] for name in names.split(", ")} <= meeting
    assert len(names.split(", ")) == 8


def test_every_figure_to_check_has_its_cell(made: Report, dataset: Dataset) -> None:
    for table in made.tables:
        titles = [column.title for column in table.columns]
        assert all(len(row) == len(titles) for row in table.rows), table.name
        if "Värde" not in titles:
            continue
        for row in table.rows:
            cell = dict(zip(titles, row, strict=True))
            assert cell["Fil"] in {reading.file for reading in dataset.readings}
            assert cell["Blad"]
            assert cell["Cell"]
            without = {"svarade inte", "skyddat av sekretess", "inte aktuellt"}
            assert (cell["Värde"] is None) == (cell["I ord"] in without)


def test_values_to_check_are_the_published_ones(made: Report, dataset: Dataset) -> None:
    table = dataset.observations
    published = {(row.file, row.sheet, row.row, row.column): row.value for row in table.itertuples(index=False)}
    checked = 0
    for it in made.tables:
        titles = [column.title for column in it.columns]
        if "Värde" not in titles:
            continue
        for row in it.rows:
            cell = dict(zip(titles, row, strict=True))
            letters = "".join(filter(str.isalpha, str(cell["Cell"])))
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            place = (cell["Fil"], cell["Blad"], int(str(cell["Cell"]).removeprefix(letters)) - 1, column - 1)
            if cell["Värde"] is not None:
                assert published[place] == cell["Värde"]
                checked += 1
    assert checked > 300


def test_codes_are_texts(made: Report) -> None:
    for table in made.tables:
        for at, column in enumerate(table.columns):
            if column.title in {"Kod", "Länskod"}:
                assert all(isinstance(row[at], str) for row in table.rows)


@pytest.mark.parametrize("unit", ["0980", "018006", "148052", "148034", "0180", "14", "00"])
def test_any_unit_has_a_report(dataset: Dataset, unit: str) -> None:
    made = report(dataset, Choice(unit=unit, year=2022, indicators=INDICATORS).fitted(dataset), DAY)
    assert len(illustrations(made)) == 6


def test_peers_are_named(dataset: Dataset) -> None:
    peers = PeerSet("Grannarna", members=("1463", "1472", "1489"))
    choice = Choice(unit="1489", year=2022, indicators=("plan_tre_manader_alla",), peers=peers)
    made = report(dataset, choice.fitted(dataset), DAY)
    said = words(made)
    assert any("Gruppen är Grannarna, utan den egna enheten: Mark och Tibro." in text for text in said)
    assert any("I gruppen Grannarna uppfyller" in text and "beräknat av ojdesk" in text for text in said)
    (situation,) = [block for block in made.blocks if isinstance(block, TextTable)]
    assert situation.heads[-1] == "Gruppen, beräknat"
    computed = next(table for table in made.tables if table.name == "Gruppen")
    assert {row[2] for row in computed.rows} == {2020, 2021, 2022, 2023, 2024}
    cells = next(table for table in made.tables if table.name == "Enheter i gruppen")
    assert {row[2] for row in cells.rows} == {"1463", "1472"}


def test_without_peers_nothing_is_said_of_them(made: Report) -> None:
    assert not {"Gruppen", "Enheter i gruppen"} & {table.name for table in made.tables}
    assert not [block for block in made.blocks if isinstance(block, Paragraph) and "gruppen" in block.text.casefold()]
