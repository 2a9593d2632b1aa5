"""The small windows beside the window: choosing files and folders, being told something."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt

from ojdesk import __version__
from ojdesk.core.save import unused
from ojdesk.core.text import fit_to_tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

_WORKBOOKS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt"
_OPENABLE = f"Årsfiler och sparade arbeten ({_WORKBOOKS} *.ojdesk);;Sparade arbeten (*.ojdesk);;Alla filer (*)"

# Qt's own dialogs are imported where one comes up: the window is painted long before.


def answer(dialog: "QDialog") -> int:
    """Shows a dialog until it is answered. Afterwards it goes; as a child it would stay for as long as its window."""
    answered = dialog.exec()
    dialog.deleteLater()
    return answered


def ask_files(parent: "QWidget", folder: str) -> list[Path]:
    """Workbooks, or a saved work, to open; none when the user thinks better of it."""
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

    names, _ = QFileDialog.getOpenFileNames(parent, "Öppna årsfiler eller ett arbete", folder or documents(), _OPENABLE)
    return [Path(name) for name in names]


def ask_folder(parent: "QWidget", folder: str) -> Path | None:
    """A folder to save in; None when the user thinks better of it."""
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

    name = QFileDialog.getExistingDirectory(parent, "Spara rapporten i mappen", folder or documents())
    return Path(name) if name else None


def ask_export(parent: "QWidget", folder: str, stem: str, kinds: Mapping[str, str], ending: str) -> Path | None:
    """A file to save a chart or a table in; None when the user thinks better of it.

    Args:
        parent: The window.
        folder: Where it opens; empty for the documents.
        stem: The proposed name without its ending.
        kinds: Endings and names of the formats, those most asked for first.
        ending: The format that is proposed, if it is among them.

    Raises:
        Refused: It cannot be seen what is in the folder.
    """
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

    kind_of = {f"{name} (*.{kind})": kind for kind, name in kinds.items()}
    place = folder if folder and Path(folder).is_dir() else documents()
    dialog = QFileDialog(parent, "Spara diagram och tabell", place)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kind_of))

    def follow(chosen: str) -> None:
        # The name gets the ending of the format before the dialog asks whether it may be written over.
        dialog.setDefaultSuffix(kind_of[chosen])
        typed = Path(dialog.selectedFiles()[0])
        bare = typed.stem if _ending(typed) in kinds else typed.name
        dialog.selectFile(f"{bare}.{kind_of[chosen]}")

    dialog.selectFile(stem)
    dialog.filterSelected.connect(follow)
    dialog.selectNameFilter(next((it for it, kind in kind_of.items() if kind == ending), next(iter(kind_of))))
    follow(dialog.selectedNameFilter())
    if not answer(dialog):
        return None
    path = Path(dialog.selectedFiles()[0])
    # Nobody was asked whether a file with another name may be written over.
    return path if _ending(path) in kinds else unused(Path(f"{path}.{kind_of[dialog.selectedNameFilter()]}"))


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def documents() -> str:
    """The folder where people keep what is theirs."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())


def tell(parent: "QWidget", heading: str, sentences: Sequence[str]) -> None:
    """Says something in plain words, and waits until it is read."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415

    box = QMessageBox(parent)
    box.setWindowTitle("ojdesk")
    box.setIcon(QMessageBox.Icon.Information)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(heading)
    # A file may be called anything, and shall not turn the rest of the sentence round.
    box.setInformativeText("\n\n".join(map(fit_to_tell, sentences)))
    answer(box)


def refuse(parent: "QWidget", sentence: str) -> None:
    """Says why something that was asked for was not done."""
    tell(parent, "Det gick inte", [sentence])


def tell_about(parent: "QWidget") -> None:
    """Version and licence."""
    tell(
        parent,
        f"ojdesk {__version__}",
        [
            "Öppna jämförelser av ekonomiskt bistånd: från Socialstyrelsens årsfiler till en lokal rapport.",
            "Programmet är fritt (MIT-licens), använder inte nätverket och behandlar inga personuppgifter.",
            (
                "Det bygger på Qt och PySide6 (LGPL), pandas, NumPy, calamine, orjson, RapidFuzz, "
                "python-docx, XlsxWriter och Typst. Typsnittet är Inter (OFL)."
            ),
        ],
    )


def show_path(path: Path) -> None:
    """Opens a local folder in the computer's file manager, or a file in its own program."""
    from PySide6.QtCore import QUrl  # noqa: PLC0415
    from PySide6.QtGui import QDesktopServices  # noqa: PLC0415

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
