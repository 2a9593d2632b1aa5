"""The windows that a saved work brings: where to save it, whether to, and what is new in the file of another year."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
    QWidget,
)

from ojdesk.core.save import WORK_ENDING
from ojdesk.gui.dialogs import answer

if TYPE_CHECKING:
    from ojdesk.core.shelf import Copy

_WIDTH = 640


def ask_where(parent: QWidget, proposed: Path) -> Path | None:
    """Where to save a work; None when the user thinks better of it. What is there already has been asked about."""
    dialog = QFileDialog(parent, "Spara arbetet", str(proposed.parent), f"Sparade arbeten (*{WORK_ENDING})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # With this, and not with an ending put on afterwards, the question about a file that is there is the dialog's own.
    dialog.setDefaultSuffix(WORK_ENDING)
    dialog.selectFile(proposed.name)
    return Path(dialog.selectedFiles()[0]) if answer(dialog) else None


def ask_to_save(parent: QWidget, name: str) -> bool | None:
    """Whether to save what was changed in a work; None when the user would rather go on working."""
    box = QMessageBox(parent)
    box.setWindowTitle("ojdesk")
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Vill du spara ändringarna i {name}?")
    box.setInformativeText("Om du inte sparar finns arbetet kvar som det var senast det sparades.")
    choices = {"Save": "Spara", "Discard": "Spara inte", "Cancel": "Avbryt"}
    for button, text in choices.items():
        box.addButton(QMessageBox.StandardButton[button]).setText(text)
    box.setDefaultButton(QMessageBox.StandardButton.Save)
    box.setEscapeButton(QMessageBox.StandardButton.Cancel)
    said = answer(box)
    if said == QMessageBox.StandardButton.Save:
        return True
    return False if said == QMessageBox.StandardButton.Discard else None


def ask_for_copy(parent: QWidget, sentence: str, copy: "Copy") -> bool:
    """Whether to open the copy of a work that is damaged."""
    when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(copy.saved.timestamp())), "d MMMM yyyy 'kl.' HH.mm")
    box = QMessageBox(parent)
    box.setWindowTitle("ojdesk")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.setInformativeText(
        f"ojdesk har en kopia av arbetet som det sparades den {when}. Den skadade filen lämnas som den är."
    )
    box.addButton(QMessageBox.StandardButton.Open).setText("Öppna kopian")
    box.addButton(QMessageBox.StandardButton.Cancel).setText("Avbryt")
    return answer(box) == QMessageBox.StandardButton.Open
