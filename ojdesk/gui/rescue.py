"""What is open is put down now and then, and offered at the next start when the program ended by itself."""

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from ojdesk.core.session import Ended, LeftOpen, Session
from ojdesk.gui.crash import FaultDialog
from ojdesk.gui.widgets import push_button

if TYPE_CHECKING:
    from ojdesk.gui.window import Window

_log = logging.getLogger(__name__)

#: Milliseconds from a change to its being put down, with all that came meanwhile.
_SOON = 2000


class Rescue(QObject):
    """Puts down what is open, and the settings, a moment after each change, in a thread of its own.

    Args:
        window: Whose.
        session: Where.
    """

    def __init__(self, window: "Window", session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._writing: threading.Thread | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._put_down)
        workspace = window.workspace
        for changed in (
            workspace.dataset_changed,
            workspace.choice_changed,
            workspace.outline_changed,
            workspace.closed,
        ):
            changed.connect(self._change)

    def _change(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _put_down(self) -> None:
        if self._writing is not None and self._writing.is_alive():
            self._soon.start()
            return
        opened = self._window.saving.opened()
        self._writing = threading.Thread(target=self._write, args=(opened,), name="ojdesk-rescue")
        self._writing.start()

    def _write(self, opened: LeftOpen) -> None:
        self._session.keep(opened)
        self._window.memory.store()

    def begin(self, opened: LeftOpen) -> None:
        """Puts down what is about to be opened, before that: it may be what crashes the program."""
        self._session.keep(opened)

    def end(self) -> None:
        """Leaves nothing behind: the window was closed as it should be."""
        self._soon.stop()
        if self._writing is not None:
            self._writing.join()
        self._session.end()

    def offer(self, ended: Ended) -> bool:
        """Tells of a program that ended by itself, and opens what it had open if the user wants that.

        Returns:
            Whether there was something to decide; what was open last is then not to be opened by itself.
        """
        if not ended.opened and not ended.trace:
            ended.forget()
            return False
        _log.error("ended by itself: %s", ended.trace or "no trace")
        dialog = RescueDialog(self._window, ended)
        answer = dialog.exec()
        dialog.deleteLater()
        if not ended.opened:
            ended.forget()
            return False
        if answer == RescueDialog.OPEN:
            self.begin(ended.opened)
            ended.forget()
            self._window.files.open_again(ended.opened)
        elif answer == RescueDialog.EMPTY:
            self._put_by(ended.opened)
            ended.forget()
        else:
            ended.leave()
        return True

    def _put_by(self, opened: LeftOpen) -> None:
        """Leaves it to the start page, which offers it and does not open it by itself."""
        memory = self._window.memory
        if opened.work:
            recent = (opened.work, *(it for it in memory.now.recent if it != opened.work))
            memory.change(recent=recent, work="", comes_back=False)
        else:
            memory.change(files=opened.files, choice=opened.choice, outline=opened.outline, work="", comes_back=False)
        memory.store()
        self._window.start.offer(memory.now.files, memory.now.recent)


class RescueDialog(FaultDialog):
    """Tells that the program ended by itself, and asks whether to open what was open.

    Args:
        parent: The window.
        ended: What has ended.
    """

    OPEN, EMPTY = QDialog.DialogCode.Accepted, 2

    def __init__(self, parent: QWidget, ended: Ended) -> None:
        when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(ended.when.timestamp())), "d MMMM yyyy 'kl.' HH.mm")
        why = (
            "Ett fel i programmet gjorde att det avbröts. Kopiera gärna rapporten och skicka den till den som ansvarar "
            "för programmet."
            if ended.trace
            else "Det kan bero på att strömmen gick, att datorn startades om eller att något gick fel i programmet."
        )
        sentences = [f"{why} Allt som var sparat finns kvar."]
        if ended.opened:
            sentences.append(f"Den {when} hade du {_listed(ended.opened)}. Det du hade valt kommer också tillbaka.")
        report = f"Avbröts någon gång efter den {when}\n\n{ended.trace}".strip()
        super().__init__(parent, "ojdesk stängdes oväntat", sentences, report)
        self.text.setVisible(bool(ended.trace))
        self.setMinimumWidth(620)
        again, empty = push_button("Öppna det som var öppet", main=True), push_button("Börja tomt")
        close = push_button("Stäng", main=True)
        again.clicked.connect(lambda: self.done(self.OPEN))
        empty.clicked.connect(lambda: self.done(self.EMPTY))
        close.clicked.connect(self.reject)
        for button in (empty, again) if ended.opened else (close,):
            self.buttons.addWidget(button)
            button.setDefault(True)
            button.setFocus()


def _listed(opened: LeftOpen) -> str:
    """The work, how many workbooks, or both, and that they are open."""
    from ojdesk.core.wording.numbers import count  # noqa: PLC0415 - after the first paint

    files = len(opened.files)
    workbooks = f"{count(files)} {'årsfil' if files == 1 else 'årsfiler'}" if files else ""
    work = f"arbetet {Path(opened.work).stem}" if opened.work else ""
    how = "öppna" if files > 1 or (work and files) else "öppen" if files else "öppet"
    return f"{' och '.join(filter(None, (work, workbooks)))} {how}"
