"""How a map is drawn: classes, fills and signs, where areas and labels lie."""

import itertools
import math
from dataclasses import replace

import pytest

from ojdesk.core.compare.figures import Figure
from ojdesk.core.dataset import Dataset
from ojdesk.core.map_drawing import Box, Fill, Texture, fill_of, fit, labels, legend
from ojdesk.core.map_wording import area_cell, area_text, left_out
from ojdesk.core.maps import Area, AreaMap, class_limits, county_map, municipality_map
from ojdesk.core.model import Answer, Scale, Status
from ojdesk.core.outlines import outlines
from ojdesk.core.palette import DARK, LIGHT, Palette
from ojdesk.core.wording.numbers import NBSP

PLAN, NUMBER, MIXED = "plan_tre_manader_alla", "andel_mottagare", "socionomexamen"


def area(shown: AreaMap, code: str) -> Area:
    return next(it for it in shown.areas if it.unit.code == code)


@pytest.mark.parametrize("low", [-3.0, 0.0, 0.4, 2.3, 578.0])
@pytest.mark.parametrize("apart", [0.0, 0.02, 4.3, 11.1, 1047.0])
def test_classes_are_few_round_and_take_in_both_ends(low: float, apart: float) -> None:
    limits = class_limits(low, low + apart)
    widths = [b - a for a, b in itertools.pairwise(limits)]
    assert 1 <= len(widths) <= 5
    assert widths == pytest.approx([widths[0]] * len(widths))
    assert limits[0] <= low + 1e-9
    assert limits[-1] >= low + apart - 1e-9
    assert widths[0] / 10 ** math.floor(math.log10(widths[0]) + 1e-9) == pytest.approx(
        min((1, 2, 2.5, 5), key=lambda it: abs(it - widths[0] / 10 ** math.floor(math.log10(widths[0]) + 1e-9)))
    )


@pytest.mark.parametrize(("value", "at"), [(0, 0), (19.4, 0), (19.6, 1), (20, 1), (79.9, 4), (99.9, 4), (100, 4)])
def test_a_value_has_the_class_of_the_number_that_is_written(dataset: Dataset, value: float, at: int) -> None:
    shown = county_map(dataset, "1489", PLAN, 2022)
    assert shown.class_of(replace(shown.areas[0], value=value)) == at


def test_colour_follows_value_and_few_answers_are_striped(dataset: Dataset) -> None:
    shown = county_map(dataset, "1489", PLAN, 2022)
    for it in shown.areas:
        assert it.value is not None
        fill = fill_of(it, shown, LIGHT)
        assert fill.colour == LIGHT.classes[min(int(it.value // 20), 4)]
        assert (fill.texture is Texture.STRIPED) == (it.answered < 5)
    assert [it.unit.name for it in shown.areas if fill_of(it, shown, LIGHT).texture is Texture.STRIPED] == [
        "Gotlands län"
    ]


def test_answers_have_their_sign_and_their_fill(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "1489", PLAN, 2022, "14")
    seen = set()
    for it in shown.areas:
        fill, answer = fill_of(it, shown, LIGHT), it.figure.answer
        if it.districts:
            assert fill == Fill(LIGHT.bulk, ink=LIGHT.text)
        elif answer in {Answer.YES, Answer.PARTLY, Answer.NO}:
            assert (fill.colour, fill.sign, fill.texture) == (LIGHT.fills[answer], answer, Texture.PLAIN)
            seen.add(answer)
        else:
            assert fill.texture is Texture.LATTICE
    assert seen == {Answer.YES, Answer.PARTLY, Answer.NO}


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.MISSING, "svarade inte"),
        (Status.SUPPRESSED, "skyddat av sekretess"),
        (Status.NOT_APPLICABLE, "inte aktuellt"),
        (Status.UNKNOWN, "svaret går inte att tolka"),
        (None, "finns inte med i filen"),
    ],
)
def test_what_is_missing_is_never_coloured_and_its_reason_is_said(
    dataset: Dataset, status: Status | None, told: str
) -> None:
    shown = municipality_map(dataset, "1489", PLAN, 2022, "14")
    it = replace(area(shown, "1489"), figure=Figure(None, status, Scale.GRADED))
    assert fill_of(it, shown, LIGHT).texture is Texture.LATTICE
    assert area_text(it, shown) == f"Alingsås: {told}."
    numbers = municipality_map(dataset, "1489", NUMBER, 2022, "14")
    other = replace(area(numbers, "1489"), figure=Figure(None, status, Scale.PERCENT), value=None)
    assert fill_of(other, numbers, LIGHT).texture is Texture.LATTICE
    assert fill_of(other, numbers, LIGHT).colour == LIGHT.ground
    assert area_cell(other, numbers) not in {"0", f"0{NBSP}%", "nej"}


def test_several_reasons_stand_in_the_legend_with_their_numbers(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "1489", PLAN, 2022, "14")
    assert left_out(shown) == "svarade inte"
    hidden = replace(area(shown, "1440"), figure=Figure(None, Status.SUPPRESSED, Scale.GRADED))
    silent = [replace(it, figure=Figure(None, Status.MISSING, Scale.GRADED)) for it in shown.areas[1:3]]
    assert left_out(replace(shown, areas=(hidden, *silent))) == "svarade inte (2), skyddat av sekretess (1)"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_classes_and_answers_are_told_apart_in_grey(p: Palette) -> None:
    away = [contrast(it, p.ground) for it in p.classes]
    assert away == sorted(away)
    assert all(contrast(one, other) >= 1.4 for one, other in itertools.pairwise(p.classes))
    fills = [p.fills[it] for it in (Answer.NO, Answer.PARTLY, Answer.YES)]
    away = [contrast(it, p.ground) for it in fills]
    assert away == sorted(away)
    assert all(contrast(one, other) >= 1.4 for one, other in itertools.pairwise(fills))


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_signs_stripes_and_outlines_can_be_seen(dataset: Dataset, p: Palette) -> None:
    for shown in (county_map(dataset, "1489", PLAN, 2022), municipality_map(dataset, "1489", PLAN, 2022, "14")):
        for it in shown.areas:
            fill = fill_of(it, shown, p)
            assert not fill.sign or contrast(fill.ink, fill.colour) >= 3
            assert fill.texture is not Texture.STRIPED or contrast(fill.ink, fill.colour) >= 3
    assert contrast(p.quiet, p.ground) >= 3


@pytest.mark.parametrize("box", [Box(10, 20, 300, 440), Box(0, 0, 900, 200)])
@pytest.mark.parametrize("code", ["01", "09", "25"])
def test_areas_lie_inside_their_box_and_fill_it_one_way(code: str, box: Box) -> None:
    placed = fit([code], box)
    points = [placed.point(*point) for ring in outlines()[code].rings for point in ring.tolist()]
    across, down = [x for x, _ in points], [y for _, y in points]
    assert min(across) >= box.left - 1e-6
    assert max(across) <= box.left + box.width + 1e-6
    assert min(down) >= box.top - 1e-6
    assert max(down) <= box.top + box.height + 1e-6
    assert max(max(across) - min(across) - box.width, max(down) - min(down) - box.height) == pytest.approx(0, abs=1e-6)
    assert max(across) - min(across) == pytest.approx(placed.width)


def test_every_area_has_a_label_that_runs_into_no_other_or_none_has(dataset: Dataset) -> None:
    shown = municipality_map(dataset, "1489", PLAN, 2022, "14")
    codes = [it.unit.code for it in shown.areas]
    box = Box(100, 0, 400, 420)
    found = labels(shown, fit(codes, box), box, 15, 15)
    assert sorted(it.area.unit.code for it in found) == sorted(codes)
    for on_left in (True, False):
        heights = sorted(it.edge[1] for it in found if it.on_left is on_left)
        assert min(b - a for a, b in itertools.pairwise(heights)) >= 15 - 1e-6
        assert heights[0] >= 7
        assert heights[-1] <= 413
    low = Box(100, 0, 400, 200)
    assert labels(shown, fit(codes, low), low, 15, 15) == []


def test_the_legend_says_what_is_on_the_map(dataset: Dataset) -> None:
    words = legend(county_map(dataset, "1489", PLAN, 2022), LIGHT)
    assert words.limits == tuple(f"{it}{NBSP}%" for it in (0, 20, 40, 60, 80, 100))
    assert words.colours == LIGHT.classes
    assert words.nation == (0.4, f"Riket 40{NBSP}%")
    assert [text for _, text in words.items] == ["färre än fem svar"]
    words = legend(municipality_map(dataset, "1489", PLAN, 2022, "14"), LIGHT)
    assert words.limits == ()
    assert [text for _, text in words.items] == [
        "ja", "ja, men inte för alla", "nej", "svarar i delar: så många uppfyller", "svarade inte",
    ]  # fmt: skip
    assert [text for _, text in legend(municipality_map(dataset, "1489", "freda", 2022, "09"), LIGHT).items] == [
        "ja",
        "nej",
    ]
