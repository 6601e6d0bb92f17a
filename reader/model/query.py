"""What the user asks for, and what comes back."""

from array import array
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from reader.model.article import ArticleRow, TagMark
from reader.model.mention import NameRef
from reader.model.query_fields import Sort as Sort  # the search needs it, and nothing else from here
from reader.model.saved_search import Look


class Shelf(StrEnum):
    """The standing collections of a library."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    ANNOTATED = "annotated"
    ARCHIVE = "archive"
    BIN = "bin"


_SHELF_WORDS: Final = {
    Shelf.UNREAD: "is:unread -is:archived",
    Shelf.STARRED: "is:starred",
    Shelf.ARCHIVE: "is:archived",
    Shelf.ANNOTATED: "(has:highlight OR has:note)",
}
_ENDS_A_VALUE: Final = frozenset(" ()*?~^/:,-")
"""Signs for which the name of a tag is put into quotation marks."""


@dataclass(frozen=True, slots=True)
class Query:
    """Words to look for within a shelf and, if given, among the articles with a tag or that name something.

    `typing` says that the last word may be unfinished: it then also matches as a prefix. `look` is the saved
    search that the words are of: rows that are new to it say so.
    """

    words: str = ""
    shelf: Shelf = Shelf.ALL
    tag: str | None = None
    sort: Sort = Sort.RELEVANCE
    typing: bool = False
    name: NameRef | None = None
    look: Look | None = None


def all_words(query: Query) -> str:
    """Word a query whole, with its shelf or tag as filters; empty where the query language has no words."""
    words = query.words.strip()
    if query.name is not None or query.shelf is Shelf.BIN:
        return ""
    place = _SHELF_WORDS.get(query.shelf, "")
    if query.tag is not None:
        tag = query.tag.replace('"', " ")
        place = f'tag:"{tag}"' if set(tag) & _ENDS_A_VALUE else f"tag:{tag}"
    if place and "OR" in words.split():
        words = f"({words})"
    return f"{place} {words}".strip()


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the words that narrows the answers and is no word of a text: its place and how it reads.

    `like` is the title of the article, or the words of the passage, that the answers are like.
    """

    start: int
    end: int
    words: str
    like: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was understood: as a line, each part with the number of articles it finds, and notes."""

    query: str
    understood: str
    parts: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    partial: bool = False


class Order(Protocol):
    """All articles of an answer in their order, which is made when somebody asks for it: any thread may."""

    def __len__(self) -> int: ...

    def ids(self) -> bytes:
        """Give every identity in order, as `Found.ids`."""

    def place_of(self, article: int) -> int | None:
        """Give the place of an article, counted from 0; None when it is not among them."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: every identity in order, and the rows that a screen shows first.

    `ids` are signed 64-bit integers as bytes (`array("q")`), because an answer that crosses to the
    screen must be small. With an `order` they are only the first of `total`, and it knows the rest. `ms` is
    the time inside the engine in milliseconds. `notes` are codes of what could not be read in the words;
    what each is about may follow after a colon. `partial` says that the words could not be looked up in the
    index and only titles were searched. `sort` is the order that the words name, if they do. `chips` are the
    filters among the words. The answer holds every change of what is stored up to `read_to`, 0 when that is
    not known.
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
    read_to: int = 0
    headings: tuple[tuple[int, str], ...] = ()
    """Where groups begin, if that was asked for: the place of the first article, its ISO day or source."""

    order: Order | None = field(default=None, compare=False, repr=False)

    def identities(self) -> "array[int]":
        """Unpack every identity."""
        numbers: array[int] = array("q")
        numbers.frombytes(self.ids if self.order is None else self.order.ids())
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
