"""A small library and the texts to fill it with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest

from reader.model.annotation import quote_at
from reader.model.article import Block, Draft, Origin, Role
from reader.model.change import EditKind, EditMark
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId, HighlightId
from reader.model.span import Span
from reader.store import articles, imports
from reader.store.files import originals
from reader.store.files.database import Database
from reader.store.user import annotations, edits, states

NOW = "2025-11-07T08:44:00.000+00:00"


def make_draft(title: str = "Water boils at 100 °C", *paragraphs: str, **facts: object) -> Draft:
    """Build a draft of a title and paragraphs."""
    paragraphs = paragraphs or ("At sea level water boils at 100 °C.", "On high mountains it boils sooner.")
    blocks = [Block(Role.TITLE, 0, len(title))]
    text = title
    for paragraph in paragraphs:
        text += "\n\n"
        blocks.append(Block(Role.PARAGRAPH, len(text), len(text) + len(paragraph)))
        text += paragraph
    return replace(Draft(title, text, tuple(blocks)), **facts)  # type: ignore[arg-type]


@dataclass
class Shop:
    """Stores articles and makes edits the way the library does."""

    db: Database
    now: str = NOW

    draft = staticmethod(make_draft)

    def batch(self, *tags: str, source: str = "Almanac") -> BatchId:
        return imports.start_batch(self.db, imports.Order(source=source, tags=tags), now=NOW)

    def origin(self, draft: Draft, place: str) -> Origin:
        digest = originals.keep(self.db.folder, draft.text.encode("utf-8", "replace"))
        return Origin(f"news/{place}", "/news", place, digest)

    def add(
        self, draft: Draft | None = None, *, batch: BatchId | None = None, place: str = "a.txt"
    ) -> ArticleId:
        draft = draft or make_draft()
        return articles.add_article(
            self.db,
            draft,
            self.origin(draft, place),
            source=draft.source or "Almanac",
            text_key=sha256(draft.text.encode("utf-8", "replace")).hexdigest(),
            batch=batch or self.batch(),
            added=NOW,
        )

    def renew(
        self, article: ArticleId, draft: Draft, *, batch: BatchId | None = None, place: str = "a.txt"
    ) -> int:
        return articles.add_version(
            self.db,
            article,
            draft,
            self.origin(draft, place),
            source=draft.source or "Almanac",
            text_key=sha256(draft.text.encode("utf-8", "replace")).hexdigest(),
            batch=batch or self.batch(),
        )

    def mark(
        self,
        article: ArticleId,
        start: int,
        end: int,
        *,
        note: str = "",
        tags: tuple[str, ...] = (),
        now: str = NOW,
    ) -> HighlightId:
        quote = quote_at(articles.article_text(self.db, article), Span(start, end))
        with edits.edit(self.db, EditMark(EditKind.HIGHLIGHT, quote.exact), now=now):
            highlight = annotations.add_highlight(self.db, article, Span(start, end), quote, 1, now=now)
            if note:
                annotations.set_note(self.db, highlight, note, now=now)
            if tags:
                annotations.set_tags(self.db, highlight, tags, now=now)
        return highlight

    @contextmanager
    def edit(self, kind: EditKind, *, now: str = NOW) -> Iterator[None]:
        with edits.edit(self.db, EditMark(kind, "subject"), now=now):
            yield

    def star(self, *ids: ArticleId, on: bool = True) -> None:
        with self.edit(EditKind.STAR):
            states.set_starred(self.db, ids, on)

    def note(self, highlight: HighlightId, note: str, *, now: str = NOW) -> None:
        with self.edit(EditKind.NOTE, now=now):
            annotations.set_note(self.db, highlight, note, now=now)

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Give every row of what the user can change."""
        tables = (
            "articles",
            "corrections",
            "highlights",
            "notes",
            "highlight_tags",
            "article_tags",
            "anchors",
            "saved_searches",
        )
        kept = {
            table: sorted(tuple(row) for row in self.db.rows(f"SELECT * FROM {table}")) for table in tables
        }
        used = self.db.rows(
            """SELECT key, name, colour FROM tags WHERE id IN (
                   SELECT tag_id FROM article_tags UNION SELECT tag_id FROM highlight_tags)"""
        )
        return {**kept, "tags in use": sorted(tuple(row) for row in used)}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database.create(tmp_path / "library")
    yield database
    database.close()


@pytest.fixture
def shop(db: Database) -> Shop:
    return Shop(db)


@pytest.fixture
def trouble_of() -> Callable[..., Trouble]:
    """Call something and give the trouble it raises."""

    def call(verb: Callable[..., object], *arguments: object, **more: object) -> Trouble:
        with pytest.raises(ReaderError) as caught:
            verb(*arguments, **more)
        return caught.value.code

    return call
