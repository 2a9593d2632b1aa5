import csv
import gzip
import re
from pathlib import Path

import pytest

from ojdesk.core.catalogue import NO_AREA, catalogue, indicator_from_wording
from ojdesk.core.model import BreakKind, Direction, Scale, Source
from ojdesk.core.other_areas import area_named, other_areas

TRUTH = Path(__file__).resolve().parents[1] / "truth"
CATALOGUE = catalogue()


def wordings() -> dict[str, str]:
    """Every wording in the sample files → the indicator it means."""
    found: dict[str, str] = {}
    for path in TRUTH.glob("*.csv.gz"):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            found |= {row["label"]: row["key"] for row in csv.DictReader(lines)}
    return found


def other_titles() -> dict[str, str]:
    """What Kolada called the indicators of all Öppna jämförelser in April 2024: id → title."""
    with (TRUTH / "kolada_other_areas.csv").open(encoding="utf-8", newline="") as lines:
        return {row["kolada"]: row["title"] for row in csv.DictReader(lines)}


def kolada() -> list[dict[str, str]]:
    """What Kolada called the same indicators in April 2024; five of them it has twice."""
    with (TRUTH / "kolada_titles.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_wording_means_one_indicator() -> None:
    for indicator in CATALOGUE.indicators:
        for _, name in indicator.names:
            assert CATALOGUE.find(name) is indicator, name
    assert len({indicator.id for indicator in CATALOGUE.indicators}) == len(CATALOGUE.indicators)
    numbers = [indicator.kolada for indicator in CATALOGUE.indicators if indicator.kolada]
    assert len(set(numbers)) == len(numbers)


def test_every_wording_of_the_sample_is_known() -> None:
    found = wordings()
    assert len(set(found.values())) == 31
    for wording, indicator in found.items():
        for spelling in (
            wording,
            f"12. {wording}",
            wording.upper(),
            wording.replace(" ", "\n"),
            f"{wording}1",
            f"{wording}*",
        ):
            known = CATALOGUE.find(spelling)
            assert known is not None, spelling
            assert known.id == indicator, spelling


@pytest.mark.parametrize("row", kolada(), ids=lambda row: row["kolada"])
def test_koladas_titles_are_known(row: dict[str, str]) -> None:
    known = CATALOGUE.find(row["title"])
    assert known is not None
    assert known.id == row["id"]


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "Totalt",
        "Aktuell rutin",
        "Aktuell rutin för samordning",
        "Aktuell rutin för samordning med äldreomsorgen",
        "Andel unga vuxna 18–24 år",
        "Upprättat en genomförandeplan med den enskilde inom sex månader för alla",
        "Väntetid för personligt nybesök, högst 30 dagar",
    ],
)
def test_what_only_resembles_an_indicator_is_none(wording: str) -> None:
    assert CATALOGUE.find(wording) is None


def test_names_go_by_year() -> None:
    plan = CATALOGUE.by_id["plan_tre_manader_alla"]
    assert "genomförandeplan" in plan.name_in(2021)
    assert "mot självförsörjning" in plan.name_in(2022)
    assert plan.name_in(2024) == plan.name
    for indicator in CATALOGUE.indicators:
        years = [first for first, _ in indicator.names]
        assert years == sorted(set(years))
        assert [it.year for it in indicator.breaks] == sorted(it.year for it in indicator.breaks)


def test_only_breaks_that_mislead_interrupt() -> None:
    plan, routine = CATALOGUE.by_id["plan_tre_manader_alla"], CATALOGUE.by_id["rutin_vald_vuxen"]
    assert plan.break_between(2021, 2022) is None
    found = routine.break_between(2023, 2024)
    assert found is not None
    assert found.year == 2024
    assert routine.break_between(2024, 2025) is None


def test_everything_has_its_place() -> None:
    for indicator in CATALOGUE.indicators:
        assert indicator.area in CATALOGUE.areas
        assert indicator.short
        assert indicator.definition.endswith(".")
        assert indicator.known
    assert CATALOGUE.area_rank("Tillgänglighet") < CATALOGUE.area_rank("Bakgrundsmått") < CATALOGUE.area_rank(NO_AREA)


def test_unknown_indicators_go_by_their_words() -> None:
    first, second, other = (
        indicator_from_wording(wording, area="", source=Source.SURVEY, scale=Scale.YES)
        for wording in ("Kommunen har\nkvällsöppet¹", "3. Kommunen har kvällsöppet", "Kommunen har lördagsöppet")
    )
    assert first.id == second.id != other.id
    assert (first.known, first.area, first.direction) == (False, NO_AREA, Direction.NONE)
    assert first.name == "Kommunen har kvällsöppet¹"
    assert not {first.id, other.id} & CATALOGUE.by_id.keys()


# Other areas -------------------------------------------------------------------------------------------------------

#: Kolada has these twice, or from both sides; the second name is the one that the series goes under.
JOINED = {
    "U35506": "u28480",
    "U35510": "u33529",
    "U35512": "u20469",
    "U37537": "u28490",
    "U37544": "u35546",
    "U37545": "u28555",
    "U37547": "u28546",
    "U37548": "u20484",
    "U30427": "uppsokande_riskerar_boende",
    "U33596": "freda",
    "U37549": "audit",
}


def test_every_title_of_the_other_areas_is_found_with_and_without_its_coding() -> None:
    titles = other_titles()
    ours = {row["kolada"]: row["id"] for row in kolada()}
    assert len(titles) == 401
    for number, title in titles.items():
        expected = ours.get(number) or JOINED.get(number) or number.lower()
        bare = re.sub(r",? *\([^()]*(?:=|-\s?20\d\d)[^()]*\)|Källa:.*$", "", title)
        for spelling in (
            title,
            bare,
            title.upper(),
            f"7. {bare}",
            f"{bare.rstrip(' .')}*",
            title.replace(" ", "\u00a0"),
        ):
            known = CATALOGUE.find(spelling)
            assert known is not None, spelling
            assert known.id == expected, spelling


def test_no_wording_means_two_indicators() -> None:
    for wanted in other_areas().by_wording.keys() & CATALOGUE.aliases.keys():
        assert other_areas().by_wording[wanted] == CATALOGUE.aliases[wanted]
    assert not other_areas().indicators.keys() & CATALOGUE.by_id.keys()
    known = CATALOGUE.by_id.keys() | other_areas().indicators.keys()
    assert set(other_areas().by_wording.values()) | set(other_areas().by_bare_wording.values()) <= known


def test_the_other_areas_are_described() -> None:
    assert len(other_areas().indicators) == 348
    for indicator in other_areas().indicators.values():
        assert indicator.known
        assert indicator.id == indicator.kolada.lower()
        assert len(CATALOGUE.areas) > CATALOGUE.area_rank(indicator.area) > CATALOGUE.area_rank("Bakgrundsmått")
        assert CATALOGUE.find(indicator.name) is indicator
        assert "=" not in indicator.name
        assert "Källa" not in indicator.name + indicator.definition
        assert len(indicator.definition) < 400
        assert not indicator.definition or indicator.definition.endswith(".")
        assert indicator.direction is (Direction.HIGH if indicator.kolada == "U33621" else Direction.NONE)


@pytest.mark.parametrize(
    ("number", "area", "scale", "source"),
    [
        ("U20484", "Äldreomsorg", Scale.YES, Source.SURVEY),
        ("U21546", "Äldreomsorg", Scale.GRADED, Source.SURVEY),
        ("U21548", "Äldreomsorg", Scale.GRADED, Source.SURVEY),
        ("U21552", "Äldreomsorg", Scale.NUMBER, Source.SURVEY),  # minutes in four steps
        ("U20801", "Äldreomsorg", Scale.NUMBER, Source.SURVEY),
        ("U20470", "Äldreomsorg", Scale.YES, Source.SURVEY),
        ("U28449", "Funktionsnedsättning – LSS", Scale.YES, Source.SURVEY),
        ("U28497", "Funktionsnedsättning – socialpsykiatri", Scale.GRADED, Source.SURVEY),
        ("U30437", "Hemlöshet", Scale.GRADED, Source.SURVEY),
        ("U30442", "Hemlöshet", Scale.YES, Source.SURVEY),
        ("U33816", "Barn och unga", Scale.PERCENT, Source.SURVEY),
        ("U35537", "Missbruk och beroende", Scale.NUMBER, Source.SURVEY),
        ("U37488", "Våld i nära relationer", Scale.YES, Source.SURVEY),
        ("U37536", "Missbruk och beroende", Scale.YES, Source.SURVEY),
        ("U74445", "Kommunal hälso- och sjukvård", Scale.YES, Source.SURVEY),
        ("U33627", "Krisberedskap", Scale.YES, Source.SURVEY),
        ("U07075", "Trygghet och säkerhet (SKR)", Scale.NUMBER, Source.REGISTER),
        ("U17448", "Gymnasieskola", Scale.NUMBER, Source.REGISTER),  # a difference, which may be below zero
        ("U17450", "Gymnasieskola", Scale.PERCENT, Source.REGISTER),
    ],
)
def test_area_scale_and_source_of_other_areas(number: str, area: str, scale: Scale, source: Source) -> None:
    found = other_areas().indicators[number.lower()]
    assert (found.area, found.scale, found.source) == (area, scale, source)


@pytest.mark.parametrize(
    ("number", "year", "kind"),
    [
        ("U20482", 2017, BreakKind.PARTLY),
        ("U28506", 2017, BreakKind.PARTLY),
        ("U28462", 2018, BreakKind.NOT_COMPARABLE),
        ("U35519", 2019, BreakKind.PARTLY),
        ("U37541", 2024, BreakKind.PARTLY),
        ("U37488", 2024, BreakKind.PARTLY),
        ("U28449", None, None),
    ],
)
def test_breaks_of_other_areas(number: str, year: int | None, kind: BreakKind | None) -> None:
    found = other_areas().indicators[number.lower()]
    assert [(it.year, it.kind) for it in found.breaks] == ([(year, kind)] if year else [])
    assert all(it.note.endswith(".") for it in found.breaks)


def test_what_is_no_longer_asked_says_so() -> None:
    assert "Sista året är 2021." in other_areas().indicators["u20474"].definition
    # Asked from the side of äldreomsorgen still, though no longer from that of missbruk.
    assert "Sista året" not in other_areas().indicators["u20469"].definition


def test_words_that_kolada_divided_are_shown_whole() -> None:
    found = CATALOGUE.find("Handlingsplan för patientsäkerhetsarbete inom kommunal hälso- och sjukvård")
    assert found is not None
    assert found is CATALOGUE.find(other_titles()["U74511"])
    assert found.name == "Handlingsplan för patientsäkerhetsarbete inom kommunal hälso- och sjukvård"


@pytest.mark.parametrize(
    ("wording", "area", "expected"),
    [
        # Files leave out their own area.
        ("Aktuell samlad plan för personalens kompetensutveckling", "", "kompetensplan"),
        ("Aktuell samlad plan för personalens kompetensutveckling", "Äldreomsorg", "u20474"),
        ("Aktuell samlad plan för personalens kompetensutveckling", "Missbruk och beroende", "u35514"),
        # There is one for staff with children and one for staff with adults.
        ("Aktuell samlad plan för personalens kompetensutveckling", "Funktionsnedsättning – LSS", None),
        ("Aktuell överenskommelse om samverkan i enskilda ärenden med Arbetsförmedlingen", "", "overenskommelse_af"),
        (
            *("Aktuell överenskommelse om samverkan i enskilda ärenden med Arbetsförmedlingen",),
            *("Funktionsnedsättning – LSS", "u28449"),
        ),
        ("Aktuell överenskommelse om samverkan i enskilda ärenden med Arbetsförmedlingen", "Hemlöshet", None),
        ("Aktuell rutin för samordning med missbruk", "Äldreomsorg", "u20469"),
        ("Aktuell rutin för samordning med barn och unga", "Missbruk och beroende", "u33529"),
        ("Aktuell rutin för samordning med ekonomiskt bistånd", "Hemlöshet", "samordning_hemloshet"),
        ("Aktuell rutin för samordning med ekonomiskt bistånd", "", None),
        # What is said in full means the same anywhere.
        (
            "Aktuell rutin vid indikation på att en vuxen utsatts för våld inom missbruk",
            "Våld i nära relationer",
            "u37536",
        ),
        (
            "Aktuell samlad plan för personalens kompetensutveckling inom ekonomiskt bistånd",
            "Äldreomsorg",
            "kompetensplan",
        ),
        # Asked of the municipality as a whole.
        ("Socialjour tillgänglig utanför kontorstid", "Barn och unga", "socialjour"),
        ("Aktuell rutin för att förhindra att barnfamiljer vräks", "Hemlöshet", "rutin_vrakning_barnfamiljer"),
        ("Invånare 18-64 år med låg inkomst, andel (%)", "Äldreomsorg", "b_lag_inkomst"),
        # Without its unit, and as a share.
        ("Handläggare som har socionomexamen", "Missbruk och beroende", "u35548"),
        ("Andel handläggare inom missbruks- och beroendevården som har socionomexamen", "", "u35548"),
    ],
)
def test_a_wording_means_what_the_area_of_its_file_makes_of_it(wording: str, area: str, expected: str | None) -> None:
    found = CATALOGUE.find(wording, area=area)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Öppna jämförelser 2022 – Äldreomsorg", "Äldreomsorg"),
        ("Öppna jämförelser av vård och omsorg om äldre 2019", "Äldreomsorg"),
        ("Öppna jämförelser 2021, Missbruks- och beroendevården", "Missbruk och beroende"),
        ("Social barn- och ungdomsvård 2020, enkätdata", "Barn och unga"),
        ("Öppna jämförelser 2023 – Våld i nära relationer", "Våld i nära relationer"),
        ("Motverka hemlöshet 2022", "Hemlöshet"),
        ("Stöd till personer med funktionsnedsättning – LSS", "Funktionsnedsättning – LSS"),
        (
            "Stöd till personer med psykisk funktionsnedsättning, socialpsykiatri",
            "Funktionsnedsättning – socialpsykiatri",
        ),
        ("Krisberedskap inom äldreomsorgen", "Krisberedskap"),
        ("Öppna jämförelser – Ekonomiskt bistånd 2022", ""),
        ("Ekonomiskt bistånd och missbruk", ""),
        ("Invånare 18 år och äldre", ""),
        ("Resultat 2022", ""),
    ],
)
def test_the_area_that_a_title_names(title: str, area: str) -> None:
    assert area_named(title) == area
    assert not area or area in CATALOGUE.areas


def test_the_other_areas_wait_until_somebody_asks() -> None:
    other_areas.cache_clear()
    assert CATALOGUE.find("Enklare hushållsekonomisk rådgivning") is CATALOGUE.by_id["hushallsekonomisk_radgivning"]
    assert other_areas.cache_info().currsize == 0
    assert CATALOGUE.find("Krisberedskap ingår vid upphandling av HVB för barn och unga") is not None
    assert other_areas.cache_info().currsize == 1
