"""Mend the misspelled words of a query that found nothing."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from reader.model.query_fields import FIELDS
from reader.search.analysis.words import analysed, runs
from reader.search.language.query import Piece, parse
from reader.search.language.tree import Beginning, Near, Phrase, Term, Tree, Within, leaves

if TYPE_CHECKING:
    from reader.search.answering.searcher import Searcher

_OPERATORS: Final = frozenset(("AND", "OR", "NOT", "NEAR"))
_MOST: Final = 4
"""Words that are mended at once: nobody misspells more."""


def mended_words(words: str, searcher: "Searcher", cancelled: Callable[[], bool]) -> str:
    """Give a query with each word that nothing holds replaced by the likeliest one; empty if none is.

    Raises:
        ReaderError: `INDEX_DAMAGED`.
        InterruptedWork: when the answer is no longer wanted.
    """
    parts: list[str] = []
    kept, mended = 0, 0
    for start, run in _single_words(words):
        part = analysed(run).parts[0]
        if mended == _MOST or len(
            searcher.answer(Beginning(part.surface, part.form), cancelled=cancelled).ids
        ):
            continue
        better = searcher.known_word(part.surface, cancelled=cancelled)
        if better:
            parts += [words[kept:start], _in_capitals(better, run)]
            kept = start + len(run)
            mended += 1
    return "".join([*parts, words[kept:]]) if mended else ""


def _single_words(words: str) -> Iterator[tuple[int, str]]:
    """Give the words of a query that are looked up as they stand, with their places."""
    for piece in parse(words).pieces:
        if piece.filter or not _is_spelled(piece):
            continue
        for offset, run in runs(words[piece.start : piece.end]):
            start = piece.start + offset
            named = run.lower() in FIELDS and words[start + len(run) : start + len(run) + 1] == ":"
            if not named and run.split("/")[0] not in _OPERATORS and len(analysed(run).parts) == 1:
                yield start, run


def _is_spelled(piece: Piece) -> bool:
    return all(_is_plain(leaf) for leaf in leaves(piece.tree))


def _is_plain(leaf: Tree) -> bool:
    if isinstance(leaf, Phrase):
        return all(_is_plain(word) for _, word in leaf.words)
    if isinstance(leaf, Near):
        return all(_is_plain(choice) for member in leaf.members for choice in member)
    if isinstance(leaf, Within):
        return _is_plain(leaf.leaf)
    return isinstance(leaf, Term | Beginning)


def _in_capitals(word: str, like: str) -> str:
    """Write a word with the capitals of another."""
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word
