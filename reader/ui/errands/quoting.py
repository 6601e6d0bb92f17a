"""Copy the words of a passage, or look for them."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.article import Article
from reader.model.span import Span
from reader.model.wording import tr
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.panes import Panes

_PHRASE: Final = 6
"""Words of a passage up to which it is looked for as a phrase."""
_MOST: Final = 8
"""Telling words of a longer passage that are looked for."""


class Quoting(QObject):
    """Does it with the selected passage, or else with the chosen highlight.

    `list_asked` tells that what was found is about to be listed.
    """

    list_asked = Signal()

    def __init__(self, desk: Desk, panes: Panes, browsing: Browsing) -> None:
        super().__init__(panes.page)
        self._desk = desk
        self._panes = panes
        self._browsing = browsing

    def copy(self) -> None:
        """Copy the words of the passage."""
        if passage := self._passage():
            QGuiApplication.clipboard().setText(self._panes.page.view().text_of(passage[1]))
            self._panes.toasts.show_message(tr("Quote copied"))

    def search(self) -> None:
        """Look for a short passage as a phrase, and for the words that tell a longer one from others."""
        passage = self._passage()
        if passage is None:
            return
        article, span = passage
        words = article.text[span.start : span.end].replace('"', " ").split()
        if len(words) <= _PHRASE:
            self._look_for(f'"{" ".join(words)}"')
            return
        told = self._desk.latest(Library.telling_words, article.id, " ".join(words))
        told.then(lambda telling: self._look_for(" ".join((telling.split() or words)[:_MOST])))

    def _passage(self) -> tuple[Article, Span] | None:
        page = self._panes.page
        article, chosen = page.article(), page.chosen_highlight()
        if article is None:
            return None
        span = page.selected_span()
        if span is None and chosen is not None:
            mark = page.view().mark(chosen)
            span = None if mark is None else mark.span
        return None if span is None else (article, span)

    def _look_for(self, words: str) -> None:
        self._browsing.search_all(words)
        self.list_asked.emit()
