"""More like this: articles like the open one, or like the passage selected in it."""

from PySide6.QtCore import QObject, Signal

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.model.wording import tr
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.panes import Panes


class Likening(QObject):
    """Asks for articles that are like something; `list_asked` tells that they are about to be listed."""

    list_asked = Signal()

    def __init__(self, desk: Desk, panes: Panes, browsing: Browsing) -> None:
        super().__init__(panes.page)
        self._desk = desk
        self._panes = panes
        self._browsing = browsing

    def ask(self) -> None:
        """Look for articles like the selected passage, or else like the open article."""
        article, span = self._panes.page.article(), self._panes.page.selected_span()
        if article is None:
            return
        if span is None:
            self._look_for(f"like:{article.id}")
            return
        passage = article.text[span.start : span.end]
        told = self._desk.latest(Library.telling_words, article.id, passage)
        told.then(lambda words: self._look_for_words(article.id, words))

    def _look_for_words(self, article: ArticleId, words: str) -> None:
        if words:
            self._look_for(f'like:{article}"{words}"')
        else:
            told = tr("No word of the selection tells it from other articles. Select a longer passage.")
            self._panes.toasts.show_message(told)

    def _look_for(self, words: str) -> None:
        self._browsing.take_likeness(words)
        self.list_asked.emit()
        self._panes.list.focus_list()
