"""Cuts long paragraphs into several blocks of the document, so that Qt need not set them in one go.

Qt sets a block as a whole, and a stretch without any place to break a line in quadratic time. A cut is
no paragraph: it has no gap around it, and each sign keeps its place in the text.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt

from reader.model.graphemes import is_boundary, start_of
from reader.model.span import Span
from reader.ui.page.paper.setting import Part

LONGEST: Final = 12_000
"""Code points that stay in one block; some 180 lines of the column."""

_PIECE: Final = 6_000
"""Code points of a piece of what is longer, at most: set in some 10 ms even without a space."""

_LINE_ENDS: Final = re.compile("[\n\r\u2028\u2029](?![\n\r\u2028\u2029])")
"""Of several the last, so that no empty line comes to stand beside a cut."""

_SENTENCE_ENDS: Final = re.compile(r"[.!?…][\"'”’)\]]*\s+|[。！？]")
_GAPS: Final = re.compile("[ \t\u2000-\u200a\u3000]")
_STRONG: Final = {
    "L": Qt.LayoutDirection.LeftToRight,
    "R": Qt.LayoutDirection.RightToLeft,
    "AL": Qt.LayoutDirection.RightToLeft,
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words set in one type; `span` says where they stand in the article's text, if they are its own.

    A span may reach one code point further than the words shown: a line end at which a paragraph was cut
    is shown by the end of the block.
    """

    part: Part
    shown: str
    span: Span | None = None


def in_pieces(paragraph: Sequence[Words]) -> list[Sequence[Words]]:
    """Give the words of each block that a paragraph is set in; one, unless it is very long."""
    if sum(len(words.shown) for words in paragraph) <= LONGEST:
        return [paragraph]
    blocks: list[list[Words]] = [[]]
    for words in paragraph:
        for number, piece in enumerate(_cut(words)):
            if number or sum(len(each.shown) for each in blocks[-1]) + len(piece.shown) > LONGEST:
                blocks.append([])
            blocks[-1].append(piece)
    return list(blocks)


def direction_of(paragraph: Sequence[Words]) -> Qt.LayoutDirection:
    """Give the direction of a paragraph as Qt finds it: that of the first sign that has one."""
    for words in paragraph:
        for sign in words.shown:
            found = _STRONG.get(unicodedata.bidirectional(sign))
            if found is not None:
                return found
    return Qt.LayoutDirection.LeftToRight


def _cut(words: Words) -> Iterator[Words]:
    start, length = 0, len(words.shown)
    while length - start > _PIECE:
        end = _place(words.shown, start + _PIECE // 2, start + _PIECE)
        at_line_end = bool(_LINE_ENDS.match(words.shown, end))
        yield _part(words, start, end, end + at_line_end)
        start = end + at_line_end
    yield _part(words, start, length, length)


def _part(words: Words, start: int, end: int, reach: int) -> Words:
    """Give the words from `start` to `end`, which stand for the text up to `reach`."""
    span = None
    if words.span is not None:
        span = Span(words.span.start + start, words.span.start + reach)
    return Words(words.part, words.shown[start:end], span)


def _place(text: str, first: int, last: int) -> int:
    """Give the place of a cut: before a line end, after a sentence, at a gap, or between two signs."""
    ends = [found.start() for found in _LINE_ENDS.finditer(text, first, last + 2)]
    line_end = next((end for end in reversed(ends) if end <= last), None)
    if line_end is not None:
        return line_end
    for pattern in (_SENTENCE_ENDS, _GAPS):
        places = [found.end() for found in pattern.finditer(text, first, last)]
        end = next((place for place in reversed(places) if is_boundary(text, place)), None)
        if end is not None:
            return end
    return start_of(text, last)
