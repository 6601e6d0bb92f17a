"""Programs that are killed in the middle of their work, and what must hold of a library afterwards."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

from reader.library.library import Library
from reader.model.query import Query
from reader.store.user.images import PLACES

PATIENCE: Final = 120
"""Seconds after which a program that was started counts as run away."""

_TESTS: Final = Path(__file__).parent
_TIMES: Final = frozenset({"created", "modified"})


def start(
    *arguments: str, stdout: int = subprocess.DEVNULL, stdin: int | None = None
) -> "subprocess.Popen[bytes]":
    """Start Python with a script or module of ours."""
    paths = os.pathsep.join([str(_TESTS), str(_TESTS.parent)])
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )


def kill(program: "subprocess.Popen[bytes]") -> bool:
    """Kill a program as the system would when the power fails; tell whether it was still running."""
    running = program.poll() is None
    if running:
        os.kill(program.pid, signal.SIGKILL)
    program.wait(PATIENCE)
    for stream in (program.stdin, program.stdout, program.stderr):
        if stream is not None:
            stream.close()
    return running


def is_whole(folder: Path) -> bool:
    """Let SQLite check the library through."""
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
        return not loose and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def stored(folder: Path) -> int:
    """Count the articles."""
    return _number(folder, "SELECT count(*) FROM articles")


def reported(folder: Path) -> int:
    """Count the articles that the reports of all imports say were added."""
    return _number(folder, "SELECT coalesce(sum(added), 0) FROM batches")


def searchable(library: Library, word: str) -> int:
    """Count the articles that are found by a word which each of them holds."""
    found = library.search(Query(word))
    assert not found.partial
    return found.total


def user_rows(folder: Path) -> dict[str, list[str]]:
    """Give every row the user can change, as text in the order of keys, but for the times of the changes."""
    rows: dict[str, list[str]] = {}
    with closing(sqlite3.connect(f"file:{folder / 'library.sqlite'}?mode=ro", uri=True)) as connection:
        for table, place in PLACES.items():
            names = [name for name in place.names() if name not in _TIMES]
            columns = ", ".join(f'"{name}"' for name in names)
            order = ", ".join(place.key)
            found = connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}").fetchall()
            if table == "articles":
                binned = names.index("binned")  # when it was binned is a time too
                found = [(*row[:binned], bool(row[binned]), *row[binned + 1 :]) for row in found]
            rows[table] = [json.dumps(row, ensure_ascii=False) for row in found]
    return rows


def _number(folder: Path, sql: str) -> int:
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        return int(connection.execute(sql).fetchone()[0])
