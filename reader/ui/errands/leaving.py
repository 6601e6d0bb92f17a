"""Leave a library without losing an edit: its window stays while one cannot be stored."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.jobs.desk import Desk
from reader.model.errors import ReaderError
from reader.model.wording import tr, trouble_words
from reader.ui.errands.waiting import unstored_words
from reader.ui.look.look import Look
from reader.ui.sheets.question_sheet import QuestionSheet

Step = Callable[[], object]


class Leaving(QObject):
    """Knows whether the user wants to go, and lets it happen when nothing would be lost by it."""

    def __init__(self, desk: Desk, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._look = look
        self._window = window
        self._go: Step | None = None
        self._stay: Step | None = None
        self._question: QuestionSheet | None = None
        self._at_any_price = False
        desk.all_stored.connect(self._leave)
        desk.held_up.connect(self._ask)

    def holds_back(self, go: Step, stay: Step = lambda: None) -> bool:
        """Tell whether something is not stored yet.

        Then `go` is called as soon as everything is, or when the user would rather lose it; `stay` when
        the user would rather wait, or wishes something else.
        """
        self._remain()
        if self._at_any_price or not self._desk.unstored():
            return False
        self._go, self._stay = go, stay
        self._desk.store_now()
        return True

    def at_any_price(self) -> None:
        """Let the window close whatever is lost."""
        self._at_any_price = True

    def _ask(self, error: ReaderError) -> None:
        if self._go is None or self._question is not None:
            return
        words = " ".join((f"{unstored_words(self._desk.unstored())}.", *trouble_words(error)))
        sheet = QuestionSheet(
            self._look, tr("Go without your last changes?"), words, tr("Lose them"), self._window
        )
        sheet.accepted.connect(self._mean_it)
        sheet.rejected.connect(self._remain)
        sheet.open()
        self._question = sheet

    def _mean_it(self) -> None:
        self.at_any_price()
        self._leave()

    def _leave(self) -> None:
        go, self._go, self._stay = self._go, None, None
        self._close_question()
        if go is not None:
            go()

    def _remain(self) -> None:
        stay, self._go, self._stay = self._stay, None, None
        self._close_question()
        if stay is not None:
            stay()

    def _close_question(self) -> None:
        question, self._question = self._question, None
        if question is not None and question.isVisible():
            question.close()
