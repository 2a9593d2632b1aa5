"""The report's figures as charts of Excel's own, beside the numbers that they are drawn from."""

from itertools import pairwise
from typing import Any

from xlsxwriter.chart import Chart as NativeChart
from xlsxwriter.worksheet import Worksheet

from ojdesk.core.palette import LIGHT
from ojdesk.core.report.blocks import Chart, Finding, Illustration, Report, Role, Series
from ojdesk.core.spreadsheet import Workbook
from ojdesk.core.text import in_plain_sight
from ojdesk.core.wording.numbers import number_format

CHARTS = "Diagram"
_COLOURS = {
    Role.OWN: LIGHT.own,
    Role.COUNTY: LIGHT.county,
    Role.NATION: LIGHT.nation,
    Role.GROUP: LIGHT.group,
    Role.OTHERS: LIGHT.peers,
}
#: In pixels, as Excel counts them.
_ROW, _WIDE, _LOW, _CATEGORY, _SERIES = 20, 760, 360, 200, 100
#: What A4 on its side has room for, within the margins that XlsxWriter sets.
_PAGE_WIDE, _PAGE_HIGH = 900, 590
#: The column of the categories; the charts stand in that before it, the series in those after it.
_CATEGORIES = 1
#: Where lines and bars are drawn, as parts of the chart: beside them stand the counties' names, or the lines'.
_BARS_AT = {"x": 0.27, "y": 0.1, "width": 0.62, "height": 0.87}
_LINES_AT = {"x": 0.07, "y": 0.15, "width": 0.66, "height": 0.75}
#: Two labels closer than this, as a part of the axis, would lie on each other.
_NEAR = 0.07


def illustrations(report: Report) -> list[tuple[Illustration, Chart]]:
    """The figures that have a chart."""
    shown = [block.shown if isinstance(block, Finding) else block for block in report.blocks]
    return [(it, it.chart) for it in shown if isinstance(it, Illustration) and it.chart is not None]


def add_charts(workbook: Workbook, report: Report) -> None:
    """A sheet with them under each other; none where there are none."""
    shown = illustrations(report)
    if not shown:
        return
    sheet = workbook.sheet(CHARTS)
    sheet.hide_gridlines(2)
    series = max(len(chart.series) for _, chart in shown)
    sheet.set_column_pixels(0, 0, _WIDE + _ROW)
    sheet.set_column_pixels(_CATEGORIES, _CATEGORIES, _CATEGORY)
    sheet.set_column_pixels(_CATEGORIES + 1, _CATEGORIES + series, _SERIES)
    scale = _PAGE_WIDE / (_WIDE + _ROW + _CATEGORY + series * _SERIES)
    sheet.set_print_scale(max(int(100 * scale), 10))
    rows_on_page = int(_PAGE_HIGH / scale / _ROW)
    row = page = 0
    breaks = []
    if report.invented:
        workbook.write(sheet, row, 0, report.invented, workbook.format(bold=True, font_color=LIGHT.alarm))
        row = 2
    for illustration, chart in shown:
        high = max(_LOW, (len(chart.categories) + 3) * _ROW)
        end = row + 2 + high // _ROW
        if end - page > rows_on_page and row > page:
            breaks.append(row)
            page = row
        workbook.write(sheet, row, 0, chart.caption, workbook.format(font_color=LIGHT.quiet))
        head = row + 1
        _write_figures(workbook, sheet, head, chart)
        native = _native(workbook, chart, head)
        native.set_size({"width": _WIDE, "height": high})
        description = in_plain_sight(f"{chart.caption} {illustration.picture.description}")
        sheet.insert_chart(head, 0, native, {"description": description, "object_position": 3})
        row = end + 1
    sheet.set_h_pagebreaks(breaks)


def _write_figures(workbook: Workbook, sheet: Worksheet, head: int, chart: Chart) -> None:
    bold = workbook.format(bold=True, bottom=1, text_wrap=True, align="right")
    number = workbook.format(num_format=number_format(chart.decimals, chart.unit))
    sheet.set_row_pixels(head, 3 * _ROW)
    workbook.write(sheet, head, _CATEGORIES, "Län" if chart.bars else "År", workbook.format(bold=True, bottom=1))
    for at, category in enumerate(chart.categories, start=head + 1):
        workbook.write(sheet, at, _CATEGORIES, category, workbook.format(num_format="@"))
    for column, series in enumerate(chart.series, start=_CATEGORIES + 1):
        workbook.write(sheet, head, column, series.name, bold)
        for at, value in enumerate(series.values, start=head + 1):
            if value is not None:
                sheet.write_number(at, column, value, number)


def _native(workbook: Workbook, chart: Chart, head: int) -> NativeChart:
    native = workbook.book.add_chart({"type": "bar" if chart.bars else "line"})
    assert native is not None
    last = head + len(chart.categories)
    labels = {} if chart.bars else _sides(chart)
    for at, series in enumerate(chart.series):
        column = _CATEGORIES + 1 + at
        native.add_series(
            {
                "name": [CHARTS, head, column],
                "categories": [CHARTS, head + 1, _CATEGORIES, last, _CATEGORIES],
                "values": [CHARTS, head + 1, column, last, column],
                **(_bars(chart) if chart.bars else _line(chart, series, labels.get(at))),
            }
        )
    title = in_plain_sight(chart.caption).partition(". ")[0].removesuffix(".")
    native.set_title({"name": title, "name_font": {"size": 11, "color": LIGHT.text}})
    native.set_legend({"none": True})
    native.set_plotarea({"layout": _BARS_AT if chart.bars else _LINES_AT})
    native.set_chartarea({"border": {"none": True}})
    font = {"size": 9, "color": LIGHT.text}
    quiet = {"num_font": font, "major_tick_mark": "none", "line": {"color": LIGHT.rule}}
    scale = {"min": 0, "max": chart.top, "major_unit": chart.step, "num_font": font, "line": {"none": True}}
    scale["major_tick_mark"] = "none"
    scale["num_format"] = number_format(0 if chart.step == int(chart.step) else 1, chart.unit)
    scale["major_gridlines"] = {"visible": not chart.bars, "line": {"color": LIGHT.rule, "width": 0.75}}
    if chart.bars:
        native.set_x_axis({**scale, "visible": False})
        native.set_y_axis({**quiet, "reverse": True, "interval_unit": 1})
    else:
        native.set_x_axis(quiet)
        native.set_y_axis(scale)
    return native


def _bars(chart: Chart) -> dict[str, Any]:
    """Bars in the colour of whose they are, striped where few stand behind them, with their values at their ends."""
    points = []
    for at, role in enumerate(chart.bars):
        colour = _COLOURS[role]
        striped = {"pattern": "wide_upward_diagonal", "fg_color": colour, "bg_color": LIGHT.ground}
        points.append({"pattern": striped} if at in chart.few else {"fill": {"color": colour}})
    return {
        "gap": 30,
        "fill": {"color": _COLOURS[Role.OTHERS]},
        "points": points,
        "data_labels": {
            "value": True,
            "position": "outside_end",
            "num_format": number_format(chart.decimals, chart.unit),
            "font": {"size": 9, "color": LIGHT.text},
        },
    }


def _line(chart: Chart, series: Series, side: str | None) -> dict[str, Any]:
    """A line in its role's colour; with a `side`, its name and last value stand at its end."""
    colour = _COLOURS[series.role]
    drawn: dict[str, Any] = {
        "line": {
            "color": colour,
            "width": 3 if series.role is Role.OWN else 2,
            "dash_type": "dash" if series.role is Role.NATION else "solid",
        },
        "marker": {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
    }
    if side is not None:
        last = max(at for at, value in enumerate(series.values) if value is not None)
        drawn["data_labels"] = {
            "value": True,
            "series_name": True,
            "separator": ",",
            "position": side,
            "num_format": number_format(chart.decimals, chart.unit),
            "font": {"size": 9, "bold": True, "color": colour},
            "custom": [None if at == last else {"delete": True} for at in range(len(series.values))],
        }
    return drawn


def _sides(chart: Chart) -> dict[int, str]:
    """On which side of its end the label of each line stands, so that two that end near each other can be read."""
    last_part = {series.role: at for at, series in enumerate(chart.series)}
    ends = sorted(
        (next(value for value in reversed(chart.series[at].values) if value is not None), at)
        for at in last_part.values()
    )
    sides = {at: "right" for _, at in ends}
    for (low, below), (high, above) in pairwise(ends):
        if high - low < _NEAR * chart.top:
            sides[above] = "above"
            if sides[below] == "right":
                sides[below] = "below"
    return sides
