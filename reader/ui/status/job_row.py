"""One running job in the strip at the foot: its name, how far it is, and the way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from reader.model.wording import joined, tr
from reader.ui.kit.elided import ElidedLine
from reader.ui.kit.parts import IconButton, label, push_button
from reader.ui.look.look import Look
from reader.ui.look.motion import ProgressBar


class JobRow(QWidget):
    """One job: its name, a bar, how far it is, what it works on, Pause where it may rest, and Cancel."""

    cancel_asked = Signal(object)
    pause_asked = Signal(object, bool)

    def __init__(self, look: Look, job: int, *, pausable: bool) -> None:
        super().__init__()
        self._job = job
        self._resting = False
        self._progress = (0, 0, True)
        self._name = label("", "strong")
        self._bar = ProgressBar(look.motion)
        self._bar.setFixedSize(120, 6)
        self._count = label("", "muted")
        self._what = ElidedLine(look, token="faint", pixels=12)
        self._what.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pause = IconButton(look, "pause", tr("Pause"), size=14, side=24)
        self._pause.clicked.connect(self._turn_pause)
        self._cancel: QPushButton = push_button(tr("Cancel"), "hushed")
        self._cancel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._cancel.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 14, 0)
        row.setSpacing(12)
        for part in (self._name, self._bar, self._count):
            row.addWidget(part)
        row.addWidget(self._what, 1)
        row.addWidget(self._pause)
        row.addWidget(self._cancel)
        if not pausable:
            self._pause.hide()

    def show_progress(self, name: str, done: int, total: int, what: str, *, counted: bool = True) -> None:
        """Show how far the job is."""
        self._name.setText(name)
        self._cancel.setAccessibleName(tr("Cancel: {job}", job=name))
        self._bar.setAccessibleName(name)
        self._progress = (done, total, counted)
        self._name_pause()
        self._show_count()
        self._what.show_text(what, tr("Working on"))

    def _show_count(self) -> None:
        done, total, counted = self._progress
        if total > 0:
            self._bar.show_share(done, total)
            share = tr("{percent}%", percent=min(100, done * 100 // total))
            numbers = tr("{done} of {total}", done=f"{done:,}", total=f"{total:,}")
            words = numbers if counted else share
        else:
            self._bar.show_unknown(resting=self._resting)
            words = f"{done:,}" if done else ""
        self._count.setText(joined(" · ", tr("Paused"), words) if self._resting else words)

    def _turn_pause(self) -> None:
        self._resting = not self._resting
        self._name_pause()
        self._show_count()
        self.pause_asked.emit(self._job, self._resting)

    def _name_pause(self) -> None:
        self._pause.show_icon("play" if self._resting else "pause")
        job = self._name.text()
        self._pause.set_tip(tr("Go on: {job}", job=job) if self._resting else tr("Pause: {job}", job=job))

    def _ask(self) -> None:
        self._cancel.setEnabled(False)
        self._pause.setEnabled(False)
        self._cancel.setText(tr("Stopping…"))
        self.cancel_asked.emit(self._job)
