"""Find, list, open and leave articles."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from reader.jobs.desk import Desk
from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.article import Article, ArticleRow
from reader.model.change import Changes, EditKind, Progress
from reader.model.errors import PASSING, ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.mention import NameRef
from reader.model.query import Collections, Found, Query, Shelf, Sort
from reader.model.saved_search import Look, SavedSearch
from reader.model.trail import Stop
from reader.model.wording import joined, tr
from reader.ui.errands.panes import Panes
from reader.ui.list.completion import LANGUAGE
from reader.ui.list.filter_chips import spoken_words
from reader.ui.page.crumb import STEP

_CALM: Final = 300
"""Milliseconds between two refreshes of lists while changes stream in."""

_STILL: Final = 350
"""Milliseconds without another key before a search without answers is looked at for misspelled words."""

_LIKE: Final = "like:"
"""As long as it stands in the words, there is a way back from a likeness."""

_MOVES: Final = {
    EditKind.BIN: set(Shelf),
    EditKind.RESTORE: set(Shelf),
    EditKind.STAR: {Shelf.STARRED},
    EditKind.UNREAD: {Shelf.UNREAD},
    EditKind.ARCHIVE: {Shelf.UNREAD, Shelf.ARCHIVE},
    EditKind.HIGHLIGHT: {Shelf.ANNOTATED},
    EditKind.HIGHLIGHT_REMOVE: {Shelf.ANNOTATED},
}
"""Shelves whose articles an edit may change; reading an unread article leaves it under the eyes."""


_Place = tuple[Query, ArticleId | None]
"""What was asked, and the article that was chosen among the answers."""


class Browsing(QObject):
    """Keeps the question asked, the answers shown and the article open.

    `article_wanted` carries the identity of one that is about to open, `article_opened` tells that it
    did, `article_shown` carries the open one, also when it changed, or None; `article_left` the `Stop` at
    which one is left for another; `counted` carries the Collections; `asked` tells that another question is
    asked, `found_shown` that answers are shown.
    """

    article_wanted = Signal(object)
    article_opened = Signal()
    article_shown = Signal(object)
    article_left = Signal(object)
    counted = Signal(object)
    asked = Signal()
    found_shown = Signal()

    def __init__(
        self, desk: Desk, panes: Panes, *, sort: Sort, mark_read_after: int, headings: bool = False
    ) -> None:
        super().__init__(panes.page)
        self._desk = desk
        self._panes = panes
        self._query = Query(sort=sort)
        self._headings = headings
        self._found = Found(self._query, b"", 0, 0.0)
        self._open_first = False
        self._way_back: _Place | None = None
        """What was asked, and read, before the articles that name something were looked for."""
        self._likes: list[_Place] = []
        """What was asked before each of the likenesses that the words still ask for, the first one first."""
        self._going_back: ArticleId | None = None
        self._read_after = mark_read_after
        self._read_timer = self._timer(max(0, mark_read_after), self._mark_read)
        self._refresh_timer = self._timer(_CALM, self._refresh)
        self._suggest_timer = self._timer(_STILL, self._suggest)
        self._suggesting: Job | None = None
        self._caught_up: Job | None = None
        """The long job after whose last piece of work lists were asked for anew."""
        self._connect()

    def start(self) -> None:
        """Ask for everything the window shows first."""
        self._panes.list.set_sort(self._query.sort)
        self._panes.list.set_headings(shown=self._headings)
        self.ask()
        self.count()

    @property
    def query(self) -> Query:
        """The question whose answers are shown."""
        return self._query

    @property
    def usual_sort(self) -> Sort:
        """The order of the user's choice, where likeness has put its own for the time being."""
        return self._likes[0][0].sort if self._likes else self._query.sort

    @property
    def found(self) -> Found:
        """The answers shown."""
        return self._found

    @property
    def article(self) -> Article | None:
        """The open article."""
        return self._panes.page.article()

    def ask(self, *, open_first: bool = False) -> None:
        """Ask the present question anew."""
        self._open_first = self._open_first or open_first
        self._desk.latest(Library.search, self._query, self._headings).then(self._show_found)

    @property
    def headings(self) -> bool:
        """Whether days or sources have headings in the list."""
        return self._headings

    def show_headings(self, shown: bool) -> None:
        """Show headings over the articles of each day or source, or none.

        The best matches stand in no such order: they then give way to the newest first.
        """
        self._headings = shown
        self._panes.list.set_headings(shown=shown)
        if shown and self._query.sort is Sort.RELEVANCE and self._query.words.strip():
            self.take_sort(Sort.DATE)
        else:
            self.ask()

    def count(self) -> None:
        """Count shelves and tags anew."""
        self._desk.latest(Library.collections).then(self._show_collections)

    def open_article(self, article: ArticleId) -> None:
        """Open an article on the page."""
        self._desk.latest(Library.article, article).then(self._open)
        self.article_wanted.emit(article)  # what others ask about it is answered after it

    def return_to(self, stop: Stop, fail: Callable[[ReaderError], None]) -> None:
        """Open an article again at the place where it was left, and not where a search found it.

        In another version of the text that is the place stored for it.
        """

        def show(article: Article) -> None:
            here = article.version == stop.version and article.position != stop.position
            self._open(replace(article, position=stop.position) if here else article)
            self._panes.list.select(article.id)
            if here:
                self._save_position(stop.position)

        self._desk.latest(Library.article, stop.article).then(show).or_else(fail)

    def stop(self) -> Stop | None:
        """Give where the reader is; None while no article is open."""
        article = self._panes.page.article()
        return None if article is None else Stop(article.id, article.version, self._panes.page.position())

    def tell(self, error: ReaderError) -> None:
        """Tell of a trouble of something that was asked for."""
        self._desk.troubled.emit(error)

    def pass_over(self, error: ReaderError) -> None:
        """Read on when what nobody asked for cannot be had or stored now: to interrupt would be the worse."""
        if error.code not in PASSING and error.code is not Trouble.ARTICLE_MISSING:
            self.tell(error)

    def take_name(self, name: NameRef) -> None:
        """Show all articles that name it, whatever was looked for before; `leave_name` leads back."""
        if self._query.name is None:
            self._way_back = (self._query, self._panes.list.current())
        self._panes.list.set_words("")
        self._change(Query(sort=self._query.sort, name=name))

    def leave_name(self) -> None:
        """Go back to what was asked and read before a name was looked for."""
        before, article = self._way_back or (Query(sort=self._query.sort), None)
        if self._query.name is None:
            return
        self._panes.list.set_words(before.words)
        self._change(replace(before, sort=self._query.sort, typing=False))
        self._going_back = article

    def take_likeness(self, words: str) -> None:
        """Show what is like something, the likest first; taking the words out again leads back."""
        self._likes.append((self._query, self._panes.list.current()))
        self._panes.list.set_words(words)
        self._panes.list.set_sort(Sort.RELEVANCE)
        self._change(Query(words, sort=Sort.RELEVANCE))

    def _leave_likeness(self) -> None:
        """Go back to what was asked and read before."""
        before, article = self._likes.pop()
        self._panes.list.set_words(before.words)
        self._panes.list.set_sort(before.sort)
        self._change(replace(before, typing=False))
        self._going_back = article

    def take_saved(self, search: SavedSearch) -> None:
        """Show what a saved search finds, with its words in the box."""
        self._panes.list.set_words(search.words)
        look = Look(search.id, search.read_to)
        self._change(Query(search.words, sort=self._query.sort, look=look))

    def leave_saved(self) -> None:
        """Go on with the words alone, such as when the saved search is deleted."""
        self._change(replace(self._query, look=None))

    def take_shelf(self, shelf: Shelf) -> None:
        """Show a shelf, with the words in the box still looked for in it, unless a saved search put them."""
        self._change(Query(self._kept_words(), shelf, None, self._query.sort))

    def take_tag(self, tag: str) -> None:
        """Show the articles with a tag, as `take_shelf`."""
        self._change(Query(self._kept_words(), Shelf.ALL, tag, self._query.sort))

    def take_sort(self, sort: Sort) -> None:
        """Show the answers in another order."""
        self._change(replace(self._query, sort=sort, typing=False))

    def take_words(self, words: str, typing: bool) -> None:
        """Look for words; they may still be being typed."""
        if self._likes and not words.strip():
            self._leave_likeness()
            return
        look = self._query.look if words == self._query.words else None
        self._change(replace(self._query, words=words, typing=typing, look=look))

    def search_all(self, words: str) -> None:
        """Look for words among all articles, whatever was looked at before."""
        self._panes.list.set_words(words)
        self._change(Query(words, sort=self._query.sort))

    def ask_soon(self) -> None:
        """Ask for lists anew in a moment, gathered with other reasons to."""
        if not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def set_mark_read_after(self, milliseconds: int) -> None:
        """Set how long an article is open before it counts as read; below 0 it never does by itself."""
        self._read_after = milliseconds
        self._read_timer.setInterval(max(0, milliseconds))
        if milliseconds < 0:
            self._read_timer.stop()

    def is_about_to_ask(self) -> bool:
        """Tell whether lists, or what a search may have meant, will be asked for in a moment."""
        return self._refresh_timer.isActive() or self._suggest_timer.isActive()

    def leave(self) -> None:
        """Save what is not saved yet, before the window closes."""
        self._panes.side.flush()
        self._panes.page.save_position()

    def _connect(self) -> None:
        panes, desk = self._panes, self._desk
        panes.list.words_changed.connect(self.take_words)
        panes.list.values_wanted.connect(self._tell_values)
        panes.list.sort_asked.connect(self.take_sort)
        panes.list.headings_asked.connect(self.show_headings)
        panes.list.rows_asked.connect(self._fetch_rows)
        panes.list.article_asked.connect(self.open_article)
        panes.list.name_left.connect(self.leave_name)
        panes.collections.shelf_asked.connect(self.take_shelf)
        panes.collections.tag_asked.connect(self.take_tag)
        panes.page.position_changed.connect(self._save_position)
        desk.changed.connect(self._take_changes)
        desk.long_progressed.connect(self._take_progress)
        desk.long_ended.connect(lambda _: self._refresh_timer.start())

    def _tell_values(self, field: str) -> None:
        """Tell the list what a field may have as its values."""
        values = Library.languages if field == LANGUAGE else Library.sources
        self._desk.latest(values).then(partial(self._panes.list.set_known_values, field))

    def _take_progress(self, job: Job, step: Progress) -> None:
        """Ask anew once all can be found: an index goes on for a while, to be faster later."""
        if step.done >= step.total and job is not self._caught_up:
            self._caught_up = job
            self.ask_soon()

    def _timer(self, milliseconds: int, call: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _kept_words(self) -> str:
        if self._query.look is None:
            return self._query.words
        self._panes.list.set_words("")
        return ""

    def _change(self, query: Query) -> None:
        if self._likes and _LIKE not in query.words:
            query = replace(query, sort=self._likes[0][0].sort)
            self._likes.clear()
            self._panes.list.set_sort(query.sort)
        self._query = query
        self._suggest_timer.stop()
        if self._suggesting is not None:
            self._suggesting.cancel()
        self._going_back = None
        if query.name is None:
            self._way_back = None
        search = None if query.look is None else query.look.search
        self._panes.collections.select(query.shelf, query.tag, search)
        self.ask()
        self.asked.emit()

    def _show_found(self, found: Found) -> None:
        if found.query != self._query:
            return
        if found.partial and not self._found.partial:
            self._desk.catch_up(repair=True)
        anew = found.query == self._found.query
        self._found = found
        self._panes.list.show_found(found)
        article = self._panes.page.article()
        left = not anew and not found.query.words.strip()  # the answers to words begin with the best
        if article is not None and (left or (anew and self._panes.list.current() is None)):
            self._panes.list.select(article.id)  # it came back, from the bin or after a search was left
        self._go_on_back()
        self._show_crumb()
        if not found.total and found.query.words.strip() and not found.partial:
            self._suggest_timer.start()
        self.found_shown.emit()
        if self._open_first and found.total:
            self._open_first = False
            self._panes.list.select_first()

    def _suggest(self) -> None:
        """Look for what a search without answers may have meant, unless it goes on meanwhile."""
        query = self._query
        job = self._suggesting = self._desk.latest(Library.suggestion, query)
        job.ended.connect(lambda: self._end_suggesting(job))
        job.then(lambda words: self._panes.list.show_suggestion(words) if query == self._query else None)

    def _end_suggesting(self, job: Job) -> None:
        if self._suggesting is job:
            self._suggesting = None

    def _go_on_back(self) -> None:
        """Open again what was read before a name was looked for."""
        article, self._going_back = self._going_back, None
        if article is None or not self._panes.list.select(article):
            return
        shown = self._panes.page.article()
        if shown is None or shown.id != article:
            self.open_article(article)

    def _fetch_rows(self, first: int, ids: bytes) -> None:
        query = self._query

        def show(rows: tuple[ArticleRow, ...]) -> None:
            if query == self._query:
                self._panes.list.show_rows(ids, rows)

        self._desk.read(Library.rows, query, ids).then(show)

    def _show_collections(self, collections: Collections) -> None:
        self._panes.collections.show_counts(collections)
        self._panes.collections.show_waiting(collections.waiting, rests=not self._desk.is_indexing())
        self._panes.list.show_waiting(collections.waiting)
        self._panes.list.set_known_tags(tuple(each.tag.name for each in collections.tags))
        self._panes.side.set_known_tags(tuple(each.tag.name for each in collections.tags))
        self.counted.emit(collections)
        empty = not collections.shelves.get(Shelf.ALL) and not collections.shelves.get(Shelf.BIN)
        self._panes.page.set_welcome_shown(empty)

    def _open(self, article: Article) -> None:
        self._show_article(article)
        self.article_opened.emit()

    def _show_article(self, article: Article) -> None:
        shown = self._panes.page.article()
        if shown is not None and (shown.id, shown.version) == (article.id, article.version):
            self._panes.page.refresh(article)
        else:
            self._panes.side.flush()
            if shown is not None and shown.id != article.id:
                self.article_left.emit(self.stop())
            self._panes.page.show_article(article)
            if article.unread and self._read_after >= 0:
                self._read_timer.start()
            else:
                self._read_timer.stop()
        self._panes.side.show_article(article)
        self._show_crumb()
        self.article_shown.emit(article)

    def _show_anew(self, article: Article) -> None:
        """Show what changed in the open article, unless another one has been opened meanwhile."""
        shown = self._panes.page.article()
        if shown is not None and shown.id == article.id:
            self._show_article(article)

    def _show_crumb(self) -> None:
        article = self._panes.page.article()
        if article is None:
            return
        place = self._panes.list.place_of(article.id)
        words = spoken_words(self._found).strip() or _shelf_words(self._query)
        if self._query.name is not None and self._query.words.strip():
            words = joined(STEP, _shelf_words(self._query), words)
        count = ""
        if place is not None:
            count = tr("Article {place} of {total}", place=f"{place + 1:,}", total=f"{self._found.total:,}")
        self._panes.page.set_crumb(words, count)

    def _mark_read(self) -> None:
        article = self._panes.page.article()
        if article is not None and article.unread:
            self._desk.attempt(Library.mark_read, article.id).or_else(self.pass_over)

    def _save_position(self, position: int) -> None:
        article = self._panes.page.article()
        if article is not None:
            self._desk.attempt(Library.save_position, article.id, position).or_else(self.pass_over)

    def _take_changes(self, changes: Changes) -> None:
        article = self._panes.page.article()
        if article is not None and (changes.everything or article.id in changes.articles):
            self._desk.read(Library.article, article.id).then(self._show_anew).or_else(self._gone)
        if changes.everything:
            self.ask_soon()
            return
        if changes.articles:
            self._panes.list.refresh(frozenset(changes.articles))
        if changes.lists:
            self.count()
        if changes.done is not None:
            if changes.done.kind is EditKind.UNREAD:
                self._read_timer.stop()
            if self._query.shelf in _MOVES.get(changes.done.kind, set()) or (
                self._query.tag is not None and changes.done.kind is EditKind.ARTICLE_TAG
            ):
                self.ask()

    def _gone(self, _error: ReaderError) -> None:
        """Close the page of an article that is no longer there, such as after an import was undone."""
        self._panes.page.clear()
        self._panes.side.show_article(None)
        self.article_shown.emit(None)

    def _refresh(self) -> None:
        self.ask()
        self.count()
        self._panes.list.refresh(None)


def _shelf_words(query: Query) -> str:
    if query.name is not None:
        return tr("Names: {name}", name=query.name.name)
    if query.tag is not None:
        return query.tag
    names = {
        Shelf.ALL: tr("All articles"),
        Shelf.UNREAD: tr("Unread"),
        Shelf.STARRED: tr("Starred"),
        Shelf.ANNOTATED: tr("Annotated"),
        Shelf.ARCHIVE: tr("Archive"),
        Shelf.BIN: tr("Bin"),
    }
    return names[query.shelf]
