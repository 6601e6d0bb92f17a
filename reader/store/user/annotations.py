"""Highlights with their notes, labels and tags. What changes them is called inside `edits.edit`."""

import sqlite3
from collections.abc import Sequence

from reader.model.annotation import Anchor, AnchorState, Highlight, Label, Quote
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, HighlightId, VersionId
from reader.model.span import Span
from reader.store.files.database import Database
from reader.store.user.tags import packed, tag_number


def add_highlight(
    db: Database, article: ArticleId, span: Span, quote: Quote, label: int, *, now: str
) -> HighlightId:
    """Mark a passage (code points) of an article's current version.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
    """
    row = db.one("SELECT current_version FROM articles WHERE id = ?", (article,))
    if row is None:
        raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
    number = db.insert(
        """INSERT INTO highlights (article_id, version_id, start, "end", exact, prefix, suffix, label,
               created, modified)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)""",
        (
            article,
            row["current_version"],
            span.start,
            span.end,
            quote.exact,
            quote.prefix,
            quote.suffix,
            label,
            now,
        ),
    )
    return HighlightId(number)


def set_label(db: Database, highlight: HighlightId, label: int, *, now: str) -> None:
    """Give a highlight another label.

    Raises:
        ReaderError: `HIGHLIGHT_MISSING`.
    """
    _article_of(db, highlight)
    db.run(
        "UPDATE highlights SET label = ?1, modified = ?2 WHERE id = ?3 AND label <> ?1",
        (label, now, highlight),
    )


def set_note(db: Database, highlight: HighlightId, note: str, *, now: str) -> None:
    """Write the note of a highlight (Markdown); an empty one takes it away.

    Raises:
        ReaderError: `HIGHLIGHT_MISSING`.
    """
    article = _article_of(db, highlight)
    with db.transaction():
        if note:
            changed = db.run(
                """INSERT INTO notes (article_id, highlight_id, body, created, modified)
                   VALUES (?1, ?2, ?3, ?4, ?4)
                   ON CONFLICT (highlight_id) DO UPDATE SET body = excluded.body, modified = excluded.modified
                   WHERE body <> excluded.body""",
                (article, highlight, note, now),
            )
        else:
            changed = db.run("DELETE FROM notes WHERE highlight_id = ?", (highlight,))
        if changed:
            _touch(db, highlight, now)


def set_tags(db: Database, highlight: HighlightId, names: Sequence[str], *, now: str) -> None:
    """Give a highlight exactly these tags.

    Raises:
        ReaderError: `HIGHLIGHT_MISSING`.
    """
    _article_of(db, highlight)
    with db.transaction():
        wanted = packed(tag_number(db, name) for name in names)
        changed = db.run(
            """DELETE FROM highlight_tags WHERE highlight_id = ?
               AND tag_id NOT IN (SELECT value FROM json_each(?))""",
            (highlight, wanted),
        )
        changed += db.run(
            """INSERT INTO highlight_tags (highlight_id, tag_id) SELECT ?, value FROM json_each(?)
               WHERE true ON CONFLICT DO NOTHING""",
            (highlight, wanted),
        )
        if changed:
            _touch(db, highlight, now)


def remove(db: Database, highlight: HighlightId) -> None:
    """Take a highlight away, with its note and tags.

    Raises:
        ReaderError: `HIGHLIGHT_MISSING`.
    """
    _article_of(db, highlight)
    with db.transaction():
        # One by one and the highlight last: the log then has its parts in an order that can be undone.
        db.run("DELETE FROM highlight_tags WHERE highlight_id = ?", (highlight,))
        db.run("DELETE FROM notes WHERE highlight_id = ?", (highlight,))
        db.run("DELETE FROM highlights WHERE id = ?", (highlight,))


def place(db: Database, highlight: HighlightId, version: VersionId, anchor: Anchor, *, now: str) -> None:
    """Say where a highlight stands in a later version. Derived from the texts, so no part of an edit."""
    db.run(
        """INSERT INTO anchors (highlight_id, version_id, start, "end", state, score, placed)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (highlight_id, version_id) DO UPDATE SET
               start = excluded.start, "end" = excluded."end",
               state = excluded.state, score = excluded.score, placed = excluded.placed""",
        (highlight, version, anchor.start, anchor.end, anchor.state, anchor.score, now),
    )


def highlight(db: Database, highlight: HighlightId) -> Highlight:
    """Give one highlight as it stands in the current version.

    Raises:
        ReaderError: `HIGHLIGHT_MISSING`.
    """
    with db.snapshot():
        article = _article_of(db, highlight)
        return next(each for each in highlights(db, article) if each.id == highlight)


def highlights(db: Database, article: ArticleId) -> tuple[Highlight, ...]:
    """Give the highlights of an article in the text order of its current version, orphans last."""
    with db.snapshot():
        rows = db.rows(
            """SELECT h.id, h.article_id, h.version_id, h.start AS home_start, h."end" AS home_end, h.exact,
                   h.prefix, h.suffix, h.label, h.created, h.modified, n.body AS note, a.current_version,
                   k.start, k."end", k.state
               FROM highlights AS h JOIN articles AS a ON a.id = h.article_id
               LEFT JOIN notes AS n ON n.highlight_id = h.id
               LEFT JOIN anchors AS k ON k.highlight_id = h.id AND k.version_id = a.current_version
               WHERE h.article_id = ? ORDER BY h.start, h."end", h.id""",
            (article,),
        )
        if not rows:
            return ()
        tags = _tags_of(db, article)
        text = None
        found = []
        for row in rows:
            if row["state"] is None and row["version_id"] != row["current_version"] and text is None:
                text = _text_of(db, row["current_version"])
            found.append(_highlight(row, _anchor(row, text or ""), tags.get(row["id"], ())))
    found.sort(key=lambda each: (each.start is None, each.start or 0, each.end or 0))
    return tuple(found)


def labels(db: Database) -> tuple[Label, ...]:
    """Give the eight labels in their order."""
    return tuple(
        Label(row["number"], row["name"], row["colour"])
        for row in db.rows("SELECT number, name, colour FROM labels ORDER BY number")
    )


def _article_of(db: Database, highlight: HighlightId) -> ArticleId:
    row = db.one("SELECT article_id FROM highlights WHERE id = ?", (highlight,))
    if row is None:
        raise ReaderError(Trouble.HIGHLIGHT_MISSING, highlight=highlight)
    return ArticleId(row["article_id"])


def _touch(db: Database, highlight: HighlightId, now: str) -> None:
    db.run("UPDATE highlights SET modified = ? WHERE id = ?", (now, highlight))


def _tags_of(db: Database, article: ArticleId) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for row in db.rows(
        """SELECT highlight_id, name FROM highlight_tags JOIN tags ON tags.id = tag_id
           WHERE highlight_id IN (SELECT id FROM highlights WHERE article_id = ?) ORDER BY key""",
        (article,),
    ):
        found[row["highlight_id"]] = (*found.get(row["highlight_id"], ()), row["name"])
    return found


def _text_of(db: Database, version: int) -> str:
    row = db.one("SELECT text FROM versions WHERE id = ?", (version,))
    return row["text"] if row else ""


def _anchor(row: sqlite3.Row, text: str) -> Anchor:
    """Tell where a highlight stands: where it was made or carried to, or where its quote is found."""
    if row["version_id"] == row["current_version"]:
        return Anchor(row["home_start"], row["home_end"], AnchorState.EXACT)
    if row["state"] is not None:
        return Anchor(row["start"], row["end"], AnchorState(row["state"]))
    # Nothing was worked out: the highlight was away, by an undo, when the version came. Only its words with
    # all of their context, and only once, are good enough: a wrong place is worse than an orphan.
    words = f"{row['prefix']}{row['exact']}{row['suffix']}"
    at = text.find(words)
    if at < 0 or text.find(words, at + 1) >= 0:
        return Anchor(None, None, AnchorState.ORPHAN, 0.0)
    start = at + len(row["prefix"])
    state = AnchorState.EXACT if start == row["home_start"] else AnchorState.MOVED
    return Anchor(start, start + len(row["exact"]), state)


def _highlight(row: sqlite3.Row, anchor: Anchor, tags: tuple[str, ...]) -> Highlight:
    return Highlight(
        id=HighlightId(row["id"]),
        article=ArticleId(row["article_id"]),
        start=anchor.start,
        end=anchor.end,
        quote=Quote(row["exact"], row["prefix"], row["suffix"]),
        label=row["label"],
        note=row["note"] or "",
        tags=tags,
        state=anchor.state,
        created=row["created"],
        modified=row["modified"],
    )
