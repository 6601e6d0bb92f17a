"""Articles that read the same: one agency's story as several papers print it."""

from typing import Final

from reader.model.article import Twin
from reader.model.ids import ArticleId
from reader.store.files.database import Database

_MOST: Final = 50
"""Twins that are given; a form letter may have thousands."""


def twins(db: Database, article: ArticleId) -> tuple[Twin, ...]:
    """Give the articles outside of the bin whose letters and digits are those of an article.

    The first printed one comes first, those of an unknown day before all.
    """
    rows = db.rows(
        """SELECT a.id, a.source, a.published
           FROM articles AS own JOIN versions AS mine ON mine.id = own.current_version
           JOIN versions AS other ON other.text_key = mine.text_key
           JOIN articles AS a ON a.current_version = other.id
           WHERE own.id = ?1 AND a.id <> ?1 AND a.binned = ''
           ORDER BY a.published, a.id LIMIT ?2""",
        (article, _MOST),
    )
    return tuple(Twin(ArticleId(row["id"]), row["source"], row["published"]) for row in rows)
