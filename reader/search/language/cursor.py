"""Going over a query: its tokens one by one, the pieces it is made of, notes of what could not be read."""

from dataclasses import dataclass
from typing import Final

from reader.model.query_fields import Sort
from reader.search.language.tokens import Suffix, suffix_of, tokens
from reader.search.language.tree import Fact, Tree

MOST_WORDS: Final = 100
"""Words and phrases of one query that are looked for; what follows is left out and noted."""
_SHOWN: Final = 40
"""Code points of a piece that a note names."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query that finds something: its place in the text, and what it means.

    `filter`: it is told by the store and no word is looked up. `top`: all answers meet it.
    """

    start: int
    end: int
    tree: Tree
    filter: bool = False
    top: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as read; `tree` is None when it has no words.

    `notes` are codes of what could not be read, with what it is about after a colon; `no-words` when
    there are signs and no word. `sort` is the order it asks for.
    """

    tree: Tree | None
    notes: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    sort: Sort | None = None


def lowered(piece: Piece) -> Piece:
    """Give a piece that not all answers need to meet; an order is always one of all answers."""
    if isinstance(piece.tree, Fact) and piece.tree.field == "sort":
        return piece
    return Piece(piece.start, piece.end, piece.tree, piece.filter)


class Cursor:
    """Goes over the tokens of a query once, and gathers what it is made of and what could not be read."""

    def __init__(self, text: str, typing: bool) -> None:
        self.tokens = tokens(text)
        self.at = 0
        self.typing = typing
        self.open_end = len(text) if typing else -1
        self.notes: dict[str, None] = {}
        self.pieces: list[Piece] = []
        self._words = 0

    def note(self, code: str, detail: str = "", *, unfinished: bool = False) -> None:
        """Note what could not be read; what is merely `unfinished` at the end is not noted while typing."""
        if not (unfinished and self.typing and self.at >= len(self.tokens)):
            self.notes[f"{code}:{detail[:_SHOWN]}" if detail else code] = None

    def peek(self) -> str:
        """Give the next token; empty at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def add(self, start: int, tree: Tree | None, *, filtering: bool = False) -> Tree | None:
        """Count a part, and remember where it stands."""
        if tree is None:
            return None
        self._words += 1
        if self._words > MOST_WORDS:
            self.note("too-many-words")
            return None
        self.pieces.append(Piece(start, self.tokens[self.at - 1].end, tree, filtering))
        return tree

    def suffix(self) -> Suffix:
        """Read what stands right behind a quote or a parenthesis."""
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            found = suffix_of(token.text)
            if found is not None and token.start == self.tokens[self.at - 1].end:
                self.at += 1
                return found
        return Suffix()

    def quotation(self) -> tuple[str, bool, int]:
        """Read up to the closing quote; give the words, whether it was closed, and where they end."""
        words: list[str] = []
        end = 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.text == '"':
                return " ".join(words), True, token.end
            if token.text not in "()":
                words.append(token.text)
            end = token.end
        self.note("unclosed-quote", unfinished=True)
        return " ".join(words), False, end
