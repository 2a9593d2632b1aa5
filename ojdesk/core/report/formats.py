"""The files that a report can be written to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ojdesk.core.report import excel, pdf, slides, word
from ojdesk.core.report.blocks import Report
from ojdesk.core.save import save, unused
from ojdesk.core.work import Refused


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending, its name for users, what it is good for, and who writes it."""

    ending: str
    name: str
    purpose: str
    write: Callable[[Report], bytes]


FORMATS = (
    Format("docx", "Word", "att redigera", word.write),
    Format("pdf", "PDF", "att publicera", pdf.write),
    Format("pptx", "PowerPoint", "att visa", slides.write),
    Format("xlsx", "Excel", "att kontrollera", excel.write),
)


def formats_named(endings: Iterable[str]) -> list[Format]:
    """The formats with these endings.

    Raises:
        Refused: An ending is none of them.
    """
    by_ending = {it.ending: it for it in FORMATS}
    wanted = [ending.strip().lower().lstrip(".") for ending in endings]
    if unknown := [ending for ending in wanted if ending not in by_ending]:
        raise Refused(f"Formatet {unknown[0]} finns inte. Välj bland {', '.join(by_ending)}.")
    return [by_ending[ending] for ending in wanted]


def save_report(report: Report, folder: Path, formats: Iterable[Format]) -> list[Path]:
    """Writes a report into a folder under its own name; a file that is there already is kept, and the new one numbered.

    Raises:
        Refused: A file could not be saved.
    """
    saved = []
    for it in formats:
        path = unused(folder / f"{report.file_stem}.{it.ending}")
        save(path, it.write(report))
        saved.append(path)
    return saved
