"""The feed of changes: what the index has to hear of, by one sequence of numbers."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from reader.model.article import Role
from reader.model.ids import ArticleId, ChangeNumber
from reader.store.files.database import Database
from reader.store.user.tags import packed
from reader.store.versions import unpacked


class ChangeKind(StrEnum):
    """What changed: the text of an article, a highlight or its note, the user's title of an article.

    `QUOTE` is no change of its own: it names what the index holds of a highlight beside its note.
    """

    ARTICLE = "article"
    HIGHLIGHT = "highlight"
    QUOTE = "quote"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Change:
    """A change at its place in the sequence; `key` is the highlight's identity, else the article's."""

    number: ChangeNumber
    kind: ChangeKind
    key: int
    article: ArticleId


@dataclass(frozen=True, slots=True)
class IndexText:
    """What the index is to hold of a thing from now on; `gone` says nothing at all.

    `published_day` counts days as `date.toordinal` does, 0 when the article has no date.
    """

    kind: ChangeKind
    key: int
    article: ArticleId
    title: str = ""
    body: str = ""
    published_day: int = 0
    gone: bool = False


def latest(db: Database) -> ChangeNumber:
    """Give the number of the newest change, 0 when there is none yet."""
    return ChangeNumber(db.numbers("SELECT coalesce(max(number), 0) FROM changes")[0])


def count_since(db: Database, number: int) -> int:
    """Count the things that changed after `number`."""
    return db.numbers("SELECT count(*) FROM changes WHERE number > ?", (number,))[0]


def articles_since(db: Database, number: int) -> int:
    """Count the articles outside of the bin whose text changed after `number`."""
    return db.numbers(
        """SELECT count(*) FROM changes AS c JOIN articles AS a ON a.id = c.subject
           WHERE c.kind = 'article' AND c.number > ? AND a.binned = ''""",
        (number,),
    )[0]


def new_articles(db: Database, number: int) -> "tuple[array[int], array[int]]":
    """Give the articles that came in, or got another text, after `number`: the changes, and of what."""
    with db.snapshot():
        wanted = "FROM changes WHERE kind = 'article' AND number > ? ORDER BY number"
        return (
            db.numbers(f"SELECT number {wanted}", (number,)),
            db.numbers(f"SELECT subject {wanted}", (number,)),
        )


def new_among(db: Database, ids: Sequence[ArticleId], number: int) -> set[int]:
    """Give those of some articles that came in, or got another text, after `number`."""
    return set(
        db.numbers(
            """SELECT subject FROM changes WHERE kind = 'article' AND number > ?
               AND subject IN (SELECT value FROM json_each(?))""",
            (number, packed(ids)),
        )
    )


def indexed_names(db: Database) -> set[str]:
    """Name everything an index that has read all changes holds, as kind and key: "article:12"."""
    return {
        f"{row['kind']}:{row['key']}"
        for row in db.rows(
            """SELECT 'article' AS kind, id AS key FROM articles WHERE current_version IS NOT NULL
               UNION ALL SELECT 'highlight', highlight_id FROM notes WHERE highlight_id IS NOT NULL
               UNION ALL SELECT 'quote', id FROM highlights
               UNION ALL SELECT 'correction', a.id
                   FROM articles AS a JOIN versions AS v ON v.id = a.current_version
                   WHERE a.title <> v.title"""
        )
    }


def since(db: Database, number: int, limit: int) -> list[Change]:
    """Give the changes after `number` in their order, at most `limit`; of each thing only its last."""
    return _changes(
        db,
        "SELECT number, kind, subject, article_id FROM changes WHERE number > ? ORDER BY number LIMIT ?",
        number,
        limit,
    )


def between(db: Database, number: int, last: int) -> list[Change]:
    """Give the changes after `number`, up to `last`; as `since`."""
    return _changes(
        db,
        """SELECT number, kind, subject, article_id FROM changes
           WHERE number > ? AND number <= ? ORDER BY number""",
        number,
        last,
    )


def numbers_since(db: Database, number: int) -> "array[int]":
    """Give the numbers of the changes after `number`, in their order."""
    return db.numbers("SELECT number FROM changes WHERE number > ? ORDER BY number", (number,))


def _changes(db: Database, sql: str, *values: int) -> list[Change]:
    return [
        Change(
            ChangeNumber(row["number"]), ChangeKind(row["kind"]), row["subject"], ArticleId(row["article_id"])
        )
        for row in db.rows(sql, values)
    ]


def texts(db: Database, changes: Sequence[Change]) -> list[IndexText]:
    """Give what the index is to hold of changed things, in the order of `changes`; two of a highlight."""
    with db.snapshot():
        highlights = _keys(changes, ChangeKind.HIGHLIGHT)
        found = {
            **_articles(db, _keys(changes, ChangeKind.ARTICLE)),
            **_notes(db, highlights),
            **_quotes(db, highlights),
            **_titles(db, _keys(changes, ChangeKind.CORRECTION)),
        }
    return [
        found.get((kind, each.key)) or IndexText(kind, each.key, each.article, gone=True)
        for each in changes
        for kind in _PARTS.get(each.kind, (each.kind,))
    ]


_PARTS: Final = {ChangeKind.HIGHLIGHT: (ChangeKind.HIGHLIGHT, ChangeKind.QUOTE)}
_Found = dict[tuple[ChangeKind, int], IndexText]


def _keys(changes: Iterable[Change], kind: ChangeKind) -> str:
    return packed(each.key for each in changes if each.kind is kind)


def _articles(db: Database, keys: str) -> _Found:
    kind = ChangeKind.ARTICLE
    return {
        (kind, row["id"]): IndexText(
            kind,
            row["id"],
            ArticleId(row["id"]),
            *_parts(row["text"], row["blocks"]),
            _day(row["published"]),
        )
        for row in db.rows(
            """SELECT a.id, a.published, v.blocks, v.text
               FROM articles AS a JOIN versions AS v ON v.id = a.current_version
               WHERE a.id IN (SELECT value FROM json_each(?))""",
            (keys,),
        )
    }


def _notes(db: Database, keys: str) -> _Found:
    kind = ChangeKind.HIGHLIGHT
    return {
        (kind, row["highlight_id"]): IndexText(
            kind,
            row["highlight_id"],
            ArticleId(row["article_id"]),
            body=row["body"],
            published_day=_day(row["published"]),
        )
        for row in db.rows(
            """SELECT n.highlight_id, n.article_id, n.body, a.published
               FROM notes AS n JOIN articles AS a ON a.id = n.article_id
               WHERE n.highlight_id IN (SELECT value FROM json_each(?))""",
            (keys,),
        )
    }


def _quotes(db: Database, keys: str) -> _Found:
    kind = ChangeKind.QUOTE
    return {
        (kind, row["id"]): IndexText(
            kind,
            row["id"],
            ArticleId(row["article_id"]),
            body=row["exact"],
            published_day=_day(row["published"]),
        )
        for row in db.rows(
            """SELECT h.id, h.article_id, h.exact, a.published
               FROM highlights AS h JOIN articles AS a ON a.id = h.article_id
               WHERE h.id IN (SELECT value FROM json_each(?))""",
            (keys,),
        )
    }


def _titles(db: Database, keys: str) -> _Found:
    kind = ChangeKind.CORRECTION
    return {
        (kind, row["id"]): IndexText(
            kind, row["id"], ArticleId(row["id"]), title=row["title"], published_day=_day(row["published"])
        )
        for row in db.rows(
            """SELECT a.id, a.title, a.published
               FROM articles AS a JOIN versions AS v ON v.id = a.current_version
               WHERE a.title <> v.title AND a.id IN (SELECT value FROM json_each(?))""",
            (keys,),
        )
    }


def _parts(text: str, blocks: str) -> tuple[str, str]:
    """Give the words of the title and those of all else that is shown."""
    titles: list[str] = []
    rest: list[str] = []
    for role, start, end in unpacked(blocks):
        if role != Role.REMOVED:
            (titles if role == Role.TITLE else rest).append(text[start:end])
    return "\n".join(titles), "\n".join(rest)


def _day(published: str) -> int:
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return 0
