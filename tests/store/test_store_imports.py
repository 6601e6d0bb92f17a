"""Batches, their reports, and taking them back."""

from dataclasses import replace

import pytest

from reader.model.annotation import Anchor, AnchorState
from reader.model.article import Field, ImportReport, Problem
from reader.model.change import EditKind
from reader.model.ids import VersionId
from reader.model.query import Shelf
from reader.store import articles, imports
from reader.store.files import originals
from reader.store.user import annotations, edits, states, tags


def everything(shop) -> set[int]:
    return {
        *articles.listed(shop.db, shelf=Shelf.ALL, tag=None),
        *articles.listed(shop.db, shelf=Shelf.BIN, tag=None),
    }


def test_a_report_grows_with_its_batch(shop):
    batch = shop.batch("News", "wörld", source="Gazette")
    assert imports.batch_tags(shop.db, batch) == ("News", "wörld")
    with shop.db.transaction():
        imports.add_problem(shop.db, batch, "b/empty.txt", "file-empty")
        imports.add_problem(shop.db, batch, "a/scan.pdf", "format-unsupported:PDF")
        imports.count(shop.db, batch, ImportReport(added=3, updated=2, unchanged=1, failed=2))
    imports.finish_batch(shop.db, batch, cancelled=True, now=shop.now)
    wanted = ImportReport(
        batch=batch,
        source="Gazette",
        started=shop.now,
        added=3,
        updated=2,
        unchanged=1,
        failed=2,
        problems=(Problem("b/empty.txt", "file-empty"), Problem("a/scan.pdf", "format-unsupported:PDF")),
        cancelled=True,
    )
    assert imports.report(shop.db, batch) == wanted
    second = shop.batch()
    assert [each.batch for each in imports.reports(shop.db)] == [second, batch]
    assert imports.reports(shop.db, limit=1)[0].batch == second


def test_missing_batches(shop, trouble_of):
    assert trouble_of(imports.report, shop.db, 9) == "batch-missing"
    assert trouble_of(imports.batch_tags, shop.db, 9) == "batch-missing"
    assert trouble_of(imports.undo_batch, shop.db, 9, now=shop.now) == "batch-missing"
    assert trouble_of(imports.finish_batch, shop.db, 9, cancelled=False, now=shop.now) == "batch-missing"


def test_a_batch_taken_back_leaves_nothing(shop):
    old = shop.add(place="old.txt")
    before = shop.dump()
    batch = shop.batch("x")
    new = [shop.add(shop.draft(f"No. {number}"), batch=batch, place=f"{number}.txt") for number in range(3)]
    digest = articles.current_digest(shop.db, new[0])
    tags.tag_articles(shop.db, new, "x")
    articles.mark_read(shop.db, new[0])
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, [new[1]], shop.now)
    report = imports.undo_batch(shop.db, batch, now=shop.now)
    assert (report.undone, report.kept) == (True, ())
    assert everything(shop) == {old}
    assert shop.dump() == before
    assert not originals.path_of(shop.db.folder, digest).exists()
    assert edits.state(shop.db).undo is None
    assert not shop.db.rows("PRAGMA foreign_key_check")
    assert imports.undo_batch(shop.db, batch, now="later") == report
    assert imports.reports(shop.db)[0] == report


@pytest.mark.parametrize("work", ["highlight", "tag", "star", "correction", "later version"])
def test_what_was_worked_on_since_is_kept_and_listed(shop, work: str):
    batch = shop.batch("X")
    gone = shop.add(batch=batch, place="1.txt")
    kept = shop.add(batch=batch, place="2.txt")
    tags.tag_articles(shop.db, [gone, kept], "x")
    if work == "highlight":
        shop.mark(kept, 0, 5)
    if work == "tag":
        tags.tag_articles(shop.db, [kept], "mine")
    if work == "star":
        shop.star(kept)
    if work == "correction":
        states.correct(shop.db, kept, Field.AUTHOR, "A. Writer")
    if work == "later version":
        shop.renew(kept, shop.draft("Renewed"))
    report = imports.undo_batch(shop.db, batch, now=shop.now)
    assert everything(shop) == {kept}
    assert report.kept == ((kept, articles.title(shop.db, kept)),)
    assert originals.fetch(shop.db.folder, articles.current_digest(shop.db, kept))


def test_what_was_worked_on_and_undone_again_goes(shop):
    batch = shop.batch()
    article = shop.add(batch=batch)
    shop.mark(article, 0, 5)
    edits.undo(shop.db, now=shop.now)
    assert imports.undo_batch(shop.db, batch, now=shop.now).kept == ()
    assert everything(shop) == set()
    assert edits.redo(shop.db, now=shop.now) is None


def test_versions_of_a_batch_are_taken_back(shop):
    article = shop.add(shop.draft("First", published="2025-01-01"))
    highlight = shop.mark(article, 0, 5)
    before = articles.article(shop.db, article)
    batch = shop.batch()
    for title in ("Second", "Third"):
        version = VersionId(shop.renew(article, shop.draft(title), batch=batch))
        anchor = Anchor(None, None, AnchorState.ORPHAN)
        annotations.place(shop.db, highlight, version, anchor, now=shop.now)
    digest = articles.current_digest(shop.db, article)
    assert articles.article(shop.db, article).highlights[0].state is AnchorState.ORPHAN
    assert imports.undo_batch(shop.db, batch, now=shop.now).kept == ()
    assert articles.article(shop.db, article) == before
    assert not originals.path_of(shop.db.folder, digest).exists()


def test_a_version_that_was_annotated_stays(shop):
    article = shop.add(shop.draft("First"))
    batch = shop.batch()
    shop.renew(article, shop.draft("Second"), batch=batch)
    highlight = shop.mark(article, 0, 6)
    report = imports.undo_batch(shop.db, batch, now=shop.now)
    assert report.kept == ((article, "Second"),)
    assert annotations.highlight(shop.db, highlight).quote.exact == "Second"


def test_a_batch_in_between_is_taken_back_from_under_a_later_one(shop):
    article = shop.add(shop.draft("First"))
    between = shop.batch()
    shop.renew(article, shop.draft("Second"), batch=between)
    shop.renew(article, shop.draft("Third"))
    imports.undo_batch(shop.db, between, now=shop.now)
    stored = articles.article(shop.db, article)
    assert (stored.title, stored.version_count) == ("Third", 2)
    assert replace(imports.report(shop.db, between)).undone
