"""The answers as a list model: the count of rows stays in C++, rows come in pages when they are looked at."""

import sys
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from time import monotonic
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, QTimer, Signal

from reader.model.article import ArticleRow
from reader.model.ids import ArticleId
from reader.model.query import Order
from reader.model.wording import joined, tr
from reader.ui.kit.dates import long_date

PAGE: Final = 200
"""Rows asked for at once."""

_PAGES_KEPT: Final = 20
_PAGES_ASKED_AT_ONCE: Final = 3
"""A view spans at most two pages: what was wanted before those has been scrolled past."""

_GATHER: Final = 10
"""Milliseconds in which wishes for pages are gathered, so that none is made in the middle of painting."""

_PATIENCE: Final = 5.0
"""Seconds after which an unanswered page may be asked for again."""

HEADING: Final = Qt.ItemDataRole.UserRole + 1
"""The role by which a row tells the heading that stands over it."""

_WORD: Final = 8
"""Bytes of one identity."""


class ResultModel(QStringListModel):
    """Maps rows to identities, and identities to the rows that were looked at lately.

    The list of strings is only a counter: a view of 100,000 rows asks for the count that often, and in
    Python that takes half a second. `page_wanted` tells the place of the first row and the identities of
    a page that is missing or out of date, as signed 64-bit integers in bytes.
    """

    page_wanted = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bytes = b""
        self._ids: array[int] = array("q")
        """The identities as far as they are known: all of them, once there is no `_order`."""
        self._order: Order | None = None
        self._count = 0
        self._rows: dict[int, ArticleRow | None] = {}
        self._former: dict[int, ArticleRow | None] = {}
        self._pages: OrderedDict[int, bool] = OrderedDict()
        """Pages held, the last used at the end; False: shown still, but out of date."""
        self._asked: dict[int, float] = {}
        self._wanted: list[int] = []
        self._headings: dict[int, str] = {}
        self._starts: list[int] = []
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER)
        self._gather.timeout.connect(self._ask)

    def show_ids(self, ids: bytes, rows: Sequence[ArticleRow], order: Order | None = None) -> bool:
        """Show other answers with the rows at their head; tell whether the identities differ from before.

        With an `order`, `ids` are only the first page; it is asked for the rest when that is looked at.
        Rows of the answers before are shown until the new ones come: only their snippets may be old.
        """
        self._asked.clear()
        self._wanted.clear()
        if self._is_shown(ids, order):
            self._forget_pages(list(self._pages))
            self._take(0, rows)
            self._tell_changed(list(self._pages))
            return False
        self._former, self._rows = self._rows, {}
        self._pages.clear()
        self._bytes, self._ids, self._order = ids, array("q", ids), order
        self._count = len(self._ids) if order is None else len(order)
        self._take(0, rows)
        self.setStringList([""] * self._count)
        return True

    def show_rows(self, ids: bytes, rows: Sequence[ArticleRow]) -> None:
        """Take the answer to `page_wanted`; one that no longer fits is dropped."""
        if len(ids) < _WORD:
            return
        place = self._place_of(ids[:_WORD])
        if place is None or place % PAGE or self._slice(place // PAGE) != ids:
            return
        page = place // PAGE
        self._take(page, rows)
        for identity in self._identities(page):
            self._rows.setdefault(identity, None)  # no longer in the library: not asked for again
        self._asked.pop(page, None)
        if page in self._wanted:
            self._wanted.remove(page)
        self._tell_changed([page])

    def refresh(self, ids: frozenset[int] | None) -> None:
        """Count the rows of these articles (None: all) as out of date; they are asked for when seen."""
        pages = [page for page in self._pages if ids is None or not ids.isdisjoint(self._identities(page))]
        self._forget_pages(pages)
        self._tell_changed(pages)

    def set_headings(self, headings: Mapping[int, str]) -> None:
        """Take the headings of the rows, by the place of the row that each stands over."""
        if headings != self._headings:
            self._headings = dict(headings)
            self._starts = sorted(self._headings)
            self._tell_changed(list(self._pages))

    def heading(self, place: int) -> str:
        """Give the heading over a row; empty when none stands there."""
        return self._headings.get(place, "")

    def heading_of(self, place: int) -> str:
        """Give the heading of the group that a row is in; empty when there are none."""
        at = bisect_right(self._starts, place)
        return self._headings[self._starts[at - 1]] if at else ""

    def row(self, place: int) -> ArticleRow | None:
        """Give the row at a place; None when it has to be fetched first, which is then asked for."""
        identity = self.identity(place)
        if identity is None:
            return None
        page = place // PAGE
        if identity in self._rows and self._pages.get(page, False):
            self._pages.move_to_end(page)
        else:
            self._want(page)
        return self._rows.get(identity) or self._former.get(identity)

    def identity(self, place: int) -> ArticleId | None:
        """Give the identity at a place."""
        if len(self._ids) <= place < self._count:
            self._know_all()
        return ArticleId(self._ids[place]) if 0 <= place < self._count else None

    def places_of(self, articles: Collection[int]) -> list[int]:
        """Give the places of many articles, from the top down; 5 ms among 100,000."""
        self._know_all()
        wanted = articles if isinstance(articles, set | frozenset) else frozenset(articles)
        return [place for place, identity in enumerate(self._ids) if identity in wanted]

    def held(self, article: ArticleId) -> ArticleRow | None:
        """Give the row of an article as far as it has been looked at; nothing is asked for."""
        return self._rows.get(article) or self._former.get(article)

    def place_of(self, article: ArticleId) -> int | None:
        """Give the place of an article, None when it is not among the answers."""
        place = self._place_of(int(article).to_bytes(_WORD, sys.byteorder, signed=True))
        return self._order.place_of(article) if place is None and self._order is not None else place

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the title, the sentence for a screen reader, or the whole `ArticleRow` as UserRole."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self.row(index.row())
        if role == HEADING:
            return self.heading(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return row.title if row else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.row(index.row())
            words = spoken(row) if row else tr("Loading")
            heading = self.heading(index.row())
            return f"{heading}. {words}" if heading else words
        return None

    def _is_shown(self, ids: bytes, order: Order | None) -> bool:
        """Tell whether these are the identities shown; most others differ in number or on the first page."""
        known = min(len(ids), len(self._bytes))
        count = len(ids) // _WORD if order is None else len(order)
        if count != self._count or ids[:known] != self._bytes[:known]:
            return False
        self._know_all()
        return self._bytes == (ids if order is None else order.ids())

    def _know_all(self) -> None:
        if self._order is not None:
            self._bytes = self._order.ids()
            self._ids, self._order = array("q", self._bytes), None

    def _place_of(self, needle: bytes) -> int | None:
        # Searching bytes takes 0.1 ms in 100,000 identities, array.index 3 ms.
        at = self._bytes.find(needle)
        while at >= 0 and at % _WORD:
            at = self._bytes.find(needle, at + 1)
        return None if at < 0 else at // _WORD

    def _slice(self, page: int) -> bytes:
        return self._bytes[page * PAGE * _WORD : (page + 1) * PAGE * _WORD]

    def _identities(self, page: int) -> "array[int]":
        return self._ids[page * PAGE : (page + 1) * PAGE]

    def _take(self, page: int, rows: Sequence[ArticleRow]) -> None:
        if not rows:
            return
        self._rows.update((row.id, row) for row in rows)
        self._pages[page] = True
        self._pages.move_to_end(page)
        while len(self._pages) > _PAGES_KEPT:
            oldest, _ = self._pages.popitem(last=False)
            for identity in self._identities(oldest):
                self._rows.pop(identity, None)

    def _forget_pages(self, pages: Sequence[int]) -> None:
        for page in pages:
            self._pages[page] = False
            self._asked.pop(page, None)

    def _tell_changed(self, pages: Sequence[int]) -> None:
        for page in pages:
            last = min((page + 1) * PAGE, self._count) - 1
            self.dataChanged.emit(self.index(page * PAGE), self.index(last))

    def _want(self, page: int) -> None:
        asked = self._asked.get(page)
        if page in self._wanted or (asked is not None and monotonic() - asked < _PATIENCE):
            return
        self._wanted.append(page)
        if not self._gather.isActive():
            self._gather.start()

    def _ask(self) -> None:
        pages, self._wanted = self._wanted[-_PAGES_ASKED_AT_ONCE:], []
        for page in reversed(pages):
            ids = self._slice(page)
            if ids:
                self._asked[page] = monotonic()
                self.page_wanted.emit(page * PAGE, ids)


def spoken(row: ArticleRow) -> str:
    """Give a row as a screen reader says it."""
    about = joined(", ", row.source, long_date(row.published))
    sentences = [row.title or tr("Untitled"), about]
    if row.new:
        sentences.append(tr("New to this search"))
    if row.unread:
        sentences.append(tr("Unread"))
    if row.starred:
        sentences.append(tr("Starred"))
    if row.archived:
        sentences.append(tr("Archived"))
    if row.notes:
        sentences.append(tr("1 note") if row.notes == 1 else tr("{count} notes", count=f"{row.notes:,}"))
    if row.tags:
        sentences.append(tr("Tags: {names}", names=joined(", ", *(tag.name for tag in row.tags))))
    return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if sentence)
