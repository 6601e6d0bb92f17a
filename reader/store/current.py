"""Current versions: what rooms that derive something from texts compare their own state with."""

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from reader.model.article import Block
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId, VersionId
from reader.store.files.database import Database
from reader.store.user.tags import packed
from reader.store.versions import unpack

_SORTED: Final = 2_000
"""Articles that are sooner looked up and sorted than met on the way through all of them in order."""
_FEW: Final = """SELECT id FROM articles INDEXED BY articles_by_version
    WHERE binned = '' AND current_version IN (SELECT value FROM json_each(?))
    ORDER BY published DESC, id DESC LIMIT ?"""
_MANY: Final = """SELECT id FROM articles INDEXED BY articles_listed
    WHERE binned = '' AND current_version IN (SELECT value FROM json_each(?))
    ORDER BY published DESC, id DESC LIMIT ?"""


@dataclass(frozen=True, slots=True)
class CurrentText:
    """The text of an article's current version, with its blocks and the language it is said to be in."""

    version: VersionId
    language: str
    text: str
    blocks: tuple[Block, ...]


def version(db: Database, article: ArticleId) -> tuple[VersionId, str]:
    """Give the current version of an article and its language, without reading the text.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    row = db.one(
        """SELECT v.id, v.language
           FROM articles AS a JOIN versions AS v ON v.id = a.current_version WHERE a.id = ?""",
        (article,),
    )
    if row is None:
        raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
    return VersionId(row["id"]), row["language"]


def text(db: Database, article: ArticleId) -> CurrentText:
    """Give the current text of an article.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    row = db.one(
        """SELECT v.id, v.language, v.blocks, v.text
           FROM articles AS a JOIN versions AS v ON v.id = a.current_version WHERE a.id = ?""",
        (article,),
    )
    if row is None:
        raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
    return CurrentText(VersionId(row["id"]), row["language"], row["text"], unpack(row["blocks"]))


def versions(db: Database, ids: Iterable[ArticleId]) -> dict[ArticleId, VersionId]:
    """Give the current versions of articles; those that were deleted are left out."""
    return {
        ArticleId(row["id"]): VersionId(row["current_version"])
        for row in db.rows(
            "SELECT id, current_version FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (packed(ids),),
        )
    }


def all_versions(db: Database) -> set[int]:
    """Give the current versions of all articles outside the bin."""
    with db.snapshot():  # two looks at indexes are quicker than one at the table
        every = db.numbers("SELECT current_version FROM articles INDEXED BY articles_by_version")
        binned = db.numbers("SELECT current_version FROM articles WHERE binned > ''")
    return set(every).difference(binned)


def newest_first(db: Database, wanted: Collection[int], limit: int) -> list[ArticleId]:
    """Give the articles outside the bin with these current versions, the newest published first."""
    sql = _FEW if len(wanted) <= _SORTED else _MANY
    return [ArticleId(number) for number in db.numbers(sql, (packed(wanted), limit))]


def of_batch(db: Database, batch: BatchId) -> list[ArticleId]:
    """Give the articles whose current version came with an import, the newest published first."""
    return [
        ArticleId(number)
        for number in db.numbers(
            """SELECT a.id FROM versions AS v JOIN articles AS a ON a.current_version = v.id
               WHERE v.batch_id = ? ORDER BY a.published DESC, a.id DESC""",
            (batch,),
        )
    ]


def changed_since(db: Database, number: int, ids: Iterable[int]) -> "array[int]":
    """Give those of the articles whose text changed, or that were deleted, after a change."""
    return db.numbers(
        """SELECT subject FROM changes WHERE kind = 'article' AND number > ?
           AND subject IN (SELECT value FROM json_each(?))""",
        (number, packed(ids)),
    )
