"""Search: words from the index, facts from the store, one answer for the screen."""

from array import array
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Final

from reader.library.indexing import index_folder
from reader.model.article import ArticleRow, Block, Role, Snippet
from reader.model.errors import InterruptedWork, ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.mention import NameRef
from reader.model.query import Found, Query, Sort
from reader.search.index import Index
from reader.search.marks import Marks, snippet
from reader.search.searcher import Hits, Searcher
from reader.store import articles
from reader.store.database import Database
from reader.store.lineage import lineage

PAGE: Final = 200
"""Rows that cross to the screen at once."""

_FIRST: Final = 24
"""Rows that come with an answer: more than a screen shows; a snippet takes half a millisecond to make."""


_NO_INDEX: Final = frozenset({Trouble.INDEX_DAMAGED, Trouble.FOLDER_READ_ONLY, Trouble.DISK_FULL})
"""Troubles of an index that is not whole, may not be read or cannot be written down: titles are left."""

_BODY: Final = frozenset({Role.HEADING, Role.PARAGRAPH})
_CAPTIONS: Final = frozenset({Role.CAPTION})


class Finder:
    """Answers queries of one session. After a commit it opens a fresh reader of the index."""

    def __init__(
        self,
        db: Database,
        cancelled: Callable[[], bool],
        naming: Callable[[NameRef], Container[int]] = lambda name: (),
    ) -> None:
        """`naming` gives the articles that name something."""
        self._db = db
        self._cancelled = cancelled
        self._naming = naming
        self._searcher: Searcher | None = None
        self._scores: dict[int, float] = {}

    def close(self) -> None:
        """Give the reader of the index back."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None

    def search(self, query: Query) -> Found:
        """Find the articles of a query.

        Raises:
            InterruptedWork: when the answer is no longer wanted.
        """
        begun = perf_counter()
        listed = articles.listed(self._db, shelf=query.shelf, tag=query.tag)
        if query.name is not None:
            naming = self._naming(query.name)
            listed = array("q", (number for number in listed if number in naming))
        if not query.words.strip():
            return self._answer(query, listed, begun)
        try:
            hits = self._hits(query)
        except ReaderError as error:
            if error.code not in _NO_INDEX:
                raise
            return self._titles(query, listed, begun)
        if hits.cancelled:
            raise InterruptedWork
        self._scores = dict(zip(hits.ids, hits.scores, strict=True))
        ids = _by_date(listed, hits.ids) if query.sort is Sort.DATE else _by_rank(listed, hits.ids)
        return self._answer(query, ids, begun, note=hits.note)

    def rows(self, query: Query, ids: Sequence[int]) -> tuple[ArticleRow, ...]:
        """Give the rows of at most `PAGE` articles, with snippets that show the words of the query."""
        known = articles.rows(self._db, [ArticleId(number) for number in ids[:PAGE]])
        if not query.words.strip():
            return tuple(known)
        marks = Marks(query.words, query.typing)
        texts = articles.texts(self._db, [row.id for row in known])
        return tuple(
            replace(
                row,
                snippet=_passage(*texts[row.id], marks) if row.id in texts else row.snippet,
                score=round(self._scores.get(row.id, 0.0), 4),
            )
            for row in known
        )

    def read_to(self) -> int:
        """Tell how far the index has read, 0 when there is none."""
        try:
            return self._fresh().read_to
        except ReaderError:
            return 0

    def _answer(
        self, query: Query, ids: "array[int]", begun: float, *, note: str = "", partial: bool = False
    ) -> Found:
        milliseconds = (perf_counter() - begun) * 1000
        rows = self.rows(query, ids[:_FIRST])
        return Found(query, ids.tobytes(), len(ids), round(milliseconds, 2), rows, note, partial)

    def _titles(self, query: Query, listed: "array[int]", begun: float) -> Found:
        self._scores = {}
        matching = set(articles.titles_matching(self._db, query.words.split()))
        ids = array("q", (number for number in listed if number in matching))
        return self._answer(query, ids, begun, partial=True)

    def _hits(self, query: Query) -> Hits:
        try:
            return self._fresh().find(query.words, typing=query.typing, cancelled=self._cancelled)
        except ReaderError:
            self.close()
            raise

    def _fresh(self) -> Searcher:
        if self._searcher is not None and self._searcher.stale:
            self.close()
        if self._searcher is None:
            folder = index_folder(self._db.folder)
            if not Index.is_made(folder):  # only the indexer makes one
                raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder)
            index = Index.open(folder)
            if not index.is_of(lineage(self._db)):  # it knows what the library was before a restore
                raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder)
            self._searcher = index.searcher()
        return self._searcher


def _by_rank(listed: "array[int]", ranked: "array[int]") -> "array[int]":
    allowed = set(listed)
    return array("q", (number for number in ranked if number in allowed))


def _by_date(listed: "array[int]", ranked: "array[int]") -> "array[int]":
    matching = set(ranked)
    return array("q", (number for number in listed if number in matching))


def _passage(text: str, blocks: Sequence[Block], marks: Marks) -> Snippet:
    """Give the passage that shows the words: of the body, or of the captions when only they hold them.

    Never of the title, which the row shows anyway, of credits, nor of what was cut.
    """
    body = _words_of(text, blocks, _BODY)
    found = snippet(body, marks)
    if body and found.marks:
        return found
    captions = snippet(_words_of(text, blocks, _CAPTIONS), marks)
    if captions.marks or not body:
        return captions if captions.text else snippet(text, marks)
    return found


def _words_of(text: str, blocks: Sequence[Block], roles: frozenset[Role]) -> str:
    return "\n".join(text[block.start : block.end] for block in blocks if block.role in roles)
