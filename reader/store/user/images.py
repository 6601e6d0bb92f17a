"""Row images: what an edit's triggers logged, brought to its net and put back into the tables."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reader.model.errors import ReaderError, Trouble
from reader.store.files.database import Database, Value

Image = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Place:
    """A table that edits are logged of: what its rows are called, its key, and the other columns logged."""

    noun: str
    key: tuple[str, ...]
    columns: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Give every column."""
        return (*self.key, *self.columns)


# Parents stand before their children: rows are put back in this order and taken away in the reverse.
PLACES: Final[dict[str, Place]] = {
    "articles": Place("article", ("id",), ("unread", "starred", "binned", "archived")),
    "corrections": Place("correction", ("article_id", "field"), ("value",)),
    "highlights": Place(
        "highlight",
        ("id",),
        (
            "article_id",
            "version_id",
            "start",
            "end",
            "exact",
            "prefix",
            "suffix",
            "label",
            "created",
            "modified",
        ),
    ),
    "notes": Place("note", ("id",), ("article_id", "highlight_id", "body", "created", "modified")),
    "tags": Place("tag", ("id",), ("key", "name", "colour")),
    "highlight_tags": Place("tag", ("highlight_id", "tag_id")),
    "article_tags": Place("tag", ("article_id", "tag_id")),
    "saved_searches": Place("saved search", ("id",), ("name", "words", "place")),
}
_ORDER: Final = {table: order for order, table in enumerate(PLACES)}


def settle(db: Database, edit: int) -> bool:
    """Bring the images of an edit to their net: one a row, none without a change; tell if any is left."""
    repeated = db.rows(
        """SELECT place, row, min(id) AS first, max(id) AS last FROM edit_rows WHERE edit_id = ?
           GROUP BY place, row HAVING count(*) > 1""",
        (edit,),
    )
    for each in repeated:
        db.run(
            """UPDATE edit_rows SET after = (SELECT after FROM edit_rows WHERE id = ?)
               WHERE id = ?""",
            (each["last"], each["first"]),
        )
        db.run(
            "DELETE FROM edit_rows WHERE edit_id = ? AND place = ? AND row = ? AND id <> ?",
            (edit, each["place"], each["row"], each["first"]),
        )
    db.run("DELETE FROM edit_rows WHERE edit_id = ? AND before IS after", (edit,))
    return db.one("SELECT 1 FROM edit_rows WHERE edit_id = ? LIMIT 1", (edit,)) is not None


def put_back(db: Database, edit: int, *, forward: bool) -> None:
    """Bring the rows of an edit from its after-images to its before-images; `forward` does the reverse.

    Of a changed row only the columns that differ between the two count: a star can be taken back after
    the article was read. What already is as wanted is left alone.

    Raises:
        ReaderError: `UNDO_CHANGED` when a row was changed since; the caller's transaction must end.
    """
    removed, changed, added = [], [], []
    for row in db.rows("SELECT place, before, after FROM edit_rows WHERE edit_id = ? ORDER BY id", (edit,)):
        source, target = _image(row["before"]), _image(row["after"])
        if not forward:
            source, target = target, source
        if target is None:
            removed.append((row["place"], source or {}))
        elif source is None:
            added.append((row["place"], target))
        else:
            changed.append((row["place"], source, target))
    for table, source in sorted(removed, key=lambda each: -_ORDER[each[0]]):
        _remove(db, table, source)
    for table, pairs in _alike(changed):
        _change_all(db, table, pairs)
    for table, target in sorted(added, key=lambda each: _ORDER[each[0]]):
        _add(db, table, target)


def _image(stored: str | None) -> Image | None:
    if stored is None:
        return None
    image: Image = json.loads(stored)
    return image


def _remove(db: Database, table: str, source: Image) -> None:
    names = PLACES[table].names()
    sql = f"DELETE FROM {table} WHERE {_same(names)}"  # noqa: S608 (names of our own tables, never values)
    if not db.run(sql, [source[name] for name in names]) and _current(db, table, source) is not None:
        raise _changed(table)


def _alike(changed: Iterable[tuple[str, Image, Image]]) -> Iterable[tuple[str, list[tuple[Image, Image]]]]:
    """Put together the rows of a table in which the same columns go from the same values to the same."""
    groups: dict[tuple[Value | tuple[str, Value, Value], ...], list[tuple[Image, Image]]] = {}
    for table, source, target in changed:
        columns = PLACES[table].columns
        moves = ((name, source[name], target[name]) for name in columns if source[name] != target[name])
        groups.setdefault((table, *moves), []).append((source, target))
    return ((str(kind[0]), pairs) for kind, pairs in groups.items())


def _change_all(db: Database, table: str, pairs: list[tuple[Image, Image]]) -> None:
    place = PLACES[table]
    if len(pairs) > 1 and len(place.key) == 1:
        source, target = pairs[0]
        names = [name for name in place.columns if source[name] != target[name]]
        sql = (
            f"UPDATE {table} SET {_assignments(names)} "  # noqa: S608 (as above)
            f"WHERE {_same(names)} AND {place.key[0]} IN (SELECT value FROM json_each(?))"
        )
        keys = json.dumps([each[place.key[0]] for each, _ in pairs])
        values = [*(target[name] for name in names), *(source[name] for name in names)]
        if db.run(sql, [*values, keys]) == len(pairs):
            return
    for source, target in pairs:
        _change(db, table, source, target)


def _change(db: Database, table: str, source: Image, target: Image) -> None:
    place = PLACES[table]
    names = [name for name in place.columns if source[name] != target[name]]
    sql = f"UPDATE {table} SET {_assignments(names)} WHERE {_same((*place.key, *names))}"  # noqa: S608 (as above)
    wanted, key = [target[name] for name in names], [source[name] for name in place.key]
    if db.run(sql, [*wanted, *key, *(source[name] for name in names)]):
        return
    current = _current(db, table, source)
    if current is None or any(current[name] not in (source[name], target[name]) for name in names):
        raise _changed(table)
    # Part of it was brought back by other means, such as reading what had been marked as unread.
    sql = f"UPDATE {table} SET {_assignments(names)} WHERE {_same(place.key)}"  # noqa: S608 (as above)
    db.run(sql, [*wanted, *key])


def _add(db: Database, table: str, target: Image) -> None:
    names = PLACES[table].names()
    columns, values = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in names)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT DO NOTHING"  # noqa: S608 (as above)
    try:
        added = db.run(sql, [target[name] for name in names])
    except sqlite3.IntegrityError as error:  # what it belongs to is gone
        raise _changed(table) from error
    if not added:
        current = _current(db, table, target)
        if current is None or any(current[name] != target[name] for name in names):
            raise _changed(table)


def _current(db: Database, table: str, image: Image) -> sqlite3.Row | None:
    place = PLACES[table]
    sql = f"SELECT * FROM {table} WHERE {_same(place.key)}"  # noqa: S608 (as above)
    return db.one(sql, [image[name] for name in place.key])


def _assignments(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}" = ?' for name in names)


def _same(names: Iterable[str]) -> str:
    return " AND ".join(f'"{name}" IS ?' for name in names)


def _changed(table: str) -> ReaderError:
    return ReaderError(Trouble.UNDO_CHANGED, what=PLACES[table].noun)
