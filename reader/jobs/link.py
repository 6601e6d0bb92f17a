"""The link to the worker: it starts the process, carries messages, and starts it again when it dies."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from reader.library.whereabouts import forget, last_place
from reader.model.message import Frames, Leave, Wish, fact_of, framed
from reader.places import program

_PAUSES: Final = (200, 500, 1_000, 2_000, 5_000)
"""Milliseconds before the worker is started again after each death in a row that nothing explains."""
_LOOKED_AFTER: Final = 5_000
"""Milliseconds between two looks at whether it still moves."""
_STILL: Final = 30.0
"""Seconds after which a worker counts as hung: its steps take a twentieth of a second."""
_FAREWELL: Final = 1_500
"""Milliseconds a worker gets to stop by itself."""


def worker_command(folder: Path) -> list[str]:
    """Give the command that starts this same program as the worker of a library."""
    return [*program(), "--library", str(folder), "--worker"]


class Link(QObject):
    """Lives on the screen's thread.

    `started` tells of a new worker: what is sent at once is the first it hears.
    `received` carries a fact. `died` carries the `Place` where a worker ended that nobody had told to; it
    is started again when the next wish is sent, after a pause. `gave_up` says that it dies again and again
    without having begun anything.
    """

    started = Signal()
    received = Signal(object)
    died = Signal(object)
    back = Signal()
    gave_up = Signal()

    def __init__(self, folder: Path, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._command = list(command)
        self._process: QProcess | None = None
        self._frames = Frames()
        self._deaths = 0
        self._closed = False
        self._beat = (-1, time.monotonic())
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._come_back)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOKED_AFTER)
        self._watch.timeout.connect(self._look_after)

    def send(self, wish: Wish) -> None:
        """Send a wish, starting the worker if need be; while it is dead, nothing is sent."""
        if not self.may_start():
            return
        if self._process is None:
            self._start()
        if self._process is not None:
            self._process.write(framed(wish))

    def may_start(self) -> bool:
        """Tell whether a wish sent now reaches a worker: not in the pause after a death, nor at the end."""
        return not (self._closed or self._again.isActive())

    def is_up(self) -> bool:
        """Tell whether a worker has been started and has not died."""
        return self._process is not None

    def process_id(self) -> int:
        """Give the number of the worker's process, 0 when there is none."""
        return self._process.processId() if self._process is not None else 0

    def ask_to_leave(self) -> None:
        """Tell the worker to stop; `close` then waits for it."""
        self._again.stop()
        self._watch.stop()
        if self._process is not None and not self._closed:
            self._process.write(framed(Leave()))
            self._process.waitForBytesWritten(100)
            self._process.closeWriteChannel()
        self._closed = True

    def close(self) -> None:
        """Wait a moment for the worker to end, then end it."""
        self.ask_to_leave()
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        if process.state() is not QProcess.ProcessState.NotRunning and not process.waitForFinished(_FAREWELL):
            process.kill()
            process.waitForFinished(_FAREWELL)
        process.deleteLater()
        forget(self._folder)

    def _start(self) -> None:
        forget(self._folder)
        self._frames = Frames()
        self._beat = (-1, time.monotonic())
        process = self._process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        process.start(self._command[0], self._command[1:])
        self._watch.start()
        self.started.emit()

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        try:
            for message in self._frames.feed(bytes(process.readAllStandardOutput().data())):
                self._deaths = 0
                self.received.emit(fact_of(message))
        except msgspec.MsgspecError:
            # What comes is none of our messages: whatever it is, it must go.
            process.kill()
            raise

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        self._process = None
        self._watch.stop()
        process.deleteLater()
        if self._closed:
            return
        place = last_place(self._folder)
        if not place.busy:
            self._deaths += 1
        if self._deaths > len(_PAUSES):
            self._deaths = 0
            self.gave_up.emit()
            return
        self._again.start(_PAUSES[max(0, self._deaths - 1)])
        self.died.emit(place)

    def _come_back(self) -> None:
        self.back.emit()

    def _look_after(self) -> None:
        """End a worker that hangs in a step."""
        place = last_place(self._folder)
        beat, since = self._beat
        if not place.busy or place.beat != beat:
            self._beat = (place.beat, time.monotonic())
        elif time.monotonic() - since > _STILL and self._process is not None:
            self._process.kill()
