"""Articles: stored, found again, opened, listed, counted, read, deleted for good."""

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from reader.model.article import Article, ArticleRow, Block, Draft, Field, Origin, Snippet, TagMark
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId, VersionId
from reader.model.query import Collections, Shelf, TagCount
from reader.store.files import originals
from reader.store.files.database import Database
from reader.store.twins import twins
from reader.store.user import annotations, steps
from reader.store.user.tags import key_of, packed, tags_of
from reader.store.versions import insert_version, unpack

_LISTED: Final = {
    Shelf.ALL: """SELECT id FROM articles WHERE binned = ''
        ORDER BY published DESC, id DESC""",
    Shelf.UNREAD: """SELECT id FROM articles INDEXED BY articles_unread
        WHERE unread = 1 AND archived = 0 AND binned = ''
        ORDER BY published DESC, id DESC""",
    Shelf.STARRED: """SELECT id FROM articles INDEXED BY articles_starred WHERE starred = 1 AND binned = ''
        ORDER BY published DESC, id DESC""",
    Shelf.ANNOTATED: """SELECT id FROM articles INDEXED BY articles_annotated WHERE marks > 0 AND binned = ''
        ORDER BY published DESC, id DESC""",
    Shelf.ARCHIVE: """SELECT id FROM articles INDEXED BY articles_archived WHERE archived = 1 AND binned = ''
        ORDER BY published DESC, id DESC""",
    Shelf.BIN: """SELECT id FROM articles WHERE binned > ''
        ORDER BY published DESC, id DESC""",
}

_COUNTED: Final = {
    Shelf.ALL: """SELECT count(*) FROM articles WHERE binned = ''""",
    Shelf.UNREAD: """SELECT count(*) FROM articles INDEXED BY articles_unread
        WHERE unread = 1 AND archived = 0 AND binned = ''""",
    Shelf.STARRED: """SELECT count(*) FROM articles INDEXED BY articles_starred
        WHERE starred = 1 AND binned = ''""",
    Shelf.ANNOTATED: """SELECT count(*) FROM articles INDEXED BY articles_annotated
        WHERE marks > 0 AND binned = ''""",
    Shelf.ARCHIVE: """SELECT count(*) FROM articles INDEXED BY articles_archived
        WHERE archived = 1 AND binned = ''""",
    Shelf.BIN: """SELECT count(*) FROM articles WHERE binned > ''""",
}


def add_article(
    db: Database,
    draft: Draft,
    origin: Origin,
    *,
    source: str,
    text_key: str,
    batch: BatchId,
    added: str,
) -> ArticleId:
    """Store a draft as a new, unread article. `source` is the draft's, or that of the batch."""
    with db.transaction():
        article = ArticleId(
            db.insert(
                """INSERT INTO articles (batch_id, added, title, source, author, published)
                   VALUES (?, ?, ?, ?, ?, ?)""",
                (batch, added, draft.title, source, ", ".join(draft.authors), draft.published or ""),
            )
        )
        insert_version(db, article, draft, origin, source=source, text_key=text_key, batch=batch)
    return article


def add_version(
    db: Database,
    article: ArticleId,
    draft: Draft,
    origin: Origin,
    *,
    source: str,
    text_key: str,
    batch: BatchId,
) -> VersionId:
    """Store a draft as the current version of an article; facts the user corrected stay as corrected.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    with db.transaction():
        title(db, article)
        return insert_version(db, article, draft, origin, source=source, text_key=text_key, batch=batch)


def by_url(db: Database, url: str) -> list[ArticleId]:
    """Give the articles of which some version came from an address, binned ones included."""
    return _ids(db, "SELECT DISTINCT article_id FROM versions WHERE url = ? AND url <> '' ORDER BY 1", url)


def by_origin(db: Database, root: str, place: str) -> list[ArticleId]:
    """Give the articles of which some version came from a file, binned ones included.

    The file is the same whether it was imported by itself, with its folder or with a folder above.
    """
    return _ids(
        db,
        """SELECT DISTINCT article_id FROM versions
           WHERE root || '/' || place = ? || '/' || ? ORDER BY 1""",
        root,
        place,
    )


def by_text(db: Database, text_key: str, source: str, *, day: str = "", digest: str = "") -> ArticleId | None:
    """Give the article of a source whose current text has a key, a binned one included.

    The source is that of the file, or the user's correction of it, and so is the day: what was printed on
    another known `day` is another article, unless it came from a file of just these bytes (`digest`).
    Where no source is known, only such a copy is the same article: two papers may print one text. Of
    several the one of these bytes is given, else that of the day, else the first.
    """
    row = db.one(
        """SELECT a.id,
               EXISTS (SELECT 1 FROM versions WHERE digest = ?4 AND article_id = a.id) AS bytes,
               ?3 IN (substr(v.published, 1, 10), substr(a.published, 1, 10)) AS dated
           FROM versions AS v JOIN articles AS a ON a.current_version = v.id
           WHERE v.text_key = ?1 AND ?2 IN (v.source, a.source)
               AND (bytes OR (?2 <> '' AND (dated OR ?3 = '' OR (v.published = '' AND a.published = ''))))
           ORDER BY bytes DESC, dated DESC, a.id LIMIT 1""",
        (text_key, source, day, digest),
    )
    return None if row is None else ArticleId(row["id"])


def file_digest(db: Database, article: ArticleId, root: str, place: str) -> str:
    """Give the SHA-256 of a file when it last gave the article a version; empty when it never did."""
    row = db.one(
        """SELECT digest FROM versions
           WHERE article_id = ? AND root || '/' || place = ? || '/' || ? ORDER BY number DESC LIMIT 1""",
        (article, root, place),
    )
    return "" if row is None else str(row["digest"])


def files_of_source(db: Database, source: str, limit: int) -> list[tuple[str, str]]:
    """Give the SHA-256 and the path of the files that the last articles of a source came from."""
    rows = db.rows(
        """SELECT digest, path FROM articles AS a JOIN versions AS v ON v.id = a.current_version
           WHERE a.source = ? ORDER BY a.id DESC LIMIT ?""",
        (source, limit),
    )
    return [(row["digest"], row["path"]) for row in rows]


def current_digest(db: Database, article: ArticleId) -> str:
    """Give the SHA-256 of the file that the current version of an article came from.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    row = db.one(
        "SELECT digest FROM articles AS a JOIN versions AS v ON v.id = a.current_version WHERE a.id = ?",
        (article,),
    )
    if row is None:
        raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
    return str(row["digest"])


def article(db: Database, article: ArticleId) -> Article:
    """Open an article: its current text with everything the user did to it.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    with db.snapshot():
        row = db.one(
            """SELECT a.*, v.number, v.updated, v.language, v.url, v.path, v.encoding, v.doubts, v.blocks,
                   v.text, (SELECT count(*) FROM versions WHERE article_id = a.id) AS versions
               FROM articles AS a JOIN versions AS v ON v.id = a.current_version WHERE a.id = ?""",
            (article,),
        )
        if row is None:
            raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
        corrected = db.rows("SELECT field FROM corrections WHERE article_id = ?", (article,))
        return Article(
            id=article,
            version=VersionId(row["current_version"]),
            version_number=row["number"],
            version_count=row["versions"],
            title=row["title"],
            source=row["source"],
            author=row["author"],
            published=row["published"],
            updated=row["updated"],
            language=row["language"],
            url=row["url"],
            origin=row["path"],
            encoding=row["encoding"],
            added=row["added"],
            text=row["text"],
            blocks=unpack(row["blocks"]),
            corrected=frozenset(Field(each["field"]) for each in corrected),
            tags=tags_of(db, [article]).get(article, ()),
            highlights=annotations.highlights(db, article),
            unread=bool(row["unread"]),
            starred=bool(row["starred"]),
            archived=bool(row["archived"]),
            binned=bool(row["binned"]),
            position=min(row["position"], len(row["text"])),
            doubts=tuple(json.loads(row["doubts"])),
            also_in=twins(db, article),
        )


def title(db: Database, article: ArticleId) -> str:
    """Give the title of an article as the user knows it.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    row = db.one("SELECT title FROM articles WHERE id = ?", (article,))
    if row is None:
        raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
    return str(row["title"])


def article_text(db: Database, article: ArticleId) -> str:
    """Give the current text of an article.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    found = texts(db, [article])
    if article not in found:
        raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
    return found[article][0]


def texts(db: Database, ids: Iterable[ArticleId]) -> dict[ArticleId, tuple[str, tuple[Block, ...]]]:
    """Give the current texts of articles with their blocks; missing articles are left out."""
    return {
        ArticleId(row["article_id"]): (row["text"], unpack(row["blocks"]))
        for row in db.rows(
            """SELECT v.article_id, v.blocks, v.text
               FROM articles AS a JOIN versions AS v ON v.id = a.current_version
               WHERE a.id IN (SELECT value FROM json_each(?))""",
            (packed(ids),),
        )
    }


def rows(db: Database, ids: Sequence[ArticleId]) -> list[ArticleRow]:
    """Give what the list shows of articles, in the order of `ids`; missing ones are left out."""
    with db.snapshot():
        tags = tags_of(db, ids)
        found = {
            row["id"]: ArticleRow(
                id=ArticleId(row["id"]),
                title=row["title"],
                source=row["source"],
                published=row["published"],
                snippet=Snippet(row["opening"]),
                tags=tags.get(row["id"], ()),
                notes=row["marks"],
                unread=bool(row["unread"]),
                starred=bool(row["starred"]),
                archived=bool(row["archived"]),
            )
            for row in db.rows(
                """SELECT a.id, a.title, a.source, a.published, a.marks, a.unread, a.starred, a.archived,
                          v.opening
                   FROM articles AS a JOIN versions AS v ON v.id = a.current_version
                   WHERE a.id IN (SELECT value FROM json_each(?))""",
                (packed(ids),),
            )
        }
    return [found[number] for number in ids if number in found]


def listed(db: Database, *, shelf: Shelf, tag: str | None) -> "array[int]":
    """Give the identities of a shelf and, if named, a tag: newest published first, undated ones last.

    Of those published at one time, the last imported comes first. The tag may be that of a highlight.
    """
    if tag is None:
        return db.numbers(_LISTED[shelf])
    with db.snapshot():
        tagged = frozenset(
            db.numbers(
                """SELECT article_id FROM article_tags WHERE tag_id = (SELECT id FROM tags WHERE key = ?1)
                   UNION ALL
                   SELECT h.article_id FROM highlight_tags AS t JOIN highlights AS h ON h.id = t.highlight_id
                   WHERE t.tag_id = (SELECT id FROM tags WHERE key = ?1)""",
                (key_of(tag),),
            )
        )
        return array("q", (number for number in db.numbers(_LISTED[shelf]) if number in tagged))


def counts(db: Database) -> Collections:
    """Count the articles on each shelf and with each tag; tags of articles in the bin do not count.

    An article has a tag when it or one of its highlights bears it.
    """
    with db.snapshot():
        shelves = {shelf: db.numbers(sql)[0] for shelf, sql in _COUNTED.items()}
        # CROSS JOIN holds SQLite to this order: the bin is small, the table of tags is not.
        held = db.rows(
            """SELECT name, colour, key, held - coalesce(binned, 0) AS articles
               FROM (SELECT tag_id, count(*) AS held FROM article_tags GROUP BY tag_id)
               JOIN tags ON tags.id = tag_id
               LEFT JOIN (
                   SELECT t.tag_id AS binned_tag, count(*) AS binned
                   FROM articles AS a CROSS JOIN article_tags AS t ON t.article_id = a.id
                   WHERE a.binned > '' GROUP BY t.tag_id
               ) ON binned_tag = tag_id"""
        )
        by_highlight = db.rows(
            # Two indexes say it all: rows of highlights are wide.
            """SELECT name, colour, key, articles FROM (
                   SELECT tag_id, count(*) AS articles FROM (
                       SELECT DISTINCT t.tag_id, h.article_id
                       FROM highlights AS h INDEXED BY highlights_of_article
                       CROSS JOIN highlight_tags AS t ON t.highlight_id = h.id
                   ) AS pair
                   WHERE NOT EXISTS (SELECT 1 FROM article_tags AS t
                           WHERE t.article_id = pair.article_id AND t.tag_id = pair.tag_id)
                       AND article_id NOT IN (SELECT id FROM articles WHERE binned > '')
                   GROUP BY tag_id
               ) JOIN tags ON tags.id = tag_id"""
        )
    marks = {row["key"]: TagMark(row["name"], row["colour"]) for row in (*held, *by_highlight)}
    total: Counter[str] = Counter()
    for row in (*held, *by_highlight):
        total[row["key"]] += row["articles"]
    counted = tuple(TagCount(marks[key], total[key]) for key in sorted(total) if total[key])
    return Collections(shelves, counted)


def stored(db: Database) -> int:
    """Count the articles outside of the bin."""
    return db.numbers(_COUNTED[Shelf.ALL])[0]


def mark_read(db: Database, article: ArticleId) -> None:
    """Note that an article was opened and read; no edit."""
    db.run("UPDATE articles SET unread = 0 WHERE id = ? AND unread = 1", (article,))


def save_position(db: Database, article: ArticleId, position: int) -> None:
    """Keep the reading position (code point at the top of the page); no edit."""
    db.run("UPDATE articles SET position = ?1 WHERE id = ?2 AND position <> ?1", (max(0, position), article))


def purge(db: Database, ids: Iterable[ArticleId]) -> int:
    """Delete articles that lie in the bin for good, with all that was done to them; give their number.

    Originals that no other version needs go too, and what the undo log holds of these articles.
    """
    with db.transaction():
        binned = db.numbers(
            "SELECT id FROM articles WHERE binned > '' AND id IN (SELECT value FROM json_each(?))",
            (packed(ids),),
        )
        loose = delete(db, binned)
    for digest in loose:
        originals.drop(db.folder, digest)
    return len(binned)


def delete(db: Database, ids: Iterable[int]) -> list[str]:
    """Delete articles for good, inside a transaction; give the originals that may be dropped after it."""
    gone = packed(ids)
    digests = db.rows(
        "SELECT DISTINCT digest FROM versions WHERE article_id IN (SELECT value FROM json_each(?))", (gone,)
    )
    db.run("DELETE FROM edit_rows WHERE article_id IN (SELECT value FROM json_each(?))", (gone,))
    steps.forget(db, gone)
    # An edit of which nothing is left can be neither undone nor redone, and must not stand in the way.
    db.run(
        """UPDATE edits SET state = 'past' WHERE state <> 'past'
           AND NOT EXISTS (SELECT 1 FROM edit_rows WHERE edit_id = edits.id)
           AND NOT EXISTS (SELECT 1 FROM edit_steps WHERE edit_id = edits.id)"""
    )
    db.run("DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))", (gone,))
    return unneeded(db, [row["digest"] for row in digests])


def unneeded(db: Database, digests: Iterable[str]) -> list[str]:
    """Give those of the originals that no version needs."""
    return [
        digest
        for digest in digests
        if db.one("SELECT 1 FROM versions WHERE digest = ? LIMIT 1", (digest,)) is None
    ]


def _ids(db: Database, sql: str, *parameters: str) -> list[ArticleId]:
    return [ArticleId(number) for number in db.numbers(sql, parameters)]
