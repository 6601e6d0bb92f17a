"""Which words of a segment fit a word of a query: as places in its lexicons."""

import numpy as np

from reader.search.answering.alike import matching, near
from reader.search.answering.patience import Patience
from reader.search.language.tree import Beginning, Fuzzy, Single, Term, Wildcard
from reader.search.segments.lists import Places
from reader.search.segments.segment import Segment


def fitting(word: Single, segment: Segment, patience: Patience) -> list[tuple[str, Places]]:
    """Give the places of the words that fit, by field: as written, or by their form.

    Raises:
        InterruptedWork: when the answer is no longer wanted.
    """
    match word:
        case Term(form):
            return [_place(segment, form)]
        case Beginning(start, form):
            whole = [_place(segment, form)] if form and not form.startswith(start) else []
            return [*beginning(segment, start), *whole]
        case Wildcard(pattern):
            return [
                (field, matching(segment.lexicon(field), pattern, patience)) for field in ("text", "surfaces")
            ]
        case Fuzzy(surface, form, most):
            found = [
                (field, near(segment.lexicon(field), surface, most, patience)[0])
                for field in ("text", "surfaces")
            ]
            own = _place(segment, form)
            return found if np.isin(own[1], found[0][1]).all() else [*found, own]


def beginning(segment: Segment, start: str) -> list[tuple[str, Places]]:
    """Give the words with a beginning; a surface whose form begins alike is found by that."""
    prefix = start.encode()
    texts, surfaces = segment.lexicon("text").beginning(prefix), segment.lexicon("surfaces").beginning(prefix)
    shared = segment.lexicon("surfaces").shared[surfaces.start : surfaces.stop]
    return [
        ("text", np.arange(texts.start, texts.stop)),
        ("surfaces", surfaces.start + np.flatnonzero(shared < len(prefix))),
    ]


def _place(segment: Segment, form: str) -> tuple[str, Places]:
    place = segment.lexicon("text").place(form.encode())
    return "text", np.array([place] if place >= 0 else [], np.int64)
