"""Joins text, counter and find bar: which hits are outlined, which is chosen, and the way to the next."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from reader.model.hits import Hits
from reader.ui.kit.speech import announce
from reader.ui.page.find.bar import FindBar
from reader.ui.page.find.counter import HitCounter
from reader.ui.page.marks.hits import HitList
from reader.ui.page.view import ArticleView

_MOST_TAKEN: Final = 100
"""Signs of a selection that are taken over as what is to be found."""


class HitTools(QObject):
    """Outlines the hits of a search, or of what is wanted in the find bar as long as that has words.

    `offer_changed` tells whether there are any to step to, `closed` that the find bar was closed, with its
    hit selected.
    """

    closed = Signal()
    offer_changed = Signal(bool)

    def __init__(self, view: ArticleView, counter: HitCounter, bar: FindBar, pane: QWidget) -> None:
        super().__init__(pane)
        self._view = view
        self._counter = counter
        self._bar = bar
        self._found = HitList()
        """Hits of the search."""
        self._anchor = 0
        """Where in the text it is looked from, while words are typed."""
        counter.stepped.connect(self.step)
        bar.stepped.connect(self.step)
        bar.left.connect(self.close_find)
        bar.wanted_changed.connect(self._take_wanted)
        view.escaped.connect(self._escape)
        counter.hide()
        bar.hide()

    def show_found(self, hits: Hits | None, *, first: bool) -> None:
        """Take the hits of a search, or none; `first` chooses the first one and scrolls to it."""
        self._found = HitList(hits)
        if self._bar.wanted() is None:
            self._view.set_hits(self._found)
            if first and self._found:
                self._choose(0, kept=True)
            self._show_place()

    def forget(self) -> None:
        """Drop all hits: another article is opened, or none."""
        self._found, self._anchor = HitList(), 0
        self._view.set_hits(self._found)
        self._show_place()

    def found(self) -> Hits | None:
        """Give the hits of the search."""
        return self._found.hits

    def show_wanted(self, hits: Hits) -> None:
        """Outline what is wanted, and show the first of it from where the reader is."""
        if self._bar.wanted() is None:
            return
        listed = HitList(hits)
        self._view.set_hits(listed)
        self._bar.show_note(hits.note)
        if listed:
            self._choose(listed.starting_before(self._anchor) % len(listed))
        self._show_place()

    def open_find(self) -> None:
        """Open the find bar, with the selection as what is wanted."""
        span = self._view.selected_span()
        words = "" if span is None else self._view.text_of(span).strip()
        if len(words) > _MOST_TAKEN or "\n" in words:
            words = ""
        self._anchor = self._view.place.offset() if span is None else span.start
        self._bar.begin(words)

    def close_find(self) -> None:
        """Close the find bar, leave its hit selected, and outline what a search found again."""
        chosen = self._view.chosen_hit() if self._bar.wanted() is not None else None
        span = None if chosen is None else self._view.hits()[chosen]
        self._bar.hide()
        self._take_wanted(None)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if span is not None:
            self._view.select(span)
        self.closed.emit()

    def step(self, by: int) -> None:
        """Choose the hit `by` places on; from the end go on at the beginning."""
        hits, chosen = self._view.hits(), self._view.chosen_hit()
        if not hits:
            return
        if chosen is not None:
            place = chosen + by
        else:
            above = hits.starting_before(self._view.place.offset())
            place = above if by > 0 else above - 1
        self.choose(place % len(hits))

    def choose(self, place: int) -> None:
        """Choose a hit by its place, from 0, show it and say which one it is."""
        self._choose(place)
        self._anchor = self._view.hits()[place].start
        self._show_place()
        announce(self._view, self._counter.words())

    def _take_wanted(self, wanted: object) -> None:
        """Outline what the search found while nothing is wanted; else wait for the answer."""
        if wanted is None:
            self._bar.show_note("")
            if self._view.hits() is not self._found:
                self._view.set_hits(self._found)
            self._show_place()

    def _choose(self, place: int, *, kept: bool = False) -> None:
        """Choose a hit and show it; `kept` keeps the place the reader had come to, for the next time."""
        self._view.set_chosen_hit(place)
        self._view.show_span(self._view.hits()[place], kept=kept)

    def _show_place(self) -> None:
        hits, place = self._view.hits(), self._view.chosen_hit()
        more = hits.hits is not None and hits.hits.cut
        for counter in (self._counter, self._bar):
            counter.show_place(place, len(hits), more=more)
        self._counter.setVisible(bool(hits) and self._bar.wanted() is None)
        self.offer_changed.emit(bool(hits))

    def _escape(self) -> None:
        """Close the find bar by Escape on the page, unless that takes something else away first."""
        view = self._view
        chosen = view.chosen() is not None or view.chosen_mention() is not None
        if not self._bar.isHidden() and not chosen and not view.textCursor().hasSelection():
            self.close_find()
