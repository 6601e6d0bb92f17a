"""The façade: one session with a library, one short method a verb."""

import stat
from array import array
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from reader.library import exporting
from reader.library.care import backing_up, checking
from reader.library.clock import now
from reader.library.edits import annotating, filing, saving, tagging
from reader.library.imports import importing
from reader.library.names.naming import Namer
from reader.library.search import hits, indexing
from reader.library.search.searching import Finder
from reader.library.watch import Unwatched, Watch
from reader.model.annotation import Label
from reader.model.article import Article, ArticleRow, Field, ImportReport, TagMark
from reader.model.aside import Aside, Task
from reader.model.backup import Backup, BackupKind, Keep
from reader.model.change import Changes, Progress, Standing
from reader.model.checkup import Checkup
from reader.model.errors import ReaderError, Trouble
from reader.model.hits import Hits, Wanted
from reader.model.ids import ArticleId, BatchId, HighlightId, SearchId
from reader.model.mention import NameCount, Names, Recognition
from reader.model.parcel import Parcel
from reader.model.query import Collections, Explanation, Found, Query
from reader.model.saved_search import SavedCount, SavedSearch
from reader.model.span import Span
from reader.places import resource
from reader.search.answering.patience import Patience
from reader.search.index import Index
from reader.store import articles, asides, current, facts, imports, lineage
from reader.store.files.database import Database
from reader.store.files.troubles import FILE_NAME
from reader.store.imports import Order
from reader.store.user import annotations, edits, saved_searches, tags

_KEEP: Final = Keep()
_GLANCE: Final = 6
"""Articles, and names, that are shown of what is found while somebody types a command."""


def _never() -> bool:
    return False


class Library:
    """A session with one library; it belongs to the thread that opened it.

    Verbs that change something give `Changes`; long verbs are generators of `Progress`.
    """

    def __init__(
        self, db: Database, cancelled: Callable[[], bool], watch: Watch, names_model: str = "sm"
    ) -> None:
        self._db = db
        self._watch = watch
        self._cancelled = cancelled
        self._namer = Namer(db, names_model)
        self._finder = Finder(db, cancelled, self._namer.naming)
        self._index = Index(indexing.index_folder(db.folder))
        self._index_checked = False

    @classmethod
    def create(cls, folder: Path) -> None:
        """Make a new, empty library in `folder`.

        Raises:
            ReaderError: `LIBRARY_EXISTS`, `FOLDER_READ_ONLY`, `FOLDER_BLOCKED` or `DISK_FULL`.
        """
        Database.create(folder).close()

    @classmethod
    def exists(cls, folder: Path) -> bool:
        """Tell whether `folder` holds a library, or may: `open` then says what keeps it from being read."""
        try:
            return not stat.S_ISDIR((folder / FILE_NAME).stat().st_mode)
        except PermissionError:
            return True
        except OSError:
            return False

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        writable: bool,
        cancelled: Callable[[], bool] = _never,
        watch: Watch | None = None,
        names_model: str = "sm",
    ) -> Self:
        """Open a session; `cancelled` tells a verb at work whether its answer is still wanted.

        `watch` is asked often by long verbs; without one, they only ask `cancelled`. `names_model` is one of
        `naming.MODELS`, see `use_names_model`; nothing of it is loaded before something is recognised.

        Raises:
            ReaderError: `LIBRARY_MISSING`, `LIBRARY_FOREIGN`, `LIBRARY_NEWER`, `LIBRARY_DAMAGED`,
                `LIBRARY_LOCKED`, `LIBRARY_UNREADABLE`, `FOLDER_READ_ONLY` or `DISK_FULL`.
        """
        opened = Database.open(folder, writable=writable)
        return cls(opened, cancelled, watch or Unwatched(cancelled), names_model)

    @property
    def folder(self) -> Path:
        """The folder of the library."""
        return self._db.folder

    def close(self) -> None:
        """End the session."""
        self._finder.close()
        self._index.close()
        self._namer.close()
        self._db.close()

    # Reading

    def search(self, query: Query, headings: bool = False) -> Found:
        """Find articles; the answer holds every identity and the first page of rows.

        `headings`: also where another day or source begins, if they stand in such an order.
        """
        return self._finder.search(query, headings=headings)

    def glance(self, words: str) -> Found:
        """Find articles by words that are still being typed; the answer holds only a few rows."""
        return self._finder.glance(words, _GLANCE)

    def explain(self, query: Query) -> Explanation:
        """Tell how a query is understood, and how many articles each part of it finds by itself."""
        return self._finder.explain(query)

    def suggestion(self, query: Query) -> str:
        """Give the words of a query that found nothing, mended so that they find something; empty if none."""
        return self._finder.suggestion(query)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Give the saved searches in the user's order."""
        return saved_searches.saved_searches(self._db)

    def saved_search(self, name: str) -> SavedSearch:
        """Give the saved search of a name.

        Raises:
            ReaderError: `SEARCH_MISSING`.
        """
        return saved_searches.named(self._db, name)

    def count_search(self, search: SearchId) -> SavedCount:
        """Count what a saved search finds now, and what of it is new since it was last looked at.

        Raises:
            ReaderError: `SEARCH_MISSING`; `INDEX_DAMAGED` when the index is needed and cannot be used.
        """
        return self._finder.count(saved_searches.saved_search(self._db, search))

    def telling_words(self, article: ArticleId, passage: str) -> str:
        """Give the words of a passage that tell it from other articles, the best first; empty if none do."""
        return self._finder.passage(article, passage)

    def sources(self) -> tuple[str, ...]:
        """Give the sources of the articles, those with the most first."""
        return tuple(facts.sources(self._db))

    def languages(self) -> tuple[str, ...]:
        """Give the languages of the articles as ISO codes, those with the most first."""
        return tuple(facts.languages(self._db))

    def rows(self, query: Query, ids: bytes) -> tuple[ArticleRow, ...]:
        """Give a page of rows by identities (signed 64-bit integers as bytes)."""
        numbers: array[int] = array("q")
        numbers.frombytes(ids)
        return self._finder.rows(query, numbers)

    def search_hits(self, article: ArticleId, query: Query) -> Hits:
        """Give where an article holds what a query finds it by."""
        marks = self._finder.marks(query, Patience(self._cancelled), page=article)
        return hits.search_hits(self._db, article, marks)

    def find_hits(self, article: ArticleId, wanted: Wanted, with_removed: bool) -> Hits:
        """Give where an article holds what is wanted; in what was cut at its import only `with_removed`."""
        return hits.find_hits(self._db, article, wanted, self._cancelled, with_removed=with_removed)

    def article(self, article: ArticleId) -> Article:
        """Open an article: its text with everything the user did to it."""
        return articles.article(self._db, article)

    def common_tags(self, ids: Sequence[ArticleId]) -> tuple[TagMark, ...]:
        """Give the tags that all of these articles have."""
        return tags.common_tags(self._db, ids)

    def collections(self) -> Collections:
        """Count the articles on each shelf and with each tag, and what the index has yet to read."""
        counted = articles.counts(self._db)
        return replace(counted, waiting=self.waiting())

    def waiting(self) -> int:
        """Count the changes that the index has yet to hear of."""
        return indexing.waiting(self._db, self._finder.read_to())

    def lineage(self) -> str:
        """Name the library's present line of history; after a restore it is another one."""
        return lineage.lineage(self._db)

    def labels(self) -> tuple[Label, ...]:
        """Give the eight labels."""
        return annotations.labels(self._db)

    def undo_state(self) -> Changes:
        """Tell what can be undone, without changing anything."""
        return Changes(undo=edits.state(self._db))

    def report(self, batch: BatchId) -> ImportReport:
        """Give the report of an import."""
        return imports.report(self._db, batch)

    def reports(self) -> list[ImportReport]:
        """Give the reports of past imports, the last first."""
        return imports.reports(self._db)

    # Importing

    def start_import(self, paths: Sequence[str], source: str, tags: Sequence[str]) -> BatchId:
        """Begin a batch of files and folders: `source` and `tags` are for files that name none."""
        return importing.start(self._db, paths, source, tags)

    def unfinished_imports(self) -> list[BatchId]:
        """Give the imports that were cut off by the end of the program, the oldest first."""
        return imports.unfinished(self._db)

    def read_parcels(self, batch: BatchId) -> Generator[Parcel, None, None]:
        """Read what a batch has not dealt with yet into parcels; nothing but kept originals is written."""
        from reader.library.imports import reading  # slow to load, and not needed to start the window
        from reader.text.language import Languages

        languages = Languages(resource("models/lid/lid.176.ftz"))
        yield from reading.read_parcels(self._db, batch, languages, self._watch)

    def store_parcel(self, batch: BatchId, parcel: Parcel) -> Progress:
        """Store a parcel in one short transaction."""
        return importing.store_parcel(self._db, batch, parcel)

    def finish_import(self, batch: BatchId, cancelled: bool) -> ImportReport:
        """Close a batch and give its report."""
        return importing.finish(self._db, batch, cancelled=cancelled)

    def import_files(self, paths: Sequence[str], source: str, tags: Sequence[str]) -> ImportReport:
        """Import in one go, for programs without a window.

        An import in the same words that was cut off is gone on with; one the user breaks off is closed.
        """
        batch = importing.start_or_go_on(self._db, paths, source, tags)
        try:
            for parcel in self.read_parcels(batch):
                self.store_parcel(batch, parcel)
        except KeyboardInterrupt:
            self.finish_import(batch, cancelled=True)
            raise
        return self.finish_import(batch, cancelled=False)

    def undo_import(self, batch: BatchId) -> Changes:
        """Take an import back; articles annotated since stay and are listed in its report."""
        imports.undo_batch(self._db, batch, now=now())
        return Changes(everything=True, lists=True, words=True, undo=edits.state(self._db))

    # Indexing and export

    def catch_up(self, joining: bool = True) -> Generator[Progress, None, None]:
        """Bring the index up to date; the first time in a session it is checked as a whole.

        Without `joining` only what was asked for is made searchable: what makes searches faster waits.
        """
        thorough = joining and not self._index_checked
        self._index_checked |= joining
        yield from indexing.catch_up(
            self._db, self._index, self._watch.look, thorough=thorough, joining=joining
        )

    def repair_index(self) -> Generator[Progress, None, None]:
        """Check the index as a whole, make it again if it is damaged, and bring it up to date."""
        self._index_checked = False
        yield from self.catch_up()

    def rebuild_index(self) -> Generator[Progress, None, None]:
        """Make the index anew from what is stored."""
        self._finder.close()
        yield from indexing.rebuild(self._db, self._index, self._watch.look)

    def check(self) -> Checkup:
        """Read everything through and compare store, index and names; nothing is changed."""
        return checking.check(self._db, self._watch.look, self._namer.recognised)

    def export(self, query: Query, path: Path, chosen: tuple[int, ...] = ()) -> Iterator[Progress]:
        """Write the annotations of the articles a query finds, or of the chosen, to a Markdown file."""
        ids = [ArticleId(number) for number in chosen or self.search(query).identities()]
        yield from exporting.export_markdown(self._db, ids, self.labels(), path)

    # Care

    def backups(self, elsewhere: Path | None = None) -> list[Backup]:
        """List the backups, the newest first; `elsewhere` is the folder chosen for them, if any."""
        return backing_up.backups_of(self._db.folder, elsewhere)

    def backup_is_due(self, elsewhere: Path | None = None) -> bool:
        """Tell whether the last backup is over a day old and something has changed since."""
        return backing_up.is_due(self._db, elsewhere, datetime.now(UTC))

    def backup(
        self, kind: BackupKind, elsewhere: Path | None = None, keep: Keep = _KEEP
    ) -> Generator[Progress, None, Path]:
        """Make a backup while the library is in use; give its path.

        Raises:
            ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`, `LIBRARY_DAMAGED`.
        """
        return (yield from backing_up.backup(self._db.folder, kind, elsewhere, keep))

    def standing(self) -> Standing:
        """Count what is stored, and of that what is searchable and what has its names."""
        counted = indexing.standing(self._db, self._finder.read_to())
        named, _ = self.recognised()
        return replace(counted, named=named if named or self._namer.has_model() else None)

    # What stopped the worker

    def leave_out(self, task: Task, subject: str, reason: Trouble, asked: bytes = b"") -> None:
        """Leave a unit of work out from now on, until what it is done to has changed.

        A verb is left out with what it was asked with.
        """
        mark = asked.hex() if task is Task.VERB else self._mark(task, subject)
        asides.add(self._db, Aside(task, subject, mark, reason), now=now())

    def set_aside(self) -> list[Aside]:
        """Give what is left out because it stopped the worker twice, the oldest first.

        What has changed since, or is no longer there, is not left out any longer.
        """
        return [self._titled(each) for each in asides.everything(self._db) if self._is_aside(each)]

    def try_again(self) -> tuple[list[Order], list[Aside]]:
        """Leave nothing out any longer; give the orders by which files are to be read, and the verbs."""
        every = self.set_aside()
        files = [each for each in every if each.task is Task.READ]
        orders = [imports.order_that_met(self._db, each.subject, each.reason) for each in files]
        asides.forget_all(self._db)
        return orders, [each for each in every if each.task is Task.VERB]

    def take_in(self, task: Task, subjects: Sequence[str]) -> None:
        """Leave these out no longer: they were done after all."""
        asides.forget(self._db, task, subjects)

    def _is_aside(self, aside: Aside) -> bool:
        if aside.task is Task.VERB:
            return True
        try:
            return self._mark(aside.task, aside.subject) == aside.mark
        except ReaderError as error:
            if error.code is Trouble.ARTICLE_MISSING:
                return False
            raise

    def _titled(self, aside: Aside) -> Aside:
        if aside.task is not Task.NAMES:
            return aside
        return replace(aside, title=articles.title(self._db, ArticleId(int(aside.subject))))

    def _mark(self, task: Task, subject: str) -> str:
        if task is Task.READ:
            from reader.library.imports.reading import mark_of

            return mark_of(subject)
        return str(articles.article(self._db, ArticleId(int(subject))).version)

    # Names

    def use_names_model(self, model: str) -> None:
        """Recognise with another of `naming.MODELS` from now on, the small one where that is not there."""
        self._namer.use(model)

    def room(self) -> int:
        """Give the bytes that are free on the disk the library lies on; 0 where that cannot be told."""
        return backing_up.room(self._db.folder)

    def names(self, article: ArticleId) -> Names:
        """Give what was recognised in the current version of an article, and how far that has come."""
        found = self._namer.names(article)
        if found.state is Recognition.WAITING:
            mark = asides.marks(self._db, Task.NAMES).get(str(article))
            if mark == str(found.version):
                return replace(found, state=Recognition.SET_ASIDE)
        return found

    def names_like(self, typed: str) -> list[NameCount]:
        """Give a few names whose words begin as typed; those that most articles name come first.

        The first question of a session takes longer: all names are read. It may be asked without words.
        """
        return self._namer.names_like(typed, _GLANCE)

    def recognise(self, article: ArticleId) -> Iterator[None]:
        """Recognise an article in short steps; only a session that does this writes to `names.sqlite`."""
        return self._namer.recognise(article)

    def articles_of(self, batch: BatchId) -> list[ArticleId]:
        """Give the articles whose current text came with an import, the newest first."""
        return current.of_batch(self._db, batch)

    def recognise_batch(self, batch: BatchId) -> Iterator[Progress]:
        """Recognise the articles of an import, one after another, for programs without a window."""
        return self._namer.recognise_batch(batch)

    def unrecognised(self, limit: int, set_aside: Collection[ArticleId] = ()) -> list[ArticleId]:
        """Give articles whose names are still to be recognised, the newest first; none without a model."""
        aside = {ArticleId(int(subject)) for subject in asides.marks(self._db, Task.NAMES)}
        still = {each for each in aside if self._is_left_out(each)}
        return self._namer.unrecognised(limit, still.union(set_aside))

    def _is_left_out(self, article: ArticleId) -> bool:
        try:
            return self.names(article).state is Recognition.SET_ASIDE
        except ReaderError:  # it was deleted
            return True

    def read_name_changes(self) -> Iterator[None]:
        """Drop the names of texts that changed or were deleted, in short steps."""
        return self._namer.read_changes()

    def recognised(self) -> tuple[int, int]:
        """Count the articles whose names are recognised, and all of them outside the bin."""
        return self._namer.recognised()

    # Annotating

    def add_highlight(
        self, article: ArticleId, span: Span, label: int, note: str = "", tags: Sequence[str] = ()
    ) -> Changes:
        """Mark a passage (code points of the current text), with a note and tags if given."""
        return annotating.add_highlight(self._db, article, span, label, note, tags)

    def set_label(self, highlight: HighlightId, label: int) -> Changes:
        """Give a highlight another label."""
        return annotating.set_label(self._db, highlight, label)

    def set_note(self, highlight: HighlightId, note: str) -> Changes:
        """Write the note of a highlight."""
        return annotating.set_note(self._db, highlight, note)

    def set_highlight_tags(self, highlight: HighlightId, tags: Sequence[str]) -> Changes:
        """Give a highlight exactly these tags."""
        return annotating.set_tags(self._db, highlight, tags)

    def remove_highlight(self, highlight: HighlightId) -> Changes:
        """Take a highlight away."""
        return annotating.remove(self._db, highlight)

    # Filing

    def set_article_tags(self, article: ArticleId, names: Sequence[str]) -> Changes:
        """Give an article exactly these tags."""
        return filing.set_tags(self._db, article, names)

    def tag_articles(
        self, ids: Sequence[ArticleId], added: Sequence[str], removed: Sequence[str] = ()
    ) -> Changes:
        """Give articles tags and take others from them, as one edit."""
        return filing.tag(self._db, ids, added, removed)

    def rename_tag(self, name: str, new: str) -> Changes:
        """Give a tag another name wherever it is."""
        return tagging.rename(self._db, name, new)

    def merge_tags(self, name: str, into: str) -> Changes:
        """Give everything that bears a tag another one in its place."""
        return tagging.merge(self._db, name, into)

    def set_tag_colour(self, name: str, colour: str) -> Changes:
        """Give a tag one of `TAG_COLOURS`."""
        return tagging.set_colour(self._db, name, colour)

    def remove_tag(self, name: str) -> Changes:
        """Take a tag from everything that bears it; articles and highlights stay."""
        return tagging.remove(self._db, name)

    def set_starred(self, ids: Sequence[ArticleId], on: bool) -> Changes:
        """Star articles, or take their stars away."""
        return filing.set_starred(self._db, ids, on)

    def set_unread(self, ids: Sequence[ArticleId], on: bool) -> Changes:
        """Mark articles as unread or read."""
        return filing.set_unread(self._db, ids, on)

    def set_archived(self, ids: Sequence[ArticleId], on: bool) -> Changes:
        """Put articles into the archive, or take them out of it: they stay searchable."""
        return filing.set_archived(self._db, ids, on)

    def move_to_bin(self, ids: Sequence[ArticleId]) -> Changes:
        """Put articles into the bin."""
        return filing.move_to_bin(self._db, ids)

    def restore(self, ids: Sequence[ArticleId]) -> Changes:
        """Take articles out of the bin."""
        return filing.restore(self._db, ids)

    def empty_bin(self) -> Changes:
        """Delete what lies in the bin for good."""
        return filing.empty_bin(self._db)

    def correct(self, article: ArticleId, field: Field, value: str) -> Changes:
        """Correct a fact of an article; an empty value takes the correction back."""
        return filing.correct(self._db, article, field, value)

    def mark_read(self, article: ArticleId) -> Changes:
        """Note that an article was opened and read; no edit."""
        articles.mark_read(self._db, article)
        return Changes(frozenset({article}), lists=True, undo=edits.state(self._db))

    def save_position(self, article: ArticleId, position: int) -> None:
        """Keep the reading position (code point at the top of the page); no edit."""
        articles.save_position(self._db, article, position)

    # Saved searches

    def save_search(self, name: str, words: str, read_to: int) -> Changes:
        """Keep words under a name; nothing stored up to the change `read_to` is new to them."""
        return saving.save_search(self._db, name, words, read_to)

    def change_search(self, search: SearchId, name: str, words: str) -> Changes:
        """Give a saved search another name, or other words."""
        return saving.change_search(self._db, search, name, words)

    def move_search(self, search: SearchId, place: int) -> Changes:
        """Move a saved search to a place among all, counted from 0."""
        return saving.move_search(self._db, search, place)

    def remove_search(self, search: SearchId) -> Changes:
        """Delete a saved search."""
        return saving.remove_search(self._db, search)

    def look_at_search(self, search: SearchId, read_to: int) -> Changes:
        """Note that its answers with every change up to `read_to` were looked at; no edit."""
        return saving.look_at_search(self._db, search, read_to)

    # Undo

    def undo(self) -> Changes:
        """Take the last edit back.

        Raises:
            ReaderError: `UNDO_CHANGED` when what it changed has been changed since.
        """
        return filing.after_undo(self._db, edits.undo(self._db, now=now()))

    def redo(self) -> Changes:
        """Do the last undone edit again.

        Raises:
            ReaderError: `UNDO_CHANGED` when what it changed has been changed since.
        """
        return filing.after_undo(self._db, edits.redo(self._db, now=now()))
