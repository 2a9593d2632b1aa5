"""A chart in PowerPoint's own form: its reader can change the figures, and the chart follows."""

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from ojdesk.core.axis import spread_out
from ojdesk.core.report.blocks import Chart, Role
from ojdesk.core.report.slide_layouts import LANGUAGE, NAME_SIZE, ROLE_COLOURS, SMALL_SIZE, Box
from ojdesk.core.report.slide_text import width
from ojdesk.core.spreadsheet import Workbook
from ojdesk.core.text import in_plain_sight
from ojdesk.core.wording.numbers import number_format

#: Where lines are drawn, as parts of the chart's width and height; labels stand to the right of them.
_LEFT, _TOP, _HEIGHT = 0.09, 0.04, 0.86


def add_chart(slide: Slide, chart: Chart, box: Box) -> GraphicFrame:
    """Puts the chart on a slide."""
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.bars else XL_CHART_TYPE.LINE_MARKERS
    frame = slide.shapes.add_chart(kind, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height), _Figures(chart))
    native = frame.chart
    native.has_legend = native.has_title = False
    native.font.size = Pt(SMALL_SIZE)
    native.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    if chart.bars:
        _draw_bars(native, chart, box)
    else:
        _draw_lines(native, chart, box)
    for text in native._chartSpace.iter(qn("a:defRPr")):
        text.set("lang", LANGUAGE)
    return frame


class _Figures(CategoryChartData):  # type: ignore[misc]
    """The figures as python-pptx takes them, with a workbook in which no name that begins with = is a formula."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(number_format=number_format(chart.decimals, chart.unit))
        self._chart = chart
        self.categories = [in_plain_sight(it) for it in chart.categories]
        for series in chart.series:
            self.add_series(in_plain_sight(series.name), series.values)

    @property
    def xlsx_blob(self) -> bytes:
        """What opens when one edits the figures."""
        chart, workbook = self._chart, Workbook()
        sheet = workbook.sheet("Sheet1")  # the name that python-pptx refers to
        form = workbook.format(num_format=number_format(chart.decimals, chart.unit))
        sheet.set_column(0, 0, max(map(len, chart.categories)) + 2)
        for row, category in enumerate(chart.categories, start=1):
            workbook.write(sheet, row, 0, category)
        for column, series in enumerate(chart.series, start=1):
            workbook.write(sheet, 0, column, series.name)
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, form)
        return workbook.close()


# Bars -------------------------------------------------------------------------------------------------------------


def _draw_bars(native: NativeChart, chart: Chart, box: Box) -> None:
    """Each with its value at its end, so that neither grid nor scale is needed."""
    values = native.value_axis
    values.minimum_scale, values.maximum_scale = 0, chart.top
    values.has_major_gridlines = values.visible = False
    names = native.category_axis
    names.reverse_order = True  # the first on top
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    # Every name, however little room PowerPoint thinks there is.
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))
    left = min(max(width(it, SMALL_SIZE) for it in chart.categories) / box.width, 0.5)
    _lay_out(native, left, 1 - left - width("10 000", SMALL_SIZE) / box.width)
    plot = native.plots[0]
    plot.gap_width, plot.vary_by_categories = 30, False
    series = plot.series[0]
    for at, role in enumerate(chart.bars):
        fill = series.points[at].format.fill
        if at in chart.few:
            fill.patterned()
            fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
            fill.fore_color.theme_color = ROLE_COLOURS[role]
            fill.back_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        else:
            fill.solid()
            fill.fore_color.theme_color = ROLE_COLOURS[role]
    labels = series.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = number_format(chart.decimals, chart.unit), False
    labels.font.size = Pt(SMALL_SIZE)
    for at, role in enumerate(chart.bars):
        if role is not Role.OTHERS and chart.series[0].values[at] is not None:
            label = series.points[at].data_label
            label.font.bold = True
            label.font.size = Pt(SMALL_SIZE)
            label.font.color.theme_color = ROLE_COLOURS[role]
            label.position = XL_LABEL_POSITION.OUTSIDE_END
            label._dLbl.find(qn("c:showCatName")).set("val", "0")


# Lines ------------------------------------------------------------------------------------------------------------


def _draw_lines(native: NativeChart, chart: Chart, box: Box) -> None:
    values, years = native.value_axis, native.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, chart.top, chart.step
    values.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    values.major_gridlines.format.line.width = Pt(0.75)
    values.format.line.fill.background()
    values.major_tick_mark = years.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.number_format = number_format(0 if chart.step == int(chart.step) else 1, chart.unit)
    values.tick_labels.number_format_is_linked = False
    years.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    years.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    labelled = _labelled(chart)
    names = max(width(f"{chart.series[at].name}: 100,0 %", NAME_SIZE) for at in labelled)
    _lay_out(native, _LEFT, 1 - _LEFT - min(names / box.width, 0.5))
    for at, (drawn, series) in enumerate(zip(native.plots[0].series, chart.series, strict=True)):
        _draw_line(drawn, series.role)
        if at in labelled:
            _label(drawn, chart, at, labelled[at])


def _labelled(chart: Chart) -> dict[int, float]:
    """The last part of each line, and how far down its label is moved, as a part of the height, to stand free."""
    last = {series.role: at for at, series in enumerate(chart.series)}
    ends = [(at, _last(chart, at)) for at in last.values()]
    wanted = [_TOP + _HEIGHT * (1 - value / chart.top) for _, value in ends]
    places = spread_out(wanted, 0.055, _TOP, _TOP + _HEIGHT)
    return {at: place - want for (at, _), place, want in zip(ends, places, wanted, strict=True)}


def _last(chart: Chart, at: int) -> float:
    return next(value for value in reversed(chart.series[at].values) if value is not None)


def _draw_line(drawn: LineSeries, role: Role) -> None:
    drawn.smooth = False
    line, marker = drawn.format.line, drawn.marker
    line.color.theme_color = ROLE_COLOURS[role]
    line.width = Pt(3.5 if role is Role.OWN else 2.25)
    if role is Role.NATION:
        line.dash_style = MSO_LINE_DASH_STYLE.DASH
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 7
    marker.format.fill.solid()
    marker.format.fill.fore_color.theme_color = ROLE_COLOURS[role]
    marker.format.line.fill.background()


def _label(drawn: LineSeries, chart: Chart, at: int, down: float) -> None:
    """The line's name and last value, live at its end."""
    values = chart.series[at].values
    position = max(index for index, value in enumerate(values) if value is not None)
    label = drawn.points[position].data_label
    label.font.size, label.font.bold = Pt(NAME_SIZE), True
    label.font.color.theme_color = ROLE_COLOURS[chart.series[at].role]
    label.position = XL_LABEL_POSITION.RIGHT
    element = label._dLbl
    for name, shown in (("showSerName", "1"), ("showVal", "1"), ("showCatName", "0"), ("showLegendKey", "0")):
        element.find(qn(f"c:{name}")).set("val", shown)
    element.find(qn("c:showBubbleSize")).addnext(parse_xml(f"<c:separator {nsdecls('c')}>: </c:separator>"))
    shape = number_format(chart.decimals, chart.unit).replace('"', "&quot;")
    first = element.find(qn("c:idx"))
    first.addnext(parse_xml(f'<c:numFmt {nsdecls("c")} formatCode="{shape}" sourceLinked="0"/>'))
    if abs(down) > 1e-9:
        first.addnext(
            parse_xml(
                f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="0"/><c:y val="{down:.5f}"/>'
                "</c:manualLayout></c:layout>"
            )
        )
    body = element.find(qn("c:txPr")).find(qn("a:bodyPr"))
    body.set("wrap", "none")


def _lay_out(native: NativeChart, left: float, across: float) -> None:
    """Fixes where the lines or bars are, so that there is room for what stands beside them."""
    area = native._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/><c:x val="{left:.4f}"/><c:y val="{_TOP}"/><c:w val="{across:.4f}"/>'
            f'<c:h val="{_HEIGHT}"/></c:manualLayout></c:layout>'
        ),
    )
