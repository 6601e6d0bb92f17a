"""The first letters of the words looked for: with them alone most of a text can be passed over."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reader.search.language.tree import Beginning, Single, Term

_MOST: Final = 3
"""First letters that are looked at."""
_BETWEEN: Final = "[-'.,&/\u2018\u2019]*"
"""What may stand among the letters of one word: "U.S." is us, "Kwang-chol" is kwangchol too."""
_STRANGE: Final = "[^\\x00-\\x7f\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026]"
"""Signs that may be something else once folded, or begin a word where there is no blank."""
_NOT_WITHIN: Final = "(?<![A-Za-z0-9].)"
"""Stands behind the first letter, for Python is quick to find a pattern that begins with a letter."""


class FirstLetters:
    """Tells which stretches of a text may hold one of some words.

    Stretches reach from blank to blank. Those without a sign beyond ASCII and common punctuation are given
    only when a word in them begins as one that is looked for; all others are.
    """

    def __init__(self, beginnings: Iterable[str]) -> None:
        """Words may begin so: in small letters and digits."""
        found = [_pattern(each) for each in sorted(set(beginnings)) if each.isascii()]
        self._pattern = re.compile("|".join([*found, _STRANGE]), re.DOTALL)

    @classmethod
    def of(cls, words: Iterable[Single]) -> "FirstLetters | None":
        """Give those of words of a query; None when one of them may begin in any way."""
        beginnings: list[str] = []
        for word in words:
            match word:
                case Term(form):
                    beginnings.append(_kept(form))
                case Beginning(start, form):
                    beginnings += [_kept(start), _kept(form)] if form else [_kept(start)]
                case _:
                    return None
        return cls(beginnings) if all(beginnings) else None

    def stretches(self, text: str) -> Iterator[tuple[int, str]]:
        """Give the stretches with their offsets in code points, in order."""
        search, after = self._pattern.search, 0
        while (found := search(text, after)) is not None:
            at = found.start()
            start = max(after, text.rfind(" ", after, at) + 1, text.rfind("\n", after, at) + 1)
            blank = text.find(" ", at)
            blank = len(text) if blank < 0 else blank
            line_end = text.find("\n", at, blank)
            after = blank if line_end < 0 else line_end
            yield start, text[start:after]


def _kept(form: str) -> str:
    """Give the first letters that a stem shares with the word it is of: its last one may have changed."""
    return form[: max(1, min(_MOST, len(form) - 1))]


def _pattern(letters: str) -> str:
    first, *others = (f"[{each}{each.upper()}]" if each.isalpha() else re.escape(each) for each in letters)
    return _BETWEEN.join([first + _NOT_WITHIN, *others])
