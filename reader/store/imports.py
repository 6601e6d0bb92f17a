"""Imports: batches of articles that came in together, what became of them, and how to take one back."""

import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.model.article import ImportReport, Problem
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId
from reader.store import articles
from reader.store.files import originals
from reader.store.files.database import Database
from reader.store.user.tags import key_of, packed


@dataclass(frozen=True, slots=True)
class Order:
    """What an import was asked to bring in: paths as given, and the folder they are relative to."""

    paths: tuple[str, ...] = ()
    base: str = ""
    source: str = ""
    """For the articles that name none."""
    tags: tuple[str, ...] = ()

    def places(self) -> list[str]:
        """Give the paths as they are reached from the present folder: as given, if that is the same."""
        here = os.path.realpath(os.curdir)
        return [path if here == self.base else os.path.join(self.base, path) for path in self.paths]  # noqa: PTH118


def start_batch(db: Database, order: Order, *, now: str) -> BatchId:
    """Begin an import."""
    return BatchId(
        db.insert(
            "INSERT INTO batches (source, tags, paths, base, started) VALUES (?, ?, ?, ?, ?)",
            (*_row(order), now),
        )
    )


def unfinished(db: Database) -> list[BatchId]:
    """Give the imports that were cut off, the oldest first."""
    found = db.numbers("SELECT id FROM batches WHERE finished = '' ORDER BY id")
    return [BatchId(number) for number in found]


def same_unfinished(db: Database, order: Order) -> BatchId | None:
    """Give the import that was asked for in just the same words and was cut off, if there is one."""
    row = db.one(
        """SELECT id FROM batches
           WHERE finished = '' AND source = ? AND tags = ? AND paths = ? AND base = ? ORDER BY id""",
        _row(order),
    )
    return None if row is None else BatchId(row["id"])


def order_of(db: Database, batch: BatchId) -> Order:
    """Give what an import was asked to bring in; of a finished one no paths are left.

    Raises:
        ReaderError: `BATCH_MISSING`.
    """
    row = _batch(db, batch)
    return Order(tuple(json.loads(row["paths"])), row["base"], row["source"], tuple(json.loads(row["tags"])))


def files(db: Database, batch: BatchId) -> dict[str, str]:
    """Give the files that an import under way has dealt with, and the state each was in."""
    rows = db.rows("SELECT name, mark FROM batch_files WHERE batch_id = ?", (batch,))
    return {row["name"]: row["mark"] for row in rows}


def add_files(db: Database, batch: BatchId, names: Iterable[tuple[str, str]]) -> None:
    """Note files that an import has dealt with, and the state each was in."""
    db.run_many(
        "INSERT OR REPLACE INTO batch_files (batch_id, name, mark) VALUES (?, ?, ?)",
        ((batch, name, mark) for name, mark in names),
    )


def batch_tags(db: Database, batch: BatchId) -> tuple[str, ...]:
    """Give the tags that the articles of an import get.

    Raises:
        ReaderError: `BATCH_MISSING`.
    """
    return tuple(json.loads(_batch(db, batch)["tags"]))


def tags_of_imports(db: Database, article: ArticleId) -> frozenset[str]:
    """Give the keys of the tags that an article got from the imports its versions came with."""
    rows = db.rows(
        "SELECT tags FROM batches WHERE id IN (SELECT batch_id FROM versions WHERE article_id = ?)",
        (article,),
    )
    return frozenset(key_of(name) for row in rows for name in json.loads(row["tags"]))


def add_problem(db: Database, batch: BatchId, path: str, reason: str) -> None:
    """Note a file that could not be imported: its path as given and the code of the reason."""
    db.run("INSERT INTO problems (batch_id, path, reason) VALUES (?, ?, ?)", (batch, path, reason))


def count(db: Database, batch: BatchId, report: ImportReport) -> None:
    """Keep the numbers of a report as those of the batch so far."""
    db.run(
        "UPDATE batches SET added = ?, updated = ?, unchanged = ?, failed = ? WHERE id = ?",
        (report.added, report.updated, report.unchanged, report.failed, batch),
    )


def finish_batch(db: Database, batch: BatchId, *, cancelled: bool, now: str) -> None:
    """Close an import; what was stored of a cancelled one stays.

    Raises:
        ReaderError: `BATCH_MISSING`.
    """
    with db.transaction():
        if not db.run(
            "UPDATE batches SET finished = ?, cancelled = ?, paths = '[]' WHERE id = ?",
            (now, int(cancelled), batch),
        ):
            raise ReaderError(Trouble.BATCH_MISSING, batch=batch)
        db.run("DELETE FROM batch_files WHERE batch_id = ?", (batch,))


def report(db: Database, batch: BatchId) -> ImportReport:
    """Give the report of an import.

    Raises:
        ReaderError: `BATCH_MISSING`.
    """
    with db.snapshot():
        return _report(db, _batch(db, batch))


def reports(db: Database, limit: int = 50) -> list[ImportReport]:
    """Give the reports of the last imports, the newest first."""
    with db.snapshot():
        return [
            _report(db, row) for row in db.rows("SELECT * FROM batches ORDER BY id DESC LIMIT ?", (limit,))
        ]


def order_that_met(db: Database, name: str, reason: Trouble) -> Order:
    """Give the order in which a file could not be read for a reason, but for that file alone.

    `name` is its full path; it may have been given as the end of that. Without such an order it is an
    empty one for the file.
    """
    row = db.one(
        """SELECT source, tags FROM problems JOIN batches ON batches.id = batch_id
           WHERE reason = ?1 AND (path = ?2 OR substr(?2, -length(path) - 1) = '/' || path)
           ORDER BY problems.id DESC""",
        (reason, name),
    )
    return (
        Order((name,)) if row is None else Order((name,), "", row["source"], tuple(json.loads(row["tags"])))
    )


def last_failed(db: Database) -> int:
    """Count the files that the last import could not read; none when it was undone."""
    row = db.one("SELECT failed, undone FROM batches ORDER BY id DESC LIMIT 1")
    return 0 if row is None or row["undone"] else int(row["failed"])


def is_empty(db: Database) -> bool:
    """Tell whether nothing was ever imported."""
    return db.one("SELECT 1 FROM batches LIMIT 1") is None


def undo_batch(db: Database, batch: BatchId, *, now: str) -> ImportReport:
    """Take an import back: its articles are deleted, the versions it added to older articles too.

    What the user has since highlighted, tagged, starred or corrected stays and is listed in `kept`, as
    does an article that a later import has given a new version. A second time nothing happens.

    Raises:
        ReaderError: `BATCH_MISSING`.
    """
    with db.transaction():
        row = _batch(db, batch)
        if row["undone"]:
            return _report(db, row)
        kept = _kept_articles(db, batch, json.loads(row["tags"]))
        gone = db.numbers(
            """SELECT id FROM articles WHERE batch_id = ? AND id NOT IN (SELECT value FROM json_each(?))""",
            (batch, packed(kept)),
        )
        loose = articles.delete(db, gone)
        kept_versions, more = _take_versions_back(db, batch)
        titles = [(number, articles.title(db, ArticleId(number))) for number in [*kept, *kept_versions]]
        db.run(
            "UPDATE batches SET undone = ?, kept = ? WHERE id = ?",
            (now, json.dumps(titles, ensure_ascii=False), batch),
        )
        result = _report(db, _batch(db, batch))
    for digest in [*loose, *more]:
        originals.drop(db.folder, digest)
    return result


def _kept_articles(db: Database, batch: BatchId, tags: Sequence[str]) -> list[int]:
    """Give the articles of a batch that hold work of the user, or are shared with a later batch."""
    return list(
        db.numbers(
            """SELECT id FROM articles AS a WHERE batch_id = ?1 AND (
                   starred = 1 OR marks > 0
                   OR EXISTS (SELECT 1 FROM corrections WHERE article_id = a.id)
                   OR EXISTS (SELECT 1 FROM versions WHERE article_id = a.id AND batch_id <> ?1)
                   OR EXISTS (SELECT 1 FROM article_tags JOIN tags ON tags.id = tag_id
                       WHERE article_id = a.id AND key NOT IN (SELECT value FROM json_each(?2))))
               ORDER BY id""",
            (batch, json.dumps([key_of(name) for name in tags])),
        )
    )


def _take_versions_back(db: Database, batch: BatchId) -> tuple[list[int], list[str]]:
    """Remove the versions a batch added to older articles.

    Give the articles whose new version stays, because a highlight was made in it, and the originals
    that may be dropped.
    """
    made = db.rows(
        """SELECT v.id, v.article_id, v.digest,
               EXISTS (SELECT 1 FROM highlights WHERE version_id = v.id) AS marked
           FROM versions AS v JOIN articles AS a ON a.id = v.article_id
           WHERE v.batch_id = ?1 AND a.batch_id <> ?1 ORDER BY v.id""",
        (batch,),
    )
    for row in made:
        if not row["marked"]:
            db.run(
                """UPDATE articles SET current_version = (
                       SELECT id FROM versions WHERE article_id = ?1 AND id <> ?2
                       ORDER BY number DESC LIMIT 1)
                   WHERE id = ?1 AND current_version = ?2""",
                (row["article_id"], row["id"]),
            )
            db.run("DELETE FROM versions WHERE id = ?", (row["id"],))
    kept = dict.fromkeys(row["article_id"] for row in made if row["marked"])
    return list(kept), articles.unneeded(db, {row["digest"] for row in made if not row["marked"]})


def _row(order: Order) -> tuple[str, str, str, str]:
    # Paths in ASCII: they may hold bytes that are no text.
    return order.source, json.dumps(order.tags, ensure_ascii=False), json.dumps(order.paths), order.base


def _batch(db: Database, batch: BatchId) -> sqlite3.Row:
    row = db.one("SELECT * FROM batches WHERE id = ?", (batch,))
    if row is None:
        raise ReaderError(Trouble.BATCH_MISSING, batch=batch)
    return row


def _report(db: Database, row: sqlite3.Row) -> ImportReport:
    problems = db.rows("SELECT path, reason FROM problems WHERE batch_id = ? ORDER BY id", (row["id"],))
    return ImportReport(
        batch=BatchId(row["id"]),
        source=row["source"],
        started=row["started"],
        added=row["added"],
        updated=row["updated"],
        unchanged=row["unchanged"],
        failed=row["failed"],
        problems=tuple(Problem(each["path"], each["reason"]) for each in problems),
        cancelled=bool(row["cancelled"]),
        undone=bool(row["undone"]),
        kept=tuple((ArticleId(number), title) for number, title in json.loads(row["kept"])),
    )
