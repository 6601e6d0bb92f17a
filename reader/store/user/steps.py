"""Steps: one same change of many rows, logged as one record, and put back by one statement.

A row image for each of twenty thousand rows takes a second to write and two to put back. What is done to
fewer than `MANY` articles is logged row by row, by the triggers.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final, Literal, NamedTuple

from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.store.files.database import Database, Value

MANY: Final = 100
"""Articles from which on a change of them is a step."""

Column = Literal["starred", "unread", "archived", "binned"]


class _Step(NamedTuple):
    place: str
    articles: str
    """A list of their numbers as JSON, for `json_each`."""

    before: str | None
    after: str | None


@contextmanager
def of_column(db: Database, ids: Collection[int], column: Column, value: Value) -> Iterator[None]:
    """Log that these articles get a value in a column, which is done within; outside of an edit log nothing.

    Those that have it already are no part of the step. A step is made for each value they had.
    """
    if (edit := _edit_under_way(db, ids)) is None:
        yield
        return
    had: dict[Value, list[int]] = {}
    for row in db.rows(
        f"SELECT id, {column} AS had FROM articles "  # noqa: S608 (a name of our own columns, never a value)
        f"WHERE {column} <> ? AND id IN (SELECT value FROM json_each(?))",
        (value, json.dumps(list(ids))),
    ):
        had.setdefault(row["had"], []).append(row["id"])
    for before, changed in had.items():
        images = json.dumps({column: before}), json.dumps({column: value})
        _log(db, edit, _Step("articles", json.dumps(changed), *images))
    with _unlogged(db, edit):
        yield


@contextmanager
def of_tag(db: Database, ids: Collection[ArticleId], tag: int, *, given: bool) -> Iterator[None]:
    """Log that a tag is given to, or taken from, these articles, which is done within."""
    if (edit := _edit_under_way(db, ids)) is None:
        yield
        return
    having = "NOT EXISTS" if given else "EXISTS"
    changed = db.numbers(
        f"""SELECT id FROM articles AS a WHERE id IN (SELECT value FROM json_each(?))
            AND {having} (SELECT 1 FROM article_tags WHERE article_id = a.id AND tag_id = ?)""",  # noqa: S608
        (json.dumps(list(ids)), tag),
    )
    if changed:
        image = json.dumps({"tag_id": tag})
        before, after = (None, image) if given else (image, None)
        _log(db, edit, _Step("article_tags", json.dumps(changed.tolist()), before, after))
    with _unlogged(db, edit):
        yield


def any_of(db: Database, edit: int) -> bool:
    """Tell whether an edit has a step."""
    return db.one("SELECT 1 FROM edit_steps WHERE edit_id = ? LIMIT 1", (edit,)) is not None


def touched(db: Database, edit: int) -> tuple[set[ArticleId], set[str]]:
    """Give the articles that the steps of an edit changed, and the tables."""
    steps = _steps(db, edit)
    articles = {ArticleId(number) for step in steps for number in json.loads(step.articles)}
    return articles, {step.place for step in steps}


def put_back(db: Database, edit: int, *, forward: bool) -> None:
    """Take the steps of an edit back, the last first; `forward` does them again.

    What already is as wanted is left alone.

    Raises:
        ReaderError: `UNDO_CHANGED` when a row was changed since; the caller's transaction must end.
    """
    steps = _steps(db, edit)
    for step in steps if forward else reversed(steps):
        source, target = (step.before, step.after) if forward else (step.after, step.before)
        if step.place == "article_tags":
            _put_back_tag(db, step.articles, source, target)
        else:
            _put_back_column(db, step.articles, json.loads(source or "{}"), json.loads(target or "{}"))


def forget(db: Database, gone: str) -> None:
    """Leave articles that are deleted for good, a list as JSON, out of every step."""
    db.run(
        """UPDATE edit_steps SET articles = (
               SELECT json_group_array(value) FROM json_each(edit_steps.articles)
               WHERE value NOT IN (SELECT value FROM json_each(?1)))
           WHERE EXISTS (SELECT 1 FROM json_each(edit_steps.articles)
                         WHERE value IN (SELECT value FROM json_each(?1)))""",
        (gone,),
    )
    db.run("DELETE FROM edit_steps WHERE articles = '[]'")


def _edit_under_way(db: Database, ids: Collection[int]) -> int | None:
    """Give the edit that is under way, if the change of these articles is to be a step of it."""
    row = db.one("SELECT edit_id FROM edit_open") if len(ids) >= MANY else None
    return None if row is None else int(row["edit_id"])


@contextmanager
def _unlogged(db: Database, edit: int) -> Iterator[None]:
    """Keep the triggers from logging what is done within, by an edit that is under way."""
    db.run("DELETE FROM edit_open")
    yield
    db.run("INSERT INTO edit_open (only, edit_id) VALUES (1, ?)", (edit,))


def _log(db: Database, edit: int, step: _Step) -> None:
    db.run(
        "INSERT INTO edit_steps (edit_id, place, articles, before, after) VALUES (?, ?, ?, ?, ?)",
        (edit, *step),
    )


def _steps(db: Database, edit: int) -> list[_Step]:
    wanted = "SELECT place, articles, before, after FROM edit_steps WHERE edit_id = ? ORDER BY id"
    return [_Step(*row) for row in db.rows(wanted, (edit,))]


def _put_back_column(db: Database, articles: str, source: dict[str, Value], target: dict[str, Value]) -> None:
    [(column, wanted)] = target.items()
    changed = db.run(
        f"UPDATE articles SET {column} = ?1 "  # noqa: S608 (a name of our own columns, never a value)
        f"WHERE {column} IS ?2 AND id IN (SELECT value FROM json_each(?3))",
        (wanted, source[column], articles),
    )
    if changed == len(json.loads(articles)):
        return
    # Some were brought back by other means, such as reading what had been marked as unread.
    other = db.one(
        f"SELECT 1 FROM json_each(?2) LEFT JOIN articles AS a ON a.id = value "  # noqa: S608 (as above)
        f"WHERE a.{column} IS NOT ?1 LIMIT 1",
        (wanted, articles),
    )
    if other is not None:
        raise ReaderError(Trouble.UNDO_CHANGED, what="article")


def _put_back_tag(db: Database, articles: str, source: str | None, target: str | None) -> None:
    if target is None:
        db.run(
            """DELETE FROM article_tags
               WHERE tag_id = ? AND article_id IN (SELECT value FROM json_each(?))""",
            (json.loads(source or "{}")["tag_id"], articles),
        )
        return
    try:
        db.run(
            """INSERT INTO article_tags (article_id, tag_id) SELECT value, ? FROM json_each(?)
               WHERE true ON CONFLICT DO NOTHING""",
            (json.loads(target)["tag_id"], articles),
        )
    except sqlite3.IntegrityError as error:  # the tag, or an article, is gone
        raise ReaderError(Trouble.UNDO_CHANGED, what="tag") from error
