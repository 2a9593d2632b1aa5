"""LibreOffice, where the machine has it: opens what we write, as a reader's own program does."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or poppler is not installed"
)


def as_pages(path: Path) -> list[str]:
    """The text of each page that LibreOffice prints of a file."""
    profile = (path.parent / "profil").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(path.parent), str(path)], check=True, capture_output=True, timeout=180)
    printed = subprocess.run(
        ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"], check=True, capture_output=True, text=True
    )
    return [" ".join(page.split()) for page in printed.stdout.removesuffix("\f").split("\f")]
