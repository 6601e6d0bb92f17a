"""What is known of articles besides their words, as sets of identities. The bin is not left out here."""

from array import array
from calendar import monthrange
from collections.abc import Iterable, Sequence

from reader.store.files.database import Database
from reader.store.user.tags import key_of, packed, packed_words


def by_day(db: Database) -> "tuple[array[int], array[int]]":
    """Give every article that has a day, and the days as numbers such as 20251105, or 202511 for a month."""
    known = "FROM articles WHERE published <> '' ORDER BY id"
    with db.snapshot():
        return (
            db.numbers(f"SELECT id {known}"),
            db.numbers(f"SELECT CAST(replace(substr(published, 1, 10), '-', '') AS INTEGER) {known}"),
        )


def by_source(db: Database, names: Sequence[str]) -> "tuple[array[int], array[int]]":
    """Give every article that is from one of these sources, and the places of the sources among them."""
    known = """FROM articles AS a CROSS JOIN named ON named.name = a.source ORDER BY a.id"""
    named = "WITH named (place, name) AS MATERIALIZED (SELECT key, value FROM json_each(?))"
    with db.snapshot():
        return (
            db.numbers(f"{named} SELECT a.id {known}", (packed_words(names),)),
            db.numbers(f"{named} SELECT place {known}", (packed_words(names),)),
        )


def unread(db: Database, wanted: bool) -> "array[int]":
    """Give the articles that are unread, or those that are read."""
    return db.many_numbers("SELECT id FROM articles WHERE unread = ?", (int(wanted),))


def starred(db: Database) -> "array[int]":
    """Give the articles with a star."""
    return db.numbers("SELECT id FROM articles WHERE starred = 1")


def archived(db: Database) -> "array[int]":
    """Give the articles in the archive."""
    return db.numbers("SELECT id FROM articles WHERE archived = 1")


def with_note(db: Database) -> "array[int]":
    """Give the articles with a note, on a passage or on the whole."""
    return db.numbers("SELECT DISTINCT article_id FROM notes WHERE body <> ''")


def with_highlight(db: Database) -> "array[int]":
    """Give the articles with a highlight."""
    return db.numbers("SELECT DISTINCT article_id FROM highlights")


def tagged(db: Database, name: str, *, beginning: bool = False) -> "array[int]":
    """Give the articles that bear a tag, or of which a highlight does; `beginning`: tags that begin so."""
    key = key_of(name)
    return db.numbers(
        """WITH wanted AS (
               SELECT id FROM tags WHERE key = ?1 OR (?2 AND substr(key, 1, length(?1)) = ?1))
           SELECT article_id FROM article_tags WHERE tag_id IN wanted
           UNION SELECT h.article_id FROM highlight_tags AS t JOIN highlights AS h ON h.id = t.highlight_id
               WHERE t.tag_id IN wanted""",
        (key, int(beginning)),
    )


def with_tag(db: Database) -> "array[int]":
    """Give the articles that bear any tag, or of which a highlight does."""
    return db.numbers(
        """SELECT article_id FROM article_tags
           UNION SELECT h.article_id FROM highlight_tags AS t JOIN highlights AS h ON h.id = t.highlight_id"""
    )


def in_language(db: Database, code: str, *, beginning: bool = False) -> "array[int]":
    """Give the articles whose current text is in a language; an empty code is an unknown one."""
    return db.many_numbers(
        """SELECT a.id FROM articles AS a JOIN versions AS v ON v.id = a.current_version
           WHERE v.language = ?1 OR (?1 <> '' AND v.language LIKE ?1 || '-%')
               OR (?2 AND substr(v.language, 1, length(?1)) = ?1)""",
        (code.lower(), int(beginning)),
    )


def sources(db: Database) -> list[str]:
    """Give every source, those with the most articles outside the bin first."""
    return [
        row["source"]
        for row in db.rows(
            """SELECT source FROM articles WHERE source <> ''
               GROUP BY source ORDER BY sum(binned = '') DESC, source"""
        )
    ]


def all_sources(db: Database) -> list[str]:
    """Give every source, in no order: that takes a third of the time."""
    return [row["source"] for row in db.rows("SELECT DISTINCT source FROM articles WHERE source <> ''")]


def languages(db: Database) -> list[str]:
    """Give every language of a current text, those with the most articles outside the bin first."""
    return [
        row["language"]
        for row in db.rows(
            """SELECT v.language FROM articles AS a JOIN versions AS v ON v.id = a.current_version
               WHERE v.language <> '' GROUP BY v.language ORDER BY sum(a.binned = '') DESC, v.language"""
        )
    ]


def authors(db: Database) -> list[str]:
    """Give every author line."""
    return [row["author"] for row in db.rows("SELECT DISTINCT author FROM articles WHERE author <> ''")]


def of_sources(db: Database, names: Iterable[str]) -> "array[int]":
    """Give the articles of sources."""
    return db.many_numbers(
        "SELECT id FROM articles WHERE source IN (SELECT value FROM json_each(?))", (packed_words(names),)
    )


def of_authors(db: Database, names: Iterable[str]) -> "array[int]":
    """Give the articles with author lines."""
    return db.many_numbers(
        "SELECT id FROM articles WHERE author IN (SELECT value FROM json_each(?))", (packed_words(names),)
    )


def published(db: Database, first: str, last: str) -> "array[int]":
    """Give the articles published from one day to another (ISO), both included.

    What is known only to the month or year counts when all of it lies within.
    """
    year, month, day = last.split("-")
    if int(day) == monthrange(int(year), int(month))[1]:
        last = f"{year}-{month}-31"  # so that a whole month, whose days are not looked up, is within
    return db.many_numbers(
        """SELECT id FROM articles
           WHERE published >= substr(?1, 1, 4) AND published < ?2 || '~'
               AND substr(published || substr('-01-01', length(published) - 3), 1, 10) >= ?1
               AND substr(published || substr('-12-31', length(published) - 3), 1, 10) <= ?2""",
        (first, last),
    )


def added(db: Database, start: str, end: str) -> "array[int]":
    """Give the articles imported from one moment up to before another (ISO, in UTC)."""
    return db.many_numbers("SELECT id FROM articles WHERE added >= ? AND added < ?", (start, end))


def title_and_text(db: Database, ids: Iterable[int]) -> list[tuple[int, str, str]]:
    """Give the titles and current texts of articles, as far as they are there."""
    return [
        (row["id"], row["title"], row["text"])
        for row in db.rows(
            """SELECT a.id, a.title, v.text FROM articles AS a JOIN versions AS v ON v.id = a.current_version
               WHERE a.id IN (SELECT value FROM json_each(?))""",
            (packed(ids),),
        )
    ]


def titles(db: Database) -> list[tuple[int, str]]:
    """Give every article with its title."""
    return [(row["id"], row["title"]) for row in db.rows("SELECT id, title FROM articles")]


def every(db: Database) -> "array[int]":
    """Give every article."""
    return db.many_numbers("SELECT id FROM articles")
