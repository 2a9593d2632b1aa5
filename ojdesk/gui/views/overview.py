"""Översikt: a row for each indicator, with the own unit's answers over the years, county, nation and a small trend."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ojdesk.core import compare
from ojdesk.core.compare import Figure, Overview, OverviewRow
from ojdesk.core.dataset import Dataset
from ojdesk.core.export import exhibits
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.model import Answer, FigureKey, Level, Scale, Source, Unit
from ojdesk.core.units import unit_table
from ojdesk.core.wording import (
    NO_VALUE,
    answer_in_full,
    number,
    overview_sentence,
    percent,
    points,
    signed,
    year_ranges,
)
from ojdesk.gui import theme
from ojdesk.gui.charts.frame import cosmetic
from ojdesk.gui.charts.signs import paint_sign
from ojdesk.gui.tables import CENTRE, LEFT, RIGHT, ROW_ROLE, Column, RowsModel, SortProxy, dress, table_of
from ojdesk.gui.views.view import View
from ojdesk.gui.widgets import text_label
from ojdesk.gui.workspace import Workspace

_YEAR_WIDTH, _VALUE_WIDTH, _DIFFERENCE_WIDTH, _TREND_WIDTH = 54, 64, 86, 112
_NAME_WIDTH, _FULL_NAME_WIDTH = 300, 520
_FILTERS = ("Alla indikatorer", "Bara nej och delvis", "Bara ändrade sedan året före", "Bara obesvarade")


@dataclass(frozen=True)
class _Row:
    """A row of the table: an indicator, or the name of an area."""

    area: str
    row: OverviewRow | None
    decimals: int = 0

    @property
    def county(self) -> Figure | None:
        return self.row.county if self.row else None

    @property
    def nation(self) -> Figure | None:
        return self.row.nation if self.row else None


class OverviewView(View):
    """The situation on one page.

    Signals:
        opened: An indicator was asked for; the window shows its trend.
    """

    title = "Översikt"
    opened = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._overview: Overview | None = None
        self._asked: tuple[Dataset, str, int, Source] | None = None
        self._full_names = False
        self._filter = QComboBox()
        self._filter.addItems(_FILTERS)
        self._filter.setAccessibleName("Visa indikatorer")
        self._filter.currentIndexChanged.connect(self._fill)
        self._hint = text_label("quiet")
        bar = QHBoxLayout()
        bar.addWidget(self._hint, 1)
        bar.addWidget(self._filter)
        self.model = RowsModel[_Row](())
        self._proxy = _Proxy(self)
        self._proxy.setSourceModel(self.model)
        self.table = QTableView()
        self.table.setModel(self._proxy)
        dress(self.table, "Översikt över indikatorerna")
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.setMouseTracking(True)
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._span)
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.selectionModel().currentRowChanged.connect(self._focus)
        self.table.activated.connect(self._open)
        self.offer_sources(self.table)
        self._legend = _Legend()
        self.body.addLayout(bar)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._legend)

    # What is shown ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        source = dataset.indicators[choice.indicator].source
        if not dataset.years_of(source):
            return
        asked = (dataset, choice.unit, choice.year, source)
        if asked == self._asked:
            # The same rows: filling the table anew would take the second click of a double-click.
            self._select_focus()
            return
        self._asked = asked
        self._overview = compare.overview(dataset, choice.unit, choice.year, source)
        self.say(_heading(self._overview), "")
        self._legend.setVisible(any(row.indicator.scale.is_answer for row in self._overview.rows))
        self._fill()

    def entry(self) -> QWidget:
        return self.table

    def exhibit(self) -> Exhibit | None:
        dataset = self.workspace.dataset
        if self._overview is None or dataset is None or not self._proxy.rowCount():
            return None
        shown = [self._proxy.index(at, 0).data(ROW_ROLE).row for at in range(self._proxy.rowCount())]
        table = table_of(
            self._proxy,
            f"Indikatorerna {year_ranges(self._overview.years)}",
            dataset,
            area=lambda it: it.area,
            is_area=lambda it: it.row is None,
        )
        rows = [row for row in shown if row is not None]
        return exhibits.of_overview(dataset, self._overview, rows, self.heading.text(), table)

    def _fill(self) -> None:
        overview, dataset = self._overview, self.workspace.dataset
        if overview is None or dataset is None:
            return
        keep = _filter(overview, self._filter.currentIndex())
        rows: list[_Row] = []
        for row in overview.rows:
            if row.indicator.id not in keep:
                continue
            if not rows or rows[-1].area != row.indicator.area:
                rows.append(_Row(row.indicator.area, None))
            rows.append(_Row(row.indicator.area, row, dataset.decimals.get(row.indicator.id, 0)))
        self._full_names = self._has_room_for_names()
        self.model.set_rows(rows, _columns(overview, full_names=self._full_names))
        self._hint.setText(
            "Välj en rad för att se hur siffran håller; dubbelklicka för att se utvecklingen."
            if rows
            else "Ingen indikator passar urvalet."
        )
        self._span()
        self._set_widths()
        self._select_focus()

    def _span(self) -> None:
        """An area's name runs over the whole row."""
        self.table.clearSpans()
        for at in range(self._proxy.rowCount()):
            row = self._proxy.index(at, 0).data(ROW_ROLE)
            if row.row is None:
                self.table.setSpan(at, 0, 1, self.model.columnCount())

    def _name_width(self) -> int:
        years = len(self._overview.years) if self._overview else 0
        return self.table.viewport().width() - 2 * _VALUE_WIDTH - _DIFFERENCE_WIDTH - _TREND_WIDTH - years * _YEAR_WIDTH

    def _has_room_for_names(self) -> bool:
        return self._name_width() > _FULL_NAME_WIDTH

    def _set_widths(self) -> None:
        """Fixed widths for figures; as many years as leave room for the names, the newest last."""
        if self._overview is None:
            return
        header = self.table.horizontalHeader()
        years = len(self._overview.years)
        missing = max(_NAME_WIDTH - self._name_width(), 0)
        shown = min(max(years - -(-missing // _YEAR_WIDTH), 3), years)
        widths = [_YEAR_WIDTH] * years + [_VALUE_WIDTH, _VALUE_WIDTH, _DIFFERENCE_WIDTH, _TREND_WIDTH]
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(widths, start=1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
            self.table.setColumnHidden(column, column <= years - shown)

    def _select_focus(self) -> None:
        wanted = self.workspace.choice.indicator
        for at in range(self._proxy.rowCount()):
            row = self._proxy.index(at, 0).data(ROW_ROLE).row
            if row is not None and row.indicator.id == wanted:
                if self.table.currentIndex().row() != at or not self.table.selectionModel().hasSelection():
                    self.table.selectRow(at)  # leaves the column that the keyboard is on
                return
        self.table.selectionModel().clear()

    def _focus(self, index: QModelIndex) -> None:
        if index.isValid() and (row := index.data(ROW_ROLE).row) is not None:
            self.workspace.choose(indicator=row.indicator.id)

    def _open(self, index: QModelIndex) -> None:
        if index.data(ROW_ROLE).row is not None:
            self._focus(index)
            self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._overview is not None and self._has_room_for_names() != self._full_names:
            self._fill()
        self._set_widths()


def _heading(overview: Overview) -> str:
    if any(row.indicator.scale.is_answer for row in overview.rows):
        return overview_sentence(overview)
    return f"{overview.unit.name}: omfattning och bakgrund enligt registerdata {overview.year}"


def _filter(overview: Overview, which: int) -> set[str]:
    changed = {it.id for it in (*overview.gained, *overview.lost)}
    tests = (
        lambda row: True,  # noqa: ARG005
        lambda row: row.own[-1].met is False,
        lambda row: row.indicator.id in changed,
        lambda row: row.own[-1].answer is Answer.SILENT,
    )
    return {row.indicator.id for row in overview.rows if tests[which](row)}


# Columns ----------------------------------------------------------------------------------------------------------


def _columns(overview: Overview, *, full_names: bool) -> list[Column[_Row]]:
    def name(it: _Row) -> str:
        if it.row is None:
            return it.area
        return it.row.indicator.name_in(overview.year).replace("*", "") if full_names else it.row.indicator.short

    nation = unit_table().nation
    county = "Länet" if overview.county is not None and overview.unit.level is not Level.COUNTY else "Län"
    return [
        Column("Indikator", name, name, LEFT, _about),
        *(_year_column(overview, at, year) for at, year in enumerate(overview.years)),
        Column(
            county,
            lambda it: _value(it, it.county),
            lambda it: _raw(it.county),
            RIGHT,
            figure=lambda it: _key(it, overview.county, overview.year),
        ),
        Column(
            "Riket",
            lambda it: _value(it, it.nation),
            lambda it: _raw(it.nation),
            RIGHT,
            figure=lambda it: _key(it, nation, overview.year),
        ),
        Column("Län–riket", _difference, lambda it: it.row.difference if it.row else None, RIGHT),
        Column("Riket över tid", lambda _: "", _newest_change, CENTRE, _series_in_words),
    ]


def _about(it: _Row) -> str:
    if it.row is None:
        return ""
    return "\n".join([it.row.indicator.name, *(note.note for note in it.row.indicator.breaks)])


def _key(it: _Row, unit: Unit | None, year: int) -> FigureKey | None:
    return FigureKey(it.row.indicator.id, unit.code, year) if it.row and unit else None


def _year_column(overview: Overview, at: int, year: int) -> Column[_Row]:
    def text(it: _Row) -> str:
        return _value(it, it.row.own[at]) if it.row else ""

    def sort(it: _Row) -> float | None:
        return _raw(it.row.own[at]) if it.row else None

    def tip(it: _Row) -> str:
        return f"{year}: {answer_in_full(it.row.own[at]) if it.row.own[at].answer else text(it)}" if it.row else ""

    return Column(str(year), text, sort, CENTRE, tip, lambda it: _key(it, overview.unit, year))


def _value(it: _Row, figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return NO_VALUE if figure is not None and figure.status is not None else ""
    if figure.answer is not None:
        return answer_in_full(figure)
    if figure.is_share or figure.scale is Scale.PERCENT:
        return percent(figure.value, it.decimals)
    return number(figure.value, it.decimals)


def _raw(figure: Figure | None) -> float | None:
    return figure.value if figure is not None else None


def _difference(it: _Row) -> str:
    if it.row is None or it.row.difference is None:
        return ""
    if it.row.indicator.scale is Scale.NUMBER:
        return signed(it.row.difference, it.decimals)
    return points(it.row.difference, it.decimals)


def _newest_change(it: _Row) -> float | None:
    values = [value for value in it.row.nation_series if not math.isnan(value)] if it.row else []
    return values[-1] - values[0] if values else None


def _series_in_words(it: _Row) -> str:
    if it.row is None:
        return ""
    newest = [value for value in it.row.nation_series if not math.isnan(value)]
    return f"Riket, {len(newest)} år" if newest else ""


class _Proxy(SortProxy):
    """Sorts within the table; the areas' names make sense only in their own order."""

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:  # noqa: N802
        del parent
        model = self.sourceModel()
        return self.sortColumn() < 0 or model.index(row, 0).data(ROW_ROLE).row is not None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        # Arrow keys go past the areas' names.
        is_area = index.isValid() and index.data(ROW_ROLE).row is None
        return Qt.ItemFlag.NoItemFlags if is_area else super().flags(index)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        super().sort(column, order)
        self.invalidate()


class _Delegate(QStyledItemDelegate):
    """Paints signs for answers, the small trend, and the areas' names."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        it: _Row = index.data(ROW_ROLE)
        colours = theme.colours()
        area = QRectF(option.rect)
        if it.row is None:
            painter.setFont(theme.font(theme.SMALL, bold=True))
            painter.setPen(QColor(colours.quiet))
            painter.drawText(area.adjusted(3, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter, it.area)
            return
        own = len(it.row.own)
        column = index.column()
        if 1 <= column <= own and it.row.own[column - 1].answer is not None:
            self._paint_ground(painter, option, index)
            self._paint_answer(painter, area, it.row.own[column - 1], is_last=column == own)
        elif column == own + 4:
            self._paint_ground(painter, option, index)
            self._paint_series(painter, area.adjusted(10, 6, -14, -6), it.row)
        else:
            super().paint(painter, option, index)

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        it: _Row = index.data(ROW_ROLE)
        colours = theme.colours()
        if it.row is None:
            return
        own = len(it.row.own)
        if index.column() == own + 1:
            option.font = theme.font(bold=True, figures=True)
            # On a selected row its own colour would be too faint for a text.
            option.palette.setColor(option.palette.ColorRole.Text, QColor(colours.county))
        elif index.column() == own + 3:
            option.palette.setColor(option.palette.ColorRole.Text, QColor(colours.quiet))
            option.palette.setColor(option.palette.ColorRole.HighlightedText, QColor(colours.quiet))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        widget = bare.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, bare, painter, widget)

    def _paint_answer(self, painter: QPainter, area: QRectF, figure: Figure, *, is_last: bool) -> None:
        answer = figure.answer
        assert answer is not None
        side = 18.0 if is_last else 16.0
        square = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        paint_sign(painter, square, answer, theme.colours().answers[answer])

    def _paint_series(self, painter: QPainter, area: QRectF, row: OverviewRow) -> None:
        """The nation's values from 0 to 100, or from 0 to their highest; broken where the series is."""
        colours = theme.colours()
        values = row.nation_series
        there = [value for value in values if not math.isnan(value)]
        if not there:
            return
        top = 100.0 if row.indicator.scale.is_answer else max(there) * 1.2 or 1.0
        step = area.width() / max(len(values) - 1, 1)
        points_at = [
            None if math.isnan(value) else QPointF(area.left() + at * step, area.bottom() - area.height() * value / top)
            for at, value in enumerate(values)
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(cosmetic(colours.nation, 1.6))
        for at in range(1, len(points_at)):
            start, end = points_at[at - 1], points_at[at]
            if start is not None and end is not None and at not in row.broken:
                painter.drawLine(start, end)
        for at in row.broken:
            painter.setPen(cosmetic(colours.quiet, dashed=True))
            x = area.left() + (at - 0.5) * step
            painter.drawLine(QPointF(x, area.top() - 3), QPointF(x, area.bottom() + 3))
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(colours.nation))
        last = next(it for it in reversed(points_at) if it is not None)
        painter.drawEllipse(last, 2.6, 2.6)
        painter.restore()


class _Legend(QWidget):
    """What the signs mean, with the signs themselves."""

    _WORDS = (
        (Answer.YES, "ja (för alla)"),
        (Answer.PARTLY, "ja, men inte för alla"),
        (Answer.NO, "nej"),
        (Answer.SILENT, "svar saknas"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(22)
        self.setAccessibleName(
            "Teckenförklaring: bock är ja, halv cirkel är delvis, kryss är nej, streck är svar saknas"
        )

    def paintEvent(self, event: object) -> None:  # noqa: N802
        del event
        painter = QPainter(self)
        colours = theme.colours()
        painter.setFont(theme.font(theme.SMALL))
        x = 4.0
        for answer, words in self._WORDS:
            paint_sign(painter, QRectF(x, 4, 14, 14), answer, colours.answers[answer])
            painter.setPen(QColor(colours.quiet))
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(x + 18, 0, width + 4, 22), Qt.AlignmentFlag.AlignVCenter, words)
            x += 18 + width + 20
        painter.drawText(QRectF(x, 0, 400, 22), Qt.AlignmentFlag.AlignVCenter, "tomt: frågan eller enheten fanns inte")
        painter.end()
