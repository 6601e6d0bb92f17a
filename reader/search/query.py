"""What the words of a search mean: a tree of words, beginnings and phrases. Anything can be read.

Words stand for all of them; `OR`, `NOT` (or `-` before a word) and parentheses; "a phrase" in quotes; a
beginning with `*`. While typing, the last word is a beginning too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reader.search.words import Part, analysed, is_paired, runs

MOST_WORDS: Final = 100
"""Words and phrases of one query that are looked for; what follows is left out and noted."""
_DEEPEST: Final = 40
"""Parentheses within parentheses that are read."""

_BEFORE_WORDS: Final = frozenset(('"', "(", "-", "NOT"))
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | {"（": "(", "）": ")"})
_TOKEN: Final = re.compile(r'["()]|[^\s"()]+')
_GROWING_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{0,3})+")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, by its form in the index."""

    form: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """Words that begin like `start`, as written or by their form; and words of the form `form`."""

    start: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another: each with its distance from the first, in positions."""

    words: tuple[tuple[int, "Term | Beginning"], ...]


@dataclass(frozen=True, slots=True)
class Both:
    """All of the parts."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Except:
    """Everything but the part."""

    part: "Tree"


Leaf = Term | Beginning | Phrase
Tree = Leaf | Both | Either | Except


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as read; `tree` is None when it has no words.

    `notes` are codes of what could not be read: `no-words` when there are signs and no word;
    `unclosed-quote`, `unclosed-parenthesis`, `unopened-parenthesis`, `lone-operator`, `lone-star`,
    `star-inside`, `too-deep`, `too-many-words`.
    """

    tree: Tree | None
    notes: tuple[str, ...] = ()


def parse(text: str, typing: bool = False) -> Parsed:
    """Read a query. What cannot be read is left out and noted; no text raises.

    While typing, what is merely unfinished at the end (a quote, a parenthesis, an operator) is not noted.
    """
    return _Reading(text.translate(_QUOTES), typing).parsed()


def positive_leaves(tree: Tree | None) -> list[Leaf]:
    """Give the words and phrases that an article is found by, in order: not those it must not have."""
    match tree:
        case None | Except():
            return []
        case Both(parts) | Either(parts):
            return list(dict.fromkeys(leaf for part in parts for leaf in positive_leaves(part)))
        case Term() | Beginning() | Phrase():
            return [tree]


class _Reading:
    """One pass over the tokens of a query."""

    def __init__(self, text: str, typing: bool) -> None:
        self._tokens = [(match.group(), match.end()) for match in _TOKEN.finditer(text)]
        self._at = 0
        self._typing = typing
        self._open_end = len(text) if typing else -1
        self._notes: dict[str, None] = {}
        self._words = 0

    def parsed(self) -> Parsed:
        parts: list[Tree] = []
        while self._at < len(self._tokens):
            part = self._either(0)
            if part is not None:
                parts.append(part)
            if self._peek() == ")":
                self._at += 1
                self._note("unopened-parenthesis")
        tree = _both(parts)
        if tree is None and self._tokens and not self._is_begun():
            return Parsed(None, ("no-words", *self._notes))
        return Parsed(tree, tuple(self._notes))

    def _is_begun(self) -> bool:
        """Tell whether, while typing, there are only signs so far that stand before words."""
        return self._typing and all(token in _BEFORE_WORDS for token, _ in self._tokens)

    def _note(self, code: str, *, unfinished: bool = False) -> None:
        if not (unfinished and self._typing and self._at >= len(self._tokens)):
            self._notes[code] = None

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _either(self, depth: int) -> Tree | None:
        parts = [self._both(depth)]
        while self._peek() == "OR":
            self._at += 1
            parts.append(self._both(depth))
            if parts[-1] is None or parts[-2] is None:
                self._note("lone-operator", unfinished=True)
        present = tuple(dict.fromkeys(part for part in parts if part is not None))
        return Either(present) if len(present) > 1 else next(iter(present), None)

    def _both(self, depth: int) -> Tree | None:
        parts: list[Tree] = []
        while (token := self._peek()) and token not in (")", "OR"):
            if token == "AND":
                self._at += 1
                if not parts or self._peek() in ("", ")", "OR", "AND"):
                    self._note("lone-operator", unfinished=True)
                continue
            part = self._one(depth)
            if part is not None:
                parts.append(part)
        return _both(parts)

    def _one(self, depth: int) -> Tree | None:
        negated = False
        while self._negation():
            negated = not negated
            self._at += 1
            if self._peek() in ("", ")", "OR", "AND"):
                self._note("lone-operator", unfinished=True)
                return None
        part = self._operand(depth)
        return Except(part) if negated and part is not None else part

    def _negation(self) -> bool:
        """Tell whether a "not" stands here, as a token of its own; a `-` is cut off its word."""
        token = self._peek()
        if not token.startswith("-"):
            return token == "NOT"
        end = self._tokens[self._at][1]
        if rest := token.lstrip("-"):
            self._tokens[self._at : self._at + 1] = [("NOT", 0), (rest, end)]
            return True
        # Hyphens alone negate what follows at once, as in -"a phrase"; else they are a dash.
        following = self._tokens[self._at + 1 : self._at + 2]
        return any(next_end == end + len(sign) for sign, next_end in following)

    def _operand(self, depth: int) -> Tree | None:
        token, end = self._tokens[self._at]
        self._at += 1
        if token == '"':
            return self._quoted()
        if token == "(":
            return self._group(depth)
        return self._word(token, end)

    def _group(self, depth: int) -> Tree | None:
        if depth >= _DEEPEST:
            self._note("too-deep")
            return None
        inner = self._either(depth + 1)
        if self._peek() == ")":
            self._at += 1
        else:
            self._note("unclosed-parenthesis", unfinished=True)
        return inner

    def _quoted(self) -> Tree | None:
        tokens: list[str] = []
        end = 0
        while self._at < len(self._tokens):
            token, end = self._tokens[self._at]
            self._at += 1
            if token == '"':
                return self._phrase(tokens, growing=False)
            tokens.append(token)
        self._note("unclosed-quote", unfinished=True)
        return self._phrase(tokens, growing=bool(tokens) and end == self._open_end)

    def _phrase(self, tokens: list[str], *, growing: bool) -> Tree | None:
        text = " ".join(token for token in tokens if token not in "()")
        star = text.endswith("*")
        return self._counted(_leaf(text.replace("*", " "), beginning=star or growing))

    def _word(self, token: str, end: int) -> Tree | None:
        bare = token.rstrip("*")
        starred = bare != token
        if not bare:
            self._note("lone-star", unfinished=True)
            return None
        if "*" in bare:
            self._note("star-inside")
        growing = end == self._open_end and (bare[-1].isalnum() or bare[-1] in ",'’-&/")
        *before, last = [piece for piece in bare.split("*") if piece]
        parts = [_spelled(piece, beginning=False) for piece in before]
        parts.append(_spelled(last, beginning=starred or growing))
        return self._counted(_both([part for part in parts if part is not None]))

    def _counted(self, tree: Tree | None) -> Tree | None:
        if tree is None:
            return None
        self._words += 1
        if self._words > MOST_WORDS:
            self._note("too-many-words")
            return None
        return tree


def _both(parts: list[Tree]) -> Tree | None:
    distinct = tuple(dict.fromkeys(parts))
    return Both(distinct) if len(distinct) > 1 else next(iter(distinct), None)


def _spelled(token: str, *, beginning: bool) -> Tree | None:
    """Give a token's words as a phrase, or what else may be meant: joined words, a growing number."""
    found = list(runs(token))
    tree = _leaf(token, beginning=beginning)
    if tree is None or len(found) != 1:
        return tree
    others: list[Tree] = [
        Beginning(part.surface, part.form) if beginning else Term(part.form)
        for part in analysed(found[0][1]).parts
        if part.joined
    ]
    if beginning and _GROWING_NUMBER.fullmatch(token):
        others.append(Beginning(token.replace(",", "")))
    distinct = tuple(dict.fromkeys([tree, *others]))
    return Either(distinct) if len(distinct) > 1 else tree


def _leaf(text: str, *, beginning: bool) -> Leaf | None:
    """Give the words of a text as one leaf; the last is a beginning if asked."""
    placed = list(_placed(text))
    if not placed:
        return None
    words = [(step, _item(part, beginning=False)) for step, part in placed]
    words[-1] = (words[-1][0], _item(placed[-1][1], beginning=beginning))
    first = words[0][0]
    if len(words) == 1:
        return words[0][1]
    return Phrase(tuple((step - first, word) for step, word in words))


def _placed(text: str) -> Iterator[tuple[int, Part]]:
    """Give the words of a text with their positions, without those that only repeat others."""
    position = 0
    for _, run in runs(text):
        chunk = analysed(run)
        covered = -1
        for part in chunk.parts:
            # The last sign of a run of pairs is in the pair before it.
            if not part.joined and not (part.end == covered and is_paired(part.surface)):
                yield position + part.step, part
                covered = part.end
        position += chunk.steps


def _item(part: Part, *, beginning: bool) -> Term | Beginning:
    if is_paired(part.surface[0]):
        return Beginning(part.surface) if len(part.surface) == 1 else Term(part.form)
    return Beginning(part.surface, part.form) if beginning else Term(part.form)
