"""Keep searches, show them, and note what was looked at."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.change import Changes
from reader.model.errors import PASSING, ReaderError
from reader.model.ids import SearchId
from reader.model.query import all_words
from reader.model.saved_search import SavedSearch, proposed_name
from reader.model.wording import tr, trouble_words
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.counting import Counting
from reader.ui.errands.filing import UNDO_KEY
from reader.ui.errands.panes import Panes
from reader.ui.look.look import Look
from reader.ui.sheets.saved_search_sheet import SavedSearchSheet

_RESTED: Final = 1_000
"""Milliseconds after which a search that keys have stepped to counts as looked at."""


class Saving(QObject):
    """Carries wishes about saved searches to the desk.

    `offer_changed` tells whether what the list shows can be saved, and whether a saved search is meant that
    something can be done to.
    """

    offer_changed = Signal(bool, bool)

    def __init__(self, desk: Desk, panes: Panes, browsing: Browsing, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panes = panes
        self._browsing = browsing
        self._look = look
        self._window = window
        self._searches: tuple[SavedSearch, ...] = ()
        self._made: SearchId | None = None
        """One that was saved just now, to be shown as soon as it is known."""
        self._opened: SearchId | None = None
        """The one shown last, whose words the user may be changing now."""
        self._looking = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_RESTED)
        self._rest.timeout.connect(self._look_at_it)
        self.counting = Counting(desk, self)
        self._connect()

    def ask(self) -> None:
        """Ask for the saved searches anew."""
        self._desk.latest(Library.saved_searches).then(self._show)

    def searches(self) -> tuple[SavedSearch, ...]:
        """Give the saved searches in their order, as far as they are known."""
        return self._searches

    def show(self, search: SearchId) -> None:
        """Show a saved search that the user went to; it counts as looked at."""
        self._take(search)
        self._look_now(search)

    def is_about_to_ask(self) -> bool:
        """Tell whether something will be asked or noted in a moment."""
        return self.counting.is_about_to_ask() or self._rest.isActive()

    def save(self) -> None:
        """Ask for a name, then keep what the list shows; what is kept already is changed."""
        words = all_words(self._browsing.query)
        if not words:
            return
        known = self._of_words(words)
        if known is not None:
            self._change(known)
            return
        opened = self._find(self._opened)
        name = proposed_name(words, {each.name for each in self._searches})
        sheet = SavedSearchSheet(
            self._look,
            tr("Save this search"),
            name,
            words,
            self._names(),
            self._window,
            before="" if opened is None else opened.name,
        )

        def keep() -> None:
            if sheet.replaces and opened is not None:
                self._write_change(opened, opened.name, sheet.words())
            else:
                read_to = self._browsing.found.read_to if sheet.words().strip() == words else 0
                job = self._desk.write(Library.save_search, sheet.name(), sheet.words(), read_to)
                job.then(self._show_made).or_else(self._tell)

        self._open(sheet, keep)

    def rename(self) -> None:
        """Let a new name be typed in place."""
        search = self._panes.collections.meant_search()
        if search is not None:
            self._panes.collections.rename(search)

    def change(self) -> None:
        """Show name and words of a saved search to be changed."""
        search = self._find(self._panes.collections.meant_search())
        if search is not None:
            self._change(search)

    def move(self, by: int) -> None:
        """Move a saved search down, or up by a negative number."""
        search = self._panes.collections.meant_search()
        places = [each.id for each in self._searches]
        if search in places and 0 <= (place := places.index(search) + by) < len(places):
            self._desk.write(Library.move_search, search, place)

    def remove(self) -> None:
        """Delete a saved search; Undo brings it back."""
        search = self._find(self._panes.collections.meant_search())
        if search is None:
            return

        def tell(_changes: Changes) -> None:
            words = tr("Saved search deleted: {name}", name=search.name)
            self._panes.toasts.show_message(words, tr("Undo"), UNDO_KEY)

        self._desk.write(Library.remove_search, search.id).then(tell)

    def _connect(self) -> None:
        pane = self._panes.collections
        pane.search_asked.connect(self._take)
        pane.look_asked.connect(self._look_now)
        pane.name_given.connect(self._rename)
        pane.search_meant.connect(lambda _: self._tell_offer())
        self._panes.list.save_asked.connect(self.save)
        self._browsing.found_shown.connect(self._take_found)
        self._browsing.asked.connect(self._follow)
        self._desk.changed.connect(lambda changes: self.ask() if _concerned(changes) else None)
        self._browsing.asked.connect(self.counting.give_way)
        self._browsing.article_wanted.connect(lambda _: self.counting.give_way())
        self.counting.counted.connect(pane.show_saved_count)
        self.counting.day_changed.connect(self._browsing.ask_soon)

    def _take(self, search: SearchId) -> None:
        """Show a saved search; it counts as looked at when it stays for a moment."""
        known = self._find(search)
        if known is not None:
            self._opened = search
            self._looking = False
            self._browsing.take_saved(known)
            self._rest.start()

    def _look_now(self, search: SearchId) -> None:
        if search == self._opened:
            self._rest.stop()
            self._looking = True
            self._look_at_it()

    def _look_at_it(self) -> None:
        """Note that the answers shown were looked at; those still on the way, when they are there."""
        found, query = self._browsing.found, self._browsing.query
        if query.look is None:
            return
        self._looking = found.query != query
        if not self._looking:
            job = self._desk.write(Library.look_at_search, query.look.search, found.read_to)
            job.or_else(self._pass_over)

    def _take_found(self) -> None:
        if self._looking:
            self._look_at_it()
        self._tell_offer()

    def _follow(self) -> None:
        """Forget the one shown last when the user has gone elsewhere."""
        query = self._browsing.query
        if query.look is not None:
            self._opened = query.look.search
        else:
            self._rest.stop()
            self._looking = False
            if not query.words.strip() or all_words(query) != query.words.strip():
                self._opened = None
        self._tell_offer()

    def _show(self, searches: tuple[SavedSearch, ...]) -> None:
        self._searches = searches
        self._panes.collections.show_saved(searches)
        self.counting.take(searches)
        made, self._made = self._find(self._made), None
        shown = self._browsing.query.look
        if made is not None:
            self._browsing.take_saved(made)
        elif shown is not None:
            known = self._find(shown.search)
            if known is None:
                self._browsing.leave_saved()
            elif known.words != self._browsing.query.words:
                self._browsing.take_saved(known)
        self._tell_offer()

    def _show_made(self, changes: Changes) -> None:
        self._made = changes.search
        self.ask()

    def _change(self, search: SavedSearch) -> None:
        sheet = SavedSearchSheet(
            self._look,
            tr("Change this saved search"),
            search.name,
            search.words,
            self._names() - {search.name.casefold()},
            self._window,
        )
        self._open(sheet, lambda: self._write_change(search, sheet.name(), sheet.words()))

    def _rename(self, search: SearchId, name: str) -> None:
        known = self._find(search)
        if known is not None and name.strip() and name != known.name:
            self._write_change(known, name, known.words)

    def _write_change(self, search: SavedSearch, name: str, words: str) -> None:
        def show(_changes: Changes) -> None:
            if words != search.words:
                self._made = search.id
                self.ask()

        self._desk.write(Library.change_search, search.id, name, words).then(show).or_else(self._tell)

    def _open(self, sheet: SavedSearchSheet, accepted: object) -> None:
        sheet.accepted.connect(accepted)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _find(self, search: SearchId | None) -> SavedSearch | None:
        return next((each for each in self._searches if each.id == search), None)

    def _of_words(self, words: str) -> SavedSearch | None:
        """Give the saved search of these words: the one that is shown, if it is."""
        same = [each for each in self._searches if each.words == words]
        shown = [each for each in same if each.id == self._opened]
        return next(iter(shown or same), None)

    def _names(self) -> frozenset[str]:
        return frozenset(each.name.casefold() for each in self._searches)

    def _tell_offer(self) -> None:
        words = all_words(self._browsing.query)
        known = self._of_words(words) if words else None
        self._panes.list.show_saved_name("" if known is None else known.name, offered=bool(words))
        self.offer_changed.emit(bool(words), self._panes.collections.meant_search() is not None)

    def _tell(self, error: ReaderError) -> None:
        if error.code in PASSING:
            self._desk.troubled.emit(error)
        else:
            self._panes.toasts.show_message(" ".join(trouble_words(error)))

    def _pass_over(self, error: ReaderError) -> None:
        """Read on when what nobody asked for cannot be stored now."""
        if error.code not in PASSING:
            self._desk.troubled.emit(error)


def _concerned(changes: Changes) -> bool:
    return changes.searches or changes.everything
