"""How a query is read. Anything can be read: what makes no sense is searched as words, and noted.

Words stand for all of them; `OR`, `NOT` (or `-` before a word), parentheses, "a phrase" in quotes, words
near each other (`"a b"~5`, `a NEAR/5 b`), a beginning with `*`, signs left open (`w?ld`), misspellings
(`typo~`), weight (`^2`), `/regular expressions/`, and fields such as `title:` or `tag:`. While typing, the
last word is a beginning too.
"""

import re
from collections.abc import Callable
from typing import Final

from reader.model.query import Sort
from reader.model.query_fields import FIELDS, Reads
from reader.search.language.cursor import MOST_WORDS, Cursor, Parsed, Piece, lowered
from reader.search.language.facts import fact, has_value
from reader.search.language.leaves import both, either, fuzzy, pattern, spelled, words_in_order, words_nearby
from reader.search.language.patterns import is_pattern
from reader.search.language.tokens import Suffix, Token, without_suffix
from reader.search.language.tree import (
    Among,
    Beginning,
    Boosted,
    Both,
    Either,
    Except,
    Fact,
    Fuzzy,
    Leaf,
    Near,
    Phrase,
    Place,
    Regex,
    Said,
    Single,
    Term,
    Tree,
    Wildcard,
    Within,
    positive_leaves,
)

__all__ = [
    "MOST_WORDS",
    "Among",
    "Beginning",
    "Boosted",
    "Both",
    "Either",
    "Except",
    "Fact",
    "Fuzzy",
    "Leaf",
    "Near",
    "Parsed",
    "Phrase",
    "Piece",
    "Regex",
    "Said",
    "Single",
    "Term",
    "Tree",
    "Wildcard",
    "Within",
    "parse",
    "positive_leaves",
]

_MOST_PATTERNS: Final = 4
"""Regular expressions of one query."""
_DEEPEST: Final = 40
"""Parentheses within parentheses that are read."""
_FARTHEST: Final = 100
"""Positions that words near each other may be apart."""
_USUAL: Final = 10
"""Positions apart when no number is given."""
_MOST_WRONG: Final = 2

_BEFORE_WORDS: Final = frozenset(('"', "(", "-", "NOT"))
_NEAR: Final = re.compile(r"NEAR(?:/(\d{1,4}))?")
_FIELD: Final = re.compile(r"([^\W\d_]{2,20}):(.*)", re.DOTALL)
_UNITS: Final = frozenset(("week", "month", "year"))
_ENDS: Final = ("", ")", "OR", "AND")


def parse(text: str, typing: bool = False) -> Parsed:
    """Read a query. What cannot be read is searched as words, or left out, and noted; no text raises.

    While typing, what is merely unfinished at the end (a quote, a parenthesis, a field) is not noted.
    """
    return _Reading(text, typing).parsed()


class _Reading(Cursor):
    """One pass over the tokens of a query: operators hold operands together."""

    def __init__(self, text: str, typing: bool) -> None:
        super().__init__(text, typing)
        self._patterns = 0
        self._sort: Sort | None = None
        self._field = ""

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
        if tree is None and self.tokens and self._sort is None and not self._is_begun():
            return Parsed(None, ("no-words", *self.notes))
        return Parsed(tree, tuple(self.notes), pieces, self._sort)

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
            distance = max(distance, int(found[1] or _USUAL))
            parts.append(self._one(depth))
        present = [part for part in parts if part is not None]
        if len(present) < 2:
            return present[0] if present else None
        members = [_choices(part, inside=bool(self._field)) for part in present]
        if any(member is None for member in members):
            self.note("near-words")
            return both(present)
        near = Near(tuple(each for each in members if each), min(distance, _FARTHEST))
        del self.pieces[begun:]
        return self.add(start, self._placed(near), filtering=self._is_told())

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
            return self._quoted(token.start)
        if token.text == "(":
            return self._group(depth)
        if _is_slashed(token.text):
            return self._regex(token)
        if not self._field and (found := _FIELD.fullmatch(token.text)):
            return self._fielded(token, found[1].lower(), found[2], depth)
        return self._word(token)

    def _group(self, depth: int) -> Tree | None:
        if depth >= _DEEPEST:
            self.note("too-deep")
            return None
        inner = self._either(depth + 1)
        if self.peek() == ")":
            self.at += 1
            return _boosted(inner, self.suffix())
        self.note("unclosed-parenthesis", unfinished=True)
        return inner

    def _quoted(self, start: int) -> Tree | None:
        text, closed, end = self.quotation()
        suffix = self.suffix() if closed else Suffix()
        if self._field and FIELDS[self._field].reads is not Reads.WORDS:
            return self._valued(start, text, quoted=True, growing=not closed and end == self.open_end)
        beginning = text.endswith("*") or (not closed and bool(text) and end == self.open_end)
        bare = text.replace("*", " ")
        leaf: Single | Phrase | Near | None
        if suffix.tilde:
            near = _USUAL if suffix.near is None else suffix.near
            leaf = words_nearby(bare, min(near, _FARTHEST))
        else:
            leaf = words_in_order(bare, beginning=beginning)
        return self.add(start, _boosted(self._placed(leaf), suffix), filtering=self._is_told())

    def _regex(self, token: Token) -> Tree | None:
        body = token.text[1:-1]
        suffix = self.suffix()
        if not is_pattern(body):
            self.note("bad-pattern")
            return self.add(token.start, words_in_order(body, beginning=False))
        self._patterns += 1
        if self._patterns > _MOST_PATTERNS or self._field:
            self.note("too-many-patterns" if not self._field else "pattern-in-field")
            return self.add(token.start, self._placed(words_in_order(body, beginning=False)))
        return self.add(token.start, _boosted(Regex(body), suffix))

    def _word(self, token: Token) -> Tree | None:
        if self._field and FIELDS[self._field].reads is not Reads.WORDS:
            return self._valued(token.start, token.text, growing=token.end == self.open_end)
        tree = self._leaf(token)
        return self.add(token.start, self._placed(tree), filtering=self._is_told())

    def _leaf(self, token: Token) -> Tree | None:
        whole, suffix = without_suffix(token.text)
        bare = whole.rstrip("*")
        if not bare:
            self.note("lone-star", unfinished=True)
            return None
        core = bare.rstrip("?")
        if "*" in core or "?" in core:
            found = pattern(whole)
            if found is not None:
                return _boosted(found, suffix)
            self.note("star-inside")
            return both(
                [part for piece in re.split(r"[*?]+", whole) if (part := spelled(piece, beginning=False))]
            )
        if suffix.tilde:
            misspelled = fuzzy(bare, None if suffix.near is None else min(suffix.near, _MOST_WRONG))
            if misspelled is not None:
                return _boosted(misspelled, suffix)
            self.note("many-words-wrong")
        ended = token.end == self.open_end and whole == token.text
        growing = ended and (bare[-1].isalnum() or bare[-1] in ",'’-&/")
        return _boosted(spelled(bare, beginning=bare != whole or growing), suffix)

    # Fields

    def _fielded(self, token: Token, name: str, rest: str, depth: int) -> Tree | None:
        """Read `name:` and what follows it at once."""
        behind = self.at < len(self.tokens) and self.tokens[self.at].start == token.end
        opened = not rest and behind and self.peek() in ('"', "(")
        if name not in FIELDS:
            if (rest or opened) and not rest.startswith("//"):
                self.note("unknown-field", name)
            return self._word(token)
        if not rest and not opened:
            if self.typing and token.end == self.open_end:
                return None
            self.note("lone-field", name)
            return self._word(token)
        begun = len(self.pieces)
        self._field = name
        try:
            value = Token(rest, token.end - len(rest), token.end)
            if opened:
                tree = self._operand(depth)
            elif _is_slashed(rest):
                tree = self._regex(value)
            else:
                tree = self._word(value)
        finally:
            self._field = ""
        for at in range(begun, len(self.pieces)):
            piece = self.pieces[at]
            if at == begun:
                self.pieces[at] = Piece(token.start, piece.end, piece.tree, piece.filter, piece.top)
        return tree

    def _is_told(self) -> bool:
        return self._field in ("source", "author")

    def _placed(self, tree: Tree | None) -> Tree | None:
        """Say of each word where it must stand, when a field is being read."""
        if not self._field or tree is None or FIELDS[self._field].reads is not Reads.WORDS:
            return tree
        match tree:
            case Either(parts):
                return either([placed for part in parts if (placed := self._placed(part))])
            case Both(parts):
                return both([placed for part in parts if (placed := self._placed(part))])
            case Boosted(part, factor):
                placed = self._placed(part)
                return None if placed is None else Boosted(placed, factor)
            case Term() | Beginning() | Wildcard() | Fuzzy() | Phrase() | Near():
                return Said(self._field, tree) if self._is_told() else Within(Place(self._field), tree)
            case _:
                return tree

    def _valued(self, start: int, value: str, *, quoted: bool = False, growing: bool = False) -> Tree | None:
        """Read the value of a field that is not about words."""
        name = self._field
        if FIELDS[name].reads is Reads.DAYS and not quoted:
            value, growing = self._days(value, growing)
        if name == "sort":
            found = next((each for each in Sort if str(each) == value.lower()), None)
            if found is not None:
                self._sort = found
                end = self.tokens[self.at - 1].end
                self.pieces.append(Piece(start, end, Fact(name, str(found)), filter=True, top=True))
                return None
        elif has_value(name, value):
            return self.add(start, fact(name, value, quoted=quoted, growing=growing), filtering=True)
        if growing or (self.typing and self.at >= len(self.tokens) and not value):
            return None
        self.note("bad-value", f"{name}:{value}")
        return self.add(start, words_in_order(f"{name} {value}", beginning=False))

    def _days(self, value: str, growing: bool) -> tuple[str, bool]:
        """Take the second of two words such as "last week" to the first."""
        unit = self.peek().lower()
        if value.lower() in ("last", "this", "past") and unit:
            begun = self.tokens[self.at].end == self.open_end and any(map(_begins(unit), _UNITS))
            if unit in _UNITS or begun:
                self.at += 1
                return f"{value} {unit}", begun
        return value, growing


def _begins(word: str) -> Callable[[str], bool]:
    return lambda whole: whole.startswith(word)


def _is_slashed(text: str) -> bool:
    return len(text) > 2 and text[0] == "/" == text[-1]


def _boosted(tree: Tree | None, suffix: Suffix) -> Tree | None:
    return tree if tree is None or suffix.boost == 1.0 else Boosted(tree, suffix.boost)


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
