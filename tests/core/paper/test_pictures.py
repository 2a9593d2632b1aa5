"""Figures for paper: well-formed, described, with the same numbers, and drawn with our own font alone."""

import struct
from xml.etree import ElementTree

import pytest
from PIL import ImageFont

from ojdesk.core.compare import spreads, trends
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Answer
from ojdesk.core.paper.drawing import Drawing
from ojdesk.core.paper.picture import Picture, png
from ojdesk.core.paper.spread import spread_picture
from ojdesk.core.paper.trend import trend_picture
from ojdesk.core.peers import PeerSet
from ojdesk.core.resources import resource
from ojdesk.core.wording.names import short_county

SVG = "{http://www.w3.org/2000/svg}"
PEERS = PeerSet("Grannarna", members=("1440", "1463", "1472"))
UNITS = ("1489", "0980", "018006", "148034", "14", "00")


def texts(picture: Picture) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("unit", UNITS)
def test_every_figure_is_well_formed_and_inside_its_sheet(dataset: Dataset, unit: str) -> None:
    for indicator, decimals in dataset.decimals.items():
        pictures = [
            trend_picture(trends.trend(dataset, unit, indicator), decimals),
            spread_picture(spreads.spread(dataset, unit, indicator, 2022), decimals),
            trend_picture(trends.trend(dataset, unit, indicator, peers=PEERS), decimals),
            spread_picture(spreads.spread(dataset, unit, indicator, 2022, peers=PEERS), decimals),
        ]
        for picture in pictures:
            root = ElementTree.fromstring(picture.svg)
            assert root.findtext(f"{SVG}desc") == picture.description
            numbers = [value for it in root.iter() for value in it.attrib.values()]
            assert not [value for value in numbers if "nan" in value]
            for line in root.iter(f"{SVG}polyline"):
                points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
                assert all(-1 <= x <= picture.width + 1 and -1 <= y <= picture.height + 1 for x, y in points)


def test_the_spread_writes_share_and_counts_for_each_county(dataset: Dataset) -> None:
    said = texts(spread_picture(spreads.spread(dataset, "1489", "plan_tre_manader_alla", 2022), 0))
    assert {"Värmland", "87\u00a0%", "13 av 15", "21 av 51", "Riket 40\u00a0%"} <= set(said)


def test_the_trend_labels_its_lines_at_the_end(dataset: Dataset) -> None:
    said = texts(trend_picture(trends.trend(dataset, "1489", "andel_mottagare"), 1))
    assert {"Alingsås 3,9\u00a0%", "Länet 4,6\u00a0%", "Riket 4,3\u00a0%", "2018", "2022"} <= set(said)


def test_a_comparison_set_is_marked_as_computed(dataset: Dataset) -> None:
    for picture in (
        trend_picture(trends.trend(dataset, "1489", "andel_mottagare", peers=PEERS), 1),
        spread_picture(spreads.spread(dataset, "1489", "plan_tre_manader_alla", 2022, peers=PEERS), 0),
    ):
        said = texts(picture)
        assert any(it.startswith("Gruppen* ") for it in said)
        assert "* Grannarna, beräknat av ojdesk" in said


def test_no_line_is_drawn_over_a_break(dataset: Dataset) -> None:
    picture = trend_picture(trends.trend(dataset, "1489", "rutin_vald_vuxen"), 0)
    root = ElementTree.fromstring(picture.svg)
    break_at = next(
        float(line.attrib["points"].split(",")[0])
        for line in root.iter(f"{SVG}polyline")
        if "stroke-dasharray" in line.attrib and len({p.split(",")[0] for p in line.attrib["points"].split()}) == 1
    )
    crossing = [
        line
        for line in root.iter(f"{SVG}polyline")
        if (xs := [float(point.split(",")[0]) for point in line.attrib["points"].split()])
        and min(xs) < break_at < max(xs)
        and len({point.split(",")[1] for point in line.attrib["points"].split()}) > 1
    ]
    assert crossing == []
    assert "ändrad definition" in texts(picture)


@pytest.mark.parametrize("unit", ["14", "018014", "018022"])
def test_names_at_the_lines_ends_are_whole(dataset: Dataset, unit: str) -> None:
    picture = trend_picture(trends.trend(dataset, unit, "andel_mottagare"), 1)
    name = dataset.units[unit].name
    label = next(
        it for it in ElementTree.fromstring(picture.svg).iter(f"{SVG}text") if (it.text or "").startswith(name)
    )
    letters = ImageFont.truetype(str(resource("fonts", "Inter-SemiBold.ttf")), 100)
    assert float(label.attrib["x"]) + letters.getlength(label.text or "") * 9.5 / 100 <= picture.width


def test_a_city_that_answers_through_its_parts_has_no_empty_row_of_signs(dataset: Dataset) -> None:
    assert "Stockholm" not in texts(trend_picture(trends.trend(dataset, "0180", "rutin_vald_vuxen"), 0))


@pytest.mark.parametrize("indicator", ["rutin_vald_vuxen", "andel_mottagare"])
def test_the_description_has_every_county_with_what_stands_at_its_row(dataset: Dataset, indicator: str) -> None:
    found = spreads.spread(dataset, "1489", indicator, 2022)
    picture = spread_picture(found, dataset.decimals.get(indicator, 0))
    said, drawn = picture.description, texts(picture)
    for row in found.rows:
        at = drawn.index(short_county(row.county))
        value, counted = drawn[at + 1 : at + 3]
        assert f"{short_county(row.county)} {value} ({counted})" in said


def test_few_answers_are_hatched(dataset: Dataset) -> None:
    picture = spread_picture(spreads.spread(dataset, "1489", "rutin_vald_vuxen", 2022), 0)
    assert "<pattern" in picture.svg


def test_text_from_files_cannot_break_out() -> None:
    drawing = Drawing(100, 20)
    drawing.text((0, 10), '<script>&"\x00\x0b</script>', "#000000", anchor="middle")
    root = ElementTree.fromstring(drawing.svg("a <b> & c"))
    assert [element.text for element in root.iter(f"{SVG}text")] == ['<script>&"</script>']
    assert root.findtext(f"{SVG}desc") == "a <b> & c"


def test_every_sign_can_be_drawn() -> None:
    drawing = Drawing(20, 20)
    for answer in Answer:
        drawing.sign(answer, (0, 0), 16, "#000000")
    assert ElementTree.fromstring(drawing.svg("tecken")) is not None


def test_png_has_the_asked_resolution_and_shows_text(dataset: Dataset) -> None:
    picture = spread_picture(spreads.spread(dataset, "1489", "plan_tre_manader_alla", 2022), 0)
    drawn = png(picture, 300)
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == pytest.approx(picture.width / 72 * 300, abs=1)
    assert height == pytest.approx(picture.height / 72 * 300, abs=1)
    silent = Picture(picture.svg.replace("<text", "<metadata").replace("</text>", "</metadata>"), *_size(picture), "")
    assert len(png(silent, 300)) < len(drawn) * 0.7


def _size(picture: Picture) -> tuple[float, float]:
    return picture.width, picture.height
