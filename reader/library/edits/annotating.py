"""Highlights, their notes, labels and tags: each verb is one edit that can be undone."""

from collections.abc import Sequence
from dataclasses import replace

from reader.library.clock import now
from reader.model.annotation import check_label, clean_tag, quote_at
from reader.model.change import Changes, EditKind, EditMark
from reader.model.ids import ArticleId, HighlightId
from reader.model.span import Span
from reader.store import articles
from reader.store.files.database import Database
from reader.store.user import annotations, edits
from reader.text.graphemes import check_span


def add_highlight(
    db: Database, article: ArticleId, span: Span, label: int, note: str, tags: Sequence[str]
) -> Changes:
    """Mark a passage of the current version.

    Raises:
        ReaderError: `ARTICLE_MISSING`, `SPAN_INVALID`, `LABEL_INVALID` or `TAG_INVALID`.
    """
    check_label(label)
    names = _clean(tags)
    text = articles.article_text(db, article)
    check_span(text, span)
    quote = quote_at(text, span)
    moment = now()
    mark = EditMark(EditKind.HIGHLIGHT, _shorten(quote.exact))
    with edits.edit(db, mark, now=moment):
        highlight = annotations.add_highlight(db, article, span, quote, label, now=moment)
        if note:
            annotations.set_note(db, highlight, note, now=moment)
        if names:
            annotations.set_tags(db, highlight, names, now=moment)
    return replace(_changed(db, article, mark, words=True), highlight=highlight)


def set_label(db: Database, highlight: HighlightId, label: int) -> Changes:
    """Give a highlight another label."""
    check_label(label)
    known = annotations.highlight(db, highlight)
    mark = EditMark(EditKind.HIGHLIGHT_LABEL, _shorten(known.quote.exact))
    moment = now()
    with edits.edit(db, mark, now=moment):
        annotations.set_label(db, highlight, label, now=moment)
    return _changed(db, known.article, mark)


def set_note(db: Database, highlight: HighlightId, note: str) -> Changes:
    """Write the note of a highlight; saves of one stretch of typing are one step of undo."""
    known = annotations.highlight(db, highlight)
    mark = EditMark(EditKind.NOTE, _shorten(known.quote.exact))
    moment = now()
    with edits.edit(db, mark, now=moment):
        annotations.set_note(db, highlight, note, now=moment)
    return _changed(db, known.article, mark, words=True)


def set_tags(db: Database, highlight: HighlightId, tags: Sequence[str]) -> Changes:
    """Give a highlight exactly these tags.

    Raises:
        ReaderError: `HIGHLIGHT_MISSING` or `TAG_INVALID`.
    """
    names = _clean(tags)
    known = annotations.highlight(db, highlight)
    mark = EditMark(EditKind.HIGHLIGHT_TAG, _shorten(known.quote.exact))
    moment = now()
    with edits.edit(db, mark, now=moment):
        annotations.set_tags(db, highlight, names, now=moment)
    return _changed(db, known.article, mark)


def remove(db: Database, highlight: HighlightId) -> Changes:
    """Take a highlight with its note and tags away."""
    known = annotations.highlight(db, highlight)
    mark = EditMark(EditKind.HIGHLIGHT_REMOVE, _shorten(known.quote.exact))
    with edits.edit(db, mark, now=now()):
        annotations.remove(db, highlight)
    return _changed(db, known.article, mark, words=True)


def _changed(db: Database, article: ArticleId, mark: EditMark, *, words: bool = False) -> Changes:
    return Changes(frozenset({article}), lists=True, words=words, undo=edits.state(db), done=mark)


def _clean(tags: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(clean_tag(name) for name in tags))


def _shorten(quote: str) -> str:
    """Give the words an edit is remembered by in the history."""
    words = " ".join(quote.split())
    return words if len(words) <= 60 else words[:59] + "…"
