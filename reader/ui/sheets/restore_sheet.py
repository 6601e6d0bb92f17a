"""Watches a restore: how far it is, and the way to stop it while it can be stopped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent

from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look
from reader.ui.look.motion import ProgressBar
from reader.ui.sheets.sheet import Sheet


class RestoreSheet(Sheet):
    """Stands alone on the screen: the window is closed and opened again behind it."""

    cancel_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(tr("Restoring the backup"), None, wide=460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._bar = ProgressBar(look.motion)
        self._bar.setAccessibleName(tr("Restoring the backup"))
        about = tr("It is unpacked and checked first; until then nothing changes.")
        self._words = label(about, "muted", wrap=True)
        self.column.addWidget(self._words)
        self.column.addSpacing(6)
        self.column.addWidget(self._bar)
        self._cancel = push_button(tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.first = self._cancel

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; `total` is 0 while that is not known."""
        if total > 0:
            self._bar.show_share(done, total)

    def show_opening(self) -> None:
        """Say that the library is being opened again, which nothing stops."""
        self._cancel.setEnabled(False)
        self._bar.show_unknown()
        self._words.setText(tr("The library is being opened."))

    def reject(self) -> None:
        """Stop the restore on Esc, rather than hide it."""
        if self._cancel.isEnabled():
            self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go when the program says so; the user's closing stops the restore."""
        if event.spontaneous():
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(tr("Stopping…"))
        self.cancel_asked.emit()
