"""Tables: columns as a list, one read-only model, one sorting proxy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ojdesk.gui import theme
from ojdesk.gui.widgets import tip

if TYPE_CHECKING:
    from ojdesk.core.dataset import Dataset
    from ojdesk.core.export.exhibit import Table
    from ojdesk.core.model import FigureKey, Place

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

#: The raw value that a column sorts by.
SORT_ROLE = int(Qt.ItemDataRole.UserRole)
#: The row behind a cell, so that a selection survives sorting.
ROW_ROLE = SORT_ROLE + 1
#: Which published figure a cell shows.
FIGURE_ROLE = SORT_ROLE + 2
#: The text that is taken along: as it is read, or in full where the screen has no room for it.
WHOLE_ROLE = SORT_ROLE + 3

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its title, what it shows, what it sorts by, and how.

    Attributes:
        tip: What a tooltip and a screen reader say of a cell, where that is more than the text.
        sort: The raw value; without it the column sorts by its text, as Swedes do.
        figure: Which published figure a cell shows; None for a cell that shows none.
        whole: What is taken along of a cell whose text is cut to fit the screen.
    """

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    align: Qt.AlignmentFlag = LEFT
    tip: Callable[[Row], str] | None = None
    figure: Callable[[Row], "FigureKey | None"] | None = None
    whole: Callable[[Row], str] | None = None


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows of any kind under a list of columns. `set_rows` is the only way in."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row], columns: Sequence[Column[Row]] | None = None) -> None:
        """Shows other rows, and other columns too if given."""
        self.beginResetModel()
        self.rows = tuple(rows)
        if columns is not None:
            self.columns = tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align
            case Qt.ItemDataRole.FontRole:
                return theme.font(figures=column.align != LEFT)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(column.tip(row)) if column.tip else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.tip(row) if column.tip else None
            case _ if role == SORT_ROLE:
                return column.sort(row) if column.sort else column.text(row)
            case _ if role == ROW_ROLE:
                return row
            case _ if role == WHOLE_ROLE:
                return (column.whole or column.text)(row)
            case _ if role == FIGURE_ROLE:
                return column.figure(row) if column.figure else None
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align
        return None


class SortProxy(QSortFilterProxyModel):
    """Sorts by SORT_ROLE in Python: Qt would cut large numbers, and put Älmhult before Åre."""

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802
        return _sort_key(left.data(SORT_ROLE)) < _sort_key(right.data(SORT_ROLE))


def _sort_key(value: Any) -> tuple[int, Any]:
    """Numbers before texts, and what is not there before both."""
    from ojdesk.core.text import in_swedish_order  # noqa: PLC0415 - after the first paint

    if value is None or value != value:  # noqa: PLR0124 - NaN
        return (0, 0)
    return (2, in_swedish_order(value)) if isinstance(value, str) else (1, value)


def table_of(
    model: QAbstractItemModel,
    caption: str,
    dataset: "Dataset",
    area: Callable[[Any], str] | None = None,
    is_area: Callable[[Any], bool] = lambda _: False,
) -> "Table":
    """What a table shows, in the order in which it is seen, to take along.

    Args:
        model: Of a table view: its rows come as they are sorted.
        caption: What the table is about.
        dataset: Knows the cells that its figures come from.
        area: The chapter that a row belongs to, if there are chapters.
        is_area: Whether a row is nothing but a chapter's name.
    """
    from ojdesk.core.export.exhibit import Table, cell_of  # noqa: PLC0415 - after the first paint

    def place(index: QModelIndex) -> "Place | None":
        key = index.data(FIGURE_ROLE)
        return dataset.place(key.indicator, key.unit, key.year, key.group) if key else None

    at = [row for row in range(model.rowCount()) if not is_area(model.index(row, 0).data(ROW_ROLE))]
    # A column without a text, as one of small drawings, has nothing to take along.
    columns = [
        column
        for column in range(model.columnCount())
        if not at or any(model.index(row, column).data(WHOLE_ROLE) for row in at)
    ]
    indices = [[model.index(row, column) for column in columns] for row in at]
    return Table(
        caption=caption,
        heads=tuple(model.headerData(column, Qt.Orientation.Horizontal) for column in columns),
        rows=tuple(tuple(cell_of(it.data(WHOLE_ROLE), it.data(SORT_ROLE), place(it)) for it in row) for row in indices),
        areas=tuple(area(model.index(row, 0).data(ROW_ROLE)) for row in at) if area else (),
    )


def dress(table: QTableView, name: str) -> None:
    """The look that all tables share, and their name for screen readers."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setFont(theme.font())
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.ROW)
    table.verticalHeader().setMinimumSectionSize(theme.ROW)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
