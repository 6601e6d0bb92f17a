"""What stopped the worker twice and is left out."""

from collections.abc import Iterable

from reader.model.aside import Aside, Task
from reader.model.errors import Trouble
from reader.store.files.database import Database


def add(db: Database, aside: Aside, *, now: str) -> None:
    """Leave something out from now on."""
    db.run(
        "INSERT OR REPLACE INTO set_aside (kind, subject, mark, reason, moment) VALUES (?, ?, ?, ?, ?)",
        (aside.task, aside.subject, aside.mark, aside.reason, now),
    )


def everything(db: Database) -> list[Aside]:
    """Give what is left out, the oldest first."""
    return [
        Aside(Task(row["kind"]), row["subject"], row["mark"], Trouble(row["reason"]), row["moment"])
        for row in db.rows("SELECT * FROM set_aside ORDER BY moment, kind, subject")
    ]


def marks(db: Database, task: Task) -> dict[str, str]:
    """Give subject and mark of what is left out of one kind of work."""
    rows = db.rows("SELECT subject, mark FROM set_aside WHERE kind = ?", (task,))
    return {row["subject"]: row["mark"] for row in rows}


def forget(db: Database, task: Task, subjects: Iterable[str]) -> None:
    """Leave these out no longer."""
    db.run_many("DELETE FROM set_aside WHERE kind = ? AND subject = ?", ((task, each) for each in subjects))


def forget_all(db: Database) -> None:
    """Leave nothing out any longer."""
    db.run("DELETE FROM set_aside")
