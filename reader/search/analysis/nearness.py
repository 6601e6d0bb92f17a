"""Words near each other, and words that fit a pattern: the same for the index and for the marks on a text."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

import regex

Span = tuple[int, int]
"""The first and the last position of a word or phrase."""


def fits(pattern: str) -> Callable[[str], bool]:
    """Give the test whether a word fits a pattern of `?` and `*`."""
    compiled = _compiled(pattern)
    return lambda word: compiled.fullmatch(word) is not None


@cache
def _compiled(pattern: str) -> "regex.Pattern[str]":
    signs = {"?": ".", "*": ".*+" if pattern.count("*") == 1 and pattern.endswith("*") else ".*"}
    return regex.compile("".join(signs.get(sign) or regex.escape(sign) for sign in pattern), regex.DOTALL)


def nearest(members: list[list[Span]], distance: int) -> list[Span]:
    """Give the stretches that hold one span of every member, each another one, and are not too long.

    From the first end to the last beginning in a stretch are at most `distance` positions.
    """
    longest = max((span[1] - span[0] for spans in members for span in spans), default=0)
    ordered = [sorted(spans) for spans in members]
    found: list[Span] = []
    for end in sorted({span[1] for spans in members for span in spans}):
        inside = [
            [
                span
                for span in spans[_first(spans, end - longest) : _first(spans, end + distance + 1)]
                if span[1] >= end
            ]
            for spans in ordered
        ]
        chosen = _apart(inside) if all(inside) else None
        if chosen:
            found.append((min(span[0] for span in chosen), max(span[1] for span in chosen)))
    return list(dict.fromkeys(found))


def _first(spans: list[Span], start: int) -> int:
    """Give the place of the first span that begins at `start` or later."""
    return bisect_left(spans, (start, -1))


def _apart(choices: list[list[Span]]) -> list[Span] | None:
    """Choose one span of each, no span twice; None when that cannot be done."""
    owner: dict[Span, int] = {}

    def settle(member: int, seen: set[Span]) -> bool:
        for span in choices[member]:
            if span not in seen:
                seen.add(span)
                if span not in owner or settle(owner[span], seen):
                    owner[span] = member
                    return True
        return False

    if all(settle(member, set()) for member in range(len(choices))):
        return list(owner)
    return None
