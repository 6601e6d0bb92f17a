"""Import: files become parcels of drafts, parcels become articles and versions.

Reading touches files only and may run anywhere; storing is short and belongs to the one writer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from reader.formats.sniff import Candidate, candidates, problem_code, read_file
from reader.library.clock import now
from reader.model.annotation import clean_tag
from reader.model.article import Article, Draft, Field, ImportReport, Origin, Problem
from reader.model.change import Changes, Progress
from reader.model.errors import ReaderError
from reader.model.ids import ArticleId, BatchId
from reader.model.span import Span
from reader.store import annotations, articles, imports, originals, tags
from reader.store.database import Database
from reader.text.anchoring import carry_over
from reader.text.language import Languages
from reader.text.shingles import kept_share, text_key

PARCEL_ARTICLES: Final = 100
PARCEL_LETTERS: Final = 256 * 1024
_SAME_ARTICLE: Final = 0.5
"""Share of its word triples a changed file keeps to be a new version of the same article."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A draft with where it came from."""

    draft: Draft
    origin: Origin
    source: str
    key: str
    """Key of the text, for finding equal texts."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What crosses from reading to storing at one credit."""

    arrivals: tuple[Arrival, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0
    done: int = 0
    total: int = 0
    what: str = ""


@dataclass(slots=True)
class _Tray:
    """A parcel being filled."""

    arrivals: list[Arrival] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    letters: int = 0

    def is_full(self) -> bool:
        count = len(self.arrivals) + len(self.problems) + self.unchanged
        return count >= PARCEL_ARTICLES or self.letters >= PARCEL_LETTERS

    def parcel(self, done: int, total: int, what: str) -> Parcel:
        return Parcel(tuple(self.arrivals), tuple(self.problems), self.unchanged, done, total, what)


def start(db: Database, source: str, names: Sequence[str]) -> BatchId:
    """Begin a batch whose articles get `source`, unless they name one, and the tags `names`.

    Raises:
        ReaderError: `TAG_INVALID`.
    """
    cleaned = list(dict.fromkeys(clean_tag(name) for name in names))
    return imports.start_batch(db, source=" ".join(source.split()), tags=cleaned, now=now())


def read_parcels(
    db: Database, paths: Sequence[str], source: str, languages: Languages, cancelled: Callable[[], bool]
) -> Iterator[Parcel]:
    """Read the files and folders named by `paths`; give them in parcels, troubles included.

    Files whose very bytes are already stored for their place are only counted as unchanged.
    """
    found = list(candidates([Path(path) for path in paths]))
    tray = _Tray()
    for done, candidate in enumerate(found, start=1):
        if cancelled():
            return
        _read(db, candidate, source, languages, tray)
        if tray.is_full() or done == len(found):
            yield tray.parcel(done, len(found), candidate.given)
            tray = _Tray()


def _read(db: Database, candidate: Candidate, source: str, languages: Languages, tray: _Tray) -> None:
    try:
        draft, data = read_file(candidate.path, candidate.given)
    except ReaderError as error:
        tray.problems.append(Problem(candidate.given, problem_code(error)))
        return
    digest = originals.keep(db.folder, data)
    origin = Origin(candidate.given, candidate.root, candidate.place, digest)
    if any(
        articles.current_digest(db, each) == digest
        for each in articles.by_origin(db, origin.root, origin.place)
    ):
        tray.unchanged += 1
        return
    if draft.language is None:
        draft = replace(draft, language=languages.of(draft.text))
    tray.arrivals.append(Arrival(draft, origin, draft.source or source, text_key(draft.text)))
    tray.letters += len(draft.text)


def store_parcel(db: Database, batch: BatchId, parcel: Parcel) -> Progress:
    """Store a parcel in one transaction; tell how far the import has come and what changed."""
    moment = now()
    touched: list[ArticleId] = []
    before = imports.report(db, batch)
    added = updated = 0
    unchanged = parcel.unchanged
    batch_tags = imports.batch_tags(db, batch)
    with db.transaction():
        for arrival in parcel.arrivals:
            known = _same_article(db, arrival)
            if known is None:
                known = articles.add_article(
                    db,
                    arrival.draft,
                    arrival.origin,
                    source=arrival.source,
                    text_key=arrival.key,
                    batch=batch,
                    added=moment,
                )
                added += 1
            elif _is_same(articles.article(db, known), arrival):
                unchanged += 1
                continue
            else:
                _add_version(db, known, arrival, batch, moment)
                updated += 1
            touched.append(known)
        for name in batch_tags:
            tags.tag_articles(db, touched, name)
        for problem in parcel.problems:
            imports.add_problem(db, batch, problem.path, problem.reason)
        report = replace(
            before,
            added=before.added + added,
            updated=before.updated + updated,
            unchanged=before.unchanged + unchanged,
            failed=before.failed + len(parcel.problems),
        )
        imports.count(db, batch, report)
    changes = Changes(everything=bool(touched), lists=bool(touched), words=bool(touched))
    return Progress(parcel.done, parcel.total, parcel.what, changes, report)


def finish(db: Database, batch: BatchId, *, cancelled: bool) -> ImportReport:
    """Close a batch and give its report."""
    imports.finish_batch(db, batch, cancelled=cancelled, now=now())
    return imports.report(db, batch)


def _same_article(db: Database, arrival: Arrival) -> ArticleId | None:
    """Find the article a draft belongs to: by address, by file, by equal text of the same source."""
    if arrival.draft.url:
        for known in articles.by_url(db, arrival.draft.url):
            return known
    for known in articles.by_origin(db, arrival.origin.root, arrival.origin.place):
        if kept_share(articles.article_text(db, known), arrival.draft.text) >= _SAME_ARTICLE:
            return known
    for known in articles.by_text(db, arrival.key, arrival.source):
        return known
    return None


def _is_same(known: Article, arrival: Arrival) -> bool:
    """Tell whether the draft brings nothing new; facts the user corrected do not count."""
    draft = arrival.draft
    facts = {
        Field.PUBLISHED: (known.published, draft.published or ""),
        Field.AUTHOR: (known.author, ", ".join(draft.authors)),
    }
    return (
        known.text == draft.text
        and known.blocks == draft.blocks
        and all(old == new or fact in known.corrected for fact, (old, new) in facts.items())
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
