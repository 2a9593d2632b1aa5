"""When the program itself is wrong: a line in the log and one window with what to send on."""

import faulthandler
import logging
import logging.handlers
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QStandardPaths, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from ojdesk import __version__
from ojdesk.gui.widgets import text_label

_log = logging.getLogger(__name__)
_PACKAGE = str(Path(__file__).resolve().parents[1])
_SIZE, _KEPT = 1_000_000, 4


def log_folder() -> Path:
    """Where the log is."""
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(data) / "logg"


def write_log(folder: Path) -> None:
    """Sends the log to a few rotating files. It says what went wrong where, never what a file contains."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "ojdesk.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    _log.info("ojdesk %s, Python %s, %s", __version__, platform.python_version(), platform.system())
    qInstallMessageHandler(_log_qt)
    # A crash below Python leaves its trace here; it is kept open for as long as the program lives.
    faulthandler.enable((folder / "krasch.txt").open("a", encoding="utf-8"))


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del context
    levels = {QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR}
    logging.getLogger("qt").log(levels.get(kind, logging.DEBUG), "%s", message)


class Hooks(QObject):
    """Catches what nobody caught, in any thread, and shows each distinct fault once."""

    _caught = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: set[str] = set()
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.handle
        threading.excepthook = lambda it: self.handle(it.exc_type, it.exc_value, it.exc_traceback)

    def handle(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Logs a fault and asks for the window that tells of it."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        where = fault_place(trace)
        _log.error("%s at %s", kind.__name__, where)
        report = "".join(traceback.format_exception(kind, error, trace))
        self._caught.emit(f"{kind.__name__} {where}", report)

    def _show(self, fault: str, report: str) -> None:
        if fault in self._shown:
            return
        self._shown.add(fault)
        CrashDialog(report).exec()


def fault_place(trace: TracebackType | None) -> str:
    """The innermost place in our own code, as `compare.py:120`; the log needs no more."""
    frames = traceback.extract_tb(trace)
    own = [frame for frame in frames if frame.filename.startswith(_PACKAGE)] or list(frames)
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"


class CrashDialog(QDialog):
    """Says that the program is at fault, and lets the user copy what happened."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.setWindowTitle("ojdesk")
        self.resize(680, 420)
        self.report = f"ojdesk {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n{report}"
        text = QPlainTextEdit(self.report)
        text.setReadOnly(True)
        text.setAccessibleName("Felrapport")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Kopiera", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text_label("title", "Något gick fel i ojdesk"))
        layout.addWidget(
            text_label(
                "sentence",
                "Det är ett fel i programmet, inte i dina filer. Du kan arbeta vidare. Kopiera gärna texten och "
                "skicka den till den som ansvarar för programmet.",
            )
        )
        layout.addWidget(text, 1)
        layout.addWidget(buttons)
