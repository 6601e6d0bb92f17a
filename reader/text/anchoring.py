"""Finding a quote again: in the text it was taken from, or in a newer version of it.

Only exact copies of the words are taken for the passage, and only when one place is clearly the right
one: a wrong place is worse than an orphan.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from reader.model.annotation import CONTEXT, Anchor, AnchorState
from reader.model.graphemes import is_boundary
from reader.model.span import Span

_MOST_PLACES: Final = 400
"""Copies of a quote that are compared; a word that is there more often is told apart by its position only."""
_CLEAR_LEAD: Final = 0.25
"""How much better the context of the best place has to agree than that of any other (0 to 1)."""
_LEAST_AGREEMENT: Final = 0.2
_SHORT: Final = 24
"""Code points; a shorter quote needs its context, even where there is one copy only."""


def find_quote(text: str, exact: str, prefix: str, suffix: str, position_hint: int | None = None) -> Anchor:
    """Find a quote by its words and their context.

    `position_hint` is the offset where the quote once began: at that very place it is EXACT, elsewhere
    MOVED. Several copies are told apart by their context alone; an ORPHAN has no place.
    """
    ranked = sorted(
        (
            (_agreement(text, start, start + len(exact), prefix, suffix), start)
            for start in _places(text, exact)
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not ranked:
        return _orphan()
    best, start = ranked[0]
    others = ranked[1][0] if len(ranked) > 1 else None
    if others is not None and best - others < _CLEAR_LEAD:
        return _orphan()
    if best < _LEAST_AGREEMENT and (others is not None or len(exact) < _SHORT) and (prefix or suffix):
        return _orphan()
    state = AnchorState.EXACT if position_hint in (None, start) else AnchorState.MOVED
    return Anchor(start, start + len(exact), state, best)


def carry_over(old_text: str, new_text: str, spans: Iterable[Span]) -> list[Anchor]:
    """Find the passages of an old text in a new version of it, one anchor for each span in their order."""
    before = _shared_start(old_text, new_text)
    after = _shared_end(old_text, new_text, before)
    return [_carry(old_text, new_text, span, before, after) for span in spans]


def _carry(old: str, new: str, span: Span, before: int, after: int) -> Anchor:
    shift = len(new) - len(old)
    if span.end <= before and _whole(new, span.start, span.end):
        return Anchor(span.start, span.end, AnchorState.EXACT)
    if span.start >= len(old) - after and _whole(new, span.start + shift, span.end + shift):
        state = AnchorState.MOVED if shift else AnchorState.EXACT
        return Anchor(span.start + shift, span.end + shift, state)
    exact = old[span.start : span.end]
    prefix, suffix = _context(old, span.start, span.end)
    anchor = find_quote(new, exact, prefix, suffix, span.start)
    if anchor.start is None or anchor.end is None:
        return anchor
    return _orphan() if _is_twin(old, new, span, anchor.start, anchor.score) else anchor


def _is_twin(old: str, new: str, span: Span, start: int, agreement: float) -> bool:
    """Tell whether the place found is rather that of another copy of the words in the old text."""
    exact = old[span.start : span.end]
    prefix, suffix = _context(new, start, start + len(exact))
    return any(
        place != span.start
        and _agreement(old, place, place + len(exact), prefix, suffix) > agreement - _CLEAR_LEAD
        for place in _places(old, exact)
    )


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _places(text: str, exact: str) -> Iterator[int]:
    """Give the offsets of all copies of the words that cut no grapheme."""
    if not exact:
        return
    start = text.find(exact)
    count = 0
    while start >= 0 and count < _MOST_PLACES:
        if _whole(text, start, start + len(exact)):
            count += 1
            yield start
        start = text.find(exact, start + 1)


def _whole(text: str, start: int, end: int) -> bool:
    return is_boundary(text, start) and is_boundary(text, end)


def _agreement(text: str, start: int, end: int, prefix: str, suffix: str) -> float:
    """Give how much of the context agrees next to a place (0 to 1), white space aside."""
    if not prefix and not suffix:
        return 0.0
    here_before, here_after = _context(text, start, end)
    wanted = [_bare(prefix)[::-1], _bare(suffix)]
    found = [_bare(here_before)[::-1], _bare(here_after)]
    shares = [
        _shared_start(a, b) / min(len(a), CONTEXT // 2) for a, b in zip(wanted, found, strict=True) if a
    ]
    # An edge of the text is a context too: nothing was there, and nothing is.
    shares += [1.0 for a, b in zip(wanted, found, strict=True) if not a and not b]
    return sum(min(share, 1.0) for share in shares) / len(shares) if shares else 0.0


def _bare(text: str) -> str:
    return "".join(text.split())


def _shared_start(one: str, other: str) -> int:
    """Count the code points that two texts begin with alike, by halving: compares slices, not signs."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _shared_end(one: str, other: str, before: int) -> int:
    """Count the code points that two texts end with alike, beyond a shared beginning."""
    most = min(len(one), len(other)) - before
    return _shared_start(one[len(one) - most :][::-1], other[len(other) - most :][::-1])


def _orphan() -> Anchor:
    return Anchor(None, None, AnchorState.ORPHAN, 0.0)
