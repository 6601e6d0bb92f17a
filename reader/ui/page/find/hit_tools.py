"""Joins the text and the counter of hits: which hit is chosen, and the way to the next one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.model.hits import Hits
from reader.ui.kit.speech import announce
from reader.ui.page.find.counter import HitCounter
from reader.ui.page.marks.hits import HitList
from reader.ui.page.view import ArticleView


class HitTools(QObject):
    """Shows the hits of a search on the page. `offer_changed` tells whether there are any to step to."""

    offer_changed = Signal(bool)

    def __init__(self, view: ArticleView, counter: HitCounter, pane: QWidget) -> None:
        super().__init__(pane)
        self._view = view
        self._counter = counter
        counter.stepped.connect(self.step)
        counter.hide()

    def show(self, hits: Hits | None, *, first: bool) -> None:
        """Outline other hits, or none; `first` chooses the first one and scrolls to it."""
        found = HitList(hits)
        self._view.set_hits(found)
        if first and found:
            self._choose(0, kept=True)
        self._show_place()

    def hits(self) -> Hits | None:
        """Give the hits that are outlined."""
        return self._view.hits().hits

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
        self._choose(place % len(hits))
        self._show_place()
        announce(self._view, self._counter.words())

    def _choose(self, place: int, *, kept: bool = False) -> None:
        """Choose a hit and show it; `kept` keeps the place the reader had come to, for the next time."""
        self._view.set_chosen_hit(place)
        self._view.show_span(self._view.hits()[place], kept=kept)

    def _show_place(self) -> None:
        hits = self._view.hits()
        more = hits.hits is not None and hits.hits.cut
        self._counter.show_place(self._view.chosen_hit(), len(hits), more=more)
        self._counter.setVisible(bool(hits))
        self.offer_changed.emit(bool(hits))
