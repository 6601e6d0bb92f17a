"""What is done to whole articles: tags, star, read and unread, archive, bin, corrections of facts."""

from collections.abc import Sequence

from reader.library.clock import now
from reader.model.annotation import clean_tag
from reader.model.article import Field
from reader.model.change import Changes, EditKind, EditMark
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.query import Shelf
from reader.store import articles
from reader.store.files.database import Database
from reader.store.user import edits, states, tags
from reader.store.user.edits import Touched


def set_tags(db: Database, article: ArticleId, names: Sequence[str]) -> Changes:
    """Give an article exactly these tags.

    Raises:
        ReaderError: `ARTICLE_MISSING` or `TAG_INVALID`.
    """
    cleaned = list(dict.fromkeys(clean_tag(name) for name in names))
    mark = EditMark(EditKind.ARTICLE_TAG, articles.title(db, article))
    with edits.edit(db, mark, now=now()):
        tags.set_article_tags(db, article, cleaned)
    return _changed(db, [article], mark)


def tag(db: Database, ids: Sequence[ArticleId], added: Sequence[str], removed: Sequence[str] = ()) -> Changes:
    """Give articles tags and take others from them, besides what else each has, as one edit.

    Raises:
        ReaderError: `TAG_INVALID`.
    """
    names = list(dict.fromkeys(clean_tag(name) for name in added))
    mark = _mark(db, EditKind.ARTICLE_TAG, ids)
    with edits.edit(db, mark, now=now()):
        for name in names:
            tags.tag_articles(db, ids, name)
        for name in removed:
            tags.untag_articles(db, ids, name)
    return _changed(db, ids, mark)


def set_starred(db: Database, ids: Sequence[ArticleId], on: bool) -> Changes:
    """Star articles, or take their stars away."""
    mark = _mark(db, EditKind.STAR, ids)
    with edits.edit(db, mark, now=now()):
        states.set_starred(db, ids, on)
    return _changed(db, ids, mark)


def set_unread(db: Database, ids: Sequence[ArticleId], on: bool) -> Changes:
    """Mark articles as unread or read, on the user's wish."""
    mark = _mark(db, EditKind.UNREAD, ids)
    with edits.edit(db, mark, now=now()):
        states.set_unread(db, ids, on)
    return _changed(db, ids, mark)


def set_archived(db: Database, ids: Sequence[ArticleId], on: bool) -> Changes:
    """Put articles into the archive, or take them out of it."""
    mark = _mark(db, EditKind.ARCHIVE, ids)
    with edits.edit(db, mark, now=now()):
        states.set_archived(db, ids, on)
    return _changed(db, ids, mark)


def move_to_bin(db: Database, ids: Sequence[ArticleId]) -> Changes:
    """Put articles into the bin."""
    mark = _mark(db, EditKind.BIN, ids)
    moment = now()
    with edits.edit(db, mark, now=moment):
        states.move_to_bin(db, ids, moment)
    return _changed(db, ids, mark)


def restore(db: Database, ids: Sequence[ArticleId]) -> Changes:
    """Take articles out of the bin."""
    mark = _mark(db, EditKind.RESTORE, ids)
    with edits.edit(db, mark, now=now()):
        states.restore(db, ids)
    return _changed(db, ids, mark)


def correct(db: Database, article: ArticleId, field: Field, value: str) -> Changes:
    """Correct a fact of an article; a new version of its text keeps the correction.

    An empty value takes the correction back: the fact is again what the file says.

    Raises:
        ReaderError: `ARTICLE_MISSING`; `DATE_INVALID` when a publication time cannot be read.
    """
    value = " ".join(value.split())
    if field is Field.PUBLISHED and value:
        from reader.text.dates import parse_stamp  # slow to load, and not needed to start the window

        stamp = parse_stamp(value)
        if stamp is None:
            raise ReaderError(Trouble.DATE_INVALID, date=value)
        value = stamp
    mark = EditMark(EditKind.CORRECT, articles.title(db, article))
    with edits.edit(db, mark, now=now()):
        states.correct(db, article, field, value)
    return _changed(db, [article], mark, words=field is Field.TITLE)


def _mark(db: Database, kind: EditKind, ids: Sequence[ArticleId]) -> EditMark:
    return EditMark(kind, articles.title(db, ids[0]) if len(ids) == 1 else str(len(ids)))


def _changed(db: Database, ids: Sequence[ArticleId], mark: EditMark, *, words: bool = False) -> Changes:
    return Changes(frozenset(ids), lists=True, words=words, undo=edits.state(db), done=mark)


def empty_bin(db: Database) -> Changes:
    """Delete what lies in the bin for good; this is the one edit that cannot be undone."""
    articles.purge(db, [ArticleId(number) for number in articles.listed(db, shelf=Shelf.BIN, tag=None)])
    return Changes(everything=True, lists=True, words=True, undo=edits.state(db))


def after_undo(db: Database, done: tuple[EditMark, Touched] | None) -> Changes:
    """Say what an undo or redo changed; nothing when there was none to make."""
    if done is None:
        return Changes(undo=edits.state(db))
    mark, touched = done
    return Changes(
        touched.articles,
        everything=touched.everything,
        lists=touched.lists,
        searches=touched.searches,
        words=touched.words,
        undo=edits.state(db),
        done=mark,
    )
