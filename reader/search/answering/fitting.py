"""Which words of a segment fit a word of a query: as places in its lexicons."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np

from reader.search.analysis.distance import Neighbourhood
from reader.search.answering.patience import Patience
from reader.search.language.tree import Beginning, Fuzzy, Single, Term, Wildcard
from reader.search.segments.lexicon import Lexicon, kinds_of_letters
from reader.search.segments.lists import Places
from reader.search.segments.segment import Segment

_TOGETHER: Final = 20_000
"""Words that are compared with a pattern between two looks at whether the answer is still wanted."""
_SIGN: Final = rb"(?:[^\n\x80-\xff]|[\xc0-\xff][\x80-\xbf]+)"
"""One sign of a word in UTF-8."""
_ONE_WORD: Final = 12
"""Work of comparing letters with one word, in postings."""


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
                (field, _alike(segment.lexicon(field), pattern, patience)) for field in ("text", "surfaces")
            ]
        case Fuzzy(surface, form, most):
            around = Neighbourhood(surface, most)
            found = [
                (
                    field,
                    np.array(
                        [place for place, _ in near(segment.lexicon(field), surface, most, patience)], int
                    ),
                )
                for field in ("text", "surfaces")
            ]
            return found if around.distance(form) is not None else [*found, _place(segment, form)]


def beginning(segment: Segment, start: str) -> list[tuple[str, Places]]:
    """Give the words with a beginning; a surface whose form begins alike is found by that."""
    prefix = start.encode()
    texts, surfaces = segment.lexicon("text").beginning(prefix), segment.lexicon("surfaces").beginning(prefix)
    shared = segment.lexicon("surfaces").shared[surfaces.start : surfaces.stop]
    return [
        ("text", np.arange(texts.start, texts.stop)),
        ("surfaces", surfaces.start + np.flatnonzero(shared < len(prefix))),
    ]


def near(lexicon: Lexicon, surface: str, most: int, patience: Patience) -> Iterator[tuple[int, str]]:
    """Give the words that differ by at most so many letters, with their places; as `fitting`."""
    around = Neighbourhood(surface, most)
    for place in _likely(lexicon, surface, most).tolist():
        patience.spend(_ONE_WORD)
        word = lexicon[place].decode()
        if around.distance(word) is not None:
            yield place, word


def _place(segment: Segment, form: str) -> tuple[str, Places]:
    place = segment.lexicon("text").place(form.encode())
    return "text", np.array([place] if place >= 0 else [], np.int64)


def _alike(lexicon: Lexicon, pattern: str, patience: Patience) -> Places:
    """Give the words that fit a pattern of `?` and `*`.

    Those that begin as it does are few; else the longest piece of it is looked for in all words at once.
    """
    compiled = _compiled(pattern)
    pieces = re.split(r"[*?]+", pattern)
    places = lexicon.beginning(pieces[0].encode())
    if not pieces[0] and any(pieces):
        patience.ask()
        lines = lexicon.lines()
        piece = max(pieces, key=len).encode()
        hits = [match.start() for match in re.finditer(re.escape(piece), lines.text)]
        patience.spend(len(hits))
        likely = np.unique(np.searchsorted(lines.begins, np.array(hits, np.int64), "right") - 1)
        fit = [place for place in likely.tolist() if compiled.fullmatch(lexicon[place])]
        return np.array(fit, np.int64)
    found: list[Places] = [np.zeros(0, np.int64)]
    for first in range(places.start, places.stop, _TOGETHER):
        patience.ask()
        words = lexicon[first : min(first + _TOGETHER, places.stop)]
        found.append(first + np.flatnonzero([compiled.fullmatch(word) is not None for word in words]))
    return np.concatenate(found)


@cache
def _compiled(pattern: str) -> "re.Pattern[bytes]":
    signs = {"?": _SIGN, "*": rb"[^\n]*+" if pattern.find("*") == len(pattern) - 1 else rb"[^\n]*"}
    whole = b"".join(signs.get(sign) or re.escape(sign.encode()) for sign in pattern)
    return re.compile(whole)


def _likely(lexicon: Lexicon, surface: str, most: int) -> Places:
    """Give the words that are not ruled out by their length or their letters.

    A letter more or less changes at most one kind of letter; one that takes several bytes up to four.
    """
    bytes_of = surface.encode()
    kinds = kinds_of_letters(np.frombuffer(bytes_of, np.uint8), np.zeros(1, np.int64))[0]
    lengths, held, plain = lexicon.letters()
    slack = np.where(plain, most, 4 * most) if surface.isascii() else np.full(len(lexicon), 4 * most)
    fits = np.abs(lengths - len(bytes_of)) <= slack
    fits &= np.bitwise_count(held & ~kinds) <= slack
    fits &= np.bitwise_count(kinds & ~held) <= slack
    return np.flatnonzero(fits)
