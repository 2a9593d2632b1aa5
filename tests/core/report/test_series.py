"""A report for each of several units."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from ojdesk.core import peers
from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Unit
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.report import content, pdf, series
from ojdesk.core.report.formats import Format, formats_named
from ojdesk.core.report.outline import Outline
from ojdesk.core.report.series import Outcome, Wanted, ranges, save_series, standing, wanted
from ojdesk.core.work import Refused, Stopped, no_progress

DAY = date(2026, 11, 22)
NEIGHBOURS = ("1489", "1463", "1490")


@pytest.fixture
def one_indicator(dataset: Dataset) -> Choice:
    return Choice(unit="1489", year=2022, indicators=("plan_tre_manader_alla",)).fitted(dataset)


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def saved(
    dataset: Dataset, choice: Choice, folder: Path, outline: Outline | None = None, *, replace: bool = False
) -> Sequence[Outcome]:
    series = neighbours(dataset, choice, outline or Outline())
    return save_series(dataset, series, DAY, folder, formats_named(["pdf"]), no_progress, replace=replace)


def neighbours(dataset: Dataset, choice: Choice, outline: Outline) -> Sequence[Wanted]:
    return wanted([dataset.units[code] for code in NEIGHBOURS], choice, outline)


def peers_of(unit: Unit, choice: Choice) -> PeerSet:
    return wanted([unit], choice, Outline())[0].choice.peers


def test_the_ranges_are_those_around_the_own_unit(dataset: Dataset, one_indicator: Choice) -> None:
    own = one_indicator.but(peers=PeerSet("Grannarna", members=("1463", "1490")))
    found = {it.title: [unit.code for unit in it.units] for it in ranges(dataset, own)}
    assert list(found) == ["Grannarna", "Västra Götalands län", "Alla kommuner"]
    assert found["Grannarna"] == ["1489", "1490", "1463"]
    assert found["Västra Götalands län"] == [it.code for it in dataset.units_in("14")]
    assert len(found["Alla kommuner"]) == sum(it.level == "kommun" for it in dataset.answering_units)


def test_a_part_of_a_city_has_its_city(dataset: Dataset, one_indicator: Choice) -> None:
    city = ranges(dataset, one_indicator.but(unit="148052"))[0]
    assert {it.municipality for it in city.units} == {"1480"}
    assert len(city.units) == 4


def test_each_unit_is_compared_with_its_own_kind(dataset: Dataset, one_indicator: Choice) -> None:
    alingsas, boras = dataset.units["1489"], dataset.units["1490"]
    similar = one_indicator.but(peers=peers.similar_municipalities(alingsas))
    assert peers_of(boras, similar) == peers.similar_municipalities(boras)
    assert peers_of(dataset.units["14"], similar) == NO_PEERS
    own = one_indicator.but(peers=PeerSet("Grannarna", members=NEIGHBOURS))
    assert peers_of(boras, own) == own.peers


def test_each_report_is_the_one_that_it_would_be_alone(dataset: Dataset, one_indicator: Choice, tmp_path: Path) -> None:
    outcomes = saved(dataset, one_indicator, tmp_path)
    series = neighbours(dataset, one_indicator, Outline())
    assert [it.unit.code for it in outcomes] == list(NEIGHBOURS)
    for outcome, it in zip(outcomes, series, strict=True):
        alone = content.report(dataset, it.choice, DAY, it.outline)
        assert [it.read_bytes() for it in outcome.paths] == [pdf.write(alone)]


def test_comments_go_into_the_own_report_alone(dataset: Dataset, one_indicator: Choice, tmp_path: Path) -> None:
    outline = Outline().commented("plan_tre_manader_alla", "Vi har anställt två.", 2022).summed_up("Så är det.", 2022)
    texts = [text_of(it.paths[0]) for it in saved(dataset, one_indicator, tmp_path, outline)]
    assert ["anställt två" in it for it in texts] == [True, False, False]
    assert ["Så är det." in it for it in texts] == [True, False, False]


def test_what_is_there_is_kept_unless_it_may_be_replaced(
    dataset: Dataset, one_indicator: Choice, tmp_path: Path
) -> None:
    series, kinds = neighbours(dataset, one_indicator, Outline()), formats_named(["pdf"])
    assert standing(dataset, series, tmp_path, kinds) == ()
    saved(dataset, one_indicator, tmp_path)
    there = standing(dataset, series, tmp_path, kinds)
    assert {*there} == {*tmp_path.iterdir()}
    there[0].write_text("mine")
    saved(dataset, one_indicator, tmp_path)
    assert there[0].read_text() == "mine"
    assert len([*tmp_path.iterdir()]) == 2 * len(NEIGHBOURS)
    saved(dataset, one_indicator, tmp_path, replace=True)
    assert there[0].read_bytes().startswith(b"%PDF")
    assert len([*tmp_path.iterdir()]) == 2 * len(NEIGHBOURS)


@pytest.mark.parametrize("trouble", [Refused("Disken är full."), ZeroDivisionError()])
def test_the_series_goes_on_after_a_failure_and_says_which(
    dataset: Dataset, one_indicator: Choice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    make = content.report

    def fail(dataset: Dataset, choice: Choice, made: date, outline: Outline) -> object:
        if choice.unit == "1463":
            raise trouble
        return make(dataset, choice, made, outline)

    monkeypatch.setattr(series, "report", fail)
    outcomes = {it.unit.code: it for it in saved(dataset, one_indicator, tmp_path)}
    assert [code for code, it in outcomes.items() if it.refusal] == ["1463"]
    assert outcomes["1463"].fault is (None if isinstance(trouble, Refused) else trouble)
    assert all(outcomes[code].paths[0].exists() for code in ("1489", "1490"))


def test_it_stops_when_asked_and_leaves_no_half_file(dataset: Dataset, one_indicator: Choice, tmp_path: Path) -> None:
    def stop(done: int, _total: int, _text: str) -> None:
        if done:
            raise Stopped

    kinds: list[Format] = formats_named(["pdf"])
    with pytest.raises(Stopped):
        save_series(dataset, wanted(dataset.units_in("14"), one_indicator, Outline()), DAY, tmp_path, kinds, stop)
    left = [*tmp_path.iterdir()]
    assert 0 < len(left) < len(dataset.units_in("14"))
    assert all(it.suffix == ".pdf" and it.read_bytes().rstrip().endswith(b"%%EOF") for it in left)
