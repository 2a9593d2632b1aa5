"""The wheel: what it holds, and that the program works from it alone."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_resources_are_inside_the_package(unpacked: Path) -> None:
    inside = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file():
            assert str(Path("ojdesk") / path.relative_to(ROOT)) in inside
    assert not [name for name in inside if name.startswith(("tests", "packaging", "resources"))]


def test_it_finds_its_resources_and_reads_the_sample(unpacked: Path, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(unpacked)!r}); import ojdesk; "
        "from pathlib import Path; from ojdesk.core.resources import sample_files; "
        f"assert Path(ojdesk.__file__).is_relative_to({str(unpacked)!r}); "
        f"assert all(path.is_relative_to({str(unpacked)!r}) for path in sample_files()); "
        "from ojdesk.core.files.workbook import read_files; "
        "imported = read_files(sample_files()); assert len(imported.readings) == 12, imported.refusals"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
