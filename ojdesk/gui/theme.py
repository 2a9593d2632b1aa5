"""How it looks: colours by role, fonts, and the few rules that Qt's own style does not have.

Sizes are 12, 13, 14 and 18, weights 400 and 600, spaces multiples of 4, lines 1 and corners 4 pixels.
"""

from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from ojdesk.core.palette import DARK, HIGH_CONTRAST, LIGHT, PALETTES, Palette
from ojdesk.core.resources import resource

SMALL, BODY, LARGE, TITLE = 12, 13, 14, 18
ROW = 23

#: What the user can ask for; anything else, as "", follows the computer.
APPEARANCES = {"light": LIGHT, "dark": DARK, "contrast": HIGH_CONTRAST}
_BY_GROUND = {QColor(it.ground).rgb(): it for it in PALETTES}


def colours() -> Palette:
    """The colours of the appearance in use."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return LIGHT
    return _BY_GROUND.get(application.palette().window().color().rgb(), LIGHT)


def font(size: int = BODY, *, bold: bool = False, figures: bool = False) -> QFont:
    """The window's font; with `figures` all digits have one width, so that columns of numbers line up."""
    return _font(QApplication.font().family(), size, bold=bold, figures=figures)


@cache
def _font(family: str, size: int, *, bold: bool, figures: bool) -> QFont:
    made = QFont(family)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if figures:
        # Not for words: Inter's hyphens get the width of a digit too.
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def apply(application: QApplication, appearance: str = "") -> None:
    """Dresses the application; may be called again when the appearance changes."""
    prepare(application, appearance)
    dress(application)


def prepare(application: QApplication, appearance: str = "") -> None:
    """Fonts and colours: what widgets measure themselves by while they are made."""
    _load_fonts(application)
    palette = APPEARANCES.get(appearance)
    hints = application.styleHints()
    if palette is None:
        hints.unsetColorScheme()
        palette = _of_computer(hints)
    else:
        hints.setColorScheme(Qt.ColorScheme.Light if palette is LIGHT else Qt.ColorScheme.Dark)
    application.setPalette(_qt_palette(palette))


def dress(application: QApplication) -> None:
    """The rules. Over a finished window they take half the time that they take over each widget as it is made."""
    application.setStyleSheet(_style_sheet(colours()))


def _of_computer(hints: QStyleHints) -> Palette:
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def _load_fonts(application: QApplication) -> None:
    """The computer's own interface font where it has Segoe UI; otherwise the bundled Inter."""
    families = QFontDatabase.families()
    if "Inter" not in families:
        for name in ("Inter-Regular.ttf", "Inter-SemiBold.ttf"):
            QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    made = QFont("Segoe UI" if "Segoe UI" in families else "Inter")
    made.setPixelSize(BODY)
    application.setFont(made)


def _qt_palette(p: Palette) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in (
        (role.Window, p.ground),
        (role.Base, p.ground),
        (role.AlternateBase, p.panel),
        (role.WindowText, p.text),
        (role.Text, p.text),
        (role.ButtonText, p.text),
        (role.Button, p.panel),
        (role.ToolTipBase, p.ground),
        (role.ToolTipText, p.text),
        (role.PlaceholderText, p.quiet),
        (role.Highlight, p.selected),
        (role.HighlightedText, p.text),
        (role.Link, p.own),
        (role.Accent, p.own),
        (role.Mid, p.rule),
        (role.Midlight, p.rule),
        (role.Dark, p.rule),
        (role.Shadow, p.rule),
        (role.Light, p.ground),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(p.peers))
    return made


_RULES = Template("""
* { dialogbuttonbox-buttons-have-icons: 0; font-family: "$font"; }
QMenuBar, QMenu, QMessageBox, QListView, QTreeView, QTableView, QHeaderView { font-size: 13px; }
QToolTip { color: $text; background: $ground; border: 1px solid $rule; padding: 4px 6px; }
QMenuBar { background: $panel; border-bottom: 1px solid $rule; padding: 2px 6px; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $selected; }
QMenu { background: $ground; border: 1px solid $rule; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $peers; }
QMenu::separator { height: 1px; background: $rule; margin: 4px 8px; }
QPushButton { background: $ground; border: 1px solid $rule; border-radius: 4px; padding: 5px 14px; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 2px solid $own; padding: 4px 13px; }
QPushButton:disabled { color: $peers; }
#find { color: $quiet; text-align: left; min-width: 290px; font-weight: 400; }
#arrow { padding: 5px 8px; }
#arrow:focus { padding: 4px 7px; }
QPushButton[main="true"] { background: $own; color: $on_own; border-color: $own; font-weight: 600; }
QPushButton[main="true"]:hover { border-color: $text; }
QPushButton[main="true"]:focus { border: 2px solid $text; }
QPushButton[main="true"]:disabled { background: $peers; border-color: $peers; color: $ground; }
QPushButton[link="true"] { border: 1px solid transparent; background: transparent; color: $own; font-weight: 600;
    padding: 1px 0; min-height: 0; }
QPushButton[disclosure="true"] { font-weight: 400; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 1px solid $own; }
QPushButton[segment] { padding: 2px 12px; border-radius: 0; }
QPushButton[segment="middle"], QPushButton[segment="last"] { border-left: 0; }
QPushButton[segment="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QPushButton[segment="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QPushButton[segment]:checked { background: $selected; color: $own; font-weight: 600; }
QPushButton[segment]:focus { border: 2px solid $own; padding: 1px 11px; }
QLineEdit, QComboBox, QSpinBox { background: $ground; border: 1px solid $peers; border-radius: 4px; padding: 4px 8px;
    min-height: 20px; selection-background-color: $selected; selection-color: $text; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $own; padding: 3px 7px; }
#paste { border: 1px solid $peers; border-radius: 4px; padding: 4px; }
#paste:focus { border: 2px solid $own; padding: 3px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$icons/chevron-$variant.svg"); width: 12px; height: 12px; }
#unit { font-size: 14px; font-weight: 600; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator { width: 14px; height: 14px;
    border: 1px solid $peers; border-radius: 3px; background: $ground; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {
    background: $own; border-color: $own; image: url("$icons/tick-$variant.svg"); }
QCheckBox::indicator:disabled { background: $panel; border-color: $rule; }
QCheckBox::indicator:checked:disabled { background: $peers; border-color: $peers; }
QCheckBox:focus { color: $own; }
QCheckBox::indicator:focus { border: 2px solid $own; }
QComboBox QAbstractItemView { background: $ground; border: 1px solid $rule; outline: 0;
    selection-background-color: $selected; selection-color: $text; }
QTabBar { background: transparent; border: 0; }
QTabBar::tab { padding: 9px 4px 8px 4px; margin-right: 22px; border: 0; border-bottom: 3px solid transparent;
    color: $quiet; font-size: 14px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $own; border-bottom: 3px solid $own; font-weight: 600; }
QTabBar#sources::tab { padding: 4px 2px 4px 2px; margin-right: 16px; border-bottom-width: 2px; font-size: 13px; }
QTabBar::tab:focus { color: $own; background: $selected; }
QTableView, QTreeView, QListView { background: $ground; border: 1px solid transparent; border-radius: 4px; outline: 0;
    gridline-color: transparent; selection-background-color: $selected; selection-color: $text; }
Chart { border: 1px solid transparent; border-radius: 4px; }
QTableView:focus, QTreeView:focus, QListView:focus, Chart:focus { border-color: $own; }
QTreeView { background: transparent; }
QTreeView::item { min-height: 24px; border: 0; }
QTreeView::item:selected, QListView::item:selected { background: $selected; color: $text; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QListView::item { min-height: 24px; padding-left: 4px; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:open { image: url("$icons/chevron-$variant.svg"); }
QTreeView::branch:has-children:closed { image: url("$icons/closed-$variant.svg"); }
QHeaderView { background: $ground; border: 0; }
QHeaderView::section { background: $ground; color: $quiet; border: 0; border-bottom: 1px solid $peers;
    padding: 4px 3px; font-weight: 600; font-size: 12px; }
QHeaderView::section:vertical { border-bottom: 0; border-right: 1px solid $peers; padding: 4px 8px; }
QTableCornerButton::section { background: $ground; border: 0; }
#excerpt { gridline-color: $rule; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $rule; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $peers; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollArea { border: 0; background: transparent; }
QProgressBar { background: $rule; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $own; border-radius: 3px; }
QSplitter::handle { background: $rule; }
QTextBrowser, QPlainTextEdit { background: $ground; border: 1px solid $rule; }
QTextBrowser:focus, QPlainTextEdit:focus { border-color: $own; }
#page { border-color: transparent; border-radius: 4px; }
#page:focus { border-color: $own; }
#qt_msgbox_label { font-size: 14px; font-weight: 600; }
#qt_msgbox_informativelabel { min-width: 400px; }
#side, #status { background: $panel; }
#side { border-right: 1px solid $rule; }
#trust { border-left: 1px solid $rule; background: $ground; }
#status { border-top: 1px solid $rule; }
#news { background: $selected; }
#hint { background: $selected; border-radius: 4px; }
#toolbar { border-bottom: 1px solid $rule; background: $ground; }
#tabs { border-bottom: 1px solid $rule; }
#drop { border: 2px dashed $peers; border-radius: 8px; background: $panel; }
#drop[over="true"] { border-color: $own; background: $selected; }
QLabel[role="title"] { font-size: 18px; font-weight: 600; }
QLabel[role="sentence"] { font-size: 14px; }
QLabel[role="quiet"] { color: $quiet; font-size: 12px; }
QLabel[role="caption"] { color: $quiet; font-size: 12px; font-weight: 600; }
QLabel[role="alarm"] { color: $alarm; font-size: 12px; font-weight: 600; }
""")


def _style_sheet(p: Palette) -> str:
    roles = {name: colour for name, colour in vars(p).items() if isinstance(colour, str)}
    variant = "light" if p is LIGHT else "dark"
    # Windows has fonts of its own for menus, lists and messages, and brings them back when its colours change.
    return _RULES.substitute(
        roles, font=QApplication.font().family(), icons=resource("icons").as_posix(), variant=variant
    )
