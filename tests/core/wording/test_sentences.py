"""Every kind of sentence as it is read: `sentences.csv` has the case, what it is asked of, and what is to be said."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from ojdesk.core.compare import overviews, reasons, spreads, standouts, trends
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.workbook import Import
from ojdesk.core.lessons import lessons
from ojdesk.core.model import Source
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.wording.changes import changes_sentence
from ojdesk.core.wording.lessons import lessons_sentence
from ojdesk.core.wording.overviews import overview_sentence, register_sentence, shares_sentence
from ojdesk.core.wording.reasons import nonresponse_sentences, trust_in_short
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.standouts import standout_sentence
from ojdesk.core.wording.trends import groups_sentence, trend_sentence

with (Path(__file__).parent / "sentences.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter=";"))


def _spread(data: Dataset, unit: str, indicator: str, year: int, peers: PeerSet) -> str:
    return spread_sentence(spreads.spread(data, unit, indicator, year, peers=peers), data.decimals[indicator])


def _trend(data: Dataset, unit: str, indicator: str, _: int, peers: PeerSet) -> str:
    return trend_sentence(trends.trend(data, unit, indicator, peers=peers), data.decimals[indicator])


def _groups(data: Dataset, unit: str, indicator: str, _: int, peers: PeerSet) -> str:
    return groups_sentence(trends.by_group(data, unit, indicator, peers), data.decimals[indicator])


def _trust(data: Dataset, unit: str, indicator: str, year: int, _: PeerSet) -> str:
    return trust_in_short(reasons.trust(data, unit, indicator, year))


def _overview(data: Dataset, unit: str, _: str, year: int, peers: PeerSet) -> str:
    return overview_sentence(overviews.overview(data, unit, year, peers=peers))


def _shares(data: Dataset, unit: str, _: str, year: int, peers: PeerSet) -> str:
    return shares_sentence(overviews.overview(data, unit, year, peers=peers), data.decimals)


def _register(data: Dataset, unit: str, _: str, year: int, peers: PeerSet) -> str:
    return register_sentence(overviews.overview(data, unit, year, Source.REGISTER, peers))


def _lessons(data: Dataset, unit: str, _: str, year: int, peers: PeerSet) -> str:
    found = lessons(data, unit, year, peers)
    return "" if found is None else lessons_sentence(found)


def _changes(data: Dataset, unit: str, _: str, year: int, peers: PeerSet) -> str:
    return changes_sentence(overviews.overview(data, unit, year, peers=peers))


def _standouts(data: Dataset, unit: str, _: str, year: int, peers: PeerSet) -> str:
    source = Source.SURVEY if data.years_of(Source.SURVEY) else Source.REGISTER
    found = standouts.standouts(data, overviews.overview(data, unit, year, source, peers))
    return " | ".join(f"{it.indicator.short}: {standout_sentence(it, data.decimals[it.indicator.id])}" for it in found)


def _nonresponse(data: Dataset, unit: str, _: str, year: int, __: PeerSet) -> str:
    return " ".join(nonresponse_sentences(reasons.nonresponse(data, unit, year)))


SAYS: dict[str, Callable[[Dataset, str, str, int, PeerSet], str]] = {
    "spridning": _spread,
    "utveckling": _trend,
    "kön och födelseland": _groups,
    "håller siffran": _trust,
    "översikt": _overview,
    "andelar": _shares,
    "register": _register,
    "att lära av": _lessons,
    "förändring": _changes,
    "sticker ut": _standouts,
    "bortfall": _nonresponse,
}


@pytest.fixture(scope="module")
def opened(sample: Import, dataset: Dataset) -> dict[str, Dataset]:
    """What is open, by its name in the table."""
    surveys = [it for it in sample.readings if it.source is Source.SURVEY]
    registers = [it for it in sample.readings if it.source is Source.REGISTER]
    return {
        "alla": dataset,
        "enkät 2022": build(it for it in surveys if it.years == (2022,)),
        "enkäter": build(surveys),
        "register": build(registers),
        "register 2022": build(it for it in registers if it.years == (2022,)),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['mening']}: {case['fall']}")
def test_the_sentence_is_the_one_in_the_table(case: dict[str, str], opened: dict[str, Dataset]) -> None:
    peers = PeerSet("Grannarna", members=tuple(case["grupp"].split())) if case["grupp"] else NO_PEERS
    said = SAYS[case["mening"]](opened[case["filer"]], case["enhet"], case["indikator"], int(case["år"]), peers)
    assert said.replace("\u00a0", " ") == case["lydelse"]


def test_there_are_cases_enough_of_every_kind() -> None:
    assert len(CASES) >= 80
    assert {case["mening"] for case in CASES} == SAYS.keys()
