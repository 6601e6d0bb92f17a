"""Tags of articles and highlights. Names that differ in case only are one tag, as it was first spelled."""

import json
from collections.abc import Collection, Iterable, Sequence
from unicodedata import normalize

from reader.model.article import TAG_COLOURS, TagMark
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.store.files.database import Database
from reader.store.user import steps

_BORNE = (("article_tags", "article_id"), ("highlight_tags", "highlight_id"))
"""The tables of what bears a tag, and their columns for it."""


def key_of(name: str) -> str:
    """Give what two spellings of one tag have in common."""
    return normalize("NFC", normalize("NFC", name).casefold())


def tag_number(db: Database, name: str) -> int:
    """Give the number of a tag; a new one is made if need be.

    Making a tag is no part of an edit: undoing its first use leaves it behind, unused and uncounted.
    """
    known = db.one("SELECT id FROM tags WHERE key = ?", (key_of(name),))
    if known is not None:
        return int(known["id"])
    made = db.one("SELECT count(*) AS made FROM tags")
    colour = TAG_COLOURS[(made["made"] if made else 0) % len(TAG_COLOURS)]
    return db.insert("INSERT INTO tags (key, name, colour) VALUES (?, ?, ?)", (key_of(name), name, colour))


def tag_articles(db: Database, ids: Collection[ArticleId], name: str) -> None:
    """Give articles a tag, besides those they have; identities of no article are passed over."""
    with db.transaction():
        tag = tag_number(db, name)
        with steps.of_tag(db, ids, tag, given=True):
            db.run(
                """INSERT INTO article_tags (article_id, tag_id)
                   SELECT id, ?1 FROM articles WHERE id IN (SELECT value FROM json_each(?2))
                   ON CONFLICT DO NOTHING""",
                (tag, packed(ids)),
            )


def untag_articles(db: Database, ids: Collection[ArticleId], name: str) -> None:
    """Take a tag from articles."""
    known = db.one("SELECT id FROM tags WHERE key = ?", (key_of(name),))
    if known is None:
        return
    with steps.of_tag(db, ids, known["id"], given=False):
        db.run(
            "DELETE FROM article_tags WHERE tag_id = ? AND article_id IN (SELECT value FROM json_each(?))",
            (known["id"], packed(ids)),
        )


def set_article_tags(db: Database, article: ArticleId, names: Sequence[str]) -> None:
    """Give an article exactly these tags.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    with db.transaction():
        if db.one("SELECT 1 FROM articles WHERE id = ?", (article,)) is None:
            raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
        wanted = packed(tag_number(db, name) for name in names)
        db.run(
            """DELETE FROM article_tags WHERE article_id = ?
               AND tag_id NOT IN (SELECT value FROM json_each(?))""",
            (article, wanted),
        )
        db.run(
            """INSERT INTO article_tags (article_id, tag_id) SELECT ?, value FROM json_each(?)
               WHERE true ON CONFLICT DO NOTHING""",
            (article, wanted),
        )


def used_tag(db: Database, name: str) -> tuple[int, TagMark]:
    """Give the number of a tag that something bears, and the tag as it is spelled.

    Raises:
        ReaderError: `TAG_MISSING`.
    """
    found = db.one("SELECT id, name, colour FROM tags WHERE key = ?", (key_of(name),))
    if found is None or not is_used(db, found["id"]):
        raise ReaderError(Trouble.TAG_MISSING, tag=name)
    return found["id"], TagMark(found["name"], found["colour"])


def is_used(db: Database, number: int) -> bool:
    """Tell whether an article or a highlight bears a tag."""
    found = db.one(
        """SELECT 1 WHERE EXISTS (SELECT 1 FROM article_tags WHERE tag_id = ?1)
           OR EXISTS (SELECT 1 FROM highlight_tags WHERE tag_id = ?1)""",
        (number,),
    )
    return found is not None


def rename(db: Database, name: str, new: str) -> None:
    """Give a tag another name, or another spelling of the one it has.

    Raises:
        ReaderError: `TAG_MISSING`; `TAG_EXISTS` when something bears another tag of that name.
    """
    number, tag = used_tag(db, name)
    with db.transaction():
        # What bears it moves to the tag of the new name. Were its key changed instead, an undo would meet
        # whatever has got the old name since.
        other = tag_number(db, new)
        if other != number and is_used(db, other):
            raise ReaderError(Trouble.TAG_EXISTS, tag=new)
        _move(db, number, other)
        db.run("UPDATE tags SET name = ?, colour = ? WHERE id = ?", (new, tag.colour, other))


def merge(db: Database, name: str, into: str) -> None:
    """Give everything that bears a tag another one in its place.

    Raises:
        ReaderError: `TAG_MISSING`, for either.
    """
    number, _ = used_tag(db, name)
    other, _ = used_tag(db, into)
    with db.transaction():
        _move(db, number, other)


def _move(db: Database, number: int, other: int) -> None:
    """Give everything that bears one tag another in its place."""
    if number == other:
        return
    for table, bearer in _BORNE:
        db.run(
            f"""INSERT INTO {table} ({bearer}, tag_id) SELECT {bearer}, ? FROM {table} WHERE tag_id = ?
                ON CONFLICT DO NOTHING""",  # noqa: S608 (names of our own tables, never values)
            (other, number),
        )
        db.run(f"DELETE FROM {table} WHERE tag_id = ?", (number,))  # noqa: S608 (as above)


def set_colour(db: Database, name: str, colour: str) -> None:
    """Give a tag one of `TAG_COLOURS`.

    Raises:
        ReaderError: `TAG_MISSING`.
    """
    number, _ = used_tag(db, name)
    db.run("UPDATE tags SET colour = ? WHERE id = ?", (colour, number))


def remove(db: Database, name: str) -> None:
    """Take a tag from everything that bears it; articles and highlights stay.

    Raises:
        ReaderError: `TAG_MISSING`.
    """
    number, _ = used_tag(db, name)
    with db.transaction():
        for table, _bearer in _BORNE:
            db.run(f"DELETE FROM {table} WHERE tag_id = ?", (number,))  # noqa: S608 (as above)


def common_tags(db: Database, ids: Iterable[ArticleId]) -> tuple[TagMark, ...]:
    """Give the tags that every one of these articles has, in the order of their names."""
    wanted = set(ids)
    found = db.rows(
        """SELECT name, colour FROM article_tags JOIN tags ON tags.id = tag_id
           WHERE article_id IN (SELECT value FROM json_each(?))
           GROUP BY tag_id HAVING count(*) = ? ORDER BY key""",
        (packed(wanted), len(wanted)),
    )
    return tuple(TagMark(row["name"], row["colour"]) for row in found)


def tags_of(db: Database, ids: Iterable[ArticleId]) -> dict[int, tuple[TagMark, ...]]:
    """Give the tags of articles in the order of their names; articles without tags are left out."""
    found: dict[int, list[TagMark]] = {}
    for row in db.rows(
        """SELECT article_id, name, colour FROM article_tags JOIN tags ON tags.id = tag_id
           WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY key""",
        (packed(ids),),
    ):
        found.setdefault(row["article_id"], []).append(TagMark(row["name"], row["colour"]))
    return {article: tuple(marks) for article, marks in found.items()}


def packed(ids: Iterable[int]) -> str:
    """Give numbers as one parameter of a statement, for `json_each`."""
    return json.dumps(list(ids))


def packed_words(words: Iterable[str]) -> str:
    """Give words as one parameter of a statement, for `json_each`."""
    return json.dumps(list(words))
