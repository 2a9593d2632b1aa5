"""What the tests share: the sample as it is read, and a window that is gone when its test ends."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import Import, read_files
from ojdesk.core.resources import sample_files
from ojdesk.gui import theme
from ojdesk.gui.application import make_application
from ojdesk.gui.settings import Memory, Settings
from ojdesk.gui.window import Window
from tests.core.routines import few_of
from tests.gui.user import Meet, settle

# A slow machine is no fault: nothing here is timed.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

#: Alingsås, in Västra Götalands län, where one unit did not answer.
UNIT = "1489"


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it, in Swedish; pytest-qt drives this one."""
    return make_application(["ojdesk"])


@pytest.fixture(scope="session")
def sample() -> Import:
    """The sample files, read once."""
    return read_files(sample_files())


@pytest.fixture(scope="session")
def few(sample: Import) -> Reading:
    """A file with four units, so that it can be read over and over."""
    return few_of(sample.readings[1])


@pytest.fixture(scope="session")
def dataset(sample: Import) -> Dataset:
    return build(sample.readings)


@pytest.fixture
def choice(dataset: Dataset) -> Choice:
    """Alingsås 2022, with the plan in focus."""
    return Choice(unit=UNIT, year=2022, indicator="plan_tre_manader_alla").fitted(dataset)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes say, instead of waiting for someone to press OK."""
    said: list[str] = []

    def answer(box: QMessageBox) -> int:
        said.append(f"{box.text()}\n{box.informativeText()}")
        return int(QMessageBox.StandardButton.Ok.value)

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return said


@pytest.fixture
def meets(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Meet]]:
    """What the user does with each dialog that comes up, in order; all have come when the test ends."""
    waiting: list[Meet] = []

    def meet(dialog: QDialog) -> int:
        dialog.show()
        waiting.pop(0)(dialog)
        dialog.hide()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", meet)
    yield waiting
    assert not waiting


@pytest.fixture
def start_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, told: list[str]
) -> Iterator[Callable[[Settings], Window]]:
    """Opens windows as the program does at its start, and has them gone when the test ends."""
    made: list[Window] = []
    theme.apply(qapp, "light")

    def start(remembered: Settings) -> Window:
        window = Window(Memory(tmp_path / "installningar.json", remembered))
        made.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield start
    for window in made:
        settle(window)
        window.close()
        window.deleteLater()
    # Otherwise each window is dressed anew with the application of every test that follows.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(start_window: Callable[[Settings], Window]) -> Window:
    """An empty window; `told` has what its boxes say."""
    return start_window(Settings())


@pytest.fixture
def desk_window(window: Window, dataset: Dataset, choice: Choice) -> Window:
    """A window with the sample open and Alingsås picked."""
    window._make_desk()
    window.workspace.show(dataset, choice)
    settle(window)
    return window
