"""The strip at the foot of the window: what is running, how far it is, the way to stop it, what stops it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import hairline, push_button
from reader.ui.look.look import Look
from reader.ui.status.held_line import HeldLine
from reader.ui.status.job_row import JobRow
from reader.ui.status.standing_line import StandingLine

_DEPTH: Final = 32
"""Pixels of a line, the same whether something runs or not: the page must not jump each time a job begins."""
_ROOM: Final = 960
"""Pixels of width in which a job and the counts stand side by side."""


class StatusStrip(QWidget):
    """One line: the first of the running jobs, and at its end what the library holds.

    The rows of all other jobs stand above it when the user wants to see them. `cancel_asked` carries a job;
    `pause_asked` a job, and whether it is to rest, True, or to go on.
    """

    cancel_asked = Signal(object)
    pause_asked = Signal(object, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: dict[int, JobRow] = {}
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("What is running, and what the library holds"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(hairline())
        self.held = HeldLine(look)
        self._column.addWidget(self.held)
        self.standing = StandingLine(look)
        self._more = push_button("", "hushed")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._arrange)
        self._more.hide()
        foot = QWidget()
        foot.setFixedHeight(_DEPTH)
        self._foot = QHBoxLayout(foot)
        self._foot.setContentsMargins(0, 0, 0, 0)
        self._foot.setSpacing(0)
        self._foot.addWidget(self._more)
        self._foot.addWidget(self.standing, 1)
        self._column.addWidget(foot)

    def show_job(
        self,
        job: int,
        name: str,
        done: int,
        total: int,
        what: str,
        *,
        counted: bool = True,
        pausable: bool = False,
    ) -> None:
        """Show how far a job is; `total` is 0 while that is not known; not `counted` numbers are a share.

        A `pausable` one may rest and go on.
        """
        row = self._rows.get(job)
        if row is None:
            row = self._rows[job] = JobRow(self._look, job, pausable=pausable)
            row.setFixedHeight(_DEPTH)
            row.cancel_asked.connect(self.cancel_asked)
            row.pause_asked.connect(self.pause_asked)
            self._arrange()
        row.show_progress(name, done, total, what, counted=counted)

    def end_job(self, job: int) -> None:
        """Take a job's row away."""
        row = self._rows.pop(job, None)
        if row is not None:
            row.hide()
            row.deleteLater()
            self._arrange()

    def show_held_up(self, sentence: str, count: str) -> None:
        """Say what keeps something from being stored, and how much waits."""
        self.held.show_words(sentence, count)

    def hide_held_up(self) -> None:
        """Say so no longer."""
        self.held.hide()

    def jobs(self) -> tuple[int, ...]:
        """Give the numbers of the jobs shown."""
        return tuple(self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the counts out where there is no room beside a job."""
        super().resizeEvent(event)
        self._make_room()

    def _arrange(self) -> None:
        """Put the first job into the line and the others above it, in sight or not."""
        rows = [*self._rows.values()]
        others = rows[1:]
        for row in rows[:1]:
            if self._foot.indexOf(row) < 0:
                self._foot.insertWidget(0, row, 1)
            row.show()
        for row in others:
            if self._column.indexOf(row) < 0:
                self._column.insertWidget(self._column.count() - 1, row)
            row.setVisible(self._more.isChecked())
        self._more.setText(tr("{count} more", count=str(len(others))))
        self._more.setToolTip(tr("Show everything that is running, or only the first"))
        self._more.setVisible(bool(others))
        self._foot.setStretchFactor(self.standing, 0 if self._rows else 1)
        self._make_room()

    def _make_room(self) -> None:
        self.standing.show_counts(self.width() >= _ROOM or not self._rows)
