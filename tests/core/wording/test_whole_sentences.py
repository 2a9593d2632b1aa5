"""Finished sentences, of units of every kind."""

import re

import pytest

from ojdesk.core import maps
from ojdesk.core.compare import overviews, reasons, spreads, trends
from ojdesk.core.dataset import Dataset
from ojdesk.core.map_wording import map_sentence
from ojdesk.core.units import NATION_CODE
from ojdesk.core.wording.names import unit_history
from ojdesk.core.wording.overviews import overview_sentence
from ojdesk.core.wording.reasons import trust_sections
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.trends import trend_sentence

NB = "\u00a0"


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


@pytest.mark.parametrize(("unit", "tells"), [("018002", True), ("148034", True), ("018006", False), ("1489", False)])
def test_a_trend_tells_what_became_of_a_unit_that_began_or_ended(dataset: Dataset, unit: str, tells: bool) -> None:
    history = unit_history(dataset.units[unit])
    assert bool(history) is tells
    assert trend_sentence(trends.trend(dataset, unit, "freda")).endswith(history)
    told = dict(trust_sections(reasons.trust(dataset, unit, "freda", 2024)))
    assert told.get("Området över tid", "") == history
