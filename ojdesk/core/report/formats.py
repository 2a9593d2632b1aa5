"""The files that a report can be written to."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ojdesk.core.report.blocks import Report
from ojdesk.core.save import save, unused
from ojdesk.core.work import Progress, Refused, no_progress

if TYPE_CHECKING:
    from ojdesk.core.report.template import Template


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending, its name for users, what it is good for, and who writes it."""

    ending: str
    name: str
    purpose: str
    write: Callable[[Report], bytes]


# What writes each takes half a second to import, and the list of formats is on the screen long before any is written.


def _word(report: Report, template: "Template | None" = None) -> bytes:
    from ojdesk.core.report import word  # noqa: PLC0415

    return word.write(report, template)


def _pdf(report: Report) -> bytes:
    from ojdesk.core.report import pdf  # noqa: PLC0415

    return pdf.write(report)


def _slides(report: Report) -> bytes:
    from ojdesk.core.report import slides  # noqa: PLC0415

    return slides.write(report)


def _excel(report: Report) -> bytes:
    from ojdesk.core.report import excel  # noqa: PLC0415

    return excel.write(report)


FORMATS = (
    Format("docx", "Word", "att redigera", _word),
    Format("pdf", "PDF", "att publicera", _pdf),
    Format("pptx", "PowerPoint", "att visa", _slides),
    Format("xlsx", "Excel", "att kontrollera", _excel),
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


def with_template(formats: Iterable[Format], template: "Template") -> list[Format]:
    """The same formats, with Word in the template's style."""
    in_style = partial(_word, template=template)
    return [dataclasses.replace(it, write=in_style) if it.write is _word else it for it in formats]


def save_report(
    report: Report,
    folder: Path,
    formats: Iterable[Format],
    progress: Progress = no_progress,
    *,
    replace: bool = False,
) -> list[Path]:
    """Writes a report into a folder under its own name.

    Args:
        report: What is written.
        folder: Where.
        formats: In which formats.
        progress: Told of each file before it is waited for.
        replace: Whether a file that is there already is replaced; otherwise it is kept, and the new one numbered.

    Raises:
        Refused: A file could not be saved.
    """
    saved = []
    for it, content in written(report, formats, progress):
        path = folder / f"{report.file_stem}.{it.ending}"
        path = path if replace else unused(path)
        save(path, content)
        saved.append(path)
    return saved


def written(
    report: Report, formats: Iterable[Format], progress: Progress = no_progress
) -> Iterator[tuple[Format, bytes]]:
    """Each format with its file's content, in their order; made side by side, since Typst works without Python's lock.

    Raises:
        Refused: A file cannot be written; those before it have come.
    """
    wanted = tuple(formats)
    with ThreadPoolExecutor(max(len(wanted), 1), thread_name_prefix="ojdesk-formats") as writers:
        contents = [writers.submit(it.write, report) for it in wanted]
        for done, (it, content) in enumerate(zip(wanted, contents, strict=True)):
            progress(done, len(wanted), f"Skriver {it.name}")
            yield it, content.result()
