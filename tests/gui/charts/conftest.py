"""Charts by themselves, shown at the size they have in the window."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojdesk.gui import theme
from ojdesk.gui.charts.frame import Chart
from ojdesk.gui.charts.lines import LineChart
from ojdesk.gui.charts.rows import RowChart

SIZE = (780, 360)


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Callable[[Chart], None]:
    theme.apply(qapp, "light")

    def shown(chart: Chart) -> None:
        qtbot.addWidget(chart)
        chart.resize(*SIZE)
        chart.show()
        qtbot.waitExposed(chart)

    return shown


@pytest.fixture
def lines(show: Callable[[Chart], None]) -> LineChart:
    chart = LineChart("Diagram")
    show(chart)
    return chart


@pytest.fixture
def rows(show: Callable[[Chart], None]) -> RowChart:
    chart = RowChart("Diagram")
    show(chart)
    return chart
