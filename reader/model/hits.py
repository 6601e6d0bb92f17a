"""Where the text of an article holds what is looked for."""

from array import array
from dataclasses import dataclass
from typing import Final, Self

from reader.model.article import Article
from reader.model.ids import ArticleId, VersionId
from reader.model.span import Span

MOST_HITS: Final = 50_000
"""Hits of one article that are told: nobody steps through more."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The places of one version of a text (code points), in order and apart.

    `starts` and `ends` are unsigned 32-bit integers as bytes, because an answer that crosses to the screen
    must be small. `cut` says that there are more than are told. `note` is the code of what is to be said
    of them, or empty; what it is about may follow after a colon.
    """

    article: ArticleId
    version: VersionId
    starts: bytes = b""
    ends: bytes = b""
    cut: bool = False
    note: str = ""

    @classmethod
    def of(cls, article: Article, spans: list[Span], *, cut: bool = False, note: str = "") -> Self:
        """Pack the spans of an article's text, `MOST_HITS` of them at most."""
        told = spans[:MOST_HITS]
        starts = array("I", (span.start for span in told))
        ends = array("I", (span.end for span in told))
        more = cut or len(told) < len(spans)
        return cls(article.id, article.version, starts.tobytes(), ends.tobytes(), more, note)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in one article: words as they are typed, or a regular expression (`pattern`).

    `whole` finds no parts of words; `cased` tells capitals from small letters.
    """

    words: str
    whole: bool = False
    cased: bool = False
    pattern: bool = False
