"""Graphemes: what a reader sees as one sign, which no span may cut."""

from typing import Final

import regex

from reader.model.span import Span

_GRAPHEME: Final = regex.compile(r"\X")
_APART: Final = regex.compile(r"\p{GCB=Other}{2}")
"""Two signs that Unicode's rules part wherever they stand."""
_LAST_APART: Final = regex.compile(r"(?r)\p{GCB=Other}{2}")
_LONGEST: Final = 256
"""Code points; no sign of real writing is longer, and what is longer may be cut after so many."""


def is_boundary(text: str, offset: int) -> bool:
    """Tell whether `offset` (code points) stands between two graphemes, by Unicode's UAX #29."""
    if offset <= 0 or offset >= len(text):
        return True
    if text[offset].isascii() and text[offset - 1].isascii():
        return not (text[offset - 1] == "\r" and text[offset] == "\n")
    return bool(_APART.match(text, offset - 1, offset + 1)) or _start(text, offset) == offset


def start_of(text: str, offset: int) -> int:
    """Give where the grapheme begins in which an offset stands; the offset itself at a boundary."""
    return offset if is_boundary(text, offset) else _start(text, offset)


def end_of(text: str, offset: int) -> int:
    """Give where the grapheme ends in which an offset stands; the offset itself at a boundary."""
    while not is_boundary(text, offset):
        offset += 1
    return offset


def snap(text: str, span: Span) -> Span:
    """Widen a span so that it cuts no grapheme."""
    return Span(start_of(text, span.start), end_of(text, span.end))


def _start(text: str, offset: int) -> int:
    """Give where the grapheme begins in which an offset inside the text stands."""
    farthest = max(0, offset - _LONGEST)
    # Counting begins where a grapheme surely does: after a line end, or between two signs that never join.
    begin = max(text.rfind("\n", farthest, offset) + 1, farthest)
    apart = _LAST_APART.search(text, begin, offset)
    if apart:
        begin = apart.start() + 1
    sure = begin == 0 or apart is not None or text[begin - 1] == "\n"
    for sign in _GRAPHEME.finditer(text, begin, offset + 2):
        if sign.end() > offset:
            return sign.start() if sure or sign.start() > begin else offset
    return offset
