"""Which unit is yours? Asked once, when files are open and nothing is picked."""

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from ojdesk.core.text import key
from ojdesk.core.wording.names import full_name
from ojdesk.gui.widgets import text_label
from ojdesk.gui.workspace import Workspace

_CODE_ROLE = int(Qt.ItemDataRole.UserRole)
_WIDTH = 440


class ChooseView(QWidget):
    """A search field over a list of all units; Enter takes the first one left."""

    title = "Vilken är din enhet?"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.search = QLineEdit()
        self.search.setPlaceholderText("Sök kommun, stadsdel, socialförvaltning eller län")
        self.search.setAccessibleName("Sök din enhet")
        self.search.setClearButtonEnabled(True)
        self._model = QStandardItemModel(self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.units = QListView()
        self.units.setModel(self._proxy)
        self.units.setAccessibleName("Enheter")
        self.units.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.units.setUniformItemSizes(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._pick)
        self.units.activated.connect(self._pick)
        self.units.clicked.connect(self._pick)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.setContentsMargins(0, 32, 0, 24)
        column.addWidget(text_label("title", self.title))
        column.addWidget(text_label("sentence", "Den visas i alla vyer och kan bytas när som helst till vänster."))
        column.addSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.units, 1)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addLayout(column, 4)
        across.addStretch(1)
        self.search.setMaximumWidth(_WIDTH)
        self.units.setMaximumWidth(_WIDTH)
        workspace.dataset_changed.connect(self._fill)

    def _fill(self) -> None:
        dataset = self._workspace.dataset
        assert dataset is not None
        self._model.clear()
        for unit in dataset.pickable_units:
            item = QStandardItem(full_name(unit))
            item.setData(unit.code, _CODE_ROLE)
            self._model.appendRow(item)

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        typed = key(text)
        found = [self._proxy.index(row, 0) for row in range(self._proxy.rowCount())] if typed else []
        self.units.setCurrentIndex(min(found, key=lambda index: self._rank(index, typed), default=QModelIndex()))

    def _rank(self, index: QModelIndex, typed: str) -> tuple[bool, bool, bool]:
        """Enter takes the name itself, before one that begins so, before one that has it inside; the living first."""
        dataset, name = self._workspace.dataset, key(index.data())
        assert dataset is not None
        ended = dataset.units[index.data(_CODE_ROLE)].last_year is not None
        return (name != typed, not name.startswith(typed), ended)

    def _pick(self) -> None:
        index = self.units.currentIndex()
        if index.isValid():
            self._workspace.choose(unit=index.data(_CODE_ROLE))

    # Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.units.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
