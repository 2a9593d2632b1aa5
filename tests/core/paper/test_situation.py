"""The overview for paper: every sign and figure that is seen, inside its sheet."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from ojdesk.core.compare import overviews
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Answer, Source
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.situation import situation_picture
from tests.core.paper.test_pictures import SVG, texts


@pytest.mark.parametrize("unit", ["1489", "148052", "018006", "14", "00"])
@pytest.mark.parametrize("source", list(Source))
def test_every_row_is_there_and_inside_its_sheet(dataset: Dataset, unit: str, source: Source) -> None:
    overview = overviews.overview(dataset, unit, 2024, source)
    picture = situation_picture(overview, overview.rows, dataset.decimals)
    root = ElementTree.fromstring(picture.svg)
    said = texts(picture)
    assert {row.indicator.short for row in overview.rows} <= {*said}
    assert {row.indicator.area for row in overview.rows} <= {*said}
    assert str(overview.year) in said
    assert ("Riket" in said) == (unit != "00")
    assert ("Länet" in said) == overview.unit.level.answers
    for it in root.iter(f"{SVG}text"):
        assert 0 <= float(it.attrib["x"]) <= picture.width
        assert 0 < float(it.attrib["y"]) <= picture.height


def test_each_answer_has_its_sign_in_its_colour(dataset: Dataset) -> None:
    overview = overviews.overview(dataset, "1489", 2022)
    picture = situation_picture(overview, overview.rows, dataset.decimals)
    answers = [figure.answer for row in overview.rows for figure in row.own]
    crosses = picture.svg.count(f'stroke="{LIGHT.answers[Answer.NO]}"')
    halves = picture.svg.count(f'fill="{LIGHT.answers[Answer.PARTLY]}"')
    assert crosses == 2 * (answers.count(Answer.NO) + 1)  # two strokes each, and one in the legend
    assert halves == answers.count(Answer.PARTLY) + 1


def test_areas_are_not_named_where_rows_are_sorted_otherwise(dataset: Dataset) -> None:
    overview = overviews.overview(dataset, "1489", 2022)
    mixed = sorted(overview.rows, key=lambda row: row.indicator.short)
    said = texts(situation_picture(overview, mixed, dataset.decimals))
    assert not {row.indicator.area for row in overview.rows} & {*said}


def test_a_name_without_a_short_form_is_broken(dataset: Dataset) -> None:
    overview = overviews.overview(dataset, "1489", 2022)
    first = overview.rows[0]
    long = replace(first, indicator=replace(first.indicator, short="Aktuell överenskommelse om samverkan " * 3))
    one, other = (situation_picture(overview, [it], dataset.decimals) for it in (first, long))
    assert other.height > one.height + 20
    assert max(map(len, texts(other))) < 45
