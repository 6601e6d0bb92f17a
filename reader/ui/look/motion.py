"""Whether things may move on the screen: as the computer is set, or as the user chose.

The window moves little: pages turn at once, messages come and go without a fade. What moves is Qt's: text
cursors blink, bars of jobs whose end is unknown go to and fro, and where the desktop has it so, menus and
tips fade in.
"""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QProgressBar

_AS_THE_SYSTEM: Final = -1
"""The time in which Qt lets a cursor blink as the desktop is set."""


class Motion(QObject):
    """`changed` tells that what may move has changed."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choice = "system"
        self._system = False
        self._shown = False
        self._effects = [each for each in Qt.UIEffect if QApplication.isEffectEnabled(each)]

    def choose(self, choice: str) -> None:
        """Take the user's choice: `system` to follow the computer, `less`, or `full`."""
        self._choice = choice
        self._apply()

    def follow(self, *, less: bool) -> None:
        """Take what the computer is set to."""
        self._system = less
        self._apply()

    @property
    def reduced(self) -> bool:
        """Whether nothing is to move by itself."""
        return self._choice == "less" or (self._choice == "system" and self._system)

    def _apply(self) -> None:
        if self.reduced is self._shown:
            return
        self._shown = self.reduced
        QApplication.setCursorFlashTime(0 if self.reduced else _AS_THE_SYSTEM)
        for each in self._effects:
            QApplication.setEffectEnabled(each, not self.reduced)
        self.changed.emit()


class ProgressBar(QProgressBar):
    """A bar that goes to and fro while nobody knows how far a job is; where nothing may move it is empty."""

    _STEPS: Final = 1000

    def __init__(self, motion: Motion) -> None:
        super().__init__()
        self._motion = motion
        self._known = False
        self.setTextVisible(False)
        motion.changed.connect(self._show_unknown)
        self.show_unknown()

    def show_share(self, done: int, total: int) -> None:
        """Show how far a job is; `total` is above 0."""
        self._known = True
        self.setRange(0, self._STEPS)
        self.setValue(min(self._STEPS, done * self._STEPS // total))

    def show_unknown(self, *, resting: bool = False) -> None:
        """Show that nobody knows how far a job is; one at rest does not move."""
        self._known = resting
        still = resting or self._motion.reduced
        self.setRange(0, self._STEPS if still else 0)  # 0 moves to and fro
        self.setValue(0)

    def _show_unknown(self) -> None:
        if not self._known:
            self.show_unknown()
