"""The left side: whose figures, compared with whom, and which indicators."""

from PySide6.QtCore import QModelIndex, QPointF, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ojdesk.core.compare.figures import county_of
from ojdesk.core.model import Level
from ojdesk.core.peers import Origin
from ojdesk.core.text import key
from ojdesk.core.wording.names import full_name
from ojdesk.gui import theme
from ojdesk.gui.charts.marks import cosmetic
from ojdesk.gui.peers import PeerSets
from ojdesk.gui.widgets import text_label, tip
from ojdesk.gui.workspace import Workspace

WIDTH = 280
_NOBODY = "Ingen grupp"
_WHERE = {
    "county": "I Översikt, Utveckling och Att lära av. Länsspridning och rapporten har alltid med länet.",
    "nation": "I Översikt, Utveckling, Länsspridning och Att lära av. Rapporten har alltid med riket.",
    "others": "De grå linjerna i Utveckling.",
}
_PEERS_WHERE = "Jämförelsegruppen är med i alla vyer och i rapporten."
_ID_ROLE = int(Qt.ItemDataRole.UserRole)
_WORDS_ROLE = _ID_ROLE + 1


class Picker(QWidget):
    """Unit, comparisons and indicators."""

    def __init__(self, workspace: Workspace, peers: PeerSets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.unit = UnitBox(workspace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 8)
        layout.setSpacing(6)
        heading = text_label("caption", "Min enhet")
        heading.setBuddy(self.unit)
        layout.addWidget(heading)
        layout.addWidget(self.unit)
        layout.addSpacing(10)
        layout.addWidget(text_label("caption", "Jämför med"))
        self.peers = PeersBox(workspace, peers)
        layout.addWidget(_Comparisons(workspace))
        layout.addWidget(self.peers)
        layout.addWidget(_PeersLine(workspace))
        layout.addSpacing(10)
        self.indicators = IndicatorTree(workspace)
        layout.addWidget(self.indicators, 1)

    def add_below(self, widget: QWidget) -> None:
        """Puts a widget below the indicators, which give it of their room while it is seen."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(widget)


class UnitBox(QComboBox):
    """All units that can be one's own; typing a part of a name finds it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setObjectName("unit")
        self.setAccessibleName("Min enhet")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        edit = self.lineEdit()
        assert edit is not None
        edit.setPlaceholderText("Sök din enhet")
        edit.setAccessibleName("Min enhet")
        completer = self.completer()
        assert completer is not None
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        assert popup is not None
        popup.setFont(theme.font())
        self.activated.connect(self._pick)
        edit.editingFinished.connect(self._settle)
        workspace.dataset_changed.connect(self._fill)
        workspace.choice_changed.connect(self._show)

    def select_all(self) -> None:
        """Marks the name, so that typing replaces it."""
        edit = self.lineEdit()
        assert edit is not None
        edit.selectAll()

    def _fill(self) -> None:
        dataset = self._workspace.dataset
        assert dataset is not None
        self.clear()
        for unit in dataset.pickable_units:
            self.addItem(full_name(unit), unit.code)
            self.setItemData(self.count() - 1, theme.font(), Qt.ItemDataRole.FontRole)
        self.setCurrentIndex(-1)

    def _show(self) -> None:
        at = self.findData(self._workspace.choice.unit)
        self.setCurrentIndex(at)
        if at < 0:
            self.setEditText("")

    def _pick(self, at: int) -> None:
        self._workspace.choose(unit=self.itemData(at))

    def _settle(self) -> None:
        """Takes what was typed if it is a name, or the only one it could become; otherwise shows the old choice."""
        typed = key(self.currentText())
        names = [key(self.itemText(at)) for at in range(self.count())]
        found = [at for at, name in enumerate(names) if name == typed]
        found = found or [at for at, name in enumerate(names) if typed and name.startswith(typed)]
        if len(found) == 1 and self._workspace.dataset is not None:
            self._pick(found[0])
        if self._workspace.dataset is not None:
            self._show()


class _Comparisons(QWidget):
    """Who is drawn besides the own unit, each with the line it is drawn with."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._boxes = {name: QCheckBox() for name in ("county", "nation", "others")}
        self._samples = {name: _LineSample(name) for name in self._boxes}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(6)
        layout.setColumnStretch(0, 1)
        for row, (name, box) in enumerate(self._boxes.items()):
            box.setEnabled(False)
            box.setToolTip(_WHERE[name])
            box.clicked.connect(lambda checked, name=name: workspace.choose(**{name: checked}))
            layout.addWidget(box, row, 0)
            layout.addWidget(self._samples[name], row, 1)
        self._show_names("Länet", "Övriga")
        workspace.choice_changed.connect(self._show)

    def _show_names(self, county: str, others: str) -> None:
        for name, text in (("county", county), ("nation", "Riket"), ("others", others)):
            self._boxes[name].setText(text)

    def _show(self) -> None:
        dataset, choice = self._workspace.dataset, self._workspace.choice
        assert dataset is not None
        for name, box in self._boxes.items():
            box.setEnabled(True)
            box.setChecked(getattr(choice, name))
        unit = dataset.units.get(choice.unit)
        county = county_of(dataset, unit) if unit else None
        is_answer = dataset.indicators[choice.indicator].scale.is_answer
        in_county = unit is not None and unit.level.answers
        others = "Övriga i länet" if in_county and not is_answer else "Övriga län"
        if choice.peers and not is_answer:
            others = "Var och en i gruppen"
        self._show_names(county.name if county else "Länet", others)
        self._boxes["county"].setEnabled(in_county)
        self._boxes["nation"].setEnabled(unit is None or unit.level is not Level.NATION)


class PeersBox(QComboBox):
    """The comparison set; its list is a menu of all that can be chosen instead, and of what can be done with sets."""

    def __init__(self, workspace: Workspace, peers: PeerSets) -> None:
        super().__init__()
        self._workspace = workspace
        self.setEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(lambda: peers.fill(self.menu))
        self._say(_NOBODY)
        workspace.choice_changed.connect(self._show)

    def _show(self) -> None:
        peers = self._workspace.choice.peers
        self.setEnabled(bool(self._workspace.choice.unit))
        self.setToolTip(tip(f"{peers.label}. {_PEERS_WHERE}" if peers else _PEERS_WHERE))
        self._say(peers.name if peers else _NOBODY)

    def _say(self, text: str) -> None:
        self.clear()
        self.addItem(text)
        self.setAccessibleName(f"Jämförelsegrupp: {text}")

    def showPopup(self) -> None:  # noqa: N802
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class _PeersLine(QWidget):
    """How many the comparison set has and where it is from, with the line it is drawn with."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._about = text_label("quiet", wrap=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._about, 1)
        layout.addWidget(_LineSample("group"))
        self.hide()
        workspace.choice_changed.connect(self._show)

    def _show(self) -> None:
        peers, unit = self._workspace.choice.peers, self._workspace.choice.unit
        self.setVisible(bool(peers))
        own = "Egen grupp" if peers.origin is Origin.OWN else peers.source
        self._about.setText(f"{own} · {len(peers.others(unit))} att jämföra med")


class _LineSample(QWidget):
    """How a line looks in the charts."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(QSize(32, 12))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        colours = theme.colours()
        pens = {
            "county": cosmetic(colours.county, 2.5),
            "nation": cosmetic(colours.nation, 2.5, dashed=True),
            "others": cosmetic(colours.peers, 1.2),
            "group": cosmetic(colours.group, 2.5),
        }
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pens[self._name])
        painter.drawLine(QPointF(2, 6), QPointF(30, 6))


class IndicatorTree(QWidget):
    """The indicators by area. A click brings one into focus; a tick takes it into the small charts and the report."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._showing = False
        self._items: dict[str, QStandardItem] = {}
        self._count = text_label("quiet", wrap=False)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Sök bland indikatorerna")
        self.filter.setAccessibleName("Sök bland indikatorerna")
        self.filter.setClearButtonEnabled(True)
        self._model = QStandardItemModel(self)
        self._model.itemChanged.connect(self._tick)
        self._proxy = _WordFilter(self)
        self._proxy.setSourceModel(self._model)
        self.filter.textChanged.connect(self._search)
        self.tree = QTreeView()
        self.tree.setModel(self._proxy)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(12)
        self.tree.setAccessibleName("Indikatorer")
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.selectionModel().currentChanged.connect(self._focus)
        head = QHBoxLayout()
        head.addWidget(text_label("caption", "Indikatorer"), 1)
        head.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.filter)
        layout.addWidget(self.tree, 1)
        workspace.dataset_changed.connect(self._fill)
        workspace.choice_changed.connect(self._show)

    def _fill(self) -> None:
        dataset = self._workspace.dataset
        assert dataset is not None
        self._showing = True
        self._model.clear()
        self._items.clear()
        areas: dict[str, QStandardItem] = {}
        for indicator in dataset.indicators.values():
            if indicator.area not in areas:
                area = areas[indicator.area] = QStandardItem(indicator.area)
                area.setFont(theme.font(bold=True))
                area.setSelectable(False)
                area.setEditable(False)
                self._model.appendRow(area)
            item = QStandardItem(indicator.short)
            item.setData(indicator.id, _ID_ROLE)
            names = (wording for _, wording in indicator.names)
            item.setData(key(" ".join([indicator.short, indicator.name, indicator.area, *names])), _WORDS_ROLE)
            item.setToolTip(tip(indicator.name))
            item.setCheckable(True)
            areas[indicator.area].appendRow(item)
            self._items[indicator.id] = item
        self.tree.expandAll()
        self._showing = False

    def _show(self) -> None:
        choice = self._workspace.choice
        self._showing = True
        for indicator, item in self._items.items():
            ticked = indicator in choice.indicators
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._count.setText(f"{len(choice.indicators)} av {len(self._items)} valda")
        item = self._items[choice.indicator]
        self.tree.setCurrentIndex(self._proxy.mapFromSource(item.index()))
        self._showing = False

    def _focus(self, index: QModelIndex) -> None:
        indicator = index.data(_ID_ROLE)
        if indicator and not self._showing:
            self._workspace.choose(indicator=indicator)

    def _tick(self, item: QStandardItem) -> None:
        if self._showing:
            return
        ticked = set(self._workspace.choice.indicators)
        changed = {item.data(_ID_ROLE)}
        ticked = ticked | changed if item.checkState() is Qt.CheckState.Checked else ticked - changed
        if ticked:
            self._workspace.choose(indicators=tuple(it for it in self._items if it in ticked))
        else:
            # A report has at least one chapter.
            self._show()

    def _search(self, text: str) -> None:
        self._proxy.set_words(text)
        self.tree.expandAll()


class _WordFilter(QSortFilterProxyModel):
    """Rows in which every typed word occurs, in any order, under any of the indicator's names."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setRecursiveFilteringEnabled(True)

    def set_words(self, text: str) -> None:
        self._words = key(text[:200]).split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:  # type: ignore[override] # noqa: N802
        words = self.sourceModel().index(row, 0, parent).data(_WORDS_ROLE)
        return not self._words or (words is not None and all(word in words for word in self._words))
