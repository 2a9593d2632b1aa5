"""Att lära av: what most around us meet and we do not, who they are, and what has changed since last year."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
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

from ojdesk.core.compare.figures import Figure
from ojdesk.core.dataset import Dataset
from ojdesk.core.lessons import Gap, Lessons, Shift, lessons
from ojdesk.core.model import FigureKey, Unit
from ojdesk.core.peers import NO_PEERS, PeerSet
from ojdesk.core.units import NATION_CODE
from ojdesk.core.wording.answers import NO_VALUE, answer_in_full, in_table
from ojdesk.core.wording.lessons import lessons_sentence
from ojdesk.core.wording.names import named
from ojdesk.gui.clipboard import copy_of
from ojdesk.gui.tables import LEFT, Column, RowsModel, SortProxy, dress
from ojdesk.gui.views.view import View
from ojdesk.gui.widgets import text_label
from ojdesk.gui.workspace import Workspace

_OWN, _AROUND, _NATION = 132, 84, 64
_NAME = 264
#: How much of the height the gaps may take before they scroll.
_GAPS_HEIGHT = 300
_AIR = 8

Row = TypeVar("Row", Gap, Shift)


class LessonsView(View):
    """Two tables: the gaps with those who have closed them, and the changes at home and around us."""

    title = "Att lära av"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._asked: tuple[Dataset, str, int, PeerSet] | None = None
        self.whom = QComboBox()
        self.whom.setAccessibleName("Att lära av")
        self.whom.addItems(["Jämför med gruppen", "Jämför med länet"])
        self.whom.currentIndexChanged.connect(self.invalidate)
        self._head = QHBoxLayout()
        self._gaps = RowsModel[Gap](())
        self._shifts = RowsModel[Shift](())
        self._about_gaps, self._about_shifts = text_label("caption"), text_label("caption")
        self.gaps = self._table(self._gaps, "Indikatorer som de flesta andra uppfyller")
        self.shifts = self._table(self._shifts, "Ändrade svar")
        self._empty = text_label("sentence")
        self._head.addWidget(self._about_gaps, 1)
        self._head.addStretch(0)
        self._head.addWidget(self.whom)
        self.body.addLayout(self._head)
        for widget, stretch in (
            (self.gaps, 0),
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
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSortIndicatorClearable(True)
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

    def copied(self) -> QMimeData | None:
        shown = self.gaps if self._gaps.rows else self.shifts
        return copy_of(shown.model(), self.sentence.text()) if shown.isVisible() else None

    def refresh(self) -> None:
        dataset, choice = self.workspace.dataset, self.workspace.choice
        assert dataset is not None
        peers = choice.peers if self.whom.currentIndex() == 0 else NO_PEERS
        asked = (dataset, choice.unit, choice.year, peers)
        self.whom.setVisible(bool(choice.peers) and dataset.units[choice.unit].level.answers)
        if asked == self._asked:
            return  # the same rows; filling the tables anew would take the keyboard from its row
        self._asked = asked
        found = lessons(dataset, choice.unit, choice.year, peers)
        there = found is not None
        for widget in (self._about_gaps, self.gaps, self._about_shifts, self.shifts):
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
        self._gaps.set_rows(found.gaps, _gap_columns(found))
        self._show_shifts(found)
        self.gaps.setVisible(bool(found.gaps))
        self._about_gaps.setVisible(bool(found.gaps))
        for table, fixed in ((self.gaps, (_OWN, _AROUND, _NATION)), (self.shifts, (_OWN,))):
            _set_widths(table, fixed)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Makes the gaps as high as their rows: the changes below need the rest."""
        needed = self.gaps.verticalHeader().length() + self.gaps.horizontalHeader().sizeHint().height() + 4
        self.gaps.setFixedHeight(min(needed, _GAPS_HEIGHT))

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


def _gap_columns(found: Lessons) -> list[Column[Gap]]:
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
        Column(
            "Riket",
            lambda it: in_table(it.nation),
            lambda it: it.nation.value,
            figure=lambda it: FigureKey(it.indicator.id, NATION_CODE, found.year),
        ),
        Column("Uppfylls av", lambda it: named(it.models), lambda it: len(it.models), LEFT, lambda it: _all(it.models)),
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
        Column(
            f"Nya {around}",
            lambda it: _few(it.gained),
            lambda it: len(it.gained),
            LEFT,
            lambda it: _all(it.gained),
        ),
        Column(
            f"Förlorade {around}",
            lambda it: _few(it.lost),
            lambda it: len(it.lost),
            LEFT,
            lambda it: _all(it.lost),
        ),
    ]


def _around(found: Lessons) -> str:
    return "i gruppen" if found.peers else "i länet"


def _moved(before: Figure, now: Figure) -> str:
    return f"{in_table(before)} → {in_table(now)}" if before != now else f"{in_table(now)}, som förut"


def _few(units: Sequence[Unit]) -> str:
    return named(units) if units else NO_VALUE


def _all(units: Sequence[Unit]) -> str:
    return ", ".join(unit.name for unit in units)
