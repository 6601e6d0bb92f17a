"""Edits: what the user did, each a labelled transaction that can be undone and done again, any day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from reader.model.change import EditKind, EditMark, UndoState
from reader.model.ids import ArticleId, EditId
from reader.store.files.database import Database
from reader.store.user import images, steps

PAUSE: Final = timedelta(seconds=45)
"""Saves of one note that follow each other within this time are one edit: a stretch of typing, no sitting."""

_LISTED: Final = frozenset({"articles", "article_tags", "highlights", "corrections", "tags"})
"""Tables whose rows decide what a shelf or tag holds, and in which order."""


class Standing(StrEnum):
    """Whether an edit can be undone, can be done again, or is history only."""

    DONE = "done"
    UNDONE = "undone"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Touched:
    """What an undo or redo changed: the articles, whether lists may differ, whether the index has to hear.

    `searches`: saved searches are others; `everything`: too much to name, such as what bears a renamed tag.
    """

    articles: frozenset[ArticleId]
    lists: bool
    words: bool
    searches: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class PastEdit:
    """A line of the history; `made` is an ISO time in UTC."""

    id: EditId
    mark: EditMark
    made: str
    standing: Standing


@contextmanager
def edit(db: Database, mark: EditMark, *, now: str) -> Iterator[None]:
    """Make all that is done within one edit, under the name of `mark`; an exception takes it back.

    Nothing is left of an edit that changed nothing. A new edit ends what could be done again. Successive
    saves of one note fold into one edit.
    """
    with db.transaction():
        number = EditId(
            db.insert(
                "INSERT INTO edits (kind, subject, made, settled) VALUES (?, ?, ?, ?)",
                (mark.kind, mark.subject, now, now),
            )
        )
        db.run("INSERT INTO edit_open (only, edit_id) VALUES (1, ?)", (number,))
        yield
        db.run("DELETE FROM edit_open")
        if not images.settle(db, number) and not steps.any_of(db, number):
            db.run("DELETE FROM edits WHERE id = ?", (number,))
            return
        if (
            not db.run("UPDATE edits SET state = 'past' WHERE state = 'undone'")
            and mark.kind is EditKind.NOTE
        ):
            fold_into_last(db, number, now=now)


def fold_into_last(db: Database, number: EditId, *, now: str) -> bool:
    """Fold an edit of a note into the edit just before it, if that wrote the same note up to `PAUSE` ago.

    Tell whether it did. Inside the transaction of the edit.
    """
    last = db.one(
        "SELECT id, kind, settled FROM edits WHERE state = 'done' AND id < ? ORDER BY id DESC LIMIT 1",
        (number,),
    )
    if last is None or last["kind"] != EditKind.NOTE:
        return False
    pause = datetime.fromisoformat(now) - datetime.fromisoformat(last["settled"])
    marked = _highlights(db, number)
    if not timedelta(0) <= pause <= PAUSE or marked is None or marked != _highlights(db, last["id"]):
        return False
    db.run("UPDATE edit_rows SET edit_id = ? WHERE edit_id = ?", (last["id"], number))
    db.run("DELETE FROM edits WHERE id = ?", (number,))
    db.run("UPDATE edits SET settled = ? WHERE id = ?", (now, last["id"]))
    images.settle(db, last["id"])
    written = db.one(
        """SELECT 1 FROM edit_rows WHERE edit_id = ? AND place = 'notes'
           AND json_extract(before, '$.body') IS NOT json_extract(after, '$.body')""",
        (last["id"],),
    )
    if written is None:
        # The note is what it was: only the times of the last change are left to take back.
        images.put_back(db, last["id"], forward=False)
        db.run("DELETE FROM edits WHERE id = ?", (last["id"],))
    return True


def undo(db: Database, *, now: str) -> tuple[EditMark, Touched] | None:
    """Take the last edit back; None when there is none.

    Raises:
        ReaderError: `UNDO_CHANGED` when what it changed has been changed since; nothing is altered then.
    """
    return _move(
        db,
        "SELECT id, kind, subject FROM edits WHERE state = 'done' ORDER BY id DESC LIMIT 1",
        Standing.UNDONE,
        now,
    )


def redo(db: Database, *, now: str) -> tuple[EditMark, Touched] | None:
    """Do the edit undone last again; None when there is none.

    Raises:
        ReaderError: `UNDO_CHANGED` when what it changed has been changed since; nothing is altered then.
    """
    return _move(
        db,
        "SELECT id, kind, subject FROM edits WHERE state = 'undone' ORDER BY id LIMIT 1",
        Standing.DONE,
        now,
    )


def state(db: Database) -> UndoState:
    """Tell what Undo would take back and Redo do again."""
    with db.snapshot():
        done = db.one("SELECT kind, subject FROM edits WHERE state = 'done' ORDER BY id DESC LIMIT 1")
        undone = db.one("SELECT kind, subject FROM edits WHERE state = 'undone' ORDER BY id LIMIT 1")
    return UndoState(
        undo=EditMark(EditKind(done["kind"]), done["subject"]) if done else None,
        redo=EditMark(EditKind(undone["kind"]), undone["subject"]) if undone else None,
    )


def history(db: Database, limit: int = 200) -> list[PastEdit]:
    """Give the last edits, the newest first, also those that can no longer be undone."""
    return [
        PastEdit(
            EditId(row["id"]),
            EditMark(EditKind(row["kind"]), row["subject"]),
            row["made"],
            Standing(row["state"]),
        )
        for row in db.rows(
            "SELECT id, kind, subject, made, state FROM edits ORDER BY id DESC LIMIT ?", (limit,)
        )
    ]


def _move(db: Database, which: str, standing: Standing, now: str) -> tuple[EditMark, Touched] | None:
    with db.transaction():
        row = db.one(which)
        if row is None:
            return None
        forward = standing is Standing.DONE
        images.put_back(db, row["id"], forward=forward)
        steps.put_back(db, row["id"], forward=forward)
        db.run("UPDATE edits SET state = ?, settled = ? WHERE id = ?", (standing, now, row["id"]))
        return EditMark(EditKind(row["kind"]), row["subject"]), _touched(db, row["id"])


def _touched(db: Database, number: int) -> Touched:
    articles, places = steps.touched(db, number)
    for row in db.rows("SELECT DISTINCT article_id, place FROM edit_rows WHERE edit_id = ?", (number,)):
        if row["article_id"]:
            articles.add(ArticleId(row["article_id"]))
        places.add(row["place"])
    return Touched(
        frozenset(articles),
        lists=bool(places & _LISTED),
        words=bool(places & {"highlights", "notes", "corrections"}),
        searches="saved_searches" in places,
        everything="tags" in places,
    )


def _highlights(db: Database, number: int) -> set[int] | None:
    """Give the highlights whose notes an edit wrote; None when it did anything else."""
    found = set()
    for row in db.rows(
        """SELECT place, row, before IS NULL OR after IS NULL AS made,
               json_extract(coalesce(after, before), '$.highlight_id') AS highlight
           FROM edit_rows WHERE edit_id = ?""",
        (number,),
    ):
        if row["place"] == "notes":
            found.add(int(row["highlight"]))
        elif row["place"] == "highlights" and not row["made"]:
            found.add(int(row["row"]))
        else:
            return None
    return found
