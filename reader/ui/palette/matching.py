"""How well what is typed fits the words of an offer, and which of their letters it means."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

WHOLE: Final = 1_000
START: Final = 900
WORD: Final = 700
INITIALS: Final = 600
PIECES: Final = 500
INSIDE: Final = 300
LOOSE: Final = 200
"""Worth of a fit, by its kind: the words themselves, their start, the start of a word, its words' initials,
starts of several words ("hila" for Highlight Label), the midst of a word, a word with letters left out."""

_INSIDE_FROM: Final = 3
"""Letters from which the midst of a word counts, and a word with letters left out."""
_DENSE: Final = 0.6
"""Share of a word's stretch that must have been typed when letters were left out."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What a fit is worth, and the places of the letters that were meant."""

    worth: float
    places: tuple[int, ...] = ()


def fit(typed: str, words: str) -> Fit | None:
    """Tell how what is typed fits words; None when it does not.

    Every typed word must fit; the worst of them is what the whole is worth. Of two alike the shorter words
    are worth a little more.
    """
    wanted, known = folded(typed).split(), folded(words)
    if not wanted:
        return None
    whole = _whole(" ".join(wanted), known)
    if whole is not None:
        return _shorter_first(whole, known)
    fits = []
    for token in wanted:
        found = _token(token, known)
        if found is None:
            return None
        fits.append(found)
    places = sorted({place for each in fits for place in each.places})
    return _shorter_first(Fit(min(each.worth for each in fits), tuple(places)), known)


@lru_cache(maxsize=4096)
def folded(words: str) -> str:
    """Give words without case and accents, every letter in its place."""
    return "".join(unicodedata.normalize("NFKD", sign)[0].casefold()[:1] or sign for sign in words)


def _shorter_first(found: Fit, words: str) -> Fit:
    return Fit(found.worth - min(len(words), 90) / 100, found.places)


def _whole(wanted: str, words: str) -> Fit | None:
    if words == wanted:
        return Fit(WHOLE, tuple(range(len(wanted))))
    if words.startswith(wanted):
        return Fit(START, tuple(range(len(wanted))))
    return None


def _token(token: str, words: str) -> Fit | None:
    starts = _starts(words)
    for nth, place in enumerate(starts):
        if words.startswith(token, place):
            return Fit(WORD - min(nth, 9), tuple(range(place, place + len(token))))
    initials = "".join(words[place] for place in starts)
    if len(token) > 1 and (at := initials.find(token)) >= 0:
        return Fit(INITIALS - at, starts[at : at + len(token)])
    if len(token) > 1 and (pieces := _pieces(token, words, starts)):
        return Fit(PIECES, pieces)
    if len(token) < _INSIDE_FROM:
        return None
    if (at := words.find(token)) >= 0:
        return Fit(INSIDE, tuple(range(at, at + len(token))))
    return next(_loose(token, words, starts), None)


@lru_cache(maxsize=4096)
def _starts(words: str) -> tuple[int, ...]:
    """Give where words begin; kept, because every key asks it of the same names."""
    return tuple(
        place
        for place, sign in enumerate(words)
        if sign.isalnum() and (place == 0 or not words[place - 1].isalnum())
    )


def _pieces(token: str, words: str, starts: tuple[int, ...]) -> tuple[int, ...]:
    """Part what is typed into starts of words, in their order; give the places, none when it cannot be."""
    hopeless: set[tuple[int, int]] = set()

    def rest_from(typed: int, first: int) -> tuple[int, ...]:
        """Part the letters from `typed` on into starts of words from the word `first` on."""
        if (typed, first) in hopeless:
            return ()
        for nth in range(first, len(starts)):
            place, most = starts[nth], 0
            while typed + most < len(token) and words[place + most : place + most + 1] == token[typed + most]:
                most += 1
            for length in range(most, 0, -1):
                here = tuple(range(place, place + length))
                if typed + length == len(token):
                    return here
                if rest := rest_from(typed + length, nth + 1):
                    return here + rest
        hopeless.add((typed, first))
        return ()

    return rest_from(0, 0)


def _loose(token: str, words: str, starts: tuple[int, ...]) -> Iterator[Fit]:
    """Fit a word of which letters were left out, such as "hilight" for Highlight."""
    for start in starts:
        places: list[int] = []
        for place in range(start, len(words)):
            if not words[place].isalnum():
                break
            if words[place] == token[len(places)]:
                places.append(place)
                if len(places) == len(token):
                    break
            elif place == start:
                break
        if len(places) == len(token) and len(token) / (places[-1] - start + 1) >= _DENSE:
            yield Fit(LOOSE, tuple(places))
