"""The strip at the foot of the window: what is running, how far it is, and the way to stop it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.elided import ElidedLine
from reader.ui.kit.parts import hairline, label, push_button
from reader.ui.look.look import Look
from reader.ui.status.standing_line import StandingLine

_STEPS: Final = 1000


class StatusStrip(QWidget):
    """A row for each running job, and below them what the library holds. `cancel_asked` carries a job."""

    cancel_asked = Signal(object)

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
        self.standing = StandingLine()
        self._column.addWidget(self.standing)

    def show_job(
        self, job: int, name: str, done: int, total: int, what: str, *, counted: bool = True
    ) -> None:
        """Show how far a job is; `total` is 0 while that is not known; not `counted` numbers are a share."""
        row = self._rows.get(job)
        if row is None:
            row = self._rows[job] = JobRow(self._look, job)
            row.cancel_asked.connect(self.cancel_asked)
            self._column.insertWidget(self._column.count() - 1, row)
        row.show_progress(name, done, total, what, counted=counted)

    def end_job(self, job: int) -> None:
        """Take a job's row away."""
        row = self._rows.pop(job, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def jobs(self) -> tuple[int, ...]:
        """Give the numbers of the jobs shown."""
        return tuple(self._rows)


class JobRow(QWidget):
    """One job: its name, a bar, how far it is, what it works on, and Cancel."""

    cancel_asked = Signal(object)

    def __init__(self, look: Look, job: int) -> None:
        super().__init__()
        self._job = job
        self._name = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(180, 6)
        self._count = label("", "muted")
        self._what = ElidedLine(look, token="faint", pixels=12)
        self._what.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cancel: QPushButton = push_button(tr("Cancel"))
        self._cancel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._cancel.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 14, 6)
        row.setSpacing(14)
        for part in (self._name, self._bar, self._count):
            row.addWidget(part)
        row.addWidget(self._what, 1)
        row.addWidget(self._cancel)

    def show_progress(self, name: str, done: int, total: int, what: str, *, counted: bool = True) -> None:
        """Show how far the job is."""
        self._name.setText(name)
        self._cancel.setAccessibleName(tr("Cancel: {job}", job=name))
        self._bar.setAccessibleName(name)
        if total > 0:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(min(_STEPS, done * _STEPS // total))
            share = tr("{percent}%", percent=min(100, done * 100 // total))
            numbers = tr("{done} of {total}", done=f"{done:,}", total=f"{total:,}")
            self._count.setText(numbers if counted else share)
        else:
            self._bar.setRange(0, 0)
            self._count.setText(f"{done:,}" if done else "")
        self._what.show_text(what, tr("Working on"))

    def _ask(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(tr("Stopping…"))
        self.cancel_asked.emit(self._job)
