"""What the user says about articles: star, unread, archive, bin, corrections. Call inside `edits.edit`."""

from collections.abc import Collection

from reader.model.article import Field
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.store.files.database import Database, Value
from reader.store.user import steps
from reader.store.user.tags import packed


def set_starred(db: Database, ids: Collection[ArticleId], on: bool) -> None:
    """Star articles, or take their stars away."""
    _set(db, ids, "starred", int(on))


def set_unread(db: Database, ids: Collection[ArticleId], on: bool) -> None:
    """Mark articles as unread, or as read, because the user says so."""
    _set(db, ids, "unread", int(on))


def set_archived(db: Database, ids: Collection[ArticleId], on: bool) -> None:
    """Put articles into the archive, or take them out of it."""
    _set(db, ids, "archived", int(on))


def move_to_bin(db: Database, ids: Collection[ArticleId], now: str) -> None:
    """Put articles into the bin; those in it keep the time they have."""
    out_of_it = db.numbers(
        "SELECT id FROM articles WHERE binned = '' AND id IN (SELECT value FROM json_each(?))", (packed(ids),)
    )
    _set(db, out_of_it, "binned", now)


def restore(db: Database, ids: Collection[ArticleId]) -> None:
    """Take articles out of the bin."""
    _set(db, ids, "binned", "")


def correct(db: Database, article: ArticleId, field: Field, value: str) -> None:
    """Correct a fact of an article; a later version of its text keeps the correction.

    An empty value, or what the current version says anyway, takes the correction back.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    imported = db.one(
        """SELECT v.title, v.source, v.author, v.published
           FROM articles AS a JOIN versions AS v ON v.id = a.current_version WHERE a.id = ?""",
        (article,),
    )
    if imported is None:
        raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
    if value in ("", imported[field]):
        db.run("DELETE FROM corrections WHERE article_id = ? AND field = ?", (article, field))
    else:
        db.run(
            """INSERT INTO corrections (article_id, field, value) VALUES (?, ?, ?)
               ON CONFLICT (article_id, field) DO UPDATE SET value = excluded.value""",
            (article, field, value),
        )


def _set(db: Database, ids: Collection[int], column: steps.Column, value: Value) -> None:
    with steps.of_column(db, ids, column, value):
        db.run(
            f"UPDATE articles SET {column} = ?1 "  # noqa: S608 (a name of our own columns, never a value)
            f"WHERE {column} <> ?1 AND id IN (SELECT value FROM json_each(?2))",
            (value, packed(ids)),
        )
