"""Keep the line at the foot true: what is stored, searchable and recognised, and what is left out."""

from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.jobs.desk import Desk
from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.aside import Aside
from reader.model.change import Standing
from reader.model.wording import job_words, tr
from reader.ui.errands.panes import Panes
from reader.ui.look.look import Look
from reader.ui.sheets.aside_sheet import AsideSheet

_CALM: Final = 1.0
"""Seconds between two countings while changes stream in."""


class StandingErrand(QObject):
    """Counts anew when something has changed, at most once a second.

    `import_begun` carries the job of an import of files that had been left out.
    """

    import_begun = Signal(object)

    def __init__(self, desk: Desk, panes: Panes, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panes = panes
        self._look = look
        self._window = window
        self._asked = -_CALM
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ask)
        panes.strip.standing.set_aside_asked.connect(self.show_set_aside)
        panes.strip.standing.pause_asked.connect(desk.pause_names)
        panes.strip.standing.index_asked.connect(self._index_now)
        for told in (desk.changed, desk.long_ended, desk.long_progressed, desk.recognised, desk.left_out):
            told.connect(self._soon)

    def ask(self) -> None:
        """Count now."""
        self._asked = monotonic()
        self._desk.latest(Library.standing).then(self._show)
        self._desk.latest(Library.set_aside).then(self._show_count)

    def show_set_aside(self) -> None:
        """List what is left out, with the way to try it again."""
        self._desk.read(Library.set_aside).then(self._list)

    def _soon(self, *_told: object) -> None:
        if not self._timer.isActive():
            rest = _CALM - (monotonic() - self._asked)
            self._timer.start(round(1000 * max(0.0, rest)))

    def _show(self, standing: Standing) -> None:
        self._panes.strip.standing.show_standing(standing, index_rests=self._desk.index_rests())

    def _index_now(self) -> None:
        self._desk.index_now()
        self.ask()

    def _show_count(self, asides: list[Aside]) -> None:
        self._panes.strip.standing.show_set_aside(len(asides))

    def _list(self, asides: list[Aside]) -> None:
        sheet = AsideSheet(self._look, asides, self._window)
        sheet.accepted.connect(lambda: self._desk.try_again(self._follow))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _follow(self, job: Job) -> None:
        if job.name == "import_files":
            self.import_begun.emit(job)
        else:
            job.then(lambda _: self._panes.toasts.show_message(tr("Done: {what}", what=job_words(job.name))))
