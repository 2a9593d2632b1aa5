"""The pages of a report as they were looked at and found good.

`python -m tests.core.report.test_pages` draws them anew: look at each that has changed before it is kept.
"""

import io
from datetime import date
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.workbook import read_files
from ojdesk.core.report import pdf
from ojdesk.core.report.content import report
from ojdesk.core.resources import sample_files

GOLDEN = Path(__file__).parent / "pages"
INDICATORS = ("plan_tre_manader_alla", "andel_mottagare")
DOTS_PER_INCH = 40
#: Of 255, on the average over a page: letters may be smoothed a little otherwise elsewhere, but a moved line shows.
TOLERANCE = 0.5


def drawn(dataset: Dataset) -> list[Image.Image]:
    choice = Choice(unit="1489", year=2022, indicators=INDICATORS).fitted(dataset)
    pages = pdf.pages(report(dataset, choice, date(2026, 11, 22)), DOTS_PER_INCH)
    return [Image.open(io.BytesIO(page)).convert("L") for page in pages]


def test_the_pages_are_those_that_were_found_good(dataset: Dataset, tmp_path: Path) -> None:
    kept = [Image.open(path).convert("L") for path in sorted(GOLDEN.glob("*.png"))]
    pages = drawn(dataset)
    for at, page in enumerate(pages, start=1):
        page.save(tmp_path / f"{at:02}.png")
    assert len(pages) == len(kept), f"look at {tmp_path}"
    for at, (page, golden) in enumerate(zip(pages, kept, strict=True), start=1):
        assert page.size == golden.size
        difference = ImageStat.Stat(ImageChops.difference(page, golden)).mean[0]
        assert difference <= TOLERANCE, f"page {at}: look at {tmp_path}"


def test_a_moved_line_would_show(dataset: Dataset) -> None:
    page = drawn(dataset)[1]
    moved = ImageChops.offset(page, 0, 2)
    assert ImageStat.Stat(ImageChops.difference(page, moved)).mean[0] > TOLERANCE


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.png"):
        old.unlink()
    for number, picture in enumerate(drawn(build(read_files(sample_files()).readings)), start=1):
        picture.save(GOLDEN / f"{number:02}.png", optimize=True)
