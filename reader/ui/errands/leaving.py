"""Close a window without losing a note: it stays open while one cannot be stored."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.model.errors import ReaderError
from reader.model.wording import tr, trouble_words
from reader.ui.errands.noting import Noting
from reader.ui.look.look import Look
from reader.ui.sheets.question_sheet import QuestionSheet


class Leaving(QObject):
    """Knows whether the user wants to go, and lets the window close when nothing would be lost by it."""

    def __init__(self, noting: Noting, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._noting = noting
        self._look = look
        self._window = window
        self._wanted = self._at_any_price = False
        noting.emptied.connect(self._go)
        noting.refused.connect(self._ask)

    def holds_back(self) -> bool:
        """Tell whether the window has to stay for now; it closes by itself when the notes are stored."""
        if self._at_any_price or not self._noting.has_unstored():
            return False
        self._wanted = True
        self._noting.try_again(quietly=True)
        return True

    def at_any_price(self) -> None:
        """Let the window close whatever is lost."""
        self._at_any_price = True

    def _go(self) -> None:
        if self._wanted:
            self._window.close()

    def _ask(self, error: ReaderError) -> None:
        if not self._wanted:
            return
        self._wanted = False
        question = " ".join((tr("A note is not stored yet."), *trouble_words(error)))
        sheet = QuestionSheet(self._look, tr("Quit without the note?"), question, tr("Quit"), self._window)
        sheet.accepted.connect(self._quit)
        sheet.open()

    def _quit(self) -> None:
        self.at_any_price()
        self._window.close()
