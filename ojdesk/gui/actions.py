"""Everything that can be done from menus and keys, as a list: the menus are loops over it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from ojdesk.core.peers import Origin, ready_made
from ojdesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from ojdesk.gui.window import Window

#: Views by position.
_WITH_TWIN, _LESSONS, _REPORT = (1, 2, 4), 3, 4

Key = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class Action:
    """One thing to do.

    Attributes:
        name: A stable name, for finding it.
        menu: The menu it stands in.
        text: As it stands there, with its access key.
        do: What happens.
        enabled: When it can be done.
        key: The shortcut.
        above: Whether a line is drawn above it.
    """

    name: str
    menu: str
    text: str
    do: Callable[["Window"], object]
    enabled: Callable[[Workspace], bool] = lambda _: True
    key: Key = None
    above: bool = False


def is_open(workspace: Workspace) -> bool:
    return workspace.dataset is not None


def has_unit(workspace: Workspace) -> bool:
    return workspace.dataset is not None and bool(workspace.choice.unit)


def has_twin(workspace: Workspace) -> bool:
    """Whether the view that is looked at has charts or pages, and says the same in tables or text behind them."""
    return has_unit(workspace) and workspace.view in _WITH_TWIN


def has_exhibit(workspace: Workspace) -> bool:
    """Whether the view has a chart or table to take along; a report is saved as a whole, by a button of its own."""
    if workspace.dataset is None or not has_unit(workspace) or workspace.view == _REPORT:
        return False
    return workspace.view != _LESSONS or workspace.dataset.units[workspace.choice.unit].level.answers


def has_copy(workspace: Workspace) -> bool:
    """Whether the view can be copied: the report as text."""
    return has_exhibit(workspace) or (has_unit(workspace) and workspace.view == _REPORT)


def has_peers(workspace: Workspace) -> bool:
    return has_unit(workspace) and bool(workspace.choice.peers)


def is_municipality(workspace: Workspace) -> bool:
    return Origin.SKR in _origins(workspace)


def has_parts(workspace: Workspace) -> bool:
    return Origin.CITY in _origins(workspace)


def _origins(workspace: Workspace) -> set[Origin]:
    """Whose sets fit the own unit."""
    if workspace.dataset is None or workspace.choice.unit not in workspace.dataset.units:
        return set()
    return {it.origin for it in ready_made(workspace.dataset.units[workspace.choice.unit], workspace.choice.year)}


def can_go_back(workspace: Workspace) -> bool:
    return workspace.can_go_back


def can_go_forward(workspace: Workspace) -> bool:
    return workspace.can_go_forward


def can_undo(workspace: Workspace) -> bool:
    return workspace.can_undo


def can_redo(workspace: Workspace) -> bool:
    return workspace.can_redo


MENUS = ("&Arkiv", "&Redigera", "&Visa", "&Jämför", "Ra&pport", "&Hjälp")

#: What can be done with what is seen: the menu of every chart and table.
TAKEN_ALONG = ("copy", "picture", "export", "print")

ACTIONS = (
    Action("open", "&Arkiv", "&Öppna …", lambda w: w.files.ask(), key=QKeySequence.StandardKey.Open),
    Action("sample", "&Arkiv", "Öppna &exempeldata", lambda w: w.files.open_sample()),
    Action("save_work", "&Arkiv", "&Spara arbete", lambda w: w.saving.save(), is_open, "Ctrl+S", above=True),
    Action("save_work_as", "&Arkiv", "Spara arbete s&om …", lambda w: w.saving.save_as(), is_open, "Ctrl+Shift+S"),
    Action("files", "&Arkiv", "Så läste vi &filerna …", lambda w: w.files.show(), is_open, "Ctrl+I", above=True),
    Action(
        "export", "&Arkiv", "Spara &diagram och tabell …", lambda w: w.export.save(), has_exhibit, "Ctrl+E", above=True
    ),
    Action("print", "&Arkiv", "Skriv &ut …", lambda w: w.export.print(), has_exhibit, QKeySequence.StandardKey.Print),
    Action("close", "&Arkiv", "S&täng alla filer", lambda w: w.close_files(), is_open, "Ctrl+W", above=True),
    Action("quit", "&Arkiv", "&Avsluta", lambda w: w.close(), key="Ctrl+Q", above=True),
    Action("undo", "&Redigera", "&Ångra val", lambda w: w.workspace.undo(), can_undo, QKeySequence.StandardKey.Undo),
    Action("redo", "&Redigera", "&Gör om val", lambda w: w.workspace.redo(), can_redo, QKeySequence.StandardKey.Redo),
    Action(
        "copy",
        "&Redigera",
        "&Kopiera diagram och tabell",
        lambda w: w.export.copy(),
        has_copy,
        QKeySequence.StandardKey.Copy,
        above=True,
    ),
    Action("picture", "&Redigera", "Kopiera som &bild", lambda w: w.export.copy_picture(), has_exhibit, "Ctrl+Shift+C"),
    Action("find", "&Redigera", "&Sök …", lambda w: w.search(), key="Ctrl+K", above=True),
    Action("back", "&Visa", "&Bakåt", lambda w: w.workspace.back(), can_go_back, "Alt+Left"),
    Action("forward", "&Visa", "Fram&åt", lambda w: w.workspace.forward(), can_go_forward, "Alt+Right"),
    Action("overview", "&Visa", "&Översikt", lambda w: w.show_view(0), is_open, "Ctrl+1", above=True),
    Action("trend", "&Visa", "&Utveckling", lambda w: w.show_view(1), is_open, "Ctrl+2"),
    Action("spread", "&Visa", "&Länsspridning", lambda w: w.show_view(2), is_open, "Ctrl+3"),
    Action("lessons", "&Visa", "&Att lära av", lambda w: w.show_view(3), is_open, "Ctrl+4"),
    Action("report", "&Visa", "&Rapport", lambda w: w.show_view(4), is_open, "Ctrl+5"),
    Action("rows", "&Visa", "Län &i rader", lambda w: w.show_spread(0), has_unit, above=True),
    Action("county_map", "&Visa", "Karta över lä&nen", lambda w: w.show_spread(1), has_unit),
    Action("municipality_map", "&Visa", "Karta över k&ommunerna", lambda w: w.show_spread(2), has_unit),
    Action("table", "&Visa", "&Tabell i stället för bild", lambda w: w.toggle_table(), has_twin, "T", above=True),
    Action("source", "&Visa", "Visa &källcellen …", lambda w: w.show_source(), has_unit, "Ctrl+Shift+K"),
    Action("pane", "&Visa", "Nästa del av &fönstret", lambda w: w.next_pane(), is_open, "F6"),
    Action("system", "&Visa", "Utseende som &datorn", lambda w: w.set_appearance(""), above=True),
    Action("light", "&Visa", "L&just utseende", lambda w: w.set_appearance("light")),
    Action("dark", "&Visa", "&Mörkt utseende", lambda w: w.set_appearance("dark")),
    Action("contrast", "&Visa", "&Hög kontrast", lambda w: w.set_appearance("contrast")),
    Action("unit", "&Jämför", "&Välj min enhet", lambda w: w.focus_unit(), is_open, "Ctrl+U"),
    Action("search", "&Jämför", "&Sök indikator", lambda w: w.focus_search(), is_open, QKeySequence.StandardKey.Find),
    Action("county", "&Jämför", "Visa eller dölj &länet", lambda w: w.flip("county"), has_unit, above=True),
    Action("nation", "&Jämför", "Visa eller dölj &riket", lambda w: w.flip("nation"), has_unit),
    Action("others", "&Jämför", "Visa eller dölj &övriga", lambda w: w.flip("others"), has_unit),
    Action("no_peers", "&Jämför", "&Ingen jämförelsegrupp", lambda w: w.peers.clear(), has_peers, above=True),
    Action(
        "similar",
        "&Jämför",
        "Liknande &kommuner (Kolada)",
        lambda w: w.peers.choose_from(Origin.KOLADA),
        is_municipality,
    ),
    Action("kind", "&Jämför", "Kommun&grupp (SKR)", lambda w: w.peers.choose_from(Origin.SKR), is_municipality),
    Action("parts", "&Jämför", "Stadens &delar", lambda w: w.peers.choose_from(Origin.CITY), has_parts),
    Action("paste_peers", "&Jämför", "Klistra in lis&ta …", lambda w: w.peers.paste(), has_unit, above=True),
    Action("edit_peers", "&Jämför", "R&edigera grupp …", lambda w: w.peers.edit(), has_peers),
    Action("save_peers", "&Jämför", "Spara grupp som &fil …", lambda w: w.peers.save(), has_peers),
    Action("open_peers", "&Jämför", "Öppna gru&pp från fil …", lambda w: w.peers.open(), has_unit),
    Action("save", "Ra&pport", "&Spara rapport …", lambda w: w.reporting.save(), has_unit, "Ctrl+R"),
    Action("series", "Ra&pport", "Spara en s&erie …", lambda w: w.reporting.save_series(), has_unit),
    Action("template", "Ra&pport", "Välj Word&mall …", lambda w: w.reporting.choose_template(), has_unit, above=True),
    Action("manual", "&Hjälp", "&Handbok", lambda w: w.guide.show_manual(), key="F1"),
    Action("hints", "&Hjälp", "Visa &tipsen igen", lambda w: w.guide.hints.begin_again()),
    Action("log", "&Hjälp", "Visa &loggen", lambda w: w.show_log(), above=True),
    Action("about", "&Hjälp", "&Om ojdesk", lambda w: w.show_about(), above=True),
)
