"""When the program itself is wrong: a line in the log and one window with what to send on."""

import atexit
import contextlib
import faulthandler
import logging
import logging.handlers
import re
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QStandardPaths, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ojdesk import __version__
from ojdesk.core.faults import fault_place, told
from ojdesk.gui.dialogs import show_path
from ojdesk.gui.widgets import push_button, text_label

_log = logging.getLogger(__name__)
_SIZE, _KEPT = 1_000_000, 4
#: Whose messages are known to say nothing of what files contain.
_TRUSTED = {"ojdesk", "qt"}
#: The words that a message of Qt's begins with; what comes after them may be a path.
_PLAIN_WORDS = re.compile(r"(?:[A-Za-z:()<>=_,-]+[.:,]?(?:\s+|$))*")

_NOT_SAVED = "Ditt arbete gick inte att spara. Prova Spara arbete som i menyn Arkiv, och välj en annan plats."

#: Saves what is open, and then does what it is given.
Save = Callable[[Callable[[], object]], object]


def log_folder() -> Path:
    """Where the log is."""
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(data) / "logg"


def write_log(folder: Path) -> None:
    """Sends the log to a few rotating files. It says what went wrong where, never what a file contains."""
    qInstallMessageHandler(_log_qt)
    # Qt may go on to warn when Python has ended, and PySide would look for it in vain.
    atexit.register(qInstallMessageHandler, None)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "ojdesk.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:
        return  # a computer where nothing can be written is no reason not to start
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.raiseExceptions = False  # what cannot be logged is told to nobody, least of all with paths
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    _log.info("ojdesk %s, Python %s, %s", __version__, sys.version.split()[0], sys.platform)


@contextlib.contextmanager
def traced(path: Path) -> Iterator[None]:
    """Within the block, a crash below Python leaves its trace at `path`, where that can be written."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            faulthandler.enable(stack.enter_context(path.open("w", encoding="utf-8")))
            stack.callback(faulthandler.disable)
        yield


class _Discreet(logging.Formatter):
    """Lines that say what went wrong and where. Of what others log, that they did."""

    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0] if record.exc_info else None
        plain = logging.makeLogRecord({**vars(record), "exc_info": None, "exc_text": None, "stack_info": None})
        if record.name.partition(".")[0] not in _TRUSTED:
            plain.msg, plain.args = f"{Path(record.pathname).name}:{record.lineno}", None
        if kind is not None and record.exc_info:
            plain.msg, plain.args = f"{plain.getMessage()}: {kind.__name__} {fault_place(record.exc_info[2])}", None
        return super().format(plain)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    levels = {QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR}
    words = _PLAIN_WORDS.match(message)
    logging.getLogger("qt").log(
        levels.get(kind, logging.DEBUG), "%s %s", context.category or "", words[0].strip() if words else ""
    )


class Hooks(QObject):
    """Catches what nobody caught, in any thread, and shows each distinct fault once, in one window at a time.

    Attributes:
        save: Saves what is open; None while nothing is.
    """

    _caught = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.save: Callable[[], Save | None] = lambda: None
        self._shown: set[str] = set()
        self._dialog: CrashDialog | None = None
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
        self._caught.emit(f"{kind.__name__} {where}", told(error) if error is not None else kind.__name__)

    def _show(self, fault: str, report: str) -> None:
        if fault in self._shown:
            return
        self._shown.add(fault)
        if self._dialog is not None:
            self._dialog.add(report)
            return
        self._dialog = CrashDialog(report, self.save())
        try:
            self._dialog.exec()
        finally:
            self._dialog.deleteLater()
            self._dialog = None


class FaultDialog(QDialog):
    """A window with a report to send on.

    Args:
        parent: The window.
        title: What has happened, in a few words.
        sentences: What it means and what to do.
        report: What those who make the program need to know.
    """

    def __init__(self, parent: QWidget | None, title: str, sentences: list[str], report: str) -> None:
        import platform  # noqa: PLC0415 - after the first paint

        super().__init__(parent)
        self.setWindowTitle("ojdesk")
        self.report = f"ojdesk {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n{report}"
        self.text = QPlainTextEdit(self.report)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Felrapport")
        self.copy = push_button("Kopiera rapporten", link=True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        self.log = push_button("Visa loggen", link=True)
        self.log.clicked.connect(lambda: show_path(log_folder()))
        self.note = text_label("sentence")
        self.note.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.copy)
        self.buttons.addSpacing(8)
        self.buttons.addWidget(self.log)
        self.buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(text_label("title", title))
        for sentence in sentences:
            layout.addWidget(text_label("sentence", sentence))
        layout.addSpacing(4)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.note)
        layout.addSpacing(8)
        layout.addLayout(self.buttons)

    def tell(self, sentence: str) -> None:
        """Says what came of what was asked for."""
        self.note.setText(sentence)
        self.note.show()


class CrashDialog(FaultDialog):
    """Says that the program is at fault, and lets the user save her work and copy what happened.

    Args:
        report: What happened where.
        save: Saves what is open; None when nothing is.
    """

    def __init__(self, report: str, save: Save | None = None) -> None:
        sentences = [
            "Det är ett fel i programmet, inte i dina filer. Du kan arbeta vidare, men spara gärna först.",
            (
                "Kopiera rapporten och skicka den till den som ansvarar för programmet. Den säger var i programmet "
                "felet uppstod, men inget om vad dina filer innehåller."
            ),
        ]
        super().__init__(None, "Något gick fel i ojdesk", sentences, report)
        self.resize(680, 460)
        self._save = save
        self._saving = False
        self.save = push_button("Spara mitt arbete")
        self.save.setVisible(save is not None)
        self.save.clicked.connect(self._save_work)
        close = push_button("Stäng", main=True)
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.buttons.addWidget(self.save)
        self.buttons.addWidget(close)
        close.setFocus()

    def add(self, report: str) -> None:
        """Tells of one more fault, which came while this window was up."""
        self.report += f"\n\n{report}"
        self.text.setPlainText(self.report)
        if self._saving:
            self._saving = False
            self.tell(_NOT_SAVED)

    def _save_work(self) -> None:
        assert self._save is not None
        self._saving = True
        try:
            self._save(self._tell_saved)
        except Exception as trouble:  # noqa: BLE001 - whatever is wrong must not take this window along
            _log.exception("saving after a fault")
            self.add(told(trouble))

    def _tell_saved(self) -> None:
        self._saving = False
        self.tell("Ditt arbete är sparat.")
