"""Articles: as read from a file (`Draft`), as opened (`Article`), as a row of the list (`ArticleRow`)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from reader.model.annotation import Highlight
from reader.model.ids import ArticleId, BatchId, VersionId
from reader.model.span import Span


class Role(StrEnum):
    """What a block of an article's text is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the stored text with one role; blocks never overlap and stand in text order."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as read from a file, before it is stored.

    `text` is the canonical text that all offsets count in; blocks cover everything in it but the white
    space between them. A caption is followed by its credit block, one space apart. `published` and
    `updated` are ISO, with a time or a zone only when the source gives one.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    doubts: tuple[str, ...] = ()
    """Codes of what the reader was not sure of, such as `day-first-assumed`; details follow a colon."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported text came from.

    `path` is the path as given to import; `root` and `place` identify the file (the import root made
    absolute, and the path within it); `digest` is the SHA-256 of its bytes, the name of the kept original.
    """

    path: str
    root: str
    place: str
    digest: str


class Field(StrEnum):
    """The facts of an article that the user may correct."""

    TITLE = "title"
    SOURCE = "source"
    AUTHOR = "author"
    PUBLISHED = "published"


TAG_COLOURS: Final = ("yellow", "green", "blue", "pink", "orange", "purple", "teal", "grey")
"""Colour tokens, given to new tags in turn; the user may choose another."""


@dataclass(frozen=True, slots=True)
class TagMark:
    """A tag as shown: its name and the name of its colour token."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Twin:
    """An article of its own that reads the same: another paper printed the text, or on another day."""

    id: ArticleId
    source: str
    published: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article with the text of its current version and everything the user did to it."""

    id: ArticleId
    version: VersionId
    version_number: int
    version_count: int
    title: str
    source: str
    author: str
    published: str
    updated: str
    language: str
    url: str
    origin: str
    encoding: str
    added: str
    text: str
    blocks: tuple[Block, ...]
    corrected: frozenset[Field]
    tags: tuple[TagMark, ...]
    highlights: tuple[Highlight, ...]
    unread: bool
    starred: bool
    binned: bool
    position: int
    """Reading position: the code point at the top of the page when it was last left."""
    doubts: tuple[str, ...] = ()
    """What the reader of the current version was not sure of, as in `Draft`."""
    archived: bool = False
    also_in: tuple[Twin, ...] = ()
    """Those outside of the bin that read the same, the first printed one first."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article, with the spans of its matched words."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the list shows of an article."""

    id: ArticleId
    title: str
    source: str
    published: str
    snippet: Snippet
    tags: tuple[TagMark, ...]
    notes: int
    """Highlights and notes on the article, counted once each."""
    unread: bool
    starred: bool
    archived: bool = False
    score: float = 0.0
    new: bool = False
    """It came in, or got a new text, after the saved search that it answers was last looked at."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be imported: its path as given and the code of the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `kept` lists articles an undone batch left in place because of annotations."""

    batch: BatchId | None = None
    source: str = ""
    started: str = ""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    problems: tuple[Problem, ...] = ()
    cancelled: bool = False
    undone: bool = False
    kept: tuple[tuple[ArticleId, str], ...] = field(default=())
    """Identity and title of articles an undone batch left in place, because they were annotated since."""
