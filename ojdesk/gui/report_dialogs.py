"""The windows that saving a report brings: on whom, with which template, what to do with files that are there."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ojdesk.gui.dialogs import answer, documents, tell
from ojdesk.gui.widgets import text_label

if TYPE_CHECKING:
    from ojdesk.core.report.series import Outcome, Range

_WIDTH = 480
_MOST_NAMES = 8


def ask_range(parent: QWidget, ranges: "Sequence[Range]") -> "Range | None":
    """On whom a series of reports is wanted; None when the user thinks better of it."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("Spara en serie rapporter")
    group = QButtonGroup(dialog)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 20, 24, 16)
    layout.setSpacing(8)
    layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
    title = text_label("title", "Vilka ska få var sin rapport?")
    title.setMinimumWidth(_WIDTH)
    layout.addWidget(title)
    about = "Alla får samma delar, indikatorer och år. Dina egna ord följer bara med i din egen enhets rapport."
    layout.addWidget(text_label("quiet", about))
    layout.addSpacing(4)
    for at, it in enumerate(ranges):
        button = QRadioButton(f"{it.title} ({len(it.units)} rapporter)")
        button.setChecked(at == 0)
        group.addButton(button, at)
        layout.addWidget(button)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Välj mapp …")
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout.addSpacing(8)
    layout.addWidget(buttons)
    return ranges[group.checkedId()] if answer(dialog) else None


def ask_template(parent: QWidget, last: str) -> Path | None:
    """A Word file with the municipality's own styles; None when the user thinks better of it."""
    folder = str(Path(last).parent) if last else documents()
    name, _ = QFileDialog.getOpenFileName(parent, "Välj en Wordmall", folder, "Word (*.docx)")
    return Path(name) if name else None


def ask_to_replace(parent: QWidget, there: Sequence[Path]) -> bool | None:
    """Whether files that are there are replaced, or kept beside the new ones; None for neither."""
    box = QMessageBox(parent)
    box.setWindowTitle("ojdesk")
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    one = len(there) == 1
    box.setText(f"{there[0].name} finns redan." if one else f"{len(there)} av filerna finns redan i mappen.")
    names = "" if one else "\n".join(path.name for path in there[:_MOST_NAMES]) + "\n…" * (len(there) > _MOST_NAMES)
    box.setInformativeText(names)
    replace = box.addButton("Ersätt", QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton("Behåll båda", QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton("Avbryt", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(cancel)
    answer(box)
    clicked = box.clickedButton()
    return True if clicked is replace else False if clicked is keep else None


def tell_failed(parent: QWidget, failed: "Sequence[Outcome]", of: int) -> None:
    """Which reports of a series could not be saved, and why."""
    heading = f"{len(failed)} av {of} rapporter gick inte att spara"
    sentences = [f"{it.unit.name}: {it.refusal}" for it in failed[:_MOST_NAMES]]
    if len(failed) > _MOST_NAMES:
        sentences.append(f"Och {len(failed) - _MOST_NAMES} till.")
    tell(parent, heading, sentences)
