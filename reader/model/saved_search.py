"""Saved searches: words of the query language that the user keeps under a name."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from reader.model.annotation import clean_name
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import SearchId

LONGEST: Final = 100
"""Code points of a name at most."""
_PROPOSED: Final = 40
"""Code points of a name that is proposed."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search; `read_to` is the last change that its answers held when they were looked at.

    Articles that came in, or got a new text, after that change are new to it. What the user does to an
    article (a tag, a note, a title put right) makes it no news.
    """

    id: SearchId
    name: str
    words: str
    read_to: int = 0


@dataclass(frozen=True, slots=True)
class SavedCount:
    """How many articles a saved search finds now, and how many of them are new to it."""

    id: SearchId
    articles: int
    new: int


@dataclass(frozen=True, slots=True)
class Look:
    """A saved search whose answers are shown, and the change after which articles are new to it."""

    search: SearchId
    read_to: int


def clean_search_name(name: str) -> str:
    """Give the name of a saved search as it is stored, cleaned as that of a tag.

    Raises:
        ReaderError: `SEARCH_NAME_INVALID`.
    """
    cleaned = clean_name(name, LONGEST)
    if cleaned is None:
        raise ReaderError(Trouble.SEARCH_NAME_INVALID, name=name)
    return cleaned


def clean_words(words: str) -> str:
    """Give the words of a saved search as they are stored: as typed, but for blanks around them.

    Raises:
        ReaderError: `SEARCH_EMPTY`.
    """
    words = words.strip()
    if not words:
        raise ReaderError(Trouble.SEARCH_EMPTY)
    return words


def proposed_name(words: str, taken: Container[str]) -> str:
    """Propose a name for words: themselves, shortened, with a number when it is `taken`."""
    name = " ".join(words.split())
    if len(name) > _PROPOSED:
        name = name[: _PROPOSED - 1].rstrip() + "…"
    proposed, number = name, 1
    while proposed in taken:
        number += 1
        proposed = f"{name} {number}"
    return proposed
