import csv
import gzip
from pathlib import Path

import pytest

from ojdesk.core.catalogue import NO_AREA, catalogue, indicator_from_wording
from ojdesk.core.model import Direction, Scale, Source

TRUTH = Path(__file__).resolve().parents[1] / "truth"
CATALOGUE = catalogue()


def wordings() -> dict[str, str]:
    """Every wording in the sample files → the indicator it means."""
    found: dict[str, str] = {}
    for path in TRUTH.glob("*.csv.gz"):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            found |= {row["label"]: row["key"] for row in csv.DictReader(lines)}
    return found


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
