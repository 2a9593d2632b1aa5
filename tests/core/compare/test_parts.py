"""A city whose parts answer instead of it: counted, said to be counted, and never called absent."""

import re
from dataclasses import replace

import pytest

from ojdesk.core.compare import overviews, spreads, trends
from ojdesk.core.compare.parts import parts
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.workbook import Import
from ojdesk.core.model import Source
from ojdesk.core.paper.situation import situation_picture
from ojdesk.core.wording.overviews import overview_sentence, parts_note
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.core.wording.trends import trend_sentence

STOCKHOLM, GOTHENBURG = "0180", "1480"


@pytest.mark.parametrize(
    ("city", "year", "asked"), [("0180", 2020, 14), ("0180", 2024, 11), ("1480", 2020, 10), ("1480", 2022, 4)]
)
def test_parts_are_those_of_the_year_and_counted_from_the_cells(
    dataset: Dataset, city: str, year: int, asked: int
) -> None:
    found = parts(dataset, dataset.units[city], "freda", year)
    assert found is not None
    assert len(found.units) == asked
    cells = [dataset.observation("freda", it.code, year) for it in found.units]
    values = [it.value for it in cells if it is not None and it.value is not None]
    assert (found.met, found.answered) == (values.count(1), len(values))


def test_whoever_has_an_answer_of_their_own_has_no_parts(dataset: Dataset, sample: Import) -> None:
    for unit in ("1489", "148052", "01", "00"):
        assert parts(dataset, dataset.units[unit], "freda", 2022) is None
    assert parts(dataset, dataset.units[GOTHENBURG], "andel_barn", 2022) is None
    readings = list(sample.readings)
    at = next(at for at, it in enumerate(readings) if it.source is Source.SURVEY and 2022 in it.years)
    table = readings[at].observations.copy()
    own = table[(table["unit_code"] == "1489") & (table["indicator_id"] == "freda")].copy()
    table["unit_code"] = table["unit_code"].astype(str)
    table.loc[own.index, "unit_code"] = GOTHENBURG
    units = {**readings[at].units, GOTHENBURG: dataset.units[GOTHENBURG]}
    readings[at] = replace(readings[at], observations=table.astype({"unit_code": "category"}), units=units)
    answering = build(readings)
    assert parts(answering, answering.units[GOTHENBURG], "freda", 2022) is None
    assert parts(answering, answering.units[GOTHENBURG], "fia", 2022) is not None


def test_sentences_say_who_answers_and_that_it_is_counted(dataset: Dataset) -> None:
    overview = overviews.overview(dataset, GOTHENBURG, 2022)
    assert overview_sentence(overview) == "Göteborg svarar genom fyra socialförvaltningar 2022"
    assert parts_note(overview).endswith("beräknat av ojdesk.")
    stockholm = overviews.overview(dataset, STOCKHOLM, 2022)
    assert overview_sentence(stockholm) == "Stockholm svarar genom 13 stadsdelar 2022"
    found = parts(dataset, dataset.units[GOTHENBURG], "freda", 2024)
    assert found is not None
    said = trend_sentence(trends.trend(dataset, GOTHENBURG, "freda"))
    assert re.search(r"Göteborg svarar genom fyra socialförvaltningar; 2024 uppfyller \w+ av \w+ svarande", said)
    for text in (said, spread_sentence(spreads.spread(dataset, GOTHENBURG, "freda", 2022))):
        assert "beräknat av ojdesk" in text
        assert "finns inte med" not in text
    assert parts_note(overviews.overview(dataset, "1489", 2022)) == ""


def test_the_paper_has_the_counts_where_others_have_signs(dataset: Dataset) -> None:
    overview = overviews.overview(dataset, STOCKHOLM, 2022)
    svg = situation_picture(overview, overview.rows, dataset.decimals).svg
    freda = next(it for it in overview.rows if it.indicator.id == "freda")
    assert freda.parts[-1] is not None
    assert f">{freda.parts[-1].met} av {freda.parts[-1].answered}<" in svg
    assert "ja (för alla)" not in svg
