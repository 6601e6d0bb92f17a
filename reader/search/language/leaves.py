"""From a piece of a query to the words it looks for: the same analysis as that of texts."""

import re
from collections.abc import Iterator
from typing import Final

from reader.search.analysis.words import Part, analysed, fold, is_paired, runs
from reader.search.language.tree import (
    Beginning,
    Both,
    Either,
    Fuzzy,
    Near,
    Phrase,
    Single,
    Term,
    Tree,
    Wildcard,
)

_GROWING_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{0,3})+")
_PATTERN: Final = re.compile(r"(?:[^\W_]|[*?]+[^\W_])(?:[^\W_]|[*?])*")
_SHORT: Final = 5
"""Letters of a word up to which `~` allows for one wrong letter; longer ones may have two."""


def spelled(token: str, *, beginning: bool) -> Tree | None:
    """Give a token's words as a phrase, or what else may be meant: joined words, a growing number."""
    found = list(runs(token))
    tree = words_in_order(token, beginning=beginning)
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


def words_in_order(text: str, *, beginning: bool) -> Single | Phrase | None:
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


def words_nearby(text: str, distance: int) -> Single | Phrase | Near | None:
    """Give the words of a text as near each other; signs of scripts without blanks stay in their order."""
    members: list[tuple[Single | Phrase, ...]] = []
    for _, run in runs(text):
        leaf = words_in_order(run, beginning=False)
        if leaf is not None:
            members.append((leaf,))
    if len(members) == 1:
        return members[0][0]
    return Near(tuple(members), max(distance, len(members) - 1)) if members else None


def pattern(token: str) -> Single | Phrase | None:
    """Give the words that a token with `*` or `?` inside stands for; None where scripts have no words."""
    words: list[Single] = []
    for found in _PATTERN.finditer(fold(token)):
        piece = found.group()
        if any(map(is_paired, piece)):
            return None
        bare = piece.rstrip("*")
        if "*" in bare or "?" in bare:
            words.append(Wildcard(re.sub(r"\*+", "*", piece)))
        else:
            leaf = words_in_order(bare, beginning=bare != piece)
            if leaf is None or isinstance(leaf, Phrase):
                return None
            words.append(leaf)
    if len(words) < 2:
        return words[0] if words else None
    return Phrase(tuple(enumerate(words)))


def fuzzy(token: str, distance: int | None) -> Fuzzy | None:
    """Give a word with its misspellings; None for what is no single word of letters."""
    placed = list(_placed(token))
    if len(placed) != 1:
        return None
    part = placed[0][1]
    if is_paired(part.surface[0]):
        return None
    usual = 1 if len(part.surface) <= _SHORT else 2
    return Fuzzy(part.surface, part.form, usual if distance is None else distance)


def both(parts: list[Tree]) -> Tree | None:
    """Give all of the parts as one: None for none, and one alone as it is."""
    distinct = tuple(dict.fromkeys(parts))
    return Both(distinct) if len(distinct) > 1 else next(iter(distinct), None)


def either(parts: list[Tree]) -> Tree | None:
    """Give the choice of parts as one: None for none, and one alone as it is."""
    distinct = tuple(dict.fromkeys(parts))
    return Either(distinct) if len(distinct) > 1 else next(iter(distinct), None)


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
