"""Länsspridning: how the counties differ, where the own one stands, and how its units answered."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ojdesk.core import maps
from ojdesk.core.choice import Form
from ojdesk.core.compare import figures, spreads
from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.compare.spreads import CountyNumbers, CountyShare, NumberSpread, ShareSpread
from ojdesk.core.dataset import Dataset
from ojdesk.core.export import exhibits
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.map_wording import area_cell, area_text, in_group, map_sentence
from ojdesk.core.maps import Area, AreaMap
from ojdesk.core.model import FigureKey
from ojdesk.core.outlines import outlines
from ojdesk.core.wording.answers import NO_VALUE
from ojdesk.core.wording.groups import PEERS_COMPUTED
from ojdesk.core.wording.names import heading_name
from ojdesk.core.wording.numbers import percent, value_text
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.gui.charts.map import MapChart
from ojdesk.gui.charts.rows import RowChart
from ojdesk.gui.charts.tiles import Tiles
from ojdesk.gui.tables import LEFT, RIGHT, Column, RowsModel, table_of
from ojdesk.gui.views.view import Twin, View
from ojdesk.gui.widgets import Segments, push_button, text_label
from ojdesk.gui.workspace import Workspace

_FORMS = {
    Form.ROWS: "Län i rader",
    Form.COUNTIES: "Karta över länen",
    Form.MUNICIPALITIES: "Karta över kommunerna",
}
#: The same by position.
_AT = list(_FORMS)

#: So high must the rows of all counties be to be read.
_ROWS_HEIGHT = 400
#: Below this width the way back stands on a line of its own.
_NARROW = 620
#: Below this one, so do the ways to show it.
_NARROWEST = 520


class SpreadView(View):
    """A row for each county, a map of them, or a map of one county's municipalities."""

    title = "Länsspridning"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._form = Form.ROWS
        self._left = ""
        self._spread: ShareSpread | NumberSpread | None = None
        self._shown: AreaMap | None = None
        self.chart = RowChart("Diagram över länen")
        self.chart.picked.connect(self._pick)
        self.chart.source_asked.connect(self.source_asked)
        self.model = RowsModel[_Row](())
        self._rows = Twin(self.chart, self.model, "Tabell över länen")
        self.map = MapChart("Karta")
        self.map.picked.connect(self._pick_area)
        self.map.left.connect(self.leave_county)
        self.map.source_asked.connect(self.source_asked)
        self.map_model = RowsModel[Area](())
        self._map = Twin(self.map, self.map_model, "Tabell över kartan")
        self._legend = text_label("quiet")
        self._units = text_label("caption", wrap=False)
        self.tiles = Tiles()
        self.tiles.picked.connect(self._pick)
        self.tiles.source_asked.connect(self._ask_source)
        self._peers = text_label("caption", wrap=False)
        self.peer_tiles = Tiles()
        self.peer_tiles.picked.connect(self._pick)
        self.peer_tiles.source_asked.connect(self._ask_source)
        for twin in (self._rows, self._map):
            self.offer_sources(twin.table)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._in_rows())
        self._stack.addWidget(self._map)
        self.body.addLayout(self._choice_of_ways())
        self.body.addSpacing(4)
        self.body.addWidget(self._stack, 1)

    def _choice_of_ways(self) -> QBoxLayout:
        self.ways = Segments("Visa som", list(_FORMS.values()))
        self.ways.chosen.connect(self.show_as)
        self.back = push_button("Tillbaka till länen", link=True)
        self.back.clicked.connect(self.leave_county)
        self._ways_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways_row.setSpacing(4)
        self._ways_row.addWidget(self.ways)
        self._ways_row.addStretch(1)
        self._ways_row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        return self._ways_row

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        narrow = self.width() < _NARROW
        self._ways_row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.ways.stack(on=self.width() < _NARROWEST)
        super().resizeEvent(event)
        self._fit_legend()

    def _fit_legend(self) -> None:
        """Otherwise it would give up its lines before the page scrolls."""
        self._legend.setMinimumHeight(max(self._legend.heightForWidth(self._legend.width()), 1))

    def _in_rows(self) -> QWidget:
        """All counties need their row; where the window is too low for that and the tiles, it scrolls."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._rows.setMinimumHeight(_ROWS_HEIGHT)
        column.addWidget(self._rows, 1)
        for widget in (self._legend, self._units, self.tiles, self._peers, self.peer_tiles):
            column.addWidget(widget)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    # What the user does -----------------------------------------------------------------------------------------

    def show_as(self, at: int, view: int | None = None) -> None:
        """Shows rows, the map of the counties, or that of the municipalities of the own county.

        Args:
            at: Which of these.
            view: Where this view is among all, if it may be that another one is looked at.
        """
        view = self.workspace.view if view is None else view
        self.workspace.go(view, form=_AT[at], county_seen="")

    def leave_county(self) -> None:
        """From the municipalities back to the counties."""
        if self._form is Form.MUNICIPALITIES:
            self.workspace.choose(form=Form.COUNTIES, county_seen="")

    def _pick_area(self, code: str) -> None:
        if self._form is Form.COUNTIES:
            self.workspace.choose(form=Form.MUNICIPALITIES, county_seen=code)
        else:
            self._pick(code)

    def _pick(self, code: str) -> None:
        self.workspace.choose(unit=code)

    def _ask_source(self, code: str) -> None:
        if self._spread is not None:
            self.source_asked.emit(FigureKey(self._spread.indicator.id, code, self._spread.year))

    @property
    def _twin(self) -> Twin:
        return self._rows if self._stack.currentIndex() == 0 else self._map

    def entry(self) -> QWidget:
        return self._twin.seen()

    def exhibit(self) -> Exhibit | None:
        dataset = self.workspace.dataset
        if dataset is None:
            return None
        rows = self._twin.table.model()
        if self._twin is self._map and self._shown is not None:
            shown, title = self._shown, self.heading.text()
            areas = "Kommunerna" if shown.county else "Länen"
            return exhibits.of_map(dataset, shown, title, table_of(rows, f"{areas} {shown.year}", dataset))
        if self._spread is None:
            return None
        table = table_of(rows, f"Länen {self._spread.year}", dataset)
        return exhibits.of_spread(dataset, self._spread, self.heading.text(), table)

    # Drawing ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        focus, form = QApplication.focusWidget(), self._form
        had_keys = focus is not None and self._stack.isAncestorOf(focus)
        self._left = self._shown.county.code if self._shown is not None and self._shown.county is not None else ""
        own = figures.county_of(dataset, dataset.units[choice.unit])
        county = choice.county_seen or (own.code if own and own.code in outlines() else "")
        # The nation has no county of its own: one is clicked on the map.
        self._form = Form.COUNTIES if choice.form is Form.MUNICIPALITIES and not county else choice.form
        self.ways.button(_AT.index(Form.MUNICIPALITIES)).setEnabled(bool(county))
        self.ways.choose(_AT.index(self._form))
        self.back.setVisible(self._form is Form.MUNICIPALITIES)
        self._stack.setCurrentIndex(0 if self._form is Form.ROWS else 1)
        for twin in (self._rows, self._map):
            twin.show_table(on=choice.table)
        about = (dataset, choice.unit, choice.indicator, choice.year)
        if self._form is Form.ROWS:
            spread = spreads.spread(*about, peers=choice.peers)
            self._show_rows(spreads.beside(spread, nation=choice.nation), dataset)
        else:
            if self._form is Form.COUNTIES:
                shown, at = maps.county_map(*about, peers=choice.peers), self._left
            else:
                shown = maps.municipality_map(*about, county, peers=choice.peers)
                at = shown.own
            self._show_map(replace(shown, spread=spreads.beside(shown.spread, nation=choice.nation)), at)
        if had_keys and self._form is not form:
            self.entry().setFocus()

    def _show_rows(self, spread: ShareSpread | NumberSpread, dataset: Dataset) -> None:
        decimals = dataset.decimals.get(spread.indicator.id, 0)
        self.say(heading_name(spread.indicator, spread.year), spread_sentence(spread, decimals))
        self._spread = spread
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
        peers = self.workspace.choice.peers
        self._peers.setText(peers.label_for(spread.unit.code))
        self.peer_tiles.show_tiles(peer_tiles, "", peers.label)
        self._legend.setText(_SHARE_LEGEND if is_share else _NUMBER_LEGEND)
        self._fit_legend()
        rows: Sequence[_Row] = (*([spread.peers] if spread.peers is not None else []), *spread.rows)
        self.model.set_rows(rows, _columns(spread, decimals))

    def _show_map(self, shown: AreaMap, at: str) -> None:
        self.say(heading_name(shown.indicator, shown.year), map_sentence(shown))
        self._shown = shown
        self.map.draw(shown, at)
        self.map_model.set_rows(shown.areas, _map_columns(shown))


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
    columns: list[Column[_Row]] = [Column("Län", _name, tip=_whole_name, whole=_whole_name)]
    return columns + [_column(spread, title, name, text) for title, name, text in shown]


def _whole_name(row: _Row) -> str:
    return f"{row.peers.label}, beräknat" if isinstance(row, PeerFigure) else row.county.name


def _name(row: _Row) -> str:
    return PEERS_COMPUTED if isinstance(row, PeerFigure) else row.county.name


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


def _map_columns(shown: AreaMap) -> list[Column[Area]]:
    """The columns of a map's table twin."""
    is_share = shown.county is None and shown.indicator.scale.is_answer
    title = "Andel" if is_share else "Svar" if shown.shows_answers else "Värde"

    def value(area: Area) -> float | None:
        return area.figure.value if shown.shows_answers and not area.districts else area.value

    columns: list[Column[Area]] = [
        Column("Kommun" if shown.county else "Län", lambda area: area.unit.name),
        Column(
            title,
            lambda area: area_cell(area, shown),
            value,
            LEFT if shown.shows_answers else RIGHT,
            tip=lambda area: area_text(area, shown),
            figure=shown.key_of,
        ),
    ]
    counts = [("Uppfyller", "met")] if is_share else []
    if shown.county is None:
        counts += [("Svarande", "answered"), ("Tillfrågade", "asked")] if is_share else [("Kommuner", "answered")]
    columns += [Column(title, *_count(name), RIGHT) for title, name in counts]
    if shown.peers is not None:
        align = RIGHT if shown.county is None else LEFT
        columns.append(Column("I gruppen", lambda area: in_group(area, shown), lambda area: len(area.members), align))
    return columns


def _count(name: str) -> tuple[Callable[[Area], str], Callable[[Area], int]]:
    """How a column of counts is written and sorted; a file of counties alone does not say how many they are."""
    number: Callable[[Area], int] = attrgetter(name)
    return lambda area: str(number(area)) if area.asked else NO_VALUE, number
