"""Numbers and sentences, as a Swedish reader expects them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core import maps
from ojdesk.core.compare import overviews, reasons, spreads, trends
from ojdesk.core.compare.figures import Figure
from ojdesk.core.dataset import Dataset
from ojdesk.core.map_wording import map_sentence
from ojdesk.core.model import Level, Scale, Status, Unit
from ojdesk.core.units import NATION_CODE, unit_table
from ojdesk.core.wording.answers import answer_in_full, in_table
from ojdesk.core.wording.names import full_name, listed, short_county, unit_history, year_ranges
from ojdesk.core.wording.numbers import count, count_of, number, percent, percentage_points, points, signed
from ojdesk.core.wording.overviews import overview_sentence
from ojdesk.core.wording.reasons import trust_sections
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.trends import trend_sentence

NB = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234.5, 1, f"1{NB}234,5"),
        (1_234_567, 0, f"1{NB}234{NB}567"),
        (-5, 0, "−5"),
        (-0.04, 1, "0,0"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (0.25, 1, "0,3"),
        (4.0, 1, "4,0"),
        (2.675, 2, "2,68"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@given(st.floats(-1e9, 1e9), st.integers(0, 2))
def test_numbers_can_be_read_back(value: float, decimals: int) -> None:
    text = number(value, decimals)
    back = float(text.replace("−", "-").replace(NB, "").replace(",", "."))
    assert abs(back - value) <= 0.5 * 10**-decimals + 1e-6
    assert "." not in text
    assert " " not in text


def test_percent_has_a_space_that_does_not_break() -> None:
    assert percent(41) == f"41{NB}%"


@pytest.mark.parametrize(("value", "text"), [(6, "+6"), (-6, "−6"), (0, "0"), (0.3, "0"), (-0.3, "0")])
def test_signed(value: float, text: str) -> None:
    assert signed(value) == text
    assert points(value) == f"{text}{NB}p.e."


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1, 0, "en procentenhet"),
        (-1, 0, "en procentenhet"),
        (6, 0, "sex procentenheter"),
        (0, 0, "noll procentenheter"),
        (13, 0, "13 procentenheter"),
        (0.3, 1, "0,3 procentenheter"),
        (1.0, 1, "1,0 procentenheter"),
    ],
)
def test_percentage_points(value: float, decimals: int, text: str) -> None:
    assert percentage_points(value, decimals) == text


def test_small_numbers_are_written_in_letters() -> None:
    assert [count(it) for it in (0, 1, 2, 12, 13, 1000)] == ["noll", "en", "två", "tolv", "13", f"1{NB}000"]
    assert count(1, neuter=True) == "ett"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (3, 4, "tre av fyra"),
        (12, 12, "tolv av tolv"),
        (7, 39, "7 av 39"),
        (0, 4, "ingen av fyra"),
        (0, 39, "ingen av 39"),
    ],
)
def test_a_part_and_its_whole_are_both_in_letters_or_both_in_digits(part: int, whole: int, text: str) -> None:
    assert count_of(part, whole) == text


def test_no_sentence_has_a_small_part_of_a_small_whole_in_digits(dataset: Dataset) -> None:
    small = re.compile(r"\b\d\b av \b(\d|1[012])\b")
    for unit in ("1489", "0980", "018006", "0180", "1480", "14", NATION_CODE):
        for indicator in ("freda", "plan_tre_manader_alla", "andel_mottagare"):
            for year in (2018, 2022, 2024):
                county = dataset.units[unit].county or "14"
                sentences = [
                    trend_sentence(trends.trend(dataset, unit, indicator)),
                    spread_sentence(spreads.spread(dataset, unit, indicator, year)),
                    overview_sentence(overviews.overview(dataset, unit, year)),
                    map_sentence(maps.municipality_map(dataset, unit, indicator, year, county)),
                    *(text for _, text in trust_sections(reasons.trust(dataset, unit, indicator, year))),
                ]
                assert not [it for it in sentences if small.search(it)]


def test_lists_and_year_ranges() -> None:
    assert [listed(it) for it in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a och b", "a, b och c"]
    assert year_ranges([2018]) == "2018"
    assert year_ranges([2018, 2019, 2020, 2022]) == "2018–2020 och 2022"
    assert year_ranges([2018, 2020, 2022]) == "2018, 2020 och 2022"


def test_names(dataset: Dataset) -> None:
    units = dataset.units
    assert [short_county(units[it]) for it in ("17", "03", "14", "20", "18")] == [
        "Värmland", "Uppsala", "Västra Götaland", "Dalarna", "Örebro",
    ]  # fmt: skip
    assert full_name(units["148052"]) == "Centrum, Göteborg"
    assert full_name(units["148034"]) == "Centrum, Göteborg (till 2020)"
    assert full_name(units["1489"]) == "Alingsås"


def test_full_names_tell_all_units_apart(dataset: Dataset) -> None:
    names = [full_name(unit) for unit in dataset.pickable_units]
    assert len(set(names)) == len(names)


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


# Sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "year", "sentence"),
    [
        ("1489", 2022, "Alingsås uppfyller 6 av 15 indikatorer 2022; en ny och en förlorad sedan 2021"),
        ("018006", 2022, "Bromma uppfyller 5 av 14 besvarade indikatorer 2022; inga nya och inga förlorade sedan 2021"),
        ("0980", 2022, "Gotland uppfyller 7 av 15 indikatorer 2022; två nya och ingen förlorad sedan 2021"),
        ("1489", 2018, "Alingsås uppfyller 7 av 16 indikatorer 2018"),
        ("148034", 2022, "Centrum finns inte med i enkäten 2022"),
        ("14", 2022, "Västra Götalands län 2022: andelen svarande enheter som uppfyller varje indikator"),
    ],
)
def test_overview_sentence(dataset: Dataset, unit: str, year: int, sentence: str) -> None:
    assert overview_sentence(overviews.overview(dataset, unit, year)) == sentence


@pytest.mark.parametrize(
    ("unit", "indicator", "sentence"),
    [
        (
            "1489",
            "plan_tre_manader_alla",
            "Andelen i riket som uppfyller indikatorn ökade från 31 procent 2020 till 67 procent 2024. I Västra "
            "Götalands län ökade den från 28 procent 2020 till 73 procent 2024. Alingsås svarade delvis 2020–2023 "
            "men ja för alla 2024.",
        ),
        (
            "1489",
            "rutin_vald_vuxen",
            "Andelen i riket som uppfyller indikatorn var 70 procent 2024. I Västra Götalands län var den 73 procent "
            "2024. Alingsås svarade ja 2018–2024. Från 2024 ska rutinen vara uppföljd inom 24 månader, tidigare 12. "
            "Resultaten är inte helt jämförbara.",
        ),
        (
            "018006",
            "rutin_vald_vuxen",
            "Andelen i riket som uppfyller indikatorn var 70 procent 2024. I Stockholms län var den 84 procent 2024. "
            "Bromma svarade nej 2018, 2020–2021 och 2023–2024. Bromma svarade inte 2019 och 2022. Från 2024 ska "
            "rutinen vara uppföljd inom 24 månader, tidigare 12. Resultaten är inte helt jämförbara.",
        ),
        (
            "0980",
            "overenskommelse_af",
            "Andelen i riket som uppfyller indikatorn ökade från 39 procent 2018 till 51 procent 2024. I Gotlands "
            "län var den 0 procent både 2018 och 2024. Gotland svarade nej 2018–2024.",
        ),
        (
            "1489",
            "andel_mottagare",
            "Alingsås hade 3,9 procent 2022, en ökning med 0,3 procentenheter sedan 2018. Riket hade 4,3 procent "
            "2022, en ökning med 0,3 procentenheter sedan 2018.",
        ),
        (
            "14",
            "belopp_per_inv",
            f"Västra Götalands län hade 1{NB}081 kronor 2022, en ökning med 79 kronor sedan 2018. Riket hade 1{NB}084 "
            "kronor 2022, en ökning med 81 kronor sedan 2018.",
        ),
    ],
)
def test_trend_sentence(dataset: Dataset, unit: str, indicator: str, sentence: str) -> None:
    assert trend_sentence(trends.trend(dataset, unit, indicator), dataset.decimals[indicator]) == sentence


@pytest.mark.parametrize(
    ("unit", "indicator", "sentence"),
    [
        (
            "1489",
            "plan_tre_manader_alla",
            "I Västra Götalands län uppfyller 21 av 51 svarande enheter indikatorn 2022 (41 procent), en "
            "procentenhet över riket. Alingsås gör det delvis, men inte för alla. Mellan länen varierar andelen från "
            "0 procent (Gotland, Uppsala och Västerbotten) till 87 procent (Värmland).",
        ),
        (
            "0980",
            "rutin_vald_vuxen",
            "I Gotlands län uppfyller en av en svarande kommun indikatorn 2022 (100 procent), 37 procentenheter över "
            "riket. Så få svar säger lite. Gotland gör det. Mellan länen varierar andelen från 9 procent (Jönköping) "
            "till 100 procent (fyra län).",
        ),
        (
            NATION_CODE,
            "plan_tre_manader_alla",
            "I riket uppfyller 114 av 286 svarande enheter indikatorn 2022 (40 procent). Mellan länen varierar "
            "andelen från 0 procent (Gotland, Uppsala och Västerbotten) till 87 procent (Värmland).",
        ),
        (
            "1489",
            "andel_mottagare",
            "Alingsås har 3,9 procent 2022 och ligger på plats 109 av 288 kommuner, räknat från lägst värde, delad "
            "med sex andra. Lågt värde är önskvärt. Medianen bland 288 kommuner är 4,3 procent. Riket har 4,3 "
            "procent.",
        ),
        (
            "148034",
            "andel_mottagare",
            "Centrum finns inte med i filen för 2022. Lågt värde är önskvärt. Medianen bland 288 kommuner är 4,3 "
            "procent. Riket har 4,3 procent.",
        ),
    ],
)
def test_spread_sentence(dataset: Dataset, unit: str, indicator: str, sentence: str) -> None:
    assert spread_sentence(spreads.spread(dataset, unit, indicator, 2022), dataset.decimals[indicator]) == sentence


def test_no_sentence_calls_an_amount_a_share(dataset: Dataset) -> None:
    for unit in ("1489", "018006", "14", NATION_CODE):
        for sentence in (
            trend_sentence(trends.trend(dataset, unit, "belopp_per_inv")),
            spread_sentence(spreads.spread(dataset, unit, "belopp_per_inv", 2022)),
        ):
            assert "kronor" in sentence
            assert "procent" not in sentence
            assert "Andelen" not in sentence


def test_every_sentence_is_finished(dataset: Dataset) -> None:
    """For units of every kind: a capital, a full stop, no doubled space, and no number without its word."""
    for unit in ("1489", "0980", "018006", "018001", "148052", "148034", "0180", "14", NATION_CODE):
        for indicator in dataset.indicators:
            decimals = dataset.decimals[indicator]
            for year in (2018, 2022, 2024):
                sentences = [
                    trend_sentence(trends.trend(dataset, unit, indicator), decimals),
                    spread_sentence(spreads.spread(dataset, unit, indicator, year), decimals),
                    *(text for _, text in trust_sections(reasons.trust(dataset, unit, indicator, year))),
                ]
                for sentence in sentences:
                    assert sentence[:1].isupper() or sentence[:1].isdigit(), sentence
                    assert sentence.endswith("."), sentence
                    assert "  " not in sentence
                    assert ".." not in sentence
                    assert not re.search(r"\bnan\b|\bNone\b|[{}]", sentence), sentence


def test_trust_in_words(dataset: Dataset) -> None:
    sections = dict(trust_sections(reasons.trust(dataset, "1489", "plan_tre_manader_alla", 2022)))
    assert sections == {
        "Svarande": f"286 av 305 enheter i riket (94{NB}%). I Västra Götalands län 51 av 52; värde saknas för Ale.",
        "Jämförbar med 2021?": "Ja. Plan mot självförsörjning ersatte 2022 begreppet genomförandeplan. Indikatorn är "
        "densamma. Alingsås: delvis både 2021 och 2022.",
        "Avstämd": "Beräknat ur enheternas svar: 40 procent. I filen: 40 procent. Det stämmer.",
    }
    nearly = dict(trust_sections(reasons.trust(dataset, "1489", "belopp_per_inv", 2022)))
    assert nearly["Underlag"].startswith(f"289 av 290 kommuner i riket (99,7{NB}%).")
    broken = dict(trust_sections(reasons.trust(dataset, "1489", "rutin_vald_vuxen", 2024)))
    assert broken["Jämförbar med 2023?"].startswith("Inte säkert. Från 2024")


# Units over time ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("1489", ""),
        ("01", ""),
        ("00", ""),
        ("018006", ""),
        ("018021", "Älvsjö fanns till och med 2020 och ingår sedan i Hägersten-Älvsjö."),
        (
            "018002",
            "Järva finns från 2024. Området omfattar det som till och med 2023 var Rinkeby-Kista och Spånga-Tensta.",
        ),
        ("148034", "Centrum fanns till och med 2020 och ingår sedan i ett nytt område med samma namn."),
        ("148031", "Angered fanns till och med 2020 och ingår sedan i Nordost."),
        (
            "148052",
            "Centrum finns från 2021. Området omfattar det som till och med 2020 var "
            "Centrum, Majorna-Linné och Örgryte-Härlanda.",
        ),
        ("1280-fosie", "Fosie fanns till och med 2013 och ingår sedan i Söder."),
        (
            "1280-norr",
            "Norr fanns 2014–2017; därefter redovisas Malmö som helhet. "
            "Området omfattade det som till och med 2013 var Centrum och Kirseberg.",
        ),
    ],
)
def test_what_became_of_a_unit(code: str, text: str) -> None:
    assert unit_history(unit_table().by_code[code]) == text


def test_every_unit_that_came_or_went_has_a_history() -> None:
    for unit in unit_table().by_code.values():
        gone_or_new = unit.last_year is not None or bool(unit_table().predecessors(unit.code))
        assert bool(unit_history(unit)) is gone_or_new, unit.name


def test_a_district_under_the_files_own_code_has_no_history_that_is_known() -> None:
    assert unit_history(Unit("018099", "Nyby", Level.DISTRICT, county="01", municipality="0180")) == ""


@pytest.mark.parametrize(("unit", "tells"), [("018002", True), ("148034", True), ("018006", False), ("1489", False)])
def test_a_trend_tells_what_became_of_a_unit_that_began_or_ended(dataset: Dataset, unit: str, tells: bool) -> None:
    history = unit_history(dataset.units[unit])
    assert bool(history) is tells
    assert trend_sentence(trends.trend(dataset, unit, "freda")).endswith(history)
    told = dict(trust_sections(reasons.trust(dataset, unit, "freda", 2024)))
    assert told.get("Området över tid", "") == history
