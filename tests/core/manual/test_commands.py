"""Every command that the manual shows is run as it stands there."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from ojdesk.__main__ import main
from ojdesk.core.manual.book import chapters
from ojdesk.core.resources import sample_files

COMMANDS = [
    line
    for chapter in chapters()
    for it in chapter.tree.walk()
    if it.type == "fence"
    for line in it.content.splitlines()
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the manual speaks of."""
    for source, name in (("enkatdata", "enkat-2022.xlsx"), ("registerdata", "register-2022.xlsx")):
        sample = next(it for it in sample_files() if "2022" in it.name and source in it.name)
        shutil.copy(sample, tmp_path / name)
    template = Document()
    template.add_paragraph("{{rapport}}")
    template.save(str(tmp_path / "mall.docx"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_does_what_it_says(line: str, folder: Path) -> None:
    program, *arguments = shlex.split(line)
    assert program == "ojdesk"
    before = set(folder.rglob("*"))
    if arguments == ["self-test"]:  # a window of its own needs a process of its own
        bare = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run([sys.executable, "-m", "ojdesk", *arguments], env=bare, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    else:
        assert main(arguments) == 0
    assert (set(folder.rglob("*")) > before) is ("-o" in arguments)


def test_there_are_commands_of_every_kind() -> None:
    assert {line.split()[1] for line in COMMANDS} == {"check", "data", "report", "self-test"}
