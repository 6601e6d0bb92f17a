"""Bring files in: choose or drop them, say where they come from, watch, read the report, take it back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.jobs.desk import Desk
from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.article import ImportReport
from reader.model.change import Changes, Progress
from reader.model.ids import BatchId
from reader.model.wording import job_words, tr
from reader.ui.errands.panes import Panes
from reader.ui.look.look import Look
from reader.ui.sheets.import_sheet import ImportSheet
from reader.ui.sheets.report_sheet import ReportSheet
from reader.ui.sheets.reports_sheet import ReportsSheet

REPORT_KEY: Final = "report"
_PAUSABLE: Final = frozenset({"import_files", "catch_up", "repair_index", "rebuild_index"})
"""Long verbs that the user may let rest."""
_FILTER = "Text (*.txt *.text *.md);;All files (*)"


class Importing(QObject):
    """Carries import wishes to the desk and shows what came of them."""

    def __init__(self, desk: Desk, panes: Panes, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panes = panes
        self._look = look
        self._window = window
        self._known_tags: tuple[str, ...] = ()
        self._last_report: ImportReport | None = None
        self._running: dict[int, Job] = {}
        self._numbers: dict[Job, int] = {}
        self._last_number = 0
        self._folder = ""
        panes.strip.cancel_asked.connect(self._cancel)
        panes.strip.pause_asked.connect(self._pause)
        panes.toasts.action_asked.connect(self._toast_answered)
        desk.long_progressed.connect(self._show_progress)
        desk.long_ended.connect(self._end_job)

    def choose_files(self) -> None:
        """Let the user choose files."""
        self._choose(QFileDialog.FileMode.ExistingFiles, tr("Import files"), tr(_FILTER))

    def choose_folder(self) -> None:
        """Let the user choose a folder."""
        self._choose(QFileDialog.FileMode.Directory, tr("Import a folder"), "")

    def take(self, paths: Sequence[Path]) -> None:
        """Ask for the source and tags of files and folders, then import them."""
        if not paths:
            return
        sheet = ImportSheet(self._look, list(paths), proposed_source(paths), self._known_tags, self._window)
        sheet.accepted.connect(lambda: self.run(paths, sheet.source(), sheet.tags()))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def run(self, paths: Sequence[Path], source: str, tags: Sequence[str]) -> Job:
        """Import without asking further."""
        job = self._desk.import_files(paths, source, tags)
        self.follow(job)
        return job

    def follow(self, job: Job) -> None:
        """Tell what comes of an import that somebody began."""
        job.then(self._tell_result)

    def resume(self) -> None:
        """Go on with imports that the end of the program cut off."""
        self._desk.resume_imports(self.follow)

    def show_reports(self) -> None:
        """List past imports."""
        self._desk.read(Library.reports).then(self._list_reports)

    def show_report(self, report: ImportReport) -> None:
        """Show what an import did, with the way to take it back."""
        sheet = ReportSheet(self._look, report, self._window)
        sheet.undo_asked.connect(lambda batch: self._undo(BatchId(batch), sheet))
        sheet.finished.connect(sheet.deleteLater)
        sheet.show()

    def set_known_tags(self, names: tuple[str, ...]) -> None:
        """Take the tags that the sheet proposes."""
        self._known_tags = names

    def _choose(self, mode: QFileDialog.FileMode, title: str, kinds: str) -> None:
        dialog = QFileDialog(self._window, title, self._folder)
        dialog.setFileMode(mode)
        if kinds:
            dialog.setNameFilter(kinds)
        dialog.filesSelected.connect(self._take_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_chosen(self, names: list[str]) -> None:
        self._folder = str(Path(names[0]).parent)  # where the next choice begins
        self.take([Path(name) for name in names])

    def _show_progress(self, job: Job, progress: Progress) -> None:
        number = self._numbers.get(job)
        if number is None:
            self._last_number += 1  # never one that another job still bears
            number = self._numbers[job] = self._last_number
        self._running[number] = job
        self._panes.strip.show_job(
            number,
            job_words(job.name),
            progress.done,
            progress.total,
            progress.what,
            counted=job.name != "backup",
            pausable=job.name in _PAUSABLE,
        )

    def _end_job(self, job: Job) -> None:
        number = self._numbers.pop(job, None)
        if number is not None:
            self._running.pop(number, None)
            self._panes.strip.end_job(number)

    def _cancel(self, number: int) -> None:
        job = self._running.get(number)
        if job is not None:
            job.cancel()

    def _pause(self, number: int, on: bool) -> None:
        job = self._running.get(number)
        if job is not None:
            (job.pause if on else job.resume)()

    def _tell_result(self, report: ImportReport) -> None:
        self._last_report = report
        if report.failed or report.cancelled:
            self.show_report(report)
            return
        added, updated = report.added, report.updated
        words = tr("{added} added, {updated} updated", added=f"{added:,}", updated=f"{updated:,}")
        if not added and not updated:
            words = tr("Nothing new: {count} articles were here already", count=f"{report.unchanged:,}")
        self._panes.toasts.show_message(words, tr("Report"), REPORT_KEY)

    def _toast_answered(self, key: str) -> None:
        if key == REPORT_KEY and self._last_report is not None:
            self.show_report(self._last_report)

    def _list_reports(self, reports: list[ImportReport]) -> None:
        sheet = ReportsSheet(self._look, reports, self._window)
        sheet.report_asked.connect(
            lambda batch: self._desk.read(Library.report, BatchId(batch)).then(self.show_report)
        )
        sheet.finished.connect(sheet.deleteLater)
        sheet.show()

    def _undo(self, batch: BatchId, sheet: ReportSheet) -> None:
        def undone(_changes: Changes) -> None:
            sheet.close()
            self._desk.read(Library.report, batch).then(self.show_report)

        self._desk.write(Library.undo_import, batch).then(undone)


def proposed_source(paths: Sequence[Path]) -> str:
    """Propose the source of a batch: the name of the folder that was chosen, or that holds the files."""
    first = paths[0]
    return first.name if first.is_dir() else first.parent.name


def dropped_paths(urls: Sequence[QUrl]) -> list[Path]:
    """Give the local files and folders among dropped addresses."""
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
