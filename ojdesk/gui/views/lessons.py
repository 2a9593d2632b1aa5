"""Att lära av: what most around us meet and we do not, who they are, and what has changed since last year."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ojdesk.core.choice import Around
from ojdesk.core.compare.figures import Figure
from ojdesk.core.dataset import Dataset
from ojdesk.core.export import exhibits
from ojdesk.core.export.exhibit import Exhibit
from ojdesk.core.lessons import Gap, Lessons, Shift, Slide, lessons
from ojdesk.core.model import FigureKey, Unit
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.units import NATION_CODE
from ojdesk.core.wording.answers import NO_VALUE, answer_in_full, in_table
from ojdesk.core.wording.lessons import lessons_sentence
from ojdesk.core.wording.names import called, named
from ojdesk.core.wording.overviews import POLARITY
from ojdesk.gui.tables import LEFT, Column, RowsModel, SortProxy, dress, table_of
from ojdesk.gui.views.view import View
from ojdesk.gui.widgets import text_label
from ojdesk.gui.workspace import Workspace

_OWN, _AROUND, _NATION, _THEN = 132, 84, 64, 216
_NAME = 264
#: How much of the height the gaps may take before they scroll.
_GAPS_HEIGHT, _SLIDES_HEIGHT = 300, 160
_AIR = 8
_WHOM = {Around.PEERS: "Jämför med gruppen", Around.COUNTY: "Jämför med länet"}

Row = TypeVar("Row", Gap, Shift, Slide)


class LessonsView(View):
    """The gaps with those who have closed them, what is worse and worsening, and the changes at home and around us."""

    title = "Att lära av"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._asked: tuple[Dataset, str, int, PeerSet, bool] | None = None
        self._found: Lessons | None = None
        self.whom = QComboBox()
        self.whom.setAccessibleName("Att lära av")
        self.whom.addItems(list(_WHOM.values()))
        self.whom.currentIndexChanged.connect(lambda at: workspace.choose(around=list(_WHOM)[at]))
        self._head = QHBoxLayout()
        self._gaps = RowsModel[Gap](())
        self._slides = RowsModel[Slide](())
        self._shifts = RowsModel[Shift](())
        self._about_gaps, self._about_shifts = text_label("caption"), text_label("caption")
        self._about_slides = text_label("caption", "Sämre än riket, och sämre än året före")
        self.gaps = self._table(self._gaps, "Indikatorer som de flesta andra uppfyller")
        self.slides = self._table(self._slides, "Värden som är sämre än rikets och har blivit sämre")
        self.shifts = self._table(self._shifts, "Ändrade svar")
        self._empty = text_label("sentence")
        self._head.addWidget(self._about_gaps, 1)
        self._head.addStretch(0)
        self._head.addWidget(self.whom)
        self.body.addLayout(self._head)
        for widget, stretch in (
            (self.gaps, 0),
            (self._about_slides, 0),
            (self.slides, 0),
            (self._about_shifts, 0),
            (self.shifts, 1),
            (self._empty, 0),
        ):
            self.body.addWidget(widget, stretch)
        self.body.addStretch(0)

    def _table(self, model: RowsModel[Row], name: str) -> QTableView:
        table = QTableView()
        proxy = SortProxy(self)
        proxy.setSourceModel(model)
        table.setModel(proxy)
        dress(table, name)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.setWordWrap(True)
        table.setItemDelegate(_Airy(table))
        table.horizontalHeader().setSortIndicatorClearable(True)
        proxy.layoutChanged.connect(table.resizeRowsToContents)
        self.offer_sources(table)

        def focus(at: int) -> None:
            row = model.rows[proxy.mapToSource(proxy.index(at, 0)).row()]
            self.workspace.choose(indicator=row.indicator.id)

        def walk(now: QModelIndex, before: QModelIndex) -> None:
            # From nowhere to the first row is what Qt does when the table gets the keyboard, not what the user did.
            if now.isValid() and before.isValid():
                focus(now.row())

        table.selectionModel().currentRowChanged.connect(walk)
        table.clicked.connect(lambda index: focus(index.row()))
        table.activated.connect(lambda index: focus(index.row()))
        return table

    def entry(self) -> QWidget:
        return self.gaps if self._gaps.rows else self.shifts

    def exhibit(self) -> Exhibit | None:
        dataset = self.workspace.dataset
        if self._found is None or dataset is None or not (self._gaps.rows or self._slides.rows or self._shifts.rows):
            return None
        tables = [
            table_of(table.model(), about.text(), dataset)
            for table, about in (
                (self.gaps, self._about_gaps),
                (self.slides, self._about_slides),
                (self.shifts, self._about_shifts),
            )
            if table.model().rowCount()
        ]
        return exhibits.of_lessons(dataset, self._found, tables)

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        with QSignalBlocker(self.whom):  # shown, not picked
            self.whom.setCurrentIndex(list(_WHOM).index(choice.around))
        # Somebody has to be compared with: the county, unless there is a set.
        peers = choice.peers if choice.around is Around.PEERS or not choice.county else NO_PEERS
        asked = (dataset, choice.unit, choice.year, peers, choice.nation)
        self.whom.setVisible(bool(choice.peers) and choice.county and dataset.units[choice.unit].level.answers)
        if asked == self._asked:
            return  # the same rows; filling the tables anew would take the keyboard from its row
        self._asked = asked
        found = lessons(dataset, choice.unit, choice.year, peers)
        if found is not None and not choice.nation:
            found = replace(found, slides=())
        self._found = found
        there = found is not None
        for widget in (self._about_gaps, self.gaps, self._about_slides, self.slides, self._about_shifts, self.shifts):
            widget.setVisible(there)
        self._empty.setVisible(not there)
        if found is None:
            self.say("Att lära av", "")
            self._empty.setText(
                "Här jämförs den egna kommunens svar med länets. Välj en kommun, stadsdel eller socialförvaltning."
            )
            return
        self.say("Att lära av", lessons_sentence(found))
        self._about_gaps.setText(f"Uppfylls inte hos oss men av minst hälften {_around(found)}")
        self._gaps.set_rows(found.gaps, _gap_columns(found, nation=choice.nation))
        self._slides.set_rows(found.slides, _slide_columns(found, dataset))
        for widget in (self._about_slides, self.slides):
            widget.setVisible(bool(found.slides))
        self._show_shifts(found)
        self.gaps.setVisible(bool(found.gaps))
        self._about_gaps.setVisible(bool(found.gaps))
        _set_widths(self.gaps, (_OWN, _AROUND, *([_NATION] if choice.nation else [])))
        _set_widths(self.slides, (_THEN, _NATION))
        _set_widths(self.shifts, (_OWN,))
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Makes rows as high as their texts, and the upper tables as high as that: the changes below need the rest."""
        for table in (self.gaps, self.slides, self.shifts):
            table.resizeRowsToContents()
        for table, most in ((self.gaps, _GAPS_HEIGHT), (self.slides, _SLIDES_HEIGHT)):
            needed = table.verticalHeader().length() + table.horizontalHeader().sizeHint().height() + 8
            table.setFixedHeight(min(needed, most))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        # Once the columns have their widths, on which it depends how names are broken.
        QTimer.singleShot(0, self, self._fit)

    def _show_shifts(self, found: Lessons) -> None:
        if found.previous is None:
            self._about_shifts.setText("Inget tidigare år är öppnat att jämföra med")
        elif not found.shifts:
            self._about_shifts.setText(f"Inga svar {_around(found)} har ändrats sedan {found.previous}")
        else:
            self._about_shifts.setText(f"Ändrat sedan {found.previous}, hos oss först")
        self.shifts.setVisible(bool(found.shifts))
        self._shifts.set_rows(found.shifts, _shift_columns(found))


class _Airy(QStyledItemDelegate):
    """Leaves air between rows whose names take several lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return super().sizeHint(option, index) + QSize(0, _AIR)


def _set_widths(table: QTableView, fixed: Sequence[int]) -> None:
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    for column in range(table.model().columnCount()):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
    header.resizeSection(0, _NAME)
    for column, width in enumerate(fixed, start=1):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(column, width)


def _gap_columns(found: Lessons, *, nation: bool) -> list[Column[Gap]]:
    in_nation: Column[Gap] = Column(
        "Riket",
        lambda it: in_table(it.nation),
        lambda it: it.nation.value,
        figure=lambda it: FigureKey(it.indicator.id, NATION_CODE, found.year),
    )
    return [
        Column("Indikator", lambda it: it.indicator.short, tip=lambda it: it.indicator.name_in(found.year)),
        Column(
            "Hos oss",
            lambda it: answer_in_full(it.own),
            figure=lambda it: FigureKey(it.indicator.id, found.unit.code, found.year),
        ),
        Column(
            _around(found).capitalize(),
            lambda it: f"{it.around.met} av {it.around.answered}",
            lambda it: it.around.met / it.around.answered,
        ),
        *([in_nation] if nation else []),
        _units_column("Uppfylls av", found, lambda it: it.models),
    ]


def _slide_columns(found: Lessons, dataset: Dataset) -> list[Column[Slide]]:
    def text(it: Slide, figure: Figure) -> str:
        return in_table(figure, dataset.decimals.get(it.indicator.id, 0))

    return [
        Column("Indikator", lambda it: it.indicator.short, tip=lambda it: it.indicator.name_in(it.year)),
        Column(
            "Hos oss",
            lambda it: f"{text(it, it.before)} {it.previous} → {text(it, it.own)} {it.year}",
            lambda it: it.own.value,
            figure=lambda it: FigureKey(it.indicator.id, found.unit.code, it.year),
        ),
        Column(
            "Riket",
            lambda it: text(it, it.nation),
            lambda it: it.nation.value,
            figure=lambda it: FigureKey(it.indicator.id, NATION_CODE, it.year),
        ),
        Column("Önskvärt", lambda it: POLARITY[it.indicator.direction]),
    ]


def _shift_columns(found: Lessons) -> list[Column[Shift]]:
    around = _around(found)
    return [
        Column("Indikator", lambda it: it.indicator.short, tip=lambda it: it.indicator.name_in(found.year)),
        Column(
            "Hos oss",
            lambda it: _moved(it.before, it.now),
            figure=lambda it: FigureKey(it.indicator.id, found.unit.code, found.year),
        ),
        _units_column(f"Nya {around}", found, lambda it: it.gained),
        _units_column(f"Förlorade {around}", found, lambda it: it.lost),
    ]


def _units_column(title: str, found: Lessons, units: Callable[[Row], Sequence[Unit]]) -> Column[Row]:
    """Names, as many as there is room for; all of them when pointed at and when taken along."""

    def all_of(it: Row) -> str:
        return ", ".join(called(units(it), found.unit))

    return Column(
        title,
        lambda it: named(units(it), found.unit) or NO_VALUE,
        lambda it: len(units(it)),
        LEFT,
        all_of,
        whole=lambda it: all_of(it) or NO_VALUE,
    )


def _around(found: Lessons) -> str:
    return "i gruppen" if found.peers else "i länet"


def _moved(before: Figure, now: Figure) -> str:
    return f"{in_table(before)} → {in_table(now)}" if before != now else f"{in_table(now)}, som förut"
