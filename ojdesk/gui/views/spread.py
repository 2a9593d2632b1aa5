"""Länsspridning: how the counties differ, where the own one stands, and how its units answered."""

import math
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ojdesk.core import compare
from ojdesk.core.compare import CountyNumbers, CountyShare, NumberSpread, ShareSpread
from ojdesk.core.export import exhibits
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.model import FigureKey
from ojdesk.core.wording import NO_VALUE, percent, spread_sentence, value_text
from ojdesk.gui.charts.rows import RowChart
from ojdesk.gui.charts.tiles import Tiles
from ojdesk.gui.tables import RIGHT, Column, RowsModel, table_of
from ojdesk.gui.views.view import Twin, View
from ojdesk.gui.widgets import text_label
from ojdesk.gui.workspace import Workspace


class SpreadView(View):
    """A row for each county."""

    title = "Länsspridning"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.chart = RowChart("Diagram över länen")
        self.chart.setMinimumHeight(320)
        self.chart.picked.connect(self._pick)
        self.model = RowsModel[_Row](())
        self._drawn: tuple[ShareSpread | NumberSpread, int] | None = None
        self._twin = Twin(self.chart, self.model, "Tabell över länen")
        self._legend = text_label("quiet")
        self._units = text_label("caption")
        self.tiles = Tiles()
        self.tiles.picked.connect(self._pick)
        self.tiles.source_asked.connect(self._ask_source)
        self.chart.source_asked.connect(self.source_asked)
        self.offer_sources(self._twin.table)
        # All counties need their row; where the window is too low for that and the tiles, it scrolls.
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._twin.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column.addWidget(self._twin, 1)
        for widget in (self._legend, self._units, self.tiles):
            column.addWidget(widget)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)

    def _ask_source(self, code: str) -> None:
        if self._drawn is not None:
            spread, _ = self._drawn
            self.source_asked.emit(FigureKey(spread.indicator.id, code, spread.year))

    def _pick(self, code: str) -> None:
        self.workspace.choose(unit=code)

    def entry(self) -> QWidget:
        return self._twin.seen()

    def toggle_table(self) -> None:
        self._twin.toggle()

    def exhibit(self) -> Exhibit | None:
        dataset = self.workspace.dataset
        if self._drawn is None or dataset is None:
            return None
        spread, _ = self._drawn
        table = table_of(self._twin.table.model(), f"Länen {spread.year}", dataset)
        return exhibits.of_spread(dataset, spread, self.heading.text(), table)

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        decimals = dataset.decimals.get(choice.indicator, 0)
        spread = compare.spread(dataset, choice.unit, choice.indicator, choice.year)
        self.say(spread.indicator.name_in(spread.year).replace("*", ""), spread_sentence(spread, decimals))
        self._drawn = (spread, decimals)
        self.chart.draw(spread, decimals)
        is_share = isinstance(spread, ShareSpread)
        has_tiles = isinstance(spread, ShareSpread) and bool(spread.tiles)
        self._units.setVisible(has_tiles)
        self.tiles.setVisible(has_tiles)
        if isinstance(spread, ShareSpread) and spread.county is not None:
            self._units.setText(f"Enheterna i {spread.county.name}")
            self.tiles.show_tiles(spread.tiles, spread.unit.code)
        self._legend.setText(_SHARE_LEGEND if is_share else _NUMBER_LEGEND)
        rows: Sequence[_Row] = spread.rows
        self.model.set_rows(rows, _columns(spread, decimals))


_SHARE_LEGEND = (
    "Andelen är publicerad, antalet beräknat. Streck: möjlig andel om alla hade svarat. Randigt: färre än fem svar."
)
_NUMBER_LEGEND = (
    "Punkt: en kommun. Band: undre till övre kvartilen. Streck och tal: medianen. Kvartiler och median är beräknade."
)


_Row: TypeAlias = CountyShare | CountyNumbers


def _columns(spread: ShareSpread | NumberSpread, decimals: int) -> list[Column[_Row]]:
    """The columns of the table twin: title, attribute of the row, and how it is written."""

    def share(value: float | None) -> str:
        return NO_VALUE if value is None or math.isnan(value) else percent(value, decimals)

    def amount(value: float) -> str:
        return value_text(value, spread.indicator, decimals)

    shown: list[tuple[str, str, Callable[..., str]]] = [
        ("Lägst", "minimum", amount),
        ("Undre kvartil", "lower_quartile", amount),
        ("Median", "median", amount),
        ("Övre kvartil", "upper_quartile", amount),
        ("Högst", "maximum", amount),
    ]
    if isinstance(spread, ShareSpread):
        shown = [
            ("Andel", "share", share),
            ("Uppfyller", "met", str),
            ("Svarande", "answered", str),
            ("Tillfrågade", "asked", str),
            ("Lägst möjliga", "lowest", share),
            ("Högst möjliga", "highest", share),
        ]
    columns: list[Column[_Row]] = [Column("Län", lambda row: row.county.name)]
    return columns + [_column(spread, title, name, text) for title, name, text in shown]


def _column(spread: ShareSpread | NumberSpread, title: str, name: str, text: Callable[..., str]) -> Column[_Row]:
    value: Callable[[_Row], float | None] = attrgetter(name)

    def figure(row: _Row) -> FigureKey | None:
        # All but the share is computed, and stands in no cell.
        is_published = isinstance(row, CountyShare) and name == "share" and not row.computed
        return FigureKey(spread.indicator.id, row.county.code, spread.year) if is_published else None

    return Column(title, lambda row: text(value(row)), value, RIGHT, figure=figure)
