"""The figures behind a chart are those of the comparison, and what is missing stays missing."""

import math
from dataclasses import replace

import pytest

from ojdesk.core.compare import spreads, trends
from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.compare.trends import Trend
from ojdesk.core.dataset import Dataset
from ojdesk.core.peers import PeerSet
from ojdesk.core.report.blocks import Chart, Role
from ojdesk.core.report.charts import spread_chart, trend_chart
from ojdesk.core.wording.names import short_county

UNITS = ("1489", "148052", "0980", "14", "00")
INDICATORS = ("plan_tre_manader_alla", "rutin_vald_vuxen", "socionomexamen", "andel_langvarigt", "belopp_per_inv")
PEERS = PeerSet("Grannarna", members=("1463", "1472", "1480", "1489"))


def expected_lines(trend: Trend) -> dict[Role, list[float | None]]:
    """What each line has to show, straight from the comparison."""
    lines = {
        Role.OWN: trend.own_line,
        Role.COUNTY: trend.county if trend.county and trend.county.unit != trend.unit else None,
        Role.NATION: trend.nation if trend.nation and trend.nation.unit != trend.unit else None,
    }
    found = {role: list(line.values) for role, line in lines.items() if line is not None}
    if trend.peers:
        found[Role.GROUP] = [math.nan if it.value is None else it.value for it in trend.peers]
    there = {role: [None if math.isnan(it) else it for it in values] for role, values in found.items()}
    return {role: values for role, values in there.items() if any(it is not None for it in values)}


def drawn_lines(chart: Chart) -> dict[Role, list[float | None]]:
    """The parts of each line put together; no year may be in two of them."""
    lines: dict[Role, list[float | None]] = {}
    for series in chart.series:
        line = lines.setdefault(series.role, [None] * len(chart.categories))
        for at, value in enumerate(series.values):
            if value is not None:
                assert line[at] is None
                line[at] = value
    return lines


@pytest.mark.parametrize("peers", [PeerSet(), PEERS], ids=["alone", "with peers"])
@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("unit", UNITS)
def test_lines_are_those_of_the_comparison(dataset: Dataset, unit: str, indicator: str, peers: PeerSet) -> None:
    trend = trends.trend(dataset, unit, indicator, peers=peers)
    chart = trend_chart(trend, dataset.decimals[indicator])
    assert chart is not None
    assert chart.categories == tuple(map(str, trend.years))
    assert drawn_lines(chart) == expected_lines(trend)
    assert max(value for it in chart.series for value in it.values if value is not None) <= chart.top


@pytest.mark.parametrize("peers", [PeerSet(), PEERS], ids=["alone", "with peers"])
@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("unit", UNITS)
def test_bars_are_those_of_the_comparison(dataset: Dataset, unit: str, indicator: str, peers: PeerSet) -> None:
    spread = spreads.spread(dataset, unit, indicator, 2022, peers=peers)
    chart = spread_chart(spread, dataset.decimals[indicator])
    assert chart is not None
    (series,) = chart.series
    counties = [
        (name.partition(",")[0].rstrip("*"), value)
        for name, value, role in zip(chart.categories, series.values, chart.bars, strict=True)
        if role in {Role.OTHERS, Role.COUNTY} or (role is Role.OWN and isinstance(spread, ShareSpread) and unit == "14")
    ]
    if isinstance(spread, ShareSpread):
        assert counties == [(short_county(it.county), it.share) for it in spread.rows]
        assert sum(", " in name for name in chart.categories) == len(chart.categories)
    else:
        assert counties == [(short_county(it.county), it.median) for it in spread.rows]
    beside = {role: value for role, value in zip(chart.bars, series.values, strict=True) if role is not Role.OTHERS}
    assert beside[Role.OWN if unit == "00" else Role.NATION] == spread.nation.value
    assert beside.get(Role.GROUP) == (spread.peers.value if spread.peers else None)
    if isinstance(spread, NumberSpread):
        assert beside.get(Role.OWN) == spread.own.value
    there = [value for value in series.values if value is not None]
    assert there == sorted(there, reverse=isinstance(spread, ShareSpread))


def test_a_break_parts_every_line_and_says_where(dataset: Dataset) -> None:
    chart = trend_chart(trends.trend(dataset, "1489", "andel_langvarigt"), 1)
    assert chart is not None
    assert [it.name for it in chart.series] == [
        "Alingsås till 2020",
        "Alingsås från 2021",
        "Länet till 2020",
        "Länet från 2021",
        "Riket till 2020",
        "Riket från 2021",
    ]


def test_the_own_yes_and_no_are_no_line(dataset: Dataset) -> None:
    chart = trend_chart(trends.trend(dataset, "1489", "plan_tre_manader_alla"), 0)
    assert chart is not None
    assert [it.role for it in chart.series] == [Role.COUNTY, Role.NATION]


def test_what_is_missing_is_neither_nought_nor_bridged(dataset: Dataset) -> None:
    trend = trends.trend(dataset, "1489", "belopp_per_inv")
    assert trend.nation is not None
    values = (math.nan, *trend.nation.values[1:3], math.nan, trend.nation.values[4])
    chart = trend_chart(replace(trend, county=None, nation=replace(trend.nation, values=values)), 0)
    assert chart is not None
    nation = next(it for it in chart.series if it.role is Role.NATION)
    assert nation.values == (None, values[1], values[2], None, values[4])


def test_nothing_to_draw_is_no_chart(dataset: Dataset) -> None:
    trend = trends.trend(dataset, "1489", "plan_tre_manader_alla")
    assert trend_chart(replace(trend, county=None, nation=None), 0) is None
    spread = spreads.spread(dataset, "1489", "plan_tre_manader_alla", 2022)
    assert isinstance(spread, ShareSpread)
    assert spread_chart(replace(spread, rows=()), 0) is None


def test_a_county_where_nobody_answered_has_no_bar(dataset: Dataset) -> None:
    spread = spreads.spread(dataset, "1489", "plan_tre_manader_alla", 2022)
    assert isinstance(spread, ShareSpread)
    silent = replace(spread.rows[0], met=0, answered=0, share=None, computed=True)
    chart = spread_chart(replace(spread, rows=(*spread.rows[1:], silent)), 0)
    assert chart is not None
    assert chart.categories[-1] == "Värmland, inga svar"
    assert chart.series[0].values[-1] is None
    assert len(chart.categories) - 1 not in chart.few


def test_a_computed_share_is_marked(dataset: Dataset) -> None:
    spread = spreads.spread(dataset, "1489", "plan_tre_manader_alla", 2022)
    assert isinstance(spread, ShareSpread)
    chart = spread_chart(replace(spread, rows=(replace(spread.rows[0], computed=True), *spread.rows[1:])), 0)
    assert chart is not None
    assert chart.categories[0] == "Värmland*, 13 av 15"
    assert "* Andelen är beräknad av ojdesk ur enheternas svar." in chart.caption


@pytest.mark.parametrize(("highest", "step", "decimals"), [(90, 25, 0), (8, 2, 0), (9, 2.5, 1), (0.9, 0.25, 2)])
def test_ticks_have_the_decimals_that_they_need(dataset: Dataset, highest: float, step: float, decimals: int) -> None:
    trend = trends.trend(dataset, "1489", "andel_langvarigt")
    assert trend.nation is not None
    alone = replace(trend, own=(), county=None, nation=replace(trend.nation, values=(highest,) * len(trend.years)))
    chart = trend_chart(alone, 1)
    assert chart is not None
    assert (chart.step, chart.tick_decimals) == (step, decimals)
