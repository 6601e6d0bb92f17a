"""The underlined letters of a menu: no two entries of it have the same one."""

from collections.abc import Iterator, Sequence
from typing import Final

SIGN: Final = "&"
"""Stands before the letter; doubled it is itself."""


def plain(words: str) -> str:
    """Give the words of an entry as they are read."""
    return words.replace("&&", "\0").replace(SIGN, "").replace("\0", SIGN)


def escaped(words: str) -> str:
    """Give words in which nothing stands for a letter."""
    return words.replace(SIGN, "&&")


def letter_of(words: str) -> str:
    """Give the letter that chooses an entry, in lower case; empty when it has none."""
    marked = words.replace("&&", "")
    place = marked.find(SIGN)
    return marked[place + 1 : place + 2].casefold() if place >= 0 else ""


def marked(words: str, taken: frozenset[str], wished: str = "") -> str:
    """Put the sign before a letter of plain words that is not taken: the wished one, else the best.

    The best is the first letter of the words, then of a later word, then any. Without a free one the words
    have no letter.
    """
    for place in _candidates(words, wished):
        if words[place].casefold() not in taken:
            return f"{escaped(words[:place])}{SIGN}{escaped(words[place:])}"
    return escaped(words)


def all_marked(entries: Sequence[str]) -> list[str]:
    """Give the entries of a menu with a letter each; those that name one in their words keep it."""
    taken = frozenset(letter for letter in map(letter_of, entries) if letter)
    made = []
    for words in entries:
        if not letter_of(words):
            words = marked(plain(words), taken)
            taken |= {letter_of(words)}
        made.append(words)
    return made


def _candidates(words: str, wished: str) -> Iterator[int]:
    """Give the places of letters, the best first."""
    usable = [place for place, sign in enumerate(words) if sign.isalnum()]
    starts = [place for place in usable if place == 0 or not words[place - 1].isalnum()]
    if wished:
        yield from (place for place in (*starts, *usable) if words[place].casefold() == wished)
    yield from starts
    yield from usable
