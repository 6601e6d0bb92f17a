"""Say what keeps edits and imports from being stored, for as long as it does."""

from PySide6.QtCore import QObject

from reader.jobs.desk import Desk
from reader.model.errors import ReaderError
from reader.model.wording import held_up_words, tr
from reader.ui.errands.panes import Panes


class Waiting(QObject):
    """Shows a line in the strip from the first try that fails to the one that succeeds."""

    def __init__(self, desk: Desk, panes: Panes, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._strip = panes.strip
        desk.held_up.connect(self._show)
        desk.went_on.connect(self._strip.hide_held_up)

    def _show(self, error: ReaderError) -> None:
        self._strip.show_held_up(held_up_words(error), unstored_words(self._desk.unstored()))


def unstored_words(count: int) -> str:
    """Say how many edits wait to be stored; nothing for none."""
    if not count:
        return ""
    return (
        tr("1 change is not stored yet")
        if count == 1
        else tr("{count} changes are not stored yet", count=count)
    )
