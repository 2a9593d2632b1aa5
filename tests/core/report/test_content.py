"""What a report says, before anybody writes it."""

import re
from datetime import date

import pytest

from ojdesk.core.choice import Choice
from ojdesk.core.compare import overviews, spreads, trends
from ojdesk.core.compare.standouts import Kind, standouts
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.workbook import Import
from ojdesk.core.model import Source
from ojdesk.core.peers import PeerSet
from ojdesk.core.report.blocks import (
    Comment,
    Finding,
    Heading,
    Illustration,
    Note,
    Paragraph,
    Points,
    Report,
    TextTable,
)
from ojdesk.core.report.content import report
from ojdesk.core.report.outline import Outline, Part
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
    headings = [(block.level, block.text) for block in made.blocks if isinstance(block, Heading)]
    assert headings == [
        (1, "Läget på en sida"),
        (2, "Tre saker som sticker ut"),
        (1, "Självbestämmande och integritet"),
        (2, "Upprättat en plan mot självförsörjning med den enskilde inom tre månader för alla"),
        (1, "Trygghet och säkerhet"),
        (2, "Aktuell rutin vid indikation på att en vuxen utsatts för våld av närstående"),
        (1, "Omfattning"),
        (2, "Andel biståndsmottagare i befolkningen"),
        (1, "Att lära av"),
        (1, "Förändringar sedan 2021"),
        (2, "Nytt i enkäten 2022"),
        (1, "Biståndets omfattning 2022"),
        (1, "Hur säkra är siffrorna?"),
        (2, "Ändrade definitioner"),
        (1, "Metod och källor"),
        (2, "Källor"),
    ]
    figures = illustrations(made)
    assert len(figures) == 2 * len(INDICATORS)
    assert all(figure.picture.description.endswith(".") for figure in figures)


def test_the_situation_has_the_figures_of_the_overview(made: Report, dataset: Dataset) -> None:
    table = next(block for block in made.blocks if isinstance(block, TextTable))
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows if len(row) > 1}
    assert table.heads == ("Indikator", "2020", "2021", "2022", "Länet", "Riket")
    assert len(rows) == len(overviews.overview(dataset, "1489", 2022).rows)
    assert rows["Plan inom tre månader, alla"] == ["delvis", "delvis", "delvis", "41\u00a0%", "40\u00a0%"]


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
    situation = next(block for block in made.blocks if isinstance(block, TextTable))
    assert situation.heads[-1] == "Gruppen, beräknat"
    computed = next(table for table in made.tables if table.name == "Gruppen")
    assert {row[2] for row in computed.rows} == {2020, 2021, 2022, 2023, 2024}
    cells = next(table for table in made.tables if table.name == "Enheter i gruppen")
    assert {row[2] for row in cells.rows} == {"1463", "1472"}


def test_without_peers_nothing_is_said_of_them(made: Report) -> None:
    assert not {"Gruppen", "Enheter i gruppen"} & {table.name for table in made.tables}
    said = [it for it in words(made) if it not in made.method]
    assert not [it for it in said if "gruppen" in it.casefold()]


# The outline ------------------------------------------------------------------------------------------------------


def made_with(dataset: Dataset, outline: Outline, unit: str = "1489", year: int = 2022) -> Report:
    choice = Choice(unit=unit, year=year, indicators=INDICATORS).fitted(dataset)
    return report(dataset, choice, DAY, outline)


def chapters(made: Report) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]


def test_parts_are_those_that_are_ticked_in_their_order(dataset: Dataset) -> None:
    outline = Outline(left_out=frozenset(Part) - {Part.METHOD, Part.SCOPE}).moved(Part.METHOD, 0)
    made = made_with(dataset, outline)
    assert chapters(made) == ["Metod och källor", "Biståndets omfattning 2022"]
    assert isinstance(made.blocks[0], Paragraph)
    assert made.blocks[0].lead
    # The files to check by hold all, whatever is told.
    assert made.tables == made_with(dataset, Outline()).tables
    assert made.method


def test_what_the_officer_writes_stands_where_it_belongs(dataset: Dataset) -> None:
    outline = Outline().summed_up("Först detta.\nSedan detta.", 2022).commented("rutin_vald_vuxen", "Ny rutin.", 2021)
    made = made_with(dataset, outline)
    assert chapters(made)[:2] == ["Sammanfattning", "Läget på en sida"]
    situation = next(it for it in made.blocks if isinstance(it, Heading) and it.text == "Läget på en sida")
    assert situation.new_page
    comments = [block for block in made.blocks if isinstance(block, Comment)]
    assert [it.text for it in comments] == ["Först detta.\nSedan detta.", "(Skrivet om 2021.) Ny rutin."]
    before = made.blocks[made.blocks.index(comments[-1]) - 1]
    assert isinstance(before, Heading)
    assert before.text.startswith("Aktuell rutin vid indikation")


@pytest.mark.parametrize(
    "unit", ["1489", "1440", "0980", "018006", "148052", "148034", "0180", "1480", "14", "09", "00"]
)
@pytest.mark.parametrize("year", [2018, 2022, 2024])
def test_every_table_is_whole_and_every_sentence_is_one(dataset: Dataset, unit: str, year: int) -> None:
    made = made_with(dataset, Outline(), unit, year)
    for block in made.blocks:
        table = block.shown if isinstance(block, Finding) else block
        if isinstance(table, TextTable):
            assert len(table.heads) == len(table.widths)
            assert sum(table.widths) == pytest.approx(1)
            assert min(table.widths) > 0.05
            assert all(len(row) in {1, len(table.heads)} for row in table.rows)
            assert table.rows
    points = [text for it in made.blocks if isinstance(it, Points) for _, text in it.points]
    notes = [it.text for it in made.blocks if isinstance(it, Note)]
    for text in [*words(made), *points, *notes]:
        first = text.lstrip("”(")[0]
        assert first.isupper() or first.isdigit() or text.startswith(("enkät ", "register ")), text
        assert text.endswith((".", "!", "?")), text
        assert not re.search(r"\bnan\b|\bNone\b|[{}]|  |\.\.| \.", text), text


def test_files_of_one_kind_alone_have_a_report(sample: Import) -> None:
    for source in Source:
        some = build(it for it in sample.readings if it.source is source)
        choice = Choice(unit="1489", year=2022).fitted(some)
        said = chapters(report(some, choice, DAY))
        assert ("Biståndets omfattning 2022" in said) == (source is Source.REGISTER)
        assert ("Att lära av" in said) == (source is Source.SURVEY)
        assert said[0] == "Läget på en sida"


def test_a_single_year_has_no_changes(sample: Import) -> None:
    some = build(it for it in sample.readings if it.years == (2022,) and it.source is Source.SURVEY)
    made = report(some, Choice(unit="1489", year=2022).fitted(some), DAY)
    assert not [it for it in chapters(made) if it.startswith("Förändringar")]


def test_what_stands_out_is_what_the_rule_says(dataset: Dataset) -> None:
    """Counted anew from the answers: nothing that is lacking at home is met by a larger share of the county."""
    for unit in ("1489", "148052", "1281", "0380"):
        overview = overviews.overview(dataset, unit, 2022)
        found = {it.kind: it for it in standouts(dataset, overview)}
        lacking = {}
        for row in overview.rows:
            spread = spreads.spread(dataset, unit, row.indicator.id, 2022)
            if isinstance(spread, spreads.ShareSpread) and spread.own.met is False:
                answers = [figure.met for _, figure in spread.tiles if figure.met is not None]
                lacking[row.indicator.id] = 100 * sum(answers) / len(answers)
        most = max(lacking.values())
        if most < 50:
            assert Kind.GAP not in found
        else:
            assert lacking[found[Kind.GAP].indicator.id] == pytest.approx(most, abs=0.6)


def test_parts_without_figures_follow_on_each_other(made: Report) -> None:
    headings = [it for it in made.blocks if isinstance(it, Heading) and it.level == 1]
    last = max(at for at, it in enumerate(headings) if it.new_page)
    assert headings[last].text == "Att lära av"
    assert [it.text for it in headings[last + 1 :]][-1] == "Metod och källor"


def test_a_difference_says_what_it_is_counted_in(made: Report) -> None:
    tables = [it for it in made.blocks if isinstance(it, TextTable) and it.heads[-1] == "Förändring"]
    assert tables
    for table in tables:
        assert "procentenheter" in table.caption
        for row in table.rows:
            assert row[-1].text.endswith("kr") == ("(kr)" in row[0].text)


@pytest.mark.parametrize("unit", ["1489", "148052", "018006"])
def test_a_share_is_the_same_wherever_it_is_said(dataset: Dataset, unit: str) -> None:
    """Half-way cases are published rounded down: 30 of 48 is 62 %."""
    choice = Choice(unit=unit, year=2024, indicators=("overenskommelse_af",))
    found = report(dataset, choice.fitted(dataset), DAY)
    tables = [*found.blocks, *(it.shown for it in found.blocks if isinstance(it, Finding))]
    situation, learning = (
        next(it for it in tables if isinstance(it, TextTable) and it.heads[-1] == last)
        for last in ("Riket", "Uppfylls av")
    )
    published = {row[0].text: row[-2].text for row in situation.rows if len(row) > 1}
    assert learning.rows
    for row in learning.rows:
        assert f"({published[row[0].text]})" in row[2].text


def test_a_city_that_answers_through_its_parts_has_their_number_in_each_year(dataset: Dataset) -> None:
    made = report(dataset, Choice(unit="0180", year=2024, indicators=("individuella_moten",)).fitted(dataset), DAY)
    (years,) = [it for it in made.blocks if isinstance(it, TextTable) and it.again]
    found = trends.trend(dataset, "0180", "individuella_moten")
    expected = [f"{it.met} av {it.answered}" for it in found.parts if it is not None]
    assert [cell.text for cell in years.rows[0]] == ["Stadsdelar som uppfyller, beräknat", *expected]
    assert expected[-1] == "2 av 10"
