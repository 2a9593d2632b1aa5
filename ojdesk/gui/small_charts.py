"""Small charts of developments beside each other, under the large one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from ojdesk.core.choice import Small
from ojdesk.core.compare import trends
from ojdesk.core.compare.trends import Trend
from ojdesk.core.wording.answers import GROUP_WORDS, in_table
from ojdesk.gui.charts.lines import LineChart, highest_of
from ojdesk.gui.widgets import text_label, tip

_HEIGHT, _WIDTH, _BARE_WIDTH = 150, 236, 140


@dataclass(frozen=True)
class SmallChart:
    """A small chart: its title, what it draws, and how.

    Attributes:
        indicator: What a click brings into focus; empty for nothing.
        highest: The largest value of all charts on its scale; None for a scale of its own.
    """

    title: str
    trend: Trend
    decimals: int
    indicator: str = ""
    highest: float | None = None


def of_indicator(trend: Trend, decimals: int) -> SmallChart:
    """The development of another indicator, on a scale of its own."""
    return SmallChart(trend.indicator.short, trend, decimals, trend.indicator.id)


def of_group(trend: Trend, decimals: int, groups: Sequence[Trend]) -> SmallChart:
    """The development of one of the groups that an indicator is given for, with its newest value in the title."""
    at = trends.newest(groups)
    year = f" {trend.years[at]}" if trend.years[at] != trend.years[-1] else ""
    title = f"{GROUP_WORDS[trend.group].capitalize()}: {in_table(trend.own[at], decimals)}{year}"
    return SmallChart(title, trend, decimals, highest=max(map(highest_of, groups)))


class SmallCharts(QWidget):
    """Under the large chart: the groups of the same indicator, or the other ticked indicators.

    Signals:
        picked: An indicator's id.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[SmallChart] = []
        self._others: list[SmallChart] = []
        self.tabs = QTabBar()
        self.tabs.setObjectName("sources")
        self.tabs.setAccessibleName("Små diagram")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("Kvinnor och män, inrikes och utrikes födda")
        self.tabs.addTab("Övriga valda indikatorer")
        self._about = text_label("")
        self.small = _Multiples()
        self.small.picked.connect(self.picked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.tabs)
        layout.addWidget(self._about)
        layout.addWidget(self.small)

    def draw(self, *, groups: list[SmallChart], about_groups: str, others: list[SmallChart], small: Small) -> None:
        """Shows groups or other indicators; `small` is which of them where there are both."""
        self._groups, self._others = groups, others
        with QSignalBlocker(self.tabs):  # shown, not picked
            self.tabs.setCurrentIndex(list(Small).index(small))
        self._about.setText(about_groups)
        self._show()

    @property
    def is_empty(self) -> bool:
        return not self._groups and not self._others

    def needed(self, width: int) -> int:
        """How high it must be to be seen as a whole."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalMinimumSize().height()

    def _show(self) -> None:
        both = bool(self._groups and self._others)
        of_groups = bool(self._groups) and not (both and self.tabs.currentIndex() == 1)
        self.tabs.setVisible(bool(self._groups))
        self.tabs.setTabEnabled(1, both)
        self._about.setVisible(of_groups)
        self.small.draw(self._groups if of_groups else self._others, bare=of_groups)


class _Multiples(QScrollArea):
    """Small charts in as many columns as there is room for; a click brings one into focus.

    Signals:
        picked: An indicator's id.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_HEIGHT + 24)
        self.setAccessibleName("Små diagram")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setVerticalSpacing(8)
        self.setWidget(self._inside)
        self._labelled: list[_Card] = []
        self._bare: list[_Card] = []
        self._cards: list[_Card] = []
        self._width = _WIDTH
        #: Which cards stand in how many columns.
        self._placed: tuple[list[_Card], int] = ([], 0)

    def draw(self, shown: list[SmallChart], *, bare: bool) -> None:
        """Shows charts in place of those before; `bare` ones are narrower, and have their newest value in the title."""
        cards = self._bare if bare else self._labelled
        while len(cards) < len(shown):
            # Without a parent it would be a window of its own for a moment, and take the keyboard with it.
            card = _Card(self._inside, bare=bare)
            card.picked.connect(self.picked)
            cards.append(card)
        self._cards, self._width = cards[: len(shown)], _BARE_WIDTH if bare else _WIDTH
        self._grid.setHorizontalSpacing(8 if bare else 20)
        for card, it in zip(self._cards, shown, strict=True):
            card.draw(it)
        self._place()

    def _place(self) -> None:
        columns = max(self.viewport().width() // self._width, 1)
        if self._placed == (self._cards, columns):
            return
        self._placed = (self._cards, columns)
        for card in (*self._bare, *self._labelled):
            card.setVisible(card in self._cards)
            self._grid.removeWidget(card)
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 1 if row * columns >= len(self._cards) else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()


class _Card(QWidget):
    """One small chart under its name."""

    picked = Signal(str)

    def __init__(self, parent: QWidget, *, bare: bool) -> None:
        super().__init__(parent)
        self._indicator = ""
        self._title = ""
        self._name = text_label("caption", wrap=False)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._chart = LineChart("Litet diagram över utvecklingen", small=True, bare=bare)
        self._chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._chart.setFixedHeight(_HEIGHT)
        self._chart.clicked.connect(self._pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._name)
        layout.addWidget(self._chart)

    def draw(self, shown: SmallChart) -> None:
        self._indicator, self._title = shown.indicator, shown.title
        self._name.setToolTip(tip(self._title))
        self._chart.setAccessibleName(f"Litet diagram: {self._title}")
        self._elide()
        if self._indicator:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._chart.draw(shown.trend, shown.decimals, shown.highest)

    def _pick(self) -> None:
        if self._indicator:
            self.picked.emit(self._indicator)

    def _elide(self) -> None:
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self._name.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        del event
        self._pick()
