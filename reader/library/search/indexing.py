"""Keep the index up to date with the store: it reads the feed of changes and remembers how far it came."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from reader.library.search import building, second_builder
from reader.model.change import Progress, Standing
from reader.model.errors import ReaderError, Trouble
from reader.search.index import Index
from reader.store import articles, changes, imports
from reader.store.files.database import Database
from reader.store.lineage import lineage

_STEP: Final = 1_000
"""Changes a commit: large enough to be quick by the article, small enough to be done within a second."""
_LARGE_STEP: Final = 4_000
"""Changes a commit while many more wait: fewer segments are written that are joined later."""
_MANY: Final = 20_000
_FOR_TWO: Final = 6_000
"""Changes for which a second process is started: it needs the time of several hundred to come up."""


def index_folder(library: Path) -> Path:
    """Give the folder of a library's index."""
    return library / "index"


def waiting(db: Database, read_to: int) -> int:
    """Count the changes the index has yet to hear of."""
    return changes.count_since(db, read_to)


def standing(db: Database, read_to: int) -> Standing:
    """Count what is stored, what of it the index has read, and what the last import could not read."""
    with db.snapshot():
        stored = articles.stored(db)
        searchable = stored - changes.articles_since(db, read_to)
        return Standing(stored, searchable, not_read=imports.last_failed(db))


def catch_up(
    db: Database, index: Index, look: Callable[[], None], *, thorough: bool, joining: bool = True
) -> Iterator[Progress]:
    """Bring the index up to date in steps; a damaged one is set aside and made again from the store.

    One of another line of the library's history, as after a restore, is whole and just makes way. What makes
    later searches faster, unless without `joining`, and with `thorough` the reading through of every file,
    comes when everything can be found. `look` is called often; what it raises ends the work, and leaves the
    index as the last step left it.
    """
    folder = index_folder(db.folder)
    try:
        if Index.is_made(folder) and not _is_of_this_line(db, index):
            index.discard()
        yield from _apply_changes(db, index, look, joining=joining)
        if thorough:
            index.check(look)
    except ReaderError as error:
        if error.code is not Trouble.INDEX_DAMAGED:
            raise
        index.close()
        Index.set_aside(folder)
        yield from _apply_changes(db, index, look)


def rebuild(db: Database, index: Index, look: Callable[[], None]) -> Iterator[Progress]:
    """Make the index anew from the store, in steps; titles are searched meanwhile."""
    index.discard()
    yield from _apply_changes(db, index, look)


def _is_of_this_line(db: Database, index: Index) -> bool:
    """Tell an index of this library as it is from one of what it was before a backup was restored."""
    return index.read_to() <= changes.latest(db) and index.is_of(lineage(db))


def _apply_changes(
    db: Database, index: Index, look: Callable[[], None], *, joining: bool = True
) -> Iterator[Progress]:
    """Read all changes; then join, once: where somebody writes on and on, that would never end."""
    index.make()
    building.give_memory_back()
    try:
        read_to = index.read_to()
        total = waiting(db, read_to)
        done = 0
        while True:
            if waiting(db, read_to) > _FOR_TWO and second_builder.is_worth_it():
                before = done
                for count in building.build(db, index, look):
                    done = before + count
                    yield Progress(done, max(total, done))
                read_to = index.read_to()
            while batch := changes.since(db, read_to, _LARGE_STEP if total - done > _MANY else _STEP):
                read_to = batch[-1].number
                texts = changes.texts(db, batch)
                index.apply(map(building.entry, texts), read_to, lineage(db), look)
                done += len(batch)
                yield Progress(done, max(total, done))
            if not joining:
                return
            yield from _join(db, index, read_to, Progress(done, max(total, done)), look)
            joining = False
            if changes.latest(db) <= read_to:
                return
    finally:
        index.forget_words()


def _join(
    db: Database, index: Index, read_to: int, progress: Progress, look: Callable[[], None]
) -> Iterator[Progress]:
    """Join segments for as long as nothing new waits to be found."""
    with closing(index.join(look)) as steps:
        for _ in steps:
            if changes.latest(db) > read_to:
                return
            yield progress
