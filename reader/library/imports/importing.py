"""Import: parcels of drafts become articles and versions. Storing is short and belongs to the one writer."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from reader.library.clock import now
from reader.model.annotation import clean_tag
from reader.model.article import Article, Field, ImportReport
from reader.model.change import Changes, Progress
from reader.model.ids import ArticleId, BatchId
from reader.model.parcel import Arrival, Parcel
from reader.model.span import Span
from reader.store import articles, imports
from reader.store.files.database import Database
from reader.store.imports import Order
from reader.store.user import annotations, tags
from reader.text.anchoring import carry_over
from reader.text.shingles import kept_share

_SAME_ARTICLE: Final = 0.5
"""Share of its word triples a changed file keeps to be a new version of the same article."""

_LINE: Final = 80
"""Signs by which the line is known at which the reader was."""


class _Fate(Enum):
    """What becomes of a draft."""

    ADDED = auto()
    UPDATED = auto()
    UNCHANGED = auto()


def start(db: Database, paths: Sequence[str], source: str, names: Sequence[str]) -> BatchId:
    """Begin a batch of files and folders whose articles get `source`, unless they name one, and tags.

    Raises:
        ReaderError: `TAG_INVALID`.
    """
    asked = _asked(paths, source, names)
    return imports.start_batch(db, asked, now=now())


def start_or_go_on(db: Database, paths: Sequence[str], source: str, names: Sequence[str]) -> BatchId:
    """Go on with the import that was asked for in just these words and was cut off, else begin one.

    So each file is counted once, in one report.

    Raises:
        ReaderError: `TAG_INVALID`.
    """
    asked = _asked(paths, source, names)
    known = imports.same_unfinished(db, asked)
    return imports.start_batch(db, asked, now=now()) if known is None else known


def _asked(paths: Sequence[str], source: str, names: Sequence[str]) -> Order:
    cleaned = tuple(dict.fromkeys(clean_tag(name) for name in names))
    return Order(tuple(paths), os.path.realpath(os.curdir), " ".join(source.split()), cleaned)


def store_parcel(db: Database, batch: BatchId, parcel: Parcel) -> Progress:
    """Store a parcel in one transaction; tell how far the import has come and what changed."""
    moment = now()
    before = imports.report(db, batch)
    with db.transaction():
        fates = [_store(db, arrival, batch, moment) for arrival in parcel.arrivals]
        touched = [article for article, fate in fates if fate is not _Fate.UNCHANGED]
        for name in imports.batch_tags(db, batch):
            tags.tag_articles(db, touched, name)
        for problem in parcel.problems:
            imports.add_problem(db, batch, problem.path, problem.reason)
        imports.add_files(db, batch, parcel.files)
        count = Counter(fate for _, fate in fates)
        report = replace(
            before,
            added=before.added + count[_Fate.ADDED],
            updated=before.updated + count[_Fate.UPDATED],
            unchanged=before.unchanged + count[_Fate.UNCHANGED] + parcel.unchanged,
            failed=before.failed + len(parcel.problems),
        )
        imports.count(db, batch, report)
    changes = Changes(everything=bool(touched), lists=bool(touched), words=bool(touched))
    return Progress(parcel.done, parcel.total, parcel.what, changes, report)


def finish(db: Database, batch: BatchId, *, cancelled: bool) -> ImportReport:
    """Close a batch and give its report."""
    imports.finish_batch(db, batch, cancelled=cancelled, now=now())
    return imports.report(db, batch)


def _store(db: Database, arrival: Arrival, batch: BatchId, moment: str) -> tuple[ArticleId, _Fate]:
    known = _same_article(db, arrival)
    if known is None:
        added = articles.add_article(
            db,
            arrival.draft,
            arrival.origin,
            source=arrival.source,
            text_key=arrival.key,
            batch=batch,
            added=moment,
        )
        return added, _Fate.ADDED
    origin = arrival.origin
    read_before = bool(articles.file_digest(db, known, origin.root, origin.place))
    if _is_same(articles.article(db, known), arrival, read_before=read_before):
        return known, _Fate.UNCHANGED
    _add_version(db, known, arrival, batch, moment)
    return known, _Fate.UPDATED


def _same_article(db: Database, arrival: Arrival) -> ArticleId | None:
    """Find the article a draft belongs to: by address, by file, by equal text of one source and day."""
    if arrival.draft.url:
        for known in articles.by_url(db, arrival.draft.url):
            return known
    for known in articles.by_origin(db, arrival.origin.root, arrival.origin.place):
        if kept_share(articles.article_text(db, known), arrival.draft.text) >= _SAME_ARTICLE:
            return known
    day = (arrival.draft.published or "")[:10]
    return articles.by_text(db, arrival.key, arrival.source, day=day, digest=arrival.origin.digest)


def _is_same(known: Article, arrival: Arrival, *, read_before: bool) -> bool:
    """Tell whether the draft brings nothing new; facts the user corrected do not count.

    A second file with the same text only adds facts the article lacks: it takes none away.
    """
    draft = arrival.draft
    facts = {
        Field.PUBLISHED: (known.published, draft.published or ""),
        Field.AUTHOR: (known.author, ", ".join(draft.authors)),
    }
    return (
        known.text == draft.text
        and known.blocks == draft.blocks
        and all(
            old == new or fact in known.corrected or (not read_before and bool(old or not new))
            for fact, (old, new) in facts.items()
        )
    )


def _add_version(db: Database, known: ArticleId, arrival: Arrival, batch: BatchId, moment: str) -> None:
    old = articles.article(db, known)
    version = articles.add_version(
        db,
        known,
        arrival.draft,
        arrival.origin,
        source=arrival.source,
        text_key=arrival.key,
        batch=batch,
    )
    placed = [mark for mark in old.highlights if mark.start is not None and mark.end is not None]
    spans = [Span(mark.start, mark.end) for mark in placed if mark.start is not None and mark.end is not None]
    for mark, anchor in zip(placed, carry_over(old.text, arrival.draft.text, spans), strict=True):
        annotations.place(db, mark.id, version, anchor, now=moment)
    if old.position:
        articles.save_position(db, known, _carried(old, arrival.draft.text))


def _carried(old: Article, text: str) -> int:
    """Give the code point of a new text at which to read on: where the line goes on that was at the top.

    When that is no longer there, it is the one as far on in the text.
    """
    line = Span(old.position, min(old.position + _LINE, len(old.text)))
    found = carry_over(old.text, text, [line])[0].start if line else None
    return round(old.position / max(1, len(old.text)) * len(text)) if found is None else found
