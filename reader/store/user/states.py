"""What the user says about articles: star, unread, archive, bin, corrections. Call inside `edits.edit`."""

from collections.abc import Iterable

from reader.model.article import Field
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.store.files.database import Database
from reader.store.user.tags import packed


def set_starred(db: Database, ids: Iterable[ArticleId], on: bool) -> None:
    """Star articles, or take their stars away."""
    db.run(
        "UPDATE articles SET starred = ?1 WHERE starred <> ?1 AND id IN (SELECT value FROM json_each(?2))",
        (int(on), packed(ids)),
    )


def set_unread(db: Database, ids: Iterable[ArticleId], on: bool) -> None:
    """Mark articles as unread, or as read, because the user says so."""
    db.run(
        "UPDATE articles SET unread = ?1 WHERE unread <> ?1 AND id IN (SELECT value FROM json_each(?2))",
        (int(on), packed(ids)),
    )


def set_archived(db: Database, ids: Iterable[ArticleId], on: bool) -> None:
    """Put articles into the archive, or take them out of it."""
    db.run(
        "UPDATE articles SET archived = ?1 WHERE archived <> ?1 AND id IN (SELECT value FROM json_each(?2))",
        (int(on), packed(ids)),
    )


def move_to_bin(db: Database, ids: Iterable[ArticleId], now: str) -> None:
    """Put articles into the bin; those in it keep the time they have."""
    db.run(
        "UPDATE articles SET binned = ? WHERE binned = '' AND id IN (SELECT value FROM json_each(?))",
        (now, packed(ids)),
    )


def restore(db: Database, ids: Iterable[ArticleId]) -> None:
    """Take articles out of the bin."""
    db.run(
        "UPDATE articles SET binned = '' WHERE binned <> '' AND id IN (SELECT value FROM json_each(?))",
        (packed(ids),),
    )


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
