"""Starts the window: paints first, imports the heavy parts after."""

import builtins
import locale
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# PySide6 puts its own import function in place of Python's, which reads the source of every module that is imported
# later and makes pandas take half as long again.
_import = builtins.__import__
from PySide6.QtCore import QLibraryInfo, QLocale, QStandardPaths, Qt, QTimer, QTranslator  # noqa: E402
from PySide6.QtGui import QIcon  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

builtins.__import__ = _import

from ojdesk import __version__  # noqa: E402
from ojdesk.core.resources import resource  # noqa: E402
from ojdesk.core.session import Ended, LeftOpen, Session, ended  # noqa: E402
from ojdesk.core.work import Refused  # noqa: E402
from ojdesk.gui import dialogs, settings, theme  # noqa: E402
from ojdesk.gui.crash import Hooks, log_folder, traced, write_log  # noqa: E402
from ojdesk.gui.rescue import Rescue  # noqa: E402
from ojdesk.gui.window import Window  # noqa: E402


def run(files: Sequence[Path]) -> int:
    """The window, until it is closed. Files given open at once; otherwise what was open last comes back.

    Raises:
        Refused: There is no screen to show it on.
    """
    if not _has_screen():
        raise Refused(
            "Det finns ingen skärm att visa fönstret på. Kommandona check, data, report och self-test går utan: "
            "ojdesk --help berättar mer."
        )
    application = make_application(sys.argv[:1])
    write_log(log_folder())
    hooks = Hooks(application)
    hooks.install()
    memory = settings.load(settings_path())
    sessions = settings_path().parent / "fonster"
    lost = ended(sessions)
    theme.prepare(application, memory.now.appearance)
    window = Window(memory)
    theme.dress(application)
    hints = application.styleHints()
    for changed in (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged):
        changed.connect(lambda: window.set_appearance(memory.now.appearance))
    hooks.save = lambda: window.saving.save if window.workspace.dataset is not None else None
    session = Session(sessions)
    rescue = Rescue(window, session)
    # Once what is painted has reached the screen, so that there is something to look at while pandas is imported.
    once = Qt.ConnectionType.SingleShotConnection
    window.painted.connect(lambda: QTimer.singleShot(0, lambda: _begin(window, rescue, lost, files)), once)
    window.show()
    with traced(session.trace):
        code = application.exec()
    rescue.end()
    return code


def _begin(window: Window, rescue: Rescue, lost: Ended | None, given: Sequence[Path]) -> None:
    """Opens what was open before the program ended by itself, what is given, or what was open last."""
    memory = window.memory
    if memory.trouble:
        dialogs.tell(window, "Inställningarna är inte som de var", [memory.trouble])
    decided = lost is not None and rescue.offer(lost)
    last = [memory.now.work] if memory.now.work else memory.now.files
    comes_back = memory.now.comes_back and not decided
    wanted = [path.absolute() for path in given] or [Path(name) for name in last if comes_back]
    if not decided:
        rescue.begin(LeftOpen.of(wanted, memory.now.choice, memory.now.outline))
    window.files.open(wanted)


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application object, in Swedish down to Qt's own buttons; without a screen, it draws all the same."""
    if not _has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Named here, since to set it makes a Python object of it, with the names of all that it can draw.
    application = QApplication([*arguments, "-style", "fusion"])
    application.setApplicationName("ojdesk")
    application.setApplicationVersion(__version__)
    application.setOrganizationName("ojdesk")
    application.setWindowIcon(QIcon(str(resource("icons", "ojdesk.svg"))))
    # By this name a Linux desktop finds the menu entry that the window belongs to.
    application.setDesktopFileName("ojdesk")
    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    translator = QTranslator(application)
    if translator.load("qtbase_sv", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    # A job in the background gives way to the window within a millisecond; five would be felt with every click.
    sys.setswitchinterval(0.001)
    # Qt sets the C library's locale from the environment; numbers are ours to write.
    locale.setlocale(locale.LC_NUMERIC, "C")
    return application


def _has_screen() -> bool:
    """Whether Qt has somewhere to draw: a display, or a platform that someone chose."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, names))


def settings_path() -> Path:
    """Where the settings are."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "installningar.json"
