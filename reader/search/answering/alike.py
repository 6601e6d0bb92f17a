"""Words alike: those of a lexicon that fit a pattern, or differ from a word by few letters.

Nearly all words have one byte a letter and are compared as arrays, a whole lexicon at once; what the bytes
leave open is looked at word by word.
"""

import re
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.analysis.distance import Neighbourhood
from reader.search.answering.patience import Patience
from reader.search.segments.lexicon import Letters, Lexicon, kinds_of_letters
from reader.search.segments.lists import Places

_SIGN: Final = rb"(?:[^\n\x80-\xff]|[\xc0-\xff][\x80-\xbf]+)"
"""One sign of a word in UTF-8."""
_ANY: Final = ord("?")
_MOST_BYTES: Final = 4
"""Bytes of one sign."""
_ONE_WORD: Final = 12
"""Work of comparing one word by itself, in postings."""


def matching(lexicon: Lexicon, pattern: str, patience: Patience) -> Places:
    """Give the places of the words that fit a pattern of `?` and `*`.

    Raises:
        InterruptedWork: when the answer is no longer wanted.
    """
    head, *inner = pattern.split("*")
    tail = inner.pop() if inner else None
    inner = [piece for piece in inner if piece]
    patience.ask()
    start = head.partition("?")[0].encode()
    begun = lexicon.beginning(start)
    letters = lexicon.letters(begun)  # all places count from the first of these words, until the end
    fit = _with_ends(letters, len(start), head.encode(), None if tail is None else tail.encode())
    doubtful = fit[:0]
    if "?" in pattern:  # where signs take several bytes, the place of a byte does not tell whose it is
        fit = fit[letters.plain[fit]]
        doubtful = np.flatnonzero(~letters.plain)
    if inner and tail is not None:
        patience.ask()
        longest = max((part for piece in inner for part in piece.split("?")), key=len).encode()
        if longest:
            fit = fit[_holding(letters, longest, len(head.encode()), len(tail.encode()))[fit]]
    if len(inner) > 1 or "?" in "".join(inner):
        fit, doubtful = fit[:0], np.sort(np.concatenate((fit, doubtful)))
    if len(doubtful):
        more = _looked_at(lexicon, begun.start + doubtful, _compiled(pattern), patience) - begun.start
        fit = np.sort(np.concatenate((fit, more)))
    return begun.start + fit


def near(lexicon: Lexicon, surface: str, most: int, patience: Patience) -> tuple[Places, Places]:
    """Give the places of the words that differ by at most so many letters, and by how many; as `matching`."""
    patience.ask()
    letters = lexicon.letters(range(len(lexicon)))
    likely = _likely(letters, surface, most)
    far = np.full(len(likely), most + 1, np.int64)
    plain = letters.plain[likely] & surface.isascii()
    if plain.any():
        patience.ask()
        chosen = likely[plain]
        width = len(surface) + most
        reach = np.minimum(letters.starts[chosen, None] + np.arange(width), len(letters.text) - 1)
        word = np.frombuffer(surface.encode(), np.uint8)
        far[plain] = _distances(word, letters.text[reach], letters.lengths[chosen], most)
    around = Neighbourhood(surface, most)
    for at in np.flatnonzero(~plain).tolist():
        patience.spend(_ONE_WORD)
        found = around.distance(lexicon[int(likely[at])].decode())
        if found is not None:
            far[at] = found
    kept = far <= most
    return likely[kept], far[kept]


def _with_ends(letters: Letters, known: int, head: bytes, tail: bytes | None) -> Places:
    """Give the words that begin and end so; those that are just so when there is no tail.

    Of the head so many bytes are `known` to be in all words.
    """
    lengths = letters.lengths
    enough = lengths == len(head) if tail is None else lengths >= len(head) + len(tail)
    if tail and tail[-1] != _ANY:
        enough &= letters.lasts == tail[-1]
    places: Places = np.flatnonzero(enough)
    for at, sign in enumerate(head[known:], start=known):
        if sign != _ANY:
            fits = letters.text.take(letters.starts.take(places) + at) == sign
            places = places.take(np.flatnonzero(fits))
    for back, sign in enumerate(reversed(tail or b""), start=1):
        if sign != _ANY and back > 1:
            places = places[letters.text[letters.starts[places] + letters.lengths[places] - back] == sign]
    return places


def _holding(letters: Letters, piece: bytes, before: int, after: int) -> NDArray[np.bool_]:
    """Tell which words hold a piece, with at least so many bytes before and after it."""
    size = max(0, len(letters.text) - len(piece) + 1)
    here = np.ones(size, bool)
    for at, byte in enumerate(piece):
        here &= letters.text[at : at + size] == byte
    hits = np.flatnonzero(here)
    words = np.searchsorted(letters.starts, hits, "right") - 1
    starts = letters.starts[words]
    inside = hits >= starts + before
    inside &= hits + len(piece) + after <= starts + letters.lengths[words]
    holding = np.zeros(len(letters.starts), bool)
    holding[words[inside]] = True
    return holding


def _looked_at(lexicon: Lexicon, places: Places, pattern: "re.Pattern[bytes]", patience: Patience) -> Places:
    fit = []
    for place in places.tolist():
        patience.spend(1)
        if pattern.fullmatch(lexicon[place]):
            fit.append(place)
    return np.array(fit, np.int64)


@cache
def _compiled(pattern: str) -> "re.Pattern[bytes]":
    signs = {"?": _SIGN, "*": rb"[^\n]*+" if pattern.find("*") == len(pattern) - 1 else rb"[^\n]*"}
    whole = b"".join(signs.get(sign) or re.escape(sign.encode()) for sign in pattern)
    return re.compile(whole)


def _likely(letters: Letters, surface: str, most: int) -> Places:
    """Give the words that are not ruled out by their length or their letters.

    A letter more or less changes at most one kind of letter; one that takes several bytes up to four.
    """
    bytes_of = surface.encode()
    kinds = kinds_of_letters(np.frombuffer(bytes_of, np.uint8), np.zeros(1, np.int64))[0]
    slack = np.where(letters.plain & surface.isascii(), most, _MOST_BYTES * most)
    places = np.flatnonzero(np.abs(letters.lengths - len(bytes_of)) <= slack)
    held, slack = letters.kinds[places], slack[places]
    fits = np.bitwise_count(held & ~kinds) <= slack
    fits &= np.bitwise_count(kinds & ~held) <= slack
    likely: Places = places[fits]
    return likely


def _distances(word: NDArray[Any], table: NDArray[Any], lengths: NDArray[Any], most: int) -> NDArray[Any]:
    """Count by how many letters words differ from one: as `distance`, but all words step by step together.

    The first letters of each word are a row of the table. Only what lies about the diagonal is counted: all
    else is farther than `most`.
    """
    letters = np.ascontiguousarray(table.T)
    count = len(table)
    before: dict[int, NDArray[Any]] = {}
    row = {place: np.full(count, place, np.uint8) for place in range(most + 1)}
    for at, letter in enumerate(word, start=1):
        earlier, before, row = before, row, {}
        if at <= most:
            row[0] = np.full(count, at, np.uint8)
        for place in range(max(1, at - most), at + most + 1):
            if place > len(letters):
                break
            cost = before[place - 1] + (letters[place - 1] != letter)
            if place in before:
                cost = np.minimum(cost, before[place] + 1)
            if place - 1 in row:
                cost = np.minimum(cost, row[place - 1] + 1)
            if at > 1 and place > 1:
                swapped = (letters[place - 1] == word[at - 2]) & (letters[place - 2] == letter)
                cost = np.where(swapped, np.minimum(cost, earlier[place - 2] + 1), cost)
            row[place] = cost.astype(np.uint8)
    found = np.full(count, most + 1, np.uint8)
    for place, cost in row.items():
        found[lengths == place] = cost[lengths == place]
    return found
