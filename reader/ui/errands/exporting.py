"""Write the annotations of the articles in the list to a file."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.jobs.desk import Desk
from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.change import Progress
from reader.model.query import Query
from reader.model.wording import tr
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.panes import Panes


class Exporting(QObject):
    """Carries export wishes to the desk."""

    def __init__(self, desk: Desk, panes: Panes, browsing: Browsing, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panes = panes
        self._browsing = browsing
        self._window = window
        self._written = 0

    def choose_file(self) -> None:
        """Ask where to, then export what the list shows, or what is chosen when that is several."""
        chosen = tuple(self._panes.list.selected())
        if len(chosen) > 1:
            self.choose_file_for_chosen()
        else:
            self._ask(tr("Export highlights and notes"), ())

    def choose_file_for_chosen(self) -> None:
        """Ask where to, then export the articles that are chosen, else the open one."""
        chosen = tuple(self._panes.list.selected())
        article = self._panes.page.article()
        if not chosen and article is not None:
            chosen = (article.id,)
        if len(chosen) > 1:
            title = tr("Export highlights and notes of {count} articles", count=f"{len(chosen):,}")
        else:
            title = tr("Export highlights and notes of the article")
        if chosen:
            self._ask(title, chosen)

    def _ask(self, title: str, chosen: tuple[int, ...]) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Markdown (*.md)"))
        dialog.setDefaultSuffix("md")
        dialog.selectFile(tr("highlights.md"))
        dialog.fileSelected.connect(lambda name: self.run(self._browsing.query, Path(name), chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def run(self, query: Query, path: Path, chosen: tuple[int, ...] = ()) -> None:
        """Export the annotations of the articles `query` finds, or of the `chosen`."""
        job = self._desk.long(Library.export, query, path, chosen)
        job.progressed.connect(lambda step: self._take(job, step))
        job.ended.connect(lambda: self._desk.long_ended.emit(job))
        job.done.connect(lambda _: self._tell(path))

    def _take(self, job: Job, step: Progress) -> None:
        self._written = step.done
        self._desk.long_progressed.emit(job, step)

    def _tell(self, path: Path) -> None:
        words = tr("{count} articles written to {path}", count=self._written, path=path)
        if self._written == 1:
            words = tr("1 article written to {path}", path=path)
        elif not self._written:
            words = tr("There is nothing marked in this list: {path} is empty.", path=path)
        self._panes.toasts.show_message(words)
