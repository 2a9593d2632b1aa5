"""Files that lack something: what is said of them must not be more than they hold."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ojdesk.core.compare import figures, overviews, reasons, spreads, trends
from ojdesk.core.compare.spreads import ShareSpread
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.sheet import Cell, Sheet
from ojdesk.core.model import Answer, Level
from ojdesk.core.peers import PeerSet
from ojdesk.core.units import unit_table
from ojdesk.core.wording.answers import in_table
from ojdesk.core.wording.overviews import overview_sentence
from ojdesk.core.wording.reasons import source_section, trust_sections
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.trends import others_text, trend_sentence

FREDA = "Använder FREDA-kortfrågor för att upptäcka våldsutsatthet"
RECIPIENTS = "Andel biståndsmottagare i befolkningen"
COUNTIES = [unit for unit in unit_table().by_code.values() if unit.level is Level.COUNTY]
IN_KRONOBERG = [unit for unit in unit_table().by_code.values() if unit.county == "07"]

Rows = Sequence[Sequence[Any]]


def reading(*heads: str, rows: Rows, year: int = 2022, kind: str = "enkätdata") -> Reading:
    title = f"Öppna jämförelser {year} – Ekonomiskt bistånd – {kind}"
    about = f"Uppgifterna avser {year}"
    cells: list[list[Cell]] = [[title], [about], ["Kod", "Kommun", *heads], *(list(row) for row in rows)]
    return interpret(Path(f"{kind} {year}.xlsx"), f"{kind} {year}", [Sheet("Resultat", cells)])


def kronoberg(*answers: Cell) -> Rows:
    return [[unit.code, unit.name, answer] for unit, answer in zip(IN_KRONOBERG, answers, strict=True)]


def test_a_file_of_counties_alone_says_nothing_of_how_many_they_are() -> None:
    rows = [["00", "Riket", 61.0], *([unit.code, unit.name, 40.0] for unit in COUNTIES)]
    dataset = build([reading(FREDA, rows=rows)])
    assert spread_sentence(spreads.spread(dataset, "12", "freda", 2022)).startswith(
        "I Skåne län uppfyller 40 procent av dem som svarat indikatorn 2022, 21 procentenheter under riket."
    )
    assert spread_sentence(spreads.spread(dataset, "00", "freda", 2022)).startswith(
        "I riket uppfyller 61 procent av dem som svarat indikatorn 2022."
    )
    told = dict(trust_sections(reasons.trust(dataset, "12", "freda", 2022)))
    assert told["Svarande"].startswith("Filerna har inga resultat för enskilda kommuner")


def test_a_blank_in_a_later_file_takes_no_answer_back() -> None:
    before = reading(FREDA, rows=kronoberg(*[1.0] * 8), year=2023)
    after = reading(
        f"{FREDA} 2023", f"{FREDA} 2024", rows=[[*row[:2], None, 1.0] for row in kronoberg(*[1.0] * 8)], year=2024
    )
    dataset = build([before, after])
    assert figures.figure(dataset, "freda", IN_KRONOBERG[0].code, 2023).met is True
    assert figures.figure(dataset, "freda", IN_KRONOBERG[0].code, 2024).met is True
    assert dataset.findings == before.findings + after.findings


def test_a_difference_follows_from_the_numbers_that_are_shown() -> None:
    rows = [["00", "Riket", 60.0], *kronoberg(1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0)]
    dataset = build([reading(FREDA, rows=rows)])
    assert spread_sentence(spreads.spread(dataset, IN_KRONOBERG[0].code, "freda", 2022)).startswith(
        "I Kronobergs län uppfyller fem av åtta svarande kommuner indikatorn 2022 (63 procent, beräknat av ojdesk), "
        "tre procentenheter över riket."
    )


def test_published_decimals_are_kept() -> None:
    rows = [["00", "Riket", 60.6], ["07", "Kronobergs län", 62.5], *kronoberg(1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0)]
    dataset = build([reading(FREDA, rows=rows)])
    spread = spreads.spread(dataset, IN_KRONOBERG[0].code, "freda", 2022)
    assert "(62,5 procent), 1,9 procentenheter över riket." in spread_sentence(spread, dataset.decimals["freda"])
    assert isinstance(spread, ShareSpread)
    found = reasons.reconcile(dataset, "freda", 2022)
    assert found is not None
    assert not found.agrees  # 62,5 of all is not 60,6, and one decimal leaves no room for it


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        (None, "har inte svarat på enkäten 2022"),
        ("Ej aktuellt", "har inga svar 2022 som går att räkna"),
        ("Ja, i viss mån eller så", "har inga svar 2022 som går att räkna"),
    ],
)
def test_who_answered_something_is_not_called_silent(own: Cell, sentence: str) -> None:
    dataset = build([reading(FREDA, rows=kronoberg(own, *["Ja"] * 7))])
    name = IN_KRONOBERG[0].name
    assert overview_sentence(overviews.overview(dataset, IN_KRONOBERG[0].code, 2022)) == f"{name} {sentence}"


def test_who_is_not_in_the_file_was_not_left_unasked(dataset: Dataset) -> None:
    assert figures.figure(dataset, "freda", "0180", 2024).answer is Answer.ABSENT  # its districts answer
    figure = figures.figure(dataset, "freda", "0180", 2024)
    assert in_table(figure) == "ej med"
    assert figures.figure(dataset, "individuella_moten", "0180", 2018).answer is Answer.NOT_ASKED


@pytest.mark.parametrize(("unit", "year"), [("148052", 2021), ("018002", 2024)])
def test_nothing_is_said_of_changes_where_nothing_can_be_compared(dataset: Dataset, unit: str, year: int) -> None:
    overview = overviews.overview(dataset, unit, year)
    assert (overview.change.previous, overview.change.compared) == (year - 1, 0)
    assert "sedan" not in overview_sentence(overview)


def test_a_file_with_groups_alone_is_shown_by_its_first() -> None:
    heads = [f"{RECIPIENTS}, kvinnor", f"{RECIPIENTS}, män"]
    rows = [["00", "Riket", 4.1, 4.4], *([*row[:2], 3.9, 4.2] for row in kronoberg(*[None] * 8))]
    dataset = build([reading(*heads, rows=rows, kind="registerdata")])
    sentence = spread_sentence(spreads.spread(dataset, IN_KRONOBERG[0].code, "andel_mottagare", 2022), 1)
    assert sentence.startswith(f"Uppgifterna gäller kvinnor. {IN_KRONOBERG[0].name} har 3,9 procent 2022")
    assert reasons.trust(dataset, IN_KRONOBERG[0].code, "andel_mottagare", 2022).nation == (8, 8)


def test_the_nation_says_everything_once(dataset: Dataset) -> None:
    for said in (
        trend_sentence(trends.trend(dataset, "00", "andel_mottagare"), 1),
        spread_sentence(spreads.spread(dataset, "00", "andel_mottagare", 2022), 1),
    ):
        assert said.count("Riket") == 1


@pytest.mark.parametrize(
    ("unit", "indicator", "members", "text"),
    [
        ("1489", "freda", (), "övriga län"),
        ("00", "freda", (), "länen"),
        ("1489", "andel_mottagare", (), "länets övriga kommuner"),
        ("1489", "andel_mottagare", ("1440",), "enheterna i gruppen Ale"),
        ("12", "andel_mottagare", ("1440",), "enheterna i gruppen Ale"),
        ("12", "andel_mottagare", (), "övriga län"),
        ("0980", "andel_mottagare", (), ""),
    ],
)
def test_who_the_grey_lines_are(
    dataset: Dataset, unit: str, indicator: str, members: tuple[str, ...], text: str
) -> None:
    peers = PeerSet("Ale", members=members)
    assert others_text(trends.trend(dataset, unit, indicator, peers=peers), peers) == text


def test_a_source_says_whose_it_is(dataset: Dataset) -> None:
    ((own, _),) = source_section(reasons.trust(dataset, "1489", "freda", 2024))
    ((nations, _),) = source_section(reasons.trust(dataset, "0180", "freda", 2024))
    assert (own, nations) == ("Källa", "Källa för riket")


@pytest.mark.parametrize(
    ("unit", "year", "answer"),
    [
        ("1489", 2022, "Ja. Ingen ändring är känd. Alingsås: ja både 2021 och 2022."),
        ("148052", 2021, "Centrum finns inte med 2020."),
        ("1489", 2018, "2018 är det första året med indikatorn i de öppnade filerna."),
    ],
)
def test_years_are_called_comparable_only_where_there_are_two(
    dataset: Dataset, unit: str, year: int, answer: str
) -> None:
    assert trust_sections(reasons.trust(dataset, unit, "freda", year))[1][1] == answer


def test_of_a_question_that_nobody_knows_it_is_not_known_whether_years_compare() -> None:
    own = "Kommunen har kvällsöppet för besök"
    dataset = build([reading(own, rows=kronoberg(*["Ja"] * 8), year=it) for it in (2021, 2022)])
    (indicator,) = dataset.indicators
    heading, text = trust_sections(reasons.trust(dataset, IN_KRONOBERG[0].code, indicator, 2022))[1]
    assert heading == "Jämförbar med 2021?"
    assert text.startswith("Inte känt.")


def test_what_rounding_takes_away_is_not_called_equal(dataset: Dataset) -> None:
    found = reasons.reconcile(dataset, "rattsfall_info", 2022, "23")
    assert found is not None
    assert (found.met, found.answered, found.published) == (5, 8, 62)
    trust = replace(reasons.trust(dataset, "1489", "rattsfall_info", 2022), reconciliation=found)
    assert dict(trust_sections(trust))["Avstämd"] == (
        "Beräknat ur enheternas svar: 62,5 procent. I filen: 62 procent. Det stämmer så när som på avrundningen."
    )
