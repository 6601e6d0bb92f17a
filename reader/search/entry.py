"""What the index takes in: an entry."""

from dataclasses import dataclass
from typing import Final

TITLE_WEIGHT: Final = 3
"""How many words of the body a word of the title weighs."""
GAP: Final = 10
"""Positions between title and body, so that no phrase crosses from one to the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with words: an article's text, the note or quote of a highlight, or a corrected title.

    `kind` and `key` name it: a later entry of that name replaces it, and one that is `gone` removes it.
    `article` is the article that is found by its words.
    """

    kind: str
    key: int
    article: int
    title: str
    body: str
    gone: bool = False

    def name(self) -> bytes:
        """Give the name the index knows the entry by."""
        return f"{self.kind}:{self.key}".encode()
