"""Search: words from the index, facts from the store, one answer for the screen."""

from array import array
from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Final

from reader.library.search.asking import Asked, Asking, narrowed
from reader.library.search.facts import Facts, this_day
from reader.library.search.grouping import Grouping
from reader.library.search.indexing import index_folder
from reader.library.search.likeness import Likeness
from reader.library.search.mending import mended_words
from reader.library.search.orders import BestFirst, Given, Ordered
from reader.model.article import ArticleRow, Block, Role, Snippet
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.mention import NameRef
from reader.model.query import Chip, Explanation, Found, Query, Shelf, Sort
from reader.model.saved_search import SavedCount, SavedSearch
from reader.search.answering.patience import Patience
from reader.search.index import Index
from reader.search.language.query import Parsed, Piece, parse
from reader.search.language.tree import Alike, Boosted, Except, Fact, Like, Tree, leaves, with_likes
from reader.search.language.understood import understood
from reader.search.marks import Marks, snippet
from reader.store import articles, changes
from reader.store.files.database import Database
from reader.store.lineage import lineage

if TYPE_CHECKING:
    from reader.library.search.listing import Ids, Listing
    from reader.library.search.news import News
    from reader.search.answering.searcher import Hits, Searcher

PAGE: Final = 200
"""Rows that cross to the screen at once."""

_FIRST: Final = 24
"""Rows that come with an answer: more than a screen shows; a snippet takes half a millisecond to make."""


_NO_INDEX: Final = frozenset({Trouble.INDEX_DAMAGED, Trouble.FOLDER_READ_ONLY, Trouble.DISK_FULL})
"""Troubles of an index that is not whole, may not be read or cannot be written down: titles are left."""

_NOTHING: Final = Parsed(None)
_BODY: Final = frozenset({Role.HEADING, Role.PARAGRAPH})
_CAPTIONS: Final = frozenset({Role.CAPTION})


class Finder:
    """Answers queries of one session. After a commit it opens a fresh reader of the index."""

    def __init__(
        self,
        db: Database,
        cancelled: Callable[[], bool],
        naming: Callable[[NameRef], Container[int]] = lambda name: (),
        today: Callable[[], date] = this_day,
    ) -> None:
        """`naming` gives the articles that name something; words such as "yesterday" count from `today`."""
        self._db = db
        self._cancelled = cancelled
        self._naming = naming
        self._facts = Facts(db, today)
        self._likeness = Likeness(db)
        self._grouping = Grouping(db)
        self._searcher: Searcher | None = None
        self._hits: Hits | None = None
        self._in_order: dict[tuple[Shelf, str | None], array[int]] = {}
        self._listings: dict[tuple[Shelf, str | None], Listing] = {}
        self._news: News | None = None
        self._state = (-1, -1)

    def close(self) -> None:
        """Give the reader of the index back."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None

    def search(self, query: Query, *, headings: bool = False, first: int = _FIRST) -> Found:
        """Find the articles of a query; the first `first` of them come as rows.

        `headings`: also where another day or source begins, if they stand in such an order.

        Raises:
            InterruptedWork: when the answer is no longer wanted.
        """
        begun = perf_counter()
        stored = changes.latest(self._db)  # first: of what comes in meanwhile nothing is promised
        listed = self._listed(query)
        self._hits = None
        if not query.words.strip():
            everything = self._by_source(listed) if query.sort is Sort.SOURCE else Given(listed)
            found = self._answer(query, everything, begun, read_to=stored, first=first)
            return self._headed(found) if headings else found
        parsed = parse(query.words, query.typing)
        if "no-words" in parsed.notes:
            return self._answer(query, Given(array("q")), begun, parsed, read_to=stored, first=first)
        asked, partial = self._asked(listed, parsed.tree)
        self._hits = asked.hits
        sort = parsed.sort or query.sort
        ordered = self._ordered(query, asked, by_date=sort is not Sort.RELEVANCE)
        if sort is Sort.SOURCE:
            ordered = self._by_source(ordered.whole())
        read_to = 0 if partial else stored if asked.hits is None else min(stored, self.read_to())
        found = self._answer(
            query, ordered, begun, _noted(parsed, asked), partial=partial, read_to=read_to, first=first
        )
        return self._headed(found) if headings and sort is not Sort.RELEVANCE else found

    def _by_source(self, ids: "array[int] | Ids") -> Given:
        return Given(self._grouping.by_source(ids))

    def _headed(self, found: Found) -> Found:
        by_source = (found.sort or found.query.sort) is Sort.SOURCE
        return replace(found, headings=self._grouping.headings(found.identities(), sources=by_source))

    def glance(self, words: str, most: int) -> Found:
        """Find articles beside what is searched: words still being typed, and only a few rows."""
        hits = self._hits
        try:
            return self.search(Query(words, typing=True), first=most)
        finally:
            self._hits = hits  # the rows of the list are still scored by its own

    def count(self, search: SavedSearch) -> SavedCount:
        """Count what a saved search finds, and what of it is new to it.

        Going through all titles in the place of the index would take too long for what nobody waits for.

        Raises:
            ReaderError: when the index is needed and cannot be used.
            InterruptedWork: when the answer is no longer wanted.
        """
        query = Query(search.words)
        listed = self._listed(query)
        parsed = parse(search.words)
        if "no-words" in parsed.notes:
            return SavedCount(search.id, 0, 0)
        found = self._ordered(query, self._asking(listed).ask(parsed.tree), by_date=True)
        if self._news is None:
            from reader.library.search.news import News  # with numpy, which the first list does without

            self._news = News(self._db)
        new = self._news.count(found.whole(), search.read_to)
        return SavedCount(search.id, len(found), new)

    def rows(self, query: Query, ids: Sequence[int]) -> tuple[ArticleRow, ...]:
        """Give the rows of at most `PAGE` articles, with snippets that show the words of the query."""
        known = articles.rows(self._db, [ArticleId(number) for number in ids[:PAGE]])
        if query.look is not None:
            new = changes.new_among(self._db, [row.id for row in known], query.look.read_to)
            known = [replace(row, new=True) if row.id in new else row for row in known]
        marks = self.marks(query)
        if marks.empty:
            return tuple(known)
        texts = articles.texts(self._db, [row.id for row in known])
        scores = [0.0] * len(known) if self._hits is None else self._hits.scores_of([row.id for row in known])
        return tuple(
            replace(
                row,
                snippet=_passage(*texts[row.id], marks) if row.id in texts else row.snippet,
                score=round(score, 4),
            )
            for row, score in zip(known, scores, strict=True)
        )

    def marks(
        self, query: Query, patience: Patience | None = None, *, page: ArticleId | None = None
    ) -> Marks:
        """Give what to mark in the texts of the answers: also the words that make them alike.

        `patience` is for looking through a whole article, see `Marks`; `page` is that article, which nothing
        makes like itself.
        """

        def alike(like: Like) -> Alike:
            return Alike(()) if like.article == page else self._likeness.alike(like, self._fresh())

        tree = parse(query.words, query.typing).tree
        if tree is not None and any(isinstance(leaf, Like) for leaf in leaves(tree)):
            with suppress(ReaderError):
                return Marks.of(with_likes(tree, alike), patience=patience)
        return Marks(query.words, query.typing, patience=patience)

    def explain(self, query: Query) -> Explanation:
        """Tell how a query is understood, and how many articles each part of it finds by itself."""
        listed = self._listed(query)
        parsed = parse(query.words, query.typing)
        parts: list[tuple[str, int]] = []
        partial = False
        notes: dict[str, None] = {}
        for piece in parsed.pieces:
            if piece.tree == Fact("sort", str(parsed.sort)):
                continue
            asked, by_title = self._asked(listed, piece.tree)
            partial |= by_title
            found = self._ordered(query, asked, by_date=True)
            parts.append((query.words[piece.start : piece.end], len(found)))
            notes.update(dict.fromkeys(asked.notes))
        line = understood(None if parsed.tree is None else with_likes(parsed.tree, self._worded))
        return Explanation(query.words, line, tuple(parts), (*parsed.notes, *notes), partial)

    def passage(self, article: ArticleId, words: str) -> str:
        """Give the words of a passage that tell it from the other articles, the best first; empty if none do.

        Raises:
            ReaderError: when the index cannot be used.
        """
        if not words.strip():
            return ""
        like = Like(article, words)
        found = self._likeness.worded(like, self._fresh())
        return "" if found is like else found.passage

    def suggestion(self, query: Query) -> str:
        """Give the words of a query that found nothing with its misspelled words mended, if that finds some.

        Raises:
            InterruptedWork: when the answer is no longer wanted.
        """
        try:
            mended = mended_words(query.words, self._fresh(), self._cancelled)
        except ReaderError:
            return ""
        if not mended or not self.search(replace(query, words=mended, typing=False)).total:
            return ""
        return mended

    def read_to(self) -> int:
        """Tell how far the index has read, 0 when there is none."""
        try:
            return self._fresh().read_to
        except ReaderError:
            return 0

    def _worded(self, like: Like) -> Like:
        """Give a likeness with the words that it is looked for by, as far as that can be told."""
        try:
            return self._likeness.worded(like, self._fresh())
        except ReaderError:
            return like

    def _about(self, like: Tree) -> str:
        """Give what a likeness is to: the words of a passage, or else the title of the article."""
        while isinstance(like, Except | Boosted):
            like = like.part
        if not isinstance(like, Like) or like.passage:
            return like.passage if isinstance(like, Like) else ""
        try:
            return articles.title(self._db, ArticleId(like.article))
        except ReaderError:
            return ""

    def _listed(self, query: Query) -> "array[int]":
        """Give the articles of the query's shelf, tag and name, the newest first: kept until a change.

        Without numpy, which takes a tenth of a second to load: the first list of a window needs no more.
        """
        self._forget_if_changed()
        asked = query.shelf, query.tag
        listed = self._in_order.get(asked)
        if listed is None:
            listed = self._in_order[asked] = articles.listed(self._db, shelf=query.shelf, tag=query.tag)
        if query.name is None:
            return listed
        # What is named changes with what is recognised, not with the library.
        naming = self._naming(query.name)
        return array("q", (number for number in listed if number in naming))

    def _listing(self, query: Query) -> "Listing":
        """Give the same to lay answers over."""
        from reader.library.search.listing import Listing

        listed = self._listed(query)
        if query.name is not None:
            return Listing(listed)
        asked = query.shelf, query.tag
        listing = self._listings.get(asked)
        if listing is None:
            listing = self._listings[asked] = Listing(listed)
        return listing

    def _forget_if_changed(self) -> None:
        state = self._db.state()
        if state != self._state:
            self._in_order.clear()
            self._listings.clear()
            self._state = state

    def _ordered(self, query: Query, asked: Asked, *, by_date: bool) -> Ordered:
        """Give the articles of an answer that are listed, in order."""
        hits = asked.hits
        if hits is None:
            return Given(asked.ids)
        from reader.library.search.listing import NewestFirst

        listing = self._listing(query)
        ordered: Ordered = (
            NewestFirst(listing, hits.articles)
            if by_date
            else BestFirst(hits.within(listing.holds(hits.among)))
        )
        if asked.unsearched:
            return Given(narrowed(ordered.whole(), asked.unsearched, among=False))
        return ordered

    def _asked(self, listed: Sequence[int], tree: Tree | None) -> tuple[Asked, bool]:
        """Answer a tree; tell whether only titles could be asked, as the index cannot be used."""
        try:
            return self._asking(listed).ask(tree), False
        except ReaderError as error:
            if error.code not in _NO_INDEX or tree is None:
                raise
            self.close()
            return self._asking(listed).ask_titles(tree), True

    def _asking(self, listed: Sequence[int]) -> Asking:
        return Asking(self._db, self._facts, self._likeness, self._fresh, self._cancelled, listed)

    def _answer(
        self,
        query: Query,
        ordered: Ordered,
        begun: float,
        parsed: Parsed = _NOTHING,
        *,
        first: int,
        partial: bool = False,
        read_to: int,
    ) -> Found:
        known = ordered.first(PAGE)
        milliseconds = (perf_counter() - begun) * 1000
        return Found(
            query,
            known.tobytes(),
            len(ordered),
            round(milliseconds, 2),
            self.rows(query, known[:first].tolist()),
            parsed.notes,
            partial,
            parsed.sort,
            tuple(self._chip(query.words, each) for each in parsed.pieces if each.filter and each.top),
            read_to,
            order=ordered if len(ordered) > PAGE else None,
        )

    def _chip(self, words: str, piece: Piece) -> Chip:
        shown = " ".join(words[piece.start : piece.end].split())
        return Chip(piece.start, piece.end, shown, self._about(piece.tree))

    def _fresh(self) -> "Searcher":
        before = self._searcher
        if before is not None and not before.stale:
            return before
        folder = index_folder(self._db.folder)
        if not Index.is_made(folder):  # only the indexer makes one
            raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder)
        searcher = Index(folder).searcher(before)
        self.close()
        if not searcher.is_of(lineage(self._db)):  # it knows what the library was before a restore
            raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder)
        self._searcher = searcher
        return searcher


def _noted(parsed: Parsed, asked: Asked) -> Parsed:
    """Add to what could not be read what could not be looked for."""
    stopped = () if asked.searched is None else (f"pattern-stopped:{asked.searched}",)
    return replace(parsed, notes=(*stopped, *asked.notes, *parsed.notes))


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
