"""Highlights, their labels and what makes them valid."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from unicodedata import category, normalize

from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, HighlightId
from reader.model.span import Span

CONTEXT: Final = 64
"""Code points of context kept on either side of a quote."""

LABELS: Final = range(1, 9)
"""The numbers of the labels, as on the keyboard."""


_UNSEEN_AT_ENDS: Final = (
    " \u00ad\u061c\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Blanks, soft hyphens and marks of direction: at the ends of a name they only make twins of it."""

_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing: Hangul fillers, and Braille without a dot."""


class AnchorState(StrEnum):
    """How a highlight stands in the current version of its text; it is in exactly one state."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Label:
    """A meaning with a colour: its number, the user's name for it and its colour token."""

    number: int
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a highlight with their context: a W3C TextQuoteSelector."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands in a text (code points; both None for an orphan), and how sure that is."""

    start: int | None
    end: int | None
    state: AnchorState
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage with its note and tags; `start` and `end` are None for an orphan.

    `created` and `modified` are ISO times in UTC.
    """

    id: HighlightId
    article: ArticleId
    start: int | None
    end: int | None
    quote: Quote
    label: int
    note: str
    tags: tuple[str, ...]
    state: AnchorState
    created: str
    modified: str


def in_text_order(highlights: Iterable[Highlight]) -> list[Highlight]:
    """Sort highlights as they stand in the text; those that lost their place come last."""
    return sorted(highlights, key=lambda each: (each.start is None, each.start or 0, each.end or 0, each.id))


def quote_at(text: str, span: Span) -> Quote:
    """Take the quote of a span with up to `CONTEXT` code points on either side."""
    return Quote(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def check_label(label: int) -> None:
    """Refuse a label number outside 1-8.

    Raises:
        ReaderError: `LABEL_INVALID`.
    """
    if label not in LABELS:
        raise ReaderError(Trouble.LABEL_INVALID, label=label)


def clean_tag(name: str) -> str:
    """Give the tag name as it is stored: NFC, white space folded, nothing invisible at its ends.

    Raises:
        ReaderError: `TAG_INVALID` when nothing can be seen of it, it holds control signs or is over 100 code
            points.
    """
    cleaned = clean_name(name, 100)
    if cleaned is None:
        raise ReaderError(Trouble.TAG_INVALID, tag=name)
    return cleaned


def clean_name(name: str, longest: int) -> str | None:
    """Give a name as it is stored, see `clean_tag`; None when it cannot be one."""
    name = " ".join(normalize("NFC", name).split()).strip(_UNSEEN_AT_ENDS)
    if len(name) > longest or not is_seen(name) or any(category(sign) in ("Cc", "Cs") for sign in name):
        return None
    return name


def is_seen(text: str) -> bool:
    """Tell whether a reader sees anything of a text: a letter, a digit, a sign; no mere marks or spaces."""
    return any(category(sign)[0] in "LNPS" and sign not in _BLANK_LETTERS for sign in text)
