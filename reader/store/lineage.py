"""The lineage of a library: a random name that changes whenever the library is restored.

Whatever is derived from the library (the index, the cache of names) keeps the name beside the number of
the last change it heard of. When the name is another one, the library went on from a backup, and the
numbers mean other things: the derived file is set aside and made again.
"""

from reader.store.files.database import Database


def lineage(db: Database) -> str:
    """Give the name of the library's present line of history."""
    row = db.one("SELECT name FROM lineage")
    return "" if row is None else str(row["name"])


def branch(db: Database) -> str:
    """Begin a new line of history; give its name."""
    db.run("INSERT OR REPLACE INTO lineage VALUES (1, lower(hex(randomblob(16))))")
    return lineage(db)
