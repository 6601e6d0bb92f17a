"""The operands of a query: a word, a quotation, a regular expression, the value of a field."""

import re
from typing import Final

from reader.model.query_fields import FIELDS, Reads, Sort
from reader.search.language.cursor import Cursor, Piece
from reader.search.language.facts import fact, has_value
from reader.search.language.leaves import both, either, fuzzy, pattern, spelled, words_in_order, words_nearby
from reader.search.language.patterns import is_pattern
from reader.search.language.tokens import Suffix, Token, without_suffix
from reader.search.language.tree import (
    Beginning,
    Boosted,
    Both,
    Either,
    Fact,
    Fuzzy,
    Like,
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
)

FARTHEST: Final = 100
"""Positions that words near each other may be apart."""
USUAL: Final = 10
"""Positions apart when no number is given."""
_MOST_PATTERNS: Final = 4
"""Regular expressions of one query."""
_MOST_WRONG: Final = 2

_UNITS: Final = frozenset(("week", "month", "year"))


class Operands(Cursor):
    """Reads one operand at a time. `field` is the one that is being read; empty outside of any."""

    def __init__(self, text: str, typing: bool) -> None:
        super().__init__(text, typing)
        self.field = ""
        self.sort: Sort | None = None
        self._patterns = 0

    def quoted(self, start: int) -> Tree | None:
        """Read what stands in quotes; the opening one, at `start`, has been read."""
        text, closed, end = self.quotation()
        suffix = self.suffix() if closed else Suffix()
        if self.field and FIELDS[self.field].reads is not Reads.WORDS:
            return self._valued(start, text, quoted=True, growing=not closed and end == self.open_end)
        beginning = text.endswith("*") or (not closed and bool(text) and end == self.open_end)
        bare = text.replace("*", " ")
        leaf: Single | Phrase | Near | None
        if suffix.tilde:
            near = USUAL if suffix.near is None else suffix.near
            leaf = words_nearby(bare, min(near, FARTHEST))
            if isinstance(leaf, Near):
                self.note_far(near)
        else:
            leaf = words_in_order(bare, beginning=beginning)
        return self.add(start, boosted(self.placed(leaf), suffix), filtering=self.is_told())

    def regex(self, token: Token) -> Tree | None:
        """Read a regular expression between slashes."""
        body = token.text[1:-1]
        suffix = self.suffix()
        if not is_pattern(body):
            self.note("bad-pattern")
            return self.add(token.start, words_in_order(body, beginning=False))
        self._patterns += 1
        if self._patterns > _MOST_PATTERNS or self.field:
            self.note("too-many-patterns" if not self.field else "pattern-in-field")
            return self.add(token.start, self.placed(words_in_order(body, beginning=False)))
        return self.add(token.start, boosted(Regex(body), suffix))

    def word(self, token: Token) -> Tree | None:
        """Read a word, or the value of the field."""
        if self.field and FIELDS[self.field].reads is not Reads.WORDS:
            return self._valued(token.start, token.text, growing=token.end == self.open_end)
        tree = self._leaf(token)
        return self.add(token.start, self.placed(tree), filtering=self.is_told())

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
                return boosted(found, suffix)
            self.note("star-inside")
            return both(
                [part for piece in re.split(r"[*?]+", whole) if (part := spelled(piece, beginning=False))]
            )
        if suffix.tilde:
            misspelled = fuzzy(bare, None if suffix.near is None else min(suffix.near, _MOST_WRONG))
            if misspelled is not None:
                return boosted(misspelled, suffix)
            self.note("many-words-wrong")
        ended = token.end == self.open_end and whole == token.text
        growing = ended and (bare[-1].isalnum() or bare[-1] in ",'’-&/")
        return boosted(spelled(bare, beginning=bare != whole or growing), suffix)

    def passage_of(self, number: Token) -> Tree | None:
        """Read the number of an article and, in quotes, words of it."""
        self.at += 1
        passage, _, _ = self.quotation()
        return self.add(number.start, Like(int(number.text), passage), filtering=True)

    def note_far(self, distance: int) -> None:
        """Note that words may not be so far from each other, if that is so."""
        if distance > FARTHEST:
            self.note("near-far", str(FARTHEST))

    def is_told(self) -> bool:
        """Tell whether the words of the field are told by the store."""
        return self.field in ("source", "author")

    def placed(self, tree: Tree | None) -> Tree | None:
        """Say of each word where it must stand, when a field is being read."""
        if not self.field or tree is None or FIELDS[self.field].reads is not Reads.WORDS:
            return tree
        match tree:
            case Either(parts):
                return either([placed for part in parts if (placed := self.placed(part))])
            case Both(parts):
                return both([placed for part in parts if (placed := self.placed(part))])
            case Boosted(part, factor):
                placed = self.placed(part)
                return None if placed is None else Boosted(placed, factor)
            case Term() | Beginning() | Wildcard() | Fuzzy() | Phrase() | Near():
                return Said(self.field, tree) if self.is_told() else Within(Place(self.field), tree)
            case _:
                return tree

    def _valued(self, start: int, value: str, *, quoted: bool = False, growing: bool = False) -> Tree | None:
        """Read the value of a field that is not about words."""
        name = self.field
        if FIELDS[name].reads is Reads.DAYS and not quoted:
            value, growing = self._days(value, growing)
        if name == "sort":
            found = next((each for each in Sort if str(each) == value.lower()), None)
            if found is not None:
                self.sort = found
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
            begun = self.tokens[self.at].end == self.open_end and any(
                whole.startswith(unit) for whole in _UNITS
            )
            if unit in _UNITS or begun:
                self.at += 1
                return f"{value} {unit}", begun
        return value, growing


def is_slashed(text: str) -> bool:
    """Tell whether a token is a regular expression."""
    return len(text) > 2 and text[0] == "/" == text[-1]


def boosted(tree: Tree | None, suffix: Suffix) -> Tree | None:
    """Give a part the weight that its suffix says."""
    return tree if tree is None or suffix.boost == 1.0 else Boosted(tree, suffix.boost)
