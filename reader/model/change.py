"""What an edit touched, what can be undone, and how far a long verb has come."""

from dataclasses import dataclass, field
from enum import StrEnum

from reader.model.article import ImportReport
from reader.model.ids import ArticleId, HighlightId, SearchId


class EditKind(StrEnum):
    """What a user did, as the undo menu and the history name it."""

    HIGHLIGHT = "highlight"
    HIGHLIGHT_LABEL = "highlight-label"
    HIGHLIGHT_REMOVE = "highlight-remove"
    HIGHLIGHT_TAG = "highlight-tag"
    NOTE = "note"
    ARTICLE_TAG = "article-tag"
    TAG_RENAME = "tag-rename"
    TAG_MERGE = "tag-merge"
    TAG_COLOUR = "tag-colour"
    TAG_REMOVE = "tag-remove"
    STAR = "star"
    UNREAD = "unread"
    ARCHIVE = "archive"
    BIN = "bin"
    RESTORE = "restore"
    CORRECT = "correct"
    SEARCH = "search"
    SEARCH_CHANGE = "search-change"
    SEARCH_MOVE = "search-move"
    SEARCH_REMOVE = "search-remove"


@dataclass(frozen=True, slots=True)
class EditMark:
    """The name of one edit: its kind and what it was done to, such as an article's title."""

    kind: EditKind
    subject: str = ""


@dataclass(frozen=True, slots=True)
class UndoState:
    """The edit that Undo would take back, and the one that Redo would do again."""

    undo: EditMark | None = None
    redo: EditMark | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The answer of every writing verb; the desk tells it to every pane once.

    `everything` says that too much changed to name: every pane asks anew.
    """

    articles: frozenset[ArticleId] = field(default_factory=frozenset)
    everything: bool = False
    lists: bool = False
    """Which articles a shelf or tag holds may have changed."""
    searches: bool = False
    """The saved searches are others now, or were looked at."""
    words: bool = False
    """The index has something to catch up with."""
    undo: UndoState = field(default_factory=UndoState)
    done: EditMark | None = None
    """The edit made, undone or done again just now."""
    highlight: HighlightId | None = None
    """The highlight that was added."""
    search: SearchId | None = None
    """The search that was saved."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long verb has come; `total` is 0 while it is not known yet."""

    done: int
    total: int
    what: str = ""
    """What is being worked on, such as a file's name."""
    changes: Changes | None = None
    """What this step changed in the library, if anything."""
    report: ImportReport | None = None
    """The report so far; on the last Progress of an import, the whole."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many articles are stored outside of the bin, how many of them are searchable, or have their names.

    `named` is None where names are not looked for; `not_read` counts the files that the last import
    could not read.
    """

    stored: int = 0
    searchable: int = 0
    named: int | None = None
    not_read: int = 0
