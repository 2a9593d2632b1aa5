"""A fault is told by its place in the code, and nothing that it was about is told with it."""

import sys
from pathlib import Path

import pytest

from ojdesk.core.faults import code_place, told, told_of_crash
from ojdesk.core.files import gate
from ojdesk.core.work import Refused

SECRET = "hemlig-kommun"


@pytest.mark.parametrize(
    ("file", "place"),
    [
        (r"C:\Users\anna\AppData\Local\Programs\ojdesk\ojdesk\core\save.py", "ojdesk/core/save.py:7"),
        ("/home/anna/ojdesk/ojdesk/gui/window.py", "ojdesk/gui/window.py:7"),
        ("ojdesk/gui/window.py", "ojdesk/gui/window.py:7"),
        (r"ojdesk\gui\window.py", "ojdesk/gui/window.py:7"),
        ("/home/anna/.venv/lib/python3.11/site-packages/pandas/core/frame.py", "pandas/core/frame.py:7"),
        (r"C:\Users\anna\.venv\Lib\site-packages\pandas\core\frame.py", "pandas/core/frame.py:7"),
        ("/usr/lib/python3.11/json/decoder.py", "json/decoder.py:7"),
        (r"C:\Users\anna\Python311\lib\json\decoder.py", "json/decoder.py:7"),
        ("/home/anna/prov.py", "prov.py:7"),
        ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap>:7"),
    ],
)
def test_code_is_named_by_its_place_in_its_package(file: str, place: str) -> None:
    assert code_place(file, 7) == place


def test_what_led_to_a_fault_is_told_without_what_it_was_about(tmp_path: Path) -> None:
    def read() -> None:
        try:
            (tmp_path / SECRET).read_bytes()
        except OSError as trouble:
            raise KeyError(SECRET) from trouble

    with pytest.raises(KeyError) as raised:
        read()
    said = told(raised.value)
    assert [line for line in said.splitlines() if not line.startswith(" ") and line] == [
        "FileNotFoundError 2",
        "ledde till",
        "KeyError",
    ]
    assert "pathlib.py" in said
    assert " i read" in said
    assert SECRET not in said
    assert str(tmp_path) not in said


def test_a_fault_in_our_own_code_names_it(tmp_path: Path) -> None:
    with pytest.raises(Refused) as raised:
        gate.take(tmp_path / SECRET)
    assert "ojdesk/core/files/gate.py:" in told(raised.value)
    assert SECRET not in told(raised.value)


def test_a_fault_that_goes_in_a_circle_is_told_once() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert told(first).split() == ["KeyError", "ledde", "till", "ValueError"]


def test_of_a_crash_the_places_are_told() -> None:
    trace = (
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f (most recent call first):\n"
        f'  File "/home/anna/ojdesk/ojdesk/gui/window.py", line 12 in paintEvent\n'
        f'  File "{Path(sys.prefix).as_posix()}/lib/python3.11/site-packages/x/y.py", line 3 in z\n\n'
        "Extension modules: numpy, /home/anna/b.so (total: 2)"
    )
    said = told_of_crash(trace)
    assert said.splitlines()[0] == "Fatal Python error: Segmentation fault"
    assert said.splitlines()[-2:] == ["  ojdesk/gui/window.py:12 i paintEvent", "  x/y.py:3 i z"]
    assert "anna" not in said
