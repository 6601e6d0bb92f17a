"""How a query is read. Anything can be read: what makes no sense is searched as words, and noted.

Words stand for all of them; `OR`, `NOT` (or `-` before a word), parentheses, "a phrase" in quotes, words
near each other (`"a b"~5`, `a NEAR/5 b`), a beginning with `*`, signs left open (`w?ld`), misspellings
(`typo~`), weight (`^2`), `/regular expressions/`, and fields such as `title:` or `tag:`. While typing, the
last word is a beginning too.
"""

import re
from dataclasses import replace
from typing import Final

from reader.model.query_fields import FIELDS, Reads
from reader.search.language.cursor import Parsed, Piece, lowered
from reader.search.language.facts import is_number
from reader.search.language.leaves import both, either
from reader.search.language.operands import FARTHEST, USUAL, Operands, boosted, is_slashed
from reader.search.language.tokens import Token
from reader.search.language.tree import (
    Beginning,
    Boosted,
    Either,
    Except,
    Fuzzy,
    Near,
    Phrase,
    Said,
    Single,
    Term,
    Tree,
    Wildcard,
    Within,
)

__all__ = ["Parsed", "Piece", "parse"]

_DEEPEST: Final = 40
"""Parentheses within parentheses that are read."""
_BEFORE_WORDS: Final = frozenset(('"', "(", "-", "NOT"))
_NEAR: Final = re.compile(r"NEAR(?:/(\d{1,9}))?")
_FIELD: Final = re.compile(r"([^\W\d_]{2,20}):(.*)", re.DOTALL)
_NEEDLESS: Final = frozenset(
    ("lone-operator", "lone-star", "unclosed-quote", "unclosed-parenthesis", "unopened-parenthesis")
)
"""Notes that say nothing where there is no word at all."""
_ENDS: Final = ("", ")", "OR", "AND")


def parse(text: str, typing: bool = False) -> Parsed:
    """Read a query. What cannot be read is searched as words, or left out, and noted; no text raises.

    While typing, what is merely unfinished at the end (a quote, a parenthesis, a field) is not noted.
    """
    return _Reading(text, typing).parsed()


class _Reading(Operands):
    """One pass over the tokens of a query: operators, groups and fields hold operands together."""

    def parsed(self) -> Parsed:
        parts: list[Tree] = []
        while self.at < len(self.tokens):
            part = self._either(0)
            if part is not None:
                parts.append(part)
            if self.peek() == ")":
                self.at += 1
                self.note("unopened-parenthesis")
        tree = both(parts)
        pieces = tuple(sorted(self.pieces, key=lambda piece: (piece.start, -piece.end)))
        if tree is None and self.tokens and self.sort is None and not self._is_begun():
            return Parsed(None, ("no-words", *(note for note in self.notes if note not in _NEEDLESS)))
        return Parsed(tree, tuple(self.notes), pieces, self.sort)

    def _is_begun(self) -> bool:
        """Tell whether, while typing, there are only signs so far that stand before words, or a field."""
        return self.typing and all(
            token.text in _BEFORE_WORDS or _FIELD.fullmatch(token.text) for token in self.tokens
        )

    # Operators

    def _either(self, depth: int) -> Tree | None:
        begun = len(self.pieces)
        parts = [self._both(depth)]
        while self.peek() == "OR":
            self.at += 1
            parts.append(self._both(depth))
            if parts[-1] is None or parts[-2] is None:
                self.note("lone-operator", unfinished=True)
        if len(parts) > 1:
            self.pieces[begun:] = [lowered(piece) for piece in self.pieces[begun:]]
        return either([part for part in parts if part is not None])

    def _both(self, depth: int) -> Tree | None:
        parts: list[Tree] = []
        while (token := self.peek()) and token not in (")", "OR"):
            if token == "AND":
                self.at += 1
                if not parts or self.peek() in _ENDS:
                    self.note("lone-operator", unfinished=True)
                continue
            part = self._near(depth)
            if part is not None:
                parts.append(part)
        return both(parts)

    def _near(self, depth: int) -> Tree | None:
        start = self.tokens[self.at].start
        begun = len(self.pieces)
        parts = [self._one(depth)]
        distance = 0
        while found := _NEAR.fullmatch(self.peek()):
            self.at += 1
            if self.peek() in _ENDS or parts[-1] is None:
                self.note("lone-operator", unfinished=True)
                continue
            distance = max(distance, int(found[1] or USUAL))
            parts.append(self._one(depth))
        present = [part for part in parts if part is not None]
        if len(present) < 2:
            return present[0] if present else None
        members = [_choices(part, inside=bool(self.field)) for part in present]
        if any(member is None for member in members):
            self.note("near-words")
            return both(present)
        self.note_far(distance)
        near = Near(tuple(each for each in members if each), min(distance, FARTHEST))
        del self.pieces[begun:]
        return self.add(start, self.placed(near), filtering=self.is_told())

    def _one(self, depth: int) -> Tree | None:
        start = self.tokens[self.at].start
        begun = len(self.pieces)
        negated = False
        while self._negation():
            negated = not negated
            self.at += 1
            if self.peek() in _ENDS:
                self.note("lone-operator", unfinished=True)
                return None
        part = self._operand(depth)
        if part is None:
            return None
        tree = Except(part) if negated else part
        self._mark_top(start, begun, tree, depth)
        return tree

    def _mark_top(self, start: int, begun: int, tree: Tree, depth: int) -> None:
        """Say of what all answers meet that they do: one piece for filters that belong together."""
        inner = self.pieces[begun:]
        if depth or not inner:
            return
        end = self.tokens[self.at - 1].end
        if all(piece.filter for piece in inner):
            self.pieces[begun:] = [Piece(start, end, tree, filter=True, top=True)]

    def _negation(self) -> bool:
        """Tell whether a "not" stands here, as a token of its own; a `-` is cut off its word."""
        text, start, end = self.tokens[self.at] if self.at < len(self.tokens) else Token("", 0, 0)
        if not text.startswith("-"):
            return text == "NOT"
        if rest := text.lstrip("-"):
            cut = end - len(rest)
            self.tokens[self.at : self.at + 1] = [Token("NOT", start, cut), Token(rest, cut, end)]
            return True
        # Hyphens alone negate what follows at once, as in -"a phrase"; else they are a dash.
        following = self.tokens[self.at + 1 : self.at + 2]
        return any(token.start == end for token in following)

    # Operands

    def _operand(self, depth: int) -> Tree | None:
        token = self.tokens[self.at]
        self.at += 1
        if token.text == '"':
            return self.quoted(token.start)
        if token.text == "(":
            return self._group(depth)
        if is_slashed(token.text):
            return self.regex(token)
        if not self.field and (found := _FIELD.fullmatch(token.text)):
            return self._fielded(token, found[1].lower(), found[2], depth)
        return self.word(token)

    def _group(self, depth: int) -> Tree | None:
        if depth >= _DEEPEST:
            self.note("too-deep")
            return None
        inner = self._either(depth + 1)
        if self.peek() == ")":
            self.at += 1
            return boosted(inner, self.suffix())
        self.note("unclosed-parenthesis", unfinished=True)
        return inner

    def _fielded(self, token: Token, name: str, rest: str, depth: int) -> Tree | None:
        """Read `name:` and what follows it at once."""
        behind = self.at < len(self.tokens) and self.tokens[self.at].start == token.end
        opened = not rest and behind and self.peek() in ('"', "(")
        if name not in FIELDS:
            if (rest or opened) and not rest.startswith("//"):
                self.note("unknown-field", name)
            return self.word(token)
        if not rest and not opened:
            if self.typing and token.end == self.open_end:
                return None
            self.note("lone-field", name)
            return self.word(token)
        begun = len(self.pieces)
        self.field = name
        try:
            value = Token(rest, token.end - len(rest), token.end)
            if behind and self.peek() == '"' and FIELDS[name].reads is Reads.LIKENESS and is_number(rest):
                tree = self.passage_of(value)
            elif opened:
                tree = self._operand(depth)
            elif is_slashed(rest):
                tree = self.regex(value)
            else:
                tree = self.word(value)
        finally:
            self.field = ""
        for piece in self.pieces[begun : begun + 1]:
            self.pieces[begun] = replace(piece, start=token.start)
        return tree


def _choices(tree: Tree, *, inside: bool) -> tuple[Single | Phrase, ...] | None:
    """Give the words and phrases of a member of a nearness; None for what has no place in a text.

    `inside`: all of it stands behind a field, which the nearness itself will be given.
    """
    match tree:
        case Term() | Beginning() | Wildcard() | Fuzzy() | Phrase():
            return (tree,)
        case Either(parts):
            inner = [_choices(part, inside=inside) for part in parts]
            if all(inner):
                return tuple(each for part in inner if part for each in part)
        case Boosted(part):
            return _choices(part, inside=inside)
        case Within(_, leaf) | Said(_, leaf) if inside:
            return _choices(leaf, inside=inside)
    return None
