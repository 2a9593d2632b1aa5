"""Saving reports: one, or a series of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ojdesk.gui import dialogs
from ojdesk.gui.jobs import Jobs
from ojdesk.gui.settings import Memory
from ojdesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from ojdesk.core.report.formats import Format
    from ojdesk.core.report.series import Outcome
    from ojdesk.core.work import Progress
    from ojdesk.gui.views.report import ReportView

# What writes the files brings pandas and typst along; it is imported when a report is saved.

_NO_FORMAT = "Bocka för minst ett format under Spara som."


class Reporting(QObject):
    """What can be done with the report.

    Args:
        window: The window that dialogs belong to.
        jobs: Where files are written.
        memory: Remembers where, in which formats and with which template.
        view: Brings the report view to the front, and gives it; None before there is one.
    """

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        jobs: Jobs,
        memory: Memory,
        view: "Callable[[], ReportView | None]",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._jobs = jobs
        self._memory = memory
        self._view = view

    def attend(self, view: "ReportView") -> None:
        """Does what is asked for in a new report view, and shows there what is remembered."""
        view.save_asked.connect(self.save)
        view.series_asked.connect(self.save_series)
        view.template_asked.connect(self.choose_template)
        view.template_dropped.connect(self.drop_template)
        view.set_formats(self._memory.now.report_formats)
        view.show_template(Path(self._memory.now.report_template).name)

    # One ----------------------------------------------------------------------------------------------------------

    def save(self, formats: "Sequence[Format] | None" = None) -> None:
        """Asks for a folder and writes the report there in the background."""
        from ojdesk.core.report.content import report  # noqa: PLC0415 - after the first paint
        from ojdesk.core.report.formats import save_report  # noqa: PLC0415
        from ojdesk.core.report.series import standing, wanted  # noqa: PLC0415

        dataset, view = self._workspace.dataset, self._view()
        if dataset is None or view is None:
            return
        asked = self._where(view, formats)
        if asked is None:
            return
        folder, chosen = asked
        choice, outline = self._workspace.choice, self._workspace.outline
        replace = self._may_replace(
            standing(dataset, wanted([dataset.units[choice.unit]], choice, outline), folder, chosen)
        )
        if replace is None:
            return

        def write(progress: "Progress") -> list[Path]:
            made = report(dataset, choice, datetime.now().astimezone().date(), outline)
            return save_report(made, folder, chosen, progress, replace=replace)

        self._jobs.start(write, view.show_saved, self._refuse)

    # Several --------------------------------------------------------------------------------------------------------

    def save_series(self, formats: "Sequence[Format] | None" = None) -> None:
        """Asks on whom and where, and writes a report on each of them in the background."""
        from ojdesk.core.report.series import ranges, save_series, standing, wanted  # noqa: PLC0415 - after the first paint
        from ojdesk.gui import report_dialogs  # noqa: PLC0415

        dataset, view = self._workspace.dataset, self._view()
        if dataset is None or view is None:
            return
        choice, outline = self._workspace.choice, self._workspace.outline
        chosen = report_dialogs.ask_range(self._window, ranges(dataset, choice))
        asked = self._where(view, formats) if chosen is not None else None
        if chosen is None or asked is None:
            return
        folder, kinds = asked
        series = wanted(chosen.units, choice, outline)
        replace = self._may_replace(standing(dataset, series, folder, kinds))
        if replace is None:
            return
        made = datetime.now().astimezone().date()

        def write(progress: "Progress") -> "tuple[Outcome, ...]":
            return save_series(dataset, series, made, folder, kinds, progress, replace=replace)

        self._jobs.start(write, lambda outcomes: self._tell(view, outcomes), self._refuse)

    def _tell(self, view: "ReportView", outcomes: "Sequence[Outcome]") -> None:
        """Says what was saved, and which reports were not and why."""
        saved = [path for it in outcomes for path in it.paths]
        if saved:
            view.show_series_saved(saved[0].parent, sum(bool(it.paths) for it in outcomes))
        if failed := [it for it in outcomes if it.refusal]:
            from ojdesk.gui import report_dialogs  # noqa: PLC0415 - after the first paint

            report_dialogs.tell_failed(self._window, failed, len(outcomes))
        for it in failed:
            if it.fault is not None:
                raise it.fault

    # Where and how --------------------------------------------------------------------------------------------------

    def _where(self, view: "ReportView", formats: "Sequence[Format] | None") -> "tuple[Path, Sequence[Format]] | None":
        """Folder and formats; None when the user thinks better of it, or something is in the way."""
        from ojdesk.core.report.formats import with_template  # noqa: PLC0415 - after the first paint
        from ojdesk.core.report.template import read_template  # noqa: PLC0415
        from ojdesk.core.work import Refused  # noqa: PLC0415

        chosen = formats or view.chosen_formats()
        view.words.keep()
        if not chosen:
            self._refuse(_NO_FORMAT)
            return None
        template = self._memory.now.report_template
        try:
            if template:
                chosen = with_template(chosen, read_template(Path(template)))
        except Refused as refused:
            self._refuse(str(refused))
            return None
        folder = dialogs.ask_folder(self._window, self._memory.now.report_folder)
        if folder is None:
            return None
        self._memory.change(report_folder=str(folder), report_formats=tuple(it.ending for it in chosen))
        return folder, chosen

    def _may_replace(self, there: Sequence[Path]) -> bool | None:
        """Whether files that are there already are replaced; None when nothing is to be saved after all."""
        from ojdesk.gui import report_dialogs  # noqa: PLC0415 - after the first paint

        return report_dialogs.ask_to_replace(self._window, there) if there else False

    def choose_template(self) -> None:
        """Asks for a Word template, and takes it if it can be used."""
        from ojdesk.core.report.template import read_template  # noqa: PLC0415 - after the first paint
        from ojdesk.core.work import Refused  # noqa: PLC0415
        from ojdesk.gui import report_dialogs  # noqa: PLC0415

        path = report_dialogs.ask_template(self._window, self._memory.now.report_template)
        if path is None:
            return
        try:
            read_template(path)
        except Refused as refused:
            self._refuse(str(refused))
            return
        self._use(str(path))

    def drop_template(self) -> None:
        """Goes back to the program's own look."""
        self._use("")

    def _use(self, template: str) -> None:
        self._memory.change(report_template=template)
        if (view := self._view()) is not None:
            view.show_template(Path(template).name)

    def _refuse(self, sentence: str) -> None:
        dialogs.refuse(self._window, sentence)
