"""The spread: a row for each county. Bars for shares of units, strips of dots for numbers."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QWidget

from ojdesk.core.axis import tick_text, value_ticks
from ojdesk.core.compare.spreads import CountyNumbers, CountyShare, NumberSpread, ShareSpread
from ojdesk.core.model import FigureKey, Group, Unit
from ojdesk.core.wording.answers import NO_VALUE, in_table
from ojdesk.core.wording.groups import about_peers
from ojdesk.core.wording.names import full_name, short_county
from ojdesk.core.wording.numbers import percent, value_text
from ojdesk.core.wording.spreads import spread_sentence
from ojdesk.gui import theme
from ojdesk.gui.charts.frame import Chart, Label, LabelAxis, Spot, TickAxis, cosmetic

_NAMES, _FIGURES = 132.0, 148.0
_FIGURE_EDGE, _COUNT_EDGE = 62.0, 74.0
_BAR = 0.56
#: The height of a line below the chart, and what stands above the first.
_MARK, _MARKS_EDGE = 16.0, 6.0


class _Marks(pg.AxisItem):
    """What the upright lines are, below them: each on a line of its own, so that they never meet."""

    def __init__(self) -> None:
        super().__init__("bottom", pen=cosmetic("#00000000"))
        self.setStyle(showValues=False, tickLength=0)
        self.marks: tuple[tuple[float, str, str], ...] = ()

    def set_marks(self, marks: Sequence[tuple[float, str, str]]) -> None:
        """Each as (where on the axis, text, colour)."""
        self.marks = tuple(marks)
        self.setHeight(_MARKS_EDGE + _MARK * max(len(marks), 1))
        self.picture = None
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        view = self.linkedView()
        if view is None:
            return
        bounds = self.boundingRect()
        low, high = view.viewRange()[0]
        painter.setFont(theme.font(theme.SMALL, bold=True))
        for row, (value, text, colour) in enumerate(self.marks):
            width = painter.fontMetrics().horizontalAdvance(text) + 2
            middle = view.mapToItem(self, QPointF(0, 0)).x() + view.width() * (value - low) / (high - low)
            left = min(max(middle - width / 2, bounds.left()), bounds.right() - width)
            painter.setPen(QColor(colour))
            area = QRectF(left, bounds.top() + _MARKS_EDGE + row * _MARK, width, _MARK)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


class RowChart(Chart):
    """The counties in rows, the own one marked, the nation as a dashed line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._names = LabelAxis("left", _NAMES)
        self._values = TickAxis("top")
        self._figures = LabelAxis("right", _FIGURES)
        self._marks = _Marks()
        axes = {"left": self._names, "top": self._values, "right": self._figures, "bottom": self._marks}
        super().__init__(name, axes, parent)
        self._values.setHeight(24)
        self.invertY(True)  # noqa: FBT003 - pyqtgraph's own

    def draw(self, spread: ShareSpread | NumberSpread, decimals: int) -> None:
        """Shows a spread in place of the one before."""
        self.clear_chart()
        colours = theme.colours()
        rows: Sequence[CountyShare | CountyNumbers] = spread.rows
        if isinstance(spread, ShareSpread):
            ticks = value_ticks(spread.indicator, 100)
        else:
            ticks = value_ticks(spread.indicator, max((row.maximum for row in spread.rows), default=0))
        self._values.set_ticks({tick: tick_text(spread.indicator, tick, ticks) for tick in ticks})
        self.setXRange(-ticks[-1] * 0.005, ticks[-1] * 1.005, padding=0)
        self.setYRange(-0.5, max(len(rows), 1) - 0.5, padding=0)
        own = next((at for at, row in enumerate(rows) if spread.county and row.county.code == spread.county.code), None)
        if own is not None:
            band = pg.BarGraphItem(x0=0, x1=ticks[-1], y=[own], height=1, pen=None, brush=colours.selected)
            self.addItem(band)
        for axis in (self._names, self._figures):
            axis.set_band(own)
        grid = np.repeat(ticks, 2)
        height = np.tile([-0.5, len(rows) - 0.5], len(ticks))
        self.addItem(pg.PlotCurveItem(grid, height, connect="pairs", pen=cosmetic(colours.rule)))
        if isinstance(spread, ShareSpread):
            spots = self._draw_shares(spread, own, decimals)
        else:
            spots = self._draw_numbers(spread, own, decimals)
        spots += self._draw_marks(spread, len(rows), decimals)
        self._names.set_columns([(8.0, Qt.AlignmentFlag.AlignRight, _name_labels(rows, own))])
        self.set_spots(spots, spread_sentence(spread, decimals))

    def _draw_marks(self, spread: ShareSpread | NumberSpread, rows: int, decimals: int) -> list[Spot]:
        """The nation, and the comparison set's computed share or median, as lines through all rows."""
        colours = theme.colours()
        marks, spots = [], []
        if (value := spread.nation.value) is not None:
            pen = cosmetic(colours.nation, 1.5, dashed=True)
            self.addItem(pg.PlotCurveItem([value, value], [-0.5, rows - 0.5], pen=pen))
            marks.append((value, f"Riket {in_table(spread.nation, decimals)}", colours.nation))
        if spread.peers is not None and (value := spread.peers.value) is not None:
            self.addItem(pg.PlotCurveItem([value, value], [-0.5, rows - 0.5], pen=cosmetic(colours.group, 1.5)))
            text = f"Gruppen {value_text(value, spread.indicator, decimals)}, beräknat"
            marks.append((value, text, colours.group))
            spots = [Spot(value, at, about_peers(spread.peers, decimals)) for at in range(rows)]
        self._marks.set_marks(marks)
        return spots

    # Shares ------------------------------------------------------------------------------------------------------

    def _draw_shares(self, spread: ShareSpread, own: int | None, decimals: int) -> list[Spot]:
        colours = theme.colours()
        shares = [0.0 if row.share is None else row.share for row in spread.rows]
        brushes = []
        for at, row in enumerate(spread.rows):
            colour = QColor(colours.own if at == own else colours.peers)
            brushes.append(QBrush(colour, Qt.BrushStyle.BDiagPattern if row.few else Qt.BrushStyle.SolidPattern))
        pens = [cosmetic(colours.own if at == own else colours.peers) for at in range(len(shares))]
        places = np.arange(len(shares))
        self.addItem(pg.BarGraphItem(x0=0, x1=shares, y=places, height=_BAR, brushes=brushes, pens=pens))
        silent = [(at, row) for at, row in enumerate(spread.rows) if row.highest > row.lowest and row.share is not None]
        if silent:
            low = np.array([row.lowest for _, row in silent])
            high = np.array([row.highest for _, row in silent])
            middle = (low + high) / 2
            # Edged, so that the half that lies on a bar is seen too.
            for pen in (cosmetic(colours.ground, 3), cosmetic(colours.text)):
                whiskers = pg.ErrorBarItem(
                    x=middle,
                    y=np.array([at for at, _ in silent], dtype=float),
                    left=middle - low,
                    right=high - middle,
                    beam=0.3,
                    pen=pen,
                )
                self.addItem(whiskers)
        figures = [
            Label(
                at,
                NO_VALUE if row.share is None else percent(row.share, decimals) + ("*" if row.computed else ""),
                colours.text,
                bold=True,
            )
            for at, row in enumerate(spread.rows)
        ]
        counts = [Label(at, f"{row.met} av {row.answered}", colours.quiet) for at, row in enumerate(spread.rows)]
        self._set_figures(figures, counts)
        return [
            Spot(share / 2, at, _about_share(row, decimals), figure=None if row.computed else _key(spread, row.county))
            for at, (row, share) in enumerate(zip(spread.rows, shares, strict=True))
        ]

    def _set_figures(self, figures: list[Label], counts: list[Label]) -> None:
        self._figures.set_columns(
            [(_FIGURE_EDGE, Qt.AlignmentFlag.AlignRight, figures), (_COUNT_EDGE, Qt.AlignmentFlag.AlignLeft, counts)]
        )

    # Numbers -----------------------------------------------------------------------------------------------------

    def _draw_numbers(self, spread: NumberSpread, own: int | None, decimals: int) -> list[Spot]:
        colours = theme.colours()
        at = np.arange(len(spread.rows))
        low = [row.lower_quartile for row in spread.rows]
        high = [row.upper_quartile for row in spread.rows]
        self.addItem(pg.BarGraphItem(x0=low, x1=high, y=at, height=_BAR, pen=None, brush=colours.bulk))
        x, y, brushes, spots, mine = [], [], [], [], []
        for position, row in enumerate(spread.rows):
            for unit, value in zip(row.units, row.values, strict=True):
                text = f"{full_name(unit)}: {value_text(value, spread.indicator, decimals)}"
                spots.append(Spot(value, position, text, unit.code, _key(spread, unit, spread.group)))
                if unit == spread.unit:
                    mine.append((value, position))
                else:
                    x.append(value)
                    y.append(position)
                    brushes.append(colours.own if position == own else colours.peers)
        self.addItem(pg.ScatterPlotItem(x, y, size=5, pen=None, brush=brushes, antialias=True))
        medians = np.repeat([row.median for row in spread.rows], 2)
        ends = np.column_stack([at - _BAR / 2, at + _BAR / 2]).ravel()
        self.addItem(pg.PlotCurveItem(medians, ends, connect="pairs", pen=cosmetic(colours.text, 2)))
        if mine:
            dot = pg.ScatterPlotItem(
                *zip(*mine, strict=True), size=12, pen=cosmetic(colours.ground, 2), brush=colours.own
            )
            self.addItem(dot)
        figures = [
            Label(at, value_text(row.median, spread.indicator, decimals), colours.text, bold=True)
            for at, row in enumerate(spread.rows)
        ]
        counts = [Label(at, f"{len(row.values)} av {row.asked}", colours.quiet) for at, row in enumerate(spread.rows)]
        self._set_figures(figures, counts)
        return spots


def _name_labels(rows: Sequence[CountyShare | CountyNumbers], own: int | None) -> list[Label]:
    colours = theme.colours()
    return [
        Label(at, short_county(row.county), colours.own if at == own else colours.text, bold=at == own)
        for at, row in enumerate(rows)
    ]


def _key(spread: ShareSpread | NumberSpread, unit: Unit, group: Group = Group.TOTAL) -> FigureKey:
    return FigureKey(spread.indicator.id, unit.code, spread.year, group)


def _about_share(row: CountyShare, decimals: int) -> str:
    text = f"{row.county.name}: {row.met} av {row.answered} svarande uppfyller"
    if row.share is not None:
        text += f" ({percent(row.share, decimals)}{', beräknat av ojdesk' if row.computed else ''})"
    if row.highest > row.lowest and not math.isnan(row.lowest):
        silent = row.asked - row.answered
        text += f". {silent} svarade inte; om de hade svarat: {percent(row.lowest)} till {percent(row.highest)}"
    return text + ("." if not row.few else ". Färre än fem svar.")
