"""Charts of lines: what is handed to the plot is what `compare` says, and what is drawn can be read."""

import itertools
import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle, QWidget
from pytestqt.qtbot import QtBot

from ojdesk.core.compare import spreads, trends
from ojdesk.core.compare.figures import Figure
from ojdesk.core.compare.trends import Line, Trend
from ojdesk.core.dataset import Dataset
from ojdesk.core.model import Answer, Scale, Status
from ojdesk.core.palette import LIGHT
from ojdesk.core.wording.numbers import NBSP
from ojdesk.gui import theme
from ojdesk.gui.charts.lines import LineChart
from ojdesk.gui.charts.marks import Curve, Tile, Words, cosmetic
from ojdesk.gui.charts.rows import RowChart
from tests.gui.charts.drawn import curve, curves, marks, same, written_on
from tests.gui.test_desk import EVIL
from tests.gui.user import click, tooltip


def strokes(curve: Curve) -> list[tuple[float, float]]:
    """The lines that a curve draws, as (from, to) along x."""
    return [(start[0], end[0]) for run in curve.runs() for start, end in itertools.pairwise(run)]


def points_of(curve: Curve) -> list[tuple[float, float]]:
    return [(x, y) for x, y in curve.points if not math.isnan(y)]


@pytest.mark.parametrize("unit", ["1489", "018018", "148034"])
def test_lines_run_through_what_compare_says(lines: LineChart, dataset: Dataset, unit: str) -> None:
    trend = trends.trend(dataset, unit, "andel_mottagare")
    lines.draw(trend, 1)
    for line, colour in ((trend.own_line, LIGHT.own), (trend.county, LIGHT.county), (trend.nation, LIGHT.nation)):
        if line is None or all(math.isnan(value) for value in line.values):
            continue
        assert [x for x, _ in curve(lines, colour).points] == list(trend.years)
        assert same([y for _, y in curve(lines, colour).points], line.values)


def test_there_is_a_grey_line_for_each_other_unit(lines: LineChart, dataset: Dataset) -> None:
    trend = trends.trend(dataset, "1489", "andel_mottagare")
    lines.draw(trend, 1)
    assert len(trend.others) > 40
    for drawn, said in zip(curves(lines, LIGHT.bulk), trend.others, strict=True):
        assert same([y for _, y in drawn.points], said.values)


@pytest.mark.parametrize("unit", ["1489", "14", "00"])
def test_no_line_crosses_a_break(lines: LineChart, dataset: Dataset, unit: str) -> None:
    trend = trends.trend(dataset, unit, "rutin_vald_vuxen")
    assert [it.year for it in trend.breaks] == [2024]
    lines.draw(trend, 0)
    drawn = [it for colour in (LIGHT.own, LIGHT.county, LIGHT.nation, LIGHT.bulk) for it in curves(lines, colour)]
    assert len(drawn) >= 2
    for it in drawn:
        assert (2022, 2023) in strokes(it)
        assert (2023, 2024) not in strokes(it)
        assert 2024 in [x for x, _ in points_of(it)]
    breaks = [it for it in curves(lines, LIGHT.quiet) if {x for x, _ in it.points} == {2023.5}]
    assert len(breaks) == 1
    assert "ändrad definition" in [it.text for it in marks(lines, Words)]


def test_a_missing_year_is_a_gap_and_not_a_bridge(lines: LineChart, dataset: Dataset) -> None:
    trend = trends.trend(dataset, "1489", "andel_mottagare")
    own = list(trend.own)
    own[2] = Figure(None, Status.SUPPRESSED, Scale.PERCENT)
    lines.draw(replace(trend, own=tuple(own)), 1)
    assert strokes(curve(lines, LIGHT.own)) == [(2018, 2019), (2021, 2022)]


@pytest.mark.parametrize("dashed", [False, True])
def test_pens_do_not_grow_with_the_screen(dashed: bool) -> None:
    assert cosmetic(LIGHT.own, 3, dashed=dashed).isCosmetic()


@pytest.mark.parametrize("indicator", ["freda", "andel_mottagare", "plan_tre_manader_alla"])
def test_each_year_is_written_once_and_whole(lines: LineChart, dataset: Dataset, indicator: str) -> None:
    trend = trends.trend(dataset, "1489", indicator)
    lines.draw(trend, 0)
    QApplication.processEvents()
    assert written_on(lines, "bottom") == [str(year) for year in trend.years]


def test_shares_of_units_run_from_0_to_100(lines: LineChart, rows: RowChart, dataset: Dataset) -> None:
    lines.draw(trends.trend(dataset, "1489", "freda"), 0)
    rows.draw(spreads.spread(dataset, "1489", "freda", 2022), 0)
    QApplication.processEvents()
    wanted = [f"{share}{NBSP}%" for share in (0, 25, 50, 75, 100)]
    assert written_on(lines, "left") == wanted
    assert written_on(rows, "top") == wanted


def test_the_value_axis_writes_decimals_with_a_comma_and_thousands_with_a_space(
    lines: LineChart, dataset: Dataset
) -> None:
    trend = trends.trend(dataset, "1489", "andel_mottagare")
    nine = tuple(Figure(9.5, Status.VALUE, Scale.PERCENT) for _ in trend.years)
    lines.draw(replace(trend, own=nine, others=()), 1)
    QApplication.processEvents()
    assert written_on(lines, "left") == [f"{it}{NBSP}%" for it in ("0,0", "2,5", "5,0", "7,5", "10,0")]
    lines.draw(trends.trend(dataset, "1489", "belopp_per_inv"), 0)
    QApplication.processEvents()
    assert f"1{NBSP}000" in written_on(lines, "left")


def test_answers_are_a_strip_of_signs_over_their_years(lines: LineChart, dataset: Dataset) -> None:
    trend = trends.trend(dataset, "148034", "freda")
    lines.draw(trend, 0)
    told = {spot.text for spot in lines.spots if spot.text.startswith("Centrum")}
    assert told == {f"Centrum {year}: {word}" for year, word in ((2018, "ja"), (2019, "ja"), (2020, "ja"))}
    assert [(it.x, it.answer) for it in marks(lines, Tile)] == [(year, Answer.YES) for year in (2018, 2019, 2020)]


def test_the_nation_as_ones_own_unit_is_one_line_with_one_label(lines: LineChart, dataset: Dataset) -> None:
    lines.draw(trends.trend(dataset, "00", "andel_mottagare"), 1)
    assert len(curves(lines, LIGHT.own)) == 1
    assert curves(lines, LIGHT.nation) == []
    assert len([spot for spot in lines.spots if spot.text.startswith("Riket 2022")]) == 1


@pytest.mark.parametrize("unit", ["14", "018014", "1489", "018022"])
@pytest.mark.parametrize("indicator", ["freda", "andel_mottagare"])
def test_the_label_at_a_lines_end_has_room(lines: LineChart, dataset: Dataset, unit: str, indicator: str) -> None:
    trend = trends.trend(dataset, unit, indicator)
    lines.draw(trend, 1)
    QApplication.processEvents()
    value = "" if indicator == "freda" and unit != "14" else f" 99,9{NBSP}%"
    width = QFontMetricsF(theme.font(bold=True, figures=True)).horizontalAdvance(trend.unit.name + value)
    assert lines.axes["right"].room > width
    assert lines.plot.width() > 300


def test_pointing_tells_and_a_click_on_a_grey_line_picks_its_unit(
    lines: LineChart, dataset: Dataset, qtbot: QtBot
) -> None:
    trend = trends.trend(dataset, "1489", "andel_mottagare")
    alone = replace(trend, others=trend.others[:1], own=trend.own, county=None, nation=None)
    lines.draw(alone, 1)
    QApplication.processEvents()
    other = trend.others[0]
    place = lines.place(2022, other.values[-1]).toPoint()
    assert tooltip(lines, place).startswith(f"{other.unit.name} 2022: ")
    with qtbot.waitSignal(lines.picked) as picked:
        click(lines, place)
    assert picked.args == [other.unit.code]
    nowhere = lines.place(2020.5, 0).toPoint()
    assert tooltip(lines, nowhere) == ""
    with qtbot.assertNotEmitted(lines.picked):
        click(lines, nowhere)


def test_tooltips_come_sooner_in_charts_than_elsewhere(lines: LineChart, qapp: QApplication) -> None:
    def delay(style: QStyle, widget: QWidget | None) -> int:
        return style.styleHint(QStyle.StyleHint.SH_ToolTip_WakeUpDelay, None, widget)

    assert delay(lines.style(), lines) == 300 < delay(qapp.style(), None)


def test_names_are_never_taken_for_html_in_tooltips(lines: LineChart, rows: RowChart, dataset: Dataset) -> None:
    trend = trends.trend(dataset, "1489", "andel_mottagare")
    unit = replace(trend.others[0].unit, name=EVIL)
    lines.draw(replace(trend, others=(Line(unit, trend.others[0].values),), county=None, nation=None), 1)
    QApplication.processEvents()
    place = lines.place(2022, trend.others[0].values[-1]).toPoint()
    assert "&lt;img src=x&gt;&lt;b&gt;Ale&lt;/b&gt; &amp; Åre 2022" in tooltip(lines, place)


def test_a_chart_says_its_sentence_to_screen_readers(lines: LineChart, rows: RowChart, dataset: Dataset) -> None:
    lines.draw(trends.trend(dataset, "1489", "freda"), 0)
    assert lines.accessibleDescription().startswith("Andelen i riket som uppfyller indikatorn ökade")
    rows.draw(spreads.spread(dataset, "1489", "freda", 2022), 0)
    assert rows.accessibleDescription().startswith("I Västra Götalands län uppfyller")


def test_the_wheel_is_left_to_what_is_around_the_chart(lines: LineChart, dataset: Dataset) -> None:
    lines.draw(trends.trend(dataset, "1489", "freda"), 0)
    before = lines.across, lines.upwards
    turned = QWheelEvent(
        QPointF(300, 100),
        QPointF(300, 100),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(lines, turned)
    assert not turned.isAccepted()
    assert (lines.across, lines.upwards) == before


def test_labels_at_line_ends_are_kept_apart(lines: LineChart, dataset: Dataset) -> None:
    trend: Trend = trends.trend(dataset, "1489", "andel_mottagare")
    level = tuple(5.0 for _ in trend.years)
    assert trend.county is not None
    assert trend.nation is not None
    own = tuple(Figure(5.0, Status.VALUE, Scale.PERCENT) for _ in trend.years)
    lines.draw(
        replace(trend, own=own, county=replace(trend.county, values=level), nation=replace(trend.nation, values=level)),
        1,
    )
    QApplication.processEvents()
    image = lines.grab().toImage()
    edge = round(lines.plot.right()) + 8
    inked = [
        any(image.pixelColor(x, y).lightness() < 160 for x in range(edge, image.width())) for y in range(image.height())
    ]
    runs = sum(now and not before for before, now in zip([False, *inked], inked, strict=False))
    assert runs == 3
