"""What every function does while another program holds the library: readers read, writers say so."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from inspect import getmembers, isfunction

import pytest

from reader.model.annotation import Anchor, AnchorState, Quote
from reader.model.article import Field, ImportReport
from reader.model.aside import Aside, Task
from reader.model.change import EditKind, EditMark
from reader.model.errors import Trouble
from reader.model.query import Shelf
from reader.model.span import Span
from reader.store import articles, asides, changes, facts, imports
from reader.store.files.database import Database
from reader.store.files.troubles import FILE_NAME
from reader.store.user import annotations, edits, saved_searches, states, tags

ROOMS = (annotations, articles, asides, changes, edits, facts, imports, saved_searches, states, tags)
ASIDE = Aside(Task.READ, "/news/1.txt", "1:2", Trouble.FILE_STOPPED_READER)
QUOTE = Quote("Water", "", " boils")


def make_edit(db: Database, now: str) -> None:
    with edits.edit(db, EditMark(EditKind.STAR), now=now):
        states.set_starred(db, [1], False)


WRITERS: dict[str, Callable] = {
    "annotations.add_highlight": lambda shop: annotations.add_highlight(
        shop.db, 1, Span(0, 5), QUOTE, 1, now=shop.now
    ),
    "annotations.set_label": lambda shop: annotations.set_label(shop.db, 1, 2, now=shop.now),
    "annotations.set_note": lambda shop: annotations.set_note(shop.db, 1, "new", now=shop.now),
    "annotations.set_tags": lambda shop: annotations.set_tags(shop.db, 1, ["new"], now=shop.now),
    "annotations.remove": lambda shop: annotations.remove(shop.db, 1),
    "annotations.place": lambda shop: annotations.place(
        shop.db, 1, 1, Anchor(0, 1, AnchorState.MOVED), now=shop.now
    ),
    "articles.add_article": lambda shop: shop.add(batch=1),
    "articles.add_version": lambda shop: shop.renew(1, shop.draft("New"), batch=1),
    "articles.mark_read": lambda shop: articles.mark_read(shop.db, 1),
    "articles.save_position": lambda shop: articles.save_position(shop.db, 1, 5),
    "articles.purge": lambda shop: articles.purge(shop.db, [2]),
    "articles.delete": lambda shop: articles.delete(shop.db, [2]),
    "asides.add": lambda shop: asides.add(shop.db, ASIDE, now=shop.now),
    "asides.forget": lambda shop: asides.forget(shop.db, Task.READ, ["a"]),
    "asides.forget_all": lambda shop: asides.forget_all(shop.db),
    "edits.edit": lambda shop: make_edit(shop.db, shop.now),
    "edits.fold_into_last": lambda shop: edits.fold_into_last(shop.db, 2, now=shop.now),
    "edits.undo": lambda shop: edits.undo(shop.db, now=shop.now),
    "edits.redo": lambda shop: edits.redo(shop.db, now=shop.now),
    "imports.start_batch": lambda shop: shop.batch(),
    "imports.add_files": lambda shop: imports.add_files(shop.db, 1, [("/news/1.txt", "1:2")]),
    "imports.add_problem": lambda shop: imports.add_problem(shop.db, 1, "path", "file-empty"),
    "imports.count": lambda shop: imports.count(shop.db, 1, ImportReport(added=1)),
    "imports.finish_batch": lambda shop: imports.finish_batch(shop.db, 1, cancelled=False, now=shop.now),
    "imports.undo_batch": lambda shop: imports.undo_batch(shop.db, 1, now=shop.now),
    "saved_searches.add": lambda shop: saved_searches.add(shop.db, "new", "words"),
    "saved_searches.change": lambda shop: saved_searches.change(shop.db, 1, "other", "words"),
    "saved_searches.move": lambda shop: saved_searches.move(shop.db, 1, 5),
    "saved_searches.remove": lambda shop: saved_searches.remove(shop.db, 1),
    "saved_searches.look_at": lambda shop: saved_searches.look_at(shop.db, 1, 5),
    "states.set_starred": lambda shop: states.set_starred(shop.db, [1], False),
    "states.set_unread": lambda shop: states.set_unread(shop.db, [1], False),
    "states.set_archived": lambda shop: states.set_archived(shop.db, [1], True),
    "states.move_to_bin": lambda shop: states.move_to_bin(shop.db, [1], shop.now),
    "states.restore": lambda shop: states.restore(shop.db, [2]),
    "states.correct": lambda shop: states.correct(shop.db, 1, Field.TITLE, "x"),
    "tags.tag_number": lambda shop: tags.tag_number(shop.db, "new"),
    "tags.tag_articles": lambda shop: tags.tag_articles(shop.db, [1], "new"),
    "tags.untag_articles": lambda shop: tags.untag_articles(shop.db, [1], "t"),
    "tags.set_article_tags": lambda shop: tags.set_article_tags(shop.db, 1, ["new"]),
    "tags.rename": lambda shop: tags.rename(shop.db, "t", "new"),
    "tags.merge": lambda shop: tags.merge(shop.db, "t", "u"),
    "tags.set_colour": lambda shop: tags.set_colour(shop.db, "t", "teal"),
    "tags.remove": lambda shop: tags.remove(shop.db, "t"),
}

READERS: dict[str, Callable] = {
    "annotations.highlight": lambda shop: annotations.highlight(shop.db, 1),
    "annotations.highlights": lambda shop: annotations.highlights(shop.db, 1),
    "annotations.labels": lambda shop: annotations.labels(shop.db),
    "articles.article": lambda shop: articles.article(shop.db, 1),
    "articles.article_text": lambda shop: articles.article_text(shop.db, 1),
    "articles.by_origin": lambda shop: articles.by_origin(shop.db, "/news", "1.txt"),
    "articles.by_text": lambda shop: articles.by_text(shop.db, "key", "Almanac"),
    "articles.files_of_source": lambda shop: articles.files_of_source(shop.db, "Almanac", 9),
    "articles.by_url": lambda shop: articles.by_url(shop.db, "https://example.org"),
    "articles.counts": lambda shop: articles.counts(shop.db),
    "articles.current_digest": lambda shop: articles.current_digest(shop.db, 1),
    "articles.file_digest": lambda shop: articles.file_digest(shop.db, 1, "/news", "1.txt"),
    "articles.listed": lambda shop: articles.listed(shop.db, shelf=Shelf.ALL, tag="t"),
    "articles.rows": lambda shop: articles.rows(shop.db, [1]),
    "articles.stored": lambda shop: articles.stored(shop.db),
    "articles.texts": lambda shop: articles.texts(shop.db, [1]),
    "articles.title": lambda shop: articles.title(shop.db, 1),
    "articles.unneeded": lambda shop: articles.unneeded(shop.db, ["0"]),
    "changes.articles_since": lambda shop: changes.articles_since(shop.db, 0),
    "asides.everything": lambda shop: asides.everything(shop.db),
    "asides.marks": lambda shop: asides.marks(shop.db, Task.READ),
    "changes.indexed_names": lambda shop: changes.indexed_names(shop.db),
    "changes.between": lambda shop: changes.between(shop.db, 0, 9),
    "changes.latest": lambda shop: changes.latest(shop.db),
    "changes.count_since": lambda shop: changes.count_since(shop.db, 0),
    "changes.new_among": lambda shop: changes.new_among(shop.db, [1], 0),
    "changes.new_articles": lambda shop: changes.new_articles(shop.db, 0),
    "changes.numbers_since": lambda shop: changes.numbers_since(shop.db, 0),
    "changes.since": lambda shop: changes.since(shop.db, 0, 9),
    "changes.texts": lambda shop: changes.texts(shop.db, changes.since(shop.db, 0, 9)),
    "edits.history": lambda shop: edits.history(shop.db),
    "edits.state": lambda shop: edits.state(shop.db),
    "facts.added": lambda shop: facts.added(shop.db, "2025", "2026"),
    "facts.archived": lambda shop: facts.archived(shop.db),
    "facts.all_sources": lambda shop: facts.all_sources(shop.db),
    "facts.authors": lambda shop: facts.authors(shop.db),
    "facts.by_day": lambda shop: facts.by_day(shop.db),
    "facts.every": lambda shop: facts.every(shop.db),
    "facts.in_language": lambda shop: facts.in_language(shop.db, "en"),
    "facts.languages": lambda shop: facts.languages(shop.db),
    "facts.of_authors": lambda shop: facts.of_authors(shop.db, ["A"]),
    "facts.of_sources": lambda shop: facts.of_sources(shop.db, ["Almanac"]),
    "facts.published": lambda shop: facts.published(shop.db, "2025-01-01", "2025-12-31"),
    "facts.by_source": lambda shop: facts.by_source(shop.db, ["Almanac"]),
    "facts.sources": lambda shop: facts.sources(shop.db),
    "facts.starred": lambda shop: facts.starred(shop.db),
    "facts.tagged": lambda shop: facts.tagged(shop.db, "t"),
    "facts.title_and_text": lambda shop: facts.title_and_text(shop.db, [1]),
    "facts.titles": lambda shop: facts.titles(shop.db),
    "facts.unread": lambda shop: facts.unread(shop.db, True),
    "facts.with_highlight": lambda shop: facts.with_highlight(shop.db),
    "facts.with_note": lambda shop: facts.with_note(shop.db),
    "facts.with_tag": lambda shop: facts.with_tag(shop.db),
    "imports.files": lambda shop: imports.files(shop.db, 1),
    "imports.order_of": lambda shop: imports.order_of(shop.db, 1),
    "imports.order_that_met": lambda shop: imports.order_that_met(shop.db, "a", Trouble.FILE_EMPTY),
    "imports.same_unfinished": lambda shop: imports.same_unfinished(shop.db, imports.Order()),
    "imports.unfinished": lambda shop: imports.unfinished(shop.db),
    "imports.tags_of_imports": lambda shop: imports.tags_of_imports(shop.db, 1),
    "imports.batch_tags": lambda shop: imports.batch_tags(shop.db, 1),
    "imports.is_empty": lambda shop: imports.is_empty(shop.db),
    "imports.last_failed": lambda shop: imports.last_failed(shop.db),
    "imports.report": lambda shop: imports.report(shop.db, 1),
    "imports.reports": lambda shop: imports.reports(shop.db),
    "saved_searches.named": lambda shop: saved_searches.named(shop.db, "MOON"),
    "saved_searches.saved_search": lambda shop: saved_searches.saved_search(shop.db, 1),
    "saved_searches.saved_searches": lambda shop: saved_searches.saved_searches(shop.db),
    "tags.common_tags": lambda shop: tags.common_tags(shop.db, [1]),
    "tags.used_tag": lambda shop: tags.used_tag(shop.db, "t"),
    "tags.is_used": lambda shop: tags.is_used(shop.db, 1),
    "tags.tags_of": lambda shop: tags.tags_of(shop.db, [1]),
}
PURE = {"tags.key_of", "tags.packed", "tags.packed_words"}


@pytest.fixture
def locked(shop) -> Iterator[object]:
    """A library in which every writer has something to write, with another program in a transaction."""
    first, second = shop.add(place="1.txt"), shop.add(place="2.txt")
    shop.mark(first, 0, 5, note="n", tags=("t",))
    tags.tag_articles(shop.db, [first], "t")
    tags.tag_articles(shop.db, [first], "u")
    shop.star(first)
    saved_searches.add(shop.db, "moon", "moon OR lander")
    saved_searches.add(shop.db, "rates", "rates")
    states.move_to_bin(shop.db, [second], shop.now)
    highlight = shop.mark(first, 0, 5)
    shop.note(highlight, "a")
    edits.undo(shop.db, now=shop.now)
    folder = shop.db.folder
    shop.db.close()
    shop.db = Database.open(folder, writable=True, patience=1)
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield shop
        other.execute("ROLLBACK")
    shop.db.close()


@pytest.mark.parametrize("name", WRITERS)
def test_a_writer_says_that_the_library_is_locked(locked, name: str, trouble_of):
    before = locked.dump()
    if name == "edits.fold_into_last":
        # Part of an edit by its contract; what it does first is a read.
        assert trouble_of(make_edit, locked.db, locked.now) == "library-locked"
        return
    assert trouble_of(WRITERS[name], locked) == "library-locked"
    assert locked.dump() == before


def test_a_transaction_has_the_lock_before_anything_is_done_in_it(locked, trouble_of):
    done = []

    def write() -> None:
        with locked.db.transaction():
            done.append("something")

    assert trouble_of(write) == "library-locked"
    assert done == []


@pytest.mark.parametrize("name", READERS)
def test_a_reader_reads_on(locked, name: str):
    READERS[name](locked)


def test_every_public_function_is_tried_here():
    public = {
        f"{room.__name__.rsplit('.', 1)[-1]}.{name}"
        for room in ROOMS
        for name, verb in getmembers(room, isfunction)
        if not name.startswith("_") and verb.__module__ == room.__name__
    }
    assert public == WRITERS.keys() | READERS.keys() | PURE
