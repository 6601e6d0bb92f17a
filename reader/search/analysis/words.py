"""The words of a text: one analysis for the index, the search and the marks.

What finds what: capitals, accents, width and kind of quotes or hyphens make no difference. A word's form
is its stem where it is English, so that "launched" finds "launching". "15,000" is 15000, "U.S." is us,
"Korea's" is korea; "Kwang-chol" is kwang, chol and kwangchol. Han, kana and Hangul are cut into
overlapping pairs of signs. No word is too common to be found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple
from unicodedata import combining, decimal, normalize

import regex

from reader.search.analysis.stems import stem
from reader.search.looks import Look, unwatched

_JOIN: Final = "-'.,&/"
_HYPHENS: Final = "\u2010\u2011\uff0d"
_APOSTROPHES: Final = "\u2019\u2018\u02bc\uff07"
_SILENT: Final = "\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\u20e3\ufeff"

_PLAIN_CHUNK: Final = re.compile(rf"[A-Za-z0-9]+(?:[{_JOIN}][A-Za-z0-9]+){{0,30}}")
_ANY_CHUNK: Final = regex.compile(
    rf"[\p{{L}}\p{{N}}\u3300-\u33ff][\p{{L}}\p{{N}}\p{{M}}\u3300-\u33ff{_SILENT}]*"
    rf"(?:[{_JOIN}{_HYPHENS}{_APOSTROPHES}\uff0c\uff0e\uff06\uff0f]"
    rf"[\p{{L}}\p{{N}}\u3300-\u33ff][\p{{L}}\p{{N}}\p{{M}}\u3300-\u33ff{_SILENT}]*){{0,30}}"
)
_LEADER: Final = regex.compile(r"[\p{L}\p{N}\u3300-\u33ff]")
_FOLLOWER: Final = regex.compile(rf"[\p{{M}}{_SILENT}]")
_ANY_JOIN: Final = _JOIN + _HYPHENS + _APOSTROPHES + "\uff0c\uff0e\uff06\uff0f"
_FOLDED_CHUNK: Final = regex.compile(
    rf"[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}\p{{M}}]*(?:[{_JOIN}][\p{{L}}\p{{N}}][\p{{L}}\p{{N}}\p{{M}}]*)*"
)
_BETWEEN_PARTS: Final = re.compile("[^/&]+")
_BETWEEN_HYPHENS: Final = re.compile("[^-]+")
_BETWEEN_MARKS: Final = re.compile("[^'.,]+")
_GRAPHEME: Final = regex.compile(r"\X")
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+")
_DOTTED: Final = regex.compile(r"\p{L}\p{M}*(?:\.\p{L}\p{M}*)+")
_PAIRED: Final = regex.compile(
    "[\u1100-\u11ff\u3005\u3007\u3040-\u30ff\u3105-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ς": "σ"}
)
_SIGNS: Final = str.maketrans(
    dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_SILENT, "")
)
_PLAIN_SIGNS: Final = {
    number: sign.lower() if sign.isalnum() or sign in _JOIN else " "
    for number, sign in enumerate(map(chr, range(128)))
}
_BREAKS: Final = '\n"“”—–…();:!?'
"""Signs that often stand beside words and never within a chunk."""
_CACHED: Final = 40_000
"""Chunks remembered: nearly all running words of a large library, at about 400 bytes each."""
_PIECE: Final = 256 * 1024
"""Code points that are cut into chunks at once: a hundredth of a second."""
_BETWEEN_LOOKS: Final = 2_000
"""Signs of a very long chunk that are gone through between two looks: a few milliseconds."""
_SHORT: Final = 20
"""Code points of a chunk worth remembering; a longer one is hardly met again."""
_LONGEST: Final = 100
"""Code points of a word that are looked at: whatever is longer is no word anybody types."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its form in the index and its place (code points, `end` exclusive).

    Words that stand in the same place for one another, such as "kwang" and "kwangchol", share a
    `position`. `surface` is the word as written, folded but not stemmed.
    """

    form: str
    start: int
    end: int
    position: int
    surface: str


class Part(NamedTuple):
    """A word within a chunk: as `Word`, with offsets and position counted from the chunk's start."""

    form: str
    surface: str
    start: int
    end: int
    step: int
    joined: bool


class Chunk(NamedTuple):
    """The words of a run of letters, digits and joining signs, and how many positions it takes."""

    parts: tuple[Part, ...]
    steps: int


def words_of(text: str) -> list[Word]:
    """Give every word of a text, in order of position."""
    found: list[Word] = []
    position = 0
    for start, run in runs(text):
        chunk = analysed(run)
        found.extend(
            Word(part.form, start + part.start, start + part.end, position + part.step, part.surface)
            for part in chunk.parts
        )
        position += chunk.steps
    return found


def runs(text: str) -> Iterator[tuple[int, str]]:
    """Give every chunk of a text as written, with its offset in code points."""
    pattern = _PLAIN_CHUNK if text.isascii() else _ANY_CHUNK
    for match in pattern.finditer(text):
        yield match.start(), match.group()


def chunks_of(text: str) -> Iterator[str]:
    """Give every chunk of a text as written, without its place: the quick way for the index.

    Long texts are gone through in pieces, so that whoever asks can look up in between.
    """
    pattern = _PLAIN_CHUNK if text.isascii() else _ANY_CHUNK
    return chain.from_iterable(map(pattern.findall, _stretches(text)))


def pieces_of(text: str) -> Iterator[str]:
    """Cut a text where no chunk goes on, quickly: every piece holds whole chunks, mostly one, or none."""
    return chain.from_iterable(map(_pieces_of, _stretches(text)))


def _pieces_of(text: str) -> list[str]:
    """Give the pieces of a stretch, most of them without a sign at their ends; of ASCII in small letters."""
    if text.isascii():
        text = text.translate(_PLAIN_SIGNS)
    else:
        for sign in _BREAKS:
            text = text.replace(sign, " ")
    return text.replace(". ", " ").replace(", ", " ").split()


def _stretches(text: str) -> Iterator[str]:
    """Cut a text behind line ends, or behind blanks where lines are long: no chunk reaches over one."""
    start = 0
    while start < len(text):
        least = start + _PIECE
        end = text.find("\n", least, least + _PIECE) + 1 or text.find(" ", least) + 1 or len(text)
        yield text[start:end]
        start = end


def occurrences(text: str, run: str) -> Iterator[int]:
    """Give the offsets where `runs` finds a chunk in a text: not where it is part of a longer one."""
    pattern = _PLAIN_CHUNK if text.isascii() else _ANY_CHUNK
    at = text.find(run)
    while at >= 0:
        found = pattern.match(text, at)
        if found is None:
            at = text.find(run, at + 1)
            continue
        if found.group() == run and not _goes_on(text, at):
            yield at
        # What is left of a chunk holds no other one: a long one is passed by in one step.
        at = text.find(run, found.end())


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a chunk that began before `at` goes on there."""
    if at and text[at - 1] in _ANY_JOIN:
        at -= 1
    while at and _FOLLOWER.match(text[at - 1]):
        at -= 1
    return at > 0 and _LEADER.match(text[at - 1]) is not None


def analysed(run: str, look: Look = unwatched) -> Chunk:
    """Give the words of one chunk, as `runs` found it; in a very long one, `look` is called often."""
    return _remembered(run) if len(run) <= _SHORT else analysed_anew(run, look)


@lru_cache(maxsize=_CACHED)
def _remembered(run: str) -> Chunk:
    return analysed_anew(run, unwatched)


def analysed_anew(run: str, look: Look) -> Chunk:
    """As `analysed`, for whoever remembers chunks in a better way."""
    if run.isascii():
        return Chunk(*_chunk(run.lower()))
    folded, starts, ends = _fold_with_map(run, look)
    parts: list[Part] = []
    steps = 0
    for match in _FOLDED_CHUNK.finditer(folded):
        found, length = _chunk(match.group(), look)
        for number, part in enumerate(found):
            if not number % _BETWEEN_LOOKS:
                look()
            start, end = match.start() + part.start, match.start() + part.end
            parts.append(part._replace(start=starts[start], end=ends[end - 1], step=part.step + steps))
        steps += length
    return Chunk(tuple(parts), steps)


def fold(text: str) -> str:
    """Give a text without capitals, accents, width and soft signs; kana and Hangul stay whole."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_sign, normalize("NFKC", normalize("NFKC", text).lower()))).translate(_SIGNS)


def is_paired(sign: str) -> bool:
    """Tell whether a sign belongs to the scripts that are cut into pairs."""
    return _PAIRED.match(sign) is not None


@lru_cache(maxsize=8_192)
def form_of(surface: str) -> str:
    """Give the form that stands for a folded word: its stem if it is English letters, else itself."""
    return stem(surface) if surface.isascii() and surface.isalpha() else surface


@lru_cache(maxsize=8_192)
def _folded_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(decimal(sign))
    if sign < "\u0250" or "\u0370" <= sign < "\u0530" or "\u1e00" <= sign < "\u2000":
        bare = "".join(each for each in normalize("NFKD", sign) if not combining(each))
        return bare.translate(_LETTERS)
    if "\u0300" <= sign < "\u0370":
        return ""
    if sign == "\u0640" or "\u0591" <= sign < "\u05c8" or "\u064b" <= sign < "\u0660" or sign == "\u0670":
        return ""  # points and vowel marks that Hebrew and Arabic may be written with or without
    return sign


def _fold_with_map(run: str, look: Look) -> tuple[str, list[int], list[int]]:
    """Fold a chunk; give for each sign of the result where its grapheme starts and ends in the chunk."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for number, match in enumerate(_GRAPHEME.finditer(run)):
        if not number % _BETWEEN_LOOKS:
            look()
        piece = fold(match.group())
        folded.append(piece)
        starts += [match.start()] * len(piece)
        ends += [match.end()] * len(piece)
    return "".join(folded), starts, ends


def _chunk(run: str, look: Look = unwatched) -> tuple[tuple[Part, ...], int]:
    if run.isalnum() and run.isascii():
        surface = run[:_LONGEST]
        return (Part(form_of(surface), surface, 0, len(run), 0, False),), 1
    if len(run) > _BETWEEN_LOOKS and _PAIRED.fullmatch(run):
        return _page(run, look)
    parts: list[Part] = []
    steps = 0
    for start, piece in _pieces(run, _BETWEEN_PARTS):
        steps += _hyphenated(piece, start, steps, parts)
    return tuple(parts), steps


def _page(run: str, look: Look) -> tuple[tuple[Part, ...], int]:
    """Give what `_pairs` makes of a page without a blank, looking up in between."""
    parts: list[Part] = []
    for start in range(0, len(run), _BETWEEN_LOOKS):
        look()
        stretch = run[start : start + _BETWEEN_LOOKS + 1]
        _pairs(stretch, start, start, parts)
        if start + _BETWEEN_LOOKS < len(run):
            del parts[start + _BETWEEN_LOOKS :]  # the last sign begins the next stretch
    return tuple(parts), len(run)


def _pieces(run: str, between: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Give what stands between joining signs, with its offset."""
    for match in between.finditer(run):
        yield match.start(), match.group()


def _hyphenated(run: str, start: int, step: int, parts: list[Part]) -> int:
    run = _bare(run)
    pieces = list(_pieces(run, _BETWEEN_HYPHENS))
    steps = 0
    for offset, piece in pieces:
        steps += _plain(piece, start + offset, step + steps, parts)
    if 2 <= len(pieces) <= 4 and all(piece.isalnum() for _, piece in pieces):
        _join([piece for _, piece in pieces], start, len(run), step, parts)
    return steps


def _plain(run: str, start: int, step: int, parts: list[Part]) -> int:
    """Add the words of a run without hyphens; give how many positions they take."""
    run = _bare(run)
    if _NUMBER.fullmatch(run):
        return _add(run.replace(",", ""), start, len(run), step, parts)
    if _DOTTED.fullmatch(run):
        return _add(run.replace(".", ""), start, len(run), step, parts)
    steps = 0
    pieces = list(_pieces(run, _BETWEEN_MARKS))
    for offset, piece in pieces:
        steps += _signs(piece, start + offset, step + steps, parts)
    if len(pieces) == 2 and "'" in run:
        _join([piece for _, piece in pieces], start, len(run), step, parts)
    return steps


def _bare(run: str) -> str:
    """Give a run without the ending of a possessive."""
    return run[:-2] if len(run) > 2 and run.endswith("'s") else run


def _join(pieces: list[str], start: int, length: int, step: int, parts: list[Part]) -> None:
    whole = "".join(pieces)[:_LONGEST]
    if not whole.isdigit() and not _PAIRED.search(whole):
        parts.append(Part(form_of(whole), whole, start, start + length, step, True))


def _add(surface: str, start: int, length: int, step: int, parts: list[Part]) -> int:
    surface = surface[:_LONGEST]
    parts.append(Part(form_of(surface), surface, start, start + length, step, False))
    return 1


def _signs(run: str, start: int, step: int, parts: list[Part]) -> int:
    """Add a run without joining signs: a word, or pairs of signs where the script has no blanks."""
    if run.isascii():
        return _add(run, start, len(run), step, parts)
    steps = 0
    last = 0
    for match in _PAIRED.finditer(run):
        if match.start() > last:
            steps += _add(run[last : match.start()], start + last, match.start() - last, step + steps, parts)
        steps += _pairs(match.group(), start + match.start(), step + steps, parts)
        last = match.end()
    if last < len(run):
        steps += _add(run[last:], start + last, len(run) - last, step + steps, parts)
    return steps


def _pairs(run: str, start: int, step: int, parts: list[Part]) -> int:
    """Add overlapping pairs, and the last sign alone: a question of one sign is a beginning of pairs."""
    for place in range(len(run)):
        pair = run[place : place + 2]
        parts.append(Part(pair, pair, start + place, start + place + len(pair), step + place, False))
    return len(run)
