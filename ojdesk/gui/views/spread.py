"""Länsspridning: how the counties differ, where the own one stands, and how its units answered."""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ojdesk.core.compare import spreads
from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.compare.spreads import CountyNumbers, CountyShare, NumberSpread, ShareSpread
from ojdesk.core.model import FigureKey
from ojdesk.core.report.figures import spread_picture
from ojdesk.core.wording.answers import NO_VALUE
from ojdesk.core.wording.numbers import percent, value_text
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.gui.charts.rows import RowChart
from ojdesk.gui.charts.tiles import Tiles
from ojdesk.gui.clipboard import copy_of
from ojdesk.gui.tables import RIGHT, Column, RowsModel
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
        self._peers = text_label("caption")
        self.peer_tiles = Tiles()
        self.peer_tiles.picked.connect(self._pick)
        self.peer_tiles.source_asked.connect(self._ask_source)
        # All counties need their row; where the window is too low for that and the tiles, it scrolls.
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._twin.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column.addWidget(self._twin, 1)
        for widget in (self._legend, self._units, self.tiles, self._peers, self.peer_tiles):
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

    def copied(self) -> QMimeData | None:
        if self._drawn is None:
            return None
        return copy_of(self._twin.table.model(), self.sentence.text(), spread_picture(*self._drawn))

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        decimals = dataset.decimals.get(choice.indicator, 0)
        spread = spreads.spread(dataset, choice.unit, choice.indicator, choice.year, peers=choice.peers)
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
        peer_tiles = spread.peer_tiles if isinstance(spread, ShareSpread) else ()
        self._peers.setVisible(bool(peer_tiles))
        self.peer_tiles.setVisible(bool(peer_tiles))
        self._peers.setText(choice.peers.label_for(choice.unit))
        self.peer_tiles.show_tiles(peer_tiles, "", choice.peers.label)
        self._legend.setText(_SHARE_LEGEND if is_share else _NUMBER_LEGEND)
        rows: Sequence[_Row] = (*([spread.peers] if spread.peers is not None else []), *spread.rows)
        self.model.set_rows(rows, _columns(spread, decimals))


_SHARE_LEGEND = (
    "Andelen är publicerad, antalet beräknat. Streck: möjlig andel om alla hade svarat. Randigt: färre än fem svar."
)
_NUMBER_LEGEND = (
    "Punkt: en kommun. Band: undre till övre kvartilen. Streck och tal: medianen. Kvartiler och median är beräknade."
)


_Row: TypeAlias = CountyShare | CountyNumbers | PeerFigure
#: What a comparison set's computed value is called in the rows of counties.
_OF_PEERS = {"share": "value", "median": "value"}


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
    columns: list[Column[_Row]] = [Column("Län", _name)]
    return columns + [_column(spread, title, name, text) for title, name, text in shown]


def _name(row: _Row) -> str:
    return f"{row.peers.label}, beräknat" if isinstance(row, PeerFigure) else row.county.name


def _column(spread: ShareSpread | NumberSpread, title: str, name: str, text: Callable[..., str]) -> Column[_Row]:
    def value(row: _Row) -> float | None:
        wanted = _OF_PEERS.get(name, name) if isinstance(row, PeerFigure) else name
        found: float | None = getattr(row, wanted, None)
        return found

    def figure(row: _Row) -> FigureKey | None:
        # All but the share is computed, and stands in no cell.
        if not isinstance(row, CountyShare) or name != "share" or row.computed:
            return None
        return FigureKey(spread.indicator.id, row.county.code, spread.year)

    def shown(row: _Row) -> str:
        found = value(row)
        # Of a comparison set the median alone is computed.
        return NO_VALUE if found is None and isinstance(row, PeerFigure) else text(found)

    return Column(title, shown, value, RIGHT, figure=figure)
