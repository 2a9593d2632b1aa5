"""Charts of rows: what is handed to the plot is what `compare` says, and what is drawn can be read."""

import pytest
from PySide6.QtWidgets import QApplication

from ojdesk.core.compare import spreads
from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.dataset import Dataset
from ojdesk.core.palette import LIGHT
from ojdesk.core.peers import PeerSet
from ojdesk.core.wording.numbers import NBSP
from ojdesk.gui.charts.marks import Bar, Dots, Whisker
from ojdesk.gui.charts.rows import MarkAxis, RowChart
from tests.gui.charts.drawn import curve, marks, same
from tests.gui.user import tooltip


def bars(chart: RowChart) -> list[Bar]:
    """The bars of the counties, rather than the band behind the own one."""
    return [it for it in marks(chart, Bar) if it.colour != LIGHT.selected]


def bands(chart: RowChart) -> list[float]:
    """The rows that are marked."""
    return [it.middle for it in marks(chart, Bar) if it.colour == LIGHT.selected]


def test_bars_are_as_long_as_the_shares(rows: RowChart, dataset: Dataset) -> None:
    spread = spreads.spread(dataset, "1489", "plan_tre_manader_alla", 2022)
    assert isinstance(spread, ShareSpread)
    rows.draw(spread, 0)
    assert [(it.start, it.middle) for it in bars(rows)] == [(0, at) for at in range(21)]
    assert same([it.end for it in bars(rows)], [row.share or 0 for row in spread.rows])


def test_few_answers_are_hatched(rows: RowChart, dataset: Dataset) -> None:
    spread = spreads.spread(dataset, "1489", "freda", 2022)
    assert isinstance(spread, ShareSpread)
    rows.draw(spread, 0)
    hatched = [it.hatched for it in bars(rows)]
    assert hatched == [row.answered < 5 for row in spread.rows]
    assert [row.county.name for row, few in zip(spread.rows, hatched, strict=True) if few] == ["Gotlands län"]


def test_the_own_county_is_marked_by_more_than_its_colour(rows: RowChart, dataset: Dataset) -> None:
    spread = spreads.spread(dataset, "1489", "freda", 2022)
    assert isinstance(spread, ShareSpread)
    rows.draw(spread, 0)
    own = next(at for at, row in enumerate(spread.rows) if row.county.code == "14")
    assert [at for at, it in enumerate(bars(rows)) if it.colour == LIGHT.own] == [own]
    assert bands(rows) == [own]


@pytest.mark.parametrize("unit", ["00", "1489"])
def test_the_nation_is_a_dashed_line_with_its_value(rows: RowChart, dataset: Dataset, unit: str) -> None:
    spread = spreads.spread(dataset, unit, "freda", 2022)
    rows.draw(spread, 0)
    QApplication.processEvents()
    line = curve(rows, LIGHT.nation)
    assert {x for x, _ in line.points} == {spread.nation.value}
    assert line.dashed
    assert said_below(rows) == [f"Riket 76{NBSP}%"]
    assert len(bands(rows)) == (unit != "00")


def said_below(rows: RowChart) -> list[str]:
    """What the upright lines are said to be."""
    axis = rows.axes["bottom"]
    assert isinstance(axis, MarkAxis)
    return [text for _, text, _ in axis.marks]


@pytest.mark.parametrize("indicator", ["freda", "plan_tre_manader_alla", "andel_mottagare"])
def test_a_comparison_set_is_a_line_of_its_own_with_its_computed_value(
    rows: RowChart, dataset: Dataset, indicator: str
) -> None:
    peers = PeerSet("Grannarna", members=("1440", "1463", "1472"))
    spread = spreads.spread(dataset, "1489", indicator, 2022, peers=peers)
    rows.draw(spread, 0)
    QApplication.processEvents()
    assert spread.peers is not None
    assert {x for x, _ in curve(rows, LIGHT.group).points} == {spread.peers.value}
    riket, gruppen = said_below(rows)
    assert riket.startswith("Riket ")
    assert gruppen.startswith("Gruppen ")
    assert gruppen.endswith(", beräknat")
    rows.draw(spreads.spread(dataset, "1489", indicator, 2022), 0)
    assert said_below(rows) == [riket]


def test_whiskers_reach_from_the_lowest_to_the_highest_possible_share(rows: RowChart, dataset: Dataset) -> None:
    spread = spreads.spread(dataset, "1489", "freda", 2022)
    assert isinstance(spread, ShareSpread)
    rows.draw(spread, 0)
    silent = [(at, row.lowest, row.highest) for at, row in enumerate(spread.rows) if row.answered < row.asked]
    assert [(it.middle, it.lowest, it.highest) for it in marks(rows, Whisker)] == silent


def test_dots_stand_at_the_values_of_all_municipalities(rows: RowChart, dataset: Dataset) -> None:
    spread = spreads.spread(dataset, "1489", "belopp_per_inv", 2022)
    assert isinstance(spread, NumberSpread)
    rows.draw(spread, 0)
    drawn = sorted(x for it in marks(rows, Dots) for x, _ in it.points)
    assert same(drawn, sorted(spread.standing.everyone.values))
    largest = max(marks(rows, Dots), key=lambda it: it.size)
    assert [x for x, _ in largest.points] == [spread.own.value]
    assert all(spot.code for spot in rows.spots)


def test_pointing_at_a_bar_tells_its_counts_and_what_the_silent_could_have_changed(
    rows: RowChart, dataset: Dataset
) -> None:
    rows.draw(spreads.spread(dataset, "1489", "plan_tre_manader_alla", 2022), 0)
    QApplication.processEvents()
    spot = next(it for it in rows.spots if it.text.startswith("Halland"))
    said = tooltip(rows, rows.place(spot.x, spot.y).toPoint())
    assert said == (
        f"Hallands län: 2 av 5 svarande uppfyller (40{NBSP}%). 1 svarade inte; om de hade svarat: "
        f"33{NBSP}% till 50{NBSP}%."
    )
