"""The command `test-installer`: what was built is installed, used, upgraded and removed, and each step is checked."""

import json
import subprocess
import zipfile
from pathlib import Path

from installer import debian
from installer.places import BUILD, NATIVE_WINDOWS, ROOT, say
from linux import python as linux_python

TRIAL = BUILD / "trial"

#: Opens reports with other libraries than those that wrote them. Takes the files; says what it found.
_OPEN_REPORTS = """
import sys
from docx import Document
from pptx import Presentation
from python_calamine import CalamineWorkbook
for name in sys.argv[1:]:
    if name.endswith(".docx"): assert Document(name).inline_shapes, name
    if name.endswith(".pptx"): assert Presentation(name).slides, name
    if name.endswith(".xlsx"): assert CalamineWorkbook.from_path(name).sheet_names, name
"""


#: Saves a work on one municipality, out of the sample, as the program does. Takes the place.
_SAVE_WORK = """
import sys
from pathlib import Path
from ojdesk.core.choice import Choice
from ojdesk.core.files.workbook import read_files
from ojdesk.core.resources import sample_files
from ojdesk.core.saved import SavedWork, pack
choice = Choice(unit="1489", indicators=("plan_tre_manader_alla", "andel_mottagare"))
Path(sys.argv[1]).write_bytes(pack(SavedWork(read_files(sample_files()).readings, choice.to_json(), {}, ())))
"""


def run() -> int:
    """Tries both systems; 0 when nothing is wrong, otherwise ends at the first thing that is."""
    from linux import trial as linux  # noqa: PLC0415 - both need this module
    from windows import trial as windows  # noqa: PLC0415

    if NATIVE_WINDOWS:
        say("The trial runs under Wine; on Windows, install dist\\*-setup.exe /S and run ojdesk-cli.exe self-test.")
        return 0
    debian.install(debian.BUILDING | debian.TRYING)
    TRIAL.mkdir(parents=True, exist_ok=True)
    linux.run()
    windows.run()
    say("all well")
    return 0


def saved_work() -> bytes:
    """A work as a user has saved it."""
    path = TRIAL / "arbete.ojdesk"
    subprocess.run([str(linux_python.PYTHON), "-c", _SAVE_WORK, str(path)], cwd=ROOT, check=True)
    return path.read_bytes()


def check_self_test(code: int, output: str) -> None:
    """That a self-test went well, step by step."""
    assert code == 0, output
    found, _ = json.JSONDecoder().raw_decode(output[output.index("{") :])
    assert found["ok"], output
    for it in found["steps"]:
        say(f"    {it['seconds']:6.2f} s  {it['name']}: {it['detail']}")


def check_reports(folder: Path) -> None:
    """That each kind of report is there and whole."""
    code = "from ojdesk.core.report.formats import FORMATS; print(*sorted(it.ending for it in FORMATS))"
    python = str(linux_python.PYTHON)
    wanted = subprocess.run([python, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    paths = sorted(folder.iterdir())
    assert sorted(it.suffix[1:] for it in paths) == wanted, paths
    for path in paths:
        if path.suffix == ".pdf":
            # It complains that `Suspects` is true or false, as the standard for tagged PDF has it.
            subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True)
        else:
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None, path
    subprocess.run([python, "-c", _OPEN_REPORTS, *map(str, paths)], check=True)
    say(f"    reports: {', '.join(it.name for it in paths)}")
