"""What the user asks for, and what comes back."""

from array import array
from dataclasses import dataclass, field
from enum import StrEnum

from reader.model.article import ArticleRow, TagMark
from reader.model.mention import NameRef


class Shelf(StrEnum):
    """The standing collections of a library."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    ANNOTATED = "annotated"
    BIN = "bin"


class Sort(StrEnum):
    """Order of the answers; without words, relevance is the same as newest first."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Query:
    """Words to look for within a shelf and, if given, among the articles with a tag or that name something.

    `typing` says that the last word may be unfinished: it then also matches as a prefix.
    """

    words: str = ""
    shelf: Shelf = Shelf.ALL
    tag: str | None = None
    sort: Sort = Sort.RELEVANCE
    typing: bool = False
    name: NameRef | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the words that narrows the answers and is no word of a text: its place and how it reads."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was understood: as a line, each part with the number of articles it finds, and notes."""

    query: str
    understood: str
    parts: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: every identity in order, and the rows that a screen shows first.

    `ids` are signed 64-bit integers as bytes (`array("q")`), because an answer that crosses to the
    screen must be small. `ms` is the time inside the engine in milliseconds. `notes` are codes of what
    could not be read in the words; what each is about may follow after a colon. `partial` says that the
    words could not be looked up in the index and only titles were searched. `sort` is the order that the
    words name, if they do. `chips` are the filters among the words.
    """

    query: Query
    ids: bytes
    total: int
    ms: float
    rows: tuple[ArticleRow, ...] = ()
    notes: tuple[str, ...] = ()
    partial: bool = False
    sort: Sort | None = None
    chips: tuple[Chip, ...] = ()

    def identities(self) -> "array[int]":
        """Unpack the identities."""
        numbers: array[int] = array("q")
        numbers.frombytes(self.ids)
        return numbers


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how many articles bear it."""

    tag: TagMark
    articles: int


@dataclass(frozen=True, slots=True)
class Collections:
    """What the collections pane shows: how many articles on each shelf and with each tag."""

    shelves: dict[Shelf, int] = field(default_factory=dict)
    tags: tuple[TagCount, ...] = ()
    waiting: int = 0
    """Changes that the index has yet to hear of."""
