"""The map on paper: well-formed, described, and with everybody's name."""

from xml.etree import ElementTree

import pytest

from ojdesk.core.dataset import Dataset
from ojdesk.core.map_wording import area_label, map_sentence
from ojdesk.core.maps import AreaMap, county_map, municipality_map
from ojdesk.core.palette import LIGHT
from ojdesk.core.paper.map import map_picture
from ojdesk.core.paper.picture import png
from ojdesk.core.peers import PeerSet

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["counties", "14", "01", "09", "10", "25"])
def shown(request: pytest.FixtureRequest, dataset: Dataset) -> AreaMap:
    if request.param == "counties":
        return county_map(dataset, "1489", "plan_tre_manader_alla", 2022)
    return municipality_map(dataset, "1489", "plan_tre_manader_alla", 2022, request.param)


def test_every_area_is_drawn_and_named_inside_the_sheet(shown: AreaMap) -> None:
    picture = map_picture(shown)
    root = ElementTree.fromstring(picture.svg)
    assert root.findtext(f"{SVG}desc") == picture.description == map_sentence(shown)
    said = [it.text for it in root.iter(f"{SVG}text")]
    assert {area_label(it, shown) for it in shown.areas} <= set(said)
    paths = [it for it in root.iter(f"{SVG}path") if it.attrib.get("fill-rule")]
    assert len([it for it in paths if it.attrib["fill"].startswith("#")]) >= len(shown.areas)
    for path in paths:
        points = [point.split(",") for point in path.attrib["d"].replace("M", " ").replace("z", " ").split()]
        assert all(-1 <= float(x) <= picture.width + 1 and -1 <= float(y) <= picture.height + 1 for x, y in points)
    for text in root.iter(f"{SVG}text"):
        wide = 4.5 * len(text.text or "")
        left = float(text.attrib["x"]) - {"start": 0, "middle": wide / 2, "end": wide}[text.attrib["text-anchor"]]
        assert left >= -8
        assert left + wide <= picture.width + 8


def test_missing_is_hatched_and_the_own_area_outlined(dataset: Dataset) -> None:
    picture = map_picture(municipality_map(dataset, "1489", "plan_tre_manader_alla", 2022, "14"))
    assert picture.svg.count("<pattern") == 1
    assert picture.svg.count("url(#c") == 2  # Ale, and the legend
    own = [it for it in ElementTree.fromstring(picture.svg).iter(f"{SVG}path") if it.attrib.get("stroke") == LIGHT.own]
    assert len(own) == 1


def test_members_of_the_comparison_set_have_a_dashed_line_or_a_dot(dataset: Dataset) -> None:
    peers = PeerSet("Grannarna", members=("1463", "1440"))
    below = map_picture(municipality_map(dataset, "1489", "plan_tre_manader_alla", 2022, "14", peers=peers))
    dashed = [it for it in ElementTree.fromstring(below.svg).iter(f"{SVG}path") if it.attrib.get("stroke-dasharray")]
    assert [it.attrib["stroke"] for it in dashed] == [LIGHT.group] * 3  # both, and the legend
    above = map_picture(county_map(dataset, "1489", "plan_tre_manader_alla", 2022, peers=peers))
    dots = ElementTree.fromstring(above.svg).iter(f"{SVG}circle")
    assert [it.attrib["fill"] for it in dots] == [LIGHT.group] * 3
    assert "i gruppen Grannarna" in above.svg


def test_it_becomes_a_picture(dataset: Dataset) -> None:
    assert png(map_picture(county_map(dataset, "0980", "andel_mottagare", 2022)), 72).startswith(b"\x89PNG")
