"""What the script of a text asks of its setting: which way it runs, and whether it may lean."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_LOOKED_AT: Final = 400
"""Code points that tell the direction of a short text."""

_UPRIGHT: Final = re.compile(
    "[\u0590-\u1aaf\u1b00-\u1c7f\u1c90-\u1cff\u2e80-\ua71f\uab70-\ufaff\ufb1d-\U0003ffff]+"
)
"""Signs of scripts that have no italic: all but Latin, Greek, Cyrillic and Armenian."""

_FROM_RIGHT: Final = re.compile(
    "[\u0590-\u08ff\u200f\u2067\u202b\u202e\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Signs among which all are that run from right to left."""


def runs_from_right(text: str) -> bool:
    """Tell whether most letters of a text run from right to left, whichever comes first."""
    if not may_run_from_right(text):
        return False
    kinds = [unicodedata.bidirectional(sign) for sign in text[:_LOOKED_AT]]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")


def may_run_from_right(text: str) -> bool:
    """Tell whether some of a text may run from right to left."""
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


def has_upright(text: str) -> bool:
    """Tell whether a text holds signs of a script that has no italic."""
    return not text.isascii() and _UPRIGHT.search(text) is not None


def leaning(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text in italics into pieces, each with whether it may lean.

    Scripts without an italic stand upright; where most letters are theirs, the whole text does.
    """
    places = [found.span() for found in _UPRIGHT.finditer(text)]
    letters = sum(map(str.isalpha, text)) if places else 0
    upright = sum(text[place].isalpha() for start, end in places for place in range(start, end))
    if letters and upright * 2 > letters:
        places = [(0, len(text))]
    reached = 0
    for start, end in places:
        if start > reached:
            yield text[reached:start], True
        yield text[start:end], False
        reached = end
    if reached < len(text):
        yield text[reached:], True
