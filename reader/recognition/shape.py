"""The shape of `names.sqlite`. It has no migrations: a file of another shape is made again."""

import sqlite3
from typing import Final

APPLICATION_ID: Final = int.from_bytes(b"PrsN", "big")
VERSION: Final = 1

_SHAPE: Final = """
-- How far the changes of which line of history of the library were read.
CREATE TABLE progress (
    only    INTEGER PRIMARY KEY CHECK (only = 1),
    lineage TEXT NOT NULL,
    read_to INTEGER NOT NULL
);

-- What a model found in a piece of text, by the SHA-256 of the piece: no rules have touched it yet.
CREATE TABLE raw (
    hash  BLOB NOT NULL,
    model TEXT NOT NULL,
    spans BLOB NOT NULL,
    PRIMARY KEY (hash, model)
) WITHOUT ROWID;

-- Which article has which pieces; a piece that no article has goes.
CREATE TABLE pieces (
    article INTEGER NOT NULL,
    hash    BLOB NOT NULL,
    PRIMARY KEY (article, hash)
) WITHOUT ROWID;
CREATE INDEX pieces_by_hash ON pieces (hash, article);

-- The mentions of an article's version, and by which model and rules they came to be.
CREATE TABLE recognised (
    article  INTEGER PRIMARY KEY,
    version  INTEGER NOT NULL,
    model    TEXT NOT NULL,
    rules    INTEGER NOT NULL,
    language TEXT NOT NULL,
    state    TEXT NOT NULL,
    mentions BLOB NOT NULL
);
CREATE INDEX recognised_by ON recognised (model, rules, version);

-- Names over all articles, by family and key; the indexes hold whole rows, so that a check compares both.
CREATE TABLE aliases (id INTEGER PRIMARY KEY, family TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (family, key));
CREATE TABLE named (
    alias    INTEGER NOT NULL,
    article  INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (alias, article)
) WITHOUT ROWID;
CREATE INDEX named_in ON named (article, alias, mentions);
"""


def lay_out(connection: sqlite3.Connection, lineage: str) -> None:
    """Make the tables in an empty file, for a library of that lineage."""
    pragmas = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
    connection.executescript(f"BEGIN IMMEDIATE; {_SHAPE} {pragmas} COMMIT;")
    connection.execute("INSERT INTO progress VALUES (1, ?, 0)", (lineage,))


def is_ours(connection: sqlite3.Connection) -> bool:
    """Tell whether a file has this shape."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool((application, version) == (APPLICATION_ID, VERSION))
